"""The words in which the lines of this model are declared."""

from __future__ import annotations

from functools import partial

from ..engine.expr import Expression, Line, Operand, as_expression, constant, in_future

today = partial(in_future, "today")
plan = partial(in_future, "plan")
zero = partial(in_future, "zero")

MINUTES_PER_HOUR = constant(60, "minutes/hour", "Minutes in an hour")
MONTHS_PER_YEAR = constant(12, "months/year", "Months in a year")
HALF = constant(0.5, "ratio", "One half")
TWO = constant(2, "ratio", "Two")


def line(
    unit: str,
    text: str,
    *,
    rule: Operand,
    notes: str,
    heading: str,
    remit: str,
    year0: Operand | None = None,
    now: Operand | None = None,
    intermediate: bool = False,
) -> Line:
    """Declare a quantity of each year. ``intermediate``: reckoned and explained, but not among the results."""
    return Line(
        unit,
        text,
        rule=as_expression(rule),
        notes=notes,
        heading=heading,
        remit=remit,
        year0=None if year0 is None else as_expression(year0),
        now=None if now is None else as_expression(now),
        intermediate=intermediate,
    )


def money_in(text: str, *, rule: Expression, heading: str, remit: str) -> Line:
    """Declare a line of money that comes in during the year."""
    return Line("money", text, rule=rule, notes="3.5", heading=heading, remit=remit, flow=1)


def money_out(
    text: str, *, rule: Expression, heading: str, remit: str, notes: str = "3.6", year0: Expression | None = None
) -> Line:
    """Declare a line of money that goes out during the year, as a positive amount."""
    return Line("money", text, rule=rule, notes=notes, heading=heading, remit=remit, flow=-1, year0=year0)


def one_off(text: str, *, year0: Expression, heading: str, remit: str) -> Line:
    """Declare a line of money that goes out in year 0 only, as a positive amount."""
    return Line("money", text, rule=as_expression(0), year0=year0, notes="3.7", heading=heading, remit=remit, flow=-1)
