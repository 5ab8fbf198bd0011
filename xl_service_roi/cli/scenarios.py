"""The command that lays named sets of values over one case, side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError, Problem
from .shared import case_of, case_options, language_option, refusing

if TYPE_CHECKING:
    from ..analysis.scenarios import Scenario, Scenarios

_NEXT_VALUE = re.compile(r",(?=\s*[A-Za-z_][\w.]*\s*=)")
"""A comma before ``name=``: those inside a value, as in ramp_plan=0.3,0.6,1, part nothing."""


@click.command(short_help="Lay named sets of values over one case, side by side.")
@click.argument("path", type=click.Path(), required=False)
@click.option(
    "--scenario",
    "given",
    multiple=True,
    metavar='"NAME: A=1, B.plan=2"',
    help="A scenario: its name, and the inputs that it replaces. Repeatable.",
)
@click.option("--measure", "measures", multiple=True, metavar="NAME", help="A measure to show: roi, irr. Repeatable.")
@case_options
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@language_option
def scenarios(
    path: str | None,
    given: tuple[str, ...],
    measures: tuple[str, ...],
    assignments: tuple[str, ...],
    example: bool,
    as_json: bool,
    lang: str,
) -> None:
    """Lay named sets of values over one case and show what each comes to, with both acquisition modes.

    \b
    service-roi scenarios case.xlsx --scenario "recession: churn=0.2, price_growth=0"
    service-roi scenarios case.json --measure irr --measure heading_retention

    Scenarios that the file holds (in JSON under "scenarios") come first; --scenario adds one, or replaces that of the
    same name.
    """
    from ..analysis.scenarios import MEASURES
    from ..analysis.scenarios import scenarios as side_by_side

    with refusing():
        case = case_of(path, assignments, example or path is None)
        sets = {**case.scenarios, **scenarios_of(given)}
        if not sets:
            raise click.UsageError('name a scenario, for example --scenario "recession: churn=0.2, price_growth=0"')
        found = side_by_side(case, sets, measures or MEASURES)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        else:
            _print(found, measures or MEASURES, lang)


def scenarios_of(texts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return sets of values by scenario from ``name: churn=0.2, reach_share.plan=0.85``."""
    from ..inputs import set_values

    sets: dict[str, dict[str, Any]] = {}
    problems = []
    for text in texts:
        name, colon, values = (part.strip() for part in text.partition(":"))
        if not (name and colon and values):
            remedy = 'for example "recession: churn=0.2, price_growth=0"'
            problems.append(Problem(text, "is not of the form name: input=value, input=value", remedy=remedy))
        elif name in sets:
            problems.append(Problem(name, "there are two scenarios of this name"))
        else:
            try:
                sets[name] = set_values(_NEXT_VALUE.split(values))
            except InputError as error:
                problems += [Problem(**{**vars(each), "where": f"{name} · {each.where}"}) for each in error.problems]
    if problems:
        raise InputError(problems)
    return sets


def _print(found: Scenarios, measures: Iterable[str], language: str) -> None:
    from rich.text import Text

    from ..analysis.scenarios import BOTH_MODES
    from ..labels import labels
    from ..messages import shown
    from .side_by_side import Row, console_of_text, print_side_by_side

    say = labels(language).say
    rows = [
        Row(one.name or say("scenario_base"), one.measures, one.why, one.refused)
        for one in (found.base, *found.scenarios)
    ]
    print_side_by_side(say("scenarios_title"), rows, list(dict.fromkeys((*BOTH_MODES, *measures))), language)
    console = console_of_text()
    console.print()
    console.print(Text(say("scenarios_replace"), style="bold"))
    for one in found.scenarios:
        console.print(Text(f"• {shown(one.name)}: {'; '.join(_replaced(found, one, language))}"))


def _replaced(found: Scenarios, scenario: Scenario, language: str) -> Iterable[str]:
    """Tell each input that a scenario replaces, from which value to which."""
    from ..inputs import value_names
    from ..labels import labels
    from ..numbers import figure, two_figures
    from ..workbook.value_labels import label_of

    words, before = labels(language), found.case.inputs.values
    for name, value in scenario.replaced.items():
        driver = value_names()[name]
        if isinstance(value, tuple):
            years = [[figure(year, driver.unit, language) for year in each] for each in (before[name], value)]
            first, second = (", ".join(texts[: found.case.horizon]) for texts in years)
        else:
            first, second = two_figures(before[name], value, driver.unit, language)
        yield f"{label_of(name, words)} {first} → {second}"
