"""The answer: in the title, in one sentence, and in the headlines of the case."""

from __future__ import annotations

from ..headlines import headlines
from .document import Block, Paragraph, Points, Section
from .findings import moving
from .teller import Teller, unbroken

MOST_NAMED = 3
"""Inputs that a sentence names before it counts the others."""


def verdict(teller: Teller) -> str:
    """Return the outcome of the plan, as plainly where it does not pay."""
    return teller.say(f"verdict_{_plan(teller)}", npv=_size(teller, "programme_npv"), horizon=teller.horizon)


def answer(teller: Teller) -> Section:
    """Tell what the plan and service itself are worth, whether that may turn, and the headlines."""
    blocks: list[Block] = [Paragraph(_in_one_sentence(teller), "lead")]
    if not teller.plan_is_today:
        blocks.append(Paragraph(_hangs_on(teller) + _how_far(teller)))
    blocks.append(Points(tuple(map(unbroken, headlines(teller.result, teller.language)))))
    return Section(teller.say("answer"), tuple(blocks))


def _plan(teller: Teller) -> str:
    return _outcome(teller, teller.plan_is_today, "programme_npv")


def _service(teller: Teller) -> str:
    return _outcome(teller, teller.zero_is_today, "service_value")


def _outcome(teller: Teller, nothing_changes: bool, measure: str) -> str:
    """Return which of the sentences about a plan, or about service, is true."""
    return "same" if nothing_changes else {1: "pays", 0: "even", -1: "short"}[teller.sign(teller.measures[measure])]


def _in_one_sentence(teller: Teller) -> str:
    plan, service = _plan(teller), _service(teller)
    parts = {
        "plan": teller.say(f"plan_{plan}", npv=_size(teller, "programme_npv"), horizon=teller.horizon),
        "service": teller.say(f"service_{service}", value=_size(teller, "service_value")),
    }
    opposite = {plan, service} == {"pays", "short"}
    return teller.say("but" if opposite else "and", **parts)


def _hangs_on(teller: Teller) -> str:
    """Tell which inputs, each moved on its own, take the value of the programme to the other side of 0."""
    bars, base = moving(teller.found.tornado), teller.sign(teller.found.tornado.base)
    names = [
        f"'{teller.label(bar.name)}'"
        for bar in bars
        if any(end is not None and teller.sign(end) * base < 0 for end in (bar.value_at_low, bar.value_at_high))
    ]
    if len(names) > MOST_NAMED + 1:
        names[MOST_NAMED:] = [teller.say("others", count=len(names) - MOST_NAMED)]
    if names:
        return teller.say("hangs_on" if len(names) > 1 else "hangs_on_one", labels=teller.listed(names))
    if base == 0 or not bars:
        return teller.say("hangs_unclear")
    return teller.say("hangs_pays" if base > 0 else "hangs_short")


def _how_far(teller: Teller) -> str:
    """Tell how far inputs were moved for that: by their ranges, or by so many percent where there are none."""
    percent = teller.found.tornado.percent
    if percent is None:
        return " " + teller.say("hangs_range")
    return " " + teller.say("hangs_percent", percent=teller.percent(percent / 100))


def _size(teller: Teller, measure: str) -> str:
    return teller.money(abs(teller.measures[measure]))
