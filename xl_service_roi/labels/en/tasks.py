"""English sentences of the tasks sheet."""

WORDS: dict[str, str] = {
    "tasks_title": "Tasks: the work as you know it",
    "tasks_how": (
        "Optional. Fill in how often your people do a task in a year and how long it takes; below stands what follows "
        "from it. Nothing is calculated from it until you take a figure over."
    ),
    "tasks_reading": (
        "The source names the first ten tasks. The choices beside them are our reading of them: change what is "
        "different in your firm."
    ),
    "tasks_none": "No task is filled in yet.",
    "tasks_incomplete": "Not complete: {rows}. See the remarks; until then nothing follows.",
    "tasks_count": "Tasks filled in: {rows}.",
    "tasks_block": "The tasks",
    "tasks_head_task": "Task",
    "tasks_head_counts": "Counts as",
    "tasks_head_volume": "Handled a year",
    "tasks_head_minutes": "Minutes each",
    "tasks_head_kind": "Kind",
    "tasks_head_office": "Office",
    "tasks_head_order": "Order or booking",
    "tasks_head_outsource": "Can be outsourced",
    "tasks_head_stays": "Stays at zero",
    "tasks_head_hours": "Hours a year",
    "tasks_head_remark": "Remark",
    "tasks_task_information": "Giving information",
    "tasks_task_brochures": "Brochures and confirmations",
    "tasks_task_complaints": "Complaints",
    "tasks_task_selling": "Cross-selling and up-selling",
    "tasks_task_orders": "Taking orders and faults",
    "tasks_task_reservations": "Reservations",
    "tasks_task_engineers": "Planning engineers",
    "tasks_task_questions": "Complex questions",
    "tasks_task_newsletter": "Newsletter",
    "tasks_task_switchboard": "Switchboard",
    "tasks_counts_contact": "contact",
    "tasks_counts_complaint": "complaint",
    "tasks_counts_none": "no contact",
    "tasks_kind_routine": "routine",
    "tasks_kind_specialist": "specialist",
    "tasks_kind_technical": "technical",
    "tasks_office_front": "front office",
    "tasks_office_back": "back office",
    "tasks_yes": "yes",
    "tasks_no": "no",
    "tasks_help_counts": (
        "A contact of a customer, a complaint about a serious problem, or work that is no contact of its own. Count "
        "each contact once, at the task that settles it."
    ),
    "tasks_help_volume": "How often it is handled in a year. Leave it empty if you do not do it.",
    "tasks_help_minutes": "The time that it takes on average, wrap-up included.",
    "tasks_help_kind": (
        "Routine, specialist, or technical: what cannot be settled orally or in writing but takes a visit."
    ),
    "tasks_help_office": "Who does it: the front office, or specialists in the back office.",
    "tasks_help_order": "Does the contact carry an order or booking? Give faults a row of their own.",
    "tasks_help_outsource": "Could somebody outside do it? That says what is possible, not what is wise.",
    "tasks_help_stays": "Must it still be done if customer service is abolished, by law or under warranty?",
    "tasks_remark_numbers": "volume and minutes: numbers of 0 or more",
    "tasks_remark_choices": "choose what it counts as, kind and office",
    "tasks_derived": "What follows for the inputs",
    "tasks_head_follows": "Follows",
    "tasks_head_input": "Input now",
    "tasks_head_said": "Compared",
    "tasks_head_name": "Name of the input",
    "tasks_head_type": "Type there",
    "tasks_technical_share": "Technical work (the rest)",
    "tasks_no_input": "is not filled in: it is what remains",
    "tasks_same": "the same",
    "tasks_different": "different",
    "tasks_empty": "the input is empty",
    "tasks_within_limit": "within what can be outsourced",
    "tasks_beyond_limit": "more than can be outsourced",
    "tasks_take_over": (
        "To take one over, type what stands behind it in the cream cell of the input, or the number itself. What can "
        "be outsourced is an upper limit, no advice."
    ),
    "tasks_basis": (
        "Contacts per customer: the contacts, complaints apart, divided by the reach and the customers of the inputs, "
        "since the calculator asks for contacts sought. Shares and minutes: contacts and complaints, weighted by "
        "volume."
    ),
    "tasks_checked": "Your work beside the calculation: today, year 1",
    "tasks_head_tasks": "Your tasks",
    "tasks_head_calculation": "Calculation",
    "tasks_contacts": "Contacts handled, complaints apart",
    "tasks_complaints": "Contacts about serious problems, handled",
    "tasks_front_hours": "Front office: hours",
    "tasks_back_hours": "Back office: hours",
    "tasks_front_said": "the calculation counts routine work, intake, offers and after-sales calls here",
    "tasks_back_said": "the calculation counts all specialist and technical work here",
    "tasks_complaints_said": "the calculation adds them itself: repeat contacts count",
    "tasks_remaining": "What stays without customer service",
    "tasks_hours_at_zero": "Hours a year of what stays",
    "tasks_cost_at_zero": "What these hours cost today, on-costs included",
    "tasks_cost_at_zero_said": "a lower limit: visits, parts and compensation come on top",
}
