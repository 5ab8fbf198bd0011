"""What formulas come to without a file is what stands beside them in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import varied_case
from spreadsheets import read_formula_cells, read_values

from xl_service_roi import Case
from xl_service_roi.labels import labels
from xl_service_roi.spreadsheet.addresses import format_address
from xl_service_roi.workbook.before import Before
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.cached import CachedValues
from xl_service_roi.workbook.dry_run import placed, shown_on
from xl_service_roi.workbook.layout import SHEETS

BEFORE = Before(goal="Fewer leave", term=3, budget=400_000, stance="indirectly_profitable", officer="cco")


@pytest.mark.parametrize(("language", "changed"), [("en", {}), ("nl", {"realisation_share": 0.4, "hold_base": 1})])
def test_all_formulas_are_there_with_their_values(language: str, changed: dict[str, float], tmp_path: Path) -> None:
    case = varied_case(Case.example(), **changed)
    build(tmp_path / "plan.xlsx", language, case.inputs, before=BEFORE)
    shown = shown_on(SHEETS, CachedValues(case.inputs, labels(language)), BEFORE)
    values = read_values(tmp_path / "plan.xlsx")
    expected = {cell: values[cell] for cell in read_formula_cells(tmp_path / "plan.xlsx")}
    title = labels(language).say
    found = {
        (title(f"sheet_{key}"), format_address(*address)): value
        for key, cells in shown.items()
        for address, value in cells.items()
    }
    assert found == expected
    assert len(found) > 6_400


SHOWN = {(2, 1): "a", (4, 1): 1.0, (4, 3): 2.0}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([(2, 1), (4, 1), (4, 3)], SHOWN),
        ([(2, 1), (3, 9), (4, 1), (4, 3)], SHOWN),
        ([(3, 1), (9, 1), (9, 5)], {(3, 1): "a", (9, 1): 1.0, (9, 5): 2.0}),
        ([(2, 1), (4, 1)], None),
        ([(3, 1), (9, 1), (9, 5), (9, 6)], None),
        ([(3, 1), (3, 5), (9, 1)], None),
        ([], None),
    ],
    ids=["as it was", "with one of the user's own", "moved", "one gone", "moved, one more", "otherwise", "empty"],
)
def test_values_follow_formulas_that_were_moved(now: list[tuple[int, int]], expected: object) -> None:
    assert placed(SHOWN, now) == expected
