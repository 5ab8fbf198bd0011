"""Fills the sheets of scenarios and analyses in a file: in its place, or in a copy; nothing else in it changes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..labels import LANGUAGES, labels
from ..spreadsheet import save
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import Workbook
from ..spreadsheet.package import contents
from ..spreadsheet.patch import Cached, Change, patched
from ..workbook.analysis_tables import ANALYSES, Analysis
from ..workbook.read import read_inputs, with_optional_parts
from .work import Done, Draws, analysed, case_of

_Changes = dict[str, dict[Address, Change]]


def analyse_file(
    path: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    which: Iterable[Analysis] = ANALYSES,
    draws: Draws | None = None,
) -> Done:
    """Work out analyses of the case in a workbook and write them into it, or into a copy ``out``.

    Raises ``InputError`` and ``WorkbookError`` as `analysed` does, and where the file cannot be written.
    """
    data = contents(path)
    with Workbook.of_bytes(path, data) as book:
        filled = with_optional_parts(read_inputs(book), book)
        words = labels(_language(book))
        done = analysed(book, filled, case_of(filled, Path(path).name), words, which, draws)
        new = patched(book, _changes(done)) if done.made else data
    if out is not None:
        save.write_copy(out, new)
    elif new != data:
        save.replace(path, new, data)
    return done


def _language(book: Workbook) -> str:
    """Return the language in which most sheets have our names."""

    def ours(language: str) -> int:
        say = labels(language).say
        return sum(say(f"sheet_{key}") in book.sheet_names for key in ("inputs", "results", "scenarios", "notes"))

    return max(LANGUAGES, key=ours)


def _changes(done: Done) -> _Changes:
    changes: _Changes = {}
    for cells, rows in done.cells:
        values = (value for row in rows for value in row)
        changes.setdefault(cells.sheet, {}).update(zip(cells.addresses(), values, strict=True))
    for cell, value in done.shown:
        changes.setdefault(cell.sheet, {})[cell.first_row, cell.first_column] = Cached(value)
    return changes
