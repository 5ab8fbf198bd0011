"""The inputs sheet as a manager meets it: what comes first, what is in sight, what may be typed, and what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_service_roi import Case
from xl_service_roi.inputs import LAST_YEAR, drivers, essentials
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.model.driver import Input
from xl_service_roi.spreadsheet.addresses import Address, parse_address
from xl_service_roi.uncertainty import range_names
from xl_service_roi.workbook.analysis_tables import OF_FORMULAS
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import (
    ESSENTIALS,
    EXAMPLE,
    FIRST_ROW,
    HEAD_ROW,
    INPUT_COLUMN,
    LABEL,
    NOTE,
    RANGE_COLUMN,
    RANGE_SOURCE,
    SECTION,
    SHEETS,
    SOURCE,
    Layout,
)
from xl_service_roi.workbook.named_tables import TABLES
from xl_service_roi.workbook.sheets import formats
from xl_service_roi.workbook.sheets.entry_rules import LONGEST_MESSAGE, LONGEST_TITLE, entry_rule, example

LAYOUT = Layout(labels("en"))
ROWS = LAYOUT.inputs.rows
LAST_ROW = ROWS["ramp_plan"] + 1
SOURCES = Path(__file__).parents[2] / "xl_service_roi" / "model" / "sources.md"

Book = dict[str, Worksheet]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sheets(language: str, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The sheets of an empty template with a note, by what they are."""
    path = tmp_path_factory.mktemp("inputs") / "template.xlsx"
    build(path, language, notes={"churn": "CRM, June", "mid_year": "as the bank does"})
    book = openpyxl.load_workbook(path)
    return dict(zip(SHEETS, book.worksheets, strict=True))


def entry_cells(driver: Input) -> list[Address]:
    """The cells of an input itself."""
    row, first = ROWS[driver.name], INPUT_COLUMN["today"]
    if driver.scope == "year":
        return [(row, first + year) for year in range(LAST_YEAR)]
    return [(row, first + place) for place in range(len(driver.names()))]


def unlocked(sheet: Worksheet) -> set[Address]:
    return {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


# ------------------------------------------------------------------------------------------------------------ order


def test_every_required_input_has_its_place_in_the_order_of_a_manager() -> None:
    in_order = [name for names in ESSENTIALS.values() for name in names]
    assert sorted(in_order) == sorted(driver.name for driver in essentials())


def test_inputs_stand_in_one_block_without_an_empty_row(sheets: Book) -> None:
    shown = [sheets["inputs"].cell(row, LABEL).value for row in range(FIRST_ROW, LAST_ROW + 1)]
    assert all(shown)
    assert len(set(ROWS.values())) == len(drivers())


def test_labels_sections_and_notes_are_those_of_the_language(sheets: Book, language: str) -> None:
    words = labels(language)
    for name, driver in drivers().items():
        assert sheets["inputs"].cell(ROWS[name], LABEL).value == words.of(name)
        if not driver.essential and driver.scope != "year":
            section = words.group("SECTIONS", driver.section)
            assert sheets["inputs"].cell(ROWS[name], SECTION).value == section
    notes = {name: sheets["inputs"].cell(ROWS[name], NOTE).value for name in ("churn", "mid_year", "customers")}
    assert notes == {"churn": "CRM, June", "mid_year": "as the bank does", "customers": None}


# --------------------------------------------------------------------------------------------------------- in sight


def test_only_what_is_required_is_in_sight_and_the_filter_says_so(sheets: Book, language: str) -> None:
    sheet, required = sheets["inputs"], labels(language).say("section_required")
    assert sheet.auto_filter.ref == f"B{HEAD_ROW}:B{LAST_ROW}"
    (column,) = sheet.auto_filter.filterColumn
    assert [*column.filters.filter] == [required]
    for row in range(FIRST_ROW, LAST_ROW + 1):
        section = sheet.cell(row, SECTION).value
        assert section
        assert sheet.row_dimensions[row].hidden == (section != required), row
    in_sight = {name for name, row in ROWS.items() if not sheet.row_dimensions[row].hidden}
    assert in_sight == {driver.name for driver in essentials()}


def test_no_sheet_folds_what_a_protected_sheet_cannot_show(sheets: Book) -> None:
    for key, sheet in sheets.items():
        dimensions = (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        assert not any(dimension.outlineLevel for dimension in dimensions), key
        assert key == "inputs" or not any(dimension.hidden for dimension in sheet.row_dimensions.values()), key


# -------------------------------------------------------------------------------------------------- what may be typed


def test_every_sheet_is_protected_without_a_password(sheets: Book) -> None:
    for key, sheet in sheets.items():
        protection = sheet.protection
        assert (protection.sheet, protection.password, protection.hashValue) == (True, None, None), key
        # What is False here is allowed.
        allowed = ("selectLockedCells", "selectUnlockedCells", "formatCells", "formatColumns", "formatRows")
        assert not any(getattr(protection, name) for name in (*allowed, "autoFilter", "objects", "scenarios")), key
        assert protection.insertRows, key


def test_just_the_cells_that_are_typed_in_are_unlocked_among_the_inputs(sheets: Book) -> None:
    expected = {cell for driver in drivers().values() for cell in entry_cells(driver)}
    with_range = {driver for name, driver in range_names().items() if name == f"{driver}_low"}
    expected |= {(ROWS[name], column) for name in with_range for column in (*RANGE_COLUMN.values(), RANGE_SOURCE)}
    expected |= {(ROWS[name], NOTE) for name, driver in drivers().items() if driver.scope != "year"}
    assert unlocked(sheets["inputs"]) == expected


def test_just_what_people_and_macros_fill_in_is_unlocked_elsewhere(sheets: Book) -> None:
    tables: dict[str, set[Address]] = {key: set() for key in sheets}
    for table in TABLES:
        cells = {
            (table.row + row, table.column + column) for row in range(table.rows) for column in range(table.columns)
        }
        tables[table.sheet] |= set() if table.name in OF_FORMULAS else cells
    for key in ("scenarios", "analyses"):
        assert unlocked(sheets[key]) == tables[key], key
    for key in SHEETS:
        assert key == "inputs" or unlocked(sheets[key]) <= tables[key], key
        for row, column in unlocked(sheets[key]):
            assert sheets[key].cell(row, column).data_type != "f", (key, row, column)


def test_colour_and_border_tell_what_may_be_typed(sheets: Book) -> None:
    sheet, entries = sheets["inputs"], {formats.ENTRY_COLOUR, formats.OPTIONAL_COLOUR}
    for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=LAST_ROW):
        for cell in row:
            is_cream = f"#{cell.fill.fgColor.rgb[2:]}" in entries
            assert is_cream == (not cell.protection.locked) == bool(cell.border.left.style), cell.coordinate


# ------------------------------------------------------------------------------------------------------- what is said


def rules_of(sheet: Worksheet) -> dict[Address, DataValidation]:
    return {
        (cell.row, cell.column): rule
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for cell in _cells(sheet, str(area))
    }


def _cells(sheet: Worksheet, area: str) -> Iterator[openpyxl.cell.Cell]:
    found = sheet[area]
    rows = found if isinstance(found, tuple) else ((found,),)
    for row in rows:
        yield from row if isinstance(row, tuple) else (row,)


def test_every_input_says_what_it_is_and_what_it_takes(sheets: Book, language: str) -> None:
    words, rules = labels(language), rules_of(sheets["inputs"])
    for driver in drivers().values():
        for cell in entry_cells(driver):
            rule = rules[cell]
            assert all(0 < len(title) <= LONGEST_TITLE for title in (rule.promptTitle, rule.errorTitle))
            assert all(0 < len(text) <= LONGEST_MESSAGE for text in (rule.prompt, rule.error))
            assert example(driver, words) in rule.prompt
            assert rule.prompt.startswith(words.meaning(driver)[:40])
            assert rule.type == ("list" if driver.whole else "decimal")


def test_no_rule_for_ranges_reaches_the_ramp(sheets: Book) -> None:
    rules = rules_of(sheets["inputs"])
    assert {rules[cell].type for cell in entry_cells(drivers()["ramp_plan"])} == {"decimal"}


@pytest.mark.parametrize(
    ("name", "language", "shown", "refused"),
    [
        ("reach_share", "en", "80% → 89%; zero: 0%", "Allowed: 0% to 100%. Type a percentage, such as 18%"),
        ("reach_share", "nl", "80% → 89%; nul: 0%", "Toegestaan: 0% tot en met 100%. Typ een percentage, zoals 18%"),
        ("revenue_per_customer", "nl", "€ 480", "€ 0 tot en met € 1.000.000.000. Typ alleen het getal"),
        ("officer_cost", "nl", "€ 0 → € 230.000", "Typ alleen het getal"),
        ("service_overhead", "en", "€ 900,000; zero: € 150,000", "Type the figure alone"),
        ("hold_base", "en", "0 grow", "Allowed: 0 grow, 1 hold."),
        ("mid_year", "nl", "0 nee", "Toegestaan: 0 nee, 1 ja."),
        ("horizon_years", "en", "5", "Allowed: 1 to 10, whole numbers only."),
        ("ramp_plan", "en", "33.3% → 66.7% → 100%", "Allowed: 0% to 100%."),
    ],
)
def test_examples_and_refusals(name: str, language: str, shown: str, refused: str) -> None:
    driver, words = drivers()[name], labels(language)
    assert example(driver, words) == shown
    assert refused in entry_rule(driver, words)["error_message"]


def test_the_longest_meaning_is_cut_at_a_clause() -> None:
    driver = drivers()["replacement_multiple"]
    said = entry_rule(driver, labels("nl"))["input_message"]
    meaning = said.partition(". Eenheid:")[0]
    full = labels("nl").meaning(driver)
    assert full.startswith(meaning)
    assert full[len(meaning)] in ",;:"


def test_whole_numbers_are_chosen_from_a_list() -> None:
    sources = {name: entry_rule(drivers()[name], labels("en")).get("source") for name in ("hold_base", "horizon_years")}
    assert sources == {"hold_base": ["0", "1"], "horizon_years": [str(year) for year in range(1, LAST_YEAR + 1)]}


def test_a_figure_has_its_source_with_its_grade(sheets: Book, language: str) -> None:
    words = labels(language)
    for name, driver in drivers().items():
        if driver.scope == "year":
            continue
        key = "own_figure" if driver.essential else driver.source or "assumed"
        assert sheets["inputs"].cell(ROWS[name], SOURCE).value == words.say(f"source_{key}")
        assert sheets["inputs"].cell(ROWS[name], EXAMPLE).value == example(driver, words)


def test_grades_are_those_of_the_list_of_sources() -> None:
    rows = [line.split("|") for line in SOURCES.read_text(encoding="utf-8").splitlines() if re.match(r"\| S\d", line)]
    grades = {(row[1].strip(), driver): row[4].strip() for row in rows for driver in re.findall("`([a-z_]+)`", row[5])}
    for name, driver in drivers().items():
        if driver.source and not driver.essential:
            assert labels("en").say(f"source_{driver.source}") == f"{driver.source}, {grades[driver.source, name]}"


# -------------------------------------------------------------------------------------------------------------- looks


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("behind", ["#FFFFFF", formats.ENTRY_COLOUR, formats.OPTIONAL_COLOUR, formats.LIGHT_BLUE])
@pytest.mark.parametrize("text", ["#000000", formats.GREY, formats.RED, formats.DARK_BLUE])
def test_text_can_be_read_by_whoever_sees_little_contrast(text: str, behind: str) -> None:
    lighter, darker = sorted((luminance(text), luminance(behind)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_it_prints_on_a4_with_the_ramp_and_the_note(sheets: Book) -> None:
    sheet = sheets["inputs"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert str(sheet.print_area).endswith(f"$A$1:$N${LAST_ROW}")
    assert {column for _, column in entry_cells(drivers()["ramp_plan"])} == set(range(INPUT_COLUMN["today"], NOTE + 1))
    assert sheet.print_title_rows == f"$1:${HEAD_ROW}"
    assert parse_address(str(sheet.freeze_panes)) == (HEAD_ROW + 1, LABEL + 1)


def test_the_example_is_that_of_the_illustrative_firm() -> None:
    values = Case.example().inputs.values
    for driver in drivers().values():
        if driver.scope == "future":
            plan = driver.figures.get("plan", driver.figures["today"])
            assert values[f"{driver.name}_plan"] == plan
