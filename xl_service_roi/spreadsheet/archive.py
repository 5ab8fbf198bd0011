"""A workbook's archive with some parts replaced, and nothing else changed: not a byte of any other entry.

Other entries are copied as they stand, compressed and with their headers, in the same order; only where they begin is
written anew. zipfile, which has no part in the writing, opens the result and has to find in it what was there before.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import Struct
from typing import NamedTuple

from xl_service_roi.spreadsheet.package import Package
from xl_service_roi.spreadsheet.package import _key as part_key
from xl_service_roi.spreadsheet.sealed import refuse_sealed

_LEVEL = 1
"""Level 6 takes three times as long and makes a sheet one sixth smaller."""
_SAVE_IN_EXCEL = "open it in Excel and save it under a new name"

# The records of the format, as its specification (APPNOTE.TXT) lays them out.
_HEADER = Struct("<4s5H3L2H")
_LISTED = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_END_ZIP64 = Struct("<4sQ2H2L4Q")
_LOCATOR_ZIP64 = Struct("<4sLQL")
_EXTRA = Struct("<2H")
_LONG = Struct("<Q")

_IN_ZIP64 = 0xFFFFFFFF
"""Says that a size or a place stands in the extra field of zip64 instead."""
_ZIP64 = 1
_UTF8 = 0x800
_DEFLATE_NEEDS = 20
_NO_DATE = 1 << 5 | 1
"""1 January 1980, as Excel dates every part."""


class _UnusualError(Exception):
    """An archive that is not laid out as spreadsheet programs do it."""


def rewritten(package: Package, parts: Mapping[str, bytes]) -> bytes:
    """Return the package's archive with these parts replaced, or added at its end where it has none of that name.

    Raises WorkbookError for a workbook that is sealed, and for an archive that cannot be copied without guessing.
    """
    refuse_sealed(package)
    try:
        result, expected = _Archive(package.data).with_parts(parts)
    except (_UnusualError, struct.error, UnicodeDecodeError) as error:
        what = error if isinstance(error, _UnusualError) else "its directory is damaged"
        raise package.refused(f"cannot be changed: its archive is unusual ({what})", _SAVE_IN_EXCEL) from None
    if _contents(result) != expected:
        raise package.refused("was not changed: what would have been written failed its check", _SAVE_IN_EXCEL)
    return result


_Contents = list[tuple[str, int, int]]
"""Name, CRC and size of each entry, in order."""


def _contents(archive: bytes) -> _Contents:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return [(entry.orig_filename, entry.CRC, entry.file_size) for entry in opened.infolist()]
    except zipfile.BadZipFile:
        return []


class _Listed(NamedTuple):
    """An entry's record in the directory; name, extra fields and comment stand behind it."""

    signature: bytes = b"PK\1\2"
    made_by: int = _DEFLATE_NEEDS
    needs: int = _DEFLATE_NEEDS
    flags: int = 0
    method: int = zipfile.ZIP_DEFLATED
    time: int = 0
    date: int = _NO_DATE
    crc: int = 0
    packed: int = 0
    size: int = 0
    name: int = 0
    extra: int = 0
    comment: int = 0
    disk: int = 0
    internal: int = 0
    external: int = 0
    start: int = 0


@dataclass(slots=True)
class _Entry:
    """An entry: its record, and what stands behind that in the directory.

    ``size``, ``packed`` and ``start`` are the true ones, also of zip64. ``end`` is where the next entry begins: what
    follows its contents, such as their length, belongs to an entry.
    """

    listed: _Listed
    name: bytes
    extra: bytes = b""
    comment: bytes = b""
    size: int = 0
    packed: int = 0
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """The name as text."""
        return self.name.decode("utf-8" if self.listed.flags & _UTF8 else "cp437")

    @property
    def contents(self) -> tuple[str, int, int]:
        """What a reader of the archive finds."""
        return self.text, self.listed.crc, self.size

    def packed_up(self, data: bytes) -> bytes:
        """Take other contents; return all of the entry as it stands in the file."""
        packed = data
        if self.listed.method == zipfile.ZIP_DEFLATED:
            deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = deflate.compress(data) + deflate.flush()
        self.size, self.packed, self.extra = len(data), len(packed), b""
        self.listed = self.listed._replace(
            needs=_DEFLATE_NEEDS,
            flags=self.listed.flags & _UTF8,
            crc=zlib.crc32(data),
            packed=self.packed,
            size=self.size,
            extra=0,
            start=0,
        )
        return _HEADER.pack(b"PK\3\4", *self.listed[2:11], 0) + self.name + packed

    @property
    def record(self) -> bytes:
        """What the directory says of the entry."""
        listed, extra = self.listed, bytearray(self.extra)
        if listed.start == _IN_ZIP64:
            _LONG.pack_into(extra, _places_in_zip64(listed, self.extra)["start"], self.start)
        else:
            listed = listed._replace(start=self.start)
        return _LISTED.pack(*listed) + self.name + extra + self.comment


def _entry_at(data: bytes, at: int) -> _Entry:
    listed = _Listed._make(_LISTED.unpack_from(data, at))
    if listed.signature != b"PK\1\2":
        raise _UnusualError("its directory is not as long as it says")
    name_at = at + _LISTED.size
    extra_at = name_at + listed.name
    comment_at = extra_at + listed.extra
    extra = data[extra_at:comment_at]
    places = _places_in_zip64(listed, extra)
    size, packed, start = (
        _LONG.unpack_from(extra, places[figure])[0] if figure in places else getattr(listed, figure)
        for figure in ("size", "packed", "start")
    )
    comment = data[comment_at : comment_at + listed.comment]
    return _Entry(listed, data[name_at:extra_at], extra, comment, size, packed, start)


def _places_in_zip64(listed: _Listed, extra: bytes) -> dict[str, int]:
    """Return where in the extra fields those figures stand that are too long for their own: none in most archives."""
    long = [name for name in ("size", "packed", "start") if getattr(listed, name) == _IN_ZIP64]
    at = 0
    while long and at < len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size
        if kind == _ZIP64:
            return {name: at + _LONG.size * position for position, name in enumerate(long)}
        at += length
    return {}


class _Archive:
    """The entries of an archive, in the order of its directory, and the records at its end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.end = data.rfind(b"PK\5\6")
        *_, count, size, self.directory, comment = _END.unpack_from(data, self.end)
        if self.end + _END.size + comment != len(data):
            raise _UnusualError("something follows it")
        self.directory_end = self.end
        locator = self.end - _LOCATOR_ZIP64.size
        if data.startswith(b"PK\6\7", max(locator, 0)):
            self.directory_end = locator - _END_ZIP64.size
            *_, count, size, self.directory = _END_ZIP64.unpack_from(data, self.directory_end)
        if self.directory + size != self.directory_end:
            raise _UnusualError("something stands in front of it, or inside")
        self.entries = [*self._listed(count)]
        self.in_file = sorted(self.entries, key=lambda entry: entry.start)
        self._set_ends()

    def _listed(self, count: int) -> Iterator[_Entry]:
        at = self.directory
        for _ in range(count):
            entry = _entry_at(self.data, at)
            at += _LISTED.size + len(entry.name) + len(entry.extra) + len(entry.comment)
            yield entry
        if at != self.directory_end:
            raise _UnusualError("its directory is not as long as it says")

    def _set_ends(self) -> None:
        end = self.directory
        for entry in reversed(self.in_file):
            signature, *_, name, extra = _HEADER.unpack_from(self.data, entry.start)
            if signature != b"PK\3\4" or entry.start + _HEADER.size + name + extra + entry.packed > end:
                raise _UnusualError("its entries overlap")
            entry.end, end = end, entry.start

    def with_parts(self, parts: Mapping[str, bytes]) -> tuple[bytes, _Contents]:
        """Return the archive with these parts, and what it has to contain then."""
        new = {part_key(name): (name, data) for name, data in parts.items()}
        at = self.in_file[0].start
        pieces = [self.data[:at]]
        for entry in self.in_file:
            _, data = new.pop(part_key(entry.text), ("", None))
            pieces.append(self.data[entry.start : entry.end] if data is None else entry.packed_up(data))
            entry.start, at = at, at + len(pieces[-1])
        for name, data in new.values():
            added = _Entry(_Listed(flags=_UTF8, name=len(name.encode())), name.encode(), start=at)
            pieces.append(added.packed_up(data))
            self.entries.append(added)
            at += len(pieces[-1])
        records = [entry.record for entry in self.entries]
        ending = self._ending(at, sum(map(len, records)))
        return b"".join([*pieces, *records, ending]), [entry.contents for entry in self.entries]

    def _ending(self, directory: int, size: int) -> bytes:
        """Return the records at the end, with where the directory stands now and how long it is."""
        count = len(self.entries)
        *first, here, in_all, old_size, old_directory, comment = _END.unpack_from(self.data, self.end)
        short = (_kept(here, 0xFFFF, count), _kept(in_all, 0xFFFF, count))
        long = (_kept(old_size, _IN_ZIP64, size), _kept(old_directory, _IN_ZIP64, directory))
        end = _END.pack(*first, *short, *long, comment) + self.data[self.end + _END.size :]
        if self.directory_end == self.end:
            return end
        head = _END_ZIP64.unpack_from(self.data, self.directory_end)[:-4]
        signature, disk, _, disks = _LOCATOR_ZIP64.unpack_from(self.data, self.end - _LOCATOR_ZIP64.size)
        locator = _LOCATOR_ZIP64.pack(signature, disk, directory + size, disks)
        return _END_ZIP64.pack(*head, count, count, size, directory) + locator + end


def _kept(old: int, in_zip64: int, new: int) -> int:
    """Return a figure anew, unless the old one says that it stands in the longer record of zip64."""
    return old if old == in_zip64 else new
