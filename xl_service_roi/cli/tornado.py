"""The command that shows which inputs a measure hangs on: one at a time, or two in a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .numbers_given import numbers_of, one_number
from .shared import case_of, case_options, draw_picture, language_option, picture_option, refusing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..analysis.tornado import Bar, Tornado
    from ..analysis.two_way import TwoWay
    from ..case import Case
    from .analysis_page import Page


@click.command(short_help="Show which inputs the result hangs on most.")
@click.argument("path", type=click.Path(), required=False)
@click.option("--measure", default="programme_npv", show_default=True, metavar="NAME", help="What is looked at: roi, …")
@click.option("--percent", metavar="X", help="Every input X % lower and higher, instead of the ends of its range.")
@click.option(
    "--top",
    type=click.IntRange(1),
    default=15,
    show_default=True,
    metavar="N",
    help="Inputs to print; JSON has them all.",
)
@click.option(
    "--two-way",
    "pair",
    nargs=2,
    metavar="A B",
    help="A table of two inputs instead: churn=0.1,0.15,0.2 reach_share.plan (without values: along its range).",
)
@case_options
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@picture_option
@language_option
def tornado(
    path: str | None,
    measure: str,
    percent: str | None,
    top: int,
    pair: tuple[str, str] | None,
    assignments: tuple[str, ...],
    example: bool,
    as_json: bool,
    picture: str | None,
    lang: str,
) -> None:
    """Show which inputs a measure hangs on most: each goes to the ends of its range, the others stay as they are.

    \b
    service-roi tornado case.xlsx
    service-roi tornado case.xlsx --measure roi --percent 10
    service-roi tornado case.xlsx --two-way churn=0.10,0.15,0.20 reach_share.plan

    The ends are the 10th and 90th percentile of each range. With --two-way the result at every combination of values
    of two inputs, as a data table in Excel.
    """
    if pair and percent is not None:
        raise click.UsageError("--percent does not go with --two-way: give the values there, as in churn=0.1,0.15,0.2")
    if pair and picture is not None:
        raise click.UsageError("--picture does not go with --two-way: a table has no picture")
    with refusing():
        case = case_of(path, assignments, example)
        found = _two_way(case, pair, measure) if pair else _one_way(case, measure, percent)
        draw_picture(found, picture, lang)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
            return
        from ..analysis.tornado import Tornado

        if isinstance(found, Tornado):
            _print(case, found, percent, top, lang)
        else:
            _print_table(case, found, lang)


def _one_way(case: Case, measure: str, percent: str | None) -> Tornado:
    return case.tornado(measure, None if percent is None else one_number(percent, "--percent"))


def _two_way(case: Case, pair: tuple[str, str], measure: str) -> TwoWay:
    from ..analysis.two_way import two_way

    (first, first_values), (second, second_values) = map(_with_values, pair)
    return two_way(case, first, second, measure, first_values, second_values)


def _with_values(text: str) -> tuple[str, list[float] | None]:
    name, equals, values = text.partition("=")
    return name.strip(), numbers_of(values, f"--two-way {name.strip()}") if equals else None


def _print(case: Case, found: Tornado, percent: str | None, top: int, language: str) -> None:
    from ..analysis.tornado import ELASTICITY
    from .analysis_page import Page

    page = Page(case, language)
    modes = [found] if found.other_mode is None else [found, found.other_mode]
    bars = [{bar.name: bar for bar in one.bars} for one in modes]
    names = [bar.name for bar in found.bars[:top]]
    names += [ELASTICITY] if ELASTICITY not in names and any(ELASTICITY in each for each in bars) else []
    page.title(page.say("tornado_title", measure=page.measure(found.measure)))
    now = (f"{page.mode(one.mode)} {page.measured(one.base, one.measure)}" for one in modes)
    page.notes(page.say("tornado_now", values="; ".join(now)))
    heads = [page.say(f"tornado_{end}", mode=page.mode(one.mode)) for one in modes for end in ("at_low", "at_high")]
    heads = ["", page.say("tornado_low"), page.say("tornado_high"), *heads]
    page.table("", heads, (_row(page, name, bars, found.measure) for name in names))
    rule = page.say("tornado_ends_range") if percent is None else page.say("tornado_ends_percent", percent=percent)
    sentences = [rule, page.about_modes(found.other_mode is not None)]
    if ELASTICITY in names and percent is None:
        sentences.insert(1, page.say("tornado_elasticity", label=page.input(ELASTICITY)))
    if any(bar.clipped for bar in found.bars[:top]):
        sentences.insert(1, page.say("tornado_clipped"))
    if top < len(found.bars):
        sentences.append(page.say("tornado_more", count=len(found.bars) - top))
    page.notes(*sentences)


def _row(page: Page, name: str, bars: Sequence[dict[str, Bar]], measure: str) -> list[str]:
    one = next(each[name] for each in bars if name in each)
    ends = [page.of_input(end, name) for end in (one.low, one.high)]
    moved = [
        page.measured(value, measure) if name in each else ""
        for each in bars
        for value in ((each[name].value_at_low, each[name].value_at_high) if name in each else (None, None))
    ]
    return [page.input(name) + (" *" if one.clipped else ""), *ends, *moved]


def _print_table(case: Case, found: TwoWay, language: str) -> None:
    from .analysis_page import Page

    page = Page(case, language)
    page.title(page.say("tornado_title", measure=page.measure(found.measure)))
    heads = [f"{page.input(found.first)} ↓", *(page.of_input(value, found.second) for value in found.second_values)]
    for one in [found] if found.other_mode is None else [found, found.other_mode]:
        rows = (
            [page.of_input(value, one.first), *(page.measured(cell, one.measure) for cell in cells)]
            for value, cells in zip(one.first_values, one.table, strict=True)
        )
        now = page.measured(one.base, one.measure)
        page.table(
            page.say("two_way_table", mode=page.mode(one.mode), across=page.input(one.second), now=now), heads, rows
        )
    page.notes(page.about_modes(found.other_mode is not None))
