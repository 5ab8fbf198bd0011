"""Staff turnover: figures from elsewhere, a worked example, limit cases, properties and refusals."""

from __future__ import annotations

import doctest
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.errors import NoResult
from xl_service_roi.functions import turnover
from xl_service_roi.functions.arguments import ArgumentError, arguments_of
from xl_service_roi.functions.turnover import replacement_cost, turnover_cost, turnover_rate, turnover_saving


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # Nobscot, turnover calculator (nobscot.com/library/calculator.cfm): 30 % of a salary of $30,000 is $9,000
        (turnover_cost(1, 1, 30_000, 0.3), 9_000),
        # Center for American Progress as widely quoted: about $10,000, a fifth, for a salary of $50,000
        (turnover_cost(1, 1, 50_000, 0.2), 10_000),
        # The Hackett Group, glossary, staff turnover: two of ten employees in a year are 20 %
        (turnover_rate(2, 10, 10), 0.2),
        (turnover_rate(40, 100, 60), 0.5),
        (turnover_rate(30, 20, 20), 1.5),  # places filled more than once
        (turnover_rate(3, 0, 6), 1),  # a team that starts during the year
        (turnover_cost(50, 0.3, 32_000, 0.5), 240_000),
        (turnover_cost(0, 0.3, 32_000, 0.5), 0),
        (turnover_cost(50, 0, 32_000, 0.5, True), 0),
        (turnover_saving(50, 0.3, 0.2, 32_000, 0.5), 80_000),
        (turnover_saving(50, 0.2, 0.3, 32_000, 0.5), -80_000),
        (turnover_saving(55, 0.3, 0.2, 32_000, 0.5, True), 17 * 16_000 - 11 * 16_000),
    ],
)
def test_figures(found: float, expected: float) -> None:
    assert found == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("fte", "turnover", "leavers"),
    [
        (50, 0.25, 13),
        (50, 0.26, 13),
        (100, 0.07, 7),  # 7.000000000000001 in binary
        (100, 0.29, 29),  # 28.999999999999996
        (0.1, 3, 1),
        (3, 0.1, 1),
        (10, 0.1001, 2),
        (1_000_000, 0.0000011, 2),
        (8, 1.5, 12),
    ],
)
def test_whole_leavers_are_rounded_up_only_where_they_must(fte: float, turnover: float, leavers: int) -> None:
    assert turnover_cost(fte, turnover, 1, 1, True) == leavers
    assert turnover_cost(fte, turnover, 1, 1) == pytest.approx(fte * turnover, rel=1e-15)


COMPONENTS = {
    "separation": 500,
    "sourcing": 1_200,
    "selection": 900,
    "training": 2_500,
    "supervision": 800,
    "disruption": 400,
    "vacancy_weeks": 6,
    "cover_per_week": 900,
    "salary_per_week": 750,
    "ramp_weeks": 12,
    "loaded_cost_per_week": 800,
    "starting_productivity": 0.4,
}


def test_replacement_cost_by_hand() -> None:
    """6,300 as it stands; 6 weeks at 900 for overtime less 750 not paid; 12 weeks that start 60 % short."""
    assert [argument.name for argument in arguments_of(replacement_cost)] == list(COMPONENTS)
    found = replacement_cost(*COMPONENTS.values())
    assert found == 6_300 + 900 + 2_880
    assert turnover_cost(1, 1, 31_500, found / 31_500) == pytest.approx(found)


@pytest.mark.parametrize(
    ("component", "change"),
    [
        ("separation", 1),
        ("sourcing", 1),
        ("selection", 1),
        ("training", 1),
        ("supervision", 1),
        ("disruption", 1),
        ("vacancy_weeks", 900 - 750),
        ("cover_per_week", 6),
        ("salary_per_week", -6),
        ("ramp_weeks", 0.6 / 2 * 800),
        ("loaded_cost_per_week", 0.6 / 2 * 12),
        ("starting_productivity", -12 / 2 * 800),
    ],
)
def test_what_one_more_of_a_component_costs(component: str, change: float) -> None:
    """It is the same for any step, as the cost is a straight line in each of them."""
    step = 0.5
    more = {**COMPONENTS, component: COMPONENTS[component] + step}
    assert replacement_cost(**more) - replacement_cost(**COMPONENTS) == pytest.approx(change * step)


def test_a_ramp_is_the_productivity_lost_in_a_straight_line() -> None:
    weeks, start = 16, 0.25
    shortfalls = [(1 - start) * (1 - (week + 0.5) / weeks) for week in range(weeks)]
    found = replacement_cost(0, 0, 0, 0, ramp_weeks=weeks, loaded_cost_per_week=700, starting_productivity=start)
    assert found == pytest.approx(700 * sum(shortfalls))
    assert replacement_cost(0, 0, 0, 0, 0, 0, 0, 0, 0, weeks, 700, 1) == 0


def test_an_empty_position_may_save_more_than_it_costs() -> None:
    assert replacement_cost(100, 0, 0, 0, vacancy_weeks=4, cover_per_week=200, salary_per_week=700) == -1_900


def test_a_lower_turnover_rate_saves_what_the_model_says() -> None:
    """In the illustrative firm's year 1, before its quit offers and raises."""
    values = Case.example().inputs.values
    same = {name: value for name, value in values.items() if not name.endswith(("_plan", "_zero"))}
    change = {"staff_turnover_plan": 0.11, "ramp_plan": [1], "realisation_share": 1, "quit_offer_acceptance_today": 0}
    case = Case.from_values({**same, **change})
    today, plan = (case.run().futures[future] for future in ("today", "plan"))
    salary = today["payroll"][1] / today["paid_fte"][1]
    found = turnover_saving(
        today["paid_fte"][1], values["staff_turnover_today"], 0.11, salary, values["replacement_multiple"]
    )
    assert found == pytest.approx(today["turnover_cost"][1] - plan["turnover_cost"][1], rel=1e-12)
    assert found > 0


# ----------------------------------------------------------------------------------------------------------- properties

unhurried = settings(deadline=None)
amounts = st.floats(0, 1e6)
shares = st.floats(0, 2)


@unhurried
@given(amounts, shares, amounts, st.floats(0, 3), st.booleans())
def test_money_scales_and_whole_leavers_cost_no_less(
    fte: float, share: float, salary: float, multiple: float, whole: bool
) -> None:
    cost = turnover_cost(fte, share, salary, multiple, whole)
    assert turnover_cost(fte, share, 2 * salary, multiple, whole) == pytest.approx(2 * cost)
    one_leaver = salary * multiple
    fractional = turnover_cost(fte, share, salary, multiple)
    assert fractional * (1 - 1e-11) <= cost <= fractional + one_leaver * (1 + 1e-9) if whole else cost == fractional


@unhurried
@given(amounts, shares, shares, amounts, st.floats(0, 3), st.booleans())
def test_a_saving_is_the_difference_of_two_costs(
    fte: float, before: float, after: float, salary: float, multiple: float, whole: bool
) -> None:
    saved = turnover_saving(fte, before, after, salary, multiple, whole)
    costs = [turnover_cost(fte, share, salary, multiple, whole) for share in (before, after)]
    assert saved == pytest.approx(costs[0] - costs[1], rel=1e-9, abs=1e-9 * sum(costs) + 1e-300)
    assert saved == -turnover_saving(fte, after, before, salary, multiple, whole)


@unhurried
@given(st.lists(amounts, min_size=1, max_size=5), st.lists(shares, min_size=1, max_size=3))
def test_ranges_are_reckoned_element_by_element(staff: list[float], rates: list[float]) -> None:
    column = [[rate] for rate in rates]
    np.testing.assert_array_equal(
        turnover_cost(staff, column, 1_000, 0.5, [[1]]),
        [[turnover_cost(fte, rate, 1_000, 0.5, True) for fte in staff] for rate in rates],
    )
    np.testing.assert_array_equal(
        turnover_saving(staff, column, 0.1, 1_000, 0.5),
        [[turnover_saving(fte, rate, 0.1, 1_000, 0.5) for fte in staff] for rate in rates],
    )
    np.testing.assert_array_equal(
        replacement_cost(staff, 0, 0, 1, ramp_weeks=column, loaded_cost_per_week=9),
        [[replacement_cost(fte, 0, 0, 1, ramp_weeks=rate, loaded_cost_per_week=9) for fte in staff] for rate in rates],
    )
    np.testing.assert_array_equal(
        turnover_rate(column, staff, 1), [[turnover_rate(rate, fte, 1) for fte in staff] for rate in rates]
    )


# ------------------------------------------------------------------------------------------------ refusals, house rules


def test_no_staff_has_no_turnover_rate() -> None:
    with pytest.raises(NoResult, match="no staff at the start nor at the end"):
        turnover_rate(0, 0, 0)
    np.testing.assert_array_equal(turnover_rate([1, 1], [0, 2], [0, 2]), [math.nan, 0.5])


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (lambda: turnover_cost(-1, 0.3, 1, 1), "fte"),
        (lambda: turnover_cost(1, -0.3, 1, 1), "turnover"),
        (lambda: turnover_cost(1, 0.3, -1, 1), "salary"),
        (lambda: turnover_cost(1, 0.3, 1, -1), "multiple"),
        (lambda: turnover_cost(1, 0.3, 1, 1, 2), "whole_leavers"),
        (lambda: turnover_saving(1, [0.1, None], 0.1, 1, 1), "turnover_before, position 2"),
        (lambda: turnover_saving(1, 0.1, "10%", 1, 1), "turnover_after"),
        (lambda: turnover_rate(-1, 1, 1), "leavers"),
        (lambda: turnover_rate(1, [[1, 2], [-3, 4]], 1), "staff_start, row 2, position 1"),
        (lambda: turnover_rate(1, 1, -1), "staff_end"),
        *((lambda name=name: replacement_cost(**{**COMPONENTS, name: -1}), name) for name in COMPONENTS),
        (lambda: replacement_cost(**{**COMPONENTS, "starting_productivity": 60}), "starting_productivity"),
    ],
)
def test_refusals_name_the_argument_and_its_place(call: Callable[[], object], where: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        call()
    (problem,) = refused.value.problems
    assert problem.where == where


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(turnover, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(turnover.__all__)
    assert results.failed == 0


@pytest.mark.parametrize("name", turnover.__all__)
def test_every_docstring_is_complete(name: str) -> None:
    function = getattr(turnover, name)
    arguments = [f"        {argument.name}: " for argument in arguments_of(function)]
    parts = ["Args:", "Returns:", "Raises:", "Reference:", ">>> ", f"{name}(", *arguments]
    assert [part for part in parts if part not in str(function.__doc__)] == []


@pytest.mark.parametrize("name", turnover.__all__)
def test_argument_names_fit_excels_function_wizard(name: str) -> None:
    names = [argument.name for argument in arguments_of(getattr(turnover, name))]
    assert len(names) + sum(map(len, names)) <= 254
