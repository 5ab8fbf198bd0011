"""The worked example of model/notes.md, held against the engine: every cell of every table, and every reckoning.

The tables were worked out by hand from the specification, before the code; so this is the first test.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pytest

from xl_service_roi import Case
from xl_service_roi.case import Result
from xl_service_roi.inputs import drivers
from xl_service_roi.model import MODEL
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.model.measures import CASH_LINES, HEADINGS

NOTES = (files("xl_service_roi") / "model" / "notes.md").read_text(encoding="utf-8")


class Table(NamedTuple):
    """A table under its headings, the innermost last."""

    under: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def title(self) -> str:
        return self.under[-1]


def _tables(text: str) -> Iterator[Table]:
    under: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif rows:
            yield Table(tuple(under), rows[0], tuple(rows[2:]))
            rows = []
        if heading := re.match(r"(#+) (.*)", line):
            under[len(heading[1]) - 1 :] = [heading[2]]


TABLES = list(_tables(NOTES))


def tables(title: str, *head: str) -> list[Table]:
    return [table for table in TABLES if title in table.under and table.head[: len(head)] == head]


def table(title: str, *head: str) -> Table:
    (found,) = tables(title, *head)
    return found


def plain(cell: str) -> str:
    return cell.strip("`")


def number(cell: str) -> float:
    return float(cell.replace(",", "").replace("−", "-"))


def agrees(cell: str, value: float, rounded: float = 1e-12) -> bool:
    """Whether a figure in the notes is this value to the decimals it shows; `rounded`: what the value rests on."""
    decimals = len(cell.partition(".")[2])
    return abs(number(cell) - value) <= 0.5000001 * 10.0**-decimals + rounded * abs(value)


def reckoned(cell: str) -> float:
    """What a reckoning in the notes comes to: `max(0; 3 − 1 + 1)`, `(−1,000,000) × 1`, `1.08^−1`."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", cell)
    for sign, meaning in (("×", "*"), ("÷", "/"), ("−", "-"), ("^", "**"), (";", ",")):
        text = text.replace(sign, meaning)
    assert re.fullmatch(r"(?:[\d.\s()+*/,-]|max|min)+", text), cell
    return float(eval(text, {"__builtins__": {}}, {"max": max, "min": min}))


@cache
def example() -> Result:
    return Case.example().run()


def line_value(name: str, future: str, year: int) -> float:
    """A line, single number or the effect in a year of a future of the illustrative firm."""
    found, values = example().found, example().case.inputs.values
    if name in found.singles:
        return float(found.singles[name])
    if name == "effect":
        return {"today": 0.0, "plan": values["ramp_plan"][year - 1] * values["realisation_share"], "zero": 1.0}[future]
    return float(found.lines[future][name][year])


def disagreements(cells: list[tuple[str, str, float]]) -> list[str]:
    return [
        f"{where}: the notes say {cell}, the engine {value!r}"
        for where, cell, value in cells
        if not agrees(cell, value)
    ]


# --- the firm --------------------------------------------------------------------------------------------------------


def test_drivers_that_are_the_same_everywhere() -> None:
    values = example().case.inputs.values
    rows = table("The firm", "driver", "value").rows
    for name, cell in ((plain(name), cell) for name, cell in rows):
        own = {float(values[value_name]) for value_name in drivers()[name].names()}
        assert own == {number(cell)}, name
    assert len(rows) == 92


def test_drivers_that_differ() -> None:
    case, cells = example(), []
    rows = table("The firm", "driver", "today", "plan", "zero").rows
    for name, *own, in_year_1 in ((plain(row[0]), *row[1:]) for row in rows):
        for future, cell in zip(FUTURES, own, strict=True):
            assert number(cell) == case.case.inputs.values[f"{name}_{future}"], f"{name}_{future}"
        cells.append((f"{name}, plan, year 1", in_year_1, case.found.drivers["plan"][name][1]))
    assert disagreements(cells) == []
    assert len(cells) == 36


def test_no_driver_is_left_out_of_the_example() -> None:
    told = [plain(row[0]) for found in tables("The firm", "driver") for row in found.rows]
    assert sorted([*told, "ramp_plan", "reach_ceiling", "satisfied_ceiling"]) == sorted(drivers())
    assert example().case.inputs.values["ramp_plan"] == (1 / 3, 2 / 3, *[1.0] * 8)


# --- calibration, year 0, year 1 -------------------------------------------------------------------------------------


def test_calibration() -> None:
    found = example().found
    rows = table("Calibration and payroll before the start").rows
    values = {**found.present, **found.singles}
    cells = [(plain(name), cell, float(values[plain(name)])) for name, _, cell in rows]
    assert disagreements(cells) == []
    assert len(cells) == 10


@pytest.mark.parametrize(("title", "year", "count"), [("Year 0", 0, 10), ("Year 1", 1, 100)])
def test_a_year_of_the_three_futures(title: str, year: int, count: int) -> None:
    rows = [row for found in tables(title, "line", "reckoning", *FUTURES) for row in found.rows]
    cells = [
        (f"{plain(name)}, {future}, year {year}", cell, line_value(plain(name), future, year))
        for name, _, *own in rows
        for future, cell in zip(FUTURES, own, strict=True)
    ]
    assert disagreements(cells) == []
    assert len(cells) == 3 * count


def test_year_1_tells_every_line() -> None:
    told = {plain(row[0]) for found in tables("Year 1", "line") for row in found.rows}
    told |= {plain(row[0]) for row in table("Year 0", "line").rows}
    assert told - {"effect"} >= set(MODEL.lines) - {"counted_churn", "counted_prospects_lost"}


def test_every_reckoning_comes_to_its_figure() -> None:
    reckonings = [(row[0], row[1], row[2]) for row in table("Calibration and payroll before the start").rows]
    for title in ("Year 0", "Year 1"):
        for found in tables(title, "line", "reckoning"):
            reckonings += [
                (name, text, zero if name == "`severance`" else plan) for name, text, _, plan, zero in found.rows
            ]
    reckonings.remove(("`payroll_now`", "18.47427338 × 29,000 + 30.47573493 × 42,000", "1,815,734.79"))
    wrong = [
        f"{name}: {text} is {reckoned(text)}, not {cell}"
        for name, text, cell in reckonings
        if not agrees(cell, reckoned(text), rounded=1e-6)
    ]
    assert wrong == []
    assert len(reckonings) == 10 + 9 + 100


# --- five years ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("future", FUTURES)
def test_five_years(future: str) -> None:
    cells = []
    for name, *years in table(future.capitalize(), "line", "year 0").rows:
        for year, cell in enumerate(years):
            value = line_value(plain(name), future, year)
            if cell == "–":
                assert (year, value) == (0, 0.0), name
            else:
                cells.append((f"{plain(name)}, {future}, year {year}", cell, value))
    assert disagreements(cells) == []
    assert len(cells) == 13 * 5 + 6


DIFFERENCES = {
    "plan − today": "differential_cash_flow",
    "the same, cumulative": "cumulative_cash_flow",
    "the same, discounted": "discounted_cash_flow",
    "discounted, cumulative": "cumulative_discounted",
    "zero − today": "zero_differential_cash_flow",
    "zero − today, cumulative": "zero_cumulative",
}


def test_differences() -> None:
    cells = [
        (f"{name}, year {year}", cell, example().found.results[DIFFERENCES[name]][year])
        for name, *years in table("Differences").rows
        for year, cell in enumerate(years)
    ]
    assert disagreements(cells) == []
    assert len(cells) == 6 * 6


# --- headings and measures -------------------------------------------------------------------------------------------


def discounted(line: str, future: str) -> float:
    lines = example().found.lines[future]
    return sum(lines["discount_factor"][year] * lines[line][year] for year in range(example().case.horizon + 1))


def heading(name: str, future: str) -> float:
    return sum(line.flow * discounted(line.name, future) for line in CASH_LINES if line.heading == name)


def test_headings() -> None:
    cells = []
    for name, today, plan, difference in table("Headings").rows:
        one, other = (
            sum(heading(each, future) for each in HEADINGS) if name == "total" else heading(plain(name), future)
            for future in ("today", "plan")
        )
        cells += [(f"{name}, today", today, one), (f"{name}, plan", plan, other)]
        measured = example().measures
        value = measured["programme_npv"] if name == "total" else measured["headings"][plain(name)]
        cells.append((f"{name}, plan − today", difference, value))
    assert disagreements(cells) == []
    assert len(cells) == 3 * (len(HEADINGS) + 1)


def test_headings_hold_the_lines_that_the_notes_say() -> None:
    rows = dict(table("3.8 Headings").rows)
    deltas = {line.name: discounted(line.name, "plan") - discounted(line.name, "today") for line in CASH_LINES}
    seen: list[str] = []
    for name, formula in rows.items():
        lines = re.findall(r"[a-z_]{3,}", formula)
        if name != "residual":
            assert {line.name for line in CASH_LINES if line.heading == name} == set(lines)
            value = eval(formula.replace("−", "-"), {"__builtins__": {}}, deltas)
            assert value == pytest.approx(example().measures["headings"][name], rel=1e-12, abs=1e-7)
            seen += lines
    assert tuple(rows) == HEADINGS
    assert sorted(seen) == sorted(deltas)


IN_PROSE = {"pv_costs", "irr", "break_even_realisation", "zero_first_loss_year", "zero_saving_gone_year"}


def test_how_the_measures_come_about() -> None:
    rows = {plain(name): text for name, text in table("Measures", "measure").rows}
    reckonings = {name: text for name, text in rows.items() if name not in IN_PROSE}
    wrong = [
        f"{name}: {text} is {reckoned(text)}, not {example().measures[name]}"
        for name, text in reckonings.items()
        if not math.isclose(reckoned(text), example().measures[name], rel_tol=1e-6, abs_tol=1e-8)
    ]
    assert wrong == []
    assert len(reckonings) == 15
    assert rows.keys() - reckonings.keys() == IN_PROSE


def test_figures_in_the_prose_about_measures() -> None:
    rows = {plain(name): text for name, text in table("Measures", "measure").rows}
    zero, today, found = (
        *(example().found.lines[future]["net_cash_flow"] for future in ("zero", "today")),
        example().found,
    )
    told = {
        "pv_costs": [example().measures["pv_costs"]],
        "irr": [],
        "break_even_realisation": [],
        "zero_first_loss_year": [zero[2], today[2]],
        "zero_saving_gone_year": [found.results["zero_cumulative"][2], found.results["zero_cumulative"][3]],
    }
    for name, values in told.items():
        figures = re.findall(r"−?[\d,]+\.\d+", rows[name])
        assert disagreements([(name, cell, value) for cell, value in zip(figures, values, strict=True)]) == []
    for name in ("zero_first_loss_year", "zero_saving_gone_year"):
        assert rows[name].startswith(f"year {example().measures[name]:g}:")


def test_all_measures() -> None:
    measures = example().measures
    rows = table("Measures", "line", "value").rows
    cells = [(plain(name), cell, measures[plain(name)]) for name, cell in rows]
    assert disagreements(cells) == []
    assert [name for name, *_ in cells] == [*dict.fromkeys(name for name, *_ in cells)]
    assert {name for name, *_ in cells} == {name for name, value in measures.items() if not isinstance(value, dict)}
    assert len(cells) == 50


# --- the two switches ------------------------------------------------------------------------------------------------


def paragraph(start: str) -> str:
    (found,) = [text for text in NOTES.split("\n\n") if text.startswith(start)]
    return " ".join(found.split())


def figures_after(text: str, pattern: str) -> list[str]:
    match = re.search(pattern.replace("#", r"(−?\d[\d,]*(?:\.\d+)?)"), text)
    assert match is not None, f"{pattern!r} is not in: {text}"
    return list(match.groups())


def test_with_the_residual_value() -> None:
    text = paragraph("With the switch `residual_value` on")
    result = Case.from_values({"residual_value": 1}, example=True).run()
    lines: Callable[[str, str], float] = lambda future, name: result.found.lines[future][name][5]  # noqa: E731
    margin, stay, rate, end = figures_after(text, r"closing customers × # × # ÷ \(# − #\)")
    closing, *_, of_today = figures_after(text, r"today # × # × # ÷ # = #;")
    of_plan, of_zero = figures_after(text, r"for plan # and for zero #\.")
    programme, service = figures_after(text, r"programme to # and that of service to #:")
    cells = [
        ("customer_margin", margin, lines("today", "customer_margin")),
        ("staying_share", stay, lines("today", "staying_share")),
        ("1 + discount_rate", rate, 1 + result.case.inputs.values["discount_rate"]),
        ("staying_share", end, lines("today", "staying_share")),
        ("closing_customers", closing, lines("today", "closing_customers")),
        ("residual, today", of_today, lines("today", "residual")),
        ("residual, plan", of_plan, lines("plan", "residual")),
        ("residual, zero", of_zero, lines("zero", "residual")),
        ("programme_npv", programme, result.measures["programme_npv"]),
        ("service_value", service, result.measures["service_value"]),
    ]
    assert disagreements(cells) == []
    measures = example().measures
    assert result.measures["programme_npv_without_residual"] == pytest.approx(measures["programme_npv"], rel=1e-12)
    assert result.measures["service_value_without_residual"] == pytest.approx(measures["service_value"], rel=1e-12)


def test_with_an_equal_number_of_customers() -> None:
    text = paragraph("With `hold_base` 1")
    result = Case.from_values({"hold_base": 1}, example=True).run()
    efforts = figures_after(text, r"effort is # customers in today \(30,000 − 1,696.80\), # in plan and # in zero")
    dearer = figures_after(text, r"times 150: #, # and # times")
    cells = [
        (f"{name}, {future}", cell, result.found.lines[future][name][1])
        for name, found in (("acquisition_effort", efforts), ("dearer", dearer))
        for future, cell in zip(FUTURES, found, strict=True)
    ]
    cells.append(("programme_npv", *figures_after(text, r"programme falls to #:"), result.measures["programme_npv"]))
    assert disagreements(cells) == []
    assert result.measures["programme_npv"] == example().measures["programme_npv_hold"]
