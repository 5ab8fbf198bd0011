"""What stands on the tasks sheet: one description for who writes and who reads them."""

from __future__ import annotations

from typing import NamedTuple

from .analysis_tables import Table


class Preset(NamedTuple):
    """How we read a task that the source names: the choices beside it, to be changed where a firm differs."""

    counts: str
    kind: str
    office: str
    order: str = "no"
    outsource: str = "no"
    stays: str = "no"


TASKS: dict[str, Preset] = {
    "information": Preset("contact", "routine", "front", outsource="yes"),
    "brochures": Preset("contact", "routine", "front", outsource="yes"),
    "complaints": Preset("complaint", "specialist", "back", stays="yes"),
    "selling": Preset("none", "routine", "front"),
    "orders": Preset("contact", "routine", "front", order="yes", outsource="yes"),
    "reservations": Preset("contact", "routine", "front", order="yes", outsource="yes"),
    "engineers": Preset("contact", "technical", "back", stays="yes"),
    "questions": Preset("contact", "specialist", "back"),
    "newsletter": Preset("none", "routine", "back", outsource="yes"),
    "switchboard": Preset("none", "routine", "front", outsource="yes"),
}
"""The ten tasks that the source names."""
OWN_TASKS = 5
"""Empty rows for other tasks."""

CHOICES: dict[str, tuple[str, ...]] = {
    "counts": ("contact", "complaint", "none"),
    "kind": ("routine", "specialist", "technical"),
    "office": ("front", "back"),
    "order": ("yes", "no"),
    "outsource": ("yes", "no"),
    "stays": ("yes", "no"),
}
"""What can be chosen in a column."""
COLUMNS = ("task", "counts", "volume", "minutes", "kind", "office", "order", "outsource", "stays", "hours", "remark")
"""Of a task; all up to the hours are typed or chosen."""
COLUMN = {name: place for place, name in enumerate(COLUMNS, start=1)}

DERIVED = {
    "contacts_per_customer": "contacts_per_customer_today",
    "order_share": "order_share",
    "routine_share": "routine_share_today",
    "specialist_share": "specialist_share_today",
    "routine_minutes": "routine_minutes_today",
    "specialist_minutes": "specialist_minutes_today",
    "technical_minutes": "technical_minutes_today",
    "routine_by_specialists_share": "routine_by_specialists_share_today",
    "outsourced_share": "outsourced_share_plan",
}
"""The drivers that follow from the tasks, and the name of the cell that each may be taken over in."""
LIMITS = ("outsourced_share",)
"""Those of which the tasks give no more than an upper limit."""
CHECKED = ("contacts", "complaints", "front_hours", "back_hours", "front_fte", "back_fte")
"""What the tasks come to, beside what the calculation comes to."""
REMAINING = ("hours_at_zero", "cost_at_zero")
"""What stays without customer service."""

VALUE_COLUMN, OTHER_COLUMN, SAID_COLUMN = 2, 3, 4
"""Below the tasks: what follows from them, what the inputs or the calculation say, and what to make of it."""
NAME_COLUMN, TYPE_COLUMN = 7, 10
"""Of the inputs that follow: their name, and what to type in their cell."""

HOW_ROW, READING_ROW, STATE_ROW, TASKS_HEAD = 2, 3, 4, 6
FIRST_TASK = TASKS_HEAD + 2
_ROWS = len(TASKS) + OWN_TASKS
DERIVED_HEAD = FIRST_TASK + _ROWS + 1
DERIVED_ROW = {driver: DERIVED_HEAD + 1 + place for place, driver in enumerate(DERIVED, start=1)}
TECHNICAL_ROW = DERIVED_HEAD + 2 + len(DERIVED)
TAKE_OVER_ROW, BASIS_ROW = TECHNICAL_ROW + 1, TECHNICAL_ROW + 2
"""Of explanations; the last one takes two rows."""
CHECKED_HEAD = BASIS_ROW + 3
CHECKED_ROW = {name: CHECKED_HEAD + 1 + place for place, name in enumerate(CHECKED, start=1)}
REMAINING_HEAD = CHECKED_ROW[CHECKED[-1]] + 2
REMAINING_ROW = {name: REMAINING_HEAD + 1 + place for place, name in enumerate(REMAINING, start=1)}


def _cell(name: str, row: int, column: int = VALUE_COLUMN) -> Table:
    return Table(f"tasks_{name}", "tasks", row, column, 1, 1)


TABLES: tuple[Table, ...] = (
    Table("tasks_table", "tasks", FIRST_TASK, COLUMN["task"], _ROWS, COLUMN["stays"]),
    *(Table(f"tasks_{name}", "tasks", FIRST_TASK, COLUMN[name], _ROWS, 1) for name in COLUMNS),
    _cell("state", STATE_ROW, COLUMN["task"]),
    _cell("ready", STATE_ROW, COLUMN["remark"]),
    *(_cell(driver, row) for driver, row in DERIVED_ROW.items()),
    _cell("technical_share", TECHNICAL_ROW),
    *(_cell(name, row) for name, row in REMAINING_ROW.items()),
)
"""All cells that have a name there."""
