"""A model as a whole: whatever is wrong with a declaration is refused when the model is built, and named."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from xl_service_roi.engine.definition import Definition, order_of_now, take_names
from xl_service_roi.engine.expr import (
    YEAR,
    Driver,
    Expression,
    Future,
    Line,
    Measure,
    Named,
    Operand,
    OverYears,
    Requirement,
    ResultLine,
    Single,
    as_expression,
    in_future,
    now,
    own,
    prev,
    referred,
    rules,
    total,
)
from xl_service_roi.engine.functions import highest, sum_of
from xl_service_roi.engine.units import Units
from xl_service_roi.errors import ModelError
from xl_service_roi.messages import did_you_mean

UNITS = Units({"-": ""})
TODAY, PLAN = Future("today", as_expression(0)), Future("plan", as_expression(1))


def build(items: dict[str, Named], *futures: Future, used: tuple[str, ...] = ()) -> Definition:
    return Definition.from_names(items.items(), futures=futures or (TODAY, PLAN), units=UNITS, used_elsewhere=used)


def model(**items: Named) -> Definition:
    """Build a model whose drivers need no use."""
    return build(items, used=tuple(name for name, item in items.items() if isinstance(item, Driver)))


def driver(*, scope: str = "general", ramped: bool = True) -> Driver:
    return Driver("-", "A driver", scope=scope, ramped=ramped)  # type: ignore[arg-type]


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


# ------------------------------------------------------------------------------------------------ names and their kinds


def test_names_come_from_python_and_everything_is_found_by_its_kind() -> None:
    items: dict[str, object] = {"__name__": "a module", "number": 3}
    items["rate"] = rate = driver()
    items["start"] = start = single(rate)
    items["growth"] = growth = line(rate * start)
    items["gap"] = gap = result(in_future("plan", growth) - in_future("today", growth))
    items["worth"] = worth = measure(total(gap))
    items["limit"] = limit = requirement(worth - rate)
    found = Definition.from_names(items.items(), futures=(TODAY, PLAN), units=UNITS)
    assert found.drivers == {"rate": rate}
    assert found.singles == {"start": start}
    assert found.lines == {"growth": growth}
    assert found.results == {"gap": gap}
    assert found.measures == {"worth": worth}
    assert found.requirements == {"limit": limit}
    assert [item.name for item in found.items.values()] == list(found.items)
    assert list(found.items) == ["rate", "start", "growth", "gap", "worth", "limit"]
    assert found.base == "today"


def test_an_item_is_found_by_name_or_the_nearest_are_told() -> None:
    found = model(margin_today=driver(), margin_plan=driver(), wages=driver())
    assert found.item("wages") is found.drivers["wages"]
    with pytest.raises(KeyError, match=r"there is no 'margin'; did you mean margin_plan or margin_today\?"):
        found.item("margin")


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("chrun", ["churn", "customers"], "; did you mean churn?"),
        ("churn_rate", ["churn_rates", "churn_ratio"], "; did you mean churn_rates or churn_ratio?"),
        ("zzz", ["churn", "customers"], ""),
        ("churn", [], ""),
    ],
)
def test_did_you_mean(name: str, known: list[str], expected: str) -> None:
    assert did_you_mean(name, known) == expected


def test_one_name_for_two_declarations_is_refused() -> None:
    with pytest.raises(ModelError, match="rate is declared twice"):
        take_names([("rate", driver()), ("rate", driver())])


def test_two_names_for_one_declaration_are_refused() -> None:
    rate = driver()
    with pytest.raises(ModelError, match="speed and rate are the same declaration"):
        take_names([("rate", rate), ("speed", rate)])


def test_a_declaration_that_is_imported_elsewhere_is_taken_once() -> None:
    rate = driver()
    assert take_names([("rate", rate), ("rate", rate)]) == {"rate": rate}


# --------------------------------------------------------------------------------------------------------------- order


def test_everything_comes_after_what_it_needs_whatever_the_order_of_declaration() -> None:
    items: dict[str, Named] = {"a": driver()}
    items["b"] = line(items["a"])
    items["c"] = line(items["b"] + prev("d", first=0))  # last year's d: no need to wait for this year's
    items["d"] = line(items["c"] * in_future("today", items["b"]))
    items["e"] = measure(total(in_future("plan", items["d"])))
    for names in permutations(items):
        order = [item.name for item in build({name: items[name] for name in names}).order]
        assert sorted(order) == ["b", "c", "d", "e"]
        assert order == sorted(order)


def test_now_asks_for_no_order() -> None:
    a = driver()
    later = line(a)
    sooner = single(now(later))
    later.rule = a * sooner  # the line itself needs the number that is found from its present state
    later.now = a
    assert [item.name for item in model(a=a, later=later, sooner=sooner).order] == ["sooner", "later"]


def test_the_present_state_is_reckoned_in_its_own_order() -> None:
    a = driver()
    first, second = line(a), line(a)
    third = line(prev("third", first=0), now=second)
    second.rule = first + in_future("today", first)
    model(a=a, third=third, second=second, first=first)
    assert [item.name for item in order_of_now([third])] == ["first", "second", "third"]
    assert order_of_now([first, first]) == [first]


def test_the_rules_of_an_item() -> None:
    a = driver()
    full = line(a, year0=a + 1, now=a - 1)
    assert rules(full) == [full.rule, full.year0, full.now]
    assert rules(line(a)) == [a]
    shown = measure(a, exists=a > 0)
    assert rules(shown) == [a, shown.exists]
    assert rules(a) == []


def test_what_a_node_refers_to() -> None:
    a, x = driver(), line(0)
    assert [referred(node) for node in (a, x, in_future("plan", x), now(x), own("plan", a), a.today)] == [
        a,
        x,
        x,
        x,
        a,
        a,
    ]
    assert [referred(node) for node in (YEAR, prev("x", first=0), a + x)] == [None, None, None]


# ------------------------------------------------------------------------------------------------------------ refusals


def unnamed_item() -> Definition:
    return model(x=line(1 + Driver("-", "Somebody's rate")))


def foreign_item() -> Definition:
    return model(x=line(Line("-", "Elsewhere", rule=as_expression(0), name="abroad") + 1))


def foreign_in_disguise(refer: Callable[[Driver, Line], Operand]) -> Definition:
    """Use items of another model, whose names exist here as well."""
    other_driver, other_line = driver(), line(0)
    take_names([("a", other_driver), ("x", other_line)])
    return model(a=driver(), x=line(0), y=measure(refer(other_driver, other_line)))


def cycle() -> Definition:
    x, y, z = line(0), line(0), line(0)
    x.rule, y.rule, z.rule = y + 1, z + 1, x + 1
    return model(x=x, y=y, z=z)


def cycle_through_today() -> Definition:
    x = line(0)
    x.rule = in_future("today", x) + 1
    return model(x=x)


def cycle_through_year0() -> Definition:
    x, y = line(0), line(0)
    x.year0, y.rule = y + 1, x + 1
    return model(x=x, y=y)


def circular_now() -> Definition:
    x, y = line(0), line(0)
    x.now, y.now = y + 1, x + 1
    found = model(x=x, y=y, s=single(now(x)))
    order_of_now([x])
    return found


def now_of_last_year() -> Definition:
    x = line(prev("x", first=1))
    found = model(x=x, s=single(now(x)))
    order_of_now([x])
    return found


def two_lines(rule: Callable[[Line], Operand]) -> Definition:
    x = line(0)
    return model(x=x, y=line(rule(x)))


REFUSED: list[tuple[Callable[[], object], str]] = [
    (unnamed_item, 'x uses "Somebody\'s rate", which is not in the model'),
    (foreign_item, "x uses 'abroad', which is not in the model"),
    (lambda: foreign_in_disguise(lambda a, x: a), "y uses 'a', which is not in the model"),
    (lambda: foreign_in_disguise(lambda a, x: a.today), "y uses 'a', which is not in the model"),
    (lambda: foreign_in_disguise(lambda a, x: own("plan", a)), "y uses 'a', which is not in the model"),
    (lambda: foreign_in_disguise(lambda a, x: total(in_future("plan", x))), "y uses 'x', which is not in the model"),
    (lambda: foreign_in_disguise(lambda a, x: now(x)), "y uses 'x', which is not in the model"),
    (cycle, "circular: (x needs y needs z needs x|y needs z needs x needs y|z needs x needs y needs z)"),
    (cycle_through_today, "circular: x needs x"),
    (cycle_through_year0, "circular: (x needs y needs x|y needs x needs y)"),
    (circular_now, "circular now: (x needs y needs x|y needs x needs y)"),
    (now_of_last_year, "x: the present state has no previous year; give the line a rule for now"),
    (lambda: build({"a": driver(), "b": driver(), "x": line(0)}), "no line uses the driver a, b"),
    (
        lambda: model(opening=line(prev("closng", first=0)), closing=line(1)),
        r"opening: prev\('closng'\): there is no such line; did you mean closing\?",
    ),
    (lambda: model(x=line(prev("qqq", first=0))), r"x: prev\('qqq'\): there is no such line$"),
    (
        lambda: model(x=line(0), y=line(prev("x", first=line(1)))),
        r"y: the first value of prev\('x'\) may use drivers and single numbers only",
    ),
    (lambda: model(x=line(0, year0=0 + prev("y", first=prev("x", first=0))), y=line(0)), "x: the first value of prev"),
    (lambda: model(x=line(0), s=single(1), y=line(prev("s", first=0))), r"y: prev\('s'\): that is no line of the same"),
    (lambda: model(x=line(0), r=result(prev("x", first=0))), r"r: prev\('x'\): that is no line of the same kind"),
    (lambda: model(r=result(0), x=line(prev("r", first=0))), r"x: prev\('r'\): that is no line of the same kind"),
    (lambda: model(a=driver(), x=line(prev("a", first=0))), r"x: prev\('a'\): that is no line of the same kind"),
    (lambda: model(a=driver(scope="year"), x=line(prev("a", first=0))), r"x: prev\('a'\): that is no line of the same"),
    (lambda: two_lines(lambda x: in_future("plan", x)), "y: a line may refer to today but not to plan"),
    (lambda: two_lines(lambda x: in_future("plam", x)), r"y refers to the future 'plam'; did you mean plan\?"),
    (lambda: two_lines(lambda x: total(x)), "y: a sum over the years can only stand in a measure or requirement"),
    (lambda: two_lines(lambda x: 1 - highest(x)), "y: a sum over the years can only stand in a measure"),
    (lambda: model(a=(a := driver()), y=line(own("plan", a))), "y: .* can only stand in a measure or requirement"),
    (lambda: model(a=(a := driver()), r=result(own("plan", a))), "r: .* can only stand in a measure or requirement"),
    (
        lambda: model(a=(a := driver()), y=requirement(own("pln", a))),
        r"y refers to the future 'pln'; did you mean plan",
    ),
    (lambda: model(x=(x := line(0)), s=single(x)), r"s is reckoned once: it may use lines through now\(\) only"),
    (lambda: model(x=(x := line(0)), s=single(in_future("today", x))), "s is reckoned once"),
    (lambda: model(x=line(0), s=single(prev("x", first=0))), "s is reckoned once"),
    (lambda: model(m=(m := measure(0)), x=line(m)), "x uses m, which is reckoned later"),
    (lambda: model(r=(r := result(0)), x=line(r)), "x uses r, which is reckoned later"),
    (lambda: model(q=(q := requirement(0)), s=single(q)), "s uses q, which is reckoned later"),
    (
        lambda: model(f=(f := driver(scope="future")), x=line(0, year0=f)),
        "x: f has no value in year 0, since its effect takes time",
    ),
    (
        lambda: model(f=(f := driver(scope="future")), x=line(0, year0=sum_of([as_expression(1), 1 - f]))),
        "x: f has no value in year 0",
    ),
]


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_a_wrong_declaration_is_refused_by_name(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ModelError, match=f"^{message}"):
        make()


@pytest.mark.parametrize("place", ["rule", "year0", "now"])
def test_all_rules_of_a_line_are_checked(place: str) -> None:
    rules = {"rule": as_expression(0), place: Driver("-", "Somebody's rate") + 1}
    with pytest.raises(ModelError, match=r"^x uses \"Somebody's rate\""):
        model(x=line(**rules))  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------- what is allowed


ALLOWED: list[Callable[[], Definition]] = [
    lambda: model(f=(f := driver(scope="future", ramped=False)), x=line(0, year0=f)),
    lambda: model(f=(f := driver(scope="future")), x=line(0, year0=f.today)),
    lambda: model(a=(a := driver()), x=line(0, year0=a)),
    lambda: model(f=driver(scope="future"), x=line(prev("f", first=1))),
    lambda: model(a=(a := driver()), s=(s := single(a)), x=line(prev("x", first=a + s))),
    lambda: model(r=result(prev("r", first=0) + 1)),
    lambda: two_lines(lambda x: in_future("today", x)),
    lambda: model(x=(x := line(0)), y=single(now(x))),
]


@pytest.mark.parametrize("make", ALLOWED)
def test_a_right_declaration_is_accepted(make: Callable[[], Definition]) -> None:
    make()


USES: list[Callable[[Driver], dict[str, Named]]] = [
    lambda a: {"x": line(a)},
    lambda a: {"x": line(0, year0=a)},
    lambda a: {"x": line(0, now=a)},
    lambda a: {"x": line(a.today)},
    lambda a: {"x": line(prev("x", first=a))},
    lambda a: {"x": line(prev("a", first=0))},
    lambda a: {"s": single(a)},
    lambda a: {"r": result(in_future("plan", a))},
    lambda a: {"m": measure(own("plan", a))},
    lambda a: {"m": measure(0, exists=a.today > 0)},
    lambda a: {"q": requirement(a.today)},
]


@pytest.mark.parametrize("use", USES)
def test_what_counts_as_a_use_of_a_driver(use: Callable[[Driver], dict[str, Named]]) -> None:
    a = driver(scope="future", ramped=False)
    build({"a": a, **use(a)})
    with pytest.raises(ModelError, match="no line uses the driver idle"):
        build({"a": a, **use(a), "idle": driver()})


def test_a_driver_of_an_effect_is_used_and_so_is_one_that_is_named() -> None:
    ramp, share, curve = driver(scope="year"), driver(), driver()
    items: dict[str, Named] = {"ramp": ramp, "share": share, "curve": curve}
    build(items, TODAY, Future("plan", ramp * share), used=("curve",))
    with pytest.raises(ModelError, match=r"no line uses the driver curve$"):
        build(items, TODAY, Future("plan", ramp * share))


# ---------------------------------------------------------------------------------------- what cannot be reckoned


def of_line(rule: Callable[[Line], Operand], kind: Callable[[Operand], Named]) -> dict[str, Named]:
    x = line(1)
    return {"x": x, "y": kind(rule(x))}


MISPLACED: dict[str, Callable[[], dict[str, Named]]] = {
    "a line of no future in a result line": lambda: of_line(lambda x: x, result),
    "a line of no future in a measure": lambda: of_line(lambda x: total(x), measure),
    "a line of no future in a requirement": lambda: of_line(lambda x: x, requirement),
    "a line of no year in a measure": lambda: of_line(lambda x: in_future("plan", x), measure),
    "now() in a result line": lambda: of_line(lambda x: now(x), result),
    "last year in a measure": lambda: of_line(lambda x: prev("x", first=0), measure),
    "last year in year 0": lambda: of_line(lambda x: prev("x", first=0), lambda rule: line(0, year0=rule)),
    "now() in now()": lambda: {**(items := of_line(now, line)), "s": single(now(items["y"]))},
    "now() of a line with a single": lambda: {
        **(items := {"s": (s := single(1)), "y": line(s)}),
        "m": measure(now(items["y"])),
    },
    "now() of a line with the year": lambda: {"x": (x := line(YEAR)), "s": single(now(x))},
    "the year in a single": lambda: {"s": single(YEAR)},
    "the year in a measure": lambda: {"m": measure(YEAR)},
    "a result line of no year in a measure": lambda: {"r": (r := result(1)), "m": measure(r)},
    "a measure in a result line": lambda: {"m": (m := measure(1)), "r": result(m)},
    "a by-year driver in year 0": lambda: {"b": (b := driver(scope="year")), "x": line(0, year0=b)},
    "a by-year driver in a result line": lambda: {"b": (b := driver(scope="year")), "r": result(b)},
    "a by-year driver in a measure": lambda: {"b": (b := driver(scope="year")), "m": measure(total(b))},
    "a by-year driver of a future": lambda: {"b": (b := driver(scope="year")), "r": result(in_future("plan", b))},
    "today's value of a by-year driver": lambda: {"b": (b := driver(scope="year")), "x": line(b.today)},
    "two first values of one line": lambda: {
        "x": line(1),
        "y": line(prev("x", first=0)),
        "z": line(prev("x", first=1)),
    },
    "a line whose name is a word of the program": lambda: {"t": (t := line(1)), "x": line(t + YEAR)},
}


@pytest.mark.parametrize("declare", MISPLACED.values(), ids=MISPLACED)
def test_what_cannot_be_reckoned_is_refused(declare: Callable[[], dict[str, Named]]) -> None:
    with pytest.raises(ModelError):
        build(declare())


@pytest.mark.parametrize("effect", [lambda x, a: a, lambda x, a: x], ids=["a foreign driver", "a line"])
def test_an_effect_may_use_drivers_of_the_model_only(effect: Callable[[Line, Driver], Expression]) -> None:
    x = line(1)
    with pytest.raises(ModelError):
        build({"x": x}, TODAY, Future("plan", effect(x, driver())))


def test_a_present_state_that_cannot_be_reckoned_is_refused_when_the_model_is_built() -> None:
    x = line(prev("x", first=1))
    with pytest.raises(ModelError):
        model(x=x, s=single(now(x)))


LATE: dict[str, Callable[[], dict[str, Named]]] = {
    "a function that the model does not bring": lambda: of_line(
        lambda x: OverYears("irr", in_future("today", x)), measure
    ),
    "a line of no year beside a series": lambda: of_line(
        lambda x: OverYears("last", in_future("today", x), (in_future("today", x),)), measure
    ),
    "a name that the program uses": lambda: {"float": (m := measure(1)), "m": measure(m, exists=m > 0)},
    "another name that the program uses": lambda: {
        "range": measure(1),
        **of_line(lambda x: total(in_future("today", x)), measure),
    },
    "a driver of no future in a measure": lambda: {"f": (f := driver(scope="future")), "m": measure(f)},
    "a driver of no future in a result line": lambda: {"f": (f := driver(scope="future")), "r": result(f)},
    "a number for a rule": lambda: {"x": Line("-", "A line", rule=2)},  # type: ignore[arg-type]
    "a bare number in a sum": lambda: {"x": line(sum_of([as_expression(1), 2]))},  # type: ignore[list-item]
    "a sum of nothing": lambda: {"x": line(sum_of([]))},
}


@pytest.mark.parametrize("declare", LATE.values(), ids=LATE)
def test_what_has_no_meaning_is_refused_when_the_model_is_built(declare: Callable[[], dict[str, Named]]) -> None:
    with pytest.raises(ModelError):
        build(declare())


def test_a_value_that_was_put_in_is_refused_in_a_line_by_its_own_name() -> None:
    with pytest.raises(ModelError, match=r"y: own\("):
        model(a=(a := driver()), y=line(own("plan", a)))
