"""The command that draws the line: what the firm is worth at each level of service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .numbers_given import numbers_of, one_number
from .shared import case_of, case_options, draw_picture, language_option, picture_option, refusing

if TYPE_CHECKING:
    from ..analysis.service_level import Curve, Level
    from ..case import Case
    from .analysis_page import Page


@click.command(short_help="Show the best level of service: where to draw the line.")
@click.argument("path", type=click.Path(), required=False)
@click.option("--levels", metavar="S,S,…", help="Levels to show, 0 (none), 1 (today) to 2; every tenth if left out.")
@click.option(
    "--budget", metavar="MONEY", help="The most to spend on service in year 1: also the best level within it."
)
@click.option(
    "--norm",
    "norms",
    multiple=True,
    metavar="NAME=SHARE",
    help="What a norm takes: reach_share=0.9 or satisfied_share=0.7. Repeatable.",
)
@case_options
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@picture_option
@language_option
def curve(
    path: str | None,
    levels: str | None,
    budget: str | None,
    norms: tuple[str, ...],
    assignments: tuple[str, ...],
    example: bool,
    as_json: bool,
    picture: str | None,
    lang: str,
) -> None:
    """Show what the firm is worth at each level of service, and the best level.

    \b
    service-roi curve case.xlsx
    service-roi curve case.xlsx --norm reach_share=0.9 --budget 3000000
    service-roi curve case.xlsx --levels 0,0.5,1 --json

    At level s about s times as much is spent on service as today: 0 is no service, 1 is today. More money reaches and
    satisfies more customers, but ever fewer per euro, and never more than reach_ceiling and satisfied_ceiling.
    """
    with refusing():
        case = case_of(path, assignments, example)
        found = case.service_level_curve(
            None if levels is None else numbers_of(levels, "--levels"),
            None if budget is None else one_number(budget, "--budget"),
            dict(_norm(norm) for norm in norms),
        )
        draw_picture(found, picture, lang)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        else:
            _print(case, found, lang)


def _norm(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    return name.strip(), one_number(share, f"--norm {name.strip()}")


def _print(case: Case, found: Curve, language: str) -> None:
    from .analysis_page import Page

    page = Page(case, language)
    modes = [found] if found.other_mode is None else [found, found.other_mode]
    page.title(page.say("curve_title"))
    heads = [page.say("curve_level"), *(page.say("curve_npv", mode=page.mode(one.mode)) for one in modes)]
    heads += [page.words.of("reach_share"), page.words.of("satisfied_share"), page.say("curve_fte")]
    page.table(
        "",
        [*heads, page.say("curve_cost")],
        (_point(page, points) for points in zip(*(one.points for one in modes), strict=True)),
    )
    page.table(page.say("curve_line"), ["", *(page.mode(one.mode) for one in modes)], _findings(page, modes))
    for number_of_norm, norm in enumerate(found.norms):
        title = page.say("curve_norm", label=page.words.of(norm.name), share=page.of_input(norm.share, norm.name))
        of_modes = [one.norms[number_of_norm] for one in modes]
        rows = [
            [page.say("curve_norm_level"), *(_level(page, each.at) for each in of_modes)],
            [page.say("curve_norm_cost"), *(page.money(each.more_a_year) for each in of_modes)],
            [page.say("curve_norm_npv"), *(page.money(each.npv_change) for each in of_modes)],
        ]
        page.table(title, ["", *(page.mode(one.mode) for one in modes)], rows)
    page.notes(
        page.say("curve_how", mode=page.mode(found.mode)),
        page.say("curve_shape"),
        page.about_modes(found.other_mode is not None),
    )


def _point(page: Page, points: tuple[Level, ...]) -> list[str]:
    from ..numbers import number, percent

    own = points[0]
    return [
        number(own.level, page.language, 4),
        *(page.money(point.npv) for point in points),
        percent(own.reach_share, page.language),
        percent(own.satisfied_share, page.language),
        number(own.fte, page.language, 1),
        page.money(own.yearly_cost),
    ]


def _findings(page: Page, modes: list[Curve]) -> list[list[str]]:
    def euro(value: float | None) -> str:
        from ..numbers import number

        return "–" if value is None else number(value, page.language, 2)

    rows = [
        [page.say("curve_best"), *(_level(page, one.best) for one in modes)],
        [page.say("curve_best_npv"), *(page.money(one.best.npv - one.today.npv) for one in modes)],
    ]
    if modes[0].budget is not None:
        label = page.say("curve_within", budget=page.money(modes[0].budget))
        rows.append([label, *(_within(page, one.best_within_budget) for one in modes)])
    rows.append([page.say("curve_break_even"), *(_break_even(page, one.break_even_level) for one in modes)])
    rows.append([page.say("curve_last_euro"), *(euro(one.value_of_last_euro) for one in modes)])
    rows.append([page.say("curve_next_euro"), *(euro(one.value_of_next_euro) for one in modes)])
    for years in modes[0].best_by_horizon:
        levels = (one.best_by_horizon.get(years) for one in modes)
        rows.append(
            [page.say("curve_horizon", years=years), *("–" if at is None else _level(page, at) for at in levels)]
        )
    return rows


def _level(page: Page, at: Level) -> str:
    from ..numbers import number

    return number(at.level, page.language, 3)


def _within(page: Page, at: Level | None) -> str:
    return page.say("curve_too_little") if at is None else _level(page, at)


def _break_even(page: Page, level: float | None) -> str:
    from ..numbers import number

    if level is None:
        return page.say("curve_never")
    return number(level, page.language, 3) if level else page.say("curve_at_once")
