"""A model as a whole: everything that was declared, by name, in the order in which it can be reckoned.

Whatever is wrong with a declaration is found here, when the model is built, and named: an unknown unit or one that
does not fit, a cycle, a driver nobody uses, a ``prev`` of something that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from ..errors import ModelError
from .dimensions import check_units
from .expr import (
    Driver,
    DriverToday,
    Expression,
    Future,
    In,
    Line,
    Measure,
    Named,
    Now,
    OverYears,
    Own,
    Prev,
    Requirement,
    ResultLine,
    Ruled,
    Single,
    Total,
)
from .functions import NUMBERS, Value
from .units import Units

Kind = TypeVar("Kind", bound=Named)


@dataclass(frozen=True, eq=False)
class Definition:
    """All drivers, lines and measures of a model, checked and ordered.

    The first of ``futures`` is the base line that the others refer to. ``functions`` adds what the model's measures
    call over a whole series (``irr``) to the functions of the engine.
    """

    items: Mapping[str, Named]
    """Everything by name, in the order of its declaration."""
    order: tuple[Ruled, ...]
    """Everything that has a rule, each after what it needs in the same year."""
    futures: tuple[Future, ...]
    functions: Mapping[str, Callable[..., Value]]

    @classmethod
    def from_names(
        cls,
        names: Iterable[tuple[str, object]],
        *,
        futures: tuple[Future, ...],
        units: Units,
        functions: Mapping[str, Callable[..., Value]] | None = None,
        used_elsewhere: Iterable[str] = (),
    ) -> Definition:
        """Build a model from pairs of a name and a declaration (``vars().items()``); other values are passed over.

        ``used_elsewhere`` names the drivers that no line needs to use, since an analysis does.
        """
        items = take_names(names)
        _check_references(items, futures, set(used_elsewhere))
        check_units(items, units)
        return cls(items, _in_order(items), futures, {**NUMBERS, **(functions or {})})

    def _of_kind(self, kind: type[Kind]) -> dict[str, Kind]:
        return {name: item for name, item in self.items.items() if isinstance(item, kind)}

    @cached_property
    def drivers(self) -> dict[str, Driver]:
        """The inputs."""
        return self._of_kind(Driver)

    @cached_property
    def singles(self) -> dict[str, Single]:
        """The numbers that are reckoned once."""
        return self._of_kind(Single)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The lines of each future."""
        return self._of_kind(Line)

    @cached_property
    def results(self) -> dict[str, ResultLine]:
        """The lines that compare the futures."""
        return self._of_kind(ResultLine)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The numbers for the whole case."""
        return self._of_kind(Measure)

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """What the inputs must satisfy together."""
        return self._of_kind(Requirement)

    @property
    def base(self) -> str:
        """The name of the future that is the base line."""
        return self.futures[0].name

    def item(self, name: str) -> Named:
        """Return the driver, line or measure of that name; raise ``KeyError`` with the nearest names otherwise."""
        if name not in self.items:
            raise KeyError(f"there is no {name!r}{did_you_mean(name, self.items)}")
        return self.items[name]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean …?"`` with the nearest known names, or nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def rules(item: Named) -> list[Expression]:
    """Return all rules of an item: its rule, and a line's rules of year 0 and of the present state."""
    if isinstance(item, Line):
        return [rule for rule in (item.rule, item.year0, item.now) if rule is not None]
    if isinstance(item, Measure):
        return [rule for rule in (item.rule, item.exists) if rule is not None]
    return [item.rule] if isinstance(item, Ruled) else []


def referred(node: Expression) -> Named | None:
    """Return the driver, line or measure that a node refers to in the same year, if it is such a node."""
    if isinstance(node, Named):
        return node
    if isinstance(node, In | Now | Own):
        return node.target
    return node.driver if isinstance(node, DriverToday) else None


def take_names(names: Iterable[tuple[str, object]]) -> dict[str, Named]:
    """Give every declaration the Python name it is assigned to, and return them by name."""
    items: dict[str, Named] = {}
    for name, value in names:
        if not isinstance(value, Named):
            continue
        if items.setdefault(name, value) is not value:
            raise ModelError(f"{name} is declared twice")
        if value.name not in ("", name):
            raise ModelError(f"{name} and {value.name} are the same declaration")
        value.name = name
    return items


def _check_references(items: Mapping[str, Named], futures: tuple[Future, ...], used: set[str]) -> None:
    known = {future.name for future in futures}
    for item in items.values():
        for node in (node for rule in rules(item) for node in rule.walk()):
            target = referred(node)
            if target is not None:
                if items.get(target.name) is not target:
                    raise ModelError(f"{item.name} uses {target.name or target.text!r}, which is not in the model")
                used.add(target.name)
            if isinstance(node, Prev):
                _check_prev(item, node, items)
                used.add(node.target)
            if isinstance(node, In | Own) and node.future not in known:
                raise ModelError(f"{item.name} refers to the future {node.future!r}{did_you_mean(node.future, known)}")
        _check_place(item, futures[0].name)
    for future in futures:
        used |= {node.name for node in future.effect.walk() if isinstance(node, Driver)}
    idle = [driver.name for driver in items.values() if isinstance(driver, Driver) and driver.name not in used]
    if idle:
        raise ModelError(f"no line uses the driver {', '.join(idle)}")


def _check_prev(item: Named, node: Prev, items: Mapping[str, Named]) -> None:
    target = items.get(node.target)
    if target is None:
        raise ModelError(f"{item.name}: prev({node.target!r}): there is no such line{did_you_mean(node.target, items)}")
    if any(isinstance(part, Line | ResultLine | In | Prev) for part in node.first.walk()):
        raise ModelError(
            f"{item.name}: the first value of prev({node.target!r}) may use drivers and single numbers only"
        )
    fits = isinstance(target, ResultLine if isinstance(item, ResultLine) else Line | Driver)
    if not fits or (isinstance(target, Driver) and target.scope != "future"):
        raise ModelError(f"{item.name}: prev({node.target!r}): that is no line of the same kind")


def _check_place(item: Named, base: str) -> None:
    """A node may stand only where it has a meaning: no year in a single number, no other future in a line."""
    for rule in rules(item):
        for node in rule.walk():
            if isinstance(node, Total | OverYears | Own) and not isinstance(item, Measure | Requirement):
                raise ModelError(f"{item.name}: a sum over the years can only stand in a measure or requirement")
            if isinstance(item, Line) and isinstance(node, In) and node.future != base:
                raise ModelError(f"{item.name}: a line may refer to {base} but not to {node.future}")
            if isinstance(item, Line | Single) and isinstance(node, ResultLine | Measure | Requirement):
                raise ModelError(f"{item.name} uses {node.name}, which is reckoned later")
            if isinstance(item, Single) and isinstance(node, Line | In | Prev):
                raise ModelError(f"{item.name} is reckoned once: it may use lines through now() only")
    if isinstance(item, Line) and item.year0 is not None:
        for node in item.year0.walk():
            if isinstance(node, Driver) and node.scope == "future" and node.ramped:
                raise ModelError(f"{item.name}: {node.name} has no value in year 0, since its effect takes time")


def _in_order(items: Mapping[str, Named]) -> tuple[Ruled, ...]:
    ruled = {name: item for name, item in items.items() if isinstance(item, Ruled)}
    try:
        order = TopologicalSorter({name: _needs(item) for name, item in ruled.items()}).static_order()
        return tuple(ruled[name] for name in order)
    except CycleError as error:
        raise ModelError(f"circular: {' needs '.join(reversed(error.args[1]))}") from None


def _needs(item: Ruled) -> dict[str, None]:
    """Return the names of what must be reckoned before the item, in the same year, in the order they are met."""
    same_year = [rule for rule in rules(item) if not (isinstance(item, Line) and rule is item.now)]
    found: dict[str, None] = {}
    for node in (node for rule in same_year for node in rule.walk()):
        target = None if isinstance(node, Now) else referred(node)
        if isinstance(target, Ruled):
            found[target.name] = None
    return found


def order_of_now(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that ``now()`` of the given ones needs, each after those it needs itself."""
    graph: dict[Line, set[Line]] = {}
    waiting = list(lines)
    while waiting:
        line = waiting.pop()
        if line in graph:
            continue
        graph[line] = set()
        for node in (line.rule if line.now is None else line.now).walk():
            if isinstance(node, Prev):
                raise ModelError(f"{line.name}: the present state has no previous year; give the line a rule for now")
            target = node.target if isinstance(node, In) else node
            if isinstance(target, Line):
                graph[line].add(target)
        waiting.extend(graph[line])
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        names = " needs ".join(line.name for line in reversed(error.args[1]))
        raise ModelError(f"circular now: {names}") from None
