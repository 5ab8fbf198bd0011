"""English sentences in which a case is told."""

WORDS: dict[str, str] = {
    "headline_zero_is_today": (
        "In this case zero is the same as today, so the value of customer service comes to 0: fill in what would "
        "happen without it."
    ),
    "headline_zero_saves_then_costs": (
        "Abolishing customer service saves {first} in year 1{one_off}, but costs {service_value} on balance over "
        "{horizon}."
    ),
    "headline_zero_costs_later": (
        "Abolishing customer service saves nothing in year 1{one_off}, and costs {service_value} on balance over "
        "{horizon}."
    ),
    "headline_zero_costs_at_once": (
        "Abolishing customer service saves nothing, not even at first: it costs {first} in year 1{one_off}, and "
        "{service_value} on balance over {horizon}."
    ),
    "headline_zero_pays": (
        "In this calculation abolishing customer service brings in more than it costs: {service_value} on balance over "
        "{horizon}."
    ),
    "headline_zero_even": (
        "In this calculation abolishing customer service costs as much over {horizon} as it saves: 0 on balance."
    ),
    "headline_zero_pays_until": (
        "In year {loss_year} it brings in less than today for the first time: ask what that means beyond the horizon."
    ),
    "headline_zero_pays_check": (
        "First check the acquisition cost ({acquisition} per customer won) and the obligations that remain "
        "({obligations} a year)."
    ),
    "headline_zero_still_serves": (
        "Mind that in zero {served} of the contacts is still served: then service is not abolished. Enter 0% for "
        "reach in zero."
    ),
    "headline_first_year_saves": "In year 1 it saves {first}{one_off}.",
    "headline_first_year_even": "In year 1 it saves nothing{one_off}.",
    "headline_first_year_costs": "In year 1 it costs {first}{one_off}.",
    "headline_one_off_severance": ", after a one-off {amount} in severance",
    "headline_one_off_cost": ", after one-off costs of {amount}",
    "headline_one_off_gain": ", apart from a one-off saving of {amount}",
    "headline_saving_gone": "In the first year it looks like profit; in year {gone_year} the saving is gone.",
    "headline_saving_gone_later": (
        "The saving first has to make up for the one-off costs, and in year {gone_year} it is gone."
    ),
    "headline_saving_never": "The saving never makes up for the one-off costs.",
    "headline_saving_left_residual": (
        "Within the horizon the saving is not gone; what tips the balance is the value of the customers who are left "
        "after it."
    ),
    "headline_saving_left_discounted": (
        "Added up without discounting, something is left of the saving; what tips the balance is that money counts for "
        "less or more from one year to the next."
    ),
    "headline_plan_is_today": "In this case the plan is the same as today: it costs nothing and adds nothing.",
    "headline_plan_pays": "The plan brings in {npv} more than it costs over {horizon}{with_return}{with_payback}.",
    "headline_roi": ", a return of {roi} on its costs",
    "headline_payback": ", and has earned itself back after {payback}",
    "headline_payback_at_once": ", and is never in the red",
    "headline_payback_none": "Without the residual value the plan does not earn itself back within the horizon.",
    "headline_plan_even": "Over {horizon} the plan brings in exactly what it costs.",
    "headline_plan_shortfall": (
        "The plan does not earn itself back within the horizon of {horizon}: a shortfall of {npv} remains."
    ),
    "headline_plan_shortfall_discounted": (
        "Without discounting the plan has earned itself back after {payback}, but at a discount rate of {rate} it does "
        "not: a shortfall of {npv} remains."
    ),
    "headline_plan_brings_less": "Over {horizon} the plan brings in {npv} less than today on balance.",
    "headline_break_even": (
        "At least {share} of the plan must be realised to break even; this case counts on {realised}."
    ),
    "headline_break_even_always": "However little of the plan is realised, it never costs more than it brings in.",
    "headline_break_even_never": "Even if all of it is realised, the plan does not break even.",
    "headline_turnover_saves": (
        "Replacing costs half to two yearly salaries per leaver: what lower staff turnover saves over {horizon} lies "
        "between {half} and {two}."
    ),
    "headline_turnover_costs": (
        "Replacing costs half to two yearly salaries per leaver: what higher staff turnover costs over {horizon} lies "
        "between {half} and {two}."
    ),
    "headline_turnover_same": "On staff turnover the plan saves nothing.",
    "headline_hold": (
        "This case keeps the number of customers equal, not the revenue: customers who stay no longer have to be won."
    ),
}
