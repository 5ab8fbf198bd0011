"""The public interface: values in, as Python or JSON writes them; a result out, as Python or JSON reads it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

import xl_service_roi
from xl_service_roi import Case
from xl_service_roi.case import HORIZONS, zero_between
from xl_service_roi.errors import InputError, Problem
from xl_service_roi.inputs import LAST_YEAR, drivers, essentials, set_values, value_names
from xl_service_roi.model import MODEL, MODEL_VERSION
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.model.measures import CASH_LINES, HEADINGS

ESSENTIALS: dict[str, Any] = {driver.name: driver.figures["today"] for driver in essentials()}


def problems(**values: Any) -> tuple[Problem, ...]:
    """What is wrong with the illustrative firm when these values replace its own."""
    with pytest.raises(InputError) as caught:
        Case.from_values(values, example=True)
    return caught.value.problems


def own(case: Case, name: str) -> list[float]:
    """A driver's values in the three futures."""
    return [case.inputs.values[f"{name}_{future}"] for future in FUTURES]


# --- values in -------------------------------------------------------------------------------------------------------


def test_the_package_offers_cases_and_results() -> None:
    assert set(xl_service_roi.__all__) == {"Case", "Result"}
    assert type(Case.example().run()).__name__ == "Result"
    with pytest.raises(AttributeError, match="no attribute 'Cases'"):
        xl_service_roi.Cases  # noqa: B018


def test_the_example_is_the_illustrative_firm() -> None:
    case = Case.example()
    for name, driver in drivers().items():
        if driver.scope == "future":
            today = driver.figures["today"]
            assert own(case, name) == [driver.figures.get(future, today) for future in FUTURES], name
        else:
            assert case.inputs.values[name] == driver.figures["today"], name
    assert set(case.inputs.values) == set(value_names())
    assert case.horizon == 5


def test_a_plain_number_sets_all_three_futures() -> None:
    case = Case.from_values({"reach_share": 0.7}, example=True)
    assert own(case, "reach_share") == [0.7, 0.7, 0.7]
    assert "reach_share_plan" not in case.inputs.same_as_today


def test_futures_that_are_not_named_keep_the_figures_of_the_example() -> None:
    case = Case.from_values({"reach_share": {"today": 0.7}, "satisfied_share": {"plan": 0.6}}, example=True)
    assert own(case, "reach_share") == [0.7, 0.89, 0]
    assert own(case, "satisfied_share") == [0.55, 0.6, 0.55]


def test_futures_without_a_figure_in_the_example_equal_today() -> None:
    case = Case.from_values({"problem_share": {"today": 0.25}, "gross_margin": {"plan": 0.4}}, example=True)
    assert own(case, "problem_share") == [0.25, 0.25, 0.25]
    assert own(case, "gross_margin") == [0.42, 0.4, 0.42]
    assert {"problem_share_plan", "problem_share_zero"} <= case.inputs.same_as_today


def test_without_the_example_futures_that_are_not_named_equal_today() -> None:
    case = Case.from_values({**ESSENTIALS, "reach_share": {"today": 0.8}, "training_hours": {"plan": 30}})
    assert own(case, "reach_share") == [0.8, 0.8, 0.8]
    assert own(case, "training_hours") == [12, 30, 12]
    assert own(case, "root_causes_removed") == [0, 0, 0]


def test_essentials_alone_make_a_case_and_the_other_values_are_said_to_be_assumed() -> None:
    case = Case.from_values(ESSENTIALS)
    assert len(case.inputs.assumed) == len(drivers()) - len(essentials()) == 104
    assert not set(case.inputs.assumed) & set(ESSENTIALS)
    assert any(str(len(case.inputs.assumed)) in warning for warning in case.run().warnings())
    assert case.run().measures["programme_npv"] == 0


def test_all_missing_essentials_are_listed_in_one_problem() -> None:
    with pytest.raises(InputError) as caught:
        Case.from_values({"customers": 1000, "churn": None})
    (problem,) = caught.value.problems
    assert problem.message.startswith("26 of the 27 required inputs are empty: ")
    listed = problem.message.partition(": ")[2].split(", ")
    names = {driver.names()[0] for driver in essentials()} - {"customers"}
    assert {name.partition(" ")[0] for name in listed} == names
    assert problem.remedy


def test_one_future_of_an_essential_is_not_enough() -> None:
    with pytest.raises(InputError, match="1 of the 27 required inputs is empty: reach_share_today"):
        Case.from_values({**ESSENTIALS, "reach_share": {"plan": 0.9}})


def test_names_of_a_workbook_are_understood_as_well() -> None:
    case = Case.from_values({"reach_share_plan": 0.9, "reach_share_today": 0.75}, example=True)
    assert own(case, "reach_share") == [0.75, 0.9, 0]


@pytest.mark.parametrize("given", [[0.5], [0.2, 0.5], (0.1, 0.2, 0.5), [0.5] * 10, 0.5])
def test_the_last_share_of_a_short_ramp_is_repeated(given: Any) -> None:
    ramp = Case.from_values({"ramp_plan": given}, example=True).inputs.values["ramp_plan"]
    assert len(ramp) == LAST_YEAR
    told = given if isinstance(given, list | tuple) else [given]
    assert ramp == (*told, *[0.5] * (LAST_YEAR - len(told)))


def test_a_ramp_is_checked_year_by_year() -> None:
    (problem,) = problems(ramp_plan=[0.5, 1.2])
    assert "year 2" in f"{problem.where} {problem.message}"
    assert problem.expected == "0 to 1"
    (problem,) = problems(ramp_plan=[0.1] * 11)
    assert "11 values" in problem.message
    assert problems(ramp_plan=[])


def test_an_unknown_name_gets_a_suggestion() -> None:
    (problem,) = problems(chrun=0.1)
    assert problem.where == "chrun"
    assert "did you mean churn" in problem.message
    (problem,) = problems(reach_share={"tody": 0.8})
    assert "reach_share.today" in problem.message
    found = problems(chrun=0.1, reach_shar=0.8, nothing_like_it_at_all=1)
    assert [problem.where for problem in found] == ["chrun", "reach_shar", "nothing_like_it_at_all"]


def test_every_value_out_of_range_is_listed_with_what_is_allowed() -> None:
    found = problems(churn=18, customers=-1, horizon_years=2.5, hold_base=2, reach_share={"plan": 1.4})
    said = {problem.message.partition(" ")[0]: problem for problem in found}
    assert set(said) == {"churn", "customers", "horizon_years", "hold_base", "reach_share_plan"}
    assert "did you mean 18 % (0.18)?" in said["churn"].remedy
    assert said["churn"].expected == "0 to 1"
    assert said["customers"].expected == "0 to 1,000,000,000"
    assert said["customers"].remedy == ""
    assert said["horizon_years"].expected == "a whole number from 1 to 10"
    assert said["hold_base"].expected == "0 or 1"
    assert "1.4 % (0.014)" in said["reach_share_plan"].remedy
    for problem in found:
        assert problem.severity == "error"
        assert problem.message in str(problem)


@pytest.mark.parametrize("value", [math.nan, math.inf, True, [0.1], {}, "often", "", 10**400, 1j])
def test_what_is_no_number_is_refused(value: Any) -> None:
    (problem,) = problems(churn=value)
    assert problem.message.startswith("churn")
    assert "0 to 1" in problem.expected


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [("churn", "15 %", 0.15), ("churn", "0,15", 0.15), ("customers", "1.234,56", 1234.56), ("churn", "0.15", 0.15)],
)
def test_text_with_one_reading_is_read(name: str, text: str, number: float) -> None:
    case = Case.from_values({name: text, "contract_customers": 0}, example=True)
    assert case.inputs.values[name] == number
    plain = text == "0.15"
    assert [note.severity for note in case.notes] == ([] if plain else ["note"])
    assert plain or text in str(case.notes[0])


def test_text_with_two_readings_is_refused_with_both() -> None:
    (problem,) = problems(customers="40.000")
    assert "40000" in problem.message
    assert "two readings" in problem.message
    (problem,) = problems(customers="15 %")
    assert "percent" in problem.message


def test_assignments_set_one_future_or_all() -> None:
    given = set_values(["churn=0.12", "reach_share.plan=0.9", "satisfied_share=60 %", "ramp_plan=0.3,0.6,1"])
    case = Case.from_values(given, example=True)
    assert case.inputs.values["churn"] == 0.12
    assert own(case, "reach_share") == [0.8, 0.9, 0]
    assert own(case, "satisfied_share") == [0.6, 0.6, 0.6]
    assert case.inputs.values["ramp_plan"] == (0.3, 0.6, *[1.0] * 8)
    with pytest.raises(InputError) as caught:
        set_values(["churn", "chrun=1", "churn.plan=1", "reach_share.pln=1"])
    assert len(caught.value.problems) == 4


def test_a_case_is_read_from_json(tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    path.write_text(json.dumps({"customers": 40_000, "contract_customers": 0, "reach_share": {"plan": 0.92}}))
    case = Case.from_file(path, ("churn=0.2",), example=True)
    assert case.source == "firm.json"
    assert [case.inputs.values[name] for name in ("customers", "churn", "reach_share_plan")] == [40_000, 0.2, 0.92]
    path.write_text('{"churn": 18}')
    with pytest.raises(InputError, match=r"firm\.json"):
        Case.from_file(path, example=True)
    for content, message in (("{", "is not JSON"), ("[1]", "is not an object"), ("[" * 100_000, "is not JSON")):
        path.write_text(content)
        with pytest.raises(InputError, match=message):
            Case.from_file(path)
    with pytest.raises(InputError, match="there is no such file"):
        Case.from_file(tmp_path / "absent.json")


def test_what_a_case_was_given_comes_back_the_same() -> None:
    case = Case.from_values({"hold_base": 1, "reach_share": {"plan": 0.95}, "ramp_plan": [0.2, 1]}, example=True)
    again = Case.from_values(json.loads(json.dumps(case.inputs.nested())))
    assert again.inputs.values == case.inputs.values
    assert again.inputs.assumed == ()


def test_contradictions_are_refused_with_drivers_and_size() -> None:
    case = Case.from_values({"churn": 0.05, "contract_customers": 300_000}, example=True)
    with pytest.raises(InputError) as caught:
        case.run()
    by_churn, by_contracts = caught.value.problems
    assert "base churn is below 0 (by 0.015" in by_churn.message
    assert "churn = 0.05" in by_churn.remedy
    assert "reach_share_plan = 0.89" in by_churn.remedy
    assert "problem_share_plan" not in by_churn.remedy  # it equals today's
    assert "(by 100000)" in by_contracts.message
    assert str(caught.value).count("\n") == 1


# --- a result out ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("horizon", [1, 5, 10])
def test_the_json_result_has_the_shape_of_the_contract(horizon: int) -> None:
    result = Case.from_values({"horizon_years": horizon}, example=True).run()
    told = json.loads(result.to_json())
    assert list(told) == [
        *("model_version", "inputs", "warnings", "futures", "differential_cash_flow", "zero_differential_cash_flow"),
        *("measures", "why", "differences"),
    ]
    assert told["model_version"] == MODEL_VERSION
    assert set(told["inputs"]) == set(drivers())
    assert set(told["inputs"]["reach_share"]) == set(FUTURES)
    assert len(told["inputs"]["ramp_plan"]) == LAST_YEAR
    assert all(isinstance(warning, str) for warning in told["warnings"])
    assert list(told["futures"]) == list(FUTURES)
    expected = {name for name, line in MODEL.lines.items() if not line.intermediate}
    for lines in told["futures"].values():
        assert set(lines) == expected
        assert {len(values) for values in lines.values()} == {horizon + 1}
        assert lines["operating_cash_flow"][0] == lines["depreciation"][0] == lines["opening_customers"][0] == 0
        assert lines["discount_factor"][0] == 1
    flows = {future: lines["net_cash_flow"] for future, lines in told["futures"].items()}
    for name, one in (("differential_cash_flow", "plan"), ("zero_differential_cash_flow", "zero")):
        assert told[name] == [a - b for a, b in zip(flows[one], flows["today"], strict=True)]


def test_the_json_result_has_every_measure() -> None:
    measures = json.loads(Case.example().run().to_json())["measures"]
    by_part = ("programme_pv_", "service_pv_", "programme_heading_", "service_heading_")
    expected = {name for name in MODEL.measures if not name.startswith(by_part)}
    expected |= {"headings", "service_headings", "base_churn", "break_even_realisation"}
    for value in ("programme_npv", "service_value"):
        expected |= {f"{value}_grow", f"{value}_hold", *(f"{value}_horizon_{years}" for years in HORIZONS)}
    assert set(measures) == expected
    for group, value in (("headings", "programme_npv"), ("service_headings", "service_value")):
        assert tuple(measures[group]) == HEADINGS
        assert math.fsum(measures[group].values()) == pytest.approx(measures[value], rel=1e-9)
    numbers = [value for value in measures.values() if not isinstance(value, dict)]
    assert all(isinstance(value, int | float) and math.isfinite(value) for value in numbers)


def test_the_illustrative_firm_is_worth_what_the_specification_says() -> None:
    found = Case.example().run().measures
    for name, value, within in (
        *(("programme_npv", 898_421.92, 0.005), ("service_value", 12_559_974.36, 0.005)),
        *(("pv_costs", 4_000_695.23, 0.005), ("roi", 0.22457, 5e-6), ("irr", 0.20917, 5e-6), ("payback", 4.0317, 5e-5)),
        *(("retention_value", 4_378_568.77, 0.005), ("service_sales_value", 1_286_321.18, 0.005)),
        *(("turnover_saving", 20_701.02, 0.005), ("turnover_saving_one", 268_759.69, 0.005)),
        *(("programme_npv_hold", 443_837, 0.5), ("service_value_hold", 10_345_872, 0.51)),
        *(("programme_npv_horizon_10", 12_237_790, 0.5), ("service_value_horizon_10", 42_766_864, 0.5)),
        *(("zero_first_loss_year", 2, 0), ("zero_saving_gone_year", 3, 0)),
    ):
        assert found[name] == pytest.approx(value, abs=within, rel=0), name


def test_a_measure_that_does_not_exist_is_null_and_says_why() -> None:
    result = Case.from_values(ESSENTIALS).run()
    told = json.loads(result.to_json())
    absent = {name for name, value in told["measures"].items() if value is None}
    assert set(told["why"]) == absent
    assert {"roi", "irr", "mirr", "benefit_cost_ratio", "profitability_index", "break_even_realisation"} <= absent
    assert all(reason and not reason.endswith(".") for reason in told["why"].values())
    assert "null" in result.to_json()
    assert "NaN" not in result.to_json()


def test_a_measure_of_another_case_that_is_refused_is_null_and_says_why() -> None:
    values = {"reach_share_today": 1, "reach_share_zero": 0, "prospect_contact_share": 1, "prospect_loss_unserved": 1}
    result = Case.from_values(values, example=True).run()
    absent = {name for name, value in result.measures.items() if value is None}
    assert {"programme_npv_hold", "service_value_hold"} <= absent
    assert result.measures["programme_npv_grow"] == result.measures["programme_npv"]
    assert set(result.why) == absent


@pytest.mark.parametrize("values", [{}, {"capital_outlay_plan": 1}, {"hold_base": 1}, {"horizon_years": 1}])
def test_one_measure_is_that_of_the_list(values: dict[str, float]) -> None:
    result = Case.from_values(values, example=True).run()
    for name, value in result.measures.items():
        if not isinstance(value, dict):
            assert result.measure(name) == value
    for key, prefix in (("headings", ""), ("service_headings", "service_")):
        for name, value in result.measures[key].items():
            assert result.measure(f"{prefix}heading_{name}") == value
    with pytest.raises(KeyError):
        result.measure("programme_value")


def test_rates_that_are_several_are_none_and_listed() -> None:
    values = {"parts_stock": {"today": 1.5e7, "plan": 0}, "stock_release_share": 1, "ramp_plan": [1, 0, 1, 0, 1]}
    result = Case.from_values(values, example=True).run()
    assert sum(result.by_year("sign_change")) > 1
    if result.measures["irr"] is None:
        assert result.why["irr"]
    assert result.measure("irr") == result.measures["irr"]
    assert isinstance(result.measures["mirr"], float)


def test_lines_come_as_a_frame() -> None:
    result = Case.example().run()
    frame = result.lines("plan")
    assert list(frame.columns) == [0, 1, 2, 3, 4, 5]
    assert (frame.index.name, frame.columns.name) == ("line", "year")
    assert list(frame.index) == list(result.futures["plan"])
    assert frame.loc["closing_customers", 5] == pytest.approx(220_264.5837, abs=5e-5)
    assert frame.loc["net_cash_flow"].tolist() == result.futures["plan"]["net_cash_flow"]
    with pytest.raises(KeyError, match="no future 'plann'"):
        result.lines("plann")


def test_differences_by_line_add_up_to_the_values() -> None:
    result = Case.from_values({"tax_rate": 0.25, "hold_base": 1}, example=True).run()
    for view, value in (("programme", "programme_npv"), ("service", "service_value")):
        parts = result.differences[view]
        assert list(parts) == [line.name for line in CASH_LINES]
        assert math.fsum(parts.values()) == pytest.approx(result.measures[value], rel=1e-9)


def test_running_twice_gives_the_same_to_the_bit() -> None:
    case = Case.example()
    assert case.run().to_json() == case.run().to_json()
    before = dict(case.inputs.values)
    case.run()
    assert case.inputs.values == before


def test_errors_can_be_carried_between_processes() -> None:
    import pickle

    with pytest.raises(InputError) as caught:
        Case.from_values({"churn": 18}, example=True)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems
    assert str(again) == str(caught.value)


def test_every_value_is_a_plain_float() -> None:
    values = Case.example().inputs.values
    assert {type(value) for name, value in values.items() if name != "ramp_plan"} == {float}
    assert {type(value) for value in values["ramp_plan"]} == {float}


def test_a_share_at_which_the_case_is_refused_gives_no_break_even() -> None:
    def refused_in_the_middle(share: float) -> float:
        return math.nan if 0.4 < share < 0.6 else share - 0.5

    assert math.isnan(zero_between(refused_in_the_middle, 0.0, 1.0, -0.5, 0.5))
    assert math.isnan(zero_between(lambda share: share, 0.0, 1.0, math.nan, 0.5))
    assert zero_between(lambda share: share**3 - 0.2, 0.0, 1.0, -0.2, 0.8) == pytest.approx(0.2 ** (1 / 3), abs=1e-13)
