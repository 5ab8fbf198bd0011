"""How fast a simulation is: against its goal, against lines fused by hand with numba, and against a spreadsheet.

Run it as a script; ``README.md`` has the figures of one machine and what they mean. numba is only needed here.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from xl_service_roi.analysis.simulation import simulate
from xl_service_roi.analysis.simulation.sampling import SCRAMBLES, Sampler, sobol_points, streams
from xl_service_roi.case import Case
from xl_service_roi.engine.numeric import CHUNK, evaluate_scenarios
from xl_service_roi.inputs import resolve
from xl_service_roi.model import MODEL
from xl_service_roi.workbook.build import build

MEASURES = ("programme_npv", "service_value")
YEARS = 5
CASE = Case.example()
VALUES = CASE.inputs.values
SAMPLER = Sampler.of(CASE.uncertainty, VALUES)
Run = Callable[[], Any]

ALONE = """
from xl_service_roi.case import Case
Case.example().simulate(draws={draws}, index_draws=0)
peak = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak[0].split()[1]) / 1024)
"""


def sampled(draws: int) -> None:
    """Draw all inputs, chunk by chunk, as a simulation does."""
    for chunk in chunks(draws):
        SAMPLER.values(chunk)


def chunks(draws: int) -> Any:
    """Give points of the scrambles that a simulation of so many draws has."""
    for scramble in range(SCRAMBLES):
        yield from sobol_points(len(SAMPLER.names), draws // SCRAMBLES, streams(1, 0, scramble))


def by_engine(values: dict[str, Any]) -> tuple[Any, Any]:
    """Reckon the present values of all draws."""
    found = evaluate_scenarios(MODEL, values, YEARS, MEASURES).measures
    return found["programme_npv"], found["service_value"]


def fastest(runs: dict[str, Run], repetitions: int) -> dict[str, float]:
    """Return the least CPU seconds of each; run in turns, so that a busy moment of the machine hits all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repetitions):
        for name, run in runs.items():
            start = time.process_time()
            run()
            seconds[name].append(time.process_time() - start)
    return {name: min(times) for name, times in seconds.items()}


def compare_with_fused(draws: int, repetitions: int) -> None:
    """Print the parts of a simulation, and the fused lines on the same draws."""
    import fused

    values = VALUES | SAMPLER.values(np.random.default_rng(1).random((len(SAMPLER.names), draws)))
    rows = np.array(fused.drawn_rows(values))
    loop = fused.fused(values, YEARS)
    start = time.process_time()
    found = loop(rows)
    compiling = time.process_time() - start
    for ours, theirs in zip(by_engine(values), found, strict=True):
        np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-3)
    least = fastest(
        {
            "simulation, all of it": lambda: simulate(CASE, draws, index_draws=0),
            "  of which sampling": lambda: sampled(draws),
            "  of which the model": lambda: by_engine(values),
            "fused lines, numba": lambda: loop(rows),
        },
        repetitions,
    )
    for name, seconds in least.items():
        print(f"{name:28} {seconds:8.3f} CPU s")
    simulation, sampling, model, lines = least.values()
    print(f"{'numba compiles for':28} {compiling:8.3f} CPU s")
    print(f"simulation / (fused lines + the same sampling): {simulation / (lines + sampling):.2f}")
    print(f"the model alone / fused lines:                   {model / lines:.2f}")


def whole_process(draws: int, repetitions: int) -> None:
    """Print what a process of its own takes, from the interpreter's start to its end."""
    runs = []
    for _ in range(repetitions):
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", ALONE.format(draws=draws)], check=True, capture_output=True, text=True
        )
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
        runs.append((cpu, float(done.stdout)))
    print(f"{'whole process':28} {min(runs)[0]:8.3f} CPU s, peak {max(peak for _, peak in runs):.0f} MB")


def two_processes(draws: int, repetitions: int) -> None:
    """Print how much sooner two processes are done, what it takes to start them left aside: that is told apart.

    On a machine that is busy otherwise only the CPU seconds mean something: what two use together, next to one.
    """
    few = 2 * SCRAMBLES
    wall: dict[tuple[int, int], float] = {}
    cpu: dict[tuple[int, int], float] = {}
    for _ in range(repetitions):
        for each in ((few, 1), (few, 2), (draws, 1), (draws, 2)):
            begun, spent = time.perf_counter(), used()
            simulate(CASE, each[0], jobs=each[1], index_draws=0)
            wall[each] = min(time.perf_counter() - begun, wall.get(each, np.inf))
            cpu[each] = min(used() - spent, cpu.get(each, np.inf))
    (one, two), (alone, together) = ([of[draws, jobs] - of[few, jobs] for jobs in (1, 2)] for of in (wall, cpu))
    print(f"{'one process, two processes':28} {one:8.3f} s, {two:.3f} s: {one / two:.2f} times as quick")
    print(f"{'':28} {alone:8.3f} CPU s, {together:.3f}: {2 * alone / together:.2f} times as quick on two free cores")
    print(f"{'two processes start within':28} {wall[few, 2]:8.3f} s, {cpu[few, 2]:.3f} CPU s")


def used() -> float:
    """Return the CPU seconds that this process and its children have used."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def in_libreoffice(scenarios: int, draws: int, python: str) -> None:
    """Print what LibreOffice takes to recalculate the workbook for a few scenarios, and so for all of them."""
    drawn = SAMPLER.values(next(iter(chunks(SCRAMBLES * CHUNK)))[:, :scenarios].copy())
    names = list(drawn)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.xlsx"
        build(path, "en", resolve({}, example=True), False)
        asked = {
            "workbook": str(path),
            "names": names,
            "scenarios": np.array([drawn[name] for name in names]).T.tolist(),
        }
        script = Path(__file__).with_name("recalc_in_libreoffice.py")
        done = subprocess.run([python, script], input=json.dumps(asked), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    expected = np.array(by_engine(VALUES | drawn)).T
    np.testing.assert_allclose(found["results"], expected, rtol=1e-9, atol=1e-3)
    each = found["seconds"] / scenarios
    print(
        f"{'LibreOffice, a scenario':28} {each:8.4f} s of {scenarios}: {each * draws / 3600:,.1f} hours for {draws:,}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1_048_576)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument(
        "--libreoffice", type=int, default=0, metavar="N", help="scenarios that LibreOffice recalculates"
    )
    parser.add_argument("--python", default="/usr/bin/python3", help="the Python with LibreOffice's bridge")
    options = parser.parse_args()
    print(f"{options.draws:,} draws, {len(SAMPLER.names)} uncertain drivers, 3 futures, {YEARS} years")
    compare_with_fused(options.draws, options.repetitions)
    whole_process(options.draws, min(options.repetitions, 3))
    two_processes(options.draws, min(options.repetitions, 3))
    if options.libreoffice:
        in_libreoffice(options.libreoffice, options.draws, options.python)


if __name__ == "__main__":
    main()
