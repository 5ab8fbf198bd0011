"""How many agents a queue of calls takes, how quickly they answer, and how long callers wait: Erlang C and Erlang A.

Calls come at random, in the order of arrival to whichever agent is free; handling times vary (exponentially). Without
``patience_seconds`` every caller waits to the end: Erlang C, the model of the staffing tables. With it a caller hangs
up after a time that varies likewise around that mean: Erlang A, M/M/N+M.

Service level is the share of all calls that is answered within ``answer_seconds``. A caller who hangs up counts as
not answered, however soon: the queue must not look better because callers give up.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import pairwise
from math import exp, expm1
from typing import Annotated, Any

import numpy as np

from xl_service_roi.errors import NoResult
from xl_service_roi.functions.arguments import Answer, Kind, Number, Positive, ShareBelowOne, by_element

__all__ = ["agents", "service_level", "wait"]

MOST_AGENTS = 100_000
"""More than any centre has; keeps a slip of the keyboard from calculating for minutes."""
ROUNDING = 1e-12
"""Relative: 0.3 and 0.1 have no exact binary form, and 7 / (1 - 0.3) must not ask for an eleventh position."""
ACCURACY = 1e-9
"""Shares are reckoned to this or better; so much short of a target is on target."""

Agents = Annotated[Any, Kind(f"a whole number from 1 to {MOST_AGENTS:,}", low=1, high=MOST_AGENTS, whole=True)]
Occupancy = Annotated[Any, Kind("a share above 0, up to 1 (0.85 means 85 %)", low=0, high=1, above=True)]


@by_element
def agents(
    calls: Number,
    interval_minutes: Positive,
    handle_seconds: Positive,
    target_share: ShareBelowOne,
    answer_seconds: Number,
    shrinkage: ShareBelowOne = 0,
    max_occupancy: Occupancy = 1,
    patience_seconds: Positive | None = None,
) -> Answer:
    """Positions to roster: the fewest agents that reach the service level, plus those who are away.

    N is the smallest number with `service_level` of at least ``target_share`` and an occupancy of at most
    ``max_occupancy``; positions = N / (1 - shrinkage), rounded up once, at the end. Occupancy is the share of their
    time that agents spend on calls: load / N in Erlang C, answered calls only in Erlang A.

    Args:
        calls: calls offered in the interval, those of callers who will hang up included.
        interval_minutes: length of the interval in minutes, say 30.
        handle_seconds: mean handling time of a call in seconds, after-call work included.
        target_share: share of the calls to be answered in time, 0 up to 0.999999 (0.8 in "80/20").
        answer_seconds: time within which to answer, in seconds (20 in "80/20").
        shrinkage: share of the rostered time that agents are not available (leave, illness, training, breaks).
        max_occupancy: highest occupancy allowed, above 0 and up to 1.
        patience_seconds: mean time until a caller hangs up, in seconds; left out, nobody does.

    Returns:
        Positions, a whole number; 0 where there are no calls.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: more than 100,000 agents would be needed.

    Reference: Koole, *Call Center Optimization* (2013); for Erlang A see `service_level`.

    >>> agents(100, 30, 180, 0.8, 20, 0.3)
    20.0
    >>> agents(100, 30, 180, 0.8, 20, [0, 0.1, 0.3])
    array([14., 16., 20.])
    """
    queue = _Queue(calls, interval_minutes, handle_seconds, patience_seconds)
    if queue.load == 0:
        return 0.0

    def enough(count: int) -> bool:
        late = queue.unanswered(count, answer_seconds)
        return bool(1 - late >= target_share - ACCURACY and queue.occupancy(count) <= max_occupancy + ACCURACY)

    # nobody is busier than always: to answer the target share takes that share of the load
    fewest = queue.fewest if patience_seconds is None else max(1, math.floor(queue.load * target_share))
    most = fewest
    while most > MOST_AGENTS or not enough(most):
        if most >= MOST_AGENTS:
            raise NoResult(f"more than {MOST_AGENTS:,} agents would be needed")
        most = min(2 * most - fewest + 1, MOST_AGENTS)
    count = fewest + bisect_left(range(fewest, most), True, key=enough)
    return float(math.ceil(count / (1 - shrinkage) * (1 - ROUNDING)))


@by_element
def service_level(
    calls: Number,
    interval_minutes: Positive,
    handle_seconds: Positive,
    agents: Agents,
    answer_seconds: Number,
    patience_seconds: Positive | None = None,
) -> Answer:
    """Service level: the share of all calls that is answered within ``answer_seconds``.

    With load A = calls · handling time / interval and N agents, Erlang C gives 1 - C·e^(-(N - A)·T / handling time),
    where B_0 = 1, B_k = A·B_(k-1) / (k + A·B_(k-1)) (Erlang B) and C = N·B_N / (N - A·(1 - B_N)) is the share that
    waits. In Erlang A the waiting time that a call meets has a density proportional to
    e^(A·s(x) - N·x), s(x) = θ·(1 - e^(-x/θ)), in handling times, θ the mean patience; it is answered with probability
    e^(-x/θ). Infinite patience is Erlang C, no patience Erlang B.

    Args:
        calls: calls offered in the interval, those of callers who will hang up included.
        interval_minutes: length of the interval in minutes.
        handle_seconds: mean handling time of a call in seconds, after-call work included.
        agents: agents who take calls, a whole number from 1 to 100,000: those present, so without shrinkage.
        answer_seconds: time within which to answer, in seconds.
        patience_seconds: mean time until a caller hangs up, in seconds; left out, nobody does.

    Returns:
        Share of all calls; 1 where there are no calls.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: without ``patience_seconds``, no more agents than the load: the queue grows without end.

    Reference: Koole, *Call Center Optimization* (2013); Baccelli & Hebuterne (1981), *On queues with impatient
    customers*; Garnett, Mandelbaum & Reiman (2002), *Designing a call center with impatient customers*, Manufacturing
    & Service Operations Management 4(3).

    >>> round(service_level(100, 30, 180, 14, 20), 4)
    0.8884
    >>> round(service_level(100, 30, 180, 14, 20, 300), 4)
    0.9168
    >>> service_level(100, 30, 180, 10, 20)
    Traceback (most recent call last):
    xl_service_roi.errors.NoResult: the queue grows without end: this is work for 10, so at least 11 agents are needed
    """
    queue = _Queue(calls, interval_minutes, handle_seconds, patience_seconds)
    return 1 - queue.unanswered(int(agents), answer_seconds)


@by_element
def wait(
    calls: Number,
    interval_minutes: Positive,
    handle_seconds: Positive,
    agents: Agents,
    patience_seconds: Positive | None = None,
) -> Answer:
    """Mean waiting time of all calls in seconds, those answered at once and those given up included.

    In Erlang C it is the average speed of answer, C · handling time / (N - A); in Erlang A
    patience · share of the calls given up. Letters as in `service_level`.

    Args:
        calls: calls offered in the interval, those of callers who will hang up included.
        interval_minutes: length of the interval in minutes.
        handle_seconds: mean handling time of a call in seconds, after-call work included.
        agents: agents who take calls, a whole number from 1 to 100,000: those present, so without shrinkage.
        patience_seconds: mean time until a caller hangs up, in seconds; left out, nobody does.

    Returns:
        Seconds; 0 where there are no calls.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: without ``patience_seconds``, no more agents than the load: the queue grows without end.

    Reference: as `service_level`; waiting time = patience · share given up holds for any exponential patience.

    >>> round(wait(100, 30, 180, 14), 2)
    7.84
    >>> round(wait(100, 30, 180, 14, 300), 2)
    4.2
    """
    return _Queue(calls, interval_minutes, handle_seconds, patience_seconds).wait(int(agents))


# ----------------------------------------------------------------------------------------------------------- the queue


class _Queue:
    """Calls that wait for agents. Inside, a mean handling time is the unit of time."""

    def __init__(self, calls: float, interval_minutes: float, handle_seconds: float, patience: float | None) -> None:
        self.load = calls * handle_seconds / (60 * interval_minutes)
        self.handle_seconds = handle_seconds
        self.patience = None if patience is None else patience / handle_seconds
        self._blocking = [1.0]

    @property
    def fewest(self) -> int:
        """The fewest agents that can keep up with calls of which none is given up."""
        return math.floor(self.load * (1 + ROUNDING)) + 1

    def unanswered(self, agents: int, seconds: float) -> float:
        """Share of all calls not answered within a time; for infinity, the share given up."""
        if self.load == 0:
            return 0.0
        time = seconds / self.handle_seconds
        if self.patience is None:
            return self._waiting(agents) * exp((self.load - agents) * time)
        return self._late_or_given_up(agents, self.patience, time)

    def occupancy(self, agents: int) -> float:
        """Share of their time that agents spend on calls."""
        return min(1.0, self.load * (1 - self.unanswered(agents, math.inf)) / agents)

    def wait(self, agents: int) -> float:
        """Mean waiting time of all calls, in seconds."""
        if self.patience is not None:
            return self.handle_seconds * self.patience * self.unanswered(agents, math.inf)
        return self.handle_seconds * self._waiting(agents) / (agents - self.load) if self.load else 0.0

    def _blocked(self, agents: int) -> float:
        """Erlang B: share of the calls that meets only busy agents if none may wait. Kept, as a search asks often."""
        blocking, load = self._blocking, self.load
        for count in range(len(blocking), agents + 1):
            offered = load * blocking[-1]
            blocking.append(offered / (count + offered))
        return blocking[agents]

    def _waiting(self, agents: int) -> float:
        """Erlang C: share of the calls that waits."""
        if agents < self.fewest:
            needed = f"this is work for {self.load:.6g}, so at least {self.fewest} agents are needed"
            raise NoResult(f"the queue grows without end: {needed}")
        blocked = self._blocked(agents)
        return agents * blocked / (agents - self.load * (1 - blocked))

    def _late_or_given_up(self, agents: int, patience: float, time: float) -> float:
        """Erlang A: share of the calls that is answered after the time, or not at all.

        The density of the waiting time that a call meets is summed over y = (waiting time - its likeliest value) /
        patience, as a multiple of the density at y = 0: e^-(pace·y - busy·(1 - e^-y)). So nothing overflows, and no
        digits are lost to differences, however long or short the patience.
        """
        likeliest = math.log(max(1.0, self.load / agents))  # by then no more callers stay than agents can answer
        staying, leaving = exp(-likeliest), -expm1(-likeliest)
        pace = agents * patience
        busy = min(self.load, agents) * patience
        limit = time / patience - likeliest
        waiting = failing = 0.0
        for low, high in pairwise(_pieces(likeliest, pace, busy, limit)):
            width = pace * (high - low)
            mass = gone = 0.0
            for place, weight in GAUSS:
                y = low + (high - low) * place
                change = -expm1(-y)
                density = weight * exp(busy * change - pace * y)
                mass += density
                gone += density * change
            waiting += width * mass
            failing += width * (mass if low >= limit else leaving * mass + staying * gone)
        at_once = exp(pace * likeliest - busy * expm1(likeliest))  # the density at no waiting time
        blocked = self._blocked(agents)  # Erlang B gives the odds of waiting without a queue, this sum what it adds
        return blocked * failing / (blocked * waiting + (1 - blocked) * at_once)


GAUSS = tuple(
    (float(1 + x) / 2, float(weight) / 2) for x, weight in zip(*np.polynomial.legendre.leggauss(20), strict=True)
)
"""Places from 0 to 1 and their weights: Gauss–Legendre quadrature, exact for polynomials up to degree 39."""
NEGLIGIBLE = 36.0
"""e^-36 is about the last digit of a floating-point number."""


def _pieces(likeliest: float, pace: float, busy: float, limit: float) -> list[float]:
    """Where to cut the density of `_Queue._late_or_given_up` so that each piece is smooth; outside it is negligible.

    The ends follow from e^-y - 1 + y ≥ y² / (2 + y) above 0, and ≥ y² / 2 below.
    """
    half = NEGLIGIBLE / 2 - (pace - busy)
    root = math.hypot(half, math.sqrt(2 * NEGLIGIBLE * pace))
    end = (half + root) / pace if half > 0 else 2 * NEGLIGIBLE / (root - half)
    start = -min(likeliest, math.sqrt(2 * NEGLIGIBLE / pace))
    cuts = {start, 0.0, end}
    if start < limit < end:
        cuts.add(limit)
    width = 4.0
    while width < max(end, -start):
        cuts.update(cut for cut in (-width, width) if start < cut < end)
        width *= 4
    return sorted(cuts)
