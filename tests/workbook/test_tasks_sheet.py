"""The tasks sheet, recalculated: what follows from the work, and that nothing follows from an empty sheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sheets_apart import SheetsApart
from spreadsheets import Value, read_values

from xl_service_roi import Case
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.model.operations import back_hours, front_hours
from xl_service_roi.spreadsheet.addresses import format_address
from xl_service_roi.workbook.sheets.tasks_formulas import TaskFormulas
from xl_service_roi.workbook.tasks_tables import (
    CHECKED,
    CHECKED_ROW,
    CHOICES,
    COLUMN,
    DERIVED,
    DERIVED_ROW,
    FIRST_TASK,
    OTHER_COLUMN,
    OWN_TASKS,
    SAID_COLUMN,
    TASKS,
    VALUE_COLUMN,
)

ROWS = len(TASKS) + OWN_TASKS
EXAMPLE = Case.example()


class Task(NamedTuple):
    """A row of the table."""

    counts: str
    volume: float
    minutes: float
    kind: str
    office: str
    order: str = "no"
    outsource: str = "no"
    stays: str = "no"

    @property
    def hours(self) -> float:
        return self.volume * self.minutes / 60


@pytest.fixture(scope="module")
def apart(english: Path, dutch: Path) -> dict[str, SheetsApart]:
    paths = {"en": english, "nl": dutch}
    return {language: SheetsApart(path, language, ("tasks",)) for language, path in paths.items()}


def fill_in(book: SheetsApart, tasks: Iterable[Task]) -> SheetsApart:
    """Put these tasks in the table, and nothing in its other rows."""
    sheet, formulas = book.layout.sheets["tasks"], TaskFormulas(book.layout, book.layout.words)
    found = [*tasks]
    for place in range(ROWS):
        task = found[place]._asdict() if place < len(found) else dict.fromkeys(Task._fields)
        cells: dict[tuple[str, str], Value | None] = {}
        for column, value in task.items():
            word = formulas.word(column, value) if isinstance(value, str) else value
            cells[sheet, format_address(FIRST_TASK + place, COLUMN[column])] = word
        book.put(cells)
    return book.type({})


def shown(book: SheetsApart, row: int, column: int = VALUE_COLUMN) -> Value:
    return book.at((book.layout.sheets["tasks"], format_address(row, column)))


def share(part: float, whole: float) -> float | str:
    return part / whole if whole > 0 else ""


def same(found: Value, expected: float | str) -> bool:
    return found == (pytest.approx(expected, rel=1e-9) if isinstance(expected, float) else expected)


# ------------------------------------------------------------------------------------------------- what follows

sizes = st.integers(0, 200_000) | st.floats(0.01, 1e6)
tasks = st.lists(
    st.builds(
        Task,
        volume=sizes,
        minutes=st.integers(0, 60) | st.floats(0.1, 600),
        **{column: st.sampled_from(choices) for column, choices in CHOICES.items()},
    ),
    min_size=1,
    max_size=ROWS,
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40)
@given(listed=tasks, customers=st.integers(1, 10_000_000), reach=st.floats(0.1, 1))
def test_what_follows_is_what_the_definitions_say(
    language: str, listed: list[Task], customers: int, reach: float, apart: dict[str, SheetsApart]
) -> None:
    book = fill_in(apart[language], listed)
    book.type({"customers": customers, "reach_share_today": reach})
    contacts = [task for task in listed if task.counts == "contact"]
    served = [task for task in listed if task.counts != "none"]
    routine = [task for task in served if task.kind == "routine"]
    in_front = [task for task in routine if task.office == "front"]
    volume = {kind: sum(task.volume for task in served if task.kind == kind) for kind in CHOICES["kind"]}
    hours = {kind: sum(task.hours for task in served if task.kind == kind) for kind in CHOICES["kind"]}
    sought, everything = sum(task.volume for task in contacts), sum(volume.values())
    expected = {
        "contacts_per_customer": sought / reach / customers,
        "order_share": share(sum(task.volume for task in contacts if task.order == "yes"), sought),
        "routine_share": share(volume["routine"], everything),
        "specialist_share": share(volume["specialist"], everything),
        "routine_by_specialists_share": share(
            sum(task.volume for task in routine if task.office == "back"), volume["routine"]
        ),
        "outsourced_share": share(
            sum(task.volume for task in in_front if task.outsource == "yes"), sum(task.volume for task in in_front)
        ),
        **{f"{kind}_minutes": share(60 * hours[kind], volume[kind]) for kind in CHOICES["kind"]},
    }
    assert expected.keys() == DERIVED.keys()
    found = {driver: book.says(f"tasks_{driver}") for driver in DERIVED}
    assert all(same(found[driver], value) for driver, value in expected.items()), (found, expected)
    shares = [book.says(f"tasks_{kind}_share") for kind in CHOICES["kind"]]
    assert shares == ["", "", ""] or sum(map(float, shares)) == pytest.approx(1)
    stays = [task for task in listed if task.stays == "yes"]
    assert same(book.says("tasks_hours_at_zero"), sum(task.hours for task in stays) + 0.0)
    assert same(book.says("tasks_ready"), 1.0)


def test_what_the_tasks_come_to_is_held_against_the_calculation(apart: dict[str, SheetsApart]) -> None:
    listed = [
        Task("contact", 10_000, 6, "routine", "front", stays="yes"),
        Task("complaint", 600, 10, "specialist", "back", stays="yes"),
        Task("none", 12, 300, "routine", "back"),
    ]
    book = fill_in(apart["en"], listed)
    book.put({cell: book.values[cell] for cell in book.elsewhere})
    book.type({})
    found, inputs = EXAMPLE.run().found, EXAMPLE.inputs.values
    lines = {name: float(values[1]) for name, values in found.lines["today"].items()}
    served = inputs["reach_share_today"]
    problems = lines["problem_customers"] * inputs["contact_share_today"] * inputs["contacts_per_problem_today"]
    calculation = {
        "contacts": lines["contacts_served"] - problems * served,
        "complaints": problems * served,
        **{name: lines[name] for name in ("front_hours", "back_hours", "front_fte", "back_fte")},
    }
    per_fte = lines["hours_per_fte"]
    own: dict[str, float] = {"contacts": 10_000, "complaints": 600, "front_hours": 1_000, "back_hours": 160}
    own |= {"front_fte": 1_000 / per_fte, "back_fte": 160 / per_fte}
    for name in CHECKED:
        assert shown(book, CHECKED_ROW[name]) == pytest.approx(own[name]), name
        assert shown(book, CHECKED_ROW[name], OTHER_COLUMN) == pytest.approx(calculation[name]), name
    wages = 1_000 * inputs["front_salary_today"] + 100 * inputs["back_salary_today"]
    assert book.says("tasks_cost_at_zero") == pytest.approx(wages * (1 + inputs["on_cost"]) / per_fte)
    assert book.says("tasks_hours_at_zero") == pytest.approx(1_100)


@settings(max_examples=25)
@given(listed=tasks)
def test_a_model_of_nothing_but_these_tasks_does_their_hours(listed: list[Task], apart: dict[str, SheetsApart]) -> None:
    """What follows, taken over, gives the hours of the tasks back."""
    work = [task._replace(counts="contact") for task in listed]
    assume(sum(task.volume for task in work) > 1)
    book = fill_in(apart["en"], work)
    nothing_else = {"problem_share": 0, "intake_minutes": 0, "offer_share": 0, "outsourced_share": 0}
    nothing_else |= {"aftersales_calls_per_customer": 0, "contract_customers": 0, "customers": 1000}
    book.type({"customers": 1000, "reach_share_today": EXAMPLE.inputs.values["reach_share_today"]})
    taken_over = {driver: book.says(f"tasks_{driver}") for driver in DERIVED if driver != "outsourced_share"}
    assume(float(taken_over["contacts_per_customer"]) <= 1000)
    values = EXAMPLE.inputs.nested() | {driver: value for driver, value in taken_over.items() if value != ""}
    result = Case.from_values(values | nothing_else).run()
    average, *hours = (float(result.found.lines["today"][name][1]) for name in ("average_customers", *HOURS))
    assert sum(hours) / average * 1000 == pytest.approx(sum(task.hours for task in work), rel=1e-9)


HOURS = (front_hours.name, back_hours.name)

# ---------------------------------------------------------------------------------------------- what is said about it


@pytest.mark.parametrize(
    ("language", "driver", "now", "said"),
    [
        ("en", "routine_share", 0.75, "the same"),
        ("en", "routine_share", 0.7, "different"),
        ("nl", "routine_share", 0.75, "gelijk"),
        ("nl", "routine_minutes", 5, "verschilt"),
        ("nl", "routine_share", None, "het gegeven is leeg"),
        ("en", "outsourced_share", 0.1, "within what can be outsourced"),
        ("en", "outsourced_share", 0.8, "more than can be outsourced"),
        ("en", "technical_minutes", 8, ""),
    ],
)
def test_what_follows_is_compared_with_the_input(
    language: str, driver: str, now: float | None, said: str, apart: dict[str, SheetsApart]
) -> None:
    listed = [
        Task("contact", 2, 6, "routine", "front", outsource="yes"),
        Task("contact", 1, 6, "routine", "front"),
        Task("contact", 1, 18, "specialist", "back"),
    ]
    book = fill_in(apart[language], listed).type({DERIVED[driver]: now})
    assert shown(book, DERIVED_ROW[driver], OTHER_COLUMN) == ("" if now is None else now)
    assert shown(book, DERIVED_ROW[driver], SAID_COLUMN) == said


def test_an_empty_plan_outsources_what_is_outsourced_today(apart: dict[str, SheetsApart]) -> None:
    book = fill_in(apart["en"], [Task("contact", 1, 6, "routine", "front")])
    book.type({"outsourced_share_plan": None, "outsourced_share_today": 0.25})
    assert shown(book, DERIVED_ROW["outsourced_share"], OTHER_COLUMN) == 0.25


INCOMPLETE: list[tuple[dict[str, Value | None], str]] = [
    ({"minutes": None}, "remark_numbers"),
    ({"volume": None}, "remark_numbers"),
    ({"volume": "many"}, "remark_numbers"),
    ({"minutes": -1}, "remark_numbers"),
    ({"kind": None}, "remark_choices"),
    ({"counts": "perhaps"}, "remark_choices"),
    ({"office": "upstairs"}, "remark_choices"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "remark"), INCOMPLETE)
def test_nothing_follows_until_each_task_is_complete(
    language: str, typed: dict[str, Value | None], remark: str, apart: dict[str, SheetsApart]
) -> None:
    words, book = labels(language), apart[language]
    fill_in(book, [Task("contact", 10, 6, "routine", "front"), Task("contact", 10, 6, "routine", "front")])
    assert book.says("tasks_state") == words.say("tasks_count", rows=2)
    sheet = book.layout.sheets["tasks"]
    book.put({(sheet, format_address(FIRST_TASK + 1, COLUMN[column])): value for column, value in typed.items()})
    book.type({})
    assert book.says("tasks_state") == words.say("tasks_incomplete", rows=1)
    assert book.column("tasks_remark")[:3] == ["", words.say(f"tasks_{remark}"), ""]
    assert {book.says(f"tasks_{driver}") for driver in DERIVED} == {""}
    assert book.says("tasks_ready") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_follows_from_an_empty_sheet(language: str, apart: dict[str, SheetsApart], unfilled: Path) -> None:
    book, words = fill_in(apart[language], []), labels(language)
    states = {book.cell("tasks_state"): words.say("tasks_none"), book.cell("tasks_ready"): 0}
    assert {cell: book.at(cell) for cell in book.formulas} == dict.fromkeys(book.formulas, "") | states
    assert {cell: book.values[cell] for cell in book.formulas} == dict.fromkeys(book.formulas, "") | states
    if language == "en":
        assert read_values(unfilled).items() >= (dict.fromkeys(book.formulas, "") | states).items()


def test_presets_are_choices_and_leave_volumes_open(unfilled: Path) -> None:
    for preset in TASKS.values():
        assert all(getattr(preset, column) in choices for column, choices in CHOICES.items())
    typed = {address for sheet, address in read_values(unfilled) if sheet == labels("en").say("sheet_tasks")}
    for row in range(FIRST_TASK, FIRST_TASK + ROWS):
        assert typed.isdisjoint(format_address(row, COLUMN[column]) for column in ("volume", "minutes"))
