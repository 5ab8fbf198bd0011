"""What the report tells, worked out once: the case, what its value hangs on, where it turns, where to draw the line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..analysis.break_even import BreakEven
from ..analysis.service_level import Curve
from ..analysis.tornado import Bar, Tornado
from ..case import Case, Result
from ..errors import InputError, NoResult
from ..headlines import CENT
from ..workbook.before import Before
from ..workbook_analyses.work import SWING

MOST_INPUTS = 8
"""The inputs whose value and source are told: those on which the value of the programme hangs most."""

MOST_BREAK_EVENS = 5
"""The inputs for which it is told where the programme turns, besides how much of the plan is realised."""

REALISATION = "realisation_share"


@dataclass(frozen=True)
class Findings:
    """All that the report needs, in no language.

    ``unusable_ranges``: how many ranges contradict the value that they are about, so that none could be used.
    ``curve``: None where the case has none, and ``why_not``.
    """

    before: Before
    result: Result
    tornado: Tornado
    unusable_ranges: int
    break_evens: tuple[BreakEven, ...]
    curve: Curve | None
    why_not: str = ""

    @property
    def case(self) -> Case:
        """The case that it is about."""
        return self.result.case

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The inputs that matter most, widest first."""
        return moving(self.tornado)[:MOST_INPUTS]


def find(case: Case, before: Before) -> Findings:
    """Work out what the report tells; raise ``InputError`` where the case contradicts itself."""
    result = case.run()
    tornado, unusable = _tornado(case)
    names = [bar.name for bar in moving(tornado) if bar.name != REALISATION][:MOST_BREAK_EVENS]
    break_evens = tuple(case.break_even(name) for name in (REALISATION, *names))
    try:
        return Findings(before, result, tornado, unusable, break_evens, case.service_level_curve())
    except InputError as error:
        return Findings(before, result, tornado, unusable, break_evens, None, str(error))


def moving(tornado: Tornado) -> tuple[Bar, ...]:
    """Return the bars of the inputs that move the measure at all, widest first."""
    return tuple(bar for bar in tornado.bars if bar.span > CENT)


def _tornado(case: Case) -> tuple[Tornado, int]:
    """Return the tornado over the ranges; over so many percent where there are none, or some that cannot be used."""
    try:
        return case.tornado(), 0
    except NoResult:
        unusable = 0
    except InputError as error:
        unusable = len(error.problems)
    return case.tornado(percent=SWING), unusable
