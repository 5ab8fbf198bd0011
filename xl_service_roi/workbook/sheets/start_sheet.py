"""The start sheet: what to do in three steps, and how far one is."""

from __future__ import annotations

from ...headlines import ABOUT_PLAN, ABOUT_SERVICE, Telling
from ...inputs import essentials
from ...model.operations import back_fte, front_fte, staff_cost
from ...numbers import number
from ..layout import FIRST_HEADLINES, LABEL
from ..start_tables import QUESTIONS
from .formats import DARK_BLUE, ENTRY_COLOUR, GREY, OPTIONAL_COLOUR, RED
from .paragraphs import height
from .sheet import Context, Sheet
from .spoken import whole_formula
from .told import Branch, Teller, Told, first_that_holds

_TEXT = 2
"""The column behind the links."""
_WIDTHS = {LABEL: 26.0, _TEXT: 82.0}
_ROW = 18
"""Points of a row with one line."""
_HEADLINE = 32
"""Points of a row with a headline, which takes two."""
_SHEETS = ("tasks", "officer", "directors", "scenarios", "analyses", "today", "plan", "zero", "notes")
"""Those that no step leads to."""
_CELLS = ("entry", "optional", "worked_out", "note", "warning")
_TO_KNOW = ("for_whom", "needs", "figures")
_MIDDLE = {"valign": "vcenter"}


class StartSheet(Sheet):
    """What to do in three steps, and how far one is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "start")
        self.teller = Teller(self.words)
        self.row = 4
        """The next row to write."""

    def write(self) -> None:
        """Write the sheet, from top to bottom."""
        self.start(self.words.say("title"), _WIDTHS)
        self.sheet.set_row(1, _ROW)
        self.text(2, LABEL, self.words.say("promise"), self.formats.of(font_size=11, font_color=DARK_BLUE))
        self._steps()
        self._cells()
        self._sheets()
        self._to_know()
        self.printed_on(1, _TEXT, self.row - 1)
        self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 1)
        self.sheet.activate()

    def _steps(self) -> None:
        self._head("start_steps")
        inputs = [self._inputs(), self._reckoned_with()]
        states = {"before": [self._answers()], "inputs": inputs, "results": self._results()}
        for step, (key, said) in enumerate(states.items(), start=1):
            text = self.words.say(f"start_step_{key}", essential=len(essentials()))
            self._link(key, f"{step}  {self.layout.sheets[key]}", text, bold=True, font_size=11)
            self.text(self.row, LABEL, self.words.say("start_state"), self.formats.of(**_MIDDLE, indent=2))
            for state in said:
                self._state(state, _ROW if len(said) == 1 else _HEADLINE)
        self.row += 1

    def _state(self, state: Told, points: float) -> None:
        style = self.formats.of(**_MIDDLE, bold=True, indent=1, text_wrap=True)
        self.formula(self.row, _TEXT, state.formula, state.text, style)
        self.sheet.set_row(self.row - 1, points)
        self.row += 1

    # ------------------------------------------------------------------------------------------- how far one is

    def _answers(self) -> Told:
        before = self.context.before
        answered = sum(getattr(before, each) is not None or each in before.unclear for each in QUESTIONS)
        count = self.teller.count("COUNTA(before_answers)", answered)
        return self.teller.say("start_answered", answered=count, questions=self.teller.plain(str(len(QUESTIONS))))

    def _inputs(self) -> Told:
        """Tell how many inputs are empty; if none is, whether all can be used."""
        tell, ready = self.teller, self.cached.ready
        essential = tell.plain(str(len(essentials())))
        missing = tell.count("inputs_missing", 0 if ready else len(essentials()))
        return first_that_holds(
            Branch("inputs_missing>0", not ready, tell.say("start_inputs_empty", missing=missing, essential=essential)),
            Branch("inputs_wrong>0", False, tell.say("start_inputs_wrong", wrong=tell.count("inputs_wrong", 0))),
            otherwise=tell.say("start_inputs_filled", essential=essential),
        )

    def _reckoned_with(self) -> Told:
        """Tell with how much staff the case reckons today: what a finance director holds against the budget first."""
        cells = [self.layout.cell_of(line, "today", 1) for line in (front_fte, back_fte, staff_cost)]
        fte, cost = f"({cells[0]}+{cells[1]})", cells[2]
        found, language = self.cached.found, self.words.language
        values = (found.lines["today"][line.name][1] for line in (front_fte, back_fte, staff_cost))
        front, back, paid = map(float, values) if self.cached.ready else (0.0, 0.0, 0.0)
        told = self.teller.say(
            "start_reckoned_with",
            fte=Told(whole_formula(fte, language), number(front + back, language)),
            cost=self.teller.money(cost, paid),
        )
        return first_that_holds(Branch('case_message=""', self.cached.ready, told))

    def _results(self) -> list[Told]:
        """Tell what came out, or what it waits for: the first headline about service, and that about the plan."""
        service, plan = self.cached.message, ""
        if self.context.inputs:
            telling = Telling(self.cached.found, self.context.inputs.values, self.words.language)
            service, plan = (next(telling.sentences(about)) for about in (ABOUT_SERVICE, ABOUT_PLAN))
        return [Told(name, text) for name, text in zip(FIRST_HEADLINES, (service, plan), strict=True)]

    # ------------------------------------------------------------------------------------------------- the rest

    def _cells(self) -> None:
        """What a cell looks like, told by its frame, its letters and a word as well as by its colour."""
        self._head("start_cells")
        frame = {"border": 1, "border_color": "#BFBFBF"}  # as of cells to fill in, but locked: these only show the look
        looks = {
            "entry": self.formats.of(**_MIDDLE, **frame, bg_color=ENTRY_COLOUR),
            "optional": self.formats.of(**_MIDDLE, **frame, bg_color=OPTIONAL_COLOUR),
            "worked_out": self.formats.of(**_MIDDLE),
            "note": self.formats.of(**_MIDDLE, font_color=GREY),
            "warning": self.formats.of(**_MIDDLE, bold=True, font_color=RED),
        }
        for key in _CELLS:
            self.text(self.row, LABEL, self.words.say(f"start_cell_{key}"), looks[key])
            self._about(self.words.say(f"start_cell_{key}_means"))
        self.row += 1

    def _sheets(self) -> None:
        self._head("start_sheets")
        for key in _SHEETS:
            self._link(key, self.layout.sheets[key], self.words.say(f"start_sheet_{key}"))
        self.row += 1

    def _to_know(self) -> None:
        self._head("start_to_know")
        for key in _TO_KNOW:
            self.text(self.row, LABEL, self.words.say(f"start_{key}"), self.formats.of(**_MIDDLE))
            self._about(self.words.say(f"start_{key}_means"))

    # -------------------------------------------------------------------------------------------- parts of a row

    def _head(self, key: str) -> None:
        self.block(self.row, self.words.say(key), _TEXT)
        self.row += 1

    def _link(self, key: str, title: str, text: str, **more: object) -> None:
        """Write a link to a sheet, and what one does there."""
        look = self.formats.of(font_color="#0563C1", underline=1, **_MIDDLE, **more)
        self.sheet.write_url(self.row - 1, LABEL - 1, f"internal:{self.layout.cell(key, 1, 1)}", look, title)
        self._about(text)

    def _about(self, text: str) -> None:
        """Write the text beside a link or cell, and go on to the next row."""
        self.text(self.row, _TEXT, text, self.formats.of(**_MIDDLE, text_wrap=True, indent=1))
        self.sheet.set_row(self.row - 1, max(_ROW, height((text, _WIDTHS[_TEXT]))))
        self.row += 1
