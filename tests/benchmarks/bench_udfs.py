"""What a worksheet function costs beyond xlwings' own work: the import, one call of each, a column of 10,000.

A call is timed from where xlwings has converted the arguments (each a list of rows) to where it takes over the result,
so the times are what comes on top of xlwings. Run it as a script; ``README.md`` has the figures of one machine.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy_financial as npf
import service_roi_udfs as udfs
from reference.examples import arguments
from reference.functions_md import functions

from xl_service_roi.worksheet.arguments import SERIES, TABLE, rows_of
from xl_service_roi.worksheet.functions import arguments_of

BY_HAND: dict[str, Callable[..., Any]] = {
    "sroi_npv": lambda rate, flows: npf.npv(rate[0][0], flows[0]),
    "sroi_irr": lambda flows: npf.irr(flows[0]),
    "sroi_mirr": lambda flows, finance, reinvest: npf.mirr(flows[0], finance[0][0], reinvest[0][0]),
    "sroi_clv": lambda m, r, i: m[0][0] * r[0][0] / (1 + i[0][0] - r[0][0]),
}
"""The same without checks, as a user would write it in a function of their own."""


def as_sent(cells: Any) -> list[Any]:
    """An argument as xlwings hands it over: rows of cells, all numbers as floats."""
    return [[float(cell) if isinstance(cell, int) else cell for cell in row] for row in rows_of(cells)]


def microseconds(call: Callable[..., object], given: list[Any], seconds: float) -> float:
    """The quickest of several rounds: the one least disturbed by the rest of the machine."""
    start = time.perf_counter()
    call(*given)
    rounds = max(1, int(seconds / 10 / max(time.perf_counter() - start, 1e-7)))
    best = float("inf")
    for _ in range(10):
        start = time.perf_counter()
        for _ in range(rounds):
            call(*given)
        best = min(best, (time.perf_counter() - start) / rounds)
    return best * 1e6


def import_seconds(before: str, code: str, runs: int) -> float:
    """The median time that a fresh process takes for some code, after other code that is not timed."""
    timed = f"import time\n{before}\nstart = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"

    def seconds() -> float:
        return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True).stdout)

    return statistics.median(seconds() for _ in range(runs))


def tell_imports(runs: int) -> None:
    """Print what the import costs, with and without what xlwings imports by itself where it is installed."""
    blocked = "import sys\nfor name in ('pandas', 'scipy', 'matplotlib'): sys.modules[name] = None"
    print("| import, seconds | xlwings | service_roi_udfs, beyond it |")
    print("| :--- | ---: | ---: |")
    for label, before in (("pandas installed", ""), ("without pandas", blocked)):
        xlwings = import_seconds(before, "import xlwings", runs)
        ours = import_seconds(f"{before}\nimport xlwings", "import service_roi_udfs", runs)
        print(f"| {label} | {xlwings:.3f} | {ours:.3f} |")


def tell_calls(seconds: float) -> None:
    """Print one call of each function as Excel would make it: of numbers first, then of a series or a whole case."""
    takes_range = {
        name: any(argument.kind in (SERIES, TABLE) for argument in arguments_of(function).values())
        for name, function in functions().items()
    }
    for title, chosen in (("one call, numbers only, µs", False), ("one call, with a series or a case, µs", True)):
        print(f"\n| {title} | ours | by hand, unchecked |")
        print("| :--- | ---: | ---: |")
        _tell_calls([name for name, taking in takes_range.items() if taking is chosen], seconds)


def _tell_calls(names: list[str], seconds: float) -> None:
    for name in names:
        function = functions()[name]
        given = [as_sent(cells) for cells in arguments(name)]
        by_hand = BY_HAND.get(name)
        other = f"{microseconds(by_hand, given, seconds):.1f}" if by_hand else ""
        print(f"| {name} | {microseconds(function, given, seconds):.1f} | {other} |")


def tell_column(rows: int, seconds: float) -> None:
    """Print a column of customer lifetime values in one call."""
    margins = [[100.0 + row] for row in range(rows)]
    retention, rate = [[0.85]], [[0.08]]
    print(f"\n| a column of {rows:,}, ms | ours |")
    print("| :--- | ---: |")
    print(f"| sroi_clv | {microseconds(udfs.sroi_clv, [margins, retention, rate], seconds) / 1e3:.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="processes an import is timed in")
    parser.add_argument("--seconds", type=float, default=0.3, help="time spent on each function")
    chosen = parser.parse_args()
    tell_imports(chosen.runs)
    tell_calls(chosen.seconds)
    tell_column(10_000, chosen.seconds)
