"""An explanation is true: its rule gives its value, and its formula is the one that stands in the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spreadsheets import read_formula_cells

from xl_service_roi import Case
from xl_service_roi.case import Result
from xl_service_roi.engine.expr import Driver, Line, Measure, Named, Requirement
from xl_service_roi.errors import InputError
from xl_service_roi.explain import Explained, Place, _rule, _Values, explain
from xl_service_roi.model import MODEL

WORKBOOKS = Path(__file__).parent.parent / "workbooks"
EXPLAINED = {name: item for name, item in MODEL.items.items() if not isinstance(item, Requirement)}


@pytest.fixture(scope="module")
def result() -> Result:
    return Case.example().run()


def figures(explained: Explained) -> Iterator[Explained]:
    yield explained
    for used in explained.uses:
        yield from figures(used)


@pytest.mark.parametrize(("future", "year"), [("today", 1), ("plan", 3), ("zero", 2), ("plan", 0)])
def test_the_rule_of_every_figure_gives_its_value(result: Result, future: str, year: int) -> None:
    values = _Values(result)
    compared = 0
    for item in EXPLAINED.values():
        place = Place(future if isinstance(item, Driver | Line) else "", year)
        rule = _rule(item, place)
        value = values.of_item(item, place)
        if rule is not None and value is not None:
            assert values.of(rule, place) == pytest.approx(value, rel=1e-9, abs=1e-6), item.name
            compared += 1
    assert compared > (100 if year == 0 else 200)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_formula_and_cell_are_those_of_the_workbook(result: Result, language: str) -> None:
    written = read_formula_cells(WORKBOOKS / f"service-roi-example-{language}.xlsx")
    compared = 0
    for name, item in EXPLAINED.items():
        if isinstance(item, Driver):
            continue
        explained = explain(result, name, "plan", 2, language)
        if explained.excel == "0":
            continue
        sheet, _, address = explained.cell.rpartition("!")
        formula = written[(sheet.strip("'"), address)]
        # A measure's formula stands inside conditions: when there is a case, and when the measure exists.
        assert explained.excel[1:] in formula if isinstance(item, Measure) else explained.excel == formula, name
        compared += 1
    assert compared > 240


@pytest.mark.parametrize(
    "name", ["programme_npv", "irr", "zero_saving_gone_year", "payroll_now", "turnover_saving_one"]
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_figure_below_is_explained_or_is_an_input(result: Result, name: str, language: str) -> None:
    found = list(figures(explain(result, name, language=language)))
    for figure in found:
        item: Named = MODEL.items[figure.name]
        assert figure.label
        assert figure.text
        if figure.shown_before:
            assert any(other.name == figure.name and not other.shown_before for other in found)
        elif isinstance(item, Driver):
            assert figure.uses == ()
        else:
            assert figure.words or figure.value == 0, figure.name  # year 0 of a line that has none
            assert "{" not in figure.words + figure.numbers


@pytest.mark.parametrize(
    ("name", "future", "year", "message"),
    [
        ("chrun", "plan", 1, "did you mean churn"),
        ("roi", "soon", 1, "no such future"),
        ("roi", "plan", 6, "0 to 5"),
        ("roi", "plan", -1, "0 to 5"),
        ("base_churn_below_zero", "plan", 1, "no such line"),
    ],
)
def test_what_does_not_exist_is_refused(result: Result, name: str, future: str, year: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        explain(result, name, future, year)
