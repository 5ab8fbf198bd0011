"""Formulas in input cells: a circle is refused with its cells, and what is none is read as ever."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from workbook.hostile import INPUTS, example
from workbook_edits import Formula, Parts, set_cell, set_name, write

from xl_service_roi.case import Case
from xl_service_roi.errors import InputError, Problem, WorkbookError
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.workbook.circles import circles
from xl_service_roi.workbook.read import read_workbook

FILLED = {"E9": ' t="shared" ref="E9:E13" si="0"', "E11": ' t="shared" si="0"', "E13": ' t="shared" si="0"'}


@pytest.fixture
def with_formulas(tmp_path: Path) -> Callable[..., Path]:
    """The illustrative firm with formulas in its input cells, each with the value that stood there before."""

    def made(attributes: dict[str, str] | None = None, names: dict[str, str] | None = None, **formulas: str) -> Path:
        parts: Parts = dict(example())
        for address, formula in formulas.items():
            _calculate(parts, address, formula, (attributes or {}).get(address, ""))
        for name, text in (names or {}).items():
            set_name(parts, name, text)
        return write(parts, tmp_path / "plan.xlsx")

    return made


def _calculate(parts: Parts, address: str, formula: str, attributes: str) -> None:
    before = re.search(rf'<c r="{address}"[^>]*><v>([^<]*)', parts[INPUTS].decode())
    set_cell(parts, f"Inputs!{address}", Formula(formula))
    text = parts[INPUTS].decode()
    value = before[1] if before else "0"
    text = re.sub(rf'(<c r="{address}"[^>]*>)<f>(.*?)</f>', rf"\1<f{attributes}>\2</f><v>{value}</v>", text)
    parts[INPUTS] = text.encode()


def circle_of(path: Path) -> list[str]:
    """The cells that are refused, in the order of the circle."""
    given = read_workbook(path).given.values()
    values = [each for value in given for each in (value if isinstance(value, list) else [value])]
    (problem,) = {each for each in values if isinstance(each, Problem)}
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert refused.value.problems == (problem,)
    assert "enter a number" in problem.remedy
    steps = re.findall(r"\(Inputs!([A-Z0-9]+)\)", problem.message)
    assert not steps or steps[0] == steps[-1]
    return steps[:-1] or re.findall("Inputs!([A-Z0-9]+)", problem.where)


CIRCLES: dict[str, tuple[list[str], dict[str, str]]] = {
    "itself": (["E9"], {"E9": "E9"}),
    "with dollars": (["E9"], {"E9": "$E$9*2"}),
    "with its sheet": (["E9"], {"E9": "Inputs!E9"}),
    "with its sheet in quotes and small letters": (["E9"], {"E9": "'inputs'!e9"}),
    "by name": (["E9"], {"E9": "CHURN/2"}),
    "in a range": (["E9"], {"E9": "SUM(D8:F10)"}),
    "in a range that stands on its head": (["E9"], {"E9": "SUM(F10:D8)"}),
    "in a column": (["E9"], {"E9": "MAX($E:$E)"}),
    "in a row": (["E9"], {"E9": "MAX(9:9)"}),
    "in a function of a function": (["E9"], {"E9": "IFERROR(ROUND(-E9,2),0)"}),
    "two": (["E9", "E11"], {"E9": "E11", "E11": "E9"}),
    "three, by name and address": (
        ["E9", "E13", "E11"],
        {"E9": "E13", "E11": "churn", "E13": "acquisition_cost_today*1"},
    ),
    "some others look on": (["E11", "E13"], {"E9": "E11", "E11": "E13", "E13": "E11", "E8": "100*E9"}),
    "years": (["F152", "G152"], {"F152": "G152", "G152": "F152"}),
}


@pytest.mark.parametrize("kind", CIRCLES)
def test_a_circle_is_refused_with_its_cells(kind: str, with_formulas: Callable[..., Path]) -> None:
    cells, formulas = CIRCLES[kind]
    assert circle_of(with_formulas(**formulas)) == cells


NO_CIRCLES: dict[str, dict[str, str]] = {
    "a sum": {"E9": "0.1+0.05"},
    "another input": {"E9": "E11/2", "E11": "E13/9", "E13": "9*5"},
    "a cell that is no input": {"E9": "Results!D9", "E11": "Today!G8"},
    "the same cell of another sheet": {"E9": "Today!E9"},
    "the same cell of another file": {"E9": "[1]Inputs!E9"},
    "only where it stands": {"E9": "ROW(E9)+COLUMNS(E9:F9)"},
    "in a text": {"E9": 'LEN("E9 and churn")'},
    "a name that looks like it": {"E9": "churning+my.churn+churn(1)+E9A"},
    "a column of a table": {"E9": "Table1[E9]+Table1[[#This Row],[churn]]"},
    "a name that is gone": {"E9": "lost_name"},
}


@pytest.mark.parametrize("kind", NO_CIRCLES)
def test_what_is_no_circle_is_read(kind: str, with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(names={"lost_name": "Inputs!#REF!"}, **NO_CIRCLES[kind])
    assert Case.from_workbook(path).inputs.values == Case.example().inputs.values


def test_a_formula_that_was_filled_down_is_followed(with_formulas: Callable[..., Path]) -> None:
    """E9 holds =F9, and E11 and E13 follow it; F11 closes the circle of E11 only."""
    path = with_formulas(FILLED, E9="F9", E11="", E13="", F11="E11")
    assert circle_of(path) == ["E11", "F11"]


def test_a_formula_that_was_filled_down_is_no_circle_in_itself(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(FILLED, E9="F9", E11="", E13="")
    assert Case.from_workbook(path).inputs.values == Case.example().inputs.values


def test_a_formula_for_an_area_is_followed_in_each_of_its_cells(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas({"E9": ' t="array" ref="E9:E11"'}, E9="E11:E13*1")
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert [problem.where for problem in refused.value.problems] == ["plan.xlsx · Inputs!E11"]


def test_a_name_of_the_sheet_goes_before_one_of_the_workbook(with_formulas: Callable[..., Path]) -> None:
    parts = dict(example())
    set_name(parts, "mine", "Inputs!$E$8")
    set_name(parts, "mine", "Inputs!$E$9", sheet=2)
    _calculate(parts, "E9", "mine", "")
    path = write(parts, with_formulas())
    assert circle_of(path) == ["E9"]


def test_another_value_for_the_input_mends_its_circle(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(E9="E9")
    assert Case.from_workbook(path, {"churn": 0.2}).inputs.values["churn"] == 0.2


def test_a_long_circle_is_told_in_short(with_formulas: Callable[..., Path]) -> None:
    columns = "EFGHIJKLMN"
    path = with_formulas(
        **{f"{column}152": f"{after}152" for column, after in zip(columns, columns[1:] + "E", strict=True)}
    )
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert "… 10 cells in all …" in str(refused.value)


def test_circles_apart_are_told_each(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(E9="E11", E11="E9", E10="E13", E13="E10")
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert len(refused.value.problems) == 2


def test_formulas_that_all_use_each_other_take_no_time(with_formulas: Callable[..., Path]) -> None:
    formulas = {("Inputs", (row, 3)): "SUM(C1:C300)" + "+C5" * 2_000 for row in range(1, 301)}
    with Workbook.open(with_formulas()) as book:
        start = perf_counter()
        found = circles(book, formulas)
    assert perf_counter() - start < 10  # some 1 alone
    assert found


def test_formulas_with_references_beyond_number_are_refused(with_formulas: Callable[..., Path]) -> None:
    used = "+".join(f"D{row}" for row in range(1, 101))
    formulas = {("Inputs", (row, 3)): used for row in range(1, 301)}
    with Workbook.open(with_formulas()) as book, pytest.raises(WorkbookError, match="more than 10,000 references"):
        circles(book, formulas)
