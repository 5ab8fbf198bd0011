"""How sure we are: the distribution of a simulated measure, and the fan chart of the cash flow so far."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from ..numbers import number, percent, whole_years
from .scale import Scale
from .sheet import Sheet, size_of, spread, zero_line
from .style import BLUE, FAINT, GAIN, HEIGHT, INK, LEADING, LOSS, SMALL_POINTS

if TYPE_CHECKING:
    from ..analysis.simulation import Distribution, Simulation

PROGRAMME = "programme_npv"
_KEYS = {PROGRAMME: "programme", "service_value": "service"}
_ALL_THE_SAME = 1e-6
"""Draws that differ relatively by less are drawn as one bar."""


def draw(sheet: Sheet, found: Simulation) -> None:
    """Draw the distribution of the programme value, and below it how its cash flow fans out."""
    sheet.figure.set_figheight(2 * HEIGHT - 0.6)
    one = found.distributions[PROGRAMME]
    sheet.head(_title(sheet, one), _below(sheet, found, one))
    above, below = sheet.figure.subplots(2, 1, height_ratios=(1.1, 1))
    above.set_title(sheet.words.of(PROGRAMME), pad=34)
    _histogram(sheet, above, one)
    below.set_title(sheet.say("fan_of_programme"))
    _fan(sheet, below, found.fan[PROGRAMME])
    sheet.describe(
        [_below(sheet, found, one), *_percentiles(sheet, one), _fan_title(sheet, PROGRAMME, found.fan[PROGRAMME])]
    )


def draw_distribution(sheet: Sheet, found: Simulation, measure: str) -> None:
    """Draw the draws of a measure as a histogram, with P5, P50 and P95 and the share on each side of 0."""
    one = found.distributions[measure]
    sheet.head(_title(sheet, one), f"{sheet.words.of(measure)}. {_below(sheet, found, one)}")
    sheet.describe([sheet.words.of(measure), _below(sheet, found, one), *_percentiles(sheet, one)])
    _histogram(sheet, sheet.figure.add_subplot(), one)


def draw_fan(sheet: Sheet, found: Simulation, measure: str) -> None:
    """Draw the percentiles of the cumulative differential cash flow as bands, year by year."""
    fan = found.fan[measure]
    below = sheet.say(f"fan_of_{_KEYS[measure]}")
    sheet.head(_fan_title(sheet, measure, fan), below)
    scale = _scale_of_fan(sheet, fan)
    told = (f"P{percentile}: {', '.join(map(scale.text, values))}" for percentile, values in fan.items())
    sheet.describe([below, *told])
    _fan(sheet, sheet.figure.add_subplot(), fan)


# --- the distribution ------------------------------------------------------------------------------------------------


def _title(sheet: Sheet, one: Distribution) -> str:
    return sheet.say(f"distribution_{_KEYS[one.measure]}", share=_share(sheet, one.probability_positive))


def _below(sheet: Sheet, found: Simulation, one: Distribution) -> str:
    mean = Scale([one.mean], sheet.language).text(one.mean)
    return sheet.say("distribution_of", draws=number(found.draws - found.left_out_draws, sheet.language), mean=mean)


def _share(sheet: Sheet, share: float) -> str:
    """Return a share as a percentage; one that is nearly nothing, or nearly all, is never written as that."""
    return percent(min(max(share, 0.001), 0.999) if 0 < share < 1 else share, sheet.language)


def _percentiles(sheet: Sheet, one: Distribution) -> list[str]:
    scale = Scale(one.percentiles.values(), sheet.language)
    return [f"P{percentile}: {scale.text(value)}" for percentile, value in one.percentiles.items()]


def _histogram(sheet: Sheet, axes: Axes, one: Distribution) -> None:
    edges, counts = _bins(one)
    scale = Scale([*edges, *one.percentiles.values()], sheet.language)
    for (low, high), count in zip(pairwise(edges), counts, strict=True):
        axes.bar(low, count, high - low, align="edge", color=GAIN if low >= 0 else LOSS)
    axes.set_ylim(0, 1.18 * max(counts, default=1) or 1)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.margins(x=0.02 if len(counts) > 1 else 4)
    scale.on(axes.xaxis, ticks=7)
    above = one.probability_positive
    if above < 1:
        _corner(axes, 0, sheet.say("below_zero", share=_share(sheet, 1 - above)), LOSS)
    if above > 0:
        _corner(axes, 1, sheet.say("above_zero", share=_share(sheet, above)), GAIN)
    _mark_percentiles(axes, one, scale)


def _bins(one: Distribution) -> tuple[list[float], list[float]]:
    """Return edges and heights, with the bin around 0 made two of the same height; a single value has a bin as well."""
    if one.standard_deviation <= _ALL_THE_SAME * abs(one.mean):
        half = abs(one.mean) / 50 or 1.0
        return [one.mean - half, one.mean + half], [1]
    found, heights = [list(map(float, each)) for each in one.histogram]
    for position, (low, high) in enumerate(pairwise(found)):
        if low < 0 < high:
            found.insert(position + 1, 0.0)
            heights.insert(position, heights[position])
            break
    return found, heights


def _corner(axes: Axes, side: int, text: str, color: str) -> None:
    align = "right" if side else "left"
    axes.text(side, 1, text, color=color, fontweight="bold", ha=align, va="top", transform=axes.transAxes)


def _mark_percentiles(axes: Axes, one: Distribution, scale: Scale) -> None:
    """Draw P5, P50 and P95 as lines, each with its label above the bars: these never cover each other.

    P5 is written to the left of its line and P95 to the right, P50 in a line of its own above them.
    """
    for percentile, side, row, aside in ((5, "right", 0, -2), (50, "center", 1, 0), (95, "left", 0, 2)):
        value = one.percentiles[percentile]
        axes.axvline(value, color=INK, linewidth=1, linestyle="--" if percentile != 50 else "-")
        axes.annotate(
            f"P{percentile} {scale.text(value)}",
            (value, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(aside, 4 + row * SMALL_POINTS * LEADING),
            textcoords="offset points",
            ha=side,
            fontsize=SMALL_POINTS,
        )


# --- the fan ---------------------------------------------------------------------------------------------------------


def _fan_title(sheet: Sheet, measure: str, fan: dict[int, tuple[float, ...]]) -> str:
    scale, (low, high) = _scale_of_fan(sheet, fan), (min(fan), max(fan))
    years = whole_years(len(fan[low]) - 1, sheet.language)
    share = percent((high - low) / 100, sheet.language)
    ends = {"low": scale.text(fan[low][-1]), "high": scale.text(fan[high][-1])}
    return sheet.say(f"fan_{_KEYS[measure]}", years=years, share=share, **ends)


def _scale_of_fan(sheet: Sheet, fan: dict[int, tuple[float, ...]]) -> Scale:
    return Scale([value for values in fan.values() for value in values], sheet.language)


def _fan(sheet: Sheet, axes: Axes, fan: dict[int, tuple[float, ...]]) -> None:
    scale, percentiles = _scale_of_fan(sheet, fan), sorted(fan)
    years = range(len(fan[percentiles[0]]))
    pairs = [(low, high) for low, high in zip(percentiles, reversed(percentiles), strict=True) if low < high]
    for depth, (low, high) in enumerate(pairs, start=1):
        axes.fill_between(years, fan[low], fan[high], color=BLUE, alpha=0.2 * depth, linewidth=0)
    if len(percentiles) % 2:
        axes.plot(years, fan[percentiles[len(percentiles) // 2]], color=BLUE)
    zero_line(axes)
    axes.set_xlim(0, len(years) - 1)
    axes.set_xticks(years, [str(year) for year in years])
    axes.set_xlabel(sheet.say("year"))
    axes.grid(axis="y", color=FAINT)
    scale.on(axes.yaxis)
    _name_ends(sheet, axes, {percentile: fan[percentile][-1] for percentile in percentiles}, scale)


def _name_ends(sheet: Sheet, axes: Axes, ends: dict[int, float], scale: Scale) -> None:
    """Write each percentile beside the end of its line, moved apart where they would cover each other."""
    axes.autoscale_view()
    low, high = axes.get_ylim()
    axes.set_ylim(low, high)
    line = (high - low) * SMALL_POINTS * LEADING / size_of(sheet, axes)[1]
    for (percentile, value), place in zip(ends.items(), spread(list(ends.values()), line), strict=True):
        axes.annotate(
            f"P{percentile} {scale.text(value)}",
            (len(axes.get_xticks()) - 1, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL_POINTS,
            annotation_clip=False,
        )
