"""What follows from the tasks, as formulas over the columns of their table; all are empty until the tasks are ready."""

from __future__ import annotations

from collections.abc import Mapping

from ...engine.expr import Line
from ...labels import Labels
from ...model.customers import average_customers, problem_customers
from ...model.operations import back_fte, back_hours, front_fte, front_hours, hours_per_fte
from ..layout import Layout
from ..tasks_tables import CHOICES, DERIVED, LIMITS
from .spoken import sentence_formula, text_formula

SERVED = ("contact", "complaint")
"""What counts as a contact that is served: the shares and the minutes of the model are about these."""
_MINUTES_PER_HOUR = 60


class TaskFormulas:
    """The formulas in the words of one language."""

    def __init__(self, layout: Layout, words: Labels) -> None:
        self.layout, self.words = layout, words

    def word(self, column: str, choice: str) -> str:
        """Return what a choice in a column is called."""
        return self.words.say(f"tasks_{choice}" if choice in ("yes", "no") else f"tasks_{column}_{choice}")

    # --------------------------------------------------------------------------------------------- of each task

    def hours(self, cells: Mapping[str, str]) -> str:
        """Return the hours of a task in a year, from its cells by column."""
        volume, minutes, remark = (cells[column] for column in ("volume", "minutes", "remark"))
        return f'IF(AND(COUNT({volume},{minutes})=2,{remark}=""),{volume}*{minutes}/{_MINUTES_PER_HOUR},"")'

    def remark(self, cells: Mapping[str, str]) -> str:
        """Return what is still to be done about a task: nothing where no volume and no minutes are filled in."""
        volume, minutes = cells["volume"], cells["minutes"]
        numbers = f"AND(COUNT({volume},{minutes})=2,MIN(0,{volume},{minutes})=0)"
        chosen = (
            "OR({})".format(",".join(f"{cells[column]}={self._quoted(column, choice)}" for choice in CHOICES[column]))
            for column in ("counts", "kind", "office")
        )
        problem = f'IF(AND({",".join(chosen)}),"",{self._said("remark_choices")})'
        return f'IF(AND({volume}="",{minutes}=""),"",IF({numbers},{problem},{self._said("remark_numbers")}))'

    @property
    def ready(self) -> str:
        """Return 1 once a task is filled in and none is incomplete."""
        return 'IF(COUNT(tasks_hours)=0,0,IF(COUNTIF(tasks_remark,"?*")=0,1,0))'

    @property
    def state(self) -> str:
        """Return how far the table is, in words."""
        incomplete = 'COUNTIF(tasks_remark,"?*")'
        told = sentence_formula(self.words, "tasks_incomplete", rows=incomplete)
        count = sentence_formula(self.words, "tasks_count", rows="COUNT(tasks_hours)")
        return f"IF({incomplete}>0,{told},IF(COUNT(tasks_hours)=0,{self._said('none')},{count}))"

    # ----------------------------------------------------------------------------------------------- of the inputs

    @property
    def derived(self) -> Mapping[str, str]:
        """Return the formula of each driver that follows from the tasks."""
        routine, contacts = self._volume(*SERVED, kind="routine"), self._volume("contact")
        in_front = self._volume(*SERVED, kind="routine", office="front")
        outside = self._volume(*SERVED, kind="routine", office="front", outsource="yes")
        per_customer = self._ratio(contacts, "customers*reach_share_today")
        found = {
            # An input that holds no number is told beside the input itself.
            "contacts_per_customer": f'IFERROR({per_customer},"")',
            "order_share": self._ratio(self._volume("contact", order="yes"), contacts),
            "routine_share": self._share("routine"),
            "specialist_share": self._share("specialist"),
            "routine_by_specialists_share": self._ratio(self._volume(*SERVED, kind="routine", office="back"), routine),
            "outsourced_share": self._ratio(outside, in_front),
        }
        minutes = {f"{kind}_minutes": self._minutes(kind) for kind in CHOICES["kind"]}
        return {driver: (found | minutes)[driver] for driver in DERIVED}

    @property
    def technical_share(self) -> str:
        """Return the formula of the share that the inputs do not name."""
        return self._share("technical")

    def input_now(self, driver: str) -> str:
        """Return the formula of what stands in the cell of an input; an empty plan equals today."""
        name = DERIVED[driver]
        today = f"{driver}_today"
        value = f'IF({name}="",{today},{name})' if name.endswith("_plan") else name
        return f'IF(AND(tasks_ready=1,ISNUMBER({value})),{value},"")'

    def compared(self, driver: str, now: str) -> str:
        """Return the formula of what to make of the difference; ``now`` is the cell of what stands in the input."""
        follows = f"tasks_{driver}"
        as_words = {True: ("within_limit", "beyond_limit"), False: ("same", "different")}
        fits, differs = (self._said(key) for key in as_words[driver in LIMITS])
        condition = f"ROUND({now}-{follows},4){'<=' if driver in LIMITS else '='}0"
        return f'IF({follows}="","",IF({now}="",{self._said("empty")},IF({condition},{fits},{differs})))'

    # ------------------------------------------------------------------------------------ beside the calculation

    @property
    def checked(self) -> Mapping[str, tuple[str, str]]:
        """Return what the tasks come to, and what the calculation comes to, by what is checked."""
        served = "contacts_per_customer_today*reach_share_today"
        about_problems = "contact_share_today*contacts_per_problem_today*reach_share_today"
        front, back = (self._total("hours", office=office) for office in CHOICES["office"])
        per_fte = self._today(hours_per_fte)
        return {
            "contacts": (self._volume("contact"), f"{self._today(average_customers)}*{served}"),
            "complaints": (self._volume("complaint"), f"{self._today(problem_customers)}*{about_problems}"),
            "front_hours": (front, self._today(front_hours)),
            "back_hours": (back, self._today(back_hours)),
            "front_fte": (f"({front})/{per_fte}", self._today(front_fte)),
            "back_fte": (f"({back})/{per_fte}", self._today(back_fte)),
        }

    @property
    def remaining(self) -> Mapping[str, str]:
        """Return the hours that stay without customer service, and what they cost at today's wages."""
        front, back = (self._total("hours", office=office, stays="yes") for office in CHOICES["office"])
        wages = f"(({front})*front_salary_today+({back})*back_salary_today)*(1+on_cost)/{self._today(hours_per_fte)}"
        return {"hours_at_zero": self._total("hours", stays="yes"), "cost_at_zero": wages}

    def once_ready(self, formula: str, of_case: bool = False) -> str:
        """Return a formula that is empty until the tasks are ready, and with ``of_case`` until there is a case too."""
        condition = 'AND(tasks_ready=1,case_message="")' if of_case else "tasks_ready=1"
        return f'IF({condition},{formula},"")'

    # ------------------------------------------------------------------------------------------------- building

    def _share(self, kind: str) -> str:
        return self._ratio(self._volume(*SERVED, kind=kind), self._volume(*SERVED))

    def _minutes(self, kind: str) -> str:
        hours = "+".join(self._total("hours", counts=counts, kind=kind) for counts in SERVED)
        return self._ratio(f"{_MINUTES_PER_HOUR}*({hours})", self._volume(*SERVED, kind=kind))

    def _ratio(self, part: str, whole: str) -> str:
        return self.once_ready(f'IF({whole}>0,({part})/({whole}),"")')

    def _volume(self, *counts: str, **where: str) -> str:
        """Return the volume of tasks that count as one of some things."""
        return "+".join(self._total("volume", counts=each, **where) for each in counts)

    def _total(self, what: str, **where: str) -> str:
        """Return the sum of a column over the tasks with these choices."""
        conditions = ",".join(f"tasks_{column},{self._quoted(column, choice)}" for column, choice in where.items())
        return f"SUMIFS(tasks_{what},{conditions})"

    def _today(self, line: Line) -> str:
        return self.layout.cell_of(line, "today", 1)

    def _quoted(self, column: str, choice: str) -> str:
        return text_formula(self.word(column, choice))

    def _said(self, key: str) -> str:
        return text_formula(self.words.say(f"tasks_{key}"))
