"""Excel on Windows: every function through xlwings' own COM code, and what its "Import Functions" writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from calls import CALLS, CALLS_WITH_ERROR_CELLS, FLOWS, Call, matches
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAArray, VBAObject, method
from reference.functions_md import functions
from vba.build_project import FOLDER, generated
from windows_host import Answer, call, imported

ALL_CALLS = [*CALLS, *CALLS_WITH_ERROR_CELLS]

# What only Excel's object model has: amounts in a currency format come as Decimal, dates as datetimes.
OF_EXCEL = [
    Call("sroi_npv", (Decimal("0.08"), [[Decimal("-100")], [60.0], [Decimal("60")]]), 6.995884773662553),
    Call("sroi_xnpv", (0.08, [[-100.0, 108.0]], [[dt.date(2025, 1, 1), dt.date(2026, 1, 1)]]), 0.0),
    Call("sroi_npv", (0.08, [[-100.0], [dt.date(2025, 1, 1)], [60.0]]), error="flows, position 2 · holds a date"),
    Call("sroi_npv", (True, FLOWS), error="rate"),
]


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    return call([(each.function, each.args) for each in [*ALL_CALLS, *OF_EXCEL]])


@pytest.fixture(scope="module")
def import_functions() -> dict[str, Any]:
    return imported()


def is_right(found: Any, wanted: Call) -> bool:
    if wanted.error:
        return isinstance(found, str) and found.startswith("#SROI!") and wanted.error in found
    return matches(found, wanted.expected)


def test_every_call_gives_what_python_gives_however_excel_sends_it(
    answers: list[Answer], record_property: Callable[[str, object], None]
) -> None:
    wrong = [
        f"{wanted.function}{wanted.args} {way}: expected {wanted.error or wanted.expected!r}, found {found!r}"
        for wanted, answer in zip([*ALL_CALLS, *OF_EXCEL], answers, strict=True)
        for way, found in answer.found.items()
        if not is_right(found, wanted)
    ]
    assert wrong == []
    called = {wanted.function for wanted in ALL_CALLS if not wanted.error}
    assert called == functions().keys()
    record_property("functions", len(called))
    record_property("host", "Windows (COM)")


def test_com_can_carry_every_answer(answers: list[Answer]) -> None:
    assert [fault for answer in answers for fault in answer.faults] == []


def test_the_modules_of_the_macro_workbook_are_those_that_xlwings_writes(import_functions: dict[str, Any]) -> None:
    for name, source in generated(**import_functions).items():
        kept = (FOLDER / f"{name}.bas").read_text(encoding="utf-8")
        assert kept == source, "run python udfs/vba/build_project.py"


def test_the_function_wizard_explains_every_function_and_argument(import_functions: dict[str, Any]) -> None:
    told = import_functions["wizard"]
    assert told.keys() == functions().keys()
    for name, function in functions().items():
        assert told[name]["description"] == str(function.__doc__).splitlines()[0]
        assert told[name]["category"].startswith("Service ROI: ")
        arguments = function.__annotations__.keys() - {"return"}
        assert len([text for text in told[name]["arguments"] if text]) == len(arguments), name


class Wizard(VBAObject):
    """``Application``, of which only the function wizard is wanted."""

    told: dict[str, dict[str, Any]]

    @method
    def MacroOptions(  # noqa: N802
        self,
        Macro: str,  # noqa: N803
        Category: str,  # noqa: N803
        Description: str,  # noqa: N803
        ArgumentDescriptions: VBAArray,  # noqa: N803
    ) -> None:
        assert Macro not in self.told
        self.told[Macro] = {
            "description": Description,
            "category": Category,
            "arguments": ArgumentDescriptions.items,
        }


def test_the_macro_workbook_tells_the_function_wizard_the_same(import_functions: dict[str, Any]) -> None:
    application = ExcelApplication()
    name = application.add_workbook().name
    wizard, host = Wizard(), application.interpreter.host
    wizard.told = {}
    of_excel = host.global_object
    host.global_object = lambda asked: wizard if asked == "application" else of_excel(asked)
    application.add_module((FOLDER / "service_roi_wizard.bas").read_text(encoding="utf-8"))
    application.run("DescribeFunctions")
    application.run("DescribeFunctions")
    assert wizard.told == {f"'{name}'!{function}": told for function, told in import_functions["wizard"].items()}
