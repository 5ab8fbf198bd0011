"""What was done before: the results of each workbook, kept beside the table of results as they come.

An SQLite file, written as the run goes on and whole at any moment, also when the run is killed. It is read with
``--resume`` only. The journal is SQLite's ordinary one: its write-ahead log does not work on network drives.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from ..errors import InputError, Problem
from .audit import Finding
from .columns import Row
from .entries import Entry, Known, unpacked
from .files import is_url

SUFFIX = ".ledger"
FORMAT = 2
"""Raised whenever what stands in a ledger changes its meaning."""
COMMIT_SECONDS = 1.0
"""No more work than this is lost when a run is killed."""
GO_ON = "make room, and go on with --resume"

_SQLITE, _APPLICATION = b"SQLite format 3\0", b"SROI"
_TABLES = """
CREATE TABLE IF NOT EXISTS done (
    path BLOB PRIMARY KEY, digest TEXT NOT NULL, copy TEXT NOT NULL, stamp TEXT NOT NULL,
    numbers BLOB NOT NULL, texts TEXT NOT NULL, findings TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unfinished (run INTEGER NOT NULL);
"""


def beside(out: str) -> Path:
    """Return where the ledger of a table of results stands."""
    return Path(out + SUFFIX)


class Ledger:
    """The results of each workbook by its path, with the digest of its contents and a stamp.

    The stamp stands for all that the results depend on besides the contents: the model, and what was asked for. A
    ledger belongs to one run at a time. Without ``resume`` it begins anew, unless the run before did not come to its
    end: what that did is kept, for whoever forgot to ask for it, and ``kept`` says so. Raises ``InputError`` where
    there is something else in its place, or it is damaged, in use or from another version; nothing is overwritten that
    is no ledger.
    """

    def __init__(self, path: Path, resume: bool) -> None:
        self.path = path
        self.kept = False
        if _is_there(path) and not _is_ledger(path):
            raise self._error("is no ledger of service-roi, and is left as it is", "name another file with --out")
        try:
            self._open()
        except _UnusableError:
            if resume:
                raise
            for suffix in ("", "-journal"):
                with suppress(FileNotFoundError):
                    Path(f"{path}{suffix}").unlink()
            self._open()
        with self._told():
            self._begin(resume)
        self._committed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def known(self, path: str, stamp: str) -> Known | None:
        """Return the digests with which a workbook's results are known, None where they are not."""
        query = "SELECT digest, copy FROM done WHERE path = ? AND stamp = ?"
        with self._told():
            found = self.connection.execute(query, (_key(path), stamp)).fetchone()
        return Known(*found) if found else None

    def results(self, path: str) -> tuple[Row, tuple[Finding, ...]]:
        """Return what is known of a workbook: its row and what the audit found, under the name it goes by now."""
        query = "SELECT numbers, texts, findings FROM done WHERE path = ?"
        with self._told():
            found = self.connection.execute(query, (_key(path),)).fetchone()
        try:
            return unpacked(Entry(*found), path)
        except ValueError as error:
            raise self._unusable(f"is damaged ({error})") from None

    def keep(self, path: str, known: Known, stamp: str, entry: Entry) -> None:
        """Keep the results of a workbook in the place of earlier ones."""
        with self._told():
            values = (_key(path), *known, stamp, *entry)
            self.connection.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            if time.monotonic() - self._committed > COMMIT_SECONDS:
                self.connection.execute("COMMIT")
                self.connection.execute("BEGIN")
                self._committed = time.monotonic()

    def finish(self) -> None:
        """Take down that the run has come to its end."""
        with self._told():
            self.connection.execute("DELETE FROM unfinished")

    def close(self) -> None:
        """Keep what was done since the last time, and close the file."""
        with self._told():
            try:
                if self.connection.in_transaction:  # not after a full disk
                    self.connection.execute("COMMIT")
            finally:
                self.connection.close()

    def _open(self) -> None:
        """Open the file for this run alone; ``_UnusableError`` where it is a ledger that cannot be used."""
        with self._told():
            self.connection = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            with self._told():
                self._check()
        except BaseException:
            self.connection.close()
            raise

    def _check(self) -> None:
        execute = self.connection.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("BEGIN EXCLUSIVE")
        ((version,),) = execute("PRAGMA user_version")
        if version not in (0, FORMAT):
            raise self._unusable("was written by another version of service-roi")
        if version and list(execute("PRAGMA quick_check(1)")) != [("ok",)]:
            raise self._unusable("is damaged (quick_check failed)")

    def _begin(self, resume: bool) -> None:
        execute = self.connection.execute
        execute(f"PRAGMA application_id = {int.from_bytes(_APPLICATION, 'big')}")
        execute(f"PRAGMA user_version = {FORMAT}")
        for statement in _TABLES.split(";"):
            execute(statement)
        unfinished = bool(list(execute("SELECT run FROM unfinished")))
        if not resume and not unfinished:
            execute("DELETE FROM done")
        self.kept = not resume and unfinished and bool(list(execute("SELECT 1 FROM done LIMIT 1")))
        if not unfinished:
            execute("INSERT INTO unfinished VALUES (1)")
        execute("COMMIT")  # from here on it can be told from any other file
        execute("BEGIN")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what SQLite has to say so that the user can act on it."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                remedy = "wait for it, or name another file with --out"
                raise self._error("is in use by another run", remedy) from None
            if error.sqlite_errorname == "SQLITE_FULL":
                raise self._error("cannot be written: the disk is full", GO_ON) from None
            raise self._error(f"cannot be used: {error}", "check the disk, and your rights to that folder") from None
        except sqlite3.DatabaseError as error:
            raise self._unusable(f"is damaged ({error})") from None

    def _error(self, message: str, remedy: str) -> InputError:
        return InputError([Problem(str(self.path), message, remedy=remedy)])

    def _unusable(self, message: str) -> _UnusableError:
        return _UnusableError([Problem(str(self.path), message, remedy="start anew without --resume")])


class _UnusableError(InputError):
    """It is a ledger, but what stands in it cannot be used."""


def _key(path: str) -> bytes:
    """Return what a workbook is known by, however it was named: a name of a file may be no text."""
    return path.encode(errors="surrogateescape") if is_url(path) else os.fsencode(os.path.abspath(path))


def _is_there(path: Path) -> bool:
    """Whether something stands in the place; a file without contents is one that was never begun."""
    return path.exists() and not (path.is_file() and path.stat().st_size == 0)


def _is_ledger(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(_SQLITE) and head[68:] == _APPLICATION
