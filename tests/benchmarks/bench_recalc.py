"""What recalculating many workbooks costs, beside what else a user might take.

Run it as a script; ``README.md`` has the figures of one machine. Where one process does the work its processor time
counts, since other programs on the machine hardly touch that; with several processes, and other programs, the clock.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import ironcalc
import openpyxl
from filled_workbooks import filled_workbooks

from xl_service_roi.batch.files import read_bytes
from xl_service_roi.batch.work import Options, recalculated
from xl_service_roi.inputs import resolve
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.workbook.read import read_inputs, read_workbook
from xl_service_roi.write_back import renewed

TOGETHER = 128
FORMULAS_AT_MOST = 600
"""Seconds after which the one workbook that `formulas` calculates is given up."""


def only_read(names: Sequence[str]) -> None:
    for name in names:
        with Workbook.of_bytes(name, read_bytes(name)) as book:
            read_inputs(book)


def recalculate(names: Sequence[str], **options: Any) -> None:
    for start in range(0, len(names), TOGETHER):
        outcomes = recalculated(names[start : start + TOGETHER], Options(**options))
        assert all(outcome.row and outcome.row["status"] == "ok" for outcome in outcomes)


def write_back(stale: Sequence[tuple[str, bytes, Any, Any]], results_only: bool) -> None:
    for name, data, filled, result in stale:
        with Workbook.of_bytes(name, data) as book:
            assert renewed(book, filled, result, results_only=results_only)


def stale_workbooks(names: Sequence[str]) -> Iterator[tuple[str, bytes, Any, Any]]:
    """Give workbooks with results of another case: every result in them has to be renewed."""
    from xl_service_roi import Case

    for name in names:
        filled = read_workbook(name)
        inputs = resolve({**filled.given, "discount_rate": 0.0917}, where=filled.where)
        yield name, Path(name).read_bytes(), filled, Case(inputs).run()


def in_turns(runs: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """Return the least processor time of each run, taken in turns so that a busy moment hits all of them."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for label, run in runs.items():
            start = time.process_time()
            run()
            best[label] = min(best[label], time.process_time() - start)
    return best


def clocked(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def command(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Return the seconds of the whole command, and the most memory in MB that any of its processes took."""
    arguments = [sys.executable, "-m", "xl_service_roi", "recalc", str(folder), "--out", str(out), "--jobs", str(jobs)]
    measured = "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
    measured += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", measured, *arguments], check=True, capture_output=True, text=True)
    return time.perf_counter() - start, int(done.stdout.split()[-1]) / 1024


def libreoffice(names: Sequence[str], folder: Path) -> float:
    program = shutil.which("soffice")
    if program is None:
        return float("nan")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "converted"), *names]
    return clocked(lambda: subprocess.run(arguments, check=True, capture_output=True)) / len(names)


def by_ironcalc(names: Sequence[str], folder: Path) -> float:
    def run() -> None:
        for name in names:
            model = ironcalc.load_from_xlsx(name, "en", "UTC", "en")
            model.evaluate()
            target = folder / "ironcalc.xlsx"
            target.unlink(missing_ok=True)
            model.save_to_xlsx(str(target))

    return clocked(run) / len(names)


def by_openpyxl(names: Sequence[str], folder: Path) -> float:
    def run() -> None:
        for name in names:
            openpyxl.load_workbook(name).save(folder / "openpyxl.xlsx")

    return clocked(run) / len(names)


def by_formulas(name: str) -> float:
    code = "import sys, formulas; formulas.ExcelModel().loads(sys.argv[1]).finish().calculate()"
    try:
        return clocked(
            lambda: subprocess.run(
                [sys.executable, "-W", "ignore", "-c", code, name],
                check=True,
                capture_output=True,
                timeout=FORMULAS_AT_MOST,
            )
        )
    except subprocess.TimeoutExpired:
        return float("inf")
    except subprocess.CalledProcessError as error:
        print(f"formulas gave up: {error.stderr.decode()[-200:]}")
        return float("nan")


def many_links(names: Sequence[str], folder: Path, count: int) -> Path:
    """Make a folder of so many workbooks without so much disk: each is one of a thousand, under another name."""
    target = folder / f"of-{count}"
    target.mkdir()
    for number in range(count):
        name = names[number % len(names)]
        os.link(name, target / f"{number:06}-{Path(name).name}")
    return target


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbooks", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=20_000, help="workbooks of the memory run; 0 leaves it out")
    parser.add_argument("--others", type=int, default=20, help="workbooks for the other programs; 0 leaves them out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (units := folder / "units").mkdir()
        names = [str(path) for path in filled_workbooks(units, options.workbooks)]
        size = sum(Path(name).stat().st_size for name in names) / len(names) / 1024
        print(f"{len(names):,} workbooks, {size:.0f} KB each on average\n")
        one_process(names, options.rounds)
        processes(units, folder, len(names))
        if options.others:
            others(names[: options.others], folder)
        if options.many:
            memory(names, folder, options.many)


def one_process(names: list[str], rounds: int) -> None:
    stale = list(stale_workbooks(names[:100]))
    seconds = in_turns(
        {
            "read the inputs, nothing else": lambda: only_read(names),
            "read, check, calculate, a row": lambda: recalculate(names, audit=False),
            "the same with the audit": lambda: recalculate(names),
        },
        rounds,
    )
    written = in_turns(
        {
            "write back, result names": lambda: write_back(stale, results_only=True),
            "write back, all model cells": lambda: write_back(stale, results_only=False),
        },
        rounds,
    )
    print("one process, processor time a workbook")
    reading = seconds["read the inputs, nothing else"]
    for label, spent in seconds.items():
        print(f"  {label:32} {spent / len(names) * 1e3:7.2f} ms   {spent / reading:5.2f} x reading")
    for label, spent in written.items():
        print(f"  {label:32} {spent / len(stale) * 1e3:7.2f} ms   more")


def processes(units: Path, folder: Path, count: int) -> None:
    print("\nthe whole command, by the clock")
    alone = 0.0
    for jobs in (1, 2):
        spent, peak = min(command(units, folder / "results.csv", jobs) for _ in range(3))
        alone = alone or spent
        print(f"  --jobs {jobs}: {spent:6.2f} s, {count / spent:5.0f} a second, {alone / spent:.2f} x, {peak:.0f} MB")


def others(names: list[str], folder: Path) -> None:
    print(f"\nother programs, by the clock, a workbook ({len(names)} workbooks; formulas 1)")
    for label, spent in (
        ("IronCalc: load, calculate, save", by_ironcalc([name for name in names if name.endswith("x")], folder)),
        ("LibreOffice: convert, one batch", libreoffice(names, folder)),
        ("openpyxl: load, save (no figures)", by_openpyxl(names[:5], folder)),
        ("formulas: load, calculate", by_formulas(names[0])),
    ):
        print(f"  {label:34} {spent * 1e3:10.0f} ms")


def memory(names: list[str], folder: Path, many: int) -> None:
    print("\nmost memory of any process, --jobs 2")
    for count in (min(1000, many), many):
        linked = many_links(names, folder, count)
        spent, peak = command(linked, folder / "many.csv", 2)
        print(f"  {count:7,} workbooks: {peak:5.0f} MB, {count / spent:5.0f} a second")
        shutil.rmtree(linked)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
