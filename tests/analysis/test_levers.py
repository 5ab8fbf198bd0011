"""What each lever of the plan adds: held against the average over all orders, worked out case by case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import permutations
from math import isclose
from typing import Any

import pytest
from cases import cases, varied_case
from hypothesis import assume, given, settings

from xl_service_roi import Case
from xl_service_roi.analysis.levers import LEVERS, levers
from xl_service_roi.errors import InputError, NoResult
from xl_service_roi.inputs import drivers

FEW = ("retention", "operations", "service_sales", "programme")
"""Levers that act upon each other: few enough for all 24 orders."""


def with_levers(on: Iterable[str], **values: Any) -> Case:
    """The illustrative firm with the plan of some levers only."""
    example = Case.example().inputs.values
    off = {
        f"{name}_plan": example[f"{name}_today"]
        for name, driver in drivers().items()
        if driver.scope == "future" and driver.lever not in on
    }
    return Case.from_values({**example, **off, **values})


@pytest.mark.parametrize("hold_base", [0, 1])
def test_levers_are_the_average_over_all_orders(hold_base: int) -> None:
    @cache
    def worth(on: frozenset[str]) -> float:
        return float(with_levers(on, hold_base=hold_base).run().measures["programme_npv"])

    orders = list(permutations(FEW))
    adds = dict.fromkeys(FEW, 0.0)
    for order in orders:
        for place, lever in enumerate(order):
            adds[lever] += worth(frozenset(order[: place + 1])) - worth(frozenset(order[:place]))
    found = levers(with_levers(FEW, hold_base=hold_base))
    assert found.mode == ("hold" if hold_base else "grow")
    for lever in FEW:
        assert found.levers[lever] == pytest.approx(adds[lever] / len(orders), rel=1e-9)
        assert found.one_at_a_time[lever] == pytest.approx(worth(frozenset({lever})), rel=1e-9)
    assert found.interaction == pytest.approx(worth(frozenset(FEW)) - sum(worth(frozenset({one})) for one in FEW))


def test_the_example_in_both_acquisition_modes() -> None:
    found = Case.example().levers()
    assert list(found.levers) == list(found.one_at_a_time) == list(LEVERS)
    assert len(LEVERS) == 9
    assert found.total == pytest.approx(898_421.92, abs=0.005)
    assert found.levers["marketing"] == found.levers["accounts"] == 0  # the plan leaves them as they are today
    assert found.other_mode is not None
    assert (found.mode, found.other_mode.mode) == ("grow", "hold")
    assert found.other_mode.total == pytest.approx(443_837, abs=0.5)
    in_json = json.loads(json.dumps(found.as_dict()))
    assert in_json["levers"] == found.levers
    assert {"levers", "one_at_a_time", "interaction", "total"} <= in_json.keys()
    assert in_json["other_mode"]["levers"] == found.other_mode.levers


@settings(max_examples=15, deadline=None)
@given(cases())
def test_levers_sum_to_the_programme_value(case: Case) -> None:
    measures = case.run().measures
    try:
        found = levers(case)
    except NoResult:
        assume(False)
    size = max(abs(measures["pv_plan"]), abs(measures["pv_today"]), 1)
    assert isclose(found.total, measures["programme_npv"], rel_tol=1e-9, abs_tol=1e-9 * size)
    assert isclose(sum(found.levers.values()), found.total, rel_tol=1e-9, abs_tol=1e-9 * size)
    assert isclose(sum(found.one_at_a_time.values()) + found.interaction, found.total, abs_tol=1e-9 * size)


@settings(max_examples=10, deadline=None)
@given(cases())
def test_a_plan_that_is_today_has_levers_of_exactly_0(case: Case) -> None:
    found = levers(varied_case(case, **{f"{name}_plan": None for name, d in drivers().items() if d.scope == "future"}))
    assert not any((*found.levers.values(), *found.one_at_a_time.values(), found.interaction, found.total))


def test_levers_that_contradict_each_other_apart_are_refused_by_name() -> None:
    """A plan that satisfies fewer customers, but has fewer problems: with the first alone churn rises above 1."""
    case = Case.from_values(
        {
            "churn": 0.95,
            "problem_share": {"today": 0.9, "plan": 0.3, "zero": 0.9},
            "reach_share": {"today": 0.8, "plan": 0.5, "zero": 0.8},
            "contact_share": 1,
        },
        example=True,
    )
    case.run()
    with pytest.raises(NoResult, match=r"only retention.* on, Churn of the plan would be above 1"):
        levers(case)


def test_inputs_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(InputError, match="Satisfied and mollified"):
        levers(Case.from_values({"satisfied_share": 0.9, "mollified_share": 0.3}, example=True))


def test_an_acquisition_mode_in_which_the_inputs_contradict_each_other_is_left_out() -> None:
    """Where all prospects would be lost for want of service, the number of customers cannot be held."""
    everyone = {"prospect_contact_share": 1, "prospect_loss_unserved": 1, "reach_share": {"today": 1, "zero": 0}}
    found = levers(Case.from_values({**everyone, "hold_base": 0}, example=True))
    assert found.other_mode is None
    assert "other_mode" not in found.as_dict()
