"""The command that moves a workbook to the present model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import refusing

if TYPE_CHECKING:
    from ..upgrade import Upgrade

_MOST = 25
"""Lines told of one kind: a sheet with a thousand references to ours should not scroll the rest away."""


@click.command(short_help="Move a workbook of an older model to the present one.")
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--out", type=click.Path(dir_okay=False), help="Write another file, and leave this one alone.")
@click.option("--json", "as_json", is_flag=True, help="What was done, as JSON.")
def upgrade(path: str, out: str | None, as_json: bool) -> None:
    """Move a workbook that was made for an older version of the model, or of the template, to the present one.

    \b
    service-roi upgrade case.xlsx
    service-roi upgrade case.xlsx --out case-2027.xlsx

    Inputs, notes and sheets of your own are kept, and formulas that refer to our sheets follow. The file as it was
    stays beside it as case.before-upgrade.xlsx. What was moved, added or dropped is told, and what to look at.
    """
    from ..upgrade import upgrade as upgraded

    if out is not None:
        _check_out(Path(path), Path(out))
    with refusing():
        done = upgraded(path, out)
    if as_json:
        click.echo(json.dumps(done.as_dict(), indent=2, ensure_ascii=False))
    else:
        _print(done)


def _check_out(path: Path, out: Path) -> None:
    if out.suffix.lower() != path.suffix.lower():
        raise click.UsageError(f"{out.name}: the name has to end in {path.suffix}, as that of {path.name}")
    if out.exists():
        raise click.UsageError(f"{out} exists: take another name")


def _print_problems(done: Upgrade) -> None:
    """Print what is wrong with the inputs, and how much more the checks have to say."""
    errors = [problem for problem in done.problems if problem.severity == "error"]
    if errors:
        click.echo("\nWhat check says")
    for problem in errors[:_MOST]:
        click.echo(f"  {problem}")
    if len(done.problems) > len(errors[:_MOST]):
        click.echo(f"\nservice-roi check {Path(done.written).name} has more to say")


def _print(done: Upgrade) -> None:
    from ..labels import labels
    from ..numbers import number
    from ..upgrade import KINDS

    name = Path(done.path).name
    if done.needless:
        copied = f"; {done.written} is a copy of it as it is" if done.written else ""
        click.echo(f"{name} is of model {done.present}, the present one: there is nothing to upgrade{copied}", err=True)
        return
    if done.former == done.present:
        click.echo(f"{name}: the same model {done.present}, with the sheets of the present template")
    else:
        click.echo(f"{name}: from model {done.former or 'unknown'} to {done.present}")
    for kind, heading in KINDS.items():
        found = done.of_kind(kind)
        if found:
            click.echo(f"\n{heading}")
            for finding in found[:_MOST]:
                click.echo(f"  {finding}")
        if len(found) > _MOST:
            click.echo(f"  and {len(found) - _MOST} more; --json tells them all")
    _print_problems(done)
    if done.figures:
        click.echo("\nThe result, as the workbook showed it, and now")
    for measure, before, now in done.figures:
        shown = ["–" if figure is None else number(figure, "en") for figure in (before, now)]
        click.echo(f"  {labels('en').of(measure)}: {' → '.join(shown)}")
    click.echo(f"\n{done.written} written", err=True)
    if done.backup:
        click.echo(f"as it was: {done.backup}", err=True)
