"""The scenario manager: each scenario is the case with its values in it, reckoned beside the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xl_service_roi import Case
from xl_service_roi.analysis.scenarios import BOTH_MODES, OF_A_CASE, scenarios, with_values
from xl_service_roi.errors import InputError, Problem
from xl_service_roi.inputs import flattened

SETS: dict[str, dict[str, Any]] = {
    "recession": {"churn": 0.2, "price_growth": 0},
    "less reach": {"reach_share": {"plan": 0.85}},
    "by value name": {"reach_share_plan": 0.85, "ramp_plan": [0.1, 0.5, 1]},
    "ten years": {"horizon_years": 10, "hold_base": 1},
}


@pytest.mark.parametrize("name", SETS)
def test_a_scenario_is_the_case_with_its_values(name: str) -> None:
    found = scenarios(Case.example(), SETS, OF_A_CASE)
    [scenario] = (each for each in found.scenarios if each.name == name)
    alone = Case.from_values(SETS[name], example=True).run()
    assert scenario.measures.keys() == set(OF_A_CASE)
    for measure, value in scenario.measures.items():
        expected = alone.measure(measure)
        assert value == (None if expected is None else pytest.approx(expected, rel=1e-12, abs=1e-6)), measure
    assert scenario.why == {name: alone.why[name] for name, value in scenario.measures.items() if value is None}
    assert scenario.replaced == {value: alone.case.inputs.values[value] for value in flattened(SETS[name])}


def test_the_case_itself_stands_beside_them_and_stays_as_it_is() -> None:
    case = Case.example()
    before = dict(case.inputs.values)
    found = scenarios(case, SETS)
    assert found.base.measures["programme_npv"] == pytest.approx(898_421.92)
    assert [scenario.name for scenario in found.scenarios] == list(SETS)
    assert case.inputs.values == before


@pytest.mark.parametrize("hold", [0, 1])
def test_both_modes_are_told_whatever_the_scenario_s_own(hold: int) -> None:
    case = Case.example()
    [scenario] = scenarios(case, {"x": {"hold_base": hold}}, ["roi"]).scenarios
    assert {*BOTH_MODES, "roi"} < scenario.measures.keys()
    own = "hold" if hold else "grow"
    assert scenario.measures["programme_npv"] == scenario.measures[f"programme_npv_{own}"]
    assert scenario.measures["programme_npv_grow"] == pytest.approx(898_421.92)
    assert scenario.measures["programme_npv_hold"] == pytest.approx(443_837, abs=1)


def test_what_was_left_empty_goes_on_following_today() -> None:
    given = {name: value for name, value in Case.example().inputs.nested().items() if name != "reach_share"}
    case = Case.from_values({**given, "reach_share": {"today": 0.8, "zero": 0}})
    found = with_values(case, {"reach_share_today": 0.7}).inputs
    assert [found.values[f"reach_share_{future}"] for future in ("today", "plan", "zero")] == [0.7, 0.7, 0]
    assert found.same_as_today == case.inputs.same_as_today


def test_an_assumed_input_that_is_replaced_is_no_longer_assumed() -> None:
    case = Case.example()
    assert "churn" in case.inputs.assumed
    assumed = with_values(case, {"churn": 0.2, "reach_share_plan": 0.9}).inputs.assumed
    assert set(case.inputs.assumed) - set(assumed) == {"churn"}


def test_every_mistake_is_told_with_scenario_and_input() -> None:
    wrong = {"low": {"chrun": 0.1, "churn": 2}, "high": {"reach_share": {"plan": 3}}, "odd": 7, "fine": {"churn": 0.2}}
    with pytest.raises(InputError) as error:
        scenarios(Case.example(), wrong)  # type: ignore[arg-type]
    assert [problem.where for problem in error.value.problems] == ["low · chrun", "high", "odd"]
    assert "did you mean churn" in str(error.value)
    assert "high · reach_share_plan = 3: expected 0 to 1" in str(error.value)


def test_what_a_workbook_holds_that_cannot_be_used_is_told_with_its_cell() -> None:
    sets = {"x": {"churn": Problem("plan.xlsx · Scenarios!D5", "churn is an error", "#REF!")}}
    with pytest.raises(InputError, match=r"^x · plan.xlsx · Scenarios!D5 · churn is an error \(found #REF!\)$"):
        scenarios(Case.example(), sets)


@pytest.mark.parametrize("sets", [7, ["churn"], "recession"])
def test_what_holds_no_scenarios_is_refused(sets: Any) -> None:
    with pytest.raises(InputError, match="scenarios · is not an object with values by scenario"):
        scenarios(Case.from_values({"scenarios": sets}, example=True))


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(InputError, match=r"rio · there is no such measure; did you mean .*roi"):
        scenarios(Case.example(), SETS, ["rio"])


def test_a_contradiction_is_refused_with_its_reason_and_the_others_stand() -> None:
    impossible, fine = scenarios(Case.example(), {"impossible": {"churn": 0.01}, "fine": {"churn": 0.2}}).scenarios
    assert "base churn is below 0" in impossible.refused[0]
    assert impossible.measures == {}
    assert fine.refused == ()
    assert fine.measures["programme_npv"] is not None


def test_a_measure_that_does_not_exist_has_a_reason() -> None:
    [scenario] = scenarios(Case.example(), {"nothing comes of it": {"realisation_share": 0}}).scenarios
    assert scenario.measures["payback"] is None
    assert scenario.why["payback"] == "the outlay is not earned back within the horizon"


def test_a_file_holds_scenarios_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"churn": 0.16, "scenarios": SETS}), encoding="utf-8")
    case = Case.from_file(path, example=True)
    found = scenarios(case)
    assert found == scenarios(case, SETS)
    alone = Case.from_values({"churn": 0.16}, example=True).run()
    assert found.base.measures["programme_npv"] == pytest.approx(alone.measure("programme_npv"))
    assert json.loads(json.dumps(found.as_dict(), allow_nan=False))["scenarios"].keys() == SETS.keys()
