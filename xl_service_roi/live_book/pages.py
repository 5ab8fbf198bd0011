"""Sheets of our own: the results of Python beside those of the workbook, the list of faults, what a reset replaced.

A page is rows of cells and how they look. It goes to the sheet that has its title, so that what a user keeps on a sheet
of the same name is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from ..labels import LANGUAGES
from ..model import MODEL_VERSION
from ..spreadsheet.cells import BLANK
from .book import LiveBook
from .defaults import Change, values_only
from .faults import Checked
from .marks import Mark
from .words import say

Kind = Literal["python", "check", "reset", "report"]
Row = list[str | float | bool | None]

HEAD_ROW = 5
"""The head of the first table; above it stand the title, when it was made, and what it comes to."""
HEAD_COLOUR = "#DDE6F0"
TITLE_SIZE = 14
FAULT_HEADS = ("cell", "driver", "found", "allowed", "advice", "name", "year", "before", "noted")
"""Of the list of faults. The last four say where the marks are, so that they can be taken away again."""


@dataclass
class Page:
    """What is to stand on a sheet. ``patterns``: number formats, by row and column counted from 1.

    The columns are made wide enough for the rows from the first head to ``last_row_of_tables``: above and below stand
    sentences, and also to the left of ``first_column_of_tables``.
    """

    sheet: str
    rows: list[Row]
    heads: list[int] = field(default_factory=list)
    patterns: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row_of_tables: int = 0
    first_column_of_tables: int = 1

    def table(self, heads: Iterable[str]) -> None:
        """Begin a table."""
        self.rows.append(list(heads))
        self.heads.append(len(self.rows))

    def end_tables(self) -> None:
        """End the last table."""
        self.last_row_of_tables = len(self.rows)


def sheet_of(book: LiveBook, kind: Kind) -> str:
    """Return the name of the sheet for a page: the one that has its title, or else a free one.

    What a reset replaced is never overwritten by the next reset.
    """
    titles = {say(language, f"{kind}_title") for language in LANGUAGES}
    wished = say(book.language, f"sheet_{kind}")
    existing = {name.casefold(): name for name in book.sheet_names}
    count, name = 1, wished
    while name.casefold() in existing:
        title = book.cells(existing[name.casefold()], [(1, 1)]).get((1, 1), BLANK).value
        if title in titles and kind != "reset":
            return existing[name.casefold()]
        count, name = count + 1, f"{wished} ({count + 1})"
    return name


def new_page(book: LiveBook, kind: Kind, sheet: str, *said: str) -> Page:
    """Return a page with its title, its date and up to two sentences."""
    date = f"{datetime.now():%Y-%m-%d %H:%M}"
    made = say(book.language, "made", date=date, book=book.path, version=MODEL_VERSION)
    rows: list[Row] = [[], [], [], []]
    for row, sentence in zip(rows, (say(book.language, f"{kind}_title"), made, *said), strict=False):
        row.append(sentence)
    return Page(sheet, rows)


def write(book: LiveBook, page: Page) -> None:
    """Write a page on its sheet, made at the end of the workbook where there is none, and show it."""
    host = book.book
    if page.sheet.casefold() in {sheet.name.casefold() for sheet in host.sheets}:
        sheet = host.sheets[page.sheet]
        sheet.clear()
    else:
        sheet = host.sheets.add(page.sheet, after=host.sheets[len(host.sheets) - 1])
    width = max(map(len, page.rows))
    sheet.range((1, 1)).value = [
        [as_it_stands(cell) for cell in row] + [None] * (width - len(row)) for row in page.rows
    ]
    sheet.range((1, 1)).font.bold = True
    sheet.range((1, 1)).font.size = TITLE_SIZE
    for row in page.heads:
        head = sheet.range((row, 1), (row, width))
        head.font.bold = True
        head.color = HEAD_COLOUR
    for first, last, column, pattern in _runs(page.patterns):
        sheet.range((first, column), (last, column)).number_format = pattern
    if page.last_row_of_tables:
        first_cell = page.heads[0], page.first_column_of_tables
        sheet.range(first_cell, (page.last_row_of_tables, width)).columns.autofit()
    sheet.activate()


def as_it_stands(cell: Any) -> Any:
    """Return text as a cell keeps it: Excel would make a formula of ``=1+1``, and a number or date of ``40.000``."""
    return f"'{cell}" if isinstance(cell, str) and cell else cell


def _runs(patterns: dict[tuple[int, int], str]) -> Iterator[tuple[int, int, int, str]]:
    """Give first row, last row, column and number format of cells below each other that have the same."""
    by_column = sorted(patterns, key=lambda cell: (cell[1], cell[0]))
    places = [(column, patterns[row, column], row, row - place) for place, (row, column) in enumerate(by_column)]
    for (column, pattern, _), run in groupby(places, key=itemgetter(0, 1, 3)):
        rows = [row for _, _, row, _ in run]
        yield rows[0], rows[-1], column, pattern


# --------------------------------------------------------------------------------------------------- faults, old values


def check_page(checked: Checked, marks: Iterable[Mark | None], sheet: str) -> Page:
    """Return the list of faults, with what is needed to take the marks away again."""
    language = checked.language
    keep = [say(language, "keep_list")] if checked.faults else []
    page = new_page(checked.book, "check", sheet, said_of(checked, sheet), *keep)
    if checked.faults:
        page.table(say(language, f"head_{head}") for head in FAULT_HEADS)
        for fault, made in zip(checked.faults, marks, strict=True):
            marked: Row = [made.name, made.year, made.before, made.noted] if made else []
            page.rows.append([fault.place, fault.label, fault.found, fault.allowed, fault.advice, *marked])
        page.end_tables()
        page.rows.append([])
    if checked.remarks:
        page.table([say(language, "second_look")])
        page.rows += [[remark] for remark in checked.remarks]
    return page


def said_of(checked: Checked, sheet: str) -> str:
    """Return what a check comes to, in one or two sentences."""
    count, language = len(checked.faults), checked.language
    said = say(language, "problems" if count else "no_problems", count=count, sheet=sheet)
    if checked.remarks:
        said += " " + say(language, "remarks", count=len(checked.remarks), sheet=sheet)
    return said


def marks_on(book: LiveBook, sheet: str) -> Iterator[Mark]:
    """Give the marks that the list of faults on a sheet tells of."""
    cells = book.cells(sheet)
    column = {head: number for number, head in enumerate(FAULT_HEADS, start=1)}
    for row in range(HEAD_ROW + 1, max((row for row, _ in cells), default=0) + 1):
        name, year, before, noted = (cells.get((row, column[head]), BLANK).value for head in FAULT_HEADS[-4:])
        if isinstance(name, str) and isinstance(year, float):
            yield Mark(name, int(year), str(before or ""), noted is True)


def before_page(book: LiveBook, changes: list[Change], sheet: str) -> Page:
    """Return what the cells held that are reset."""
    said = [say(book.language, "values_only")] if values_only(changes) else []
    page = new_page(book, "reset", sheet, *said)
    heads = ["cell", "driver", "was", "is", "formula"]
    shown = heads if any(change.formula for change in changes) else heads[:-1]
    page.table(say(book.language, f"head_{head}") for head in shown)
    for change in changes:
        page.rows.append([change.place, change.label, change.was, change.default, change.formula][: len(shown)])
    page.end_tables()
    return page
