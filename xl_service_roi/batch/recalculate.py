"""Recalculates many workbooks: which ones, in which processes, into which table, and what was done before."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from .. import __version__
from ..errors import InputError, Problem
from ..model import MODEL_VERSION
from .call import check_call, check_groups
from .columns import COLUMNS, INPUTS, Row, refused_row
from .consolidate import Consolidation
from .entries import Known, packed
from .files import filesystem_of, is_url
from .inputs_file import Given
from .ledger import GO_ON, Ledger, beside
from .part_file import check_folder
from .plan import workbooks_in
from .pool import Executor, LocalPool, never
from .reasons import Reasons
from .results import Results, open_results
from .turns import Lost
from .work import NOT_WRITTEN, UP_TO_DATE, Options, Outcome, recalculated

MOST_WARNINGS = 100
"""Warnings that are kept word for word; a tree of folders may hold any number of links, and each gives one."""


@dataclass
class Summary:
    """What a run came to; as long as it goes on, how far it is.

    ``ok`` and ``refused`` count rows; ``unchanged`` those of ``ok`` that were taken from the ledger, ``with_inputs``
    the workbooks that have a row of their own in a file of overrides, ``written`` the workbooks or copies that were
    written, ``not_written`` those that could not be, though their results are known. ``refusals`` and ``failures``: how
    often each reason was given, for what was refused and for what was not written.
    ``problems``: what is to be known besides, such as folders that cannot be read; ``other_warnings`` counts those that
    were one too many. ``groups``: a row for each group, and for all. ``table_written``: whether the table of results is
    that of this run; an earlier one stays where nothing was found, or the run was stopped before its end.
    """

    found: int = 0
    all_found: bool = False
    ok: int = 0
    refused: int = 0
    unchanged: int = 0
    with_inputs: int = 0
    written: int = 0
    not_written: int = 0
    seconds: float = 0.0
    stopped: bool = False
    table_written: bool = False
    refusals: Reasons = field(default_factory=Reasons)
    failures: Reasons = field(default_factory=Reasons)
    problems: list[Problem] = field(default_factory=list)
    other_warnings: int = 0
    groups: list[Row] = field(default_factory=list)

    @property
    def done(self) -> int:
        """The number of workbooks that have a row."""
        return self.ok + self.refused

    @property
    def per_second(self) -> float:
        """The number of workbooks a second."""
        return self.done / self.seconds if self.seconds else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return what goes into a table of results: the same however long it took, and whatever was known before."""
        counts = {"workbooks": self.done, "ok": self.ok, "refused": self.refused, "not_written": self.not_written}
        words = {
            "refusals": str(self.refusals),
            "failures": str(self.failures),
            "problems": "; ".join(str(problem) for problem in self.problems if problem.severity != "note"),
        }
        return {**counts, "with_inputs": self.with_inputs, "complete": not self.stopped, **words}


OnRow = Callable[[Row, Summary], None]
"""Takes a row as it comes, and the summary so far."""


def recalculate(
    paths: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str] | None = None,
    options: Options | None = None,
    *,
    group: Sequence[str] = (),
    consolidate: bool = False,
    inputs_too: bool = True,
    resume: bool = False,
    force: bool = False,
    executor: Executor | None = None,
    also: Results | None = None,
    on_row: OnRow = lambda row, summary: None,
    stop: Callable[[], bool] = never,
) -> Summary:
    """Recalculate the workbooks that files, folders, patterns and addresses lead to: a row each, in their order.

    ``recalculate(["plans"], "results.csv", Options(overrides=Overrides.read(assignments=["discount_rate=0.09"])))``

    ``options``: what is done with each workbook; by default it is only read. ``out``: the table of results, .csv, .xlsx
    or .parquet, with ``inputs_too`` or without; ``also`` takes the same rows. An earlier table is replaced by a whole
    one only: it stays where no workbook is found or the run is stopped. Beside the table stands a ledger of what was
    done. With ``resume`` it is read, and workbooks are left alone whose contents are the same as then, if model and
    options are, too; with ``force`` they are not. ``group``: columns to group by, of the results or of the file of
    overrides; ``consolidate`` asks for the group of all. ``executor``: who does the work; processes of this machine,
    one for each processor, if not given. ``on_row`` is called with each row and the summary so far, ``stop`` asked now
    and then whether the run is to end before its time; what was done so far is kept.

    Raises ``WrongCallError`` where this does not go together, and ``InputError`` for overrides, groups, a table or a
    ledger that cannot be used. A workbook that cannot be used is a row like any other, never an error.
    """
    names, target = [os.fspath(path) for path in paths], None if out is None else os.fspath(out)
    roots = tuple(name if is_url(name) else os.path.abspath(name) for name in names)
    options = replace(options or Options(), roots=roots)
    check_call(names, target, options, resume, force)
    check_groups(group, options.overrides)
    run = _Run(
        names,
        target,
        options,
        Consolidation(group, options.language) if group or consolidate else None,
        resume and not force,
    )
    columns = columns_of(options, inputs_too)
    with ExitStack() as opened:
        if target is not None and run.finds_any():
            check_folder(target)
            # The ledger first: while another run writes to it, its table of results is left alone.
            run.open_ledger(opened.enter_context(Ledger(beside(target), resume)))
            grouped = run.consolidation is not None
            run.earlier = os.path.lexists(target)
            run.table = open_results(target, columns, groups=grouped, audit=options.audit, language=options.language)
            run.tables.append(run.table)
        if also is not None:
            run.tables.append(also)
        try:
            run.go(executor or LocalPool(), stop, on_row)
        except BaseException:
            run.abort()
            raise
        run.close()
    return run.summary


def columns_of(options: Options, inputs_too: bool = True) -> tuple[str, ...]:
    """Return the columns of the table of results: labels to group by stand behind what the row is about."""
    about = ("path", "unit", "folder")
    left_out = about if inputs_too else (*about, *INPUTS)
    return (*about, *options.overrides.labels, *(name for name in COLUMNS if name not in set(left_out)))


class _Task(NamedTuple):
    """A workbook that is to be recalculated, the digests with which its results are known, and its own overrides."""

    name: str
    known: Known | None
    own: Given | None


@dataclass(frozen=True)
class _Work:
    """What is done with some workbooks in another process, which gets the overrides of just these.

    ``keep``: whether a ledger keeps what comes of it; it is packed there too, so that the first process need not.
    """

    options: Options
    keep: bool

    def __call__(self, tasks: Sequence[_Task]) -> list[Outcome]:
        rows = {("given", task.name): task.own for task in tasks if task.own}
        options = replace(self.options, overrides=replace(self.options.overrides, rows=rows))
        known = {task.name: task.known for task in tasks if task.known}
        outcomes = recalculated([task.name for task in tasks], options, known)
        return [_with_entry(outcome) for outcome in outcomes] if self.keep else outcomes


def _with_entry(outcome: Outcome) -> Outcome:
    if outcome.row is None or not outcome.complete:
        return outcome
    return replace(outcome, entry=packed(outcome.row, outcome.findings))


class _Run:
    def __init__(
        self, paths: Sequence[str], out: str | None, options: Options, consolidation: Consolidation | None, resume: bool
    ) -> None:
        self.paths, self.out, self.options = paths, out, options
        self.consolidation, self.resume = consolidation, resume
        self.leave_out = [path for path in (out, out and str(beside(out)), options.copy_to) if path]
        self.ledger: Ledger | None = None
        self.table: Results | None = None
        self.earlier = False
        self.tables: list[Results] = []
        self.summary = Summary()
        self.begun = time.monotonic()
        self.stamp = self._stamp_with(None)

    def finds_any(self) -> bool:
        """Whether there is any workbook; else the user is told that an earlier table stays."""
        assert self.out is not None
        if any(map(_is_there, workbooks_in(self.paths, lambda problem: None, self.leave_out))):
            return True
        stays = "is left as it is" if os.path.lexists(self.out) else "is not written"
        self.summary.problems.append(Problem(self.out, f"{stays}: no workbook was found", remedy="check the paths"))
        return False

    def open_ledger(self, ledger: Ledger) -> None:
        """Work with a ledger; the user is told where it goes back to a run that did not end."""
        self.ledger = ledger
        if ledger.kept:
            text = "an earlier run did not come to its end, and what it did is not used but kept"
            remedy = "to use it, stop this run and start it with --resume"
            self.summary.problems.append(Problem(str(ledger.path), text, remedy=remedy, severity="note"))

    def go(self, executor: Executor, stop: Callable[[], bool], on_row: OnRow) -> None:
        """Recalculate the workbooks, and add a row for each to all tables."""
        self._check_overrides()
        overrides = self.options.overrides
        work = _Work(replace(self.options, overrides=replace(overrides, rows={}, notes=())), self.ledger is not None)
        with closing(executor.run(work, self._tasks(), stop)) as outcomes:
            for task, outcome in outcomes:
                row = self._row(task, outcome) | overrides.labels_for(task.name)
                self._add(row)
                if self.consolidation is not None:
                    self.consolidation.add(row)
                self.summary.seconds = time.monotonic() - self.begun
                on_row(row, self.summary)
        self.summary.stopped = not self.summary.all_found or self.summary.done < self.summary.found

    def close(self) -> None:
        """Complete the tables."""
        summary = self.summary
        if self.consolidation is not None:
            summary.groups = self.consolidation.groups()
        try:
            for table in self.tables:
                if table is self.table and summary.stopped and self.earlier:
                    table.abort()
                    continue
                if summary.groups:
                    table.add_groups(summary.groups)
                table.close(summary.as_dict())
                summary.table_written |= table is self.table
        except OSError as error:
            self.abort()
            raise self._no_room(error) from None
        if self.ledger is not None and not summary.stopped:
            self.ledger.finish()
        summary.seconds = time.monotonic() - self.begun

    def abort(self) -> None:
        """Leave the tables as they were before."""
        for table in self.tables:
            table.abort()

    def _add(self, row: Row) -> None:
        try:
            for table in self.tables:
                table.add(row)
        except OSError as error:
            raise self._no_room(error) from None

    def _no_room(self, error: OSError) -> Exception:
        """Return how to tell that results cannot be written any further, as on a full disk."""
        if isinstance(error, BrokenPipeError):  # whoever read them has seen enough
            return error
        remedy = GO_ON if self.ledger else "make room"
        return InputError([Problem(self.out or "stdout", f"cannot be written ({error.strerror})", remedy=remedy)])

    def _check_overrides(self) -> None:
        """Refuse rows of overrides that fit several workbooks, or one together, before any work is done."""
        overrides, problems = self.options.overrides, self.summary.problems
        problems += overrides.notes
        if not overrides.rows:
            return
        doubtful, fit_none = overrides.misfits(workbooks_in(self.paths, lambda problem: None, self.leave_out))
        if doubtful:
            raise InputError(doubtful)
        problems += fit_none[:MOST_WARNINGS]
        if (more := len(fit_none) - MOST_WARNINGS) > 0:
            problems.append(Problem(overrides.source, f"{more:,} more rows fit no workbook"))

    def _told(self, problem: Problem) -> None:
        if problem.severity == "error" or len(self.summary.problems) < MOST_WARNINGS:
            self.summary.problems.append(problem)
        else:
            self.summary.other_warnings += 1

    def _tasks(self) -> Iterator[_Task]:
        for name in workbooks_in(self.paths, self._told, self.leave_out):
            self.summary.found += 1
            own = self.options.overrides.row_of(name)
            self.summary.with_inputs += own is not None
            yield _Task(name, self._known(name, own), own)
        self.summary.all_found = True

    def _known(self, name: str, own: Given | None) -> Known | None:
        """Return the digests with which the results of a workbook are known."""
        if self.ledger is None or not self.resume:
            return None
        return self.ledger.known(name, self._stamp(own))

    def _stamp(self, own: Given | None) -> str:
        """Return what tells apart all that the results of a workbook depend on, besides its contents."""
        return self._stamp_with(own) if own else self.stamp

    def _stamp_with(self, own: Given | None) -> str:
        options, overrides = self.options, self.options.overrides
        asked = (options.language, options.audit, options.write_back, options.results_only, options.copy_to)
        values = [dict(row.values) if row else {} for row in (overrides.for_all, own)]
        whole = [MODEL_VERSION, __version__, COLUMNS, asked, values, dict(overrides.assigned)]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

    def _row(self, task: _Task, outcome: Outcome | Lost) -> Row:
        """Return the row of a workbook, and keep account of it."""
        summary = self.summary
        if isinstance(outcome, Lost):
            outcome = Outcome(task.name, "", refused_row(task.name, outcome.reason))
        row, findings = outcome.row, outcome.findings
        if row is None:
            assert self.ledger is not None
            row, findings = self.ledger.results(task.name)
            summary.unchanged += 1
        elif row["status"] == "ok":
            if not outcome.complete:
                summary.not_written += 1
                summary.failures.add(task.name, row["written"].removeprefix(NOT_WRITTEN))
            else:
                summary.written += row["written"] not in ("", UP_TO_DATE)
            if self.ledger is not None and outcome.entry is not None:
                known = Known(outcome.digest, outcome.copy)
                self.ledger.keep(task.name, known, self._stamp(task.own), outcome.entry)
        if row["status"] == "ok":
            summary.ok += 1
        else:
            summary.refused += 1
            summary.refusals.add(task.name, row["reason"])
        for table in self.tables:
            for finding in findings:
                table.add_audit(finding)
        return row


def _is_there(name: str) -> bool:
    """Whether there is a workbook of that name; what stands in a store and cannot be looked at is not taken for it."""
    if not is_url(name):
        return os.path.lexists(name)
    try:
        filesystem, path = filesystem_of(name)
        return bool(filesystem.exists(path))
    except Exception:  # each store has errors of its own
        return False
