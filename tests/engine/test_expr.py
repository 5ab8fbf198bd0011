"""Expressions: arithmetic on names builds a tree, and what does not belong in a rule is refused when it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from xl_service_roi.engine.expr import (
    YEAR,
    Binary,
    Call,
    Constant,
    Driver,
    Expression,
    Line,
    Negative,
    OverYears,
    as_expression,
    constant,
    in_future,
    now,
    own,
    prev,
    total,
)
from xl_service_roi.engine.functions import (
    both,
    equal,
    first_year,
    highest,
    last,
    lowest,
    maximum,
    minimum,
    outset,
    safe_div,
    sum_of,
    where,
)
from xl_service_roi.errors import ModelError

A, B = Driver("-", "First", name="a"), Driver("-", "Second", name="b")
LINE = Line("-", "A line", rule=A + B, name="line")


def text(node: Expression) -> str:
    """Return a tree as text, with all its brackets."""
    match node:
        case Driver() | Line():
            return node.name
        case Constant():
            return f"{node.value:g}"
        case Binary():
            return f"({text(node.left)} {node.operator} {text(node.right)})"
        case Negative():
            return f"(-{text(node.operand)})"
        case Call() | OverYears():
            return f"{node.function}({', '.join(map(text, node.parts))})"
    return type(node).__name__


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (A + B, "(a + b)"),
        (A - B, "(a - b)"),
        (A * B, "(a * b)"),
        (A / B, "(a / b)"),
        (A**B, "(a ^ b)"),
        (-A, "(-a)"),
        (1 + A, "(1 + a)"),
        (A + 1, "(a + 1)"),
        (1 - A, "(1 - a)"),
        (A - 1, "(a - 1)"),
        (0 * A, "(0 * a)"),
        (A * 0, "(a * 0)"),
        (1 / A, "(1 / a)"),
        (A / 1, "(a / 1)"),
        (A**1, "(a ^ 1)"),
        (A < B, "(a < b)"),
        (A <= B, "(a <= b)"),
        (A > B, "(a > b)"),
        (A >= B, "(a >= b)"),
        (A > 0, "(a > 0)"),
        (0 < A, "(a > 0)"),  # Python turns it round
        (equal(A, 1), "(a = 1)"),
        (A - B - 1, "((a - b) - 1)"),
        (A - (B - 1), "(a - (b - 1))"),
        (A + B * A**B, "(a + (b * (a ^ b)))"),
        (-(A**B), "(-(a ^ b))"),
        (maximum(0, A), "maximum(0, a)"),
        (minimum(A, 1), "minimum(a, 1)"),
        (where(A > B, 1, A), "where((a > b), 1, a)"),
        (both(A > 0, B > 0), "both((a > 0), (b > 0))"),
        (safe_div(1, A), "safe_div(1, a)"),
        (sum_of([A, B, A]), "sum_of(a, b, a)"),
        (highest(A), "highest(a)"),
        (lowest(A), "lowest(a)"),
        (outset(A), "outset(a)"),
        (last(A), "last(a)"),
        (first_year(A), "first_year(a)"),
    ],
)
def test_arithmetic_builds_a_tree(rule: Expression, expected: str) -> None:
    assert text(rule) == expected


BARE: list[Any] = [2, -1, 0.5, 1.0000001, 1e-12, float("nan"), float("inf"), np.float64(0.3), "1"]


@pytest.mark.parametrize("number", BARE)
@pytest.mark.parametrize(
    "rule",
    [
        lambda x: A + x,
        lambda x: A - x,
        lambda x: A * x,
        lambda x: A / x,
        lambda x: A**x,
        lambda x: A < x,
        lambda x: A >= x,
        lambda x: equal(A, x),
        lambda x: maximum(A, x),
        lambda x: minimum(x, A),
        lambda x: safe_div(x, A),
        lambda x: where(A > 0, A, x),
        lambda x: where(A > 0, x, A),
        lambda x: prev("line", first=x),
        as_expression,
    ],
)
def test_a_bare_number_is_refused(rule: Callable[[Any], Expression], number: Any) -> None:
    with pytest.raises(ModelError, match=r"stands in a rule: declare it as a driver, or with constant\(\)") as refusal:
        rule(number)
    assert str(number) in str(refusal.value)


@pytest.mark.parametrize("rule", [lambda x: x + A, lambda x: x - A, lambda x: x * A, lambda x: x / A])
def test_a_bare_number_before_a_name_is_refused(rule: Callable[[float], Expression]) -> None:
    with pytest.raises(ModelError, match="the number 2 stands in a rule"):
        rule(2)


@pytest.mark.parametrize("number", [0, 1, 0.0, 1.0, np.float64(1)])
def test_0_and_1_may_stand_in_a_rule(number: float) -> None:
    node = as_expression(number)
    assert isinstance(node, Constant)
    assert (node.value, type(node.value)) == (number, float)


def test_a_node_stays_itself() -> None:
    assert as_expression(A) is A
    assert as_expression(YEAR) is YEAR


def test_a_constant_carries_its_unit_and_its_words() -> None:
    minutes = constant(60, "minutes/hour", "Minutes in an hour")
    assert (minutes.value, minutes.unit, minutes.text) == (60.0, "minutes/hour", "Minutes in an hour")
    assert type(minutes.value) is float


@pytest.mark.parametrize(
    "written",
    [
        lambda: A if A > B else B,
        lambda: 0 < A < B,
        lambda: A and B,
        lambda: A or B,
        lambda: not A,
        lambda: max(A, B),
        lambda: bool(LINE),
        lambda: bool(YEAR),
        lambda: [1 for _ in range(1) if A + B],
    ],
)
def test_a_rule_has_no_truth_value(written: Callable[[], object]) -> None:
    with pytest.raises(ModelError, match="no truth value"):
        written()


def test_names_are_equal_to_themselves_alone() -> None:
    twin = Driver("-", "First", name="a")
    assert twin != A
    assert A in (B, A)
    assert twin not in (A, B)
    assert len({A, B, twin, A}) == 3


def test_a_tree_is_walked_from_the_top() -> None:
    rule = where(A > 0, prev("line", first=B), -LINE)
    assert [text(node) for node in rule.walk()] == [
        "where((a > 0), Prev, (-line))",
        "(a > 0)",
        "a",
        "0",
        "Prev",
        "b",
        "(-line)",
        "line",  # and not into its own rule: a name is a leaf
    ]


@pytest.mark.parametrize(
    ("node", "parts"),
    [
        (A, ()),
        (LINE, ()),
        (YEAR, ()),
        (A.today, ()),
        (in_future("plan", LINE), ()),
        (now(LINE), ()),
        (own("plan", A), ()),
        (prev("line", first=A), (A,)),
        (total(LINE), (LINE,)),
        (OverYears("irr", LINE, (A, B)), (LINE, A, B)),
    ],
)
def test_the_parts_of_a_node(node: Expression, parts: tuple[Expression, ...]) -> None:
    assert node.parts == parts


@pytest.mark.parametrize("target", [A, YEAR, A + B, prev("line", first=0)])
def test_now_takes_a_line(target: Expression) -> None:
    with pytest.raises(ModelError, match=r"now\(\) takes a line"):
        now(target)


@pytest.mark.parametrize("target", [YEAR, A + B, now(LINE), A.today])
def test_a_future_is_asked_for_a_line_or_a_driver(target: Expression) -> None:
    with pytest.raises(ModelError, match=r"plan\(\) takes a line or a driver"):
        in_future("plan", target)
    assert in_future("plan", A).target is A
    assert in_future("plan", LINE).future == "plan"


def test_today_s_value_is_asked_of_the_driver() -> None:
    assert A.today.driver is A  # type: ignore[attr-defined]
