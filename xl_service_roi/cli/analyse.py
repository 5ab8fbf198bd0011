"""The command that fills the sheets of scenarios and analyses of a workbook."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .shared import REFUSED, refusing


@click.command(short_help="Fill the analyses inside a workbook.")
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--write-back", is_flag=True, help="Write them into the workbook itself; nothing else in it changes.")
@click.option("--copy-to", metavar="FOLDER", help="Write a copy to this folder, and leave the workbook alone.")
@click.option("--out", metavar="FILE", help="Write a copy under this name, and leave the workbook alone.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["levers", "tornado", "curve", "simulation", "scenarios"]),
    help="Fill this one, and leave the others as they are. Repeatable.",
)
@click.option("--draws", type=click.IntRange(1), metavar="N", help="Draws of the simulation.")
@click.option(
    "--seed", type=click.IntRange(0), metavar="S", help="Seed of the simulation: the same one, the same draws."
)
@click.option("--json", "as_json", is_flag=True, help="What was filled, and what was not, as JSON.")
def analyse(
    path: str,
    write_back: bool,
    copy_to: str | None,
    out: str | None,
    only: tuple[str, ...],
    draws: int | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """Work out levers, tornado, service-level curve, simulation and scenarios, and fill them into a workbook.

    \b
    service-roi analyse case.xlsx --write-back
    service-roi analyse case.xlsx --out analysed.xlsx --only simulation --draws 65536

    The figures go into the tables on the sheets Scenarios and Analyses, whose charts follow them. The exit code is 1
    where one of them could not be worked out; the others are filled all the same.
    """
    target = _target(path, write_back, copy_to, out)
    from ..workbook.analysis_tables import ANALYSES
    from ..workbook_analyses.file import analyse_file
    from ..workbook_analyses.work import Draws

    which = [each for each in ANALYSES if not only or each in only]
    with refusing():
        done = analyse_file(path, target, which, Draws(draws, seed))
    if as_json:
        skipped = {name: [vars(problem) for problem in problems] for name, problems in done.skipped.items()}
        click.echo(json.dumps({"filled": done.made, "skipped": skipped}, indent=2, ensure_ascii=False))
    for name, problems in done.skipped.items():
        for problem in problems:
            click.echo(f"error: {name}: {problem}", err=True)
    click.echo(f"{target or path}: {', '.join(done.made) or 'nothing'} filled in", err=True)
    if done.skipped:
        raise click.exceptions.Exit(REFUSED)


def _target(path: str, write_back: bool, copy_to: str | None, out: str | None) -> str | None:
    """Return where the workbook is written, None for its own place; the call says so in one way only."""
    if [write_back, copy_to is not None, out is not None].count(True) != 1:
        raise click.UsageError("say where the figures go: --write-back, --copy-to FOLDER or --out FILE")
    target = str(Path(copy_to) / Path(path).name) if copy_to is not None else out
    if target is not None and Path(target).exists() and Path(target).samefile(path):
        raise click.UsageError(f"{target} is the workbook itself: take --write-back")
    return target
