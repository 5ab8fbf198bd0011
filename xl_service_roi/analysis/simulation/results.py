"""What a simulation tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...uncertainty import Uncertainty

Floats = NDArray[np.float64]

PERCENTILES = (5, 10, 50, 90, 95)
BINS = 50


@dataclass(frozen=True)
class Distribution:
    """How one result is distributed over the draws.

    ``standard_error``: of the mean, from scrambles that know nothing of each other; NaN where one alone is left.
    ``percentiles``: 5 is what 5 % of the draws stay below. ``value_at_risk``: the loss that is not exceeded in 95 % of
    the draws, 0 where P5 is no loss; ``expected_shortfall``: the mean of the worst 5 % of the draws.
    ``variance_shares``: first and total Sobol index by input, the largest total first. ``histogram``: edges, and the
    number of draws between each two of them.
    """

    measure: str
    mean: float
    standard_deviation: float
    standard_error: float
    percentiles: dict[int, float]
    probability_positive: float
    value_at_risk: float
    expected_shortfall: float
    variance_shares: dict[str, tuple[float, float]]
    histogram: tuple[tuple[float, ...], tuple[int, ...]]

    @classmethod
    def of(cls, measure: str, scrambles: Sequence[Floats], shares: Mapping[str, tuple[float, float]]) -> Distribution:
        """Return the distribution of the draws of all scrambles; NaN is a draw that was left out."""
        kept = [part[~np.isnan(part)] for part in scrambles]
        values = np.sort(np.concatenate(kept))
        means = np.array([part.mean() for part in kept if len(part)])
        found = {each: _percentile(values, each) for each in PERCENTILES}
        edges = np.histogram_bin_edges(values, BINS)
        below = np.searchsorted(values, edges[1:-1])
        counts = np.diff(below, prepend=0, append=len(values))
        return cls(
            measure=measure,
            mean=float(values.mean()),
            standard_deviation=float(values.std()),
            standard_error=float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("nan"),
            percentiles=found,
            probability_positive=1 - float(np.searchsorted(values, 0.0, side="right")) / len(values),
            value_at_risk=max(0.0, -found[5]),
            expected_shortfall=float(values[: max(1, len(values) // 20)].mean()),
            variance_shares=dict(shares),
            histogram=(tuple(edges.tolist()), tuple(counts.tolist())),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        edges, counts = self.histogram
        shares = {name: {"first": first, "total": total} for name, (first, total) in self.variance_shares.items()}
        return {
            **vars(self),
            "standard_error": None if isnan(self.standard_error) else self.standard_error,
            "percentiles": {str(each): value for each, value in self.percentiles.items()},
            "variance_shares": shares,
            "histogram": {"edges": list(edges), "counts": list(counts)},
        }


@dataclass(frozen=True)
class Simulation:
    """What a case comes to when its inputs vary as far as they may be off.

    ``draws``: as many as were drawn; those ``left_out`` contradict themselves, counted by the requirement that they
    break (one may break several; ``left_out_draws`` counts each once), and stand in no figure. ``base``: the results
    without uncertainty. ``distributions``: by measure, in the case's acquisition ``mode``; ``other_mode``: in the other
    one. That and the ``fan`` come from ``sample`` of the draws. ``fan``: by measure, percentile and year, the
    cumulative cash flow that the programme adds, and that service adds. The variance shares come from
    ``indices_sample`` draws of their own, each worked out again for every input; ``shares_error`` is the largest of the
    standard errors of the first indices, None without them. Inputs that are correlated have one share together, under
    ``a + b``. ``correlations``: as asked for, and as the draws have them; these differ where ``repaired``, since not
    all that were asked for can hold at once. ``cut_off``: the share of each normal or lognormal that lies beyond the
    bounds of its input.
    """

    draws: int
    seed: int
    scrambles: int
    mode: str
    base: dict[str, float]
    distributions: dict[str, Distribution]
    other_mode: dict[str, Distribution]
    sample: int
    left_out: dict[str, int]
    left_out_draws: int
    fan: dict[str, dict[int, tuple[float, ...]]]
    indices_sample: int
    shares_error: float | None
    uncertainty: Uncertainty
    correlations: tuple[tuple[str, str, float, float], ...] = ()
    repaired: bool = False
    cut_off: dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return {
            **vars(self),
            "distributions": {name: found.as_dict() for name, found in self.distributions.items()},
            "other_mode": {name: found.as_dict() for name, found in self.other_mode.items()},
            "fan": {
                name: {str(each): list(years) for each, years in percentiles.items()}
                for name, percentiles in self.fan.items()
            },
            "correlations": [list(each) for each in self.correlations],
            "uncertainty": self.uncertainty.as_dict(),
        }


def _percentile(in_order: Floats, percent: float) -> float:
    """Return a percentile of sorted values, linear between two of them, as numpy and Excel have it."""
    place = (len(in_order) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(in_order) - 1)
    return float(in_order[below] + (in_order[above] - in_order[below]) * (place - below))


def fan(flows: Floats) -> dict[int, tuple[float, ...]]:
    """Return the percentiles of each year (row) over the draws (columns)."""
    return {each: tuple(np.percentile(flows, each, axis=1).tolist()) for each in PERCENTILES}
