"""The case in sentences, adapted to its signs and sizes: first what abolishing service does, then the programme.

Where abolishing service pays, or the programme does not, the sentences say so as plainly as the other way round.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .inputs import TOLERANCE
from .labels import labels
from .model.programme import capital_spending, change_spending, severance
from .numbers import money, percent, whole_years, years

if TYPE_CHECKING:
    from .case import Result

CENT = 0.005
"""Less than this is written as 0, so it counts as 0."""

ONE_OFFS = (capital_spending.name, change_spending.name, severance.name)


def headlines(result: Result, language: str = "en") -> list[str]:
    """Return the case in sentences."""
    teller = _Teller(result, language)
    return [*_about_zero(teller), *_about_plan(teller), *_about_turnover(teller), *_about_mode(teller)]


class _Teller:
    """A result, and the words to tell it in."""

    def __init__(self, result: Result, language: str) -> None:
        self.result, self.language, self.words = result, language, labels(language)
        self.measures, self.values = result.measures, result.case.inputs.values
        present = max(abs(self.measures[name]) for name in ("pv_today", "pv_plan", "pv_zero"))
        self.nothing = max(CENT, TOLERANCE * present)
        self.horizon = whole_years(result.case.horizon, language)

    def say(self, key: str, **values: object) -> str:
        return self.words.say(f"headline_{key}", **values)

    def money(self, value: float) -> str:
        """Return the size of an amount; the sentence around it tells the sign."""
        return money(abs(value), self.language)

    def sign(self, value: float) -> int:
        """Return 1, 0 or -1."""
        return 0 if abs(value) <= self.nothing else int(math.copysign(1, value))


def _about_zero(teller: _Teller) -> Iterator[str]:
    flows, value = teller.result.by_year("zero_differential_cash_flow"), teller.measures["service_value"]
    sign = teller.sign(value)
    if sign == 0 and not any(teller.sign(flow) for flow in flows):
        yield teller.say("zero_is_today")
    elif sign > 0:
        yield from _zero_costs(teller, flows, value)
    else:
        key = "zero_pays" if sign < 0 else "zero_even"
        yield teller.say(key, gain=teller.money(value), horizon=teller.horizon)
        yield from _first_year(teller, flows)
        if sign < 0:
            yield from _before_you_abolish(teller)


def _zero_costs(teller: _Teller, flows: list[float], value: float) -> Iterator[str]:
    """Tell that abolishing costs money over the horizon: after a saving in year 1, or from the first year on."""
    key = {1: "zero_saves_then_costs", 0: "zero_costs_later", -1: "zero_costs_at_once"}[teller.sign(flows[1])]
    more = {"one_off": _one_off(teller, flows[0]), "loss": teller.money(value), "horizon": teller.horizon}
    yield teller.say(key, first=teller.money(flows[1]), **more)
    if teller.sign(flows[1]) > 0:
        yield _what_becomes_of_the_saving(teller, flows)


def _what_becomes_of_the_saving(teller: _Teller, flows: list[float]) -> str:
    """Tell how a saving in year 1 turns into a loss over the horizon."""
    gone = teller.measures["zero_saving_gone_year"]
    profit_at_first = teller.sign(flows[0] + flows[1]) > 0
    if gone is not None:
        return teller.say("saving_gone" if profit_at_first else "saving_gone_later", year=int(gone))
    so_far = [sum(flows[: year + 1]) for year in range(len(flows))]
    if teller.sign(max(so_far)) <= 0:
        return teller.say("saving_never")
    by_residual = teller.sign(teller.measures["service_value_without_residual"]) <= 0
    return teller.say("saving_left_residual" if by_residual else "saving_left_discounted")


def _first_year(teller: _Teller, flows: list[float]) -> Iterator[str]:
    key = {1: "first_year_saves", 0: "first_year_even", -1: "first_year_costs"}[teller.sign(flows[1])]
    yield teller.say(key, first=teller.money(flows[1]), one_off=_one_off(teller, flows[0]))


def _before_you_abolish(teller: _Teller) -> Iterator[str]:
    """Tell what to check where abolishing pays, and that a longer horizon may tell another story."""
    turns = teller.measures["zero_first_loss_year"]
    if turns is not None and turns > 1:
        yield teller.say("zero_pays_until", year=int(turns))
    yield teller.say(
        "zero_pays_check",
        acquisition=teller.money(teller.values["acquisition_cost_today"]),
        obligations=teller.money(teller.values["obligations_cost_zero"]),
    )


def _one_off(teller: _Teller, flow: float) -> str:
    """Return the clause about year 0; it is empty where nothing happens in that year."""
    if teller.sign(flow) == 0:
        return ""
    zero, today = (teller.result.futures[future] for future in ("zero", "today"))
    more = {name: zero[name][0] - today[name][0] for name in ONE_OFFS}
    only_severance = all(teller.sign(amount) == (name == severance.name) for name, amount in more.items())
    key = "one_off_gain" if flow > 0 else "one_off_severance" if only_severance else "one_off_cost"
    return teller.say(key, amount=teller.money(flow))


def _about_plan(teller: _Teller) -> Iterator[str]:
    npv = teller.measures["programme_npv"]
    sign = teller.sign(npv)
    if _plan_is_today(teller):
        yield teller.say("plan_is_today")
        return
    if sign > 0:
        yield from _plan_pays(teller, npv)
    elif sign < 0:
        yield _shortfall(teller, npv)
    else:
        yield teller.say("plan_even", horizon=teller.horizon)
    yield from _break_even(teller, sign)


def _plan_is_today(teller: _Teller) -> bool:
    flows = teller.result.by_year("differential_cash_flow")
    return not any(teller.sign(amount) for amount in (*flows, teller.measures["programme_npv"]))


def _plan_pays(teller: _Teller, npv: float) -> Iterator[str]:
    roi, payback = teller.measures["roi"], teller.measures["payback"]
    of_roi = "" if roi is None else teller.say("roi", roi=percent(roi, teller.language))
    of_payback = ""
    if payback is not None:
        key = "payback" if payback > 0 else "payback_at_once"
        of_payback = teller.say(key, payback=years(payback, teller.language))
    clauses = {"roi": of_roi, "payback": of_payback}
    yield teller.say("plan_pays", npv=teller.money(npv), horizon=teller.horizon, **clauses)
    if payback is None:
        yield teller.say("payback_none")


def _shortfall(teller: _Teller, npv: float) -> str:
    """Tell that the plan does not pay: not at all, not at this discount rate, or by earning less than today."""
    payback, shortfall = teller.measures["payback"], teller.money(npv)
    if teller.measures["roi"] is None or payback == 0:
        return teller.say("plan_brings_less", shortfall=shortfall, horizon=teller.horizon)
    if payback is None:
        return teller.say("plan_shortfall", shortfall=shortfall, horizon=teller.horizon)
    if teller.sign(teller.measures["programme_npv_without_residual"]) >= 0:
        return teller.say("plan_brings_less", shortfall=shortfall, horizon=teller.horizon)
    back, rate = years(payback, teller.language), percent(teller.values["discount_rate"], teller.language)
    return teller.say("plan_shortfall_discounted", payback=back, rate=rate, shortfall=shortfall)


def _break_even(teller: _Teller, sign: int) -> Iterator[str]:
    """Tell how much of the plan must be realised, unless the sign contradicts that: more effect need not be better."""
    needed, counted_on = teller.measures["break_even_realisation"], teller.values["realisation_share"]
    if needed is not None:
        if (needed > counted_on + TOLERANCE) != (sign < 0):
            return
        up = math.ceil(needed * 1000 - TOLERANCE) / 1000  # rounded down it would not be enough
        share, realised = percent(up, teller.language), percent(counted_on, teller.language)
        yield teller.say("break_even", share=share, realised=realised)
    elif sign < 0:
        yield teller.say("break_even_never")
    elif sign > 0 and (counted_on == 1 or teller.measures["roi"] is None):
        yield teller.say("break_even_always")


def _about_turnover(teller: _Teller) -> Iterator[str]:
    half, two = (teller.measures[f"turnover_saving_{size}"] for size in ("half", "two"))
    sign = teller.sign(half)
    if sign:
        key = "turnover_saves" if sign > 0 else "turnover_costs"
        yield teller.say(key, half=teller.money(half), two=teller.money(two), horizon=teller.horizon)
    elif not _plan_is_today(teller):
        yield teller.say("turnover_same")


def _about_mode(teller: _Teller) -> Iterator[str]:
    if teller.values["hold_base"] == 1:
        yield teller.say("hold")
