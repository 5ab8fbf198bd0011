"""What the inputs must satisfy together. A case that breaks one of these is refused, with the drivers and by how much.

The rule of each is its excess: above 0 it is broken (where ``strict``, at 0 as well).
"""

from __future__ import annotations

from ..engine.expr import Driver, Expression, Requirement, as_expression, constant, now, own, total
from ..engine.functions import equal, highest, lowest, maximum, where
from .cash_flow import staying_share
from .customers import average_customers, base_churn, counted_churn, counted_prospects_lost, saved_share
from .declare import plan, today, zero
from .drivers import (
    churn,
    contact_share,
    contacting_share,
    contract_customers,
    customers,
    discount_rate,
    extra_loss_dissatisfied,
    extra_loss_mollified,
    extra_loss_satisfied,
    extra_loss_silent,
    extra_loss_unreached,
    extra_loss_unserved_contact,
    hold_base,
    mollified_share,
    problem_share,
    productive_hours,
    prospect_contact_share,
    prospect_loss_unserved,
    reach_share,
    residual_value,
    retention_offer_share,
    retention_offer_success,
    routine_share,
    satisfied_share,
    specialist_share,
    training_hours,
)
from .indices import in_last_year

OFFERS = (reach_share, retention_offer_share, retention_offer_success)
LOSSES = (
    problem_share,
    contact_share,
    reach_share,
    satisfied_share,
    mollified_share,
    extra_loss_silent,
    extra_loss_unreached,
    extra_loss_satisfied,
    extra_loss_mollified,
    extra_loss_dissatisfied,
    contacting_share,
    extra_loss_unserved_contact,
)
KEPT = as_expression(0) - 1
"""An excess that breaks nothing, for a requirement that does not apply."""
ONE_CUSTOMER = constant(1, "customers", "One customer")


def _require(
    unit: str, text: str, excess: Expression, drivers: tuple[Driver, ...], *, strict: bool = False, notes: str = "2"
) -> Requirement:
    return Requirement(unit, text, rule=excess, drivers=drivers, strict=strict, notes=notes)


def _highest_of_futures(rule: Expression, *others: Expression) -> Expression:
    for other in others:
        rule = maximum(rule, other)
    return rule


def _sum_above_one(*shares: Driver) -> Expression:
    first, second = shares
    return _highest_of_futures(*(own(f, first) + own(f, second) for f in ("today", "plan", "zero"))) - 1


offers_keep_everyone = _require(
    "share",
    "Retention offers would keep every customer who is about to leave, so the observed churn cannot be explained",
    now(saved_share) - 1,
    OFFERS,
    strict=True,
)
base_churn_below_zero = _require(
    "share/year",
    "Problems and missed contacts would explain more churn than is observed: base churn is below 0",
    -base_churn,
    (churn, *LOSSES),
)
served_shares_above_one = _require(
    "share",
    "Satisfied and mollified customers together are more than all who are served",
    _sum_above_one(satisfied_share, mollified_share),
    (satisfied_share, mollified_share),
)
work_shares_above_one = _require(
    "share",
    "Routine and specialist work together are more than all work",
    _sum_above_one(routine_share, specialist_share),
    (routine_share, specialist_share),
)
training_takes_all_hours = _require(
    "hours/FTE",
    "Training takes all hours that an employee is present",
    _highest_of_futures(*(own(f, training_hours) for f in ("today", "plan", "zero"))) - productive_hours,
    (training_hours, productive_hours),
    strict=True,
)
contracts_above_customers = _require(
    "customers",
    "There are more customers with a service contract than customers",
    contract_customers - customers,
    (contract_customers, customers),
)
churn_above_one_today = _require(
    "share/year",
    "Churn of today would be above 1 in some year",
    highest(today(counted_churn)) - 1,
    (churn, *LOSSES, *OFFERS[1:]),
    notes="3.1",
)
churn_above_one_plan = _require(
    "share/year",
    "Churn of the plan would be above 1 in some year",
    highest(plan(counted_churn)) - 1,
    (churn, *LOSSES, *OFFERS[1:]),
    notes="3.1",
)
churn_below_zero_plan = _require(
    "share/year",
    "Churn of the plan would be below 0 in some year",
    -lowest(plan(counted_churn)),
    (churn, extra_loss_satisfied, satisfied_share, reach_share),
    notes="3.1",
)
churn_below_zero_zero = _require(
    "share/year",
    "Churn of zero service would be below 0 in some year",
    -lowest(zero(counted_churn)),
    (churn, extra_loss_satisfied, satisfied_share, reach_share),
    notes="3.1",
)
all_prospects_lost = _require(
    "share",
    "All prospects would be lost for want of service, so the base cannot be held",
    where(
        equal(hold_base, 1),
        maximum(highest(plan(counted_prospects_lost)), highest(zero(counted_prospects_lost))) - 1,
        KEPT,
    ),
    (hold_base, prospect_contact_share, prospect_loss_unserved, reach_share),
    strict=True,
    notes="3.2",
)
no_customers_for_residual = _require(
    "customers",
    "No customer of today is left in the last year, so a residual value has no base",
    where(equal(residual_value, 1), -total(today(in_last_year) * today(average_customers)), -ONE_CUSTOMER),
    (residual_value, customers, churn),
    strict=True,
    notes="3.7",
)
discount_rate_below_growth = _require(
    "share/year",
    "Customers would stay forever at this discount rate: the residual value has no end",
    where(equal(residual_value, 1), total(today(in_last_year) * today(staying_share)) - 1 - discount_rate, KEPT),
    (discount_rate, residual_value, churn),
    strict=True,
    notes="3.7",
)
