"""Contacts and the work they take, in front office, back office and at the customer; what problems cost."""

from ..engine.expr import prev
from ..engine.functions import maximum, safe_div
from .customers import average_customers, problem_customers
from .declare import MINUTES_PER_HOUR, line, money_in, money_out, today
from .drivers import (
    aftersales_calls_per_customer,
    aftersales_minutes,
    back_salary,
    cashable_share,
    contact_share,
    contacts_per_customer,
    contacts_per_problem,
    cost_per_return,
    failure_cost_per_problem,
    first_time_fix,
    front_salary,
    holding_cost_share,
    intake_minutes,
    obligations_cost,
    occupancy,
    offer_minutes,
    offer_share,
    on_cost,
    outsourced_share,
    outsourcing_price,
    parts_stock,
    productive_hours,
    reach_share,
    returns_per_customer,
    routine_by_specialists_share,
    routine_minutes,
    routine_share,
    service_overhead,
    specialist_minutes,
    specialist_share,
    spillover_cost_per_contact,
    spillover_share,
    stock_release_share,
    technical_minutes,
    training_hours,
    unnecessary_visit_share,
    visit_cost,
    visit_fee,
    visit_share,
)
from .indices import cost_index, price_index, wage_index

contacts_offered = line(
    "contacts",
    "Contacts that customers seek during the year, about problems and about everything else",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=average_customers * contacts_per_customer + problem_customers * contact_share * contacts_per_problem,
)
contacts_served = line(
    "contacts",
    "Contacts that service really handles during the year",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=contacts_offered * reach_share,
)
technical_share = line(
    "share",
    "Share of the contacts of the year that needs technical work",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=1 - routine_share - specialist_share,
    intermediate=True,
)
front_hours = line(
    "hours",
    "Hours of front-office work during the year",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=(
        contacts_served
        * (
            routine_share * (1 - routine_by_specialists_share) * (1 - outsourced_share) * routine_minutes
            + (specialist_share + technical_share) * intake_minutes
            + offer_share * offer_minutes
        )
        + average_customers * aftersales_calls_per_customer * aftersales_minutes
    )
    / MINUTES_PER_HOUR,
    intermediate=True,
)
back_hours = line(
    "hours",
    "Hours of back-office work during the year",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=contacts_served
    * (
        routine_share * routine_by_specialists_share * routine_minutes
        + specialist_share * specialist_minutes
        + technical_share * technical_minutes
    )
    / MINUTES_PER_HOUR,
    intermediate=True,
)
hours_per_fte = line(
    "hours/FTE",
    "Hours per FTE that are left in the year after training and are spent on contacts",
    notes="3.3",
    heading="operations",
    remit="hr",
    rule=(productive_hours - training_hours) * occupancy,
    intermediate=True,
)
front_fte = line(
    "FTE",
    "FTE that the front office's work takes during the year",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=safe_div(front_hours, hours_per_fte),
)
back_fte = line(
    "FTE",
    "FTE that the back office's work takes during the year",
    notes="3.3",
    heading="operations",
    remit="service",
    rule=safe_div(back_hours, hours_per_fte),
)
paid_front_fte = line(
    "FTE",
    "FTE of the front office on the payroll during the year, also where the work takes fewer",
    notes="3.3",
    heading="operations",
    remit="hr",
    rule=front_fte + (1 - cashable_share) * maximum(0, today(front_fte) - front_fte),
    intermediate=True,
)
paid_back_fte = line(
    "FTE",
    "FTE of the back office on the payroll during the year, also where the work takes fewer",
    notes="3.3",
    heading="operations",
    remit="hr",
    rule=back_fte + (1 - cashable_share) * maximum(0, today(back_fte) - back_fte),
    intermediate=True,
)
paid_fte = line(
    "FTE",
    "FTE of service on the payroll during the year",
    notes="3.3",
    heading="operations",
    remit="hr",
    rule=paid_front_fte + paid_back_fte,
)
payroll = line(
    "money",
    "Gross salaries of service during the year, without on-costs",
    notes="3.3",
    heading="operations",
    remit="hr",
    rule=(paid_front_fte * front_salary + paid_back_fte * back_salary) * wage_index,
)
visits = line(
    "visits",
    "Visits during the year, repeated and unnecessary ones included",
    notes="3.3",
    heading="field",
    remit="operations_and_logistics",
    rule=contacts_served * technical_share * visit_share / first_time_fix / (1 - unnecessary_visit_share),
)
visits_contribution = money_in(
    "Fees billed for visits during the year",
    heading="field",
    remit="operations_and_logistics",
    rule=visits * visit_fee * price_index,
)
stock_release = money_in(
    "Cash that a fall of the parts stock releases during the year (negative: cash that a rise takes)",
    heading="field",
    remit="operations_and_logistics",
    rule=stock_release_share * (prev("parts_stock", first=parts_stock.today) - parts_stock) * cost_index,
)
staff_cost = money_out(
    "Cost of service staff during the year, on-costs included",
    heading="operations",
    remit="service",
    rule=payroll * (1 + on_cost),
)
outsourcing_cost = money_out(
    "Cost of routine work that is outsourced during the year",
    heading="operations",
    remit="service",
    rule=contacts_served
    * routine_share
    * (1 - routine_by_specialists_share)
    * outsourced_share
    * outsourcing_price
    * cost_index,
)
overhead_cost = money_out(
    "Systems, housing and management of service during the year",
    heading="operations",
    remit="service",
    rule=service_overhead * cost_index,
)
remaining_obligations = money_out(
    "Cost during the year of legal and warranty obligations that remain without service",
    heading="operations",
    remit="operations_and_logistics",
    rule=obligations_cost * cost_index,
)
spillover_cost = money_out(
    "Cost during the year of unserved contacts that land elsewhere in the firm",
    heading="operations",
    remit="operations_and_logistics",
    rule=(contacts_offered - contacts_served) * spillover_share * spillover_cost_per_contact * cost_index,
)
failure_cost = money_out(
    "Redress, rework and gestures after problems during the year",
    heading="operations",
    remit="operations_and_logistics",
    rule=problem_customers * failure_cost_per_problem * cost_index,
)
visits_cost = money_out(
    "Cost of visits during the year",
    heading="field",
    remit="operations_and_logistics",
    rule=visits * visit_cost * cost_index,
)
parts_cost = money_out(
    "Cost of holding the parts stock during the year, without capital cost",
    heading="field",
    remit="operations_and_logistics",
    rule=parts_stock * holding_cost_share * cost_index,
)
return_cost = money_out(
    "Cost of returns during the year",
    heading="field",
    remit="operations_and_logistics",
    rule=average_customers * returns_per_customer * cost_per_return * cost_index,
)
