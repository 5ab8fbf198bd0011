"""Who gains and who pays: the programme by director, and what the officer is to be held to."""

from __future__ import annotations

from ..engine.units import shown
from ..model import MODEL
from ..numbers import figure, number
from ..officer import FORMS, Remit, by_remit, scorecard
from .document import Block, Section, Table
from .teller import Teller


def budgets(teller: Teller) -> Section:
    """Show what the programme does to each director's budget, and the targets of the scorecard."""
    blocks: tuple[Block, ...] = (_by_director(teller), _targets(teller))
    return Section(teller.say("budgets"), blocks)


def _by_director(teller: Teller) -> Table:
    remits, residual = by_remit(teller.result.found), teller.measures["headings"]["residual"]
    rows = [_row(teller, remit) for remit in remits if remit.gains or remit.pays]
    if teller.sign(residual):
        rows.append((teller.words.group("HEADINGS", "residual"), "", "", teller.exactly(residual)))
    sums = sum(remit.gains for remit in remits), sum(remit.pays for remit in remits), teller.measures["programme_npv"]
    rows.append((teller.words.say("head_programme_value"), *map(teller.exactly, sums)))
    heads = (*map(teller.say, ("director", "gains", "pays", "balance")), *_officer(teller))
    whole = tuple((*row, *[""] * (len(heads) - len(row))) for row in rows)
    return Table(teller.say("by_director", horizon=teller.horizon), heads, whole, figures=(1, 2, 3), total=True)


def _officer(teller: Teller) -> tuple[str, ...]:
    """Return the head of the column with the officer's role, where an officer was chosen."""
    form = teller.before.officer
    return (teller.words.say(f"officer_form_{form}"),) if form else ()


def _row(teller: Teller, remit: Remit) -> tuple[str, ...]:
    amounts, form = (remit.gains, remit.pays, remit.total), teller.before.officer
    role = (teller.words.say(f"officer_role_{FORMS[form][remit.name].key}"),) if form else ()
    return teller.words.group("REMITS", remit.name), *map(teller.exactly, amounts), *role


def _targets(teller: Teller) -> Table:
    horizon = teller.found.case.horizon
    rows = []
    for kpi in scorecard(teller.result.found, horizon):
        unit = (MODEL.lines if kpi.name in MODEL.lines else MODEL.drivers)[kpi.name].unit
        values = dict.fromkeys((1, horizon), kpi.first) | {horizon: kpi.target}
        written = (_indicated(value, unit, teller.language) for value in (kpi.today, *values.values()))
        rows.append((teller.words.of(kpi.name), *written))
    years = (teller.words.say("year", year=year) for year in dict.fromkeys((1, horizon)))
    heads = (teller.say("indicator"), teller.words.group("FUTURES", "today"), *years)
    return Table(teller.say("scorecard"), heads, tuple(rows), figures=tuple(range(1, len(heads))))


def _indicated(value: float, unit: str, language: str) -> str:
    return number(value, language) if shown(unit).startswith("customers") else figure(value, unit, language)
