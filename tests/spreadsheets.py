"""Recalculate a workbook in a real spreadsheet program and hold its numbers against others.

A program may keep the values that it finds in a file, and then a comparison proves nothing. So workbooks go in
`without_values`, LibreOffice is told to recalculate whatever it loads, and `compare` says how many cells it held
against each other. `test_spreadsheets.py` plants a wrong value in every formula cell and sees it disappear.
"""

from __future__ import annotations

import json
import math
import os
import posixpath
import re
import shutil
import signal
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from numbers import Real
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ironcalc
from openpyxl.formula.translate import Translator

Cell = tuple[str, str]
"""A sheet's name and an address without dollars: `("Inputs", "C14")`."""

VALIDATOR = Path(__file__).with_name("ooxml_validator") / "node_modules" / "@xarsh"
ITERATED = 1e-7
"""How far two roots found by different iterations may lie apart."""


class ErrorValue(str):
    """An error in a cell, such as `#N/A`; the text "#N/A" is no error."""


Value = float | bool | str | ErrorValue


# --- what stands in a file -------------------------------------------------------------------------------------------

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_formula_cells(path: Path) -> dict[Cell, str]:
    """Every formula with its leading "=", by sheet and address."""
    formulas: dict[Cell, str] = {}
    with zipfile.ZipFile(path) as archive:
        for sheet, part in _sheets(archive):
            shared: dict[str | None, Translator] = {}
            for address, cell in _cells(archive, part):
                formula = cell.find(f"{_MAIN}f")
                if formula is None:
                    continue
                text = f"={formula.text or ''}"
                if formula.get("t") == "shared":
                    group = formula.get("si")
                    if formula.text:
                        shared[group] = Translator(text, origin=address)
                    else:
                        text = shared[group].translate_formula(address)
                formulas[sheet, address] = text
    return formulas


def read_values(path: Path) -> dict[Cell, Value]:
    """Every value as stored, by sheet and address; blank cells and formulas without a value are left out."""
    values: dict[Cell, Value] = {}
    with zipfile.ZipFile(path) as archive:
        strings = _shared_strings(archive)
        for sheet, part in _sheets(archive):
            for address, cell in _cells(archive, part):
                value = _value(cell, strings)
                if value is not None:
                    values[sheet, address] = value
    return values


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet, in the workbook's order."""
    relations = {
        relation.get("Id"): relation
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        if relation.get("Type", "").endswith("/worksheet")
    }
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        if (relation := relations.get(sheet.get(_RELATION))) is not None:
            yield sheet.attrib["name"], posixpath.join("/xl", relation.attrib["Target"]).lstrip("/")


def _cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    for cell in ElementTree.fromstring(archive.read(part)).iter(f"{_MAIN}c"):
        yield cell.attrib["r"], cell


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(item) for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]


def _text(item: ElementTree.Element) -> str:
    """The text of a plain or rich string, without its phonetic guide."""
    runs = [item, *item.findall(f"{_MAIN}r")]
    return "".join(run.findtext(f"{_MAIN}t") or "" for run in runs)


def _value(cell: ElementTree.Element, strings: Sequence[str]) -> Value | None:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return None if inline is None else _text(inline)
    stored = cell.findtext(f"{_MAIN}v")
    if kind == "str":  # a formula's text, which may be empty
        return stored
    if stored == "" and cell.find(f"{_MAIN}f") is not None:  # so XlsxWriter writes a formula's empty text
        return ""
    if not stored:
        return None
    match kind:
        case "s":
            return strings[int(stored)]
        case "b":
            return stored == "1"
        case "e":
            return ErrorValue(stored)
        case "n":
            return float(stored)
        case _:
            raise ValueError(f"unknown cell type {kind!r} in {cell.get('r')}")


# --- copies of a file that can't just be believed --------------------------------------------------------------------

_STORED_CELL = re.compile(rb"<c(?=\s)([^>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_STORED_FORMULA = re.compile(rb"<f(?=[\s/>])[^>]*?(?:/>|>.*?</f>)", re.DOTALL)
_STORED_TYPE = re.compile(rb'\st="[^"]*"')


def without_values(path: Path, out: Path) -> int:
    """Copy a workbook without the value of any formula cell, and say how many formula cells there are."""
    return _with_every_formula_saying(b"", path, out)


def poisoned(path: Path, out: Path, value: float) -> int:
    """Copy a workbook with this value in every formula cell, and say how many formula cells there are."""
    return _with_every_formula_saying(b"<v>%r</v>" % value, path, out)


def _with_every_formula_saying(value: bytes, path: Path, out: Path) -> int:
    count = 0

    def say(cell: re.Match[bytes]) -> bytes:
        nonlocal count
        attributes, content = cell.groups()
        formula = _STORED_FORMULA.search(content)
        if formula is None:
            return cell[0]
        count += 1
        return b"<c%b>%b%b</c>" % (_STORED_TYPE.sub(b"", attributes), formula[0], value)

    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        sheets = {part for _, part in _sheets(source)}
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(entry, _STORED_CELL.sub(say, data) if entry.filename in sheets else data)
    return count


# --- two programs that recalculate -----------------------------------------------------------------------------------

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
    <prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""


class LibreOffice:
    """LibreOffice Calc with a profile of its own, which recalculates every file that it loads.

    Two at once must not share a profile. The first call lays it out, which takes a few seconds more.
    LibreOffice writes 15 significant digits. Booleans that went through arithmetic may come back as booleans.
    """

    def __init__(self, profile: Path) -> None:
        program = shutil.which("soffice")
        if program is None:
            raise FileNotFoundError("soffice is not on PATH")
        self._command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.resolve().as_uri()}"]
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")

    def recalculate(self, paths: Sequence[Path], out: Path) -> list[Path]:
        """Recalculate these workbooks into the folder `out`, as .xlsx files of the same names and in the same order.

        One call for many is quickest: about half a second a workbook.
        """
        copies = [out / f"{path.stem}.xlsx" for path in paths]
        if len(set(copies)) < len(copies) or any(path.resolve().parent == out.resolve() for path in paths):
            raise ValueError(f"workbooks would overwrite each other in {out}: {', '.join(map(str, paths))}")
        out.mkdir(parents=True, exist_ok=True)
        for copy in copies:
            copy.unlink(missing_ok=True)
        convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)]
        said = _run([*self._command, *convert], seconds=120 + 20 * len(paths))
        if missing := [copy.name for copy in copies if not copy.exists()]:
            raise RuntimeError(f"LibreOffice made no {', '.join(missing)}; it said: {said.strip() or 'nothing'}")
        return copies


def _run(command: Sequence[str], seconds: float) -> str:
    """What a program prints; its children die with it when it takes too long."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        errors="replace",
    ) as process:
        try:
            return process.communicate(timeout=seconds)[0]
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def recalculate_with_ironcalc(path: Path) -> dict[Cell, Value]:
    """Every value after a recalculation by IronCalc, in full precision; blank cells are left out."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    model.evaluate()
    sheets = [sheet["name"] for sheet in model.get_worksheets_properties()]
    values: dict[Cell, Value] = {}
    for sheet, row, column in model.get_all_cells():
        value = model.get_cell_value(sheet, row, column)
        if value is None:
            continue
        if isinstance(value, str) and model.get_cell_type(sheet, row, column) == ironcalc.CellType.ErrorValue:
            value = ErrorValue(value)
        values[sheets[sheet], f"{ironcalc.column_name_from_number(column)}{row}"] = value
    return values


# --- the comparison --------------------------------------------------------------------------------------------------


def compare(
    expected: Mapping[Cell, Value],
    found: Mapping[Cell, Value],
    iterated: AbstractSet[Cell] = frozenset(),
    relative: float = 1e-9,
    absolute: float = 1e-13,
) -> int:
    """Hold every expected cell against what was found, and say how many cells that were.

    Numbers agree to `relative`. Where a difference cancels, only rounding is left, on which no two programs agree: two
    numbers also agree when both are smaller than `absolute` times the largest number expected on their sheet.
    Cells whose value comes from an iteration agree to 1e-7. Texts, booleans and errors are equal, and of the same kind.
    """
    scale: defaultdict[str, float] = defaultdict(float)
    for (sheet, _), value in expected.items():
        if _is_number(value) and math.isfinite(value):
            scale[sheet] = max(scale[sheet], abs(value))

    def agree(cell: Cell, one: Value, other: Value) -> bool:
        if not (_is_number(one) and _is_number(other)):
            return _kind(one) == _kind(other) and one == other
        if cell in iterated:
            return abs(one - other) <= ITERATED
        size = max(abs(one), abs(other))
        return abs(one - other) <= relative * size or size <= absolute * scale[cell[0]]

    wrong = [
        f"{sheet}!{address}: expected {value!r}, found {found.get((sheet, address), 'nothing')!r}"
        for (sheet, address), value in expected.items()
        if (sheet, address) not in found or not agree((sheet, address), value, found[sheet, address])
    ]
    if wrong:
        more = [f"and {len(wrong) - 10} more"] if len(wrong) > 10 else []
        raise AssertionError("\n".join([f"{len(wrong)} of {len(expected)} cells disagree:", *wrong[:10], *more]))
    return len(expected)


def _kind(value: Value) -> str:
    if isinstance(value, ErrorValue):
        return "error"
    if isinstance(value, str):
        return "text"
    return "number" if _is_number(value) else "boolean"


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


# --- is the file one that Excel opens? -------------------------------------------------------------------------------


def validate(path: Path) -> list[str]:
    """What Microsoft's Open XML SDK has against a file, a line each; an empty list if nothing."""
    command = ["node", str(VALIDATOR / "ooxml-validator" / "dist" / "src" / "cli.js"), str(path)]
    said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
    if said.returncode not in (0, 1):
        raise RuntimeError(f"the Open XML validator could not be run: {said.stderr.strip()}")
    return [
        f"{error['errorType']} {error['path'] or path} {error['xPath'] or ''}: {error['description']}"
        for error in json.loads(said.stdout)["errors"]
    ]


# --- what this machine lacks -----------------------------------------------------------------------------------------


def lacks_libreoffice() -> str:
    """How to get LibreOffice, or nothing if it is there."""
    packages = "libreoffice-calc-nogui libreoffice-script-provider-python"
    return "" if shutil.which("soffice") else f"on Debian: apt-get install {packages}"


def lacks_node() -> str:
    """How to get node and the validator, or nothing if they are there."""
    if shutil.which("node") is None:
        return "install node 18 or later with npm, then make setup"
    if not list(VALIDATOR.glob("ooxml-validator-*/ooxml-validator*")):
        return "make setup fetches the Open XML validator through npm, for Linux on x64"
    return ""
