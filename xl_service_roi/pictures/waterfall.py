"""Steps from nothing to a total, as horizontal bars: the largest gain first, then the losses, then the total."""

from __future__ import annotations

from collections.abc import Mapping

from .scale import Scale
from .sheet import POINTS, Sheet, label_ends, only_rows, zero_line
from .style import GAIN, GREY, INK, LOSS, WIDTH

NOTHING = 0.005
"""Less than this is written as 0."""
_WIDEST_NAME = 0.3 * WIDTH * POINTS
_THICK = 0.6


def in_order(steps: Mapping[str, float]) -> dict[str, float]:
    """Return the steps from the largest gain to the largest loss, then those that change nothing."""
    return dict(sorted(steps.items(), key=lambda step: (abs(step[1]) < NOTHING, -step[1])))


def draw_steps(sheet: Sheet, steps: Mapping[str, float], total: float, total_name: str) -> None:
    """Draw a bar for each step, which begins where the one above it ends, and one for the total."""
    so_far = [0.0]
    for value in steps.values():
        so_far.append(so_far[-1] + value)
    scale = Scale([*so_far, total], sheet.language)
    axes = sheet.figure.add_subplot()
    for row, value in enumerate(steps.values()):
        axes.barh(row, value, left=so_far[row], height=_THICK, color=GAIN if value > 0 else LOSS)
        top = row + (_THICK / 2 if abs(value) >= NOTHING else -_THICK / 2)
        axes.plot([so_far[row + 1]] * 2, [top, row + 1 - _THICK / 2], color=GREY, linewidth=0.8)
    axes.barh(len(steps), total, height=_THICK, color=INK)
    zero_line(axes, horizontal=False)
    only_rows(axes, [*steps, total_name], _WIDEST_NAME)
    scale.on(axes.xaxis)
    places = enumerate(zip([*so_far[1:], total], [*steps.values(), total], strict=True))
    label_ends(sheet, axes, [(x, row, 1 if v > -NOTHING else -1, scale.text(v)) for row, (x, v) in places])
