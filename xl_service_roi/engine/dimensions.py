"""The check of units: every rule must come out in the unit its line declares."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import ModelError
from .expr import (
    Binary,
    Call,
    Constant,
    DriverToday,
    Expression,
    In,
    Line,
    Measure,
    Named,
    Negative,
    Now,
    OverYears,
    Own,
    Prev,
    Ruled,
    Total,
    Year,
)
from .units import PURE, Dimension, Units, multiplied, words

COMPARISONS = frozenset({"<", "<=", ">", ">=", "="})


def check_units(items: Mapping[str, Named], units: Units) -> None:
    """Raise ``ModelError`` naming the first item whose rule does not come out in its declared unit."""
    declared = {name: _dimension(name, item.unit, units) for name, item in items.items()}
    for item in items.values():
        if isinstance(item, Ruled):
            _Check(item.name, declared, units).item(item)


def _dimension(name: str, unit: str, units: Units) -> Dimension:
    try:
        return units.dimension(unit)
    except ModelError as error:
        raise ModelError(f"{name}: {error}") from None


class _Check:
    def __init__(self, name: str, declared: Mapping[str, Dimension], units: Units) -> None:
        self.name, self.declared, self.units = name, declared, units

    def item(self, item: Ruled) -> None:
        extra = (item.year0, item.now) if isinstance(item, Line) else ()
        for rule in (item.rule, *extra):
            if rule is not None:
                self.same(self.of(rule), self.declared[item.name], f"comes out in, but is declared as {item.unit}:")
        if isinstance(item, Measure) and item.exists is not None:
            self.condition(item.exists)

    def of(self, node: Expression) -> Dimension | None:
        """Return the dimension of a node; None for 0, which fits everywhere."""
        if isinstance(node, Named):
            return self.declared[node.name]
        if isinstance(node, In | Now | Own):
            return self.declared[node.target.name]
        if isinstance(node, DriverToday):
            return self.declared[node.driver.name]
        if isinstance(node, Constant):
            return None if node.value == 0 else _dimension(self.name, node.unit, self.units) if node.unit else PURE
        if isinstance(node, Prev):
            return self.same(self.of(node.first), self.declared[node.target], "has a first value in")
        if isinstance(node, Negative | Total):
            return self.of(node.parts[0])
        if isinstance(node, Binary):
            return self.binary(node)
        if isinstance(node, Call | OverYears):
            return self.call(node)
        if isinstance(node, Year):
            return PURE
        raise ModelError(f"{self.name}: unknown node {type(node).__name__}")

    def binary(self, node: Binary) -> Dimension | None:
        left, right = self.of(node.left), self.of(node.right)
        if node.operator in "+-":
            return self.same(left, right, f"has {node.operator} between")
        if node.operator in COMPARISONS:
            self.same(left, right, "compares")
            return PURE
        if node.operator == "^":
            self.same(left, PURE, "raises to a power")
            return self.same(right, PURE, "has an exponent in")
        if left is None or right is None:
            return None  # nothing times or over something is nothing, in any unit
        return multiplied(left, right, 1 if node.operator == "*" else -1)

    def call(self, node: Call | OverYears) -> Dimension | None:
        if isinstance(node, OverYears):
            self.of(node.series)
            return self.of(node.series) if node.function in ("highest", "lowest", "outset", "last") else PURE
        if node.function == "both":
            for part in node.parts:
                self.condition(part)
            return PURE
        if node.function == "where":
            self.condition(node.parts[0])
        terms = [self.of(part) for part in node.parts[1 if node.function == "where" else 0 :]]
        if node.function == "safe_div":
            return None if terms[0] is None or terms[1] is None else multiplied(terms[0], terms[1], -1)
        unit = terms[0]
        for other in terms[1:]:
            unit = self.same(unit, other, f"has in {node.function}()")
        return unit

    def condition(self, node: Expression) -> None:
        compares = isinstance(node, Binary) and node.operator in COMPARISONS
        if not compares and not (isinstance(node, Call) and node.function == "both"):
            raise ModelError(f"{self.name} takes a quantity for a condition: compare it with something")
        self.of(node)

    def same(self, left: Dimension | None, right: Dimension | None, what: str) -> Dimension | None:
        if left is None or right is None or left == right:
            return right if left is None else left
        raise ModelError(f"{self.name} {what} {words(left)} and {words(right)}")
