"""The example firms: complete, marked as assumptions, the same in a workbook, and with stories that tell the truth."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from console import run_as_shown

from xl_service_roi import Case
from xl_service_roi.case import Result
from xl_service_roi.check import check_file
from xl_service_roi.cli import cli
from xl_service_roi.errors import InputError
from xl_service_roi.firms import FIRMS, firm
from xl_service_roi.inputs import drivers, essentials
from xl_service_roi.labels import labels
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.numbers import money, number, percent
from xl_service_roi.walk_the_talk import warnings
from xl_service_roi.workbook.before import Before

STORIES = Path(__file__).parent.parent / "docs" / "examples"
SOURCES = Path(__file__).parent.parent / "xl_service_roi" / "model" / "sources.md"
LANGUAGES = ("en", "nl")

each_firm = pytest.mark.parametrize("name", FIRMS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def result(name: str) -> Result:
    return firm(name).case().run()


# --- what is filled in -----------------------------------------------------------------------------------------------


@each_firm
def test_every_essential_is_filled_in_and_every_value_has_its_reason(name: str) -> None:
    found = firm(name)
    assert {driver.name for driver in essentials()} <= found.values.keys()
    assert found.values.keys() == found.reasons.keys() == found.notes("nl").keys()
    assert found.ranges.keys() <= found.values.keys()
    assert found.title("en") != found.title("nl")


@each_firm
@pytest.mark.parametrize(("language", "word"), [("en", "assumption: "), ("nl", "aanname: ")])
def test_a_note_says_that_it_is_an_assumption_or_names_a_source(name: str, language: str, word: str) -> None:
    known = set(re.findall(r"^\| (S\d+) \|", SOURCES.read_text(encoding="utf-8"), re.MULTILINE))
    for driver, note in firm(name).notes(language).items():
        source = re.match(r"(S\d+) \(", note)
        assert note.startswith(word) or (source and source[1] in known), f"{driver}: {note}"
        assert set(re.findall(r"\bS\d+", note)) <= known, f"{driver}: {note}"
        assert len(note) <= 150, f"{driver}: {note}"


@each_firm
def test_a_note_names_the_same_sources_in_both_languages(name: str) -> None:
    english, dutch = firm(name).notes("en"), firm(name).notes("nl")
    for driver in english:
        assert _sources(english[driver]) == _sources(dutch[driver]), driver


def _sources(note: str) -> list[str]:
    return sorted(re.findall(r"\bS\d+", note))


@each_firm
def test_a_range_holds_the_value_it_is_about(name: str) -> None:
    ranges = firm(name).case().uncertainty.ranges
    assert len(ranges) == len(firm(name).ranges) > 20
    for driver, found in ranges.items():
        assert found.low <= found.likely <= found.high, driver


@each_firm
@each_language
def test_what_comes_before_the_figures_is_answered(name: str, language: str) -> None:
    before = firm(name).before(language)
    assert None not in vars(before).values()
    assert before.goal != firm(name).before("nl" if language == "en" else "en").goal


def test_a_firm_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match=r"web-shop · there is no such example firm; did you mean webshop\?"):
        firm("web-shop")


# --- what it comes to ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "measure", "sign"),
    [
        ("webshop", "programme_npv", 1),
        ("webshop", "programme_npv_horizon_3", -1),
        ("webshop", "service_value", 1),
        ("webshop", "service_value_horizon_1", -1),
        ("energy-supplier", "programme_npv", -1),
        ("energy-supplier", "programme_npv_grow", -1),
        ("energy-supplier", "programme_npv_horizon_10", -1),
        ("energy-supplier", "service_value", 1),
        ("energy-supplier", "service_value_horizon_1", 1),
        ("mobile-operator", "programme_npv", 1),
        ("mobile-operator", "service_value", 1),
        ("mobile-operator", "service_value_horizon_1", -1),
        ("copier-service", "programme_npv", 1),
        ("copier-service", "service_value", 1),
        ("copier-service", "service_value_horizon_1", -1),
    ],
)
def test_a_firm_teaches_what_its_story_says(name: str, measure: str, sign: int) -> None:
    assert result(name).measures[measure] * sign > 0


def test_the_energy_suppliers_programme_does_not_pay_even_if_all_of_it_succeeds() -> None:
    assert result("energy-supplier").measures["break_even_realisation"] is None
    assert firm("energy-supplier").case().inputs.values["hold_base"] == 1


def test_the_energy_supplier_spends_more_a_year_than_its_board_allows() -> None:
    plan, budget = result("energy-supplier").futures["plan"], firm("energy-supplier").before().budget
    lines = ("cost_of_officer", "cost_of_office", "cost_of_technology", "improvement_cost")
    assert budget is not None
    assert sum(plan[line][1] for line in lines) > budget


def test_the_mobile_operators_programme_hangs_on_its_realisation() -> None:
    counted_on = firm("mobile-operator").values["realisation_share"]
    needed = result("mobile-operator").measures["break_even_realisation"]
    assert firm("mobile-operator").ranges["realisation_share"]["low"] < needed < counted_on


def test_the_copier_firms_visits_and_account_teams_pay_most() -> None:
    by_heading = result("copier-service").measures["headings"]
    assert max(by_heading, key=lambda heading: by_heading[heading]) == "field"
    assert by_heading["accounts"] > 0


WARNED = {
    "webshop": ["turns_with_obligations", "turns_with_horizon"],
    "energy-supplier": ["turns_with_obligations"],
    "mobile-operator": ["turns_with_horizon"],
    "copier-service": ["turns_with_horizon"],
}


@each_firm
@each_language
def test_the_only_warnings_are_those_of_the_story(name: str, language: str) -> None:
    given = warnings(result(name), language)
    words = labels(language)
    expected = [words.say(f"warn_{key}", values="\0").partition("\0")[0] for key in WARNED[name]]
    assert [found.startswith(start) for found, start in zip(given, expected, strict=True)] == [True] * len(given)


# --- the workbook and the story --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firms")


@each_firm
def test_the_story_shows_what_the_commands_print(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert run_as_shown(STORIES / f"{name}.md") > 30
    holds_the_firm(folder / f"{name}.xlsx", name, "en")


def test_a_dutch_workbook_holds_the_same_firm(folder: Path) -> None:
    """One will do: what differs from firm to firm in Dutch are texts, which are compared above."""
    name, path = "copier-service", folder / "kopieer.xlsx"
    assert CliRunner().invoke(cli, ["new", str(path), "--firm", name, "--lang", "nl"]).exit_code == 0
    holds_the_firm(path, name, "nl")


def holds_the_firm(path: Path, name: str, language: str) -> None:
    """Fail unless a workbook holds the firm: its figures, ranges, notes and answers."""
    assert [problem for problem in check_file(path) if problem.severity == "error"] == []
    found, case = Case.from_workbook(path), firm(name).case()
    assert found.inputs.values == case.inputs.values
    assert found.inputs.same_as_today == case.inputs.same_as_today
    assert found.uncertainty.ranges == case.uncertainty.ranges
    assert found.run().measures == result(name).measures
    before: Before = firm(name).before(language)
    assert {*firm(name).notes(language).values(), before.goal, before.culture} - texts(path) == set()


def texts(path: Path) -> set[str]:
    """Every text that stands in a workbook."""
    with ZipFile(path) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return {"".join(entry.itertext()) for entry in strings}


def test_a_workbook_is_of_one_firm(folder: Path) -> None:
    found = CliRunner().invoke(cli, ["new", str(folder / "two.xlsx"), "--firm", "webshop", "--example"])
    assert found.exit_code == 2
    assert "take one of them" in found.output
    unknown = CliRunner().invoke(cli, ["new", str(folder / "none.xlsx"), "--firm", "bakery"])
    assert unknown.exit_code == 2
    assert all(name in unknown.output for name in FIRMS)


@each_firm
def test_the_table_of_assumptions_is_what_the_firm_has(name: str) -> None:
    rows = [line for line in story(name).splitlines() if line.startswith("|") and "(`" in line]
    assert len(rows) >= 10
    shown = [re.findall(r"\(`(\w+)`\)", line)[0] for line in rows]
    assert rows == [row(name, driver) for driver in shown]


def story(name: str) -> str:
    return (STORIES / f"{name}.md").read_text(encoding="utf-8")


def row(name: str, driver: str) -> str:
    """The row of a driver in the table of assumptions."""
    given = firm(name).values[driver]
    values = given if isinstance(given, dict) else {"today": given}
    figures = [written(driver, values[future]) if future in values else "" for future in FUTURES]
    cells = (f"{labels('en').of(driver)} (`{driver}`)", *figures, firm(name).notes()[driver])
    return "|".join(("", *(f" {cell} " if cell else " " for cell in cells), ""))


def written(driver: str, value: Any) -> str:
    declared = drivers()[driver]
    if declared.is_share:
        return percent(value, "en", 4)
    return money(value, "en", precise=True) if declared.unit.startswith("money") else number(value, "en", 4)


@each_firm
def test_the_overview_shows_what_comes_out(name: str) -> None:
    measures = result(name).measures
    (line,) = (line for line in story("README").splitlines() if f"]({name}.md) |" in line)
    cells = [cell.strip() for cell in line.split("|")]
    assert cells[2:4] == [money(measures[measure], "en") for measure in ("programme_npv", "service_value")]
