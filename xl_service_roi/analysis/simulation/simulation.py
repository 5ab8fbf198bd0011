"""Simulation: the whole model for many draws of the uncertain inputs.

A draw that contradicts itself (its shares sum to more than 1, problems explain more churn than there is) breaks a
requirement of the model, as a case would that is refused. It is left out of all figures, and counted under each
requirement that it breaks. No draw breaks the bounds of an input: low and high lie within them, and a normal or
lognormal is cut off there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError, NoResult, Problem
from ...model import MODEL
from .results import Distribution, Simulation, fan
from .run import Drawn, Executor, Job, results
from .sampling import SCRAMBLES, Sampler, power_of_two
from .scenarios import MEASURES, NO_NUMBER
from .variance import Sums, indices

if TYPE_CHECKING:
    from ...case import Case

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
"""Is told how many draws are done, and of how many."""

DRAWS = 131_072
MOST_DRAWS = 1 << 24
"""More would take more memory than most machines have: their results are held all at once."""
SAMPLE = 16_384
"""Draws whose years, and whose results in the other acquisition mode, are worked out too."""
INDEX_DRAWS = 4_096
MOST_INDEX_DRAWS = 1 << 16
"""All the draws of a scramble, with each input replaced in turn, are held at once."""
INDEX_SCRAMBLES = 8
SEED = 2009
"""Fixed, so that the same question has the same answer; any number would do."""


def simulate(
    case: Case,
    draws: int = DRAWS,
    seed: int = SEED,
    jobs: int = 1,
    *,
    index_draws: int = INDEX_DRAWS,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Simulation:
    """Return what a case comes to when its inputs vary as far as they may be off.

    ``draws`` is rounded up to 16 times a power of two, as Sobol points ask for, and so is ``index_draws`` (8 times),
    from which the variance shares come; 0 leaves them out. The same seed gives the same figures to the last digit, with
    any number of processes (``jobs``) or an ``executor`` elsewhere. Raises ``InputError`` where nothing is uncertain.
    """
    job = _job(case, draws, seed, index_draws)
    base = case.run().found.measures
    items = job.items(SCRAMBLES, INDEX_SCRAMBLES if index_draws else 0)
    sizes = [job.size(item) for item in items]
    drawn: list[Drawn] = []
    explained: list[Sums] = []
    for done, found in enumerate(results(job, items, jobs, executor), start=1):
        if isinstance(found, Sums):
            explained.append(found)
        elif isinstance(found, Drawn):
            drawn.append(found)
        else:  # an executor says so where it lost an item
            raise NoResult(f"a part of the simulation could not be worked out: {found}")
        if progress is not None:
            progress(sum(sizes[:done]), sum(sizes))
    return _told(job, {name: float(base[name]) for name in MEASURES}, drawn, explained)


def _job(case: Case, draws: int, seed: int, index_draws: int) -> Job:
    allowed = {"draws": (draws, 1, MOST_DRAWS), "index_draws": (index_draws, 0, MOST_INDEX_DRAWS)}
    for name, (count, least, most) in allowed.items():
        if not least <= count <= most:
            raise InputError([Problem("", f"{name} = {count:,}", expected=f"{least:,} to {most:,}")])
    if seed < 0:
        raise InputError([Problem("", f"seed = {seed}", expected="a whole number from 0 on")])
    each = max(power_of_two(draws / SCRAMBLES), 2)
    each_index = max(power_of_two(index_draws / INDEX_SCRAMBLES), 2)
    values = dict(case.inputs.values)
    job = Job(values, case.horizon, case.uncertainty, seed, each, min(each, SAMPLE // SCRAMBLES), each_index)
    if not Sampler.of(job.uncertainty, values).names:
        remedy = "give inputs a low and a high: churn_low and churn_high, or ranges in JSON"
        raise InputError([Problem(case.source, "nothing is uncertain: no input has a range", remedy=remedy)])
    return job


def _told(job: Job, base: dict[str, float], drawn: Sequence[Drawn], explained: Sequence[Sums]) -> Simulation:
    left_out, left_out_draws = _left_out(drawn)
    if left_out_draws == SCRAMBLES * job.draws:
        raise _nothing_left(left_out)
    shares, error = _shares(job, explained)
    values, other, flows = (
        np.concatenate([getattr(part, each) for part in drawn], axis=-2) for each in ("values", "other", "flows")
    )
    flows = flows.reshape(*flows.shape[:2], -1)
    flows = flows[..., ~np.isnan(flows).any(axis=(0, 1))]
    hold = bool(job.values["hold_base"])
    return Simulation(
        draws=SCRAMBLES * job.draws,
        seed=job.seed,
        scrambles=SCRAMBLES,
        mode="hold" if hold else "grow",
        base=base,
        distributions={
            name: Distribution.of(name, list(values[row]), shares[row]) for row, name in enumerate(MEASURES)
        },
        other_mode={
            name: Distribution.of(name, list(other[row]), {})
            for row, name in enumerate(MEASURES)
            if not np.isnan(other[row]).all()
        },
        sample=SCRAMBLES * job.sample,
        left_out=left_out,
        left_out_draws=left_out_draws,
        fan={name: fan(flows[row]) for row, name in enumerate(MEASURES) if flows.shape[-1]},
        indices_sample=len(explained) * job.index_draws,
        shares_error=error,
        uncertainty=job.uncertainty,
        **_correlations(job),
        cut_off=dict(job.sampler.cut_off),
    )


def _left_out(drawn: Sequence[Drawn]) -> tuple[dict[str, int], int]:
    """Return how many draws break each requirement, the most frequent first, and how many break any."""
    counts: dict[str, int] = {}
    for part in drawn:
        for name, count in part.broken.items():
            counts[name] = counts.get(name, 0) + count
    in_order = dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
    return in_order, sum(int(np.isnan(part.values[0]).sum()) for part in drawn)


def reason(name: str) -> str:
    """Return why draws were left out, in words."""
    return "Its result is too large to be a number" if name == NO_NUMBER else MODEL.requirements[name].text


def _nothing_left(left_out: dict[str, int]) -> InputError:
    problems = [Problem("", f"every draw is refused; {count:,} of them: {reason(n)}") for n, count in left_out.items()]
    return InputError(problems)


def _shares(job: Job, explained: Sequence[Sums]) -> tuple[list[dict[str, tuple[float, float]]], float | None]:
    """Return the variance shares of each measure, largest total first, and the largest standard error."""
    found = indices(explained)
    if found is None:
        return [{} for _ in MEASURES], None
    first, total, errors = found
    names = [" + ".join(job.sampler.names[member] for member in group.members) for group in job.sampler.groups]
    shares = []
    for row in range(len(MEASURES)):
        pairs = zip(names, first[:, row].tolist(), total[:, row].tolist(), strict=True)
        shares.append({name: (of_first, of_total) for name, of_first, of_total in sorted(pairs, key=lambda p: -p[2])})
    return shares, float(errors.max())


def _correlations(job: Job) -> dict[str, Any]:
    """Return the correlations that were asked for, each beside what it is in the draws, and whether any was moved."""
    asked = {frozenset((each.first, each.second)): each.coefficient for each in job.uncertainty.correlations}
    sampler = job.sampler
    found = []
    for group in sampler.groups:
        ranks = group.rank_correlations()
        for column, row in combinations(range(len(group.members)), 2):
            first, second = group.members[column], group.members[row]
            coefficient = asked.get(frozenset((sampler.ranges[first], sampler.ranges[second])), 0.0)
            found.append((sampler.names[first], sampler.names[second], coefficient, float(ranks[row, column])))
    return {"correlations": tuple(found), "repaired": any(group.repaired for group in sampler.groups)}
