"""A row of results is what `calc --json` says, in columns."""

from __future__ import annotations

from xl_service_roi import Case
from xl_service_roi.batch.columns import COLUMNS, MEASURES, TEXTS, YEARS, empty_row, refused_row, row_of
from xl_service_roi.case import Result
from xl_service_roi.cases import run_all
from xl_service_roi.model.driver import FUTURES


def test_a_row_has_every_column_in_order() -> None:
    row = row_of("units/north.xlsx", Case.example().run())
    assert list(row) == list(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert (row["path"], row["unit"], row["folder"], row["status"]) == ("units/north.xlsx", "north", "units", "ok")


def test_every_measure_of_a_case_is_a_column() -> None:
    measures = Case.example().run().measures
    flat = {name for name in measures if not name.endswith("headings")}
    flat |= {f"heading_{name}" for name in measures["headings"]}
    flat |= {f"service_heading_{name}" for name in measures["service_headings"]}
    assert flat == set(MEASURES)


def test_a_row_holds_what_the_case_holds() -> None:
    result = Case.from_values({"horizon_years": 3, "improvement_budget": {"plan": 0}}, example=True).run()
    row = row_of("a.xlsx", result)
    for name, value in result.measures.items():
        if not isinstance(value, dict):
            assert row[name] == value, name
    assert row["heading_retention"] == result.measures["headings"]["retention"]
    for future in FUTURES:
        flows = [row[f"net_cash_flow_{future}_{year}"] for year in YEARS]
        assert flows == [*result.futures[future]["net_cash_flow"], *[0.0] * 7]
        assert row[f"total_bought_customers_{future}"] == sum(result.futures[future]["bought_customers"][1:])
        assert row[f"closing_customers_{future}"] == result.futures[future]["closing_customers"][3]
    assert row["input_horizon_years"] == 3
    assert row["input_ramp_plan_10"] == result.case.inputs.values["ramp_plan"][9]


def test_a_measure_without_a_value_is_empty_and_says_why() -> None:
    same = Case.from_values(dict.fromkeys(("customers",), 0) | {"churn": 0.15}, example=True)
    found = run_all([Case.from_values({"horizon_years": 1}, example=True), same])
    for result in found:
        if isinstance(result, Result):
            row = row_of("a.xlsx", result)
            missing = {name for name in MEASURES if row[name] is None}
            assert missing
            assert missing == {part.partition(": ")[0] for part in row["why"].split("; ")} & set(MEASURES)


def test_a_refused_row_has_a_reason_and_no_figures() -> None:
    row = refused_row("s3://bucket/units/south.xlsx", "is damaged")
    assert list(row) == list(COLUMNS)
    assert (row["unit"], row["folder"], row["status"], row["reason"]) == ("south", "units", "refused", "is damaged")
    assert all(row[name] is None for name in COLUMNS if name not in TEXTS)


def test_names_of_a_path_without_folder() -> None:
    assert empty_row("a.b.xlsx")["unit"] == "a.b"
    assert empty_row("a.b.xlsx")["folder"] == ""
