"""Cases side by side in the terminal: a row a case, a column a measure, and below it why a figure is missing."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..labels import Labels, labels
from ..messages import shown
from ..model import MODEL
from ..numbers import figure, number
from ..summary import WIDTH_OF_A_FILE

if TYPE_CHECKING:
    from rich.console import Console

_NAME, _GAP = 12, "  "
"""The column of names has at least such a width; what stands between columns."""
_UNITS = {"break_even_realisation": "share", "base_churn": "share"}


@dataclass(frozen=True)
class Row:
    """One case: its name, its measures (None where one does not exist), and the reasons of what is missing."""

    name: str
    measures: Mapping[str, float | None]
    why: Mapping[str, str] = field(default_factory=dict)
    refused: Sequence[str] = ()
    total: bool = False


def print_side_by_side(title: str, rows: Sequence[Row], measures: Sequence[str], language: str) -> None:
    """Print cases as rows and measures as columns, and below them the reasons of what is missing."""
    from rich.table import Table
    from rich.text import Text

    words, console = labels(language), console_of_text()
    table = Table(box=None, pad_edge=False)
    heads = [head_of(name, words) for name in measures]
    columns = [[_figure(row, name, language) for row in rows] for name in measures]
    of_figures = [max(map(len, column)) for column in columns]
    of_words = [max(wide, *map(len, head.split())) for wide, head in zip(of_figures, heads, strict=True)]
    room = console.width - len(_GAP) * len(columns)
    widths = of_words if sum(of_words) + _NAME <= room else of_figures
    of_names = min(max(_NAME, *(len(shown(row.name)) for row in rows)), max(_NAME, room - sum(widths)))
    console.width = max(console.width, of_names + sum(widths) + len(_GAP) * len(columns))  # no figure is cut off
    table.add_column("", overflow="fold", width=of_names)
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, justify="right", overflow="fold", width=width)
    for position, row in enumerate(rows):
        if row.total:
            table.add_section()
        cells = (Text(column[position]) for column in columns)
        table.add_row(Text(shown(row.name), style="bold" if row.total else ""), *cells)
    console.print(Text(title, style="bold"))
    console.print(table)
    for sentence in _reasons(rows, measures, words):
        console.print(Text(f"! {sentence}", style="yellow"))


def console_of_text() -> Console:
    """Return where commands print: as wide as the terminal, or as `WIDTH_OF_A_FILE`."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def head_of(measure: str, words: Labels) -> str:
    """Return what stands over a column: short where the table would not fit otherwise."""
    for name, key in (("programme_npv", "head_programme_value"), ("service_value", "head_service_value")):
        if measure == name:
            return words.say(key)
        if measure in (f"{name}_grow", f"{name}_hold"):
            return f"{words.say(key)} ({words.say(f'analysis_{measure[-4:]}')})"
    return words.measure(measure)


def _figure(row: Row, measure: str, language: str) -> str:
    value = row.measures.get(measure)
    if value is None:
        return "–"
    item = MODEL.measures.get(measure)
    unit = item.unit if item is not None else _UNITS.get(measure, "money")
    return number(value, language) if unit in ("money", "customers", "year") else figure(value, unit, language, 2)


def _reasons(rows: Sequence[Row], measures: Sequence[str], words: Labels) -> list[str]:
    told = [f"{shown(row.name)}: {reason}" for row in rows for reason in row.refused]
    for row in rows:
        for name in measures:
            if name in row.why:
                told.append(f"{shown(row.name)}, {words.measure(name)}: {words.why_not(name, row.why[name])}")
    return told
