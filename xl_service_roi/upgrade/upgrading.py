"""Upgrades a file: looks whether it needs it and can have it, and puts the new workbook in its place."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..case import Case
from ..check import check_file
from ..check.audited import Audited
from ..errors import InputError, WorkbookError
from ..inputs import resolve, value_names
from ..labels import labels
from ..messages import shown
from ..model import MODEL_VERSION
from ..spreadsheet import save
from ..spreadsheet.cells import BLANK, Workbook
from ..spreadsheet.defined_names import Reference
from ..spreadsheet.package import contents
from ..uncertainty import range_names
from ..workbook.build import build
from ..workbook.named_tables import TABLES
from ..workbook.names import MODEL_NAME, RANGES, result_name
from ..workbook.read import cells_of, global_names, points_to, read_inputs
from .added_sheets import lacking
from .assembly import Assembly
from .findings import Figures, Finding, Upgrade
from .history import FORMER, Former, number
from .input_cells import inputs_of
from .ours import Sheets
from .transfer import place_shown

_COMPARED = ("programme_npv", "service_value")
"""Results that are told as the workbook showed them, and as they are now."""


def upgrade(path: str | os.PathLike[str], out: str | os.PathLike[str] | None = None) -> Upgrade:
    """Move a workbook to the present version of the model, in its place, or into a new file ``out``.

    In its place, the file as it was is kept beside it. Raises ``WorkbookError`` where it cannot be upgraded; the file
    is then as it was. A workbook of the present version stays as it is; ``out`` gets a copy of it.
    """
    if out is not None and os.path.lexists(out):
        raise WorkbookError(out, "exists", "take another name for the upgraded workbook")
    data = contents(path)
    with Workbook.of_bytes(path, data) as book:
        former = _former_version(book)
        if former == MODEL_VERSION and not lacking(book):
            if out is not None:
                save.write_copy(out, data)
            return Upgrade(book.path, former, MODEL_VERSION, os.fspath(out or ""))
        try:
            new, findings, figures = _upgraded(book, former)
        except (ValueError, KeyError, StopIteration) as error:
            reason = f"cannot be upgraded: it is not written as spreadsheet programs do ({error})"
            raise WorkbookError(path, reason, "open it in Excel, and save it under a new name") from error
    backup = ""
    if out is not None:
        save.write_copy(out, new)
    else:
        backup = str(_replaced(Path(path), new, data))
    written = os.fspath(path if out is None else out)
    problems = tuple(check_file(written))
    return Upgrade(book.path, former, MODEL_VERSION, written, backup, tuple(findings), figures, problems)


def _replaced(path: Path, new: bytes, data: bytes) -> Path:
    """Put new contents in the place of a file, and return the file that holds what it held."""
    backup = _kept_beside(path, data)
    try:
        save.replace(path, new, data)
    except BaseException:
        backup.unlink(missing_ok=True)
        raise
    return backup


def _kept_beside(path: Path, data: bytes) -> Path:
    """Write what a file holds into a new file beside it, never over another, and return that."""
    names = (f"{path.stem}.before-upgrade{f'-{count}' if count else ''}{path.suffix}" for count in itertools.count())
    for backup in map(path.with_name, names):
        try:
            with backup.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(path, backup)
        except FileExistsError:
            continue
        except OSError as error:
            backup.unlink(missing_ok=True)
            reason = f"is not upgraded: it cannot be kept beside as it was ({error.strerror})"
            raise WorkbookError(path, reason, "write into another folder with --out") from None
        return backup
    raise AssertionError("numbers have no end")


def _former_version(book: Workbook) -> str:
    """Return the version of the model that a workbook was made for, "" for one that does not say but is like ours."""
    version = read_inputs(book).version
    if not version:
        if Audited(book).unchanged_layout is not None:
            return ""
        reason = f"does not say for which version of the model it was made: the name {MODEL_NAME} is missing or spoilt"
        remedy = "copy what was filled in into a new workbook (service-roi new)"
        raise WorkbookError(book.path, reason, remedy)
    its, ours = number(version), number(MODEL_VERSION)
    if its is None or ours is None:
        reason = f"was made for model {shown(version)!r}, which is no version of the model"
        raise WorkbookError(book.path, reason, "copy what was filled in into a new workbook (service-roi new)")
    if its > ours:
        reason = f"was made for model {version}, this is model {MODEL_VERSION}"
        raise WorkbookError(book.path, reason, "update the program: pip install --upgrade xl-service-roi")
    return version


def _upgraded(book: Workbook, version: str) -> tuple[bytes, list[Finding], Figures]:
    """Return the workbook, what there is to tell, and the results before and now."""
    former = FORMER.get(version, Former())
    sheets = Sheets(book, former)
    heading = labels(sheets.language).say("kept_in_upgrade", former=version or "?", present=MODEL_VERSION)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        path.write_bytes(_unfilled(sheets.language))
        with Workbook.open(path) as template:
            case = _case(inputs_of(sheets.transfer("inputs", template), book, template, former))
        if case is not None:
            build(path, sheets.language, case.inputs)
        with Workbook.open(path) as template:
            assembly = Assembly(sheets, template)
            _refuse_taken_names(book, assembly)
            data, findings = assembly.put_together(heading, ready=case is not None)
    _refuse_changed_inputs(book, assembly, data)
    return data, findings, _figures(book, case)


@cache
def _unfilled(language: str) -> bytes:
    """Return a template that is not filled in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        build(path, language)
        return path.read_bytes()


def _case(given: Mapping[str, Any]) -> Case | None:
    """Return the case of these inputs; None while they cannot be calculated with."""
    try:
        case = Case(resolve(given))
        case.run()
    except InputError:
        return None
    return case


def _refuse_taken_names(book: Workbook, assembly: Assembly) -> None:
    """A name of the user's own that an input has now: whatever uses it would get the input instead."""
    known = {*assembly.inputs.moves.names.values()}
    new = [name for name, driver in value_names().items() if driver.name not in known]
    if not global_names(book, RANGES):
        new += [RANGES, *range_names()]
    added = lacking(book)
    for name in (*new, *(table.name for table in TABLES if table.sheet in added)):
        reference = points_to(book, name, None)
        if isinstance(reference, Reference):
            reason = f"cannot be upgraded: its name {name}, of {cells_of(reference)}, is one of the template's own now"
            raise WorkbookError(book.path, reason, "give those cells another name (Formulas, Name Manager)")


def _refuse_changed_inputs(book: Workbook, assembly: Assembly, data: bytes) -> None:
    """Look at every input once more, in the workbook as it would be written."""
    inputs = assembly.inputs
    with Workbook.of_bytes(book.path, data) as new:
        found = new.cells(inputs.old.name, [*inputs.carried])
    for address, (sheet, here) in inputs.carried.items():
        before, now = assembly.grid(sheet)[here], found.get(address, BLANK)
        if (before.kind, before.value) != (now.kind, now.value):
            reason = f"was not upgraded: {place_shown((sheet, here))} would not be what it was"
            raise WorkbookError(book.path, reason, "send it to whoever made this program")


def _figures(book: Workbook, case: Case | None) -> Figures:
    """Return what the workbook showed as its results, as far as it did, and what they are now."""
    if case is None:
        return ()
    result, figures = case.run(), []
    for measure in _COMPARED:
        place = points_to(book, result_name(measure))
        shows = BLANK
        if isinstance(place, Reference):
            address = place.first_row, place.first_column
            shows = book.cells(place.sheet, [address]).get(address, BLANK)
        before = shows.value if isinstance(shows.value, float) and shows.kind == "number" else None
        figures.append((measure, before, result.measure(measure)))
    return tuple(figures)
