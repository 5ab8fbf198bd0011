"""The scenarios sheet: named sets of values side by side, incidents, and which inputs go up and down together."""

from __future__ import annotations

from ...inputs import value_names
from ...spreadsheet.addresses import format_address
from ...uncertainty import PARTS, range_names
from .. import made
from ..analysis_tables import (
    BASE_COLUMN,
    CORRELATION_PART,
    CORRELATIONS,
    FIRST,
    FIRST_SCENARIO,
    INCIDENT_PART,
    INCIDENTS,
    LIST_COLUMN,
    RESULTS_FIRST,
    RESULTS_PART,
    SCENARIO_INPUTS,
    SCENARIO_MEASURES,
    SCENARIO_PART,
    SCENARIOS,
    SEALS,
)
from ..layout import LABEL
from ..value_labels import label_of
from .analyses_charts import Charts
from .analyses_sheet import SheetOfAnalyses
from .sheet import Context

LAST_COLUMN = 19
_ANY = "[>=1000]#,##0;[<=-1000]-#,##0;0.0###"


class ScenariosSheet(SheetOfAnalyses):
    """Scenarios with their results, incidents and correlations."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "scenarios")

    def write(self) -> None:
        """Write the sheet."""
        say = self.words.say
        widths = {1: 44, 2: 44, **dict.fromkeys(range(BASE_COLUMN, LAST_COLUMN + 1), 14)}
        self.start(say("scenarios_sheet_title"), widths | {LIST_COLUMN: 30, LIST_COLUMN + 1: 60, LIST_COLUMN + 2: 30})
        self.text(2, LABEL, say("scenarios_how"), self.formats.faint)
        self.unlock()
        self.formula(2, SEALS, made.scenario_formula(), 0.0, self.hidden)
        for part in (SCENARIO_PART, RESULTS_PART, INCIDENT_PART, CORRELATION_PART):
            self.block(part.row, say(f"block_of_{part.key}"), LAST_COLUMN)
        self._lists()
        self._scenarios()
        self._results()
        self._incidents()
        self._correlations()
        Charts(self.context, self.sheet).scenarios()
        self.sheet.freeze_panes(SCENARIO_PART.head, 2)
        self.printed_on(2, LAST_COLUMN, CORRELATION_PART.first + CORRELATIONS)

    def _lists(self) -> None:
        """The names to choose from, with what they mean."""
        grey = self.formats.faint
        self.text(1, LIST_COLUMN, self.words.say("names_to_choose"), grey)
        for row, name in enumerate(choices(), start=2):
            self.text(row, LIST_COLUMN, name, grey)
            self.text(row, LIST_COLUMN + 1, label_of(name, self.words), grey)
        for row, name in enumerate(uncertain(), start=2):
            self.text(row, LIST_COLUMN + 2, name, grey)

    def _listed(self, column: int, count: int) -> str:
        return f"{format_address(2, column, True)}:{format_address(1 + count, column, True)}"

    def _heads(self, row: int, heads: dict[int, str]) -> None:
        left = self.formats.of(bold=True, bottom=1)
        for column, head in heads.items():
            self.text(row, column, head, left if column < BASE_COLUMN else self.formats.head)

    def _scenarios(self) -> None:
        say, part = self.words.say, SCENARIO_PART
        self._heads(part.head, {1: say("head_driver"), 2: say("head_meaning"), BASE_COLUMN: say("scenario_now")})
        for column in range(FIRST_SCENARIO, FIRST_SCENARIO + SCENARIOS):
            name = say("scenario_number", number=column - FIRST_SCENARIO + 1)
            self.text(part.head, column, name, self.formats.filled_in(bold=True, align="right"))
        names, labelled = (self._listed(LIST_COLUMN + at, len(choices())) for at in (0, 1))
        for row in range(part.first, part.first + SCENARIO_INPUTS):
            self._entry(row, FIRST)
            self._choice(row, FIRST, names)
            chosen = format_address(row, FIRST)
            found = f'IFERROR(INDEX({labelled},MATCH({chosen},{names},0)),"{say("no_such_input")}")'
            self.formula(row, 2, f'IF({chosen}="","",{found})', "", self.formats.faint)
            self.sheet.write_blank(row - 1, BASE_COLUMN - 1, None, self.formats.of(num_format=_ANY, locked=False))
            for column in range(FIRST_SCENARIO, FIRST_SCENARIO + SCENARIOS):
                self._entry(row, column, _ANY)

    def _results(self) -> None:
        self.state("scenarios", RESULTS_PART.state)
        for row, measure in enumerate(SCENARIO_MEASURES, start=RESULTS_FIRST):
            self.text(row, 1, self.words.of(measure))
            self.text(row, 2, measure, self.formats.faint)
            pattern = "0.0%" if measure in ("roi", "irr", "break_even_realisation") else "#,##0"
            style = self.formats.of(num_format="0.0" if measure == "payback" else pattern, align="right", locked=False)
            for column in range(BASE_COLUMN, BASE_COLUMN + 1 + SCENARIOS):
                self.sheet.write_blank(row - 1, column - 1, None, style)
        self.text(RESULTS_FIRST + len(SCENARIO_MEASURES), 1, self.words.say("scenario_refused"))

    def _incidents(self) -> None:
        say, part = self.words.say, INCIDENT_PART
        self._heads(part.head, {1: say("head_incident"), 2: say("head_probability"), 3: say("head_customers_lost")})
        for row in range(part.first, part.first + INCIDENTS):
            self._entry(row, 1)
            self._entry(row, 2, "0.0##%", align="left")
            self._entry(row, 3, "#,##0")
        self._between(part.first, 2, INCIDENTS, 0, 1)

    def _correlations(self) -> None:
        say, part = self.words.say, CORRELATION_PART
        self._heads(part.head, {1: say("head_first"), 2: say("head_second"), 3: say("head_coefficient")})
        names = self._listed(LIST_COLUMN + 2, len(uncertain()))
        for row in range(part.first, part.first + CORRELATIONS):
            for column in (1, 2):
                self._entry(row, column)
                self._choice(row, column, names)
            self._entry(row, 3, "0.00")
        self._between(part.first, 3, CORRELATIONS, -1, 1)

    def _entry(self, row: int, column: int, pattern: str = "", **more: object) -> None:
        style = self.formats.filled_in(**({"num_format": pattern} if pattern else {}), **more)
        self.sheet.write_blank(row - 1, column - 1, None, style)

    def _choice(self, row: int, column: int, names: str) -> None:
        """A list to choose from; anything else may be typed as well, and is told."""
        rule = {"validate": "list", "source": f"={names}", "error_type": "information"}
        self.sheet.data_validation(row - 1, column - 1, row - 1, column - 1, rule)

    def _between(self, row: int, column: int, rows: int, least: float, most: float) -> None:
        rule = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
        self.sheet.data_validation(row - 1, column - 1, row + rows - 2, column - 1, rule)


def choices() -> list[str]:
    """Return the names that a scenario can give another value: all but the ramp, which has ten."""
    return [name for name, driver in value_names().items() if driver.scope != "year"]


def uncertain() -> list[str]:
    """Return the drivers that can have a range."""
    return [driver for name, driver in range_names().items() if name == f"{driver}_{PARTS[0]}"]
