"""An .xlsx is a zip archive of XML parts: opened without trusting it, and only the parts asked for are read.

Nothing is unpacked to disk, executed or fetched. Whatever is wrong ends in one WorkbookError: a reason and a remedy.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Self, TypeVar
from urllib.parse import unquote

from xl_service_roi.errors import WorkbookError
from xl_service_roi.messages import shown
from xl_service_roi.spreadsheet import lookalikes
from xl_service_roi.spreadsheet.remembered import remembered
from xl_service_roi.spreadsheet.safe_xml import RELATIONSHIP_NAMESPACES, Listener, UnsafeXmlError, parse

MIB = 1 << 20
MAX_FILE_BYTES = 128 * MIB
"""The template is 0.2 MB and the largest workbooks that people mail some 50 MB; a file is held in memory."""
MAX_ENTRIES = 10_000
"""The template has some 60 parts; a workbook with a thousand pictures has a few thousand."""
MAX_PART_BYTES = 64 * MIB
"""A sheet with 1.4 million numbers: held in memory (270 MB) and parsed for some five seconds; ours are 0.2 MB."""
MAX_TOTAL_BYTES = 512 * MIB
"""All parts together, as declared, also those that are never read: beyond it no spreadsheet program opens it well."""
MAX_RATIO = 200
"""Sheets compress some 10 to 30 fold, the flattest pictures 60; deflate cannot do better than 1,032."""
RATIO_COUNTS_FROM_BYTES = 4 * MIB
"""Below this size a large ratio does no harm: a small blank bitmap compresses without end."""
MAX_NAME = 512
"""A part's path; Excel writes some 60 characters."""

_HEADER = struct.Struct("<4s2xH18xHH")
"""What precedes an entry: its mark, its flags, and how long its name and the extra fields behind that are."""
_UTF8 = 0x800
"""The flag of an entry whose name is in UTF-8."""

_SEND_AGAIN = "copy or download it again, or open it in Excel, let Excel repair it, and save it"
_SAVE_IN_EXCEL = "open it in Excel and save it under a new name"
_ASK_SENDER = "do not open it, and ask who sent it"

# What zipfile and zlib raise on damaged archives; seen by flipping bytes.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    LookupError,
    OverflowError,
)

_PACKAGE_RELATIONSHIPS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_CONTENT_TYPES = ("http://schemas.openxmlformats.org/package/2006/content-types",)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Relationship:
    """``kind`` is short ("worksheet", "styles") for Office's own types; ``target`` is a part, or if external a URL."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file, by name. Part names are compared as Excel does: without regard to case."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path, self.data = path, data
        with _archive(path, data) as archive:
            self._entries = _checked_entries(path, archive)
        self.main_part = self._find_main_part()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open an .xlsx or .xlsm; WorkbookError says what is wrong with anything else."""
        return cls.of_bytes(path, contents(path))

    @classmethod
    def of_bytes(cls, path: str | os.PathLike[str], data: bytes) -> Self:
        """Open what was read before; the path is only for messages."""
        name = _printable(path)
        _check_size(name, len(data))
        return cls(name, data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file's contents."""
        self.data = b""

    @property
    def part_names(self) -> tuple[str, ...]:
        """All parts, as the archive spells them."""
        return tuple(entry.filename for entry in self._entries.values())

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._entries

    def read(self, part: str) -> bytes:
        """Give one part's bytes, never more than MAX_PART_BYTES of them."""
        entry = self._entries.get(_key(part))
        if entry is None:
            raise self.refused(f"its part {_short(part)} is missing", _SEND_AGAIN)
        if entry.file_size > MAX_PART_BYTES:
            reason = f"its part {_short(part)} is {entry.file_size / MIB:,.0f} MB, more than {MAX_PART_BYTES // MIB} MB"
            raise self.refused(reason, "remove what does not belong to the calculation, and save it")
        try:
            return self._inflate(entry)
        except _ZIP_ERRORS as error:
            raise self.refused(f"is damaged: its part {_short(part)} cannot be read", _SEND_AGAIN) from error

    def _inflate(self, entry: zipfile.ZipInfo) -> bytes:
        """Give the bytes of an entry: as long as declared, and no longer even while it is unpacked."""
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            data = bytes(packed)
        else:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
        if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise zipfile.BadZipFile("not as long as declared, or not what was packed")
        return data

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        """Give the bytes of an entry as they stand in the archive, behind a header that repeats its name."""
        header = self.data[entry.header_offset : entry.header_offset + _HEADER.size]
        mark, flags, name_length, extra_length = _HEADER.unpack(header)
        name_at = entry.header_offset + _HEADER.size
        name = self.data[name_at : name_at + name_length].decode("utf-8" if flags & _UTF8 else "cp437")
        start = name_at + name_length + extra_length
        if mark != b"PK\3\4" or name != entry.orig_filename or start + entry.compress_size > len(self.data):
            raise zipfile.BadZipFile("its header and the table of contents differ")
        return memoryview(self.data)[start : start + entry.compress_size]

    def parse(self, part: str, listener: Listener, data: bytes | None = None) -> None:
        """Let the listener hear one XML part; ``data`` is what was read of it before."""
        self.heard(part, lambda found: parse(found, listener), data)

    def heard(self, part: str, hear: Callable[[bytes], T], data: bytes | None = None) -> T:
        """Give what a function that parses makes of one XML part; ``data`` is what was read of it before."""
        try:
            return hear(self.read(part) if data is None else data)
        except UnsafeXmlError as error:
            remedy = _ASK_SENDER if error.attack else _SAVE_IN_EXCEL
            raise self.refused(f"its part {_short(part)} cannot be read: {error}", remedy) from error

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """Give the relationships of a part, or of the package, by their id; none if it has none."""
        folder, name = posixpath.split(part)
        listed_in = posixpath.join(folder, "_rels", name + ".rels")
        if listed_in not in self:
            return {}
        found: dict[str, Relationship] = {}
        for identity, kind, target, external in self.heard(listed_in, _listed_relationships):
            if identity in found:
                raise self.refused(f"is damaged: it has two relationships {_short(identity)}", _SEND_AGAIN)
            found[identity] = Relationship(kind, target if external else self._resolved(folder, target), external)
        return found

    def _resolved(self, folder: str, target: str) -> str:
        path = unquote(target.partition("#")[0]).replace("\\", "/")
        absolute = path.startswith("/")
        part = posixpath.normpath(path.lstrip("/") if absolute else posixpath.join(folder, path))
        if part.startswith(".."):
            raise self.refused(f"its part {_short(target)} is said to stand outside the file", _ASK_SENDER)
        return part

    def refused(self, reason: str, remedy: str = "") -> WorkbookError:
        """Build the error that says why this file is not used."""
        return WorkbookError(self.path, reason, remedy)

    def _find_main_part(self) -> str:
        if "[Content_Types].xml" not in self or "_rels/.rels" not in self:
            mimetype = self.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in self else ""
            raise _not_a_workbook(self.path, lookalikes.of_zip(self.part_names, mimetype))
        found = {each.target for each in self.relationships().values() if each.kind == "officeDocument"}
        if len(found) != 1:
            count = "no" if not found else "more than one"
            raise self.refused(f"is damaged: it names {count} main document", _SEND_AGAIN)
        main_part = found.pop()
        types = self.heard("[Content_Types].xml", _content_types)
        lookalike = lookalikes.of_content_type(types.of(main_part))
        if lookalike is not None:
            raise _not_a_workbook(self.path, lookalike)
        return main_part


class _Listed(NamedTuple):
    """A relationship as a part lists it."""

    identity: str
    kind: str
    target: str
    external: bool


@remembered
def _listed_relationships(data: bytes) -> tuple[_Listed, ...]:
    listed = []

    def relationship(given: dict[str, str], depth: int) -> None:
        external = given.get("TargetMode", "").lower() == "external"
        listed.append(_Listed(given.get("Id", ""), _kind(given.get("Type", "")), given.get("Target", ""), external))

    listener = Listener()
    listener.on("Relationship", relationship, None, _PACKAGE_RELATIONSHIPS)
    parse(data, listener)
    return tuple(listed)


class _ContentTypes:
    """The types of parts, by their names or else by their extensions."""

    def __init__(self) -> None:
        self._of_part: dict[str, str] = {}
        self._of_extension: dict[str, str] = {}

    def of(self, part: str) -> str:
        key = _key(part)
        return self._of_part.get(key) or self._of_extension.get(key.rpartition(".")[2], "")

    def override(self, given: dict[str, str], depth: int) -> None:
        self._of_part[_key(given.get("PartName", "").lstrip("/"))] = given.get("ContentType", "").lower()

    def default(self, given: dict[str, str], depth: int) -> None:
        self._of_extension[given.get("Extension", "").lower()] = given.get("ContentType", "").lower()


@remembered
def _content_types(data: bytes) -> _ContentTypes:
    types, listener = _ContentTypes(), Listener()
    listener.on("Override", types.override, None, _CONTENT_TYPES)
    listener.on("Default", types.default, None, _CONTENT_TYPES)
    parse(data, listener)
    return types


def contents(path: str | os.PathLike[str]) -> bytes:
    """Read a file that may be a workbook: an ordinary file of a sensible size; WorkbookError says why it is not."""
    name = _printable(path)
    try:
        _check_regular(name, os.stat(path))
        # Not blocking: between the look above and here a pipe may have taken the file's place.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:
            status = os.fstat(handle)
            _check_regular(name, status)
            return file.read(status.st_size)
    except FileNotFoundError:
        raise WorkbookError(name, "does not exist", "check the path and the name") from None
    except PermissionError:
        remedy = "check your rights to it, and whether another program holds it open"
        raise WorkbookError(name, "may not be read", remedy) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise WorkbookError(name, f"cannot be read ({detail})", "check the path and the disk") from None


def _printable(path: str | os.PathLike[str]) -> str:
    """Give a path as text: a file's name may hold bytes that are none, and these cannot be printed."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


def _check_regular(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise WorkbookError(name, "is a folder, not a file", "name the workbook in it")
    if not stat.S_ISREG(status.st_mode):
        raise WorkbookError(name, "is not an ordinary file but a device or pipe", "name a workbook")
    _check_size(name, status.st_size)


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise WorkbookError(name, "is empty", _SEND_AGAIN)
    if size > MAX_FILE_BYTES:
        reason = f"is {size / MIB:,.0f} MB, more than {MAX_FILE_BYTES // MIB} MB"
        raise WorkbookError(name, reason, "remove what does not belong to the calculation, and save it")


def _archive(name: str, data: bytes) -> zipfile.ZipFile:
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _not_a_workbook(name, lookalikes.of_bytes(data))
    # zipfile makes an object of every entry before anyone can count them; each begins with this mark.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise WorkbookError(name, f"has more than {MAX_ENTRIES:,} parts, as no workbook has", _ASK_SENDER)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise WorkbookError(name, "is damaged or incomplete: its end is missing or spoilt", _SEND_AGAIN) from error


def _not_a_workbook(name: str, lookalike: lookalikes.Lookalike) -> WorkbookError:
    return WorkbookError(name, f"is {lookalike.what}, not an .xlsx or .xlsm that can be read", lookalike.remedy)


def _checked_entries(name: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for entry in archive.infolist():
        problem = _name_problem(entry.orig_filename) or _entry_problem(entry)
        total += entry.file_size
        if not problem and total > MAX_TOTAL_BYTES:
            problem = f"unpacks to more than {MAX_TOTAL_BYTES // MIB} MB", _ASK_SENDER
        key = _key(entry.filename)
        if not problem and key in entries:
            problem = f"holds its part {_short(key)} twice", _SAVE_IN_EXCEL
        if problem:
            raise WorkbookError(name, *problem)
        if not entry.is_dir():
            entries[key] = entry
    return entries


def _name_problem(name: str) -> tuple[str, str] | None:
    path = unquote(name).replace("\\", "/")
    if len(name) > MAX_NAME or "\0" in path:
        return f"has a part with an impossible name, {_short(name)}", _ASK_SENDER
    if path.startswith("/") or re.match("[A-Za-z]:", path):
        return f"has a part with an absolute path, {_short(name)}", _ASK_SENDER
    if not path or any(step in ("", ".", "..") for step in path.removesuffix("/").split("/")):
        return f"has a part whose path leads elsewhere, {_short(name)}", _ASK_SENDER
    return None


def _entry_problem(entry: zipfile.ZipInfo) -> tuple[str, str] | None:
    if entry.flag_bits & 0x41:  # encrypted, strongly encrypted
        return "is a zip archive with a password", "unpack it with its password, and zip it again without"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"is compressed in a way that workbooks do not use ({_short(entry.filename)})", _SAVE_IN_EXCEL
    if entry.file_size > RATIO_COUNTS_FROM_BYTES and entry.file_size > MAX_RATIO * entry.compress_size:
        reason = f"unpacks {_short(entry.filename)} to more than {MAX_RATIO} times its size: a zip bomb"
        return reason, _ASK_SENDER
    return None


def _key(part: str) -> str:
    return unquote(part).replace("\\", "/").lower()


def _kind(relationship_type: str) -> str:
    namespace, _, kind = relationship_type.rpartition("/")
    return kind if namespace in RELATIONSHIP_NAMESPACES else relationship_type


def _short(text: str) -> str:
    return f"'{shown(text)}'"
