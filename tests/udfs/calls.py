"""Calls of the worksheet functions that every host must answer alike: one table for all of them.

Arguments are what a spreadsheet sends: numbers, texts, truth values, None for an empty cell or an argument left out, a
list of rows for a range, and an error cell as its text ("#N/A"), which each host turns into what that host sends.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import service_roi_udfs
from reference.examples import EXAMPLES, arguments


@dataclass(frozen=True)
class Call:
    """A call, and what it gives: a float, a text or rows of them; or a refusal that says ``error`` among more."""

    function: str
    args: tuple[Any, ...]
    expected: Any = None
    error: str = ""


class NoResult:
    """A cell of a range of results that has no number: an error value, or a text that starts with ``#SROI!``."""

    def __repr__(self) -> str:
        return "no result"


NO_RESULT = NoResult()


def matches(found: Any, expected: Any) -> bool:
    """Whether a host's answer is the expected one; a range of one row may have lost its rows, as COM sends it."""
    if isinstance(expected, list):
        if len(expected) == 1 and not (isinstance(found, list | tuple) and isinstance(found[0], list | tuple)):
            found = [found]
        return len(found) == len(expected) and all(
            len(row) == len(wanted) and all(map(matches, row, wanted))
            for row, wanted in zip(found, expected, strict=True)
        )
    if expected is NO_RESULT:
        return isinstance(found, str) and found.startswith(("#SROI!", "#VALUE!"))
    if isinstance(expected, str):
        empty = found is None and not expected  # what a file or a host makes of a cell with an empty text
        return empty or (isinstance(found, str) and found.strip() == expected.strip())
    return (
        isinstance(found, float | int)
        and not isinstance(found, bool)
        and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    )


FLOWS = [[-100.0], [60.0], [60.0]]

ANSWERED: list[tuple[str, tuple[Any, ...]]] = [
    *((name, arguments(name)) for name in EXAMPLES),
    # one number, however it comes
    ("sroi_clv", ([[250.0]], "85%", "0,08")),
    ("sroi_clv", ("1.234,56", 0.85, 0.08)),
    # what may be left out, given and left out
    ("sroi_clv", (250.0, 0.85, 0.08, 0.0)),
    ("sroi_clv", (250.0, 0.85, 0.08, None, 0.02, 5.0)),
    ("sroi_clv", (250.0, 0.85, 0.08, [[None]], [[None]], [[None]])),
    ("sroi_payback", (FLOWS, None)),
    ("sroi_agents", (100.0, 30.0, 180.0, 0.8, 20.0, None, None, 120.0)),
    ("sroi_turnover_cost", (80.0, 0.26, 32_000.0, 1.0, True)),
    # ranges: a column, a row, a table of both, blanks behind the data
    ("sroi_clv", ([[250.0], [300.0], [350.0]], 0.85, 0.08)),
    ("sroi_clv", ([[250.0, 300.0]], 0.85, 0.08)),
    ("sroi_clv", ([[250.0], [300.0]], [[0.8, 0.85, 0.9]], 0.08)),
    ("sroi_clv", ([[250.0], [300.0], [None], [None]], 0.85, 0.08)),
    ("sroi_npv", ([[0.05], [0.08]], FLOWS)),
    ("sroi_npv", (0.08, [*FLOWS, [None], [None]])),
    ("sroi_wait", (100.0, 30.0, 180.0, [[8.0], [12.0], [14.0]])),  # 8 agents can't keep up: no number in that cell
    ("sroi_irr", (FLOWS,)),
    # the analyses of a case, with what may be left out
    ("sroi_curve", arguments("sroi_curve")[:1]),
    ("sroi_tornado", (*arguments("sroi_tornado"), "roi", 20.0)),
    ("sroi_breakeven", (*arguments("sroi_breakeven")[:1], "reach_share.plan", "roi", 0.1)),
    ("sroi_breakeven", (*arguments("sroi_breakeven")[:1], "reach_ceiling")),  # moves nothing: no number in that cell
]

REFUSED: list[tuple[str, tuple[Any, ...], str]] = [
    ("sroi_npv", (0.08, [[-100.0], [None], [60.0]]), "flows, position 2"),
    ("sroi_npv", (0.08, [[-100.0], ["x"], [60.0]]), "flows, position 2"),
    ("sroi_npv", (0.08, [[-100.0], [60.0], ["60"]]), "flows, position 3"),
    ("sroi_npv", (0.08, [[-100.0, 60.0], [60.0, 60.0]]), "one row or one column"),
    ("sroi_npv", (None, FLOWS), "rate"),
    ("sroi_npv", (-1.5, FLOWS), "rate"),
    ("sroi_irr", ([[100.0, 60.0]],), "IRR"),
    ("sroi_irr", ([[-100.0, 230.0, -132.0]],), "2 rates"),
    ("sroi_clv", (250.0, 1.0, 0.0), "add up without end"),
    ("sroi_clv", (250.0, 1.2, 0.08), "retention"),
    ("sroi_clv", ("40.000", 0.85, 0.08), "two readings"),
    ("sroi_clv", ([[250.0], ["x"], [350.0]], 0.85, 0.08), "margin, position 2"),
    ("sroi_market_damage", (1e5, 0.2, 0.5, 0.7, 0.6, 0.9, 0.9, 0.8, 0.6, 0.6), "mollified_share"),
    ("sroi_case", (arguments("sroi_case")[0], "programme_value"), "programme_npv"),
    ("sroi_case", ([["churn", 0.2], ["chrun", 0.3]], "roi"), "chrun"),
    ("sroi_explain", ("lost_custumers",), "lost_customers"),
    ("sroi_curve", (arguments("sroi_curve")[0], [[0.0, 2.5]]), "2.5"),
    ("sroi_tornado", (arguments("sroi_tornado")[0], "rio"), "roi"),
    ("sroi_tornado", (arguments("sroi_tornado")[0], None, [[10.0, 20.0]]), "one cell"),
    ("sroi_breakeven", (arguments("sroi_breakeven")[0], "chrun"), "churn"),
]

ERROR_CELLS: list[tuple[str, tuple[Any, ...], str]] = [
    ("sroi_npv", (0.08, [[-100.0], ["#N/A"], [60.0]]), "flows, position 2"),
    ("sroi_clv", ("#DIV/0!", 0.85, 0.08), "margin"),
]
"""A spreadsheet that hands error cells over: Excel does, LibreOffice answers with the error itself."""


def _expected(function: str, args: tuple[Any, ...]) -> Any:
    """What the function gives when called from Python, with the cells marked that have no result."""
    called: Callable[..., Any] = getattr(service_roi_udfs, function)
    found = called(*args)
    if not isinstance(found, list):
        return found
    return [[NO_RESULT if isinstance(c, str) and c.startswith("#SROI!") else c for c in row] for row in found]


CALLS = [
    *(Call(function, args, _expected(function, args)) for function, args in ANSWERED),
    *(Call(function, args, error=error) for function, args, error in REFUSED),
]
CALLS_WITH_ERROR_CELLS = [Call(function, args, error=error) for function, args, error in ERROR_CELLS]
