"""The rows behind the charts of the results sheet: the steps of a waterfall by line, and customers over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...inputs import LAST_YEAR
from ...model import MODEL
from ...model.driver import FUTURES
from ...numbers import MINUS, money
from ...spreadsheet.addresses import format_address
from ..cached import Cached
from ..layout import LABEL, LARGEST, PIECE, Block
from .sheet import Context, Sheet
from .spoken import money_formula, text_formula

AMOUNT, SIZE, PLACE = PIECE, PIECE + 1, PIECE + 2
"""The columns of what each line adds."""
FROM, TO, BARS = PIECE + 1, PIECE + 2, PIECE + 3
"""The columns of the steps: where each begins and ends, and the first of what is drawn of it."""
DRAWN = 7
"""How many columns are drawn: what carries a bar, the bars that rise, and those that fall, each above and below 0; and
the total."""
REST, TOTAL = "rest", "total"
"""The steps after the largest amounts."""


class Step(NamedTuple):
    """A bar of the waterfall: what it says, its amount, and where it begins and ends."""

    label: str
    amount: float
    begin: float
    end: float


class ChartRows(Sheet):
    """Writes these rows on the workings sheet."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "workings")
        self.money = self.formats.of(num_format="#,##0.00")

    def write(self) -> None:
        """Write the rows."""
        blocks = self.layout.workings
        self._contributions(blocks["contributions"])
        self._steps(blocks["steps"], blocks["contributions"])
        self._customers(blocks["customers"])

    # ------------------------------------------------------------------------------------------- contributions

    def _contributions(self, block: Block) -> None:
        """Write what each line adds, its size to the cent, and its place by size: of equals the first comes first."""
        places = self._places(block)
        for row, name in enumerate(block.names, start=block.first):
            found = self.layout.cell_of(MODEL.measures[name], "", 0)
            amount, size = format_address(row, AMOUNT), format_address(row, SIZE)
            sizes = f"{format_address(block.first, SIZE, True)}:{format_address(block.last, SIZE, True)}"
            above = f"{format_address(block.row, SIZE, True)}:{format_address(row - 1, SIZE)}"
            self.text(row, LABEL, self._label(name))
            value = self._amount(name)
            self.formula(row, AMOUNT, f'IF(case_message="",{found},"")', value, self.money)
            rounded = value if isinstance(value, str) else round(abs(value), 2)
            self.formula(row, SIZE, f'IF({amount}="","",ROUND(ABS({amount}),2))', rounded, self.money)
            place = f'IF({size}="","",RANK({size},{sizes})+COUNTIF({above},{size}))'
            self.formula(row, PLACE, place, places.get(name, ""))

    def _amount(self, name: str) -> Cached:
        return float(self.cached.found.measures[name]) if self.cached.ready else ""

    def _label(self, name: str) -> str:
        if name.startswith("programme_heading_"):
            return self.words.group("HEADINGS", name.removeprefix("programme_heading_"))
        return self.words.of(name.removeprefix("programme_pv_"))

    def _places(self, block: Block) -> dict[str, float]:
        """Return the place of each line by size, from 1 on."""
        if not self.cached.ready:
            return {}
        order = sorted(block.names, key=lambda name: -round(abs(float(self.cached.found.measures[name])), 2))
        return {name: float(place) for place, name in enumerate(order, start=1)}

    # --------------------------------------------------------------------------------------------------- steps

    def _steps(self, block: Block, contributions: Block) -> None:
        """Write the steps of the waterfall: the largest amounts, all others, and the total."""
        steps = dict(zip(block.names, self._steps_of_case(contributions), strict=False))
        for row, name in enumerate(block.names, start=block.first):
            step, here = steps.get(name), format_address(row, AMOUNT)
            amount, label = self._step_formulas(name, contributions)
            if name == REST:
                amount += f"-SUM({format_address(block.first, AMOUNT)}:{format_address(row - 1, AMOUNT)})"
            self.formula(row, LABEL, self._label_formula(name, label, here), step.label if step else "")
            self.formula(row, AMOUNT, f'IF(case_message="",{amount},"")', step.amount if step else "", self.money)
            self._bars(block, row, name == TOTAL, step)

    def _step_formulas(self, name: str, contributions: Block) -> tuple[str, str]:
        """Return the formulas of the amount of a step and of the name of what it is."""
        if name in (REST, TOTAL):
            return "result_programme_npv", text_formula(self._name(name))
        labels, amounts, places = (
            f"{format_address(contributions.first, column, True)}:{format_address(contributions.last, column, True)}"
            for column in (LABEL, AMOUNT, PLACE)
        )
        found = f"MATCH({name},{places},0)"
        return f"INDEX({amounts},{found})", f"INDEX({labels},{found})"

    def _label_formula(self, name: str, label: str, amount: str) -> str:
        """Return the formula of what a bar says: what it is, and the amount with its sign."""
        cents = f"ROUND({amount},2)"
        sign = f'IF({cents}>0,"+",IF({cents}<0,"{MINUS}",""))'
        said = f'{label}&": "&{sign}&{money_formula(amount, self.words.language)}'
        if name not in (REST, TOTAL):
            said = f'IF({cents}=0,"",{said})'
        return f'IF({amount}="","",{said})'

    def _name(self, name: str) -> str:
        return self.words.say("contribution_rest" if name == REST else "head_programme_value")

    def _steps_of_case(self, contributions: Block) -> list[Step]:
        """Return the steps that these formulas come to; none while there is no case."""
        if not self.cached.ready:
            return []
        measures, places = self.cached.found.measures, self._places(contributions)
        steps: list[Step] = []
        end = 0.0
        for name in sorted(places, key=lambda name: places[name])[:LARGEST]:
            amount = float(measures[name])
            said = self._said(self._label(name), amount) if round(amount, 2) else ""
            steps.append(Step(said, amount, end, end + amount))
            end += amount
        total = float(measures["programme_npv"])
        rest = total - sum(step.amount for step in steps)
        steps.append(Step(self._said(self._name(REST), rest), rest, end, end + rest))
        return [*steps, Step(self._said(self._name(TOTAL), total), total, 0.0, total)]

    def _said(self, label: str, amount: float) -> str:
        sign = "+" if round(amount, 2) > 0 else MINUS if round(amount, 2) < 0 else ""
        return f"{label}: {sign}{money(abs(amount), self.words.language)}"

    def _bars(self, block: Block, row: int, total: bool, step: Step | None) -> None:
        """Write where a step begins and ends, and what is drawn: bars are stacked from 0 up and from 0 down."""
        amount = format_address(row, AMOUNT)
        begin, end = (format_address(row, column) for column in (FROM, TO))
        starts = "0" if total or row == block.first else format_address(row - 1, TO)
        formulas = [starts, amount if total else f"{begin}+{amount}", *_drawn_formulas(begin, end, total)]
        values: list[Cached] = [""] * len(formulas)
        if step:
            values = [step.begin, step.end, *_drawn(step.begin, step.end, total)]
        for column, (formula, value) in enumerate(zip(formulas, values, strict=True), start=FROM):
            self.formula(row, column, f'IF({amount}="","",{formula})', value, self.money)

    # ----------------------------------------------------------------------------------------------- customers

    def _customers(self, block: Block) -> None:
        """Write the customers of each future, now and at the end of each year; after the horizon nothing changes."""
        for row, year in enumerate(range(LAST_YEAR + 1), start=block.first):
            counted = format_address(row, LABEL)
            value: Cached = self.cached.years_counted(year) if self.cached.ready else ""
            self.formula(row, LABEL, f'IF(case_message="",MIN({year},horizon_years),"")', value)
            for column, future in enumerate(FUTURES, start=PIECE):
                number = self.layout.in_year("closing_customers", future, counted) if year else "customers"
                formula = f'IF(case_message="",{number},"")'
                self.formula(row, column, formula, self._customers_in(future, year), self.money)

    def _customers_in(self, future: str, year: int) -> Cached:
        inputs = self.context.inputs
        if inputs is None:
            return ""
        if year == 0:
            return float(inputs.values["customers"])
        return float(self.cached.found.lines[future]["closing_customers"][int(self.cached.years_counted(year))])


def _drawn_formulas(begin: str, end: str, total: bool) -> Sequence[str]:
    if total:
        return ["0"] * (DRAWN - 1) + [end]
    low, high = f"MIN({begin},{end})", f"MAX({begin},{end})"
    bars = f"MAX(0,{high})-MAX(0,{low})", f"MIN(0,{low})-MIN(0,{high})"
    rises, falls = ([f"IF({when},{bar},0)" for bar in bars] for when in (f"{end}>={begin}", f"{end}<{begin}"))
    return [f"MAX(0,{low})", f"MIN(0,{high})", *rises, *falls, "0"]


def _drawn(begin: float, end: float, total: bool) -> Sequence[float]:
    if total:
        return [0.0] * (DRAWN - 1) + [end]
    rises = end >= begin
    low, high = min(begin, end), max(begin, end)
    bars = [max(0.0, high) - max(0.0, low), min(0.0, low) - min(0.0, high)]
    return [max(0.0, low), min(0.0, high), *(bars if rises else (0.0, 0.0)), *((0.0, 0.0) if rises else bars), 0.0]
