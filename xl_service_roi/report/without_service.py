"""The experiment: what would happen, year by year, if customer service were abolished."""

from __future__ import annotations

from itertools import accumulate

from ..numbers import number
from .document import Block, Facts, Paragraph, Section, Table
from .illustrations import illustrated
from .teller import Teller, driver_of

MILLION = 1e6
"""From here on amounts are written in thousands, so that ten years fit on a page."""

TO_CHECK = (
    "acquisition_cost_zero",
    "obligations_cost_zero",
    "spillover_share",
    "spillover_cost_per_contact",
    "redundant_share_zero",
    "severance_months_zero",
)
"""The inputs that a reader must believe before believing the experiment: what abolishing service does not take away."""


def without_service(teller: Teller) -> Section:
    """Show what abolishing service does, year by year; where that pays, say so as plainly."""
    blocks: list[Block] = [Paragraph(teller.say("provocation"))]
    if teller.zero_is_today:
        blocks.append(Paragraph(teller.words.say("headline_zero_is_today")))
    else:
        blocks += [Paragraph(_told(teller), "lead"), _by_year(teller), _to_check(teller)]
    if not (teller.zero_is_today and teller.plan_is_today):
        blocks += illustrated(teller, "cash_flow", teller.result)
    return Section(teller.say("without_service"), tuple(blocks))


def _told(teller: Teller) -> str:
    """Tell in which years the experiment saves and costs, and what it comes to."""
    value, flows = teller.measures["service_value"], teller.result.by_year("zero_differential_cash_flow")
    amount = teller.money(abs(value))
    sign = teller.sign(value)
    key = {1: "abolishing_costs", 0: "abolishing_even", -1: "abolishing_pays"}[sign]
    told = [teller.say(key, amount=amount, horizon=teller.horizon)]
    gone = teller.measures["zero_saving_gone_year"]
    if gone is not None:
        told.append(teller.say("saving_gone", year=int(gone)))
    elif sign < 0 and teller.sign(list(accumulate(flows))[-1]) > 0:
        told.append(teller.say("saving_left"))
    return " ".join(told)


def _by_year(teller: Teller) -> Table:
    say, result = teller.words.say, teller.result
    rows = {
        "cash_today": result.futures["today"]["net_cash_flow"],
        "cash_zero": result.futures["zero"]["net_cash_flow"],
        "saving_of_zero": result.by_year("zero_differential_cash_flow"),
        "saving_so_far": result.by_year("zero_cumulative"),
    }
    in_thousands = max(abs(value) for values in rows.values() for value in values) >= MILLION
    unit = 1000 if in_thousands else 1
    heads = (teller.say("thousands" if in_thousands else "euros"), *map(str, range(len(rows["cash_today"]))))
    written = ((say(key), *(number(value / unit, teller.language) for value in values)) for key, values in rows.items())
    return Table(say("zero_by_year"), heads, tuple(written), figures=tuple(range(1, len(heads))))


def _to_check(teller: Teller) -> Facts:
    values = teller.found.case.inputs.values
    pairs = ((teller.words.of(driver_of(name).name), teller.input_with_unit(name, values[name])) for name in TO_CHECK)
    return Facts(tuple(pairs), teller.say("check"))
