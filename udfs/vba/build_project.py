"""Builds the VBA project of the macro workbook; after a change of functions run ``python udfs/vba/build_project.py``.

From ``service_roi_udfs`` xlwings writes the wrappers, ``xlwings_udfs.bas``; what it tells Excel's function wizard
becomes ``service_roi_wizard.bas``. These, ``service_roi.bas`` and the two modules of xlwings' standalone workbook go
into a project as Excel makes one for a new workbook: ``xl_service_roi/workbook/vbaProject.bin``. It holds source only,
nothing compiled, and the same sources give the same bytes.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwings
from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.cfb import CFB

from xl_service_roi.workbook.layout import SHEETS as TABS

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
PROJECT = ROOT / "xl_service_roi" / "workbook" / "vbaProject.bin"
STANDALONE = Path(xlwings.__file__).with_name("quickstart_standalone.xlsm")

OWN = ("service_roi", "service_roi_wizard", "xlwings_udfs")
OF_XLWINGS = {"xlwings": VBAModuleKind.standard, "Dictionary": VBAModuleKind.other}
SHEETS = len(TABS) + 1
"""Of the macro workbook, the settings included; Excel wants a module for each."""
NOT_COMPILED = bytes.fromhex("CC61 FFFF 00 0000")
"""What stands for compiled code where there is only source ([MS-OVBA] 2.3.4.1), as in xlwings' own workbook."""

WIZARD = """\
Attribute VB_Name = "service_roi_wizard"
' What Excel's function wizard shows of each function. Written by build_project.py from the Python functions.
Option Explicit

Public Sub DescribeFunctions()
    #If Not Mac Then
        Static described As Boolean
        If described Then Exit Sub
        described = True
{functions}
    #End If
End Sub

' A wizard without texts is no reason to stop.
Private Sub Describe(functionName As String, category As String, description As String, _
        ParamArray arguments() As Variant)
    Dim ofArguments As Variant
    On Error Resume Next
    ofArguments = arguments
    Application.MacroOptions Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & functionName, _
        Category:=category, Description:=description, ArgumentDescriptions:=ofArguments
End Sub
"""


def generated(wrapper: str, wizard: dict[str, Any]) -> dict[str, str]:
    """Return the two modules that are written from what xlwings' "Import Functions" gives."""
    functions = "\n".join(_description(name, told) for name, told in wizard.items())
    return {"service_roi_wizard": WIZARD.format(functions=functions), "xlwings_udfs": wrapper}


def _description(name: str, told: dict[str, Any]) -> str:
    head = ", ".join(_quoted(text) for text in (name, told["category"], told["description"]))
    return "        Describe " + ", _\n            ".join([head, *map(_quoted, told["arguments"])])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def assembled() -> bytes:
    """Return the project of our modules, as they stand in this folder, and those of xlwings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsm"
        with xlsxwriter.Workbook(path) as book:
            for _ in range(SHEETS):
                book.add_worksheet()
        with ExcelFile(path) as excel, ExcelFile(STANDALONE) as standalone:
            project = excel.add_vba_project()
            for name, kind in OF_XLWINGS.items():
                project.add_module(name, _stored(standalone.get_module(name)), kind=kind)
            for name in OWN:
                project.add_module(name, _stored((FOLDER / f"{name}.bas").read_text(encoding="utf-8")))
            for name in excel.module_names():
                excel.set_module(name, excel.get_module(name))  # drops what was compiled
            excel.save(path)
        with zipfile.ZipFile(path) as archive:
            compound = CFB.from_bytes(archive.read("xl/vbaProject.bin"))
    compound.write_stream_in_storage("VBA", "_VBA_PROJECT", NOT_COMPILED)
    return compound.to_bytes()


def _stored(source: str) -> str:
    """A source with the line ends of Windows, which is how VBA keeps it."""
    return "\r\n".join(source.splitlines()) + "\r\n"


def main() -> None:
    """Write the modules and the project."""
    sys.path.append(str(ROOT / "tests" / "udfs"))
    from windows_host import imported

    for name, source in generated(**imported()).items():
        (FOLDER / f"{name}.bas").write_text(source, encoding="utf-8")
    PROJECT.write_bytes(assembled())


if __name__ == "__main__":
    main()
