"""How a figure comes about: its formula in words, in Excel and with the case's own numbers, back to its drivers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .case import Result
from .engine.expr import (
    Binary,
    Call,
    Constant,
    Driver,
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
    Requirement,
    ResultLine,
    Ruled,
    Single,
    Total,
    Year,
    referred,
)
from .engine.formula import ATOM, EXCEL, Style, in_words
from .errors import InputError, ModelError, Problem
from .labels import Labels, labels
from .messages import did_you_mean
from .model import MODEL
from .model.driver import FUTURES
from .workbook.formulas import Formulas
from .workbook.layout import Layout

NOW = -1
"""The 'year' of the present state, before the first year begins."""


@dataclass(frozen=True)
class Place:
    """Where a figure stands: in which future (empty: between the futures) and in which year."""

    future: str
    year: int


@dataclass(frozen=True)
class Explained:
    """One figure: what it is, how it is reckoned, and the figures it is reckoned from."""

    name: str
    label: str
    unit: str
    text: str
    notes: str
    place: str
    value: float | None
    words: str
    excel: str
    cell: str
    numbers: str
    uses: tuple[Explained, ...]
    shown_before: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as JSON shows it."""
        return {
            **{key: getattr(self, key) for key in ("name", "label", "unit", "text", "notes", "place", "value")},
            **{key: getattr(self, key) for key in ("words", "excel", "cell", "numbers", "shown_before")},
            "uses": [used.as_dict() for used in self.uses],
        }


def explain(result: Result, name: str, future: str = "plan", year: int = 1, language: str = "en") -> Explained:
    """Explain a line, measure or driver of a case; raise ``InputError`` for a name that does not exist.

    ``future`` and ``year`` say which figure of a line is meant; year 0 holds the one-off outlays.
    """
    known = {name: item for name, item in MODEL.items.items() if not isinstance(item, Requirement)}
    if name not in known:
        raise InputError([Problem(name, f"there is no such line, measure or input{did_you_mean(name, known)}")])
    if future not in FUTURES:
        raise InputError([Problem(future, f"there is no such future{did_you_mean(future, FUTURES)}")])
    if not 0 <= year <= result.case.horizon:
        raise InputError([Problem(f"year {year}", "is outside the horizon", expected=f"0 to {result.case.horizon}")])
    item = known[name]
    place = Place(future, year) if isinstance(item, Line | Driver) else Place("", year)
    return _Explaining(result, labels(language)).of(item, place)


class _Explaining:
    def __init__(self, result: Result, words: Labels) -> None:
        self.result, self.words = result, words
        self.values = _Values(result)
        self.layout = Layout(words)
        self.formulas = Formulas(self.layout)
        self.seen: set[tuple[str, Place]] = set()

    def of(self, item: Named, place: Place) -> Explained:
        value = self.values.of_item(item, place)
        known = Explained(
            name=item.name,
            label=self.label(item),
            unit=self.words.unit(item.unit),
            text=self.words.meaning(item),
            notes=item.notes if isinstance(item, Ruled) else "",
            place=self.where(item, place),
            value=value,
            words="",
            excel="",
            cell=self.cell(item, place),
            numbers="",
            uses=(),
        )
        if (item.name, place) in self.seen:
            return replace(known, shown_before=True)
        self.seen.add((item.name, place))
        rule = _rule(item, place)
        if rule is None:
            return known
        return replace(
            known,
            words=in_words(rule, _Words(self, place), STYLES[self.words.language]),
            excel=self.excel(item, place),
            numbers=in_words(self.values.filled_in(rule, place), _Words(self, place), NUMBERS[self.words.language]),
            uses=tuple(self.of(used, there) for used, there in _uses(rule, place)),
        )

    def label(self, item: Named) -> str:
        for prefix in ("programme_", "service_"):
            own = item.name.removeprefix(prefix)
            if own != item.name and own.startswith("heading_"):
                return self.words.group("HEADINGS", own.removeprefix("heading_"))
            if own != item.name and own.startswith("pv_") and isinstance(item, Measure):
                key = own.removeprefix("pv_")
                return self.words.of(key) if key in MODEL.lines else self.words.of(item.name)
        return self.words.of(item.name)

    def where(self, item: Named, place: Place) -> str:
        if isinstance(item, Measure | Single) or (isinstance(item, Driver) and item.scope == "general"):
            return ""
        if place.year == NOW:
            return self.words.say("head_now").lower()
        year = self.words.say("year", year=place.year).lower()
        return f"{self.words.group('FUTURES', place.future).lower()}, {year}" if place.future else year

    def excel(self, item: Named, place: Place) -> str:
        formulas = self.formulas
        if isinstance(item, Line):
            formula = formulas.line_now(item) if place.year == NOW else formulas.line(item, place.future, place.year)
        elif isinstance(item, Single):
            formula = formulas.single(item)
        elif isinstance(item, ResultLine):
            formula = formulas.result_line(item, place.year)
        elif isinstance(item, Measure):
            formula = formulas.measure(item)
        else:
            formula = None
        if formula in ("0", "1"):
            return formula  # stands there as a number
        return f"={formula}" if formula else ""

    def cell(self, item: Named, place: Place) -> str:
        return self.layout.cell_of(item, place.future, place.year).replace("$", "")


def _rule(item: Named, place: Place) -> Expression | None:
    """Return the rule that holds in a place; a driver has none."""
    if isinstance(item, Line):
        if place.year == NOW:
            return item.rule if item.now is None else item.now
        return item.rule if place.year else item.year0
    return item.rule if isinstance(item, Ruled) else None


def _uses(rule: Expression, place: Place) -> Iterator[tuple[Named, Place]]:
    """Yield what a rule refers to, each once, with the place it stands in there."""
    found: dict[tuple[str, Place], tuple[Named, Place]] = {}
    for node, there in _leaves(rule, place):
        item = referred(node)
        if isinstance(node, Prev):
            item = MODEL.items[node.target]
        if item is not None:
            found.setdefault((item.name, there), (item, there))
    return iter(found.values())


def _leaves(node: Expression, place: Place) -> Iterator[tuple[Expression, Place]]:
    if isinstance(node, Prev):
        first = 0 if place.future == "" else 1
        if place.year == first:
            yield from _leaves(node.first, place)
        else:
            yield node, Place(place.future, place.year - 1)
    elif isinstance(node, Total | OverYears):
        # Of a sum over the years the first year stands for all.
        for part in node.parts:
            yield from _leaves(part, Place(place.future, 0 if getattr(node, "function", "") == "outset" else 1))
    elif isinstance(node, Now):
        yield node, Place("today", NOW)
    elif isinstance(node, In):
        yield node, Place(node.future, place.year)
    elif isinstance(node, Own):
        yield node, Place(node.future, 0)
    elif isinstance(node, DriverToday):
        yield node, Place("today", place.year if place.future else 1)
    elif not node.parts:
        yield node, place
    for part in () if isinstance(node, Prev | Total | OverYears) else node.parts:
        yield from _leaves(part, place)


class _Values:
    """The value of any node of a rule in any place of a case."""

    def __init__(self, result: Result) -> None:
        self.result, self.found, self.given = result, result.found, result.case.inputs.values

    def of_item(self, item: Named, place: Place) -> float | None:
        value = self._of_item(item, place)
        return None if value is None or value != value else float(value)

    def _of_item(self, item: Named, place: Place) -> Any:
        if isinstance(item, Driver):
            if item.scope == "general":
                return self.given[item.name]
            if item.scope == "year":
                return self.given[item.name][max(place.year, 1) - 1]
            if place.year in (NOW, 0):
                return self.given[f"{item.name}_{place.future or 'today'}"]
            return self.found.drivers[place.future or "today"][item.name][place.year]
        if isinstance(item, Line):
            return (
                self.found.present[item.name]
                if place.year == NOW
                else self.found.lines[place.future][item.name][place.year]
            )
        if isinstance(item, Single):
            return self.found.singles[item.name]
        if isinstance(item, ResultLine):
            return self.found.results[item.name][place.year]
        return self.result.measures.get(item.name, self.found.measures.get(item.name))

    def of(self, node: Expression, place: Place) -> Any:
        """Return the value of a node by reckoning its tree: a number, or of a comparison whether it holds."""
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Binary):
            return _OPERATORS[node.operator](self.of(node.left, place), self.of(node.right, place))
        if isinstance(node, Negative):
            return -self.of(node.operand, place)
        if isinstance(node, Call):
            return MODEL.functions[node.function](*(self.of(part, place) for part in node.parts))
        if isinstance(node, Total):
            return sum(self.of(node.of, Place(place.future, year)) for year in range(self.result.case.horizon + 1))
        if isinstance(node, OverYears):
            series = [self.of(node.series, Place(place.future, year)) for year in range(self.result.case.horizon + 1)]
            return float(MODEL.functions[node.function](series, *(self.of(part, place) for part in node.arguments)))
        if isinstance(node, Year):
            return float(place.year)
        return self._of_leaf(node, place)

    def _of_leaf(self, node: Expression, place: Place) -> float:
        (leaf, there), *_ = _leaves(node, place)
        if leaf is not node and not isinstance(leaf, Prev):
            return float(self.of(leaf, there))
        item = MODEL.items[node.target] if isinstance(node, Prev) else referred(node)
        if item is None:
            raise ModelError(f"no value for {type(node).__name__}")
        value = self._of_item(item, there)
        return float("nan") if value is None else float(value)

    def filled_in(self, node: Expression, place: Place) -> Expression:
        """Return a rule with numbers in place of everything it refers to."""
        if isinstance(node, Binary):
            return Binary(node.operator, self.filled_in(node.left, place), self.filled_in(node.right, place))
        if isinstance(node, Negative):
            return Negative(self.filled_in(node.operand, place))
        if isinstance(node, Call):
            return Call(node.function, tuple(self.filled_in(part, place) for part in node.parts))
        if isinstance(node, Prev) and place.year == (0 if place.future == "" else 1):
            return self.filled_in(node.first, place)
        return Constant(self.of(node, place))


_OPERATORS: dict[str, Any] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


@dataclass(frozen=True)
class _Words:
    """Writes what a rule refers to by its label."""

    explaining: _Explaining
    place: Place

    def refer(self, node: Expression) -> str:
        words = self.explaining.words
        if isinstance(node, Year):
            return words.say("words_year")
        if isinstance(node, Prev):
            if self.place.year == (0 if self.place.future == "" else 1):
                return in_words(node.first, self, STYLES[words.language])
            return words.say("words_prev", label=self.explaining.label(MODEL.items[node.target]))
        item = referred(node)
        if item is None:
            raise ModelError(f"no words for {type(node).__name__}")
        label = self.explaining.label(item)
        if isinstance(node, DriverToday | Now):
            return words.say("words_today", label=label)
        if isinstance(node, In | Own):
            return words.say("words_in", label=label, future=words.group("FUTURES", node.future).lower())
        return f"[{label}]"

    def over_years(self) -> _Words:
        return self

    def joined(self, terms: list[str]) -> str:
        return " + ".join(terms)


def _number(language: str) -> Any:
    def written(value: float) -> str:
        text = f"{value:,.0f}" if abs(value) >= 1e5 else f"{value:,.2f}" if abs(value) >= 100 else f"{value:.6g}"
        return text if language == "en" else text.translate(str.maketrans(",.", ".,"))

    return written


_SIGNS = {"*": " × ", "/": " / ", "-": " − ", "<=": " ≤ ", ">=": " ≥ "}
_OPERATOR_SIGNS = {operator: _SIGNS.get(operator, f" {operator} ") for operator in EXCEL.operators} | {"^": "^"}
_ENGLISH = {
    "maximum": "the larger of {0} and {1}",
    "minimum": "the smaller of {0} and {1}",
    "where": "({1} if {0}, otherwise {2})",
    "both": "{0} and {1}",
    "safe_div": "{0} / {1}",
    "highest": "the highest of {0} over the years",
    "lowest": "the lowest of {0} over the years",
    "first_year": "the first year in which {0} is 1",
    "outset": "{0} in year 0",
    "last": "{0} in the last year",
    "irr": "the rate at which the discounted sum of {0} is 0",
}
_DUTCH = {
    "maximum": "de grootste van {0} en {1}",
    "minimum": "de kleinste van {0} en {1}",
    "where": "({1} als {0}, anders {2})",
    "both": "{0} en {1}",
    "safe_div": "{0} / {1}",
    "highest": "het hoogste van {0} over de jaren",
    "lowest": "het laagste van {0} over de jaren",
    "first_year": "het eerste jaar waarin {0} gelijk is aan 1",
    "outset": "{0} in jaar 0",
    "last": "{0} in het laatste jaar",
    "irr": "de rente waarbij de verdisconteerde som van {0} gelijk is aan 0",
}


def _style(functions: dict[str, str], total: str, language: str) -> Style:
    return Style(
        operators=_OPERATOR_SIGNS,
        number=_number(language),
        functions=functions,
        minus="−",
        sum_of="{0}",
        total=total,
        total_of_one=total,
        arguments_bind=ATOM,
    )


STYLES = {
    "en": _style(_ENGLISH, "the sum over the years of ({0})", "en"),
    "nl": _style(_DUTCH, "de som over de jaren van ({0})", "nl"),
}
NUMBERS = {
    "en": _style({**_ENGLISH, "maximum": "max({0}, {1})", "minimum": "min({0}, {1})"}, "{0}", "en"),
    "nl": _style({**_DUTCH, "maximum": "max({0}; {1})", "minimum": "min({0}; {1})"}, "{0}", "nl"),
}
