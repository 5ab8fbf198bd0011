"""Problems, churn and the customer base: stays longer, buys more, recommends."""

from ..engine.expr import Single, now, prev
from ..engine.functions import both, equal, maximum, minimum, safe_div, where
from .declare import HALF, line, money_in, money_out
from .drivers import (
    acquisition_cost,
    acquisition_elasticity,
    brand_marketing,
    churn,
    contact_share,
    contacting_share,
    customers,
    deterred_share,
    extra_loss_dissatisfied,
    extra_loss_mollified,
    extra_loss_satisfied,
    extra_loss_silent,
    extra_loss_unreached,
    extra_loss_unserved_contact,
    gross_margin,
    hold_base,
    mollified_share,
    new_customers,
    people_told,
    problem_share,
    prospect_contact_share,
    prospect_loss_unserved,
    reach_share,
    referral_rate,
    retention_offer_cost,
    retention_offer_share,
    retention_offer_success,
    revenue_per_customer,
    root_causes_removed,
    satisfied_share,
    spend_drop_unhappy,
    welcome_discount,
)
from .indices import cost_index, in_horizon, price_index

remaining_causes = line(
    "share",
    "Share of the causes of problems that is still there in the year, after the removals of that year and before",
    notes="3.1",
    heading="retention",
    remit="operations_and_logistics",
    rule=prev("remaining_causes", first=1) * (1 - root_causes_removed),
    intermediate=True,
)
problem_rate = line(
    "share/year",
    "Share of customers who meet a serious problem during the year",
    notes="3.1",
    heading="retention",
    remit="operations_and_logistics",
    rule=problem_share * remaining_causes,
    now=problem_share,
)
saved_share = line(
    "share",
    "Share of the customers about to leave during the year whom a retention offer keeps",
    notes="2",
    heading="retention",
    remit="service",
    rule=reach_share * retention_offer_share * retention_offer_success,
    intermediate=True,
)
extra_loss = line(
    "share",
    "Average extra probability of leaving during the year of a customer with a serious problem",
    notes="2",
    heading="retention",
    remit="service",
    rule=(1 - contact_share) * extra_loss_silent
    + contact_share
    * (
        (1 - reach_share) * extra_loss_unreached
        + reach_share
        * (
            satisfied_share * extra_loss_satisfied
            + mollified_share * extra_loss_mollified
            + (1 - satisfied_share - mollified_share) * extra_loss_dissatisfied
        )
    ),
    intermediate=True,
)
service_churn = line(
    "share/year",
    "Churn during the year through problems and through other contacts that are not served",
    notes="2",
    heading="retention",
    remit="service",
    rule=problem_rate * extra_loss + contacting_share * (1 - reach_share) * extra_loss_unserved_contact,
    intermediate=True,
)
base_churn = Single(
    "share/year",
    "Churn that would exist without any problem or missed contact; one number for all years, derived from today's "
    "figures",
    notes="2",
    rule=safe_div(churn, 1 - now(saved_share)) - now(service_churn),
)
gross_churn = line(
    "share/year",
    "Churn during the year before a retention offer keeps anyone",
    notes="3.1",
    heading="retention",
    remit="service",
    rule=base_churn + service_churn,
    intermediate=True,
)
uncapped_churn = line(
    "share/year",
    "Churn during the year after retention offers, not yet capped at 1",
    notes="3.1",
    heading="retention",
    remit="service",
    rule=gross_churn * (1 - saved_share),
    intermediate=True,
)
churn_rate = line(
    "share/year",
    "Share of the customers at the start of the year who leave during the year, capped at 1",
    notes="3.1",
    heading="retention",
    remit="service",
    rule=minimum(1, uncapped_churn),
)
unhappy_share = line(
    "share/year",
    "Share of customers whom a problem leaves unhappy during the year",
    notes="2",
    heading="retention",
    remit="service",
    rule=problem_rate
    * (
        (1 - contact_share)
        + contact_share * (1 - reach_share)
        + contact_share * reach_share * (1 - satisfied_share - mollified_share)
    ),
    intermediate=True,
)
more_unhappy = line(
    "share/year",
    "Share of customers left unhappy during the year, less the same share of today",
    notes="2",
    heading="retention",
    remit="service",
    rule=unhappy_share - now(unhappy_share),
    intermediate=True,
)
counted_churn = line(
    "share/year",
    "Churn during the year, not yet capped at 1, in the years of the horizon; 0 after it",
    notes="3.1",
    heading="retention",
    remit="service",
    rule=in_horizon * uncapped_churn,
    year0=0,
    intermediate=True,
)
opening_customers = line(
    "customers",
    "Customers at the start of the year",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=prev("closing_customers", first=customers),
)
lost_customers = line(
    "customers",
    "Customers who leave during the year",
    notes="3.2",
    heading="retention",
    remit="service",
    rule=opening_customers * churn_rate,
)
saved_customers = line(
    "customers",
    "Customers about to leave during the year whom a retention offer keeps",
    notes="3.2",
    heading="retention",
    remit="service",
    rule=opening_customers * gross_churn * saved_share,
)
referred_customers = line(
    "customers",
    "New customers whom happy customers bring in during the year",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=opening_customers
    * (1 - problem_rate + problem_rate * contact_share * reach_share * satisfied_share)
    * referral_rate,
)
deterred_customers = line(
    "customers",
    "New customers kept away during the year by what unhappy customers tell, beyond today's number "
    "(negative: fewer than today)",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=opening_customers * people_told * deterred_share * more_unhappy,
)
prospects_lost = line(
    "share",
    "Share of the customers to be won who drop out during the year because reach is worse than today "
    "(negative: fewer drop out than today)",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=prospect_contact_share * prospect_loss_unserved * (reach_share.today - reach_share),
    intermediate=True,
)
counted_prospects_lost = line(
    "share",
    "Share of the prospects who drop out, in the years of the horizon; 0 after it",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=in_horizon * prospects_lost,
    year0=0,
    intermediate=True,
)
acquisition_effort = line(
    "customers",
    "Acquisition that is paid for during the year, as a number of customers",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=where(
        equal(hold_base, 1),
        safe_div(maximum(0, lost_customers - referred_customers + deterred_customers), 1 - prospects_lost),
        new_customers,
    ),
)
bought_customers = line(
    "customers",
    "Customers whom marketing and sales really win during the year",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=where(
        equal(hold_base, 1),
        maximum(0, lost_customers - referred_customers),
        maximum(0, acquisition_effort * (1 - prospects_lost) - deterred_customers),
    ),
)
# Excel knows no 0^0, so an elasticity of 0 is named apart.
dearer = line(
    "factor",
    "Factor by which the acquisition cost per customer in the year differs from today's because more or fewer "
    "customers are needed",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=where(
        both(equal(hold_base, 1), new_customers.today * acquisition_elasticity > 0),
        safe_div(acquisition_effort, new_customers.today) ** acquisition_elasticity,
        1,
    ),
    intermediate=True,
)
closing_customers = line(
    "customers",
    "Customers at the end of the year",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=opening_customers - lost_customers + bought_customers + referred_customers,
)
average_customers = line(
    "customers",
    "Average customers during the year: the middle of start and end",
    notes="3.2",
    heading="retention",
    remit="marketing_and_sales",
    rule=(opening_customers + closing_customers) * HALF,
    now=customers,
)
problem_customers = line(
    "customers",
    "Customers who meet a serious problem during the year",
    notes="3.3",
    heading="retention",
    remit="service",
    rule=average_customers * problem_rate,
    intermediate=True,
)
main_contribution = money_in(
    "Contribution of the main product during the year, after welcome discounts and after the revenue lost on "
    "unhappy customers",
    heading="retention",
    remit="marketing_and_sales",
    rule=average_customers * revenue_per_customer * price_index * gross_margin * (1 - spend_drop_unhappy * more_unhappy)
    - bought_customers * welcome_discount * revenue_per_customer * price_index,
)
acquisition_spending = money_out(
    "Spending on acquisition during the year",
    heading="retention",
    remit="marketing_and_sales",
    rule=acquisition_effort * acquisition_cost * dearer * cost_index,
)
brand_marketing_cost = money_out(
    "Spending on brand marketing during the year",
    heading="marketing",
    remit="marketing_and_sales",
    rule=brand_marketing * cost_index,
)
retention_offers_cost = money_out(
    "Cost of the retention offers to the customers whom they keep during the year",
    heading="retention",
    remit="service",
    rule=saved_customers * retention_offer_cost * cost_index,
)
