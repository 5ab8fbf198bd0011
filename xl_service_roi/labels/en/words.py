"""English sentences of the workbook and the command line."""

WORDS: dict[str, str] = {
    # the workbook
    "title": "The business case for customer service",
    "promise": "Work out what customer service earns, what abolishing it really costs, and so where to draw the line.",
    "sheet_start": "Start",
    "sheet_before": "Before you start",
    "sheet_tasks": "Tasks",
    "sheet_officer": "Officer",
    "sheet_directors": "Directors",
    "sheet_workings": "Workings",
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
    "sum_of_headings": "Sum of the headings",
    "headings_agree": "agrees",
    "headings_differ": "DIFFERS from the value above",
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
    # scenarios and segments
    "scenarios_title": "Scenarios side by side",
    "scenario_base": "The case as it is",
    "scenarios_replace": "What each scenario replaces",
    "segments_title": "Segments side by side, and added up",
    "segments_total": "All segments together",
    "segments_by_year": "All segments together, year by year (net cash flow)",
    "segments_differ": "The segments differ in '{label}': {values}",
    "segments_add": (
        "Money, customers, contacts and FTE add up; ROI, IRR and payback are those of the sums. What the firm has "
        "once, such as the officer, has to be divided over the segments."
    ),
    # pictures
    "picture_year": "Year",
    "picture_tornado": "The result depends most on '{label}': with that alone it lies between {low} and {high}",
    "picture_tornado_none": "No single input changes the result",
    "picture_tornado_of": "{measure}: {base} as put in; each bar moves one input from low to high ({ends}).",
    "picture_tornado_widest": "Shown are the {shown} widest bars of {count}.",
    "picture_at_low": "input at its low end",
    "picture_at_high": "input at its high end",
    "picture_levers": "'{label}' adds most, {value}; all levers together come to {total}",
    "picture_levers_cost": "No lever adds value; '{label}' costs most, {value}, and all together come to {total}",
    "picture_levers_none": "No lever changes anything: the plan is the same as today",
    "picture_levers_of": "What each lever adds to the programme value; what they do together is shared out (Shapley)",
    "picture_level_title": "The best level of service is {level} times today's, worth {gain} more than today's",
    "picture_level_title_today": "Today's level of service is the best one",
    "picture_level_title_zero": "In this calculation the firm is worth most without service: {gain} more than now",
    "picture_level_of": "What the firm is worth at each level of service: 0 is none, 1 is today, 2 is twice as much",
    "picture_level_axis": "Level of service",
    "picture_level_npv": "Present value",
    "picture_level_zero": "No service",
    "picture_level_break_even": "As good as none",
    "picture_level_today": "Today",
    "picture_level_best": "Best",
    "picture_distribution_programme": "In {share} of the draws the plan brings in more than it costs",
    "picture_distribution_service": "In {share} of the draws customer service is worth more than it costs",
    "picture_distribution_of": "{draws} draws, mean {mean}; P5 is the amount that 5% of the draws stay below.",
    "picture_below_zero": "{share} below 0",
    "picture_above_zero": "{share} above 0",
    "picture_fan_programme": "In {share} of the draws the plan has added between {low} and {high} after {years}",
    "picture_fan_service": "In {share} of the draws service has added between {low} and {high} after {years}",
    "picture_fan_of_programme": "Cash flow of the plan less today's, cumulative and not discounted",
    "picture_fan_of_service": "Cash flow of today less that of zero service, cumulative and not discounted",
    "picture_cash": "After {years} {plan}, and {zero}",
    "picture_cash_plan_more": "the plan has brought in {amount} more than today",
    "picture_cash_plan_less": "the plan has brought in {amount} less than today",
    "picture_cash_plan_even": "the plan has brought in as much as today",
    "picture_cash_zero_more": "zero service {amount} more",
    "picture_cash_zero_less": "zero service {amount} less",
    "picture_cash_zero_even": "zero service just as much",
    "picture_cash_of": "Net cash flow of the three futures, cumulative and not discounted",
    "picture_cash_so_far": "Cash flow so far",
    "picture_cash_more": "The same, less today's",
    # simulation
    "simulation_title": "How sure the case is: {draws} draws of the uncertain inputs",
    "simulation_programme_npv": (
        "The programme pays in {share} of the draws. Half of them give more than {median}, nine in ten {low} to "
        "{high}; without uncertainty it is {likely}."
    ),
    "simulation_service_value": (
        "Customer service is worth having in {share} of the draws. Half of them give more than {median}, nine in ten "
        "{low} to {high}; without uncertainty it is {likely}."
    ),
    "simulation_other_mode": (
        "In the other acquisition mode, {mode}, the programme pays in {share} of the draws; half of them give more "
        "than {median}."
    ),
    "simulation_most": "What the spread of the programme value hangs on most: {inputs}.",
    "simulation_of_programme_npv": "Programme",
    "simulation_of_service_value": "Service",
    "simulation_other": "other mode",
    "simulation_mean": "Mean",
    "simulation_error": "Standard error of the mean",
    "simulation_deviation": "Standard deviation",
    "simulation_at_risk": "Value at risk (95%: loss not exceeded)",
    "simulation_shortfall": "Mean of the worst 5% of draws",
    "simulation_positive": "Share of draws above 0",
    "simulation_drivers": "Where the spread comes from: share of the variance",
    "simulation_first": "on its own",
    "simulation_total": "with others",
    "simulation_shares": (
        "From {draws} draws, each worked out again for every input; standard error of a share up to {error}. Inputs "
        "that are correlated have one share together; incidents are left aside here."
    ),
    "simulation_left_out": (
        "{count} draws ({share}) contradict themselves and are left out (one may do so in several ways):"
    ),
    "simulation_no_number": "the result is too large to be a number",
    "simulation_repaired": "The correlations cannot all hold at once; the nearest that can were taken: {used}.",
    "simulation_cut_off": "{input}: {share} of its distribution lies beyond what is allowed, and was cut off.",
    "simulation_assumed": "{count} ranges are those of the illustrative firm, which are assumed.",
    # levers, service-level curve, tornado and break-even
    "analysis_grow": "grow",
    "analysis_hold": "hold",
    "analysis_modes": (
        "Grow: same acquisition, so better service means more customers. Hold: the number of customers stays the "
        "same, so better service means fewer of them to win. In hold mode the cost per customer won rises and falls "
        "with how many are needed: acquisition_elasticity is {elasticity} (0 not at all, 1 in proportion)."
    ),
    "analysis_other_refused": "In the other mode these inputs contradict each other.",
    "levers_title": "What each lever of the plan adds to its value",
    "levers_adds": "Adds, {mode}",
    "levers_alone": "Alone, {mode}",
    "levers_interaction": "What they do to each other",
    "levers_total": "Programme value",
    "levers_how": (
        "Adds: averaged over all orders in which the levers can be switched on (Shapley); this sums to the programme "
        "value exactly. Alone: only this lever on; with what the levers do to each other it sums to the same."
    ),
    "curve_title": "Where to draw the line: the level of service",
    "curve_level": "Level",
    "curve_npv": "Firm's value, {mode}",
    "curve_fte": "FTE",
    "curve_cost": "Cost a year",
    "curve_line": "The line",
    "curve_best": "Best level",
    "curve_best_npv": "What it adds to today's level",
    "curve_within": "Best level within {budget} a year",
    "curve_too_little": "no level costs so little",
    "curve_break_even": "Better than none from level",
    "curve_never": "no level is",
    "curve_at_once": "the first euro on",
    "curve_last_euro": "The last euro spent adds",
    "curve_next_euro": "The next euro would add",
    "curve_horizon": "Best level over {years} years",
    "curve_norm": "The price of a norm: {label} {share}",
    "curve_norm_level": "Level that it takes",
    "curve_norm_cost": "More cost a year than today",
    "curve_norm_npv": "Change of the firm's value",
    "curve_how": (
        "Level 0 is no service, 1 is today, 2 is twice the money. FTE and cost a year (service staff, outsourcing "
        "and overhead) are those of year 1, mode {mode}. What a euro adds comes on top of the euro itself; below 0 "
        "it does not earn itself back."
    ),
    "curve_shape": (
        "The curve is not always smooth or bent one way: it has a kink at today, so the best level is looked for at "
        "every hundredth, and then more closely."
    ),
    "tornado_title": "What the result hangs on: {measure}",
    "tornado_now": "As it is: {values}",
    "tornado_low": "From",
    "tornado_high": "To",
    "tornado_at_low": "At from, {mode}",
    "tornado_at_high": "At to, {mode}",
    "tornado_ends_range": (
        "From and to are the 10th and 90th percentile of each input's range; all other inputs stay as they are."
    ),
    "tornado_ends_percent": (
        "From and to are {percent}% below and above each input's value; all other inputs stay as they are. Switches, "
        "the horizon and inputs that are 0 do not move."
    ),
    "tornado_elasticity": (
        "{label} is always shown, for it decides much in hold mode: unless it has a range of its own it goes from 0 "
        "(not at all) to 1 (in proportion)."
    ),
    "tornado_clipped": "*: an end would be outside what this input may be, and stands at that bound.",
    "tornado_more": "{count} more inputs move it less: --top shows them.",
    "two_way_table": "{mode}, now {now}; across: {across}",
    "break_even_title": "{measure}: where it turns with {label}",
    "break_even_now": "Now {now}; looked for from {low} to {high}.",
    "break_even_result": "Now",
    "break_even_at": "Comes to {target} at",
    "break_even_constant": "does not depend on it",
    "break_even_jump": "jumps over it at {value}",
    "break_even_none": "at no value",
    "break_even_stretch": "Nothing is worked out from {low} to {high}: {why}",
    "break_even_no_measure": "there is no '{measure}' there",
    # uncertainty, scenarios and analyses in the workbook
    "sheet_scenarios": "Scenarios",
    "sheet_analyses": "Analyses",
    "ranges_optional": "How far it may be off (optional: for the tornado and the simulation)",
    "head_low": "Low",
    "head_high": "High",
    "head_distribution": "Distribution",
    "head_range_source": "Source of the range",
    "head_range_status": "Range",
    "range_incomplete": "fill in both low and high",
    "range_reversed": "low is above high",
    "range_beside": "the value is not in between",
    "range_allowed": "A number that the input itself could be: see the columns from and to.",
    "distribution_pert": "PERT",
    "distribution_triangular": "triangular",
    "distribution_uniform": "uniform",
    "distribution_normal": "normal",
    "distribution_lognormal": "lognormal",
    "distribution_fixed": "fixed",
    "made_on": "Made on {date}; the inputs are still the same.",
    "made_before": "OUT OF DATE: the inputs have changed since this was made on {date}.",
    "not_made_levers": "Not made yet: press Levers or Analyse all, or run service-roi analyse FILE --write-back.",
    "not_made_tornado": "Not made yet: press Tornado (macro workbook), or run service-roi analyse FILE --write-back.",
    "not_made_curve": (
        "Not made yet: press Service level (macro workbook), or run service-roi analyse FILE --write-back."
    ),
    "not_made_simulation": "Not made yet: press Simulate or Analyse all, or run service-roi analyse FILE --write-back.",
    "not_made_scenarios": "Not made yet: press Compare scenarios, or run service-roi analyse FILE --write-back.",
    "analyses_title": "Analyses: what drives the outcome, and how sure it is",
    "analyses_how": "Python fills in these tables: by a button of the macro workbook, or by service-roi analyse.",
    "block_of_cash": "Cumulative cash flow of the three futures",
    "block_of_levers": "Levers: what each part of the plan adds to the programme value",
    "block_of_tornado": "Tornado: what moves the programme value most, one input at a time",
    "block_of_curve": "Where to draw the line: value by service level (100% is today, 0% is no service)",
    "block_of_simulation": "Simulation: how sure both values are",
    "block_of_fan": "Cumulative cash flow of the programme: percentiles",
    "block_of_variance": "What the spread of the programme value comes from",
    "head_lever": "Lever",
    "head_shapley": "Contribution",
    "head_alone": "On its own",
    "head_shapley_other": "In the other mode",
    "interaction": "Interaction of the levers",
    "head_at_low": "Value at low",
    "head_at_high": "Value at high",
    "head_less_low": "Change at low",
    "head_less_high": "Change at high",
    "tornado_base": "Programme value as it is",
    "tornado_rule": "Low and high are",
    "tornado_rule_range": "P10 and P90 of each range",
    "tornado_rule_percent": "{percent}% below and above each value, since no input has a range",
    "head_curve": "Outcome",
    "head_level": "Level",
    "head_npv": "Present value",
    "head_npv_other": "In the other mode",
    "head_reach": "Reach",
    "head_satisfied": "Satisfied",
    "head_fte": "FTE",
    "head_yearly_cost": "Cost a year",
    "best_level": "Best level",
    "best_npv": "Present value at that level",
    "break_even_level": "Break-even level: lowest one that beats none",
    "value_of_last_euro": "What the last euro on service adds",
    "value_of_next_euro": "What the next euro on service would add",
    "best_level_over": "Best level over {years} years",
    "head_statistic": "Statistic",
    "statistic_mean": "Mean",
    "statistic_standard_deviation": "Standard deviation",
    "statistic_standard_error": "Standard error of the mean",
    "statistic_p5": "P5: one in twenty is lower",
    "statistic_p10": "P10",
    "statistic_p50": "P50: half is lower",
    "statistic_p90": "P90",
    "statistic_p95": "P95: one in twenty is higher",
    "statistic_probability_positive": "Probability that it is above 0",
    "statistic_value_at_risk": "Value at risk",
    "statistic_draws": "Draws",
    "statistic_seed": "Seed: the same one gives the same draws",
    "statistic_left_out": "Draws left out, since their inputs contradict each other",
    "head_programme_from": "Programme value from",
    "head_programme_to": "to",
    "head_part_of_draws": "Part of the draws",
    "head_first_order": "By itself",
    "head_total_order": "With interactions",
    "chart_cash": "Cumulative cash flow",
    "chart_levers": "What each lever adds to the programme value",
    "chart_tornado": "What moves the programme value most",
    "chart_curve": "Value by service level",
    "chart_histogram": "Distribution of the programme value",
    "chart_fan": "Cumulative cash flow of the programme: P5 to P95",
    "chart_variance": "What the spread comes from",
    "chart_scenarios": "Scenarios side by side",
    "chart_year": "Year",
    "chart_money": "Money",
    "chart_change": "Change of the programme value",
    "chart_low": "input low",
    "chart_high": "input high",
    "chart_level": "Service level",
    "chart_npv": "Present value",
    "chart_npv_other": "in the other acquisition mode",
    "chart_programme": "Programme value",
    "chart_draws": "Part of the draws",
    "chart_share": "Share of the variance",
    "scenarios_sheet_title": "Scenarios, incidents and correlations",
    "scenarios_how": (
        "Choose inputs by name, give each scenario a name and its values; an empty cell leaves an input as it is."
    ),
    "block_of_scenarios": "Scenarios: what each of them replaces",
    "block_of_results": "What they come to",
    "block_of_incidents": "Incidents, for the simulation: what may go wrong at the start of year 1",
    "block_of_correlations": "Inputs that go up and down together, for the simulation: rank correlations from -1 to 1",
    "names_to_choose": "The names to choose from",
    "scenario_now": "As it is",
    "scenario_number": "Scenario {number}",
    "no_such_input": "there is no such input",
    "scenario_refused": "Not possible, since",
    "head_incident": "Incident",
    "head_probability": "Probability",
    "head_customers_lost": "Customers lost",
    "head_first": "Input",
    "head_second": "goes with",
    "head_coefficient": "Correlation",
    "button_analyse": "Analyse all",
    "button_levers": "Levers",
    "button_tornado": "Tornado",
    "button_service_level_curve": "Service level",
    "button_simulate": "Simulate",
    "button_compare_scenarios": "Compare scenarios",
}
