"""What draws come to: the present value and the cash flows of each future, incidents included.

An incident strikes in a future where a random number of its own is below its probability there: the same number for
all futures, so one that is as likely in two futures strikes in both or in neither. It takes customers away at the start
of year 1, and that future is worked out again without them. Contracts are given up only where there would be more of
them than customers. What it does not do: change what those who stay do, cost anything by itself, or happen twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contradictions import satisfied
from ...engine.numeric import evaluate, evaluate_scenarios
from ...model import MODEL
from ...model.driver import FUTURES
from ...uncertainty import Incident

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Values = Mapping[str, Any]

MEASURES = ("programme_npv", "service_value")
PIECE = 2048
"""Draws whose lines of all years are held at once."""
NO_NUMBER = "no_number"
"""The reason of a draw whose result is too large to be a number, though it breaks no requirement."""


@dataclass
class Outcome:
    """What each future comes to: a number a draw (the last axis). ``broken``: the draws that break a requirement."""

    futures: dict[str, Floats]
    broken: dict[str, Bools]

    @property
    def differences(self) -> tuple[Floats, Floats]:
        """What the programme adds and what service is worth: plan − today, and today − zero."""
        return self.futures["plan"] - self.futures["today"], self.futures["today"] - self.futures["zero"]


Reckoning = Callable[[Values, int, Sequence[str]], Outcome]
"""Gives what draws of so many years come to in some futures."""


def present_values(values: Values, years: int, futures: Sequence[str] = FUTURES) -> Outcome:
    """Return the present value of each draw."""
    found = evaluate_scenarios(MODEL, values, years, [f"pv_{future}" for future in futures])
    return Outcome({future: found.measures[f"pv_{future}"] for future in futures}, _broken(found.excess))


def cash_flows(values: Values, years: int, futures: Sequence[str] = FUTURES) -> Outcome:
    """Return the cumulative cash flow of each draw, a row a year from year 0 on."""
    length = _length(values)
    pieces = []
    for start in range(0, length, PIECE):
        part = taken(values, slice(start, start + PIECE))
        with np.errstate(all="ignore"):  # a refused draw may divide by zero or overflow
            found = evaluate(MODEL, part, years)
        size = min(PIECE, length - start)
        flows = {
            future: np.cumsum([np.broadcast_to(flow, size) for flow in found.lines[future]["net_cash_flow"]], axis=0)
            for future in futures
        }
        pieces.append(Outcome(flows, _broken({k: np.broadcast_to(v, size) for k, v in found.excess.items()})))
    reasons = {name for piece in pieces for name in piece.broken}
    none = np.zeros(PIECE, dtype=bool)
    return Outcome(
        {future: np.concatenate([piece.futures[future] for piece in pieces], axis=-1) for future in futures},
        {
            name: np.concatenate([p.broken.get(name, none[: p.futures[futures[0]].shape[-1]]) for p in pieces])
            for name in reasons
        },
    )


def with_incidents(
    reckoning: Reckoning, values: Values, years: int, incidents: Sequence[Incident], luck: Floats
) -> Outcome:
    """Return what draws come to, where an incident strikes if its ``luck`` (a row an incident) will have it."""
    found = reckoning(values, years, FUTURES)
    together: dict[tuple[float, ...], list[str]] = {}
    for future in FUTURES:
        together.setdefault(tuple(each.probability_in(future) for each in incidents), []).append(future)
    for probabilities, futures in together.items():
        lost = np.zeros(luck.shape[1])
        for incident, probability, its_luck in zip(incidents, probabilities, luck, strict=True):
            lost += incident.customers_lost * (its_luck < probability)
        struck = np.flatnonzero(lost)
        if len(struck):
            again = reckoning(_without(taken(values, struck), lost[struck]), years, futures)
            for future in futures:
                found.futures[future][..., struck] = again.futures[future]
            for name, broken in again.broken.items():
                found.broken.setdefault(name, np.zeros(len(lost), dtype=bool))[struck] |= broken
    return found


def _without(values: Values, lost: Floats) -> dict[str, Any]:
    customers = np.maximum(values["customers"] - lost, 0.0)
    return {**values, "customers": customers, "contract_customers": np.minimum(values["contract_customers"], customers)}


def left_out(outcome: Outcome) -> Bools:
    """Return the draws that come to nothing, since they contradict themselves; those without a number are added."""
    no_number = ~np.logical_and.reduce([np.isfinite(each) for each in outcome.futures.values()])
    known = np.logical_or.reduce(list(outcome.broken.values())) if outcome.broken else np.zeros_like(no_number)
    if (no_number & ~known).any():
        outcome.broken[NO_NUMBER] = no_number & ~known
    found: Bools = no_number | known
    return found


def taken(values: Values, which: Any) -> dict[str, Any]:
    """Return the values of some draws; values that share one array go on sharing one."""
    pieces: dict[int, Any] = {}
    return {
        name: pieces.setdefault(id(value), value[which]) if isinstance(value, np.ndarray) else value
        for name, value in values.items()
    }


def _length(values: Values) -> int:
    return next((len(value) for value in values.values() if isinstance(value, np.ndarray)), 1)


def _broken(excess: Mapping[str, Any]) -> dict[str, Bools]:
    broken = {name: ~satisfied(requirement, excess) for name, requirement in MODEL.requirements.items()}
    return {name: which for name, which in broken.items() if which.any()}
