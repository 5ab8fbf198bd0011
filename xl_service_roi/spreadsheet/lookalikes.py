"""What a file is when it is not an .xlsx or .xlsm, and what its owner can do about it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple


class Lookalike(NamedTuple):
    """``what`` completes "this is …"; ``remedy`` is what to do."""

    what: str
    remedy: str


_SAVE_AS = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"
_FILL_IN = "fill in the template workbook instead"
_SEND_AGAIN = "copy or download it again, or restore an earlier version"
_NOT_A_WORKBOOK = "check that this is the file you meant"

PROTECTED = Lookalike(
    "a workbook that is encrypted with a password or by the organisation's rights management",
    "open it in Excel, remove the password under File > Info > Protect Workbook, and save it",
)
UNKNOWN = Lookalike("a file of an unknown kind", _NOT_A_WORKBOOK)

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Stream names in an OLE compound file's directory, the most telling first.
_OLE_STREAMS = (
    ("EncryptedPackage", PROTECTED),
    ("Workbook", Lookalike("an old Excel workbook (.xls, Excel 97-2003)", _SAVE_AS)),
    ("Book", Lookalike("an old Excel workbook (.xls, Excel 5.0/95)", _SAVE_AS)),
    ("WordDocument", Lookalike("an old Word document (.doc)", _FILL_IN)),
    ("PowerPoint Document", Lookalike("an old PowerPoint presentation (.ppt)", _FILL_IN)),
)
_BIFF_STARTS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_MAGIC = (
    (b"%PDF", Lookalike("a PDF document", _FILL_IN)),
    (b"{\\rtf", Lookalike("a rich text document (.rtf)", _FILL_IN)),
    (b"\x1f\x8b", Lookalike("a gzip archive", "unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", Lookalike("a 7-Zip archive", "unpack it first")),
    (b"Rar!", Lookalike("a RAR archive", "unpack it first")),
    (b"BZh", Lookalike("a bzip2 archive", "unpack it first")),
    (b"\xfd7zXZ", Lookalike("an xz archive", "unpack it first")),
    (b"\x89PNG", Lookalike("a picture (PNG)", _FILL_IN)),
    (b"\xff\xd8\xff", Lookalike("a picture (JPEG)", _FILL_IN)),
    (b"GIF8", Lookalike("a picture (GIF)", _FILL_IN)),
    (b"SQLite format 3", Lookalike("an SQLite database", _NOT_A_WORKBOOK)),
    (b"PAR1", Lookalike("a Parquet table", _NOT_A_WORKBOOK)),
    (b"MZ", Lookalike("a Windows program", "do not open it, and ask who sent it")),
    (b"\x7fELF", Lookalike("a Linux program", "do not open it, and ask who sent it")),
    (b"ID;P", Lookalike("a SYLK spreadsheet (.slk)", _SAVE_AS)),
)
_MARKUP = (
    ("urn:schemas-microsoft-com:office:spreadsheet", Lookalike("an XML Spreadsheet 2003", _SAVE_AS)),
    ("office:document", Lookalike("a flat OpenDocument file (.fods)", _SAVE_AS)),
    ("<html", Lookalike("a web page (HTML)", _SAVE_AS)),
    ("<!doctype html", Lookalike("a web page (HTML)", _SAVE_AS)),
    ("<table", Lookalike("a web page (HTML)", _SAVE_AS)),
    ("<?xml", Lookalike("an XML file", _NOT_A_WORKBOOK)),
)
_PACKAGES = (
    ("word/document.xml", Lookalike("a Word document (.docx)", _FILL_IN)),
    ("ppt/presentation.xml", Lookalike("a PowerPoint presentation (.pptx)", _FILL_IN)),
    ("xl/workbook.bin", Lookalike("a binary Excel workbook (.xlsb)", _SAVE_AS)),
    ("index/document.iwa", Lookalike("an Apple Numbers, Pages or Keynote file", "export it as an Excel workbook")),
    ("meta-inf/manifest.mf", Lookalike("a Java archive (.jar)", _NOT_A_WORKBOOK)),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_LINES_LOOKED_AT = 5


def of_bytes(data: bytes) -> Lookalike:
    """Say what a file is that does not begin as a zip archive does."""
    if data.startswith(_OLE_MAGIC):
        return _of_compound_file(data)
    head = data[:4096]
    if not head.strip(b"\0"):
        what = "a file of nothing but zeros: its contents were lost in a copy or synchronisation"
        return Lookalike(what, _SEND_AGAIN)
    if head.startswith(_BIFF_STARTS):
        return Lookalike("a very old Excel sheet (.xls, before Excel 5.0)", _SAVE_AS)
    for magic, lookalike in _MAGIC:
        if head.startswith(magic):
            return lookalike
    if b"%PDF-" in head[:1024]:
        return Lookalike("a PDF document", _FILL_IN)
    text = _text(head)
    return UNKNOWN if text is None else _of_text(text)


def of_zip(names: Collection[str], mimetype: str = "") -> Lookalike:
    """Say what a zip archive is that is no workbook, from its entries' names and its ``mimetype`` entry."""
    lowered = {name.lower() for name in names}
    if mimetype.startswith(_OPEN_DOCUMENT):
        if "spreadsheet" in mimetype:
            return Lookalike("an OpenDocument spreadsheet (.ods)", _SAVE_AS)
        return Lookalike("an OpenDocument file (" + mimetype.removeprefix(_OPEN_DOCUMENT)[:20] + ")", _FILL_IN)
    for name, lookalike in _PACKAGES:
        if name in lowered:
            return lookalike
    inside = sorted(name for name in names if name.lower().endswith((".xlsx", ".xlsm")))
    if inside:
        return Lookalike("a zip archive with a workbook inside", f"unpack it first, and use {inside[0][-80:]!r}")
    if "xl/workbook.xml" in lowered:
        return Lookalike("a damaged workbook: its table of contents is missing", _SEND_AGAIN)
    return Lookalike("a zip archive", _NOT_A_WORKBOOK)


def of_content_type(content_type: str) -> Lookalike | None:
    """Say what a package is by the type of its main part; None for an Excel workbook."""
    if "sheet.binary" in content_type:
        return Lookalike("a binary Excel workbook (.xlsb)", _SAVE_AS)
    if "spreadsheetml" in content_type or "ms-excel" in content_type:
        return None
    if "wordprocessingml" in content_type or "ms-word" in content_type:
        return Lookalike("a Word document (.docx)", _FILL_IN)
    if "presentationml" in content_type or "ms-powerpoint" in content_type:
        return Lookalike("a PowerPoint presentation (.pptx)", _FILL_IN)
    return Lookalike("an Office file of an unknown kind", _NOT_A_WORKBOOK)


def _of_compound_file(data: bytes) -> Lookalike:
    for name, lookalike in _OLE_STREAMS:
        if _has_stream(data, name):
            return lookalike
    return Lookalike("an old Office file of an unknown kind", _NOT_A_WORKBOOK)


def _has_stream(data: bytes, name: str) -> bool:
    """A directory entry is 128 bytes, aligned, and begins with the name in UTF-16."""
    wanted = (name + "\0").encode("utf-16-le")
    found = data.find(wanted)
    while found >= 0:
        if found % 128 == 0:
            return True
        found = data.find(wanted, found + 2)
    return False


def _text(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "ignore")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "replace")
    return None if re.search("[\0-\x08\x0e-\x1f]", text) else text


def _of_text(text: str) -> Lookalike:
    lowered = text.lstrip().lower()
    if lowered.startswith("<"):
        for mark, lookalike in _MARKUP:
            if mark in lowered:
                return lookalike
    if re.match(r"\{\s*[\"}]|\[\s*[\[{\"\d]", lowered):
        return Lookalike("a JSON file", "give it a name that ends in .json")
    if _has_columns(text):
        return Lookalike("a CSV text file", _SAVE_AS)
    return Lookalike("a text file", _FILL_IN)


def _has_columns(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:_LINES_LOOKED_AT]
    if len(lines) > 1 and len(text) >= 4000:
        lines = lines[:-1]  # cut off in the middle, perhaps
    return any(
        lines and lines[0].count(mark) and len({line.count(mark) for line in lines}) == 1 for mark in (";", "\t", ",")
    )
