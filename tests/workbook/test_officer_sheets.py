"""The sheets of the officer and of the directors, recalculated: what they show, and what they say when used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import ironcalc
import pytest
from cases import varied_case
from spreadsheets import (
    Cell,
    Value,
    compare,
    read_formula_cells,
    read_values,
    recalculate_with_ironcalc,
    without_values,
)

from xl_service_roi import Case
from xl_service_roi.inputs import value_names
from xl_service_roi.labels import Labels, labels
from xl_service_roi.numbers import money
from xl_service_roi.officer import (
    FORMS,
    KPIS,
    REMITS,
    ROLES,
    by_remit,
    first_year,
    scorecard,
    total_of_role,
    two_columns,
)
from xl_service_roi.spreadsheet.addresses import format_address, parse_address
from xl_service_roi.workbook.before import Before
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import SHEETS, Layout
from xl_service_roi.workbook.officer_tables import (
    BALANCE,
    BESIDE,
    CHOSEN,
    COLUMNS,
    FIRST,
    FIRST_REMIT,
    FORM_ROW,
    GAINS,
    LAST,
    OF_OFFICER,
    PAYS,
    REMITS_HEAD,
    SCORECARD_HEAD,
    SECOND,
    STATE,
    SUMS,
    TODAY,
)

EXAMPLE, WORDS = Case.example(), labels("en")
NO_PLAN: dict[str, Any] = {name: None for name in value_names() if name.endswith("_plan")}
NO_ZERO: dict[str, Any] = {name: None for name in value_names() if name.endswith("_zero")}
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("cco", "en", {"realisation_share": 0.3, "tax_rate": 0.25, "residual_value": 1, "horizon_years": 10}),
    ("satisfied_customers", "nl", {**NO_ZERO, "retention_offer_share": 0, "new_customers": 0, "horizon_years": 1}),
]
"""With all that a case can have, and with next to nothing; `test_parity` has more."""


class Book:
    """A built workbook, recalculated."""

    def __init__(self, folder: Path, form: Any, language: str, case: Case) -> None:
        path = folder / f"{form}-{language}.xlsx"
        build(path, language, case.inputs, before=Before(officer=form))
        without_values(path, folder / f"bare-{path.name}")
        self.path, self.words = path, labels(language)
        self.values = recalculate_with_ironcalc(folder / f"bare-{path.name}")

    def at(self, sheet: str, row: int, column: int) -> Value:
        return self.values.get((self.words.say(f"sheet_{sheet}"), format_address(row, column)), "")


def _beside(path: Path, words: Labels) -> dict[Cell, Value]:
    """The values beside the formulas of both sheets."""
    values, ours = read_values(path), {words.say(f"sheet_{key}") for key in ("officer", "directors")}
    return {cell: values[cell] for cell in read_formula_cells(path) if cell[0] in ours}


@pytest.mark.parametrize(("form", "language", "changed"), CASES)
def test_sheets_show_what_python_finds(form: str, language: str, changed: dict[str, Any], tmp_path: Path) -> None:
    case = varied_case(EXAMPLE, **changed)
    book, found = Book(tmp_path, form, language, case), case.run().found
    assert compare(_beside(book.path, book.words), book.values) > 300
    near = {"rel": 1e-9, "abs": 1e-3}
    for row, remit in enumerate(by_remit(found), start=FIRST_REMIT):
        shown = [book.at("directors", row, column) for column in (GAINS, PAYS, BALANCE)]
        assert shown == pytest.approx([remit.gains, remit.pays, remit.total], **near)
    for row, role in enumerate(ROLES, start=OF_OFFICER + 2):
        assert book.at("directors", row, BALANCE) == pytest.approx(total_of_role(found, form, role), **near)
    for place, columns in enumerate((first_year(found), two_columns(found))):
        sums = [
            book.at("officer", *cell)
            for cell in ((SUMS, BESIDE + place), (SUMS, SECOND + place), (SUMS + 4, BESIDE + place))
        ]
        assert sums == pytest.approx([columns.cost_centre, columns.brought_in, columns.total], **near)
    for row, kpi in enumerate(scorecard(found, case.horizon), start=SCORECARD_HEAD + 1):
        assert [book.at("officer", row, column) for column in (TODAY, FIRST, LAST)] == pytest.approx(kpi[2:])
    for row, remit_role in enumerate(FORMS[form].values(), start=REMITS_HEAD + 1):
        assert book.at("officer", row, BESIDE) == book.words.say(f"officer_role_{remit_role.key}")


def test_no_figure_is_shown_before_the_inputs_are_complete(unfilled: Path) -> None:
    beside = _beside(unfilled, WORDS)
    assert len(beside) > 300
    assert all(isinstance(value, str) for value in beside.values())
    assert beside["Officer", format_address(FORM_ROW, BESIDE)] == WORDS.say("officer_none_chosen")


# ------------------------------------------------------------------------------------------------------ typed by hand


class Step(NamedTuple):
    """What is typed over, and what the sheets say then."""

    form: str
    typed: Mapping[str, Any]
    moves: str
    gainer: str
    payer: str
    shows: str
    brings: str
    states: tuple[str, ...]


ACTUAL = (0.8, 0.54, 0.15, "", "", 0.3)
LARGE = 50_000_000
STEPS = (
    Step("cso", {}, "nothing_moves", "", "", "spending", "brings_in", ("",) * 6),
    Step(
        "cco",
        {"failure_cost_per_problem_plan": 3, "service_overhead_zero": LARGE, "officer_actual": ACTUAL},
        *("only_gains", "operations_and_logistics", "", "less", "brings_in"),
        ("no_year", "no_year", "no_year", "", "", "no_year"),
    ),
    Step(
        "experience_manager",
        {
            **{"failure_cost_per_problem_plan": "", "officer_cost_plan": 100_000},
            **{"obligations_cost_today": LARGE, "officer_year": 3},
        },
        *("only_pays", "", "finance", "less", "takes"),
        ("on_target", "off_target", "on_target", "", "", "off_target"),
    ),
    Step(
        "satisfied_customers",
        {"failure_cost_per_problem_plan": 3, "service_overhead_today": LARGE, "officer_year": 6},
        *("gains_and_pays", "operations_and_logistics", "finance", "spending", "takes"),
        ("no_year", "no_year", "no_year", "", "", "no_year"),
    ),
)
"""Typed one after the other into the workbook of a plan that is the same as today, over five years."""

Shown = Callable[[str, int, int], Any]
"""What a cell of a sheet shows after a step; text that is empty counts as nothing."""


@pytest.fixture(scope="module")
def after_each_step(tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    path = tmp_path_factory.mktemp("typed") / "plan.xlsx"
    build(path, "en", varied_case(EXAMPLE, **NO_PLAN).inputs)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    return [
        _typed_into(model, {"officer_form": WORDS.say(f"officer_form_{step.form}"), **step.typed}) for step in STEPS
    ]


def _typed_into(model: Any, values: Mapping[str, Any]) -> Shown:
    layout = Layout(WORDS)
    names, titles = layout.defined_names() | layout.names_beside(), [*layout.sheets.values()]
    for name, value in values.items():
        sheet, _, cells = names[name].rpartition("!")
        row, column = parse_address(cells.partition(":")[0])
        for below, each in enumerate(value if isinstance(value, tuple) else (value,)):
            model.set_user_input(titles.index(sheet.strip("'")), row + below, column, str(each))
    model.evaluate()
    shown = {
        (sheet, row, column): model.get_cell_value(sheet, row, column)
        for sheet, row, column in model.get_all_cells()
        if titles[sheet] in ("Officer", "Directors")
    }
    return lambda sheet, row, column: shown.get((SHEETS.index(sheet), row, column)) or ""


@pytest.fixture(params=range(len(STEPS)), ids=[step.form for step in STEPS])
def at_step(request: pytest.FixtureRequest, after_each_step: list[Shown]) -> tuple[Step, Shown]:
    return STEPS[request.param], after_each_step[request.param]


def test_a_sentence_says_who_gains_and_who_pays(at_step: tuple[Step, Shown]) -> None:
    step, at = at_step
    totals = [at("directors", row, BALANCE) or 0.0 for row in range(FIRST_REMIT, FIRST_REMIT + len(REMITS))]
    named = {role: WORDS.group("REMITS", remit) for role in ("gainer", "payer") if (remit := getattr(step, role))}
    amounts = {"gain": money(max(totals), "en"), "payment": money(abs(min(totals)), "en")}
    assert at("directors", 3, 1) == WORDS.say(f"directors_{step.moves}", **named, **amounts)
    across = WORDS.say("directors_across") if step.moves == "gains_and_pays" else ""
    assert at("directors", 4, 1) == across


def test_a_sentence_says_what_the_cost_centre_shows(at_step: tuple[Step, Shown]) -> None:
    step, at = at_step
    spent, brought = (at("officer", SUMS, column + 1) for column in (BESIDE, SECOND))
    assert (spent > 0, brought < 0) == (step.shows == "less", step.brings == "takes")
    cost, gain = (money(abs(amount), "en") for amount in (spent, brought))
    said = WORDS.say(f"officer_shows_{step.shows}", cost=cost), WORDS.say(f"officer_{step.brings}", gain=gain)
    assert at("officer", COLUMNS + 2, 1) == " ".join(said)


def test_the_choice_of_an_officer_sets_text_and_remits(at_step: tuple[Step, Shown]) -> None:
    step, at = at_step
    say, roles = WORDS.say, FORMS[step.form]
    assert at("officer", FORM_ROW, BESIDE) == ""
    assert at("officer", FORM_ROW + 1, 1) == say(f"officer_task_{step.form}")
    assert at("officer", FORM_ROW + 2, 1) == say(f"officer_basis_{step.form}")
    assert at("directors", OF_OFFICER + 1, 1) == say(f"officer_form_{step.form}")
    totals = {}
    for place, (remit, role) in enumerate(roles.items()):
        assert at("officer", REMITS_HEAD + 1 + place, BESIDE) == say(f"officer_role_{role.key}")
        sourced = say("officer_sourced" if role.sourced else "officer_reading")
        assert at("officer", REMITS_HEAD + 1 + place, BESIDE + 1) == sourced
        totals[remit] = at("directors", FIRST_REMIT + place, BALANCE) or 0.0
    for row, key in enumerate(ROLES, start=OF_OFFICER + 2):
        expected = sum(totals[remit] for remit, role in roles.items() if role.key == key)
        assert (at("directors", row, BALANCE) or 0.0) == pytest.approx(expected)


def test_actual_figures_are_held_against_the_target_of_their_year(at_step: tuple[Step, Shown]) -> None:
    step, at = at_step
    expected = [state and WORDS.say(f"officer_{state}") for state in step.states]
    assert [at("officer", SCORECARD_HEAD + 1 + place, STATE) for place in range(len(KPIS))] == expected
    year = 3 if "on_target" in step.states else ""
    assert at("officer", SCORECARD_HEAD, CHOSEN) == year
    hits = WORDS.say("officer_hits", hits=2, measured=4) if year else ""
    assert at("officer", SCORECARD_HEAD + 1 + len(KPIS), 1) == hits
