"""The functions a rule may call, each with its numbers; ``formula`` holds how Excel writes them.

They take plain floats as well as numpy arrays (one value a scenario), and stay in plain floats where all are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..errors import ModelError
from .expr import Binary, Call, Expression, Operand, OverYears, as_expression

Value = Any
"""A float, or a numpy array with one value a scenario."""


def maximum(left: Operand, right: Operand) -> Expression:
    """Return the larger of two."""
    return Call("maximum", (as_expression(left), as_expression(right)))


def minimum(left: Operand, right: Operand) -> Expression:
    """Return the smaller of two."""
    return Call("minimum", (as_expression(left), as_expression(right)))


def where(condition: Expression, then: Operand, otherwise: Operand) -> Expression:
    """Return ``then`` where the condition holds, else ``otherwise``.

    Where scenarios differ about the condition both are reckoned, unlike in Excel: a division that can meet 0 is
    guarded by ``safe_div``, not by a condition.
    """
    return Call("where", (condition, as_expression(then), as_expression(otherwise)))


def both(left: Expression, right: Expression) -> Expression:
    """Return whether both conditions hold."""
    return Call("both", (left, right))


def equal(left: Operand, right: Operand) -> Expression:
    """Return whether two are equal (``==`` is Python's own, for comparing nodes)."""
    return Binary("=", as_expression(left), as_expression(right))


def safe_div(numerator: Operand, denominator: Operand) -> Expression:
    """Return the quotient, and 0 where the denominator is 0 (declare why that is right, or refuse the case)."""
    return Call("safe_div", (as_expression(numerator), as_expression(denominator)))


def sum_of(terms: Sequence[Expression]) -> Expression:
    """Return the sum of several lines."""
    if not terms:
        raise ModelError("the sum of no lines")
    return Call("sum_of", tuple(as_expression(term) for term in terms))


def highest(series: Expression) -> Expression:
    """Return the largest value over the years, year 0 included."""
    return OverYears("highest", series)


def lowest(series: Expression) -> Expression:
    """Return the smallest value over the years, year 0 included."""
    return OverYears("lowest", series)


def outset(series: Expression) -> Expression:
    """Return the value of year 0."""
    return OverYears("outset", series)


def last(series: Expression) -> Expression:
    """Return the value of the last year."""
    return OverYears("last", series)


def first_year(flags: Expression) -> Expression:
    """Return the first year in which a line of zeros and ones is 1; where it never is, there is no such year."""
    return OverYears("first_year", flags)


def _plain(left: Value, right: Value) -> bool:
    return type(left) is float and type(right) is float


def _maximum(left: Value, right: Value) -> Value:
    if _plain(left, right):
        return left if left > right else right
    import numpy as np

    return np.maximum(left, right)


def _minimum(left: Value, right: Value) -> Value:
    if _plain(left, right):
        return left if left < right else right
    import numpy as np

    return np.minimum(left, right)


def _where(condition: Value, then: Value, otherwise: Value) -> Value:
    """A branch may be a function without arguments, which is called only where it is chosen."""
    if type(condition) is bool:
        chosen = then if condition else otherwise
        return chosen() if callable(chosen) else chosen
    import numpy as np

    return np.where(condition, then() if callable(then) else then, otherwise() if callable(otherwise) else otherwise)


def _both(left: Value, right: Value) -> Value:
    return (left and right) if type(left) is bool and type(right) is bool else left & right


def _safe_div(numerator: Value, denominator: Value) -> Value:
    if _plain(numerator, denominator):
        return numerator / denominator if denominator else 0.0
    import numpy as np

    if not isinstance(denominator, np.ndarray):
        return numerator / denominator if denominator else numerator * 0.0
    if denominator.all():
        return numerator / denominator
    numerator = np.broadcast_to(numerator, np.broadcast_shapes(np.shape(numerator), denominator.shape))
    return np.divide(numerator, denominator, out=np.zeros(numerator.shape), where=denominator != 0)


def _sum_of(*terms: Value) -> Value:
    total: Value = 0.0
    for term in terms:
        if type(total) is float:
            total = total + term
        else:
            total += term  # an array of our own by now: add in place
    return total


def _highest(series: Sequence[Value]) -> Value:
    best = series[0]
    for value in series[1:]:
        best = _maximum(best, value)
    return best


def _lowest(series: Sequence[Value]) -> Value:
    best = series[0]
    for value in series[1:]:
        best = _minimum(best, value)
    return best


def _first_year(flags: Sequence[Value]) -> Value:
    found: Value = float("nan")
    for year in range(len(flags) - 1, -1, -1):
        found = _where(flags[year] == 1, float(year), found)
    return found


def _outset(series: Sequence[Value]) -> Value:
    return series[0]


def _last(series: Sequence[Value]) -> Value:
    return series[-1]


NUMBERS: dict[str, Callable[..., Value]] = {
    "maximum": _maximum,
    "minimum": _minimum,
    "where": _where,
    "both": _both,
    "safe_div": _safe_div,
    "sum_of": _sum_of,
    "highest": _highest,
    "lowest": _lowest,
    "outset": _outset,
    "last": _last,
    "first_year": _first_year,
}
"""What each function reckons; a model adds those of its measures (``irr``) when it is defined."""
