"""A workbook put in the place of another: whole or not at all, and never over somebody else's work.

The new contents go into a hidden file beside the workbook, are forced to the disk, read back and moved into place. One
process at a time writes a workbook. One that is killed leaves at most two hidden files, ``.plan.xlsx.service-roi-new``
and ``.plan.xlsx.service-roi-lock``: they hold nobody up, and are removed when the workbook is written again.

Permissions stay, and where the system allows it the owner and extended attributes; on Windows the new file has the
rights that its folder gives.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from filelock import FileLock, Timeout

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.package import contents

PATIENCE_SECONDS = 30.0
"""How long another process may hold a workbook: it writes for milliseconds, on a slow network drive for seconds."""
_POLL_SECONDS = 0.01

_NEW, _LOCK = ".service-roi-new", ".service-roi-lock"
_LONGEST_NAME = 200
"""Bytes of a name that a hidden file repeats; file systems allow 255."""

_WINDOWS = os.name == "nt"
_EVERYBODY = 0o666
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_RUN_AGAIN = "recalculate it again"


@dataclass(frozen=True)
class FileState:
    """What tells one state of a file from another without reading it; to be taken before the file is read."""

    device: int
    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Self:
        """Return the present state of a file."""
        status = os.stat(path)
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def replace(path: str | os.PathLike[str], data: bytes, read: bytes | FileState) -> None:
    """Put new contents in the place of a workbook; ``read`` is what was read of it before, or its state then.

    Raises ``WorkbookError``, and leaves the workbook as it is, where it was changed meanwhile, is open in a spreadsheet
    program, is read-only, a link or gone, where another process writes it, and where the disk is full. That it holds
    the new contents already is no error: what is done twice finds its own work.
    """
    target = _Target(path)
    with target.failing_clearly():
        target.check()
        with target.locked():
            target.check()
            state = FileState.of(path)
            now = None if read == state else contents(path)
            if now == data:
                return
            if now is not None and now != read:
                raise target.refused("was changed by somebody else in the meantime", _RUN_AGAIN)
            target.write(data, state)


def write_copy(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a workbook under a name of its own; folders are made, and an earlier copy is replaced.

    Raises ``WorkbookError`` as ``replace`` does.
    """
    target = _Target(path)
    with target.failing_clearly():
        os.makedirs(target.folder, exist_ok=True)
        target.check(may_be_new=True)
        with target.locked():
            target.check(may_be_new=True)
            target.write(data, FileState.of(path) if os.path.lexists(path) else None)


class _Target:
    """A place for a workbook."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self.folder, self.name = os.path.split(self.path)
        self.folder = self.folder or os.curdir

    def refused(self, reason: str, remedy: str) -> WorkbookError:
        """Build the error that says why nothing is written here."""
        return WorkbookError(self.path.encode("utf-8", "replace").decode(), reason, remedy)

    def beside(self, name: str) -> str:
        """Return the path of another file in the same folder."""
        return os.path.join(self.folder, name)

    def hidden(self, suffix: str) -> str:
        """Return the path of a hidden file that belongs to this one and is no workbook."""
        name = os.fsencode(self.name)
        short = self.name if len(name) <= _LONGEST_NAME else sha256(name).hexdigest()
        return self.beside(f".{short}{suffix}")

    # --------------------------------------------------------------------------------------------------- refusals

    def check(self, may_be_new: bool = False) -> None:
        """Raise ``WorkbookError`` if nothing may be written here."""
        try:
            status = os.lstat(self.path)
        except FileNotFoundError:
            if not may_be_new:
                raise self.refused("does not exist any more", "check whether it was moved or renamed") from None
        else:
            self._check_file(status)
        self._check_folder()
        for lock, program in ((f"~${self.name}", "Excel"), (f".~lock.{self.name}#", "LibreOffice")):
            if os.path.lexists(self.beside(lock)):
                remedy = f"close it there; if nobody has it open, delete {lock} beside it"
                raise self.refused(f"is open in {program}", remedy)

    def _check_file(self, status: os.stat_result) -> None:
        if stat.S_ISLNK(status.st_mode):
            raise self.refused("is a link to another file", "name that file itself")
        if not stat.S_ISREG(status.st_mode):
            raise self.refused("is not an ordinary file", "name a workbook")
        if status.st_nlink > 1:
            reason = "has another name as well (a hard link), which would keep the old contents"
            raise self.refused(reason, "replace it by a copy of its own")
        if not status.st_mode & _ANY_WRITE or not os.access(self.path, os.W_OK):
            raise self.refused("is read-only", "allow writing in its properties, or write a copy (--copy-to)")

    def _check_folder(self) -> None:
        # Root may write everywhere, so the permissions themselves are looked at as well.
        mode = os.stat(self.folder).st_mode
        if not (mode & _ANY_WRITE or _WINDOWS) or not os.access(self.folder, os.W_OK | os.X_OK):
            raise self.refused("stands in a folder that may not be written", "allow that, or write a copy (--copy-to)")

    @contextmanager
    def failing_clearly(self) -> Iterator[None]:
        """Let every error of the system end in a ``WorkbookError``."""
        try:
            yield
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> WorkbookError:
        said = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return self.refused(f"is not written: there is no room for it ({said})", "make room, and run this again")
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            remedy = "check your rights to it and to its folder, and whether another program holds it open"
            return self.refused(f"may not be written ({said})", remedy)
        if isinstance(error, FileNotFoundError):
            return self.refused("does not exist any more", "check whether it was moved or renamed")
        return self.refused(f"could not be written ({said})", "check the path and the disk")

    # ---------------------------------------------------------------------------------------------------- writing

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes of ours from writing here; the system takes the lock from one that died."""
        path = self.hidden(_LOCK)
        # Whoever may write in this folder may take over what another user's killed process left.
        lock = FileLock(path, timeout=PATIENCE_SECONDS, mode=_EVERYBODY, poll_interval=_POLL_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise self.refused("is being written by another process", "wait until that is done") from None
        try:
            yield
        finally:
            if not _WINDOWS:  # there filelock removes it; here it sees to it that a removed one guards nothing
                with suppress(FileNotFoundError):
                    os.unlink(path)
            lock.release()

    def write(self, data: bytes, state: FileState | None) -> None:
        """Write new contents where the file is still in this state; None: where there is none."""
        new = self.hidden(_NEW)
        try:
            self._write_new(new, data)
            if (FileState.of(self.path) if os.path.lexists(self.path) else None) != state:
                raise self.refused("was changed by somebody else in the meantime", _RUN_AGAIN)
            os.replace(new, self.path)
        except BaseException:
            with suppress(OSError):
                os.unlink(new)
            raise
        self._force_folder()

    def _write_new(self, path: str, data: bytes) -> None:
        with suppress(FileNotFoundError):
            os.unlink(path)  # a killed process left it
        old = os.stat(self.path) if os.path.lexists(self.path) else None
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags, _EVERYBODY if old is None else stat.S_IRUSR | stat.S_IWUSR), "w+b") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _take_over(self.path, old, file.fileno())
            os.fsync(file.fileno())
            file.seek(0)
            if file.read() != data:
                raise self.refused("is not written: what was read back is not what was written", "check the disk")

    def _force_folder(self) -> None:
        """Let the new name outlast a power cut, where the system can force a folder to the disk."""
        if not _WINDOWS:
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                with suppress(OSError):
                    os.fsync(folder)
            finally:
                os.close(folder)


def _take_over(path: str, status: os.stat_result, new: int) -> None:
    """Give a new file the owner, the permissions and the extended attributes of another, as far as that is allowed."""
    if _WINDOWS:
        return
    with suppress(PermissionError):
        os.chown(new, status.st_uid, status.st_gid)
    os.chmod(new, stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(path):
                with suppress(OSError):
                    os.setxattr(new, name, os.getxattr(path, name))
