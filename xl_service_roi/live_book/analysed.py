"""Fills the sheets of scenarios and analyses of an open workbook, and says what was filled."""

from __future__ import annotations

from collections.abc import Iterable

from ..labels import labels
from ..workbook.analysis_tables import Analysis
from ..workbook.read import Filled, with_optional_parts
from ..workbook_analyses.work import Done, analysed, case_of
from .book import LiveBook
from .pages import as_it_stands
from .words import say


def fill(book: LiveBook, filled: Filled, which: Iterable[Analysis]) -> Done:
    """Work out analyses and write them into their tables; the formulas above these see to the rest."""
    everything = with_optional_parts(filled, book)
    words = labels(book.language)
    done = analysed(book, everything, case_of(everything, book.path), words, which)
    for cells, rows in done.cells:
        book.range(cells).value = [[as_it_stands(value) for value in row] for row in rows]
    return done


def told(book: LiveBook, done: Done) -> str:
    """Return what to tell of it: what was filled and where, and what was not and why."""
    language = book.language
    lines = []
    if done.made:
        names = ", ".join(say(language, f"filled_{analysis}") for analysis in done.made)
        sheets = ", ".join(dict.fromkeys(cells.sheet for cells, _ in done.shown))
        lines.append(say(language, "filled", names=names, sheets=sheets))
    for analysis, problems in done.skipped.items():
        lines.append(say(language, "not_filled", name=say(language, f"filled_{analysis}")))
        lines += [f"• {problem}" for problem in problems]
    return "\n".join(lines)
