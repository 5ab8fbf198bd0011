"""English sentences of the results sheet, and of the hidden sheet behind it."""

WORDS: dict[str, str] = {
    "block_charts": "In pictures",
    "block_pictured": "More pictures, on the sheet {sheet}",
    "pictured_curve": "The value of the firm at each level of service",
    "pictured_tornado": "The inputs that move the result most",
    "customers_inflow": "Customers who come",
    "customers_cost_per_customer_won": "Spent on each customer won",
    "customers_outflow": "Customers who go",
    "customers_cost_per_customer_kept": "Spent on each customer kept with an offer",
    "customers_service_share": "Share of the money in through service sales",
    # how to read each measure
    "reading_retention_value": "Customers who stay longer, buy more and recommend: plan less today",
    "reading_service_sales_value": "Sales through service: plan less today",
    "reading_turnover_saving_half": "If replacing a leaver costs half a yearly salary",
    "reading_turnover_saving_one": "If replacing a leaver costs one yearly salary",
    "reading_turnover_saving_two": "If replacing a leaver costs two yearly salaries",
    "reading_service_value": "What goes if customer service goes: today less zero",
    "reading_programme_npv": "What the plan brings in more than today, discounted",
    "reading_pv_plan": "All cash flows of the plan, discounted",
    "reading_pv_costs": "What the programme costs, after tax, discounted",
    "reading_pv_benefits": "What the programme yields, discounted",
    "reading_roi": "Programme value for each euro of its costs",
    "reading_benefit_cost_ratio": "Benefits for each euro of costs: above 1 it pays",
    "reading_irr": "The discount rate at which the programme value is 0",
    "reading_mirr": "The yearly return if what comes in earns the discount rate until the end",
    "reading_payback": "Until what was laid out has come back, not discounted",
    "reading_discounted_payback": "Until what was laid out has come back, discounted",
    "reading_profitability_index": "1 plus the programme value for each euro laid out in year 0",
    "reading_risk_adjusted_npv": "With benefits and costs adjusted for risk",
    "reading_loss_if_nothing_changes": "What is lost if the programme has no effect at all",
    "reading_turnover_saving": "At the replacement cost that this case counts on",
    "reading_programme_npv_without_residual": "Without the value of the customers who are left after the horizon",
    "reading_pv_today": "All cash flows of today, discounted",
    "reading_pv_zero": "All cash flows without customer service, discounted",
    "reading_zero_first_loss_year": "Abolishing then brings in less than today for the first time",
    "reading_zero_saving_gone_year": "By then abolishing has cost more than it had saved",
    "reading_service_value_without_residual": "Without the value of the customers who are left after the horizon",
    "reading_inflow_today": "Won by marketing and sales, or referred by customers",
    "reading_cost_per_customer_won_today": "What marketing and sales spend on each customer they win",
    "reading_outflow_today": "All customers who leave",
    "reading_cost_per_customer_kept_today": "What retention offers cost for each customer they keep",
    "reading_service_share_today": "Of all the money that comes in",
    # checks
    "block_requirements": "Checks: none of these may occur",
    "head_occurs": "Does it occur?",
    "occurs_not": "no ✓",
    "occurs": "YES: change the inputs",
    "checks_in_order": "All checks are in order ✓",
    "checks_headings_differ": (
        "NOT in order: the headings do not add up to the value. A formula was typed over: copy it from a new workbook."
    ),
    # charts
    "chart_contributions": "What the programme value is made of",
    "chart_customers": "Customers at the end of each year",
    "chart_number": "Customers",
    "contribution_rest": "All other lines",
    "seen_cash": (
        "Line chart of the cumulative cash flow of today, the plan and zero service, from year 0 to the horizon. The "
        "figures stand on the sheet {sheet}."
    ),
    "seen_contributions": (
        "Waterfall chart from 0 to the value of the programme: the ten lines that add or cost most, all other lines, "
        "and the total. Every bar has its amount with its sign in its label."
    ),
    "seen_customers": (
        "Line chart of the number of customers today, in the plan and in zero service, from now to the horizon. The "
        "figures stand on the sheets of the three futures."
    ),
    # the hidden sheet
    "workings_why": (
        "This sheet is hidden: here the sentences on the sheet {sheet} are put together, and the figures of its charts."
    ),
    "workings_first": "The first sentence about customer service, and about the plan",
    "workings_figures": "The figures in the sentences, and how they are written",
    "workings_facts": "The facts on which it hangs what is told: 1 and -1 are the sign of an amount, or yes",
    "workings_clauses": "Clauses",
    "workings_sentences": "Sentences, and in which order the ones that are told come",
    "workings_contributions": "What each line adds to the programme value, its size, and its place by size",
    "workings_steps": "The steps of the waterfall: amount, from, to, and the bars on either side of 0",
    "workings_customers": "Customers at the end of each year up to the horizon: today, plan, zero",
}
