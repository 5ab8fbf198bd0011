"""Units: the vocabulary, the algebra of dimensions, and the check that a rule comes out in its declared unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.engine.definition import Definition
from xl_service_roi.engine.expr import (
    YEAR,
    Driver,
    Expression,
    Future,
    Line,
    Measure,
    Named,
    Operand,
    Requirement,
    ResultLine,
    Single,
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
from xl_service_roi.engine.units import PURE, Dimension, Units, multiplied, shown, words
from xl_service_roi.errors import ModelError

UNITS = Units(
    {
        "money": "money",
        "customer": "customer",
        "customers": "customer",
        "hour": "hour",
        "offer": "offer",
        "offers": "offer",
        "contact": "contact",
        "share": "",
        "year": "",
        "-": "",
    }
)

# --------------------------------------------------------------------------------------------------------- vocabulary


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("money", (("money", 1),)),
        ("customers", (("customer", 1),)),  # a plural counts as its singular
        ("money/customer", (("customer", -1), ("money", 1))),
        ("money/customer/hour", (("customer", -1), ("hour", -1), ("money", 1))),
        ("money/hour/hour", (("hour", -2), ("money", 1))),
        ("customers/year", (("customer", 1),)),  # the step is a year: a yearly amount is the amount of the year
        ("share", PURE),
        ("customers/customer", PURE),
        ("year/customer", (("customer", -1),)),
        ("share, offers/contact", (("contact", -1), ("offer", 1))),  # shown as a share, turns contacts into offers
        ("money, money/hour", (("hour", -1), ("money", 1))),
        (" money / customer ", (("customer", -1), ("money", 1))),
    ],
)
def test_a_unit_has_a_dimension(unit: str, expected: Dimension) -> None:
    assert UNITS.dimension(unit) == expected


@pytest.mark.parametrize("unit", ["mony", "money/custmer", "share, ofers/contact", "Money", "", "money/"])
def test_a_word_outside_the_vocabulary_is_refused(unit: str) -> None:
    with pytest.raises(ModelError, match="unknown unit") as refusal:
        UNITS.dimension(unit)
    assert repr(unit) in str(refusal.value)
    assert "customer, customers" in str(refusal.value), "the known words are listed"


@pytest.mark.parametrize(
    ("unit", "expected"), [("money/customer", "money/customer"), ("share, offers/contact", "share")]
)
def test_people_see_the_part_before_the_comma(unit: str, expected: str) -> None:
    assert shown(unit) == expected


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        (PURE, "1"),
        ((("money", 1),), "money"),
        ((("customer", -1), ("money", 1)), "money/customer"),
        ((("customer", -1), ("hour", -2)), "1/customer/hour/hour"),
        ((("customer", 1), ("money", 2)), "customer·money·money"),
    ],
)
def test_a_dimension_in_words(dimension: Dimension, expected: str) -> None:
    assert words(dimension) == expected


# ------------------------------------------------------------------------------------------------------------ algebra

DIMENSIONS = st.dictionaries(
    st.sampled_from(["money", "customer", "hour"]), st.integers(-3, 3).filter(bool), max_size=3
).map(lambda exponents: tuple(sorted(exponents.items())))


@given(DIMENSIONS, DIMENSIONS, DIMENSIONS)
def test_dimensions_multiply_like_numbers(a: Dimension, b: Dimension, c: Dimension) -> None:
    assert multiplied(a, b) == multiplied(b, a)
    assert multiplied(multiplied(a, b), c) == multiplied(a, multiplied(b, c))
    assert multiplied(a, PURE) == a
    assert multiplied(a, a, -1) == PURE
    assert multiplied(multiplied(a, b), b, -1) == a


def test_a_product_cancels() -> None:
    assert multiplied(UNITS.dimension("money/customer"), UNITS.dimension("customers")) == UNITS.dimension("money")
    assert multiplied(UNITS.dimension("money"), UNITS.dimension("hour"), -1) == UNITS.dimension("money/hour")


# ------------------------------------------------------------------------------------- the check of a rule's dimension

Rule = Callable[[Driver, Driver, Driver], Operand]
"""A rule over a driver in money, one in customers and one that is a share."""

FUTURES = (Future("today", as_expression(0)), Future("plan", as_expression(1)))


def model(**items: Named) -> Definition:
    """Build a model of these items; its drivers need no use."""
    drivers = {name for name, item in items.items() if isinstance(item, Driver)}
    return Definition.from_names(items.items(), futures=FUTURES, units=UNITS, used_elsewhere=drivers)


def line_of(unit: str, rule: Rule, **more: Rule) -> Definition:
    drivers = (Driver("money", "Cash"), Driver("customers", "Heads"), Driver("share", "Part", scope="future"))
    others = {name: as_expression(other(*drivers)) for name, other in more.items()}
    line = Line(unit, "A line", rule=as_expression(rule(*drivers)), **others)  # type: ignore[arg-type]
    return model(cash=drivers[0], heads=drivers[1], part=drivers[2], line=line)


FITS: list[tuple[str, Rule]] = [
    ("money", lambda cash, heads, part: cash + cash - cash),
    ("money", lambda cash, heads, part: -cash),
    ("money", lambda cash, heads, part: cash * part),
    ("money/customer", lambda cash, heads, part: cash / heads),
    ("money/customer", lambda cash, heads, part: safe_div(cash, heads)),
    ("money", lambda cash, heads, part: cash / heads * heads),
    ("share", lambda cash, heads, part: cash / cash),
    ("share", lambda cash, heads, part: 1 - part),
    ("share", lambda cash, heads, part: (1 + part) ** YEAR),
    ("share", lambda cash, heads, part: cash > 0),
    ("share", lambda cash, heads, part: equal(cash, cash)),
    ("money", lambda cash, heads, part: 0),  # 0 fits everywhere
    ("customers", lambda cash, heads, part: 0),
    ("money", lambda cash, heads, part: maximum(0, cash)),
    ("money", lambda cash, heads, part: minimum(cash, 0)),
    ("money", lambda cash, heads, part: where(heads > 0, cash, 0)),
    ("money", lambda cash, heads, part: where(both(heads > 0, cash < cash), 0, cash)),
    ("money", lambda cash, heads, part: sum_of([cash, cash * part])),
    ("money", lambda cash, heads, part: 0 * heads + cash),
    ("hour", lambda cash, heads, part: constant(60, "hour", "An hour")),
    ("money", lambda cash, heads, part: cash * constant(2, "", "Twice")),
    ("share", lambda cash, heads, part: part.today + in_future("today", part)),
    ("money", lambda cash, heads, part: prev("line", first=cash)),
    ("money", lambda cash, heads, part: prev("line", first=0)),
    ("share", lambda cash, heads, part: prev("part", first=1)),
]


@pytest.mark.parametrize(("unit", "rule"), FITS)
def test_a_rule_that_fits_its_unit(unit: str, rule: Rule) -> None:
    line_of(unit, rule)


MISFITS: list[tuple[str, Rule, str]] = [
    ("money", lambda cash, heads, part: heads, "comes out in, but is declared as money: customer and money"),
    ("customers", lambda cash, heads, part: cash / heads, "money/customer and customer"),
    ("money", lambda cash, heads, part: 1, "1 and money"),  # 1 is a number, not an amount
    ("money", lambda cash, heads, part: cash + heads, r"has \+ between money and customer"),
    ("money", lambda cash, heads, part: cash - part, "has - between money and 1"),
    ("share", lambda cash, heads, part: 1 + cash, r"has \+ between 1 and money"),
    ("share", lambda cash, heads, part: cash > heads, "compares money and customer"),
    ("share", lambda cash, heads, part: equal(cash, 1), "compares money and 1"),
    ("money", lambda cash, heads, part: cash**part, "raises to a power money and 1"),
    ("share", lambda cash, heads, part: part**cash, "has an exponent in money and 1"),
    ("money", lambda cash, heads, part: maximum(cash, heads), r"has in maximum\(\) money and customer"),
    ("money", lambda cash, heads, part: minimum(1, cash), r"has in minimum\(\) 1 and money"),
    ("money", lambda cash, heads, part: where(heads > 0, cash, heads), r"has in where\(\) money and customer"),
    ("money", lambda cash, heads, part: where(cash > heads, cash, cash), "compares money and customer"),
    ("money", lambda cash, heads, part: sum_of([cash, cash, heads]), r"has in sum_of\(\) money and customer"),
    ("money", lambda cash, heads, part: safe_div(cash, heads), "money/customer and money"),
    ("money", lambda cash, heads, part: -(cash + heads), r"has \+ between"),
    ("money", lambda cash, heads, part: constant(60, "hour", "An hour"), "hour and money"),
    ("money", lambda cash, heads, part: part.today, "1 and money"),
    ("money", lambda cash, heads, part: in_future("today", heads), "customer and money"),
    ("money", lambda cash, heads, part: prev("line", first=heads), "has a first value in customer and money"),
    ("money", lambda cash, heads, part: prev("part", first=0), "1 and money"),
    ("money", lambda cash, heads, part: YEAR, "1 and money"),
]


@pytest.mark.parametrize(("unit", "rule", "message"), MISFITS)
def test_a_rule_that_does_not_fit_names_its_line(unit: str, rule: Rule, message: str) -> None:
    with pytest.raises(ModelError, match=f"^line .*{message}"):
        line_of(unit, rule)


@pytest.mark.parametrize("other", ["year0", "now"])
def test_a_line_s_other_rules_are_checked_as_well(other: str) -> None:
    line_of("money", lambda cash, heads, part: cash, **{other: lambda cash, heads, part: -cash})
    with pytest.raises(ModelError, match=r"^line .*customer and money"):
        line_of("money", lambda cash, heads, part: cash, **{other: lambda cash, heads, part: heads})


def everything(unit: str, kind: type[Single | ResultLine | Measure | Requirement], rule: Expression) -> Definition:
    return model(cash=CASH, heads=HEADS, wages=WAGES, flow=FLOW, found=kind(unit, "Found", rule=rule))


CASH, HEADS = Driver("money", "Cash"), Driver("customers", "Heads")
WAGES = Line("money", "Wages", rule=CASH * YEAR, now=CASH + 0)
FLOW = ResultLine("money", "Flow", rule=in_future("plan", WAGES) - in_future("today", WAGES))


@pytest.mark.parametrize(
    ("kind", "unit", "rule"),
    [
        (Single, "money", now(WAGES) + CASH),
        (ResultLine, "money/customer", in_future("plan", WAGES) / HEADS),
        (Measure, "money", total(FLOW)),
        (Measure, "money", highest(FLOW) + lowest(FLOW) + outset(FLOW) + last(FLOW)),
        (Measure, "year", first_year(FLOW / CASH)),
        (Requirement, "money", own("plan", CASH) - CASH),
    ],
)
def test_the_unit_of_a_number_for_the_whole_case(
    kind: type[Single | ResultLine | Measure | Requirement], unit: str, rule: Expression
) -> None:
    everything(unit, kind, rule)
    with pytest.raises(ModelError, match=r"^found comes out in, but is declared as hour:"):
        everything("hour", kind, rule)


def test_the_condition_under_which_a_measure_exists_is_checked() -> None:
    exists = Measure("money", "Found", rule=total(FLOW), exists=total(FLOW) > HEADS)
    with pytest.raises(ModelError, match=r"^found compares money and customer"):
        model(cash=CASH, heads=HEADS, wages=WAGES, flow=FLOW, found=exists)


@pytest.mark.parametrize(
    ("unit", "rule"),
    [("mony", as_expression(0)), ("money", constant(60, "houer", "An hour"))],
    ids=["unit", "constant"],
)
def test_an_unknown_word_names_its_line(unit: str, rule: Expression) -> None:
    with pytest.raises(ModelError, match=r"^wages"):
        model(wages=Line(unit, "Wages", rule=rule))


def test_nothing_of_something_is_nothing() -> None:
    line_of("money", lambda cash, heads, part: heads * 0 + cash)


def test_a_safe_part_of_nothing_is_nothing() -> None:
    line_of("money", lambda cash, heads, part: safe_div(0, heads) + cash)


@pytest.mark.parametrize("condition", [CASH, CASH + 0, both(CASH > 0, CASH / CASH)])
def test_a_condition_is_a_comparison(condition: Expression) -> None:
    with pytest.raises(ModelError, match=r"^wages"):
        model(cash=CASH, heads=HEADS, wages=Line("money", "Wages", rule=where(condition, 0, 0)))
