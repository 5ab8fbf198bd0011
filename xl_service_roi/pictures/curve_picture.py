"""The service-level curve: what the firm is worth from no service at all to twice today's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from ..numbers import number
from .scale import Scale
from .sheet import Sheet
from .style import BLUE, FAINT, GREY, HEIGHT, INK, ORANGE, SKY, VERMILLION

if TYPE_CHECKING:
    from ..analysis.service_level import Curve

Mark = tuple[float, float]
"""A level, and what the firm is worth at it."""

_TICKS = (0, 0.5, 1, 1.5, 2)
_NOTHING = 0.005
"""Less than this is written as 0."""
_AS_TODAY = 0.005
"""A best level nearer to today's than this is written as today's."""
_LOOKS: dict[str, dict[str, Any]] = {
    "zero": {"marker": "s", "color": VERMILLION, "markersize": 11},
    "break_even": {"marker": "^", "color": GREY, "markersize": 9},
    "today": {"marker": "o", "color": INK, "markersize": 14},  # seen also where the best level lies upon it
    "best": {"marker": "D", "color": ORANGE, "markersize": 7},
}


def draw(sheet: Sheet, found: Curve) -> None:
    """Draw the curve, with no service, break-even, today and the best level marked; the other mode dashed."""
    other = found.other_mode
    points = [*found.points, *(other.points if other else ())]
    marks = _marks(found)
    scale = Scale([*(point.npv for point in points), *(npv for _, npv in marks.values())], sheet.language)
    texts = {key: _told(sheet, key, mark, scale) for key, mark in marks.items()}
    sheet.figure.set_figheight(HEIGHT - 1.3 if sheet.among_text else HEIGHT + 0.4)
    sheet.head(_title(sheet, found, scale), sheet.say("level_of"))
    sheet.describe([sheet.say("level_of"), *texts.values()])
    axes = sheet.figure.add_subplot()
    _curve(sheet, axes, found, color=BLUE, zorder=3)
    if other:
        _curve(sheet, axes, other, color=SKY, linestyle="--")
    axes.axvline(1, color=GREY, linewidth=0.8, linestyle=":", zorder=1)
    if "break_even" in marks:
        axes.plot([0, marks["break_even"][0]], [marks["zero"][1]] * 2, color=GREY, linewidth=0.8, zorder=1)
    for key, mark in marks.items():
        axes.plot(*mark, linestyle="", markeredgecolor="white", zorder=4, label=texts[key], **_LOOKS[key])
    axes.grid(axis="y", color=FAINT)
    axes.margins(y=0.1)
    axes.set_xticks(_TICKS, [number(level, sheet.language, 1) for level in _TICKS])
    axes.set_xlabel(sheet.say("level_axis"))
    scale.on(axes.yaxis, sheet.say("level_npv"))
    sheet.legend(axes)


def _marks(found: Curve) -> dict[str, Mark]:
    """Return the levels that are marked. Break-even is where the firm is worth as much as without service."""
    marks: dict[str, Mark] = {}
    at_zero = next((point.npv for point in found.points if point.level == 0), None)
    if at_zero is not None:
        marks["zero"] = (0.0, at_zero)
        if found.break_even_level:
            marks["break_even"] = (found.break_even_level, at_zero)
    return {**marks, "today": (found.today.level, found.today.npv), "best": (found.best.level, found.best.npv)}


def _curve(sheet: Sheet, axes: Axes, found: Curve, **look: Any) -> None:
    x, y = [point.level for point in found.points], [point.npv for point in found.points]
    axes.plot(x, y, label=sheet.words.say(f"mode_{found.mode}"), **look)


def _told(sheet: Sheet, key: str, mark: Mark, scale: Scale) -> str:
    return f"{sheet.say(f'level_{key}')} ({number(mark[0], sheet.language, 2)}): {scale.text(mark[1])}"


def _title(sheet: Sheet, found: Curve, scale: Scale) -> str:
    level, more = found.best.level, found.best.npv - found.today.npv
    gain = scale.text(more)
    if abs(level - found.today.level) < _AS_TODAY or more < _NOTHING:
        return sheet.say("level_title_today")
    if level == 0:
        return sheet.say("level_title_zero", gain=gain)
    return sheet.say("level_title", level=number(level, sheet.language, 2), gain=gain)
