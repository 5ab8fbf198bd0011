"""Formats of a template, added to those of a workbook: each looks there as it did, and none that was there changes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import openpyxl
import pytest

from xl_service_roi.spreadsheet.package import Package
from xl_service_roi.upgrade.raw_xml import Part
from xl_service_roi.upgrade.styles import Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MINIMAL = (
    f'<x:styleSheet xmlns:x="{MAIN}"><x:fonts count="1"><x:font><x:sz val="9"/></x:font></x:fonts>'
    '<x:fills count="1"><x:fill/></x:fills><x:borders count="1"><x:border/></x:borders>'
    '<x:cellStyleXfs count="1"><x:xf/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId="14"/></x:cellXfs>'
    '<x:dxfs count="0"/><x:extLst/></x:styleSheet>'
)
"""Hardly anything, with a prefix."""


@pytest.fixture(scope="module")
def of_another_program(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("styles") / "other.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"].number_format = "0.000 %"
    book.active["A2"].font = openpyxl.styles.Font(bold=True, color="FF0000")
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/styles.xml")


@pytest.mark.parametrize("own", ["minimal", "of another program", "the template's"])
def test_every_format_looks_as_it_did(own: str, unfilled: Path, of_another_program: bytes) -> None:
    with Package.open(unfilled) as package:
        new = Part(package, "xl/styles.xml")
        before = {"minimal": MINIMAL.encode(), "of another program": of_another_program}.get(own, new.data)
        styles = Styles(Part(package, "xl/styles.xml", before), new)
        after = styles.data
    found, expected, were = (ElementTree.fromstring(data) for data in (after, new.data, before))
    assert [look(found, "cellXfs", at) for at in styles.cells] == looks(expected, "cellXfs")
    assert [look(found, "dxfs", at) for at in styles.rules] == looks(expected, "dxfs")
    for kind in ("fonts", "fills", "borders", "cellXfs", "dxfs", "numFmts"):
        assert found.find(f"{{{MAIN}}}{kind}").get("count") == str(len(inside(found, kind)))  # type: ignore[union-attr]
        kept = inside(were, kind)
        assert [*map(ElementTree.tostring, inside(found, kind)[: len(kept)])] == [*map(ElementTree.tostring, kept)]
    assert (after == before) == (own == "the template's")


def inside(root: Element, kind: str) -> list[Element]:
    return root.findall(f"{{{MAIN}}}{kind}/*")


def looks(root: Element, kind: str) -> list[object]:
    return [look(root, kind, at) for at in range(len(inside(root, kind)))]


def look(root: Element, kind: str, at: int) -> object:
    """A format with the fonts, fills, borders and codes that its numbers stand for."""
    codes = {each.get("numFmtId"): each.get("formatCode") for each in inside(root, "numFmts")}
    element = inside(root, kind)[at]
    stands_for = {f"{each}Id": inside(root, f"{each}s") for each in ("font", "fill", "border")}

    def said(part: Element) -> object:
        attributes = {
            name: said(stands_for[name][int(value)]) if name in stands_for else codes.get(value, value)
            for name, value in part.attrib.items()
        }
        return part.tag, sorted(attributes.items(), key=lambda each: each[0]), [*map(said, part)]

    return said(element)
