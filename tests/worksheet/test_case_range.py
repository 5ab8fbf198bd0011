"""A whole case from a range: whatever its order, headings and language, the figures are those of `service-roi calc`."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xl_service_roi.case import Case, Result
from xl_service_roi.errors import InputError, NoResult
from xl_service_roi.inputs import drivers
from xl_service_roi.labels import labels
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.workbook.layout import Layout
from xl_service_roi.worksheet.arguments import Rows
from xl_service_roi.worksheet.case_range import case_table
from xl_service_roi.worksheet.case_results import (
    all_measures,
    explanation_of,
    lines_of,
    measure_of,
    zero_service,
)

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@pytest.fixture(scope="module")
def example() -> Result:
    return Case.example().run()


def _rows(heading: list[Any] | None = None, name: Any = lambda driver: driver) -> Rows:
    """The illustrative firm as a range of one's own."""
    rows: Rows = [heading] if heading else []
    for driver in drivers().values():
        figures = [driver.figures.get(future) for future in FUTURES]
        values = list(figures[0]) if isinstance(figures[0], tuple) else figures
        rows.append([name(driver.name), *values])
    width = max(map(len, rows))
    return [[*row, *[None] * (width - len(row))] for row in rows]


RAMP_ROW = Layout(labels("en")).inputs.rows["ramp_plan"]


def _inputs_sheet(language: str, cells: str) -> Rows:
    book = openpyxl.load_workbook(WORKBOOKS / f"service-roi-example-{language}.xlsx", data_only=True)
    return [[cell.value for cell in row] for row in book[labels(language).say("sheet_inputs")][cells]]


def test_a_sheet_of_ones_own(example: Result) -> None:
    plain = _rows()
    shuffled = plain[:]
    random.Random(1).shuffle(shuffled)
    headed = [["My inputs", *[None] * (len(plain[0]) - 1)], *_rows(["", "today", "plan", "zero"])]
    dutch = _rows(["Gegeven", "Nu", "Plan", "Nul"], labels("nl").of)
    swapped = [[row[0], row[3], row[2], row[1], *row[4:]] for row in dutch if not row[0].startswith("Ingroei")]
    for rows in (plain, shuffled, headed, dutch, swapped, _rows(None, labels("en").of), _rows(None, str.upper)):
        found = case_table(rows).result.measures
        assert found["programme_npv"] == pytest.approx(example.measures["programme_npv"], rel=1e-12)
        assert found["service_value"] == pytest.approx(example.measures["service_value"], rel=1e-12)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_templates_own_sheet(language: str, example: Result) -> None:
    book = openpyxl.load_workbook(WORKBOOKS / f"service-roi-example-{language}.xlsx")
    address = book.defined_names["inputs_range"].attr_text.partition("!")[2].replace("$", "")
    for cells in (address, "A1:L170", "A1:N400"):
        found = measure_of(_inputs_sheet(language, cells), "programme_npv")
        assert found == pytest.approx(example.measures["programme_npv"], rel=1e-12)


def test_a_range_that_ends_too_early_is_refused_on_the_template() -> None:
    with pytest.raises(InputError, match=r"ends above \d+ inputs of this sheet, .*use the name inputs_range"):
        measure_of(_inputs_sheet("en", "A1:G120"), "programme_npv")
    with pytest.raises(InputError, match=rf"^row {RAMP_ROW} · ramp_plan ends where the range ends, below 1"):
        measure_of(_inputs_sheet("en", "A1:F170"), "service_value")


def test_without_a_column_for_a_future_its_measures_do_not_exist() -> None:
    one_column = [row[:2] for row in _rows() if row[0] != "ramp_plan"]
    assert measure_of(one_column, "pv_today") == pytest.approx(Case.example().run().measures["pv_today"])
    for measure in ("programme_npv", "roi", "service_value", "zero_saving_gone_year", "heading_retention"):
        with pytest.raises(NoResult, match=r"no column for (plan|zero)"):
            measure_of(one_column, measure)
    with pytest.raises(NoResult, match="no column for plan"):
        lines_of(one_column, "plan")
    with pytest.raises(NoResult, match="no column for zero"):
        zero_service(one_column)
    assert measure_of([*one_column, ["reach_share_plan", 0.95]], "programme_npv") != 0
    assert measure_of([*one_column, ["reach_share.zero", 0]], "service_value") != 0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["chrun", 0.2], 'row 132 · there is no input "chrun"; did you mean churn'),
        ([None, 0.2], "row 132 · has a value without a name"),
        (["churn", 0.2], "row 132 · churn has a value already, in row"),
        (["reach_share_today", "veel"], "row 132 · reach_share_today has a value already"),
    ],
)
def test_rows_that_cannot_be_used_are_named(row: list[Any], message: str) -> None:
    rows = _rows()
    with pytest.raises(InputError, match=message):
        case_table([*rows, [*row, *[None] * (len(rows[0]) - len(row))]])


def test_values_are_checked_as_everywhere_and_named_by_row() -> None:
    rows = _rows()
    rows[0][1] = "x"
    with pytest.raises(InputError, match=rf"row 1.* · {rows[0][0]}.*\"x\" is not a number"):
        case_table(rows)
    with pytest.raises(InputError, match="required inputs are empty"):
        case_table([["churn", 0.2]])
    with pytest.raises(InputError, match="one column"):
        case_table([["churn"], ["customers"]])
    rows = _rows()
    general = next(row for row in rows if row[0] == "churn")
    general[2] = 0.3
    with pytest.raises(InputError, match="plan · churn has one value for all futures"):
        case_table(rows)


def test_a_ramp_that_may_go_on_outside_the_range_is_refused() -> None:
    ramp = next(row for row in _rows() if row[0] == "ramp_plan")
    others = [row[:4] for row in _rows() if row[0] != "ramp_plan"]
    assert ramp[1:3] != [1, 1]
    with pytest.raises(InputError, match="ramp_plan ends where the range ends, below 1"):
        case_table([*others, ["ramp_plan", 0.2, 0.4, 0.6]])
    blank_behind = [[*row, None] for row in others]
    used = case_table([*blank_behind, ["ramp_plan", 0.2, 0.4, 0.6, None]]).result.case.inputs.values["ramp_plan"]
    assert used == (0.2, 0.4, *[0.6] * 8)
    assert case_table([*others, ["ramp_plan", 0.2, 0.4, 1]]).result.case.inputs.values["ramp_plan"][-1] == 1


def test_all_measures_with_their_reasons(example: Result) -> None:
    table = all_measures(_rows())
    assert table[0] == ["measure", "value", "remark"]
    found = {name: (value, remark) for name, value, remark in table[1:-1]}
    measures = {name: value for name, value in example.measures.items() if not isinstance(value, dict)}
    measures |= {f"heading_{name}": value for name, value in example.measures["headings"].items()}
    measures |= {f"service_heading_{name}": value for name, value in example.measures["service_headings"].items()}
    assert found.keys() == measures.keys()
    for name, value in measures.items():
        if value is None:
            assert found[name] == (f"#SROI! {example.why[name]}"[:255], example.why[name])
        else:
            assert found[name] == (value, "")
    assert table[-1] == ["inputs_assumed", 0.0, ""]
    assert all_measures([row for row in _rows() if row[0] != "tax_rate"])[-1] == ["inputs_assumed", 1.0, "tax_rate"]


def test_one_measure_by_name_or_label() -> None:
    rows = _rows()
    for name in ("roi", " ROI ", labels("nl").of("roi")):
        assert measure_of(rows, name) == pytest.approx(0.2245664)
    with pytest.raises(InputError, match="no such measure; did you mean programme_npv"):
        measure_of(rows, "programme_value")


def test_lines_by_year(example: Result) -> None:
    for future in FUTURES:
        table = lines_of(_rows(), future)
        assert table[0] == ["line", 0, 1, 2, 3, 4, 5]
        assert {name: values for name, *values in table[1:]} == example.futures[future]
    assert lines_of(_rows(), "Nul") == lines_of(_rows(), "zero")
    with pytest.raises(InputError, match="no such future"):
        lines_of(_rows(), "later")


def test_zero_service_adds_up(example: Result) -> None:
    years, today, zero, difference, cumulative = (row[1:] for row in zero_service(_rows()))
    assert years == [0, 1, 2, 3, 4, 5]
    assert [z - t for z, t in zip(zero, today, strict=True)] == pytest.approx(difference)
    assert cumulative[-1] == pytest.approx(sum(difference))
    assert cumulative[3] < 0 < cumulative[2], "its saving is gone in year 3"
    assert example.measures["zero_saving_gone_year"] == 3


def test_explanations() -> None:
    found = dict(map(tuple, explanation_of("lost_customers")))
    assert found["formula"] == "[Customers, start of year] × [Churn of the year]"
    assert found["made of"] == "opening_customers, churn_rate"
    assert all(value and not value.startswith("=") for value in found.values())
    assert "formula" not in dict(map(tuple, explanation_of("churn")))
    with pytest.raises(InputError, match="did you mean lost_customers"):
        explanation_of("lost_custumers")


def test_a_misspelt_name_is_refused_wherever_it_stands() -> None:
    """Also in the first row, which may be a row of headings, and above the row that names the futures."""
    row = ["tax_rat", 0.25, *[None] * 9]
    for rows in ([row, *_rows()], [_rows()[0], row, *_rows()[1:]]):
        with pytest.raises(InputError, match='there is no input "tax_rat"; did you mean tax_rate'):
            case_table(rows)
    headings = ["Driver", "Value", "Plan's", *[None] * 8]
    assert case_table([headings, *_rows()]).result.measures == case_table(_rows()).result.measures
    above = [["tax_rate", 0.25, *[None] * 9], *_rows(["", "today", "plan", "zero"])]
    with pytest.raises(InputError, match="row 1 · an input stands above the row of headings"):
        case_table(above)


def test_true_is_no_number_whatever_was_reckoned_before() -> None:
    rows = _rows()
    share = next(row for row in rows if row[0] == "visit_share")
    assert share[1] is not True
    for number, truth in ((1.0, True), (0.0, False)):
        share[1:4] = [number] * 3
        case_table(rows)
        share[1:4] = [truth] * 3
        with pytest.raises(InputError, match=r"visit_share_today · holds a truth value \(found (TRUE|FALSE)\)"):
            case_table(rows)


def test_an_explanation_can_not_be_spoilt_for_the_next_who_asks() -> None:
    first = explanation_of("roi")
    before = [row[:] for row in first]
    first[0][0] = "spoilt"
    first.clear()
    assert explanation_of("roi") == before


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("#N/A", r"row 1 · .* holds an error value \(found #N/A\)"),
        ("#SROI! rate · is blank", "holds an error of ours .*look there first"),
        (datetime.datetime(2024, 1, 15), r"holds a date \(found 2024-01-15"),
    ],
)
def test_what_is_no_number_is_said_as_everywhere(cell: Any, message: str) -> None:
    rows = _rows()
    rows[0][1:4] = [cell, None, None]
    with pytest.raises(InputError, match=message):
        case_table(rows)


def test_the_template_needs_its_whole_ramp() -> None:
    for cells in (f"A4:E{RAMP_ROW}", "A1:E200", f"A4:F{RAMP_ROW}"):
        with pytest.raises(
            InputError, match=r"row \d+ · ramp_plan ends where the range ends.*use the name inputs_range"
        ):
            measure_of(_inputs_sheet("en", cells), "pv_today")
    assert measure_of(_inputs_sheet("en", f"A4:G{RAMP_ROW}"), "programme_npv") == pytest.approx(898_421.92, abs=0.005)


def test_a_row_of_headings_may_name_an_input() -> None:
    rows = _rows(["Customers", "today", "plan", "zero"])
    assert measure_of(rows, "programme_npv") == pytest.approx(898_421.92, abs=0.005)


def test_whatever_is_listed_can_be_explained() -> None:
    """Every measure of the list, every line, every input; by name or by label."""
    names = [name for name, *_ in all_measures(_rows())[1:-1]] + [row[0] for row in lines_of(_rows(), "plan")[1:]]
    for name in (*names, *drivers()):
        assert dict(map(tuple, explanation_of(name)))["meaning"], name
    assert explanation_of("Klantverloop") == explanation_of("churn") == explanation_of("Churn")
    assert dict(map(tuple, explanation_of("programme_npv_horizon_3")))["where"] == "horizon_years = 3"


def test_one_value_by_its_own_name_may_stand_in_any_column() -> None:
    rows = [row[:4] for row in _rows(["", "today", "plan", "zero"]) if row[0] != "ramp_plan"]
    share = next(row for row in rows if row[0] == "reach_share")
    _, today, plan, zero = share
    rows.remove(share)
    for column in (1, 2, 3):
        named: Rows = [[f"reach_share_{future}", None, None, None] for future in FUTURES]
        for row, value in zip(named, (today, plan, zero), strict=True):
            row[column] = value
        assert measure_of([*rows, *named], "pv_plan") == measure_of([*rows, share], "pv_plan")
    with pytest.raises(InputError, match=r"reach_share_plan is one value .*found 2 values"):
        case_table([*rows, ["reach_share_plan", 0.9, 0.95, None]])
