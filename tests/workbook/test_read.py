"""What was filled in is read by name: from any place, and never as something else than what stands there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import openpyxl
import pytest
from workbook_edits import (
    Day,
    Error,
    Formula,
    Parts,
    dated,
    insert_columns,
    insert_rows,
    parts_of,
    rename_sheet,
    reorder_sheets,
    set_cell,
    set_name,
    write,
)

from xl_service_roi.case import Case
from xl_service_roi.errors import InputError, Problem, WorkbookError
from xl_service_roi.inputs import resolve, value_names
from xl_service_roi.model import MODEL_VERSION
from xl_service_roi.workbook.read import read_workbook

Edit = Callable[[Parts], None]


@pytest.fixture
def edited(english: Path, tmp_path: Path) -> Callable[[Edit], Path]:
    def write_edited(edit: Edit) -> Path:
        parts = parts_of(english)
        edit(parts)
        return write(parts, tmp_path / "plan.xlsx")

    return write_edited


def setting(place: str, value: Any) -> Edit:
    return lambda parts: set_cell(parts, place, value)


@pytest.mark.parametrize("language", ["english", "dutch"])
def test_the_illustrative_firm_is_read_as_it_was_written(language: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(language)
    filled = read_workbook(path)
    assert filled.version == MODEL_VERSION
    assert filled.given.keys() == value_names().keys()
    assert not filled.notes
    assert not filled.unresolved
    assert resolve(filled.given).values == Case.example().inputs.values
    sheet = "Invoer" if language == "dutch" else "Inputs"
    assert filled.where("churn") == f"plan.xlsx · {sheet}!E9"
    assert filled.where("no such name") == "plan.xlsx · no such name"


def test_what_is_empty_is_none_and_not_0(unfilled: Path) -> None:
    given = read_workbook(unfilled).given
    assert given["customers"] is None
    assert given["reach_share_today"] is None
    assert given["mid_year"] == 0
    assert given["ramp_plan"] == [pytest.approx(1 / 3), pytest.approx(2 / 3)] + [1] * 8


MOVED: dict[str, Edit] = {
    "rows": lambda parts: insert_rows(parts, "Inputs", 8, 3),
    "columns": lambda parts: insert_columns(parts, "Inputs", "B", 2),
    "sheet renamed": lambda parts: rename_sheet(parts, "Inputs", "Onze invoer (2026)"),
    "sheets reordered": reorder_sheets,
}


@pytest.mark.parametrize("move", MOVED.values(), ids=MOVED)
def test_inputs_are_found_wherever_they_were_moved(move: Edit, edited: Callable[[Edit], Path]) -> None:
    assert resolve(read_workbook(edited(move)).given).values == Case.example().inputs.values


def _dated(parts: Parts) -> None:
    dated(parts)
    set_cell(parts, "Inputs!E9", Day(46023))


UNUSABLE: dict[str, tuple[Edit, str, str]] = {
    "error": (setting("Inputs!E9", Error("#DIV/0!")), "churn is an error", "#DIV/0!"),
    "truth": (setting("Inputs!E9", True), "churn is a truth value, no number", "TRUE"),
    "date": (_dated, "churn is a date", "2026-01-01"),
    "never calculated": (setting("Inputs!E9", Formula("B1*2")), "churn is a formula that was never calculated", ""),
    "spaces": (setting("Inputs!E9", "   "), "churn holds only spaces", ""),
    "gone": (lambda parts: set_name(parts, "churn"), "the name churn is missing", ""),
    "lost": (
        lambda parts: set_name(parts, "churn", "#REF!"),
        "the name churn points to cells that were deleted (#REF!)",
        "",
    ),
}


@pytest.mark.parametrize(("edit", "message", "value"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_value_is_a_problem_with_a_remedy(
    edit: Edit, message: str, value: str, edited: Callable[[Edit], Path]
) -> None:
    path = edited(edit)
    found = read_workbook(path).given["churn"]
    assert isinstance(found, Problem)
    assert (found.message, found.value) == (message, value)
    assert found.severity == "error"
    assert found.remedy
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert refused.value.problems == (found,)
    assert Case.from_workbook(path, {"churn": 0.15}).inputs.values["churn"] == 0.15


def test_each_file_is_named_although_its_names_were_met_before(edited: Callable[[Edit], Path], tmp_path: Path) -> None:
    first = edited(lambda parts: set_name(parts, "churn"))
    second = tmp_path / "second.xlsx"
    second.write_bytes(first.read_bytes())
    for path in (first, second):
        filled = read_workbook(path)
        assert filled.unresolved.keys() == {"churn"}
        assert filled.given.keys() == value_names().keys()
        assert path.name in str(filled.unresolved["churn"])


class TestRamp:
    def test_the_last_years_may_be_empty(self, edited: Callable[[Edit], Path]) -> None:
        def shorten(parts: Parts) -> None:
            for column in "HIJKLMN":
                set_cell(parts, f"Inputs!{column}152", None)

        assert read_workbook(edited(shorten)).given["ramp_plan"] == [pytest.approx(1 / 3), pytest.approx(2 / 3), 1]

    def test_all_of_it_may_be_empty(self, edited: Callable[[Edit], Path]) -> None:
        def empty(parts: Parts) -> None:
            for column in "EFGHIJKLMN":
                set_cell(parts, f"Inputs!{column}152", None)

        assert read_workbook(edited(empty)).given["ramp_plan"] is None

    def test_a_year_between_others_may_not(self, edited: Callable[[Edit], Path]) -> None:
        gap = read_workbook(edited(setting("Inputs!G152", None))).given["ramp_plan"][2]
        assert gap.where == "plan.xlsx · Inputs!G152"
        assert gap.message == "ramp_plan, year 3, is empty, but a later year is not"


class TestVersion:
    def test_another(self, edited: Callable[[Edit], Path]) -> None:
        filled = read_workbook(edited(lambda parts: set_name(parts, "service_roi_model", '"0.9"')))
        assert filled.version == "0.9"
        assert "made for model 0.9" in filled.notes[0].message

    @pytest.mark.parametrize(
        ("texts", "state"), [((), "is missing"), (("Inputs!$C$9",), "holds no version"), (('"1.0"', '"1.1"'), "twice")]
    )
    def test_none(self, texts: tuple[str, ...], state: str, edited: Callable[[Edit], Path]) -> None:
        filled = read_workbook(edited(lambda parts: set_name(parts, "service_roi_model", *texts)))
        assert filled.version == ""
        assert state in filled.notes[0].message
        assert filled.notes[0].severity == "warning"


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "budget.xlsx")
    with pytest.raises(WorkbookError, match="not one of our workbooks"):
        read_workbook(tmp_path / "budget.xlsx")


def test_a_name_holds_no_terminal_codes(edited: Callable[[Edit], Path]) -> None:
    """Excel writes a character that XML cannot hold as _x001B_: an escape, which steers terminals."""
    filled = read_workbook(edited(lambda parts: rename_sheet(parts, "Inputs", "_x001B_2J")))
    assert filled.where("churn") == "plan.xlsx · \ufffd2J!E9"


def test_reading_is_quick(english: Path) -> None:
    read_workbook(english)
    took = []
    for _ in range(10):
        start = perf_counter()
        read_workbook(english)
        took.append(perf_counter() - start)
    assert min(took) < 0.1  # some 0.01; several sessions may share the processor
