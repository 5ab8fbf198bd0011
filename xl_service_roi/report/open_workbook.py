"""The report of an open workbook: in files beside it, or as text on a sheet where it has no folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..live_book import pages
from ..live_book.book import LiveBook
from ..live_book.words import say
from ..workbook.read import Filled, with_optional_parts
from ..workbook.read_before import read_before
from ..workbook_analyses.work import case_of
from . import NEEDS, board_report, can_write, check, work_out, write_report
from .document import Beside, Block, Document, Facts, Paragraph, Picture, Points, Table
from .findings import Findings


def report_beside(live: LiveBook, filled: Filled, path: str) -> str:
    """Write the report beside the workbook's file, in every kind that can be written here; return what to tell."""
    stem = os.path.splitext(path)[0]
    targets = [f"{stem}-report{ending}" for ending in NEEDS if can_write(ending)] or [f"{stem}-report.html"]
    check(targets[0])
    document = board_report(_findings(live, filled), live.language)
    for target in targets:
        write_report(document, target)
    return say(live.language, "report_written", files="\n".join(f"• {target}" for target in targets))


def report_on_a_sheet(live: LiveBook, filled: Filled) -> str:
    """Write the text of the report on a sheet of its own; return what to tell."""
    document = board_report(_findings(live, filled), live.language, pictures=False)
    sheet = pages.sheet_of(live, "report")
    pages.write(live, _page(live, document, sheet))
    return say(live.language, "report_on_sheet", sheet=sheet)


def _findings(live: LiveBook, filled: Filled) -> Findings:
    return work_out(case_of(with_optional_parts(filled, live), live.path), read_before(live))


def _page(live: LiveBook, document: Document, sheet: str) -> pages.Page:
    """Return the report as rows: sentences from the first column on, tables from the second."""
    page = pages.new_page(live, "report", sheet, document.title, document.setting)
    page.first_column_of_tables = 2
    for section in document.sections:
        page.table([section.heading])
        for block in section.blocks:
            page.rows += _rows(block)
        page.rows.append([])
    page.end_tables()
    return page


def _rows(block: Block) -> Iterator[pages.Row]:
    match block:
        case Paragraph(text):
            yield _row(text)
        case Points(items, heading):
            yield from (_row(text) for text in (heading, *(f"• {item}" for item in items)) if text)
        case Facts(pairs, heading):
            yield from (_row(text) for text in (heading,) if text)
            yield from (_row(None, *pair) for pair in pairs)
        case Table(heading, heads, rows):
            yield _row(heading)
            yield from (_row(None, *cells) for cells in (heads, *rows))
            yield _row()
        case Beside(left, right):
            yield from (*_rows(left), *_rows(right))
        case Picture():
            return


def _row(*cells: str | None) -> pages.Row:
    return [*cells]
