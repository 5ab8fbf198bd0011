"""Staffing: published figures first, then exact queues and a simulation, limit cases, properties and refusals."""

from __future__ import annotations

import doctest
import heapq
import math
import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from statistics import fmean, stdev
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xl_service_roi.errors import NoResult
from xl_service_roi.functions import staffing
from xl_service_roi.functions.arguments import ArgumentError, arguments_of
from xl_service_roi.functions.staffing import agents, service_level, wait

MINUTE = 1 / 60  # an interval in which calls a second are given, so that handling times of a second make the load
AT_ONCE = 0
EVER = 1e9
NO_PATIENCE = 1e-9


def given_up(load: float, count: int, patience: float) -> float:
    """Share of the calls given up; times in handling times."""
    return 1 - float(service_level(load, MINUTE, 1, count, EVER, patience))


# ---------------------------------------------------------------------------------------------------- published figures

# rodrigo-arenas/pyworkforce: its page on PyPI, version 0.1.0, and its tests test_erlang.py and test_abandonment.py;
# the R package ErlangC 0.1.0, its example on rdocumentation.org. Both take 100 calls in 30 minutes, 3 minutes each.
HUNDRED = (100, 30, 180)


@pytest.mark.parametrize(
    ("found", "expected", "tolerance"),
    [
        (service_level(*HUNDRED, 14, 20), 0.8883500191794669, 1e-15),  # pyworkforce on PyPI
        (1 - service_level(*HUNDRED, 14, AT_ONCE), 0.1741319335950498, 1e-15),
        (wait(*HUNDRED, 14), 7.83593701177724, 1e-13),  # ErlangC for R
        (service_level(*HUNDRED, 14, AT_ONCE), 0.8258681, 5e-8),
        (service_level(*HUNDRED, 15, 0.33 * 60), 0.941, 5e-4),  # pyworkforce, test_over_occupancy_erlangc
        (1 - service_level(*HUNDRED, 15, AT_ONCE), 0.102, 5e-4),
        # pyworkforce, test_erlanga_regression_metrics: callers hang up after 5 minutes
        (1 - service_level(*HUNDRED, 14, AT_ONCE, 300), 0.14526, 5e-6),
        (1 - service_level(*HUNDRED, 14, EVER, 300), 0.013984, 5e-7),
        (service_level(*HUNDRED, 14, EVER, 300) * 10 / 14, 0.704297, 5e-7),  # occupancy
        (wait(*HUNDRED, 14, 300) / 60, 0.069919, 5e-7),
        (service_level(*HUNDRED, 14, 20, 300), 0.916792, 5e-7),
        # 360 calls in half an hour, 4 minutes each, 55 agents: the worked example of "The Erlang-C formula",
        # mitan.co.uk/erlang/elgcmath.htm; the figures are those of a public test suite that recalculates it
        (1 - service_level(360, 30, 240, 55, AT_ONCE), 0.23870, 5e-6),
        (wait(360, 30, 240, 55), 8.184, 5e-4),
        (service_level(360, 30, 240, 55, 20), 0.8668, 5e-5),
        # Wolfram Language, "Enhanced core algorithms": Erlang B, 30 lines and 25 erlangs lose about 0.05
        (1 - service_level(25, MINUTE, 1, 30, EVER, NO_PATIENCE), 0.05, 5e-3),
    ],
)
def test_published_service_levels_and_waiting_times(found: float, expected: float, tolerance: float) -> None:
    assert found == pytest.approx(expected, rel=0, abs=tolerance)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((*HUNDRED, 0.8, 20, 0, 0.85), 14),  # pyworkforce on PyPI: 14 positions before, 20 after shrinkage
        ((*HUNDRED, 0.8, 20, 0.3, 0.85), 20),
        ((*HUNDRED, 0.8, 0.33 * 60, 0, 0.7), 15),  # pyworkforce, test_over_occupancy_erlangc: 15 and 22
        ((*HUNDRED, 0.8, 0.33 * 60, 0.3, 0.7), 22),
        ((360, 30, 240, 0.8, 20), 54),  # as above
        ((*HUNDRED, 0.98, EVER, 0, 1, NO_PATIENCE), 17),  # pyworkforce, test_erlang_b.py: at most 2 % blocked
        ((*HUNDRED, 0.98, EVER, 0.3, 1, NO_PATIENCE), 25),
    ],
)
def test_published_positions(arguments: tuple[float, ...], expected: int) -> None:
    assert agents(*arguments) == expected


# --------------------------------------------------------------------------------------------------------- exact queues


def erlang_c(load: Fraction, count: int) -> Fraction:
    """The share that waits, by the textbook sum in exact fractions."""
    last = load**count / math.factorial(count) * Fraction(count) / (count - load)
    return last / (sum(load**k / math.factorial(k) for k in range(count)) + last)


@pytest.mark.parametrize("count", [1, 2, 5, 14, 40])
@pytest.mark.parametrize("occupied", [Fraction(1, 100), Fraction(1, 2), Fraction(9, 10), Fraction(999, 1000)])
def test_erlang_c_is_the_textbook_sum(count: int, occupied: Fraction) -> None:
    load = occupied * count
    waiting = float(erlang_c(load, count))
    case = (float(load), MINUTE, 1, count)
    assert 1 - service_level(*case, AT_ONCE) == pytest.approx(waiting, rel=1e-11, abs=1e-15)
    assert wait(*case) == pytest.approx(waiting / float(count - load), rel=1e-11)
    late = waiting * math.exp(-float(count - load) * 0.7)
    assert 1 - service_level(*case, 0.7) == pytest.approx(late, rel=1e-11, abs=1e-15)


@pytest.mark.parametrize("occupied", [0.1, 0.5, 0.95])
def test_one_agent_is_the_single_server_queue(occupied: float) -> None:
    assert 1 - service_level(occupied, MINUTE, 1, 1, AT_ONCE) == pytest.approx(occupied, rel=1e-14)
    assert wait(occupied, MINUTE, 1, 1) == pytest.approx(occupied / (1 - occupied), rel=1e-13)


@pytest.mark.parametrize(("load", "count"), [(0.5, 1), (3, 2), (10, 14), (40, 35), (500, 500)])
def test_patience_of_a_handling_time_makes_a_poisson_number_of_calls(load: float, count: int) -> None:
    """Then each call in the system leaves at the same rate, waiting or not: as many as with agents without end."""
    chances = [math.exp(k * math.log(load) - load - math.lgamma(k + 1)) for k in range(count + 2_000)]
    assert service_level(load, MINUTE, 1, count, AT_ONCE, 1) == pytest.approx(sum(chances[:count]), rel=1e-9)
    queue = sum((k - count) * chance for k, chance in enumerate(chances) if k > count)
    assert wait(load, MINUTE, 1, count, 1) == pytest.approx(queue / load, rel=1e-9)


def states(load: float, count: int, patience: float, most: int) -> list[float]:
    """The chance of each number of calls in the system, up to ``most`` waiting: arrivals balance departures."""
    weights = [1.0]
    for calls in range(1, count + most + 1):
        weights.append(weights[-1] * load / (min(calls, count) + max(0, calls - count) / patience))
    return [weight / math.fsum(weights) for weight in weights]


def answered_within(time: float, count: int, patience: float, most: int) -> Any:
    """The chance that a call with so many before it in the queue is answered within a time.

    Step by step: the chain of its places in the queue, in jumps at a pace that no place exceeds (uniformisation).
    """
    forward = count + np.arange(most) / patience  # someone before it is answered or hangs up
    pace = forward[-1] + 1 / patience
    chances, answered = np.zeros(most), np.zeros(most)
    weight = math.exp(-pace * time)
    for jump in range(1, int(pace * time + 12 * math.sqrt(pace * time) + 40)):
        answered += weight * chances
        nearer = np.concatenate(([1.0], chances[:-1]))
        chances = (forward * nearer + (pace - forward - 1 / patience) * chances) / pace
        weight *= pace * time / jump
    return answered


@pytest.mark.parametrize(
    ("load", "count", "patience", "time"),
    [
        (10, 14, 5 / 3, 1 / 9),
        (20, 15, 0.5, 0.2),  # too few agents
        (20, 10, 4, 2.5),
        (48, 50, 2, 1 / 3),
        (3, 2, 10, 1),
        (0.5, 1, 0.1, 0.05),
        (5, 5, 0.01, 0.02),
        (5, 12, 3, 0.1),
    ],
)
def test_erlang_a_is_the_chain_of_calls_that_come_wait_and_go(
    load: float, count: int, patience: float, time: float
) -> None:
    most = 160
    chances = states(load, count, patience, most)
    assert chances[-1] < 1e-17
    waiting = chances[count:-1]
    in_time = math.fsum(chances[:count]) + float(np.dot(waiting, answered_within(time, count, patience, most)))
    assert service_level(load, MINUTE, 1, count, time, patience) == pytest.approx(in_time, abs=1e-10)
    queue = math.fsum(place * chance for place, chance in enumerate(waiting))
    assert wait(load, MINUTE, 1, count, patience) == pytest.approx(queue / load, rel=1e-9)  # Little's law
    busy = math.fsum(min(calls, count) * chance for calls, chance in enumerate(chances))
    assert load * (1 - given_up(load, count, patience)) == pytest.approx(busy, rel=1e-9)


def simulated(calls: int, load: float, count: int, patience: float, time: float, seed: int) -> tuple[float, float]:
    """Service level and mean waiting time of so many calls in order of arrival, once the queue has settled."""
    rng = random.Random(seed)
    free = [0.0] * count  # when each agent is next free
    now = in_time = waited = 0.0
    for call in range(-calls // 5, calls):
        now += rng.expovariate(load)
        ahead = max(0.0, free[0] - now)
        stays = rng.expovariate(1 / patience)
        if stays >= ahead:
            heapq.heapreplace(free, now + ahead + rng.expovariate(1))
        if call >= 0:
            in_time += ahead <= min(time, stays)
            waited += min(ahead, stays)
    return in_time / calls, waited / calls


@pytest.mark.parametrize(
    ("load", "count", "patience", "time"), [(10, 11, 1.5, 0.1), (12, 10, 0.8, 0.1), (8, 10, EVER, 0.2)]
)
def test_a_simulation_agrees_within_its_own_error(load: float, count: int, patience: float, time: float) -> None:
    runs = [simulated(5_000, load, count, patience, time, seed) for seed in range(12)]
    stated = None if patience == EVER else patience
    exact = service_level(load, MINUTE, 1, count, time, stated), wait(load, MINUTE, 1, count, stated)
    for found, expected in zip(zip(*runs, strict=True), exact, strict=True):
        error = stdev(found) / math.sqrt(len(runs))
        assert error < 0.1 * expected
        assert abs(fmean(found) - expected) < 4 * error


# ---------------------------------------------------------------------------------------------------------- limit cases


@pytest.mark.parametrize("count", [14, 2_000])
@pytest.mark.parametrize("spare", [0.5, 4])
def test_endless_patience_is_erlang_c(count: int, spare: float) -> None:
    case = (count - spare, MINUTE, 1, count)
    for patience, close in ((1e9, 1e-4), (1e12, 1e-7), (1e18, 1e-10), (1e300, 1e-10)):
        assert service_level(*case, 0.1, patience) == pytest.approx(service_level(*case, 0.1), rel=close)
        assert wait(*case, patience) == pytest.approx(wait(*case), rel=close)


@pytest.mark.parametrize(("load", "count"), [(10, 14), (14, 10), (1_999, 2_000), (2_500, 2_000)])
def test_no_patience_is_erlang_b(load: float, count: int) -> None:
    """Garnett, Mandelbaum & Reiman (2002), appendix C: the limit of what is given up is what Erlang B blocks."""
    blocked = 1.0
    for k in range(1, count + 1):
        blocked = load * blocked / (k + load * blocked)
    for patience in (1e-12, 1e-300):
        assert given_up(load, count, patience) == pytest.approx(blocked, rel=1e-6)
        assert wait(load, MINUTE, 1, count, patience) == pytest.approx(patience * blocked, rel=1e-6, abs=0)


@pytest.mark.parametrize("patience", [60, 1e4, 1e6, 1e9, 1e12])
def test_far_too_few_agents_answer_what_they_can(patience: float) -> None:
    """Then all are always busy: a third of the calls for 3,000 agents is given up by the callers of 2,000."""
    case = (3_000, 1, 60, 2_000)
    assert service_level(*case, EVER * 1e9, patience) == pytest.approx(2 / 3, rel=1e-9)
    assert wait(*case, patience) == pytest.approx(patience / 3, rel=1e-9)
    likeliest = patience * math.log(1.5)  # the wait at which as many are left as can be answered
    assert service_level(*case, likeliest / 2, patience) < 1e-3
    assert service_level(*case, likeliest * 2, patience) == pytest.approx(2 / 3, abs=1e-3)


def test_a_low_target_asks_for_few_agents_who_are_always_busy() -> None:
    assert agents(50, MINUTE, 1, 0.01, EVER, 0, 1, 5) == 1
    assert agents(50, MINUTE, 1, 0.5, EVER, 0, 1, 5) == 25


def test_no_calls() -> None:
    for patience in (None, 60):
        assert service_level(0, 30, 180, 1, 0, patience) == 1
        assert wait(0, 30, 180, 1, patience) == 0
        assert agents(0, 30, 180, 0.8, 20, 0.3, 0.8, patience) == 0


def test_hardly_any_calls_need_one_agent() -> None:
    assert agents(1e-9, 30, 180, 0.999999, 20) == 1
    assert service_level(1e-300, 30, 180, 1, 0, 60) == 1


@pytest.mark.parametrize("handle_seconds", [0.1, 0.7, 180, 240.3])
@pytest.mark.parametrize("count", [1, 3, 10, 17, 2_000])
def test_as_much_work_as_agents_grows_without_end(handle_seconds: float, count: int) -> None:
    """Also where the load falls a last binary digit short of a whole number."""
    case = (count, handle_seconds / 60, handle_seconds, count)
    reason = f"the queue grows without end: this is work for {count}, so at least {count + 1} agents are needed"
    with pytest.raises(NoResult, match=reason):
        service_level(*case, 20)
    with pytest.raises(NoResult, match=reason):
        wait(*case)
    assert agents(*case[:3], 0, 20) == count + 1
    assert 0 < service_level(*case, 20, 60) < 1  # callers who hang up settle it
    np.testing.assert_array_equal(service_level(*case[:3], [count], 20), [math.nan])


@pytest.mark.parametrize(
    ("count", "shrinkage", "expected"),
    [(7, 0.3, 10), (14, 0.3, 20), (15, 0.4, 25), (9, 0.1, 10), (14, 0, 14), (14, 0.1, 16), (14, 0.999999, 14_000_000)],
)
def test_positions_are_rounded_up_once_and_only_where_they_must(count: int, shrinkage: float, expected: int) -> None:
    """7 / (1 - 0.3) is 10.000000000000002 in binary."""
    load = count - 0.5
    assert agents(load, MINUTE, 1, 0, 0) == count
    assert agents(load, MINUTE, 1, 0, 0, shrinkage) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        (1e6, 1, 60, 0.8, 20),
        (100_000, 1, 60, 0.8, 20),
        (10, 1, 60, 0.8, 20, 0, 1e-9),
        (1e6, 1, 60, 0.8, 20, 0, 1, 30),
    ],
)
def test_more_agents_than_any_centre_has_are_no_result(arguments: tuple[float, ...]) -> None:
    with pytest.raises(NoResult, match="more than 100,000 agents would be needed"):
        agents(*arguments)


# ----------------------------------------------------------------------------------------------------------- properties

unhurried = settings(deadline=None)
loads = st.floats(-3, 5).map(math.exp)
counts = st.integers(1, 150)
times = st.one_of(st.just(0.0), st.floats(-6, 3).map(math.exp))
patiences = st.one_of(st.none(), st.floats(-8, 8).map(math.exp))


@unhurried
@given(loads, counts, times, st.floats(-8, 8).map(math.exp))
def test_a_service_level_is_a_share_and_rises_with_agents_and_time(
    load: float, count: int, time: float, patience: float
) -> None:
    levels = [service_level(load, MINUTE, 1, count + more, time, patience) for more in range(3)]
    assert all(0 <= level <= 1 for level in levels)
    assert all(fewer <= more + 1e-10 for fewer, more in pairwise(levels))
    assert levels[0] <= service_level(load, MINUTE, 1, count, time + 0.5, patience) + 1e-10
    waits = [wait(load, MINUTE, 1, count + more, patience) for more in range(3)]
    assert all(0 <= more <= fewer * (1 + 1e-9) for fewer, more in pairwise(waits))


@unhurried
@given(loads, counts, st.floats(-8, 8).map(math.exp))
def test_fewer_calls_are_given_up_than_erlang_b_blocks_and_no_agent_is_always_busy(
    load: float, count: int, patience: float
) -> None:
    """Garnett, Mandelbaum & Reiman (2002), proof of theorem 1; and who has more patience gives up less often."""
    lost = given_up(load, count, patience)
    assert lost <= given_up(load, count, NO_PATIENCE) + 1e-9
    assert load * (1 - lost) <= count + 1e-9 * load
    assert given_up(load, count, 2 * patience) <= lost + 1e-10
    assert wait(load, MINUTE, 1, count, patience) == pytest.approx(patience * lost, rel=1e-9, abs=1e-9)


@unhurried
@given(loads, st.floats(0, 0.99), times, patiences, st.floats(0.3, 1))
def test_the_agents_found_are_enough_and_one_fewer_is_not(
    load: float, target: float, time: float, patience: float | None, occupied: float
) -> None:
    def enough(count: int, tolerance: float) -> bool:
        if patience is None and count <= load * (1 + 1e-12):
            return False
        answered = service_level(load, MINUTE, 1, count, EVER, patience)
        level = service_level(load, MINUTE, 1, count, time, patience)
        return bool(level >= target - tolerance and load * answered / count <= occupied + tolerance)

    count = int(agents(load, MINUTE, 1, target, time, 0, occupied, patience))
    assert enough(count, 2e-9)
    assert count == 1 or not enough(count - 1, 5e-10)


@unhurried
@given(loads, st.integers(1, 60), times, patiences)
def test_the_level_of_a_number_of_agents_asks_for_that_number_or_fewer(
    load: float, spare: int, time: float, patience: float | None
) -> None:
    count = math.floor(load * (1 + 1e-12)) + spare
    target = min(service_level(load, MINUTE, 1, count, time, patience), 0.999999)
    assert agents(load, MINUTE, 1, target, time, 0, 1, patience) <= count


@unhurried
@given(loads, counts, times, patiences, st.floats(0.01, 1_000))
def test_only_the_ratio_of_times_counts(
    load: float, count: int, time: float, patience: float | None, scale: float
) -> None:
    assume(patience is not None or count > load * 1.001)
    scaled = None if patience is None else scale * patience
    level = service_level(load, MINUTE * scale, scale, count, scale * time, scaled)
    assert level == pytest.approx(service_level(load, MINUTE, 1, count, time, patience), rel=1e-9, abs=1e-12)
    waited = wait(load, MINUTE * scale, scale, count, scaled)
    assert waited == pytest.approx(scale * wait(load, MINUTE, 1, count, patience), rel=1e-7)


@unhurried
@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.lists(st.integers(1, 30), min_size=1, max_size=3))
def test_ranges_are_reckoned_element_by_element(calls: list[int], numbers: list[int]) -> None:
    column = [[float(number)] for number in numbers]

    def one(function: Callable[..., object], *arguments: float) -> object:
        try:
            return function(*arguments)
        except NoResult:
            return math.nan

    np.testing.assert_array_equal(
        service_level(calls, MINUTE, 1, column, 0.2),
        [[one(service_level, call, MINUTE, 1, number, 0.2) for call in calls] for number in numbers],
    )
    np.testing.assert_array_equal(
        wait(calls, MINUTE, 1, column, 3),
        [[one(wait, call, MINUTE, 1, number, 3) for call in calls] for number in numbers],
    )
    np.testing.assert_array_equal(
        agents(calls, MINUTE, 1, 0.8, 0.1, 0.3, 0.9, [[patience] for patience in numbers]),
        [[agents(call, MINUTE, 1, 0.8, 0.1, 0.3, 0.9, patience) for call in calls] for patience in numbers],
    )


# ------------------------------------------------------------------------------------------------ refusals, house rules


@pytest.mark.parametrize(
    ("call", "where", "expected"),
    [
        (lambda: agents(-1, 30, 180, 0.8, 20), "calls", "a number of 0 or more"),
        (lambda: agents("100", 30, 180, 0.8, 20), "calls", "a finite number in every place"),
        (lambda: agents(1, 0, 180, 0.8, 20), "interval_minutes", "a number above 0"),
        (lambda: agents(1, 30, 0, 0.8, 20), "handle_seconds", "a number above 0"),
        (lambda: agents(1, 30, 180, 1, 20), "target_share", "a share from 0 up to 0.999999"),
        (lambda: agents(1, 30, 180, 0.8, -1), "answer_seconds", "a number of 0 or more"),
        (lambda: agents(1, 30, 180, 0.8, 20, 1), "shrinkage", "a share from 0 up to 0.999999"),
        (lambda: agents(1, 30, 180, 0.8, 20, 0, 0), "max_occupancy", "a share above 0, up to 1"),
        (lambda: agents(1, 30, 180, 0.8, 20, 0, 1, 0), "patience_seconds", "a number above 0"),
        (lambda: service_level(1, 30, 180, 2.5, 20), "agents", "a whole number from 1 to 100,000"),
        (lambda: service_level(1, 30, 180, [3, 0], 20), "agents, position 2", "a whole number from 1 to 100,000"),
        (lambda: wait(1, 30, 180, 100_001), "agents", "a whole number from 1 to 100,000"),
        (lambda: wait([[1, 2], [3, None]], 30, 180, 9), "calls, row 2, position 2", "a finite number in every place"),
    ],
)
def test_refusals_name_the_argument_and_its_place(call: Callable[[], object], where: str, expected: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        call()
    (problem,) = refused.value.problems
    assert problem.where == where
    assert problem.expected.startswith(expected)


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(staffing, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(staffing.__all__)
    assert results.failed == 0


@pytest.mark.parametrize("name", staffing.__all__)
def test_every_docstring_is_complete(name: str) -> None:
    function = getattr(staffing, name)
    arguments = [f"        {argument.name}: " for argument in arguments_of(function)]
    parts = ["Args:", "Returns:", "Raises:", "Reference:", ">>> ", f"{name}(", *arguments]
    assert [part for part in parts if part not in str(function.__doc__)] == []


def test_figures_beyond_floating_point_are_no_result() -> None:
    for call in (
        lambda: agents(1e308, 30, 180, 0.8, 20),
        lambda: agents(1e308, 1e308, 180, 0.8, 20),
        lambda: service_level(100, 30, 180, 14, 20, 5e-324),
    ):
        with pytest.raises(NoResult):
            call()
    assert np.array_equal(agents([100, 1e308], 30, 180, 0.8, 20), [14, np.nan], equal_nan=True)
