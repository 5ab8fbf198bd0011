"""The cumulative cash flow of the three futures, and what plan and zero make of it more or less than today."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from matplotlib.axes import Axes

from ..numbers import whole_years
from .scale import Scale
from .sheet import Sheet, zero_line
from .style import FAINT, FUTURES, HEIGHT

_EVEN = 0.005
"""Less than this is written as 0."""


def draw(sheet: Sheet, futures: Mapping[str, Mapping[str, list[float]]]) -> None:
    """Draw the cash flow of each future so far, and its difference from today's: below it, or beside it among text."""
    sheet.figure.set_figheight(HEIGHT - 1.5 if sheet.among_text else HEIGHT + 1.2)
    flows = {future: lines["net_cash_flow"] for future, lines in futures.items()}
    so_far = {future: list(accumulate(values)) for future, values in flows.items()}
    more = {
        future: list(accumulate(one - today for one, today in zip(values, flows["today"], strict=True)))
        for future, values in flows.items()
        if future != "today"
    }
    _head(sheet, so_far, more)
    first, second = sheet.figure.subplots(*((1, 2) if sheet.among_text else (2, 1)), sharex=True)
    first.set_title(sheet.say("cash_so_far"))
    _lines(sheet, first, so_far)
    second.set_title(sheet.say("cash_more"))
    _lines(sheet, second, more)
    zero_line(second)
    for axes in (first, second) if sheet.among_text else (second,):
        axes.set_xticks(range(len(flows["today"])), [str(year) for year in range(len(flows["today"]))])
        axes.set_xlabel(sheet.say("year"))
    sheet.legend(first, columns=3)
    sheet.figure.align_ylabels()


def _lines(sheet: Sheet, axes: Axes, values: Mapping[str, list[float]]) -> None:
    for future, line in values.items():
        axes.plot(range(len(line)), line, label=sheet.words.group("FUTURES", future), **FUTURES[future])
    Scale([value for line in values.values() for value in line], sheet.language).on(axes.yaxis, ticks=5)
    axes.grid(axis="y", color=FAINT)


def _head(sheet: Sheet, so_far: Mapping[str, list[float]], more: Mapping[str, list[float]]) -> None:
    ends = {future: line[-1] for future, line in so_far.items()}
    scale = Scale(ends.values(), sheet.language)
    told = {future: _told(sheet, future, line[-1], scale) for future, line in more.items()}
    years = whole_years(len(so_far["today"]) - 1, sheet.language)
    title = sheet.say("cash", years=years, plan=told["plan"], zero=told["zero"])
    below = sheet.say("cash_of")
    sheet.head(title, below)
    listed = (f"{sheet.words.group('FUTURES', future)}: {scale.text(end)}" for future, end in ends.items())
    sheet.describe([below, *listed])


def _told(sheet: Sheet, future: str, difference: float, scale: Scale) -> str:
    if abs(difference) < _EVEN:
        return sheet.say(f"cash_{future}_even")
    return sheet.say(f"cash_{future}_{'more' if difference > 0 else 'less'}", amount=scale.text(abs(difference)))
