"""Numbers of a model: years outside, scenarios inside.

A value is a float (one case) or a numpy array with one value a scenario; values that are the same in all scenarios
stay floats, so whatever depends on them alone costs next to nothing. Scenarios are reckoned in chunks that fit the
processor's cache. The functions that reckon a year are written by ``codegen``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .codegen import python_source
from .definition import Definition
from .functions import Value

CHUNK = 8192
"""Scenarios at a time: some 64 KB a line. Fewer cost more Python a scenario, more no longer fit the cache."""

Values = Mapping[str, Any]
"""Drivers by the names they have in a workbook: ``churn``, ``reach_share_plan``; ``ramp_plan`` has a value a year."""


@dataclass
class Evaluation:
    """What came out: each a float, or an array with one value a scenario.

    ``lines[future][line]`` and ``results[line]`` have a value a year, year 0 first; ``measures`` are NaN where there
    is none; ``excess`` tells by how much each requirement is broken (above 0) or kept.
    """

    lines: Mapping[str, Mapping[str, list[Value]]] = field(default_factory=dict)
    drivers: Mapping[str, Mapping[str, list[Value]]] = field(default_factory=dict)
    present: Mapping[str, Value] = field(default_factory=dict)
    singles: Mapping[str, Value] = field(default_factory=dict)
    results: Mapping[str, list[Value]] = field(default_factory=dict)
    measures: Mapping[str, Value] = field(default_factory=dict)
    excess: Mapping[str, Value] = field(default_factory=dict)


def evaluate(definition: Definition, values: Values, years: int) -> Evaluation:
    """Return every line, result and measure of one case; ``values`` are floats."""
    return _program(definition, None)(values, years, by_year=True)


def evaluate_measures(definition: Definition, values: Values, years: int) -> Evaluation:
    """Return the measures and excesses of one case, without the years that lead to them."""
    return _program(definition, None)(values, years)


def evaluate_each(definition: Definition, values: Values, years: Sequence[int]) -> list[Evaluation]:
    """Return every line, result and measure of some hundred cases, each up to a year of its own.

    ``values`` are floats (the same in all cases) or arrays with one value a case; a driver by year is a list of those.
    """
    import numpy as np

    with np.errstate(all="ignore"):
        found = _program(definition, None)(values, max(years), by_year=True)
    groups = [_as_tuples(group) for group in vars(found).values()]
    return [Evaluation(*(_OfCase(group, index, last) for group in groups)) for index, last in enumerate(years)]


def _as_tuples(value: Any) -> Any:
    """Return arrays as tuples of floats, from which one is taken more quickly."""
    if isinstance(value, Mapping):
        return {name: _as_tuples(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_tuples(each) for each in value]
    return tuple(value.tolist()) if hasattr(value, "shape") and value.shape else float(value)


class _OfCase(Mapping[str, Any]):
    """What came out for one of many cases: a thousand values, taken out only where they are asked for."""

    def __init__(self, values: Mapping[str, Any], index: int, years: int) -> None:
        self._values, self._index, self._years = values, index, years
        self._found: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        try:
            return self._found[name]
        except KeyError:
            found = self._found[name] = self._taken_out(self._values[name])
            return found

    def _taken_out(self, value: Any) -> Any:
        index = self._index
        if isinstance(value, dict):
            return _OfCase(value, index, self._years)
        if isinstance(value, list):
            years = value[: self._years + 1]
            return [each[index] if type(each) is tuple else each for each in years]
        return value[index] if type(value) is tuple else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def evaluate_scenarios(
    definition: Definition, values: Values, years: int, measures: Iterable[str], chunk: int = CHUNK
) -> Evaluation:
    """Return the asked measures, and every excess, for many scenarios.

    ``values`` are floats (the same in all scenarios) or arrays of one length; a driver by year is a tuple or list of
    those. Only the lines that the asked measures and the requirements need are reckoned.
    """
    import numpy as np

    program = _program(definition, tuple(measures))
    length = scenarios_in(values)
    by_year = [name for name, driver in definition.drivers.items() if driver.scope == "year"]
    if any(hasattr(values[name], "shape") for name in by_year):
        raise ValueError(f"{', '.join(by_year)}: give a tuple or list with the values of each year")
    if not length:
        raise ValueError("there are no scenarios: an array of values is empty")
    found: list[Evaluation] = []
    with np.errstate(all="ignore"):  # a refused scenario may divide by zero or overflow: its excess says so
        for start in range(0, length, chunk):
            found.append(program(_slice(values, slice(start, min(start + chunk, length))), years))

    def whole(name: str, group: str) -> Value:
        parts = [getattr(part, group)[name] for part in found]
        sizes = [min(chunk, length - start) for start in range(0, length, chunk)]
        return np.concatenate([np.broadcast_to(part, size) for part, size in zip(parts, sizes, strict=True)])

    return Evaluation(
        measures={name: whole(name, "measures") for name in found[0].measures},
        excess={name: whole(name, "excess") for name in found[0].excess},
    )


def scenarios_in(values: Values) -> int:
    """Return the number of scenarios; raise ``ValueError`` where two drivers disagree about it."""
    lengths = {name: len(value) for name, value in _flat(values) if hasattr(value, "shape") and value.shape}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"drivers with different numbers of scenarios: {lengths}")
    return next(iter(lengths.values()), 1)


def _flat(values: Values) -> Iterable[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, tuple | list):
            yield from ((f"{name}[{year}]", part) for year, part in enumerate(value, start=1))
        else:
            yield name, value


def _slice(values: Values, part: slice) -> dict[str, Any]:
    """Return the values of some scenarios; drivers that share one array go on sharing one, and need no ramp."""
    pieces: dict[int, Any] = {}

    def one(value: Any) -> Any:
        if isinstance(value, tuple | list):
            return [one(item) for item in value]
        return pieces.setdefault(id(value), value[part]) if hasattr(value, "shape") and value.shape else value

    return {name: one(value) for name, value in values.items()}


class _Program:
    """The compiled rules of one model, for the measures that are wanted (everything where ``wanted`` is None)."""

    def __init__(self, definition: Definition, wanted: tuple[str, ...] | None) -> None:
        self.definition = definition
        self.ramped = tuple(n for n, d in definition.drivers.items() if d.scope == "future" and d.ramped)
        self.call: dict[str, Any] = {f"fn_{n}": f for n, f in definition.functions.items()}
        exec(compile(python_source(definition, wanted), "<the model's rules>", "exec"), self.call)

    def __call__(self, values: Values, years: int, by_year: bool = False) -> Evaluation:
        call, base = self.call, self.definition.base
        own = {future.name: self._own(values, future.name) for future in self.definition.futures}
        present = call["now"](own[base])
        singles = call["singles"](own[base], present)
        lines, drivers = self._futures(own, present, singles, years)
        results: list[dict[str, Value]] = []
        for year in range(years + 1):
            before = results[-1] if year else call["first_results"](own[base], singles, lines, drivers, year)
            results.append(call["results"](own[base], singles, lines, drivers, year, before))
        measures, excess = call["measures"](own[base], own, present, singles, lines, drivers, results, years)
        found = Evaluation(measures=measures, excess=excess)
        if by_year:
            found.present, found.singles = present, singles
            self._tell(found, lines, drivers, results)
        return found

    def _futures(self, own: Any, present: Any, singles: Any, years: int) -> tuple[Any, Any]:
        """Reckon all years of all futures; returns their lines and effective drivers, a dictionary a year."""
        call, base = self.call, self.definition.base
        names = [future.name for future in self.definition.futures]
        lines: dict[str, list[dict[str, Value]]] = {name: [] for name in names}
        drivers: dict[str, list[dict[str, Value]]] = {name: [] for name in names}
        steady: dict[str, dict[str, Value]] = {}
        effects: dict[str, Value] = {}
        for year in range(years + 1):
            for name in names:
                effect = call[f"effect_{name}"](own[name], year) if year else 0.0
                if name in effects and _equal(effect, effects[name]):
                    driver = drivers[name][-1]
                else:
                    driver = self._effective(own[base], own[name], effect)
                    steady[name] = call[f"steady_{name}"](own[base], driver, present, singles)
                effects[name] = effect
                of_base = lines[base][year] if name != base else None
                arguments = (own[base], driver, steady[name], present, singles, of_base, year)
                if year == 0:
                    found = {**call[f"kept_{name}"], **call[f"outset_{name}"](*arguments)}
                elif year == 1:
                    first = call[f"first_{name}"](*arguments)
                    found = call[f"year_{name}"](*arguments, first, first)
                else:
                    found = call[f"year_{name}"](*arguments, lines[name][-1], drivers[name][-1])
                lines[name].append(found)
                drivers[name].append(driver)
        return lines, drivers

    def _tell(self, found: Evaluation, lines: Any, drivers: Any, results: Any) -> None:
        per_future = [name for name, driver in self.definition.drivers.items() if driver.scope == "future"]
        futures = [future.name for future in self.definition.futures]
        found.lines = {f: {name: [year[name] for year in lines[f]] for name in self.definition.lines} for f in futures}
        found.drivers = {f: {name: [year[name] for year in drivers[f]] for name in per_future} for f in futures}
        found.results = {name: [year[name] for year in results] for name in self.definition.results}

    def _own(self, values: Values, future: str) -> dict[str, Value]:
        return {
            name: values[f"{name}_{future}"] if driver.scope == "future" else values[name]
            for name, driver in self.definition.drivers.items()
        }

    def _effective(self, base: dict[str, Value], own: dict[str, Value], effect: Value) -> dict[str, Value]:
        """Return a future's drivers in a year: on their way from today's value to their own."""
        if own is base or (type(effect) is float and effect == 1.0):
            return own
        drivers = dict(own)
        for name in self.ramped:
            now, then = base[name], own[name]
            if not _same(now, then):
                drivers[name] = now + (then - now) * effect
        return drivers


def _equal(left: Value, right: Value) -> bool:
    """Whether an effect is last year's in every scenario: then the drivers stand still, and what rests on them."""
    if _same(left, right):
        return True
    return hasattr(left, "shape") and hasattr(right, "shape") and bool((left == right).all())


def _same(left: Value, right: Value) -> bool:
    return left is right or (type(left) is float and type(right) is float and left == right)


@lru_cache(maxsize=64)
def _program(definition: Definition, wanted: tuple[str, ...] | None) -> _Program:
    unknown = [name for name in wanted or () if name not in definition.measures]
    if unknown:
        raise KeyError(f"no such measure: {', '.join(unknown)}")
    return _Program(definition, wanted)
