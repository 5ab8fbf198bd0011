"""From money in and money out to cash flow, tax, present value and residual value."""

from ..engine.expr import YEAR
from ..engine.functions import both, equal, maximum, minimum, safe_div, sum_of, where
from .accounts import account_contribution, account_service_cost
from .customers import (
    acquisition_spending,
    average_customers,
    brand_marketing_cost,
    churn_rate,
    closing_customers,
    main_contribution,
    retention_offers_cost,
)
from .declare import HALF, line, money_out, today
from .drivers import (
    capital_outlay,
    depreciation_years,
    discount_rate,
    gross_margin,
    horizon_years,
    mid_year,
    residual_value,
    revenue_per_customer,
    tax_rate,
)
from .indices import in_horizon, in_last_year, price_index
from .operations import (
    failure_cost,
    outsourcing_cost,
    overhead_cost,
    parts_cost,
    remaining_obligations,
    return_cost,
    spillover_cost,
    staff_cost,
    stock_release,
    visits_contribution,
    visits_cost,
)
from .programme import (
    capital_spending,
    change_spending,
    cost_of_alignment,
    cost_of_office,
    cost_of_officer,
    cost_of_technology,
    improvement_cost,
    severance,
)
from .service_sales import (
    contract_contribution,
    orders_contribution,
    sales_contribution,
    second_chance_contribution,
    selling_cost_saved,
    service_selling_cost,
)
from .staff import quit_offers_cost, service_bonus_cost, training_cost, turnover_cost

MONEY_IN = (
    main_contribution,
    orders_contribution,
    sales_contribution,
    selling_cost_saved,
    second_chance_contribution,
    contract_contribution,
    visits_contribution,
    account_contribution,
    stock_release,
)
MONEY_OUT = (
    acquisition_spending,
    brand_marketing_cost,
    retention_offers_cost,
    service_selling_cost,
    staff_cost,
    service_bonus_cost,
    outsourcing_cost,
    overhead_cost,
    remaining_obligations,
    spillover_cost,
    failure_cost,
    improvement_cost,
    visits_cost,
    parts_cost,
    return_cost,
    turnover_cost,
    quit_offers_cost,
    training_cost,
    account_service_cost,
    cost_of_officer,
    cost_of_office,
    cost_of_technology,
    cost_of_alignment,
)
ONE_OFF = (capital_spending, change_spending, severance)

total_money_in = line(
    "money",
    "All money that comes in during the year",
    notes="3.7",
    heading="totals",
    remit="finance",
    rule=sum_of(MONEY_IN),
    intermediate=True,
)
total_money_out = line(
    "money",
    "All money that goes out during the year, tax and one-off outlays apart",
    notes="3.7",
    heading="totals",
    remit="finance",
    rule=sum_of(MONEY_OUT),
    intermediate=True,
)
service_sales_money_in = line(
    "money",
    "Money that comes in during the year under the heading service sales",
    notes="3.7",
    heading="totals",
    remit="service",
    rule=sum_of([item for item in MONEY_IN if item.heading == "service_sales"]),
    intermediate=True,
)
operating_cash_flow = line(
    "money",
    "Money in less money out during the year, before tax; 0 in year 0",
    notes="3.7",
    heading="totals",
    remit="finance",
    rule=total_money_in - total_money_out,
)
undepreciated_years = line(
    "years",
    "Years of depreciation still open at the start of the year",
    notes="3.7",
    heading="tax",
    remit="finance",
    rule=maximum(0, depreciation_years - YEAR + 1),
    intermediate=True,
)
depreciation = line(
    "money",
    "Depreciation of the capital outlay over the year, for tax only; in the last year all that is left",
    notes="3.7",
    heading="tax",
    remit="finance",
    rule=where(
        YEAR < horizon_years,
        minimum(1, undepreciated_years),
        in_last_year * undepreciated_years,
    )
    * capital_outlay
    / depreciation_years,
)
tax = money_out(
    "Tax on the result of the year (negative: set against other profit of the firm); in year 0 on the one-off costs",
    heading="tax",
    remit="finance",
    notes="3.7",
    rule=tax_rate * (operating_cash_flow - depreciation),
    year0=-tax_rate * (change_spending + severance),
)
net_cash_flow = line(
    "money",
    "Cash flow of the year after tax; in year 0 the one-off outlays",
    notes="3.7",
    heading="totals",
    remit="finance",
    rule=in_horizon * (operating_cash_flow - tax),
    year0=-capital_spending - change_spending - severance - tax,
)
discount_factor = line(
    "factor",
    "Value now of one unit of money in the year; 1 in year 0",
    notes="3.7",
    heading="totals",
    remit="finance",
    rule=(1 + discount_rate) ** -(YEAR - HALF * mid_year),
    year0=1,
)
staying_share = line(
    "share",
    "Share of the customers at the start of the year who stay during the year, as service is today",
    notes="3.7",
    heading="residual",
    remit="service",
    rule=1 - today(churn_rate),
    intermediate=True,
)
customer_margin = line(
    "money/customer",
    "Margin per customer in the year, after the cost of service per customer, as service is today",
    notes="3.7",
    heading="residual",
    remit="service",
    rule=revenue_per_customer.today * gross_margin.today * price_index
    - safe_div(
        sum_of(
            (
                today(retention_offers_cost),
                today(service_selling_cost),
                today(staff_cost),
                today(outsourcing_cost),
                today(visits_cost),
                today(return_cost),
                today(turnover_cost),
                today(training_cost),
            )
        ),
        today(average_customers),
    ),
    intermediate=True,
)
residual = line(
    "money",
    "Value at the end of the last year of the customers who are left then, undiscounted and no cash flow; "
    "0 in the other years",
    notes="3.7",
    heading="residual",
    remit="finance",
    rule=where(
        both(equal(residual_value, 1), equal(in_last_year, 1)),
        (1 - tax_rate)
        * closing_customers
        * customer_margin
        * safe_div(staying_share, 1 + discount_rate - staying_share),
        0,
    ),
)
present_value = line(
    "money",
    "Net cash flow of the year, discounted to year 0; in the last year with the residual value where that counts",
    notes="3.7",
    heading="totals",
    remit="finance",
    rule=net_cash_flow * discount_factor + residual / (1 + discount_rate) ** YEAR,
    year0=net_cash_flow,
)
