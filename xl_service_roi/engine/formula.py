"""A rule in writing: as an Excel formula, or in words, with only the brackets it needs.

Where names and cells stand is not known here: a ``Place`` says how a driver, line or year is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..errors import ModelError
from .expr import Binary, Call, Constant, Expression, Negative, OverYears, Total


class Place(Protocol):
    """Where a formula stands, and so how it refers to others."""

    def refer(self, node: Expression) -> str:
        """Return how a driver, line, measure or the year is written here: a name or a cell."""
        ...

    def over_years(self) -> Place:
        """Return the same place where a quantity of each year stands for the row of all its years."""
        ...

    def joined(self, terms: list[str]) -> str:
        """Return the arguments of a sum; a place that knows cells writes neighbours as a range."""
        ...


ATOM = 9
UNARY = 6
BINDING = {"<": 1, "<=": 1, ">": 1, ">=": 1, "=": 1, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
"""How strongly operators bind in Excel, where ``-2^2`` is 4 and ``2^3^2`` is 64."""

LIKE_LEFT = {"+": ("+", "-"), "*": ("*", "/")}
"""``a+(b-c)`` needs no brackets, ``a-(b+c)`` does."""


@dataclass(frozen=True)
class Style:
    """How operators, functions and brackets are written."""

    operators: Mapping[str, str]
    number: Callable[[float], str]
    functions: Mapping[str, str]
    minus: str
    sum_of: str
    total: str
    total_of_one: str
    arguments_bind: int = 0
    """How strongly an argument must bind to stand without brackets; in Excel the function has its own."""


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _irr(series: str) -> str:
    """From three guesses, since spreadsheets search from one starting point only; what is below -99 % is no rate."""
    formula = "NA()"
    for guess in ("-0.9", "-0.5", "0.1"):
        rate = f"IRR({series},{guess})"
        formula = f"IFERROR(IF({rate}>-0.99,{rate},NA()),{formula})"
    return formula


EXCEL = Style(
    operators={operator: operator for operator in BINDING},
    number=_plain,
    functions={
        "maximum": "MAX({0},{1})",
        "minimum": "MIN({0},{1})",
        "where": "IF({0},{1},{2})",
        "both": "AND({0},{1})",
        "safe_div": "IF({2}=0,0,{0}/{1})",
        "highest": "MAX({0})",
        "lowest": "MIN({0})",
        "first_year": "MATCH(1,{0},0)-1",
        "irr": _irr("{0}"),
    },
    minus="-",
    sum_of="SUM({0})",
    total="SUMPRODUCT({0})",
    total_of_one="SUM({0})",
)


def excel_formula(node: Expression, place: Place) -> str:
    """Return a rule as an Excel formula, without the leading ``=``."""
    return _Writer(EXCEL, place).write(node)


def in_words(node: Expression, place: Place, style: Style) -> str:
    """Return a rule in the words of a style."""
    return _Writer(style, place).write(node)


class _Writer:
    def __init__(self, style: Style, place: Place) -> None:
        self.style, self.place = style, place
        self.whole_rows = False

    def write(self, node: Expression) -> str:
        return self._node(node)[0]

    def _node(self, node: Expression) -> tuple[str, int]:
        if isinstance(node, Binary):
            return self._binary(node), BINDING[node.operator]
        if isinstance(node, Negative):
            return self.style.minus + self._bracketed(node.operand, UNARY), UNARY
        if isinstance(node, Constant):
            return self.style.number(node.value), ATOM
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Total):
            return self._total(node), ATOM
        if isinstance(node, OverYears):
            return self._over_years(node)
        return self.place.refer(node), ATOM

    def _bracketed(self, node: Expression, least: int) -> str:
        text, binding = self._node(node)
        return text if binding >= least else f"({text})"

    def _binary(self, node: Binary) -> str:
        binding = BINDING[node.operator]
        left = self._bracketed(node.left, binding)
        if node.operator == "^" and isinstance(node.left, Negative):
            left = f"({self.write(node.left)})"
        loose = isinstance(node.right, Binary) and node.right.operator in LIKE_LEFT.get(node.operator, ())
        right = self._bracketed(node.right, binding if loose else binding + 1)
        return left + self.style.operators[node.operator] + right

    def _call(self, node: Call) -> tuple[str, int]:
        if node.function == "sum_of":
            return self._sum_of(node)
        if node.function == "safe_div":
            above, below = self._bracketed(node.parts[0], BINDING["/"]), self._bracketed(node.parts[1], UNARY)
            return self._function("safe_div").format(above, below, self._bracketed(node.parts[1], BINDING["+"])), ATOM
        least = self.style.arguments_bind
        return self._function(node.function).format(*(self._bracketed(part, least) for part in node.parts)), ATOM

    def _sum_of(self, node: Call) -> tuple[str, int]:
        if self.whole_rows or not all(part.parts == () for part in node.parts):
            return self.style.operators["+"].join(self._bracketed(p, BINDING["+"]) for p in node.parts), BINDING["+"]
        return self.style.sum_of.format(self.place.joined([self.write(part) for part in node.parts])), ATOM

    def _total(self, node: Total) -> str:
        text = self._in_rows(node.of)
        return (self.style.total if node.of.parts else self.style.total_of_one).format(text)

    def _over_years(self, node: OverYears) -> tuple[str, int]:
        if node.series.parts:
            raise ModelError(f"{node.function} takes one line: declare the line {self._in_rows(node.series)}")
        if node.function in ("outset", "last") and node.function not in self.style.functions:
            return self.place.refer(node), ATOM  # one cell, which the place knows
        text = self._function(node.function).format(self._in_rows(node.series), *map(self.write, node.arguments))
        return text, BINDING["-"] if node.function == "first_year" else ATOM

    def _in_rows(self, node: Expression) -> str:
        rows = _Writer(self.style, self.place.over_years())
        rows.whole_rows = True
        return rows.write(node)

    def _function(self, name: str) -> str:
        if name not in self.style.functions:
            raise ModelError(f"there is no way of writing {name}()")
        return self.style.functions[name]
