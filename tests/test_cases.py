"""Many cases at once give what each gives by itself."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from cases import cases, seeded_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.case import Result, zero_between
from xl_service_roi.cases import run_all, zeros_between
from xl_service_roi.contradictions import broken_in, broken_requirements
from xl_service_roi.engine.numeric import evaluate, evaluate_scenarios
from xl_service_roi.errors import InputError
from xl_service_roi.functions.finance import irr
from xl_service_roi.model import MODEL
from xl_service_roi.model.driver import FUTURES


def agree(found: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(agree(found[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(agree, found, expected))
    if isinstance(expected, float):
        return isinstance(found, float) and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-6)
    return bool(found == expected)


def test_many_cases_at_once_are_each_case_by_itself() -> None:
    firms = list(seeded_cases(seed=4, count=40))
    together = run_all(firms)
    assert {case.horizon for case in firms} == {*range(1, 11)}
    for case, found in zip(firms, together, strict=True):
        alone = case.run()
        assert isinstance(found, Result)
        assert agree(found.as_dict(), alone.as_dict())
        assert found.lines("plan").round(6).equals(alone.lines("plan").round(6))
        for future in FUTURES:
            assert agree(dict(found.found.drivers[future]), dict(alone.found.drivers[future]))


@settings(max_examples=15, deadline=None)
@given(st.lists(cases(), min_size=1, max_size=3))
def test_whoever_stands_beside_it_changes_nothing(firms: list[Case]) -> None:
    for case, found in zip(firms, run_all(firms), strict=True):
        assert isinstance(found, Result)
        assert agree(found.measures, case.run().measures)


def test_a_case_that_contradicts_itself_says_so_and_spares_the_others() -> None:
    broken = Case.from_values({"satisfied_share": 0.9, "mollified_share": 0.3}, example=True)
    with pytest.raises(InputError) as alone:
        broken.run()
    before, refused, after = run_all([Case.example(), broken, Case.example()])
    assert isinstance(refused, InputError)
    assert refused.problems == alone.value.problems
    for found in (before, after):
        assert isinstance(found, Result)
        assert agree(found.measures, Case.example().run().measures)


def test_rates_of_return_are_the_same_to_the_last_digit_alone_among_many_and_by_the_function() -> None:
    firms = list(seeded_cases(seed=9, count=24))
    rates = 0
    for case, found in zip(firms, run_all(firms), strict=True):
        assert isinstance(found, Result)
        for result in (case.run(), found):
            if result.measures["irr"] is not None:
                assert result.measures["irr"] == irr(result.by_year("differential_cash_flow"))
                rates += 1
    assert rates > 15


def test_which_requirements_many_cases_break_is_what_each_breaks_by_itself() -> None:
    torn = {"churn": 0.01, "contract_customers": 1e9}
    changes = [{}, {"churn": 0.01}, {"contract_customers": 1e9}, torn]
    values = [{**Case.example().inputs.values, **change} for change in changes]
    columns = {
        name: np.array([each[name] for each in values]) if name in torn else values[0][name] for name in values[0]
    }
    found = broken_in(evaluate_scenarios(MODEL, columns, 5, ["programme_npv"]))
    alone = [{each.name for each in broken_requirements(evaluate(MODEL, each, 5))} for each in values]
    assert [{name for name, no in zip(MODEL.requirements, row, strict=True) if no} for row in found] == alone
    assert [*map(len, alone)] == [0, 2, 1, 3]


def test_no_cases_no_results() -> None:
    assert run_all([]) == []


def test_roots_are_found_as_one_by_one() -> None:
    def values(shares: Any) -> Any:
        return np.array([shares[0] ** 3 - 0.1, np.exp(shares[1]) - 1.5, shares[2] - 0.25, math.nan])

    low, high = np.zeros(4), np.ones(4)
    found = zeros_between(values, low, high, values(low), values(high))
    expected = [
        zero_between(lambda share: share**3 - 0.1, 0, 1, -0.1, 0.9),
        zero_between(lambda share: math.exp(share) - 1.5, 0, 1, -0.5, math.e - 1.5),
        0.25,
        math.nan,
    ]
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_a_root_at_the_upper_end_is_that_end() -> None:
    found = zeros_between(
        lambda shares: shares - 1, np.array([0.8]), np.array([1.0]), np.array([-0.2]), np.array([0.0])
    )
    assert found.tolist() == [1.0]


def test_a_result_is_the_same_to_the_last_digit_in_any_company() -> None:
    firms = list(seeded_cases(seed=9, count=24))
    together = run_all(firms)
    for size in (1, 5):
        apart = [found for start in range(0, len(firms), size) for found in run_all(firms[start : start + size])]
        for found, expected in zip(apart, together, strict=True):
            assert isinstance(found, Result)
            assert isinstance(expected, Result)
            assert found.as_dict() == expected.as_dict()
