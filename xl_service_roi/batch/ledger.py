"""What was done before: the results of each workbook, kept beside the table of results as they come.

An SQLite file, written as the run goes on and whole at any moment, also when the run is killed. It is read with
``--resume`` only. The journal is SQLite's ordinary one: its write-ahead log does not work on network drives.
"""

from __future__ import annotations

import json
import math
import sqlite3
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ..errors import InputError, Problem
from .audit import Finding
from .columns import COLUMNS, TEXTS, Row

if TYPE_CHECKING:
    from .work import Outcome

SUFFIX = ".ledger"
FORMAT = 1
"""Raised whenever what stands in a ledger changes its meaning."""
COMMIT_SECONDS = 1.0
"""No more work than this is lost when a run is killed."""

_SQLITE, _APPLICATION = b"SQLite format 3\0", b"SROI"
_TABLE = """CREATE TABLE IF NOT EXISTS done (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, stamp TEXT NOT NULL,
    numbers BLOB NOT NULL, texts TEXT NOT NULL, findings TEXT NOT NULL
) WITHOUT ROWID"""
_NUMBERS = tuple(name for name in COLUMNS if name not in TEXTS)
_DOUBLES = struct.Struct(f"<{len(_NUMBERS)}d")


def beside(out: str) -> Path:
    """Return where the ledger of a table of results stands."""
    return Path(out + SUFFIX)


class Ledger:
    """The results of each workbook by its path, with the digest of its contents and a stamp.

    The stamp stands for all that the results depend on besides the contents: the model, and what was asked for. A
    ledger belongs to one run at a time. Raises ``InputError`` where there is something else in its place, or it is
    damaged, in use or from another version; nothing is overwritten that is no ledger.
    """

    def __init__(self, path: Path, resume: bool) -> None:
        self.path = path
        if not resume:
            self._clear_away()
        elif _is_there(path) and not _is_ledger(path):
            raise self._error("is no ledger of service-roi", "name another file with --out")
        with self._told():
            self.connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except InputError:
            self.connection.close()
            raise
        self._committed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def digest(self, path: str, stamp: str) -> str | None:
        """Return the digest with which a workbook's results are known, None where they are not."""
        with self._told():
            found = self.connection.execute("SELECT digest FROM done WHERE path = ? AND stamp = ?", (path, stamp))
            return next((digest for (digest,) in found), None)

    def results(self, path: str) -> tuple[Row, tuple[Finding, ...]]:
        """Return what is known of a workbook: its row and what the audit found."""
        with self._told():
            found = self.connection.execute("SELECT numbers, texts, findings FROM done WHERE path = ?", (path,))
            ((numbers, texts, findings),) = found
        try:
            return _row(numbers, texts), tuple(Finding(*each) for each in json.loads(findings))
        except (zlib.error, struct.error, ValueError, TypeError) as error:
            raise self._error(f"is damaged ({error})", START_ANEW) from None

    def keep(self, outcome: Outcome, stamp: str) -> None:
        """Keep the results of a workbook in the place of earlier ones."""
        assert outcome.row is not None
        numbers, texts = _packed(outcome.row)
        entry = (outcome.name, outcome.digest, stamp, numbers, texts, json.dumps(outcome.findings))
        with self._told():
            self.connection.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?)", entry)
            if time.monotonic() - self._committed > COMMIT_SECONDS:
                self.connection.execute("COMMIT")
                self.connection.execute("BEGIN")
                self._committed = time.monotonic()

    def close(self) -> None:
        """Keep what was done since the last time, and close the file."""
        with self._told():
            try:
                if self.connection.in_transaction:  # not after a full disk
                    self.connection.execute("COMMIT")
            finally:
                self.connection.close()

    def _prepare(self) -> None:
        execute = self.connection.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("BEGIN EXCLUSIVE")
        ((version,),) = execute("PRAGMA user_version")
        if version not in (0, FORMAT):
            raise self._error("was written by another version of service-roi", START_ANEW)
        if version and list(execute("PRAGMA quick_check(1)")) != [("ok",)]:
            raise sqlite3.DatabaseError("quick_check failed")
        execute(f"PRAGMA application_id = {int.from_bytes(_APPLICATION, 'big')}")
        execute(f"PRAGMA user_version = {FORMAT}")
        execute(_TABLE)
        execute("COMMIT")  # from here on it can be told from any other file
        execute("BEGIN")

    def _clear_away(self) -> None:
        """Remove an earlier ledger, that no other run is writing."""
        if not _is_there(self.path):
            return
        if not _is_ledger(self.path):
            raise self._error("is no ledger of service-roi, and is not replaced by one", "name another file with --out")
        connection = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if _in_use(error):
                raise self._in_use_error() from None
        finally:
            connection.close()
        for suffix in ("", "-journal"):
            with suppress(FileNotFoundError):
                Path(f"{self.path}{suffix}").unlink()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what SQLite has to say so that the user can act on it."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if _in_use(error):
                raise self._in_use_error() from None
            raise self._error(f"cannot be used: {error}", "check the disk, and your rights to that folder") from None
        except sqlite3.DatabaseError as error:
            raise self._error(f"is damaged ({error})", START_ANEW) from None

    def _in_use_error(self) -> InputError:
        return self._error("is in use by another run", "wait for it, or name another file with --out")

    def _error(self, message: str, remedy: str) -> InputError:
        return InputError([Problem(str(self.path), message, remedy=remedy)])


START_ANEW = "start anew without --resume"


def _packed(row: Row) -> tuple[bytes, str]:
    """Return a row's numbers, NaN where there is none, and its texts: a third of what JSON takes, in half the time."""
    numbers = [math.nan if row[name] is None else row[name] for name in _NUMBERS]
    return zlib.compress(_DOUBLES.pack(*numbers), 1), json.dumps([row[name] for name in TEXTS])


def _row(numbers: bytes, texts: str) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    row |= zip(TEXTS, json.loads(texts), strict=True)
    found = _DOUBLES.unpack(zlib.decompress(numbers))
    return row | {name: None if math.isnan(number) else number for name, number in zip(_NUMBERS, found, strict=True)}


def _in_use(error: sqlite3.Error) -> bool:
    return error.sqlite_errorname.startswith("SQLITE_BUSY")


def _is_there(path: Path) -> bool:
    """Whether something stands in the place; a file without contents is one that was never begun."""
    return path.exists() and not (path.is_file() and path.stat().st_size == 0)


def _is_ledger(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(_SQLITE) and head[68:] == _APPLICATION
