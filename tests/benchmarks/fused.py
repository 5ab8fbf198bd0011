"""The lines behind programme_npv and service_value, fused by hand into one loop that numba compiles.

What an expert would write for this one question: a scenario at a time, all three futures and all years in registers;
drivers that are not drawn are constants that the compiler folds away, only those that a plan changes are interpolated,
indices and discount factors are carried from year to year, and floating-point rules are relaxed (``fastmath``).
The lines are those of ``handwritten.py``.
"""

from __future__ import annotations

import inspect
from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any

import handwritten
import numpy as np
from numba import njit

FUTURES = ("today", "plan", "zero")
SHARED = (handwritten.extra_loss, handwritten.service_churn, handwritten.unhappy, handwritten.saved_share)


def fused(values: Mapping[str, Any], years: int) -> Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return a compiled function of the drawn values, a row each as `drawn_rows` gives them."""
    own = {future: handwritten.drivers_of(values, future) for future in FUTURES}
    rows = {id(value): row for row, value in enumerate(drawn_rows(values))}

    def source(value: Any) -> str:
        return f"x[{rows[id(value)]}, i]" if id(value) in rows else repr(float(value))

    def drivers(future: str) -> str:
        return ", ".join(source(value) for name, value in own[future].items() if name != "ramp_plan")

    def on_the_way() -> str:
        parts = []
        for name, then in own["plan"].items():
            now = own["today"][name]
            still = name in handwritten.UNRAMPED or then is now or (isinstance(then, float) and then == now)
            if name != "ramp_plan":
                before, after = source(now), source(then)
                parts.append(after if still else f"{before} + ({after} - {before}) * effect")
        return ", ".join(parts)

    names = [name for name in own["today"] if name != "ramp_plan"]
    steps = ", ".join(repr(float(step)) for step in values["ramp_plan"][:years])
    text = f"""
def loop(x):
    length = x.shape[1]
    programme, service = np.empty(length), np.empty(length)
    for i in range(length):
        today, plan, zero = D({drivers("today")}), D({drivers("plan")}), D({drivers("zero")})
        base = calibrate(today)
        a, b, c = start(today, today, base), start(today, plan, base), start(today, zero, base)
        price = wage = cost = factor = 1.0
        t = 0
        for step in ({steps},):
            t += 1
            factor /= 1 + today.discount_rate
            effect = step * {source(values["realisation_share"])}
            a, front, back = year(t, today, today, base, a, price, wage, cost, factor, False, 0.0, 0.0)
            b, _, _ = year(t, D({on_the_way()}), today, base, b, price, wage, cost, factor, True, front, back)
            c, _, _ = year(t, zero, today, base, c, price, wage, cost, factor, True, front, back)
            price *= 1 + today.price_growth
            wage *= 1 + today.wage_growth
            cost *= 1 + today.cost_inflation
        programme[i] = b.present_value - a.present_value
        service[i] = a.present_value - c.present_value
    return programme, service
"""
    namespace: dict[str, Any] = {"np": np, "D": namedtuple("D", names), "State": STATE, "Base": BASE}
    for function in (*SHARED, handwritten.work, calibrate, start, year):
        exec(f"from __future__ import annotations\n{inspect.getsource(function)}", namespace)
        namespace[function.__name__] = njit(fastmath=True)(namespace[function.__name__])
    exec(text, namespace)
    compiled: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]] = njit(fastmath=True)(namespace["loop"])
    return compiled


def drawn_rows(values: Mapping[str, Any]) -> list[np.ndarray]:
    """Return the arrays among the values, each once."""
    return list({id(value): value for value in values.values() if isinstance(value, np.ndarray)}.values())


STATE = namedtuple("STATE", "remaining_causes customers contracts accounts parts_stock present_value")
BASE = namedtuple("BASE", "base_churn unhappy payroll")
State, Base = STATE, BASE
extra_loss, service_churn, unhappy, saved_share, work = *SHARED, handwritten.work


def calibrate(now: Any) -> Any:
    problems = now.customers * now.problem_share
    offered = now.customers * now.contacts_per_customer + problems * now.contact_share * now.contacts_per_problem
    technical = 1 - now.routine_share - now.specialist_share
    front, back = work(now, now.customers, offered * now.reach_share, technical)
    return Base(
        now.churn / (1 - saved_share(now)) - service_churn(now, now.problem_share),
        unhappy(now, now.problem_share),
        front * now.front_salary + back * now.back_salary,
    )


def start(now: Any, own: Any, base: Any) -> Any:
    severance = own.redundant_share * own.severance_months / 12 * base.payroll * (1 + own.on_cost)
    one_off = own.change_cost + severance
    present_value = -own.capital_outlay - one_off + own.tax_rate * one_off
    return State(1.0, now.customers, now.contract_customers, now.accounts, now.parts_stock, present_value)


def year(
    t: int,
    d: Any,
    now: Any,
    base: Any,
    state: Any,
    price: float,
    wage: float,
    cost: float,
    factor: float,
    compared: bool,
    today_front: float,
    today_back: float,
) -> Any:
    """Reckon a year in grow mode, with flows at its end and no residual value."""
    remaining_causes = state.remaining_causes * (1 - d.root_causes_removed)
    problem_rate = d.problem_share * remaining_causes
    saved = saved_share(d)
    gross_churn = base.base_churn + service_churn(d, problem_rate)
    churn_rate = min(1.0, gross_churn * (1 - saved))
    more_unhappy = unhappy(d, problem_rate) - base.unhappy
    opening = state.customers
    happy = 1 - problem_rate + problem_rate * d.contact_share * d.reach_share * d.satisfied_share
    referred = opening * happy * d.referral_rate
    deterred = opening * (d.people_told * d.deterred_share) * more_unhappy
    prospects_lost = d.prospect_contact_share * d.prospect_loss_unserved * (now.reach_share - d.reach_share)
    bought = max(0.0, d.new_customers * (1 - prospects_lost) - deterred)
    closing = opening - opening * churn_rate + bought + referred
    average = (opening + closing) / 2

    problems = average * problem_rate
    offered = average * d.contacts_per_customer + problems * d.contact_share * d.contacts_per_problem
    served = offered * d.reach_share
    technical = 1 - d.routine_share - d.specialist_share
    front, back = work(d, average, served, technical)
    paid_front, paid_back = front, back
    if compared:
        paid_front = front + (1 - d.cashable_share) * max(0.0, today_front - front)
        paid_back = back + (1 - d.cashable_share) * max(0.0, today_back - back)
    paid = paid_front + paid_back
    payroll = (paid_front * d.front_salary + paid_back * d.back_salary) * wage
    visits = served * (technical * d.visit_share) / (d.first_time_fix * (1 - d.unnecessary_visit_share))

    extra_orders = average * (d.contacts_per_customer * d.order_share * d.order_loss_unserved)
    extra_orders *= d.reach_share - now.reach_share
    aftersales = average * (d.aftersales_calls_per_customer * d.aftersales_conversion)
    sales = (served * d.offer_share + visits * d.visit_offer_share) * d.offer_conversion + aftersales
    second_chance = problems * d.contact_share * d.reach_share * d.satisfied_share * d.second_chance_conversion
    kept = state.contracts * (1 - churn_rate) * (1 - d.contract_churn)
    contracts = min(closing, kept + max(0.0, average - state.contracts) * d.contract_attach)

    loss = d.tandem_share * d.account_loss_tandem + (1 - d.tandem_share) * d.account_loss_csm
    growth = d.tandem_share * d.account_growth_tandem + (1 - d.tandem_share) * d.account_growth_csm
    accounts = state.accounts * (1 - loss + growth)
    average_accounts = (state.accounts + accounts) / 2
    tandem = d.account_manager_fte * d.account_manager_salary + d.operations_lead_fte * d.operations_lead_salary
    tandem += d.coordination_hours * (d.account_manager_salary + d.operations_lead_salary) / 2 / d.productive_hours
    csm = d.csm_fte * d.csm_salary * (1 + d.csm_cover_share)

    revenue = d.revenue_per_customer * price
    known = min(d.cost_per_sale_known * cost, max(0.0, d.sale_contribution * price))
    money_in = (
        average * (revenue * d.gross_margin) * (1 - d.spend_drop_unhappy * more_unhappy)
        - bought * (d.welcome_discount * revenue)
        + extra_orders * (d.order_contribution * price)
        + sales * ((1 - d.cannibalised_share) * d.sale_contribution * price + d.cannibalised_share * known)
        + second_chance * d.sale_contribution * price
        + (state.contracts + contracts) * (d.contract_fee * d.contract_margin * price / 2)
        + visits * (d.visit_fee * price)
        + average_accounts * d.contribution_per_account * price
        + d.stock_release_share * (state.parts_stock - d.parts_stock) * cost
    )
    money_out = (
        d.new_customers * d.acquisition_cost * cost
        + d.brand_marketing * cost
        + opening * gross_churn * saved * (d.retention_offer_cost * cost)
        + (sales + second_chance) * (d.cost_per_sale_sales / d.channel_cost_ratio * cost)
        + payroll * (1 + d.service_bonus_share) * (1 + d.on_cost)
        + served
        * (d.routine_share * (1 - d.routine_by_specialists_share) * d.outsourced_share * d.outsourcing_price * cost)
        + (d.service_overhead + d.obligations_cost + d.improvement_budget + d.technology_cost) * cost
        + (offered - served) * (d.spillover_share * d.spillover_cost_per_contact * cost)
        + problems * (d.failure_cost_per_problem * cost)
        + visits * (d.visit_cost * cost)
        + d.parts_stock * d.holding_cost_share * cost
        + average * (d.returns_per_customer * d.cost_per_return * cost)
        + payroll * d.staff_turnover * ((1 + d.quit_offer_acceptance) * d.replacement_multiple)
        + paid * d.staff_turnover * (d.quit_offer_acceptance * d.quit_offer_amount * wage)
        + paid * (d.training_per_fte * wage)
        + average_accounts * (d.tandem_share * tandem + (1 - d.tandem_share) * csm) * (1 + d.on_cost) * wage
        + (d.officer_cost + d.office_cost + d.alignment_cost) * wage
    )
    result = money_in - money_out
    open_years = d.depreciation_years - t + 1
    written_off = max(0.0, open_years) if t == d.horizon_years else max(0.0, min(1.0, open_years))
    tax = d.tax_rate * (result - written_off * d.capital_outlay / d.depreciation_years)
    present_value = state.present_value + (result - tax) * factor
    return State(remaining_causes, closing, contracts, accounts, d.parts_stock, present_value), front, back
