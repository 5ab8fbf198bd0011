"""From a rule to an Excel formula with only the brackets it needs, and to words."""

from __future__ import annotations

from dataclasses import dataclass

import ironcalc
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi.engine.definition import Definition
from xl_service_roi.engine.expr import (
    YEAR,
    Constant,
    Driver,
    Expression,
    Future,
    In,
    Line,
    Measure,
    Named,
    OverYears,
    Prev,
    Year,
    as_expression,
    in_future,
    prev,
    total,
)
from xl_service_roi.engine.formula import EXCEL, Style, excel_formula, in_words
from xl_service_roi.engine.functions import both, equal, maximum, minimum, safe_div, sum_of, where
from xl_service_roi.engine.numeric import evaluate
from xl_service_roi.engine.units import Units
from xl_service_roi.errors import ModelError


@dataclass(frozen=True)
class ByName:
    """Writes whatever a rule refers to by its name."""

    rows: bool = False

    def refer(self, node: Expression) -> str:
        if isinstance(node, Named):
            return node.name
        if isinstance(node, In):
            return f"{node.future}!{node.target.name}"
        if isinstance(node, Prev):
            return f"last_{node.target}"
        if isinstance(node, OverYears):
            return f"{node.function}_cell"
        assert isinstance(node, Year)
        return "year"

    def over_years(self) -> ByName:
        return ByName(rows=True)

    def joined(self, terms: list[str]) -> str:
        return ",".join(terms)


a, b, c, d = (Driver("ratio", name, name=name) for name in "abcd")

BRACKETS = [
    (a + b * c, "a+b*c"),
    ((a + b) * c, "(a+b)*c"),
    (a - (b - c), "a-(b-c)"),
    (a - (b + c), "a-(b+c)"),
    ((a - b) - c, "a-b-c"),
    (a + (b - c), "a+b-c"),
    (a + (b + c), "a+b+c"),
    (a / (b / c), "a/(b/c)"),
    (a / (b * c), "a/(b*c)"),
    (a * (b / c), "a*b/c"),
    (a * (b * c), "a*b*c"),
    (a / b / c, "a/b/c"),
    (a * (b + c) / d, "a*(b+c)/d"),
    (1 - a, "1-a"),
    (-a, "-a"),
    (-(a + b), "-(a+b)"),
    (-(a * b), "-(a*b)"),
    (-(a**b), "-(a^b)"),  # Excel takes -a^b for (-a)^b
    ((-a) ** b, "(-a)^b"),
    (a**-b, "a^-b"),
    ((a**b) ** c, "a^b^c"),  # Excel raises from left to right
    (a ** (b**c), "a^(b^c)"),
    ((a + b) ** (c - d), "(a+b)^(c-d)"),
    (a * -b, "a*-b"),
    (a - -b, "a--b"),
    (where(a > b, a, b + c), "IF(a>b,a,b+c)"),
    (where(both(equal(a, 1), b <= c), 0, 1) * d, "IF(AND(a=1,b<=c),0,1)*d"),
    (a * maximum(0, b - c), "a*MAX(0,b-c)"),
    (minimum(a + b, c), "MIN(a+b,c)"),
    (safe_div(a, b - c), "IF(b-c=0,0,a/(b-c))"),
    (safe_div(a + b, c), "IF(c=0,0,(a+b)/c)"),
    (sum_of([a, b, c]) - d, "SUM(a,b,c)-d"),
    (sum_of([a - b, c]) * d, "(a-b+c)*d"),
    (a * Constant(0.5) + YEAR, "a*0.5+year"),
    (prev("x", first=a) * b, "last_x*b"),
    (total(a), "SUM(a)"),
    (total(a * (b - c)), "SUMPRODUCT(a*(b-c))"),
    (total(sum_of([a, b])) / c, "SUMPRODUCT(a+b)/c"),
]


@pytest.mark.parametrize(("rule", "formula"), BRACKETS, ids=[formula for _, formula in BRACKETS])
def test_only_the_brackets_that_are_needed(rule: Expression, formula: str) -> None:
    assert excel_formula(rule, ByName()) == formula


def _trees() -> st.SearchStrategy[Expression]:
    """Any rule but powers and -(x*y), of which this spreadsheet engine loses the brackets; the table holds those."""
    leaves = st.sampled_from([a, b, c, -a, as_expression(1), Constant(2.0)])

    def grow(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda p: p[0] + p[1]),
            pairs.map(lambda p: p[0] - p[1]),
            pairs.map(lambda p: p[0] * p[1]),
            pairs.map(lambda p: p[0] / (1 + p[1] * p[1])),
            pairs.map(lambda p: maximum(*p)),
            pairs.map(lambda p: minimum(*p)),
            pairs.map(lambda p: where(p[0] < p[1], p[0], p[1] + 1)),
            pairs.map(lambda p: safe_div(*p)),
            pairs.map(lambda p: sum_of(p)),
        )

    return st.recursive(leaves, grow, max_leaves=12)


@settings(max_examples=25, deadline=None)
@given(rules=st.lists(_trees(), min_size=8, max_size=8))
def test_a_spreadsheet_reckons_the_formula_as_python_reckons_the_rule(
    rules: list[Expression], tmp_path_factory: pytest.TempPathFactory
) -> None:
    values = {"a": 0.75, "b": -3.0, "c": 12.5}
    drivers = {name: Driver("ratio", name) for name in values}
    renamed = [_with(rule, drivers) for rule in rules]
    lines = {f"line_of_rule{n}": Line("ratio", "", rule=rule) for n, rule in enumerate(renamed)}
    keep = Measure("ratio", "", rule=total(in_future("today", next(iter(lines.values()))) * _sum(drivers)))
    model = _model({**drivers, **lines, "keep": keep})
    found = evaluate(model, values, 1).lines["today"]

    path = tmp_path_factory.mktemp("formula") / "rules.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Rules")
        for column, (name, value) in enumerate(values.items()):
            sheet.write_number(0, column, value)
            book.define_name(f"driver_{name}", f"=Rules!${'ABC'[column]}$1")
        for row, line in enumerate(model.lines.values(), start=1):
            formula = excel_formula(line.rule, _Prefixed())
            sheet.write_formula(row, 0, f"={formula}", None, 999)
    spreadsheet = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    spreadsheet.evaluate()
    for row, name in enumerate(model.lines, start=2):
        assert spreadsheet.get_cell_value(0, row, 1) == pytest.approx(found[name][1], rel=1e-12, abs=1e-12)


@dataclass(frozen=True)
class _Prefixed(ByName):
    def refer(self, node: Expression) -> str:
        return f"driver_{super().refer(node)}"


def _with(node: Expression, drivers: dict[str, Driver]) -> Expression:
    """The same tree over other drivers."""
    if isinstance(node, Driver):
        return drivers[node.name]
    kind = type(node).__name__
    parts = [_with(part, drivers) for part in node.parts]
    if kind == "Binary":
        return type(node)(node.operator, *parts)  # type: ignore[attr-defined,call-arg]
    if kind == "Negative":
        return -parts[0]
    if kind == "Call":
        return type(node)(node.function, tuple(parts))  # type: ignore[attr-defined,call-arg]
    return node


def _sum(drivers: dict[str, Driver]) -> Expression:
    return sum_of(list(drivers.values()))


def _model(names: dict[str, object]) -> Definition:
    units = Units({"ratio": "", "money": "money", "customers": "customer", "share": ""})
    return Definition.from_names(names.items(), futures=(Future("today", effect=as_expression(0)),), units=units)


def test_a_series_function_takes_one_line() -> None:
    with pytest.raises(ModelError, match="highest takes one line"):
        excel_formula(OverYears("highest", a * b), ByName())


def test_a_function_without_a_way_of_writing_is_an_error() -> None:
    with pytest.raises(ModelError, match="gamma"):
        excel_formula(OverYears("gamma", a), ByName())


WORDS = Style(
    operators={**EXCEL.operators, "*": " times ", "-": " minus "},
    number=lambda value: f"{value:g}",
    functions={"maximum": "the larger of {0} and {1}"},
    minus="minus ",
    sum_of="{0}",
    total="the sum of {0}",
    total_of_one="the sum of {0}",
)


def small_model(kept: Expression, customers: Driver, churn: Driver, price: Driver) -> Definition:
    closing = Line("customers", "Customers, end of year", rule=kept)
    revenue = Line("money", "Revenue", rule=closing * price)
    value = Measure("money", "Value", rule=total(in_future("today", revenue)))
    return _model(
        {
            "customers": customers,
            "churn": churn,
            "price": price,
            "closing": closing,
            "revenue": revenue,
            "value": value,
        }
    )


def test_changing_one_expression_changes_numbers_formula_and_words_alike() -> None:
    def drivers() -> tuple[Driver, Driver, Driver]:
        units = Units({})
        assert units.words == {}
        return Driver("customers", "Customers"), Driver("share", "Churn"), Driver("ratio", "Price")

    customers, churn, price = drivers()
    price.unit = "money/customers"
    before = small_model(customers * (1 - churn), customers, churn, price)
    customers, churn, price = drivers()
    price.unit = "money/customers"
    after = small_model(customers * (1 - churn) * (1 - churn), customers, churn, price)
    values = {"customers": 200.0, "churn": 0.25, "price": 10.0}

    seen = [
        (
            evaluate(model, values, 1).measures["value"],
            excel_formula(model.lines["closing"].rule, ByName()),
            in_words(model.lines["closing"].rule, ByName(), WORDS),
        )
        for model in (before, after)
    ]

    assert seen == [
        (1500.0, "customers*(1-churn)", "customers times (1 minus churn)"),
        (1125.0, "customers*(1-churn)*(1-churn)", "customers times (1 minus churn) times (1 minus churn)"),
    ]
