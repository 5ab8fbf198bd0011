"""Which row became which, and what a reference to several rows says then."""

from __future__ import annotations

import random
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.spreadsheet.references import Area, rewritten
from xl_service_roi.upgrade.alignment import Axis, Key, aligned_rows
from xl_service_roi.upgrade.grid import Grid
from xl_service_roi.upgrade.moves import SheetMoves


def keys(rows: list[str]) -> dict[int, Key]:
    """Names are known as such, headings in capitals by their text; a dot is a row without anything."""
    return {
        at: ("text" if each.isupper() else "name", each) for at, each in enumerate(rows, start=1) if each.strip(".")
    }


def aligned(old: list[str], new: list[str]) -> Axis:
    return aligned_rows(keys(old), keys(new), len(new))


@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_every_name_is_found_whatever_came_went_or_was_moved(count: int, seed: int) -> None:
    rng = random.Random(seed)
    new = [f"n{number}" for number in range(count)]
    old = [name for name in new if rng.random() < 0.7]
    if rng.random() < 0.3:
        rng.shuffle(old)
    for _ in range(rng.randint(0, 8)):
        old.insert(rng.randint(0, len(old)), rng.choice([".", "gone", "OWN"]) + str(rng.randint(0, 10**9)))
    axis = aligned(old, new)
    for row, name in enumerate(old, start=1):
        assert (
            axis(row) == new.index(name) + 1
            if name in new
            else axis(row) not in {new.index(n) + 1 for n in old if n in new}
        )
        assert not name.startswith("gone") or axis(row) is None
    behind = [axis(len(old) + step) for step in (1, 2, 3)]
    assert behind == sorted({row for row in behind if row and row > len(new)})


# the rows as they were and as they are, a row that was, and where it is now
STOOD: dict[str, tuple[list[str], list[str], int, int | None]] = {
    "above the first": ([".", "TITLE", "a"], [".", "TITLE", "b", "a"], 1, 1),
    "between two as far apart": (["a", ".", "b"], ["x", "a", ".", "b"], 2, 3),
    "between two that drew apart": (["a", ".", "b"], ["a", ".", ".", "b"], 2, None),
    "a heading with other words": (["a", "OLD", "b"], ["a", "NEW", "b"], 2, 2),
    "one came for one that went": (["a", "old", "b"], ["a", "new", "b"], 2, None),
    "nothing where a new one stands": (["a", ".", "b"], ["a", "new", "b"], 2, None),
    "behind the last": (["a", "b", ".", "."], ["a", "b"], 4, 4),
    "behind the last, and more came": (["a", "b", ".", "."], ["a", "b", "c", "d"], 4, 6),
    "the last one went": (["a", "b", "c"], ["a", "b"], 3, None),
}


@pytest.mark.parametrize(("old", "new", "row", "expected"), STOOD.values(), ids=STOOD)
def test_rows_without_a_name(old: list[str], new: list[str], row: int, expected: int | None) -> None:
    assert aligned(old, new)(row) == expected


# a reference to rows a to e of the sheet below, how it reads now, and what it holds otherwise
RANGES: dict[str, tuple[str, str, str]] = {
    "all moved alike": ("B4:B5", "B6:B7", ""),
    "with a new one": ("$B$1:$B3", "$B$1:$B5", "with new"),
    "without one that went": ("B5:B7", "B7:B8", "without gone"),
    "up to one that went": ("B5:B6", "B7:B7", "without gone"),
    "only one that went": ("B6:B6", "#REF!", ""),
    "whole rows": ("4:5", "6:7", ""),
    "whole columns": ("B:C", "B:C", ""),
    "a cell": ("B7", "B8", ""),
    "a cell that went": ("B6", "#REF!", ""),
    "far beyond": ("B1:B1048576", "B1:B1048577", "with new, without gone"),
}


@pytest.mark.parametrize(("reference", "expected", "otherwise"), RANGES.values(), ids=RANGES)
def test_ranges_follow_as_if_rows_had_been_inserted_and_deleted(reference: str, expected: str, otherwise: str) -> None:
    old, new = ["a", "b", "c", "d", "e", "gone", "f"], ["a", "b", "new", ".", "c", "d", "e", "f"]
    names, new_names = ({at: str(key[1]) for at, key in keys(rows).items()} for rows in (old, new))
    columns = Axis({number: number for number in range(1, 6)}, 5, 5)
    moves = SheetMoves(cast(Grid, None), aligned(old, new), columns, names, new_names)
    said: list[str] = []

    def followed(area: Area) -> str:
        there, what = moves.area(area)
        said.append(what)
        return str(there) if there else "#REF!"

    assert (rewritten(reference, followed), said) == (expected, [otherwise])
