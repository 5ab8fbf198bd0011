"""Numbers of small models: by hand, against a plain reading of the rules, and for many scenarios at once."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi.engine.definition import Definition
from xl_service_roi.engine.expr import (
    YEAR,
    Binary,
    Call,
    Constant,
    Driver,
    DriverToday,
    Expression,
    Future,
    In,
    Line,
    Measure,
    Named,
    Negative,
    Now,
    Operand,
    OverYears,
    Own,
    Prev,
    Requirement,
    ResultLine,
    Single,
    Total,
    Year,
    as_expression,
    constant,
    in_future,
    now,
    own,
    prev,
    total,
)
from xl_service_roi.engine.functions import (
    NUMBERS,
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
from xl_service_roi.engine.numeric import Evaluation, evaluate, evaluate_scenarios, scenarios_in
from xl_service_roi.engine.units import Units

FUTURE_NAMES = ("today", "plan", "zero")


def general() -> Driver:
    return Driver("-", "A driver with one value")


def by_future(*, ramped: bool = True) -> Driver:
    return Driver("-", "A driver with a value for each future", scope="future", ramped=ramped)


def by_year() -> Driver:
    return Driver("-", "A driver with a value for each year", scope="year")


def line(rule: Operand, *, year0: Operand | None = None, now: Operand | None = None) -> Line:
    others = {"year0": year0, "now": now}
    given = {name: as_expression(other) for name, other in others.items() if other is not None}
    return Line("-", "A line", rule=as_expression(rule), **given)  # type: ignore[arg-type]


def single(rule: Operand) -> Single:
    return Single("-", "A single number", rule=as_expression(rule))


def result(rule: Operand) -> ResultLine:
    return ResultLine("-", "A line that compares", rule=as_expression(rule))


def measure(rule: Operand, *, exists: Expression | None = None) -> Measure:
    return Measure("-", "A measure", rule=as_expression(rule), exists=exists)


def requirement(rule: Operand) -> Requirement:
    return Requirement("-", "A requirement", rule=as_expression(rule))


def today(target: Expression) -> In:
    return in_future("today", target)


def plan(target: Expression) -> In:
    return in_future("plan", target)


def zero(target: Expression) -> In:
    return in_future("zero", target)


def model(**items: Named) -> Definition:
    """Build a model with the three futures, whose plan takes effect by a ramp × a share; its drivers need no use."""
    ramp, share = by_year(), general()
    items |= {"ramp": ramp, "share": share}
    return Definition.from_names(
        items.items(),
        futures=(
            Future("today", as_expression(0)),
            Future("plan", ramp * share),
            Future("zero", as_expression(1)),
        ),
        units=Units({"-": ""}),
        used_elsewhere=[name for name, item in items.items() if isinstance(item, Driver)],
    )


def reckon(definition: Definition, years: int = 3, **values: Any) -> Evaluation:
    """Evaluate a case; a driver by future is given as a triple, the ramp is by thirds unless it is given."""
    return evaluate(definition, spread(definition, values), years)


def spread(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {"ramp": (0.25, 0.5, 1.0, 1.0, 1.0), "share": 1.0, **values}
    flat: dict[str, Any] = {}
    for name, value in given.items():
        if definition.drivers[name].scope == "future":
            flat |= {f"{name}_{future}": each for future, each in zip(FUTURE_NAMES, value, strict=True)}
        else:
            flat[name] = value
    return flat


# ------------------------------------------------------------------------------------------- what a rule's functions do


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (lambda a, b: a + b, 8),
        (lambda a, b: a - b, 4),
        (lambda a, b: a * b, 12),
        (lambda a, b: a / b, 3),
        (lambda a, b: a**b, 36),
        (lambda a, b: -(a**b), -36),
        (lambda a, b: (0 - a) ** b, 36),
        (lambda a, b: a - (b - 1), 5),
        (lambda a, b: a - b - 1, 3),
        (lambda a, b: a / (b / a), 18),
        (lambda a, b: maximum(a, b), 6),
        (lambda a, b: minimum(a, b), 2),
        (lambda a, b: where(a > b, 1, b), 1),
        (lambda a, b: where(a < b, 1, b), 2),
        (lambda a, b: where(a >= a, a, 0), 6),
        (lambda a, b: where(a > a, a, 0), 0),
        (lambda a, b: where(a <= a, a, 0), 6),
        (lambda a, b: where(a < a, a, 0), 0),
        (lambda a, b: where(equal(a, b + b + b), a, 0), 6),
        (lambda a, b: where(equal(a, b), a, 0), 0),
        (lambda a, b: where(both(a > b, b > 1), a, b), 6),
        (lambda a, b: where(both(a > b, b > a), a, b), 2),
        (lambda a, b: where(both(a < b, b > 0), a, b), 2),
        (lambda a, b: safe_div(a, b), 3),
        (lambda a, b: safe_div(a, b - b), 0),
        (lambda a, b: safe_div(0, b), 0),
        (lambda a, b: sum_of([a, b, a]), 14),
        (lambda a, b: sum_of([a]), 6),
        (lambda a, b: a * constant(60, "", "Sixty"), 360),
    ],
)
def test_the_functions_of_a_rule(rule: Callable[[Driver, Driver], Expression], expected: float) -> None:
    a, b = general(), general()
    x = line(rule(a, b))
    definition = model(a=a, b=b, x=x, m=measure(last(today(x))))
    assert reckon(definition, a=6.0, b=2.0).lines["today"]["x"] == [0, expected, expected, expected]
    for drawn in ({"a"}, {"b"}, {"a", "b"}):
        values = {name: np.full(3, value) if name in drawn else value for name, value in (("a", 6.0), ("b", 2.0))}
        found = evaluate_scenarios(definition, spread(definition, values), 3, ["m"])
        assert found.measures["m"].tolist() == [expected] * 3


def test_a_function_may_differ_between_scenarios() -> None:
    a, b = general(), general()
    rules = {
        "quotient": safe_div(a, b),
        "larger": maximum(a, b),
        "smaller": minimum(a, b),
        "chosen": where(both(a > 0, b > 0), a, 0 - b),
    }
    lines = {name: line(rule) for name, rule in rules.items()}
    measures = {f"{name}_last": measure(last(today(lines[name]))) for name in lines}
    definition = model(a=a, b=b, **lines, **measures)
    values = spread(definition, {"a": np.array([6.0, 6.0, -1.0]), "b": np.array([2.0, 0.0, 3.0])})
    found = evaluate_scenarios(definition, values, 1, measures)
    assert found.measures["quotient_last"].tolist() == [3, 0, -1 / 3]
    assert found.measures["larger_last"].tolist() == [6, 6, 3]
    assert found.measures["smaller_last"].tolist() == [2, 0, -1]
    assert found.measures["chosen_last"].tolist() == [6, -0.0, -3]


# ---------------------------------------------------------------------------------------------------- futures and ramp


def test_today_stands_still_plan_takes_effect_by_and_by_and_zero_at_once() -> None:
    f = by_future()
    found = reckon(model(f=f, x=line(f)), years=4, f=(10.0, 20.0, 0.0), share=0.5)
    assert found.lines["today"]["x"] == [0, 10, 10, 10, 10]
    assert found.lines["plan"]["x"] == [0, 11.25, 12.5, 15, 15]  # 0.25, 0.5, 1, 1 × 0.5 of the way
    assert found.lines["zero"]["x"] == [0, 0, 0, 0, 0]
    assert found.drivers["today"]["f"] == [10, 10, 10, 10, 10]
    assert found.drivers["plan"]["f"] == [10, 11.25, 12.5, 15, 15]  # in year 0 nothing has taken effect
    assert found.drivers["zero"]["f"] == [10, 0, 0, 0, 0]


def test_a_driver_that_is_not_ramped_holds_from_the_start() -> None:
    f = by_future(ramped=False)
    found = reckon(model(f=f, x=line(f, year0=f)), years=2, f=(10.0, 20.0, 0.0), share=0.5)
    assert found.lines["today"]["x"] == [10, 10, 10]
    assert found.lines["plan"]["x"] == [20, 20, 20]
    assert found.lines["zero"]["x"] == [0, 0, 0]
    assert found.drivers["plan"]["f"] == [20, 20, 20]


def test_a_ramp_may_go_back() -> None:
    f = by_future()
    steady = line(f * f)
    found = reckon(model(f=f, x=steady, y=line(1 + f * f)), years=5, f=(0.0, 4.0, 1.0), ramp=(0.5, 1.0, 0.5, 0.5, 0.0))
    assert found.lines["plan"]["x"] == [0, 4, 16, 4, 4, 0]
    assert found.lines["plan"]["y"] == [0, 5, 17, 5, 5, 1]
    assert found.lines["today"]["x"] == [0, 0, 0, 0, 0, 0]
    assert found.lines["zero"]["x"] == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("ramp", [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0, 1, 0), (0.0, 1.0, 1.0)])
def test_a_ramp_without_a_slope(ramp: tuple[float, ...]) -> None:
    f = by_future()
    found = reckon(model(f=f, x=line(f + f)), f=(1.0, 3.0, 5.0), ramp=ramp)
    assert found.lines["plan"]["x"] == [0, *(2 * (1 + 2 * step) for step in ramp)]
    assert found.lines["zero"]["x"] == [0, 10, 10, 10]


def test_a_plan_that_changes_nothing_differs_by_exactly_nothing() -> None:
    f, growth = by_future(), general()
    x = line((1 + growth) ** YEAR * f / (1 + growth) + prev("x", first=f))
    gap = result(plan(x) - today(x))
    found = reckon(model(f=f, growth=growth, x=x, gap=gap), f=(0.1, 0.1, 0.3), growth=0.07, ramp=(0.3, 0.7, 0.9))
    assert found.results["gap"] == [0, 0, 0, 0]


def test_today_s_value_in_any_future() -> None:
    f = by_future()
    x = line(f - f.today)
    found = reckon(model(f=f, x=x, y=line(today(f))), f=(10.0, 20.0, 4.0))
    assert found.lines["plan"]["x"] == [0, 2.5, 5, 10]
    assert found.lines["zero"]["x"] == [0, -6, -6, -6]
    assert found.lines["today"]["x"] == [0, 0, 0, 0]
    assert found.lines["zero"]["y"] == [0, 10, 10, 10]


def test_a_line_may_look_at_the_same_year_of_today() -> None:
    f = by_future()
    x = line(f * YEAR)
    y = line(x - today(x), year0=1 - today(f))
    found = reckon(model(f=f, x=x, y=y), f=(10.0, 20.0, 4.0))
    assert found.lines["today"]["y"] == [-9, 0, 0, 0]
    assert found.lines["plan"]["y"] == [-9, 2.5, 10, 30]
    assert found.lines["zero"]["y"] == [-9, -6, -12, -18]


def test_what_stands_still_and_looks_alike_is_kept_apart() -> None:
    a, f, g = general(), by_future(), by_future()
    x = line(f + a)
    alike = {
        "f + a": (f + a, (13, 23, 3)),
        "f - a": (f - a, (7, 17, -3)),
        "a - f": (a - f, (-7, -17, 3)),
        "g + a": (g + a, (7, 5, 4)),
        "f + 1": (f + 1, (11, 21, 1)),
        "f + 0": (f + 0, (10, 20, 0)),
        "-f": (-f, (-10, -20, 0)),
        "f today + a": (f.today + a, (13, 13, 13)),
        "today's f + a": (today(f) + a, (13, 13, 13)),
        "x + a": (x + a, (16, 26, 6)),
        "now x + a": (now(x) + a, (16, 16, 16)),
        "maximum": (maximum(f, a), (10, 20, 3)),
        "minimum": (minimum(f, a), (3, 3, 0)),
        "f < a": (where(f < a, 1, 0), (0, 0, 1)),
        "f > a": (where(f > a, 1, 0), (1, 1, 0)),
        "constants": (f * constant(2, "", "Two") - f * constant(3, "", "Three"), (-10, -20, 0)),
    }
    terms = [rule * (YEAR - 1) for rule, _ in alike.values()]  # each of which is hoisted out of the year
    lines = {f"line{number}": line(term) for number, term in enumerate(terms)}
    found = reckon(
        model(a=a, f=f, g=g, x=x, **lines, together=line(sum_of(terms))),
        a=3.0,
        f=(10.0, 20.0, 0.0),
        g=(4.0, 2.0, 1.0),
        ramp=(1.0, 1.0, 1.0),
    )
    for future, position in zip(FUTURE_NAMES, range(3), strict=True):
        got = {name: found.lines[future][f"line{number}"] for number, name in enumerate(alike)}
        assert got == {name: [0, 0, value[position], 2 * value[position]] for name, (_, value) in alike.items()}
        assert found.lines[future]["together"][2] == sum(value[position] for _, value in alike.values())


def test_a_driver_by_year_is_the_same_in_all_futures() -> None:
    b = by_year()
    found = reckon(model(b=b, x=line(b * YEAR)), b=(5.0, 7.0, 9.0))
    assert all(found.lines[future]["x"] == [0, 5, 14, 27] for future in FUTURE_NAMES)


# ----------------------------------------------------------------------------------------------- years, singles and now


def test_last_year_begins_at_the_first_value() -> None:
    start, f = general(), by_future()
    opening = line(prev("closing", first=start))
    closing = line(opening * (1 - f))
    found = reckon(model(start=start, f=f, opening=opening, closing=closing), start=64.0, f=(0.5, 0.0, 1.0))
    assert found.lines["today"]["opening"] == [0, 64, 32, 16]
    assert found.lines["today"]["closing"] == [0, 32, 16, 8]
    assert found.lines["plan"]["closing"] == [0, 64 * 0.625, 64 * 0.625 * 0.75, 64 * 0.625 * 0.75]
    assert found.lines["zero"]["opening"] == [0, 64, 0, 0]


def test_last_year_of_a_driver() -> None:
    stock = by_future()
    release = line(prev("stock", first=stock.today) - stock)
    found = reckon(model(stock=stock, release=release), stock=(100.0, 60.0, 0.0))
    assert found.lines["today"]["release"] == [0, 0, 0, 0]
    assert found.lines["plan"]["release"] == [0, 10, 10, 20]
    assert found.lines["zero"]["release"] == [0, 100, 0, 0]


def test_the_first_value_may_be_the_future_s_own_or_a_single_number() -> None:
    f, a = by_future(), general()
    s = single(a * f)
    x = line(prev("x", first=f + s) + 1)
    found = reckon(model(f=f, a=a, s=s, x=x), f=(1.0, 5.0, 9.0), a=100.0)
    assert found.lines["today"]["x"] == [0, 102, 103, 104]
    assert found.lines["plan"]["x"] == [0, 103, 104, 105]  # in year 1 a quarter of the way: 2
    assert found.lines["zero"]["x"] == [0, 110, 111, 112]


def test_the_value_of_year_0_is_not_last_year_s_for_year_1() -> None:
    x = line(prev("x", first=1) + 1, year0=0 - YEAR - 1)
    assert reckon(model(x=x)).lines["today"]["x"] == [-1, 2, 3, 4]


def test_year_0_is_nothing_unless_it_has_a_rule() -> None:
    a, s = general(), single(1)
    x, y, z = line(a), line(a, year0=a + a), line(0, year0=a + s)
    after = line(x + y + z, year0=x + y + z)
    found = reckon(model(a=a, s=s, x=x, y=y, z=z, after=after), a=3.0)
    assert found.lines["plan"] == {"x": [0, 3, 3, 3], "y": [6, 3, 3, 3], "z": [4, 0, 0, 0], "after": [10, 6, 6, 6]}


def test_the_year_counts_from_0() -> None:
    x = line(YEAR * YEAR, year0=1 + YEAR)
    found = reckon(model(x=x, r=result(YEAR - today(x))))
    assert found.lines["zero"]["x"] == [1, 1, 4, 9]
    assert found.results["r"] == [-1, 0, -2, -6]


def test_now_is_the_present_with_today_s_drivers() -> None:
    f = by_future()
    rate = line(f + f)
    moved = line(rate - now(rate))
    found = reckon(model(f=f, rate=rate, moved=moved, seen=measure(now(rate))), f=(3.0, 7.0, 1.0))
    assert found.present == {"rate": 6}
    assert found.measures["seen"] == 6
    assert found.lines["plan"]["moved"] == [0, 2, 4, 8]
    assert found.lines["zero"]["moved"] == [0, -4, -4, -4]


def test_a_rule_for_now_replaces_the_rule_in_the_present_alone() -> None:
    heads, f = general(), by_future()
    index = line((1 + f) ** YEAR, now=1)
    closing = line(prev("closing", first=heads) * (1 + f), now=heads)
    work = line(closing * index * f)
    wages = single(now(work) + heads)
    load = line(work / wages)
    found = reckon(
        model(heads=heads, f=f, index=index, closing=closing, work=work, wages=wages, load=load),
        years=2,
        heads=50.0,
        f=(1.0, 1.0, 0.0),
    )
    assert found.present == {"index": 1, "closing": 50, "work": 50}
    assert found.singles == {"wages": 100}
    assert found.lines["today"]["work"] == [0, 200, 800]
    assert found.lines["today"]["load"] == [0, 2, 8]


def test_singles_are_reckoned_once_from_today() -> None:
    f, a = by_future(), general()
    x = line(f * a)
    first = single(f + 1)
    second = single(first * now(x))
    found = reckon(
        model(f=f, a=a, x=x, first=first, second=second, y=line(second - f), m=measure(second + first)),
        f=(2.0, 9.0, 9.0),
        a=10.0,
    )
    assert found.singles == {"first": 3, "second": 60}
    assert found.lines["zero"]["y"] == [0, 51, 51, 51]
    assert found.measures["m"] == 63


# -------------------------------------------------------------------------------- results, measures and requirements


def test_result_lines_compare_the_futures_and_remember() -> None:
    f, a = by_future(), general()
    x = line(f, year0=0 - a)
    gap = result(plan(x) - today(x) + zero(x))
    so_far = result(prev("so_far", first=a) + gap)
    before = result(prev("gap", first=1))
    moved = result(plan(f) - today(f) + a)
    found = reckon(
        model(f=f, a=a, x=x, gap=gap, so_far=so_far, before=before, moved=moved), f=(10.0, 20.0, 1.0), a=100.0
    )
    assert found.results["gap"] == [-100, 3.5, 6, 11]
    assert found.results["so_far"] == [0, 3.5, 9.5, 20.5]
    assert found.results["before"] == [1, -100, 3.5, 6]
    assert found.results["moved"] == [100, 102.5, 105, 110]


SERIES = {"v": (4.0, -2.0, 7.0)}


def series_model(**more: Callable[[Line, ResultLine], Named]) -> Definition:
    """A model with the series -1, 4, -2, 7 as a line and as a result line."""
    v = by_year()
    x = line(v, year0=0 - YEAR - 1)
    r = result(today(x))
    return model(v=v, x=x, r=r, **{name: make(x, r) for name, make in more.items()})


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (total, 8),
        (highest, 7),
        (lowest, -2),
        (outset, -1),
        (last, 7),
        (lambda r: total(r * YEAR), 21),
        (lambda r: total(r) * total(r), 64),
        (lambda r: highest(0 - r), 2),
        (lambda r: lowest(maximum(r, 0)), 0),
        (lambda r: total(where(r > 0, 1, 0)), 2),
        (lambda r: first_year(where(r > 0, 1, 0)), 1),
        (lambda r: first_year(where(r > YEAR + 1, 1, 0)), 1),
        (lambda r: first_year(where(r < 0, 1, 0)), 0),
        (lambda r: first_year(where(r * YEAR < 0, 1, 0)), 2),
        (lambda r: first_year(where(both(r > 0, YEAR > 1), 1, 0)), 3),
    ],
)
def test_measures_over_the_years(of: Callable[[Expression], Expression], expected: float) -> None:
    definition = series_model(of_result=lambda x, r: measure(of(r)), of_line=lambda x, r: measure(of(today(x))))
    found = reckon(definition, **SERIES)
    assert found.results["r"] == [-1, 4, -2, 7]
    assert found.measures == {"of_result": expected, "of_line": expected}


def test_a_year_that_never_comes_is_no_number() -> None:
    found = reckon(series_model(m=lambda x, r: measure(first_year(where(r > r, 1, 0)))), **SERIES)
    assert math.isnan(found.measures["m"])


def test_a_measure_exists_only_where_its_condition_holds() -> None:
    a, b = general(), general()
    ratio = measure(safe_div(a, b), exists=b > 0)
    definition = model(a=a, b=b, ratio=ratio, twice=measure(ratio + ratio))
    assert reckon(definition, a=6.0, b=2.0).measures == {"ratio": 3, "twice": 6}
    assert all(math.isnan(value) for value in reckon(definition, a=6.0, b=0.0).measures.values())
    values = spread(definition, {"a": 6.0, "b": np.array([2.0, 0.0, -3.0])})
    found = evaluate_scenarios(definition, values, 1, ["ratio", "twice"])
    np.testing.assert_array_equal(found.measures["ratio"], [3, math.nan, math.nan])
    np.testing.assert_array_equal(found.measures["twice"], [6, math.nan, math.nan])


def test_a_future_s_own_value_is_the_one_that_was_put_in() -> None:
    f, u, a = by_future(), by_future(ramped=False), general()
    rule = own("plan", f) - own("today", f) + own("zero", u) + own("plan", a)
    found = reckon(model(f=f, u=u, a=a, m=measure(rule)), f=(1.0, 5.0, 9.0), u=(0.0, 0.0, 100.0), a=1000.0, share=0.0)
    assert found.measures["m"] == 1104


def test_a_requirement_tells_by_how_much_it_is_broken() -> None:
    a, f = general(), by_future()
    x = line(f * YEAR)
    definition = model(a=a, f=f, x=x, m=measure(a), cap=requirement(highest(plan(x)) - a))
    assert reckon(definition, a=10.0, f=(1.0, 5.0, 0.0)).excess == {"cap": 5}
    assert reckon(definition, a=16.0, f=(1.0, 5.0, 0.0)).excess == {"cap": -1}
    values = spread(definition, {"a": np.array([10.0, 16.0]), "f": (1.0, 5.0, 0.0)})
    assert evaluate_scenarios(definition, values, 3, ["m"]).excess["cap"].tolist() == [5, -1]


def test_a_model_brings_functions_of_its_own() -> None:
    v = by_year()
    x = line(v)
    m = measure(OverYears("range_above", today(x), (as_expression(1),)))
    definition = Definition.from_names(
        {"v": v, "x": x, "m": m}.items(),
        futures=(Future("today", as_expression(0)),),
        units=Units({"-": ""}),
        functions={"range_above": lambda series, floor: max(series) - max(floor, min(series))},
    )
    assert evaluate(definition, {"v": (4.0, 9.0)}, 2).measures["m"] == 8
    assert "range_above" not in NUMBERS


def test_a_model_may_have_one_future() -> None:
    a = general()
    x = line(a * YEAR)
    definition = Definition.from_names(
        {"a": a, "x": x}.items(), futures=(Future("only", as_expression(0)),), units=Units({"-": ""})
    )
    assert evaluate(definition, {"a": 2.0}, 2).lines == {"only": {"x": [0, 2, 4]}}


def test_an_unknown_measure_is_named() -> None:
    definition = model(a=(a := general()), m=measure(a))
    with pytest.raises(KeyError, match="no such measure: worth, value"):
        evaluate_scenarios(definition, {"a": 1.0}, 1, ["m", "worth", "value"])


# ------------------------------------------------------------------------------------ any model: a plain reading agrees


class Plain:
    """Reads the rules as they are written, one number at a time: nothing is shared, hoisted or left out."""

    def __init__(self, definition: Definition, values: Mapping[str, Any], years: int) -> None:
        self.definition, self.values, self.years = definition, values, years
        self.item = cache(self._item)

    def own(self, driver: Driver, future: str) -> float:
        return float(self.values[f"{driver.name}_{future}" if driver.scope == "future" else driver.name])

    def driver(self, driver: Driver, future: str, year: int) -> float:
        if driver.scope == "year":
            return float(self.values[driver.name][year - 1])
        if driver.scope == "general" or future == "now":
            return self.own(driver, "today")
        if not driver.ramped:
            return self.own(driver, future)
        at_start, aim = self.own(driver, "today"), self.own(driver, future)
        effect = next(each.effect for each in self.definition.futures if each.name == future)
        return at_start + (aim - at_start) * (self.of(effect, "now", year) if year else 0.0)

    def _item(self, name: str, future: str, year: int) -> float:
        item = self.definition.items[name]
        if isinstance(item, Driver):
            return self.driver(item, future, year)
        rule = item.rule  # type: ignore[attr-defined]
        if isinstance(item, Line) and future == "now":
            rule = item.rule if item.now is None else item.now
        elif isinstance(item, Line) and year == 0:
            rule = as_expression(0) if item.year0 is None else item.year0
        elif isinstance(item, Measure) and item.exists is not None and not self.of(item.exists, future, year):
            return math.nan
        return self.of(rule, future, year)

    def of(self, node: Expression, future: str, year: int) -> Any:
        match node:
            case Constant():
                return node.value
            case Year():
                return year
            case Single():
                return self.item(node.name, "now", -1)
            case Named():
                return self.item(node.name, future, year)
            case DriverToday():
                return self.own(node.driver, "today")
            case In():
                return self.item(node.target.name, "now" if future == "now" else node.future, year)
            case Now():
                return self.item(node.target.name, "now", -1)
            case Own():
                return self.own(node.target, node.future)
            case Prev():
                start = 0 if isinstance(self.definition.items[node.target], ResultLine) else 1
                return self.of(node.first, future, year) if year == start else self.item(node.target, future, year - 1)
            case Negative():
                return -self.of(node.operand, future, year)
            case Call():
                return NUMBERS[node.function](*(self.of(part, future, year) for part in node.parts))
            case Binary():
                return BINARY[node.operator](self.of(node.left, future, year), self.of(node.right, future, year))
            case OverYears():
                return NUMBERS[node.function]([self.of(node.series, future, t) for t in range(self.years + 1)])
            case Total():
                return NUMBERS["sum_of"](*(self.of(node.of, future, t) for t in range(self.years + 1)))
        raise NotImplementedError(type(node).__name__)

    def measures(self, names: Iterable[str]) -> dict[str, float]:
        return {name: self.item(name, "", -1) for name in names}


BINARY: dict[str, Callable[[float, float], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "^": lambda left, right: left**right,
    "<": lambda left, right: left < right,
    ">=": lambda left, right: left >= right,
    "=": lambda left, right: left == right,
}


OPERATIONS: list[Callable[[Expression, Expression], Expression]] = [
    lambda x, y: x + y,
    lambda x, y: x - y,
    lambda x, y: x * y,
    lambda x, y: -x,
    maximum,
    minimum,
    safe_div,
    lambda x, y: sum_of([x, y, x]),
    lambda x, y: where(x < y, y, 1),
    lambda x, y: where(both(x >= 0, y >= x), x, y),
    lambda x, y: where(equal(x, y), 0, x),
]


class Chance:
    """Draws models and their figures."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def rule(self, leaves: list[Expression], depth: int = 3) -> Expression:
        """Return any rule over the leaves."""
        if depth == 0 or self.random.random() < 0.2:
            return self.random.choice(leaves)
        operation = self.random.choice(OPERATIONS)
        return operation(self.rule(leaves, depth - 1), self.rule(leaves, depth - 1))

    def perhaps(self, leaves: list[Expression]) -> Expression | None:
        return self.rule(leaves) if self.random.random() < 0.5 else None

    def model(self) -> Definition:
        """Return a model with lines of every kind; each line of each future has a measure: its sum over the years."""
        items: dict[str, Named] = {"a": general(), "c": general(), "b": by_year(), "u": by_future(ramped=False)}
        items |= {"f": by_future(), "g": by_future()}
        a, b, c, u, f, g = (items[name] for name in "abcufg")
        one = as_expression(1)
        fixed: list[Expression] = [one, a, c, u, f.today, today(g)]  # type: ignore[attr-defined]
        present: list[Expression] = [*fixed, f, g]
        for name in ("p", "q"):  # lines that can be asked for with now()
            items[name] = line(self.rule(present), year0=self.rule(fixed), now=self.perhaps(present))
            present += [items[name], today(items[name])]
        items["s"] = single(self.rule([one, a, f, now(items["p"]), now(items["q"])]))
        names = ("w", "x", "y", "z")
        last_year = {name: prev(name, first=self.rule([one, a, f, u, items["s"]])) for name in ("f", *names)}
        leaves = [*present, b, YEAR, items["s"], now(items["q"]), (1 + a) ** YEAR, *last_year.values()]
        before = [*fixed, items["s"], YEAR, items["p"], today(items["q"])]
        for name in names:
            items[name] = line(self.rule(leaves), year0=self.perhaps(before))
            leaves += [items[name], today(items[name])]
        lines = {name: item for name, item in items.items() if isinstance(item, Line)}
        compared = [make(item) for make in (today, plan, zero) for item in (*lines.values(), f)]
        items["r"] = result(self.rule([a, YEAR, prev("r", first=a), *compared]))
        items["sum_r"] = measure(total(items["r"]))
        for make, (name, item) in product((today, plan, zero), lines.items()):
            items[f"{make(item).future}_{name}"] = measure(total(make(item)))
        items["end_r"] = measure(last(items["r"]), exists=items["sum_r"] < items["plan_z"])
        items["limit"] = requirement(highest(self.random.choice(compared)) - own("plan", f))  # type: ignore[arg-type]
        return model(**items)

    def value(self) -> float:
        return self.random.randint(-8, 8) / 4  # quarters, so that sums and products are exact

    def case(self) -> dict[str, Any]:
        return {
            "a": abs(self.value()),
            "c": self.value(),
            "share": self.random.choice([0.0, 0.5, 1.0]),
            "ramp": tuple(self.random.choice([0.0, 0.25, 0.5, 1.0]) for _ in range(3)),
            **{name: tuple(self.value() for _ in range(3)) for name in "bufg"},
        }


def same(found: float, expected: float) -> bool:
    return found == expected or (math.isnan(found) and math.isnan(expected))


@pytest.mark.parametrize("seed", range(100))
def test_the_rules_mean_what_they_say(seed: int) -> None:
    chance = Chance(seed)
    definition = chance.model()
    values = spread(definition, chance.case())
    found, plain = evaluate(definition, values, 3), Plain(definition, values, 3)
    for future, kept in product(FUTURE_NAMES, (found.lines, found.drivers)):
        for name, series in kept[future].items():
            assert series == [plain.item(name, future, year) for year in range(4)], f"{future}:{name}"
    assert found.results["r"] == [plain.item("r", "", year) for year in range(4)]
    assert found.singles == {"s": plain.item("s", "now", -1)}
    for name, value in plain.measures([*definition.measures, *definition.requirements]).items():
        assert same({**found.measures, **found.excess}[name], value), name


@pytest.mark.parametrize("seed", range(100, 200))
def test_scenarios_of_any_model_and_any_measures(seed: int) -> None:
    chance = Chance(seed)
    definition = chance.model()
    wanted = chance.random.sample(sorted(definition.measures), k=chance.random.randint(1, 3))
    cases = [spread(definition, chance.case()) for _ in range(3)]
    for name in chance.random.sample(sorted(cases[0]), k=len(cases[0]) // 2):  # these do not vary
        cases = [{**case, name: cases[0][name]} for case in cases]
    values = {name: stacked([case[name] for case in cases]) for name in cases[0]}
    found = evaluate_scenarios(definition, values, 3, wanted, chunk=2)
    for scenario, case in enumerate(cases):
        expected = Plain(definition, case, 3).measures([*wanted, *definition.requirements])
        for name, value in expected.items():
            assert same({**found.measures, **found.excess}[name][scenario], value), name


def stacked(values: list[Any]) -> Any:
    """Return a driver's values in several scenarios: an array, a float where all are the same, or either by year."""
    if isinstance(values[0], tuple):
        return [stacked(list(year)) for year in zip(*values, strict=True)]
    return values[0] if len(set(values)) == 1 else np.array(values)


# ------------------------------------------------------------------------------------------------------- many scenarios


def firm() -> Definition:
    """A small firm: customers who leave and are won, money that comes in and goes out, and a plan's first outlay."""
    customers, growth, rate = general(), general(), general()
    churn, margin, won = by_future(), by_future(), by_future()
    outlay, upkeep = by_future(ramped=False), by_future(ramped=False)
    prices = line((1 + growth) ** (YEAR - 1))
    opening = line(prev("closing", first=customers))
    lost = line(opening * minimum(1, churn))
    closing = line(opening - lost + maximum(0, won - lost * rate))
    worth = line(margin * (1 - churn) / (1 + rate))
    more = line(worth - today(worth))
    money = line(closing * worth * prices - upkeep * prices + more, year0=-outlay)
    value = line(money / (1 + rate) ** YEAR, year0=money)
    gap = result(plan(value) - today(value))
    so_far = result(prev("so_far", first=0) + gap)
    lines = {name: item for name, item in locals().items() if isinstance(item, Named)}
    return model(
        **lines,
        npv=measure(total(gap)),
        service=measure(total(today(value)) - total(zero(value))),
        ratio=measure(safe_div(total(gap), -outset(gap)), exists=outset(gap) < 0),
        deepest=measure(lowest(so_far)),
        repaid=measure(first_year(where(so_far >= 0, 1, 0))),
        churn_above_one=requirement(highest(plan(churn)) - 1),
    )


FIRM = firm()
MEASURES = ("npv", "service", "ratio", "deepest", "repaid")
AMOUNTS = st.floats(0, 100, allow_subnormal=False)
SHARES = st.floats(0, 1, allow_subnormal=False)
DRIVER_VALUES: dict[str, st.SearchStrategy[float]] = {
    "customers": AMOUNTS,
    "growth": st.floats(-0.5, 0.5),
    "rate": st.floats(-0.5, 0.5),
    "share": SHARES,
    **{f"churn_{future}": st.floats(0, 1.25) for future in FUTURE_NAMES},
    **{f"margin_{future}": st.floats(-10, 10) for future in FUTURE_NAMES},
    **{f"{name}_{future}": AMOUNTS for name in ("won", "outlay", "upkeep") for future in FUTURE_NAMES},
    **{f"ramp[{year}]": SHARES for year in (1, 2, 3)},
}


def by_scenario(values: Mapping[str, Any], scenario: int | None = None) -> dict[str, Any]:
    """Gather the ramp's years, of one scenario or of all."""
    picked = {n: v[scenario] if scenario is not None and isinstance(v, np.ndarray) else v for n, v in values.items()}
    ramp = tuple(picked.pop(f"ramp[{year}]") for year in (1, 2, 3))
    return {**picked, "ramp": ramp}


@st.composite
def scenarios(draw: st.DrawFn) -> tuple[dict[str, Any], int]:
    """Draw scenarios in which any of the drivers vary, and their number."""
    count = draw(st.integers(1, 7))
    values: dict[str, Any] = {}
    for name, strategy in DRIVER_VALUES.items():
        varies = draw(st.booleans())
        values[name] = np.array(draw(st.lists(strategy, min_size=count, max_size=count))) if varies else draw(strategy)
    return values, count


@settings(deadline=None)
@given(scenarios(), st.integers(1, 8), st.lists(st.sampled_from(MEASURES), min_size=1, unique=True))
def test_scenarios_equal_cases_one_by_one(drawn: tuple[dict[str, Any], int], chunk: int, wanted: list[str]) -> None:
    values, count = drawn
    found = evaluate_scenarios(FIRM, by_scenario(values), 3, wanted, chunk=chunk)
    count = count if any(isinstance(value, np.ndarray) for value in values.values()) else 1
    for scenario in range(count):
        case = by_scenario({n: v if isinstance(v, np.ndarray) else float(v) for n, v in values.items()}, scenario)
        case = {n: tuple(map(float, v)) if isinstance(v, tuple) else float(v) for n, v in case.items()}
        expected = evaluate(FIRM, case, 3)
        for name in wanted:
            assert found.measures[name].shape == (count,)
            assert found.measures[name][scenario] == pytest.approx(
                expected.measures[name], rel=1e-9, abs=1e-6, nan_ok=True
            )
        assert found.excess["churn_above_one"][scenario] == pytest.approx(expected.excess["churn_above_one"], abs=1e-12)


BASE_CASE: dict[str, Any] = {
    "customers": 50.0,
    "growth": 0.02,
    "rate": 0.1,
    "churn": (0.2, 0.15, 0.5),
    "margin": (3.0, 3.5, 2.0),
    "won": (10.0, 11.0, 4.0),
    "outlay": (0.0, 20.0, 5.0),
    "upkeep": (1.0, 2.0, 0.0),
    "ramp": (0.25, 0.5, 1.0),
}


def drawn_case(count: int) -> dict[str, Any]:
    """Return the small firm's drivers, half of which vary."""
    values = spread(FIRM, BASE_CASE)
    generator = np.random.default_rng(7)
    for name in ("customers", "growth", "share", "churn_today", "churn_plan", "margin_zero", "outlay_plan"):
        values[name] = values[name] * generator.uniform(0.5, 1.5, count)
    return values


@pytest.mark.parametrize("chunk", [1, 2, 3, 9, 10, 11, 1000])
def test_borders_of_chunks_do_not_matter(chunk: int) -> None:
    values = drawn_case(10)
    whole = evaluate_scenarios(FIRM, values, 3, MEASURES)
    parts = evaluate_scenarios(FIRM, values, 3, MEASURES, chunk=chunk)
    for name in MEASURES:
        np.testing.assert_array_equal(parts.measures[name], whole.measures[name])
    np.testing.assert_array_equal(parts.excess["churn_above_one"], whole.excess["churn_above_one"])


@pytest.mark.parametrize("name", sorted(DRIVER_VALUES))
def test_a_driver_that_does_not_vary_may_be_an_array(name: str) -> None:
    values = drawn_case(10)
    values = {f"ramp[{year}]": step for year, step in enumerate(values.pop("ramp"), start=1)} | values
    if isinstance(values[name], float):
        expected = evaluate_scenarios(FIRM, by_scenario(values), 3, MEASURES).measures
        values[name] = np.full(10, values[name])
    else:
        values[name] = np.full(10, values[name][4])
        alone = by_scenario({**values, name: float(values[name][0])})
        expected = evaluate_scenarios(FIRM, alone, 3, MEASURES).measures
    found = evaluate_scenarios(FIRM, by_scenario(values), 3, MEASURES).measures
    for measure_name in MEASURES:
        np.testing.assert_allclose(found[measure_name], expected[measure_name], rtol=1e-12)


def test_one_array_may_serve_all_futures() -> None:
    churn = np.array([0.1, 0.2, 0.4])
    shared = {**spread(FIRM, BASE_CASE), **{f"churn_{future}": churn for future in FUTURE_NAMES}}
    copied = {**shared, **{f"churn_{future}": churn.copy() for future in FUTURE_NAMES}}
    for chunk in (2, 3):
        found = evaluate_scenarios(FIRM, shared, 3, MEASURES, chunk=chunk).measures
        expected = evaluate_scenarios(FIRM, copied, 3, MEASURES, chunk=chunk).measures
        for name in MEASURES:
            np.testing.assert_array_equal(found[name], expected[name])
    assert len(set(found["npv"])) == 3


def test_the_values_that_are_handed_over_stay_as_they_are() -> None:
    values = drawn_case(5)
    before = {name: value.copy() for name, value in values.items() if isinstance(value, np.ndarray)}
    evaluate_scenarios(FIRM, values, 3, MEASURES)
    for name, value in before.items():
        np.testing.assert_array_equal(values[name], value)


@pytest.mark.parametrize("wanted", [*((name,) for name in MEASURES), ("repaid", "npv"), ()])
def test_what_is_not_asked_for_is_not_reckoned_and_changes_nothing(wanted: tuple[str, ...]) -> None:
    values = drawn_case(10)
    found = evaluate_scenarios(FIRM, values, 3, wanted)
    everything = evaluate_scenarios(FIRM, values, 3, MEASURES)
    assert set(found.measures) == set(wanted)
    for name in wanted:
        np.testing.assert_array_equal(found.measures[name], everything.measures[name])
    np.testing.assert_array_equal(found.excess["churn_above_one"], everything.excess["churn_above_one"])


def test_a_line_that_is_not_needed_is_not_reckoned() -> None:
    a, b = general(), by_year()
    needed, idle = line(a), line(b)
    definition = model(a=a, b=b, x=needed, y=idle, m=measure(total(today(needed))), k=measure(total(today(idle))))
    values = spread(definition, {"a": np.array([1.0, 2.0]), "b": ()})  # no year of b can be looked up
    assert evaluate_scenarios(definition, values, 3, ["m"]).measures["m"].tolist() == [3, 6]
    with pytest.raises(IndexError):
        evaluate_scenarios(definition, values, 3, ["k"])


def test_a_measure_brings_the_measures_it_rests_on() -> None:
    a = general()
    part = measure(a)
    definition = model(a=a, part=part, whole=measure(part + part), other=measure(a + 1))
    found = evaluate_scenarios(definition, {**spread(definition, {}), "a": np.array([1.0, 2.0])}, 1, ["whole"])
    assert {name: value.tolist() for name, value in found.measures.items()} == {"part": [1, 2], "whole": [2, 4]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, 1),
        ({"a": 3.0}, 1),
        ({"a": np.float64(3)}, 1),
        ({"a": np.array([1.0])}, 1),
        ({"a": np.array([1.0, 2.0]), "b": 2.0, "c": np.array([3.0, 4.0])}, 2),
        ({"b": (1.0, np.array([1.0, 2.0, 3.0]))}, 3),
        ({"b": [np.array([1.0, 2.0]), 1.0], "a": np.array([1.0, 2.0])}, 2),
    ],
)
def test_the_number_of_scenarios(values: dict[str, Any], expected: int) -> None:
    assert scenarios_in(values) == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"a": np.zeros(2), "b": np.zeros(3)}, "'a': 2, 'b': 3"),
        ({"a": np.zeros(1), "b": np.zeros(3), "c": 1.0}, "'a': 1, 'b': 3"),  # an array of one is no float
        ({"ramp": (np.zeros(2), 1.0, np.zeros(4))}, r"'ramp\[1\]': 2, 'ramp\[3\]': 4"),
        ({"a": np.zeros(2), "ramp": [0.0, np.zeros(3)]}, r"'a': 2, 'ramp\[2\]': 3"),
    ],
)
def test_drivers_that_disagree_about_the_number_of_scenarios_are_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"drivers with different numbers of scenarios: .*{message}"):
        scenarios_in(values)


def test_such_drivers_are_refused_before_anything_is_reckoned() -> None:
    values = {**drawn_case(4), "rate": np.zeros(3)}
    with pytest.raises(ValueError, match=r"'customers': 4.*'rate': 3"):
        evaluate_scenarios(FIRM, values, 3, MEASURES)


def test_a_refused_scenario_harms_no_other() -> None:
    values = spread(FIRM, {**BASE_CASE, "rate": np.array([0.1, -1.0, 0.2])})  # divides by zero in the second
    found = evaluate_scenarios(FIRM, values, 3, ["npv"]).measures["npv"]
    for scenario in (0, 2):
        alone = evaluate(FIRM, spread(FIRM, {**BASE_CASE, "rate": float(values["rate"][scenario])}), 3)
        assert found[scenario] == pytest.approx(alone.measures["npv"], rel=1e-12)
    assert not math.isfinite(found[1])


@pytest.mark.parametrize("asked", [lambda index, x: plan(index), lambda index, x: plan(x)], ids=["itself", "by prev"])
def test_a_shared_line_of_another_future_alone(asked: Callable[[Line, Line], Expression]) -> None:
    a = general()
    index = line(a * YEAR)
    x = line(prev("index", first=0))
    definition = model(a=a, index=index, x=x, m=measure(last(asked(index, x))))
    found = evaluate_scenarios(definition, spread(definition, {"a": 2.0}), 3, ["m"])
    assert found.measures["m"].tolist() == [evaluate(definition, spread(definition, {"a": 2.0}), 3).measures["m"]]


def test_a_branch_that_is_not_chosen_is_not_reckoned() -> None:
    a, b = general(), general()
    assert reckon(model(a=a, b=b, x=line(where(b > 0, a / b, 0))), a=1.0, b=0.0).lines["today"]["x"] == [0, 0, 0, 0]
    a, b = general(), general()
    guarded = line(where(b > 0, safe_div(a, b), 0))
    assert reckon(model(a=a, b=b, x=guarded), a=1.0, b=0.0).lines["today"]["x"] == [0, 0, 0, 0]


def test_a_measure_that_does_not_exist_is_reckoned_too() -> None:
    a, b = general(), general()
    found = reckon(model(a=a, b=b, m=measure(safe_div(a, b), exists=b > 0)), a=1.0, b=0.0)
    assert math.isnan(found.measures["m"])


def test_no_scenarios_are_refused() -> None:
    with pytest.raises(ValueError, match="no scenarios"):
        evaluate_scenarios(FIRM, {**spread(FIRM, BASE_CASE), "rate": np.array([])}, 3, ["npv"])
