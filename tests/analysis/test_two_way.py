"""Two-way tables: every cell is a run of the case."""

from __future__ import annotations

import json

import pytest

from xl_service_roi import Case
from xl_service_roi.analysis.two_way import two_way
from xl_service_roi.errors import InputError


def test_every_cell_is_a_run_of_the_case() -> None:
    churn, reach = (0.05, 0.12, 0.18), (0.85, 0.93)
    found = two_way(Case.example(), "churn", "reach_share.plan", "roi", churn, reach)
    assert (found.first, found.second, found.mode) == ("churn", "reach_share_plan", "grow")
    assert found.other_mode is not None
    for hold_base, one in ((0, found), (1, found.other_mode)):
        assert one.table[0] == (None, None)  # such a churn is below what the problems explain
        for row, first in enumerate(churn[1:], start=1):
            for column, second in enumerate(reach):
                values = {"churn": first, "reach_share": {"plan": second}, "hold_base": hold_base}
                expected = Case.from_values(values, example=True).run().measures["roi"]
                assert one.table[row][column] == pytest.approx(expected, rel=1e-9)
    assert found.base == pytest.approx(Case.example().run().measures["roi"])


def test_values_that_are_not_given_run_along_the_range() -> None:
    found = two_way(Case.example(), "reach_share", "problem_share")
    assert found.first_values == pytest.approx((0.84, 0.86, 0.88, 0.9, 0.92))
    assert found.second_values == pytest.approx((0.15, 0.175, 0.2, 0.225, 0.25))
    assert (len(found.table), len(found.table[0])) == (5, 5)
    assert json.loads(json.dumps(found.as_dict()))["other_mode"]["mode"] == "hold"


@pytest.mark.parametrize(
    ("first", "second", "first_values", "error"),
    [
        ("churn", "reach_share", None, "churn · has no range; say which values to try: churn=0.15"),
        ("churn", "churn", [0.1], "same input twice"),
        ("reach_share", "reach_share_plan", [0.9], "same input twice"),
        ("churn", "reach_share", [0.1, 1.5], "cannot be 1.5: expected 0 to 1"),
        ("horizon_years", "reach_share", [2.5], "cannot be 2.5: expected a whole number from 1 to 10"),
        ("chrun", "reach_share", [0.1], "no such input; did you mean churn"),
        ("ramp_plan", "reach_share", [0.1], "vary realisation_share"),
    ],
)
def test_what_cannot_be_a_table_is_refused(
    first: str, second: str, first_values: list[float] | None, error: str
) -> None:
    with pytest.raises(InputError, match=error):
        two_way(Case.example(), first, second, first_values=first_values)
