"""A whole case from a range of names and values.

The range has a row an input: its name, or its label in English or Dutch, and one value or one for each future. A
heading row that names the futures (today, plan, zero; or nu, plan, nul) says which column is which; without one the
columns behind the name are today, plan and zero in that order. It may name three more: low, high and distribution, how
far the input may be off. Rows without a value are passed over, so that the template's inputs sheet can be given as it
is.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from ..case import Case, Result
from ..errors import InputError, Problem
from ..inputs import LAST_YEAR, drivers, resolve, value_names
from ..labels import LANGUAGES, labels
from ..messages import did_you_mean, shown
from ..model.driver import FUTURES, Input
from ..uncertainty import DISTRIBUTIONS, PARTS, Said, range_names
from .arguments import Rows, is_blank, unusable

Row = tuple[Any, ...]


@dataclass(frozen=True)
class CaseTable:
    """A case read from a range, and the futures that have a column or a value in it."""

    result: Result
    futures: frozenset[str]


def case_table(rows: Rows) -> CaseTable:
    """Read and work out a case; raise ``InputError`` with every problem, each with its row."""
    frozen = tuple(map(tuple, rows))
    if bool in set(map(type, chain.from_iterable(frozen))):
        return _read.__wrapped__(frozen)  # TRUE equals 1, and would find the case that has a 1 in its place
    return _read(frozen)


@lru_cache(maxsize=32)
def _read(rows: tuple[Row, ...]) -> CaseTable:
    """Read and work out a case; many cells ask for measures of the same range."""
    reading = _Reading(rows)
    reading.read()
    inputs = resolve(reading.values, where=lambda name: reading.places.get(name, ""))
    said = Said(reading.ranges, where=lambda name: reading.places.get(name, ""))
    return CaseTable(Case(inputs, said=said).run(), frozenset(reading.futures))


@dataclass
class _Reading:
    """The values of a range by their names in a workbook, each with its place."""

    rows: tuple[Row, ...]
    values: dict[str, Any] = field(default_factory=dict)
    ranges: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    futures: set[str] = field(default_factory=lambda: {"today"})
    seen: set[str] = field(default_factory=set)
    of_template: bool = False

    def read(self) -> None:
        heading = next((i for i, row in enumerate(self.rows) if _heading(row)), None)
        columns = _heading(self.rows[heading]) if heading is not None else _columns_in_order(self.rows)
        self.futures |= set(columns)
        parts = _parts(self.rows[heading]) if heading is not None else {}
        self.of_template = heading is not None and _is_of_template(self.rows[heading])
        for position, row in enumerate(self.rows, start=1):
            if heading is None or position > heading + 1:
                self.row(row, position, columns)
                self.range(row, position, columns, parts)
            elif position <= heading and _named_input(row, columns) and not _is_empty(row, columns):
                self.problems.append(Problem(f"row {position}", "an input stands above the row of headings"))
        if self.of_template:
            self.problems += _cut_off(self.seen if "ramp_plan" in self.values else self.seen - {"ramp_plan"})
        if self.problems:
            raise InputError(self.problems)

    def row(self, row: Row, position: int, columns: Mapping[str, int]) -> None:
        name = _named_input(row, columns)
        if name:
            self.seen.add(name)
        first = columns["today"]
        if _is_empty(row, columns) or self.counts_years(name, row[first:]):
            return
        place = f"row {position}"
        if name is None:
            if position > 1 or any(isinstance(cell, float | int) for cell in row):  # else it is a row of headings
                self.unknown(_texts_beside(row, columns), place)
        elif name not in drivers():  # one value by its own name: reach_share_plan
            self.futures.add(name.rpartition("_")[2])
            self.one_value(name, [row[column] for column in columns.values() if column < len(row)], place)
        elif drivers()[name].scope == "year":
            self.take(name, self.ramp(row[first:], place, len(columns)), place)
        else:
            self.driver(drivers()[name], row, place, columns)

    def range(self, row: Row, position: int, columns: Mapping[str, int], parts: Mapping[str, int]) -> None:
        """Take how far an input may be off."""
        filled = {
            part: row[column] for part, column in parts.items() if column < len(row) and not is_blank(row[column])
        }
        name = _named_input(row, columns) if filled else None
        if name is None:
            return
        if name == "ramp_plan":  # its ten years reach across these columns
            filled = {part: cell for part, cell in filled.items() if parts[part] >= columns["today"] + LAST_YEAR}
        for part, cell in filled.items():
            own = f"{name}_{part}"
            if own not in range_names():
                message = f"{name} can have no range here"
                remedy = "give the range in the row of the whole input" if name not in drivers() else "leave it empty"
                self.problems.append(Problem(f"row {position}, {part}", message, shown(str(cell)), remedy=remedy))
                continue
            is_word = part == "distribution" and isinstance(cell, str)
            self.ranges[own] = _distributions().get(cell.strip().casefold(), cell) if is_word else cell
            self.places[own] = f"row {position}, {part}"

    def one_value(self, name: str, cells: list[Any], place: str) -> None:
        filled = [cell for cell in cells if not is_blank(cell)]
        self.take(name, filled[0], place)
        if len(filled) > 1:
            self.problems.append(
                Problem(place, f"{name} is one value", f"{len(filled)} values", "one cell with a value")
            )

    def driver(self, driver: Input, row: Row, place: str, columns: Mapping[str, int]) -> None:
        for future, column in columns.items():
            cell = row[column] if column < len(row) else None
            if is_blank(cell):
                continue
            if driver.scope == "future":
                self.take(f"{driver.name}_{future}", cell, f"{place}, {future}")
            elif future == "today":
                self.take(driver.name, cell, place)
            else:
                message = f"{driver.name} has one value for all futures"
                self.problems.append(Problem(f"{place}, {future}", message, shown(str(cell)), "an empty cell"))

    def ramp(self, cells: Row, place: str, columns: int) -> tuple[Any, ...]:
        """The plan's effect by year. A row that ends where the range ends may go on outside it."""
        years = cells[:LAST_YEAR]
        while years and is_blank(years[-1]):
            years = years[:-1]
        if (columns > 1 or self.of_template) and len(cells) == len(years) < LAST_YEAR and years[-1] != 1:
            message = "ramp_plan ends where the range ends, below 1"
            remedy = "make the range wider, or leave one empty column, if this is its last year"
            remedy = "use the name inputs_range, or make the range wider" if self.of_template else remedy
            self.problems.append(Problem(place, message, str(years[-1]), remedy=remedy))
        return years

    def counts_years(self, name: str | None, cells: Row) -> bool:
        """Whether a row is a heading of years (1, 2, 3, 4 …), such as the template has above the ramp."""
        filled = [cell for cell in cells if not is_blank(cell)]
        enough = len(FUTURES) if name != "ramp_plan" else 0 if self.of_template else 1
        return len(filled) > enough and filled == list(range(1, len(filled) + 1))

    def take(self, name: str, cell: Any, place: str) -> None:
        if name in self.values:
            message = f"{name} has a value already, in {self.places[name]}"
            self.problems.append(Problem(place, message, remedy="leave one of the two"))
        strange = isinstance(cell, bool | datetime.date) or (isinstance(cell, str) and cell.startswith("#"))
        self.values[name] = unusable(f"{place} · {name}", cell, "a number") if strange else cell
        self.places[name] = place

    def unknown(self, texts: list[str], place: str) -> None:
        if not texts:
            self.problems.append(Problem(place, "has a value without a name beside it"))
        else:
            near = did_you_mean(texts[0].casefold(), input_names())
            self.problems.append(Problem(place, f'there is no input "{shown(texts[0])}"{near}'))


def _texts_beside(row: Row, columns: Mapping[str, int]) -> list[str]:
    """The texts of a row outside the columns of values."""
    beside = [cell for column, cell in enumerate(row) if column not in columns.values()]
    return [cell.strip() for cell in beside if isinstance(cell, str) and not is_blank(cell)]


def _named_input(row: Row, columns: Mapping[str, int]) -> str | None:
    """The input, or one value of it, that a row names."""
    texts = (text.casefold() for text in _texts_beside(row, columns))
    return next((input_names()[text] for text in texts if text in input_names()), None)


def _is_empty(row: Row, columns: Mapping[str, int]) -> bool:
    return all(is_blank(cell) for cell in row[columns["today"] : max(columns.values()) + 1])


def _heading(row: Row) -> dict[str, int]:
    """The columns of the futures where a row names them, today at least."""
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        future = future_names().get(cell.strip().casefold()) if isinstance(cell, str) else None
        if future:
            found.setdefault(future, column)
    return found if "today" in found else {}


def _parts(heading: Row) -> dict[str, int]:
    """The columns that say how far inputs may be off, where the heading row names them."""
    named = {labels(language).say(f"head_{part}").casefold(): part for language in LANGUAGES for part in PARTS}
    named |= {part: part for part in PARTS}
    found: dict[str, int] = {}
    for column, cell in enumerate(heading):
        part = named.get(cell.strip().casefold()) if isinstance(cell, str) else None
        if part:
            found.setdefault(part, column)
    return found


@cache
def _distributions() -> dict[str, str]:
    """Every way to name a distribution, in small letters, with its name."""
    names = {name: name for name in DISTRIBUTIONS}
    return names | {labels(each).say(f"distribution_{name}").casefold(): name for each in LANGUAGES for name in names}


def _is_of_template(heading: Row) -> bool:
    """Whether the heading row is that of the template's inputs sheet, on which every input has a row."""
    return any({labels(lang).say("head_driver"), labels(lang).say("head_unit")} <= set(heading) for lang in LANGUAGES)


def _cut_off(seen: set[str]) -> list[Problem]:
    """What is wrong where the template's sheet goes on below the range: what stands there would not count."""
    missing = [name for name in drivers() if name not in seen]
    if not missing:
        return []
    text = f"the range ends above {len(missing)} inputs of this sheet, {shown(', '.join(missing))}"
    return [Problem("inputs", text, remedy="use the name inputs_range, or extend the range to the last row")]


def _columns_in_order(rows: tuple[Row, ...]) -> dict[str, int]:
    width = max(map(len, rows))
    if width == 1:
        raise InputError([Problem("inputs", "wrong shape", "one column", "a range with names and values")])
    return dict(zip(FUTURES, range(1, width), strict=False))


@cache
def input_names() -> dict[str, str]:
    """Every way to name an input, in small letters, with its name in a workbook."""
    names = {name: name for name in (*value_names(), *drivers())}
    for name, driver in drivers().items():
        names |= {labels(language).of(name).casefold(): name for language in LANGUAGES}
        if driver.scope == "future":
            names |= {f"{name}.{future}": f"{name}_{future}" for future in FUTURES}
    return names


@cache
def future_names() -> dict[str, str]:
    """Return every way to name a future, in small letters, with its name."""
    return {
        name.casefold(): future
        for future in FUTURES
        for name in (future, *(labels(language).group("FUTURES", future) for language in LANGUAGES))
    }
