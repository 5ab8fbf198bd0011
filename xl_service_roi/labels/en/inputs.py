"""English sentences of the inputs sheet."""

WORDS: dict[str, str] = {
    "inputs_title": "Inputs: your figures",
    "head_section": "Section",
    "head_example": "Example (illustrative firm)",
    "section_required": "Required",
    "section_ramp": "Ramp",
    "other_inputs": (
        "{count} other inputs have an assumed value and are folded away: show them with the filter in column B."
    ),
    "block_essential_firm": "The firm and its customers",
    "block_essential_problems": "Problems and service",
    "block_essential_staff": "People in service",
    "block_essential_sales": "Sales through service",
    "block_essential_plan": "The money that the plan takes",
    "block_essential_calculation": "How to calculate",
    "source_own_figure": "your own figure",
    "source_S1": "S1, article claim",
    "example_with_zero": "{figures}; zero: {zero}",
    "switch_0": "0 no",
    "switch_1": "1 yes",
    "switch_hold_base_0": "0 grow",
    "switch_hold_base_1": "1 hold",
    "entry_help": "{meaning}. Unit: {unit}. Example: {example}.",
    "entry_help_by_future": (
        "{meaning}. Unit: {unit}. Example: {example}. Leave plan or zero empty where it equals today."
    ),
    "entry_refused_number": "Allowed: {low} to {high}. Type the figure alone, without currency or words.",
    "entry_refused_share": "Allowed: {low} to {high}. Type a percentage, such as 18%, or a fraction, such as 0.18.",
    "entry_refused_whole": "Allowed: {low} to {high}, whole numbers only. Choose one from the list.",
    "entry_refused_switch": "Allowed: {choice_0}, {choice_1}. Choose 0 or 1 from the list.",
    "range_help": (
        "How far this figure may be off: the lowest and the highest value that you think possible. Leave both empty "
        "if it is certain."
    ),
    "distribution_help": "How likely the values between low and high are. Empty counts as PERT: most near your figure.",
    "note_help": "Where your figure comes from, or whom to ask: for yourself, it is not calculated with.",
}
