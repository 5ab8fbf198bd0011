"""The macro workbook: its VBA is ours and xlwings', its buttons are wired, and it is the template in all else.

olevba reads the VBA back. pyOpenVBA's interpreter runs it, xlwings' own reading of its settings included; it is not
Excel, and what has to be seen there stands in docs/not-yet-seen-in-excel.md.
"""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAObject, method
from spreadsheets import LibreOffice, compare, read_formula_cells, read_values, without_values

from xl_service_roi.case import Case
from xl_service_roi.check import check_file
from xl_service_roi.labels import labels
from xl_service_roi.workbook import build as build_module
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.vba import BUTTONS, SETTINGS, XLWINGS_VERSION, settings, vba_project

UDFS = Path(__file__).parents[2] / "udfs"
SCRIPT = runpy.run_path(str(UDFS / "vba" / "build_project.py"))
OWN, OF_XLWINGS = SCRIPT["OWN"], SCRIPT["OF_XLWINGS"]


@pytest.fixture(scope="session")
def with_macros(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An English macro workbook filled in with the illustrative firm, and an empty Dutch one."""
    folder = tmp_path_factory.mktemp("macros")
    paths = {language: folder / f"macros-{language}.xlsm" for language in ("en", "nl")}
    build(paths["en"], "en", Case.example().inputs, macros=True)
    build(paths["nl"], "nl", macros=True)
    return paths


# --------------------------------------------------------------------------------------------------------- the project


def source(name: str) -> str:
    """The source of a module, where it comes from."""
    if name in OWN:
        return (UDFS / "vba" / f"{name}.bas").read_text(encoding="utf-8")
    with ExcelFile(SCRIPT["STANDALONE"]) as standalone:
        found: str = standalone.get_module(name)
    return found


def as_shown(code: str) -> str:
    """A module as the VBA editor shows it, without the attributes on top."""
    return "\n".join(line for line in code.splitlines() if not line.startswith("Attribute VB_")).strip()


def olevba(path: Path) -> dict[str, Any]:
    """What olevba finds in a workbook."""
    command = [sys.executable, "-m", "oletools.olevba", "--json", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = next(part for part in json.loads(said.stdout) if part["type"] == "OpenXML")
    return found


def test_the_project_is_what_the_script_builds() -> None:
    assert SCRIPT["assembled"]() == vba_project(), "run python udfs/vba/build_project.py"


def test_olevba_reads_our_modules_and_those_of_xlwings(with_macros: dict[str, Path]) -> None:
    found = olevba(with_macros["nl"])
    macros = {macro["vba_filename"]: macro["code"] for macro in found["macros"]}
    code = {name.rpartition(".")[0]: as_shown(text) for name, text in macros.items() if text}
    assert code == {name: as_shown(source(name)) for name in (*OWN, *OF_XLWINGS)}
    assert len(macros) - len(code) == SCRIPT["SHEETS"] + 1
    at_opening = [entry["keyword"] for entry in found["analysis"] if entry["type"] == "AutoExec"]
    assert at_opening == [], "something would run when the workbook is opened"


def test_every_sheet_has_its_module(with_macros: dict[str, Path]) -> None:
    with zipfile.ZipFile(with_macros["en"]) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        names = [re.search(r'<sheetPr codeName="(\w+)"', archive.read(part).decode()) for part in parts]
    with ExcelFile(with_macros["en"]) as excel:
        modules = excel.module_names()
        assert excel.validate() == []
    assert ["ThisWorkbook", *(name[1] for name in names if name)] == modules[: len(parts) + 1]
    assert len(parts) == SCRIPT["SHEETS"]


def test_the_vba_is_of_the_version_of_xlwings_that_is_installed() -> None:
    assert f'XLWINGS_VERSION As String = "{XLWINGS_VERSION}"' in source("xlwings")
    assert xlwings.__version__ == XLWINGS_VERSION


@pytest.mark.parametrize("name", OWN)
def test_sources_fit_the_vba_editor(name: str) -> None:
    lines = source(name).splitlines()
    assert lines[0] == f'Attribute VB_Name = "{name}"'
    assert max(map(len, lines)) <= 1023
    continued = "".join("_" if line.endswith(" _") else "." for line in lines)
    assert max(map(len, continued.split("."))) <= 24
    source(name).encode("cp1252")


# --------------------------------------------------------------------------------------------------------- the workbook


@pytest.mark.parametrize("language", ["en", "nl"])
def test_excel_would_open_it(
    language: str, with_macros: dict[str, Path], ooxml_validator: Callable[[Path], list[str]]
) -> None:
    assert ooxml_validator(with_macros[language]) == []


def test_it_is_the_template_in_all_else(with_macros: dict[str, Path], english: Path) -> None:
    path = with_macros["en"]
    assert read_formula_cells(path) == read_formula_cells(english)
    values = {cell: value for cell, value in read_values(path).items() if cell[0] != SETTINGS}
    assert values == read_values(english)
    assert Case.from_workbook(path).run().measures == Case.example().run().measures
    told, told_without = ([vars(problem) for problem in check_file(each)] for each in (path, english))
    assert str(told).replace(path.name, english.name) == str(told_without)


def test_libreoffice_recalculates_it_to_the_same_values(
    with_macros: dict[str, Path], english: Path, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    stripped = tmp_path / "stripped.xlsm"
    count = without_values(with_macros["en"], stripped)
    (recalculated,) = libreoffice.recalculate([stripped], tmp_path / "out")
    formulas = read_formula_cells(english)
    expected = {cell: value for cell, value in read_values(english).items() if cell in formulas}
    assert compare(expected, read_values(recalculated)) == count


def test_a_macro_workbook_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(build_module, "add_macros", fail)
    with pytest.raises(OSError, match="disk full"):
        build(tmp_path / "case.xlsm", macros=True)
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------------------------------------------------- the buttons


MACROS = {name: macro for buttons in BUTTONS.values() for name, macro in buttons.items()}


def drawings(path: Path) -> dict[str, str]:
    """The parts of a workbook in which the buttons of its sheets are drawn."""
    with zipfile.ZipFile(path) as archive:
        return {
            key: archive.read(f"xl/drawings/vmlDrawing{number}.vml").decode()
            for number, key in enumerate(BUTTONS, start=1)
        }


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_button_starts_a_public_macro_and_says_so(language: str, with_macros: dict[str, Path]) -> None:
    for key, drawn in drawings(with_macros[language]).items():
        started = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", drawn)
        assert started == list(BUTTONS[key].values())
        captions = re.findall(r"<font[^>]*>([^<]+)</font>", drawn)
        assert captions == [labels(language).say(f"button_{name}") for name in BUTTONS[key]]
    public = re.findall(r"^Public Sub (\w+)\(\)$", source("service_roi"), re.MULTILINE)
    assert sorted(MACROS.values()) == sorted(public)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_button_covers_a_cell_with_something_in_it(language: str, with_macros: dict[str, Path]) -> None:
    path = with_macros[language]
    for key, drawn in drawings(path).items():
        title = labels(language).say(f"sheet_{key}")
        written = {address for sheet, address in read_values(path) if sheet == title}
        found = re.findall("<x:Anchor>([^<]+)", drawn)
        assert len(found) == len(BUTTONS[key])
        for anchor in found:
            left, _, top, _, right, _, bottom, _ = map(int, anchor.split(","))
            columns, rows = range(left, right + 1), range(top, bottom + 1)
            assert {f"{chr(65 + column)}{row + 1}" for column in columns for row in rows} & written == set()


def test_each_button_calls_a_function_of_the_macro_module() -> None:
    tree = ast.parse((UDFS / "service_roi_macros.py").read_text(encoding="utf-8"))
    assert MACROS.keys() <= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


# -------------------------------------------------------------------------------------------------------- the VBA, run


class Shell(VBAObject):
    """``WScript.Shell``, of which xlwings wants the values of variables such as %TEMP%."""

    @method
    def ExpandEnvironmentStrings(self, text: str) -> str:  # noqa: N802
        return text


STAND_INS = """
Public Reason As String
Public Asked As String
Public Function RunPython(PythonCommand As String)
    If Reason <> "" Then Err.Raise 53, Description:=Reason
    Asked = PythonCommand
End Function
Public Function ReasonIs(text As String)
    Reason = text
End Function
Public Function WhatWasAsked() As String
    WhatWasAsked = Asked
End Function
Public Sub DescribeFunctions()
End Sub
"""
"""Stands in for what starts Python; it fails where ``Reason`` says why."""


def excel(path: Path) -> ExcelApplication:
    """The workbook in an interpreter of VBA, with xlwings' module but for the function that starts Python."""
    application = ExcelApplication.open(path, with_vba=False)
    application.interpreter.host.create = lambda name: Shell()
    code = re.sub(r"(?m)^(\s*#.*?)'.*$", r"\1", source("xlwings"))  # it takes no comments behind directives
    application.add_module(code.replace("Function RunPython(", "Function RunPythonOfXlwings("), name="xlwings")
    application.add_module(STAND_INS, name="stand_ins")
    application.add_module(source("service_roi"), name="service_roi")
    return application


@pytest.mark.parametrize("language", ["en", "nl"])
def test_xlwings_finds_its_settings(language: str, with_macros: dict[str, Path]) -> None:
    application = excel(with_macros[language])
    expected = settings(labels(language))
    assert {name: application.run("GetConfig", name.upper()) for name in expected} == expected


def test_each_button_runs_its_python_function(with_macros: dict[str, Path]) -> None:
    application = excel(with_macros["nl"])
    for name, macro in MACROS.items():
        application.run(macro)
        assert application.run("WhatWasAsked") == f"import service_roi_macros; service_roi_macros.{name}()"


def test_without_python_each_button_says_what_to_do(with_macros: dict[str, Path]) -> None:
    application = excel(with_macros["nl"])
    reason = f"File not found: xlwings64-{XLWINGS_VERSION}.dll"
    application.run("ReasonIs", reason)
    for macro in MACROS.values():
        application.run(macro)
        assert application.dialogs[-1][1] == f"{labels('nl').say('without_python')}\r\n\r\n{reason}"


def test_with_settings_that_cannot_be_read_it_speaks_english() -> None:
    application = ExcelApplication()
    application.add_workbook()
    no_settings = "Public Function GetConfig(name, default)\nErr.Raise 457\nEnd Function\n"
    application.add_module(STAND_INS + no_settings, name="stand_ins")
    application.add_module(source("service_roi"), name="service_roi")
    application.run("ReasonIs", "no Python")
    application.run("Recalculate")
    assert application.dialogs[-1][1].startswith("The buttons need Python")
