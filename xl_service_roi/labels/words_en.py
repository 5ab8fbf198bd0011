"""English sentences of the workbook and the command line."""

WORDS: dict[str, str] = {
    # the workbook
    "title": "The business case for customer service",
    "promise": "Work out what customer service earns, what abolishing it really costs, and so where to draw the line.",
    "sheet_inputs": "Inputs",
    "sheet_today": "Today",
    "sheet_plan": "Plan",
    "sheet_zero": "Zero",
    "sheet_results": "Results",
    "sheet_notes": "Notes",
    "future_today": "Today: service as it is now",
    "future_plan": "Plan: service as the officer will run it",
    "future_zero": "Zero: customer service abolished",
    "results_title": "What customer service is worth, and what the plan adds",
    "notes_title": "Notes: what every line means",
    "head_driver": "Input",
    "head_line": "Line",
    "head_unit": "Unit",
    "head_name": "Name",
    "head_from": "from",
    "head_to": "to",
    "head_source": "Source",
    "head_status": "Status",
    "head_note": "Your own note",
    "head_meaning": "Meaning",
    "head_notes": "Section",
    "head_heading": "Heading",
    "head_remit": "Remit",
    "head_now": "Now",
    "head_own": "As put in",
    "head_programme": "Plan − today",
    "head_service": "Today − zero",
    "head_excess": "Excess",
    "head_broken": "Broken",
    "year": "Year {year}",
    "block_essential": "Fill in first: the {essential} required inputs",
    "block_ramp": "Ramp of the plan",
    "ramp_note": "What takes time: share of the plan's effect in each year",
    "block_effect": "How much of this future's effect is reached",
    "block_drivers": "Inputs of this future, by year",
    "block_money_in": "Money in",
    "block_money_out": "Money out",
    "block_cash": "Cash and value",
    "block_answers": "The four answers: customers who stay, sales through service, staff who stay, service as a whole",
    "block_programme": "The programme: plan less today",
    "block_service": "Customer service as it is: today less zero",
    "block_customers": "Customers who come and go, over the horizon",
    "block_by_heading": "Where the difference comes from, discounted; costs count with a minus",
    "block_by_year": "Year by year",
    "block_requirements": "What the inputs must satisfy together (above 0: refused)",
    "sum_of_headings": "Sum of the headings",
    "headings_agree": "agrees",
    "headings_differ": "DIFFERS from the value above",
    "source_required": "required",
    "source_assumed": "assumed",
    "status_empty": "fill in",
    "status_restore": "empty: fill in",
    "status_no_number": "no number",
    "status_outside": "out of range",
    "allowed": "Allowed: {low} to {high}",
    "inputs_complete": "All inputs can be used.",
    "fill_in": "Fill in {missing} more of the {essential} required inputs; then the result appears.",
    "not_usable": "{wrong} inputs cannot be used: see the column Status of the sheet Inputs.",
    "refused": "The inputs contradict each other: {why}.",
    "irr_not_found": "no internal rate of return was found: use the MIRR",
    "model_version": "Model {version}",
    "note_1": (
        "Fill in the sheet Inputs: the cream cells only. Shares are percentages. Amounts are in one currency of your "
        "own, in prices of year 1."
    ),
    "note_2": (
        "Three futures are reckoned with the same lines: today, the plan, and zero, in which customer service is "
        "abolished. Programme value = plan − today; value of service = today − zero."
    ),
    "note_3": "An empty plan or zero equals today. A required input that is empty is never taken for 0.",
    "note_4": (
        "Zero service is a provocation, meant to start the talk about where to draw the line: fill in what would "
        "really happen in your firm, obligations that remain included."
    ),
    "note_5": (
        "Hold mode keeps the number of customers equal, not the revenue: what better service keeps is no longer bought."
    ),
    "note_6": (
        "Inputs marked assumed are the illustrative firm's, not yours, and no research: replace them where you can. "
        "No source says that service always pays; this workbook says as plainly when it does not."
    ),
    "note_7": (
        "Years after the horizon are grey and count for nothing. Where the cash flow changes its sign more than once "
        "there may be several internal rates of return: use the MIRR."
    ),
    "note_8": (
        "Every input and every result has a name (Formulas, Name Manager); formulas read =F6*(1-churn). Both "
        "acquisition modes, all horizons and the break-even share come with the command service-roi calc."
    ),
    # the terminal
    "your_case": "your case",
    "setting": "{years} years, discount rate {rate}, {mode}",
    "mode_grow": "same acquisition, more customers (grow)",
    "mode_hold": "same number of customers, less acquisition (hold)",
    "zero_by_year": "What zero service does, year by year (net cash flow)",
    "cash_today": "Today",
    "cash_zero": "Zero service",
    "saving_of_zero": "Zero less today",
    "saving_so_far": "The same, cumulative",
    "modes_and_horizons": "Both acquisition modes, and other horizons",
    "over_years": "over {years} years",
    "refused_there": "refused there",
    "assumed_inputs": "{count} inputs were not given and have the value of the illustrative firm",
    "second_look": "Worth a second look",
    "see_above": "see above",
    "in_words": "in words: ",
    "in_excel": "in Excel: ",
    "in_numbers": "in numbers:",
    # explain
    "words_year": "the year",
    "words_prev": "last year's [{label}]",
    "words_today": "today's [{label}]",
    "words_in": "[{label}] of {future}",
}
