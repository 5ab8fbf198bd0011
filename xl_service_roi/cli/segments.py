"""The command that adds up the customer segments of one firm, each a case of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import case_of, case_options, draw_picture, language_option, picture_option, refusing

if TYPE_CHECKING:
    from ..analysis.segments import Segments

MEASURES = ("programme_npv", "pv_costs", "roi", "irr", "payback", "service_value")
"""What is printed of each segment, and of all together."""


@click.command(short_help="Add up the customer segments of one firm.")
@click.argument("files", metavar="[NAME=]FILE...", nargs=-1, required=True)
@case_options
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON: each segment and the total.")
@picture_option
@language_option
def segments(
    files: tuple[str, ...],
    assignments: tuple[str, ...],
    example: bool,
    as_json: bool,
    picture: str | None,
    lang: str,
) -> None:
    """Add up customer segments, each a case of its own (.xlsx, .xlsm, .json), into one business case.

    \b
    service-roi segments consumers=consumers.xlsx business=business.xlsx

    Rates of return and payback are those of the summed cash flows, never an average. Divide what the firm has once,
    such as the officer, over the segments: each of them counts in full. --set replaces an input in all of them.
    """
    from ..analysis.segments import segments as added_up

    paths = _named(files)
    with refusing():
        found = added_up({name: case_of(path, assignments, example) for name, path in paths.items()})
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        else:
            _print(found, lang)
        draw_picture(found, picture, lang)


def _named(files: tuple[str, ...]) -> dict[str, str]:
    """Return the file of each segment by its name, which is the file's where none is given."""
    paths: dict[str, str] = {}
    for text in files:
        name, equals, path = text.partition("=")
        if not equals or Path(text).exists():  # a file's name may hold a =
            name, path = Path(text).stem, text
        if not name or not path:
            raise click.UsageError(f"{text}: give a segment as NAME=FILE, for example consumers=consumers.xlsx")
        if name in paths:
            raise click.UsageError(f"there are two segments called {name}: name them, as in {name}-2={path}")
        paths[name] = path
    return paths


def _print(found: Segments, language: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from ..inputs import drivers
    from ..labels import labels
    from ..numbers import figure, number
    from .side_by_side import Row, console_of_text, print_side_by_side

    words, total = labels(language), found.total
    say, console = words.say, console_of_text()
    rows = [Row(name, result.measures, result.why) for name, result in found.results.items()]
    rows.append(Row(say("segments_total"), total.measures, total.why, total=True))
    print_side_by_side(say("segments_title"), rows, MEASURES, language)
    console.print()
    console.print(Text(say("segments_by_year"), style="bold"))
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    flows = {words.group("FUTURES", future): lines["net_cash_flow"] for future, lines in total.futures.items()}
    flows[say("head_programme")] = total.differential_cash_flow
    for year in range(len(total.differential_cash_flow)):
        table.add_column(say("year", year=year), justify="right", no_wrap=True)
    for label, values in flows.items():
        table.add_row(label, *(number(value, language) for value in values))
    console.print(table)
    console.print()
    for name, by_segment in found.differing.items():
        unit = drivers()[name].unit
        listed = ", ".join(f"{segment} {figure(value, unit, language)}" for segment, value in by_segment.items())
        console.print(Text(f"! {say('segments_differ', label=words.of(name), values=listed)}", style="yellow"))
    console.print(Text(say("segments_add"), style="dim"))
