"""All cells that have a name beside those of the model: on the sheets around inputs, futures and results."""

from __future__ import annotations

from . import analysis_tables, officer_tables, start_tables, tasks_tables
from .analysis_tables import Table

_PAGES = ("start", "directors", "workings")
"""Sheets on which nothing else has a name; by this they are found again, whatever they are called."""

TABLES: tuple[Table, ...] = (
    *(Table(f"{sheet}_page", sheet, 1, 1, 1, 1) for sheet in _PAGES),
    *start_tables.TABLES,
    *tasks_tables.TABLES,
    *officer_tables.TABLES,
    *analysis_tables.TABLES,
)
