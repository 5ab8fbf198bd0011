"""The results sheet: its sentences against those of Python, its charts, its checks, and where measures stand."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import ironcalc
import pytest
from cases import seeded_cases
from test_headlines import PLAN, ZERO, run
from xlsxwriter import Workbook

from xl_service_roi.case import Result
from xl_service_roi.engine.numeric import evaluate
from xl_service_roi.headlines import (
    ABOUT_BREAK_EVEN,
    CLAUSES,
    FACTS,
    ONE_OFFS,
    WITHOUT_BREAK_EVEN,
    Telling,
    headlines,
)
from xl_service_roi.inputs import LAST_YEAR
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.model import MODEL
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.spreadsheet.addresses import column_number
from xl_service_roi.workbook.cached import CachedValues
from xl_service_roi.workbook.formulas import Formulas
from xl_service_roi.workbook.layout import (
    HEAD_ROW,
    HEADLINES,
    HEADLINES_ROW,
    LABEL,
    LARGEST,
    PIECE,
    VALUE,
    YEAR_0,
    Layout,
)
from xl_service_roi.workbook.sheets.chart_rows import AMOUNT, BARS, DRAWN
from xl_service_roi.workbook.sheets.formats import Formats
from xl_service_roi.workbook.sheets.results_sheet import OCCURS, ResultsSheet
from xl_service_roi.workbook.sheets.sheet import Context
from xl_service_roi.workbook.sheets.workings_sheet import WorkingsSheet

BOOKS = {"en": "english", "nl": "dutch"}
RANDOM = 6


class Shown:
    """The sheets of results and workings open in IronCalc, with what the model comes to for one case after the other.

    All that they take from other sheets is typed in, which is quicker than to recalculate those; that the model's own
    formulas come to the same is for the parity tests.
    """

    def __init__(self, path: Path, language: str) -> None:
        self.words = labels(language)
        self.layout = Layout(self.words)
        self.names = self.layout.defined_names() | self.layout.names_beside()
        self._build(path)
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
        self.sheets = {sheet["name"]: number for number, sheet in enumerate(self.model.get_worksheets_properties())}

    def _build(self, path: Path) -> None:
        with Workbook(path) as book:
            for title in self.layout.sheets.values():
                book.add_worksheet(title)
            for name, cells in self.names.items():
                book.define_name(name, f"={cells}")
            nothing = None, None, CachedValues(None, self.words), Formats(book)
            context = Context(book, self.words, self.layout, Formulas(self.layout), *nothing)
            for sheet in (ResultsSheet, WorkingsSheet):
                sheet(context).write()

    def show(self, result: Result) -> None:
        """Put a case in: its results, and the inputs and lines that are told of."""
        values, rows = result.case.inputs.values, self.layout.results.rows
        found = evaluate(MODEL, values, LAST_YEAR)
        self.put("inputs_ready", 1)
        for name in ("horizon_years", "discount_rate", "hold_base", "customers"):
            self.put(name, values[name])
        for name, measure in MODEL.measures.items():
            value = float(found.measures[name])
            why_not = self.words.why_not(name, measure.why_not)
            self.put_at(self.layout.cell_of(measure, "", 0), why_not if math.isnan(value) else value)
        for name in MODEL.results:
            for year in range(LAST_YEAR + 1):
                self.put_at(self.layout.cell("results", rows[name], YEAR_0 + year), float(found.results[name][year]))
        for name in MODEL.requirements:
            self.put_at(self.layout.cell("results", rows[name], YEAR_0), 0.0)
        for future in FUTURES:
            for year in range(LAST_YEAR + 1):
                self.put_at(self.layout.cell(future, HEAD_ROW, YEAR_0 + year), float(year))
            for name in (*ONE_OFFS, "closing_customers"):
                for year, value in enumerate(found.lines[future][name]):
                    self.put_at(self.layout.cell(future, self.layout.future.rows[name], YEAR_0 + year), float(value))
        for name, future in (("acquisition_cost", "today"), ("obligations_cost", "zero"), ("reach_share", "zero")):
            own = self.layout.cell(future, self.layout.future.rows[name], VALUE)
            self.put_at(own, values[f"{name}_{future}"])
        self.model.evaluate()

    def put(self, name: str, value: float) -> None:
        self.put_at(self.names[name], value)

    def put_at(self, cell: str, value: float | str) -> None:
        if isinstance(value, str):
            self.model.set_user_input(*self._place(cell), value)
        else:
            self.model.update_cell_with_number(*self._place(cell), float(value))

    def at(self, cell: str) -> Any:
        return self.model.get_cell_value(*self._place(cell))

    def named(self, name: str) -> Any:
        return self.at(self.names[name])

    def headlines(self) -> list[str]:
        rows = range(HEADLINES_ROW, HEADLINES_ROW + HEADLINES)
        return [self.at(self.layout.cell("results", row, LABEL)) for row in rows]

    def working(self, row: int, column: int) -> Any:
        return self.at(self.layout.cell("workings", row, column))

    def fact(self, name: str) -> Any:
        return self.working(self.layout.workings["facts"].row_of(name), PIECE)

    def steps(self) -> list[tuple[str, list[float]]]:
        """The label of each step of the waterfall, with its amount, its ends and its bars."""
        block = self.layout.workings["steps"]
        columns = range(AMOUNT, BARS + DRAWN)
        rows = range(block.first, block.last + 1)
        return [(self.working(row, LABEL), [self.working(row, column) for column in columns]) for row in rows]

    def _place(self, cell: str) -> tuple[int, int, int]:
        sheet, _, address = cell.rpartition("!")
        letters, row = re.findall(r"[A-Z]+|[0-9]+", address.partition(":")[0])
        return self.sheets[sheet.strip("'")], int(row), column_number(letters)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    folder = tmp_path_factory.mktemp("shown")
    return {language: Shown(folder / f"{language}.xlsx", language) for language in LANGUAGES}


@cache
def results() -> dict[str, Result]:
    """Cases by what they are: one for every sentence, and some at random."""
    named = {f"zero {name}": values for name, (values, _) in ZERO.items()}
    named |= {f"plan {name}": values for name, (values, _) in PLAN.items()}
    found = {name: run(values) for name, values in named.items()}
    return found | {f"random {place}": case.run() for place, case in enumerate(seeded_cases(7, RANDOM))}


def told_in_the_workbook(result: Result, language: str) -> Iterator[str]:
    """The sentences without those about break-even."""
    telling = Telling(result.found, result.case.inputs.values, language)
    telling.add_break_even(result)
    left_out = {*telling.sentences(ABOUT_BREAK_EVEN)}
    return (sentence for sentence in headlines(result, language) if sentence not in left_out)


# ------------------------------------------------------------------------------------------------------ headlines

NAMED = [*(f"zero {name}" for name in ZERO), *(f"plan {name}" for name in PLAN)]
ALL = [*NAMED, *(f"random {place}" for place in range(RANDOM))]


@pytest.mark.parametrize("name", ALL)
def test_the_sheet_tells_what_python_tells(name: str, shown: dict[str, Shown]) -> None:
    result, language = results()[name], LANGUAGES[ALL.index(name) % 2]
    book = shown[language]
    book.show(result)
    expected = [*told_in_the_workbook(result, language)]
    assert book.headlines() == [*expected, *[""] * (HEADLINES - len(expected))]
    assert book.named("headline_service") == expected[0]
    assert book.named("headline_plan") in expected[1:]
    facts = Telling(result.found, result.case.inputs.values, language).facts
    assert {fact: book.fact(fact) for fact in FACTS} == facts


def test_every_sentence_and_clause_was_told() -> None:
    tellings = [Telling(result.found, result.case.inputs.values, "en") for result in results().values()]
    never = [
        told
        for told in (*WITHOUT_BREAK_EVEN, *(told for clause in CLAUSES.values() for told in clause))
        if not any(telling.holds(told.when) for telling in tellings)
    ]
    assert never == []


def test_a_case_never_has_more_sentences_than_there_is_room_for() -> None:
    counts = [len([*told_in_the_workbook(result, "en")]) for result in results().values()]
    assert 3 <= min(counts) <= max(counts) <= HEADLINES


def test_without_its_inputs_the_sheet_says_what_to_do(shown: dict[str, Shown]) -> None:
    book = shown["nl"]
    book.show(run({}))
    book.put("inputs_missing", 1)
    book.model.evaluate()
    said = book.words.say("fill_in", missing=1, essential=27)
    assert (book.named("case_message"), book.named("headline_service"), book.named("headline_plan")) == (said, said, "")
    assert book.headlines() == [""] * HEADLINES
    assert {label for label, _ in book.steps()} == {""}
    book.put("inputs_missing", 0)


# --------------------------------------------------------------------------------------------------------- charts


@pytest.mark.parametrize("name", ["plan pays", "plan brings in less", "plan is today", "random 0", "random 1"])
def test_the_waterfall_leads_from_nothing_to_the_value(name: str, shown: dict[str, Shown]) -> None:
    book, result = shown["en"], results()[name]
    book.show(result)
    steps = [figures for _, figures in book.steps()]
    cent = 0.01
    amounts, total = [figures[0] for figures in steps[:-1]], result.measures["programme_npv"]
    assert sum(amounts) == pytest.approx(total, abs=cent)
    assert steps[-1] == pytest.approx([total, 0, total, *[0] * (DRAWN - 1), total], abs=cent)
    sizes = [abs(amount) for amount in amounts[:LARGEST]]
    added = [abs(value) for value in result.differences["programme"].values()]
    added.append(abs(result.measures["headings"]["residual"]))
    assert sizes == pytest.approx(sorted(added, reverse=True)[:LARGEST], abs=cent)
    before = 0.0
    for amount, begin, end, *bars in steps[:-1]:
        assert (begin, end) == pytest.approx((before, before + amount), abs=cent)
        carried, drawn = bars[:2], bars[2:]
        above, below = carried[0] + drawn[0] + drawn[2], carried[1] + drawn[1] + drawn[3]
        assert (above, below) == pytest.approx((max(0, begin, end), min(0, begin, end)), abs=cent)
        assert sum(map(abs, drawn)) == pytest.approx(abs(amount), abs=cent)
        assert not any(drawn[:2] if amount < 0 else drawn[2:])
        before = end


def test_bars_say_their_amount_with_its_sign(shown: dict[str, Shown]) -> None:
    shown["nl"].show(run({}))
    said = [label for label, _ in shown["nl"].steps()]
    assert said[0] == "Dekkingsbijdrage hoofdproduct: +€ 4,4 mln"
    assert said[1] == "Kosten CSO/CCO: −€ 970.681"
    assert said[-1] == "Waarde programma: +€ 898.422"


def test_lines_of_customers_end_at_the_horizon(shown: dict[str, Shown]) -> None:
    book, result = shown["en"], run({"horizon_years": 3})
    book.show(result)
    block = book.layout.workings["customers"]
    rows = [[book.working(block.first + year, column) for column in range(LABEL, PIECE + 3)] for year in range(11)]
    assert [row[0] for row in rows] == [min(year, 3) for year in range(LAST_YEAR + 1)]
    assert {*rows[0][1:]} == {result.case.inputs.values["customers"]}
    for year in range(1, LAST_YEAR + 1):
        closing = [result.futures[future]["closing_customers"][min(year, 3)] for future in FUTURES]
        assert rows[year][1:] == pytest.approx(closing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_draws_hidden_cells_and_has_words(language: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(BOOKS[language])
    words = labels(language)
    titles = [words.say(f"chart_{key}") for key in ("cash", "contributions", "customers")]
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
        drawings = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")
        ]
    for title in titles:
        charts = [part for part in parts if f"<a:t>{title}</a:t>" in part]
        assert charts, title
        assert all('<c:plotVisOnly val="1"/>' not in chart for chart in charts)
    assert all(re.search(r"<xdr:cNvPr [^>]*descr=\"[^\"]+\"", each) for each in drawings)


# --------------------------------------------------------------------------------------------------------- checks


def test_a_requirement_that_is_broken_is_told_in_words(shown: dict[str, Shown]) -> None:
    book, rows = shown["en"], shown["en"].layout.results.rows
    book.show(run({}))

    def said(requirement: str) -> tuple[str, str]:
        cells = (rows[requirement], OCCURS), (rows["all_checks"], LABEL)
        occurs, all_checks = (book.at(book.layout.cell("results", *cell)) for cell in cells)
        return occurs, all_checks

    assert {*map(said, MODEL.requirements)} == {(book.words.say("occurs_not"), book.words.say("checks_in_order"))}
    broken = MODEL.requirements["base_churn_below_zero"]
    book.put_at(book.layout.cell("results", rows[broken.name], YEAR_0), 1)
    book.model.evaluate()
    assert said(broken.name) == (book.words.say("occurs"), book.words.say("refused", why=book.words.meaning(broken)))


def test_headings_that_do_not_add_up_are_told(shown: dict[str, Shown]) -> None:
    book, result = shown["en"], run({})
    book.show(result)
    book.put("result_heading_retention", result.measures["headings"]["retention"] + 1)
    book.model.evaluate()
    all_checks = book.at(book.layout.cell("results", book.layout.results.rows["all_checks"], LABEL))
    assert all_checks == book.words.say("checks_headings_differ")


def test_today_and_plan_stand_side_by_side() -> None:
    layout = Layout(labels("en"))
    names = layout.defined_names()
    for measure in ("inflow", "outflow", "cost_per_customer_won", "cost_per_customer_kept", "service_share"):
        today, plan = names[f"result_{measure}_today"], names[f"result_{measure}"]
        assert today.replace("$D$", "$E$") == plan != today
