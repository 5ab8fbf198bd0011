"""Break-even: at every value found a run of the case gives the target, and between them it never crosses it."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from cases import cases, varied_case
from hypothesis import given, settings

from xl_service_roi import Case
from xl_service_roi.analysis.break_even import break_even
from xl_service_roi.errors import InputError
from xl_service_roi.inputs import drivers


def run_with(name: str, value: float, measure: str, case: Case | None = None, **more: float) -> float | None:
    """The measure of a run in which one input has another value; None where such a case is refused."""
    names = drivers()[name].names() if name in drivers() else (name,)
    try:
        return varied_case(case or Case.example(), **dict.fromkeys(names, value), **more).run().measure(measure)
    except InputError:
        return None


@pytest.mark.parametrize(
    ("driver", "measure", "target", "roots"),
    [
        ("realisation_share", "programme_npv", 0.0, 1),
        ("reach_share", "roi", 0.1, 1),
        ("churn", "programme_npv", 0.0, 1),
        ("churn", "irr", 0.15, 1),
        ("officer_cost.plan", "programme_npv", 0.0, 1),
        ("customers", "service_value", 0.0, 0),
        ("discount_rate", "programme_npv", 0.0, 1),
        ("obligations_cost_zero", "service_value", 1e7, 1),
        ("routine_minutes", "programme_npv_horizon_10", 1.1e7, 1),
        ("sale_contribution", "heading_service_sales", 5e5, 1),
    ],
)
def test_at_every_value_found_the_measure_is_the_target(driver: str, measure: str, target: float, roots: int) -> None:
    found = break_even(Case.example(), driver, measure, target)
    assert len(found.roots) == roots
    assert found.other_mode is not None
    for hold_base, one in ((0, found), (1, found.other_mode)):
        for root in one.roots:
            assert one.lowest <= root <= one.highest
            at = run_with(one.driver, root, measure, hold_base=hold_base)
            assert at is not None
            assert at == pytest.approx(target, abs=1e-7 * max(1, abs(one.result or 0)))
        assert one.result == pytest.approx(run_with(one.driver, one.value, measure, hold_base=hold_base), rel=1e-9)


def test_the_break_even_realisation_is_that_of_the_case() -> None:
    expected = Case.example().run().measures["break_even_realisation"]
    assert Case.example().break_even("realisation_share").roots == (pytest.approx(expected, abs=1e-12),)


def test_all_crossings_are_found() -> None:
    """Where wages run away, an outlay is earned back and then lost again: two discount rates make that worth 0."""
    case = Case.from_values({"wage_growth": 0.3, "ramp_plan": 1, "horizon_years": 10}, example=True)
    low, high = break_even(case, "discount_rate").roots
    signs = [np.sign(run_with("discount_rate", rate, "programme_npv", case)) for rate in (low - 0.01, 0.1, high + 0.01)]
    assert low < 0.1 < high
    assert signs == [-1, 1, -1]


@settings(max_examples=6, deadline=None)
@given(cases())
def test_between_the_roots_the_measure_stays_on_one_side(case: Case) -> None:
    found = break_even(case, "realisation_share")
    size = max(abs(case.run().measures["pv_today"]), 1)
    npv = {share / 6: run_with("realisation_share", share / 6, "programme_npv", case) for share in range(7)}
    clear = [(share, value) for share, value in npv.items() if value is not None and abs(value) > 1e-7 * size]
    for (low, at_low), (high, at_high) in pairwise(clear):
        assert sum(low < root < high for root in found.roots) % 2 == (at_low * at_high < 0)


def test_stretches_without_an_answer_are_named() -> None:
    found = break_even(Case.example(), "churn", "irr", 0.1)
    below, above = found.refused
    assert (below.low, above.high) == (0, 1)
    assert "base_churn_below_zero" in below.requirements
    assert above.requirements == ()  # no contradiction: there is no rate of return
    assert run_with("churn", below.high - 1e-6, "irr") is None
    assert run_with("churn", below.high + 1e-6, "irr") is not None
    assert run_with("churn", above.low + 1e-6, "irr") is None
    assert run_with("churn", above.low - 1e-6, "irr") is not None


def test_of_whole_values_the_first_beyond_the_crossing_counts() -> None:
    found = break_even(Case.example(), "horizon_years")
    by_horizon = [run_with("horizon_years", years, "programme_npv") or 0 for years in range(1, 11)]
    assert found.roots == (next(year for year, npv in enumerate(by_horizon, start=1) if npv > 0),)


def test_a_measure_that_jumps_over_the_target_is_told_apart() -> None:
    """The year in which the saving of zero service is gone is a whole number."""
    found = break_even(Case.example(), "obligations_cost.zero", "zero_saving_gone_year", 2.5)
    assert found.roots == ()
    (jump,) = found.jumps
    sides = [run_with("obligations_cost_zero", jump * side, "zero_saving_gone_year") for side in (1 - 1e-6, 1 + 1e-6)]
    assert sides == [3, 2]


def test_an_input_that_moves_nothing_has_no_break_even() -> None:
    found = break_even(Case.example(), "reach_ceiling")
    assert found.constant
    assert found.roots == found.jumps == ()
    no_plan = {f"{name}_plan": None for name, driver in drivers().items() if driver.scope == "future"}
    assert break_even(varied_case(Case.example(), **no_plan), "churn").constant


def test_json() -> None:
    found = json.loads(json.dumps(break_even(Case.example(), "churn").as_dict(), allow_nan=False))
    assert {"driver", "measure", "roots", "value", "result", "refused"} <= found.keys()
    assert found["other_mode"]["mode"] == "hold"


REFUSED: list[tuple[dict[str, Any], str, str, str]] = [
    ({}, "chrun", "roi", "no such input; did you mean churn"),
    ({}, "churn", "rio", "no measure .*; did you mean roi"),
    ({}, "ramp_plan", "roi", "vary realisation_share"),
    ({}, "reach_share.future", "roi", "no such input"),
    ({"satisfied_share": 0.9, "mollified_share": 0.3}, "churn", "roi", "Satisfied and mollified"),
]


@pytest.mark.parametrize(("inputs", "driver", "measure", "error"), REFUSED)
def test_what_cannot_be_asked_is_refused(inputs: dict[str, Any], driver: str, measure: str, error: str) -> None:
    with pytest.raises(InputError, match=error):
        break_even(Case.from_values(inputs, example=True), driver, measure)
