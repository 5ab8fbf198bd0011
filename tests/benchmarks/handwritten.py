"""The lines behind programme_npv and service_value, written out by hand in numpy: what the engine is measured against.

Straightforward numpy, as an analyst would write it for this one question: a loop over futures and years, drivers that
were not drawn stay plain floats, switches are tested with ``if``, and only what these two results need is reckoned.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

Values = Mapping[str, Any]

UNRAMPED = frozenset(
    {
        "improvement_budget",
        "quit_offer_acceptance",
        "quit_offer_amount",
        "training_per_fte",
        "training_hours",
        "service_bonus_share",
        "officer_cost",
        "office_cost",
        "technology_cost",
        "alignment_cost",
        "capital_outlay",
        "change_cost",
        "redundant_share",
        "severance_months",
    }
)


def whole(values: Values, years: int) -> tuple[Any, Any]:
    """Return programme_npv and service_value, all scenarios at once."""
    own = {future: SimpleNamespace(**drivers_of(values, future)) for future in ("today", "plan", "zero")}
    now = own["today"]
    calibrated = calibrate(now)
    ramp = [step * values["realisation_share"] for step in values["ramp_plan"][:years]]
    base = Future(now, now, calibrated)
    plan = Future(now, own["plan"], calibrated)
    zero = Future(now, own["zero"], calibrated)
    for t in range(1, years + 1):
        today_t = base.year(t, now, None)
        plan.year(t, drivers_in(now, own["plan"], ramp[t - 1]), today_t)
        zero.year(t, own["zero"], today_t)
    return plan.present_value - base.present_value, base.present_value - zero.present_value


def chunked(values: Values, years: int, chunk: int = 2048) -> tuple[Any, Any]:
    """Return the same, in chunks of scenarios that fit the processor's cache."""
    count = max(len(value) for value in values.values() if isinstance(value, np.ndarray))
    parts = []
    for start in range(0, count, chunk):
        pieces: dict[int, Any] = {}  # drivers that are one array stay one array
        part = {
            name: pieces.setdefault(id(value), value[start : start + chunk]) if isinstance(value, np.ndarray) else value
            for name, value in values.items()
        }
        parts.append(whole(part, years))
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def drivers_of(values: Values, future: str) -> dict[str, Any]:
    """Return a future's drivers under their plain names."""
    per_future = {name.removesuffix("_today") for name in values if name.endswith("_today")}
    suffixed = {f"{name}_{each}" for name in per_future for each in ("today", "plan", "zero")}
    general = {name: value for name, value in values.items() if name not in suffixed}
    return general | {name: values[f"{name}_{future}"] for name in per_future}


def drivers_in(now: SimpleNamespace, own: SimpleNamespace, effect: Any) -> SimpleNamespace:
    """Return the drivers of a year in which ``effect`` of the way from today to the future's own values is gone."""
    drivers = dict(vars(own))
    for name, then in vars(own).items():
        before = getattr(now, name)
        if name in UNRAMPED or then is before or (isinstance(then, float) and then == before):
            continue
        drivers[name] = before + (then - before) * effect
    return SimpleNamespace(**drivers)


def extra_loss(d: SimpleNamespace) -> Any:
    unsolved = 1 - d.satisfied_share - d.mollified_share
    served = (
        d.satisfied_share * d.extra_loss_satisfied
        + d.mollified_share * d.extra_loss_mollified
        + unsolved * d.extra_loss_dissatisfied
    )
    contacted = (1 - d.reach_share) * d.extra_loss_unreached + d.reach_share * served
    return (1 - d.contact_share) * d.extra_loss_silent + d.contact_share * contacted


def service_churn(d: SimpleNamespace, problem_rate: Any) -> Any:
    return problem_rate * extra_loss(d) + d.contacting_share * (1 - d.reach_share) * d.extra_loss_unserved_contact


def unhappy(d: SimpleNamespace, problem_rate: Any) -> Any:
    unsolved = 1 - d.satisfied_share - d.mollified_share
    return problem_rate * ((1 - d.contact_share) + d.contact_share * ((1 - d.reach_share) + d.reach_share * unsolved))


def saved_share(d: SimpleNamespace) -> Any:
    return d.reach_share * d.retention_offer_share * d.retention_offer_success


def work(d: SimpleNamespace, average: Any, contacts_served: Any, technical: Any) -> tuple[Any, Any]:
    """Return the FTE of front and back office."""
    routine_minutes = d.routine_share * d.routine_minutes
    front_minutes = (
        routine_minutes * (1 - d.routine_by_specialists_share) * (1 - d.outsourced_share)
        + (d.specialist_share + technical) * d.intake_minutes
        + d.offer_share * d.offer_minutes
    )
    back_minutes = (
        routine_minutes * d.routine_by_specialists_share
        + d.specialist_share * d.specialist_minutes
        + technical * d.technical_minutes
    )
    aftersales = average * (d.aftersales_calls_per_customer * d.aftersales_minutes)
    minutes_per_fte = (d.productive_hours - d.training_hours) * d.occupancy * 60
    return (
        (contacts_served * front_minutes + aftersales) / minutes_per_fte,
        contacts_served * back_minutes / minutes_per_fte,
    )


def calibrate(now: SimpleNamespace) -> SimpleNamespace:
    """Return what is derived from today's figures once: base churn, today's unhappy share, today's payroll."""
    problems = now.customers * now.problem_share
    offered = now.customers * now.contacts_per_customer + problems * now.contact_share * now.contacts_per_problem
    technical = 1 - now.routine_share - now.specialist_share
    front, back = work(now, now.customers, offered * now.reach_share, technical)
    return SimpleNamespace(
        base_churn=now.churn / (1 - saved_share(now)) - service_churn(now, now.problem_share),
        unhappy=unhappy(now, now.problem_share),
        payroll=front * now.front_salary + back * now.back_salary,
    )


class Future:
    """One future on its way through the years."""

    def __init__(self, now: SimpleNamespace, own: SimpleNamespace, calibrated: SimpleNamespace) -> None:
        self.now, self.calibrated = now, calibrated
        self.remaining_causes: Any = 1.0
        self.customers, self.contracts = now.customers, now.contract_customers
        self.accounts, self.parts_stock = now.accounts, now.parts_stock
        severance = own.redundant_share * own.severance_months / 12 * calibrated.payroll * (1 + own.on_cost)
        one_off = own.change_cost + severance
        self.present_value = -own.capital_outlay - one_off + own.tax_rate * one_off

    def year(self, t: int, d: SimpleNamespace, today: SimpleNamespace | None) -> SimpleNamespace:
        """Reckon a year and add it to the present value; ``today`` is the same year of today (None: this is it)."""
        now, calibrated = self.now, self.calibrated
        prices, wages = (1 + d.price_growth) ** (t - 1), (1 + d.wage_growth) ** (t - 1)
        costs = (1 + d.cost_inflation) ** (t - 1)

        # Churn and customers
        self.remaining_causes = self.remaining_causes * (1 - d.root_causes_removed)
        problem_rate = d.problem_share * self.remaining_causes
        saved = saved_share(d)
        gross_churn = calibrated.base_churn + service_churn(d, problem_rate)
        churn_rate = np.minimum(1, gross_churn * (1 - saved))
        more_unhappy = unhappy(d, problem_rate) - calibrated.unhappy
        opening = self.customers
        lost = opening * churn_rate
        saved_customers = opening * gross_churn * saved
        happy = 1 - problem_rate + problem_rate * d.contact_share * d.reach_share * d.satisfied_share
        referred = opening * happy * d.referral_rate
        deterred = opening * (d.people_told * d.deterred_share) * more_unhappy
        prospects_lost = d.prospect_contact_share * d.prospect_loss_unserved * (now.reach_share - d.reach_share)
        dearer: Any = 1.0
        if d.hold_base:
            effort = np.maximum(0, lost - referred + deterred) / (1 - prospects_lost)
            bought = np.maximum(0, lost - referred)
            if now.new_customers and d.acquisition_elasticity:
                dearer = (effort / now.new_customers) ** d.acquisition_elasticity
        else:
            effort = d.new_customers
            bought = np.maximum(0, effort * (1 - prospects_lost) - deterred)
        closing = opening - lost + bought + referred
        average = (opening + closing) / 2
        self.customers = closing

        # Contacts and work
        problems = average * problem_rate
        offered = average * d.contacts_per_customer + problems * d.contact_share * d.contacts_per_problem
        served = offered * d.reach_share
        technical = 1 - d.routine_share - d.specialist_share
        front, back = work(d, average, served, technical)
        paid_front, paid_back = front, back
        if today is not None:
            paid_front = front + (1 - d.cashable_share) * np.maximum(0, today.front - front)
            paid_back = back + (1 - d.cashable_share) * np.maximum(0, today.back - back)
        paid = paid_front + paid_back
        payroll = (paid_front * d.front_salary + paid_back * d.back_salary) * wages
        visits = served * (technical * d.visit_share) / d.first_time_fix / (1 - d.unnecessary_visit_share)

        # Sales through service
        extra_orders = (
            average
            * (d.contacts_per_customer * d.order_share * d.order_loss_unserved)
            * (d.reach_share - now.reach_share)
        )
        aftersales = average * (d.aftersales_calls_per_customer * d.aftersales_conversion)
        sales = (served * d.offer_share + visits * d.visit_offer_share) * d.offer_conversion + aftersales
        second_chance = problems * d.contact_share * d.reach_share * d.satisfied_share * d.second_chance_conversion
        contracts = self.contracts
        kept = contracts * (1 - churn_rate) * (1 - d.contract_churn)
        self.contracts = np.minimum(closing, kept + np.maximum(0, average - contracts) * d.contract_attach)

        # Accounts
        loss = d.tandem_share * d.account_loss_tandem + (1 - d.tandem_share) * d.account_loss_csm
        growth = d.tandem_share * d.account_growth_tandem + (1 - d.tandem_share) * d.account_growth_csm
        accounts = self.accounts
        self.accounts = accounts * (1 - loss + growth)
        average_accounts = (accounts + self.accounts) / 2
        tandem = (
            d.account_manager_fte * d.account_manager_salary
            + d.operations_lead_fte * d.operations_lead_salary
            + d.coordination_hours * (d.account_manager_salary + d.operations_lead_salary) / 2 / d.productive_hours
        )
        csm = d.csm_fte * d.csm_salary * (1 + d.csm_cover_share)

        # Money in
        revenue = d.revenue_per_customer * prices
        money_in = (
            average * (revenue * d.gross_margin) * (1 - d.spend_drop_unhappy * more_unhappy)
            - bought * (d.welcome_discount * revenue)
            + extra_orders * (d.order_contribution * prices)
            + sales * (1 - d.cannibalised_share) * d.sale_contribution * prices
            + sales
            * d.cannibalised_share
            * np.minimum(d.cost_per_sale_known * costs, np.maximum(0, d.sale_contribution * prices))
            + second_chance * d.sale_contribution * prices
            + (contracts + self.contracts) * (d.contract_fee * d.contract_margin * prices / 2)
            + visits * (d.visit_fee * prices)
            + average_accounts * d.contribution_per_account * prices
            + d.stock_release_share * (self.parts_stock - d.parts_stock) * costs
        )
        self.parts_stock = d.parts_stock

        # Money out
        leavers = paid * d.staff_turnover
        retention_offers = saved_customers * (d.retention_offer_cost * costs)
        selling = (sales + second_chance) * (d.cost_per_sale_sales / d.channel_cost_ratio * costs)
        staff = payroll * (1 + d.on_cost)
        outsourcing = served * (
            d.routine_share * (1 - d.routine_by_specialists_share) * d.outsourced_share * d.outsourcing_price * costs
        )
        visiting = visits * (d.visit_cost * costs)
        returns = average * (d.returns_per_customer * d.cost_per_return * costs)
        turnover = payroll * d.staff_turnover * ((1 + d.quit_offer_acceptance) * d.replacement_multiple)
        training = paid * (d.training_per_fte * wages)
        money_out = (
            effort * d.acquisition_cost * dearer * costs
            + d.brand_marketing * costs
            + retention_offers
            + selling
            + staff
            + payroll * (d.service_bonus_share * (1 + d.on_cost))
            + outsourcing
            + (d.service_overhead + d.obligations_cost + d.improvement_budget + d.technology_cost) * costs
            + (offered - served) * (d.spillover_share * d.spillover_cost_per_contact * costs)
            + problems * (d.failure_cost_per_problem * costs)
            + visiting
            + d.parts_stock * d.holding_cost_share * costs
            + returns
            + turnover
            + leavers * (d.quit_offer_acceptance * d.quit_offer_amount * wages)
            + training
            + average_accounts * (d.tandem_share * tandem + (1 - d.tandem_share) * csm) * (1 + d.on_cost) * wages
            + (d.officer_cost + d.office_cost + d.alignment_cost) * wages
        )

        # Cash and value
        result = money_in - money_out
        open_years = d.depreciation_years - t + 1
        written_off = max(0, open_years) if t == d.horizon_years else max(0, min(1, open_years))
        tax = d.tax_rate * (result - written_off * d.capital_outlay / d.depreciation_years)
        self.present_value = self.present_value + (result - tax) * (1 + d.discount_rate) ** -(t - d.mid_year / 2)
        this = SimpleNamespace(front=front, back=back)
        if d.residual_value and t == d.horizon_years:
            if today is None:
                service = retention_offers + selling + staff + outsourcing + visiting + returns + turnover + training
                this.margin = now.revenue_per_customer * now.gross_margin * prices - service / average
                this.staying = 1 - churn_rate
            unit = this if today is None else today
            worth = unit.margin * unit.staying / (1 + d.discount_rate - unit.staying)
            self.present_value = self.present_value + (1 - d.tax_rate) * closing * worth / (1 + d.discount_rate) ** t
        return this
