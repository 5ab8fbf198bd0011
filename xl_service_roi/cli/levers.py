"""The command that shares out the value of the programme over the levers of the plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .shared import case_of, case_options, draw_picture, language_option, picture_option, refusing

if TYPE_CHECKING:
    from ..analysis.levers import Levers
    from ..case import Case


@click.command(short_help="Show what each lever of the plan adds.")
@click.argument("path", type=click.Path(), required=False)
@case_options
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@picture_option
@language_option
def levers(
    path: str | None, assignments: tuple[str, ...], example: bool, as_json: bool, picture: str | None, lang: str
) -> None:
    """Show what each lever of the plan adds to its value: retention, marketing, field work, …

    \b
    service-roi levers case.xlsx

    What the levers add sums to the programme value exactly: it is the average over all orders in which they can be
    switched on (Shapley). One at a time they do not add up, because they act upon each other.
    """
    with refusing():
        case = case_of(path, assignments, example)
        found = case.levers()
        draw_picture(found, picture, lang)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        else:
            _print(case, found, lang)


def _print(case: Case, found: Levers, language: str) -> None:
    from .analysis_page import Page

    page = Page(case, language)
    modes = [found] if found.other_mode is None else [found, found.other_mode]
    heads = [page.say(f"levers_{column}", mode=page.mode(one.mode)) for one in modes for column in ("adds", "alone")]
    rows = [
        [
            page.words.group("LEVERS", lever),
            *(page.money(part[lever]) for one in modes for part in (one.levers, one.one_at_a_time)),
        ]
        for lever in sorted(found.levers, key=lambda lever: -abs(found.levers[lever]))
    ]
    interaction = (text for one in modes for text in ("", page.money(one.interaction)))
    total = (page.money(one.total) for one in modes for _ in range(2))
    page.title(page.say("levers_title"))
    page.table(
        "", ["", *heads], [*rows, [page.say("levers_interaction"), *interaction]], [page.say("levers_total"), *total]
    )
    page.notes(page.say("levers_how"), page.about_modes(found.other_mode is not None))
