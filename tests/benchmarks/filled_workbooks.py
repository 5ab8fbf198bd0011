"""Filled templates by the thousand, each another firm, with all that managers put into a workbook.

A few templates are built: English and Dutch, with and without macros, with a sheet of the user's own that holds a
chart, a table, a comment, a conditional format and formulas on our results. Each firm's inputs are then typed into a
copy and its results renewed, so that every workbook is as Excel would have left it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from cases import SWITCHES, given_values, random_case
from xlsxwriter.workbook import Workbook as Writer

from xl_service_roi import Case
from xl_service_roi.inputs import resolve
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.workbook import build
from xl_service_roi.workbook.read import read_inputs
from xl_service_roi.write_back import renewed

VARIED = 60
"""Inputs in which the firms differ; the others keep the illustrative firm's value, as defaults do in a group."""
HORIZONS = (5, 5, 5, 3, 10)
TEMPLATES = [(language, macros) for language in ("en", "nl") for macros in (False, True)]


class _WithOwnSheet(build.NotesSheet):
    def write(self) -> None:
        super().write()
        add_own_sheet(self.context.book)


def add_own_sheet(book: Writer) -> None:
    """Add a sheet as users add them."""
    sheet = book.add_worksheet("Own sheet")
    rows = [["North", 1200.5], ["South", 830.0], ["West", 415.25], ["East", 77.0]]
    sheet.add_table(0, 0, len(rows), 1, {"data": rows, "columns": [{"header": "Region"}, {"header": "Calls"}]})
    sheet.write_formula("D2", "=result_programme_npv/1000", None, 0)
    sheet.write_formula("D3", "=SUM(B2:B5)*result_roi", None, 0)
    sheet.write_comment("B2", "counted by hand in March")
    sheet.write_rich_string("D5", "see ", book.add_format({"bold": True}), "the plan of 2025")
    sheet.conditional_format("B2:B5", {"type": "data_bar"})
    sheet.data_validation("F2", {"validate": "list", "source": ["yes", "no"]})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "='Own sheet'!$A$2:$A$5", "values": "='Own sheet'!$B$2:$B$5"})
    sheet.insert_chart("D8", chart)


def filled_workbooks(folder: Path, count: int, seed: int = 11) -> Iterator[Path]:
    """Write so many filled workbooks into a folder."""
    bases = []
    with mock.patch.object(build, "NotesSheet", _WithOwnSheet):
        for number, (language, macros) in enumerate(TEMPLATES):
            path = folder / f".base-{number}{'.xlsm' if macros else '.xlsx'}"
            build.build(path, language, resolve({}, example=True), macros)
            bases.append((path.suffix, path.read_bytes()))
            path.unlink()
    rng = random.Random(seed)
    for number in range(count):
        chosen = {name: rng.randint(0, 1) for name in SWITCHES} | {"horizon_years": rng.choice(HORIZONS)}
        case = random_case(rng, VARIED, chosen)
        suffix, data = bases[number % len(bases)]
        path = folder / f"unit-{number:05}{suffix}"
        path.write_bytes(_filled(path, data, case))
        yield path


def _filled(path: Path, data: bytes, case: Case) -> bytes:
    given: dict[str, Any] = given_values(case)
    with Workbook.of_bytes(str(path), data) as book:
        filled = read_inputs(book)
        typed = {name: given.get(name) for name in filled.given}
        new = renewed(book, filled, case.run(), inputs=typed)
    assert new is not None
    return new
