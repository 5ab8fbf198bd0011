"""The command that writes the board's report of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError
from .shared import case_of, case_options, language_option, refusing

if TYPE_CHECKING:
    from ..workbook.before import Before


@click.command(short_help="Write the board's report: a web page or a PDF.")
@click.argument("path", type=click.Path(), required=False)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The .pdf or .html file to write; beside the workbook, as NAME-report.pdf, if left out.",
)
@case_options
@language_option
def report(path: str | None, out: str | None, assignments: tuple[str, ...], example: bool, lang: str) -> None:
    """Write the board's report of a case: two to four pages, as a web page (.html) or on paper (.pdf).

    \b
    service-roi report case.xlsx --lang nl
    service-roi report case.xlsx --out case.html
    service-roi report --example --out example.pdf

    It opens with the question and what was answered on the sheet 'Before you start', and tells a programme that does
    not pay as plainly as one that does. A report that is there already is replaced, whole or not at all.
    """
    from ..report import board_report, check, work_out, write_report

    target = out or _beside(path)
    try:
        check(target)
    except InputError as error:
        raise click.UsageError(str(error)) from None
    with refusing():
        found = work_out(case_of(path, assignments, example), _before(path))
        write_report(board_report(found, lang), target)
    click.echo(f"{target} written", err=True)


def _beside(path: str | None) -> str:
    stem = Path(path).stem if path else "service-roi"
    return str(Path(path or ".").parent / f"{stem}-report.pdf")


def _before(path: str | None) -> Before | None:
    """Return what was settled beforehand; only a workbook has a place for that."""
    if path is None or Path(path).suffix.lower() == ".json":
        return None
    from ..workbook.read_before import read_before, unclear_answers

    for problem in unclear_answers(path):
        click.echo(f"warning: {problem}", err=True)
    return read_before(path)
