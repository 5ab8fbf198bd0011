"""The waterfall of the levers: from nothing to the programme value, a step a lever.

The steps are Shapley values, so what levers do together is shared out among them, and the order is free: the largest
gain comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .scale import Scale
from .sheet import POINTS, Sheet, label_ends, only_rows, zero_line
from .style import GAIN, GREY, INK, LOSS, WIDTH

if TYPE_CHECKING:
    from ..analysis.levers import Levers

_WIDEST_NAME = 0.3 * WIDTH * POINTS
_THICK = 0.6
_NOTHING = 0.005
"""Less than this is written as 0."""


def draw(sheet: Sheet, found: Levers) -> None:
    """Draw the steps from the largest gain to the largest loss, then those that change nothing, then the total."""
    steps = sorted(found.levers.items(), key=lambda step: (abs(step[1]) < _NOTHING, -step[1]))
    names = [sheet.words.group("LEVERS", name) for name, _ in steps]
    so_far = [0.0]
    for _, value in steps:
        so_far.append(so_far[-1] + value)
    scale = Scale([*so_far, found.total], sheet.language)
    _head(sheet, found, dict(zip(names, (value for _, value in steps), strict=True)), scale)
    axes = sheet.figure.add_subplot()
    for row, (_, value) in enumerate(steps):
        axes.barh(row, value, left=so_far[row], height=_THICK, color=GAIN if value > 0 else LOSS)
        top = row + (_THICK / 2 if abs(value) >= _NOTHING else -_THICK / 2)
        axes.plot([so_far[row + 1]] * 2, [top, row + 1 - _THICK / 2], color=GREY, linewidth=0.8)
    axes.barh(len(steps), found.total, height=_THICK, color=INK)
    zero_line(axes, horizontal=False)
    only_rows(axes, [*names, sheet.words.say("head_programme_value")], _WIDEST_NAME)
    scale.on(axes.xaxis)
    values = [*(value for _, value in steps), found.total]
    places = zip([*so_far[1:], found.total], values, strict=True)
    label_ends(sheet, axes, [(x, row, 1 if v > -_NOTHING else -1, scale.text(v)) for row, (x, v) in enumerate(places)])


def _head(sheet: Sheet, found: Levers, steps: dict[str, float], scale: Scale) -> None:
    best, worst = max(steps, key=lambda name: steps[name]), min(steps, key=lambda name: steps[name])
    if steps[best] >= _NOTHING:
        title = sheet.say("levers", label=best, value=scale.text(steps[best]), total=scale.text(found.total))
    elif steps[worst] <= -_NOTHING:
        title = sheet.say("levers_cost", label=worst, value=scale.text(-steps[worst]), total=scale.text(found.total))
    else:
        title = sheet.say("levers_none")
    sheet.head(title, sheet.say("levers_of"))
    sheet.describe([sheet.say("levers_of"), *(f"{name}: {scale.text(value)}" for name, value in steps.items())])
