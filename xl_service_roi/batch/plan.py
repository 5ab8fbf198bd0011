"""Which workbooks a run is about: from files, folders, patterns and addresses to names, one after the other.

Names are streamed: at any time those of one folder are in memory, however many there are in all.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatch, fnmatchcase
from typing import Any, NamedTuple, Protocol

from ..errors import Problem
from .files import MAGIC, detail, filesystem_of, is_url

SUFFIXES = (".xlsx", ".xlsm")
EXCELS_LOCK = "~$"
"""How the name of the file begins that Excel puts beside a workbook that is open."""

Told = Callable[[Problem], None]
"""Takes what the user should know of: an error that makes the run incomplete, a warning or a note."""

Pattern = tuple[str, ...]
Patterns = frozenset[Pattern]
"""What may still follow in a path that fits a pattern, part by part; ``**`` stands for any number of folders."""
ANYTHING: Patterns = frozenset({("**",), ()})


def workbooks_in(paths: Sequence[str], told: Told, leave_out: Collection[str] = ()) -> Iterator[str]:
    """Give the name of each workbook that the paths lead to, in the order of the paths, sorted within each folder.

    - A file is given whatever its name, also where it does not exist: it gets a row that says so.
    - A folder gives the .xlsx and .xlsm in it and in its folders. Hidden ones (``.name``) are left out, which spares
      the lock files of LibreOffice, the temporary files of programs and the copies that macOS and file servers keep.
      Links to folders in it are not followed: they may lead back to where they stand, and to workbooks that would
      count twice. A link to a workbook in the same tree is left out for the same reason; any other counts.
    - A pattern (``plans/*/2025-?.xlsx``, ``plans/**/*.xlsm``) gives what folders give, so far as it fits, and all of
      a folder that fits. It works where the shell does not expand it, too.
    - An address (``s3://bucket/folder/``, ``s3://bucket/*.xlsx``) is a file, folder or pattern in an object store.

    Lock files of Excel (``~$plan.xlsx``) are always left out, and so are the files and folders in ``leave_out``: what
    the run itself writes. A file that two paths lead to is given once; only where there are several paths, what was
    given is remembered for that, in 100 bytes a workbook.

    Whoever asks is ``told`` of a folder or pattern without any workbook, and of a folder that cannot be looked into.
    Raises ``InputError`` where an address needs a package that is not installed.
    """
    plan = _Plan(told, leave_out)
    given: set[bytes] = set()
    for path in paths:
        for name in plan.of_path(path):
            if len(paths) > 1:
                digest = hashlib.blake2b(os.fsencode(_identity(name)), digest_size=16).digest()
                if digest in given:
                    continue
                given.add(digest)
            yield name


class Listed(NamedTuple):
    """The names of what stands in a folder."""

    files: list[str]
    folders: list[str]
    links_to_files: list[str]
    links_to_folders: list[str]


class Place(Protocol):
    """Where files stand: this machine, or an object store."""

    def listed(self, folder: str) -> Listed:
        """Return what stands in a folder."""
        ...

    def join(self, folder: str, name: str) -> str:
        """Return the path of what stands in a folder."""
        ...

    def fits(self, name: str, part: str) -> bool:
        """Return whether a name fits one part of a pattern."""
        ...


class _Plan:
    def __init__(self, told: Told, leave_out: Collection[str]) -> None:
        self.told = told
        self.left_out = {_identity(path) for path in leave_out}
        self.names_left_out = {os.path.basename(path) for path in self.left_out}

    def of_path(self, path: str) -> Iterator[str]:
        """Give the workbooks that one path leads to, and tell where there are none."""
        if is_url(path):
            yield from self._of_address(path)
        elif os.path.isdir(path):
            yield from self._of_folder(path, _Local(), path)
        elif MAGIC.search(path) and not os.path.lexists(path):
            yield from self._of_pattern(path, _Local(), path.replace(os.sep, "/"))
        else:
            yield from self._of_file(path)

    def _of_address(self, url: str) -> Iterator[str]:
        filesystem, path = filesystem_of(url)
        whole = filesystem.unstrip_protocol(path).rstrip("/") + "/" * url.endswith("/")
        try:
            is_pattern = MAGIC.search(path) and not filesystem.exists(path)
            is_folder = not is_pattern and (url.endswith("/") or filesystem.isdir(path))
        except Exception as error:  # each store has errors of its own
            self.told(Problem(url, f"cannot be looked at: {detail(error)}", remedy="check the address and your rights"))
            return
        if is_pattern:
            yield from self._of_pattern(url, _Store(filesystem), whole)
        elif is_folder:
            yield from self._of_folder(url, _Store(filesystem), whole)
        else:
            yield from self._of_file(url)

    def _of_folder(self, path: str, place: Place, root: str) -> Iterator[str]:
        yield from self._any(path, place, root, ANYTHING, "there is no .xlsx or .xlsm in this folder")

    def _of_pattern(self, path: str, place: Place, pattern: str) -> Iterator[str]:
        root, patterns = _split(pattern)
        yield from self._any(path, place, root, patterns, "no .xlsx, .xlsm or folder fits this pattern")

    def _of_file(self, path: str) -> Iterator[str]:
        if os.path.basename(path).startswith(EXCELS_LOCK):
            text = "is no workbook but what Excel puts beside one that is open: left out"
            self.told(Problem(path, text, severity="note"))
        elif self._is_left_out(path):
            self.told(Problem(path, "is what this run writes: left out", remedy="write to another file"))
        else:
            yield path

    def _any(self, path: str, place: Place, root: str, patterns: Patterns, without: str) -> Iterator[str]:
        found, failed = False, False

        def told(problem: Problem) -> None:
            nonlocal failed
            failed = failed or problem.severity == "error"
            self.told(problem)

        for name in self._walk(place, root, patterns, told):
            found = True
            yield name
        if not found and not failed:
            self.told(Problem(path, without, remedy="check the path"))

    def _walk(self, place: Place, root: str, patterns: Patterns, told: Told) -> Iterator[str]:
        """Give the workbooks in a folder, then those in each of its folders; both sorted by name."""
        waiting = [(root, patterns, os.path.realpath(root) if () in patterns else "")]
        while waiting:
            folder, patterns, tree = waiting.pop()
            try:
                listed = place.listed(folder)
            except Exception as error:  # an OSError, or what a store has of its own
                text = f"cannot be looked into: {detail(error)}"
                told(Problem(folder or ".", text, remedy="check your rights to it"))
                continue
            links = (
                name for name in listed.links_to_files if not (tree and _stands_in(place.join(folder, name), tree))
            )
            for name in sorted([*listed.files, *links]):
                path = place.join(folder, name)
                if _is_workbook(name) and () in _after(patterns, name, place) and not self._is_left_out(path):
                    yield path
            for name in listed.links_to_folders:
                if _after(patterns, name, place) and not name.startswith("."):
                    text, remedy = "is a link to a folder: not followed", "name that folder as a PATH of its own"
                    told(Problem(place.join(folder, name), text, remedy=remedy, severity="warning"))
            for name in sorted(listed.folders, reverse=True):
                path, left = place.join(folder, name), _after(patterns, name, place)
                if left and not name.startswith(".") and not self._is_left_out(path):
                    whole = () in left or ("",) in left  # a pattern that ends in / fits folders only
                    below = tree or (os.path.realpath(path) if whole else "")
                    waiting.append((path, ANYTHING if whole else left, below))

    def _is_left_out(self, path: str) -> bool:
        # By name first: to find out where a path leads takes far longer.
        return os.path.normcase(os.path.basename(path)) in self.names_left_out and _identity(path) in self.left_out


class _Local:
    """The files of this machine."""

    def listed(self, folder: str) -> Listed:
        found = Listed([], [], [], [])
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                # A junction is how Windows links to a folder; before Python 3.12 it cannot be told from a folder.
                is_junction = getattr(entry, "is_junction", bool)()
                if entry.is_symlink() or is_junction:
                    (found.links_to_folders if os.path.isdir(entry.path) else found.links_to_files).append(entry.name)
                else:
                    (found.folders if entry.is_dir() else found.files).append(entry.name)
        return found

    def join(self, folder: str, name: str) -> str:
        return os.path.join(folder, name)

    def fits(self, name: str, part: str) -> bool:
        return fnmatch(name, part)


class _Store:
    """An object store; what stands in a folder comes as one list."""

    def __init__(self, filesystem: Any) -> None:
        self.filesystem = filesystem

    def listed(self, folder: str) -> Listed:
        found = Listed([], [], [], [])
        for entry in self.filesystem.ls(folder, detail=True):
            path = self.filesystem.unstrip_protocol(entry["name"]).rstrip("/")
            if path != folder.rstrip("/"):  # some stores keep an empty object for a folder
                (found.folders if entry["type"] == "directory" else found.files).append(path.rpartition("/")[2])
        return found

    def join(self, folder: str, name: str) -> str:
        return f"{folder.rstrip('/')}/{name}"

    def fits(self, name: str, part: str) -> bool:
        return fnmatchcase(name, part)


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith((EXCELS_LOCK, "."))


def _split(path: str) -> tuple[str, Patterns]:
    """Return the folder in which a pattern begins, and the pattern."""
    parts = path.split("/")
    first = next(position for position, part in enumerate(parts) if MAGIC.search(part))
    pattern = [part for part in parts[first:-1] if part] + parts[max(first, len(parts) - 1) :]
    return "".join(f"{part}/" for part in parts[:first]), _with_any_depth([tuple(pattern)])


def _after(patterns: Patterns, name: str, place: Place) -> Patterns:
    """Return what may follow in a path behind one more name; () where the path fits the pattern there."""
    if patterns is ANYTHING:
        return ANYTHING
    left: list[Pattern] = []
    for pattern in filter(None, patterns):
        if pattern[0] == "**":
            left.append(pattern)
        elif place.fits(name, pattern[0]):
            left.append(pattern[1:])
    return _with_any_depth(left)


def _with_any_depth(patterns: Iterable[Pattern]) -> Patterns:
    """Add to patterns what is left of each where ``**`` at its beginning stands for no folder at all."""
    found: set[Pattern] = set()
    for pattern in patterns:
        while pattern and pattern[0] == "**":
            found.add(pattern)
            pattern = pattern[1:]
        found.add(pattern)
    return frozenset(found)


def _identity(path: str) -> str:
    """What two paths of the same file or object have in common."""
    return path.rstrip("/") if is_url(path) else os.path.normcase(os.path.realpath(path))


def _stands_in(link: str, tree: str) -> bool:
    """Whether a link leads to a workbook that its tree gives by itself."""
    target = os.path.realpath(link)
    below = os.path.relpath(target, tree).split(os.sep) if target.startswith(os.path.join(tree, "")) else [".."]
    return os.path.isfile(target) and _is_workbook(below[-1]) and not any(part.startswith(".") for part in below)
