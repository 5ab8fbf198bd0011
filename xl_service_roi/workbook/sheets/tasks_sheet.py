"""The tasks sheet: the work as managers know it, from which inputs are derived."""

from __future__ import annotations

import textwrap
from typing import Any

from xlsxwriter.format import Format

from ...inputs import value_names
from ...spreadsheet.addresses import format_address
from ..tasks_tables import (
    BASIS_ROW,
    CHECKED_HEAD,
    CHECKED_ROW,
    CHOICES,
    COLUMN,
    COLUMNS,
    DERIVED,
    DERIVED_HEAD,
    DERIVED_ROW,
    FIRST_TASK,
    HOW_ROW,
    LIMITS,
    NAME_COLUMN,
    OTHER_COLUMN,
    OWN_TASKS,
    READING_ROW,
    REMAINING_HEAD,
    REMAINING_ROW,
    SAID_COLUMN,
    STATE_ROW,
    TAKE_OVER_ROW,
    TASKS,
    TASKS_HEAD,
    TECHNICAL_ROW,
    TYPE_COLUMN,
    VALUE_COLUMN,
)
from .formats import GREY, RED
from .sheet import Context, Sheet
from .tasks_formulas import TaskFormulas

_WIDTHS = (38, 14, 13, 11, 15, 13, 12, 13, 11, 11, 38)
_LETTERS = 235
"""Letters that fit in all columns together."""
_LAST = len(COLUMNS)
_NUMBERS = ("volume", "minutes", "hours")
_LOOKS: dict[str, dict[str, Any]] = {
    "task": {},
    "volume": {"num_format": "#,##0"},
    "minutes": {"num_format": "0.0#"},
    "hours": {"num_format": "#,##0", "valign": "vcenter"},
    "remark": {"bold": True, "font_color": RED, "indent": 1, "valign": "vcenter"},
}
"""Of the columns that are not just a choice."""
_TWO_LINES = 30
"""Points of a row in which two lines of text fit."""


class TasksSheet(Sheet):
    """The work as managers know it; all that follows from it is empty until a task is filled in."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "tasks")
        self.follows = TaskFormulas(self.layout, self.words)

    def write(self) -> None:
        """Write the sheet, from top to bottom."""
        self.start(self.words.say("tasks_title"), dict(enumerate(map(float, _WIDTHS), start=1)))
        self._paragraph(HOW_ROW, "tasks_how")
        self._paragraph(READING_ROW, "tasks_reading")
        self.formula(STATE_ROW, 1, self.follows.state, self.words.say("tasks_none"), self.formats.of(bold=True))
        self.formula(STATE_ROW, _LAST, self.follows.ready, 0.0, self.formats.of(num_format=";;;"))
        self._tasks()
        self._derived()
        self._checked()
        self._remaining()
        self.printed_on(1, _LAST, max(REMAINING_ROW.values()))
        self.sheet.fit_to_pages(1, 1)

    # -------------------------------------------------------------------------------------------------- the tasks

    def _tasks(self) -> None:
        self.block(TASKS_HEAD, self.words.say("tasks_block"), _LAST)
        for column in COLUMNS:
            self._head(TASKS_HEAD + 1, COLUMN[column], f"tasks_head_{column}", right=column in _NUMBERS, text_wrap=True)
        self.sheet.set_row(TASKS_HEAD, _TWO_LINES)
        keys: list[str | None] = [*TASKS, *[None] * OWN_TASKS]
        for row, key in enumerate(keys, start=FIRST_TASK):
            self._task(row, key)
        for column in COLUMNS[1 : COLUMN["stays"]]:
            self._validate(column)

    def _task(self, row: int, key: str | None) -> None:
        """Write a row: what the source names with our reading of it, or an empty one."""
        cells = {column: format_address(row, place) for column, place in COLUMN.items()}
        for column in COLUMNS[: COLUMN["stays"]]:
            preset = getattr(TASKS[key], column, "") if key else ""
            text = self.words.say(f"tasks_task_{key}") if key and column == "task" else ""
            text = self.follows.word(column, preset) if preset else text
            look = self.formats.optional(**_LOOKS.get(column, {"indent": 1}))
            if text:
                self.text(row, COLUMN[column], text, look)
            else:
                self.sheet.write_blank(row - 1, COLUMN[column] - 1, None, look)
        self.formula(row, COLUMN["hours"], self.follows.hours(cells), "", self.formats.of(**_LOOKS["hours"]))
        self.formula(row, COLUMN["remark"], self.follows.remark(cells), "", self.formats.of(**_LOOKS["remark"]))

    def _validate(self, column: str) -> None:
        """Tell what a column takes when one of its cells is chosen, and refuse anything else."""
        rule: dict[str, object] = {"validate": "decimal", "criteria": ">=", "value": 0}
        if column in CHOICES:
            rule = {"validate": "list", "source": [self.follows.word(column, choice) for choice in CHOICES[column]]}
        title, meant = (self.words.say(f"tasks_{kind}_{column}") for kind in ("head", "help"))
        rule |= {"input_title": title, "input_message": meant}
        rule |= {"error_title": title, "error_message": meant}
        last = FIRST_TASK + len(TASKS) + OWN_TASKS - 1
        self.sheet.data_validation(FIRST_TASK - 1, COLUMN[column] - 1, last - 1, COLUMN[column] - 1, rule)

    # ---------------------------------------------------------------------------------------- what follows from them

    def _derived(self) -> None:
        heads = ("tasks_head_follows", "tasks_head_input", "tasks_head_said")
        self._part(DERIVED_HEAD, "tasks_derived", heads)
        self._head(DERIVED_HEAD + 1, NAME_COLUMN, "tasks_head_name")
        self._head(DERIVED_HEAD + 1, TYPE_COLUMN, "tasks_head_type")
        for driver, formula in self.follows.derived.items():
            row = DERIVED_ROW[driver]
            self.text(row, 1, self.words.of(driver))
            number = self.formats.number(value_names()[DERIVED[driver]].unit)
            self.formula(row, VALUE_COLUMN, formula, "", number)
            self.formula(row, OTHER_COLUMN, self.follows.input_now(driver), "", number)
            compared = self.follows.compared(driver, format_address(row, OTHER_COLUMN))
            self.formula(row, SAID_COLUMN, compared, "", self._said)
            self.text(row, NAME_COLUMN, DERIVED[driver], self._note)
            if driver not in LIMITS:
                self.text(row, TYPE_COLUMN, f"=tasks_{driver}", self._note)
        self.text(TECHNICAL_ROW, 1, self.words.say("tasks_technical_share"))
        self.formula(TECHNICAL_ROW, VALUE_COLUMN, self.follows.technical_share, "", self.formats.number("share"))
        self.text(TECHNICAL_ROW, SAID_COLUMN, self.words.say("tasks_no_input"), self._note)
        self._paragraph(TAKE_OVER_ROW, "tasks_take_over")
        self._paragraph(BASIS_ROW, "tasks_basis")

    def _checked(self) -> None:
        self._part(CHECKED_HEAD, "tasks_checked", ("tasks_head_tasks", "tasks_head_calculation"))
        for name, (tasks, calculation) in self.follows.checked.items():
            row, fte = CHECKED_ROW[name], name.endswith("_fte")
            self.text(row, 1, self.words.of(name) if fte else self.words.say(f"tasks_{name}"))
            number = self.formats.of(num_format="#,##0.0" if fte else "#,##0")
            self.formula(row, VALUE_COLUMN, self.follows.once_ready(tasks, of_case=fte), "", number)
            self.formula(row, OTHER_COLUMN, self.follows.once_ready(calculation, of_case=True), "", number)
        for name, key in {"complaints": "complaints", "front_hours": "front", "back_hours": "back"}.items():
            self.text(CHECKED_ROW[name], SAID_COLUMN, self.words.say(f"tasks_{key}_said"), self._note)

    def _remaining(self) -> None:
        """The hours that stay are a hint for an input of zero, and no more than that."""
        self._part(REMAINING_HEAD, "tasks_remaining", ("tasks_head_tasks", "tasks_head_input"))
        number = self.formats.of(num_format="#,##0")
        for name, formula in self.follows.remaining.items():
            self.text(REMAINING_ROW[name], 1, self.words.say(f"tasks_{name}"))
            once_ready = self.follows.once_ready(formula, of_case=name == "cost_at_zero")
            self.formula(REMAINING_ROW[name], VALUE_COLUMN, once_ready, "", number)
        row = REMAINING_ROW["cost_at_zero"]
        now = 'IF(obligations_cost_zero="",obligations_cost_today,obligations_cost_zero)'
        self.formula(row, OTHER_COLUMN, self.follows.once_ready(now), "", number)
        self._head(REMAINING_HEAD + 1, SAID_COLUMN, "tasks_head_name")
        self.text(row, SAID_COLUMN, "obligations_cost_zero", self._note)
        self.text(row, NAME_COLUMN, self.words.say("tasks_cost_at_zero_said"), self._note)

    # ------------------------------------------------------------------------------------------------ parts of it

    def _part(self, row: int, key: str, heads: tuple[str, ...]) -> None:
        """Write a heading, and below it the heads of the columns that follow the labels."""
        self.block(row, self.words.say(key), _LAST)
        for column, head in enumerate(heads, start=VALUE_COLUMN):
            self._head(row + 1, column, head, right=column != SAID_COLUMN)

    def _head(self, row: int, column: int, key: str, right: bool = False, **more: Any) -> None:
        place = {"align": "right"} if right else {"align": "left", "indent": min(column - 1, 1)}
        self.text(row, column, self.words.say(key), self.formats.of(bold=True, valign="bottom", **place, **more))

    def _paragraph(self, row: int, key: str) -> None:
        """Write a text over the columns, on as many rows as it takes."""
        for line in textwrap.wrap(self.words.say(key), _LETTERS):
            self.text(row, 1, line, self.formats.faint)
            row += 1

    @property
    def _said(self) -> Format:
        return self.formats.of(indent=1)

    @property
    def _note(self) -> Format:
        return self.formats.of(indent=1, font_color=GREY)
