"""The results of a case as a worksheet function gives them: one measure, all of them, lines by year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from ..case import Case, Result
from ..engine.expr import Requirement
from ..errors import InputError, NoResult, Problem
from ..labels import LANGUAGES, labels
from ..messages import did_you_mean, shown
from ..model import MODEL
from .arguments import Rows
from .case_range import CaseTable, case_table, future_names, input_names
from .functions import no_result


def measure_of(rows: Rows, measure: str) -> float:
    """Return one measure of the case; `NoResult` with the reason where it does not exist."""
    table = case_table(rows)
    name = measure_named(measure)
    value, reason = _value(table, name)
    if value is None:
        raise NoResult(f"{name}: {reason}")
    return value


def all_measures(rows: Rows) -> Rows:
    """Return every measure: its name, its value, and why there is none; below them the inputs that were assumed."""
    table = case_table(rows)
    found: Rows = [["measure", "value", "remark"]]
    for name in _measures(table.result):
        value, reason = _value(table, name)
        found.append([name, no_result(reason) if value is None else value, reason])
    assumed = table.result.case.inputs.assumed
    return [*found, ["inputs_assumed", float(len(assumed)), shown(", ".join(assumed), 255)]]


def lines_of(rows: Rows, future: str) -> Rows:
    """Return every line of one future: a row a line, a column a year, year 0 first."""
    table = case_table(rows)
    name = _named(future, future_names(), "future")
    if name not in table.futures:
        raise NoResult(no_column(name))
    years = [float(year) for year in range(table.result.case.horizon + 1)]
    return [["line", *years], *([line, *values] for line, values in table.result.futures[name].items())]


def zero_service(rows: Rows) -> Rows:
    """Return what abolishing customer service does to the net cash flow, year by year and cumulative."""
    table = case_table(rows)
    if "zero" not in table.futures:
        raise NoResult(no_column("zero"))
    result = table.result
    difference = result.by_year("zero_differential_cash_flow")
    cumulative = [sum(difference[: year + 1]) for year in range(len(difference))]
    return [
        ["net cash flow", *(float(year) for year in range(len(difference)))],
        ["today", *result.futures["today"]["net_cash_flow"]],
        ["zero", *result.futures["zero"]["net_cash_flow"]],
        ["zero less today", *difference],
        ["the same, cumulative", *cumulative],
    ]


def explanation_of(name: str) -> Rows:
    """Return what a line, measure or input is and how it is reckoned, in words and as the template's formula."""
    return [[part, text] for part, text in _explained(name).items()]


@lru_cache(maxsize=256)
def _explained(name: str) -> dict[str, str]:
    from ..explain import explain

    asked = _named(name, _explainable(), "line, measure or input")
    if asked == "break_even_realisation":
        text = "Share of the plan's effect (realisation_share) at which programme_npv is 0"
        return {"name": asked, "unit": "share", "meaning": text, "made of": "programme_npv, realisation_share"}
    measure, where = _elsewhere(asked)
    found = explain(_example(), f"programme_{measure}" if measure.startswith("heading_") else measure)
    parts = {"name": asked, "label": found.label, "unit": found.unit, "meaning": found.text, "where": where}
    parts |= {"formula": found.words, "in the template": found.excel, "notes, section": found.notes}
    parts["made of"] = ", ".join(dict.fromkeys(used.name for used in found.uses))
    return {part: text.lstrip("=") for part, text in parts.items() if text}


def _elsewhere(measure: str) -> tuple[str, str]:
    """A measure of the same case with one input changed: the measure itself, and the input."""
    for ending, where in {"_grow": "hold_base = 0", "_hold": "hold_base = 1"}.items():
        if measure.endswith(ending) and measure in _example().sweeps:
            return measure.removesuffix(ending), where
    base, horizon, years = measure.partition("_horizon_")
    return base, f"horizon_years = {years}" if horizon else ""


@cache
def _explainable() -> dict[str, str]:
    """Every way to name a line, a measure or an input, in small letters, with its name."""
    lines = [line.name for line in (*MODEL.lines.values(), *MODEL.singles.values())]
    labelled = {labels(language).of(line).casefold(): line for line in lines for language in LANGUAGES}
    inputs = {spoken: name for spoken, name in input_names().items() if name in MODEL.drivers}
    named = {name: name for name, item in MODEL.items.items() if not isinstance(item, Requirement)}
    return {**labelled, **inputs, **_measure_names(), **named}


@cache
def _example() -> Result:
    return Case.example().run()


def measure_named(given: str) -> str:
    """Return the measure that was named, also by its label; ``InputError`` where there is none."""
    return _named(given, _measure_names(), "measure")


def _measures(result: Result) -> list[str]:
    """The names of all measures, those by heading as ``heading_NAME`` and ``service_heading_NAME``."""
    single = [name for name, value in result.measures.items() if not isinstance(value, dict)]
    headings = [f"heading_{name}" for name in result.measures["headings"]]
    return [*single, *headings, *(f"service_{name}" for name in headings)]


def _value(table: CaseTable, name: str) -> tuple[float | None, str]:
    """A measure and, where it does not exist, the reason."""
    future = future_compared(name)
    if future not in table.futures:
        return None, no_column(future)
    value = table.result.measure(name)
    return value, "" if value is not None else table.result.why.get(name, "")


def future_compared(measure: str) -> str:
    """Return the future without which a measure means nothing."""
    about_zero = measure.startswith(("service_value", "service_heading_", "zero_", "pv_zero"))
    about_today = measure in ("pv_today", "base_churn") or measure.endswith("_today")
    return "zero" if about_zero else "today" if about_today else "plan"


def no_column(future: str) -> str:
    """Return why nothing is told of a future for which a range has no column."""
    return f"the range has no column for {future}; extend it, with a heading above each column: today, plan, zero"


@cache
def _measure_names() -> dict[str, str]:
    """Every way to name a measure, in small letters, with its name."""
    names = _measures(_example())
    labelled = {
        labels(language).of(name).casefold(): name
        for name in names
        if name in MODEL.measures and "heading_" not in name
        for language in LANGUAGES
    }
    return {**labelled, **{name: name for name in names}}


def _named(given: str, known: Mapping[str, str], kind: str) -> str:
    name = known.get(given.strip().casefold())
    if name is None:
        near = did_you_mean(given.strip().casefold(), known)
        raise InputError([Problem(given, f"there is no such {kind}{near}")])
    return name
