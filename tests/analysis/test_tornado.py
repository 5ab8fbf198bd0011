"""The tornado: every bar is two runs of the case, with one input low and high."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cases import varied_case

from xl_service_roi import Case
from xl_service_roi.analysis.tornado import ELASTICITY, Bar, Tornado, tornado
from xl_service_roi.errors import InputError, NoResult
from xl_service_roi.inputs import drivers

BETA_2_4_AT_P10 = 0.112235  # of a beta with shapes 2 and 4, whose P10 solves 1 − (1 + 4x)(1 − x)^4 = 0.1


def bar(found: Tornado | None, name: str) -> Bar:
    assert found is not None
    return next(each for each in found.bars if each.name == name)


def run_with(name: str, value: float, measure: str, **more: float) -> float | None:
    """The measure of a run of the example in which one input has another value."""
    names = drivers()[name].names() if name in drivers() else (name,)
    return varied_case(Case.example(), **dict.fromkeys(names, value), **more).run().measure(measure)


@pytest.mark.parametrize(("measure", "percent"), [("programme_npv", None), ("roi", 10), ("heading_retention", 5)])
def test_every_bar_is_two_runs_of_the_case(measure: str, percent: float | None) -> None:
    found = tornado(Case.example(), measure, percent)
    for hold_base, one in ((0, found), (1, found.other_mode)):
        assert one is not None
        assert one.base == pytest.approx(run_with("churn", 0.15, measure, hold_base=hold_base), rel=1e-12)
        for each in (*one.bars[:4], *one.bars[-2:]):
            at_ends = [run_with(each.name, end, measure, hold_base=hold_base) for end in (each.low, each.high)]
            assert [each.value_at_low, each.value_at_high] == pytest.approx(at_ends, rel=1e-9)


def test_bars_are_sorted_by_how_far_they_move_the_measure() -> None:
    for one in (found := tornado(Case.example(), "service_value"), found.other_mode):
        assert one is not None
        spans = [each.span for each in one.bars]
        assert spans == sorted(spans, reverse=True)
        for each in one.bars:
            assert each.value_at_low is not None
            assert each.value_at_high is not None
            ends = (each.value_at_low, one.base, each.value_at_high)
            assert each.span == max(ends) - min(ends)


def test_the_ends_are_percentiles_of_the_range() -> None:
    """A PERT with its likely value at a quarter of its range is a beta with shapes 2 and 4; a triangle has a root."""
    assert 1 - (1 + 4 * BETA_2_4_AT_P10) * (1 - BETA_2_4_AT_P10) ** 4 == pytest.approx(0.1, abs=1e-5)
    ranges = {
        "churn": {"low": 0.14, "high": 0.18},
        "discount_rate": {"low": 0.06, "high": 0.11, "distribution": "uniform"},
        "tax_rate": {"low": 0, "high": 0.4, "distribution": "triangular"},
        "on_cost": {"distribution": "fixed"},
    }
    found = tornado(Case.from_values({**Case.example().inputs.values, "ranges": ranges}))
    assert {each.name for each in found.bars} == {"churn", "discount_rate", "tax_rate"}
    assert bar(found, "churn").low == pytest.approx(0.14 + 0.04 * BETA_2_4_AT_P10, abs=1e-6)
    assert (bar(found, "discount_rate").low, bar(found, "discount_rate").high) == pytest.approx((0.065, 0.105))
    assert (bar(found, "tax_rate").low, bar(found, "tax_rate").high) == pytest.approx(
        (0.4 * (1 - 0.9**0.5), 0.4 * (1 - 0.1**0.5))
    )


def test_a_range_of_a_driver_moves_the_value_that_differs_from_today() -> None:
    names = {each.name for each in tornado(Case.example()).bars}
    assert len(names) == 29
    assert {"reach_share_plan", "obligations_cost_zero", "acquisition_cost", "people_told"} <= names


def test_the_elasticity_is_always_shown_in_hold_mode() -> None:
    found = tornado(Case.example())
    assert found.mode == "grow"
    assert ELASTICITY not in {each.name for each in found.bars}
    shown = bar(found.other_mode, ELASTICITY)
    assert (shown.low, shown.high) == (0, 1)
    assert shown.value_at_high == pytest.approx(run_with(ELASTICITY, 1, "programme_npv", hold_base=1), rel=1e-9)
    own = {"ranges": {ELASTICITY: {"low": 0.3, "high": 0.8, "distribution": "uniform"}}, "hold_base": 1}
    assert bar(tornado(Case.from_values(own, example=True)), ELASTICITY).low == pytest.approx(0.35)
    none = Case.from_values({"acquisition_elasticity": 0, "hold_base": 1}, example=True)
    assert bar(tornado(none, percent=10), ELASTICITY).high == 1


def test_percents_stop_at_the_bounds_and_say_so() -> None:
    found = tornado(Case.example(), percent=20)
    reach = bar(found, "reach_share_plan")
    assert (reach.low, reach.high, reach.clipped) == (pytest.approx(0.712), 1, True)
    assert not bar(found, "churn").clipped
    names = {each.name for each in found.bars}
    assert not names & {"horizon_years", "hold_base", "ramp_plan", "tax_rate"}  # switches, whole years, and what is 0
    assert "20 %" in found.rule


def test_an_end_without_a_value_is_told_apart() -> None:
    """Routine and specialist work are 97 % of all: 10 % more routine work does not fit."""
    routine = bar(tornado(Case.example(), percent=10), "routine_share")
    assert routine.value_at_high is None
    assert routine.value_at_low is not None
    assert routine.span > 0


def test_json() -> None:
    found = json.loads(json.dumps(tornado(Case.example(), percent=10).as_dict(), allow_nan=False))
    assert found.keys() == {"measure", "base", "bars", "rule", "mode", "percent", "other_mode"}
    assert {"name", "low", "high", "value_at_low", "value_at_high"} <= found["bars"][0].keys()


REFUSED: list[tuple[dict[str, Any], str, float | None, type[Exception], str]] = [
    ({}, "programme_value", None, InputError, "no measure .*; did you mean programme_npv"),
    ({}, "programme_npv", 0, InputError, "0 % moves nothing"),
    ({"capital_outlay": 0, "change_cost": 0, "redundant_share": 0}, "profitability_index", 5, NoResult, "year 0"),
    ({"satisfied_share": 0.9, "mollified_share": 0.3}, "roi", 5, InputError, "Satisfied and mollified"),
]


@pytest.mark.parametrize(("inputs", "measure", "percent", "kind", "error"), REFUSED)
def test_what_has_no_tornado_is_refused(
    inputs: dict[str, Any], measure: str, percent: float | None, kind: type[Exception], error: str
) -> None:
    with pytest.raises(kind, match=error):
        tornado(Case.from_values(inputs, example=True), measure, percent)


def test_a_case_without_ranges_asks_for_percents() -> None:
    with pytest.raises(NoResult, match="no input of this case has a range"):
        tornado(Case.from_values(Case.example().inputs.values))
