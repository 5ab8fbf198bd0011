"""The waterfall of the headings: what the plan earns and costs under each, and so what the programme is worth."""

from __future__ import annotations

from collections.abc import Mapping

from ..numbers import money
from .scale import Scale
from .sheet import NO_BREAK, Sheet
from .style import HEIGHT
from .waterfall import NOTHING, draw_steps, in_order

_AROUND_INCHES, _BAR_INCHES = 1.25, 0.3


def draw(sheet: Sheet, headings: Mapping[str, float]) -> None:
    """Draw a step for each heading that is not 0, and the total."""
    counting = {name: value for name, value in headings.items() if abs(value) >= NOTHING}
    steps = {sheet.words.group("HEADINGS", name): value for name, value in in_order(counting).items()}
    total = sum(headings.values())
    sheet.figure.set_figheight(min(HEIGHT, _AROUND_INCHES + _BAR_INCHES * (len(steps) + 1)))
    _head(sheet, steps, total)
    draw_steps(sheet, steps, total, sheet.words.say("head_programme_value"))


def _head(sheet: Sheet, steps: Mapping[str, float], total: float) -> None:
    def told(value: float) -> str:
        return money(value, sheet.language).replace(" ", NO_BREAK)

    gains = [(value, name) for name, value in steps.items() if value > 0]
    losses = [(value, name) for name, value in steps.items() if value < 0]
    if gains and losses:
        (most, label), (least, costly) = max(gains), min(losses)
        title = sheet.say("headings", label=label, value=told(most), costly=costly, cost=told(-least))
    elif gains or losses:
        title = sheet.say("headings_gains" if gains else "headings_losses", total=told(abs(total)))
    else:
        title = sheet.say("headings_none")
    sheet.head(title, sheet.say("headings_of"))
    scale = Scale([*steps.values(), total], sheet.language)
    total_told = f"{sheet.words.say('head_programme_value')}: {scale.text(total)}"
    sheet.describe([sheet.say("headings_of"), *(f"{name}: {scale.text(v)}" for name, v in steps.items()), total_told])
