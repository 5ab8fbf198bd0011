"""The work itself: some workbooks, each read once, worked out together, and told in a row each.

Nothing here knows in which process or on which machine it runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as with_
from functools import partial
from typing import Any, TypeVar

from ..case import Case, Result
from ..cases import run_all
from ..errors import InputError, WorkbookError
from ..inputs import resolve
from ..spreadsheet.cells import Workbook
from ..workbook.read import Filled, file_name, read_inputs
from ..write_back import renewed
from .audit import Finding, audited
from .columns import Row, refused_row, row_of
from .entries import Entry, Known
from .files import read_bytes, replace, target_of, write_copy
from .overrides import Overrides

TOGETHER_BYTES = 32 << 20
"""Workbooks that are open at the same time are no larger together, unless one alone is."""

UP_TO_DATE = "up to date"
"""In place of what was written: the workbook shows its results already."""
NOT_WRITTEN = "not written: "
"""Before the reason, in place of what was written: the results stand in the row all the same."""


@dataclass(frozen=True)
class Options:
    """What is to be done with each workbook; the same in every process.

    ``copy_to``: a folder to which renewed copies go, in the tree below the PATHs in ``roots``.
    """

    language: str = "en"
    audit: bool = True
    overrides: Overrides = field(default_factory=Overrides)
    write_back: bool = False
    results_only: bool = False
    copy_to: str = ""
    roots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of one workbook: its row and findings, or nothing where its contents have the ``digest`` known before.

    ``digest``: of the contents as they are now, after they were written; ``copy``: of the copy that was made.
    ``entry``: the row and findings as a ledger keeps them, where there is one.
    """

    name: str
    digest: str
    row: Row | None
    findings: tuple[Finding, ...] = ()
    copy: str = ""
    entry: Entry | None = None

    @property
    def unchanged(self) -> bool:
        """Whether it was left as it is, since its results are known."""
        return self.row is None

    @property
    def complete(self) -> bool:
        """Whether all was done that was asked for: nothing was refused, neither to read nor to write it."""
        return self.row is not None and self.row["status"] == "ok" and not self.row["written"].startswith(NOT_WRITTEN)


@dataclass
class _Opened:
    name: str
    data: bytes
    digest: str
    book: Workbook
    filled: Filled
    replaced: Mapping[str, Any]
    case: Case


def recalculated(names: Sequence[str], options: Options, known: Mapping[str, Known] | None = None) -> list[Outcome]:
    """Return what comes of some workbooks, in their order; a bad file ends in a refused row, never in an error.

    ``known``: the digests of workbooks whose results are known; these are left alone while they have them.
    """
    outcomes: dict[str, Outcome] = {}
    for together in _opened(names, options, known or {}, outcomes):
        results = run_all([each.case for each in together])
        for each, result in zip(together, results, strict=True):
            outcomes[each.name] = _told(each, result, options)
            each.book.close()
    return [outcomes[name] for name in names]


def _opened(
    names: Iterable[str], options: Options, known: Mapping[str, Known], outcomes: dict[str, Outcome]
) -> Iterator[list[_Opened]]:
    """Give the workbooks that can be worked out, some at a time; what comes of the others goes into ``outcomes``."""
    together: list[_Opened] = []
    size = 0
    for name in names:
        found = _guarded(name, partial(_open, name, options, known))
        if isinstance(found, Outcome):
            outcomes[name] = found
            continue
        together.append(found)
        size += len(found.data)
        if size > TOGETHER_BYTES:
            yield together
            together, size = [], 0
    if together:
        yield together


def _open(name: str, options: Options, known: Mapping[str, Known]) -> _Opened | Outcome:
    data = read_bytes(name)
    digest = digest_of(data)
    before = known.get(name)
    if before and before.digest == digest and (not options.copy_to or _copy_stands(name, options, before.copy)):
        return Outcome(name, digest, None)
    book = Workbook.of_bytes(name, data)
    filled = read_inputs(book)
    replaced = options.overrides.for_workbook(name)
    inputs = resolve({**filled.given, **replaced}, where=filled.where)
    return _Opened(name, data, digest, book, filled, replaced, Case(inputs, file_name(name), filled.notes))


def _copy_stands(name: str, options: Options, digest: str) -> bool:
    """Whether the copy of a workbook is still what was written then."""
    try:
        return digest_of(read_bytes(target_of(name, options.roots, options.copy_to))) == digest
    except WorkbookError:
        return False


def _told(opened: _Opened, result: Result | InputError, options: Options) -> Outcome:
    """Return what comes of a workbook that was worked out: audited, written where that is asked for, in a row."""

    def told() -> Outcome:
        if isinstance(result, InputError):
            raise result
        row = row_of(opened.name, result, options.language)
        findings: tuple[Finding, ...] = ()
        if options.audit:
            # What the workbook shows is not what other inputs than its own come to.
            audit = audited(opened.book, opened.filled, None if opened.replaced else result)
            row |= audit.columns
            findings = audit.findings
        outcome = Outcome(opened.name, opened.digest, row, findings)
        return _written(opened, result, options, outcome) if options.write_back or options.copy_to else outcome

    return _guarded(opened.name, told, opened.digest)


def _written(opened: _Opened, result: Result, options: Options, outcome: Outcome) -> Outcome:
    """Renew the results inside the workbook, or a copy of it, and say in its row what was written, or why nothing."""

    def written() -> tuple[str, Outcome]:
        only = options.results_only
        data = renewed(opened.book, opened.filled, result, results_only=only, inputs=opened.replaced)
        if options.copy_to:
            target = target_of(opened.name, options.roots, options.copy_to)
            copy = opened.data if data is None else data
            write_copy(target, copy)
            return target, with_(outcome, copy=digest_of(copy))
        if data is None:
            return UP_TO_DATE, outcome
        replace(opened.name, data, opened.data)
        return opened.name, with_(outcome, digest=digest_of(data))

    try:
        text, outcome = written()
    except Exception as error:
        text = NOT_WRITTEN + _reason(opened.name, error, "written")
    return with_(outcome, row={**(outcome.row or {}), "written": text})


Found = TypeVar("Found")


def _guarded(name: str, work: Callable[[], Found], digest: str = "") -> Found | Outcome:
    """Return what the work gives, or the refused row that says why it gave nothing."""
    try:
        return work()
    except Exception as error:
        return Outcome(name, digest, refused_row(name, _reason(name, error, "recalculated")))


def _reason(name: str, error: Exception, done: str) -> str:
    """Return why something could not be done with a workbook, without its name, which stands beside it."""
    if isinstance(error, InputError):
        place = f"{file_name(name)} · "
        return "; ".join(str(problem).removeprefix(place) for problem in error.problems)
    if isinstance(error, WorkbookError):
        return str(error).removeprefix(f"{name}: ")
    if isinstance(error, MemoryError):
        return "needs more memory than a workbook may have; remove what does not belong in it"
    # A fault of ours takes one workbook with it, not the run.
    return f"could not be {done} ({type(error).__name__}: {error}); please report it"


def digest_of(data: bytes) -> str:
    """Return what tells the contents of one workbook from those of any other."""
    return hashlib.sha256(data).hexdigest()
