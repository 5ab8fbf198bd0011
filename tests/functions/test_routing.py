"""Routing: by hand, against the model, limit cases, properties and refusals."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.functions import routing
from xl_service_roi.functions.arguments import ArgumentError, arguments_of
from xl_service_roi.functions.routing import routing_saving

# 10,000 contacts, half of them routine; 1,000 hours an fte, all on contacts: 6 minutes each make 0.5 fte of them
FIRM: dict[str, Any] = {
    "contacts": 10_000,
    "routine_share": 0.5,
    "by_specialists_before": 0.4,
    "by_specialists_after": 0.1,
    "front_minutes": 6,
    "back_minutes": 6,
    "front_salary": 30_000,
    "back_salary": 50_000,
    "productive_hours": 1_000,
    "occupancy": 1,
    "cashable_share": 1,
    "on_cost": 0,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 0.15 * 50_000 - 0.15 * 30_000),  # 1,500 contacts move: 150 hours
        ({"back_minutes": 12}, 0.3 * 50_000 - 0.15 * 30_000),  # specialists take longer
        ({"front_minutes": 12}, 0.15 * 50_000 - 0.3 * 30_000),  # so long at the front office that it costs
        ({"cashable_share": 0.5}, 0.075 * 50_000 - 0.15 * 30_000),  # half of the relieved specialists stay
        ({"cashable_share": 0}, -0.15 * 30_000),
        ({"on_cost": 0.3}, 1.3 * 0.15 * 20_000),
        ({"occupancy": 0.75}, 0.2 * 20_000),
        ({"productive_hours": 1_500}, 0.1 * 20_000),
        ({"by_specialists_after": 0.4}, 0),
        ({"by_specialists_after": 0}, 0.2 * 20_000),
        ({"contacts": 0}, 0),
        ({"routine_share": 0}, 0),
        # more work lands with specialists: now it is the front office that is relieved
        ({"by_specialists_after": 0.7}, -0.15 * 20_000),
        ({"by_specialists_after": 0.7, "cashable_share": 0.5}, 0.075 * 30_000 - 0.15 * 50_000),
    ],
)
def test_by_hand(change: dict[str, float], expected: float) -> None:
    assert routing_saving(**{**FIRM, **change}) == pytest.approx(expected, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("after", [0.0, 0.15, 0.45])
@pytest.mark.parametrize("cashable_share", [0.5, 1.0])
def test_it_is_the_difference_of_the_models_staff_cost(after: float, cashable_share: float) -> None:
    """The illustrative firm, with a plan that changes nothing else, in full from year 1."""
    values = Case.example().inputs.values
    same = {name: value for name, value in values.items() if not name.endswith(("_plan", "_zero"))}
    change = {"routine_by_specialists_share_plan": after, "cashable_share_plan": cashable_share}
    case = Case.from_values({**same, **change, "ramp_plan": [1], "realisation_share": 1})
    today, plan = (case.run().futures[future] for future in ("today", "plan"))
    found = routing_saving(
        contacts=today["contacts_served"][1],
        routine_share=values["routine_share_today"],
        by_specialists_before=values["routine_by_specialists_share_today"],
        by_specialists_after=after,
        front_minutes=values["routine_minutes_today"],
        back_minutes=values["routine_minutes_today"],
        front_salary=values["front_salary_today"],
        back_salary=values["back_salary_today"],
        productive_hours=values["productive_hours"] - values["training_hours_today"],
        occupancy=values["occupancy_today"],
        cashable_share=cashable_share,
        on_cost=values["on_cost"],
    )
    assert found == pytest.approx(today["staff_cost"][1] - plan["staff_cost"][1], rel=1e-10)
    assert found != 0


# ----------------------------------------------------------------------------------------------------------- properties

unhurried = settings(deadline=None)
shares = st.floats(0, 1)
minutes = st.floats(0, 60)


@unhurried
@given(shares, shares, minutes, minutes, shares)
def test_money_scales_with_salaries_and_contacts(
    before: float, after: float, front: float, back: float, cashable_share: float
) -> None:
    case = {**FIRM, "by_specialists_before": before, "by_specialists_after": after}
    case |= {"front_minutes": front, "back_minutes": back, "cashable_share": cashable_share}
    saving = routing_saving(**case)
    doubled = {**case, "front_salary": 60_000, "back_salary": 100_000}
    assert routing_saving(**doubled) == pytest.approx(2 * saving, abs=1e-9)
    assert routing_saving(**{**case, "contacts": 30_000}) == pytest.approx(3 * saving, rel=1e-9, abs=1e-9)
    assert saving <= routing_saving(**{**case, "cashable_share": 1}) + 1e-9
    there_and_back = {**case, "by_specialists_before": after, "by_specialists_after": before}
    assert saving + routing_saving(**there_and_back) <= 1e-9  # moving to and fro never saves


@unhurried
@given(st.lists(shares, min_size=1, max_size=4), st.lists(minutes, min_size=1, max_size=3))
def test_ranges_are_reckoned_element_by_element(after: list[float], back: list[float]) -> None:
    found = routing_saving(**{**FIRM, "by_specialists_after": after, "back_minutes": [[one] for one in back]})
    expected = [
        [routing_saving(**{**FIRM, "by_specialists_after": share, "back_minutes": one}) for share in after]
        for one in back
    ]
    np.testing.assert_array_equal(found, expected)


# ------------------------------------------------------------------------------------------------ refusals, house rules


@pytest.mark.parametrize(
    ("name", "value"),
    [*((name, -0.1) for name in FIRM), ("routine_share", 1.1), ("occupancy", 0), ("productive_hours", 0)],
)
def test_refusals_name_the_argument(name: str, value: float) -> None:
    with pytest.raises(ArgumentError) as refused:
        routing_saving(**{**FIRM, name: value})
    assert [problem.where for problem in refused.value.problems] == [name]


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (lambda: routing_saving(**{**FIRM, "contacts": [1, 2, "3"]}), "contacts, position 3"),
        (lambda: routing_saving(**{**FIRM, "occupancy": [[0.8], [80]]}), "occupancy, position 2"),
    ],
)
def test_refusals_name_the_place(call: Callable[[], object], where: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        call()
    assert [problem.where for problem in refused.value.problems] == [where]


def test_examples_in_the_docstring_run() -> None:
    results = doctest.testmod(routing, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= 1
    assert results.failed == 0


def test_the_docstring_is_complete_and_the_names_fit_excels_function_wizard() -> None:
    names = [argument.name for argument in arguments_of(routing_saving)]
    assert names == list(FIRM)
    parts = ["Args:", "Returns:", "Raises:", "Reference:", ">>> ", *(f"        {name}: " for name in names)]
    assert [part for part in parts if part not in str(routing_saving.__doc__)] == []
    assert len(names) + sum(map(len, names)) <= 254
