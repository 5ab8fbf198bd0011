"""What is sold through service: orders, offers, the second chance, service contracts."""

from ..engine.expr import prev
from ..engine.functions import maximum, minimum
from .customers import average_customers, churn_rate, closing_customers, problem_customers
from .declare import HALF, line, money_in, money_out
from .drivers import (
    aftersales_calls_per_customer,
    aftersales_conversion,
    cannibalised_share,
    channel_cost_ratio,
    contact_share,
    contacts_per_customer,
    contract_attach,
    contract_churn,
    contract_customers,
    contract_fee,
    contract_margin,
    cost_per_sale_known,
    cost_per_sale_sales,
    offer_conversion,
    offer_share,
    order_contribution,
    order_loss_unserved,
    order_share,
    reach_share,
    sale_contribution,
    satisfied_share,
    second_chance_conversion,
    visit_offer_share,
)
from .indices import cost_index, price_index
from .operations import contacts_served, visits

extra_orders = line(
    "orders",
    "Orders that come in during the year because reach is better than today (negative: that are lost)",
    notes="3.4",
    heading="service_sales",
    remit="service",
    rule=average_customers
    * contacts_per_customer
    * order_share
    * order_loss_unserved
    * (reach_share - reach_share.today),
)
service_sales = line(
    "sales",
    "Sales through service during the year: in contacts, at visits and in after-sales calls",
    notes="3.4",
    heading="service_sales",
    remit="service",
    rule=(contacts_served * offer_share + visits * visit_offer_share) * offer_conversion
    + average_customers * aftersales_calls_per_customer * aftersales_conversion,
)
second_chance_sales = line(
    "sales",
    "Sales during the year to customers whose complaint was put right",
    notes="3.4",
    heading="service_sales",
    remit="service",
    rule=problem_customers * contact_share * reach_share * satisfied_share * second_chance_conversion,
)
opening_contracts = line(
    "contracts",
    "Service contracts at the start of the year",
    notes="3.4",
    heading="service_sales",
    remit="service",
    rule=prev("closing_contracts", first=contract_customers),
    intermediate=True,
)
closing_contracts = line(
    "contracts",
    "Service contracts at the end of the year",
    notes="3.4",
    heading="service_sales",
    remit="service",
    rule=minimum(
        closing_customers,
        opening_contracts * (1 - churn_rate) * (1 - contract_churn)
        + maximum(0, average_customers - opening_contracts) * contract_attach,
    ),
)
orders_contribution = money_in(
    "Contribution during the year of the orders that reach adds to or takes from today's",
    heading="service_sales",
    remit="service",
    rule=extra_orders * order_contribution * price_index,
)
sales_contribution = money_in(
    "Contribution during the year of sales through service that the sales department would not have made",
    heading="service_sales",
    remit="service",
    rule=service_sales * (1 - cannibalised_share) * sale_contribution * price_index,
)
selling_cost_saved = money_in(
    "Selling cost that the sales department saves during the year because service makes the sale",
    heading="service_sales",
    remit="marketing_and_sales",
    rule=service_sales
    * cannibalised_share
    * minimum(cost_per_sale_known * cost_index, maximum(0, sale_contribution * price_index)),
)
second_chance_contribution = money_in(
    "Contribution during the year of sales after a complaint was put right",
    heading="service_sales",
    remit="service",
    rule=second_chance_sales * sale_contribution * price_index,
)
contract_contribution = money_in(
    "Contribution of service contracts during the year, on the average of start and end",
    heading="service_sales",
    remit="service",
    rule=(opening_contracts + closing_contracts) * HALF * contract_fee * contract_margin * price_index,
)
service_selling_cost = money_out(
    "Cost of selling through service during the year, second-chance sales included",
    heading="service_sales",
    remit="service",
    rule=(service_sales + second_chance_sales) * cost_per_sale_sales / channel_cost_ratio * cost_index,
)
