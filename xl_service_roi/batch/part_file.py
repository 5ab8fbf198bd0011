"""A file that is not there before it is whole: written as ``NAME.part`` beside its place, and put there at the end."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from ..errors import InputError, Problem
from .files import is_url
from .plan import EXCELS_LOCK


class PartFile:
    """A file to be written to ``part``; what may be in its place already stays until `publish`."""

    def __init__(self, path: str) -> None:
        """Make sure that the file can be written, or raise ``InputError``: that is known before any work is done."""
        self.shown = path
        check_folder(path)
        self.path = os.path.realpath(path)  # where it is a link, the link stays and what it leads to is written
        self.part = f"{self.path}.part"
        self._check()
        try:
            with open(self.part, "wb"):
                pass
        except OSError as error:
            raise self._refused(f"cannot be written ({error.strerror})", "check the path and your rights") from None

    def publish(self) -> None:
        """Put the file in its place, whole; ``InputError`` where another program holds on to what is there."""
        with open(self.part, "r+b") as file:
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            os.chmod(self.part, stat.S_IMODE(os.stat(self.path).st_mode))
        try:
            os.replace(self.part, self.path)
        except PermissionError as error:  # Windows, where the file was opened in the meantime
            remedy = f"the results are complete in {self.part}: close it, and give that file its name"
            raise self._refused(f"cannot be replaced ({error.strerror})", remedy) from None

    def discard(self) -> None:
        """Take away what was written."""
        with suppress(FileNotFoundError):
            os.remove(self.part)

    def _check(self) -> None:
        folder, name = os.path.split(self.path)
        if os.path.isdir(self.path):
            raise self._refused("is a folder", "name a file in it")
        if os.path.exists(self.path):
            if not os.path.isfile(self.path):
                raise self._refused("is not an ordinary file but a device or pipe", "name a file")
            if not os.access(self.path, os.W_OK):
                raise self._refused("is read-only", "write to another file, or change that")
            self._check_closed()
        for lock in (f"{EXCELS_LOCK}{name}", f".~lock.{name}#"):
            if os.path.exists(os.path.join(folder, lock)):
                raise self._refused(f"is open in a spreadsheet program ({lock} stands beside it)", "close it there")

    def _check_closed(self) -> None:
        try:
            with open(self.path, "r+b"):  # Windows refuses this where another program has the file open
                pass
        except PermissionError:
            raise self._refused("is open in another program", "close it there") from None
        except OSError as error:
            raise self._refused(f"cannot be written ({error.strerror})", "check the path and the disk") from None

    def _refused(self, message: str, remedy: str) -> InputError:
        return _refused(self.shown, message, remedy)


def check_folder(path: str) -> None:
    """Raise ``InputError`` where there is no folder in which a file could be written."""
    if is_url(path):
        raise _refused(path, "is an address", "results are written to this machine; copy them there afterwards")
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder):
        raise _refused(path, f"cannot be written: there is no folder {folder}", "make that folder first")


def _refused(path: str, message: str, remedy: str) -> InputError:
    return InputError([Problem(path, message, remedy=remedy)])
