"""Ranges of inputs, scenarios, incidents and correlations: optional, read as they stand, and never in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spreadsheets import LibreOffice, read_values, without_values
from workbook_edits import (
    Error,
    Formula,
    Parts,
    insert_columns,
    insert_rows,
    parts_of,
    rename_sheet,
    set_cell,
    set_name,
    write,
)

from xl_service_roi.case import Case
from xl_service_roi.check import check_file
from xl_service_roi.errors import InputError, Problem, WorkbookError
from xl_service_roi.inputs import drivers
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.spreadsheet.addresses import column_letters, format_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.uncertainty import DISTRIBUTIONS, range_names
from xl_service_roi.workbook.analysis_tables import CORRELATION_PART, FIRST_SCENARIO, INCIDENT_PART, SCENARIO_PART
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import INPUT_COLUMN, RANGE_COLUMN, RANGE_SOURCE, RANGE_STATUS, Layout
from xl_service_roi.workbook.range_status import status_shown
from xl_service_roi.workbook.read import read_inputs, read_workbook
from xl_service_roi.workbook.read_uncertainty import read_uncertainty

Edit = Callable[[Parts], None]
ROWS = Layout(labels("en")).inputs.rows


@pytest.fixture(scope="module")
def uncertain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The illustrative firm with its ranges, in both languages."""
    folder, case = tmp_path_factory.mktemp("uncertain"), Case.example()
    paths = {language: folder / f"plan-{language}.xlsx" for language in LANGUAGES}
    for language, path in paths.items():
        build(path, language, case.inputs, uncertainty=case.uncertainty)
    return paths


@pytest.fixture
def edited(uncertain: dict[str, Path], tmp_path: Path) -> Callable[..., Path]:
    def write_edited(*edits: Edit, language: str = "en") -> Path:
        parts = parts_of(uncertain[language])
        for edit in edits:
            edit(parts)
        return write(parts, tmp_path / "plan.xlsx")

    return write_edited


def range_cell(driver: str, part: str) -> str:
    return f"Inputs!{format_address(ROWS[driver], RANGE_COLUMN[part])}"


def ranged(driver: str, low: Any = None, high: Any = None, distribution: Any = None) -> Edit:
    """Type a range over what stands there."""

    def edit(parts: Parts) -> None:
        for part, value in (("low", low), ("high", high), ("distribution", distribution)):
            set_cell(parts, range_cell(driver, part), value)

    return edit


# ------------------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ranges_of_the_illustrative_firm_are_read_as_they_were_written(
    language: str, uncertain: dict[str, Path]
) -> None:
    case = Case.from_workbook(uncertain[language])
    assert case.uncertainty.ranges == Case.example().uncertainty.ranges
    assert len(case.uncertainty.ranges) == 29
    assert (case.uncertainty.correlations, case.uncertainty.incidents) == ((), ())
    assert case.inputs.values == Case.example().inputs.values


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_range_of_the_illustrative_firm_is_marked_as_assumed(language: str, uncertain: dict[str, Path]) -> None:
    words, values = labels(language), read_values(uncertain[language])
    sheet = words.say("sheet_inputs")
    marked = {name for name, row in ROWS.items() if (sheet, format_address(row, RANGE_SOURCE)) in values}
    assert marked == {name for name, driver in drivers().items() if driver.low is not None}
    found = {values[sheet, format_address(ROWS[name], RANGE_SOURCE)] for name in marked}
    assert found == {words.say("source_assumed")}


def test_an_ordinary_template_has_no_range(english: Path, unfilled: Path) -> None:
    for path in (english, unfilled):
        filled = read_workbook(path)
        assert filled.uncertainty == {}
        assert filled.ranges.keys() == range_names().keys()
        assert filled.scenarios == {}


def test_ranges_never_become_inputs(uncertain: dict[str, Path]) -> None:
    with_ranges = read_workbook(uncertain["en"])
    assert with_ranges.uncertainty
    assert not with_ranges.uncertainty.keys() & with_ranges.given.keys()


MOVED: dict[str, Edit] = {
    "rows": lambda parts: insert_rows(parts, "Inputs", 8, 3),
    "columns": lambda parts: insert_columns(parts, "Inputs", "O", 2),
    "sheet renamed": lambda parts: rename_sheet(parts, "Inputs", "Onze invoer (2026)"),
}


@pytest.mark.parametrize("edit", MOVED.values(), ids=MOVED)
def test_ranges_are_found_wherever_they_are(edit: Edit, edited: Callable[..., Path]) -> None:
    assert Case.from_workbook(edited(edit)).uncertainty.ranges == Case.example().uncertainty.ranges


@pytest.mark.parametrize(
    ("low", "high", "read"),
    [("12%", "18%", (0.12, 0.18)), ("0,12", "0.18", (0.12, 0.18)), (0.15, 0.15, (0.15, 0.15))],
)
def test_texts_are_read_as_those_of_inputs(
    low: Any, high: Any, read: tuple[float, float], edited: Callable[..., Path]
) -> None:
    found = Case.from_workbook(edited(ranged("churn", low, high))).uncertainty.ranges["churn"]
    assert (found.low, found.high) == read


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_distributions_are_read_in_both_languages(
    language: str, distribution: str, edited: Callable[..., Path]
) -> None:
    word = labels(language).say(f"distribution_{distribution}")
    path = edited(ranged("churn", 0.1, 0.2, word.upper()))
    assert Case.from_workbook(path).uncertainty.ranges["churn"].distribution == distribution


@pytest.mark.parametrize(
    ("low", "high", "distribution", "said"),
    [
        (0.1, None, None, ("high of churn is missing",)),
        (0.2, 0.1, None, ("churn",)),
        (0.16, 0.2, None, ("churn is 0.15, outside",)),
        (0.1, Error("#REF!"), None, ("churn_high is an error", range_cell("churn", "high"))),
        (Formula("0.1"), 0.2, None, ("churn_low is a formula that was never calculated",)),
        (True, 0.2, None, ("churn_low is a truth value",)),
        ("1.000", 0.2, None, ("1.000",)),
        (0.1, 1.2, None, ("not allowed", "0 to 1")),
        (0.1, 0.2, "bell", ("no such distribution", range_cell("churn", "distribution"))),
    ],
)
def test_what_cannot_be_used_stops_the_simulation_and_nothing_else(
    low: Any, high: Any, distribution: Any, said: tuple[str, ...], edited: Callable[..., Path]
) -> None:
    case = Case.from_workbook(edited(ranged("churn", low, high, distribution)))
    assert case.run().measures == Case.example().run().measures
    with pytest.raises(InputError) as caught:
        _ = case.uncertainty
    (problem,) = caught.value.problems
    assert all(part in str(problem) for part in said)


def test_check_and_recalculation_say_nothing_of_it(edited: Callable[..., Path], uncertain: dict[str, Path]) -> None:
    spoilt = edited(ranged("churn", 0.2, Error("#N/A"), "bell"))
    assert [each.message for each in check_file(spoilt)] == [each.message for each in check_file(uncertain["en"])]


def test_the_quick_reading_leaves_ranges_alone(uncertain: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = Workbook.cells

    def cells(self: Workbook, sheet: str, where: Any = None) -> Any:
        asked.append(sheet)
        return read(self, sheet, where)

    monkeypatch.setattr(Workbook, "cells", cells)
    with Workbook.open(uncertain["en"]) as book:
        filled = read_inputs(book)
        assert asked == ["Inputs"]
        assert (filled.uncertainty, filled.scenarios) == ({}, {})
        given, _ = read_uncertainty(book)
    assert len(given) == 3 * 29


# --------------------------------------------------------------------------------------- what stands beside a range


STATUSES = [
    (None, None, None, ""),
    (0.1, 0.2, None, ""),
    (0.15, 0.15, "uniform", ""),
    (0.1, None, None, "range_incomplete"),
    (None, None, "PERT", "range_incomplete"),
    (None, None, "fixed", ""),
    ("ten", 0.2, None, "range_incomplete"),
    (0.2, 0.1, None, "range_reversed"),
    (-0.1, 0.2, None, "status_outside"),
    (0.1, 1.5, None, "status_outside"),
    (0.16, 0.2, None, "range_beside"),
]


def test_the_status_is_the_same_in_libreoffice_and_in_python(
    edited: Callable[..., Path], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    english = labels("en")
    shares = [name for name, driver in drivers().items() if (driver.at_least, driver.at_most) == (0, 1)]
    names = [name for name in shares if f"{name}_low" in range_names()][: len(STATUSES)]
    edits: list[Edit] = []
    for name, (low, high, shape, _) in zip(names, STATUSES, strict=True):
        edits += [ranged(name, low, high, shape), *_only_today(name, 0.15)]
    expected = {
        name: status_shown(drivers()[name], low, high, shape, 0.15, english)
        for name, (low, high, shape, _) in zip(names, STATUSES, strict=True)
    }
    assert [*expected.values()] == [english.say(key) if key else "" for *_, key in STATUSES]
    bare = tmp_path / "bare.xlsx"
    without_values(edited(*edits), bare)
    (copy,) = libreoffice.recalculate([bare], tmp_path / "out")
    shown = read_values(copy)
    found = {name: shown.get(("Inputs", format_address(ROWS[name], RANGE_STATUS)), "") for name in names}
    assert found == expected


def _only_today(name: str, value: float) -> list[Edit]:
    """Type a value in today's cell, and empty those of plan and zero."""
    futures = INPUT_COLUMN if drivers()[name].scope == "future" else ("today",)
    columns = {column_letters(INPUT_COLUMN[each]): value if each == "today" else None for each in futures}
    return [
        lambda parts, place=f"Inputs!{column}{ROWS[name]}", typed=typed: set_cell(parts, place, typed)
        for column, typed in columns.items()
    ]


# ----------------------------------------------------------------------------- scenarios, incidents and correlations


def scenario(number: int, **values: Any) -> Edit:
    """Type a scenario into the column of its number; its inputs stand in the rows from the first on."""

    def edit(parts: Parts) -> None:
        for row, (name, value) in enumerate(values.items(), start=SCENARIO_PART.first):
            set_cell(parts, f"Scenarios!{format_address(row, 1)}", name)
            set_cell(parts, f"Scenarios!{format_address(row, FIRST_SCENARIO + number - 1)}", value)

    return edit


def headed(number: int, name: str | None) -> Edit:
    place = format_address(SCENARIO_PART.head, FIRST_SCENARIO + number - 1)
    return lambda parts: set_cell(parts, f"Scenarios!{place}", name)


def test_scenarios_are_read_side_by_side(edited: Callable[..., Path]) -> None:
    path = edited(
        scenario(1, churn=0.2, reach_share_plan=None),
        scenario(3, churn=None, reach_share_plan="85%"),
        headed(1, "Recession"),
        headed(3, "Recession"),
    )
    case = Case.from_workbook(path)
    assert case.scenarios == {"Recession": {"churn": 0.2}, "Recession (3)": {"reach_share_plan": "85%"}}


def test_what_is_wrong_with_a_scenario_is_told_with_its_cell(edited: Callable[..., Path]) -> None:
    def twice(parts: Parts) -> None:
        for row in (SCENARIO_PART.first, SCENARIO_PART.first + 1):
            set_cell(parts, f"Scenarios!A{row}", "churn")
            set_cell(parts, f"Scenarios!D{row}", 0.2)
        set_cell(parts, f"Scenarios!D{SCENARIO_PART.first + 2}", 7)

    case = Case.from_workbook(edited(twice))
    assert case.run().measures == Case.example().run().measures
    found = case.scenarios["Scenario 1"]
    twice_there = found["churn"]
    assert isinstance(twice_there, Problem)
    assert "Scenarios!A7" in twice_there.where
    assert [name for name in found if "Scenarios!A8" in name]


def test_incidents_and_correlations_are_read(edited: Callable[..., Path]) -> None:
    def edit(parts: Parts) -> None:
        for column, value in enumerate(("A row in the media", 0.02, 800.0), start=1):
            set_cell(parts, f"Scenarios!{format_address(INCIDENT_PART.first + 1, column)}", value)
        for column, value in enumerate(("problem_share", "people_told", 0.4), start=1):
            set_cell(parts, f"Scenarios!{format_address(CORRELATION_PART.first, column)}", value)

    uncertainty = Case.from_workbook(edited(edit)).uncertainty
    (incident,), (correlation,) = uncertainty.incidents, uncertainty.correlations
    assert (incident.name, incident.probability, incident.customers_lost) == ("A row in the media", 0.02, 800.0)
    assert (correlation.first, correlation.second, correlation.coefficient) == ("problem_share", "people_told", 0.4)


def test_the_names_to_choose_from_are_all_there(uncertain: dict[str, Path]) -> None:
    """A drop-down shows every value that a scenario can replace."""
    values = read_values(uncertain["nl"])
    texts = {value for (sheet, _), value in values.items() if sheet == "Scenario's"}
    expected = {name for driver in drivers().values() if driver.scope != "year" for name in driver.names()}
    assert expected <= texts


@pytest.mark.parametrize("name", ["scenario_values", "uncertainty_incidents"])
def test_a_name_that_leads_to_a_whole_sheet_is_refused(name: str, edited: Callable[..., Path]) -> None:
    """Whoever looked into each cell would be busy for days."""
    path = edited(lambda parts: set_name(parts, name, "Scenarios!$A$1:$XFD$1048576"))
    with pytest.raises(WorkbookError, match=rf"the name {name} points to 17,179,869,184 cells .*; let it point"):
        read_workbook(path)
