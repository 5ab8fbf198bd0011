"""Files that people hand in: whatever is wrong with one, it is refused with a reason and a remedy."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from xlsxwriter import Workbook as Writer

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet import package as package_module
from xl_service_roi.spreadsheet.cells import NotCellsError, Workbook
from xl_service_roi.spreadsheet.package import Package, contents
from xl_service_roi.spreadsheet.safe_xml import MAX_DEPTH

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

Parts = dict[str, str | bytes]


def relationships(*rows: tuple[str, str, str]) -> str:
    listed = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def content_types(main: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml") -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>'
    )


def parts() -> Parts:
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            '<sheets><sheet name="Inputs" sheetId="1" r:id="rId1"/></sheets>'
            "<definedNames><definedName name='price'>Inputs!$A$1</definedName></definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relationships(("rId1", "worksheet", "worksheets/sheet1.xml")),
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData></worksheet>',
    }


def packed(contents: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.fixture
def given(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "handed in.xlsx"
        path.write_bytes(data)
        return path

    return write


def read_all(path: Path) -> dict[str, int]:
    """Read all that can be read of a workbook: how many cells there are on each sheet."""
    with Workbook.open(path) as book:
        return {sheet.name: len(book.cells(sheet.name)) for sheet in book.sheets if sheet.kind == "worksheet"}


def refusal(path: Path) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        read_all(path)
    error = caught.value
    assert error.reason
    assert error.remedy
    assert error.path == str(path)
    assert str(error).isprintable()
    return error


def test_a_sound_workbook_is_read(given: Callable[[bytes], Path]) -> None:
    assert read_all(given(packed(parts()))) == {"Inputs": 1}
    assert read_all(given(packed(parts(), zipfile.ZIP_STORED))) == {"Inputs": 1}


def test_parts_are_found_by_relationship_and_without_regard_to_case(given: Callable[[bytes], Path]) -> None:
    moved = parts()
    moved["Book/My Main.xml"] = moved.pop("xl/workbook.xml")
    moved["book/_rels/my main.xml.rels"] = relationships(("rId1", "worksheet", "/Elsewhere/tab%201.xml"))
    moved["elsewhere/Tab%201.XML"] = moved.pop(SHEET)
    moved["_rels/.rels"] = relationships(
        ("x", "extended-properties", "app.xml"), ("y", "officeDocument", "/Book/My%20Main.xml")
    )
    moved["[Content_Types].xml"] = content_types().replace("/xl/workbook.xml", "/book/my%20main.xml")
    with Package.open(given(packed(moved))) as package:
        assert package.main_part == "Book/My Main.xml"
        assert "ELSEWHERE/tab 1.xml" in package
        assert "xl/workbook.xml" not in package
    assert read_all(given(packed(moved))) == {"Inputs": 1}


def test_a_workbook_is_read_once_and_opened_from_its_bytes(given: Callable[[bytes], Path]) -> None:
    path = given(packed(parts()))
    data = contents(path)
    assert data == path.read_bytes()
    with Package.of_bytes(path, data) as package, Workbook.of_bytes("s3://plans/\udce9.xlsx", data) as book:
        assert package.data == book.package.data == data
        assert package.path == str(path)
        assert book.path == "s3://plans/?.xlsx"
        assert len(book.cells("Inputs")) == 1


@pytest.mark.parametrize(("data", "reason"), [(b"", "is empty"), (bytes(129 << 20), "is 129 MB, more than 128 MB")])
def test_bytes_are_looked_at_as_files_are(data: bytes, reason: str) -> None:
    with pytest.raises(WorkbookError, match=reason):
        Workbook.of_bytes("s3://plans/plan.xlsx", data)


def test_external_relationships_stay_addresses(given: Callable[[bytes], Path]) -> None:
    linked = parts()
    listed = str(linked["xl/_rels/workbook.xml.rels"])
    link = f'<Relationship Id="rId2" Type="{OFFICE}/externalLink" Target="http://evil.example/" TargetMode="External"/>'
    linked["xl/_rels/workbook.xml.rels"] = listed.replace("</Rel", link + "</Rel")
    with Package.open(given(packed(linked))) as package:
        found = package.relationships("xl/workbook.xml")["rId2"]
    assert (found.kind, found.target, found.external) == ("externalLink", "http://evil.example/", True)


def test_a_sheet_that_stands_outside_the_file_is_refused(given: Callable[[bytes], Path]) -> None:
    linked = parts()
    linked["xl/_rels/workbook.xml.rels"] = relationships(("rId1", "worksheet", "../../../etc/passwd"))
    assert "outside the file" in refusal(given(packed(linked))).reason
    linked["xl/_rels/workbook.xml.rels"] = str(linked["xl/_rels/workbook.xml.rels"]).replace(
        'Target="../../../etc/passwd"', 'Target="http://evil.example/s.xml" TargetMode="External"'
    )
    assert "its sheet 'Inputs' is said to stand outside the file" in refusal(given(packed(linked))).reason


class TestNoOrdinaryFile:
    def test_missing(self, tmp_path: Path) -> None:
        assert "does not exist" in refusal(tmp_path / "missing.xlsx").reason

    def test_folder(self, tmp_path: Path) -> None:
        assert "folder" in refusal(tmp_path).reason

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this platform")
    def test_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.xlsx")
        assert "pipe" in refusal(tmp_path / "pipe.xlsx").reason

    @pytest.mark.skipif(not Path(os.devnull).exists(), reason="the null device is no file on this platform")
    def test_device(self) -> None:
        assert "device" in refusal(Path(os.devnull)).reason

    @pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
    def test_unreadable(self, given: Callable[[bytes], Path]) -> None:
        path = given(packed(parts()))
        path.chmod(0)
        assert "may not be read" in refusal(path).reason

    def test_not_permitted(self, given: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch) -> None:
        def locked(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        path = given(packed(parts()))
        monkeypatch.setattr(os, "open", locked)
        assert "another program" in refusal(path).remedy

    @pytest.mark.skipif(os.name == "nt", reason="links need special rights on Windows")
    def test_link_to_itself(self, tmp_path: Path) -> None:
        loop = tmp_path / "loop.xlsx"
        loop.symlink_to(loop)
        assert "cannot be read" in refusal(loop).reason

    @pytest.mark.parametrize("name", ["a\0b.xlsx", "x" * 5000, "caf\udce9.xlsx"])
    def test_impossible_name(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(WorkbookError) as caught:
            Package.open(str(tmp_path / name))
        str(caught.value).encode()

    def test_empty(self, given: Callable[[bytes], Path]) -> None:
        assert "empty" in refusal(given(b"")).reason

    def test_too_large(self, given: Callable[[bytes], Path]) -> None:
        path = given(b"PK\x03\x04")
        os.truncate(path, package_module.MAX_FILE_BYTES + 1)
        assert "more than 128 MB" in refusal(path).reason


def compound(*streams: str) -> bytes:
    entries = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries.ljust(1024, b"\0")


OTHER_FILES = {
    "password": compound("EncryptedPackage", "EncryptionInfo"),
    "(.xls, Excel 97-2003)": compound("Summary", "Workbook"),
    "(.xls, Excel 5.0/95)": compound("Book"),
    "(.doc)": compound("WordDocument"),
    "old Office file": compound("Something"),
    "before Excel 5.0": b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(50),
    "CSV": b"name;value\r\ncustomers;40000\r\n",
    "a CSV": b"\xef\xbb\xbfname,value\ncustomers,40000\n",
    "CSV text": "name\tvalue\ncaf\u00e9\t1\n".encode("utf-16"),
    "HTML": b"\r\n<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
    "(HTML)": b"<HTML xmlns:x='urn:schemas-microsoft-com:office:excel'><body/></HTML>",
    "XML Spreadsheet 2003": b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
    ".fods": b"<?xml version='1.0'?><office:document xmlns:office='x'/>",
    "an XML": b"<?xml version='1.0'?><a/>",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "rich text": b"{\\rtf1 }",
    "JSON": b'{"customers": 40000}',
    "text file": b"Dear colleague,\n\nplease find the figures below.\n",
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "7-Zip": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "Windows program": b"MZ\x90\x00" + bytes(50),
    "zeros": bytes(5000),
    "unknown kind": bytes(range(256)),
    ".ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
    "OpenDocument file (text)": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
    ".numbers".replace(".numbers", "Apple Numbers"): packed({"Index/Document.iwa": b"x"}),
    "a zip archive with a workbook inside": packed({"May/plan.xlsx": b"x"}),
    "a zip archive,": packed({"readme.txt": b"x"}),
    "table of contents is missing": packed({k: v for k, v in parts().items() if k != "[Content_Types].xml"}),
    "(.docx)": packed(
        {**parts(), "[Content_Types].xml": content_types("application/x.wordprocessingml.document.main+xml")}
    ),
    "(.pptx)": packed({**parts(), "[Content_Types].xml": content_types("application/x.presentationml.main+xml")}),
    "(.xlsb)": packed(
        {**parts(), "[Content_Types].xml": content_types("application/vnd.ms-excel.sheet.binary.macroEnabled.main")}
    ),
    "Office file of an unknown kind": packed({**parts(), "[Content_Types].xml": content_types("application/visio")}),
}


@pytest.mark.parametrize("what", OTHER_FILES)
def test_another_kind_of_file_is_named(given: Callable[[bytes], Path], what: str) -> None:
    assert what in refusal(given(OTHER_FILES[what])).reason


class TestBrokenArchive:
    def test_truncated(self, given: Callable[[bytes], Path]) -> None:
        whole = packed(parts())
        for length in range(1, len(whole), 7):
            refusal(given(whole[:length]))
        assert "incomplete" in refusal(given(whole[: len(whole) // 2])).reason

    def test_checksum(self, given: Callable[[bytes], Path]) -> None:
        data = packed(parts(), zipfile.ZIP_STORED).replace(b"<v>5</v>", b"<v>6</v>")
        assert refusal(given(data)).reason == f"is damaged: its part '{SHEET}' cannot be read"

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_compression(self, given: Callable[[bytes], Path], method: int) -> None:
        assert "compressed" in refusal(given(packed(parts(), method))).reason

    def test_unknown_compression(self, given: Callable[[bytes], Path]) -> None:
        data = bytearray(packed(parts()))
        struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 97)
        assert "compressed" in refusal(given(bytes(data))).reason

    def test_password(self, given: Callable[[bytes], Path]) -> None:
        data = bytearray(packed(parts()))
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + offset] |= 1
        assert "password" in refusal(given(bytes(data))).reason

    def test_no_entries(self, given: Callable[[bytes], Path]) -> None:
        assert "zip archive" in refusal(given(packed({}))).reason

    def test_missing_parts(self, given: Callable[[bytes], Path]) -> None:
        for name in parts():
            refusal(given(packed({k: v for k, v in parts().items() if k != name})))

    def test_folders_in_the_archive_do_no_harm(self, given: Callable[[bytes], Path]) -> None:
        assert read_all(given(packed({"xl/": b"", "xl/worksheets/": b"", **parts()}))) == {"Inputs": 1}


class TestHostileArchive:
    @pytest.mark.parametrize(
        "name",
        [
            *("../evil.xml", "xl/../../evil.xml", "/etc/passwd", "C:/evil.xml", "..\\evil.xml", "xl\\..\\evil"),
            *("%2e%2e/evil", "xl//a.xml", "./a.xml", "x" * 600, "\\\\server\\share\\a.xml", "C:evil.xml"),
        ],
    )
    def test_part_names(self, given: Callable[[bytes], Path], name: str) -> None:
        assert "has a part" in refusal(given(packed({**parts(), name: "x"}))).reason

    def test_null_in_a_name(self, given: Callable[[bytes], Path]) -> None:
        data = packed({**parts(), "xl/a.xmlQ.exe": "x"}).replace(b"xl/a.xmlQ.exe", b"xl/a.xml\0.exe")
        assert "impossible name" in refusal(given(data)).reason

    def test_a_name_cannot_steer_the_terminal(self, given: Callable[[bytes], Path]) -> None:
        refusal(given(packed({**parts(), "../\x1b[2J\r\n\u202eevil": "x"})))

    @pytest.mark.parametrize("name", [SHEET, SHEET.upper(), SHEET.replace("/", "\\"), "xl/worksheets/sheet%31.xml"])
    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_doubled_parts(self, given: Callable[[bytes], Path], name: str) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for each, text in (*parts().items(), (name, "x")):
                archive.writestr(each, text)
        assert "twice" in refusal(given(buffer.getvalue())).reason

    def test_too_many_entries(self, given: Callable[[bytes], Path]) -> None:
        many: Parts = {f"a{number}": "" for number in range(package_module.MAX_ENTRIES)}
        assert "more than 10,000 parts" in refusal(given(packed({**parts(), **many}))).reason

    def test_bomb_by_ratio(self, given: Callable[[bytes], Path]) -> None:
        assert "zip bomb" in refusal(given(packed({**parts(), "xl/media/flat.bmp": bytes(20 << 20)}))).reason

    def test_bomb_by_declared_size(self, given: Callable[[bytes], Path]) -> None:
        data = bytearray(packed(parts()))
        struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 600 << 20)
        assert "zip bomb" in refusal(given(bytes(data))).reason

    def test_bomb_by_many_parts(self, given: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(package_module, "MAX_TOTAL_BYTES", 10 << 20)
        many: Parts = {f"a{number}": bytes(3 << 20) for number in range(4)}
        assert "unpacks to more than 10 MB" in refusal(given(packed({**parts(), **many}))).reason

    def test_bomb_by_a_part_that_is_asked_for(
        self, given: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(package_module, "MAX_PART_BYTES", 100_000)
        large = parts()
        large["xl/media/unread.bin"] = random.Random(1).randbytes(200_000)
        assert read_all(given(packed(large))) == {"Inputs": 1}
        large[SHEET] = str(large[SHEET]) + " " * 100_000
        assert SHEET in refusal(given(packed(large))).reason

    @pytest.mark.parametrize("declared", [10, 200])
    def test_bomb_that_lies_about_its_size(self, given: Callable[[bytes], Path], declared: int) -> None:
        bomb = packed({**parts(), SHEET: bytes(50 << 20)})
        data = bytearray(bomb)
        struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, declared)
        assert "cannot be read" in refusal(given(bytes(data))).reason

    def test_a_part_longer_than_declared_is_not_inflated_further(self, given: Callable[[bytes], Path]) -> None:
        data = bytearray(packed({**parts(), SHEET: bytes(50 << 20)}))
        struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 1000)
        with Package.open(given(bytes(data))) as package, pytest.raises(WorkbookError):
            package.read(SHEET)


BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">'


class TestHostileXml:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize("doctype", [BILLION_LAUGHS, EXTERNAL, "<!DOCTYPE x>"])
    @pytest.mark.parametrize("part", list(parts()))
    def test_doctype(self, given: Callable[[bytes], Path], part: str, doctype: str, encoding: str) -> None:
        text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}' + str(parts()[part])
        assert "DOCTYPE" in refusal(given(packed({**parts(), part: text.encode(encoding)}))).reason

    @pytest.mark.parametrize("part", list(parts()))
    @pytest.mark.parametrize("text", ["", "<a>", "<a></b>", "text", "<a>&undefined;</a>", "<a/><b/>", "\0", "<a b=1/>"])
    def test_not_well_formed(self, given: Callable[[bytes], Path], part: str, text: str) -> None:
        assert "not well-formed" in refusal(given(packed({**parts(), part: text}))).reason

    @pytest.mark.parametrize("part", list(parts()))
    def test_nested_without_end(self, given: Callable[[bytes], Path], part: str) -> None:
        deep = "<a>" * 50_000 + "</a>" * 50_000
        assert "nested" in refusal(given(packed({**parts(), part: deep}))).reason

    def test_nested_within_bounds(self, given: Callable[[bytes], Path]) -> None:
        deep = "<a>" * (MAX_DEPTH - 1) + "</a>" * (MAX_DEPTH - 1)
        sheet = str(parts()[SHEET]).replace("<sheetData>", deep + "<sheetData>")
        assert read_all(given(packed({**parts(), SHEET: sheet}))) == {"Inputs": 1}

    @pytest.mark.parametrize("encoding", ["rot13", "utf-7", "cp037", "idna", "unicode_escape", "shift_jis", "x" * 99])
    def test_encodings_that_hide_what_is_said(self, given: Callable[[bytes], Path], encoding: str) -> None:
        text = f'<?xml version="1.0" encoding="{encoding}"?>' + str(parts()[SHEET])
        assert "encoding" in refusal(given(packed({**parts(), SHEET: text}))).reason

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "us-ascii", "iso-8859-1"])
    def test_encodings_that_are_read(self, given: Callable[[bytes], Path], encoding: str) -> None:
        text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + str(parts()[SHEET])
        assert read_all(given(packed({**parts(), SHEET: text.encode(encoding)}))) == {"Inputs": 1}

    @pytest.mark.parametrize("part", list(parts()))
    def test_another_root(self, given: Callable[[bytes], Path], part: str) -> None:
        refusal(given(packed({**parts(), part: "<a/>"})))

    def test_two_main_documents(self, given: Callable[[bytes], Path]) -> None:
        two = relationships(("a", "officeDocument", "xl/workbook.xml"), ("b", "officeDocument", "xl/other.xml"))
        assert "more than one main document" in refusal(given(packed({**parts(), "_rels/.rels": two}))).reason

    def test_two_relationships_of_one_name(self, given: Callable[[bytes], Path]) -> None:
        two = relationships(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId1", "worksheet", "worksheets/b.xml"))
        assert "two relationships" in refusal(given(packed({**parts(), "xl/_rels/workbook.xml.rels": two}))).reason


def written_workbook() -> bytes:
    """Write a small workbook that uses most of what cells can be."""
    buffer = io.BytesIO()
    with Writer(buffer, {"in_memory": True}) as book:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in (book.add_worksheet("Inputs"), book.add_worksheet("Plan")):
            for row in range(20):
                sheet.write(row, 0, f"driver {row}")
                sheet.write(row, 1, row / 7)
                sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row / 3.5)
                sheet.write_boolean(row, 3, row % 2 == 0)
                sheet.write_number(row, 4, 45000 + row, date)
        for row in range(20):
            book.define_name(f"driver_{row}", f"=Inputs!$B${row + 1}")
    return buffer.getvalue()


def damaged(whole: bytes, cases: int) -> Iterator[bytes]:
    """Flip, cut, zero, double and shuffle bytes; the same cases at each run."""
    chance = random.Random(20_240_503)
    for _ in range(cases):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 5, 30))):
            at, length = chance.randrange(len(data)), chance.randrange(1, 40)
            match chance.randrange(5):
                case 0:
                    data[at] ^= 1 << chance.randrange(8)
                case 1:
                    data[at : at + length] = chance.randbytes(length)
                case 2:
                    del data[at : at + length]
                case 3:
                    data[at:at] = data[at : at + length]
                case 4:
                    data[at : at + length] = bytes(len(data[at : at + length]))
            if len(data) < 2:
                break
        yield bytes(data)


def read_or_refused(path: Path) -> bool:
    refusals = []
    try:
        with Workbook.open(path) as book:
            for name in (name for names in book.names.values() for name in names):
                with suppress(NotCellsError):
                    book.cells(book.reference(name).sheet, book.reference(name))
        read_all(path)
    except WorkbookError as error:
        refusals.append(str(error))
    assert all(text.isprintable() for text in refusals)
    return not refusals


def test_damaged_archives_are_read_or_refused(given: Callable[[bytes], Path]) -> None:
    outcomes = [read_or_refused(given(data)) for data in damaged(written_workbook(), 400)]
    assert outcomes.count(False) > 200


def parts_read(data: bytes) -> dict[str, bytes]:
    """All parts that can be read of an archive."""
    found = {}
    try:
        with Package.of_bytes("plan.xlsx", data) as package:
            for name in package.part_names:
                with suppress(WorkbookError):
                    found[name] = package.read(name)
    except WorkbookError:
        pass
    return found


def test_a_part_is_unpacked_as_zipfile_does_it_or_not_at_all() -> None:
    read = 0
    for data in damaged(written_workbook(), 300):
        found = parts_read(data)
        if found:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert all(archive.read(name) == part for name, part in found.items())
        read += len(found)
    assert read > 300


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
def test_all_parts_of_real_workbooks_are_unpacked_as_zipfile_does_it() -> None:
    for path in sorted(CORPUS.glob("*.xl*")):
        with zipfile.ZipFile(path) as archive:
            theirs = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
        assert parts_read(path.read_bytes()) == theirs


def test_damaged_parts_are_read_or_refused(given: Callable[[bytes], Path]) -> None:
    with zipfile.ZipFile(io.BytesIO(written_workbook())) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    read = [name for name in whole if name.endswith((".xml", ".rels")) and not name.startswith("docProps")]
    outcomes = []
    for name in read:
        for data in damaged(whole[name], 40):
            outcomes.append(read_or_refused(given(packed({**whole, name: data}, zipfile.ZIP_STORED))))
    assert len(outcomes) > 300
    assert outcomes.count(False) > 200


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
def test_real_workbooks_cut_short_are_refused(given: Callable[[bytes], Path]) -> None:
    for path in sorted(CORPUS.glob("*.xl*")):
        data = path.read_bytes()
        for share in (0.1, 0.5, 0.9, 0.999):
            refusal(given(data[: int(len(data) * share)]))
