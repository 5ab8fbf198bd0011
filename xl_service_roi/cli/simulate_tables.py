"""A simulation in the terminal: the answer in words first, then the figures, then what they hang on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ..inputs import value_names
from ..labels import labels
from ..model import MODEL
from ..numbers import money, number, percent
from .side_by_side import console_of_text

if TYPE_CHECKING:
    from ..analysis.simulation import Distribution, Simulation

WIDTH_OF_LABELS = 44
MOST_INPUTS = 15
"""Shown of those that the variance comes from; the others are in the JSON."""


def print_simulation(found: Simulation, language: str) -> None:
    """Print what a simulation tells."""
    told = _Told(found, language)
    console = console_of_text()
    console.print(Text(told.say("simulation_title", draws=number(found.draws, language)), style="bold"))
    console.print()
    for sentence in told.sentences():
        console.print(Text(f"• {sentence}".replace("€ ", "€\u00a0")))
    console.print()
    console.print(told.figures())
    if found.shares_error is not None:
        console.print()
        console.print(Text(told.say("simulation_drivers"), style="bold"))
        console.print(told.drivers())
        console.print(Text(told.about_shares(), style="dim"))
    for sentence in told.warnings():
        console.print(Text(f"! {sentence}", style="yellow"))


def _table(heads: list[str]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("", min_width=WIDTH_OF_LABELS, max_width=WIDTH_OF_LABELS, overflow="fold")
    for head in heads:
        table.add_column(head, justify="right", overflow="fold")
    return table


class _Told:
    def __init__(self, found: Simulation, language: str) -> None:
        self.found, self.language = found, language
        self.words = labels(language)
        self.say: Callable[..., str] = self.words.say

    def sentences(self) -> Iterator[str]:
        for name in ("programme_npv", "service_value"):
            one = self.found.distributions[name]
            yield self.say(
                f"simulation_{name}",
                share=self.share(one.probability_positive),
                median=money(one.percentiles[50], self.language),
                low=money(one.percentiles[5], self.language),
                high=money(one.percentiles[95], self.language),
                likely=money(self.found.base[name], self.language),
            )
        other = self.found.other_mode.get("programme_npv")
        if other is not None:
            mode = self.say("mode_grow" if self.found.mode == "hold" else "mode_hold")
            yield self.say(
                "simulation_other_mode",
                mode=mode,
                share=self.share(other.probability_positive),
                median=money(other.percentiles[50], self.language),
            )
        yield from self.most_important()

    def most_important(self) -> Iterator[str]:
        shares = self.found.distributions["programme_npv"].variance_shares
        if shares:
            most = [f"{self.label(name)} ({percent(first, self.language, 0)})" for name, (first, _) in shares.items()]
            yield self.say("simulation_most", inputs=", ".join(most[:3]))

    def figures(self) -> Table:
        columns = [*self.found.distributions.values(), *self.found.other_mode.values()]
        here = len(self.found.distributions)
        heads = [
            self.head(one.measure, "" if place < here else "simulation_other") for place, one in enumerate(columns)
        ]
        table = _table(heads)
        rows: list[tuple[str, Callable[[Distribution], float]]] = [
            (self.say("simulation_mean"), lambda one: one.mean),
            (self.say("simulation_error"), lambda one: one.standard_error),
            (self.say("simulation_deviation"), lambda one: one.standard_deviation),
            *((f"P{each}", lambda one, each=each: one.percentiles[each]) for each in columns[0].percentiles),
            (self.say("simulation_at_risk"), lambda one: one.value_at_risk),
            (self.say("simulation_shortfall"), lambda one: one.expected_shortfall),
        ]
        for head, figure in rows:
            table.add_row(head, *(money(figure(one), self.language, precise=True) for one in columns))
        table.add_row(self.say("simulation_positive"), *(self.share(one.probability_positive) for one in columns))
        return table

    def drivers(self) -> Table:
        programme, service = (
            self.found.distributions[name].variance_shares for name in ("programme_npv", "service_value")
        )
        heads = [
            self.head(measure, head)
            for measure in ("programme_npv", "service_value")
            for head in ("simulation_first", "simulation_total")
        ]
        table = _table(heads)
        most = sorted(programme, key=lambda name: -max(programme[name][1], service[name][1]))[:MOST_INPUTS]
        for name in (name for name in programme if name in most):
            shares = (*programme[name], *service[name])
            table.add_row(self.label(name), *(percent(max(share, 0.0), self.language) for share in shares))
        return table

    def about_shares(self) -> str:
        return self.say(
            "simulation_shares",
            draws=number(self.found.indices_sample, self.language),
            error=percent(self.found.shares_error or 0.0, self.language),
        )

    def warnings(self) -> Iterator[str]:
        found = self.found
        if found.left_out_draws:
            yield self.say(
                "simulation_left_out",
                count=number(found.left_out_draws, self.language),
                share=percent(found.left_out_draws / found.draws, self.language, 2),
            )
            for name, count in found.left_out.items():
                requirement = MODEL.requirements.get(name)
                text = self.say("simulation_no_number") if requirement is None else self.words.meaning(requirement)
                yield f"   {number(count, self.language)}: {text}"
        if found.repaired:
            yield self.say("simulation_repaired", used="; ".join(map(self.moved, found.correlations)))
        for name, share in found.cut_off.items():
            if share >= 0.001:
                yield self.say("simulation_cut_off", input=self.label(name), share=percent(share, self.language))
        if found.uncertainty.assumed:
            yield self.say("simulation_assumed", count=len(found.uncertainty.assumed))

    def moved(self, correlation: tuple[str, str, float, float]) -> str:
        """Tell a correlation that was asked for, and what it became."""
        first, second, asked, has = correlation
        shown = " → ".join(number(each, self.language, 2) for each in (asked, has))
        return f"{self.label(first)} / {self.label(second)} {shown}"

    def head(self, measure: str, more: str) -> str:
        """Return the head of a column."""
        short = self.say(f"simulation_of_{measure}")
        return f"{short},\n{self.say(more)}" if more else short

    def label(self, name: str) -> str:
        """Return the label of an uncertain input, with its future; of several that are correlated, all of them."""
        return " + ".join(self.one_label(part) for part in name.split(" + "))

    def one_label(self, name: str) -> str:
        driver = value_names().get(name)
        if driver is None or driver.scope != "future":
            return self.words.of(name)
        return f"{self.words.of(driver.name)} ({self.words.group('FUTURES', name.rpartition('_')[2])})"

    def share(self, probability: float) -> str:
        """Return a probability; one that is neither 0 nor 1 is not shown as if it were."""
        if 0.9995 <= probability < 1:
            return f"> {percent(0.999, self.language)}"
        if 0 < probability < 0.0005:
            return f"< {percent(0.001, self.language)}"
        return percent(probability, self.language)
