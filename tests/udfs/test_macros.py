"""The macros: as scripts of xlwings Server on its own engine, as in Excel on the desktop, and what they do to cells."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from book_json import Cell, Message, Sheet, opened, values_of
from server_scripts import Scripts

from xl_service_roi import Case
from xl_service_roi.inputs import essentials, resolve, value_names
from xl_service_roi.labels import LANGUAGES, SUBJECTS, labels
from xl_service_roi.live_book.book import LiveBook
from xl_service_roi.live_book.marks import COLOURS
from xl_service_roi.live_book.words import WORDS, is_advice, say
from xl_service_roi.model import MODEL
from xl_service_roi.pictures.file import Drawing
from xl_service_roi.spreadsheet.addresses import format_address, parse_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.uncertainty import range_names
from xl_service_roi.workbook.analysis_tables import ANALYSES, TABLES
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import SHEETS
from xl_service_roi.workbook.names import result_name
from xl_service_roi.workbook.sheets.formats import ENTRY_COLOUR
from xl_service_roi.workbook_analyses.file import analyse_file

ROOT = Path(__file__).parents[2]
WORKBOOKS = ROOT / "workbooks"
MACROS = ("recalculate", "check_inputs", "reset_to_defaults")
CHECK = {language: say(language, "sheet_check") for language in LANGUAGES}
HEAD_ROW = 5


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    with Scripts() as running:
        yield running


class Open:
    """A workbook that is open in Excel on the web: macros change it, and each answers with a message."""

    def __init__(self, scripts: Scripts, path: Path) -> None:
        self.scripts, self.path, self.book = scripts, path, opened(path)

    def run(self, macro: str) -> Message:
        self.actions = self.scripts.run(macro, self.book.payload())
        (message,) = self.book.apply(self.actions)
        return message

    def cell(self, name: str, year: int = 0) -> Cell:
        return self.book.named(name, year)

    def cells(self, *names: str) -> list[Cell]:
        """All cells of some inputs, the ten years of the ramp included."""
        return [self.cell(name, year) for name in names for year in (range(1, 11) if name == "ramp_plan" else [0])]

    def faults(self, language: str = "en") -> dict[str, list[Any]]:
        """The rows of the list of faults by their cells."""
        return {row[0]: row for row in self.book[CHECK[language]].rows()[HEAD_ROW:] if row[1:2] != [None]}

    def result(self, name: str) -> list[Any]:
        """The row of a result on the sheet of Python."""
        (row,) = [row for row in self.book["Python"].rows() if row[5] == f"result_{name}"]
        return row


@pytest.fixture
def example(scripts: Scripts) -> Callable[[str], Open]:
    return lambda language: Open(scripts, WORKBOOKS / f"service-roi-example-{language}.xlsx")


@pytest.fixture
def template(scripts: Scripts) -> Callable[[str], Open]:
    return lambda language: Open(scripts, WORKBOOKS / f"service-roi-template-{language}.xlsx")


# --------------------------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", ["example-en", "example-nl", "template-en", "template-nl"])
@pytest.mark.parametrize("macro", MACROS)
def test_a_macro_writes_on_its_own_sheet_and_in_input_cells_only(scripts: Scripts, name: str, macro: str) -> None:
    workbook = Open(scripts, WORKBOOKS / f"service-roi-{name}.xlsx")
    titles = workbook.book.titles
    inputs = {cell.place for cell in workbook.cells(*value_names())}
    workbook.run(macro)
    written = {
        workbook.book.sheets[action["sheet_position"]][address].place
        for action in workbook.actions
        if action["func"] == "setValues" and action["sheet_position"] < len(titles)
        for address, _ in values_of(action)
    }
    assert written <= (inputs if macro == "reset_to_defaults" else set())
    assert workbook.book.titles[: len(titles)] == titles


@pytest.mark.parametrize("macro", MACROS)
def test_a_workbook_that_is_not_ours_is_left_alone(scripts: Scripts, tmp_path: Path, macro: str) -> None:
    strange = tmp_path / "budget.xlsx"
    openpyxl.Workbook().save(strange)
    workbook = Open(scripts, strange)
    message, mode = workbook.run(macro)
    assert "budget.xlsx: is not one of our workbooks" in message
    assert mode == "critical"
    assert [action["func"] for action in workbook.actions] == ["alert"]


@pytest.mark.parametrize("macro", MACROS)
def test_what_nobody_expected_is_told_without_a_traceback(example: Callable[[str], Open], macro: str) -> None:
    workbook = example("nl")
    sent = workbook.book.payload()
    sent["sheets"][SHEETS.index("inputs")]["values"] = None
    (action,) = workbook.scripts.run(macro, sent)
    assert action["func"] == "alert"
    assert action["args"][0].startswith("Er ging iets mis dat niet had gemogen: ")
    assert "Traceback" not in action["args"][0]


# ---------------------------------------------------------------------------------------------------------- recalculate


@pytest.mark.parametrize("language", LANGUAGES)
def test_recalculate_shows_what_the_sheet_cannot_and_that_the_sheet_agrees(
    example: Callable[[str], Open], language: str
) -> None:
    workbook = example(language)
    message, mode = workbook.run("recalculate")
    count = sum(1 for name in MODEL.measures if result_name(name))
    verdict = say(language, "all_agree", count=count)
    assert (message, mode) == (say(language, "recalculated", sheet="Python", verdict=verdict), "info")
    rows = workbook.book["Python"].rows()
    assert [row[0] for row in rows[:3]][::2] == [say(language, "python_title"), verdict]
    assert re.fullmatch(rf"{datetime.now():%Y-%m}-\d\d \d\d:\d\d · {workbook.path.name} · model 1\.0", rows[1][0])

    expected = Case.from_workbook(workbook.path).run().measures
    words = labels(language)
    swept = {row[0]: (row[1], row[3]) for row in rows[HEAD_ROW : HEAD_ROW + 6]}
    for years in (1, 3, 5, 10):
        label = words.say("over_one_year" if years == 1 else "over_years", years=years)
        assert swept[label] == (expected[f"programme_npv_horizon_{years}"], expected[f"service_value_horizon_{years}"])
    assert swept[words.say("mode_hold")] == (expected["programme_npv_hold"], expected["service_value_hold"])
    assert rows[HEAD_ROW + 6][:2] == [words.of("break_even_realisation"), expected["break_even_realisation"]]

    results = {row[5]: row for row in rows if str(row[5] or "").startswith("result_")}
    assert len(results) == count
    assert {row[4] for row in results.values()} == {say(language, "agrees")}
    for name in ("roi", "irr", "payback", "service_value"):
        assert results[f"result_{name}"][:4] == [
            words.of(name), expected[name], words.unit(MODEL.measures[name].unit), expected[name]
        ]  # fmt: skip
    patterns = {row[5]: workbook.book["Python"][number, 2].pattern for number, row in enumerate(rows, start=1)}
    assert (patterns["result_roi"], patterns["result_service_value"]) == ("0.0%", "#,##0")
    assert workbook.book["Python"]["B6"].pattern == "#,##0"


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (898421.9159086794 * (1 + 1e-8), "differs"),
        (898421.9159086794 * (1 + 1e-10), "agrees"),
        ("fill in 3 more", "shows_text"),
        ("#DIV/0!", "shows_error"),
        (None, "empty"),
    ],
)
def test_recalculate_shows_where_the_sheet_is_stale_or_overwritten(
    example: Callable[[str], Open], value: Any, verdict: str
) -> None:
    workbook = example("en")
    workbook.cell("result_programme_npv").value = value
    message, _ = workbook.run("recalculate")
    assert workbook.result("programme_npv")[3:5] == [value, say("en", verdict)]
    assert ("1 of the 56 results of the workbook do not agree" in message) == (verdict != "agrees")


@pytest.mark.parametrize(("off", "verdict"), [(1e-4, "differs"), (1e-7, "agrees")])
def test_a_rate_of_return_found_by_trial_may_be_off_by_a_millionth_and_no_more(
    example: Callable[[str], Open], off: float, verdict: str
) -> None:
    workbook = example("en")
    workbook.cell("result_irr").value *= 1 + off
    workbook.run("recalculate")
    assert workbook.result("irr")[4] == say("en", verdict)


def test_recalculate_says_what_to_do_about_each_cell_in_its_way(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    workbook.cell("churn").value, workbook.cell("tax_rate").value = 18, "?"
    message, _ = workbook.run("recalculate")
    assert message.split("\n")[1:] == [
        "Did you mean 18% (0.18)?",
        "• Inputs!E9 · Churn (1,800%)",
        "It is text: enter a number.",
        f"• {workbook.cell('tax_rate').place} · {labels('en').of('tax_rate')} (?)",
    ]


def test_recalculate_says_that_a_result_lost_its_name(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    del workbook.book.names["result_roi"]
    workbook.run("recalculate")
    assert workbook.result("roi")[4] == say("en", "no_cell")


def test_a_result_that_does_not_exist_has_its_reason(scripts: Scripts, tmp_path: Path) -> None:
    values = resolve({}, example=True).values
    today = {name: value for name, value in values.items() if not name.endswith(("_plan", "_zero"))}
    build(tmp_path / "case.xlsx", "nl", resolve(today | {"ramp_plan": values["ramp_plan"]}))
    workbook, words = Open(scripts, tmp_path / "case.xlsx"), labels("nl")
    message, _ = workbook.run("recalculate")
    assert say("nl", "all_agree", count=56) in message
    row = workbook.result("roi")
    assert row[1] == row[3] == words.why_not("roi", MODEL.measures["roi"].why_not)
    always = [words.of("break_even_realisation"), words.say("headline_break_even_always")]
    assert always in [row[:2] for row in workbook.book["Python"].rows()]


def test_recalculate_goes_by_what_stands_in_the_cells_now(example: Callable[[str], Open]) -> None:
    workbook = example("nl")
    workbook.cell("churn").value = "12,5%"
    message, _ = workbook.run("recalculate")
    expected = Case.from_workbook(workbook.path, {"churn": 0.125}).run().measures
    row = workbook.result("service_value")
    assert row[1] == expected["service_value"]
    assert row[4] == say("nl", "differs")
    assert workbook.book["Python"].rows()[3][0] == say("nl", "waiting", button="Invoer controleren")
    assert "kloppen niet" in message


def test_a_second_run_rewrites_the_sheet_and_leaves_one_of_the_user_alone(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    titles = workbook.book.titles
    workbook.book.sheets.append(Sheet("python"))
    workbook.book["python"]["A1"].value = "my own notes"
    workbook.run("recalculate")
    workbook.book["Python (2)"]["H99"].value = "left over"
    workbook.run("recalculate")
    assert workbook.book.titles == [*titles, "python", "Python (2)"]
    assert workbook.book["python"].rows() == [["my own notes"]]
    assert workbook.book["Python (2)"]["H99"].value is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_recalculate_lists_the_cells_in_its_way_and_writes_nothing(
    template: Callable[[str], Open], language: str
) -> None:
    workbook = template(language)
    message, mode = workbook.run("recalculate")
    lines = message.split("\n")
    assert lines[:2] == [say(language, "not_worked_out", count=27), say(language, "fault_empty")]
    assert lines[2] == f"• {workbook.cell('customers').place} · {labels(language).of('customers')}"
    button = labels(language).say("button_check_inputs")
    assert lines[-1] == say(language, "and_more", count=17, button=button)
    assert (len(lines), mode) == (13, "critical")
    assert [action["func"] for action in workbook.actions] == ["alert"]


# --------------------------------------------------------------------------------------------------------- check inputs

WRONG: dict[str, tuple[Any, str, dict[str, str], str]] = {
    "churn": (18.0, "fault_percent", {"percent": "18%", "share": "0.18|0,18"}, "1,800%|1.800%"),
    "reach_share_plan": (92.0, "fault_percent", {"percent": "92%", "share": "0.92|0,92"}, "9,200%|9.200%"),
    "problem_share_today": (180.0, "fault_outside", {}, "18,000%|18.000%"),
    "contact_share_today": (-0.1, "fault_outside", {}, "−10%"),
    "horizon_years": (2.5, "fault_outside", {}, "2.5|2,5"),
    "hold_base": (2.0, "fault_outside", {}, "2"),
    "reach_share_today": (None, "fault_empty", {}, ""),
    "new_customers_today": ("a lot", "fault_text", {}, "a lot"),
    "acquisition_cost_today": ("=1+1", "fault_text", {}, "=1+1"),
    "front_salary_today": ("   ", "fault_spaces", {}, "   "),
    "back_salary_today": ("#REF!", "fault_error", {}, "#REF!"),
    "service_overhead_today": (True, "fault_truth", {}, "TRUE|WAAR"),
    "training_per_fte_today": (datetime(2025, 3, 1), "fault_date", {}, "2025-03-01"),
    "customers": ("40.000", "fault_two_readings", {"thousands": "40,000|40.000", "decimal": "40"}, "40.000"),
    "capital_outlay_plan": ("1.234,5", "fault_read_text", {"number": "1,234.5|1.234,5"}, "1.234,5"),
    "offer_share_today": ("15%", "fault_read_text", {"number": "15%"}, "15%"),
    "tax_rate": (None, "fault_default", {"default": "0%", "source": "assumed|aanname"}, ""),
}
"""By the name of an input: what stands in its cell, what is said about it with which gaps, and how it is shown."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_inputs_marks_and_lists_what_is_wrong_and_unmarks_what_is_right_again(
    example: Callable[[str], Open], language: str
) -> None:
    def here(text: str) -> str:
        return text.split("|")[min(LANGUAGES.index(language), text.count("|"))]

    workbook = example(language)
    right, before = {name: workbook.cell(name).value for name in WRONG}, looks(workbook)
    for name, (value, *_) in WRONG.items():
        workbook.cell(name).value = value
    message, mode = workbook.run("check_inputs")
    assert (message, mode) == (say(language, "problems", count=len(WRONG), sheet=CHECK[language]), "info")
    assert workbook.book[CHECK[language]].rows()[3][0] == say(language, "keep_list")
    faults = workbook.faults(language)
    assert len(faults) == len(WRONG)
    for name, (_, key, gaps, found) in WRONG.items():
        cell = workbook.cell(name)
        advice = say(language, key, **{gap: here(text) for gap, text in gaps.items()})
        severity = "warning" if key in ("fault_read_text", "fault_default") else "error"
        assert (cell.colour, cell.note) == (COLOURS[severity], advice)
        assert [faults[cell.place][column] or "" for column in (2, 4, 5)] == [here(found), advice, name]
    assert faults[workbook.cell("churn").place][3] == {"en": "0% to 100%", "nl": "0% tot en met 100%"}[language]
    assert faults[workbook.cell("horizon_years").place][3] == say(language, "allowed_whole", low="1", high="10")
    marked = {place for place, look in looks(workbook).items() if before[place] != look}
    assert marked == {workbook.cell(name).place for name in WRONG}

    for name, value in right.items():
        workbook.cell(name).value = value
    message, _ = workbook.run("check_inputs")
    assert message.startswith(say(language, "no_problems"))
    left = {cell for row in workbook.book[CHECK[language]].rows() for cell in row}
    assert left.isdisjoint({say(language, "head_advice"), say(language, "keep_list")})
    assert looks(workbook) == before


def looks(workbook: Open) -> dict[str, tuple[str, str]]:
    """The colour and note of every cell of the template's own sheets."""
    return {cell.place: (cell.colour, cell.note) for sheet in workbook.book.sheets[:6] for cell in sheet.cells.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_marked_where_it_must_be_filled_in(template: Callable[[str], Open], language: str) -> None:
    workbook = template(language)
    workbook.run("check_inputs")
    required = {driver.names()[0] for driver in essentials()}
    assert {row[5] for row in workbook.faults(language).values()} == required
    for name in value_names():
        colours = {cell.colour for cell in workbook.cells(name)}
        assert colours == {COLOURS["error"] if name in required else ENTRY_COLOUR}


def test_the_ramp_is_checked_year_by_year(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    for year, value in {2: None, 3: -0.5, 9: None, 10: None}.items():
        workbook.cell("ramp_plan", year).value = value
    workbook.run("check_inputs")
    faults = {row[6]: (row[1], row[4]) for row in workbook.faults().values()}
    label = labels("en").of("ramp_plan")
    assert faults[2] == (f"{label}, year 2", say("en", "fault_gap"))
    assert faults[3] == (f"{label}, year 3", say("en", "fault_outside"))
    assert faults[9][1] == faults[10][1] == say("en", "fault_default", default="100%", source="as in year 8")
    marked = [year for year in range(1, 11) if workbook.cell("ramp_plan", year).colour != ENTRY_COLOUR]
    assert marked == [2, 3, 9, 10]
    for year in marked:
        workbook.cell("ramp_plan", year).value = 1.0
    workbook.run("check_inputs")
    assert {cell.colour for cell in workbook.cells("ramp_plan")} == {ENTRY_COLOUR}


@pytest.mark.parametrize("language", LANGUAGES)
def test_inputs_that_contradict_each_other_are_marked_together(example: Callable[[str], Open], language: str) -> None:
    workbook = example(language)
    workbook.cell("satisfied_share_today").value = 0.7
    workbook.cell("mollified_share_today").value = 0.6
    workbook.run("check_inputs")
    faults = {row[5]: row[4] for row in workbook.faults(language).values()}
    assert {"satisfied_share_today", "mollified_share_today"} <= faults.keys()
    assert len(set(faults.values())) <= 2
    assert workbook.cell("satisfied_share_today").colour == COLOURS["error"]
    message, _ = workbook.run("recalculate")
    assert say(language, "fault_contradiction", requirement="|").partition("|")[0] in message


def test_a_name_that_was_lost_is_listed_and_one_that_moved_is_followed(example: Callable[[str], Open]) -> None:
    workbook = example("nl")
    del workbook.book.names["churn"]
    workbook.book.names["customers"] = "Toelichting!$H$9000"
    workbook.cell("customers").value = -5
    workbook.run("check_inputs")
    faults = workbook.faults("nl")
    assert faults["churn"][4] == say("nl", "fault_name", name="churn")
    assert faults["Toelichting!H9000"][2:4] == ["−5", "0 tot en met 1.000.000.000"]


def test_a_note_of_the_user_is_kept_and_without_notes_the_colour_does(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    workbook.cell("churn").value = workbook.cell("customers").value = "x"
    workbook.cell("churn").note = "ask Anne"
    workbook.run("check_inputs")
    assert workbook.cell("churn").note == "ask Anne"
    assert workbook.cell("customers").note == say("en", "fault_text")
    workbook.cell("churn").value, workbook.cell("customers").value = 0.15, 200_000
    workbook.run("check_inputs")
    assert [workbook.cell(name).note for name in ("churn", "customers")] == ["ask Anne", ""]

    workbook.cell("tax_rate").value, workbook.book.takes_notes = 7, False
    workbook.run("check_inputs")
    assert (workbook.cell("tax_rate").colour, workbook.cell("tax_rate").note) == (COLOURS["error"], "")


def test_where_colours_cannot_be_read_no_cell_loses_its_own(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    workbook.cell("customers").colour = "#AABBCC"
    for _ in range(2):
        workbook.run("check_inputs")
        assert workbook.cell("customers").colour == "#AABBCC"


def test_remarks_stand_below_the_list(example: Callable[[str], Open]) -> None:
    workbook = example("nl")
    message, _ = workbook.run("check_inputs")
    assert message == (
        "Geen problemen: alle gegevens zijn bruikbaar. "
        "Kijk hier nog eens naar: een opmerking onderaan het blad 'Controle'."
    )
    assert "wisselt van teken met de looptijd" in workbook.book["Controle"].rows()[-1][0]


# ------------------------------------------------------------------------------------------------------------ defaults


@pytest.mark.parametrize("language", LANGUAGES)
def test_reset_to_defaults_gives_what_a_new_template_holds_and_leaves_what_is_required(
    example: Callable[[str], Open], template: Callable[[str], Open], language: str
) -> None:
    workbook, fresh, untouched = example(language), template(language), example(language)
    workbook.cell("tax_rate").value = "25%"
    workbook.cell("ramp_plan", 4).value = 0.5
    message, mode = workbook.run("reset_to_defaults")
    required = {name for driver in essentials() for name in driver.names()}
    for name in value_names():
        expected = untouched.cells(name) if name in required else fresh.cells(name)
        assert [cell.value for cell in workbook.cells(name)] == [cell.value for cell in expected], name
    sheet = say(language, "sheet_reset")
    rows = workbook.book[sheet].rows()[HEAD_ROW:]
    values_only = say(language, "values_only")
    assert message == f"{say(language, 'reset_done', count=len(rows), sheet=sheet, essential=27)}\n{values_only}"
    assert workbook.book[sheet].rows()[2][0] == values_only
    assert mode == "info"
    kept = {row[0]: row[2:] for row in rows}
    assert kept[workbook.cell("tax_rate").place] == ["25%", 0.0]
    assert kept[workbook.cell("ramp_plan", 4).place] == [0.5, 1.0]
    plan = "outsourced_share_plan"
    assert kept[workbook.cell(plan).place] == [untouched.cell(plan).value, None]

    message, _ = workbook.run("reset_to_defaults")
    assert message == say(language, "reset_nothing", essential=27)
    workbook.cell("tax_rate").value = 0.3
    message, _ = workbook.run("reset_to_defaults")
    assert message.startswith(say(language, "reset_done", count=1, sheet=f"{sheet} (2)", essential=27))
    assert workbook.book[sheet].rows()[HEAD_ROW:] == rows


def test_reset_to_defaults_passes_over_a_name_that_was_lost_and_says_so(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    del workbook.book.names["tax_rate"]
    message, _ = workbook.run("reset_to_defaults")
    assert message.endswith("\nNot reset, since their names are lost: tax_rate.")
    assert workbook.run("reset_to_defaults")[0] == "Not reset, since their names are lost: tax_rate."


# ---------------------------------------------------------------------------------------------- in Excel on the desktop


class Desktop:
    """The server's engine dressed up as Excel on the desktop: it waits for an answer, and tells all about a cell.

    ``formulas`` are those of its cells by their place; a cell shows the value beside its formula.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, workbook: Open) -> None:
        monkeypatch.setenv("XLWINGS_LICENSE_KEY", os.environ.get("XLWINGS_LICENSE_KEY", "noncommercial"))
        import xlwings as xw
        from xlwings.pro import _xlremote

        self.workbook, self.asked, self.answer = workbook, list[str](), "yes"
        self.book = xw.Book(impl=_xlremote.Engine().apps[0].books.open(json=workbook.book.payload()))
        self.formulas: dict[str, str] = {}
        later = _xlremote.Range.color.fset

        def cell_of(area: Any) -> Cell:
            return workbook.book[area.sheet.name][area.row, area.column]

        def formula(area: Any) -> str:
            return self.formulas.get(cell_of(area).place, str(cell_of(area).value or ""))

        def colour(cell: Any) -> tuple[int, ...] | None:
            found = cell_of(cell).colour
            return tuple(bytes.fromhex(found[1:])) if found else None

        def set_colour(cell: Any, colour: str | None) -> None:
            later(cell, colour)
            if cell.sheet.name in workbook.book.titles:  # at once, as the desktop does
                cell_of(cell).colour = colour or ""

        monkeypatch.setattr(_xlremote.Range, "color", property(colour, set_colour))
        monkeypatch.setattr(_xlremote.Range, "formula", property(formula))
        monkeypatch.setattr(_xlremote.Note, "text", property(lambda note: cell_of(note.range).note))
        monkeypatch.setattr(_xlremote.Engine, "type", "desktop")
        monkeypatch.setattr(xw.App, "alert", self.alert)
        monkeypatch.setattr(xw.Book, "caller", lambda: self.book)
        monkeypatch.setattr(xw, "script", lambda function: function)
        spec = importlib.util.spec_from_file_location("macros_of_the_desktop", ROOT / "udfs" / "service_roi_macros.py")
        assert spec
        assert spec.loader
        self.macros = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.macros)

    def alert(self, prompt: str, **more: str) -> str:
        self.asked.append(prompt)
        return self.answer

    def run(self, macro: str) -> None:
        """As VBA runs it: `import service_roi_macros as m; m.recalculate()`."""
        self.asked.clear()
        self.book.impl._json, self.book.impl._api = {"actions": []}, self.workbook.book.payload()
        getattr(self.macros, macro)()
        self.workbook.book.apply(self.book.json()["actions"])


def test_the_desktop_asks_before_it_resets(monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]) -> None:
    workbook = example("en")
    titles, desktop = workbook.book.titles, Desktop(monkeypatch, workbook)
    desktop.answer = "no"
    desktop.run("reset_to_defaults")
    assert desktop.asked == [
        say("en", "reset_question", count=40, sheet="Before reset"),
        say("en", "reset_cancelled"),
    ]
    assert workbook.cell("outsourced_share_plan").value is not None
    assert workbook.book.titles == titles
    desktop.answer = "yes"
    desktop.run("reset_to_defaults")
    assert desktop.asked[1] == say("en", "reset_done", count=40, sheet="Before reset", essential=27)
    assert workbook.cell("outsourced_share_plan").value is None


def test_the_desktop_puts_back_the_colour_that_was_there(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]
) -> None:
    workbook = example("en")
    own, plain, recoloured = cells = [workbook.cell(name) for name in ("churn", "customers", "tax_rate")]
    own.colour, plain.colour = "#C6EFCE", ""
    desktop = Desktop(monkeypatch, workbook)
    for cell in cells:
        cell.value = "x"
    desktop.run("check_inputs")
    assert [cell.colour for cell in cells] == [COLOURS["error"]] * 3
    desktop.run("check_inputs")  # a mark is no colour to put back
    recoloured.colour = "#AABBCC"
    own.value, plain.value, recoloured.value = 0.15, 200_000, 0.2
    desktop.run("check_inputs")
    assert [cell.colour for cell in cells] == ["#C6EFCE", "", "#AABBCC"]
    assert [cell.note for cell in cells] == ["", "", ""]


def test_the_desktop_keeps_the_formulas_that_a_reset_replaces(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]
) -> None:
    workbook = example("en")
    desktop, tax = Desktop(monkeypatch, workbook), workbook.cell("tax_rate")
    tax.value, desktop.formulas = 0.2125, {tax.place: "=0.25*0.85"}
    desktop.run("reset_to_defaults")
    rows = workbook.book["Before reset"].rows()
    assert rows[2][0] is None
    assert rows[HEAD_ROW - 1][2:] == ["Was", "Is now", "Formula"]
    kept = {row[0]: row[2:] for row in rows[HEAD_ROW:]}
    assert kept.pop(tax.place) == [0.2125, 0, "=0.25*0.85"]
    assert {formula for _, _, formula in kept.values()} == {None}
    assert say("en", "values_only") not in desktop.asked[-1]


@pytest.mark.parametrize("checked_again", [True, False])
def test_marks_go_away_on_the_desktop_where_their_list_was_deleted(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open], checked_again: bool
) -> None:
    workbook = example("nl")
    mended, ramp, noted, own = cells = [
        workbook.cell("tax_rate"), workbook.cell("ramp_plan", 3), workbook.cell("churn"), workbook.cell("customers")
    ]  # fmt: skip
    right = [cell.value for cell in cells]
    desktop = Desktop(monkeypatch, workbook)
    mended.value, ramp.value, noted.value, noted.note, own.colour = "?", None, 18, "vraag Anne", "#AABBCC"
    desktop.run("check_inputs")
    assert [cell.colour for cell in cells] == [*[COLOURS["error"]] * 3, "#AABBCC"]
    del workbook.book.sheets[workbook.book.titles.index("Controle")]
    if checked_again:
        desktop.run("check_inputs")
        assert mended.note == say("nl", "fault_text")
    for cell, value in zip(cells, right, strict=True):
        cell.value = value
    desktop.run("check_inputs")
    assert [cell.colour for cell in cells] == [*[ENTRY_COLOUR] * 3, "#AABBCC"]
    assert [cell.note for cell in cells] == ["", "", "vraag Anne", ""]


def test_a_mark_that_its_list_forgot_is_no_colour_or_note_of_the_user(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]
) -> None:
    workbook, advice = example("en"), say("en", "fault_percent", percent="18%", share="0.18")
    cell = workbook.cell("churn")
    desktop = Desktop(monkeypatch, workbook)
    desktop.run("check_inputs")
    cell.value, cell.colour, cell.note = "x", COLOURS["warning"], advice
    desktop.run("check_inputs")
    cell.value = 0.15
    desktop.run("check_inputs")
    assert (cell.colour, cell.note) == (ENTRY_COLOUR, "")


def test_a_protected_sheet_takes_no_marks_and_the_list_says_it_all(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]
) -> None:
    workbook = example("en")
    workbook.cell("churn").value = "x"
    desktop = Desktop(monkeypatch, workbook)
    impl = type(desktop.book.impl.sheets(1).range("A1"))
    read, given = impl.color.fget, impl.color.fset

    def refused(cell: Any, colour: Any) -> None:
        if cell.sheet.name == "Inputs":
            raise OSError("The sheet is protected")
        given(cell, colour)

    monkeypatch.setattr(impl, "color", property(read, refused))
    desktop.run("check_inputs")
    (row,) = workbook.faults().values()
    assert row[4:] == [say("en", "fault_text"), None, None, None, None]


def test_xlwings_lite_prints_what_others_show_in_a_box(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open], capsys: pytest.CaptureFixture[str]
) -> None:
    desktop = Desktop(monkeypatch, example("en"))
    monkeypatch.setattr("sys.platform", "emscripten")
    desktop.macros.recalculate()
    assert capsys.readouterr().out.startswith("Done: see the sheet 'Python'.")
    assert desktop.asked == []


# --------------------------------------------------------------------------------------------------- the board's report


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_folder_the_report_is_text_on_a_sheet(example: Callable[[str], Open], language: str) -> None:
    workbook = example(language)
    workbook.cell("realisation_share").value = 0.5
    titles, sheet = workbook.book.titles, say(language, "sheet_report")
    assert workbook.run("board_report") == (say(language, "report_on_sheet", sheet=sheet), "info")
    assert workbook.book.titles == [*titles, sheet]
    written = {action["sheet_position"] for action in workbook.actions if action["func"] == "setValues"}
    assert written == {len(titles)}
    rows = workbook.book[sheet].rows()
    outcome = {"en": "The plan does not pay: ", "nl": "Het plan loont niet: "}[language]
    assert str(rows[2][0]).startswith(outcome)
    words = labels(language)
    headings = {row[0] for row in rows}
    assert {words.say(f"report_{key}") for key in ("question", "answer", "without_service", "line")} <= headings
    value = Case.from_workbook(workbook.path, {"realisation_share": 0.5}).run().measures["service_value"]
    [told] = [row[2] for row in rows if row[1] == words.of("service_value")]
    assert re.sub(r"\D", "", told) == f"{value:.0f}"
    workbook.run("board_report")
    assert workbook.book.titles == [*titles, sheet]


def test_the_report_needs_inputs_that_can_be_used(template: Callable[[str], Open]) -> None:
    workbook = template("en")
    message, mode = workbook.run("board_report")
    assert mode == "critical"
    assert message.startswith("Nothing was worked out: 27 cells cannot be used as they stand.")
    assert [action["func"] for action in workbook.actions] == ["alert"]


def test_on_the_desktop_the_report_stands_beside_the_workbook(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open], tmp_path: Path
) -> None:
    import xlwings as xw

    workbook = example("nl")
    titles, desktop = workbook.book.titles, Desktop(monkeypatch, workbook)
    desktop.run("board_report")
    assert desktop.asked == [say("nl", "report_not_saved")]  # that book has no file

    monkeypatch.setattr("xl_service_roi.pictures.among_text", lambda *given: Drawing("<svg ></svg>", "A", "picture"))
    saved = tmp_path / "plan.xlsx"
    saved.touch()
    monkeypatch.setattr(xw.Book, "fullname", property(lambda book: str(saved)))
    desktop.run("board_report")
    page, paper = tmp_path / "plan-report.html", tmp_path / "plan-report.pdf"
    assert desktop.asked == [say("nl", "report_written", files=f"• {page}\n• {paper}")]
    assert "<h1>Het plan loont: " in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF-")
    assert workbook.book.titles == titles

    def elsewhere(book: Any) -> str:
        raise xw.XlwingsError("no local folder of this OneDrive was found")

    monkeypatch.setattr(xw.Book, "fullname", property(elsewhere))
    desktop.run("board_report")
    assert desktop.asked == [say("nl", "report_not_saved")]


def test_on_the_desktop_without_the_extra_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open], tmp_path: Path
) -> None:
    import xlwings as xw

    desktop = Desktop(monkeypatch, example("en"))
    saved = tmp_path / "plan.xlsx"
    saved.touch()
    monkeypatch.setattr(xw.Book, "fullname", property(lambda book: str(saved)))
    monkeypatch.setattr("xl_service_roi.report.find_spec", lambda name: None)
    desktop.run("board_report")
    assert desktop.asked[0].endswith('install it with: pip install "xl-service-roi[report]"')
    assert [*tmp_path.iterdir()] == [saved]


# ---------------------------------------------------------------------------------------------------- what they rest on


def test_an_open_workbook_has_the_names_and_cells_of_its_file(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]
) -> None:
    for language in LANGUAGES:
        workbook = example(language)
        live = LiveBook(Desktop(monkeypatch, workbook).book)
        with Workbook.open(workbook.path) as file:
            assert live.language == language
            assert live.sheet_names == file.sheet_names
            texts = {key: [each.text for each in names if not each.sheet] for key, names in file.names.items()}
            texts = {key: found for key, found in texts.items() if found}
            assert {key: [each.text for each in names] for key, names in live.names.items()} == texts
            for sheet in file.sheet_names:
                filled = {
                    address: (cell.kind, cell.value)
                    for address, cell in file.cells(sheet).items()
                    if cell.value not in (None, "")
                }
                assert {a: (c.kind, c.value) for a, c in live.cells(sheet).items()} == filled


def test_a_cell_at_the_far_end_does_not_make_a_macro_read_the_whole_sheet(
    monkeypatch: pytest.MonkeyPatch, example: Callable[[str], Open]
) -> None:
    workbook, read = example("en"), list[int]()
    workbook.book.names["customers"] = "Inputs!$D$1000000"
    desktop = Desktop(monkeypatch, workbook)
    area = type(desktop.book.impl.sheets(1).range("A1"))
    values = area.raw_value

    def counted(cells: Any) -> Any:
        read.append(cells.shape[0] * cells.shape[1])
        return values.fget(cells)

    monkeypatch.setattr(area, "raw_value", property(counted, values.fset))
    desktop.run("check_inputs")
    assert workbook.faults()["Inputs!D1000000"][4] == say("en", "fault_empty")
    assert 0 < sum(read) < 100_000


def test_both_languages_say_the_same_things_with_the_same_gaps() -> None:
    english, dutch = WORDS["en"], WORDS["nl"]
    assert english.keys() == dutch.keys()
    for key in english:
        assert set(re.findall(r"{(\w*)", english[key])) == set(re.findall(r"{(\w*)", dutch[key])), key
    assert {key for key in english if english[key] == dutch[key]} <= {
        "box_title",
        "made",
        "sheet_python",
        "head_value",
        "head_was",
        "filled_tornado",
    }


def test_a_word_for_one_goes_with_a_word_for_many() -> None:
    assert {key.removeprefix("one_") for key in WORDS["en"] if key.startswith("one_")} <= WORDS["en"].keys()
    assert say("nl", "problems", count=1, sheet="Controle").startswith("Eén cel vraagt aandacht")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_to_fill_in_have_the_colour_that_marks_give_back(template: Callable[[str], Open], language: str) -> None:
    workbook = template(language)
    assert {cell.colour for cell in workbook.cells(*value_names())} == {ENTRY_COLOUR}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_workbook_has_words_for_is_said_in_those(language: str) -> None:
    for subject in ("words", *SUBJECTS):
        workbook = vars(import_module(f"xl_service_roi.labels.{language}.{subject}"))["WORDS"]
        assert WORDS[language].keys().isdisjoint(workbook)
    buttons = [labels(language).say(f"button_{macro}") for macro in MACROS]
    assert [say(language, f"button_{macro}") for macro in MACROS] == buttons
    assert not [text for text in WORDS[language].values() for button in buttons if button in text]


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        (say("nl", "fault_text"), True),
        (say("en", "fault_percent", percent="18%", share="0.18"), True),
        (say("nl", "fault_contradiction", requirement="a + b (at most 1)"), True),
        ("Fill it in; an empty cell is never taken for 0. Says Anne.", False),
        ("", False),
    ],
)
def test_a_note_is_ours_by_what_it_says(text: str, ours: bool) -> None:
    assert is_advice(text) is ours


# ------------------------------------------------------------------------------------------------------------- analyses


FILLED_BY = {
    "levers": {"levers"},
    "tornado": {"tornado"},
    "service_level_curve": {"curve"},
    "compare_scenarios": {"scenarios"},
    "analyse": {*ANALYSES},
}


def _fills(table: str) -> str:
    """Which analysis fills a table; "" for one that a user fills, or a formula."""
    others = {"scenario_now": "scenarios", "analysis_waterfall": "levers"}
    others |= dict.fromkeys(("analysis_histogram", "analysis_fan", "analysis_variance"), "simulation")
    own = (each for each in ANALYSES if table.startswith(f"analysis_{each}") and not table.endswith("_state"))
    return others.get(table) or next(own, "")


FILLS = {table.name: _fills(table.name) for table in TABLES if _fills(table.name)}


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The examples, with what the command fills in."""
    folder = tmp_path_factory.mktemp("analysed")
    for language in LANGUAGES:
        analyse_file(WORKBOOKS / f"service-roi-example-{language}.xlsx", folder / f"{language}.xlsx")
    return {language: folder / f"{language}.xlsx" for language in LANGUAGES}


@pytest.mark.parametrize(("macro", "language"), [*zip(FILLED_BY, LANGUAGES * 3, strict=False)])
def test_an_analysis_fills_in_what_the_command_does(
    example: Callable[[str], Open], analysed: dict[str, Path], macro: str, language: str
) -> None:
    workbook = example(language)
    message, mode = workbook.run(macro)
    names = ", ".join(say(language, f"filled_{each}") for each in ANALYSES if each in FILLED_BY[macro])
    assert (message.partition(": ")[2].partition(". ")[0], mode) == (names, "info")
    seals = {f"analysis_{each}_made" for each in ANALYSES}
    with Workbook.open(analysed[language]) as book:
        for table in TABLES:
            cells = book.reference(book.names[table.name][0])
            expected = book.cells(cells.sheet, cells)
            for address in cells.addresses():
                here = workbook.book[cells.sheet][address].value
                value = expected[address].value if address in expected else None
                filled = table.name in FILLS and FILLS[table.name] in FILLED_BY[macro]
                if filled and (table.name not in seals or address[1] > cells.first_column):
                    assert here == value, (table.name, address)


@pytest.mark.parametrize("macro", [*FILLED_BY, "simulate"])
def test_an_analysis_never_writes_over_a_formula_or_an_input(example: Callable[[str], Open], macro: str) -> None:
    workbook = example("en")
    tables = [workbook.book.names[name] for name in FILLS]
    allowed = {(sheet, place) for sheet, area in map(_split, tables) for place in _places(area)}
    workbook.run(macro)
    written = {
        (workbook.book.titles[action["sheet_position"]], format_address(*address))
        for action in workbook.actions
        if action["func"] == "setValues"
        for address, _ in values_of(action)
    }
    assert written
    assert written <= allowed
    assert {action["func"] for action in workbook.actions} == {"setValues", "alert"}


def _split(text: str) -> tuple[str, str]:
    sheet, _, area = text.replace("$", "").rpartition("!")
    return sheet.strip("'"), area


def _places(area: str) -> list[str]:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = parse_address(first), parse_address(last or first)
    return [format_address(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def test_an_analysis_needs_inputs_that_can_be_used(template: Callable[[str], Open]) -> None:
    workbook = template("nl")
    message, mode = workbook.run("levers")
    assert mode == "critical"
    assert message.startswith("Er is niets doorgerekend: 27 cellen zijn zo niet bruikbaar.")
    assert [action["func"] for action in workbook.actions] == ["alert"]


def test_without_ranges_the_simulation_says_what_to_do(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    for name in range_names():
        workbook.cell(name).value = None
    message, mode = workbook.run("simulate")
    assert mode == "critical"
    assert message.startswith("Not made: simulation.\n• ")
    assert "no input has a range; give inputs a low and a high" in message


def test_a_workbook_without_these_sheets_is_told_to_be_upgraded(example: Callable[[str], Open]) -> None:
    workbook = example("en")
    for name in [name for name in workbook.book.names if name.startswith(("analysis_", "scenario_"))]:
        del workbook.book.names[name]
    message, mode = workbook.run("tornado")
    assert mode == "critical"
    assert message.endswith("bring it up to date with: service-roi upgrade")
