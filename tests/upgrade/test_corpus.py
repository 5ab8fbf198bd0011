"""Our sheets among those of real workbooks, with all that people have in them: an upgrade leaves the rest as it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from upgrade.older import CONTENT_TYPES, OFFICE
from workbook_edits import BOOK, Parts, parts_of, sheet_parts, write

from xl_service_roi import Case
from xl_service_roi.spreadsheet.package import Package
from xl_service_roi.upgrade import upgrade

pytestmark = pytest.mark.usefixtures("built_once")

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real workbooks is not beside the checkout")
@pytest.mark.parametrize("name", ["Complex01.xlsx", "namespacestd.xlsx", "vba_comments.xlsm"])
def test_real_workbooks(name: str, english: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    # Asked for here: where there is no corpus, the test is not skipped for lack of the validator.
    ooxml_validator: Callable[[Path], list[str]] = request.getfixturevalue("ooxml_validator")
    before, after = tmp_path / f"before-{name}", tmp_path / f"after-{name}"
    write(with_our_sheets(CORPUS / name, parts_of(english)), before)
    upgrade(before, after)
    old, new = parts_of(before), parts_of(after)
    charts = re.compile(r"xl/(?:drawings/(?:_rels/)?drawing|charts/chart|worksheets/_rels/ours)\w*\.xml(?:\.rels)?")
    assert all(map(charts.fullmatch, new.keys() - old.keys()))  # those of the results
    assert old.keys() <= new.keys()
    changed = {part for part in old if old[part] != new[part] and "/ours" not in part}
    assert changed <= {
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/calcChain.xml",
        CONTENT_TYPES,
        "xl/_rels/workbook.xml.rels",
    }
    assert Case.from_workbook(after).run().measures == Case.example().run().measures
    faults = ooxml_validator(after)
    assert not faults or len(faults) <= len(ooxml_validator(before))


def with_our_sheets(path: Path, ours: Parts) -> Parts:
    """A workbook with the sheets of a template, without their formats, behind its own; made for another model."""
    parts = parts_of(path)
    with Package.open(path) as package:
        folder, main = posixpath.split(package.main_part)
    relations = f"{folder}/_rels/{main}.rels"
    strings = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", ours["xl/sharedStrings.xml"].decode())
    tabs = ""
    for number, (title, part) in enumerate(sheet_parts(ours).items()):
        text = re.sub(
            r'<c r="(\w+)"[^>]*? t="s"><v>(\d+)</v></c>',
            lambda cell: f'<c r="{cell[1]}" t="inlineStr"><is><t>{strings[int(cell[2])]}</t></is></c>',
            ours[part].decode(),
        )
        text = re.sub(
            r' (?:s|style)="\d+"| tabSelected="1"|<conditionalFormatting.*</conditionalFormatting>|<drawing [^>]*>',
            "",
            text,
        )
        new = f"{folder}/worksheets/ours{number}.xml"
        parts[new] = text.encode()
        tabs += f'<{{}}sheet xmlns:q="{OFFICE}" name="{title}" sheetId="{9000 + number}" q:id="rIdOurs{number}"/>'
        _add(parts, CONTENT_TYPES, "Types", f'<{{}}Override PartName="/{new}" ContentType="{KIND}"/>')
        relation = f'Id="rIdOurs{number}" Type="{OFFICE}/worksheet" Target="worksheets/ours{number}.xml"'
        _add(parts, relations, "Relationships", f"<{{}}Relationship {relation}/>")
    _add(parts, f"{folder}/{main}", "sheets", tabs)
    names = re.findall(r'<definedName name="([a-z]\w+)"[^>]*>([^<]*)<', ours[BOOK].decode())
    listed = "".join(f'<{{0}}definedName name="{each}">{text}</{{0}}definedName>' for each, text in names)
    listed = listed.replace('"1.0"', '"0.9"')
    if re.search(rb"</(?:\w+:)?definedNames>", parts[f"{folder}/{main}"]):
        _add(parts, f"{folder}/{main}", "definedNames", listed)
    else:
        _add(parts, f"{folder}/{main}", "sheets", f"<{{0}}definedNames>{listed}</{{0}}definedNames>", behind=True)
    return parts


def _add(parts: Parts, part: str, name: str, elements: str, behind: bool = False) -> None:
    """Add elements at the end of another, or behind it, with its prefix."""
    text = parts[part].decode("utf-8-sig")
    (end,) = re.finditer(rf"</(\w+:)?{name}>", text)
    at = end.end() if behind else end.start()
    prefixed = re.sub(r"\{0?\}", end[1] or "", elements)
    parts[part] = (text[:at] + prefixed + text[at:]).encode()
