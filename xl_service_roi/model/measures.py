"""The measures: what the board asks, as differences between the futures.

``programme``: plan less today, what the officer's plan is worth. ``service``: today less zero, what customer service
is worth as it is. Both are sums over the same lines, so their parts by line and heading add up to them exactly.
"""

from __future__ import annotations

from collections.abc import Callable

from ..engine.definition import take_names
from ..engine.expr import (
    YEAR,
    Expression,
    In,
    Line,
    Measure,
    Operand,
    OverYears,
    ResultLine,
    as_expression,
    prev,
    total,
)
from ..engine.functions import both, equal, first_year, highest, last, maximum, minimum, outset, safe_div, sum_of, where
from . import cash_flow
from .cash_flow import (
    MONEY_IN,
    MONEY_OUT,
    ONE_OFF,
    depreciation,
    discount_factor,
    net_cash_flow,
    present_value,
    residual,
    service_sales_money_in,
    tax,
    total_money_in,
)
from .customers import (
    acquisition_spending,
    bought_customers,
    lost_customers,
    referred_customers,
    retention_offers_cost,
    saved_customers,
)
from .declare import HALF, TWO, plan, today, zero
from .drivers import benefit_risk, cost_risk, discount_rate, horizon_years, staff_turnover, tax_rate
from .indices import in_horizon
from .operations import payroll
from .programme import capital_spending

HEADINGS = (
    "retention",
    "service_sales",
    "turnover",
    "operations",
    "field",
    "accounts",
    "marketing",
    "programme",
    "tax",
    "residual",
)
ANSWERS = (
    "retention_value",
    "service_sales_value",
    "turnover_saving_half",
    "turnover_saving_one",
    "turnover_saving_two",
    "service_value",
)
"""What the board asks first: customers who stay, sales through service, staff who stay, service as a whole."""

Future = Callable[[Line], In]
"""``today``, ``plan`` or ``zero``."""

CASH_LINES = (*MONEY_IN, *MONEY_OUT, *ONE_OFF, tax)
take_names(vars(cash_flow).items())  # the differences below are named after the cash lines


def by_year(unit: str, text: str, rule: Expression) -> ResultLine:
    """Declare a line that compares the futures."""
    return ResultLine(unit, text, rule=rule, notes="3.9")


def measure(unit: str, text: str, rule: Expression, exists: Expression | None = None, why_not: str = "") -> Measure:
    """Declare a number for the whole case; where ``exists`` is false there is none, for the reason ``why_not``."""
    return Measure(unit, text, rule=rule, exists=exists, why_not=why_not, notes="3.9")


# Year by year
discount_weight = by_year(
    "factor",
    "Discount factor of the years that count, year 0 included",
    where(YEAR <= horizon_years, today(discount_factor), 0),
)
differential_cash_flow = by_year(
    "money",
    "Net cash flow of the plan less that of today",
    plan(net_cash_flow) - today(net_cash_flow),
)
cumulative_cash_flow = by_year(
    "money",
    "Sum of the plan's differential cash flow so far",
    prev("cumulative_cash_flow", first=0) + differential_cash_flow,
)
payback_crossing = by_year(
    "years",
    "Moment at which the cumulative turns from below 0, in the year in which it does",
    where(
        both(prev("cumulative_cash_flow", first=0) < 0, cumulative_cash_flow >= 0),
        YEAR - safe_div(cumulative_cash_flow, differential_cash_flow),
        0,
    ),
)
discounted_cash_flow = by_year(
    "money",
    "The plan's differential cash flow, discounted",
    differential_cash_flow * discount_weight,
)
cumulative_discounted = by_year(
    "money",
    "Sum of the plan's discounted differential cash flow so far",
    prev("cumulative_discounted", first=0) + discounted_cash_flow,
)
discounted_crossing = by_year(
    "years",
    "Moment at which the discounted cumulative turns from below 0, in the year in which it does",
    where(
        both(prev("cumulative_discounted", first=0) < 0, cumulative_discounted >= 0),
        YEAR - safe_div(cumulative_discounted, discounted_cash_flow),
        0,
    ),
)
positive_flow = by_year(
    "money", "The plan's differential cash flow where it is above 0", maximum(differential_cash_flow, 0)
)
negative_flow = by_year(
    "money", "The plan's differential cash flow where it is below 0", minimum(differential_cash_flow, 0)
)
flow_sign = by_year(
    "-",
    "Sign of the last differential cash flow that is not 0",
    where(
        differential_cash_flow > 0,
        1,
        where(differential_cash_flow < 0, as_expression(0) - 1, prev("flow_sign", first=0)),
    ),
)
sign_change = by_year(
    "-",
    "1 where the differential cash flow changes its sign",
    where(flow_sign * prev("flow_sign", first=0) < 0, 1, 0),
)
programme_cost = by_year(
    "money",
    "What the plan costs more than today after tax: the lines of the heading programme",
    (1 - tax_rate)
    * sum_of(
        [
            plan(line) - today(line)
            for line in CASH_LINES
            if line.heading == "programme" and line is not capital_spending
        ]
    )
    + (plan(capital_spending) - today(capital_spending))
    - tax_rate * (plan(depreciation) - today(depreciation)),
)
zero_differential_cash_flow = by_year(
    "money",
    "Net cash flow of zero service less that of today",
    zero(net_cash_flow) - today(net_cash_flow),
)
zero_cumulative = by_year(
    "money",
    "Sum so far of what zero service saves (below 0: costs)",
    prev("zero_cumulative", first=0) + zero_differential_cash_flow,
)
zero_loses = by_year(
    "-",
    "1 in a year in which zero service brings in less than today",
    where(both(today(in_horizon) > 0, zero_differential_cash_flow < 0), 1, 0),
)
zero_had_saving = by_year(
    "-",
    "1 once zero service has saved something on balance",
    where(zero_cumulative > 0, 1, prev("zero_had_saving", first=0)),
)
zero_saving_gone = by_year(
    "-",
    "1 where what zero service had saved is gone",
    where(both(zero_cumulative < 0, zero_had_saving > 0), 1, 0),
)


# What the plan and service as it is are worth
pv_today = measure("money", "Present value of today's net cash flows", total(today(present_value)))
pv_plan = measure("money", "Present value of the plan's net cash flows", total(plan(present_value)))
pv_zero = measure("money", "Present value of the net cash flows of zero service", total(zero(present_value)))
programme_npv = measure("money", "Value of the programme: plan less today", pv_plan - pv_today)
service_value = measure("money", "Value of customer service: today less zero", pv_today - pv_zero)


def _difference(line: Line, more: str, less: str) -> Expression:
    futures = {"today": today, "plan": plan, "zero": zero}
    of_more, of_less = futures[more](line), futures[less](line)
    return total(discount_weight * (of_more - of_less if line.flow > 0 else of_less - of_more))


def _by_line(more: str, less: str) -> dict[str, Measure]:
    """What each cash line adds to the difference of two futures, discounted; costs count with a minus."""
    return {line.name: measure("money", line.text, _difference(line, more, less)) for line in CASH_LINES}


def _by_heading(lines: dict[str, Measure], of_residual: Expression) -> dict[str, Measure]:
    """The sums of those by heading; the residual value is a heading of its own."""
    sums = {
        heading: sum_of([lines[line.name] for line in CASH_LINES if line.heading == heading])
        for heading in HEADINGS[:-1]
    }
    sums["residual"] = total(of_residual / (1 + discount_rate) ** YEAR)
    return {heading: measure("money", f"Heading {heading}", sums[heading]) for heading in HEADINGS}


PROGRAMME_BY_LINE = _by_line("plan", "today")
PROGRAMME_BY_HEADING = _by_heading(PROGRAMME_BY_LINE, plan(residual) - today(residual))
SERVICE_BY_LINE = _by_line("today", "zero")
SERVICE_BY_HEADING = _by_heading(SERVICE_BY_LINE, today(residual) - zero(residual))

programme_npv_without_residual = measure(
    "money", "Value of the programme without residual value", programme_npv - PROGRAMME_BY_HEADING["residual"]
)
service_value_without_residual = measure(
    "money", "Value of customer service without residual value", service_value - SERVICE_BY_HEADING["residual"]
)
retention_value = measure(
    "money", "Customers who stay longer, buy more and recommend", PROGRAMME_BY_HEADING["retention"]
)
service_sales_value = measure("money", "Sales through service", PROGRAMME_BY_HEADING["service_sales"])
turnover_saving = measure("money", "Saving on staff turnover in the case", PROGRAMME_BY_HEADING["turnover"])


def _rate_effect(salaries: Operand) -> Expression:
    return total(discount_weight * plan(payroll) * (staff_turnover.today - plan(staff_turnover)) * salaries)


turnover_saving_half = measure(
    "money", "What the lower turnover rate saves at half a yearly salary a leaver", _rate_effect(HALF)
)
turnover_saving_one = measure(
    "money", "What the lower turnover rate saves at one yearly salary a leaver", _rate_effect(1)
)
turnover_saving_two = measure(
    "money", "What the lower turnover rate saves at two yearly salaries a leaver", _rate_effect(TWO)
)

# What the programme costs and yields
pv_costs = measure(
    "money", "Present value of what the programme costs, after tax", total(discount_weight * programme_cost)
)
pv_benefits = measure("money", "Present value of what the programme yields", programme_npv + pv_costs)
_NO_COSTS = "the programme costs nothing on balance: its present value of costs is not above 0"
roi = measure("share", "Return on investment", safe_div(programme_npv, pv_costs), pv_costs > 0, _NO_COSTS)
benefit_cost_ratio = measure("ratio", "Benefit-cost ratio", safe_div(pv_benefits, pv_costs), pv_costs > 0, _NO_COSTS)
risk_adjusted_npv = measure(
    "money",
    "Value of the programme after the adjustment for risk",
    pv_benefits * (1 - benefit_risk) - pv_costs * (1 + cost_risk),
)
profitability_index = measure(
    "ratio",
    "1 plus the value of the programme for each euro laid out in year 0",
    1 + safe_div(programme_npv, -outset(differential_cash_flow)),
    outset(differential_cash_flow) < 0,
    "nothing is laid out in year 0",
)
loss_if_nothing_changes = measure("money", "Loss if the programme has no effect at all", -pv_costs)
irr = measure(
    "share/year",
    "Internal rate of return",
    OverYears("irr", differential_cash_flow),
    equal(total(sign_change), 1),
    "the differential cash flow does not change its sign exactly once",
)
mirr = measure(
    "share/year",
    "Modified internal rate of return, with the discount rate for both rates",
    safe_div(
        total(positive_flow * (1 + discount_rate) ** (horizon_years - YEAR)),
        -total(negative_flow / (1 + discount_rate) ** YEAR),
    )
    ** (1 / horizon_years)
    - 1,
    both(total(positive_flow) > 0, total(negative_flow) < 0),
    "the differential cash flow does not have flows of both signs",
)
payback = measure(
    "years",
    "Payback time",
    highest(payback_crossing),
    last(cumulative_cash_flow) >= 0,
    "the outlay is not earned back within the horizon",
)
discounted_payback = measure(
    "years",
    "Discounted payback time",
    highest(discounted_crossing),
    last(cumulative_discounted) >= 0,
    "the outlay is not earned back within the horizon, discounted",
)

# What zero service does, year by year
zero_first_loss_year = measure(
    "year",
    "First year in which zero service brings in less than today",
    first_year(zero_loses),
    total(zero_loses) > 0,
    "zero service brings in at least as much as today in every year",
)
zero_saving_gone_year = measure(
    "year",
    "Year in which the saving of zero service is gone",
    first_year(zero_saving_gone),
    total(zero_saving_gone) > 0,
    "zero service never saves anything on balance, or what it saves is not lost within the horizon",
)


# Customers who come and go, and the money spent on each, over the years of the horizon
def _over_horizon(future: Future, *lines: Line) -> Expression:
    """The sum over years 1 to N of some lines of one future."""
    return total(future(in_horizon) * sum_of([future(line) for line in lines]))


def _ratio(text: str, unit: str, future: Future, above: Line, below: Line, why_not: str) -> Measure:
    denominator = _over_horizon(future, below)
    return measure(unit, text, safe_div(_over_horizon(future, above), denominator), denominator > 0, why_not)


def _inflow(text: str, future: Future) -> Measure:
    return measure("customers", text, _over_horizon(future, bought_customers, referred_customers))


def _outflow(text: str, future: Future) -> Measure:
    return measure("customers", text, _over_horizon(future, lost_customers))


def _per_customer_won(text: str, future: Future) -> Measure:
    why_not = "marketing and sales win no customer"
    return _ratio(text, "money/customer", future, acquisition_spending, bought_customers, why_not)


def _per_customer_kept(text: str, future: Future) -> Measure:
    why_not = "no customer is kept by a retention offer"
    return _ratio(text, "money/customer", future, retention_offers_cost, saved_customers, why_not)


def _service_share(text: str, future: Future) -> Measure:
    return _ratio(text, "share", future, service_sales_money_in, total_money_in, "no money comes in")


inflow = _inflow("Inflow of customers in the plan, bought and referred", plan)
outflow = _outflow("Outflow of customers in the plan", plan)
cost_per_customer_won = _per_customer_won("Acquisition spending per customer won in the plan", plan)
cost_per_customer_kept = _per_customer_kept("Cost of retention offers per customer kept in the plan", plan)
service_share = _service_share("Share of the money in that comes through service sales in the plan", plan)
inflow_today = _inflow("Inflow of customers today, bought and referred", today)
outflow_today = _outflow("Outflow of customers today", today)
cost_per_customer_won_today = _per_customer_won("Acquisition spending per customer won today", today)
cost_per_customer_kept_today = _per_customer_kept("Cost of retention offers per customer kept today", today)
service_share_today = _service_share("Share of the money in that comes through service sales today", today)
