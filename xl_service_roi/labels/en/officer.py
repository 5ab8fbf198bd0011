"""English sentences of the sheets of the officer and of the directors."""

WORDS: dict[str, str] = {
    # the officer and the remits
    "officer_title": "CSO or CCO: the remit, and what it comes to",
    "officer_block_choice": "Which officer is this about?",
    "officer_choose": "Choose from the list in the cell below; the text and the remits follow.",
    "officer_none_chosen": "Nothing chosen yet: what follows is about the CSO.",
    "officer_form_cso": "Chief Service Officer (CSO)",
    "officer_form_cco": "Chief Customer Officer (CCO)",
    "officer_form_experience_manager": "Customer experience manager",
    "officer_form_satisfied_customers": "Director of satisfied customers",
    "officer_task_cso": (
        "The Chief Service Officer answers for cost, revenue and profit of all customer-facing activities, beside the "
        "commercial director."
    ),
    "officer_task_cco": (
        "The Chief Customer Officer is the customers' conscience in the firm, with a seat on the board and a mandate "
        "across the silos of departments."
    ),
    "officer_task_experience_manager": (
        "The customer experience manager looks across departments at what customers go through, and has a say there "
        "without a budget of those departments."
    ),
    "officer_task_satisfied_customers": (
        "At a large Dutch web shop the director of satisfied customers owns marketing, service, shops and business "
        "sales."
    ),
    "officer_basis_cso": "Source: Service Magazine, October 2009. The remits below marked * are our reading of it.",
    "officer_basis_cco": (
        "From the articles that this model builds on; their mandate counts as a say here. The remits below marked * "
        "are our reading."
    ),
    "officer_basis_experience_manager": "None of our sources describes this officer: all of it is our reading.",
    "officer_basis_satisfied_customers": (
        "From the articles that this model builds on. The remits below marked * are our reading."
    ),
    "officer_head_this": "This officer",
    "officer_head_basis": "Basis",
    "officer_role_answers": "answers for",
    "officer_role_say": "has a say",
    "officer_role_none": "–",
    "officer_sourced": "source",
    "officer_reading": "our reading",
    "officer_remits_note": (
        "* our reading. Firms divide this in other ways (another article puts service inside marketing): settle it "
        "before the officer starts."
    ),
    "officer_lines_note": (
        "Which line of the case stands in which remit is our choice: the sheet Notes has it, the sheet Directors the "
        "money."
    ),
    # two columns
    "officer_block_columns": "What the cost centre shows, and what it brings in",
    "officer_columns_note": (
        "Customer service as it is, against none at all (today − zero). Costs count with a minus, costs that "
        "abolishing would cause with a plus."
    ),
    "officer_cost_centre": "The cost centre shows",
    "officer_brought_in": "It brings in, or keeps off other budgets",
    "officer_year_1": "Year 1",
    "officer_horizon": "Horizon, discounted",
    "officer_sum_cost_centre": "All that the cost centre shows",
    "officer_sum_brought_in": "All that it brings in",
    "officer_before_tax": "Together, before tax",
    "officer_value": "Service as it is, against none at all",
    "officer_value_note": "Below zero: what abolishing service would save; above zero: what it would cost.",
    "officer_shows_spending": "The cost centre shows {cost} of spending over the horizon;",
    "officer_shows_less": "The cost centre shows {cost} less spending over the horizon than without service;",
    "officer_brings_in": "what its budget does not show is that service brings in {gain}.",
    "officer_takes": "beyond that budget, service takes {gain}.",
    # won and kept
    "officer_block_customers": "Money per customer won and kept",
    "officer_per_won": "Acquisition spending per customer won",
    "officer_per_kept": "Retention offers per customer kept by one",
    "officer_customers_note": (
        "Over the horizon. A dash: there are none (the sheet Results says why). Customers who stay because they were "
        "helped well need no offer and are not among those kept here."
    ),
    "officer_eleven_note": (
        "These are not the “11 times” of the article: that compares selling through the service channel with selling "
        "to unknown customers."
    ),
    # the scorecard
    "officer_block_scorecard": "The scorecard: K for Klant, the customer among the indicators",
    "officer_scorecard_note": (
        "Targets are what the plan counts on. Type the year and the actual figures in the cream cells; the last column "
        "says whether you are on target."
    ),
    "officer_actual_year": "Year of the actual figures",
    "officer_head_indicator": "Indicator",
    "officer_head_better": "Better is",
    "officer_head_target": "Target",
    "officer_head_actual": "Actual",
    "officer_head_state": "On target?",
    "officer_higher": "higher",
    "officer_lower": "lower",
    "officer_on_target": "on target",
    "officer_off_target": "not on target",
    "officer_no_year": "choose the year first",
    "officer_year_allowed": "A whole number from 1 to the last year of the horizon.",
    "officer_number_expected": "A number, as measured in that year: a share as a percentage.",
    "officer_hits": "{hits} of the {measured} targets with an actual figure are met",
    "officer_block_bonus": "What a bonus on these indicators is reckoned from",
    "officer_bonus": "Bonus: payroll × share, before on-costs",
    "officer_bonus_note": (
        "This is the base. How it is divided over indicators and people is for the firm to settle; the case counts it "
        "in full, also where targets are missed."
    ),
    # six outcomes
    "officer_block_outcomes": "Six outcomes that a survey names, and where they are in this case",
    "officer_outcomes_note": (
        "The survey (AberdeenGroup, in one of the articles) compares groups of firms: no figures, and no proof of "
        "cause and effect. So nothing in this case is reckoned from it."
    ),
    "officer_outcome_satisfaction": "Satisfaction",
    "officer_outcome_profitability": "Profitability",
    "officer_outcome_revenue": "Revenue from service",
    "officer_outcome_advantage": "Competitive advantage",
    "officer_outcome_collaboration": "Collaboration",
    "officer_outcome_technology": "Technology",
    "officer_head_counted": "In the case",
    "officer_head_as": "as",
    "officer_in_figures": "in figures",
    "officer_cost_only": "its cost only",
    "officer_qualitative": "qualitative",
    "officer_qualitative_text": "no line: argue it in words",
    "officer_head_today_last": "Today, last year",
    "officer_head_plan_last": "Plan, last year",
    # two captains
    "officer_block_captains": "Two captains: what sales sells and what service sells, in the plan",
    "officer_captains_note": (
        "Two different products and crafts, each with its own steering, on courses that are aligned: the main product "
        "peaks, maintenance and services drip in."
    ),
    "officer_captain_sales": "Sales: the main product, which peaks",
    "officer_captain_service": "Service: maintenance and services, which drip in",
    "officer_captain_overlap": "Where the courses cross",
    "officer_overlap": "Sales that the sales department would have made",
    "officer_overlap_note": (
        "That sales through service overlap with those of the sales department is our addition, no claim of the "
        "article."
    ),
    "officer_chart_captains": "What sales and service sell each year, in numbers",
    "officer_chart_captains_alt": (
        "Column chart with a group of columns for each year of the plan: customers won by marketing and sales, sales "
        "through service, and service contracts at the end of the year. The figures stand in the table above."
    ),
    "officer_chart_numbers": "Number",
    # the directors
    "directors_title": "Who gains and who pays, by director",
    "directors_gains_and_pays": "On balance {gainer} gains most ({gain}) and {payer} pays most ({payment}).",
    "directors_only_gains": "No remit pays on balance; {gainer} gains most ({gain}).",
    "directors_only_pays": "No remit gains on balance; {payer} pays most ({payment}).",
    "directors_nothing_moves": "The plan moves no money in any remit.",
    "directors_across": (
        "What one director's budget pays for shows up in another's: settle beforehand who is held to which line."
    ),
    "directors_note": (
        "What the plan adds to each remit (plan − today), over the horizon, discounted. What it makes worse counts "
        "with a minus."
    ),
    "directors_block_remits": "By remit",
    "directors_gains": "Gains",
    "directors_pays": "Pays",
    "directors_balance": "On balance",
    "directors_sum": "All remits together",
    "directors_residual": "Residual value, in no remit",
    "directors_block_officer": "Of this, in the remit of the officer that was chosen",
    "directors_answers": "Answers for",
    "directors_say": "Has a say in",
    "directors_none": "Neither",
    "directors_roles_note": "Choose the officer on the sheet Officer, which also tells sources from our reading.",
    "directors_block_lines": "Line by line",
    "directors_chart": "Who gains and who pays",
    "directors_chart_money": "Money, in thousands",
    "directors_chart_alt": (
        "Bar chart with two bars for each remit: what the plan gains there, to the right of zero, and what it pays "
        "there, to the left. The figures stand in the table beside it."
    ),
}
