"""What the audit says of workbooks that were edited in many ways; its quick looks agree with reading every cell."""

from __future__ import annotations

import contextlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from spreadsheets import LibreOffice
from workbook_edits import (
    Error,
    Formula,
    Parts,
    insert_columns,
    insert_rows,
    parts_of,
    rename_sheet,
    reorder_sheets,
    set_cell,
    set_name,
    sheet_parts,
)

from xl_service_roi.batch.audit import LONGEST, MOST_NAMES, Audit, audited
from xl_service_roi.batch.columns import AUDIT
from xl_service_roi.case import Case
from xl_service_roi.check import check_file, glance
from xl_service_roi.check.audited import Audited
from xl_service_roi.check.formulas import formulas_intact, overwritten_formulas
from xl_service_roi.check.glance import FormulaCells
from xl_service_roi.check.results import as_given, results_agree, shown_otherwise, stored_results
from xl_service_roi.inputs import LAST_YEAR, resolve
from xl_service_roi.labels import labels
from xl_service_roi.model import MODEL
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.spreadsheet.addresses import Address, column_letters, format_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.parts import SheetCells
from xl_service_roi.spreadsheet.safe_xml import MAIN_NAMESPACES, parse
from xl_service_roi.workbook.analysis_tables import PICTURED
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.formulas import Formulas
from xl_service_roi.workbook.layout import (
    HEADLINES,
    HEADLINES_ROW,
    INPUT_COLUMN,
    LABEL,
    SHEETS,
    STATE_ROW,
    UNIT,
    VALUE,
    YEAR_0,
    Layout,
)
from xl_service_roi.workbook.read import Filled, read_inputs
from xl_service_roi.workbook.sheets.results_sheet import OCCURS

Edit = Callable[[Parts], Any]
LAYOUT = Layout(labels("en"))
NOTHING = Audit("", "", "", "", ())
MAIN = MAIN_NAMESPACES[0]


def built(tmp_path_factory: pytest.TempPathFactory, language: str) -> Path:
    path = tmp_path_factory.mktemp("audit") / "plan.xlsx"
    build(path, language, Case.example().inputs)
    return path


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory, "en")


@pytest.fixture(scope="session")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory, "nl")


def zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def opened(parts: Parts) -> tuple[Workbook, Filled]:
    book = Workbook.of_bytes("plan.xlsx", zipped(parts))
    return book, read_inputs(book)


def audit_of(parts: Parts, **options: bool) -> Audit:
    book, filled = opened(parts)
    return audited(book, filled, Case(resolve(filled.given)).run(), **options)


def audit_after(edit: Edit, path: Path) -> Audit:
    parts = parts_of(path)
    edit(parts)
    return audit_of(parts)


def proved(parts: Parts) -> tuple[bool, bool]:
    """Whether a glance proves that the formulas are intact, and that the results are the model's."""
    book, filled = opened(parts)
    result = Case(resolve(filled.given)).run()
    return formulas_intact(Audited(book)), results_agree(Audited(book), result, as_given(filled.given))


# --- what was edited, and how ----------------------------------------------------------------------------------------


def at(name: str, future: str = "today") -> str:
    """An input's cell: `Inputs!C10`."""
    return f"Inputs!{format_address(LAYOUT.inputs.rows[name], INPUT_COLUMN[future])}"


def year_of(name: str, year: int, future: str = "plan") -> str:
    """A line's cell: `Plan!H103`."""
    return f"{LAYOUT.sheets[future]}!{format_address(LAYOUT.future.rows[name], YEAR_0 + year)}"


def result_at(measure: str) -> str:
    return f"Results!{format_address(LAYOUT.results.rows[measure], VALUE)}"


def setting(place: str, value: Any) -> Edit:
    return lambda parts: set_cell(parts, place, value)


def naming(name: str, *texts: str, sheet: int | None = None) -> Edit:
    return lambda parts: set_name(parts, name, *texts, sheet=sheet)


def showing(place: str, kind: str, value: str) -> Edit:
    """Let a formula show another value, as it does before it is calculated again."""

    def edit(parts: Parts) -> None:
        sheet, address = place.split("!")
        part = sheet_parts(parts)[sheet]
        pattern = rf'<c r="{address}"( s="\d+")?(?: t="\w+")?>(<f>[^<]*</f>)<v>[^<]*</v>'
        text, count = re.subn(pattern, rf'<c r="{address}"\1 t="{kind}">\2<v>{value}</v>', parts[part].decode())
        assert count == 1
        parts[part] = text.encode()

    return edit


def never_calculated(parts: Parts) -> None:
    for part in sheet_parts(parts).values():
        parts[part] = re.sub(b"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", parts[part])


def only_values(parts: Parts) -> None:
    part = sheet_parts(parts)["Plan"]
    parts[part] = re.sub(b"<f>[^<]*</f>", b"", parts[part])


def spoilt(sheet: str) -> Edit:
    def edit(parts: Parts) -> None:
        part = sheet_parts(parts)[sheet]
        parts[part] = parts[part][:5000]

    return edit


ROW, FLOW = LAYOUT.future.rows["problem_rate"], LAYOUT.results.rows["differential_cash_flow"]
ROI, NPV = result_at("roi"), result_at("programme_npv")
ELASTICITY, RAMP = at("acquisition_elasticity"), LAYOUT.inputs.rows["ramp_plan"]
_TODAY, _LAST_YEAR = (column_letters(INPUT_COLUMN["today"] + later) for later in (0, LAST_YEAR - 1))

# what was done, the column that tells it, its words, and the place and words of its one finding
EDITS: dict[str, tuple[Edit, str, str, str, tuple[str, ...]]] = {
    "another value": (
        showing(ROI, "n", "0.125"),
        "stale_results",
        "result_roi = 0.125 (model ",
        f"{ROI} (result_roi)",
        ("0.125", "recalculate"),
    ),
    "an error": (
        showing(ROI, "e", "#NAME?"),
        "stale_results",
        "result_roi = #NAME? (model ",
        f"{ROI} (result_roi)",
        ("#NAME?", "look for the first error"),
    ),
    "text instead of a number": (
        showing(NPV, "str", "Fill in 3 more"),
        "stale_results",
        "result_programme_npv = Fill in 3 more (model ",
        f"{NPV} (result_programme_npv)",
        (),
    ),
    "never calculated": (never_calculated, "stale_results", "never calculated", "", ("open the workbook in Excel",)),
    "result without its name": (
        naming("result_roi"),
        "stale_results",
        "not checked: the name result_roi is missing",
        "result_roi",
        ("give its cell this name again",),
    ),
    "line typed over": (
        setting(year_of("problem_rate", 3), 5.0),
        "overwritten_formulas",
        f"Plan!H{ROW} = 5",
        f"Plan!H{ROW} (problem_rate)",
        ("a formula", f"=({Formulas(LAYOUT).in_row('problem_rate', 'plan')[YEAR_0 + 3]}"[2:]),
    ),
    "line emptied": (
        setting(year_of("problem_rate", 3), None),
        "overwritten_formulas",
        f"Plan!H{ROW} is empty",
        f"Plan!H{ROW} (problem_rate)",
        (),
    ),
    "line typed over in several years": (
        lambda parts: [set_cell(parts, year_of("problem_rate", year), float(year)) for year in (2, 3, 4, 5)],
        "overwritten_formulas",
        f"Plan!G{ROW}:J{ROW} = 2, 3, 4 and 1 more",
        f"Plan!G{ROW}:J{ROW} (problem_rate)",
        (),
    ),
    "line typed over among moved ones": (
        lambda parts: [
            insert_rows(parts, "Plan", 10, 3),
            insert_columns(parts, "Plan", "G", 2),
            set_cell(parts, f"Plan!J{ROW + 3}", 5.0),
        ],
        "overwritten_formulas",
        f"Plan!J{ROW + 3} = 5",
        f"Plan!J{ROW + 3} (problem_rate)",
        (),
    ),
    "text in a line": (
        setting(year_of("problem_rate", 3, "zero"), "n.a."),
        "overwritten_formulas",
        f"Zero!H{ROW} = n.a.",
        f"Zero!H{ROW} (problem_rate)",
        (),
    ),
    "result typed over": (
        setting(NPV, 5e6),
        "overwritten_formulas",
        f"{NPV} = 5000000",
        f"{NPV} (result_programme_npv)",
        ("of a new workbook",),
    ),
    "line of the results typed over": (
        setting(f"Results!H{FLOW}", 5.0),
        "overwritten_formulas",
        f"Results!H{FLOW} = 5",
        f"Results!H{FLOW} (differential_cash_flow)",
        (f"restore its formula ={Formulas(LAYOUT).result_line(MODEL.results['differential_cash_flow'], 3)}",),
    ),
    "line of the results typed over among moved ones": (
        lambda parts: [
            insert_rows(parts, "Results", 90, 3),
            insert_columns(parts, "Results", "G", 1),
            set_cell(parts, f"Results!J{FLOW + 3}", 5.0),
        ],
        "overwritten_formulas",
        f"Results!J{FLOW + 3} = 5",
        f"Results!J{FLOW + 3} (differential_cash_flow)",
        (f"copy the formula from I{FLOW + 3}",),
    ),
    "part of a heading typed over": (
        setting(f"Results!E{LAYOUT.results.rows['programme_pv_acquisition_spending']}", 5.0),
        "overwritten_formulas",
        f"Results!E{LAYOUT.results.rows['programme_pv_acquisition_spending']} = 5",
        f"Results!E{LAYOUT.results.rows['programme_pv_acquisition_spending']} (programme_pv_acquisition_spending)",
        (),
    ),
    "requirement typed over": (
        setting(f"Results!E{LAYOUT.results.rows['base_churn_below_zero']}", 0),
        "overwritten_formulas",
        f"Results!E{LAYOUT.results.rows['base_churn_below_zero']} = 0",
        f"Results!E{LAYOUT.results.rows['base_churn_below_zero']} (base_churn_below_zero)",
        (),
    ),
    "state of the inputs typed over": (
        setting(f"Inputs!{_TODAY}{STATE_ROW}", 1),
        "overwritten_formulas",
        f"Inputs!{_TODAY}{STATE_ROW} = 1",
        f"Inputs!{_TODAY}{STATE_ROW} (inputs_ready)",
        (),
    ),
    "year above the lines": (
        setting("Plan!G4", 2027),
        "overwritten_formulas",
        "Plan!G4: the heading of year 2 was changed",
        "Plan!G4",
        ("2027", "enter 2"),
    ),
    "year above the lines of the results": (
        setting(f"Results!G{LAYOUT.years_row}", 2027),
        "overwritten_formulas",
        f"Results!G{LAYOUT.years_row}: the heading of year 2 was changed",
        f"Results!G{LAYOUT.years_row}",
        ("2027", "enter 2"),
    ),
    "only values left": (only_values, "overwritten_formulas", "Plan: the sheet holds values only", "Plan", ()),
    "block without its name": (
        naming("lines_plan"),
        "overwritten_formulas",
        "not checked: the name lines_plan is missing",
        "lines_plan",
        (),
    ),
    "future damaged": (
        spoilt("Zero"),
        "overwritten_formulas",
        f"not checked: its part 'xl/worksheets/sheet{SHEETS.index('zero') + 1}.xml' cannot be read",
        "",
        (),
    ),
    "a name of the user's own": (
        naming("our_target", "Inputs!$C$9"),
        "extra_names",
        "our_target",
        "our_target",
        ("Inputs!$C$9", "the calculation does not use it"),
    ),
    "a name that was nearly ours": (
        naming("discount_rates", "Inputs!$C$9"),
        "extra_names",
        "discount_rates, did you mean discount_rate?",
        "discount_rates",
        ("did you mean discount_rate?",),
    ),
    "a name of ours for one sheet": (
        naming("churn", "Notes!$C$9", sheet=SHEETS.index("notes")),
        "extra_names",
        "churn (only for the sheet Notes)",
        "churn (only for the sheet Notes)",
        (),
    ),
    "a name for another file": (
        naming("rates", "[1]Rates!$B$2"),
        "extra_names",
        "rates",
        "rates",
        ("[1]Rates!$B$2",),
    ),
}


@pytest.mark.parametrize(("edit", "column", "text", "place", "words"), EDITS.values(), ids=EDITS)
def test_what_was_edited(edit: Edit, column: str, text: str, place: str, words: tuple[str, ...], english: Path) -> None:
    audit = audit_after(edit, english)
    assert audit.columns.keys() == {*AUDIT}
    assert {name for name, told in audit.columns.items() if told} == {column}
    assert audit.columns[column].startswith(text)
    (finding,) = audit.findings
    assert (finding.path, finding.kind, finding.place) == ("plan.xlsx", column, place)
    for word in words:
        assert word in "; ".join(finding)


DEFAULTS: dict[str, tuple[Edit, str, str, str, str]] = {
    "a general driver": (setting(ELASTICITY, 0.7), ELASTICITY, "acquisition_elasticity", "0.7", "0.5 (assumed)"),
    "written as text": (setting(ELASTICITY, "0,7"), ELASTICITY, "acquisition_elasticity", "0.7", "0.5 (assumed)"),
    "today's": (
        setting(at("first_time_fix"), 0.7),
        at("first_time_fix"),
        "first_time_fix_today",
        "0.7",
        "0.75 (assumed)",
    ),
    "with a source": (
        setting(at("channel_cost_ratio"), 4),
        at("channel_cost_ratio"),
        "channel_cost_ratio",
        "4",
        "11 (source S1)",
    ),
    "the last year of the ramp": (
        setting(f"Inputs!{_LAST_YEAR}{RAMP}", 0.9),
        f"Inputs!{_TODAY}{RAMP}:{_LAST_YEAR}{RAMP}",
        "ramp_plan",
        "0.9",
        "(assumed)",
    ),
}


@pytest.mark.parametrize(("edit", "place", "name", "found", "expected"), DEFAULTS.values(), ids=DEFAULTS)
def test_changed_defaults(edit: Edit, place: str, name: str, found: str, expected: str, english: Path) -> None:
    audit = audit_after(edit, english)
    (finding,) = [each for each in audit.findings if each.kind == "changed_defaults"]
    assert finding.place == f"{place} ({name})"
    assert finding.found.endswith(found)
    assert finding.expected.endswith(expected)
    assert audit.changed_defaults == f"{name} = {finding.found} (default {finding.expected.rpartition(' (')[0]})"


@pytest.mark.parametrize(
    "edit",
    {
        "essential": setting(at("churn"), 0.14),
        "plan of an optional one": setting(at("first_time_fix", "plan"), 0.9),
        "emptied": setting(ELASTICITY, None),
        "the default as text": setting(ELASTICITY, "0,5"),
        "ramp cut short where it stays the same": setting(f"Inputs!{_LAST_YEAR}{RAMP}", None),
    }.items(),
    ids=lambda item: item[0],
)
def test_what_changes_no_default(edit: tuple[str, Edit], english: Path) -> None:
    assert audit_after(edit[1], english).changed_defaults == ""


def test_results_of_other_inputs_are_stale(english: Path) -> None:
    """Each result that another churn changes is told with the model's value."""
    audit = audit_after(setting(at("churn"), 0.14), english)
    old, new = Case.example().run(), Case.from_values({**Case.example().inputs.nested(), "churn": 0.14}).run()
    told = {finding.place.rpartition("(")[2].removesuffix(")"): finding for finding in audit.findings}
    changed = {
        f"result_{name}"
        for name, value in new.measures.items()
        if isinstance(value, float) and name in old.found.measures and value != pytest.approx(old.measures[name])
    }
    assert len(changed) > 20
    assert changed <= told.keys()
    for name in changed:
        assert float(told[name].expected) == pytest.approx(new.measures[name.removeprefix("result_")])
        assert float(told[name].found) == pytest.approx(old.measures[name.removeprefix("result_")])
    assert re.search(r"; and \d+ more$", audit.stale_results)
    assert len(audit.stale_results) <= LONGEST + len("; and 99 more")


def test_several_things_at_once(english: Path) -> None:
    edits = [EDITS[name][0] for name in ("another value", "line typed over", "a name of the user's own")]
    audit = audit_after(lambda parts: [edit(parts) for edit in (*edits, setting(ELASTICITY, 0.7))], english)
    assert all(audit.columns.values())
    assert list(dict.fromkeys(finding.kind for finding in audit.findings)) == [*AUDIT]


def test_damaged_results_refuse_nothing(english: Path) -> None:
    audit = audit_after(spoilt("Results"), english)
    assert audit.stale_results == audit.overwritten_formulas
    part = f"xl/worksheets/sheet{SHEETS.index('results') + 1}.xml"
    assert audit.stale_results.startswith(f"not checked: its part '{part}' cannot be read")
    assert {finding.found for finding in audit.findings} == {audit.stale_results}


def test_another_model_is_not_held_against_this_one(english: Path) -> None:
    audit = audit_after(naming("service_roi_model", '"0.9"'), english)
    assert audit.stale_results == audit.overwritten_formulas == "not checked: made for model 0.9"
    assert {finding.remedy for finding in audit.findings} == {"bring it up to date with: service-roi upgrade"}


def test_what_can_be_left_out(english: Path) -> None:
    """Results of other inputs, where some were replaced; formulas, which take most of the time."""
    parts = parts_of(english)
    showing(ROI, "n", "0.125")(parts)
    setting(year_of("problem_rate", 3), 5.0)(parts)
    assert audit_of(parts, formulas=False).overwritten_formulas == ""
    book, filled = opened(parts)
    replaced = audited(book, filled, None)
    assert replaced.stale_results == ""
    assert replaced.overwritten_formulas == f"Plan!H{ROW} = 5"


def test_a_million_names_take_neither_room_nor_time(english: Path) -> None:
    parts = parts_of(english)
    names = "".join(f'<definedName name="own_{number}">Inputs!$C$9</definedName>' for number in range(20_000))
    book = parts["xl/workbook.xml"].decode().replace("</definedNames>", names + "</definedNames>")
    parts["xl/workbook.xml"] = book.encode()
    audit = audit_of(parts)
    assert len(audit.findings) == MOST_NAMES + 1
    assert audit.findings[-1].found == f"{20_000 - MOST_NAMES:,} more names"
    assert len(audit.extra_names) < LONGEST + 20


@pytest.mark.parametrize("name", ["_xlnm.Print_Area", "_xlfn.SINGLE", "_xlnm._FilterDatabase"])
def test_names_that_excel_makes_are_no_extra_names(name: str, english: Path) -> None:
    assert audit_after(naming(name, "Inputs!$A$1:$C$9", sheet=SHEETS.index("inputs")), english) == NOTHING


# --- the quick looks -------------------------------------------------------------------------------------------------


def as_excel_writes(parts: Parts) -> None:
    """Write the sheets as Excel does: shared formulas along the years, and attributes of its own."""
    for part in sheet_parts(parts).values():
        text = parts[part].decode()
        text = text.replace(
            "<worksheet ",
            '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
            'xr:uid="{00000000-0001-0000-0000-000000000000}" ',
            1,
        )
        text = re.sub('(<row r="[0-9]+"[^>]*?)(/?>)', r'\1 x14ac:dyDescent="0.25"\2', text)
        text = re.sub(
            r'(<c r="G(\d+)"[^>]*>)<f>([^<]*)</f>',
            r'\1<f t="shared" ref="G\2:O\2" si="\2">\3</f>',
            text,
        )
        text = re.sub(
            r'(<c r="[H-O](\d+)"[^>]*>)<f>[^<]*</f>(?=.*)',
            r'\1<f t="shared" si="\2"/>',
            text,
        )
        parts[part] = re.sub("<v>([0-9]+)\\.0</v>", r"<v>\1</v>", text).encode()


def with_a_formula_of_the_user(parts: Parts) -> None:
    """Below the lines, where it follows the last of them."""
    part = sheet_parts(parts)["Plan"]
    row = b'<row r="300"><c r="A300"><f>SUM(E20:O20)</f><v>1</v></c></row></sheetData>'
    parts[part] = parts[part].replace(b"</sheetData>", row)


SOUND: dict[str, Edit] = {
    "as it was built": lambda parts: None,
    "as Excel writes it": as_excel_writes,
    "rows above the inputs": lambda parts: insert_rows(parts, "Inputs", 1, 2),
    "columns among the inputs": lambda parts: insert_columns(parts, "Inputs", "B", 2),
    "inputs renamed": lambda parts: rename_sheet(parts, "Inputs", "Onze invoer"),
    "plan renamed": lambda parts: rename_sheet(parts, "Plan", "2027"),
    "sheets reordered": reorder_sheets,
    "a formula of the user's own": with_a_formula_of_the_user,
}
MOVED: dict[str, Edit] = {
    "rows among the lines": lambda parts: insert_rows(parts, "Plan", 20, 3),
    "rows above the lines": lambda parts: insert_rows(parts, "Plan", 5, 2),
    "columns before the lines": lambda parts: insert_columns(parts, "Plan", "A", 1),
    "columns among the years": lambda parts: insert_columns(parts, "Today", "H", 2),
    "rows among the results": lambda parts: insert_rows(parts, "Results", 8, 1),
    "columns among the results": lambda parts: insert_columns(parts, "Results", "E", 2),
}


@pytest.mark.parametrize("edit", SOUND.values(), ids=SOUND)
def test_a_glance_is_enough_for_sound_workbooks(edit: Edit, english: Path) -> None:
    parts = parts_of(english)
    edit(parts)
    assert proved(parts) == (True, True)
    assert audit_of(parts) == NOTHING


@pytest.mark.parametrize("edit", MOVED.values(), ids=MOVED)
def test_lines_that_were_moved_are_read(edit: Edit, english: Path) -> None:
    parts = parts_of(english)
    edit(parts)
    assert proved(parts) == (False, True)
    assert audit_of(parts) == NOTHING


def test_a_glance_is_enough_in_dutch(dutch: Path) -> None:
    assert proved(parts_of(dutch)) == (True, True)
    assert audit_of(parts_of(dutch)) == NOTHING


def test_a_glance_is_enough_for_what_libreoffice_saved(
    libreoffice: LibreOffice, english: Path, dutch: Path, tmp_path: Path
) -> None:
    for path in (english, dutch):
        (saved,) = libreoffice.recalculate([path], tmp_path / path.parent.name)
        parts = parts_of(saved)
        assert proved(parts) == (True, True)
        assert audit_of(parts) == NOTHING


def test_what_openpyxl_saved_was_never_calculated(english: Path, tmp_path: Path) -> None:
    openpyxl.load_workbook(english).save(tmp_path / "plan.xlsx")
    parts = parts_of(tmp_path / "plan.xlsx")
    assert proved(parts) == (True, False)
    assert audit_of(parts).columns == {**NOTHING.columns, "stale_results": "never calculated"}


REMARK = b"<!-- <sheetData><row r='1'>%b</row></sheetData> -->"
HIDDEN: dict[str, Callable[[bytes, bytes], bytes]] = {
    "before the rows": lambda part, cell: part.replace(b"<sheetData>", REMARK % cell + b"<sheetData>"),
    "among the rows": lambda part, cell: part.replace(b"<sheetData>", b"<sheetData><!--" + cell + b"-->"),
    "behind the rows": lambda part, cell: part.replace(b"</sheetData>", b"</sheetData>" + REMARK % cell),
    "in an instruction": lambda part, cell: part.replace(b"<sheetData>", b"<sheetData><?x " + cell + b"?>"),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("many", [1, 150])
def test_remarks_prove_nothing(hide: Callable[[bytes, bytes], bytes], many: int) -> None:
    """What looks like cells with formulas stands in a remark, and the cells themselves hold values."""
    addresses = [f"C{row}" for row in range(1, many + 1)]
    faked = b"".join(b'<c r="%b"><f>1</f></c>' % address.encode() for address in addresses)
    rows = "".join(f'<row r="{address[1:]}"><c r="{address}"><v>1</v></c></row>' for address in addresses)
    part = f'<worksheet xmlns="x"><sheetData>{rows}</sheetData><pageMargins left="0.7"/></worksheet>'.encode()
    cells = FormulaCells((row, 3) for row in range(1, many + 1))
    assert not cells.all_in(part)
    assert cells.all_in(part.replace(b"><v>1</v>", b"><f>1</f><v>1</v>"))
    assert not cells.all_in(hide(part, faked))
    assert cells.shown_in(hide(part, faked)) is None


# --- quick and exact are the same ------------------------------------------------------------------------------------

LINES = [
    f"{LAYOUT.sheets[future]}!{format_address(row, column)}"
    for future in FUTURES
    for name, row in LAYOUT.future.rows.items()
    for column in Formulas(LAYOUT).in_row(name, future)
]
LINES += [f"Results!{format_address(LAYOUT.results.rows[name], YEAR_0 + 3)}" for name in MODEL.results]
SINGLE = [NPV, ROI, result_at("irr"), "Results!A2", f"Inputs!{_TODAY}{STATE_ROW}", "Plan!A2", "Today!G4"]
TARGETS = [
    "Results!$D$9",
    "#REF!",
    "Plan!$A$1:$XFD$1048576",
    "Inputs!$XFD$1048576",
    "Plan!$XFA$4:$XFD$9",
    "1",
    "Nope!$A$1",
]
TYPED = st.sampled_from([5.0, None, "n.a.", "", True, Error("#N/A"), Formula("1+1"), Formula("")])


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """What users do to a workbook, and what is left of it then."""
    kind = draw(st.sampled_from(["type", "type", "show", "input", "name"]))
    if kind == "type":
        return setting(draw(st.sampled_from([draw(st.sampled_from(LINES)), *SINGLE])), draw(TYPED))
    if kind == "show":
        shown = draw(st.sampled_from([("n", "0.5"), ("n", "-1e6"), ("e", "#DIV/0!"), ("str", "none"), ("b", "1")]))
        return showing(draw(st.sampled_from([NPV, ROI, result_at("payback")])), *shown)
    if kind == "input":
        return setting(draw(st.sampled_from([at("churn"), ELASTICITY])), draw(st.sampled_from([0.14, 0.5, "0,5"])))
    name = st.sampled_from(["result_roi", "result_programme_npv", "lines_zero", "inputs_ready"])
    return naming(draw(name), draw(st.sampled_from(TARGETS)))


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # an example takes a while, and to shrink it takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(edits(), max_size=4), st.sampled_from([*SOUND.values(), *MOVED.values()]))
def test_audit_and_check_agree(english: Path, tmp_path: Path, chosen: list[Edit], moved: Edit) -> None:
    parts = parts_of(english)
    for edit in (*chosen, moved):
        with contextlib.suppress(AssertionError):  # what is to be edited was edited before
            edit(parts)
    book, filled = opened(parts)
    result = Case(resolve(filled.given)).run()
    seen, usable = Audited(book), as_given(filled.given)
    exact = overwritten_formulas(seen)
    if formulas_intact(Audited(book)):
        assert exact == []
    stored = stored_results(seen)
    stale = shown_otherwise(stored, result, usable)
    if results_agree(Audited(book), result, usable):
        assert stale == []

    audit = audited(book, filled, result)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(zipped(parts))
    told = check_file(path)
    overwritten = [finding for finding in audit.findings if finding.kind == "overwritten_formulas"]
    places = {re.sub(r" \([a-z_]+\)$", "", finding.place) for finding in overwritten}
    typed_over = [problem for problem in told if "where a formula belongs" in problem.message]
    assert {problem.where.removeprefix("plan.xlsx · ") for problem in typed_over} <= places
    assert len([name for name, _ in exact if name]) == len(typed_over)
    of_check = [problem for problem in told if "stored result differs" in problem.message]
    differing = [each for each in stale if each.cell.kind != "error"]
    assert bool(of_check) == bool(differing)
    if differing:
        assert of_check[0].where == seen.place_of(differing[0].place)
    shows_error = [problem for problem in told if "shows an error" in problem.message]
    assert bool(shows_error) == (len(stale) > len(differing))


CELLS = {
    "none": "",
    "blank": '<c r="{0}" s="3"/>',
    "number": '<c r="{0}"{t_n}><v>5</v></c>',
    "text": '<c r="{0}" s="1" t="s"><v>0</v></c>',
    "inline": '<c r="{0}" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>a</t></r></is></c>',
    "formula": '<c r="{0}" s="12"{t_n}><f{f}>SUM(A1:B2)&lt;3</f><v>-1.5E-3</v></c>',
    "formula with text": '<c r="{0}" t="str"><f{f}>"a"</f><v>a &amp; b</v></c>',
    "formula with a number as text": '<c r="{0}" t="str"><f{f}>A1</f><v>12</v></c>',
    "formula with an error": '<c r="{0}" t="e"><f{f}>A1</f><v>#N/A</v></c>',
    "formula with a truth value": '<c r="{0}" t="b"><f{f}>A1</f><v>1</v></c>',
    "shared": '<c r="{0}"{t_n}><f t="shared" si="0"/><v>7</v></c>',
    "array": '<c r="{0}" s="4" cm="1"><f t="array" ref="{0}">A1:A3</f><v>7</v></c>',
    "never calculated": '<c r="{0}"><f{f}>A1</f></c>',
    "calculated to nothing": '<c r="{0}" t="str"><f{f}>A1</f><v></v></c>',
}
"""A cell in the ways that programs write it; `{t_n}` and `{f}` are what only LibreOffice adds."""
PROGRAMS = {"XlsxWriter": {"t_n": "", "f": ""}, "LibreOffice": {"t_n": ' t="n"', "f": ' aca="false"'}}
AREA = [(row, column) for row in (1, 2, 9, 10, 11) for column in (1, 2, 26, 27)]


@settings(max_examples=150, deadline=None)
@given(
    kinds=st.lists(st.sampled_from([*CELLS, *["formula"] * 12]), min_size=len(AREA), max_size=len(AREA)),
    wanted=st.sets(st.sampled_from(AREA), min_size=1),
    program=st.sampled_from([*PROGRAMS]),
    many=st.sampled_from([1, 100]),
)
def test_a_glance_and_a_reading_agree(kinds: list[str], wanted: set[Address], program: str, many: int) -> None:
    """For sheets as programs write them a glance proves what there is to prove, and nothing else."""
    cells = dict(zip(AREA, kinds, strict=True))
    rows = ""
    for row in dict.fromkeys(row for row, _ in AREA):
        inside = (CELLS[cells[at]].format(format_address(*at), **PROGRAMS[program]) for at in AREA if at[0] == row)
        rows += f'<row r="{row}">{"".join(inside)}</row>'
    rules = "<conditionalFormatting><cfRule><formula>A1</formula></cfRule></conditionalFormatting>"
    part = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{rules}</worksheet>'.encode()
    exact = SheetCells(frozenset(wanted))
    parse(part, exact)
    pytest.importorskip("numpy")  # with it many cells are looked at together
    with mock.patch.object(glance, "_MANY", many):
        found = {address: exact.found.get(address) for address in wanted}
        expected = all(cell is not None and cell.formula is not None for cell in found.values())
        assert FormulaCells(wanted).all_in(part) == expected
    shown = FormulaCells(wanted).shown_in(part)
    tellable = {"formula", "formula with text", "formula with a number as text", "shared", "array"}
    assert (shown is not None) == all(cells[address] in tellable for address in wanted)
    for address, cell in (shown or {}).items():
        raw = found[address]
        assert raw is not None
        assert cell.kind == ("text" if raw.kind == "str" else "number")
        if cell.kind == "number":
            assert cell.value == float(raw.text or "")


@pytest.mark.parametrize("sheet", ["Today", "Plan", "Zero", "Results"])
def test_no_formula_can_be_gone_unseen(sheet: str, english: Path) -> None:
    """Each formula of these sheets is one that a glance asks for, but for words on which no other formula builds."""
    parts = parts_of(english)
    part = sheet_parts(parts)[sheet]
    book, _ = opened(parts)
    formulas = [address for address, cell in book.cells(sheet).items() if cell.formula is not None]
    assert len(formulas) > 300
    pytest.importorskip("numpy")  # with it many cells are looked at together
    for number, address in enumerate(random.Random(7).sample(formulas, 40)):
        place = format_address(*address)
        text, count = re.subn(rf'(<c r="{place}"[^>]*>)<f>[^<]*</f>', r"\1", parts[part].decode())
        assert count == 1
        seen, _ = opened({**parts, part: text.encode()})
        with mock.patch.object(glance, "_MANY", 1 if number % 2 else 10_000):
            assert formulas_intact(Audited(seen)) == (address in only_told(sheet))


def only_told(sheet: str) -> set[Address]:
    """The cells of a sheet that tell something in words, for nobody but the reader."""
    if sheet != "Results":
        return {(STATE_ROW, LABEL)}
    rows = Layout(labels("en")).results.rows
    headlines = {(HEADLINES_ROW + place, LABEL) for place in range(HEADLINES)}
    states = {(rows[analysis], UNIT) for analysis in PICTURED}
    return {*headlines, *states, (rows["all_checks"], LABEL), *((rows[name], OCCURS) for name in MODEL.requirements)}
