"""What must always hold, whatever the firm: section 7 of the specification, over random valid cases.

A closing identity finds what a snapshot can't: a line that is counted twice, a year that is skipped, a sign.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from cases import Values, cases, given_values, seeded_cases, varied_case
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.case import Result
from xl_service_roi.engine.numeric import Evaluation, evaluate, evaluate_scenarios
from xl_service_roi.engine.units import Dimension
from xl_service_roi.errors import InputError, NoResult
from xl_service_roi.functions import finance
from xl_service_roi.inputs import LAST_YEAR, TOLERANCE, drivers, value_names
from xl_service_roi.model import MODEL
from xl_service_roi.model.cash_flow import MONEY_IN, MONEY_OUT, ONE_OFF
from xl_service_roi.model.definition import UNITS
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.model.measures import CASH_LINES, HEADINGS

always = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

PER_FUTURE = [name for name, driver in drivers().items() if driver.scope == "future"]
MONEY: Dimension = (("money", 1),)


def run(case: Case, **values: Any) -> Result:
    """A case with some values replaced, worked out; a variant that contradicts itself is no example."""
    try:
        return varied_case(case, **values).run()
    except InputError:
        assume(False)
        raise


def years(result: Result) -> range:
    return range(1, result.case.horizon + 1)


def size(result: Result) -> float:
    """How large the sums of money are from which differences are taken: rounding is in proportion to it."""
    found = result.found
    amounts = [abs(pv) for name, pv in found.measures.items() if "_pv_" in name]
    return max(1.0, *amounts, *(abs(found.measures[f"pv_{future}"]) for future in FUTURES))


def close(one: float, other: float, scale: float = 0.0) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-10 * scale)


def measured(result: Result) -> dict[str, float | None]:
    """The measures of the case itself, without those of other cases, which take far longer."""
    return {name: None if math.isnan(value) else float(value) for name, value in result.found.measures.items()}


def difference_of_all(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The names whose values are not exactly the same."""
    return [name for name in one if not np.array_equal(one[name], other[name], equal_nan=True)]


# --- everything closes -----------------------------------------------------------------------------------------------


@always
@given(cases())
def test_customers_contracts_and_accounts_close_in_every_year_and_future(case: Case) -> None:
    result = case.run()
    for future in FUTURES:
        line = result.found.lines[future]
        for year in years(result):
            opening, closing = line["opening_customers"][year], line["closing_customers"][year]
            moved = line["bought_customers"][year] + line["referred_customers"][year] - line["lost_customers"][year]
            assert close(closing, opening + moved, opening)
            assert 0 <= line["lost_customers"][year] <= opening
            assert close(line["average_customers"][year], (opening + closing) / 2)
            contracts = line["closing_contracts"][year]
            assert 0 <= contracts <= closing * (1 + 1e-12)
            grown = 1 - line["account_loss"][year] + line["account_growth"][year]
            assert close(line["closing_accounts"][year], line["opening_accounts"][year] * grown)
            for what in ("customers", "contracts", "accounts"):
                start = {"contracts": "contract_customers"}.get(what, what)
                before = line[f"closing_{what}"][year - 1] if year > 1 else case.inputs.values[start]
                assert line[f"opening_{what}"][year] == before


@always
@given(cases())
def test_shares_sum_to_1_and_parts_to_totals(case: Case) -> None:
    result = case.run()
    for future in FUTURES:
        line, driver = result.found.lines[future], result.found.drivers[future]
        for year in years(result):
            shares = driver["routine_share"][year] + driver["specialist_share"][year] + line["technical_share"][year]
            assert close(shares, 1)
            assert line["technical_share"][year] >= -1e-12
            assert driver["satisfied_share"][year] + driver["mollified_share"][year] <= 1 + 1e-12
            assert 0 <= line["churn_rate"][year] <= 1
            assert line["contacts_served"][year] <= line["contacts_offered"][year] * (1 + 1e-12)
            assert close(line["paid_fte"][year], line["paid_front_fte"][year] + line["paid_back_fte"][year])
            came = sum(line[item.name][year] for item in MONEY_IN)
            went = sum(line[item.name][year] for item in MONEY_OUT)
            turned_over = sum(abs(line[item.name][year]) for item in (*MONEY_IN, *MONEY_OUT))
            assert close(line["operating_cash_flow"][year], came - went, turned_over)
            net = line["operating_cash_flow"][year] - line["tax"][year]
            assert close(line["net_cash_flow"][year], net, turned_over)
        outlays = sum(line[item.name][0] for item in ONE_OFF) + line["tax"][0]
        assert close(line["net_cash_flow"][0], -outlays)
        assert line["operating_cash_flow"][0] == line["depreciation"][0] == 0


@always
@given(cases())
def test_depreciation_uses_up_the_outlay_whatever_the_horizon(case: Case) -> None:
    result = case.run()
    for future in FUTURES:
        line = result.found.lines[future]
        written_off = math.fsum(line["depreciation"][year] for year in years(result))
        assert close(written_off, line["capital_spending"][0])
        assert min(line["depreciation"]) >= 0


@always
@given(cases(cost_inflation=0))
def test_released_stock_is_the_fall_of_the_stock(case: Case) -> None:
    result = case.run()
    for future in FUTURES:
        stock = result.found.drivers[future]["parts_stock"]
        released = math.fsum(result.found.lines[future]["stock_release"][year] for year in years(result))
        fall = case.inputs.values["parts_stock_today"] - stock[case.horizon]
        largest = max(case.inputs.values["parts_stock_today"], *stock[1:])
        assert close(released, case.inputs.values["stock_release_share"] * fall, largest)


@always
@given(cases())
def test_headings_and_lines_sum_to_the_values(case: Case) -> None:
    result = case.run()
    found = result.found.measures
    for view, value in (("programme", "programme_npv"), ("service", "service_value")):
        headings = {name: found[f"{view}_heading_{name}"] for name in HEADINGS}
        assert close(math.fsum(headings.values()), found[value], size(result))
        lines = math.fsum(found[f"{view}_pv_{line.name}"] for line in CASH_LINES) + headings["residual"]
        assert close(lines, found[value], size(result))
        for name in HEADINGS[:-1]:
            own = math.fsum(found[f"{view}_pv_{line.name}"] for line in CASH_LINES if line.heading == name)
            assert close(headings[name], own, size(result))
        assert close(found[f"{value}_without_residual"], found[value] - headings["residual"], size(result))
    assert case.inputs.values["residual_value"] == 1 or headings["residual"] == 0
    assert close(found["programme_npv"], found["pv_plan"] - found["pv_today"], size(result))
    assert close(found["service_value"], found["pv_today"] - found["pv_zero"], size(result))


@always
@given(cases())
def test_values_are_the_discounted_cash_flows(case: Case) -> None:
    result = case.run()
    rate, mid_year = case.inputs.values["discount_rate"], case.inputs.values["mid_year"]
    for future in FUTURES:
        line = result.found.lines[future]
        flows = [line["net_cash_flow"][0]]
        flows += [line["net_cash_flow"][year] * (1 + rate) ** (mid_year / 2) for year in years(result)]
        end = line["residual"][case.horizon] / (1 + rate) ** case.horizon
        assert close(result.found.measures[f"pv_{future}"], finance.npv(rate, flows) + end, size(result))
        assert line["discount_factor"][0] == 1
        assert line["present_value"][0] == line["net_cash_flow"][0]


# --- measures that other functions work out as well ------------------------------------------------------------------


@settings(always, max_examples=25)
@given(cases())
def test_measures_of_the_cash_flow_are_those_of_the_finance_functions(case: Case) -> None:
    result = case.run()
    flows, rate = result.by_year("differential_cash_flow"), case.inputs.values["discount_rate"]
    discounted = result.by_year("discounted_cash_flow")
    for name, function, arguments in (
        ("irr", finance.irr, (flows,)),
        ("mirr", finance.mirr, (flows, rate, rate)),
        ("payback", finance.payback, (flows,)),
        ("discounted_payback", finance.payback, (discounted,)),
    ):
        value = result.measures[name]
        try:
            expected = float(function(*arguments))
        except NoResult:
            assert value is None, name
            assert result.why[name]
        else:
            assert value == pytest.approx(expected, rel=1e-9, abs=1e-12), name


@always
@given(cases())
def test_ratios_are_what_their_names_say(case: Case) -> None:
    result = case.run()
    found = measured(result)
    value = found["programme_npv"]
    assert close(found["pv_benefits"], value + found["pv_costs"], size(result))
    assert found["loss_if_nothing_changes"] == -found["pv_costs"]
    if found["pv_costs"] > 0:
        assert close(found["roi"], value / found["pv_costs"])
        assert close(found["benefit_cost_ratio"], found["pv_benefits"] / found["pv_costs"])
    else:
        assert found["roi"] is None
        assert found["benefit_cost_ratio"] is None
    outlay = -result.by_year("differential_cash_flow")[0]
    index = 1 + value / outlay if outlay > 0 else None
    assert found["profitability_index"] == (None if index is None else pytest.approx(index, rel=1e-9))
    benefit_risk, cost_risk = case.inputs.values["benefit_risk"], case.inputs.values["cost_risk"]
    adjusted = found["pv_benefits"] * (1 - benefit_risk) - found["pv_costs"] * (1 + cost_risk)
    assert close(found["risk_adjusted_npv"], adjusted, size(result))


@always
@given(cases())
def test_years_in_which_zero_service_turns_out_badly(case: Case) -> None:
    result = case.run()
    flows = result.by_year("zero_differential_cash_flow")
    losing = [year for year in years(result) if flows[year] < 0]
    assert measured(result)["zero_first_loss_year"] == (losing[0] if losing else None)
    cumulative = list(np.cumsum(flows))
    gone = [year for year in years(result) if cumulative[year] < 0 and max(cumulative[:year]) > 0]
    assert measured(result)["zero_saving_gone_year"] == (gone[0] if gone else None)


@always
@given(cases())
def test_flows_of_customers(case: Case) -> None:
    result = case.run()
    found = measured(result)
    for future, suffix in (("plan", ""), ("today", "_today")):
        line = {name: values[1:] for name, values in result.found.lines[future].items()}
        won, lost = sum(line["bought_customers"]), sum(line["lost_customers"])
        assert close(found[f"inflow{suffix}"], won + sum(line["referred_customers"]))
        assert close(found[f"outflow{suffix}"], lost)
        change = line["closing_customers"][-1] - line["opening_customers"][0]
        flows = found[f"inflow{suffix}"] - found[f"outflow{suffix}"]
        assert close(change, flows, line["opening_customers"][0] + lost)
        per_customer = sum(line["acquisition_spending"]) / won if won else None
        assert found[f"cost_per_customer_won{suffix}"] == (
            None if per_customer is None else pytest.approx(per_customer, rel=1e-9)
        )


@settings(always, max_examples=15)
@given(cases())
def test_measures_of_other_cases_are_those_of_these_cases(case: Case) -> None:
    result = case.run()
    variants: dict[str, Values] = {"grow": {"hold_base": 0}, "hold": {"hold_base": 1}}
    variants |= {f"horizon_{horizon}": {"horizon_years": horizon} for horizon in (1, 3, 5, 10)}
    for label, values in variants.items():
        try:
            expected = varied_case(case, **values).run().found.measures
        except InputError:
            expected = {"programme_npv": None, "service_value": None}
        for name in ("programme_npv", "service_value"):
            assert result.measures[f"{name}_{label}"] == (
                None if expected[name] is None else pytest.approx(expected[name], rel=1e-12)
            )


@settings(always, max_examples=15)
@given(cases())
def test_at_the_break_even_share_the_programme_is_worth_nothing(case: Case) -> None:
    result = case.run()
    share = result.measures["break_even_realisation"]
    if share is None:
        assert result.why["break_even_realisation"]
    else:
        at_share = varied_case(case, realisation_share=share).run()
        assert abs(at_share.found.measures["programme_npv"]) <= 1e-9 * size(at_share)


# --- futures that do not differ --------------------------------------------------------------------------------------


@always
@given(cases())
def test_a_plan_that_is_today_is_worth_exactly_nothing(case: Case) -> None:
    result = varied_case(case, **{f"{name}_plan": None for name in PER_FUTURE}).run()
    found = result.found
    assert difference_of_all(found.lines["plan"], found.lines["today"]) == []
    about_the_plan = [name for name in found.measures if name.startswith(("programme_", "turnover_saving"))]
    about_the_plan += ["retention_value", "service_sales_value", "pv_costs", "pv_benefits", "risk_adjusted_npv"]
    assert {name: found.measures[name] for name in about_the_plan if found.measures[name] != 0} == {}
    assert set(result.by_year("differential_cash_flow")) == {0.0}
    assert measured(result)["roi"] is None
    assert measured(result)["irr"] is None
    assert measured(result)["payback"] == 0
    assert len(about_the_plan) > 50


@always
@given(cases())
def test_a_zero_that_is_today_is_worth_exactly_nothing(case: Case) -> None:
    result = varied_case(case, **{f"{name}_zero": None for name in PER_FUTURE}).run()
    found = result.found
    assert difference_of_all(found.lines["zero"], found.lines["today"]) == []
    about_service = [name for name in found.measures if name.startswith("service_") and "share" not in name]
    about_service = [name for name in about_service if name != "service_sales_value"]
    assert {name: found.measures[name] for name in about_service if found.measures[name] != 0} == {}
    assert set(result.by_year("zero_differential_cash_flow")) == {0.0}
    assert len(about_service) > 40


COSTS_ONLY = (
    "improvement_budget",
    "training_per_fte",
    "quit_offer_amount",
    "service_bonus_share",
    "officer_cost",
    "office_cost",
    "technology_cost",
    "alignment_cost",
    "capital_outlay",
    "change_cost",
    "redundant_share",
    "severance_months",
)
"""What a programme costs without any effect; training hours and accepted quit offers also change the work itself."""


@always
@given(cases(tax_rate=0.25), st.booleans())
def test_a_programme_without_effect_loses_what_it_costs(case: Case, taxed: bool) -> None:
    unchanged: Values = {f"{name}_plan": None for name in PER_FUTURE if name not in COSTS_ONLY}
    result = varied_case(case, **unchanged, tax_rate=0.25 if taxed else 0).run()
    found = result.found.measures
    assert close(found["programme_npv"], -found["pv_costs"], size(result))
    assert abs(found["pv_benefits"]) <= 1e-10 * size(result)
    unlike = {name for name, driver in drivers().items() if driver.scope == "future" and not driver.ramped}
    assert unlike == {*COSTS_ONLY, "training_hours", "quit_offer_acceptance"}


@always
@given(cases())
def test_of_a_plan_that_is_never_realised_only_the_bill_comes(case: Case) -> None:
    none, never = varied_case(case, realisation_share=0).run(), varied_case(case, ramp_plan=[0] * LAST_YEAR).run()
    assert difference_of_all(none.found.lines["plan"], never.found.lines["plan"]) == []
    for name in PER_FUTURE:
        own = case.inputs.values[f"{name}_{'plan' if not drivers()[name].ramped else 'today'}"]
        assert set(none.found.drivers["plan"][name][1:]) == {own}, name


@always
@given(cases(root_causes_removed_today=0))
def test_today_reproduces_the_churn_that_the_firm_observes(case: Case) -> None:
    result = case.run()
    for year in years(result):
        assert close(result.found.lines["today"]["churn_rate"][year], case.inputs.values["churn"], 1)
        assert result.found.lines["today"]["more_unhappy"][year] == pytest.approx(0, abs=1e-15)


# --- what goes up when something else does ---------------------------------------------------------------------------

ORDERED = ("satisfied", "mollified", "dissatisfied", "unreached")


@st.composite
def cases_with_ordered_losses(draw: st.DrawFn) -> Case:
    losses = sorted(draw(st.lists(st.integers(0, 60), min_size=4, max_size=4)))
    losses[0] -= draw(st.integers(0, 5))  # the paradox
    return draw(cases(**{f"extra_loss_{name}": loss / 100 for name, loss in zip(ORDERED, losses, strict=True)}))


def never_more_churn(case: Case, better: Values) -> None:
    worse, better_run = case.run(), run(case, **better)
    for year in years(worse):
        fewer, more = (one.found.lines["plan"]["churn_rate"][year] for one in (better_run, worse))
        assert fewer <= more + 1e-12


@always
@given(cases_with_ordered_losses(), st.floats(0, 1))
def test_more_reach_never_raises_churn(case: Case, part: float) -> None:
    reach = case.inputs.values["reach_share_plan"]
    never_more_churn(case, {"reach_share_plan": reach + part * (1 - reach)})


@always
@given(cases_with_ordered_losses(), st.floats(0, 1), st.floats(0, 1))
def test_more_satisfaction_never_raises_churn(case: Case, of_mollified: float, of_dissatisfied: float) -> None:
    satisfied, mollified = (case.inputs.values[f"{name}_share_plan"] for name in ("satisfied", "mollified"))
    fewer = mollified * of_mollified
    more = fewer + (1 - satisfied - mollified) * of_dissatisfied
    left = mollified - fewer
    never_more_churn(case, {"satisfied_share_plan": min(1 - left, satisfied + more), "mollified_share_plan": left})


@always
@given(cases(), st.floats(0, 500), st.floats(0, 1))
def test_value_does_not_rise_with_cannibalised_share(case: Case, margin: float, part: float) -> None:
    known = case.inputs.values["cost_per_sale_known"]
    sale: Values = {"sale_contribution_today": known + margin, "sale_contribution_plan": known + margin / 2}
    share = case.inputs.values["cannibalised_share_plan"]
    fewer, more = run(case, **sale), run(case, **sale, cannibalised_share_plan=share + part * (1 - share))
    assert more.found.measures["programme_npv"] <= fewer.found.measures["programme_npv"] + 1e-10 * size(fewer)


@always
@given(cases(residual_value=0), st.floats(0, 0.5))
def test_a_higher_discount_rate_never_raises_the_value_of_positive_flows(case: Case, more: float) -> None:
    low = case.run()
    high = run(case, discount_rate=case.inputs.values["discount_rate"] + more)
    for future in FUTURES:
        one, other = low.found.lines[future], high.found.lines[future]
        assert one["net_cash_flow"] == other["net_cash_flow"]
        for year in years(low):
            assert other["discount_factor"][year] <= one["discount_factor"][year] * (1 + 1e-15)
        if min(one["net_cash_flow"][1:]) >= 0:
            value = low.found.measures[f"pv_{future}"]
            assert high.found.measures[f"pv_{future}"] <= value + 1e-12 * abs(value)


@always
@given(cases())
def test_hold_keeps_the_number_of_customers(case: Case) -> None:
    result = run(case, hold_base=1)
    for future in FUTURES:
        line = result.found.lines[future]
        for year in years(result):
            lost, referred = line["lost_customers"][year], line["referred_customers"][year]
            more = max(0.0, referred - lost)
            opening = line["opening_customers"][year]
            assert close(line["closing_customers"][year], opening + more, opening)
            arrived = line["acquisition_effort"][year] * (1 - line["prospects_lost"][year])
            deterred = line["deterred_customers"][year]
            assert close(arrived, max(0.0, lost - referred + deterred), opening)


@always
@given(cases(), st.floats(0.1, 1))
def test_what_lower_staff_turnover_saves_is_in_proportion_to_salaries_and_multiple(case: Case, factor: float) -> None:
    result = case.run()
    found = result.found.measures
    half, one, two = (found[f"turnover_saving_{salaries}"] for salaries in ("half", "one", "two"))
    assert (one, two) == (2 * half, 4 * half)
    line, driver = result.found.lines["plan"], result.found.drivers["plan"]["staff_turnover"]
    now = case.inputs.values["staff_turnover_today"]
    saved = [line["discount_factor"][t] * line["payroll"][t] * (now - driver[t]) for t in years(result)]
    assert close(one, math.fsum(saved), math.fsum(map(abs, saved)))
    multiple = case.inputs.values["replacement_multiple"]
    other = run(case, replacement_multiple=multiple * factor).found.measures
    assert close(other["turnover_saving"], found["turnover_saving"] * factor, size(result))


@always
@given(cases(tax_rate=0), st.floats(0.01, 0.9))
def test_tax_takes_its_share_of_everything_but_the_outlay(case: Case, rate: float) -> None:
    before, after = case.run(), run(case, tax_rate=rate)
    for future in FUTURES:
        line = after.found.lines[future]
        written_off = math.fsum(line["depreciation"][t] * line["discount_factor"][t] for t in years(after))
        shield = rate * (written_off - line["capital_spending"][0])
        expected = (1 - rate) * before.found.measures[f"pv_{future}"] + shield
        assert close(after.found.measures[f"pv_{future}"], expected, size(before))


@always
@given(cases(horizon_years=10), st.integers(1, 9))
def test_the_horizon_cuts_off_and_changes_nothing_before(case: Case, horizon: int) -> None:
    long, short = case.run(), run(case, horizon_years=horizon)
    at_the_end = {"in_horizon", "in_last_year", "depreciation", "tax", "net_cash_flow", "present_value", "residual"}
    at_the_end |= {"counted_churn", "counted_prospects_lost"}
    for future in FUTURES:
        for name in MODEL.lines.keys() - at_the_end:
            one, other = long.found.lines[future][name], short.found.lines[future][name]
            assert other[: horizon + 1] == one[: horizon + 1], name


# --- firms of other sizes, in other money ----------------------------------------------------------------------------


def exponent(unit: str, base: str) -> int:
    return dict(UNITS.dimension(unit)).get(base, 0)


def scaled(case: Case, names: Iterable[str], factor: float) -> Values:
    return {name: value * factor if name in set(names) else value for name, value in case.inputs.values.items()}


MONEY_INPUTS = [name for name, driver in value_names().items() if exponent(driver.unit, "money")]
COUNT_INPUTS = [
    name
    for name, driver in value_names().items()
    if UNITS.dimension(driver.unit) in (MONEY, (("customer", 1),), (("account", 1),))
]


def test_inputs_that_are_money_and_inputs_that_count_the_firm() -> None:
    assert {exponent(value_names()[name].unit, "money") for name in MONEY_INPUTS} == {1}
    assert {"revenue_per_customer_today", "front_salary_plan", "capital_outlay_zero"} <= set(MONEY_INPUTS)
    assert not {"customers", "replacement_multiple", "channel_cost_ratio"} & set(MONEY_INPUTS)
    counted = {value_names()[name].name for name in COUNT_INPUTS}
    assert counted == {
        *("customers", "new_customers", "contract_customers", "accounts", "brand_marketing", "improvement_budget"),
        *("service_overhead", "obligations_cost", "parts_stock", "officer_cost", "office_cost", "technology_cost"),
        *("alignment_cost", "capital_outlay", "change_cost"),
    }


def results_by_unit(found: Evaluation) -> dict[str, tuple[str, list[float]]]:
    """Every line, single number and measure with its unit; names are unique per future."""
    units = {name: item.unit for name, item in MODEL.items.items()}
    values: dict[str, tuple[str, list[float]]] = {}
    for future in FUTURES:
        values |= {f"{future} {name}": (units[name], list(line)) for name, line in found.lines[future].items()}
    values |= {name: (units[name], list(line)) for name, line in found.results.items()}
    values |= {name: (units[name], [value]) for name, value in {**found.singles, **found.measures}.items()}
    return values


@always
@given(cases())
def test_doubling_all_money_doubles_money_results_and_leaves_the_others_alone(case: Case) -> None:
    once = results_by_unit(evaluate(MODEL, case.inputs.values, LAST_YEAR))
    twice = results_by_unit(evaluate(MODEL, scaled(case, MONEY_INPUTS, 2), LAST_YEAR))
    for name, (unit, values) in once.items():
        factor = 2 if exponent(unit, "money") else 1
        # A factor of 2 leaves no rounding, so equal means equal.
        assert np.array_equal(twice[name][1], [factor * value for value in values], equal_nan=True), name


@always
@given(cases(), st.integers(1, 9))
def test_two_parts_of_a_firm_add_up_to_the_whole(case: Case, tenths: int) -> None:
    whole = evaluate(MODEL, case.inputs.values, LAST_YEAR)
    one, other = (
        results_by_unit(evaluate(MODEL, scaled(case, COUNT_INPUTS, share), LAST_YEAR))
        for share in (tenths / 10, 1 - tenths / 10)
    )
    found = results_by_unit(whole)
    scale = max(1.0, *(abs(value) for unit, values in found.values() if unit == "money" for value in values))
    for name, (unit, values) in found.items():
        adds = any(base in ("money", "customer", "account", "contact") for base, _ in UNITS.dimension(unit))
        if unit == "money" or (adds and len(UNITS.dimension(unit)) == 1):
            for value, first, second in zip(values, one[name][1], other[name][1], strict=True):
                assert close(first + second, value, scale), name


@always
@given(cases())
def test_half_a_firm_has_the_same_ratios(case: Case) -> None:
    whole = evaluate(MODEL, case.inputs.values, LAST_YEAR).measures
    half = evaluate(MODEL, scaled(case, COUNT_INPUTS, 0.5), LAST_YEAR).measures
    for name, measure in MODEL.measures.items():
        factor = 0.5 if UNITS.dimension(measure.unit) in (MONEY, (("customer", 1),)) else 1
        assert np.array_equal(half[name], whole[name] * factor, equal_nan=True), name


# --- many scenarios at once ------------------------------------------------------------------------------------------


def stacked(several: list[Case]) -> Values:
    """Cases as one batch: a value per scenario for every input."""
    columns = {name: np.array([case.inputs.values[name] for case in several], dtype=float) for name in value_names()}
    return {name: list(values.T) if name == "ramp_plan" else values for name, values in columns.items()}


def test_a_batch_gives_what_single_runs_give() -> None:
    several = list(seeded_cases(7, 60))
    batch = evaluate_scenarios(MODEL, stacked(several), LAST_YEAR, MODEL.measures, chunk=17)
    singles = [evaluate(MODEL, case.inputs.values, LAST_YEAR) for case in several]
    compared = 0
    for group in ("measures", "excess"):
        for name, values in getattr(batch, group).items():
            expected = [getattr(single, group)[name] for single in singles]
            np.testing.assert_allclose(values, expected, rtol=1e-10, atol=1e-6, equal_nan=True, err_msg=name)
            compared += len(expected)
    outcomes = [*MODEL.measures, *MODEL.requirements]
    assert compared == 60 * len(outcomes)


def test_asking_for_few_measures_gives_the_same_values() -> None:
    values = stacked(list(seeded_cases(8, 20)))
    everything = evaluate_scenarios(MODEL, values, LAST_YEAR, MODEL.measures)
    for name in ("programme_npv", "irr", "service_share_today", "zero_saving_gone_year"):
        alone = evaluate_scenarios(MODEL, values, LAST_YEAR, [name])
        assert len(alone.measures) < len(everything.measures) / 4
        assert np.array_equal(alone.measures[name], everything.measures[name], equal_nan=True)


PARADOX: Values = {
    **{f"extra_loss_{name}": 0 for name in ("silent", "unreached", "mollified", "dissatisfied", "unserved_contact")},
    **{"extra_loss_satisfied": -0.2, "satisfied_share": 1, "mollified_share": 0, "reach_share": 1, "contact_share": 1},
    "retention_offer_share": 0,
}
"""Problems bind customers: then fewer problems mean more churn."""

CONTRADICTIONS: dict[str, Values] = {
    "offers_keep_everyone": {"reach_share": 1, "retention_offer_share": 1, "retention_offer_success": 1},
    "base_churn_below_zero": {"churn": 0.05},
    "served_shares_above_one": {"satisfied_share_plan": 0.8, "mollified_share_plan": 0.3},
    "work_shares_above_one": {"routine_share_zero": 0.9},
    "training_takes_all_hours": {"training_hours_plan": 1350},
    "contracts_above_customers": {"contract_customers": 200_001},
    "churn_above_one_today": {**PARADOX, "churn": 1, "problem_share_today": 1, "root_causes_removed_today": 0.5},
    "churn_above_one_plan": {"churn": 0.95, "reach_share_plan": 0.1},
    "churn_below_zero_plan": {**PARADOX, "churn": 0.01, "problem_share_today": 0, "problem_share_plan": 1},
    "churn_below_zero_zero": {**PARADOX, "churn": 0.01, "problem_share_today": 0, "problem_share_zero": 1},
    "all_prospects_lost": {
        **{"hold_base": 1, "reach_share_today": 1, "reach_share_zero": 0},
        **{"prospect_contact_share": 1, "prospect_loss_unserved": 1},
    },
    "no_customers_for_residual": {"residual_value": 1, "customers": 0, "contract_customers": 0, "new_customers": 0},
    "discount_rate_below_growth": {"residual_value": 1, "discount_rate": -0.2},
}


def test_every_requirement_can_be_broken() -> None:
    assert set(MODEL.requirements) == set(CONTRADICTIONS)


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_refused_by_name(name: str) -> None:
    case = Case.from_values(CONTRADICTIONS[name], example=True)
    found = evaluate(MODEL, case.inputs.values, LAST_YEAR)
    text, strict = MODEL.requirements[name].text, MODEL.requirements[name].strict
    excess, names = found.excess[name], [driver.name for driver in MODEL.requirements[name].drivers]
    assert excess >= 0 if strict else excess > TOLERANCE
    with pytest.raises(InputError) as caught:
        case.run()
    (problem,) = [problem for problem in caught.value.problems if problem.message.startswith(text)]
    assert any(driver in problem.remedy for driver in names)
    assert "(by " in problem.message


def test_scenarios_are_refused_one_by_one() -> None:
    churn, reach = (axis.ravel() for axis in np.meshgrid(np.linspace(0.01, 1, 12), [0, 0.3, 0.6, 0.89, 1]))
    values: Values = {**Case.example().inputs.values, "churn": churn, "reach_share_plan": reach}
    found = evaluate_scenarios(MODEL, values, LAST_YEAR, ["programme_npv"])
    refused = np.zeros(len(churn), dtype=bool)
    for name, excess in found.excess.items():
        refused |= (excess >= 0) if MODEL.requirements[name].strict else (excess > TOLERANCE)
    assert 0 < refused.sum() < len(refused)
    for scenario, is_refused in enumerate(refused):
        case = Case.from_values(
            {"churn": churn[scenario].item(), "reach_share": {"plan": reach[scenario].item()}}, True
        )
        if is_refused:
            with pytest.raises(InputError):
                case.run()
        else:
            value = case.run().found.measures["programme_npv"]
            assert found.measures["programme_npv"][scenario] == pytest.approx(value, rel=1e-12)


def test_random_cases_try_what_they_should() -> None:
    several = list(seeded_cases(1, 60))
    values = [case.inputs.values for case in several]
    assert {value["horizon_years"] for value in values} == set(range(1, LAST_YEAR + 1))
    for switch in ("hold_base", "mid_year", "residual_value"):
        assert {value[switch] for value in values} == {0, 1}
    for name, holds in {
        "no tax": lambda value: value["tax_rate"] == 0,
        "tax": lambda value: value["tax_rate"] > 0,
        "fractional depreciation": lambda value: value["depreciation_years"] % 1 > 0,
        "negative margin": lambda value: value["gross_margin_today"] < 0,
        "accounts": lambda value: value["accounts"] > 100,
        "no contracts": lambda value: value["contract_customers"] == 0,
        "part of the effect": lambda value: value["realisation_share"] < 1,
        "some service in zero": lambda value: 0 < value["reach_share_zero"] < 1,
        "hours stay on the payroll": lambda value: value["cashable_share_plan"] < 1,
        "redundancy in plan": lambda value: value["redundant_share_plan"] > 0,
        "quit offers": lambda value: value["quit_offer_acceptance_plan"] > 0,
        "causes removed today": lambda value: value["root_causes_removed_today"] > 0,
        "a ramp that falls": lambda value: list(value["ramp_plan"]) != sorted(value["ramp_plan"]),
        "negative rate": lambda value: value["discount_rate"] < 0,
    }.items():
        assert sum(map(holds, values)) >= 1, name
    assert all(given_values(case).keys() < case.inputs.values.keys() for case in several)
