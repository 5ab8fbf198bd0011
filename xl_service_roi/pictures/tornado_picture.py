"""The tornado: what each uncertain input alone does to a measure, the widest bar first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..inputs import drivers, value_names
from ..model import MODEL
from ..numbers import two_figures
from ..workbook.value_labels import label_of
from .scale import Scale
from .sheet import POINTS, End, Sheet, label_ends, only_rows, zero_line
from .style import AT_HIGH, AT_LOW, INK, WIDTH

if TYPE_CHECKING:
    from ..analysis.tornado import Bar, Tornado

MOST_BARS, MOST_AMONG_TEXT = 15, 8
"""More are too thin to read, and the widest are what counts."""
_BAR_INCHES, _AROUND_INCHES = 0.28, 1.6
_WIDEST_NAME = 0.36 * WIDTH * POINTS
_THICK, _THIN = 0.62, 0.3


def draw(sheet: Sheet, found: Tornado) -> None:
    """Draw the bars around what the measure is in the case."""
    bars = found.bars[: _most(sheet)]
    sheet.figure.set_figheight(max(2.6, _AROUND_INCHES + _BAR_INCHES * len(bars)))
    unit = MODEL.measures[found.measure].unit if found.measure in MODEL.measures else "money"
    ends = [end for bar in bars for end in (bar.value_at_low, bar.value_at_high) if end is not None]
    scale = Scale([found.base, *ends], sheet.language, unit)
    _head(sheet, found, scale)
    axes = sheet.figure.add_subplot()
    texts = [text for row, bar in enumerate(bars) for text in _bar(axes, row, bar, found.base, sheet.language)]
    axes.axvline(found.base, color=INK, linewidth=1)
    if min([found.base, *ends]) <= 0 <= max([found.base, *ends]):
        zero_line(axes, horizontal=False)
    only_rows(axes, [label_of(bar.name, sheet.words) for bar in bars], _WIDEST_NAME)
    scale.on(axes.xaxis)
    for label, color in (("at_low", AT_LOW), ("at_high", AT_HIGH)):
        axes.add_patch(Rectangle((found.base, 0), 0, 0, color=color, label=sheet.say(label)))
    sheet.legend(axes)
    label_ends(sheet, axes, texts)


def _head(sheet: Sheet, found: Tornado, scale: Scale) -> None:
    ends = "P10 – P90" if found.percent is None else f"± {found.percent:g} %"
    below = sheet.say("tornado_of", measure=sheet.words.measure(found.measure), base=scale.text(found.base), ends=ends)
    if len(found.bars) > _most(sheet):
        below = f"{below} {sheet.say('tornado_widest', shown=_most(sheet), count=len(found.bars))}"
    moving = [bar for bar in found.bars if bar.span > 0]
    if not moving:
        sheet.head(sheet.say("tornado_none"), below)
    else:
        low, high = _ends(moving[0], found.base)
        label = label_of(moving[0].name, sheet.words)
        sheet.head(sheet.say("tornado", label=label, low=scale.text(low), high=scale.text(high)), below)
    sheet.describe([below, *(_told(bar, sheet, scale) for bar in found.bars)])


def _most(sheet: Sheet) -> int:
    return MOST_AMONG_TEXT if sheet.among_text else MOST_BARS


def _ends(bar: Bar, base: float) -> tuple[float, float]:
    """Return the lowest and the highest value of the measure along a bar."""
    ends = [base if end is None else end for end in (bar.value_at_low, bar.value_at_high)]
    return min(ends), max(ends)


def _told(bar: Bar, sheet: Sheet, scale: Scale) -> str:
    low, high = _inputs(bar, sheet.language)
    at_low, at_high = ("–" if end is None else scale.text(end) for end in (bar.value_at_low, bar.value_at_high))
    return f"{label_of(bar.name, sheet.words)}: {low} → {at_low}, {high} → {at_high}"


def _inputs(bar: Bar, language: str) -> tuple[str, str]:
    driver = {**drivers(), **value_names()}[bar.name]
    return two_figures(bar.low, bar.high, driver.unit, language)


def _bar(axes: Axes, row: int, bar: Bar, base: float, language: str) -> list[End]:
    """Draw what the measure is where the input is low and where it is high; return the input's values beside the ends.

    Where both lie on one side of the base, the nearer is drawn thin over the other, and its text is across the base.
    """
    lengths = [0.0 if end is None else end - base for end in (bar.value_at_low, bar.value_at_high)]
    sides = _sides(*lengths)
    nearer = min((0, 1), key=lambda end: abs(lengths[end])) if lengths[0] * lengths[1] > 0 else None
    ends: list[End] = []
    for end, (length, text) in enumerate(zip(lengths, _inputs(bar, language), strict=True)):
        thin = end == nearer
        axes.barh(
            row,
            length,
            left=base,
            height=_THIN if thin else _THICK,
            color=(AT_LOW, AT_HIGH)[end],
            zorder=3 if thin else 2,
        )
        if (bar.value_at_low, bar.value_at_high)[end] is not None:
            ends.append((base, row, -sides[end], text) if thin else (base + length, row, sides[end], text))
    return ends


def _sides(low: float, high: float) -> tuple[int, int]:
    """Return on which side of the base each end lies; one that lies on it is put opposite to the other."""
    if low:
        return (1 if low > 0 else -1), (1 if high > 0 or (high == 0 and low < 0) else -1)
    return (-1 if high >= 0 else 1), (1 if high >= 0 else -1)
