"""Expressions: what a line of the model is made of.

Drivers and lines are Python names at module level, and a rule is an ordinary Python expression over them::

    lost_customers = line("customers", "Customers who leave during the year",
                          rule=opening_customers * churn_rate)

An expression is a tree and holds no numbers but 0 and 1; it is evaluated by ``numeric``, printed as an Excel formula
or in words by ``formula``, and its units are checked by ``definition``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Union

from ..errors import ModelError

Operand = Union["Expression", float]
Scope = Literal["general", "future", "year"]


class Expression:
    """Base of all nodes; gives them Python's arithmetic and comparisons."""

    __slots__ = ()

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The nodes directly below this one. A name (driver, line, measure) has none: its rule is its own tree."""
        return ()

    def __add__(self, other: Operand) -> Expression:
        return Binary("+", self, as_expression(other))

    def __radd__(self, other: Operand) -> Expression:
        return Binary("+", as_expression(other), self)

    def __sub__(self, other: Operand) -> Expression:
        return Binary("-", self, as_expression(other))

    def __rsub__(self, other: Operand) -> Expression:
        return Binary("-", as_expression(other), self)

    def __mul__(self, other: Operand) -> Expression:
        return Binary("*", self, as_expression(other))

    def __rmul__(self, other: Operand) -> Expression:
        return Binary("*", as_expression(other), self)

    def __truediv__(self, other: Operand) -> Expression:
        return Binary("/", self, as_expression(other))

    def __rtruediv__(self, other: Operand) -> Expression:
        return Binary("/", as_expression(other), self)

    def __pow__(self, other: Operand) -> Expression:
        return Binary("^", self, as_expression(other))

    def __neg__(self) -> Expression:
        return Negative(self)

    def __lt__(self, other: Operand) -> Expression:
        return Binary("<", self, as_expression(other))

    def __le__(self, other: Operand) -> Expression:
        return Binary("<=", self, as_expression(other))

    def __gt__(self, other: Operand) -> Expression:
        return Binary(">", self, as_expression(other))

    def __ge__(self, other: Operand) -> Expression:
        return Binary(">=", self, as_expression(other))

    def __bool__(self) -> bool:
        raise ModelError("a rule has no truth value while it is declared: use where(condition, then, otherwise)")

    def __repr__(self) -> str:
        """Show the rule as it was written, names by their name: a whole tree would be endless."""
        return shown(self)

    def walk(self) -> Iterator[Expression]:
        """Yield this node and all nodes below it."""
        waiting: list[Expression] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.parts))


def as_expression(value: Operand) -> Expression:
    """Return ``value`` as a node; of bare numbers only 0 and 1 may stand in a rule."""
    if isinstance(value, Expression):
        return value
    if value not in (0, 1):
        raise ModelError(f"the number {value} stands in a rule: declare it as a driver, or with constant()")
    return Constant(float(value))


@dataclass(eq=False, repr=False)
class Constant(Expression):
    """A number that holds by definition: 0, 1, or the minutes in an hour."""

    value: float
    unit: str = ""
    text: str = ""


@dataclass(eq=False, repr=False)
class Binary(Expression):
    """``left operator right``; a comparison gives true or false, for ``where`` alone."""

    operator: str
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both operands."""
        return (self.left, self.right)


@dataclass(eq=False, repr=False)
class Negative(Expression):
    """``-operand``."""

    operand: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The operand."""
        return (self.operand,)


@dataclass(eq=False, repr=False)
class Call(Expression):
    """One of the functions of ``functions`` applied to its arguments."""

    function: str
    arguments: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The arguments."""
        return self.arguments


@dataclass(eq=False, repr=False)
class Year(Expression):
    """The number of the year, 1 for the first; 0 holds the one-off outlays."""


@dataclass(eq=False, repr=False)
class Named(Expression):
    """A node with a name of its own, which it takes from the Python name it is assigned to."""

    unit: str
    text: str
    name: str = field(default="", kw_only=True)

    @cached_property
    def references(self) -> tuple[Expression, ...]:
        """The nodes of all its rules but the arithmetic: what may refer to something."""
        nodes = (node for rule in rules(self) for node in rule.walk())
        return tuple(node for node in nodes if type(node) not in (Binary, Negative, Constant))


@dataclass(eq=False, repr=False)
class Driver(Named):
    """An input.

    ``scope``: ``general`` has one value, ``future`` one for each future, ``year`` one for each year.
    ``ramped``: in a future that takes effect by and by, the driver moves from today's value; otherwise it holds the
    future's own value from the start.
    """

    scope: Scope = field(default="general", kw_only=True)
    ramped: bool = field(default=True, kw_only=True)

    @property
    def today(self) -> Expression:
        """Today's value of this driver, in whichever future it is used."""
        return DriverToday(self)


@dataclass(eq=False, repr=False)
class Ruled(Named):
    """A node that has a rule; ``notes`` is the section of the notes that explains it."""

    rule: Expression = field(kw_only=True)
    notes: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        self.rule = as_expression(self.rule)


@dataclass(eq=False, repr=False)
class Single(Ruled):
    """A number that is reckoned once for the whole case, from what is known now."""


@dataclass(eq=False, repr=False)
class Line(Ruled):
    """A quantity of each year in each future.

    ``year0`` is its rule in year 0 (absent: 0). ``now`` replaces the rule where a quantity of the present state is
    asked for with ``now()``: what the firm measures today, before the first year begins.
    """

    year0: Expression | None = field(default=None, kw_only=True)
    now: Expression | None = field(default=None, kw_only=True)
    heading: str = field(default="", kw_only=True)
    remit: str = field(default="", kw_only=True)
    flow: Literal[-1, 0, 1] = field(default=0, kw_only=True)
    intermediate: bool = field(default=False, kw_only=True)


@dataclass(eq=False, repr=False)
class ResultLine(Ruled):
    """A quantity of each year, year 0 included, that compares the futures, such as a differential cash flow."""


@dataclass(eq=False, repr=False)
class Measure(Ruled):
    """A number for the whole case. Where ``exists`` is false there is none, and ``why_not`` says why."""

    exists: Expression | None = field(default=None, kw_only=True)
    why_not: str = field(default="", kw_only=True)


@dataclass(eq=False, repr=False)
class Requirement(Ruled):
    """What the inputs must satisfy together: a case in which ``rule``, the excess, is above 0 is refused.

    ``strict``: an excess of exactly 0 is refused as well. ``drivers`` are those to look at.
    """

    drivers: tuple[Driver, ...] = field(default=(), kw_only=True)
    strict: bool = field(default=False, kw_only=True)


@dataclass(eq=False, repr=False)
class DriverToday(Expression):
    """Today's value of a driver."""

    driver: Driver


@dataclass(eq=False, repr=False)
class Prev(Expression):
    """Last year's value; in the first year (year 1 of a line, year 0 of a result line) the value of ``first``."""

    target: str
    first: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The value of the first year."""
        return (self.first,)


@dataclass(eq=False, repr=False)
class In(Expression):
    """The same year's value of a line or driver in a named future."""

    future: str
    target: Named


@dataclass(eq=False, repr=False)
class Own(Expression):
    """A driver's value in a named future as it was put in, before its effect takes time."""

    future: str
    target: Driver


@dataclass(eq=False, repr=False)
class Now(Expression):
    """A line as it stands before the first year begins, with today's drivers."""

    target: Line


@dataclass(eq=False, repr=False)
class Total(Expression):
    """The sum of an expression over all years, year 0 included."""

    of: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What is summed."""
        return (self.of,)


@dataclass(eq=False, repr=False)
class OverYears(Expression):
    """A function of a whole series, year 0 included: ``highest``, ``irr``, ``first_year``."""

    function: str
    series: Expression
    arguments: tuple[Expression, ...] = ()

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The series, then the other arguments."""
        return (self.series, *self.arguments)


@dataclass(frozen=True)
class Future:
    """A future: its name, and how much of its own drivers' values has taken effect in a year (0 to 1)."""

    name: str
    effect: Expression


YEAR = Year()


def constant(value: float, unit: str, text: str) -> Constant:
    """Declare a number that holds by definition, so that no bare number stands in a rule."""
    return Constant(float(value), unit, text)


def prev(target: str, first: Operand) -> Prev:
    """Return last year's value of a line or driver, by its name, since a line may be declared further down."""
    return Prev(target, as_expression(first))


def now(target: Expression) -> Now:
    """Return a line as it stands before the first year begins."""
    if not isinstance(target, Line):
        raise ModelError("now() takes a line")
    return Now(target)


def in_future(future: str, target: Expression) -> In:
    """Return a line or driver of the named future, in the same year."""
    if not isinstance(target, Line | Driver):
        raise ModelError(f"{future}() takes a line or a driver")
    return In(future, target)


def own(future: str, target: Driver) -> Own:
    """Return a driver's value in the named future as it was put in."""
    return Own(future, target)


def total(of: Expression) -> Total:
    """Return the sum over the years, year 0 included."""
    return Total(of)


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


def structure(node: Expression) -> tuple[Any, ...]:
    """Return a key that is equal for expressions that are written alike."""
    if isinstance(node, Constant):
        return ("constant", node.value)
    if isinstance(node, DriverToday):
        return ("today", node.driver.name)
    if isinstance(node, Now | In | Own):
        return (type(node).__name__, getattr(node, "future", ""), node.target.name)
    if isinstance(node, Named):
        return ("name", node.name)
    own = getattr(node, "operator", getattr(node, "function", getattr(node, "target", type(node).__name__)))
    return (own, *(structure(part) for part in node.parts))


def shown(node: Expression) -> str:
    """Return a rule as it was written, for messages of programmers."""
    if isinstance(node, Named):
        return node.name or f"<{type(node).__name__} {node.text!r}>"
    if isinstance(node, Constant):
        return f"{node.value:g}"
    if isinstance(node, Binary):
        return f"({node.left!r} {node.operator} {node.right!r})"
    if isinstance(node, Negative):
        return f"-{node.operand!r}"
    if isinstance(node, DriverToday):
        return f"{node.driver!r}.today"
    if isinstance(node, In | Own):
        return f"{node.future}({node.target!r})"
    if isinstance(node, Now):
        return f"now({node.target!r})"
    if isinstance(node, Prev):
        return f"prev({node.target!r}, first={node.first!r})"
    name = getattr(node, "function", type(node).__name__.lower())
    return f"{name}({', '.join(repr(part) for part in node.parts)})"
