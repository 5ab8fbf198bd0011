"""Values that replace what workbooks hold: from ``--set NAME=VALUE`` for all, from a CSV file for all or for each."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import InputError, Problem
from ..inputs import set_values
from ..messages import shown
from .files import is_url
from .inputs_file import Given, InputsFile, checked, place_of
from .safe_text import guarded, unguarded

ALL = ("", "*")
"""What stands there for all workbooks."""

Key = tuple[str, str]
"""How a row is found: by the name that was ``given``, by ``path``, or by file ``name``, with or without suffix."""


@dataclass(frozen=True)
class Overrides:
    """Values for workbooks: those of the row for all, of a workbook's own row, and of ``--set``; the last prevail.

    ``labels``: the columns of the file to group by. ``notes``: what the user should know of how it was read.
    """

    source: str = ""
    for_all: Given | None = None
    rows: Mapping[Key, Given] = field(default_factory=dict)
    assigned: Mapping[str, Any] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, inputs: str | None = None, assignments: Sequence[str] = (), group: Sequence[str] = ()) -> Overrides:
        """Return the overrides of a CSV file and of ``name=value`` assignments.

        ``group``: the columns to group by; those that the file has hold labels. Raises ``InputError`` with every
        problem found.
        """
        problems: list[Problem] = []
        found, assigned = cls(), {}
        try:
            assigned = checked(set_values(assignments), "--set {}".format)
        except InputError as error:
            problems += error.problems
        if inputs is not None:
            file = InputsFile(inputs, group)
            for_all, rows = _found_by(file)
            found = cls(file.source, for_all, rows, labels=file.labels, notes=tuple(file.notes))
            problems += file.problems
        if problems:
            raise InputError(problems)
        return replace(found, assigned=assigned)

    def for_workbook(self, name: str) -> dict[str, Any]:
        """Return the values that replace those of a workbook, by their names in it."""
        given = [row.values for row in (self.for_all, self.row_of(name)) if row]
        return {key: value for values in (*given, self.assigned) for key, value in values.items()}

    def labels_for(self, name: str) -> dict[str, str]:
        """Return a workbook's label for each column to group by, "" where it has none."""
        given = [row.labels for row in (self.for_all, self.row_of(name)) if row]
        said = {key: text for labels in given for key, text in labels.items() if text}
        return {label: said.get(label, "") for label in self.labels}

    def row_of(self, name: str) -> Given | None:
        """Return a workbook's own row: by its path, else by its file's name, else by that without suffix."""
        return next(iter(self._rows_of(name)), None) if self.rows else None

    def only_for(self, names: Iterable[str]) -> Overrides:
        """Return what these workbooks need, found on any machine: a worker is not sent the whole file."""
        rows = {name: self.row_of(name) for name in names}
        return replace(self, rows={("given", name): row for name, row in rows.items() if row}, notes=())

    def misfits(self, names: Iterable[str]) -> tuple[list[Problem], list[Problem]]:
        """Return what is doubtful, rows that fit several of the workbooks or share one, and the rows that fit none.

        To be asked before the work begins: a row that is meant for one workbook must not change another unseen.
        """
        fitting: dict[int, str] = {}
        several: dict[int, Problem] = {}
        for name in names:
            rows = sorted(self._rows_of(name), key=lambda row: row.line)
            for row in rows:
                if fitting.setdefault(row.line, name) != name and row.line not in several:
                    text = f"{shown(row.workbook)} fits several workbooks, {shown(fitting[row.line])} and {shown(name)}"
                    remedy = "write their paths, ./ before one beside this file; * is for all"
                    several[row.line] = Problem(place_of(self.source, row.line), text, remedy=remedy)
            if len(rows) > 1:
                others = ", ".join(f"line {row.line} ({shown(row.workbook)})" for row in rows[1:])
                text = f"{shown(rows[0].workbook)} fits the same workbook, {shown(name)}, as {others}"
                problem = Problem(place_of(self.source, rows[0].line), text, remedy="keep one of them")
                several.setdefault(rows[0].line, problem)
        unused = {row.line: row for row in self.rows.values() if row.line not in fitting}
        remedy = "check the name; it may be a path, or the name of a file"
        fit_none = [
            Problem(place_of(self.source, line), f"{shown(row.workbook)} fits no workbook", remedy=remedy)
            for line, row in sorted(unused.items())
        ]
        return [several[line] for line in sorted(several)], fit_none

    def _rows_of(self, name: str) -> list[Given]:
        """Return the rows that fit a workbook, the surest first."""
        return list({row.line: row for key in _keys_of(name) if (row := self.rows.get(key))}.values())


# --- which workbook a row is for -------------------------------------------------------------------------------------


def _found_by(file: InputsFile) -> tuple[Given | None, dict[Key, Given]]:
    """Return the row for all workbooks, and the others by how they are found; add to its problems what is there twice.

    Paths are tried from the folder of the file as well as from the current folder.
    """
    for_all: Given | None = None
    rows: dict[Key, Given] = {}
    for row in file.rows:
        if row.workbook in ALL:
            earlier, for_all = for_all, row
        else:
            keys = _keys_for(row.workbook, os.path.dirname(file.path))
            earlier = next((rows[key] for key in keys if key in rows), None)
            rows |= dict.fromkeys(keys, row)
        if earlier:
            text = f"is a second row for {shown(row.workbook) or 'all workbooks'}, after line {earlier.line}"
            file.problems.append(Problem(place_of(file.source, row.line), text, remedy="keep one of them"))
    return for_all, rows


def _keys_of(name: str) -> Iterator[Key]:
    """Give how a workbook's row may be found, the surest first."""
    yield "given", name
    yield "path", _path(name)
    file = _text(name).rpartition("/")[2]
    yield "name", file
    yield "name", os.path.splitext(file)[0]


def _keys_for(workbook: str, folder: str) -> list[Key]:
    """Return how a row is found that is for this workbook; its name may come from our own table, and be guarded."""
    plain = unguarded(workbook)
    if plain != workbook and guarded(plain) == workbook:
        return list(dict.fromkeys([*_keys_as_typed(plain, folder), *_keys_as_typed(workbook, folder)]))
    return _keys_as_typed(workbook, folder)


def _keys_as_typed(workbook: str, folder: str) -> list[Key]:
    if is_url(workbook):
        return [("path", _path(workbook))]
    paths = dict.fromkeys([_path(os.path.join(folder, _local(workbook))), _path(_local(workbook))])
    text = _text(workbook)
    return [*(("path", path) for path in paths), *([] if "/" in text else [("name", text)])]


def _local(workbook: str) -> str:
    """Return a path as this system writes it: a file from Windows names folders with \\, any other with /."""
    return workbook if os.sep == "\\" else workbook.replace("\\", "/")


def _path(name: str) -> str:
    return _text(name if is_url(name) else os.path.abspath(name))


def _text(name: str) -> str:
    """Return a name so that it equals what people type: Apple's systems write é as two characters, Windows \\ for /."""
    return unicodedata.normalize("NFC", os.path.normcase(name)).replace("\\", "/")
