"""From what a user gives to a complete set of values: checked one by one, every problem named, nothing guessed.

Values go by the names they have in a workbook: ``churn``, ``reach_share_plan``, ``ramp_plan``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from numbers import Real
from typing import Any

from .errors import InputError, Problem
from .messages import did_you_mean
from .model import MODEL
from .model.driver import FUTURES, Figure, Input
from .text_numbers import AmbiguousNumber, TextNumberError, read_number

TOLERANCE = 1e-9
"""An excess up to this much comes from rounding and breaks no requirement."""

LAST_YEAR = 10
"""The longest horizon; ``ramp_plan`` has a value for each of these years."""


@dataclass(frozen=True)
class Inputs:
    """A complete, valid set of values.

    ``values``: by name; floats, and for ``ramp_plan`` a tuple of ten. ``same_as_today``: names of plan and zero
    values that were left empty. ``assumed``: drivers with their default. ``notes``: what was read in a way the user
    should know of.
    """

    values: dict[str, Any]
    same_as_today: frozenset[str]
    assumed: tuple[str, ...]
    notes: tuple[Problem, ...]

    def nested(self) -> dict[str, Any]:
        """Return the values as they stand in a JSON file: a dictionary for a driver with a value per future."""
        return {
            name: {future: self.values[f"{name}_{future}"] for future in FUTURES}
            if driver.scope == "future"
            else (list(self.values[name]) if driver.scope == "year" else self.values[name])
            for name, driver in drivers().items()
        }


@cache
def drivers() -> dict[str, Input]:
    """Return the model's drivers by name."""
    return {name: driver for name, driver in MODEL.drivers.items() if isinstance(driver, Input)}


@cache
def essentials() -> tuple[Input, ...]:
    """Return the drivers that every case must give."""
    return tuple(driver for driver in drivers().values() if driver.essential)


@cache
def lever_names() -> tuple[str, ...]:
    """Return the levers of the plan: the groups of drivers that it moves together."""
    return tuple(dict.fromkeys(driver.lever for driver in drivers().values() if driver.lever))


@cache
def value_names() -> dict[str, Input]:
    """Return every name that a value can have in a workbook, with its driver."""
    return {name: driver for driver in drivers().values() for name in driver.names()}


@cache
def _names(driver: Input) -> tuple[str, ...]:
    return driver.names()


def flattened(nested: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by workbook names from the JSON form; raise ``InputError`` for names that do not exist.

    A plain value for a driver with a value per future sets all three.
    """
    known, names = drivers(), value_names()
    flat: dict[str, Any] = {}
    problems = []
    for name, value in nested.items():
        driver = known.get(name)
        if driver is None and name in names:
            flat[name] = value
        elif driver is None:
            problems.append(_unknown(name, {**known, **names}))
        elif driver.scope != "future":
            flat[name] = value
        elif isinstance(value, Mapping):
            problems += [_unknown(f"{name}.{key}", [f"{name}.{f}" for f in FUTURES]) for key in value.keys() - FUTURES]
            flat |= {f"{name}_{future}": value[future] for future in FUTURES if future in value}
        else:
            flat |= {f"{name}_{future}": value for future in FUTURES}
    if problems:
        raise InputError(problems)
    return flat


def set_values(assignments: Iterable[str], also: Collection[str] = ()) -> dict[str, Any]:
    """Return values by workbook names from ``name=value`` and ``name.plan=value``, as on the command line.

    ``also``: names beyond those of inputs; what is assigned to them stays text.
    """
    flat: dict[str, Any] = {}
    problems: list[Problem] = []
    for assignment in assignments:
        name, equals, text = (part.strip() for part in assignment.partition("="))
        if not equals:
            problems.append(Problem(assignment, "is not of the form name=value", remedy="for example churn=0.12"))
            continue
        driver, _, future = name.partition(".")
        value: Any = text.split(",") if driver == "ramp_plan" else text
        if name in also:
            flat[name] = text
        elif future:
            if driver in drivers() and drivers()[driver].scope == "future" and future in FUTURES:
                flat[f"{driver}_{future}"] = value
            else:
                problems.append(_unknown(name, [f"{n}.{f}" for n, d in drivers().items() for f in _futures(d)]))
        else:
            try:
                flat |= flattened({name: value})
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return flat


def resolve(
    given: Mapping[str, Any], *, example: bool = False, where: Callable[[str], str] = lambda name: ""
) -> Inputs:
    """Return a complete set of values from what was given; raise ``InputError`` with every problem found.

    ``given``: values by workbook names, None where empty, a ``Problem`` where something unusable was found. With
    ``example``, what is not given is the illustrative firm's; otherwise an essential driver that is not given is an
    error, and every other has its default in today and the same in plan and zero. ``where`` tells the place of a
    value (file and cell) for messages.
    """
    resolving = _Resolving(given, example, where)
    for driver in drivers().values():
        if driver.scope == "future":
            resolving.future_driver(driver)
        else:
            resolving.single_driver(driver)
    if resolving.missing:
        resolving.problems.append(_missing(resolving.missing, where))
    if resolving.problems:
        raise InputError(resolving.problems)
    return Inputs(
        resolving.values,
        frozenset(resolving.same_as_today),
        tuple(resolving.assumed),
        tuple(resolving.notes),
    )


class _Resolving:
    def __init__(self, given: Mapping[str, Any], example: bool, where: Callable[[str], str]) -> None:
        self.given, self.example, self.where = given, example, where
        self.values: dict[str, Any] = {}
        self.same_as_today: set[str] = set()
        self.assumed: list[str] = []
        self.missing: list[str] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def single_driver(self, driver: Input) -> None:
        name = driver.name
        if self.given.get(name) is None:
            self.fall_back(name, driver)
        elif driver.scope == "year":
            self.values[name] = self.by_year(name, driver)
        else:
            self.values[name] = self.checked(name, self.given[name], driver)

    def future_driver(self, driver: Input) -> None:
        today, *others = _names(driver)
        value = self.given.get(today)
        if value is None:
            self.fall_back(today, driver)
        else:
            self.values[today] = self.checked(today, value, driver)
        for name, future in zip(others, FUTURES[1:], strict=True):
            value = self.given.get(name)
            if value is not None:
                self.values[name] = self.checked(name, value, driver)
            elif self.example and future in driver.figures:
                self.values[name] = _as_floats(driver.figures[future])
            else:
                self.values[name] = self.values[today]
                self.same_as_today.add(name)

    def fall_back(self, name: str, driver: Input) -> None:
        figure = driver.figures["today"] if self.example else driver.default
        self.values[name] = math.nan if figure is None else _as_floats(figure)
        if figure is None:
            self.missing.append(name)
        else:
            self.assumed.append(driver.name)

    def by_year(self, name: str, driver: Input) -> tuple[float, ...]:
        given = self.given[name]
        years = list(given) if isinstance(given, list | tuple) else [given]
        while years and years[-1] is None:
            years.pop()
        if not 1 <= len(years) <= LAST_YEAR:
            problem = Problem(self.where(name), f"{name} has {len(years)} values", expected=f"1 to {LAST_YEAR}")
            self.problems.append(problem)
            return (math.nan,) * LAST_YEAR
        checked = [self.checked(name, value, driver, f", year {year}") for year, value in enumerate(years, start=1)]
        return tuple(checked + checked[-1:] * (LAST_YEAR - len(checked)))

    def checked(self, name: str, value: Any, driver: Input, part: str = "") -> float:
        """Return the value as a float within its bounds, or note the problem and return NaN."""
        if type(value) is float and driver.at_least <= value <= driver.at_most and not driver.whole:
            return value  # nearly all of them: a place is worked out only for those that need one
        if isinstance(value, Problem):
            if value not in self.problems:  # several values may share one
                self.problems.append(value)
            return math.nan
        place = (self.where(name) + part).lstrip(", ")
        try:
            number = self.number(name, value, driver, place)
        except TextNumberError as error:
            remedy = "enter it as a number" if not isinstance(error, AmbiguousNumber) else ""
            self.problems.append(Problem(place, f"{name}: {error}", expected=allowed(driver), remedy=remedy))
            return math.nan
        if number is None:
            self.problems.append(Problem(place, f"{name} is no number", value=_shown(value), expected=allowed(driver)))
            return math.nan
        problem = _outside(name, number, driver, place)
        if problem:
            self.problems.append(problem)
            return math.nan
        return number

    def number(self, name: str, value: Any, driver: Input, place: str) -> float | None:
        if isinstance(value, str):
            number = read_number(value, driver.is_share)
            if not _is_plain(value):
                note = f"{name}: text, read as {number:.15g}"
                self.notes.append(Problem(place, note, value=_shown(value), severity="note"))
            return number
        if isinstance(value, bool) or not isinstance(value, Real):
            return None
        try:
            number = float(value)
        except OverflowError:
            return None
        return number if math.isfinite(number) else None


def _as_floats(figure: Figure) -> Figure:
    """Return a declared figure as the engine takes it: whole numbers would leave its quick path for plain floats."""
    return tuple(map(float, figure)) if isinstance(figure, tuple) else float(figure)


def _is_plain(text: str) -> bool:
    """Whether a number is written as Python writes it, so that reading it needs no comment."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def allowed(driver: Input) -> str:
    """Return the values a driver may have, in words."""
    low, high = (
        f"{bound:,.6g}" if abs(bound) < 1e6 else f"{bound:,.0f}" for bound in (driver.at_least, driver.at_most)
    )
    if driver.unit == "switch":
        return "0 or 1"
    return f"{'a whole number from ' if driver.whole else ''}{low} to {high}"


def _outside(name: str, number: float, driver: Input, place: str) -> Problem | None:
    if driver.at_least <= number <= driver.at_most and not (driver.whole and number != int(number)):
        return None
    remedy = ""
    if driver.is_share and driver.at_least <= number / 100 <= driver.at_most and number > driver.at_most:
        remedy = f"did you mean {number:g} % ({number / 100:g})?"
    return Problem(place, f"{name} = {number:g}", expected=allowed(driver), remedy=remedy)


def _missing(names: list[str], where: Callable[[str], str]) -> Problem:
    """Name them all, each with its cell; the file is named once."""
    files, cells = zip(*(where(name).partition(" · ")[::2] for name in names), strict=True)
    listed = ", ".join(f"{name} ({cell})" if cell else name for name, cell in zip(names, cells, strict=True))
    verb = "is" if len(names) == 1 else "are"
    text = f"{len(names)} of the {len(essentials())} required inputs {verb} empty: {listed}"
    return Problem(files[0], text, remedy="fill them in; they are never taken for 0")


def _unknown(name: str, known: Iterable[str]) -> Problem:
    return Problem(name, f"there is no such input{did_you_mean(name, known)}")


def _futures(driver: Input) -> tuple[str, ...]:
    return FUTURES if driver.scope == "future" else ()


def _shown(value: Any) -> str:
    return repr(value) if len(repr(value)) <= 40 else repr(value)[:37] + "..."
