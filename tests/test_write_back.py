"""Results written back into a workbook: every formula shows what a spreadsheet program gives for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import openpyxl
import pytest
from cases import given_values, seeded_cases, varied_case
from spreadsheets import LibreOffice, compare, read_formula_cells, read_values, without_values
from workbook_edits import (
    Formula,
    Parts,
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

from xl_service_roi.case import Case, Result
from xl_service_roi.errors import WorkbookError
from xl_service_roi.inputs import resolve
from xl_service_roi.labels import labels
from xl_service_roi.spreadsheet.addresses import column_letters
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.patch import patched
from xl_service_roi.upgrade import upgrade
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import HIGHEST, LOWEST, NAME, NOTE, Layout
from xl_service_roi.workbook.read import read_inputs
from xl_service_roi.write_back import renewed

CELL = {
    language: {
        name: place.replace("$", "").replace("'", "")
        for name, place in Layout(labels(language)).defined_names().items()
    }
    for language in ("en", "nl")
}
"""The cell of each name: `Inputs!E9`."""
IN = CELL["en"]


def beside(place: str, column: int) -> str:
    """The cell of a column, counted from 1, in the row of another."""
    sheet, _, address = place.partition("!")
    return f"{sheet}!{column_letters(column)}{address.lstrip(ascii_uppercase)}"


def stands_in(place: str) -> tuple[str, str]:
    """Sheet and address of a cell."""
    sheet, _, address = place.partition("!")
    return sheet, address


CHURN, GROWTH, PLANNED_REACH = (IN[name] for name in ("churn", "price_growth", "reach_share_plan"))
FIRST_OF_RAMP, _, _LAST_OF_RAMP = IN["ramp_plan"].partition(":")
LAST_OF_RAMP = f"Inputs!{_LAST_OF_RAMP}"
NPV, PV_PLAN, PV_COSTS, ROI = (IN[f"result_{name}"] for name in ("programme_npv", "pv_plan", "pv_costs", "roi"))
LAYOUT = Layout(labels("en"))
SHARE, MOVED_SHARE = (f"Plan!G{LAYOUT.future.rows['cannibalised_share'] + down}" for down in (0, 3))
SUM, AGREES = (f"Results!E{LAYOUT.results.rows['sum_of_headings'] + down}" for down in (0, 1))


FORMER_LAYOUT = Path(__file__).parent / "upgrade" / "former_layout.xlsx"

FORMULAS = 6_400
"""A template has somewhat more."""

EMPTY = dict.fromkeys(
    name for name in Case.example().inputs.values if name.endswith(("_plan", "_zero")) and name != "ramp_plan"
)
NOTHING_PLANNED = varied_case(Case.example(), **EMPTY)
MANY_TURNS = varied_case(
    Case.example(),
    parts_stock_today=5e6,
    parts_stock_plan=0,
    stock_release_share=1,
    ramp_plan=[1, 0, 1, 0, 1, 1, 1, 1, 1, 1],
)


def worked_out(book: Workbook, **inputs: Any) -> Result:
    filled = read_inputs(book)
    return Case(resolve({**filled.given, **inputs}, where=filled.where)).run()


def written_back(path: Path, results_only: bool = False, **inputs: Any) -> bytes | None:
    """The file with its results renewed, worked out with these inputs instead of those in it."""
    with Workbook.open(path) as book:
        return renewed(
            book, read_inputs(book), worked_out(book, **inputs), results_only=results_only, inputs=inputs or None
        )


def value_of(book: Workbook, name: str) -> object:
    """What the cell of a name shows."""
    place = book.reference(book.names[name][0])
    (cell,) = book.cells(place.sheet, place).values()
    return cell.value


# --- against LibreOffice ----------------------------------------------------------------------------------------------


def with_inputs_of(case: Case, source: Path, path: Path) -> Path:
    """A copy with the inputs of another case, typed by a program that does not calculate: all it shows is stale."""
    given = given_values(case)
    with Workbook.open(source) as book:
        changes: dict[str, dict[Any, Any]] = {}
        for name, reference in read_inputs(book).references.items():
            value = given.get(name)
            values = [*value] if isinstance(value, tuple) else [value]
            changes.setdefault(reference.sheet, {}).update(zip(reference.addresses(), values, strict=True))
        path.write_bytes(patched(book, changes))
    return path


def moved_about(parts: Parts) -> None:
    """Rows and columns inserted, sheets renamed and turned round, as users do."""
    insert_rows(parts, "Inputs", before=3, count=2)
    insert_rows(parts, "Inputs", before=40, count=1)
    insert_columns(parts, "Inputs", before="B", count=1)
    insert_rows(parts, "Plan", before=30, count=3)
    insert_columns(parts, "Plan", before="E", count=2)
    insert_columns(parts, "Zero", before="D", count=1)
    insert_rows(parts, "Results", before=20, count=2)
    insert_columns(parts, "Results", before="D", count=1)
    insert_columns(parts, "Results", before="F", count=1)
    for sheet, third_year in {"Today": "H", "Plan": "J", "Zero": "I", "Results": "J"}.items():
        insert_columns(parts, sheet, before=third_year, count=1)
    rename_sheet(parts, "Results", "What it is worth")
    rename_sheet(parts, "Plan", "Plan B")
    reorder_sheets(parts)


def with_shared_formulas(parts: Parts) -> None:
    """Formulas that are the same in neighbouring cells said once, as Excel does it."""
    number = count(1)

    def shared(run: re.Match[str]) -> str:
        first, last = re.findall('r="([A-Z]+[0-9]+)"', run[0])[:: run[0].count("<c ") - 1]
        index = next(number)
        said = run[0].replace("<f>", f'<f t="shared" ref="{first}:{last}" si="{index}">', 1)
        return re.sub(r"<f>[^<]*</f>", f'<f t="shared" si="{index}"/>', said)

    for part in (sheet_parts(parts)[sheet] for sheet in ("Nu", "Plan", "Nul")):
        parts[part] = _SAME.sub(shared, parts[part].decode()).encode()


_SAME = re.compile(r'<c r="[^>]*><f>(\$[A-Z]+[0-9]+)</f><v>[^<]*</v></c>(?:<c r="[^>]*><f>\1</f><v>[^<]*</v></c>)+')


def stale_workbooks(english: Path, dutch: Path, by_libreoffice: Path, folder: Path) -> list[Path]:
    """Workbooks that nothing has calculated since their inputs were typed, and some that nothing ever calculated."""
    random = [*seeded_cases(41, 5)]
    many_turns = with_inputs_of(MANY_TURNS, english, folder / "many turns.xlsx")
    bare = folder / "never calculated.xlsx"
    without_values(with_inputs_of(random[0], english, folder / "to empty.xlsx"), bare)
    by_openpyxl = folder / "by openpyxl.xlsx"
    openpyxl.load_workbook(with_inputs_of(random[2], english, folder / "to openpyxl.xlsx")).save(by_openpyxl)
    parts = parts_of(with_inputs_of(random[3], english, folder / "to move.xlsx"))
    moved_about(parts)
    moved = write(parts, folder / "moved about.xlsx")
    parts = parts_of(with_inputs_of(NOTHING_PLANNED, dutch, folder / "to share.xlsx"))
    with_shared_formulas(parts)
    assert parts[sheet_parts(parts)["Nu"]].count(b't="shared"') > 500
    sharing = write(parts, folder / "nothing planned, with shared formulas.xlsx")
    macros = folder / "with macros.xlsm"
    build(macros, "nl", None, macros=True)
    filled = with_inputs_of(random[1], macros, folder / "an empty one filled in.xlsm")
    of_libreoffice = with_inputs_of(random[4], by_libreoffice, folder / "by LibreOffice.xlsx")
    return [many_turns, bare, by_openpyxl, moved, sharing, filled, of_libreoffice]


@pytest.fixture(scope="module")
def by_libreoffice(dutch: Path, libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that LibreOffice saved."""
    (path,) = libreoffice.recalculate([dutch], tmp_path_factory.mktemp("saved"))
    return path


@pytest.mark.parametrize("results_only", [True, False])
def test_a_workbook_that_libreoffice_saved_is_renewed(by_libreoffice: Path, tmp_path: Path, results_only: bool) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(by_libreoffice.read_bytes())
    data = written_back(edited(path, setting(CELL["nl"]["discount_rate"], 0.0917)), results_only)
    assert data is not None
    with Workbook.of_bytes("plan.xlsx", data) as book:
        assert value_of(book, "result_programme_npv") == worked_out(book).measures["programme_npv"]


def test_every_formula_shows_what_libreoffice_gives(
    english: Path,
    dutch: Path,
    by_libreoffice: Path,
    tmp_path: Path,
    libreoffice: LibreOffice,
    record_property: Callable[[str, object], None],
) -> None:
    renewed_ones, to_calculate = [], []
    for path in stale_workbooks(english, dutch, by_libreoffice, tmp_path):
        data = written_back(path)
        assert data is not None
        renewed_ones.append(tmp_path / f"renewed {path.stem}.xlsx")
        renewed_ones[-1].write_bytes(data)
        to_calculate.append(tmp_path / f"{path.stem} to calculate.xlsx")
        assert without_values(renewed_ones[-1], to_calculate[-1]) >= FORMULAS
    compared = 0
    for path, calculated in zip(renewed_ones, libreoffice.recalculate(to_calculate, tmp_path / "out"), strict=True):
        formulas = read_formula_cells(path)
        found, expected = read_values(path), read_values(calculated)
        by_trial = {cell for cell, formula in formulas.items() if "IRR(" in formula}
        compared += compare({cell: expected[cell] for cell in formulas}, found, by_trial)
    assert compared > 7 * FORMULAS
    record_property("renewed", compared)


# --- what is renewed, and what is not ---------------------------------------------------------------------------------


@pytest.fixture
def plan(english: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(english.read_bytes())
    return path


def edited(path: Path, *edits: Callable[[Parts], object]) -> Path:
    parts = parts_of(path)
    for edit in edits:
        edit(parts)
    return write(parts, path)


def setting(place: str, value: Any) -> Callable[[Parts], object]:
    return lambda parts: set_cell(parts, place, value)


def differing(path: Path, data: bytes) -> dict[tuple[str, str], Any]:
    """The cells that show something else now, and what."""
    copy = path.with_name("renewed.xlsx")
    copy.write_bytes(data)
    before, after = read_values(path), read_values(copy)
    return {cell: after.get(cell) for cell in {**before, **after} if before.get(cell) != after.get(cell)}


def test_a_workbook_that_shows_its_results_is_left_alone(english: Path, dutch: Path, tmp_path: Path) -> None:
    others = tmp_path / "many turns.xlsx", tmp_path / "niets gepland.xlsx"
    build(others[0], "en", MANY_TURNS.inputs)
    build(others[1], "nl", NOTHING_PLANNED.inputs)
    for path in (english, dutch, *others):
        assert written_back(path) is None
        assert written_back(path, results_only=True) is None


@pytest.mark.parametrize("results_only", [True, False])
def test_a_second_time_nothing_changes(plan: Path, results_only: bool) -> None:
    edited(plan, setting(IN["discount_rate"], 0.0917))
    data = written_back(plan, results_only)
    assert data is not None
    plan.write_bytes(data)
    assert written_back(plan, results_only) is None


def test_last_digits_in_which_programs_differ_are_left_alone(plan: Path) -> None:
    value = read_values(plan)[stands_in(PV_PLAN)]
    assert isinstance(value, float)
    for nearly, is_left in ((value * (1 + 1e-14), True), (value * (1 + 1e-9), False)):
        parts = parts_of(plan)
        part = sheet_parts(parts)["Results"]
        sheet = parts[part]
        parts[part] = sheet.replace(b"<v>%r</v>" % value, b"<v>%r</v>" % nearly)
        assert parts[part] != sheet
        assert (written_back(write(parts, plan.with_name("nearly.xlsx"))) is None) == is_left


def test_only_results_are_renewed_where_that_is_asked_for(plan: Path) -> None:
    edited(plan, setting(IN["discount_rate"], 0.0917))
    data = written_back(plan, results_only=True)
    assert data is not None
    changed = differing(plan, data)
    with Workbook.open(plan) as book:
        result = worked_out(book)
        named = {name: book.reference(found[0]) for name, found in book.names.items() if name.startswith("result_")}
    cells = {(place.sheet, str(place).partition("!")[2]): name for name, place in named.items()}
    assert changed.keys() <= cells.keys()
    assert len(changed) > 30
    found = {cells[cell]: value for cell, value in changed.items()}
    assert found["result_programme_npv"] == result.measures["programme_npv"]
    assert found["result_heading_retention"] == result.measures["headings"]["retention"]


def test_all_other_parts_stay_byte_for_byte(plan: Path) -> None:
    edited(plan, setting(IN["discount_rate"], 0.0917))
    data = written_back(plan)
    assert data is not None
    with zipfile.ZipFile(plan) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert after.namelist() == before.namelist()
    sheets = {part: sheet for sheet, part in sheet_parts(parts_of(plan)).items()}
    shown_there = {"Start", "Results", "Officer", "Directors", "Today", "Plan", "Zero", "Workings"}
    assert {sheets[part] for part in changed} == shown_there


def test_what_users_add_is_left_alone(plan: Path) -> None:
    own = {
        beside(NPV, 6): Formula("D15*2"),  # where no formula of ours stands
        "Plan!E6": Formula("1+1"),
        beside(CHURN, NOTE): "my note",
        beside(IN["customers"], NOTE): Formula("E7*2"),
    }
    with Workbook.open(plan) as book:
        data = patched(
            book, {"Plan": {(6, 5): 0.0}, "Results": {(LAYOUT.results.rows["programme_npv"], 6): 0.0}}
        )  # the template has no such cells
    plan.write_bytes(data)
    edited(plan, setting(IN["discount_rate"], 0.0917), *(setting(place, value) for place, value in own.items()))
    data = written_back(plan) or b""
    changed = differing(plan, data)
    assert len(changed) > 100
    assert not changed.keys() & {tuple(place.split("!")) for place in own}
    assert read_formula_cells(plan) == read_formula_cells(plan.with_name("renewed.xlsx"))


# --- other inputs -----------------------------------------------------------------------------------------------------


def test_other_inputs_are_typed_into_their_cells(plan: Path) -> None:
    inputs: dict[str, Any] = {"churn": 0.2, "reach_share_plan": "0,95", "reach_share_zero": None, "ramp_plan": [0.5, 1]}
    data = written_back(plan, **inputs)
    assert data is not None
    copy = plan.with_name("copy.xlsx")
    copy.write_bytes(data)
    with Workbook.open(copy) as book:
        given = read_inputs(book).given
        assert (given["churn"], given["reach_share_plan"], given["reach_share_zero"]) == (0.2, 0.95, None)
        assert given["ramp_plan"] == [0.5] + [1.0] * 9
        assert written_back(copy) is None
        assert value_of(book, "result_roi") == worked_out(book).measures["roi"]
    assert {sheet for sheet, _ in differing(plan, data)} == {
        *("Inputs", "Today", "Plan", "Zero", "Results", "Analyses"),
        *("Start", "Before you start", "Officer", "Directors", "Workings"),
    }


def test_an_input_that_stands_there_already_is_not_typed_again(plan: Path) -> None:
    edited(plan, setting(CHURN, Formula("0.1+0.05")))
    parts = parts_of(plan)
    part = sheet_parts(parts)["Inputs"]
    parts[part] = parts[part].replace(b"0.05</f>", b"0.05</f><v>0.15</v>")
    write(parts, plan)
    assert written_back(plan, churn=0.15) is None
    expected = f"{CHURN} holds a formula, which a value would overwrite; type the value yourself"
    with pytest.raises(WorkbookError, match=expected):
        written_back(plan, churn=0.2)


# --- refusals ---------------------------------------------------------------------------------------------------------

RESTORE = "; restore it as in a new workbook (service-roi new), or renew the results only (--results-only)"
INSERTED = "columns were inserted between the years, not in the same places of its sheets"


def deleted_years(parts: Parts) -> None:
    insert_columns(parts, "Plan", before="E", count=1)  # the years are looked for where columns were inserted
    part = sheet_parts(parts)["Plan"]
    text = parts[part].decode()
    parts[part] = re.sub('(<c r="H4" s="[0-9]+")><v>2</v></c>', r"\1/>", text).encode()


REFUSED: list[tuple[str, Callable[[Parts], object], str]] = [
    (
        "a default",
        setting(GROWTH, None),
        f"its results are not renewed: {GROWTH} (price_growth) is empty, and its own formulas wait for it; "
        "enter a value",
    ),
    (
        "a text",
        setting(CHURN, "0,15"),
        f"its results are not renewed: {CHURN} (churn) holds the text '0,15', which its own formulas cannot read; "
        "enter it as a number",
    ),
    ("a text of the plan", setting(PLANNED_REACH, "92 %"), f"{PLANNED_REACH} (reach_share_plan) holds the text '92 %'"),
    ("a year of the ramp", setting(LAST_OF_RAMP, None), f"{LAST_OF_RAMP} (ramp_plan) is empty"),
    ("a text in the ramp", setting(FIRST_OF_RAMP, "1"), f"{FIRST_OF_RAMP} (ramp_plan) holds the text '1'"),
    (
        "another model",
        lambda parts: set_name(parts, "service_roi_model", '"0.9"'),
        "it was made for model 0.9, this is model",
    ),
    (
        "other bounds",
        setting(beside(CHURN, HIGHEST), 0.1),
        f"the bounds from {beside(CHURN, LOWEST)} on do not allow churn = 0.15; "
        "restore them as in a new workbook (service-roi new)",
    ),
    (
        "no bounds",
        setting(beside(CHURN, LOWEST), None),
        f"the bounds from {beside(CHURN, LOWEST)} on do not allow churn = 0.15",
    ),
    (
        "a lost row",
        setting(f"Plan!C{LAYOUT.future.rows['net_cash_flow']}", "something else"),
        "cannot be renewed: its sheet 'Plan' has no row with the technical name net_cash_flow" + RESTORE,
    ),
    ("a lost result", setting(beside(ROI, NAME), None), "its sheet 'Results' has no row with the technical name roi"),
    (
        "the first of lost results, in the model's order",
        lambda parts: [set_cell(parts, beside(result, NAME), None) for result in (ROI, PV_COSTS, PV_PLAN)],
        "its sheet 'Results' has no row with the technical name pv_plan",
    ),
    ("lost lines", lambda parts: set_name(parts, "lines_zero"), "its name lines_zero does not lead to the lines"),
    (
        "swapped lines",
        lambda parts: set_name(parts, "lines_zero", "Plan!$C$5:$O$217"),
        "its name lines_zero leads to the lines of another future",
    ),
    ("a lost state", lambda parts: set_name(parts, "inputs_wrong", "#REF!"), "its names inputs_ready, inputs_missing"),
    ("lost years", deleted_years, "Plan!H4 · the heading of year 2 was changed, and formulas count with it"),
    (
        "a formula typed over",
        setting(SHARE, 5.0),
        f"its results are not renewed: {SHARE} · cannibalised_share holds a typed value where a formula belongs "
        "(found 5); restore its formula =",
    ),
    (
        "a formula typed over among moved ones",
        lambda parts: (insert_rows(parts, "Plan", before=30, count=3), set_cell(parts, MOVED_SHARE, 5.0)),
        f"{MOVED_SHARE} · cannibalised_share holds a typed value where a formula belongs (found 5); copy the formula "
        f"from {MOVED_SHARE.replace('G', 'H').removeprefix('Plan!')}",
    ),
    (
        "formulas of results typed over",
        lambda parts: [set_cell(parts, result, "typed over") for result in (PV_PLAN, PV_COSTS)],
        "holds a typed value where a formula belongs (found typed over), and 1 more: service-roi check tells all; copy",
    ),
    (
        "a column between the years",
        lambda parts: insert_columns(parts, "Zero", before="H", count=1),
        "columns were inserted between the years, not in the same places of its sheets 'Zero' and 'Results'; "
        "remove them: formulas take these years together",
    ),
]


@pytest.mark.parametrize(("edit", "reason"), [pytest.param(*each, id=name) for name, *each in REFUSED])
def test_where_the_workbook_would_come_to_something_else_nothing_is_renewed(
    edit: Callable[[Parts], object], reason: str, plan: Path
) -> None:
    edited(plan, edit)
    with pytest.raises(WorkbookError) as refused:
        written_back(plan)
    assert reason in str(refused.value)
    assert str(refused.value).startswith(f"{plan}: ")


OF_RESULTS_TOO = ["a default", "a text", "a year of the ramp", "another model", "lost years", "a formula typed over"]


@pytest.mark.parametrize("name", OF_RESULTS_TOO)
def test_nor_are_the_results_alone(name: str, plan: Path) -> None:
    edit, reason = next(rest for case, *rest in REFUSED if case == name)
    edited(plan, edit)
    with pytest.raises(WorkbookError) as refused:
        written_back(plan, results_only=True)
    assert reason in str(refused.value)


@pytest.mark.parametrize("name", ["a lost row", "a lost result", "lost lines"])
def test_results_can_be_renewed_where_other_cells_are_lost(name: str, plan: Path) -> None:
    edit = next(edit for case, edit, _ in REFUSED if case == name)
    edited(plan, setting(IN["discount_rate"], 0.0917), edit)
    data = written_back(plan, results_only=True)
    assert data is not None
    with Workbook.of_bytes("plan.xlsx", data) as book:
        assert value_of(book, "result_programme_npv") == worked_out(book).measures["programme_npv"]


def test_a_sum_that_was_typed_over_is_not_taken_for_its_neighbour(plan: Path) -> None:
    edited(plan, setting(IN["discount_rate"], 0.0917), setting(SUM.replace("E", "D"), 1.0))
    data = written_back(plan) or b""
    changed = differing(plan, data)
    assert stands_in(SUM) in changed
    assert stands_in(SUM.replace("E", "D")) not in changed


def test_that_a_sum_which_was_typed_over_agrees_is_not_said(plan: Path) -> None:
    edited(plan, setting(SUM.replace("E", "D"), 1.0))
    parts = parts_of(plan)
    part = sheet_parts(parts)["Results"]
    parts[part] = parts[part].replace(b"<v>agrees<", b"<v>?<")
    data = written_back(write(parts, plan)) or b""
    assert differing(plan, data) == {stands_in(AGREES): "agrees"}


def test_words_are_those_of_the_workbook(dutch: Path, tmp_path: Path) -> None:
    data = written_back(with_inputs_of(NOTHING_PLANNED, dutch, tmp_path / "leeg.xlsx"), results_only=True)
    assert data is not None
    found = {}
    with Workbook.of_bytes("plan.xlsx", data) as book:
        for name in ("irr", "roi"):
            place = book.reference(book.names[f"result_{name}"][0])
            (cell,) = book.cells(place.sheet, place).values()
            found[name] = cell.value
    words = labels("nl")
    assert found == {name: words.why_not(name, "") for name in found}


def test_a_missing_name_of_an_input_is_told(plan: Path) -> None:
    edited(plan, lambda parts: rename_name(parts, "churn", "churning"))
    with pytest.raises(WorkbookError, match="the name churn is missing; did you mean churning"):
        written_back(plan, churn=0.15)


def test_a_result_whose_name_was_moved_is_left_alone(plan: Path) -> None:
    edited(
        plan,
        setting(IN["discount_rate"], 0.0917),
        lambda parts: set_name(
            parts, "result_roi", "Results!$D$" + PV_PLAN.partition("!D")[2]
        ),  # the cell of another result
    )
    data = written_back(plan, results_only=True) or b""
    changed = differing(plan, data)
    with Workbook.open(plan) as book:
        result = worked_out(book)
    assert changed[stands_in(PV_PLAN)] == result.measures["pv_plan"]
    assert stands_in(ROI) not in changed


def test_an_upgraded_workbook_is_renewed(tmp_path: Path) -> None:
    """An upgrade writes texts into the cells themselves, so that they are not among those that cells share."""
    upgrade(FORMER_LAYOUT, tmp_path / "upgraded.xlsx")
    data = written_back(tmp_path / "upgraded.xlsx", churn=0.2)
    assert data is not None
    with Workbook.of_bytes("upgraded.xlsx", data) as book:
        assert value_of(book, "result_programme_npv") == worked_out(book).measures["programme_npv"]


@pytest.mark.parametrize(("formula", "may_follow"), [("0.5*churn", True), ("E9*2", True), ("SUM(0.1,0.2)", False)])
def test_an_input_that_may_follow_another_is_not_left_behind(formula: str, may_follow: bool, plan: Path) -> None:
    edited(plan, setting(GROWTH, Formula(formula)))
    part = sheet_parts(parts := parts_of(plan))["Inputs"]
    parts[part] = parts[part].replace(f"<f>{formula}</f>".encode(), f"<f>{formula}</f><v>0.075</v>".encode())
    write(parts, plan)
    assert written_back(plan) is not None
    if not may_follow:
        assert written_back(plan, churn=0.2) is not None
        return
    with pytest.raises(WorkbookError, match=r"\(price_growth\) holds the formula .* may follow what is replaced"):
        written_back(plan, churn=0.2)
