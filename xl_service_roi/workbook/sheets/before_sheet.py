"""The before sheet: what to settle before the figures: five questions, the budget, a review date, the checklist."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from xlsxwriter.format import Format

from ..before import Stance, Tick
from ..start_tables import (
    ANSWER_COLUMN,
    CHECKLIST,
    CHECKLIST_FIRST,
    CHECKLIST_HEAD,
    CHECKLIST_HOW,
    LABEL_COLUMN,
    QUESTION_ROW,
    QUESTIONS_HEAD,
    SAID_COLUMN,
)
from .before_checks import BeforeChecks
from .entry_rules import LONGEST_TITLE
from .formats import GREY
from .paragraphs import height
from .sheet import Context, Sheet

FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2099, 12, 31)
"""A review date beyond these is a slip of the keyboard."""

_WIDTHS = {LABEL_COLUMN: 40.0, ANSWER_COLUMN: 34.0, SAID_COLUMN: 60.0}
_DATES = {"en": "[$-809]d mmmm yyyy", "nl": "[$-413]d mmmm yyyy"}
"""A date as it is written in a language, whatever the computer's own."""
_SENTENCES = 58
"""Points of a row in which a sentence or two are typed."""


class BeforeSheet(Sheet):
    """What to settle before the figures: five questions, the budget, a review date, the checklist."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "before")

    def write(self) -> None:
        """Write the sheet."""
        self.start(self.words.say("before_title"), _WIDTHS)
        self.text(2, LABEL_COLUMN, self.words.say("before_how"), self.formats.faint)
        self._questions()
        BeforeChecks(self).write()
        self._checklist()
        self.printed_on(2, SAID_COLUMN, CHECKLIST_FIRST + len(CHECKLIST) - 1)
        self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 1)

    def _questions(self) -> None:
        self.block(QUESTIONS_HEAD, self.words.say("before_questions"), SAID_COLUMN)
        number = {"validate": "decimal", "criteria": ">=", "value": 0}
        self._question("goal", least=_SENTENCES)
        self._question("term", "General", number, self.words.say("before_allowed_number"))
        self._question("budget", "#,##0", number, self.words.say("before_allowed_number"))
        self._question("culture", least=_SENTENCES)
        stances = [self.words.say(f"before_stance_{stance}") for stance in get_args(Stance)]
        self._question("stance", "@", {"validate": "list", "source": stances}, self._one_of(stances))
        dates = {"validate": "date", "criteria": "between", "minimum": FIRST_DATE, "maximum": LAST_DATE}
        first, last = (f"{day:%d-%m-%Y}" for day in (FIRST_DATE, LAST_DATE))
        allowed = self.words.say("before_allowed_date", first=first, last=last)
        self._question("review_date", _DATES[self.words.language], dates, allowed)

    def _question(
        self, question: str, pattern: str = "@", rule: dict[str, Any] | None = None, allowed: str = "", least: float = 0
    ) -> None:
        """Write a question, the cell for its answer, and what is meant; ``rule`` and ``allowed`` say what it takes."""
        row, answer = QUESTION_ROW[question], self._answer(question)
        self._about(row, f"before_{question}", f"before_{question}_means", least)
        style = self._entry(pattern)
        if isinstance(answer, date):
            self.sheet.write_datetime(row - 1, ANSWER_COLUMN - 1, answer, style)
        elif isinstance(answer, float | int):
            self.sheet.write_number(row - 1, ANSWER_COLUMN - 1, answer, style)
        elif answer is not None:
            self.sheet.write_string(row - 1, ANSWER_COLUMN - 1, answer, style)
        else:
            self.sheet.write_blank(row - 1, ANSWER_COLUMN - 1, None, style)
        if rule:
            title = textwrap.shorten(self.words.say(f"before_{question}"), LONGEST_TITLE, placeholder="…")
            self._validate(row, row, {**rule, "error_title": title, "error_message": allowed})

    def _answer(self, question: str) -> str | float | date | None:
        answer: str | float | date | None = getattr(self.context.before, question)
        return self.words.say(f"before_stance_{answer}") if question == "stance" and answer else answer

    def _checklist(self) -> None:
        say = self.words.say
        self.block(CHECKLIST_HEAD, say("before_checklist"), SAID_COLUMN)
        self.text(CHECKLIST_HOW, LABEL_COLUMN, say("before_checklist_how"), self.formats.faint)
        tick = self.formats.optional(num_format="@", indent=1)
        for row, check in enumerate(CHECKLIST, start=CHECKLIST_FIRST):
            self._about(row, f"before_check_{check}", f"before_check_{check}_why")
            self.sheet.write_blank(row - 1, ANSWER_COLUMN - 1, None, tick)
        ticks = [say(f"before_tick_{tick}") for tick in get_args(Tick)]
        rule = {"validate": "list", "source": ticks, "error_message": self._one_of(ticks)}
        self._validate(CHECKLIST_FIRST, CHECKLIST_FIRST + len(CHECKLIST) - 1, rule)

    # ------------------------------------------------------------------------------------------- parts of a row

    def _about(self, row: int, label: str, meaning: str, least: float = 0) -> None:
        """Write what a row is about, and behind its answer what is meant."""
        texts = {LABEL_COLUMN: self.words.say(label), SAID_COLUMN: self.words.say(meaning)}
        for column, text in texts.items():
            more = {"font_color": GREY, "indent": 1} if column == SAID_COLUMN else {}
            self.text(row, column, text, self.formats.of(text_wrap=True, valign="vcenter", **more))
        self.sheet.set_row(row - 1, max(least, height(*((text, _WIDTHS[column]) for column, text in texts.items()))))

    def _entry(self, pattern: str) -> Format:
        return self.formats.filled_in(num_format=pattern, text_wrap=True, valign="vcenter", align="left", indent=1)

    def _one_of(self, choices: Sequence[str]) -> str:
        return self.words.say("before_allowed_choice", choices=", ".join(choices))

    def _validate(self, first_row: int, last_row: int, rule: dict[str, Any]) -> None:
        self.sheet.data_validation(first_row - 1, ANSWER_COLUMN - 1, last_row - 1, ANSWER_COLUMN - 1, rule)
