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

FILLED = {"C10": ' t="shared" ref="C10:C14" si="0"', "C12": ' t="shared" si="0"', "C14": ' t="shared" si="0"'}


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
    "itself": (["C10"], {"C10": "C10"}),
    "with dollars": (["C10"], {"C10": "$C$10*2"}),
    "with its sheet": (["C10"], {"C10": "Inputs!C10"}),
    "with its sheet in quotes and small letters": (["C10"], {"C10": "'inputs'!c10"}),
    "by name": (["C10"], {"C10": "CHURN/2"}),
    "in a range": (["C10"], {"C10": "SUM(B9:D11)"}),
    "in a range that stands on its head": (["C10"], {"C10": "SUM(D11:B9)"}),
    "in a column": (["C10"], {"C10": "MAX($C:$C)"}),
    "in a row": (["C10"], {"C10": "MAX(10:10)"}),
    "in a function of a function": (["C10"], {"C10": "IFERROR(ROUND(-C10,2),0)"}),
    "two": (["C10", "C12"], {"C10": "C12", "C12": "C10"}),
    "three, by name and address": (
        ["C10", "C14", "C12"],
        {"C10": "C14", "C12": "churn", "C14": "gross_margin_today*1"},
    ),
    "some others look on": (["C12", "C14"], {"C10": "C12", "C12": "C14", "C14": "C12", "C9": "100*C10"}),
    "years": (["D158", "E158"], {"D158": "E158", "E158": "D158"}),
}


@pytest.mark.parametrize("kind", CIRCLES)
def test_a_circle_is_refused_with_its_cells(kind: str, with_formulas: Callable[..., Path]) -> None:
    cells, formulas = CIRCLES[kind]
    assert circle_of(with_formulas(**formulas)) == cells


NO_CIRCLES: dict[str, dict[str, str]] = {
    "a sum": {"C10": "0.1+0.05"},
    "another input": {"C10": "C12/2", "C12": "C14/9", "C14": "9*5"},
    "a cell that is no input": {"C10": "Results!B10", "C12": "Today!E9"},
    "the same cell of another sheet": {"C10": "Today!C10"},
    "the same cell of another file": {"C10": "[1]Inputs!C10"},
    "only where it stands": {"C10": "ROW(C10)+COLUMNS(C10:D10)"},
    "in a text": {"C10": 'LEN("C10 and churn")'},
    "a name that looks like it": {"C10": "churning+my.churn+churn(1)+C10A"},
    "a column of a table": {"C10": "Table1[C10]+Table1[[#This Row],[churn]]"},
    "a name that is gone": {"C10": "lost_name"},
}


@pytest.mark.parametrize("kind", NO_CIRCLES)
def test_what_is_no_circle_is_read(kind: str, with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(names={"lost_name": "Inputs!#REF!"}, **NO_CIRCLES[kind])
    assert Case.from_workbook(path).inputs.values == Case.example().inputs.values


def test_a_formula_that_was_filled_down_is_followed(with_formulas: Callable[..., Path]) -> None:
    """C10 holds =D10, and C12 and C14 follow it; D12 closes the circle of C12 only."""
    path = with_formulas(FILLED, C10="D10", C12="", C14="", D12="C12")
    assert circle_of(path) == ["C12", "D12"]


def test_a_formula_that_was_filled_down_is_no_circle_in_itself(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(FILLED, C10="D10", C12="", C14="")
    assert Case.from_workbook(path).inputs.values == Case.example().inputs.values


def test_a_formula_for_an_area_is_followed_in_each_of_its_cells(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas({"C10": ' t="array" ref="C10:C12"'}, C10="C12:C14*1")
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert [problem.where for problem in refused.value.problems] == ["plan.xlsx · Inputs!C12"]


def test_a_name_of_the_sheet_goes_before_one_of_the_workbook(with_formulas: Callable[..., Path]) -> None:
    parts = dict(example())
    set_name(parts, "mine", "Inputs!$C$9")
    set_name(parts, "mine", "Inputs!$C$10", sheet=0)
    _calculate(parts, "C10", "mine", "")
    path = write(parts, with_formulas())
    assert circle_of(path) == ["C10"]


def test_another_value_for_the_input_mends_its_circle(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(C10="C10")
    assert Case.from_workbook(path, {"churn": 0.2}).inputs.values["churn"] == 0.2


def test_a_long_circle_is_told_in_short(with_formulas: Callable[..., Path]) -> None:
    columns = "CDEFGHIJKL"
    path = with_formulas(
        **{f"{column}158": f"{after}158" for column, after in zip(columns, columns[1:] + "C", strict=True)}
    )
    with pytest.raises(InputError) as refused:
        Case.from_workbook(path)
    assert "… 10 cells in all …" in str(refused.value)


def test_circles_apart_are_told_each(with_formulas: Callable[..., Path]) -> None:
    path = with_formulas(C10="C12", C12="C10", C13="C14", C14="C13")
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
