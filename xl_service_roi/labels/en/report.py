"""English sentences of the board's report."""

WORDS: dict[str, str] = {
    "button_board_report": "Board's report",
    "report_from_to": "{low} to {high}",
    "report_none": "none",
    "report_and": "{plan}, and {service}.",
    "report_but": "{plan}, but {service}.",
    # the outcome in the title
    "report_verdict_pays": "The plan pays: over {horizon} it brings in {npv} more than it costs",
    "report_verdict_short": "The plan does not pay: over {horizon} it falls {npv} short",
    "report_verdict_even": "The plan breaks even: over {horizon} it brings in what it costs",
    "report_verdict_same": "There is nothing to decide yet: the plan is the same as today",
    # the question
    "report_question": "The question",
    "report_asked": "What does customer service earn, what would abolishing it really cost, and does the plan pay?",
    "report_goal": "Goal",
    "report_term": "To be earned back within",
    "report_budget": "Budget limit",
    "report_culture": "Culture",
    "report_stance": "How the firm sees customer service",
    "report_officer": "The officer",
    "report_review": "Review date",
    "report_no_review": "not settled yet",
    "report_date": "{date:%Y-%m-%d}",
    "report_a_year": "{amount} a year",
    # the answer
    "report_answer": "The answer",
    "report_plan_pays": "The plan pays ({npv} over {horizon})",
    "report_plan_short": "The plan does not pay (−{npv} over {horizon})",
    "report_plan_even": "The plan brings in what it costs",
    "report_plan_same": "The plan is the same as today",
    "report_service_pays": "customer service as it stands is worth {value} more than none at all",
    "report_service_short": (
        "in this calculation abolishing customer service brings in {value} more than keeping it as it is"
    ),
    "report_service_even": "customer service as it stands is worth as much as it costs",
    "report_service_same": "what customer service is worth is not known yet, for zero is the same as today",
    "report_hangs_on": (
        "Whether the plan pays hangs on {labels}: moved on its own, each of these changes the sign of the programme "
        "value."
    ),
    "report_hangs_on_one": (
        "Whether the plan pays hangs on {labels}: moved on its own, that input changes the sign of the programme value."
    ),
    "report_hangs_pays": "Moved on its own, no input keeps the plan from paying, as long as the others are right.",
    "report_hangs_short": "Moved on its own, no input makes the plan pay.",
    "report_hangs_range": "Each was moved to the 10th and the 90th percentile of its range.",
    "report_hangs_percent": "Each was moved {percent} down and up, since no usable ranges were filled in.",
    "report_others": "{count} others",
    "report_hangs_unclear": "What it comes to lies so near 0 that nothing can be said of it.",
    # the figures
    "report_figures": "The figures",
    "report_measure": "Outcome",
    "report_over": "Over {horizon}",
    "report_programme": "The programme: plan less today",
    "report_four_answers": "The four answers",
    "report_variant": "Worked out with",
    # the assumptions
    "report_assumptions": "What it rests on",
    "report_assumed": (
        "{count} of the {total} inputs are assumed: they were left as the template gives them, and no source stands "
        "behind them. Read the outcome accordingly."
    ),
    "report_matter_most": "The inputs that matter most",
    "report_input": "Input",
    "report_value": "Value",
    "report_range": "From – to",
    "report_programme_there": "Programme value there",
    "report_source": "Source",
    "report_own_figure": "as filled in",
    "report_is_assumed": "assumed",
    "report_from_source": "{source}: {grade}",
    "report_source_S1": (
        "S1 is the article on the officer for service that this model builds on; what its figure rests on cannot be "
        "checked."
    ),
    "report_grade_article_claim": "claim of an article",
    "report_by_range": (
        "Each input goes to the 10th and the 90th percentile of its range, while all others stay as they are."
    ),
    "report_no_ranges": "No range was given for any input.",
    "report_ranges_unusable": (
        "The ranges could not be used: the number of those that do not lie around the value of their input is {count}."
    ),
    "report_by_percent": "Each input goes {percent} down and up, while all others stay as they are.",
    "report_ranges_assumed": "These ranges are the illustrative firm's: assumed.",
    "report_some_ranges_assumed": (
        "Of these ranges {own} were filled in; the others are the illustrative firm's: assumed."
    ),
    # what would change the answer
    "report_turning": "What would change the answer",
    "report_break_evens": "Where the programme turns",
    "report_turns": "The programme",
    "report_turns_at": "turns at {values}",
    "report_pays_above": "pays above {value}",
    "report_pays_below": "pays below {value}",
    "report_always_pays": "pays at any value",
    "report_never_pays": "pays at no value",
    "report_never_turns": "turns at no value",
    "report_does_not_matter": "does not depend on it",
    "report_alone": "Each input on its own, within what it may be at all; all others stay as they are.",
    "report_no_warnings": "The checks of what the plan says against what it does found nothing to point out.",
    # who gains and who pays
    "report_budgets": "Who gains and who pays",
    "report_by_director": "The programme by director, over {horizon}, discounted",
    "report_director": "Budget of",
    "report_gains": "Gains",
    "report_pays": "Pays",
    "report_balance": "On balance",
    "report_scorecard": "What the officer is held to: the scorecard with the customer in it, targets from the plan",
    "report_indicator": "Indicator",
    # without service
    "report_without_service": "The experiment: no customer service",
    "report_provocation": (
        "Abolishing customer service is a provocation, meant to lead to the next question: where do you draw the line?"
    ),
    "report_abolishing_costs": "Over {horizon} abolishing costs {amount} on balance.",
    "report_abolishing_even": "Over {horizon} abolishing costs as much as it saves.",
    "report_abolishing_pays": "In this calculation abolishing pays: over {horizon} it brings in {amount} on balance.",
    "report_saving_gone": "In year {year} what it had saved is gone.",
    "report_saving_left": "Within the horizon what it saves is not used up.",
    "report_thousands": "In thousands of euros, year",
    "report_euros": "In euros, year",
    "report_check": "Check first what this depends on, as filled in",
    # where to draw the line
    "report_line": "Where to draw the line",
    "report_levels": (
        "At level 0 there is no service, at 1 as much is spent on it as today, at 2 twice as much. In this "
        "model more money reaches and satisfies more customers, but ever fewer per euro."
    ),
    "report_in_mode": "{mode}: {told}",
    "report_best_is_today": "the firm is worth most at today's level of service.",
    "report_best_is_none": "the firm is worth most without service, {gain} more than at today's level.",
    "report_best_level": "the firm is worth most at level {level}, {gain} more than at today's.",
    "report_next_euro_adds": "The next euro for service brings in {amount} on balance.",
    "report_next_euro_takes": "The next euro for service does not earn itself back: it costs {amount} on balance.",
    "report_no_curve": "For this case there is no curve of levels of service: {why}",
    # afterwards
    "report_afterwards": "After the decision",
    "report_cost_once": "The programme costs once, in year 0",
    "report_cost_a_year": "It costs a year, at most",
    "report_in_year": "{amount}, in year {year}",
    "report_against_budget": "Against the budget limit",
    "report_within_budget": "within the {budget} a year",
    "report_above_budget": "{above} above the {budget} a year",
    "report_against_term": "Against the term",
    "report_within_term": "earned back after {payback}: within {term}",
    "report_after_term": "earned back after {payback}: later than {term}",
    "report_term_beyond_horizon": "not earned back within {horizon}; whether within {term} cannot be seen here",
    "report_never_in_the_red": "never in the red",
    "report_no_payback": "not earned back within {horizon}; {term} was asked",
    # the picture of the headings
    "picture_headings": "'{label}' brings in most, {value}; '{costly}' costs most, {cost}",
    "picture_headings_gains": "Every heading adds something, {total} together",
    "picture_headings_losses": "No heading adds anything; together they cost {total}",
    "picture_headings_none": "No heading changes: the plan is the same as today",
    "picture_headings_of": "Where the programme value comes from: plan less today by heading, discounted",
}
