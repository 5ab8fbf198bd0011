"""English sentences of the start sheet and of what to settle before."""

WORDS: dict[str, str] = {
    # Start
    "start_steps": "In three steps",
    "start_state": "Where you are",
    "start_step_before": (
        "Answer five questions: the goal, the term, the budget, the culture, and how the board sees service. Your "
        "answers open the board's report."
    ),
    "start_step_inputs": (
        "Fill in the cream cells, the {essential} required ones first. Everything else has a value already, which you "
        "may replace by your own."
    ),
    "start_step_results": (
        "Read what customer service is worth, what the plan adds, and whether all checks are met. It follows every "
        "input at once."
    ),
    "start_answered": "{answered} of {questions} questions answered",
    "start_inputs_empty": "{missing} of {essential} still empty",
    "start_inputs_wrong": "{wrong} cannot be used: see the column Status (filter in column B on all)",
    "start_reckoned_with": (
        "That makes {fte} FTE and {cost} of staff cost in year 1. Not what you have? Look at contacts and minutes, or "
        "fill in Tasks."
    ),
    "start_inputs_filled": "All {essential} filled in",
    "start_cells": "What the cells mean",
    "start_cell_entry": "Fill in",
    "start_cell_entry_means": "Cream, with a frame: this is where you type or choose. Nothing else has to be touched.",
    "start_cell_optional": "May stay empty",
    "start_cell_optional_means": "Paler, with a frame: fill it in, or leave it empty.",
    "start_cell_worked_out": "Calculated",
    "start_cell_worked_out_means": "Without a frame: a text, or a formula that works itself out. Leave it as it is.",
    "start_cell_note": "note",
    "start_cell_note_means": (
        "Grey: a unit, a name, an explanation, or a year beyond the horizon, which does not count."
    ),
    "start_cell_warning": "empty",
    "start_cell_warning_means": "A word in bold red: something is still empty, cannot be used or contradicts itself.",
    "start_sheets": "What the other sheets are for",
    "start_sheet_tasks": "Optional: describe your work task by task, and the inputs about contacts follow from it.",
    "start_sheet_officer": (
        "Which officer it is about (CSO, CCO or another), what that officer answers for, and the scorecard."
    ),
    "start_sheet_directors": "Who gains and who pays, director by director.",
    "start_sheet_scenarios": "Up to five sets of your own values side by side, and what may go wrong.",
    "start_sheet_analyses": (
        "The three futures' cash flow, and what a button or a command fills in: levers, tornado, service level, "
        "uncertainty."
    ),
    "start_sheet_today": "Service as it is now, year by year.",
    "start_sheet_plan": "Service as the officer will run it, year by year.",
    "start_sheet_zero": (
        "Customer service abolished: a provocation, meant to start the talk about where to draw the line."
    ),
    "start_sheet_notes": "What every input and every line means.",
    "start_to_know": "Good to know",
    "start_for_whom": "For whom",
    "start_for_whom_means": (
        "For the service manager who makes the case, and for the board and the finance staff who judge it. No "
        "knowledge of models is needed."
    ),
    "start_needs": "What it needs",
    "start_needs_means": (
        "Excel 2016 or later, LibreOffice or Google Sheets. Inputs, results and checks need no Python and no macros."
    ),
    "start_figures": "Figures",
    "start_figures_means": (
        "What is marked 'assumed' belongs to an illustrative firm, not to yours, and is no research: replace what you "
        "can. No source says that service always pays; where it does not, this workbook says so as plainly."
    ),
    # Before you start
    "before_title": "Before you start: five questions",
    "before_how": "Answer in the cream cells. What you leave open stays out; nothing is calculated from it.",
    "before_questions": "Five questions, and a date",
    "before_goal": "What is the goal?",
    "before_goal_means": "In a sentence: what will customers notice, what will the firm notice, and by when?",
    "before_term": "Within how many years must it pay for itself?",
    "before_term_means": "In years, for instance 3. It is held against the payback period and the horizon below.",
    "before_budget": "What may it cost a year, at most?",
    "before_budget_means": (
        "In money a year, without the one-off outlay and without more service staff. It is held against each year's "
        "cost below."
    ),
    "before_culture": "Does the culture carry it?",
    "before_culture_means": (
        "What, in how people here treat customers and each other, will help the plan, and what stands in its way?"
    ),
    "before_stance": "How does the board see customer service?",
    "before_stance_means": (
        "A necessary evil is kept as cheap as possible; of what is indirectly profitable one asks what it brings in. "
        "Choose what holds now, not what you would like."
    ),
    "before_stance_necessary_evil": "a necessary evil",
    "before_stance_indirectly_profitable": "indirectly profitable",
    "before_review_date": "When do you look back?",
    "before_review_date_means": "The day on which the plan is laid beside what came of it.",
    "before_allowed_number": "A number of 0 or more.",
    "before_allowed_date": "A date from {first} to {last}.",
    "before_allowed_choice": "Choose from the list: {choices}.",
    "before_checks": "Your answers against the case",
    "before_highest": "Programme, dearest year",
    "before_average": "Programme, average year",
    "before_one_off": "Programme, one-off before year 1",
    "before_no_cost": "The plan costs no more in any year than what is spent on the programme today.",
    "before_no_budget": "Year {year} is the dearest. Fill in a budget above, and it is checked here.",
    "before_within": "Year {year} is the dearest, and within the budget.",
    "before_above": "Year {year} is the dearest: {amount} above the budget.",
    "before_average_within": "The average year is within the budget.",
    "before_average_above": "The average year is {amount} above the budget.",
    "before_one_off_none": "There is no one-off outlay.",
    "before_one_off_outlay": "Comes on top of the yearly cost: does it have a budget of its own?",
    "before_one_off_less": "One-off, the plan lays out less than today.",
    "before_no_term": "Fill in a term above, and it is checked here.",
    "before_payback_never": "Within the horizon the plan does not pay for itself, so the term of {term} is not met.",
    "before_payback_unknown": (
        "Within the horizon the plan does not pay for itself; whether it does within the term of {term} cannot be seen."
    ),
    "before_payback_at_once": "The plan is never in the red: the term of {term} is met.",
    "before_payback_within": "Within the term of {term}.",
    "before_payback_later": "{later} later than the term of {term}.",
    "before_horizon_shorter": "Shorter than the term of {term}: what comes after the horizon does not count.",
    "before_horizon_enough": "Long enough to see the term of {term} through.",
    "before_by_year": (
        "What the plan costs a year more than today: the lines of the programme, before tax, in money of that year"
    ),
    "before_year_within": "within the budget",
    "before_year_above": "{amount} above the budget",
    "before_checklist": "The officer's checklist",
    "before_checklist_how": "Choose yes, no or n.a. Each no deserves a talk before the board decides.",
    "before_tick_yes": "yes",
    "before_tick_no": "no",
    "before_tick_not_applicable": "n.a.",
    "before_check_mandate": "The officer has a seat on the board and a mandate across departments.",
    "before_check_mandate_why": "So the articles describe the CCO: the customers' conscience.",
    "before_check_answers": "It is written down who answers for which cost, revenue and profit.",
    "before_check_answers_why": "A CSO, a CCO and a director of satisfied customers answer for different things.",
    "before_check_norms": "We have norms: we know where we draw the line.",
    "before_check_norms_why": (
        "How easily we are reached, how soon, how well we solve it; what more costs, and brings in."
    ),
    "before_check_cost_alone": "Service is not judged on its cost alone.",
    "before_check_cost_alone_why": "Articles behind this model warn that this ends in waste and disappointment.",
    "before_check_training": "Better quality comes with training, in hours and in money.",
    "before_check_training_why": "Articles warn of quality without training, too.",
    "before_check_causes": "Complaints reach those who can remove the cause, and they have a budget for it.",
    "before_check_causes_why": "Service is a sensor of the whole firm; a cause that stays brings the same complaint.",
    "before_check_capacity": "More reach is planned with the people for it.",
    "before_check_capacity_why": (
        "If reach and occupancy rise together, fewer free hands take more contacts: check that."
    ),
    "before_check_leavers": "Jobs that disappear go with staff turnover, or with the severance in the plan.",
    "before_check_leavers_why": "Hours released are money only once they leave the payroll.",
    "before_check_marketing": "Where marketing or discounts go down, someone watches the inflow of customers.",
    "before_check_marketing_why": "Service can take the place of marketing; the inflow must show that it does.",
    "before_check_courses": "Sales and service each have their own steering, and their courses are aligned.",
    "before_check_courses_why": "Two captains, two products and two crafts: alignment takes time and money.",
    "before_check_obligations": "We know which legal and warranty obligations stay without service.",
    "before_check_obligations_why": "What abolishing service saves depends on them.",
    "before_check_review": "The review date above is in the diary of those who decide.",
    "before_check_review_why": "Keep a copy of this workbook: what was expected then can be laid beside what came.",
}
