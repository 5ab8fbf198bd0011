"""A group's business case: sums of cash flows, and rates and ratios of these sums."""

from __future__ import annotations

import math
import random
import time
import tracemalloc
from collections.abc import Iterable
from typing import Any

import pytest
from cases import cases, seeded_cases
from hypothesis import HealthCheck, given, settings

from xl_service_roi import Case
from xl_service_roi.batch import consolidate
from xl_service_roi.batch.columns import COLUMNS, INPUTS, LINES, MEASURES, TEXTS, Row, refused_row, row_of
from xl_service_roi.batch.consolidate import SUMMED, Consolidation
from xl_service_roi.case import Result
from xl_service_roi.cases import run_all
from xl_service_roi.functions import finance
from xl_service_roi.inputs import value_names
from xl_service_roi.model.definition import UNITS

COUNTED = [
    f"{name}"
    for name, driver in value_names().items()
    if UNITS.dimension(driver.unit) in (UNITS.dimension("money"), UNITS.dimension("customers"), (("account", 1),))
]
"""Inputs that say how large a firm is; a part of a firm has that part of them."""

FIGURES = [*MEASURES, *LINES]

always = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def part_of(case: Case, share: float) -> Case:
    return Case.from_values(
        {name: value * share if name in COUNTED else value for name, value in case.inputs.values.items()}
    )


def rows_of(*several: Case, **more: Any) -> list[Row]:
    found = [result for result in run_all(several) if isinstance(result, Result)]
    assert len(found) == len(several)
    return [row_of(f"plans/{number}.xlsx", result) | more for number, result in enumerate(found)]


def total(rows: Iterable[Row]) -> Row:
    consolidation = Consolidation()
    for row in rows:
        consolidation.add(row)
    [found] = consolidation.groups()
    assert list(found) == list(COLUMNS)
    return found


def differences(one: Row, other: Row, names: Iterable[str], rel: float, factor: float = 1) -> dict[str, Any]:
    """The figures in which two rows differ; those that are small beside the case may differ by its rounding."""
    size = max(abs(one[f"pv_{future}"]) for future in ("today", "plan", "zero"))
    return {
        name: (one[name], other[name])
        for name in names
        if (one[name] is None) != (other[name] is None)
        or (
            one[name] is not None
            and not math.isclose(one[name] * factor, other[name], rel_tol=rel, abs_tol=rel * max(1e-6, size * 1e-3))
        )
    }


def why(row: Row) -> dict[str, str]:
    return dict(part.split(": ", 1) for part in row["why"].split("; ") if ": " in part)


# --- identities ------------------------------------------------------------------------------------------------------


def test_every_measure_and_line_of_a_group_has_a_rule() -> None:
    row = total(rows_of(Case.example()))
    assert not set(SUMMED) & set(consolidate._RATIOS)
    assert [name for name in FIGURES if row[name] is None and name not in why(row)] == []
    assert {name for name, value in row.items() if value is None} == set(why(row))


@always
@given(cases(customers=200_000, contract_customers=0))
def test_a_group_of_one_workbook_is_that_workbook(case: Case) -> None:
    [unit] = rows_of(case)
    group = total([unit])
    assert differences(unit, group, FIGURES, 1e-9) == {}
    exactly = [*SUMMED, *INPUTS, "status", "model_version"]
    assert [name for name in exactly if group[name] != unit[name]] == []
    assert set(why(group)) == set(why(unit))


def test_a_group_without_customers_has_no_churn() -> None:
    none = {"customers": 0, "contract_customers": 0, "new_customers": 0}
    assert why(total(rows_of(Case.from_values(none, example=True))))["base_churn"] == "there are no customers"


@always
@given(cases(customers=200_000, contract_customers=0))
def test_two_halves_of_a_firm_are_the_firm(case: Case) -> None:
    [whole] = rows_of(case)
    group = total(rows_of(part_of(case, 0.5), part_of(case, 0.5)))
    assert differences(whole, group, FIGURES, 1e-9) == {}


@pytest.mark.parametrize("share", [0.3, 1e-4])
def test_parts_of_a_firm_are_the_firm_whatever_their_size(share: float) -> None:
    for case in (Case.example(), *seeded_cases(5, 12)):
        [whole] = rows_of(case)
        group = total(rows_of(part_of(case, share), part_of(case, 1 - share)))
        assert differences(whole, group, FIGURES, 1e-7) == {}


def test_so_many_copies_are_so_much_money_and_the_same_ratios() -> None:
    [unit] = rows_of(Case.example())
    group = total([unit] * 1000)
    assert differences(unit, group, SUMMED, 1e-13, factor=1000) == {}
    assert differences(unit, group, [name for name in MEASURES if name not in SUMMED], 1e-9) == {}
    assert group["irr"] == pytest.approx(0.20917351893733005, rel=1e-12)
    assert group["unit"] == "total (1,000 workbooks)"


def test_the_order_of_the_workbooks_makes_no_difference() -> None:
    rows = rows_of(*seeded_cases(11, 40))
    expected = total(rows)
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        assert {name: value for name, value in total(rows).items() if value != expected[name]} == {}
    for name in SUMMED:
        if expected[name] is not None:
            assert expected[name] == math.fsum(row[name] for row in rows), name


def test_rates_are_those_of_the_summed_cash_flows_and_no_averages() -> None:
    large = Case.from_values({"customers": 2_000_000, "new_customers": 300_000}, example=True)
    slow = Case.from_values({"capital_outlay": {"plan": 4_000_000}, "ramp_plan": [0.1, 0.3, 1]}, example=True)
    rows = rows_of(Case.example(), large, slow)
    group = total(rows)
    years = range(11)
    flows = [sum(row[f"net_cash_flow_plan_{t}"] - row[f"net_cash_flow_today_{t}"] for row in rows) for t in years]
    assert group["irr"] == pytest.approx(finance.irr(flows))
    assert group["mirr"] == pytest.approx(finance.mirr(flows[:6], 0.08, 0.08))
    assert group["payback"] == pytest.approx(finance.payback(flows))
    assert group["discounted_payback"] == pytest.approx(finance.discounted_payback(0.08, flows))
    npv, costs = (sum(row[name] for row in rows) for name in ("programme_npv", "pv_costs"))
    assert npv == pytest.approx(finance.npv(0.08, flows))
    assert group["roi"] == pytest.approx(npv / costs)
    assert group["profitability_index"] == pytest.approx(1 + npv / -flows[0])
    for name in ("irr", "payback", "roi", "cost_per_customer_won", "service_share"):
        assert group[name] != pytest.approx(sum(row[name] or 0 for row in rows) / 3, rel=1e-4), name
    won = sum(row["total_acquisition_spending_plan"] for row in rows)
    assert group["cost_per_customer_won"] == won / sum(row["total_bought_customers_plan"] for row in rows)


def test_plans_that_are_today_are_worth_exactly_nothing_together() -> None:
    plans = [name for name in value_names() if name.endswith("_plan") and name != "ramp_plan"]
    today = [
        Case.from_values({name: value for name, value in case.inputs.values.items() if name not in plans})
        for case in seeded_cases(3, 9)
    ]
    group = total(rows_of(*today))
    assert group["programme_npv"] == group["payback"] == 0
    assert group["irr"] is group["roi"] is group["mirr"] is None
    assert {"irr", "roi", "mirr", "profitability_index"} <= set(why(group))


# --- what sums can't tell --------------------------------------------------------------------------------------------


def test_break_even_is_that_of_the_group_only_where_all_have_the_same() -> None:
    dear = Case.from_values({"officer_cost": {"plan": 250_000}}, example=True)
    rows = rows_of(Case.example(), dear)
    low, high = (row["break_even_realisation"] for row in rows)
    assert low < high
    group = total(rows)
    assert group["break_even_realisation"] is None
    assert why(group)["break_even_realisation"].endswith(f"it is no higher than the highest of them, {high:.4g}")
    hopeless = rows_of(Case.from_values({"officer_cost": {"plan": 2_000_000}}, example=True))
    assert "no higher" not in why(total(rows + hopeless))["break_even_realisation"]


def test_a_variant_that_one_workbook_does_not_have_has_no_sum() -> None:
    refused_in_hold = {"prospect_contact_share": 1, "prospect_loss_unserved": 1, "reach_share": {"today": 1, "zero": 0}}
    odd = Case.from_values(refused_in_hold, example=True)
    rows = rows_of(Case.example(), odd, Case.example())
    assert rows[1]["programme_npv_hold"] is None
    group = total(rows)
    assert group["programme_npv_hold"] is group["service_value_hold"] is None
    reason = "1 of 3 workbooks have none, because the inputs contradict each other there"
    assert why(group)["programme_npv_hold"] == why(group)["service_value_hold"] == reason
    assert group["programme_npv_grow"] == math.fsum(row["programme_npv_grow"] for row in rows)


def test_workbooks_that_differ_in_their_assumptions_are_told() -> None:
    other = {"discount_rate": 0.1, "horizon_years": 3, "mid_year": 1, "hold_base": 1}
    rows = rows_of(Case.example(), Case.from_values(other, example=True))
    rows[1]["model_version"] = "0"
    group = total(rows)
    assert group["warnings"].split("; ") == [
        "the workbooks differ in horizon_years: from 3 to 5",
        "the workbooks differ in discount_rate: from 0.08 to 0.1",
        "the workbooks differ in mid_year: from 0 to 1",
        "the workbooks differ in hold_base: from 0 to 1",
        f"the workbooks are of several model versions: 0, {rows[0]['model_version']}",
    ]
    assert group["mirr"] is None
    assert why(group)["mirr"] == "the workbooks have different discount rates or horizons"
    assert group["model_version"] == ""
    assert group["irr"] is not None
    assert group["input_churn"] == 0.15
    assert group["input_discount_rate"] is None


def test_a_rate_of_return_that_is_not_single_is_told_with_its_rates() -> None:
    rows = rows_of(Case.example())
    for year, flow in enumerate([-100.0, 230.0, -132.0, *[0.0] * 8]):
        rows[0][f"net_cash_flow_plan_{year}"] = rows[0][f"net_cash_flow_today_{year}"] + flow
    assert why(total(rows))["irr"].startswith("2 rates bring the NPV to 0 (10 %, 20 %)")


# --- groups ----------------------------------------------------------------------------------------------------------


def grouped(rows: Iterable[Row], *by: str) -> dict[str, Row]:
    consolidation = Consolidation(by)
    for row in rows:
        consolidation.add(row)
    return {row["path"]: row for row in consolidation.groups()}


def test_groups_by_labels_and_columns_with_the_total_at_the_end() -> None:
    [row] = rows_of(Case.example())
    rows = [row | {"region": region, "folder": folder} for region, folder in ("sx", "nx", "ny", ("", "x"), (None, "y"))]
    groups = grouped(rows, "region", "folder", "input_horizon_years")
    assert {path: group["unit"] for path, group in groups.items()} == {
        "region = (none)": "(none) (2 workbooks)",
        "region = n": "n (2 workbooks)",
        "region = s": "s (1 workbook)",
        "folder = x": "x (3 workbooks)",
        "folder = y": "y (2 workbooks)",
        "input_horizon_years = 5": "5 (5 workbooks)",
        "total": "total (5 workbooks)",
    }
    for path, group in groups.items():
        count = int(group["unit"].rpartition("(")[2].split()[0])
        assert group["programme_npv"] == pytest.approx(count * row["programme_npv"]), path
        assert [name for name in TEXTS if not isinstance(group[name], str)] == []


def test_refused_workbooks_are_counted_and_named_and_never_left_out_unseen() -> None:
    [row] = rows_of(Case.example())
    refused = [refused_row(f"plans/bad{number}.xlsx", "is damaged") | {"region": "n"} for number in range(5)]
    alone = refused_row("plans/lost.xlsx", "is damaged") | {"region": "s"}
    groups = grouped([refused[0], row | {"region": "n"}, *refused[1:], alone], "region")
    north, south, everything = groups["region = n"], groups["region = s"], groups["total"]
    assert (north["status"], north["unit"]) == ("ok", "n (1 of 6 workbooks)")
    bad = "plans/bad0.xlsx, plans/bad1.xlsx, plans/bad2.xlsx, …"
    assert north["warnings"] == f"not counted in, because refused: 5 of 6 ({bad})"
    assert north["programme_npv"] == row["programme_npv"]
    assert (south["status"], south["unit"]) == ("refused", "s (0 of 1 workbook)")
    assert south["reason"] == "there is no workbook that could be used (plans/lost.xlsx)"
    assert {south[name] for name in COLUMNS if name not in TEXTS} == {None}
    assert everything["unit"] == "total (1 of 7 workbooks)"


def test_without_any_row_there_is_a_total_that_says_so() -> None:
    row = total([])
    assert (row["status"], row["reason"]) == ("refused", "there is no workbook that could be used")


def test_a_column_with_a_value_a_workbook_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consolidate, "MOST_GROUPS", 3)
    [row] = rows_of(Case.example())
    groups = grouped([row | {"unit": str(number)} for number in range(10)], "unit")
    assert {path: group["unit"] for path, group in groups.items()} == {
        "unit = (others)": "(others) (7 workbooks)",
        **{f"unit = {number}": f"{number} (1 workbook)" for number in range(3)},
        "total": "total (10 workbooks)",
    }


def test_rows_are_not_kept_and_counting_one_in_takes_little_time() -> None:
    rows = rows_of(*seeded_cases(2, 10))
    consolidation = Consolidation(["folder"])
    consolidation.add(rows[0])
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(5):
        for row in rows:
            consolidation.add(dict(row))
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 20_000  # 50 rows are 700,000
    fastest = math.inf
    for row in rows:
        started = time.perf_counter()
        consolidation.add(row)
        fastest = min(fastest, time.perf_counter() - started)
    assert fastest < 0.001  # 0.1 ms
