"""Whatever was done to a workbook, `check` says what is wrong, in which cell, and what to do; never a traceback."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from spreadsheets import LibreOffice
from workbook_edits import (
    BOOK,
    Day,
    Error,
    Formula,
    Parts,
    dated,
    insert_columns,
    insert_rows,
    parts_of,
    rename_name,
    rename_sheet,
    reorder_sheets,
    set_cell,
    set_name,
    sheet_parts,
    write,
)

from xl_service_roi.case import Case
from xl_service_roi.check import check_file
from xl_service_roi.errors import Problem
from xl_service_roi.labels import labels
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.spreadsheet.addresses import column_letters, format_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.defined_names import Reference
from xl_service_roi.workbook.formulas import Formulas
from xl_service_roi.workbook.layout import INPUT_COLUMN, INPUT_NAME, NOTE, SHEETS, VALUE, YEAR_0, Layout
from xl_service_roi.workbook.names import lines_name

Edit = Callable[[Parts], Any]
ENGLISH, DUTCH = Layout(labels("en")), Layout(labels("nl"))


def at(name: str, future: str = "today") -> str:
    """An input's cell: `Inputs!C10`."""
    return f"Inputs!{format_address(ENGLISH.inputs.rows[name], INPUT_COLUMN[future])}"


def year_of(name: str, year: int, future: str = "plan") -> str:
    """A line's cell: `Plan!H103`."""
    return f"{ENGLISH.sheets[future]}!{format_address(ENGLISH.future.rows[name], YEAR_0 + year)}"


def fixed(place: str) -> str:
    sheet, address = place.split("!")
    return f"{sheet}!" + re.sub("([A-Z]+)([0-9]+)", r"$\1$\2", address)


def setting(place: str, value: Any) -> Edit:
    return lambda parts: set_cell(parts, place, value)


def naming(name: str, *texts: str, sheet: int | None = None) -> Edit:
    return lambda parts: set_name(parts, name, *texts, sheet=sheet)


def both(*edits: Edit) -> Edit:
    return lambda parts: [edit(parts) for edit in edits]


@pytest.fixture
def checked(english: Path, tmp_path: Path) -> Callable[[Edit], list[Problem]]:
    """What `check` says of an edited template, without the warnings about its case, which alone have no remedy."""

    def check(edit: Edit) -> list[Problem]:
        parts = parts_of(english)
        edit(parts)
        found = check_file(write(parts, tmp_path / "plan.xlsx"))
        return [problem for problem in found if problem.remedy or problem.severity != "warning"]

    return check


HARMLESS: dict[str, Edit] = {
    "rows among the inputs": lambda parts: insert_rows(parts, "Inputs", 12, 3),
    "rows above the inputs": lambda parts: insert_rows(parts, "Inputs", 1, 2),
    "columns among the inputs": lambda parts: insert_columns(parts, "Inputs", "B", 2),
    "rows among the lines": lambda parts: insert_rows(parts, "Plan", 20, 3),
    "rows above the lines": lambda parts: insert_rows(parts, "Plan", 5, 2),
    "columns before the lines": lambda parts: insert_columns(parts, "Plan", "A", 1),
    "columns among the years": lambda parts: insert_columns(parts, "Today", "H", 2),
    "columns before the years": lambda parts: insert_columns(parts, "Zero", "D", 1),
    "rows among the results": lambda parts: insert_rows(parts, "Results", 8, 1),
    "columns among the results": lambda parts: insert_columns(parts, "Results", "B", 2),
    "inputs renamed": lambda parts: rename_sheet(parts, "Inputs", "Onze invoer"),
    "plan renamed": lambda parts: rename_sheet(parts, "Plan", "2027"),
    "sheets reordered": reorder_sheets,
    "a name of the user's own": naming("our_target", "Inputs!$C$9"),
    "a note": setting(f"Inputs!{column_letters(NOTE)}12", "see the mail of 3 March"),
}


class TestNothingToSay:
    @pytest.mark.parametrize("language", ["english", "dutch"])
    def test_the_illustrative_firm(self, language: str, request: pytest.FixtureRequest) -> None:
        path = request.getfixturevalue(language)
        expected = set(Case.from_workbook(path).run().warnings())
        assert {problem.message for problem in check_file(path)} == expected
        assert {problem.severity for problem in check_file(path)} <= {"warning"}

    @pytest.mark.parametrize("edit", HARMLESS.values(), ids=HARMLESS)
    def test_what_does_no_harm(self, edit: Edit, checked: Callable[[Edit], list[Problem]]) -> None:
        assert checked(edit) == []

    def test_plan_and_zero_may_be_empty(self, checked: Callable[[Edit], list[Problem]]) -> None:
        emptied = [at("reach_share", "plan"), at("reach_share", "zero"), at("churn")]
        told = checked(both(*(setting(place, None) for place in emptied)))
        assert [problem.where for problem in told] == [f"plan.xlsx · {at('churn')}"]

    def test_saved_by_openpyxl(self, english: Path, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(english)
        book.save(tmp_path / "saved.xlsx")
        (note,) = [problem for problem in check_file(tmp_path / "saved.xlsx") if problem.severity == "note"]
        assert note.message == "the results were never calculated"
        assert not [problem for problem in check_file(tmp_path / "saved.xlsx") if problem.severity == "error"]

    def test_saved_by_libreoffice(self, libreoffice: LibreOffice, english: Path, dutch: Path, tmp_path: Path) -> None:
        for path in (english, dutch):
            (saved,) = libreoffice.recalculate([path], tmp_path / path.parent.name)
            told = {str(problem) for problem in check_file(saved)}
            assert told == {str(problem) for problem in check_file(path)}


CHURN, CUSTOMERS, REACH, RAMP = at("churn"), at("customers"), at("reach_share"), at("ramp_plan")


def ramp(year: int) -> str:
    """The cell of a year of the ramp."""
    return f"Inputs!{format_address(ENGLISH.inputs.rows['ramp_plan'], INPUT_COLUMN['today'] + year - 1)}"


NUMBER_OF_CUSTOMERS = "expected 0 to 1,000,000,000"

# what was done, and what the one error says: its cell (or none) and words of its text
ERRORS: dict[str, tuple[Edit, str, tuple[str, ...]]] = {
    "percent as number": (setting(CHURN, 18), CHURN, ("churn = 18", "expected 0 to 1", "did you mean 18 % (0.18)?")),
    "below": (setting(CHURN, -3.0), CHURN, ("churn = -3", "expected 0 to 1")),
    "not whole": (setting(at("horizon_years"), 2.5), at("horizon_years"), ("= 2.5", "a whole number from 1 to 10")),
    "two readings": (
        setting(CUSTOMERS, "40.000"),
        CUSTOMERS,
        ('"40.000"', "40000", "40 if", "enter it as a number", NUMBER_OF_CUSTOMERS),
    ),
    "words": (setting(CUSTOMERS, "many"), CUSTOMERS, ('"many" is not a number', NUMBER_OF_CUSTOMERS)),
    "percent of no share": (setting(CUSTOMERS, "20%"), CUSTOMERS, ("percent sign", "not a share")),
    "spaces": (setting(CUSTOMERS, "  "), CUSTOMERS, ("only spaces", "empty the cell")),
    "error": (setting(CUSTOMERS, Error("#DIV/0!")), CUSTOMERS, ("is an error", "#DIV/0!", NUMBER_OF_CUSTOMERS)),
    "truth value": (setting(CUSTOMERS, True), CUSTOMERS, ("truth value", "TRUE")),
    "date": (both(dated, setting(CUSTOMERS, Day(46023))), CUSTOMERS, ("is a date", "2026-01-01", "type it again")),
    "never calculated": (setting(CUSTOMERS, Formula("A1")), CUSTOMERS, ("never calculated", "open the workbook")),
    "essential empty": (setting(CUSTOMERS, None), CUSTOMERS, ("customers is empty", "fill it in", NUMBER_OF_CUSTOMERS)),
    "essential of today empty": (setting(REACH, None), REACH, ("reach_share_today is empty", "fill it in")),
    "ramp with a gap": (setting(ramp(3), None), ramp(3), ("year 3", "fill it in")),
    "ramp out of range": (setting(ramp(3), 90), ramp(3), ("= 90", "did you mean 90 %")),
    "ramp with a column more": (
        lambda parts: insert_columns(parts, "Inputs", "H", 1),
        f"{ramp(1)}:{ramp(11).removeprefix('Inputs!')}",
        ("a row of 11 cells", "expected a row of 10 cells", "delete what was inserted"),
    ),
    "name missing": (naming("churn"), "", ("the name churn is missing", f"give {CHURN} this name again")),
    "name renamed": (
        lambda parts: rename_name(parts, "churn", "churns"),
        "",
        ("the name churn is missing", "did you mean churns?", CHURN),
    ),
    "name of a sheet only": (
        both(naming("churn"), naming("churn", fixed(CHURN), sheet=SHEETS.index("plan"))),
        "",
        ("only exists for the sheet Plan", f"give {CHURN} this name again"),
    ),
    "name doubled": (naming("churn", fixed(CHURN), fixed(CUSTOMERS)), "", ("churn stands twice", CHURN)),
    "name doubled in capitals": (naming("CHURN", fixed(CUSTOMERS)), "", ("churn stands twice", fixed(CUSTOMERS))),
    "name lost": (naming("churn", "#REF!"), "", ("cells that were deleted", f"let it point to {CHURN} again")),
    "name of a constant": (naming("churn", "0.2"), "", ("constant 0.2", f"let it point to {CHURN} again")),
    "name of another file": (naming("churn", "[1]Inputs!$C$10"), "", ("another file", CHURN)),
    "name of several cells": (naming("churn", "Inputs!$C$9:$C$10"), "Inputs!C9:C10", ("2 cells", "expected one cell")),
    "name of several areas": (naming("churn", "Inputs!$C$9,Inputs!$C$10"), "", ("several areas", CHURN)),
    "contradiction": (
        setting(at("satisfied_share"), 0.9),
        "",
        ("more than all who are served", f"satisfied_share_today ({at('satisfied_share')}) = 0.9"),
    ),
}


@pytest.mark.parametrize(("edit", "cell", "words"), ERRORS.values(), ids=ERRORS)
def test_errors(edit: Edit, cell: str, words: tuple[str, ...], checked: Callable[[Edit], list[Problem]]) -> None:
    (error,) = checked(edit)
    assert error.severity == "error"
    assert error.where == (f"plan.xlsx · {cell}" if cell else "plan.xlsx")
    for word in words:
        assert word in str(error)


def test_every_error_is_listed_and_not_only_the_first(checked: Callable[[Edit], list[Problem]]) -> None:
    edits = both(setting(CHURN, 18), setting(CUSTOMERS, "40.000"), naming("accounts"), setting(REACH, None))
    assert {problem.message.split()[0] for problem in checked(edits)} == {
        "churn",
        "customers:",
        "the",
        "reach_share_today",
    }


def test_the_empty_template_names_each_cell_to_fill_in(unfilled: Path) -> None:
    found = check_file(unfilled)
    assert len(found) == 27
    assert all(problem.severity == "error" and "fill it in" in problem.remedy for problem in found)
    assert f"plan.xlsx · {REACH}" in {problem.where for problem in found}


MARKETING = at("acquisition_elasticity")
NOTES: dict[str, tuple[Edit, str, tuple[str, ...]]] = {
    "share as text": (setting(CHURN, "15%"), CHURN, ("is text, read as 0.15", "'15%'", "enter it as a number")),
    "plain text": (setting(CUSTOMERS, "200000"), CUSTOMERS, ("is text, read as 200000",)),
    "text with separators": (setting(CUSTOMERS, "200.000,00"), CUSTOMERS, ("read as 200000", "'200.000,00'")),
    "text in the ramp": (setting(ramp(3), "100%"), ramp(3), ("year 3", "read as 1 ")),
    "default": (setting(MARKETING, None), MARKETING, ("is empty: the default 0.5 (assumed) is used",)),
    "ramp cut short": (
        setting(ramp(10), None),
        f"{ramp(1)}:{ramp(10).removeprefix('Inputs!')}",
        ("is empty from year 10 on", "the value of year 9 is repeated"),
    ),
    "copy of a sheet": (
        both(
            *(
                naming(name, "Notes!$C$9", sheet=SHEETS.index("notes"))
                for name in ("churn", "customers", "accounts", "reach_share_plan")
            )
        ),
        "Notes",
        ("names of its own that double ours: accounts, churn, customers and 1 more", "a copy"),
    ),
}


@pytest.mark.parametrize(("edit", "cell", "words"), NOTES.values(), ids=NOTES)
def test_notes(edit: Edit, cell: str, words: tuple[str, ...], checked: Callable[[Edit], list[Problem]]) -> None:
    (note,) = checked(edit)
    assert (note.severity, note.where) == ("note", f"plan.xlsx · {cell}")
    for word in words:
        assert word in str(note)


TYPED = year_of("problem_rate", 3)
TYPED_ROW = ENGLISH.future.rows["problem_rate"]
NPV = f"Results!{format_address(ENGLISH.results.rows['programme_npv'], VALUE)}"
WARNINGS: dict[str, tuple[Edit, str, tuple[str, ...]]] = {
    "typed over": (
        setting(TYPED, 5.0),
        TYPED,
        (
            "problem_rate holds a typed value",
            "found 5",
            "=" + Formulas(ENGLISH).in_row("problem_rate", "plan")[YEAR_0 + 3],
            f"G{TYPED_ROW}",
        ),
    ),
    "typed over in year 1": (
        setting(year_of("problem_rate", 1), 5.0),
        year_of("problem_rate", 1),
        ("=" + Formulas(ENGLISH).in_row("problem_rate", "plan")[YEAR_0 + 1], "of a new workbook"),
    ),
    "typed over in several years": (
        both(*(setting(f"Plan!{column}{TYPED_ROW}", 5.0) for column in "HIJK")),
        f"Plan!H{TYPED_ROW}:K{TYPED_ROW}",
        ("found 5, 5, 5 and 1 more", f"copy the formula from G{TYPED_ROW}"),
    ),
    "typed over where rows and columns were inserted": (
        both(
            lambda parts: insert_rows(parts, "Plan", 10, 3),
            lambda parts: insert_columns(parts, "Plan", "G", 2),
            setting(f"Plan!J{TYPED_ROW + 3}", 5.0),
        ),
        f"Plan!J{TYPED_ROW + 3}",
        ("problem_rate holds a typed value", f"copy the formula from I{TYPED_ROW + 3}"),
    ),
    "driver's own value typed over": (
        setting(f"Today!D{ENGLISH.future.rows['offer_share']}", 0.1),
        f"Today!D{ENGLISH.future.rows['offer_share']}",
        ("offer_share holds a typed value", "=IF(inputs_ready=1,offer_share_today,NA())"),
    ),
    "text typed over": (setting(TYPED, "n.a."), TYPED, ("found n.a.",)),
    "formula deleted": (setting(TYPED, None), TYPED, ("problem_rate is empty where a formula belongs",)),
    "result typed over": (setting(NPV, 5e6), NPV, ("result_programme_npv holds a typed value", "found 5000000")),
    "heading changed": (setting("Plan!G4", 2027), "Plan!G4", ("heading of year 2", "found 2027", "enter 2")),
    "technical name gone": (
        setting(f"Plan!C{TYPED_ROW}", "ours"),
        "Plan",
        ("no row has the technical name problem_rate",),
    ),
    "moved to another's row": (
        naming("offer_share_plan", fixed(at("offer_conversion", "plan"))),
        at("offer_conversion", "plan"),
        ("offer_share_plan was moved", "the row of offer_conversion", f"let it point to {at('offer_share', 'plan')}"),
    ),
    "moved to another column": (
        naming("offer_share_plan", fixed(at("offer_share"))),
        at("offer_share"),
        ("offer_share_plan was moved", "the column of today", at("offer_share", "plan")),
    ),
    "result missing": (naming("result_roi"), "", ("the name result_roi is missing", "a result is not found")),
    "result lost": (naming("result_roi", "Results!#REF!"), "", ("result_roi points to cells that were deleted",)),
    "block missing": (naming("lines_plan"), "", ("the name lines_plan is missing",)),
    "name for a sheet of ours": (
        naming("churn", "Plan!$C$9", sheet=SHEETS.index("plan")),
        "Plan",
        ("double ours: churn", "its formulas use these instead"),
    ),
    "another version": (naming("service_roi_model", '"0.9"'), "", ("made for model 0.9", "this is model")),
    "no version": (naming("service_roi_model"), "", ("service_roi_model", "is missing")),
}


@pytest.mark.parametrize(("edit", "cell", "words"), WARNINGS.values(), ids=WARNINGS)
def test_warnings(edit: Edit, cell: str, words: tuple[str, ...], checked: Callable[[Edit], list[Problem]]) -> None:
    (warning,) = [problem for problem in checked(edit) if "stored result" not in problem.message]
    assert (warning.severity, warning.where) == ("warning", f"plan.xlsx · {cell}" if cell else "plan.xlsx")
    for word in words:
        assert word in str(warning)


def test_two_names_on_one_cell(checked: Callable[[Edit], list[Problem]]) -> None:
    """Where the technical names are gone, nothing tells whose cell it is."""
    rows = (ENGLISH.inputs.rows[name] for name in ("offer_share", "offer_conversion"))
    shared = naming("offer_share_plan", fixed(at("offer_conversion", "plan")))
    found = checked(both(*(setting(f"Inputs!{column_letters(INPUT_NAME)}{row}", None) for row in rows), shared))
    (warning,) = [problem for problem in found if "same cell" in problem.message]
    assert warning.severity == "warning"
    assert "offer_share_plan" in warning.message
    assert "offer_conversion_plan" in warning.message
    assert warning.where == f"plan.xlsx · {at('offer_conversion', 'plan')}"


def test_a_row_that_was_copied_as_values_is_no_harm(checked: Callable[[Edit], list[Problem]]) -> None:
    def copied(parts: Parts) -> None:
        insert_rows(parts, "Plan", TYPED_ROW, 1)
        part = sheet_parts(parts)["Plan"]
        row = f'<row r="{TYPED_ROW}"><c r="C{TYPED_ROW}" t="inlineStr"><is><t>problem_rate</t></is></c></row>'
        text = parts[part].decode()
        parts[part] = text.replace(f'<row r="{TYPED_ROW + 1}"', f'{row}<row r="{TYPED_ROW + 1}"').encode()

    assert checked(copied) == []


def test_a_sheet_of_values_gets_one_warning(checked: Callable[[Edit], list[Problem]]) -> None:
    def frozen(parts: Parts) -> None:
        part = sheet_parts(parts)["Plan"]
        parts[part] = re.sub(b"<f>[^<]*</f>", b"", parts[part])

    (warning,) = checked(frozen)
    assert warning.where == "plan.xlsx · Plan"
    assert "values only" in warning.message


class TestStoredResults:
    def test_results_of_other_inputs(self, checked: Callable[[Edit], list[Problem]]) -> None:
        (warning,) = checked(setting(CHURN, 0.14))
        assert warning.severity == "warning"
        assert "result_pv_today: the stored result differs" in warning.message
        assert "recalculate" in warning.remedy
        case = Case.from_values({**Case.example().inputs.nested(), "churn": 0.14}).run()
        assert float(warning.expected) == pytest.approx(case.measures["pv_today"])

    def test_one_result(self, english: Path, tmp_path: Path) -> None:
        """Only the stored value is another, by little."""
        for change, told in ((1.00001, 1), (1.0000001, 0)):
            parts = parts_of(english)
            part = sheet_parts(parts)["Results"]
            address = NPV.split("!")[1]
            text = parts[part].decode()
            stored = re.search(rf'(<c r="{address}"[^>]*><f>.*?</f><v>)([^<]*)', text)
            assert stored
            value = repr(float(stored[2]) * change)
            parts[part] = (text[: stored.start(2)] + value + text[stored.end(2) :]).encode()
            found = check_file(write(parts, tmp_path / "plan.xlsx"))
            stale = [problem.where for problem in found if "stored result differs" in problem.message]
            assert stale == [f"plan.xlsx · {NPV}"] * told

    def test_an_error_shown(self, checked: Callable[[Edit], list[Problem]]) -> None:
        def broken(parts: Parts) -> None:
            part = sheet_parts(parts)["Results"]
            address = NPV.split("!")[1].encode()
            pattern = rb'<c r="%b"( s="\d+")?>(<f>.*?</f>)<v>[^<]*</v>' % address
            parts[part], count = re.subn(pattern, rb'<c r="%b"\1 t="e">\2<v>#NAME?</v>' % address, parts[part])
            assert count == 1

        (warning,) = checked(broken)
        assert (warning.severity, warning.where, warning.value) == ("warning", f"plan.xlsx · {NPV}", "#NAME?")

    def test_inputs_that_cannot_be_run_have_no_results_to_compare(
        self, checked: Callable[[Edit], list[Problem]]
    ) -> None:
        assert not [p for p in checked(setting(CHURN, 18)) if "stored" in p.message]


@pytest.mark.parametrize(("language", "layout"), [("english", ENGLISH), ("dutch", DUTCH)])
@pytest.mark.parametrize("future", FUTURES)
def test_the_layout_knows_which_cells_are_formulas(
    language: str, layout: Layout, future: str, request: pytest.FixtureRequest
) -> None:
    """What is built and what is checked agree, cell by cell and formula by formula."""
    with Workbook.open(request.getfixturevalue(language)) as book:
        block = book.reference(book.names[lines_name(future)][0])
        assert isinstance(block, Reference)
        built = {
            where: cell.formula for where, cell in book.cells(block.sheet, block).items() if cell.formula is not None
        }
    expected = {
        (row, column): formula
        for name, row in layout.future.rows.items()
        for column, formula in Formulas(layout).in_row(name, future).items()
    }
    assert built == expected


def _ole(stream: str) -> bytes:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return header + (stream + "\0").encode("utf-16-le").ljust(512, b"\0")


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("_rels/.rels", b" " * (20 << 20))
    return buffer.getvalue()


FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "password": (lambda sound: _ole("EncryptedPackage"), "password"),
    "old Excel": (lambda sound: _ole("Workbook"), "old Excel workbook (.xls"),
    "truncated": (lambda sound: sound[: len(sound) // 2], "damaged"),
    "empty": (lambda sound: b"", "is empty"),
    "zeros": (lambda sound: bytes(5000), "zeros"),
    "pdf": (lambda sound: b"%PDF-1.7\n", "PDF"),
    "csv": (lambda sound: b"churn;0.15\ncustomers;200000\n", "CSV"),
    "bomb": (lambda sound: _bomb(), "zip bomb"),
}


class TestOtherFiles:
    @pytest.mark.parametrize(("make", "words"), FILES.values(), ids=FILES)
    def test_one_error_that_says_what_it_is(
        self, make: Callable[[bytes], bytes], words: str, english: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "plan.xlsx"
        path.write_bytes(make(english.read_bytes()))
        (error,) = check_file(path)
        assert (error.severity, error.where) == ("error", "plan.xlsx")
        assert words in error.message
        assert error.remedy

    @pytest.mark.parametrize(
        "part", [BOOK, *(f"xl/worksheets/sheet{SHEETS.index(key) + 1}.xml" for key in ("inputs", "zero"))]
    )
    def test_external_entities(self, part: str, english: Path, tmp_path: Path) -> None:
        parts = parts_of(english)
        doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        parts[part] = parts[part].replace(b"?>", b"?>" + doctype, 1)
        errors = [p for p in check_file(write(parts, tmp_path / "plan.xlsx")) if p.severity == "error"]
        assert len(errors) == 1
        assert "DOCTYPE" in errors[0].message

    def test_another_workbook(self, tmp_path: Path) -> None:
        openpyxl.Workbook().save(tmp_path / "budget.xlsx")
        (error,) = check_file(tmp_path / "budget.xlsx")
        assert "not one of our workbooks" in error.message
        assert "service-roi new" in error.remedy

    @pytest.mark.parametrize("path", ["missing.xlsx", "missing.json", ".", "a\0b.xlsx", "\udc80.xlsx"])
    def test_no_file(self, path: str, tmp_path: Path) -> None:
        (error,) = check_file(tmp_path / path)
        assert error.severity == "error"
        assert str(error).isprintable()


class TestJson:
    def check(self, tmp_path: Path, content: Any) -> list[Problem]:
        path = tmp_path / "case.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return check_file(path)

    def test_the_illustrative_firm(self, tmp_path: Path) -> None:
        found = self.check(tmp_path, Case.example().inputs.nested())
        assert {problem.message for problem in found} == set(Case.example().run().warnings()) - {
            warning for warning in Case.example().run().warnings() if "were not given" in warning
        }

    @pytest.mark.parametrize(
        ("change", "severity", "where", "words"),
        [
            ({"churn": 18}, "error", "case.json", "did you mean 18 %"),
            ({"churn": "40.000"}, "error", "case.json", "two readings"),
            ({"churn": "15%"}, "note", "case.json", "read as 0.15"),
            ({"chrun": 0.1}, "error", "case.json · chrun", "did you mean churn?"),
            ({"satisfied_share": 0.9}, "error", "case.json", "more than all who are served"),
        ],
    )
    def test_one_value(self, change: dict[str, Any], severity: str, where: str, words: str, tmp_path: Path) -> None:
        found = self.check(tmp_path, {**Case.example().inputs.nested(), **change})
        (problem,) = [problem for problem in found if problem.severity != "warning"]
        assert (problem.severity, problem.where) == (severity, where)
        assert words in str(problem)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"[1]",
            b"{}",
            b'{"churn": 1' + b"0" * 400 + b"}",
            b'{"churn": 1' + b"0" * 6000 + b"}",
            b'{"churn": NaN}',
            b"\xff\xfe\0",
            b'{"\\ud800": 1}',
            b"[" * 100_000,
            b"PK\x03\x04",
            b'{"churn": "\\u001b[2J"}',
        ],
    )
    def test_bad_content(self, content: bytes, tmp_path: Path) -> None:
        found = self.check(tmp_path, content)
        assert any(problem.severity == "error" for problem in found)
        for problem in found:
            assert problem.where.startswith("case.json")
            assert str(problem).isprintable()
            assert "Traceback" not in str(problem)


VALUES = (None, 1e308, -1e308, 5e-324, 0, 1, -1.0, True, Error("#N/A"), Error("?"), "_x001B_[2J", "1e5", "1.000", "")
VALUES = (*VALUES, Formula("1+"), Formula(""), Day(2958466.0), Day(-1.0), 10**15)
TARGETS = (
    "#REF!",
    "Inputs!$A$1:$XFD$1048576",
    "Inputs!$C$9",
    "Plan!$D$9",
    "1",
    '"x"',
    "Nope!$A$1",
    "Inputs!$XFD$1048576",
)


def _harmed(sound: bytes, seed: int) -> bytes:
    """A copy of the template with seeded damage: to its bytes, its XML, its cells, its names or its parts."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if seed % 6 == 0:
        data = bytearray(sound)
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data[: chance.choice((None, chance.randrange(len(data))))])
    if seed % 6 == 1:
        part = chance.choice(list(parts))
        data = bytearray(parts[part])
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(32, 127)
        parts[part] = bytes(data)
    elif seed % 6 == 2:
        for _ in range(chance.randrange(1, 20)):
            sheet, part = chance.choice(list(sheet_parts(parts).items()))
            address = chance.choice(re.findall(rb'<c r="([A-Z]+[0-9]+)"', parts[part])).decode()
            set_cell(parts, f"{sheet}!{address}", chance.choice(VALUES))
    elif seed % 6 == 3:
        names = re.findall('<definedName name="([a-z_]+)"[^>]*>([^<]*)<', parts[BOOK].decode())
        for _ in range(chance.randrange(1, 20)):
            name, own = chance.choice(names)
            texts = [(), (own, own), (chance.choice(names)[1],), (chance.choice(TARGETS),)]
            set_name(
                parts, name, *chance.choice(texts), sheet=chance.choice((None, None, chance.randrange(len(SHEETS))))
            )
    elif seed % 6 == 4:
        parts.pop(chance.choice(list(parts)))
    else:
        one, other = chance.sample(list(parts), 2)
        parts[one], parts[other] = parts[other], parts[one]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("seed", range(150))
def test_no_damage_ends_in_a_traceback(seed: int, english: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(_harmed(english.read_bytes(), seed))
    for problem in check_file(path):
        assert isinstance(problem, Problem)
        assert problem.where.startswith("plan.xlsx")
        assert problem.message
        assert str(problem).isprintable()
