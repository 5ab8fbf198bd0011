"""The columns of a table of results: one row a workbook, a refused one too."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..case import SWEEPS, Result
from ..inputs import LAST_YEAR, value_names
from ..model import MODEL, MODEL_VERSION
from ..model.driver import FUTURES
from ..model.measures import HEADINGS

Row = dict[str, Any]
"""A value for each of COLUMNS, None where there is none."""

ABOUT = ("path", "unit", "folder", "status", "reason", "warnings", "model_version")
AUDIT = ("stale_results", "overwritten_formulas", "changed_defaults", "extra_names")
"""What the audit found, in words; the sheet of findings has each with its cell."""
TEXTS = (*ABOUT, *AUDIT, "written", "why")
"""The columns that hold text: what the row is about, and ``why`` a measure has no value."""

MEASURES = (
    "programme_npv",
    "service_value",
    *(
        name
        for name in MODEL.measures
        if name not in ("programme_npv", "service_value")
        and not name.startswith(("programme_pv_", "service_pv_", "programme_heading_", "service_heading_"))
    ),
    "base_churn",
    *(f"{name}_{variant}" for name in ("programme_npv", "service_value") for variant in SWEEPS),
    "break_even_realisation",
    *(f"{view}heading_{name}" for view in ("", "service_") for name in HEADINGS),
)

AT_THE_END = ("closing_customers", "paid_fte")
"""Lines that are shown as they stand in the last year that counts."""
TOTALS = (
    "acquisition_spending",
    "bought_customers",
    "retention_offers_cost",
    "saved_customers",
    "service_sales_money_in",
    "total_money_in",
    "total_money_out",
)
"""Lines that are shown as their sum over years 1 to N: with these, ratios of a group are ratios of sums."""
YEARS = range(LAST_YEAR + 1)

LINES = (
    *(f"net_cash_flow_{future}_{year}" for future in FUTURES for year in YEARS),
    *(f"discounted_cash_flow_{year}" for year in YEARS),
    *(f"{line}_{future}" for line in AT_THE_END for future in FUTURES),
    *(f"total_{line}_{future}" for line in TOTALS for future in FUTURES),
)

INPUTS = tuple(
    f"input_{name}{suffix}"
    for name, driver in value_names().items()
    for suffix in ([f"_{year}" for year in YEARS[1:]] if driver.scope == "year" else [""])
)

COLUMNS = (*TEXTS, *MEASURES, *LINES, *INPUTS)


def empty_row(path: str) -> Row:
    """Return a row that says nothing yet but which workbook it is about."""
    row: Row = dict.fromkeys(COLUMNS)
    folder, file = posixpath.split(path) if "://" in path else os.path.split(path)
    row |= dict.fromkeys(TEXTS, "")
    row |= {"path": path, "unit": os.path.splitext(file)[0], "folder": os.path.basename(folder)}
    return row


def refused_row(path: str, reason: str) -> Row:
    """Return the row of a workbook that could not be used."""
    return {**empty_row(path), "status": "refused", "reason": reason, "model_version": ""}


def row_of(path: str, result: Result, language: str = "en", version: str = MODEL_VERSION) -> Row:
    """Return the row of a workbook that was worked out."""
    row = empty_row(path)
    row |= {"status": "ok", "model_version": version, "warnings": _joined(result.warnings(language))}
    row["why"] = _joined(f"{name}: {reason}" for name, reason in result.why.items())
    row |= _measures(result.measures)
    row |= _lines(result)
    row |= inputs_in_columns(result.case.inputs.values)
    return row


def inputs_in_columns(values: Mapping[str, Any]) -> Row:
    """Return inputs as the columns of a row; the ramp has a column a year."""
    row: Row = {}
    for name, value in values.items():
        if isinstance(value, tuple):
            row |= {f"input_{name}_{year}": each for year, each in enumerate(value, start=1)}
        else:
            row[f"input_{name}"] = value
    return row


def _measures(measures: Mapping[str, Any]) -> Row:
    row = {name: value for name, value in measures.items() if name not in ("headings", "service_headings")}
    row |= {f"heading_{name}": value for name, value in measures["headings"].items()}
    return row | {f"service_heading_{name}": value for name, value in measures["service_headings"].items()}


def _lines(result: Result) -> Row:
    lines = result.found.lines
    row: Row = {}
    later = [0.0] * (LAST_YEAR - result.case.horizon)
    for future in FUTURES:
        row |= _by_year(f"net_cash_flow_{future}", [*lines[future]["net_cash_flow"], *later])
        row |= {f"{line}_{future}": lines[future][line][-1] for line in AT_THE_END}
        row |= {f"total_{line}_{future}": sum(lines[future][line][1:]) for line in TOTALS}
    return row | _by_year("discounted_cash_flow", [*result.found.results["discounted_cash_flow"], *later])


def _by_year(name: str, values: Sequence[float]) -> Row:
    return {f"{name}_{year}": value for year, value in enumerate(values)}


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
