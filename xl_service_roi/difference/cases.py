"""The difference between two cases: workbooks, or inputs in JSON files. Both are worked out anew from their inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..analysis.shapley import Floats
from ..case import Case, Result
from ..check.audited import Audited
from ..check.formulas import formula_problems
from ..check.results import as_given, stale_results
from ..errors import InputError, NoResult, Problem
from ..inputs import drivers, resolve
from ..model import MODEL_VERSION
from ..spreadsheet.cells import Workbook
from ..workbook.read import Filled, file_name, read_inputs
from .movement import BOTH, Movement, moved, movements, row_of


@dataclass(frozen=True)
class Opened:
    """A case that was worked out, and the name of its file, by which it is told from the other one.

    ``stored``: where the file shows something else than its inputs come to.
    """

    name: str
    result: Result
    stored: tuple[Problem, ...] = ()

    @cached_property
    def inputs(self) -> Floats:
        """Its inputs as a row."""
        return row_of(self.result.case.inputs.values)

    @property
    def assumed(self) -> frozenset[str]:
        """The drivers that were not given, and have their default."""
        return frozenset(self.result.case.inputs.assumed)

    @property
    def notes(self) -> list[str]:
        """What should be known of how the file was read."""
        return [str(named(note, self.result.case.source, self.name)) for note in self.result.case.notes]


def named(problem: Problem, file: str, name: str) -> Problem:
    """Return a problem with the name by which its file is told from another one: both may be called ``case.xlsx``."""
    return (
        replace(problem, where=name + problem.where.removeprefix(file)) if problem.where.startswith(file) else problem
    )


def opened_json(path: str, name: str) -> Opened:
    """Work out the case of a .json file; raise ``InputError`` where its inputs cannot be used."""
    return Opened(name, _run(Case.from_file(path)))


def opened_workbook(book: Workbook, name: str) -> Opened:
    """Work out the case of a workbook; raise ``InputError`` where its inputs cannot be used."""
    filled = read_inputs(book)
    file = file_name(book.path)
    result = _run(Case(resolve(filled.given, where=filled.where), file, filled.notes))
    return Opened(name, result, tuple(named(each, file, name) for each in _stored(book, filled, result)))


def _run(case: Case) -> Result:
    try:
        return case.run()
    except InputError as error:  # what contradicts itself stands in no one cell, and there are two files
        raise InputError(Problem(case.source, each.message, remedy=each.remedy) for each in error.problems) from None


def _stored(book: Workbook, filled: Filled, result: Result) -> Iterator[Problem]:
    """Give what a workbook shows that is not what its inputs come to: results of before, formulas typed over."""
    if filled.version in (MODEL_VERSION, ""):
        audited = Audited(book)
        found = [*stale_results(audited, result, as_given(filled.given)), *formula_problems(audited)]
        yield from (problem for problem in found if problem.severity != "note")


@dataclass(frozen=True)
class CaseDifference:
    """From one case to another: how ``measures`` moved, and what each driver that changed contributed."""

    before: Opened
    after: Opened
    measures: tuple[str, ...]
    movement: Movement

    @property
    def changed(self) -> frozenset[str]:
        """The drivers that changed."""
        return frozenset(name for each in self.movement.contributions for name in each.drivers)

    @property
    def assumed_in_one(self) -> tuple[str, ...]:
        """The drivers that are given in one case, and in the other have that same value as their default."""
        differing = self.before.assumed ^ self.after.assumed
        return tuple(name for name in drivers() if name in differing and name not in self.changed)

    def values(self, measure: str) -> tuple[float | None, float | None]:
        """Return a measure before and after, as each case by itself has it."""
        return self.before.result.measure(measure), self.after.result.measure(measure)

    def total(self, measure: str) -> float | None:
        """Return by how much a measure moved."""
        return moved(*self.values(measure))

    def shared_out(self, measure: str) -> bool:
        """Tell whether the drivers' contributions to a measure exist: in every mix of the two cases it must."""
        return all(each.values[measure] is not None for each in self.movement.contributions)


def difference_of_cases(before: Opened, after: Opened, measures: tuple[str, ...] = BOTH) -> CaseDifference:
    """Return what moved measures, among which those of BOTH, from one case to another."""
    (movement,) = movements(before.inputs[np.newaxis], after.inputs[np.newaxis], measures)
    if movement is None:  # both were worked out before, so only a last digit can decide otherwise here
        raise NoResult("one of the two cases breaks a requirement of the model by a last digit")
    return CaseDifference(before, after, measures, movement)
