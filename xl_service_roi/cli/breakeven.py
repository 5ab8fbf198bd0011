"""The command that finds the values of an input at which a measure turns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .numbers_given import one_number
from .shared import case_of, case_options, language_option, refusing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..analysis.break_even import BreakEven
    from ..case import Case
    from .analysis_page import Page


@click.command(short_help="Find the value of an input at which a result turns.")
@click.argument("driver")
@click.argument("path", type=click.Path(), required=False)
@click.option(
    "--measure", default="programme_npv", show_default=True, metavar="NAME", help="What is to be reached: roi, …"
)
@click.option("--target", default="0", show_default=True, metavar="X", help="The value that it is to have.")
@case_options
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@language_option
def breakeven(
    driver: str,
    path: str | None,
    measure: str,
    target: str,
    assignments: tuple[str, ...],
    example: bool,
    as_json: bool,
    lang: str,
) -> None:
    """Find every value of an input, within its bounds, at which a result reaches a target.

    \b
    service-roi breakeven realisation_share case.xlsx
    service-roi breakeven reach_share.plan case.xlsx --measure roi --target 0.15
    service-roi breakeven obligations_cost.zero case.xlsx --measure service_value

    DRIVER is an input (churn, reach_share.plan). Of an input with a value for each future the bare name means the
    plan's, where that differs from today's.
    """
    with refusing():
        case = case_of(path, assignments, example)
        found = case.break_even(driver, measure, one_number(target, "--target"))
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        else:
            _print(case, found, lang)


def _print(case: Case, found: BreakEven, language: str) -> None:
    from .analysis_page import Page

    page = Page(case, language)
    modes = [found] if found.other_mode is None else [found, found.other_mode]
    target = page.exactly(found.target, found.measure)
    page.title(page.say("break_even_title", label=page.input(found.driver), measure=page.measure(found.measure)))
    low, high = (page.of_input(end, found.driver) for end in (found.lowest, found.highest))
    page.notes(page.say("break_even_now", now=page.of_input(found.value, found.driver), low=low, high=high))
    heads = ["", page.say("break_even_result"), page.say("break_even_at", target=target)]
    rows = ([page.mode(one.mode), page.measured(one.result, one.measure), _roots(page, one)] for one in modes)
    page.table("", heads, rows)
    page.notes(*_refused_in(page, modes), page.about_modes(found.other_mode is not None))


def _refused_in(page: Page, modes: list[BreakEven]) -> Iterator[str]:
    """Give the stretches without an answer, once where they are the same in both acquisition modes."""
    told = [list(_refused(page, one)) for one in modes]
    for one, stretches in zip(modes, told, strict=True):
        for stretch in stretches:
            if all(stretch in each for each in told):
                if one is modes[0]:
                    yield page.say("break_even_stretch", **stretch)
            else:
                yield f"{page.mode(one.mode)}: {page.say('break_even_stretch', **stretch)}"


def _roots(page: Page, found: BreakEven) -> str:
    if found.constant:
        return page.say("break_even_constant")
    roots = [page.of_input(root, found.driver, 2) for root in found.roots]
    jumps = [page.say("break_even_jump", value=page.of_input(jump, found.driver, 2)) for jump in found.jumps]
    return "; ".join([*roots, *jumps]) or page.say("break_even_none")


def _refused(page: Page, found: BreakEven) -> Iterator[dict[str, str]]:
    """Give each stretch without an answer, and why there is none."""
    from ..model import MODEL

    for each in found.refused:
        why = "; ".join(page.words.meaning(MODEL.requirements[name]) for name in each.requirements)
        yield {
            "low": page.of_input(each.low, found.driver),
            "high": page.of_input(each.high, found.driver),
            "why": why or page.say("break_even_no_measure", measure=page.measure(found.measure)),
        }
