"""What stands on the sheets of the officer and of the directors: one description for who writes and who reads them."""

from __future__ import annotations

from ..inputs import LAST_YEAR
from ..officer import BROUGHT_IN, COST_CENTRE, KPIS, LINES_OF_REMIT, REMITS
from .analysis_tables import Table

# The officer sheet: a label, what belongs to it, and a column for each year
LABEL, BESIDE, FIRST_YEAR = 1, 2, 3
LAST_COLUMN = FIRST_YEAR + LAST_YEAR - 1

CHOICE = 4
FORM_ROW = CHOICE + 2
REMITS_HEAD = FORM_ROW + 4
FORMS_COLUMN = 4
"""Of the first of the four forms, beside this officer's role and its basis."""

COLUMNS = REMITS_HEAD + len(REMITS) + 4
COLUMNS_HEAD = COLUMNS + 3
SUMS = COLUMNS_HEAD + max(len(COST_CENTRE), len(BROUGHT_IN)) + 1
SECOND_LABEL = 5
"""What service brings in stands beside what the cost centre shows."""
SECOND = 9

CUSTOMERS = SUMS + 7

SCORECARD = CUSTOMERS + 6
YEAR_ROW = SCORECARD + 2
SCORECARD_HEAD = YEAR_ROW + 1
TODAY, FIRST, LAST, CHOSEN, ACTUAL, STATE = range(FIRST_YEAR, FIRST_YEAR + 6)
BONUS = SCORECARD_HEAD + len(KPIS) + 2

OUTCOMES = BONUS + 7
OUTCOME_FIGURES = 7

CAPTAINS = OUTCOMES + 10
CAPTAINS_CHART = CAPTAINS + 18
LAST_ROW = CAPTAINS_CHART + 18
"""That the chart reaches."""

# The directors sheet
GAINS, PAYS, BALANCE, ROLE = 2, 3, 4, 5
DIRECTORS_CHART_COLUMN = 7
DIRECTORS_LAST_COLUMN = 14
REMITS_ROW = 7
"""The heading above the remits."""
FIRST_REMIT, LAST_REMIT = REMITS_ROW + 1, REMITS_ROW + len(REMITS)
OF_OFFICER = LAST_REMIT + 5
LINES_ROW = OF_OFFICER + 7


def rows_of_lines() -> dict[str, int]:
    """Return the row of each remit line by line on the directors sheet; its lines stand below it."""
    rows, row = {}, LINES_ROW + 1
    for remit, lines in LINES_OF_REMIT.items():
        rows[remit] = row
        row += 1 + len(lines)
    return rows


TABLES: tuple[Table, ...] = (
    Table("officer_form", "officer", FORM_ROW, 1, 1, 1),
    Table("officer_year", "officer", YEAR_ROW, ACTUAL, 1, 1),
    Table("officer_actual", "officer", SCORECARD_HEAD + 1, ACTUAL, len(KPIS), 1),
)
"""All cells that have a name there."""
