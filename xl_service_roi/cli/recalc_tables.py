"""What `service-roi recalc` prints of the rows it has: a table of few, the figures of groups."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ..batch.work import NOT_WRITTEN
from ..messages import shown
from ..numbers import number, percent
from ..summary import WIDTH_OF_A_FILE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ..batch.columns import Row
    from ..batch.recalculate import Summary
    from ..errors import Problem

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
        "too_many_soon": "more than {most} workbooks are not shown: --out results.csv makes a table of them",
        "ok": "ok",
        "refused": "refused",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "not_written": "not written",
        "such_as": "{count}, such as ",
        "more_problems": "{count} more",
        "other_reasons": "for {count} other reasons",
        "done_one": "1 workbook",
        "done": "{count} workbooks",
        "count_recalculated": "{count} recalculated",
        "count_refused": "{count} refused",
        "count_unchanged": "{count} unchanged",
        "count_with_inputs": "{count} with a row in the file of inputs",
        "count_written": "{count} written",
        "count_not_written": "{count} not written",
        "time": "{seconds} s",
        "rate": "{count} a second",
        "table_written": "{out} written",
        "table_stays": "{out} is left as it was before this run",
        "stopped": "stopped before its end",
        "broken_off": "broken off",
        "go_on": "go on with the same command and --resume",
        "could_go_on": "with --out, a run can go on later",
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
        "too_many_soon": "meer dan {most} werkmappen worden niet getoond: --out results.csv maakt er een tabel van",
        "ok": "goed",
        "refused": "geweigerd",
        "error": "fout",
        "warning": "waarschuwing",
        "note": "opmerking",
        "not_written": "niet geschreven",
        "such_as": "{count}, zoals ",
        "more_problems": "nog {count}",
        "other_reasons": "om {count} andere redenen",
        "done_one": "1 werkmap",
        "done": "{count} werkmappen",
        "count_recalculated": "{count} doorgerekend",
        "count_refused": "{count} geweigerd",
        "count_unchanged": "{count} ongewijzigd",
        "count_with_inputs": "{count} met een regel in het invoerbestand",
        "count_written": "{count} geschreven",
        "count_not_written": "{count} niet geschreven",
        "time": "{seconds} s",
        "rate": "{count} per seconde",
        "table_written": "{out} geschreven",
        "table_stays": "{out} is gelaten zoals het was",
        "stopped": "gestopt voor het einde",
        "broken_off": "afgebroken",
        "go_on": "ga verder met dezelfde opdracht en --resume",
        "could_go_on": "met --out kan een run later verder",
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

    def add(self, row: Row, summary: Summary) -> None:
        """Keep a row, unless there are too many; that is told as soon as it is known, for whoever wants a table."""
        if not self.count and self.with_rows and summary.found > MOST_ROWS:
            click.echo(self.words["too_many_soon"].format(most=MOST_ROWS), err=True)
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
            for row in summary.groups:
                if told := row["warnings"] or row["reason"]:
                    text = f"{self.words['warning']}: {shown(str(row['unit']), 200)} · {shown(str(told), 1000)}"
                    click.echo(text, err=True)

    def _workbooks(self) -> Table:
        table = _table(self.words["workbook"], self.words["status"], *map(self.words.__getitem__, _OF_A_WORKBOOK))
        table.add_column(self.words["reason"], overflow="fold")
        if not any(map(_remark, self.rows)):
            table.columns.pop()
        for row in self.rows:
            figures = (self._figure(row, name) for name in _OF_A_WORKBOOK)
            path, reason = shown(str(row["path"]), 200), shown(_remark(row), 400)
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


def _remark(row: Row) -> str:
    """Return why a workbook was refused or not written."""
    not_written = str(row["written"]).partition(NOT_WRITTEN)
    return str(row["reason"]) or not_written[2]


def _table(first: str, *others: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(first, overflow="fold")
    for head in others:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def tell(summary: Summary, out: str | None, language: str) -> None:
    """Print on stderr what a run came to."""
    words = WORDS[language]

    def count(name: str, value: float) -> str:
        return words[name].format(count=number(value, language))

    for problem in summary.problems:
        tell_problem(problem, language)
    if summary.other_warnings:
        click.echo(f"{words['warning']}: {count('more_problems', summary.other_warnings)}", err=True)
    for what, reasons in (("refused", summary.refusals), ("not_written", summary.failures)):
        for times, name, reason in reasons.told():
            such_as = words["such_as"].format(count=number(times, language)) if times > 1 else ""
            click.echo(f"{words[what]}: {such_as}{shown(name, WIDTH_OF_A_FILE)} · {reason}", err=True)
        if reasons.not_told:
            click.echo(f"{words[what]}: {count('other_reasons', reasons.not_told)}", err=True)
    told = [
        count("count_recalculated", summary.ok - summary.unchanged),
        count("count_refused", summary.refused),
        *(
            count(f"count_{name}", getattr(summary, name))
            for name in ("unchanged", "with_inputs", "written", "not_written")
            if getattr(summary, name)
        ),
        words["time"].format(seconds=number(summary.seconds, language, 1)),
        count("rate", summary.per_second),
    ]
    done = words["done_one"] if summary.done == 1 else count("done", summary.done)
    click.echo(f"{done}: {', '.join(told)}", err=True)
    if out is not None:
        click.echo(words["table_written" if summary.table_written else "table_stays"].format(out=out), err=True)
    if summary.stopped:
        tell_stop("stopped", out, language)


def tell_stop(how: str, out: str | None, language: str) -> None:
    """Print how a run that was ``stopped`` or ``broken_off`` can go on."""
    words = WORDS[language]
    click.echo(f"{words[how]}: {words['go_on' if out else 'could_go_on']}", err=True)


def tell_problem(problem: Problem, language: str) -> None:
    """Print on stderr what is wrong, or worth knowing."""
    click.echo(f"{WORDS[language][problem.severity]}: {problem}", err=True)


def _console() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
