"""The sheets start and before, recalculated: how far one is, and what is said about the answers."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_apart import SheetsApart
from spreadsheets import Value, read_values

from xl_service_roi import Case
from xl_service_roi.inputs import LAST_YEAR
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.model.programme import change_spending, cost_of_officer
from xl_service_roi.spreadsheet.addresses import format_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.patch import patched
from xl_service_roi.workbook.before import Before, Tick
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.cached import CachedValues
from xl_service_roi.workbook.dry_run import shown_on
from xl_service_roi.workbook.layout import SHEETS, Layout
from xl_service_roi.workbook.programme_cost import programme_cost
from xl_service_roi.workbook.read_before import read_before, unclear_answers
from xl_service_roi.workbook.start_tables import (
    ANSWER_COLUMN,
    CHECK_ROW,
    CHECKLIST,
    CHECKLIST_FIRST,
    FIRST_YEAR_ROW,
    QUESTION_ROW,
    QUESTIONS,
    SAID_COLUMN,
)

EXAMPLE = Case.example()
ANSWERED = Before(
    "Fewer customers leave", 2.5, 400_000.0, "open", "indirectly_profitable", date(2027, 3, 1), "satisfied_customers"
)
Values = dict[str, Value | None]


def part(path: Path, key: str) -> str:
    """The XML of a sheet."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"xl/worksheets/sheet{SHEETS.index(key) + 1}.xml").decode()


@pytest.fixture(scope="module")
def apart(english: Path, dutch: Path) -> dict[str, SheetsApart]:
    return {
        language: SheetsApart(path, language, ("start", "before"))
        for language, path in (("en", english), ("nl", dutch))
    }


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("answered")
    for language in LANGUAGES:
        build(folder / f"{language}.xlsx", language, EXAMPLE.inputs, before=ANSWERED)
    return {language: folder / f"{language}.xlsx" for language in LANGUAGES}


# --------------------------------------------------------------------------------------------------- how far one is


def states(book: SheetsApart) -> list[Value]:
    """What the start sheet says about the three steps."""
    return [book.at(cell) for cell in book.formulas if cell[0] == book.layout.sheets["start"]]


READY: Values = {"inputs_missing": 0, "inputs_wrong": 0, "case_message": ""}
HEADLINES = ["Service is worth it.", "So is the plan."]
READY |= dict(zip(("headline_service", "headline_plan"), HEADLINES, strict=True))
WAITING = {**READY, "case_message": "Fill in.", "headline_service": "Fill in.", "headline_plan": ""}
STAFF = {
    "en": "That makes 49 FTE and € 2.4 million of staff cost in year 1. Not what you have? Look at contacts and "
    "minutes, or fill in Tasks.",
    "nl": "Daarmee komt het werkboek nu op 49 fte en € 2,4 mln personeelskosten in jaar 1. Klopt dat niet? Kijk naar "
    "contacten en minuten, of vul Taken in.",
}
UNUSABLE = {
    "en": "cannot be used: see the column Status (filter in column B on all)",
    "nl": "niet bruikbaar: zie de kolom Status (filter in kolom B op alles)",
}
STATES: list[tuple[str, Values, list[str]]] = [
    (
        "en",
        READY,
        ["0 of 5 questions answered", "All 27 filled in", STAFF["en"], "Service is worth it.", "So is the plan."],
    ),
    (
        "nl",
        READY,
        ["0 van de 5 vragen beantwoord", "Alle 27 ingevuld", STAFF["nl"], "Service is worth it.", "So is the plan."],
    ),
    ("en", WAITING | {"inputs_missing": 4}, ["0 of 5 questions answered", "4 of 27 still empty", "", "Fill in.", ""]),
    (
        "nl",
        WAITING | {"inputs_missing": 4},
        ["0 van de 5 vragen beantwoord", "4 van de 27 nog leeg", "", "Fill in.", ""],
    ),
    (
        "en",
        WAITING | {"inputs_wrong": 2, "before_goal": "More", "before_stance": "a necessary evil"},
        [
            "2 of 5 questions answered",
            f"2 {UNUSABLE['en']}",
            "",
            "Fill in.",
            "",
        ],
    ),
    (
        "nl",
        WAITING | {"inputs_wrong": 1, **{f"before_{question}": 1 for question in QUESTIONS}},
        [
            "5 van de 5 vragen beantwoord",
            f"1 {UNUSABLE['nl']}",
            "",
            "Fill in.",
            "",
        ],
    ),
]
NO_ANSWERS: Values = {f"before_{question}": None for question in QUESTIONS}


@pytest.mark.parametrize(("language", "values", "said"), STATES)
def test_the_start_sheet_says_how_far_one_is(
    language: str, values: Values, said: list[str], apart: dict[str, SheetsApart]
) -> None:
    assert states(apart[language].type(NO_ANSWERS | values)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_that_is_seen_can_be_reached_from_the_start(language: str, answered: dict[str, Path]) -> None:
    sheets = Layout(labels(language)).sheets
    links = re.findall(r'<hyperlink [^>]*location="(.*?)!\$A\$1" display="(.*?)"', part(answered[language], "start"))
    seen = {sheets[key] for key in SHEETS} - {sheets["start"], sheets["workings"]}
    assert {unescape(sheet).strip("'").replace("''", "'") for sheet, _ in links} == seen
    assert all(sheet.strip("'").replace("''", "'") in text for sheet, text in links)


# --------------------------------------------------------------------------------- the answers against the case

Cost = tuple[float, list[float]]
SAID: list[tuple[str, Cost, Values, Values]] = [
    (
        "en",
        (250_000, [90_000, 120_000.5, 60_000]),
        {"before_budget": 100_000, "before_term": 3, "horizon_years": 3, "result_payback": 2.96},
        {
            "highest": "Year 2 is the dearest: € 20,001 above the budget.",
            "average": "The average year is within the budget.",
            "one_off": "Comes on top of the yearly cost: does it have a budget of its own?",
            "payback": "Within the term of 3 years.",
            "horizon": "Long enough to see the term of 3 years through.",
        },
    ),
    (
        "nl",
        (0, [90_000, 120_000, 150_000]),
        {"before_budget": 110_000, "before_term": 2.5, "horizon_years": 3, "result_payback": 2.9},
        {
            "highest": "Jaar 3 is het duurst: € 40.000 boven het budget.",
            "average": "Het gemiddelde jaar komt € 10.000 boven het budget uit.",
            "one_off": "Er zijn geen eenmalige uitgaven.",
            "payback": "0,4 jaar later dan de termijn van 2,5 jaar.",
            "horizon": "Lang genoeg om de termijn van 2,5 jaar te overzien.",
        },
    ),
    (
        "en",
        (-5, [50, 50]),
        {"before_budget": 50, "before_term": 4, "horizon_years": 2, "result_payback": "none"},
        {
            "highest": "Year 1 is the dearest, and within the budget.",
            "average": "The average year is within the budget.",
            "one_off": "One-off, the plan lays out less than today.",
            "payback": (
                "Within the horizon the plan does not pay for itself; whether it does within the term of 4 years "
                "cannot be seen."
            ),
            "horizon": "Shorter than the term of 4 years: what comes after the horizon does not count.",
        },
    ),
    (
        "nl",
        (0, [0, -20]),
        {"before_budget": 50, "before_term": 1, "horizon_years": 2, "result_payback": 0},
        {
            "highest": "Het plan kost in geen enkel jaar meer dan er nu aan het programma wordt uitgegeven.",
            "average": "",
            "one_off": "Er zijn geen eenmalige uitgaven.",
            "payback": "Het plan staat nooit in het rood: de termijn van 1 jaar wordt gehaald.",
            "horizon": "Lang genoeg om de termijn van 1 jaar te overzien.",
        },
    ),
    (
        "en",
        (1, [10, 20]),
        {"before_budget": None, "before_term": None, "horizon_years": 2, "result_payback": 1},
        {
            "highest": "Year 2 is the dearest. Fill in a budget above, and it is checked here.",
            "average": "",
            "one_off": "Comes on top of the yearly cost: does it have a budget of its own?",
            "payback": "Fill in a term above, and it is checked here.",
            "horizon": "",
        },
    ),
    (
        "nl",
        (1, [10, 20]),
        {"before_budget": 0, "before_term": 2, "horizon_years": 2, "result_payback": "geen"},
        {
            "highest": "Jaar 2 is het duurst: € 20 boven het budget.",
            "average": "Het gemiddelde jaar komt € 15 boven het budget uit.",
            "one_off": "Komt boven op de kosten per jaar: is er een eigen budget voor?",
            "payback": "Het plan verdient zich binnen de looptijd niet terug, en haalt de termijn van 2 jaar dus niet.",
            "horizon": "Lang genoeg om de termijn van 2 jaar te overzien.",
        },
    ),
]


def cost_more(book: SheetsApart, cost: Cost) -> None:
    """Let the programme cost this much: once, on one line of the plan, and by year on another."""
    futures = [book.layout.sheets[key] for key in ("plan", "today")]
    book.put({cell: 0.0 for cell in book.elsewhere if cell[0] in futures})
    one_off, by_year = cost
    amounts = {book.layout.cell_of(change_spending, "plan", 0): one_off}
    amounts |= {book.layout.cell_of(cost_of_officer, "plan", year): each for year, each in enumerate(by_year, start=1)}
    for place, amount in amounts.items():
        sheet, _, address = place.replace("$", "").rpartition("!")
        assert (sheet, address) in book.elsewhere
        book.put({(sheet, address): amount})


@pytest.mark.parametrize(("language", "cost", "values", "said"), SAID)
def test_the_answers_are_held_against_the_case(
    language: str, cost: Cost, values: Values, said: Values, apart: dict[str, SheetsApart]
) -> None:
    book = apart[language]
    cost_more(book, cost)
    book.type(values | {"case_message": ""})
    sheet = book.layout.sheets["before"]
    assert {check: book.at((sheet, format_address(row, SAID_COLUMN))) for check, row in CHECK_ROW.items()} == said
    assert book.says("before_budget_said") == said["highest"]
    assert book.says("before_term_said") == said["payback"]
    assert book.says("before_one_off_cost") == cost[0]
    assert book.says("before_highest_cost") == pytest.approx(max(cost[1]))
    assert book.says("before_average_cost") == pytest.approx(sum(cost[1]) / len(cost[1]))
    assert book.column("before_yearly_cost") == [*cost[1], *[""] * (LAST_YEAR - len(cost[1]))]


def test_each_year_is_held_against_the_budget(apart: dict[str, SheetsApart]) -> None:
    book = apart["en"]
    cost_more(book, (0, [100, 100.004, 100.006, 100.5]))
    book.type({"case_message": "", "before_budget": 100, "horizon_years": 4})
    sheet = book.layout.sheets["before"]
    said = [book.at((sheet, format_address(FIRST_YEAR_ROW + year, SAID_COLUMN))) for year in range(5)]
    assert said == ["within the budget"] * 2 + ["€ 0.01 above the budget", "€ 0.50 above the budget", ""]


def test_without_a_case_only_what_is_missing_is_said(apart: dict[str, SheetsApart], unfilled: Path) -> None:
    said = "Fill in 27 more"
    book = apart["en"].type({"case_message": said, "before_budget": 5, "before_term": 3})
    sheet = book.layout.sheets["before"]
    shown = {cell: book.at(cell) for cell in book.formulas if cell[0] == sheet}
    assert {value for value in shown.values() if value} == {said}
    assert book.says("before_budget_said") == said
    message = labels("en").say("fill_in", missing=27, essential=27)
    shows = read_values(unfilled)
    assert {shows[cell] for cell in shown} == {"", message}


answers = st.builds(
    Before,
    goal=st.none() | st.just("More"),
    term=st.none() | st.integers(0, 120).map(lambda tenths: tenths / 10),
    budget=st.none() | st.integers(0, 2_000_000).map(float) | st.sampled_from([711_449.38, 798_353.31]),
    stance=st.sampled_from([None, "necessary_evil", "indirectly_profitable"]),
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25)
@given(before=answers)
def test_the_values_beside_the_formulas_are_what_they_come_to(
    language: str, before: Before, apart: dict[str, SheetsApart]
) -> None:
    book = apart[language]
    book.put({cell: book.values[cell] for cell in book.elsewhere})
    stance = before.stance and book.layout.words.say(f"before_stance_{before.stance}")
    typed: Values = {f"before_{name}": getattr(before, name) for name in ("goal", "term", "budget")}
    book.type(NO_ANSWERS | typed | {"before_stance": stance})
    shown = shown_on(("start", "before"), CachedValues(EXAMPLE.inputs, labels(language), EXAMPLE.run().found), before)
    for key, values in shown.items():
        for address, value in values.items():
            found = book.at((book.layout.sheets[key], format_address(*address)))
            assert found == (value if isinstance(value, str) else pytest.approx(value, rel=1e-9)), (key, address)


def test_the_cost_of_the_programme_is_that_of_its_heading() -> None:
    """With one year, no tax and no discounting, it is what the heading adds to the programme's value."""
    case = Case.from_values({**EXAMPLE.inputs.nested(), "horizon_years": 1, "discount_rate": 0, "tax_rate": 0})
    result = case.run()
    cost = programme_cost(CachedValues(case.inputs, labels("en"), result.found))
    assert cost.one_off + sum(cost.yearly) == pytest.approx(-result.measures["headings"]["programme"], abs=0.01)
    assert (cost.highest, cost.average, cost.dearest_year) == (cost.yearly[0], cost.yearly[0], 1)


# ------------------------------------------------------------------------------------------------- what is read back


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_settled_is_read_back(language: str, answered: dict[str, Path]) -> None:
    assert read_before(answered[language]) == ANSWERED
    with Workbook.open(answered[language]) as book:
        assert read_before(book) == ANSWERED


def test_nothing_is_read_where_nothing_was_settled(unfilled: Path, tmp_path: Path) -> None:
    assert read_before(unfilled) == Before()
    xlsxwriter.Workbook(tmp_path / "other.xlsx").close()
    assert read_before(tmp_path / "other.xlsx") == Before()


@pytest.mark.parametrize(
    ("name", "typed", "field", "read"),
    [
        ("before_term", 2.5, "term", 2.5),
        ("before_term", "2,5", "term", None),
        ("before_term", "soon", "term", None),
        ("before_term", -1, "term", None),
        ("before_term", True, "term", None),
        ("before_budget", "=1/0", "budget", None),
        ("before_budget", 0, "budget", 0.0),
        ("before_goal", "   ", "goal", None),
        ("before_goal", " Keep them ", "goal", "Keep them"),
        ("before_culture", "=1/0", "culture", None),
        ("before_stance", "Een NOODZAKELIJK kwaad ", "stance", "necessary_evil"),
        ("before_stance", "indirectly profitable", "stance", "indirectly_profitable"),
        ("before_stance", "a blessing", "stance", None),
        ("before_review_date", date(2028, 2, 29), "review_date", date(2028, 2, 29)),
        ("before_review_date", "next year", "review_date", None),
        ("officer_form", labels("nl").say("officer_form_cco"), "officer", "cco"),
        ("officer_form", "The boss", "officer", None),
    ],
)
def test_what_cannot_be_understood_is_left_open(name: str, typed: Any, field: str, read: Any, tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Somewhere")
        book.define_name(name, "=Somewhere!$B$2")
        if isinstance(typed, date):
            sheet.write_datetime("B2", typed, book.add_format({"num_format": "[$-413]d mmmm yyyy"}))
        elif isinstance(typed, str) and typed.startswith("="):
            sheet.write_formula("B2", typed, None, "#DIV/0!")
        else:
            sheet.write("B2", typed)
    understood = read is not None or not str(typed).strip()
    assert read_before(path) == Before(**{field: read}, unclear=() if understood else (field,))
    unclear = [problem.message for problem in unclear_answers(path)]
    assert unclear == ([] if understood else [f"{name} is not understood, and counts as left open"])


def test_what_was_ticked_is_read(answered: dict[str, Path], tmp_path: Path) -> None:
    typed = {"mandate": " Nee", "training": "ja", "review": "n.v.t.", "norms": "misschien"}
    cells = {(CHECKLIST_FIRST + CHECKLIST.index(point), ANSWER_COLUMN): word for point, word in typed.items()}
    with Workbook.open(answered["nl"]) as book:
        (tmp_path / "ticked.xlsx").write_bytes(patched(book, {labels("nl").say("sheet_before"): cells}))
    ticked = {"mandate": "no", "training": "yes", "review": "not_applicable"}
    assert read_before(tmp_path / "ticked.xlsx") == replace(ANSWERED, checklist=ticked)


# ------------------------------------------------------------------------------------------------------ how it looks


@pytest.mark.parametrize(("language", "pattern"), [("en", "[$-809]d mmmm yyyy"), ("nl", "[$-413]d mmmm yyyy")])
def test_a_date_is_written_in_the_language_of_the_workbook(
    language: str, pattern: str, answered: dict[str, Path]
) -> None:
    with Workbook.open(answered[language]) as book:
        cell = book.cells(labels(language).say("sheet_before"))[QUESTION_ROW["review_date"], ANSWER_COLUMN]
    assert cell.kind == "date"
    with zipfile.ZipFile(answered[language]) as archive:
        assert f'formatCode="{pattern}"' in archive.read("xl/styles.xml").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_item_of_the_checklist_takes_yes_no_or_neither(language: str, answered: dict[str, Path]) -> None:
    words, before = labels(language), part(answered[language], "before")
    first, last = (format_address(CHECKLIST_FIRST + place, ANSWER_COLUMN) for place in (0, len(CHECKLIST) - 1))
    listed = ",".join(words.say(f"before_tick_{tick}") for tick in get_args(Tick))
    assert re.search(rf'sqref="{first}:{last}"><formula1>"{re.escape(listed)}"</formula1>', before)


@pytest.mark.parametrize("key", ["start", "before"])
def test_start_and_before_are_one_upright_page_each(key: str, answered: dict[str, Path]) -> None:
    sheet = part(answered["nl"], key)
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert re.search(r'<pageSetup paperSize="9" orientation="portrait"/>', sheet)
