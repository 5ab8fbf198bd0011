"""A table of results as a workbook: the results, what the audit found, groups, and what it all is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from traceback import clear_frames
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError, XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..labels import labels
from ..workbook.build import CREATED
from ..workbook.sheets.formats import Formats
from .audit import Finding
from .described import label_of, unit_of
from .part_file import PartFile
from .safe_text import guarded, plain

MOST_ROWS = 1_048_576
"""Of a sheet, the header included; what is more goes on in a second sheet."""
LONGEST_TEXT = 32_767
REFUSED_COLOUR, HEADER_COLOUR = "#F8D7DA", "#E7EDF3"

_WIDTHS = {"path": 44, "unit": 24, "folder": 16, "status": 9, "reason": 60, "warnings": 44, "why": 44}
_NUMBER_WIDTH = 15
WORDS = {
    "en": {
        "about": "Results of service-roi recalc: the business case for customer service, a row a workbook",
        "apart": "Rows of groups stand in a sheet of their own, so that nothing counts twice",
        "columns": "The columns",
        "nothing": "nothing was found",
    },
    "nl": {
        "about": "Uitkomsten van service-roi recalc: de businesscase voor klantenservice, een regel per werkmap",
        "apart": "Groepen staan op een eigen blad, zodat niets dubbel telt",
        "columns": "De kolommen",
        "nothing": "niets gevonden",
    },
}


class XlsxResults:
    """Sheets that are written row by row and not kept: ``results``, ``audit``, ``groups`` and ``about``."""

    def __init__(
        self, file: PartFile, columns: Sequence[str], *, groups: bool, audit: bool, language: str = "en"
    ) -> None:
        self.file, self.columns, self.language = file, columns, language
        # Beside the results, where there is room for them: elsewhere temporary files may be kept in memory.
        self._rows_folder = f"{file.part}.rows"
        shutil.rmtree(self._rows_folder, ignore_errors=True)
        os.mkdir(self._rows_folder)
        self._book = Workbook(file.part, {"constant_memory": True, "tmpdir": self._rows_folder})
        self._book.use_zip64()
        self._book.set_properties({"created": CREATED})  # the same results are the same file
        self._formats = Formats(self._book)
        self._results = _Sheet(self._book, self._formats, "results", columns)
        self._audit = _Sheet(self._book, self._formats, "audit", Finding._fields) if audit else None
        self._groups = _Sheet(self._book, self._formats, "groups", columns) if groups else None

    def add(self, row: Mapping[str, Any]) -> None:
        """Write the row of a workbook; a refused one is coloured."""
        self._results.add(row, row.get("status") == "refused")

    def add_audit(self, finding: Finding) -> None:
        """Write what was found in a workbook."""
        if self._audit is not None:
            self._audit.add(finding._asdict())

    def add_groups(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the rows of groups."""
        for row in rows:
            if self._groups is not None:
                self._groups.add(row, row.get("status") == "refused")

    def close(self, summary: Mapping[str, Any]) -> None:
        """Say what it all is, and put the file in its place."""
        if self._audit is not None and not self._audit.count:
            self._audit.add({"kind": WORDS[self.language]["nothing"]})
        for sheet in filter(None, (self._results, self._audit, self._groups)):
            sheet.finish()
        self._about(summary)
        try:
            self._close()
        finally:
            shutil.rmtree(self._rows_folder, ignore_errors=True)
        self.file.publish()

    def abort(self) -> None:
        """Leave no trace."""
        with suppress(XlsxWriterException, OSError):
            self._close()
        shutil.rmtree(self._rows_folder, ignore_errors=True)
        self.file.discard()

    def _close(self) -> None:
        """Write the file; ``OSError`` where that is impossible, as on a full disk."""
        try:
            self._book.close()
        except FileCreateError as error:
            reason: OSError = error.args[0]
            with _in_silence():  # the archive tries once more, and fails once more, when it is let go of
                clear_frames(error.__traceback__)
                clear_frames(reason.__traceback__)
            raise reason from None

    def _about(self, summary: Mapping[str, Any]) -> None:
        words = WORDS[self.language]
        sheet = _Sheet(self._book, self._formats, "about", (), (34, 70, 22))
        sheet.write([words["about"]])
        if self._groups is not None:
            sheet.write([words["apart"]])
        sheet.write([])
        for name, value in summary.items():
            sheet.write([name, value])
        sheet.write([])
        sheet.write([words["columns"]])
        for column in self.columns:
            unit = unit_of(column)
            sheet.write([column, label_of(column, self.language), labels(self.language).unit(unit) if unit else ""])


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep Python from telling what goes wrong where objects are let go of."""
    before, sys.unraisablehook = sys.unraisablehook, lambda unraisable: None
    try:
        yield
    finally:
        sys.unraisablehook = before


class _ExactWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Writes numbers with all their digits where XlsxWriter writes 16; and quicker, in its innermost loop."""

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, object]] = ()) -> None:
        own = "".join([f' {name}="{value}"' for name, value in attributes])
        self.fh.write(f"<c{own}><v>{float(number)!r}</v></c>")


class _Sheet:
    """A sheet with a header, and further ones where it is full."""

    def __init__(
        self, book: Workbook, formats: Formats, name: str, columns: Sequence[str], widths: Sequence[int] = ()
    ) -> None:
        self.book, self.formats, self.name, self.columns = book, formats, name, columns
        self.widths = widths or [_WIDTHS.get(name, max(_NUMBER_WIDTH, min(len(name), 30))) for name in columns]
        self.count, self.sheets = 0, 0
        self._begin()

    def add(self, row: Mapping[str, Any], refused: bool = False) -> None:
        """Write a row by the names of its columns."""
        self.count += 1
        self.write([row.get(name) for name in self.columns], refused)

    def write(self, values: Sequence[Any], refused: bool = False) -> None:
        """Write a row as it stands."""
        if self._row == MOST_ROWS:
            self.finish()
            self._begin()
        if refused:
            self._sheet.set_row(self._row, None, self._text_look(refused))
        for at, value in enumerate(values):
            if isinstance(value, str):
                self._write_text(at, plain(value), refused)
            elif plain(value) is not None:
                self._sheet.write_number(self._row, at, value, self._number_looks[at] if self._number_looks else None)
        self._row += 1

    def finish(self) -> None:
        """Let what was written be filtered."""
        if self.columns:
            self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self.columns) - 1)

    def _begin(self) -> None:
        self.sheets += 1
        name = self.name if self.sheets == 1 else f"{self.name} {self.sheets}"
        self._sheet = self.book.add_worksheet(name, _ExactWorksheet)
        self._row = 0
        self._number_looks = [self.formats.number(unit_of(column)) for column in self.columns]
        for at, width in enumerate(self.widths):
            self._sheet.set_column(at, at, width)
        if self.columns:
            header = self.formats.of(bold=True, bg_color=HEADER_COLOUR, bottom=1)
            for at, column in enumerate(self.columns):
                self._sheet.write_string(0, at, plain(column), header)
            self._sheet.freeze_panes(1, 2)
            self._row = 1

    def _write_text(self, at: int, text: str, refused: bool) -> None:
        if text:
            shown = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
            self._sheet.write_string(self._row, at, shown, self._text_look(refused, guarded(text) != text))

    def _text_look(self, refused: bool, quoted: bool = False) -> Format:
        """Return the format of a text; a ``quoted`` one stays text where somebody edits its cell."""
        more: dict[str, Any] = {"bg_color": REFUSED_COLOUR} if refused else {}
        return self.formats.of(**more, **({"quote_prefix": True} if quoted else {}))
