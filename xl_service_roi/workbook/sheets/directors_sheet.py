"""The directors sheet: who gains and who pays, by remit."""

from __future__ import annotations

from functools import partial

from ...officer import FORMS, LINES_OF_REMIT, REMITS, ROLES, Remit, by_remit, total_of_role
from ...spreadsheet.addresses import format_address
from ..layout import LABEL, STATE_ROW
from ..officer_tables import (
    BALANCE,
    BESIDE,
    DIRECTORS_CHART_COLUMN,
    DIRECTORS_LAST_COLUMN,
    FIRST_REMIT,
    GAINS,
    LAST_REMIT,
    LINES_ROW,
    OF_OFFICER,
    PAYS,
    REMITS_HEAD,
    REMITS_ROW,
    ROLE,
    rows_of_lines,
)
from .charts import DOWN, UP, ChartWriter
from .figures_sheet import AMOUNT, SUM, FiguresSheet
from .formats import DARK_BLUE, LIGHT_BLUE
from .sheet import Context
from .told import Branch, Teller, Told, first_that_holds


class DirectorsSheet(FiguresSheet):
    """Who gains and who pays, by remit."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "directors")
        found = self.cached.found
        nothing = [Remit(name, {line.name: 0.0 for line in lines}) for name, lines in LINES_OF_REMIT.items()]
        self.remits = by_remit(found) if self.cached.ready else nothing
        self.of_lines = rows_of_lines()

    def write(self) -> None:
        """Write the sheet."""
        say = self.words.say
        amounts = dict.fromkeys((GAINS, PAYS, BALANCE), 14)
        beside = dict.fromkeys(range(DIRECTORS_CHART_COLUMN, DIRECTORS_LAST_COLUMN + 1), 10)
        self.start(say("directors_title"), {LABEL: 44, ROLE: 18, ROLE + 1: 3} | amounts | beside)
        self.message()
        self._sentences(STATE_ROW + 1)
        self.text(STATE_ROW + 3, LABEL, say("directors_note"), self.formats.faint)
        self._remits()
        self._totals()
        self._of_officer()
        self._line_by_line()
        self._chart()
        self.sheet.freeze_panes(STATE_ROW, 0)
        self.printed_on(STATE_ROW, DIRECTORS_LAST_COLUMN, max(self.of_lines.values()) + len(LINES_OF_REMIT[REMITS[-1]]))
        self.sheet.fit_to_pages(1, 1)

    # ---------------------------------------------------------------------------------------------------- by remit

    def _remits(self) -> None:
        say, number, bold = self.words.say, *(self.formats.of(num_format=AMOUNT, bold=bold) for bold in (False, True))
        heads = {GAINS: say("directors_gains"), PAYS: say("directors_pays"), BALANCE: say("directors_balance")}
        self.block(REMITS_ROW, say("directors_block_remits"), ROLE, heads)
        indented = self.formats.of(bold=True, bg_color=LIGHT_BLUE, font_color=DARK_BLUE, align="left", indent=1)
        self.text(REMITS_ROW, ROLE, say("officer_head_this"), indented)
        for row, remit in enumerate(self.remits, start=FIRST_REMIT):
            lines = self._lines_of(remit.name)
            self.text(row, LABEL, self.words.group("REMITS", remit.name))
            self.shown(row, GAINS, f'SUMIF({lines},">0")', remit.gains, number)
            self.shown(row, PAYS, f'SUMIF({lines},"<0")', remit.pays, number)
            self.shown(row, BALANCE, f"SUM({lines})", remit.total, bold)
            role = self.layout.cell("officer", REMITS_HEAD + 1 + row - FIRST_REMIT, BESIDE)
            has = say(f"officer_role_{FORMS[self.form][remit.name].key}")
            self.formula(row, ROLE, role, has, self.formats.of(indent=1))

    def _lines_of(self, remit: str) -> str:
        first = self.of_lines[remit] + 1
        return f"{format_address(first, BALANCE)}:{format_address(first + len(LINES_OF_REMIT[remit]) - 1, BALANCE)}"

    def _column(self, column: int) -> str:
        """Return the cells of all remits in a column."""
        return f"{format_address(FIRST_REMIT, column, True)}:{format_address(LAST_REMIT, column, True)}"

    def _totals(self) -> None:
        """All remits and the residual value are the value of the programme, or the sheet says that they are not."""
        row, bold = LAST_REMIT + 1, self.formats.of(num_format=AMOUNT, **SUM)
        self.text(row, LABEL, self.words.say("directors_sum"), self.formats.of(**SUM))
        sums = {
            GAINS: sum(remit.gains for remit in self.remits),
            PAYS: sum(remit.pays for remit in self.remits),
            BALANCE: sum(remit.total for remit in self.remits),
        }
        for column, total in sums.items():
            self.shown(row, column, f"SUM({self._column(column)})", total, bold)
        self.text(row + 1, LABEL, self.words.say("directors_residual"))
        residual, plain = self._measure("heading_residual"), self.formats.of(num_format=AMOUNT)
        self.shown(row + 1, BALANCE, self.part("programme_heading_residual"), residual, plain)
        self.text(row + 2, LABEL, self.words.of("programme_npv"), self.formats.of(**SUM))
        both = f"{format_address(row, BALANCE)}+{format_address(row + 1, BALANCE)}"
        self.shown(row + 2, BALANCE, both, self._measure("npv"), bold)
        summed = "+".join(f"ABS({format_address(row, column)})" for column in (GAINS, PAYS))
        self.agrees(row + 2, BALANCE, "programme_npv", summed)

    def _measure(self, name: str) -> float | str:
        return float(self.cached.found.measures[f"programme_{name}"]) if self.cached.ready else ""

    # ------------------------------------------------------------------------------------------------ in sentences

    def _sentences(self, row: int) -> None:
        """Say who gains most and who pays most."""
        tell, totals, names = Teller(self.words), self._column(BALANCE), self._column(LABEL)
        most, least = f"MAX({totals})", f"MIN({totals})"
        gainer, payer = (pick(self.remits, key=lambda remit: remit.total) for pick in (max, min))
        said = {
            "gainer": Told(f"INDEX({names},MATCH({most},{totals},0))", self.words.group("REMITS", gainer.name)),
            "gain": tell.money(most, gainer.total),
            "payer": Told(f"INDEX({names},MATCH({least},{totals},0))", self.words.group("REMITS", payer.name)),
            "payment": tell.money(least, payer.total),
        }
        gains, pays = gainer.total > 0, payer.total < 0
        crossing = partial(Branch, f"AND({most}>0,{least}<0)", gains and pays)
        sentence = first_that_holds(
            crossing(tell.say("directors_gains_and_pays", **said)),
            Branch(f"{most}>0", gains, tell.say("directors_only_gains", **said)),
            Branch(f"{least}<0", pays, tell.say("directors_only_pays", **said)),
            otherwise=tell.say("directors_nothing_moves"),
        )
        self.shown(row, LABEL, sentence.formula, sentence.text, self.formats.of(bold=True))
        across = first_that_holds(crossing(tell.say("directors_across")))
        self.shown(row + 1, LABEL, across.formula, across.text)

    # ------------------------------------------------------------------------------------------------- the officer

    def _of_officer(self) -> None:
        """Write how much of it is in the remits of the officer that was chosen."""
        self.block(OF_OFFICER, self.words.say("directors_block_officer"), ROLE)
        self.by_form(OF_OFFICER + 1, LABEL, self.form_name, self.formats.of(bold=True))
        for row, role in enumerate(ROLES, start=OF_OFFICER + 2):
            self.text(row, LABEL, self.words.say(f"directors_{role}"))
            has_it = f'{self._column(ROLE)}="{self.words.say(f"officer_role_{role}")}"'
            value = total_of_role(self.cached.found, self.form, role) if self.cached.ready else ""
            formula = f"SUMPRODUCT(({has_it})*{self._column(BALANCE)})"
            self.shown(row, BALANCE, formula, value, self.formats.of(num_format=AMOUNT))
        self.text(OF_OFFICER + 2 + len(ROLES), LABEL, self.words.say("directors_roles_note"), self.formats.faint)

    def _line_by_line(self) -> None:
        heads = {BALANCE: self.words.say("head_programme")}
        self.block(LINES_ROW, self.words.say("directors_block_lines"), ROLE, heads)
        number = self.formats.of(num_format=AMOUNT)
        for remit in self.remits:
            row = self.of_lines[remit.name]
            self.text(row, LABEL, self.words.group("REMITS", remit.name), self.formats.of(bold=True))
            for below, line in enumerate(LINES_OF_REMIT[remit.name], start=row + 1):
                self.text(below, LABEL, self.words.of(line.name), self.formats.of(indent=1))
                self.shown(below, BALANCE, self.part(f"programme_pv_{line.name}"), remit.lines[line.name], number)

    def _chart(self) -> None:
        charts = ChartWriter(self.context, self.sheet)
        chart = charts.chart({"type": "bar", "subtype": "stacked"}, "directors_chart")
        remits = charts.cells(FIRST_REMIT, LABEL, len(REMITS))
        for column, key, colour in ((GAINS, "directors_gains", UP), (PAYS, "directors_pays", DOWN)):
            look = {"fill": {"color": colour}, "border": {"color": "#404040", "width": 0.5}, "gap": 50}
            charts.series(chart, remits, charts.cells(FIRST_REMIT, column, len(REMITS)), self.words.say(key), **look)
        charts.downwards(chart)
        chart.set_x_axis(charts.axis("directors_chart_money", num_format="#,##0,"))
        charts.place(chart, REMITS_ROW, DIRECTORS_CHART_COLUMN, (590, 340), self.words.say("directors_chart_alt"))
