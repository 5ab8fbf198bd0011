"""A model as a whole: everything that was declared, by name, in the order in which it can be reckoned.

Whatever is wrong with a declaration is found here, when the model is built, and named: an unknown unit or one that
does not fit, a cycle, a driver nobody uses, a ``prev`` of something that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from keyword import iskeyword
from typing import TypeVar

from ..errors import ModelError
from ..messages import did_you_mean
from .dimensions import check_units
from .expr import (
    Driver,
    Future,
    In,
    Line,
    Measure,
    Named,
    Now,
    Prev,
    Requirement,
    ResultLine,
    Ruled,
    Single,
    Year,
    referred,
    rules,
)
from .functions import NUMBERS, Value
from .references import check_references
from .units import Units

Kind = TypeVar("Kind", bound=Named)

RESERVED = frozenset({"B", "D", "E", "H", "L", "N", "O", "P", "PD", "R", "S", "T", "float", "n", "range", "t"})
"""What the functions that ``codegen`` writes call their arguments, and what they call."""


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
        known = {**NUMBERS, **(functions or {})}
        check_references(items, futures, set(used_elsewhere), known.keys())
        check_units(items, units)
        order = _in_order(items)
        order_of_now(asked_now(items.values()))
        return cls(items, order, futures, known)

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


def take_names(names: Iterable[tuple[str, object]]) -> dict[str, Named]:
    """Give every declaration the Python name it is assigned to, and return them by name."""
    items: dict[str, Named] = {}
    for name, value in names:
        if not isinstance(value, Named):
            continue
        if not name.isidentifier() or iskeyword(name) or name.startswith(("_", "fn_")) or name in RESERVED:
            raise ModelError(f"{name} cannot be the name of a declaration")
        if items.setdefault(name, value) is not value:
            raise ModelError(f"{name} is declared twice")
        if value.name not in ("", name):
            raise ModelError(f"{name} and {value.name} are the same declaration")
        value.name = name
    return items


def _in_order(items: Mapping[str, Named]) -> tuple[Ruled, ...]:
    ruled = {name: item for name, item in items.items() if isinstance(item, Ruled)}
    try:
        order = TopologicalSorter({name: _needs(item) for name, item in ruled.items()}).static_order()
        return tuple(ruled[name] for name in order)
    except CycleError as error:
        raise ModelError(f"circular: {' needs '.join(reversed(error.args[1]))}") from None


def _needs(item: Ruled) -> dict[str, None]:
    """Return the names of what must be reckoned before the item, in the same year, in the order they are met."""
    of_now = item.now if isinstance(item, Line) else None
    same_year = [rule for rule in rules(item) if rule is not of_now]
    found: dict[str, None] = {}
    for node in item.references if of_now is None else (node for rule in same_year for node in rule.walk()):
        target = None if isinstance(node, Now) else referred(node)
        if isinstance(target, Ruled):
            found[target.name] = None
    return found


def asked_now(items: Iterable[Named]) -> list[Line]:
    """Return the lines whose present state some rule asks for with ``now()``."""
    nodes = (node for item in items for node in item.references)
    return list(dict.fromkeys(node.target for node in nodes if isinstance(node, Now)))


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
            if isinstance(node, Year | Now | Single) or (isinstance(node, Driver) and node.scope == "year"):
                what = "no year, and is reckoned before single numbers"
                raise ModelError(f"{line.name}: the present state has {what}; give the line a rule for now")
            target = node.target if isinstance(node, In) else node
            if isinstance(target, Line):
                graph[line].add(target)
        waiting.extend(graph[line])
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        names = " needs ".join(line.name for line in reversed(error.args[1]))
        raise ModelError(f"circular now: {names}") from None
