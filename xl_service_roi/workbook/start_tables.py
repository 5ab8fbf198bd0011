"""What stands on the sheets start and before: one description for who writes and who reads them."""

from __future__ import annotations

from ..inputs import LAST_YEAR
from .analysis_tables import Table

QUESTIONS = ("goal", "term", "budget", "culture", "stance")
CHECKS = ("highest", "average", "one_off", "payback", "horizon")
"""What the answers are held against, each with what is said about it."""
CHECKLIST = (
    *("mandate", "answers", "norms", "cost_alone", "training", "causes", "capacity", "leavers", "marketing"),
    *("courses", "obligations", "review"),
)

LABEL_COLUMN, ANSWER_COLUMN, SAID_COLUMN = 1, 2, 3
"""Of the sheet before: what it is about, the answer or figure, and what is meant or said about it."""

QUESTIONS_HEAD = 4
QUESTION_ROW = {question: QUESTIONS_HEAD + place for place, question in enumerate((*QUESTIONS, "review_date"), start=1)}
CHECKS_HEAD = QUESTION_ROW["review_date"] + 2
CHECK_ROW = {check: CHECKS_HEAD + place for place, check in enumerate(CHECKS, start=1)}
BY_YEAR_HEAD = CHECK_ROW["horizon"] + 2
FIRST_YEAR_ROW = BY_YEAR_HEAD + 1
CHECKLIST_HEAD = FIRST_YEAR_ROW + LAST_YEAR + 1
CHECKLIST_HOW = CHECKLIST_HEAD + 1
CHECKLIST_FIRST = CHECKLIST_HOW + 1


def _here(name: str, row: int, column: int, rows: int = 1) -> Table:
    return Table(f"before_{name}", "before", row, column, rows, 1)


TABLES: tuple[Table, ...] = (
    *(_here(question, row, ANSWER_COLUMN) for question, row in QUESTION_ROW.items()),
    _here("answers", QUESTION_ROW[QUESTIONS[0]], ANSWER_COLUMN, len(QUESTIONS)),
    *(_here(f"{check}_cost", CHECK_ROW[check], ANSWER_COLUMN) for check in ("highest", "average", "one_off")),
    _here("budget_said", CHECK_ROW["highest"], SAID_COLUMN),
    _here("term_said", CHECK_ROW["payback"], SAID_COLUMN),
    _here("yearly_cost", FIRST_YEAR_ROW, ANSWER_COLUMN, LAST_YEAR),
    _here("checklist", CHECKLIST_FIRST, ANSWER_COLUMN, len(CHECKLIST)),
)
"""All cells that have a name there."""
