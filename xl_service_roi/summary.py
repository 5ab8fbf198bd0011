"""The business case in the terminal, as a board member would want to read it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .case import HORIZONS, Result
from .headlines import headlines
from .labels import Labels, labels
from .model import MODEL
from .model.measures import ANSWERS, HEADINGS
from .numbers import number, percent

if TYPE_CHECKING:
    from rich.tree import Tree

    from .explain import Explained

PROGRAMME = (
    "programme_npv",
    "pv_costs",
    "pv_benefits",
    "roi",
    "benefit_cost_ratio",
    "irr",
    "mirr",
    "payback",
    "discounted_payback",
    "break_even_realisation",
    "risk_adjusted_npv",
    "loss_if_nothing_changes",
)
WITHOUT_RESIDUAL = ("programme_npv_without_residual", "service_value_without_residual")
WIDTH_OF_A_FILE = 110
"""Columns where the output goes to a file or another program."""


def print_summary(result: Result, language: str) -> None:
    """Print the case: headlines, the four answers, the programme, what zero does, modes and horizons, headings."""
    _Summary(result, language).print()


class _Summary:
    def __init__(self, result: Result, language: str) -> None:
        self.result, self.words, self.language = result, labels(language), language
        self.console = _console()

    def print(self) -> None:
        case = self.result.case
        self.console.print(
            Text(f"{self.words.say('title')}: {case.source or self.words.say('example_firm')}", style="bold")
        )
        self.console.print(self._setting())
        self.console.print()
        for sentence in headlines(self.result, self.language):
            self.console.print(Text(f"• {sentence}"))
        say = self.words.say
        without = WITHOUT_RESIDUAL if self.result.case.inputs.values["residual_value"] else ()
        self._show(say("block_answers"), self._measures(ANSWERS))
        self._show(say("block_programme"), self._measures((*PROGRAMME, *without)))
        self._show(say("zero_by_year"), self._zero_by_year())
        self._show(say("modes_and_horizons"), self._modes_and_horizons())
        self._show(say("block_by_heading"), self._headings())
        self._warnings()

    def _setting(self) -> Text:
        values = self.result.case.inputs.values
        mode = self.words.say("mode_hold" if values["hold_base"] else "mode_grow")
        text = self.words.say(
            "setting", years=self.result.case.horizon, rate=percent(values["discount_rate"], self.language), mode=mode
        )
        return Text(text, style="dim")

    def _show(self, title: str, table: Table) -> None:
        self.console.print()
        self.console.print(Text(title, style="bold"))
        self.console.print(table)

    def _table(self, heads: list[str]) -> Table:
        table = Table(box=None, pad_edge=False, show_header=any(heads))
        for position, head in enumerate(heads):
            table.add_column(head, justify="right" if position else "left", no_wrap=True)
        return table

    def _measures(self, names: tuple[str, ...]) -> Table:
        table = self._table(["", ""])
        for name in names:
            value = self.result.measures[name]
            if value is None:
                shown = self.words.why_not(name, self.result.why[name])
            else:
                shown = _figure(value, _unit(name), self.language)
            table.add_row(self.words.of(name), shown)
        return table

    def _zero_by_year(self) -> Table:
        say = self.words.say
        years = range(self.result.case.horizon + 1)
        heads = ["", *(say("year", year=year) for year in years)]
        table = self._table(heads)
        difference = self.result.by_year("zero_differential_cash_flow")
        rows = {
            "cash_today": self.result.futures["today"]["net_cash_flow"],
            "cash_zero": self.result.futures["zero"]["net_cash_flow"],
            "saving_of_zero": difference,
            "saving_so_far": self.result.by_year("zero_cumulative"),
        }
        for key, values in rows.items():
            table.add_row(say(key), *(number(value, self.language) for value in values))
        return table

    def _modes_and_horizons(self) -> Table:
        say = self.words.say
        table = self._table(["", say("head_programme_value"), say("head_service_value")])
        rows = {"grow": say("mode_grow"), "hold": say("mode_hold")}
        rows |= {f"horizon_{n}": say("over_one_year" if n == 1 else "over_years", years=n) for n in HORIZONS}
        for key, label in rows.items():
            table.add_row(label, *(self._swept(f"{name}_{key}") for name in ("programme_npv", "service_value")))
        return table

    def _swept(self, name: str) -> str:
        value = self.result.measures[name]
        return self.words.say("refused_there") if value is None else number(value, self.language)

    def _headings(self) -> Table:
        say = self.words.say
        table = self._table(["", say("head_programme"), say("head_service")])
        programme, service = self.result.measures["headings"], self.result.measures["service_headings"]
        for heading in HEADINGS:
            if programme[heading] or service[heading]:
                values = (number(part[heading], self.language) for part in (programme, service))
                table.add_row(self.words.group("HEADINGS", heading), *values)
        table.add_section()
        totals = (self.result.measures["programme_npv"], self.result.measures["service_value"])
        table.add_row(say("sum_of_headings"), *(number(total, self.language) for total in totals))
        return table

    def _warnings(self) -> None:
        told = self.result.warnings(self.language)
        if told:
            self.console.print()
            self.console.print(Text(self.words.say("second_look"), style="bold"))
        for sentence in told:
            self.console.print(Text(f"! {sentence}", style="yellow"))


def print_explanation(explained: Explained, language: str) -> None:
    """Print how a figure comes about, back to its drivers."""
    from rich.tree import Tree

    words = labels(language)
    tree = Tree(_heading(explained, words, language))
    _grow(tree, explained, words, language)
    _console().print(tree)


def _grow(tree: Tree, explained: Explained, words: Labels, language: str) -> None:
    for used in explained.uses:
        branch = tree.add(_heading(used, words, language))
        _grow(branch, used, words, language)


def _heading(explained: Explained, words: Labels, language: str) -> Text:
    say = words.say
    text = Text(explained.label, style="bold")
    value = "–" if explained.value is None else f"{_exact(explained.value, language)}"
    text.append(f" = {value}", style="bold")
    place = ", ".join(part for part in (explained.name, explained.place, explained.cell, explained.unit) if part)
    text.append(f"  ({place})", style="dim")
    if explained.shown_before:
        text.append(f"  {say('see_above')}", style="dim")
        return text
    text.append(f"\n{explained.text}", style="italic dim")
    if explained.words:
        text.append(f"\n  {say('in_words')}  {explained.words}")
        text.append(f"\n  {say('in_excel')}  {explained.excel}", style="cyan")
        text.append(f"\n  {say('in_numbers')}  {explained.numbers}", style="green")
    return text


def _console() -> Console:
    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def _unit(measure: str) -> str:
    item = MODEL.measures.get(measure)
    return item.unit if item is not None else {"break_even_realisation": "share"}.get(measure, "money")


def _figure(value: float, unit: str, language: str) -> str:
    if unit.startswith("share"):
        return percent(value, language)
    return number(value, language, decimals=0 if unit in ("money", "customers", "year") else 2)


def _exact(value: float, language: str) -> str:
    decimals: Any = 0 if value == int(value) else 2 if abs(value) >= 1000 else 6
    return number(value, language, decimals=decimals)
