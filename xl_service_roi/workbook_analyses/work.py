"""Works out the analyses of a workbook's case: which cells are to hold what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ..case import Case
from ..errors import InputError, NoResult, Problem, WorkbookError
from ..labels import Labels
from ..spreadsheet.cells import Workbook
from ..spreadsheet.defined_names import Reference
from ..uncertainty import Said
from ..workbook.analysis_tables import SCENARIO_MEASURES, TABLES, Analysis, seals_name
from ..workbook.made import BUILDS_ON, SUMMED, Seals, state_made, sum_of
from ..workbook.named_cells import NamedCells
from ..workbook.read import Filled, global_names, points_to
from ..workbook.read_scenarios import columns_of, inputs_of
from . import figures
from .figures import Figures, Rows
from .shown import state_cells

SWING = 10.0
"""Percent by which inputs go up and down in the tornado of a workbook without any range."""


@dataclass(frozen=True)
class Draws:
    """How many draws a simulation takes, and from which seed; None is what it takes by itself."""

    count: int | None = None
    seed: int | None = None


@dataclass
class Done:
    """What was worked out.

    ``cells``: what goes where, row by row. ``shown``: the cells whose formulas say when an analysis was made, and those
    that they look at, with what they show now. ``skipped``: the analyses that could not be made, and why.
    """

    made: list[Analysis] = field(default_factory=list)
    cells: list[tuple[Reference, Rows]] = field(default_factory=list)
    shown: list[tuple[Reference, float | str]] = field(default_factory=list)
    skipped: dict[Analysis, tuple[Problem, ...]] = field(default_factory=dict)


def analysed(
    book: Workbook, filled: Filled, case: Case, words: Labels, which: Iterable[Analysis], draws: Draws | None = None
) -> Done:
    """Work out analyses of the case of a workbook, which was read with all its parts.

    One that cannot be made is skipped, and the others are made all the same. Raises ``InputError`` where the case
    itself is refused, and ``WorkbookError`` for a workbook that has no place for its analyses.
    """
    work = _Work(book, filled, case, words, draws or Draws())
    for analysis in which:
        work.make(analysis)
    return work.done


def case_of(filled: Filled, source: str) -> Case:
    """Return the case of a workbook that was read with all its parts."""
    from ..inputs import resolve

    inputs = resolve(filled.given, where=filled.where)
    return Case(inputs, source, filled.notes, Said(filled.uncertainty, where=filled.where), filled.scenarios)


class _Work:
    def __init__(self, book: Workbook, filled: Filled, case: Case, words: Labels, draws: Draws) -> None:
        self.book, self.filled, self.case, self.words, self.draws = book, filled, case, words, draws
        self.date = f"{datetime.now():%Y-%m-%d %H:%M}"
        self.result = case.run()
        self.done = Done()

    def make(self, analysis: Analysis) -> None:
        """Work out one analysis, or note why it cannot be made."""
        seals = self.cells(seals_name(analysis))
        try:
            found: Figures = getattr(self, f"_{analysis}")()
        except InputError as error:
            self.done.skipped[analysis] = tuple(error.problems)
            return
        except NoResult as error:
            self.done.skipped[analysis] = (Problem("", str(error)),)
            return
        except ModuleNotFoundError as error:  # xlwings Lite has only the packages that were asked for
            package = str(error.name).partition(".")[0]
            remedy = f"add {package} to requirements.txt, or install it with pip"
            self.done.skipped[analysis] = (Problem("", f"needs the package {package}", remedy=remedy),)
            return
        sealed = self.seals(analysis)
        self.done.cells += [(self.cells(name), rows) for name, rows in found.items()]
        self.done.cells.append((seals, [[*sealed]]))
        said = state_made(sealed, self.words)
        self.done.shown += [(cell, said) for cell in state_cells(self.book, analysis)]
        if analysis in BUILDS_ON:
            self.done.shown.append((self.cells(BUILDS_ON[analysis]), sealed.builds_on))
        self.done.made.append(analysis)

    def cells(self, name: str) -> Reference:
        """Return the cells of a table; raise where the workbook has none, or not as many."""
        if not global_names(self.book, name):
            reason = "has no sheets for scenarios and analyses: it was made before there were any"
            raise WorkbookError(self.book.path, reason, "bring it up to date with: service-roi upgrade")
        table = _SHAPES[name]
        found = points_to(self.book, name, table)
        if isinstance(found, Problem):
            raise WorkbookError(self.book.path, found.message, found.remedy)
        return found

    def seals(self, analysis: Analysis) -> Seals:
        measures = self.result.found.measures
        builds_on = BUILDS_ON.get(analysis)
        more = sum_of(builds_on, NamedCells(self.book, SUMMED[builds_on]), self.words) if builds_on else 0.0
        return Seals(self.date, float(measures["programme_npv"]), float(measures["service_value"]), more)

    def _levers(self) -> Figures:
        from ..analysis.levers import levers

        return figures.of_levers(levers(self.case))

    def _tornado(self) -> Figures:
        from ..analysis.tornado import tornado

        if self.case.uncertainty.ranges:
            return figures.of_tornado(tornado(self.case), self.words.say("tornado_rule_range"), self.words)
        rule = self.words.say("tornado_rule_percent", percent=f"{SWING:g}")
        return figures.of_tornado(tornado(self.case, percent=SWING), rule, self.words)

    def _curve(self) -> Figures:
        from ..analysis.service_level import service_level_curve

        return figures.of_curve(service_level_curve(self.case))

    def _simulation(self) -> Figures:
        from ..analysis.simulation import DRAWS, SEED, simulate

        count, seed = self.draws.count, self.draws.seed
        found = simulate(self.case, DRAWS if count is None else count, SEED if seed is None else seed)
        return figures.of_simulation(found, self.words)

    def _scenarios(self) -> Figures:
        from ..analysis.scenarios import scenarios

        found = scenarios(self.case, measures=SCENARIO_MEASURES)
        return figures.of_scenarios(found, inputs_of(self.book), columns_of(self.book))


_SHAPES = {table.name: (table.rows, table.columns) for table in TABLES}
