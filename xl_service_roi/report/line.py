"""Where to draw the line: the level of service at which the firm is worth most."""

from __future__ import annotations

from ..analysis.service_level import Curve
from ..numbers import number
from .document import Block, Paragraph, Points, Section
from .illustrations import illustrated
from .teller import Teller

AS_TODAY = 0.005
"""A best level nearer to today's than this is told as today's."""


def line(teller: Teller) -> Section:
    """Tell the best level of service in both acquisition modes, and what the next euro does."""
    curve = teller.found.curve
    if curve is None:
        return Section(teller.say("line"), (Paragraph(teller.say("no_curve", why=teller.found.why_not)),))
    modes = [curve] if curve.other_mode is None else [curve, curve.other_mode]
    blocks: list[Block] = [Paragraph(teller.say("levels")), Points(tuple(_told(teller, mode) for mode in modes))]
    blocks += illustrated(teller, "service_level", curve)
    return Section(teller.say("line"), tuple(blocks))


def _told(teller: Teller, curve: Curve) -> str:
    """Tell of one acquisition mode where the line lies, and whether one more euro is worth spending."""
    told = [_best(teller, curve)]
    euro = curve.value_of_next_euro
    if euro is not None:
        key = "next_euro_adds" if euro > 0 else "next_euro_takes"
        told.append(teller.say(key, amount=teller.money(abs(round(euro, 2)))))
    mode = teller.words.say(f"mode_{curve.mode}")
    return teller.say("in_mode", mode=mode[0].upper() + mode[1:], told=" ".join(told))


def _best(teller: Teller, curve: Curve) -> str:
    best, more = curve.best.level, curve.best.npv - curve.today.npv
    if abs(best - curve.today.level) < AS_TODAY or teller.sign(more) <= 0:
        return teller.say("best_is_today")
    if best == 0:
        return teller.say("best_is_none", gain=teller.money(more))
    return teller.say("best_level", level=number(best, teller.language, 2), gain=teller.money(more))
