"""What a case says about its uncertainty: how far its inputs may be off, which go together, what may go wrong.

In JSON::

    "ranges": {"churn": {"low": 0.12, "high": 0.18, "distribution": "triangular"}},
    "correlations": [["churn", "reach_share_plan", 0.4]],
    "incidents": [{"name": "A row in the media", "probability": 0.02, "customers_lost": 800}]

In a workbook, and with ``--set``, a range stands under ``churn_low``, ``churn_high`` and ``churn_distribution``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from numbers import Real
from typing import Any

from .errors import InputError, Problem
from .inputs import allowed, drivers, value_names
from .messages import did_you_mean, shown
from .model.driver import FUTURES, Input
from .text_numbers import TextNumberError, read_number

DISTRIBUTIONS = ("pert", "triangular", "uniform", "normal", "lognormal", "fixed")
"""The shapes a range can have; ``analysis.simulation.distributions`` says what low, likely and high mean to each."""

PARTS = ("low", "high", "distribution")
"""What the names of a range end in, in a workbook: ``churn_low``."""

KEYS = ("ranges", "correlations", "incidents")
"""Where uncertainty stands in a JSON file."""


@dataclass(frozen=True)
class Range:
    """How far an input may be off. ``fixed``: it is not uncertain after all."""

    low: float
    likely: float
    high: float
    distribution: str = "pert"


@dataclass(frozen=True)
class Correlation:
    """Two uncertain inputs, by the names of their ranges, that go up and down together: Spearman's rank correlation."""

    first: str
    second: str
    coefficient: float


@dataclass(frozen=True)
class Incident:
    """Something that may happen, at the start of year 1, and drives customers away.

    ``probability``: one for all futures, or one for each of ``today``, ``plan`` and ``zero``. ``year`` is 1 or None.
    """

    name: str
    probability: float | Mapping[str, float]
    customers_lost: float
    year: int | None = None

    def probability_in(self, future: str) -> float:
        """Return how likely the incident is in a future."""
        return self.probability.get(future, 0.0) if isinstance(self.probability, Mapping) else self.probability


@dataclass(frozen=True)
class Uncertainty:
    """What is uncertain about a case.

    ``ranges`` go by the name of a driver, or by that of one value: ``churn``, ``reach_share``, ``reach_share_today``;
    `values_of` tells which values they are about. ``assumed``: the ranges that are the illustrative firm's.
    """

    ranges: Mapping[str, Range]
    correlations: tuple[Correlation, ...] = ()
    incidents: tuple[Incident, ...] = ()
    assumed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return {
            "ranges": {name: asdict(found) for name, found in self.ranges.items()},
            "correlations": [[each.first, each.second, each.coefficient] for each in self.correlations],
            "incidents": [{k: v for k, v in asdict(each).items() if v is not None} for each in self.incidents],
        }


def values_of(name: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the values that a range is about.

    A range that bears the name of a value is about that value. One that bears the name of a driver is about the plan's
    value where that differs from today's, else about zero's where only that differs, else about all three at once.
    """
    driver = drivers().get(name)
    if driver is None or driver.scope != "future":
        return (name,)
    own = [f"{name}_{future}" for future in FUTURES[1:] if values[f"{name}_{future}"] != values[f"{name}_today"]]
    return (own[0],) if own else driver.names()


def name_of(name: str, values: Mapping[str, Any]) -> str:
    """Return a range's name as results show it: that of the value it is about, or the driver's where it is several."""
    about = values_of(name, values)
    return about[0] if len(about) == 1 else name


@cache
def range_names() -> dict[str, str]:
    """Return the names that ranges have in a workbook, each with its driver: ``churn_low``."""
    return {f"{name}_{part}": name for name, driver in drivers().items() if _may_vary(driver) for part in PARTS}


def _nowhere(name: str) -> str:
    return ""


@dataclass(frozen=True)
class Said:
    """What a user said about the uncertainty of a case, not yet read.

    ``given``: by `KEYS` and by `range_names`; None where empty, a ``Problem`` where something unusable was found. With
    ``example``, what is not said is as in the illustrative firm. ``where`` tells the place of a name for messages.
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    example: bool = False
    where: Callable[[str], str] = _nowhere

    def read(self, values: Mapping[str, Any]) -> Uncertainty:
        """Return the uncertainty of a case with these values; raise ``InputError`` with every problem found."""
        reading = _Reading(self, values)
        ranges = reading.ranges()
        correlations = tuple(reading.correlations(ranges)) if not reading.problems else ()
        incidents = tuple(reading.incidents())
        if reading.problems:
            raise InputError(reading.problems)
        return Uncertainty(ranges, correlations, incidents, tuple(name for name in ranges if name in reading.assumed))


def parted(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a user gave in two: values of inputs, and what is about uncertainty."""
    said = {name: value for name, value in given.items() if name in KEYS or name in range_names()}
    return {name: value for name, value in given.items() if name not in said}, said


class _Reading:
    """Reads what was said, and collects what is wrong with it."""

    def __init__(self, said: Said, values: Mapping[str, Any]) -> None:
        self.said, self.values = said, values
        self.problems: list[Problem] = []
        self.assumed: set[str] = set()

    # ------------------------------------------------------------------------------------------------------ ranges

    def ranges(self) -> dict[str, Range]:
        entries = self.entries()
        self.assume(entries)
        owners: dict[str, str] = {}
        for name in entries:
            for value in values_of(name, self.values):
                if owners.setdefault(value, name) != name:
                    message = f"{owners[value]} and {name} are ranges of the same value, {value}"
                    self.say(name, message, remedy="leave one of them out")
        found = {name: self.range(name, entry) for name, entry in entries.items()}
        order = [name for driver in drivers().values() for name in dict.fromkeys((driver.name, *driver.names()))]
        return {name: found_range for name in order if (found_range := found.get(name)) is not None}

    def assume(self, entries: dict[str, dict[str, Any]]) -> None:
        """Take from the illustrative firm what was not said."""
        about = {value for name in entries for value in values_of(name, self.values)}
        for name, driver in drivers().items() if self.said.example else ():
            if driver.low is None or driver.high is None:
                continue
            if name in entries:
                entries[name] = {"low": driver.low, "high": driver.high, **entries[name]}
            elif about.isdisjoint(values_of(name, self.values)):
                entries[name] = {"low": driver.low, "high": driver.high}
                self.assumed.add(name)

    def entries(self) -> dict[str, dict[str, Any]]:
        """Return what was said about each range: parts by the name of a driver or a value."""
        given = self.said.given.get("ranges") or {}
        if not isinstance(given, Mapping):
            self.say("ranges", "ranges is not an object with a range for each input", given)
            given = {}
        entries: dict[str, dict[str, Any]] = {}
        for name, entry in given.items():
            if not self.can_vary(name):
                continue
            if not isinstance(entry, Mapping):
                self.say(name, f"the range of {name} is not an object", entry, 'such as {"low": 0.1, "high": 0.2}')
                continue
            for part in (each for each in entry if each not in (*PARTS, "likely")):
                self.say(name, f"the range of {name} has no {shown(str(part))}", expected=f"{', '.join(PARTS)}, likely")
            entries[name] = dict(entry)
        for name, driver in range_names().items():
            if self.said.given.get(name) is not None:
                entries.setdefault(driver, {})[name.removeprefix(f"{driver}_")] = self.said.given[name]
        without_figures = [name for name, entry in entries.items() if entry.keys() == {"distribution"}]
        for name in without_figures if not self.said.example else ():
            del entries[name]  # a shape that was chosen in a workbook, where low and high are empty: no range
        return entries

    def can_vary(self, name: Any) -> bool:
        driver = _driver(name)
        if driver is None:
            near = did_you_mean(str(name), {**drivers(), **value_names()})
            self.say(str(name), f"ranges: there is no input {shown(str(name))}{near}")
        elif not _may_vary(driver):
            self.say(name, f"{name} cannot be uncertain", remedy="work it out for each of its values apart")
        return driver is not None and _may_vary(driver)

    def range(self, name: str, entry: Mapping[str, Any]) -> Range | None:
        driver = value_names()[values_of(name, self.values)[0]]
        distribution = self.distribution(name, entry.get("distribution"))
        in_use: float = self.values[values_of(name, self.values)[0]]
        likely = in_use if entry.get("likely") is None else self.figure(name, "likely", entry["likely"], driver)
        if distribution == "fixed" and entry.get("low") is None and entry.get("high") is None:
            return None if likely is None else Range(likely, likely, likely, distribution)
        low, high = (self.figure(name, part, entry.get(part), driver) for part in ("low", "high"))
        if distribution is None or low is None or likely is None or high is None:
            return None
        if not low <= likely <= high and distribution != "fixed":
            self.out_of_order(name, low, likely, high, "likely" in entry)
            return None
        if distribution == "lognormal" and low <= 0:
            self.say(_part(name, "low"), f"the low of {name} is {low:g}", expected="above 0 for a lognormal")
            return None
        return Range(low, likely, high, distribution)

    def out_of_order(self, name: str, low: float, likely: float, high: float, said: bool) -> None:
        if low > high:
            self.say(name, f"the low of {name} is above its high", f"{low:g} and {high:g}")
            return
        what = f"the likely value of {name}" if said else ", ".join(values_of(name, self.values))
        is_, whose = ("are", "their") if not said and len(values_of(name, self.values)) > 1 else ("is", "its")
        found = f"{what} {is_} {likely:g}, outside {whose} range"
        remedy = f"set {name}_low and {name}_high around it, or the distribution to fixed"
        self.say(name, found, expected=f"{low:g} to {high:g}", remedy=remedy)

    def distribution(self, name: str, given: Any) -> str | None:
        if given is None:
            return DISTRIBUTIONS[0]
        if isinstance(given, Problem):
            self.problems.append(given)
        elif isinstance(given, str) and given.strip().lower() in DISTRIBUTIONS:
            return given.strip().lower()
        else:
            expected = ", ".join(DISTRIBUTIONS)
            self.say(_part(name, "distribution"), f"there is no such distribution for {name}", given, expected)
        return None

    def figure(self, name: str, part: str, given: Any, driver: Input) -> float | None:
        """Return a number within the bounds of its driver, or note what is wrong and return None."""
        if isinstance(given, Problem):
            self.problems.append(given)
            return None
        what = f"the {part} of {name}"
        if given is None:
            self.say(_part(name, part), f"{what} is missing", expected=allowed(driver))
            return None
        try:
            number = _number(given, driver.is_share)
        except TextNumberError as error:
            self.say(_part(name, part), f"{what}: {error}", expected=allowed(driver))
            return None
        if number is None or not driver.at_least <= number <= driver.at_most:
            self.say(_part(name, part), f"{what} is not allowed", given, allowed(driver))
            return None
        return number

    # ---------------------------------------------------------------------------------- correlations and incidents

    def correlations(self, ranges: Mapping[str, Range]) -> Iterator[Correlation]:
        seen: set[frozenset[str]] = set()
        for position, given in self.listed("correlations"):
            place = f"correlation {position}"
            if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != 3:
                self.say("correlations", f"{place} is not of the form [input, input, coefficient]", given)
                continue
            pair = [self.correlated(place, name, ranges) for name in given[:2]]
            coefficient = _plain(given[2])
            if coefficient is None or not -1 <= coefficient <= 1:
                self.say("correlations", f"{place}: the coefficient is no rank correlation", given[2], "-1 to 1")
            elif pair[0] is not None and pair[1] is not None:
                first, second = pair[0], pair[1]
                if first == second or frozenset((first, second)) in seen:
                    message = f"{place} is about one input, or two that are correlated already"
                    self.say("correlations", message, given)
                seen.add(frozenset((first, second)))
                yield Correlation(first, second, coefficient)

    def correlated(self, place: str, name: Any, ranges: Mapping[str, Range]) -> str | None:
        """Return the name of the range that a correlation means: an input goes by its driver's or its value's name."""
        about = set() if _driver(name) is None else {*values_of(name, self.values)}
        found = next((each for each in ranges if about.intersection(values_of(each, self.values))), None)
        if found is None:
            message = f"{place}: {shown(str(name))} has no range{did_you_mean(str(name), ranges)}"
            self.say("correlations", message, remedy="give it a low and a high")
        return found

    def incidents(self) -> Iterator[Incident]:
        for position, given in self.listed("incidents"):
            place = f"incident {position}"
            if not isinstance(given, Mapping) or not isinstance(given.get("name"), str) or not given["name"].strip():
                expected = 'such as {"name": "…", "probability": 0.02, "customers_lost": 800}'
                self.say("incidents", f"{place} is not an object with a name", given, expected)
                continue
            place = f"{place}, {shown(given['name'])}"
            known = ("name", "probability", "customers_lost", "year")
            for key in (each for each in given if each not in known):
                self.say("incidents", f"{place}, has no {shown(str(key))}", expected=", ".join(known))
            probability = self.probability(place, given.get("probability"))
            lost, customers = _plain(given.get("customers_lost")), self.values["customers"]
            if lost is None or not 0 <= lost <= customers:
                expected = f"0 to {customers:,.15g}, all customers"
                message = f"{place}: customers_lost is not allowed"
                self.say("incidents", message, given.get("customers_lost"), expected)
            if given.get("year") not in (None, 1):
                message = f"{place}: an incident happens at the start of year 1"
                self.say("incidents", message, given["year"], "1, or left out")
            elif probability is not None and lost is not None:
                yield Incident(given["name"], probability, lost, given.get("year"))

    def probability(self, place: str, given: Any) -> float | dict[str, float] | None:
        by_future = given if isinstance(given, Mapping) else {FUTURES[0]: given}
        for future in by_future.keys() - FUTURES:
            self.say("incidents", f"{place}: there is no future {shown(str(future))}", expected=", ".join(FUTURES))
        found = {future: _plain(value) for future, value in by_future.items()}
        if not found or not all(value is not None and 0 <= value <= 1 for value in found.values()):
            message = f"{place}: the probability is not allowed"
            self.say("incidents", message, given, "0 to 1, or one for each future")
            return None
        known = {future: value for future, value in found.items() if value is not None}
        return known if isinstance(given, Mapping) else known[FUTURES[0]]

    def listed(self, key: str) -> Iterable[tuple[int, Any]]:
        given = self.said.given.get(key) or []
        if not isinstance(given, list | tuple):
            self.say(key, f"{key} is not a list", given)
            return []
        return enumerate(given, start=1)

    def say(self, name: str, message: str, found: Any = None, expected: str = "", remedy: str = "") -> None:
        value = "" if found is None else shown(repr(found), 40)
        self.problems.append(Problem(self.said.where(name), message, value, expected, remedy))


def _part(name: str, part: str) -> str:
    """Return the name of a part of a range, as it stands in a workbook where it does."""
    return f"{name}_{part}"


def _driver(name: Any) -> Input | None:
    """Return the driver that a name is of, or a value's name; None where there is none."""
    return drivers().get(name, value_names().get(name)) if isinstance(name, str) else None


def _may_vary(driver: Input) -> bool:
    """Whether a driver can be uncertain: no switch, no horizon, and not the ramp, which realisation_share scales."""
    return driver.scope != "year" and not driver.whole


def _number(given: Any, is_share: bool) -> float | None:
    """Return a number, also from text such as ``12 %``; None where there is none."""
    return read_number(given, is_share) if isinstance(given, str) else _plain(given)


def _plain(given: Any) -> float | None:
    if isinstance(given, bool) or not isinstance(given, Real):
        return None
    try:
        number = float(given)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
