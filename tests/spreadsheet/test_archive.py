"""An archive with some parts replaced: every byte of the others is where it was, and other programs read the result."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook as Writer

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.archive import rewritten
from xl_service_roi.spreadsheet.package import Package

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SHEET = "xl/worksheets/sheet1.xml"


def written() -> bytes:
    """A small workbook, as XlsxWriter writes it."""
    stream = io.BytesIO()
    with Writer(stream) as book:
        book.add_worksheet("Sheet1").write("A1", "text " * 500)
        book.add_worksheet("Sheet2").write("A1", 5)
    return stream.getvalue()


def repacked(data: bytes, write: Callable[[zipfile.ZipFile, zipfile.ZipInfo, bytes], None], **how: Any) -> bytes:
    """The same parts, each packed as ``write`` does it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **how) as new:
        for entry in source.infolist():
            write(new, entry, source.read(entry))
    return stream.getvalue()


class Unseekable(io.RawIOBase):
    """A stream that cannot go back, for which zipfile writes sizes behind the contents."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        return len(data)


def streamed(data: bytes) -> bytes:
    stream = Unseekable()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in source.infolist():
            new.writestr(entry, source.read(entry))
    return bytes(stream.data)


def with_attributes(new: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes) -> None:
    entry.date_time, entry.create_system, entry.external_attr = (2019, 5, 6, 7, 8, 10), 3, 0o644 << 16
    entry.comment, entry.extra = b"about " + entry.filename.encode(), struct.pack("<2H4s", 0xCAFE, 4, b"mine")
    new.writestr(entry, data)


def with_long_sizes(new: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes) -> None:
    """Sizes in a zip64 field in front of the contents, as some programs write them for all parts."""
    with new.open(entry, "w", force_zip64=True) as stream:
        stream.write(data)


def stored(new: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes) -> None:
    new.writestr(entry, data, zipfile.ZIP_STORED)


def reordered(data: bytes) -> bytes:
    """The directory in another order than the file."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.filelist.reverse()
        archive._didModify = True
    return stream.getvalue()


def with_comment(data: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"kept"
    return stream.getvalue()


def with_gaps(data: bytes) -> bytes:
    """An entry that the directory has forgotten, in the middle of the file."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.filelist = [entry for entry in archive.filelist if entry.filename != "docProps/core.xml"]
        archive._didModify = True
    return stream.getvalue()


def zip64(data: bytes) -> bytes:
    """All that the format can say in long fields said there: offsets, sizes, and the records at the end."""
    end = data.rindex(b"PK\5\6")
    count, _, start = struct.unpack_from("<HLL", data, end + 10)
    directory, at = b"", start
    for _ in range(count):
        record = bytearray(data[at : at + 46])
        packed, plain, name, extra, comment = struct.unpack_from("<2L3H", record, 20)
        (offset,) = struct.unpack_from("<L", record, 42)
        field = struct.pack("<2H3Q", 1, 24, plain, packed, offset)
        struct.pack_into("<2L", record, 20, 0xFFFFFFFF, 0xFFFFFFFF)
        struct.pack_into("<H", record, 30, extra + len(field))
        struct.pack_into("<L", record, 42, 0xFFFFFFFF)
        names = data[at + 46 : at + 46 + name]
        directory += bytes(record) + names + data[at + 46 + name : at + 46 + name + extra] + field
        at += 46 + name + extra + comment
    body = data[:start] + directory
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(body), 1)
    return body + long_end + locator + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, *[0xFFFFFFFF] * 2, 0)


def archives() -> Iterator[Any]:
    plain = written()
    yield pytest.param(plain, id="as XlsxWriter writes it")
    yield pytest.param(streamed(plain), id="with sizes behind the contents")
    yield pytest.param(repacked(plain, with_attributes), id="with dates, attributes and comments")
    yield pytest.param(repacked(plain, with_long_sizes), id="with sizes of zip64 in front of the contents")
    yield pytest.param(repacked(plain, stored), id="not compressed")
    yield pytest.param(reordered(plain), id="with a directory in another order")
    yield pytest.param(with_comment(plain), id="with a comment")
    yield pytest.param(with_gaps(plain), id="with a forgotten entry")
    yield pytest.param(zip64(plain), id="zip64 throughout")


def described(data: bytes) -> dict[str, tuple[Any, ...]]:
    """All that an archive says of each entry, and its packed contents."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            about = {name: getattr(entry, name) for name in zipfile.ZipInfo.__slots__ if hasattr(entry, name)}
            del about["header_offset"]
            about = {name: value for name, value in about.items() if not name.startswith("_")}
            if entry.extra.startswith(b"\1\0"):  # where the entry begins, in zip64
                about["extra"] = entry.extra[:20]
            archive.fp.seek(entry.header_offset)
            header = archive.fp.read(30)
            name, extra = struct.unpack_from("<2H", header, 26)
            packed = archive.fp.read(name + extra + entry.compress_size)
            found[entry.filename] = (about, header, packed)
    return found


@pytest.mark.parametrize("data", [*archives()])
def test_other_entries_stay_byte_for_byte(data: bytes) -> None:
    package = Package.of_bytes("plan.xlsx", data)
    result = rewritten(package, {SHEET.upper(): b"<new/>"})
    before, after = described(data), described(result)
    assert [*after] == [*before]
    old, new = before.pop(SHEET), after.pop(SHEET)
    assert after == before
    with zipfile.ZipFile(io.BytesIO(result)) as archive, zipfile.ZipFile(io.BytesIO(data)) as source:
        assert archive.read(SHEET) == b"<new/>"
        assert archive.testzip() is None
        assert archive.comment == source.comment
    for kept in ("date_time", "compress_type", "create_system", "external_attr", "comment"):
        assert new[0][kept] == old[0][kept]
    assert Package.of_bytes("plan.xlsx", result).read(SHEET) == b"<new/>"


@pytest.mark.parametrize("data", [*archives()])
def test_without_new_parts_nothing_changes_at_all(data: bytes) -> None:
    assert rewritten(Package.of_bytes("plan.xlsx", data), {}) == data


def test_a_part_that_is_not_there_comes_last() -> None:
    package = Package.of_bytes("plan.xlsx", written())
    again = Package.of_bytes("plan.xlsx", rewritten(package, {"xl/media/één.png": b"picture"}))
    assert again.part_names == (*package.part_names, "xl/media/één.png")
    assert again.read("xl/media/één.png") == b"picture"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
def test_real_workbooks_stay_as_they_are() -> None:
    seen = 0
    for path in sorted(CORPUS.glob("*.xl*")):
        with Package.open(path) as package:
            if path.name == "hello-world-signed.xlsx":
                continue
            assert rewritten(package, {}) == package.data
            result = rewritten(package, {package.main_part: b"<changed/>"})
        before, after = described(path.read_bytes()), described(result)
        assert {name for name in before if before[name] != after[name]} == {package.main_part}
        seen += 1
    assert seen > 40


def listed(data: bytes, name: bytes) -> int:
    """Where the directory lists an entry."""
    return data.rindex(name) - 46


def overlapping(data: bytes) -> bytes:
    """Two entries that say that they begin at the same place."""
    spoilt = bytearray(data)
    one, other = (listed(data, name) + 42 for name in (b"docProps/app.xml", b"docProps/core.xml"))
    spoilt[one : one + 4] = data[other : other + 4]
    return bytes(spoilt)


def too_long(data: bytes) -> bytes:
    """An entry that reaches into the next one."""
    spoilt = bytearray(data)
    struct.pack_into("<L", spoilt, listed(data, b"docProps/core.xml") + 20, 5000)
    return bytes(spoilt)


def prefixed(data: bytes) -> bytes:
    return b"PK\3\4" + b"\0" * 60 + data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (overlapping(written()), "its entries overlap"),
        (too_long(written()), "its entries overlap"),
        (written() + b"\0" * 10, "something follows it"),
        (prefixed(written()), "something stands in front of it, or inside"),
    ],
)
def test_archives_that_cannot_be_copied_without_guessing_are_refused(data: bytes, reason: str) -> None:
    package = Package.of_bytes("plan.xlsx", data)
    with pytest.raises(WorkbookError, match=rf"its archive is unusual \({reason}\); open it in Excel and save it"):
        rewritten(package, {SHEET: b"<new/>"})


def test_a_result_that_fails_its_check_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Package.of_bytes("plan.xlsx", written())
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: archive.filelist[1:])
    with pytest.raises(WorkbookError, match="was not changed: what would have been written failed its check"):
        rewritten(package, {"docProps/new.xml": b"<new/>"})
