"""How fast the engine reckons many scenarios, against numpy written by hand and against plain Python.

Run it as a script; ``README.md`` has the figures of one machine and what they mean.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import handwritten
import numpy as np

from xl_service_roi.engine.numeric import CHUNK, evaluate, evaluate_scenarios
from xl_service_roi.model import MODEL

FUTURES = ("today", "plan", "zero")
MEASURES = ("programme_npv", "service_value")
YEARS = 5
CHUNKS = (512, 1024, 2048, 4096, 8192, 16384, 32768)
Run = Callable[[], tuple[Any, Any]]


def drawn_values(scenarios: int, seed: int = 1) -> dict[str, Any]:
    """Return the illustrative firm, with each driver that has a range drawn uniformly over it.

    It is drawn for the future whose figure the range is about: plan where plan has one, else zero where zero has one,
    else all futures together.
    """
    random = np.random.default_rng(seed)
    values: dict[str, Any] = {}
    for name, driver in MODEL.drivers.items():
        figures = driver.figures  # type: ignore[attr-defined]
        if driver.scope == "year":
            values[name] = figures["today"]
            continue
        own = {future: float(figures.get(future, figures["today"])) for future in FUTURES}
        if driver.low is not None:  # type: ignore[attr-defined]
            drawn = random.uniform(driver.low, driver.high, scenarios)  # type: ignore[attr-defined]
            uncertain = next(((future,) for future in ("plan", "zero") if future in figures), FUTURES)
            own |= dict.fromkeys(uncertain, drawn)
        values |= {f"{name}_{future}": own[future] for future in FUTURES} if driver.scope == "future" else {}
        values |= {name: own["today"]} if driver.scope == "general" else {}
    return values


def by_engine(values: dict[str, Any], chunk: int = CHUNK) -> tuple[Any, Any]:
    found = evaluate_scenarios(MODEL, values, YEARS, MEASURES, chunk=chunk).measures
    return found["programme_npv"], found["service_value"]


def assert_agreement(values: dict[str, Any]) -> None:
    """The hand-written lines give the engine's figures, in all branches that a switch selects."""
    switches = [
        {},
        {"hold_base": 1.0},
        {"residual_value": 1.0, "tax_rate": 0.25, "mid_year": 1.0, "accounts": 120.0},
        {"hold_base": 1.0, "residual_value": 1.0, "tax_rate": 0.25, "depreciation_years": 8.0},
    ]
    for switched in switches:
        case = values | switched
        expected = by_engine(case)
        for found in (handwritten.whole(case, YEARS), handwritten.chunked(case, YEARS)):
            for ours, theirs in zip(expected, found, strict=True):
                np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=0)


def cpu_seconds(run: Run) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def peak_megabytes(run: Run) -> float:
    """Return the most memory that is in use at once, the drawn values apart."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def plain_python(values: dict[str, Any], sample: int) -> float:
    """Return the seconds a scenario takes when each is evaluated on its own, as measured over a sample."""

    def of(scenario: int) -> dict[str, Any]:
        return {name: float(v[scenario]) if isinstance(v, np.ndarray) else v for name, v in values.items()}

    cases = [of(scenario) for scenario in range(sample)]
    evaluate(MODEL, cases[0], YEARS)  # compiles the rules
    start = time.process_time()
    for case in cases:
        evaluate(MODEL, case, YEARS)
    return (time.process_time() - start) / sample


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", type=int, default=100_000)
    parser.add_argument("--repetitions", type=int, default=15)
    parser.add_argument("--sample", type=int, default=500, help="scenarios that plain Python reckons")
    options = parser.parse_args()
    values = drawn_values(options.scenarios)
    assert_agreement(values)

    chunks = sorted({*CHUNKS, CHUNK})
    runs: dict[str, Run] = {f"engine, chunk {c}": lambda c=c: by_engine(values, c) for c in chunks}
    runs |= {f"by hand, chunk {c}": lambda c=c: handwritten.chunked(values, YEARS, c) for c in chunks}
    runs["by hand, whole"] = lambda: handwritten.whole(values, YEARS)
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(options.repetitions):  # in turns, so that a busy moment of the machine hits all of them
        for name, run in runs.items():
            seconds[name].append(cpu_seconds(run))
    median = {name: statistics.median(times) for name, times in seconds.items()}
    engine = f"engine, chunk {CHUNK}"
    best_by_hand = min((name for name in runs if name.startswith("by hand")), key=median.__getitem__)
    ratios = [mine / theirs for mine, theirs in zip(seconds[engine], seconds[best_by_hand], strict=True)]

    drawn = sum(driver.low is not None for driver in MODEL.drivers.values())  # type: ignore[attr-defined]
    print(f"{options.scenarios:,} scenarios, {drawn} drivers drawn, {len(FUTURES)} futures, {YEARS} years")
    print(f"{'':22}  CPU seconds   fastest   peak MB   ({options.repetitions} repetitions)")
    for name, run in runs.items():
        mark = "  <- CHUNK" if name == engine else ""
        print(f"{name:22} {median[name]:12.3f} {min(seconds[name]):9.3f} {peak_megabytes(run):9.1f}{mark}")
    alone = plain_python(values, options.sample) * options.scenarios
    print(f"{'plain Python':22} {alone:12.1f}   extrapolated from {options.sample} scenarios")
    print(f"{engine} / {best_by_hand}: {statistics.median(ratios):.2f} (median of the repetitions)")


if __name__ == "__main__":
    main()
