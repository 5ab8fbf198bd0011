"""What the programme costs: the officer, technology, removing causes, and the one-off outlays."""

from ..engine.expr import Single, now
from .declare import MONTHS_PER_YEAR, money_out, one_off
from .drivers import (
    alignment_cost,
    capital_outlay,
    change_cost,
    improvement_budget,
    office_cost,
    officer_cost,
    on_cost,
    redundant_share,
    severance_months,
    technology_cost,
)
from .indices import cost_index, wage_index
from .operations import payroll

cost_of_officer = money_out(
    "Cost of the officer during the year",
    heading="programme",
    remit="finance",
    rule=officer_cost * wage_index,
)
cost_of_office = money_out(
    "Cost of the officer's staff during the year",
    heading="programme",
    remit="finance",
    rule=office_cost * wage_index,
)
cost_of_technology = money_out(
    "Cost of the programme's technology during the year",
    heading="programme",
    remit="service",
    rule=technology_cost * cost_index,
)
improvement_cost = money_out(
    "Spending during the year on removing the causes of problems",
    heading="programme",
    remit="operations_and_logistics",
    rule=improvement_budget * cost_index,
)
cost_of_alignment = money_out(
    "Cost during the year of keeping sales and service on one course",
    heading="programme",
    remit="marketing_and_sales",
    rule=alignment_cost * wage_index,
)
payroll_now = Single(
    "money",
    "Gross yearly salaries of service as it is now, at the wages of year 1: the base of the severance in year 0",
    notes="2",
    rule=now(payroll),
)
capital_spending = one_off(
    "One-off capital spending in year 0",
    heading="programme",
    remit="finance",
    year0=capital_outlay,
)
change_spending = one_off(
    "One-off cost of the change in year 0",
    heading="programme",
    remit="finance",
    year0=change_cost,
)
severance = one_off(
    "One-off severance of redundant service staff in year 0, on-costs included",
    heading="programme",
    remit="hr",
    year0=redundant_share * severance_months / MONTHS_PER_YEAR * payroll_now * (1 + on_cost),
)
