"""Segments of one firm: parts add up to the whole, and rates are those of the sums."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from cases import cases
from hypothesis import HealthCheck, example, given, settings

from xl_service_roi import Case
from xl_service_roi.analysis.segments import NOT_ADDED, Segments, segments
from xl_service_roi.case import Result
from xl_service_roi.errors import InputError
from xl_service_roi.functions import finance
from xl_service_roi.inputs import value_names
from xl_service_roi.model import MODEL
from xl_service_roi.model.definition import UNITS
from xl_service_roi.model.driver import FUTURES

COUNTED = [
    name
    for name, driver in value_names().items()
    if UNITS.dimension(driver.unit) in (UNITS.dimension("money"), UNITS.dimension("customers"), (("account", 1),))
]
"""Inputs that say how large a firm is; a part of a firm has that part of them."""

always = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def part_of(case: Case, share: float) -> Case:
    return Case.from_values(
        {name: value * share if name in COUNTED else value for name, value in case.inputs.values.items()}
    )


def cases_of(**values: dict[str, Any]) -> dict[str, Case]:
    """A case by segment: the illustrative firm with some values replaced."""
    return {name: Case.from_values(given, example=True) for name, given in values.items()}


def assert_same(whole: Result, found: Segments, rel: float = 1e-9) -> None:
    """Compare every line and measure; what is small beside the firm may differ by the firm's rounding."""
    size = max(abs(whole.measures[f"pv_{future}"]) for future in FUTURES)
    close = {"rel_tol": rel, "abs_tol": rel * max(1e-6, size * 1e-3)}
    total = found.total
    assert total.measures.keys() == whole.measures.keys()
    for name, value in whole.measures.items():
        other = total.measures[name]
        if isinstance(value, dict):
            assert all(math.isclose(value[each], other[each], **close) for each in value), name
        else:
            assert (value is None) == (other is None), name
            assert value is None or math.isclose(value, other, **close), (name, value, other)
    assert total.why.keys() == whole.why.keys()
    for future, lines in total.futures.items():
        for name, years in lines.items():
            assert all(map(lambda a, b: math.isclose(a, b, **close), years, whole.futures[future][name])), name
    assert total.differential_cash_flow == pytest.approx(
        whole.by_year("differential_cash_flow"), rel=rel, abs=close["abs_tol"]
    )


@always
@given(cases(customers=200_000, contract_customers=0))
@example(Case.example())
def test_two_halves_of_a_firm_are_the_firm(case: Case) -> None:
    assert_same(case.run(), segments({"north": part_of(case, 0.5), "south": part_of(case, 0.5)}))


@pytest.mark.parametrize("share", [0.3, 1e-4])
def test_parts_of_a_firm_are_the_firm_whatever_their_size(share: float) -> None:
    case = Case.example()
    assert_same(case.run(), segments({"one": part_of(case, share), "rest": part_of(case, 1 - share)}), rel=1e-8)


def test_one_segment_is_that_case() -> None:
    case = Case.example()
    found = segments({"all": case})
    assert_same(case.run(), found, rel=1e-14)


def test_the_order_of_the_segments_makes_no_difference() -> None:
    found = cases_of(a={}, b={"churn": 0.2}, c={"customers": 70_000})
    assert segments(found).total == segments(dict(reversed(found.items()))).total


def test_everything_adds_up_but_shares_and_factors() -> None:
    lines = {line.name for line in MODEL.lines.values() if not line.intermediate}
    assert set(NOT_ADDED) == {"problem_rate", "churn_rate", "discount_factor"}
    found = segments(cases_of(consumers={}, business={"churn": 0.2, "customers": 90_000}))
    for future, total in found.total.futures.items():
        assert total.keys() == lines - set(NOT_ADDED)
        for name, years in total.items():
            parts = (result.futures[future][name] for result in found.results.values())
            assert years == pytest.approx([sum(each) for each in zip(*parts, strict=True)])


def test_rates_are_those_of_the_summed_cash_flows_and_no_averages() -> None:
    found = segments(cases_of(good={}, better={"capital_outlay": {"plan": 1_600_000}, "offer_share": {"plan": 0.4}}))
    total, parts = found.total, [result.measures for result in found.results.values()]
    rows = [result.by_year("differential_cash_flow") for result in found.results.values()]
    flows = [sum(year) for year in zip(*rows, strict=True)]
    assert total.differential_cash_flow == pytest.approx(flows)
    assert total.measures["irr"] == pytest.approx(finance.irr(flows))
    assert total.measures["payback"] == pytest.approx(finance.payback(flows))
    assert total.measures["roi"] == pytest.approx(
        sum(part["programme_npv"] for part in parts) / sum(part["pv_costs"] for part in parts)
    )
    for name in ("irr", "payback", "roi"):
        low, high = sorted(part[name] for part in parts)
        assert low < total.measures[name] < high
        assert total.measures[name] != pytest.approx((low + high) / 2, rel=1e-3)


def test_at_the_break_even_share_all_segments_together_are_worth_nothing() -> None:
    values: dict[str, dict[str, Any]] = {"a": {}, "b": {"officer_cost": {"plan": 250_000}}}
    share = segments(cases_of(**values)).total.measures["break_even_realisation"]
    at_it = segments(cases_of(**{name: given | {"realisation_share": share} for name, given in values.items()}))
    assert at_it.total.measures["programme_npv"] == pytest.approx(0, abs=1e-3)
    assert 0 not in (result.measures["programme_npv"] for result in at_it.results.values())


def test_one_programme_may_pay_for_another_that_never_breaks_even() -> None:
    found = segments(cases_of(good={"offer_share": {"plan": 0.6}}, hopeless={"officer_cost": {"plan": 500_000}}))
    assert found.results["hopeless"].measures["break_even_realisation"] is None
    assert found.total.measures["break_even_realisation"] is not None


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"officer_cost": {"plan": 2_000_000}}, "does not pay even when all of its effect is realised"),
        ({"capital_outlay": 0, "change_cost": 0, "officer_cost": 0, "realisation_share": 0}, ""),
    ],
)
def test_a_total_without_break_even_says_why(values: dict[str, Any], reason: str) -> None:
    case = Case.from_values(values, example=True)
    found, whole = segments({"a": case, "b": case}).total, case.run()
    assert (found.measures["break_even_realisation"] is None) == (whole.measures["break_even_realisation"] is None)
    assert found.why.get("break_even_realisation") == whole.why.get("break_even_realisation")
    assert reason in found.why.get("break_even_realisation", "")


def test_a_variant_that_one_segment_does_not_have_has_no_sum() -> None:
    odd = {"prospect_contact_share": 1, "prospect_loss_unserved": 1, "reach_share": {"today": 1, "zero": 0}}
    total = segments(cases_of(plain={}, odd=odd)).total
    assert total.measures["service_value_hold"] is None
    assert total.why["service_value_hold"].startswith("1 of 2 segments")
    assert total.measures["service_value_grow"] is not None


def test_differing_assumptions_are_told_and_leave_no_rate_that_needs_one() -> None:
    found = segments(cases_of(a={"discount_rate": 0.08}, b={"discount_rate": 0.12}))
    assert found.differing == {"discount_rate": {"a": 0.08, "b": 0.12}}
    assert found.total.measures["mirr"] is None
    assert found.total.why["mirr"] == "the segments have different discount rates"
    assert segments(cases_of(a={}, b={"churn": 0.2})).differing == {}


def test_segments_that_cannot_be_added_are_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"^horizon_years · the segments differ \(found a 5, b 10\)"):
        segments(cases_of(a={}, b={"horizon_years": 10}))
    with pytest.raises(InputError, match=r"^b · Problems and missed contacts"):
        segments(cases_of(a={}, b={"churn": 0.01}))
    with pytest.raises(InputError, match="no segments"):
        segments({})


def test_as_json() -> None:
    found = json.loads(json.dumps(segments(cases_of(a={}, b={})).as_dict(), allow_nan=False))
    assert found["segments"].keys() == {"a", "b"}
    assert found["total"]["measures"]["programme_npv"] == pytest.approx(2 * 898_421.92)
    assert found["total"]["not_added"] == list(NOT_ADDED)
