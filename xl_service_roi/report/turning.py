"""What would change the answer: where the programme turns, and what a careful reader would ask."""

from __future__ import annotations

from ..analysis.break_even import BreakEven
from ..walk_the_talk import warnings
from .document import Block, Paragraph, Points, Section, Table
from .teller import Teller, unbroken


def turning(teller: Teller) -> Section:
    """Show at which value of each input the programme turns, and the warnings about the case."""
    blocks: list[Block] = []
    if not teller.plan_is_today:
        heads = tuple(map(teller.say, ("input", "value", "turns")))
        rows = tuple(_row(teller, found) for found in teller.found.break_evens)
        blocks = [Table(teller.say("break_evens"), heads, rows, figures=(1,)), Paragraph(teller.say("alone"), "note")]
    told = (*map(str, teller.found.case.notes), *map(unbroken, warnings(teller.result, teller.language)))
    if told:
        blocks.append(Points(told, teller.words.say("second_look")))
    else:
        blocks.append(Paragraph(teller.say("no_warnings")))
    return Section(teller.say("turning"), tuple(blocks))


def _row(teller: Teller, found: BreakEven) -> tuple[str, ...]:
    return teller.label(found.driver), teller.input(found.driver, found.value), _turns(teller, found)


def _turns(teller: Teller, found: BreakEven) -> str:
    """Return where the programme begins or ceases to pay; with one such value also on which side of it it pays."""
    if found.constant:
        return teller.say("does_not_matter")
    places = sorted((*found.roots, *found.jumps))
    result = found.result or 0.0
    if not places:
        key = {1: "always_pays", 0: "never_turns", -1: "never_pays"}[teller.sign(result)]
        return teller.say(key)
    written = [teller.input(found.driver, place) for place in places]
    sign = teller.sign(result)
    if len(places) > 1 or sign == 0 or found.value == places[0]:
        return teller.say("turns_at", values=teller.listed(written))
    above = (found.value > places[0]) == (sign > 0)
    return teller.say("pays_above" if above else "pays_below", value=written[0])
