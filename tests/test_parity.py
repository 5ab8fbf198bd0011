"""The template's native formulas, recalculated by real spreadsheet programs, against the engine, cell by cell.

A workbook is built with the engine's numbers beside its formulas; a copy loses them and is recalculated, by LibreOffice
and by IronCalc (a second engine, which needs no installation). Then every formula cell is held against the engine.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import ironcalc
import pytest
from cases import Values, seeded_cases
from spreadsheets import (
    Cell,
    ErrorValue,
    LibreOffice,
    Value,
    compare,
    lacks_libreoffice,
    read_formula_cells,
    read_values,
    recalculate_with_ironcalc,
    without_values,
)
from xlsxwriter import Workbook

from xl_service_roi import Case
from xl_service_roi.engine.expr import Constant
from xl_service_roi.engine.formula import EXCEL
from xl_service_roi.errors import InputError
from xl_service_roi.firms import FIRMS, firm
from xl_service_roi.inputs import LAST_YEAR, essentials, value_names
from xl_service_roi.labels import LANGUAGES, Labels, labels
from xl_service_roi.model import MODEL, MODEL_VERSION
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.spreadsheet.addresses import column_number
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import HEAD_ROW, SHEETS, Layout
from xl_service_roi.workbook.named_tables import TABLES
from xl_service_roi.workbook.names import RANGES

# --- the workbooks ---------------------------------------------------------------------------------------------------

EMPTY: Values = {name: None for name in value_names() if name.endswith(("_plan", "_zero"))}

EDGES: dict[str, Values] = {
    "plan and zero equal today": EMPTY,
    "one change of sign and no rate": {
        **{**EMPTY, "horizon_years": 1, "change_cost_today": 1e5, "change_cost_plan": 0, "officer_cost_plan": 50},
    },
    "hold without elasticity": {"hold_base": 1, "acquisition_elasticity": 0},
    "hold without new customers": {"hold_base": 1, "new_customers": 0},
    "cash flow that changes its sign often": {
        **{"parts_stock_today": 5e6, "parts_stock_plan": 0, "stock_release_share": 1},
        **{"ramp_plan": [1, 0, 1, 0, 1]},
    },
    "nothing to serve": {"reach_share": 0, "retention_offer_share": 0, "churn": 0.3},
    "one year, half of it, taxed": {"horizon_years": 1, "mid_year": 1, "tax_rate": 0.25, "residual_value": 1},
    "a start without customers": {"customers": 0, "contract_customers": 0},
}
"""Cases that few random ones come near, as changes to the illustrative firm; None leaves a plan or zero empty."""

EDITS: Values = {
    **{"churn": 0.18, "horizon_years": 7, "tax_rate": 0.21, "depreciation_years": 2.5, "hold_base": 1},
    **{"reach_share_plan": 0.91, "offer_share_plan": None, "visit_fee_zero": 12.5, "accounts": 250},
}
"""What a user types over in the example."""

RANDOM = 14


def _cases() -> Iterator[tuple[str, str, Case]]:
    """Name, language and case of each workbook."""
    example = Case.example()
    for language in LANGUAGES:
        yield f"example in {language}", language, example
    for name, values in EDGES.items():
        yield name, "en", _changed(example, values)
    for number, name in enumerate(FIRMS):
        yield name, LANGUAGES[number % 2], firm(name).case()
    for number, case in enumerate(seeded_cases(2024, RANDOM)):
        yield f"random {number}", LANGUAGES[number % 2], case


def _changed(case: Case, values: Values) -> Case:
    given: Values = {name: value for name, value in case.inputs.values.items() if name not in case.inputs.same_as_today}
    for name, value in values.items():
        names = [name] if name in value_names() else [f"{name}_{future}" for future in FUTURES]
        given |= dict.fromkeys(names, value)
    return Case.from_values({name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True)
class Book:
    """A workbook, and a copy without the values of its formulas."""

    path: Path
    bare: Path
    language: str
    case: Case | None
    stripped: int

    @property
    def words(self) -> Labels:
        return labels(self.language)

    @cached_property
    def expected(self) -> dict[Cell, Value]:
        """The value beside every formula: the engine's."""
        values = read_values(self.path)
        return {cell: values[cell] for cell in read_formula_cells(self.path)}

    def cell(self, name: str) -> Cell:
        """The cell of a defined name."""
        sheet, _, address = Layout(self.words).defined_names()[name].rpartition("!")
        return sheet.strip("'"), address.replace("$", "")

    def results(self) -> dict[str, Cell]:
        return {name: self.cell(name) for name in Layout(self.words).defined_names() if name.startswith("result_")}


def _without_values(path: Path, language: str, case: Case | None) -> Book:
    bare = path.parent / "bare" / path.name
    return Book(path, bare, language, case, without_values(path, bare))


def _type_in(book: Book, name: str, values: Mapping[str, Any]) -> Book:
    """A copy of a workbook in whose input cells something else was typed; None empties a cell."""
    path, cells = book.path.with_name(f"{name}.xlsx"), {book.cell(key)[1]: value for key, value in values.items()}
    with zipfile.ZipFile(book.path) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == f"xl/worksheets/sheet{SHEETS.index('inputs') + 1}.xml":
                for address, value in cells.items():
                    data, count = re.subn(_stored(address), _written(address, value), data)
                    assert count == 1, address
            target.writestr(entry, data)
    return _without_values(path, book.language, None)


def _stored(address: str) -> bytes:
    return rb'<c r="%b"( s="\d+")(?:/>|><v>[^<]*</v></c>)' % address.encode()


def _written(address: str, value: object) -> bytes:
    start = rb'<c r="%b"\1' % address.encode()
    if value is None:
        return start + b"/>"
    if isinstance(value, str):
        return start + b' t="inlineStr"><is><t>%b</t></is></c>' % value.encode()
    return start + b"><v>%r</v></c>" % value


class Batches:
    """LibreOffice, which recalculates a dozen workbooks while the next are built; without it, nothing."""

    def __init__(self, pool: ThreadPoolExecutor, libreoffice: LibreOffice | None) -> None:
        self.pool, self.libreoffice = pool, libreoffice
        self.waiting: list[Path] = []
        self.batches: dict[Path, tuple[int, Future[list[Path]]]] = {}

    def add(self, book: Book, last: bool = False) -> None:
        self.waiting.append(book.bare)
        if self.libreoffice is not None and (last or len(self.waiting) == 12):
            copies = self.pool.submit(self.libreoffice.recalculate, self.waiting, book.bare.parent / "recalculated")
            self.batches |= {path: (place, copies) for place, path in enumerate(self.waiting)}
            self.waiting = []

    def values(self, book: Book) -> dict[Cell, Value]:
        place, copies = self.batches[book.bare]
        return read_values(copies.result()[place])


@pytest.fixture(scope="module")
def batches(request: pytest.FixtureRequest) -> Iterator[Batches]:
    """What LibreOffice is recalculating meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        yield Batches(pool, None if lacks_libreoffice() else request.getfixturevalue("libreoffice"))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory, batches: Batches) -> dict[str, Book]:
    """Every workbook that is recalculated, by what it is."""
    folder = tmp_path_factory.mktemp("books")
    (folder / "bare").mkdir()
    found: dict[str, Book] = {}

    def built(name: str, language: str, case: Case | None) -> None:
        path = folder / f"{name}.xlsx"
        build(path, language, case.inputs if case else None)
        found[name] = _without_values(path, language, case)
        batches.add(found[name])

    def typed(name: str, into: str, values: Values, last: bool = False) -> None:
        found[name] = _type_in(found[into], name, values)
        batches.add(found[name], last)

    for name, language, case in _cases():
        built(name, language, case)
    built("edited", "en", _changed(Case.example(), EDITS))
    for language in LANGUAGES:
        built(f"blank in {language}", language, None)
    some = {driver.names()[0]: driver.figures["today"] for driver in essentials()[:20]}
    typed("edits typed in", "example in en", EDITS)
    typed("partly filled in", "blank in nl", some)
    typed("contradictory", "example in nl", {"churn": 0.01})
    unusable = {"churn": 15, "reach_share_plan": "most", "horizon_years": 2.5}
    typed("unusable", "example in en", unusable, last=True)
    return found


class Typed:
    """A workbook open in IronCalc, in which one case after the other is typed: quicker than a file for each."""

    def __init__(self, book: Book) -> None:
        self.model = ironcalc.load_from_xlsx(str(book.bare), "en", "UTC")
        self.cells = list(book.expected)
        self.sheets = {sheet["name"]: n for n, sheet in enumerate(self.model.get_worksheets_properties())}
        self.inputs = {name: self._place(book.cell(name)) for name in value_names() if name != "ramp_plan"}
        self.ramp = self._place(book.cell("ramp_plan"))

    def values(self, case: Case) -> dict[Cell, Value]:
        for name, (sheet, row, column) in self.inputs.items():
            if name in case.inputs.same_as_today:
                self.model.range_clear_contents(sheet, row, column, row, column)
            else:
                self.model.update_cell_with_number(sheet, row, column, float(case.inputs.values[name]))
        sheet, row, column = self.ramp
        for year, share in enumerate(case.inputs.values["ramp_plan"]):
            self.model.update_cell_with_number(sheet, row, column + year, float(share))
        self.model.evaluate()
        return {cell: self._value(*self._place(cell)) for cell in self.cells}

    def _place(self, cell: Cell) -> tuple[int, int, int]:
        letters = cell[1].split(":")[0].rstrip("0123456789")
        return self.sheets[cell[0]], int(cell[1].split(":")[0][len(letters) :]), column_number(letters)

    def _value(self, sheet: int, row: int, column: int) -> Value:
        value = self.model.get_cell_value(sheet, row, column)
        is_error = self.model.get_cell_type(sheet, row, column) == ironcalc.CellType.ErrorValue
        return ErrorValue(value) if is_error else value


@pytest.fixture(scope="module")
def in_ironcalc(books: dict[str, Book]) -> Callable[[str], dict[Cell, Value]]:
    """Every value of a workbook after a recalculation by IronCalc; of the cases, of all formulas."""
    typed: dict[str, Typed] = {}

    def recalculated(name: str) -> dict[Cell, Value]:
        book = books[name]
        if book.case is None or name.startswith("example"):
            return recalculate_with_ironcalc(book.bare)
        if book.language not in typed:
            typed[book.language] = Typed(books[f"example in {book.language}"])
        return typed[book.language].values(book.case)

    return recalculated


@pytest.fixture(scope="module")
def in_libreoffice(
    books: dict[str, Book], batches: Batches, libreoffice: LibreOffice
) -> Callable[[str], dict[Cell, Value]]:
    """Every value of a workbook after a recalculation by LibreOffice."""
    return lambda name: batches.values(books[name])


@pytest.fixture
def recalculated(request: pytest.FixtureRequest) -> Callable[[str], dict[Cell, Value]]:
    """Every value of a workbook after a recalculation by one of the programs."""
    if request.param == "in_libreoffice" and (lack := lacks_libreoffice()):
        pytest.skip(lack)
    found: Callable[[str], dict[Cell, Value]] = request.getfixturevalue(request.param)
    return found


PROGRAMS = [
    pytest.param("in_ironcalc", id="IronCalc"),
    pytest.param("in_libreoffice", id="LibreOffice", marks=pytest.mark.libreoffice),
]
in_each_program = pytest.mark.parametrize("recalculated", PROGRAMS, indirect=True)
NAMES = [name for name, *_ in _cases()]

# --- every cell ------------------------------------------------------------------------------------------------------


def _sheets(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))


def test_the_copies_have_no_values_left(books: dict[str, Book]) -> None:
    for book in books.values():
        found = [_sheets(path) for path in (book.path, book.bare)]
        assert [text.count(b"<f>") for text in found] == [book.stripped, book.stripped]
        assert [text.count(b"</f><v") for text in found] == [book.stripped, 0]
    assert len(books["example in en"].expected) == books["example in en"].stripped


def test_all_workbooks_have_the_same_formulas(books: dict[str, Book]) -> None:
    for language in LANGUAGES:
        formulas = {
            tuple(re.findall(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f>([^<]*)</f>', _sheets(book.path)))
            for book in books.values()
            if book.language == language
        }
        (only,) = formulas
        assert len(only) > 6_000


def test_the_example_shows_what_the_engine_says(books: dict[str, Book]) -> None:
    measures = Case.example().run().measures
    for language in LANGUAGES:
        book = books[f"example in {language}"]
        values, compared = read_values(book.path), 0
        for name, cell in book.results().items():
            own = name.removeprefix("result_")
            group, _, heading = own.partition("heading_")
            expected = measures[own] if not heading else measures[f"{group}headings"][heading]
            assert values[cell] == pytest.approx(expected, rel=1e-12), name
            compared += 1
        assert compared > 50
        assert values[book.cell("result_programme_npv")] == pytest.approx(898_421.92, abs=0.005)


@in_each_program
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_agrees(name: str, books: dict[str, Book], recalculated: Callable[[str], dict[Cell, Value]]) -> None:
    book = books[name]
    iterated = {book.cell("result_irr")}
    assert compare(book.expected, recalculated(name), iterated) == book.stripped > 6_000


def test_how_many_cells_that_were(books: dict[str, Book]) -> None:
    assert len(NAMES) >= 27
    assert sum(books[name].stripped for name in NAMES) > 170_000


def test_the_cases_are_not_all_alike(books: dict[str, Book]) -> None:
    found = [case.run().found.measures["irr"] for _, _, case in _cases()]
    assert sum(map(math.isnan, found)) >= 5
    assert len(found) - sum(map(math.isnan, found)) >= 8
    often = books["cash flow that changes its sign often"].case
    assert often is not None
    assert sum(often.run().by_year("sign_change")) > 1


# --- what a user types -----------------------------------------------------------------------------------------------


@in_each_program
def test_inputs_typed_over_move_the_sheet_as_they_move_the_engine(
    books: dict[str, Book], recalculated: Callable[[str], dict[Cell, Value]]
) -> None:
    typed, expected = books["edits typed in"], books["edited"].expected
    assert compare(expected, recalculated("edits typed in"), {typed.cell("result_irr")}) == typed.stripped
    before = books["example in en"].expected
    assert sum(value != before[cell] for cell, value in expected.items()) > 1_500
    read = Case.from_workbook(typed.path)
    assert read.run().found.measures == pytest.approx(_changed(Case.example(), EDITS).run().found.measures, nan_ok=True)


@in_each_program
@pytest.mark.parametrize(("name", "missing"), [("blank in en", 27), ("blank in nl", 27), ("partly filled in", 7)])
def test_without_its_required_inputs_a_workbook_says_how_many_are_empty(
    name: str, missing: int, books: dict[str, Book], recalculated: Callable[[str], dict[Cell, Value]]
) -> None:
    book, values = books[name], recalculated(name)
    said = book.words.say("fill_in", missing=missing, essential=len(essentials()))
    assert {values[cell] for cell in book.results().values()} == {said}
    assert values[book.cell("case_message")] == said
    state = [values[book.cell(f"inputs_{what}")] for what in ("ready", "missing", "wrong")]
    assert state == [0, missing, 0]
    assert values[book.words.say("sheet_inputs"), "A2"] == said
    if name.startswith("blank"):
        stored = read_values(book.path)
        assert {stored[cell] for cell in book.results().values()} == {said}


@in_each_program
def test_inputs_that_contradict_each_other_are_refused_in_words(
    books: dict[str, Book], recalculated: Callable[[str], dict[Cell, Value]]
) -> None:
    book, values = books["contradictory"], recalculated("contradictory")
    why = book.words.meaning(MODEL.requirements["base_churn_below_zero"])
    said = book.words.say("refused", why=why)
    assert {values[cell] for cell in book.results().values()} == {said}
    with pytest.raises(InputError, match="base churn is below 0"):
        Case.from_workbook(book.path).run()


@in_each_program
def test_inputs_that_cannot_be_used_are_counted_in_words(
    books: dict[str, Book], recalculated: Callable[[str], dict[Cell, Value]]
) -> None:
    book, values = books["unusable"], recalculated("unusable")
    said = book.words.say("not_usable", wrong=3)
    assert {values[cell] for cell in book.results().values()} == {said}
    with pytest.raises(InputError) as caught:
        Case.from_workbook(book.path)
    assert len(caught.value.problems) == 3


# --- the internal rate of return: spreadsheets search from a few starting points --------------------------------------

FLOWS = 120


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[float]]:
    """A workbook with the template's formula for many cash flows that change sign once, and the engine's rates."""
    path = tmp_path_factory.mktemp("rates") / "rates.xlsx"
    expected: list[float] = []
    with Workbook(path) as book:
        sheet = book.add_worksheet("Rates")
        for case in seeded_cases(99, 3 * FLOWS):
            found = case.run()
            flows = found.by_year("differential_cash_flow")
            if sum(found.by_year("sign_change")) == 1 and len(expected) < FLOWS:
                row = len(expected)
                sheet.write_row(row, 0, flows + [0.0] * (LAST_YEAR + 1 - len(flows)))
                formula = EXCEL.functions["irr"].format(f"A{row + 1}:K{row + 1}")
                sheet.write_formula(row, 12, f'=IFERROR({formula},"none")')
                expected.append(found.found.measures["irr"])
    assert len(expected) == FLOWS
    return path, expected


def _agree(path: Path, values: dict[Cell, Value], expected: list[float]) -> float:
    """The share of the rates that a program finds; one it doesn't find is told in words, and is never another."""
    found = 0
    for row, rate in enumerate(expected, start=1):
        shown = values["Rates", f"M{row}"]
        if not isinstance(shown, str):
            assert not math.isnan(rate), f"row {row}: {shown!r}, but there is none"
            assert isinstance(shown, float)
            assert abs(shown - rate) <= 1e-7 * max(1, abs(rate)), f"row {row}: {shown!r}, not {rate!r}"
            found += 1
    return found / sum(not math.isnan(rate) for rate in expected)


def test_rates_of_return_in_ironcalc(rates: tuple[Path, list[float]]) -> None:
    path, expected = rates
    assert _agree(path, recalculate_with_ironcalc(path), expected) >= 0.95


def test_rates_of_return_in_libreoffice(rates: tuple[Path, list[float]], libreoffice: LibreOffice) -> None:
    path, expected = rates
    (copy,) = libreoffice.recalculate([path], path.parent / "recalculated")
    assert _agree(path, read_values(copy), expected) >= 0.95


# --- a file that every program opens ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [f"{kind} in {language}" for kind in ("example", "blank") for language in LANGUAGES])
def test_the_file_is_valid(name: str, books: dict[str, Book], ooxml_validator: Callable[[Path], list[str]]) -> None:
    assert ooxml_validator(books[name].path) == []


@pytest.mark.parametrize("name", ["example in nl", "blank in en"])
def test_building_again_gives_the_same_file(name: str, books: dict[str, Book], tmp_path: Path) -> None:
    book = books[name]
    again = tmp_path / book.path.name
    build(again, book.language, book.case.inputs if book.case else None)
    assert again.read_bytes() == book.path.read_bytes()


def _defined_names(path: Path) -> dict[str, tuple[str, str]]:
    """The names of a workbook, without those of a single sheet: their other attributes, and what they stand for."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/workbook.xml").decode()
    names = re.findall(r'<definedName name="([^"]*)"([^>]*)>([^<]*)</definedName>', text)
    return {name: (more, target) for name, more, target in names if "localSheetId" not in more}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_valid_in_excel_and_point_to_cells(language: str, books: dict[str, Book]) -> None:
    names = _defined_names(books[f"example in {language}"].path)
    sheets = [f"{labels(language).say(f'sheet_{key}')}" for key in SHEETS if key != "notes"]
    tables = {table.name: (table.rows, table.columns) for table in TABLES}
    for name, (more, target) in names.items():
        assert re.fullmatch(r"[a-z_][a-z0-9_.]*", name), name
        assert len(name) <= 255
        assert not re.fullmatch(r"[a-z]{1,3}[0-9]{1,7}|r[0-9]*c?[0-9]*|c[0-9]*", name), f"{name} looks like a cell"
        if name == "service_roi_model":
            assert (more, target) == (' hidden="1"', f'"{MODEL_VERSION}"')
            continue
        assert more == ""
        match = re.fullmatch(r"('.+'|\w+)!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", target)
        assert match is not None, f"{name} is {target}"
        assert match[1].strip("'").replace("''", "'") in sheets
        if name == "ramp_plan":
            assert (match[2], match[4], match[3]) == ("E", "N", match[5])
        elif name == "inputs_range":
            assert (match[2], match[4]) == ("A", "N")
        elif name in (RANGES, "headlines") or name in tables:
            assert (match[4] is None) == (tables.get(name) == (1, 1))
        elif name.startswith("lines_"):
            assert (match[2], match[4]) == ("C", "O")
        else:
            assert match[4] is None, f"{name} is more than one cell"
    assert names.keys() >= value_names().keys() | {"service_roi_model", "result_irr", "result_programme_npv"}
    assert len({target for _, target in names.values()}) == len(names)


def test_both_languages_have_the_same_names(books: dict[str, Book]) -> None:
    english, dutch = (_defined_names(books[f"example in {language}"].path) for language in LANGUAGES)
    assert english.keys() == dutch.keys()


SHARED_FUNCTIONS = {
    *("ABS", "AND", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "INT", "IRR", "LEN", "MATCH"),
    *("ISNUMBER", "MAX", "MEDIAN", "MIN", "NA", "OR", "RANK", "RIGHT", "ROUND", "SUM", "SUMIF", "SUMIFS"),
    "SUMPRODUCT",
}
"""All of them stand in Excel 2007, and behave alike in LibreOffice, IronCalc and Google Sheets."""

CELL = r"(?:(?:\w+|'[^']*')!)?\$?[A-Z]{1,3}\$?[0-9]+"


def _without_texts(formula: str) -> str:
    return re.sub(r'"(?:[^"]|"")*"', '""', formula)


@pytest.mark.parametrize("language", LANGUAGES)
def test_formulas_use_what_all_programs_share(language: str, books: dict[str, Book]) -> None:
    used: set[str] = set()
    for cell, formula in read_formula_cells(books[f"example in {language}"].path).items():
        text = _without_texts(formula)
        used |= set(re.findall(r"([A-Za-z_][\w.]*)\(", text))
        assert len(formula) <= 8192, cell
        assert not re.search(r"[{}@#]|:\s*[A-Z]+\(|\[", text), f"{cell}: {formula}"
        depth = deepest = 0
        for character in text:
            depth += {"(": 1, ")": -1}.get(character, 0)
            deepest = max(deepest, depth)
        assert depth == 0, cell
        assert deepest <= 64, cell
    assert used <= SHARED_FUNCTIONS


def test_sums_of_products_hold_operators_and_little_else(books: dict[str, Book]) -> None:
    for cell, formula in read_formula_cells(books["example in en"].path).items():
        for inside in re.findall(r"SUMPRODUCT\((.*?)\)(?=[^()]*$|[-+*/<>=,])", _without_texts(formula)):
            assert set(re.findall(r"([A-Z]+)\(", inside)) <= {"IF", "LEN"}, f"{cell}: {formula}"


def test_lines_hold_no_numbers_but_declared_constants(books: dict[str, Book]) -> None:
    lines = [*MODEL.lines.values(), *MODEL.singles.values(), *MODEL.results.values()]
    rules = [rule for item in lines for rule in (item.rule, getattr(item, "year0", None)) if rule is not None]
    declared = {node.value for rule in rules for node in rule.walk() if isinstance(node, Constant)}
    assert declared == {0, 1, 0.5, 12, 60}
    seen = 0
    for (sheet, address), formula in read_formula_cells(books["example in en"].path).items():
        if sheet in ("Today", "Plan", "Zero") and int(address.lstrip("ABCDEFGHIJKLMNO")) > HEAD_ROW:
            text = re.sub(CELL, "cell", _without_texts(formula))
            numbers = {float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)}
            assert numbers <= declared, f"{sheet}!{address}: {formula}"
            seen += 1
    assert seen > 5_000
