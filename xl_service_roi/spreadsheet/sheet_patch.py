"""One worksheet with other values in some of its cells: every byte outside of these cells stays as it is.

The sheet is parsed, so that it is understood as spreadsheet programs understand it, however it is written: with
prefixes, remarks, another encoding, or cells that do not say their address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

from xl_service_roi.spreadsheet.addresses import Address, format_address
from xl_service_roi.spreadsheet.cell_xml import (
    INLINE,
    NUMBER,
    Contents,
    Shown,
    UnstorableError,
    contents_of,
    escaped,
    prefix_of,
    tag_of_type,
    value_element,
    with_attribute,
)
from xl_service_roi.spreadsheet.safe_xml import Listener, UnsafeXmlError, parse
from xl_service_roi.spreadsheet.sheet_places import CellPlace, Places, RowPlace, Span

ROUNDING = 1e-12
"""Programs add up in another order: so much of a number may differ without meaning anything."""


class Cached(NamedTuple):
    """What the formula of a cell gives now; the formula itself stays."""

    value: Shown


Change = Shown | Cached | None
"""What a cell is to hold: a typed value, None to empty it, or what its formula gives."""


class SheetChanges(NamedTuple):
    """What is to change on a sheet.

    ``cells`` are all changed, or the sheet is refused. ``shown`` is what formulas give: it is left alone where no
    formula stands, and where a number differs by no more than ``ROUNDING``.
    """

    cells: Mapping[Address, Change]
    shown: Mapping[Address, Shown]


class RefusedCellError(Exception):
    """A cell that cannot be changed, and why."""

    def __init__(self, address: Address, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.address, self.reason, self.remedy = address, reason, remedy


def patched_sheet(data: bytes, changes: SheetChanges) -> bytes:
    """Return a worksheet with these changes; the same bytes where it shows all of them already.

    Raises ``RefusedCellError`` for a cell that cannot be changed, ``UnsafeXmlError`` and ``DamageError`` for a sheet
    that cannot be read.
    """
    encoding, head, body = _in_utf8(data)
    edits = _Patch(body, changes).edits()
    if not edits:
        return data
    new = b"".join(_applied(body, edits))
    return head + (new if encoding == "utf-8" else new.decode().encode(encoding, "xmlcharrefreplace"))


class _Edit(NamedTuple):
    """Bytes from ``start`` up to ``end`` that are replaced."""

    start: int
    end: int
    new: bytes


def _applied(data: bytes, edits: list[_Edit]) -> Iterator[bytes]:
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        yield data[at : edit.start]
        yield edit.new
        at = edit.end
    yield data[at:]


class _Patch:
    """The changes of a sheet, as replaced bytes."""

    def __init__(self, data: bytes, changes: SheetChanges) -> None:
        self.data, self.changes = data, changes
        self.found = Places(data, frozenset((*changes.cells, *changes.shown)))
        parse(data, self.found)

    def edits(self) -> list[_Edit]:
        """Return every replacement; none where the sheet shows everything already."""
        edits = [*self._of_shown(), *self._of_cells()]
        missing = [
            (address, change)
            for address, change in sorted(self.changes.cells.items(), key=lambda item: item[0])
            if address not in self.found.cells and change is not None
        ]
        return [*edits, *self._added(dict(missing))] if missing else edits

    def _of_shown(self) -> Iterator[_Edit]:
        for address, value in self.changes.shown.items():
            cell = self.found.cells.get(address)
            if cell is not None and cell.formula is not None and address not in self.changes.cells:
                yield from self._renewed(cell, _contents_of(address, Cached(value)), ROUNDING)

    def _of_cells(self) -> Iterator[_Edit]:
        for address, change in self.changes.cells.items():
            cell = self.found.cells.get(address)
            self._check(address, cell, change)
            if cell is not None:
                yield from self._renewed(cell, _contents_of(address, change))

    def _check(self, address: Address, cell: CellPlace | None, change: Change) -> None:
        formula = cell is not None and cell.formula is not None
        in_block = any(address in block for block in self.found.blocks)
        if isinstance(change, Cached):
            if not formula and not (in_block and cell is not None):
                raise RefusedCellError(address, "holds no formula, so there is no result to renew in it")
        elif formula:
            raise RefusedCellError(address, "holds a formula, which a value would overwrite", "type the value yourself")
        elif in_block:
            raise RefusedCellError(address, "belongs to an array formula or data table", "remove that first")
        elif any(address in area and address != (area.first_row, area.first_column) for area in self.found.merged):
            raise RefusedCellError(address, "is hidden behind merged cells", "unmerge them first")

    def _renewed(self, cell: CellPlace, new: Contents | None, within: float = 0.0) -> Iterator[_Edit]:
        """Give the replacement of a cell, unless it shows this value already."""
        if not self._shows(cell, new, within):
            yield _Edit(cell.span.start, cell.span.end, self._rewritten(cell, new))

    def _shows(self, cell: CellPlace, new: Contents | None, within: float) -> bool:
        if new is None or len(cell.values) != 1:
            return new is None and not cell.values
        (value,) = cell.values
        if new.kind == INLINE:
            element = value_element(prefix_of(self.data[cell.span.start : cell.span.inside]), new)
            return _kind(cell) == INLINE and self.data[value.start : value.end] == element
        return Contents(_kind(cell), self.data[value.inside : value.close]).shows(new, within)

    def _rewritten(self, cell: CellPlace, new: Contents | None) -> bytes:
        """Return all of a cell with another value: in the place of the old one, or behind the formula."""
        tag = self.data[cell.span.start : cell.span.inside]
        prefix = prefix_of(tag)
        after_formula = cell.formula.end if cell.formula else cell.span.inside
        gaps = [(value.start, value.end) for value in cell.values] or [(after_formula, after_formula)]
        bounds = [cell.span.inside, *(bound for gap in gaps for bound in gap), cell.span.close]
        before, *behind = (self.data[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))
        inside = b"".join((before, value_element(prefix, new) if new else b"", *behind))
        kind = new.kind if new else NUMBER
        if kind != _kind(cell) or b"vm" in tag:
            tag = tag_of_type(tag, kind)
        tag = _opened(tag)
        if not inside:
            return tag[:-1] + b"/>"
        return tag + inside + (self.data[cell.span.close : cell.span.end] or b"</%bc>" % prefix)

    # --- cells that the sheet does not have yet

    def _added(self, cells: Mapping[Address, Change]) -> Iterator[_Edit]:
        """Give what puts new cells where they belong: in order, with the style of their row or column."""
        sheet_data = self.found.sheet_data
        rows = {row.number: row for row in self.found.rows}
        if sheet_data is None or any(a.number >= b.number for a, b in pairwise(self.found.rows)):
            raise RefusedCellError(next(iter(cells)), "has no place: the sheet's rows are not in order", _REPAIR)
        prefix = prefix_of(self.data[sheet_data.start : sheet_data.inside])
        new_rows = []
        for number, in_row in groupby(cells.items(), key=lambda item: item[0][0]):
            row = rows.get(number)
            if row is not None:
                yield from self._added_to(row, dict(in_row), prefix)
                continue
            xml = b"".join(self._new_cell(address, change, None, prefix) for address, change in in_row)
            new = b'<%brow r="%d">%b</%brow>' % (prefix, number, xml, prefix)
            new_rows.append((next((row.span.start for row in self.found.rows if row.number > number), -1), new))
        yield from self._added_rows(new_rows, sheet_data, prefix)
        yield from self._extent(cells)

    def _added_rows(self, rows: list[tuple[int, bytes]], sheet_data: Span, prefix: bytes) -> Iterator[_Edit]:
        """Give new rows, each with the place of the row before which it goes, -1 for the end."""
        at_end = [new for before, new in rows if before < 0]
        yield from (_Edit(before, before, new) for before, new in rows if before >= 0)
        if at_end:
            yield self._inside_at_end(sheet_data, b"".join(at_end), b"</%bsheetData>" % prefix)

    def _inside_at_end(self, span: Span, new: bytes, closing: bytes) -> _Edit:
        if span.close < span.end:
            return _Edit(span.close, span.close, new)
        return _Edit(span.start, span.end, _opened(self.data[span.start : span.inside]) + new + closing)

    def _added_to(self, row: RowPlace, cells: Mapping[Address, Change], prefix: bytes) -> Iterator[_Edit]:
        if any(a[0] >= b[0] for a, b in pairwise(row.cells)):
            raise RefusedCellError(next(iter(cells)), "has no place: its row's cells are not in order", _REPAIR)
        at_end = b""
        for (number, column), change in cells.items():
            xml = self._new_cell((number, column), change, row.style, prefix)
            before = next((start for other, start in row.cells if other > column), -1)
            if before < 0:
                at_end += xml
            else:
                yield _Edit(before, before, xml)
        columns = [column for _, column in cells]
        tag = self.data[row.span.start : row.span.inside]
        wider = _with_spans(tag, min(columns), max(columns))
        if row.span.close == row.span.end:
            yield _Edit(row.span.start, row.span.end, _opened(wider) + at_end + b"</%brow>" % prefix)
            return
        if wider != tag:
            yield _Edit(row.span.start, row.span.inside, wider)
        if at_end:
            yield _Edit(row.span.close, row.span.close, at_end)

    def _new_cell(self, address: Address, change: Change, row_style: str | None, prefix: bytes) -> bytes:
        new = _contents_of(address, change)
        assert new is not None
        style = row_style or self.found.style_of_column(address[1])
        styled = f' s="{style}"' if style else ""
        typed = f' t="{new.kind.decode()}"' if new.kind else ""
        tag = f'c r="{format_address(*address)}"{styled}{typed}'.encode()
        return b"<%b%b>%b</%bc>" % (prefix, tag, value_element(prefix, new), prefix)

    def _extent(self, cells: Iterable[Address]) -> Iterator[_Edit]:
        """Give the sheet's extent where new cells stand outside of it."""
        if self.found.dimension is None:
            return
        span, area = self.found.dimension
        rows, columns = zip(*cells, (area.first_row, area.first_column), (area.last_row, area.last_column), strict=True)
        first, last = (min(rows), min(columns)), (max(rows), max(columns))
        if (*first, *last) != (area.first_row, area.first_column, area.last_row, area.last_column):
            ref = f"{format_address(*first)}:{format_address(*last)}".encode()
            yield _Edit(span.start, span.inside, with_attribute(self.data[span.start : span.inside], b"ref", ref))


_REPAIR = "open the workbook in Excel, let Excel repair it, and save it"


def _contents_of(address: Address, change: Change) -> Contents | None:
    try:
        if isinstance(change, Cached):
            return contents_of(change.value)
        if isinstance(change, str):
            return Contents(INLINE, escaped(change))
        return None if change is None else contents_of(change)
    except UnstorableError as error:
        raise RefusedCellError(address, f"cannot hold {error}") from None


def _kind(cell: CellPlace) -> bytes:
    return NUMBER if cell.kind == "n" else cell.kind.encode()


def _opened(tag: bytes) -> bytes:
    """Return a tag that is not closed in itself."""
    return re.sub(rb"\s*/>\Z", b">", tag)


def _with_spans(row: bytes, first: int, last: int) -> bytes:
    """Return a row's tag that says that its cells reach so far, if it says anything of that."""
    match = re.search(rb"""\sspans=["']([0-9]+):([0-9]+)["']""", row)
    if match is None or (int(match[1]) <= first and last <= int(match[2])):
        return row
    return with_attribute(row, b"spans", b"%d:%d" % (min(int(match[1]), first), max(int(match[2]), last)))


_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']""")
_DECLARATION = re.compile(r"\ufeff?(?:<\?xml\s[^>]*?\?>)?")
_SAME_AS_UTF8 = ("utf8", "us-ascii", "ascii")


def _in_utf8(data: bytes) -> tuple[str, bytes, bytes]:
    """Return a part's encoding, its declaration as it stands there, and what follows that, in UTF-8."""
    encoding = _BOMS.get(data[:2])
    if encoding is None:
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if encoding != "utf-8":
        parse(data, Listener())  # refuses encodings that spreadsheet programs do not write, or that are not as declared
    try:
        text = data.decode("utf-8" if encoding in _SAME_AS_UTF8 else encoding)
    except UnicodeDecodeError:
        raise UnsafeXmlError("its text is not in the encoding that it says") from None
    head = _DECLARATION.match(text)
    assert head is not None
    return encoding, head[0].encode(encoding), text[head.end() :].encode()
