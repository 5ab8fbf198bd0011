"""The documentation of the functions is complete and as built, and so is the tour workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from calls import matches
from reference.examples import arguments
from reference.functions_md import functions, page

ROOT = Path(__file__).parents[2]
TOUR = ROOT / "workbooks" / "functions_tour.xlsx"


def test_the_page_is_as_built() -> None:
    assert (ROOT / "docs" / "functions.md").read_text(encoding="utf-8") == page(), "run make workbooks"


def test_every_function_and_argument_is_on_the_page() -> None:
    text = page()
    for name, function in functions().items():
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert section, name
        assert f"`={name}(" in section
        assert " gives " in section
        code = function.__code__  # of the wrapper; the arguments are those of the function itself
        wrapped = getattr(function, "__wrapped__", function)
        assert code is not wrapped.__code__
        for argument in wrapped.__code__.co_varnames[: wrapped.__code__.co_argcount]:
            assert f"| `{argument}` | " in section, f"{name}: {argument}"


@pytest.mark.parametrize("name", list(functions()))
def test_the_tour_has_every_function_with_its_value(name: str) -> None:
    values = openpyxl.load_workbook(TOUR, data_only=True)
    formulas = openpyxl.load_workbook(TOUR)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                formula = getattr(cell.value, "text", cell.value)
                if cell.data_type != "f" or not str(formula).startswith(f"={name}("):
                    continue
                expected = functions()[name](*arguments(name))
                block = getattr(cell.value, "ref", cell.coordinate)
                found = values[sheet.title][block]
                rows = [[c.value for c in line] for line in found] if isinstance(found, tuple) else found.value
                assert matches(rows, expected)
                return
    raise AssertionError(f"{name} is not in the tour")
