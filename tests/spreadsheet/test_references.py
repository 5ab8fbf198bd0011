"""References in formulas: which are found, how they are told from what only looks like one, and how they are moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.spreadsheet.references import Area, on_sheet, renamed_sheets, rewritten, shifted

# a formula, and the references in it with their sheets
FOUND: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "a cell": ("D7*2", [(None, "D7")]),
    "on a sheet": ("Results!$D$7*2", [("Results", "Results!$D$7")]),
    "on a quoted sheet": ("'Our ''best'' plan'!A1:B$2", [("Our 'best' plan", "'Our ''best'' plan'!A1:B$2")]),
    "whole columns and rows": ("SUM(Plan!A:$C,$5:7)", [("Plan", "Plan!A:$C"), (None, "$5:7")]),
    "over several sheets": ("SUM(Today:Zero!E5)", [("Today:Zero", "Today:Zero!E5")]),
    "both ends with a sheet": ("Plan!A1:Plan!B2", [("Plan", "Plan!A1"), ("Plan", "Plan!B2")]),
    "up to what a function gives": ("A1:INDEX(B:B,3)", [(None, "A1"), (None, "B:B")]),
    "of another file": ("[1]Plan!A1+'[b.xlsx]Plan'!A1", [("[b.xlsx]Plan", "'[b.xlsx]Plan'!A1")]),
    "in a text": ('"Plan!A1 ""A2"" "&A3', [(None, "A3")]),
    "functions": ("LOG10(A1)+ATAN2(1,2)+DEC2BIN(3)", [(None, "A1")]),
    "names": ("churn+my_A1+A1_my+a.b1+Plan!total_x1", []),
    "names of sheets": ("'A1 b'!total", []),
    "columns of tables": ("Table1[[#This Row],[A1]]+Table1[B2]", []),
    "beyond the edge": ("ABCD1+XFE1+A1048577", []),
    "lost": ("#REF!A1+#N/A", []),
}


@pytest.mark.parametrize(("formula", "references"), FOUND.values(), ids=FOUND)
def test_which_references_are_found(formula: str, references: list[tuple[str | None, str]]) -> None:
    found: list[tuple[str | None, str]] = []

    def noted(area: Area) -> str:
        found.append((area.sheet, str(area)))
        return str(area)

    assert rewritten(formula, noted) == formula
    assert found == references


cells = st.builds(
    lambda column, row, fixed_column, fixed_row: f"{'$' * fixed_column}{column}{'$' * fixed_row}{row}",
    st.sampled_from(["B", "Z", "AA", "XF", "ABC"]),
    st.integers(10, 1_000_000),
    st.booleans(),
    st.booleans(),
)
references = st.builds(
    lambda sheet, first, last: f"{sheet}{first}" + (f":{last}" if last else ""),
    st.sampled_from(["", "Plan!", "'Our plan'!", "Ünal!"]),
    cells,
    st.none() | cells,
)
others = st.sampled_from(["churn", "2.5", '"A1"', "LOG10(3)", "TRUE", "Table1[A1]", "#N/A", "[2]Own!B3"])
formulas = st.lists(references | others, min_size=1, max_size=6).map("+".join)


@given(formulas, st.integers(-8, 8), st.sampled_from([-1, 0, 1]))
def test_there_and_back_again(formula: str, rows: int, columns: int) -> None:
    assert shifted(formula, 0, 0) == formula
    assert shifted(shifted(formula, rows, columns), -rows, -columns) == formula


def test_a_copied_formula_refers_to_what_stands_beside_it() -> None:
    assert shifted("Plan!B2+$B2+B$2+$B$2+SUM(2:3)", 1, 2) == "Plan!D3+$B3+D$2+$B$2+SUM(3:4)"
    assert shifted("A1+B1", -1, 0) == "#REF!+#REF!"


def test_sheets_under_another_name() -> None:
    names = {"Plan": "2027", "Today": "Nu", "Results": "D7"}
    assert renamed_sheets("Plan!A1+'Today'!B2+Results!C3+Own!D4", names) == "'2027'!A1+Nu!B2+'D7'!C3+Own!D4"
    assert on_sheet("Jan's") == "'Jan''s'!"
