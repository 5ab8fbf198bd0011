"""What `service-roi recalc` prints of the rows it has: a table of few, the figures of groups."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..messages import shown
from ..numbers import number, percent
from ..summary import WIDTH_OF_A_FILE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ..batch.columns import Row
    from ..batch.recalculate import Summary

MOST_ROWS = 40
"""Workbooks that are shown one by one; more of them belong in a table, which is what --out writes."""

WORDS = {
    "en": {
        "workbook": "Workbook",
        "status": "Status",
        "reason": "Reason",
        "group": "Group",
        "programme_npv": "Programme value",
        "service_value": "Value of service",
        "roi": "ROI",
        "irr": "IRR",
        "payback": "Payback, years",
        "too_many": "{count} workbooks, too many to show: write them to a table with --out results.csv",
        "ok": "ok",
        "refused": "refused",
    },
    "nl": {
        "workbook": "Werkmap",
        "status": "Status",
        "reason": "Reden",
        "group": "Groep",
        "programme_npv": "Waarde programma",
        "service_value": "Waarde klantenservice",
        "roi": "ROI",
        "irr": "IRR",
        "payback": "Terugverdientijd, jaren",
        "too_many": "{count} werkmappen, te veel om te tonen: schrijf ze naar een tabel met --out results.csv",
        "ok": "goed",
        "refused": "geweigerd",
    },
}

Figure = Callable[[float, str], str]
_FIGURES: dict[str, Figure] = {
    "programme_npv": number,
    "service_value": number,
    "roi": percent,
    "irr": percent,
    "payback": lambda value, language: number(value, language, 2),
}
_OF_A_WORKBOOK = ("programme_npv", "service_value")


class Shown:
    """Rows as they come, as far as they will be shown."""

    def __init__(self, language: str, rows: bool, groups: bool) -> None:
        self.language, self.with_rows, self.with_groups = language, rows, groups
        self.words = WORDS[language]
        self.rows: list[Row] = []
        self.count = 0

    def add(self, row: Row) -> None:
        """Keep a row, unless there are too many already."""
        self.count += 1
        if self.with_rows and self.count <= MOST_ROWS:
            self.rows.append(row)

    def print(self, summary: Summary) -> None:
        """Print the workbooks, if there are few, and the groups."""
        console = _console()
        if self.with_rows and self.count > MOST_ROWS:
            console.print(self.words["too_many"].format(count=number(self.count, self.language)))
        elif self.rows:
            console.print(self._workbooks())
        if self.with_groups and summary.groups:
            if self.count and self.with_rows:
                console.print()
            console.print(self._groups(summary.groups))

    def _workbooks(self) -> Table:
        from ..batch.recalculate import reason_of_refusal

        table = _table(self.words["workbook"], self.words["status"], *map(self.words.__getitem__, _OF_A_WORKBOOK))
        table.add_column(self.words["reason"], overflow="fold")
        if all(row["status"] == "ok" for row in self.rows):
            table.columns.pop()
        for row in self.rows:
            figures = (self._figure(row, name) for name in _OF_A_WORKBOOK)
            path, reason = shown(str(row["path"]), 200), shown(reason_of_refusal(row), 400)
            cells = [path, self.words[row["status"]], *figures, reason]
            table.add_row(*cells[: len(table.columns)])
        return table

    def _groups(self, groups: list[Row]) -> Table:
        table = _table(self.words["group"], *map(self.words.__getitem__, _FIGURES))
        for row in groups:
            table.add_row(shown(str(row["unit"]), 200), *(self._figure(row, name) for name in _FIGURES))
        return table

    def _figure(self, row: Row, name: str) -> str:
        value = row[name]
        return "–" if value is None else _FIGURES[name](value, self.language)


def _table(first: str, *others: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(first, overflow="fold")
    for head in others:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _console() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
