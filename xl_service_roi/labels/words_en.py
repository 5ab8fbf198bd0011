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
    "kept_in_upgrade": "Kept when the model was brought up to date, from {former} to {present}",
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
    # the macro workbook
    "button_recalculate": "Recalculate",
    "button_check_inputs": "Check inputs",
    "button_reset_to_defaults": "Reset to defaults",
    "without_python": (
        "The buttons and the functions sroi_... need Python on this computer. The sheet xlwings.conf says how to set "
        "it up. Everything else in this workbook works without."
    ),
    "settings_head": "Setting up a computer, once",
    "settings_1_head": "Python",
    "settings_1": (
        "Install Python 3.11 or newer, and in it the package xl-service-roi with xlwings {version}: this workbook "
        "needs exactly that version of xlwings."
    ),
    "settings_2_head": "Windows",
    "settings_2": (
        "In a command prompt: xlwings config create. It notes in your profile where Python is, and every workbook "
        "finds it there."
    ),
    "settings_3_head": "Mac",
    "settings_3": (
        "In the terminal: xlwings config create, then xlwings runpython install. The buttons work on a Mac, the "
        "functions sroi_... do not."
    ),
    "settings_4_head": "Another Python for this workbook",
    "settings_4": (
        "Insert a row above the empty row: Interpreter_Win (or Interpreter_Mac) in column A, the full path of "
        "pythonw.exe (or python) in column B. It goes before what your profile says."
    ),
    "settings_5_head": "What runs, and when",
    "settings_5": (
        "Nothing when the workbook is opened. A button, or a function sroi_..., starts the package on this computer; "
        "nothing is sent elsewhere. No code is taken from the folder of the workbook."
    ),
    "settings_6_head": "Without macros",
    "settings_6": "Inputs, formulas and results of this workbook work without macros and without Python.",
    # the terminal
    "example_firm": "the illustrative firm",
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
    "over_one_year": "over {years} year",
    "head_programme_value": "Programme value",
    "head_service_value": "Value of service",
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
    # numbers
    "number_million": "{amount} million",
    "number_billion": "{amount} billion",
    "number_year": "{years} year",
    "number_years": "{years} years",
    # headlines
    "headline_zero_is_today": (
        "In this case zero is the same as today, so the value of customer service comes to 0: fill in what would "
        "happen without it."
    ),
    "headline_zero_saves_then_costs": (
        "Abolishing customer service saves {first} in year 1{one_off}, but costs {loss} on balance over {horizon}."
    ),
    "headline_zero_costs_later": (
        "Abolishing customer service saves nothing in year 1{one_off}, and costs {loss} on balance over {horizon}."
    ),
    "headline_zero_costs_at_once": (
        "Abolishing customer service saves nothing, not even at first: it costs {first} in year 1{one_off}, and {loss} "
        "on balance over {horizon}."
    ),
    "headline_zero_pays": (
        "In this calculation abolishing customer service brings in more than it costs: {gain} on balance over "
        "{horizon}."
    ),
    "headline_zero_even": (
        "In this calculation abolishing customer service costs as much over {horizon} as it saves: 0 on balance."
    ),
    "headline_zero_pays_until": (
        "In year {year} it brings in less than today for the first time: ask what that means beyond the horizon."
    ),
    "headline_zero_pays_check": (
        "First check the acquisition cost ({acquisition} per customer won) and the obligations that remain "
        "({obligations} a year)."
    ),
    "headline_first_year_saves": "In year 1 it saves {first}{one_off}.",
    "headline_first_year_even": "In year 1 it saves nothing{one_off}.",
    "headline_first_year_costs": "In year 1 it costs {first}{one_off}.",
    "headline_one_off_severance": ", after a one-off {amount} in severance",
    "headline_one_off_cost": ", after one-off costs of {amount}",
    "headline_one_off_gain": ", apart from a one-off saving of {amount}",
    "headline_saving_gone": "In the first year it looks like profit; in year {year} the saving is gone.",
    "headline_saving_gone_later": (
        "The saving first has to make up for the one-off costs, and in year {year} it is gone."
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
    "headline_plan_pays": "The plan brings in {npv} more than it costs over {horizon}{roi}{payback}.",
    "headline_roi": ", a return of {roi} on its costs",
    "headline_payback": ", and has earned itself back after {payback}",
    "headline_payback_at_once": ", and is never in the red",
    "headline_payback_none": "Without the residual value the plan does not earn itself back within the horizon.",
    "headline_plan_even": "Over {horizon} the plan brings in exactly what it costs.",
    "headline_plan_shortfall": (
        "The plan does not earn itself back within the horizon of {horizon}: a shortfall of {shortfall} remains."
    ),
    "headline_plan_shortfall_discounted": (
        "Without discounting the plan has earned itself back after {payback}, but at a discount rate of {rate} it does "
        "not: a shortfall of {shortfall} remains."
    ),
    "headline_plan_brings_less": "Over {horizon} the plan brings in {shortfall} less than today on balance.",
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
    # warnings
    "warn_change": "'{label}' from {before} to {after}",
    "warn_and": "{first} and {last}",
    "warn_year": "year {year}",
    "warn_years": "years {years}",
    "warn_years_from_to": "years {first} to {last}",
    "warn_plan_is_today": (
        "The plan equals today: nothing else has been filled in for it, so every difference between plan and today is "
        "0."
    ),
    "warn_zero_is_today": (
        "Zero equals today: nothing else has been filled in for it, so the value of customer service is 0 by "
        "construction."
    ),
    "warn_quality": (
        "The plan raises quality ({changes}), while training is no more than today, in money ({money} per FTE) or in "
        "time ({hours} hours per FTE): check what the improvement rests on."
    ),
    "warn_marketing": (
        "The plan spends less on winning customers ({changes}), yet marketing and sales still win {won} a year: check "
        "that service can take this over."
    ),
    "warn_marketing_hold": (
        "The plan spends less on winning customers ({changes}), yet in hold mode every customer needed is still won, "
        "at no higher acquisition cost: check that service can take this over."
    ),
    "warn_quit_offer": (
        "The plan pays a quit offer (taken by {taken} of the successors), but staff turnover does not fall (from "
        "{before} to {after}) and quality does not rise: as it stands the offer only costs money."
    ),
    "warn_offers": (
        "The plan makes more offers ({changes}), while the yearly money for technology is no more than today "
        "({technology}): check that the one-off outlay ({outlay}) covers what employees need for that."
    ),
    "warn_returns": (
        "The plan makes returning easier ({changes}), but nothing is gained by it: revenue per customer, customers "
        "won, referrals and satisfaction do not rise, acquisition cost and problems do not fall."
    ),
    "warn_reach_occupancy": (
        "Reach rises from {reach} to {higher_reach} and occupancy from {occupancy} to {higher_occupancy}: check with "
        "sroi_service_level whether that many people can serve it."
    ),
    "warn_severance": (
        "{future}: paid staff falls from {before} to {after} FTE in year {year}, faster than people leave of their own "
        "accord ({leavers} FTE), and no severance is counted."
    ),
    "warn_replacement": (
        "Replacing an employee is put at {multiple} yearly salaries; the article that the model rests on says {low} to "
        "{high}."
    ),
    "warn_loss_above": "'{milder}' ({more}) is above '{worse}' ({less})",
    "warn_losses": (
        "The extra losses are out of order: {pairs}. Expected is satisfied ≤ mollified ≤ dissatisfied ≤ not served; "
        "otherwise better service may raise churn."
    ),
    "warn_paradox": (
        "The extra loss of satisfied customers is {loss}: below 0 a problem that is solved binds customers more than "
        "no problem at all (the service recovery paradox). Read this as a sensitivity, not as the base case."
    ),
    "warn_known_cost": (
        "{future}, year {year}: selling to an existing customer costs the sales department more ({cost}) than the sale "
        "contributes ({contribution}); of that cost no more than the contribution is counted as saved."
    ),
    "warn_turns_with_obligations": (
        "The value of customer service changes its sign with the obligations that remain without service: {values}."
    ),
    "warn_turns_with_mode": "The value of customer service changes its sign with the acquisition mode: {values}.",
    "warn_turns_with_horizon": "The value of customer service changes its sign with the horizon: {values}.",
    "warn_at_obligations": "at {amount} a year",
    "warn_at_grow": "with the same acquisition effort (grow)",
    "warn_at_hold": "with the same number of customers (hold)",
    "warn_at_horizon": "over {horizon}",
    "warn_capped": "In zero churn would come to {churn} of the customers; it is capped at 100% in {years}.",
    "warn_base_grows": (
        "{future}, {years}: more customers are referred than leave ({referred} against {lost} in year {first}), so the "
        "base grows, although hold mode is meant to keep it equal."
    ),
}
