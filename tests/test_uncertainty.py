"""What a case says about its uncertainty: read right, or refused with what is wrong and what to do."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from xl_service_roi.case import Case
from xl_service_roi.errors import InputError, Problem
from xl_service_roi.inputs import drivers, essentials, set_values
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.uncertainty import Correlation, Incident, Range, Said, name_of, parted, range_names, values_of
from xl_service_roi.worksheet.case_range import case_table

VALUES = Case.example().inputs.values


def example(**said: Any) -> Case:
    return Case.from_values(said, example=True)


def test_the_illustrative_firm_has_the_29_ranges_of_the_model_all_of_them_assumed() -> None:
    uncertainty = Case.example().uncertainty
    assert len(uncertainty.ranges) == 29
    assert uncertainty.assumed == tuple(uncertainty.ranges)
    for name, driver in drivers().items():
        found = uncertainty.ranges.get(name)
        assert (found is None) == (driver.low is None)
        if found is not None:
            value = VALUES[values_of(name, VALUES)[0]]
            assert found == Range(driver.low, value, driver.high, "pert")  # type: ignore[arg-type]


def test_who_gives_his_own_case_is_asked_for_his_own_ranges() -> None:
    given = {name: value for driver in essentials() for name in driver.names() for value in [VALUES[name]]}
    case = Case.from_values(given)
    assert case.uncertainty.ranges == {}
    own = Case.from_values({**given, "churn_low": 0.1, "churn_high": "0.2"})
    assert own.uncertainty.ranges == {"churn": Range(0.1, 0.15, 0.2)}
    assert own.uncertainty.assumed == ()
    chosen_only = Case.from_values({**given, "churn_distribution": "uniform", "tax_rate_low": None})
    assert chosen_only.uncertainty.ranges == {}  # as a workbook may have it


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"plan": 0.9}, "reach_share_plan"),
        ({"plan": 0.9, "zero": 0.1}, "reach_share_plan"),
        ({"zero": 0.1}, "reach_share_zero"),
        ({}, "reach_share"),
    ],
)
def test_a_range_is_about_the_plans_own_value_else_zeros_else_all(values: dict[str, float], expected: str) -> None:
    case = example(reach_share={**dict.fromkeys(FUTURES, 0.8), **values})
    assert name_of("reach_share", case.inputs.values) == expected
    about = values_of("reach_share", case.inputs.values)
    assert about == ((expected,) if expected != "reach_share" else tuple(f"reach_share_{f}" for f in FUTURES))
    assert values_of("reach_share_today", case.inputs.values) == ("reach_share_today",)
    assert values_of("churn", case.inputs.values) == ("churn",)


@pytest.mark.parametrize(
    ("said", "name", "expected"),
    [
        ({"churn": {"low": 0.1, "high": 0.2}}, "churn", Range(0.1, 0.15, 0.2)),
        ({"churn": {"low": 0.1, "high": 0.2, "likely": 0.12}}, "churn", Range(0.1, 0.12, 0.2)),
        (
            {"churn": {"low": "10 %", "high": "0.2", "distribution": " Normal"}},
            "churn",
            Range(0.1, 0.15, 0.2, "normal"),
        ),
        ({"reach_share": {"low": 0.85}}, "reach_share", Range(0.85, 0.89, 0.92)),
        ({"reach_share": {"distribution": "fixed"}}, "reach_share", Range(0.84, 0.89, 0.92, "fixed")),
        ({"reach_share_plan": {"low": 0.8, "high": 0.9}}, "reach_share_plan", Range(0.8, 0.89, 0.9)),
        ({"reach_share_today": {"low": 0.7, "high": 0.9}}, "reach_share_today", Range(0.7, 0.8, 0.9)),
        ({"churn": {"distribution": "fixed"}}, "churn", Range(0.15, 0.15, 0.15, "fixed")),
        ({"churn": {"low": 0.2, "high": 0.3, "distribution": "fixed"}}, "churn", Range(0.2, 0.15, 0.3, "fixed")),
    ],
)
def test_ranges_are_read(said: dict[str, Any], name: str, expected: Range) -> None:
    found = example(ranges=said).uncertainty
    assert found.ranges[name] == expected
    assert name not in found.assumed
    if name == "reach_share_plan":
        assert "reach_share" not in found.ranges  # the illustrative firm's gives way
    if name == "reach_share_today":
        assert found.ranges["reach_share"] == Range(0.84, 0.89, 0.92)  # about another value


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"ranges": 1}, "ranges is not an object with a range for each input (found 1)"),
        ({"ranges": {"chrun": {}}}, "ranges: there is no input chrun; did you mean churn?"),
        ({"ranges": {"hold_base": {"low": 0, "high": 1}}}, "hold_base cannot be uncertain"),
        ({"ranges": {"horizon_years": {"low": 3, "high": 5}}}, "horizon_years cannot be uncertain"),
        ({"ranges": {"ramp_plan": {"low": 0, "high": 1}}}, "ramp_plan cannot be uncertain"),
        ({"ranges": {"churn": 0.2}}, 'the range of churn is not an object (found 0.2): expected such as {"low": 0.1'),
        ({"ranges": {"churn": {"low": 0.1, "hihg": 1}}}, "the range of churn has no hihg: expected low, high, distri"),
        ({"ranges": {"churn": {"low": 0.1}}}, "the high of churn is missing: expected 0 to 1"),
        ({"churn_low": 0.1}, "the high of churn is missing: expected 0 to 1"),
        ({"churn_low": 0.2, "churn_high": 0.1}, "the low of churn is above its high (found '0.2 and 0.1')"),
        ({"churn_low": 0.1, "churn_high": 18}, "the high of churn is not allowed (found 18): expected 0 to 1"),
        ({"churn_low": True, "churn_high": 1}, "the low of churn is not allowed (found True)"),
        ({"customers_low": "180.000", "customers_high": 3e5}, 'the low of customers: "180.000" has two readings'),
        (
            {"churn_low": 0.16, "churn_high": 0.2},
            "churn is 0.15, outside its range: expected 0.16 to 0.2; set churn_low",
        ),
        (
            {"ranges": {"churn": {"low": 0.1, "high": 0.2, "likely": 0.3}}},
            "the likely value of churn is 0.3, outside its range: expected 0.1 to 0.2",
        ),
        (
            {"problem_share_low": 0.21},
            "problem_share_today, problem_share_plan, problem_share_zero are 0.2, outside their range",
        ),
        (
            {"churn_distribution": "beta"},
            "no such distribution for churn (found 'beta'): expected pert, triangular, uni",
        ),
        (
            {"gross_margin_low": -0.1, "gross_margin_high": 0.6, "gross_margin_distribution": "lognormal"},
            "the low of gross_margin is -0.1: expected above 0 for a lognormal",
        ),
        (
            {"ranges": {"reach_share_plan": {"low": 0.8, "high": 0.9}}, "reach_share_low": 0.8},
            "reach_share_plan and reach_share are ranges of the same value, reach_share_plan; leave one of them out",
        ),
        ({"churn_low": Problem("A1", "is an error"), "churn_high": 0.2}, "A1 · is an error"),
        ({"correlations": [], "ranges": {}, "incidents": []}, ""),
        ({"correlations": "churn"}, "correlations is not a list (found 'churn')"),
        ({"correlations": [["people_told", 0.4]]}, "correlation 1 is not of the form [input, input, coefficient]"),
        (
            {"correlations": [["people_told", "churn", 0.4]]},
            "correlation 1: churn has no range; give it a low and a high",
        ),
        (
            {"correlations": [["people_told", "deterred_share", 1.4]]},
            "the coefficient is no rank correlation (found 1.4)",
        ),
        ({"correlations": [["people_told", "people_told", 0.4]]}, "correlation 1 is about one input"),
        (
            {"correlations": [["reach_share", "people_told", 0.4], ["people_told", "reach_share_plan", 0.1]]},
            "correlation 2 is about one input, or two that are correlated already",
        ),
        ({"incidents": [{}]}, "incident 1 is not an object with a name (found {})"),
        (
            {"incidents": [{"name": "a", "probability": 2, "customers_lost": 1}]},
            "the probability is not allowed (found 2)",
        ),
        (
            {"incidents": [{"name": "a", "probability": {"plan": "x"}, "customers_lost": 1}]},
            "probability is not allowed",
        ),
        (
            {"incidents": [{"name": "a", "probability": {"pln": 0.1}, "customers_lost": 1}]},
            "incident 1, a: there is no future pln",
        ),
        ({"incidents": [{"name": "a", "probability": 0.1}]}, "customers_lost is not allowed: expected 0 to 200,000"),
        (
            {"incidents": [{"name": "a", "probability": 0.1, "customers_lost": 200_001}]},
            "customers_lost is not allowed (found 200001)",
        ),
        (
            {"incidents": [{"name": "a", "probability": 0.1, "customers_lost": 1, "year": 3}]},
            "an incident happens at the start of year 1 (found 3)",
        ),
        (
            {"incidents": [{"name": "a", "probability": 0.1, "customers_lost": 1, "cost": 3}]},
            "incident 1, a, has no cost",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_when_it_is_asked_for(said: dict[str, Any], message: str) -> None:
    case = example(**said)
    assert case.run().measures["programme_npv"]  # the case itself needs none of it
    if not message:
        assert case.uncertainty == Case.example().uncertainty
        return
    with pytest.raises(InputError) as refused:
        _ = case.uncertainty
    assert message in str(refused.value)


def test_every_problem_is_told_at_once() -> None:
    said = {"churn_low": 2, "tax_rate_high": 0.2, "incidents": [{}], "ranges": {"churm": {}}}
    with pytest.raises(InputError) as refused:
        _ = example(**said).uncertainty
    assert len(refused.value.problems) == 5


def test_correlations_and_incidents_are_read() -> None:
    incident = {"name": "a row", "probability": {"zero": 0.1}, "customers_lost": 800}
    found = example(correlations=[["reach_share_plan", "people_told", 0.4]], incidents=[incident]).uncertainty
    assert found.correlations == (Correlation("reach_share", "people_told", 0.4),)
    (read,) = found.incidents
    assert read == Incident("a row", {"zero": 0.1}, 800.0)
    assert [read.probability_in(future) for future in FUTURES] == [0.0, 0.0, 0.1]
    assert Incident("b", 0.2, 1.0).probability_in("plan") == 0.2


def test_what_is_read_can_be_given_again(tmp_path: Path) -> None:
    incident = {"name": "a row", "probability": 0.1, "customers_lost": 800}
    case = example(correlations=[["reach_share_plan", "people_told", 0.4]], incidents=[incident])
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**case.inputs.nested(), **case.uncertainty.as_dict()}))
    again = Case.from_file(path).uncertainty
    assert (again.ranges, again.correlations) == (case.uncertainty.ranges, case.uncertainty.correlations)
    assert again.incidents == case.uncertainty.incidents
    assert again.assumed == ()
    set_there = Case.from_file(path, ("people_told_high=20", "people_told_distribution=fixed")).uncertainty
    assert set_there.ranges["people_told"] == Range(4.0, 9.0, 20.0, "fixed")


def test_messages_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    path.write_text(json.dumps({"ranges": {"churn": {"low": 0.1}}}))
    with pytest.raises(InputError, match=r"firm.json · the high of churn is missing"):
        _ = Case.from_file(path, example=True).uncertainty


def test_names_of_ranges_are_taken_apart_from_those_of_inputs() -> None:
    assert parted({"churn": 1, "churn_low": 2, "ranges": {}}) == ({"churn": 1}, {"churn_low": 2, "ranges": {}})
    assert range_names()["reach_share_distribution"] == "reach_share"
    assert not {"ramp_plan_low", "hold_base_high", "horizon_years_low"} & range_names().keys()
    assert set_values(["churn_low=12 %", "churn=0.2"], also=range_names()) == {"churn_low": "12 %", "churn": "0.2"}
    with pytest.raises(InputError, match="there is no such input"):
        set_values(["churn_low=0.1"])


def test_a_case_can_be_sent_to_another_process(tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    path.write_text(json.dumps({"churn_low": 0.1, "churn_high": 0.2}))
    case = Case.from_file(path, example=True)
    assert pickle.loads(pickle.dumps(case)).uncertainty == case.uncertainty
    assert Said().read(VALUES).ranges == {}


# ------------------------------------------------------------------------------------------------- ranges of cells


def cells(*more: list[Any], heads: tuple[str, ...] = ("low", "high", "distribution")) -> list[list[Any]]:
    """The illustrative firm as a range with columns for what is uncertain; ``more`` replaces rows of the same input."""
    own = {row[0]: row for row in more}
    rows: list[list[Any]] = [["input", *FUTURES, *heads]]
    for name, driver in drivers().items():
        if driver.scope != "year":
            values = [VALUES[each] for each in driver.names()]
            rows.append(own.pop(name, [name, *values, *[None] * (3 - len(values))]))
    return [*rows, *own.values()]


CHURN = ["churn", 0.15, None, None, 0.1, 0.2]


@pytest.mark.parametrize(
    ("heads", "word"),
    [(("low", "high", "distribution"), "uniform"), (("Laag", "Hoog", "Verdeling"), "Uniform")],
)
def test_a_range_of_cells_may_have_columns_for_low_high_and_distribution(heads: tuple[str, ...], word: str) -> None:
    reach = ["reach_share", 0.8, 0.89, 0, "84 %", 0.92, word]
    found = case_table(cells(CHURN, reach, heads=heads)).result.case.uncertainty
    assert found.ranges == {"churn": Range(0.1, 0.15, 0.2), "reach_share": Range(0.84, 0.89, 0.92, "uniform")}


def test_without_these_columns_nothing_is_uncertain() -> None:
    rows = [row[:4] for row in cells(CHURN)]
    assert case_table(rows).result.case.uncertainty.ranges == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["hold_base", 0, None, None, 0, 1], "row 10, low · hold_base can have no range here"),
        (["churn", 0.15, None, None, 0.1, "x"], 'high · the high of churn: "x" '),
        (["churn", 0.15, None, None, 0.1], "the high of churn is missing"),
        (["churn", 0.15, None, None, 0.1, 0.2, "beta"], "distribution · there is no such distribution for churn"),
    ],
)
def test_what_stands_there_and_cannot_be_used_is_told_with_its_row(row: list[Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        _ = case_table(cells(row)).result.case.uncertainty
    assert message in str(refused.value)
