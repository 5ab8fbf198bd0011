"""Many cases at once: what each would come to by itself, several times as quick.

The cases, and the variants that every report shows (the other acquisition mode, other horizons, the break-even share),
are the scenarios of a few runs of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .case import BREAK_EVEN_STEPS, SWEEPS, Case, Replaced, Result, last_below_zero
from .contradictions import broken_in, contradictions
from .engine.numeric import evaluate_each, evaluate_scenarios
from .errors import InputError
from .model import MODEL
from .walk_the_talk import obligation_levels

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

BOTH = ("programme_npv", "service_value")
Values = dict[str, Any]
"""Inputs by name: a float, or an array with a value a scenario; of the ramp a list with one of these a year."""


def run_all(cases: Sequence[Case]) -> list[Result | InputError]:
    """Return what `Case.run` gives for each of some hundred cases, or the ``InputError`` that it would raise."""
    if not cases:
        return []
    each = evaluate_each(MODEL, _columns([case.inputs.values for case in cases]), [case.horizon for case in cases])
    broken = [contradictions(case.inputs.values, one) for case, one in zip(cases, each, strict=True)]
    sound = [position for position, problems in enumerate(broken) if not problems]
    known = _variants([cases[position] for position in sound])
    crossings = _crossings([cases[position] for position in sound], known)
    results: list[Result | InputError] = [InputError(problems) for problems in broken]
    for position, values, crossing in zip(sound, known, crossings, strict=True):
        results[position] = Result(cases[position], each[position], values, crossing)
    return results


def _variants(cases: Sequence[Case]) -> list[dict[Replaced, tuple[float, float] | None]]:
    """Return the programme value and value of service of each case's variants; None where a variant is refused."""
    known: list[dict[Replaced, tuple[float, float] | None]] = [{} for _ in cases]
    longest = _longest(cases)
    by_years: dict[int, list[tuple[int, Mapping[str, float]]]] = {}
    for position, case in enumerate(cases):
        for variant in _variants_of(case.inputs.values):
            years = max(longest, int(variant.get("horizon_years", 0)))
            by_years.setdefault(years, []).append((position, variant))
    columns = _columns([case.inputs.values for case in cases]) if cases else {}
    for years, wanted in by_years.items():
        programme, service = _both(_replaced(columns, wanted), years)
        for (position, variant), *pair in zip(wanted, programme.tolist(), service.tolist(), strict=True):
            known[position][tuple(variant.items())] = (pair[0], pair[1]) if pair[0] == pair[0] else None
    return known


def _variants_of(values: Mapping[str, Any]) -> list[Mapping[str, float]]:
    return [
        *SWEEPS.values(),
        *({"realisation_share": share} for share in BREAK_EVEN_STEPS),
        *({"obligations_cost_zero": level} for level in obligation_levels(values)),
    ]


def _replaced(columns: Values, wanted: Sequence[tuple[int, Mapping[str, float]]]) -> Values:
    """Return the columns of some cases, by their positions, each with some inputs replaced."""
    import numpy as np

    positions = np.array([position for position, _ in wanted])

    def taken(column: Any) -> Any:
        if isinstance(column, list):
            return [taken(year) for year in column]
        return column[positions] if isinstance(column, np.ndarray) else column

    found = {name: taken(column) for name, column in columns.items()}
    for name in {name for _, variant in wanted for name in variant}:
        column = np.array(np.broadcast_to(found[name], len(wanted)))
        for row, (_, variant) in enumerate(wanted):
            if name in variant:
                column[row] = variant[name]
        found[name] = column
    return found


def _crossings(
    cases: Sequence[Case], known: Sequence[Mapping[Replaced, tuple[float, float] | None]]
) -> list[float | None]:
    """Return where each programme's value crosses 0 between two steps of its share; None where it does not."""
    import numpy as np

    crossings: list[float | None] = [None] * len(cases)
    brackets: dict[int, tuple[float, ...]] = {}
    for position, values in enumerate(known):
        pairs = (values[("realisation_share", share),] for share in BREAK_EVEN_STEPS)
        at_steps = [pair[0] if pair else np.nan for pair in pairs]
        last = last_below_zero(at_steps)
        if last is not None and last < len(BREAK_EVEN_STEPS) - 1:
            brackets[position] = (*BREAK_EVEN_STEPS[last : last + 2], *at_steps[last : last + 2])
    if not brackets:
        return crossings
    columns = _columns([cases[position].inputs.values for position in brackets])
    years = _longest([cases[position] for position in brackets])

    def programme_value(shares: Array) -> Array:
        return _both({**columns, "realisation_share": shares}, years, BOTH[:1])[0]

    found = zeros_between(programme_value, *(np.array(each) for each in zip(*brackets.values(), strict=True)))
    for position, crossing in zip(brackets, found.tolist(), strict=True):
        crossings[position] = crossing
    return crossings


def zeros_between(function: Callable[[Array], Array], low: Array, high: Array, at_low: Array, at_high: Array) -> Array:
    """Return where continuous functions cross 0, each between two points at which its signs differ; NaN if it is NaN.

    As `case.zero_between`, for many at once: ``function`` takes and gives one value for each.
    """
    import numpy as np

    low, high, at_low, at_high = (np.array(each, dtype=float) for each in (low, high, at_low, at_high))
    going = ~(np.isnan(at_low) | (at_high == 0))
    high[np.isnan(at_low)] = np.nan
    for _ in range(100):
        if not going.any():
            break
        with np.errstate(all="ignore"):
            middle = np.where(going, high - at_high * (high - low) / (at_high - at_low), high)
        found = function(middle)
        turned = going & (found * at_high < 0)
        low, at_low = np.where(turned, high, low), np.where(turned, at_high, np.where(going, at_low / 2, at_low))
        moved = np.abs(middle - high)
        high, at_high = (
            np.where(going, np.where(np.isnan(found), np.nan, middle), high),
            np.where(going, found, at_high),
        )
        going &= ~((found == 0) | (moved <= 1e-14) | np.isnan(found))
    return high


def _both(values: Values, years: int, measures: Sequence[str] = BOTH) -> list[Array]:
    """Return measures of many scenarios, NaN where a scenario is refused."""
    import numpy as np

    found = evaluate_scenarios(MODEL, values, years, measures)
    refused = broken_in(found).any(axis=-1)
    return [np.where(refused, np.nan, found.measures[name]) for name in measures]


def _columns(rows: Sequence[Mapping[str, Any]]) -> Values:
    """Return rows of inputs as columns.

    Arrays all of them, also where all cases agree: what comes of a case, to the last digit, is not to depend on which
    others are reckoned beside it.
    """
    names = rows[0].keys()
    return {name: _column([row[name] for row in rows]) for name in names}


def _column(values: list[Any]) -> Any:
    import numpy as np

    if isinstance(values[0], tuple):
        return [_column(list(year)) for year in zip(*values, strict=True)]
    return np.array(values, dtype=float)


def _longest(cases: Sequence[Case]) -> int:
    return max((case.horizon for case in cases), default=1)
