"""The analyses of a case as a worksheet function gives them: a heading row, then a row each; both acquisition modes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..analysis.break_even import BreakEven
from ..analysis.levers import LEVERS, Levers
from ..analysis.service_level import Curve
from ..analysis.tornado import Bar, Tornado
from ..case import Case
from ..errors import NoResult
from .arguments import Rows
from .case_range import case_table, input_names
from .case_results import future_compared, measure_named, no_column
from .functions import Cells, no_result

MODES = ("grow", "hold")
REFUSED = "the inputs contradict each other in this acquisition mode"
PERCENT = 10.0
"""How far the inputs go in a tornado of a range that says nothing about their own ranges."""

Analysis = TypeVar("Analysis", Levers, Curve, Tornado, BreakEven)


def levers_of(rows: Rows) -> Rows:
    """Return what each lever adds, and what it does alone; in each column the rows above the total add up to it."""
    heads = [f"{column}, {mode}" for mode in MODES for column in ("adds", "alone")]
    names = ["lever", *LEVERS, "interaction", "total"]
    return _beside(names, [heads, *_in_both_modes(_case(rows, "plan").levers(), _levers)])


def _levers(found: Levers) -> Rows:
    of_levers = [[found.levers[name], found.one_at_a_time[name]] for name in LEVERS]
    return [*of_levers, [0.0, found.interaction], [found.total, found.total]]


def curve_of(rows: Rows, levels: Sequence[float] | None) -> Rows:
    """Return the curve at some levels, and below it what it says about where to draw the line."""
    found = _case(rows, "zero").service_level_curve(levels)
    heads = [f"{column}, {mode}" for mode in MODES for column in ("npv", "fte", "yearly_cost")]
    names = ["level", *(point.level for point in found.points), *FINDINGS]
    quality: Rows = [["reach_share", "satisfied_share"]]
    quality += [[point.reach_share, point.satisfied_share] for point in found.points]
    quality += [["", ""] for _ in FINDINGS]
    of_modes = [heads, *_in_both_modes(found, _curve)]
    return _beside(names, [[*left, *right] for left, right in zip(quality, of_modes, strict=True)])


FINDINGS = ("best_level", "best_npv", "break_even_level", "value_of_last_euro", "value_of_next_euro")
"""What stands below the curve, in its first column."""


def _curve(found: Curve) -> Rows:
    findings = (
        found.best.level,
        found.best.npv,
        _or_why(found.break_even_level, "no level is worth as much as none"),
        _or_why(found.value_of_last_euro, "nothing is spent on service"),
        _or_why(found.value_of_next_euro, "nothing is spent on service"),
    )
    of_levels: Rows = [[point.npv, point.fte, point.yearly_cost] for point in found.points]
    return [*of_levels, *([finding, "", ""] for finding in findings)]


def tornado_of(rows: Rows, measure: str | None, percent: float | None) -> Rows:
    """Return a row an input: its two ends, and the measure there; the input that moves it most comes first."""
    asked = _measure(measure)
    case = _case(rows, future_compared(asked))
    if percent is None and not case.uncertainty.ranges:
        percent = PERCENT
    found = case.tornado(asked, percent)
    both = [one for one in (found, found.other_mode) if one is not None]
    bars = {bar.name: bar for one in reversed(both) for bar in one.bars}
    names = list(dict.fromkeys(bar.name for one in both for bar in one.bars))
    heads = ["from", "to", *(f"{end}, {mode}" for mode in MODES for end in ("at from", "at to"))]
    of_modes = _in_both_modes(found, lambda one: _bars(one, names))
    rows = [[bars[name].low, bars[name].high, *cells] for name, cells in zip(names, of_modes, strict=True)]
    return _beside(["input", *names], [heads, *rows])


def _bars(found: Tornado, names: Sequence[str]) -> Rows:
    own = {bar.name: bar for bar in found.bars}
    return [_at_ends(own[name]) if name in own else ["", ""] for name in names]


def _at_ends(bar: Bar) -> list[Cells]:
    return [_or_why(value, "there is no such value here") for value in (bar.value_at_low, bar.value_at_high)]


def break_even_of(rows: Rows, driver: str, measure: str | None, target: float) -> Rows:
    """Return the values of an input at which a measure is the target: a row an acquisition mode, a column a value."""
    name = input_names().get(driver.strip().casefold(), driver.strip())
    asked = _measure(measure)
    found = _case(rows, future_compared(asked)).break_even(name, asked, target)
    both = [one for one in (found, found.other_mode) if one is not None]
    width = max(1, *(len(one.roots) for one in both))
    heads = ["now", *("break-even" for _ in range(width))]
    return _beside(["mode", *MODES], [heads, *_stacked(found, lambda one: _roots(one, width))])


def _roots(found: BreakEven, width: int) -> Rows:
    why_none = (
        f"{found.driver} does not move {found.measure}"
        if found.constant
        else f"{found.measure} is {found.target:g} at no {found.driver} from {found.lowest:g} to {found.highest:g}"
    )
    roots: list[Cells] = list(found.roots) or [no_result(why_none)]
    return [[_or_why(found.result, "there is no such value"), *roots, *[""] * (width - len(roots))]]


# --- both acquisition modes ------------------------------------------------------------------------------------------


def _in_both_modes(found: Analysis, cells_of: Callable[[Analysis], Rows]) -> Rows:
    """Return the cells of both acquisition modes side by side, grow first."""
    return [[cell for row in rows for cell in row] for rows in zip(*_modes(found, cells_of), strict=True)]


def _stacked(found: Analysis, cells_of: Callable[[Analysis], Rows]) -> Rows:
    """Return the cells of both acquisition modes one below the other, grow first."""
    return [row for block in _modes(found, cells_of) for row in block]


def _modes(found: Analysis, cells_of: Callable[[Analysis], Rows]) -> list[Rows]:
    """Return the cells of each acquisition mode; where the inputs contradict each other in one, each cell says so."""
    own = cells_of(found)
    other = cells_of(found.other_mode) if found.other_mode is not None else _refused_like(own)
    return [own, other] if found.mode == MODES[0] else [other, own]


def _refused_like(rows: Rows) -> Rows:
    return [[no_result(REFUSED) for _ in row] for row in rows]


def _beside(names: Sequence[Cells], rows: Rows) -> Rows:
    return [[name, *row] for name, row in zip(names, rows, strict=True)]


def _case(rows: Rows, future: str) -> Case:
    """Return the case of a range; refused where the range has no column for the future that is asked about."""
    table = case_table(rows)
    if future not in table.futures:
        raise NoResult(no_column(future))
    return table.result.case


def _measure(name: str | None) -> str:
    return "programme_npv" if name is None else measure_named(name)


def _or_why(value: float | None, reason: str) -> Cells:
    return no_result(reason) if value is None else value
