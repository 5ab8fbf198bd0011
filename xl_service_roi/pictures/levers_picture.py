"""The waterfall of the levers: from nothing to the programme value, a step a lever.

The steps are Shapley values, so what levers do together is shared out among them, and the order is free: the largest
gain comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .scale import Scale
from .sheet import Sheet
from .waterfall import NOTHING, draw_steps, in_order

if TYPE_CHECKING:
    from ..analysis.levers import Levers


def draw(sheet: Sheet, found: Levers) -> None:
    """Draw the steps and the total."""
    steps = {sheet.words.group("LEVERS", name): value for name, value in in_order(found.levers).items()}
    _head(sheet, found, steps, Scale([*steps.values(), found.total], sheet.language))
    draw_steps(sheet, steps, found.total, sheet.words.say("head_programme_value"))


def _head(sheet: Sheet, found: Levers, steps: dict[str, float], scale: Scale) -> None:
    best, worst = max(steps, key=lambda name: steps[name]), min(steps, key=lambda name: steps[name])
    if steps[best] >= NOTHING:
        title = sheet.say("levers", label=best, value=scale.text(steps[best]), total=scale.text(found.total))
    elif steps[worst] <= -NOTHING:
        title = sheet.say("levers_cost", label=worst, value=scale.text(-steps[worst]), total=scale.text(found.total))
    else:
        title = sheet.say("levers_none")
    sheet.head(title, sheet.say("levers_of"))
    sheet.describe([sheet.say("levers_of"), *(f"{name}: {scale.text(value)}" for name, value in steps.items())])
