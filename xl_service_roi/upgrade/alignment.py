"""Which row and which column of a sheet became which: told by what stands in them, not by where they stand.

A row is known by the technical name of its driver, line or measure, or else by its heading; a column by the headings
and labels that it shares with a column of the other sheet. What lies between two that are known, and as far apart as
before, is known as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ..check.audited import names_by_row
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import Cell
from .grid import Grid

Key = tuple[str, Hashable]
"""What a row is known by: ``("name", "churn")``, or ``("text", …)``."""

_TECHNICAL = re.compile("[a-z][a-z0-9_]+")
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+")


@dataclass
class Axis:
    """Where the rows, or the columns, of a sheet stand now; what lies behind the last one keeps its distance."""

    to: dict[int, int]
    behind: int = 0
    ahead: int = 0
    gone: set[int] = field(default_factory=set)

    def __call__(self, number: int) -> int | None:
        """Return where one stands now; None where it is no more."""
        if number > self.behind and number not in self.to and number not in self.gone:
            return number - self.behind + self.ahead
        return self.to.get(number)

    @property
    def back(self) -> dict[int, int]:
        """Where those stood whose place is known."""
        return {new: old for old, new in self.to.items()}

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Return from where to where those between two stand now; None where none of them is left."""
        stand = [new for old, new in self.to.items() if first <= old <= last]
        outer = (max(first, self.behind + 1), last) if last > self.behind else ()
        stand += [new for old in outer if (new := self(old)) is not None]
        return (min(stand), max(stand)) if stand else None


def row_keys(grid: Grid, known: Iterable[str], named: Mapping[int, str], renamed: Mapping[str, str]) -> dict[int, Key]:
    """Return what each row is known by.

    ``named`` are the rows to which names of the workbook lead, with the technical name that these tell: it counts where
    no row says it. Of two rows that say the same one of these counts, or else the one with the most formulas.
    """
    formulas = Counter(row for (row, _), cell in grid.typed.items() if cell.formula is not None)
    heads, texts = _headings(grid.typed), _technical_names(grid, known)
    names = {row: renamed.get(name, name) for row, name in texts.items()}
    names |= {row: name for row, name in named.items() if row not in names and name not in names.values()}
    best: dict[str, int] = {}
    for row, name in sorted(names.items()):
        best[name] = max(best.get(name, row), row, key=lambda each: (each in named, formulas[each], -each))
    keys: dict[int, Key] = {row: ("name", name) for name, row in best.items()}
    seen: Counter[str] = Counter()
    for row in sorted(heads.keys() - names.keys()):
        keys[row] = ("text", (heads[row], seen[heads[row]]))
        seen[heads[row]] += 1
    return keys


def names_of(keys: Mapping[int, Key]) -> dict[int, str]:
    """Return the technical names of the rows that have one."""
    return {row: str(name) for row, (kind, name) in keys.items() if kind == "name"}


def _technical_names(grid: Grid, known: Iterable[str]) -> dict[int, str]:
    """Return all texts that read like technical names, from the column in which most of the known ones stand."""
    ours = names_by_row(grid.typed, known)
    columns = Counter(column for (row, column), cell in grid.typed.items() if cell.value == ours.get(row, object()))
    if not columns:
        return {}
    (column, _), *_ = columns.most_common(1)
    found = {row: str(cell.value).strip() for (row, at), cell in grid.typed.items() if at == column and _is_text(cell)}
    return {row: text for row, text in found.items() if _TECHNICAL.fullmatch(text)}


def _headings(cells: Mapping[Address, Cell]) -> dict[int, str]:
    """Return the first text in each row, or else the first formula, wherever the cells stand that it refers to."""
    texts: dict[int, str] = {}
    formulas: dict[int, str] = {}
    for (row, _), cell in sorted(cells.items(), key=lambda each: each[0]):
        if _is_text(cell):
            texts.setdefault(row, str(cell.value).strip())
        elif cell.formula:
            formulas.setdefault(row, "=" + _ADDRESS.sub("", cell.formula))
    return formulas | texts


def _is_text(cell: Cell) -> bool:
    return cell.kind == "text" and cell.formula is None


def aligned_rows(old: Mapping[int, Key], new: Mapping[int, Key], last: int) -> Axis:
    """Return where the rows stand now; ``last`` is the last row of the new sheet."""
    stands = {key: row for row, key in new.items()}
    known = {row: stands[key] for row, key in old.items() if key in stands}
    gone = {row for row, key in old.items() if key[0] == "name" and row not in known}
    taken = {row for row, key in new.items() if key[0] == "name"}
    axis = _between(known, gone, taken)
    axis.behind, axis.ahead = max(known, default=0), max(last, *known.values()) if known else last
    return axis


def aligned_columns(old: Grid, new: Grid, rows: Axis, named: Iterable[int], last: int) -> Axis:
    """Return where the columns stand now, by the texts that both sheets have in rows that became each other.

    Numbers count as well, except in rows with a technical name, the ``named``: there they are anyone's.
    """
    named = frozenset(named)
    in_new: defaultdict[tuple[int, object], list[int]] = defaultdict(list)
    for (row, column), cell in new.typed.items():
        if _tells(cell, named=False):
            in_new[row, cell.value].append(column)
    votes: Counter[tuple[int, int]] = Counter()
    for (row, column), cell in old.typed.items():
        if _tells(cell, row in named):
            votes.update((column, there) for there in in_new.get((rows(row) or 0, cell.value), ()))
    known: dict[int, int] = {}
    for (here, there), _ in votes.most_common():
        if here not in known and there not in known.values():
            known[here] = there
    axis = _between(known, set(), set())
    axis.behind, axis.ahead = max(known, default=0), max(last, *known.values()) if known else last
    return axis


def _tells(cell: Cell, named: bool) -> bool:
    return cell.formula is None and (cell.kind == "text" or (cell.kind == "number" and not named))


def _between(known: Mapping[int, int], gone: set[int], taken: set[int]) -> Axis:
    """Add what lies between two that are known, and as far apart as they were."""
    to = dict(known)
    anchors = [(0, 0), *sorted(known.items())]
    for (first, here), (last, there) in pairwise(anchors):
        if there - here == last - first:
            steps = range(1, last - first)
            to |= {first + step: here + step for step in steps if first + step not in gone and here + step not in taken}
    return Axis(to, gone=gone)
