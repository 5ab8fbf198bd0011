"""After the decision: what the programme takes from the budget, when to look back, and the officer's checklist."""

from __future__ import annotations

from ..workbook.cached import CachedValues
from ..workbook.programme_cost import programme_cost
from ..workbook.start_tables import CHECKLIST
from .document import Facts, Points, Section
from .teller import Teller


def afterwards(teller: Teller) -> Section:
    """Hold the budget and the term against the programme, and give the officer a list to tick."""
    points = (point for point in CHECKLIST if point != "review" or teller.before.review_date)
    items = tuple(_point(teller, point) for point in points)
    checklist = Points(items, teller.words.say("before_checklist"), to_tick=True)
    return Section(teller.say("afterwards"), (Facts(tuple(_agreed(teller))), checklist))


def _point(teller: Teller, point: str) -> str:
    """Return a point of the checklist, with the answer that was given to it."""
    said, tick = teller.words.say(f"before_check_{point}"), teller.before.checklist.get(point)
    return f"{said}: {teller.words.say(f'before_tick_{tick}')}" if tick else said


def _agreed(teller: Teller) -> list[tuple[str, str]]:
    cost = programme_cost(CachedValues(teller.found.case.inputs, teller.words, teller.result.found))
    before, say = teller.before, teller.say
    found = [
        (say("cost_once"), teller.money(cost.one_off)),
        (say("cost_a_year"), say("in_year", amount=teller.money(cost.highest), year=cost.dearest_year)),
    ]
    if before.budget is not None:
        found.append((say("against_budget"), _against_budget(teller, before.budget, cost.highest)))
    if before.term is not None:
        found.append((say("against_term"), _against_term(teller, before.term)))
    review = say("no_review") if before.review_date is None else say("date", date=before.review_date)
    return [*found, (say("review"), review)]


def _against_budget(teller: Teller, budget: float, highest: float) -> str:
    if highest <= budget:
        return teller.say("within_budget", budget=teller.money(budget))
    return teller.say("above_budget", budget=teller.money(budget), above=teller.money(highest - budget))


def _against_term(teller: Teller, term: float) -> str:
    payback = teller.measures["payback"]
    if payback is None:
        key = "term_beyond_horizon" if term > teller.found.case.horizon else "no_payback"
        return teller.say(key, horizon=teller.horizon, term=teller.years(term))
    if payback == 0:
        return teller.say("never_in_the_red")
    key = "within_term" if round(payback - term, 1) <= 0 else "after_term"
    return teller.say(key, payback=teller.years(payback), term=teller.years(term))
