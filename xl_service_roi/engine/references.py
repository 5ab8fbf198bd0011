"""The check of references: a rule may refer to what is in the model, and only from where it has a meaning there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..errors import ModelError
from ..messages import did_you_mean
from .expr import (
    Call,
    Driver,
    Expression,
    Future,
    In,
    Line,
    Measure,
    Named,
    Now,
    OverYears,
    Own,
    Prev,
    Requirement,
    ResultLine,
    Single,
    Total,
    Year,
    referred,
    rules,
    structure,
)


def check_references(
    items: Mapping[str, Named], futures: tuple[Future, ...], used: set[str], functions: Collection[str]
) -> None:
    """Raise ``ModelError`` naming the first item with a reference that leads nowhere, or a driver that nobody uses.

    ``used`` names the drivers that are used elsewhere, ``functions`` what a rule may call.
    """
    known = {future.name for future in futures}
    firsts: dict[tuple[bool, str], object] = {}
    used = set(used)
    for item in items.values():
        for node in item.references:
            target = referred(node)
            if target is not None:
                if items.get(target.name) is not target:
                    raise ModelError(f"{item.name} uses {target.name or target.text!r}, which is not in the model")
                used.add(target.name)
            if isinstance(node, Prev):
                _check_prev(item, node, items)
                used.add(node.target)
                if firsts.setdefault((isinstance(item, Line), node.target), structure(node.first)) != structure(
                    node.first
                ):
                    raise ModelError(f"{item.name}: prev({node.target!r}) has another first value elsewhere")
            if isinstance(node, Call | OverYears) and node.function not in functions:
                raise ModelError(f"{item.name}: there is no {node.function}(){did_you_mean(node.function, functions)}")
            if isinstance(node, In | Own) and node.future not in known:
                raise ModelError(f"{item.name} refers to the future {node.future!r}{did_you_mean(node.future, known)}")
            _check_place(item, node, futures[0].name)
        _check_years_of(item)
    for future in futures:
        used |= _drivers_of_effect(future, items)
    idle = [driver.name for driver in items.values() if isinstance(driver, Driver) and driver.name not in used]
    if idle:
        raise ModelError(f"no line uses the driver {', '.join(idle)}")


def _drivers_of_effect(future: Future, items: Mapping[str, Named]) -> set[str]:
    found = set()
    for node in future.effect.walk():
        target = referred(node)
        if target is not None and items.get(target.name) is not target:
            raise ModelError(f"the effect of {future.name} uses {target.text!r}, which is not in the model")
        if isinstance(
            node, Line | Prev | In | Now | Own | Single | Total | OverYears | ResultLine | Measure | Requirement
        ):
            raise ModelError(f"the effect of {future.name} may use drivers and the year only")
        if isinstance(node, Driver):
            found.add(node.name)
    return found


def _check_prev(item: Named, node: Prev, items: Mapping[str, Named]) -> None:
    target = items.get(node.target)
    if target is None:
        raise ModelError(f"{item.name}: prev({node.target!r}): there is no such line{did_you_mean(node.target, items)}")
    if any(isinstance(part, Line | ResultLine | In | Prev) for part in node.first.walk()):
        raise ModelError(
            f"{item.name}: the first value of prev({node.target!r}) may use drivers and single numbers only"
        )
    fits = isinstance(target, ResultLine if isinstance(item, ResultLine) else Line | Driver)
    if not fits or (isinstance(target, Driver) and target.scope != "future"):
        raise ModelError(f"{item.name}: prev({node.target!r}): that is no line of the same kind")


def _check_years_of(item: Named) -> None:
    if isinstance(item, Line) and item.year0 is not None:
        for node in item.year0.walk():
            if isinstance(node, Driver) and node.scope == "future" and node.ramped:
                raise ModelError(f"{item.name}: {node.name} has no value in year 0, since its effect takes time")
            if isinstance(node, Prev) or (isinstance(node, Driver) and node.scope == "year"):
                raise ModelError(f"{item.name}: year 0 has no previous year, and no value of a driver by year")
    if isinstance(item, Measure | Requirement):
        for rule in rules(item):
            _check_years(item, rule, summed=False)


def _check_place(item: Named, node: Expression, base: str) -> None:
    """A node may stand only where it has a meaning: no year in a single number, no other future in a line."""
    if isinstance(node, Own) and not isinstance(item, Measure | Requirement):
        raise ModelError(f"{item.name}: own() can only stand in a measure or requirement")
    if isinstance(node, Total | OverYears) and not isinstance(item, Measure | Requirement):
        raise ModelError(f"{item.name}: a sum over the years can only stand in a measure or requirement")
    if isinstance(item, Line) and isinstance(node, In) and node.future != base:
        raise ModelError(f"{item.name}: a line may refer to {base} but not to {node.future}")
    if isinstance(item, Line | Single | ResultLine):
        later = Measure | Requirement if isinstance(item, ResultLine) else ResultLine | Measure | Requirement
        if isinstance(node, later):
            raise ModelError(f"{item.name} uses {getattr(node, 'name', '')}, which is reckoned later")
    if isinstance(item, Single) and isinstance(node, Line | In | Prev | Year):
        raise ModelError(f"{item.name} is reckoned once: it may use lines through now() only")
    if isinstance(item, ResultLine | Measure | Requirement) and isinstance(node, Line):
        raise ModelError(f"{item.name}: {node.name} of which future? Write {base}({node.name})")
    if isinstance(item, ResultLine | Measure | Requirement) and isinstance(node, Driver) and node.scope == "future":
        raise ModelError(f"{item.name}: {node.name} of which future? Write {node.name}.today, or own(future, ...)")
    if isinstance(item, ResultLine) and isinstance(node, Now):
        raise ModelError(f"{item.name}: a line that compares the futures has no present state")
    target = referred(node)
    if isinstance(target, Driver) and target.scope == "year" and not (isinstance(item, Line) and node is target):
        raise ModelError(f"{item.name}: the driver by year {target.name} can only stand in a line")


def _check_years(item: Named, node: Expression, summed: bool) -> None:
    """What has a value each year can stand in a measure only where the years are summed, or looked at as a series."""
    if isinstance(node, In | ResultLine | Year | Prev) and not (summed and not isinstance(node, Prev)):
        raise ModelError(f"{item.name} is one number: take the total, the highest or another function of all years")
    if isinstance(node, Total | OverYears):
        series, *others = node.parts
        _check_years(item, series, summed=True)
        for part in others:
            _check_years(item, part, summed)
    else:
        for part in node.parts:
            _check_years(item, part, summed)
