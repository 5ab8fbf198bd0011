"""Workbooks as bytes, on this machine or in an object store (``s3://bucket/folder/plan.xlsx``), in and out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import takewhile
from typing import Any

from ..errors import InputError, Problem, ServiceRoiError, WorkbookError
from ..spreadsheet.package import MAX_FILE_BYTES, MIB, contents
from .optional import missing, optional

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
MAGIC = re.compile(r"[*?[]")
"""What makes a pattern of a path."""


def is_url(name: str) -> bool:
    """Whether a name is an address in an object store, and no path of this machine."""
    return _URL.match(name) is not None


def filesystem_of(url: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it; credentials are found as fsspec finds them.

    Listings are not kept: of a hundred thousand names they would fill the memory, and workbooks change meanwhile.
    """
    core = optional("fsspec.core", url, "cluster")
    try:
        filesystem, path = core.url_to_fs(url, use_listings_cache=False)
    except ImportError as error:  # fsspec stands on a package for each kind of store
        named = re.search(r"[Ii]nstall (\w+)", str(error))
        raise missing(named[1] if named else "a package", url, "cluster") from None
    except ValueError as error:
        raise InputError([Problem(url, f"is no address that can be used ({error})", remedy="see fsspec")]) from None
    return filesystem, path


def read_bytes(name: str) -> bytes:
    """Return the contents of a workbook; ``WorkbookError`` says why there are none."""
    if not is_url(name):
        return contents(name)
    with _of_store(name, "cannot be read", "does not exist"):
        filesystem, path = filesystem_of(name)
        about = filesystem.info(path)
        if about["type"] != "file":
            raise WorkbookError(name, "is a folder, not a file", "put a / behind it to take the workbooks in it")
        size = about.get("size") or 0
        if size > MAX_FILE_BYTES:
            reason = f"is {size / MIB:,.0f} MB, more than {MAX_FILE_BYTES // MIB} MB"
            raise WorkbookError(name, reason, "remove what does not belong to the calculation, and save it")
        return bytes(filesystem.cat_file(path)) if size else b""


def replace(name: str, data: bytes, read: bytes) -> None:
    """Write a workbook back that was ``read`` before; ``WorkbookError`` where that cannot be done safely.

    An object is put in its place whole or not at all. It is compared with what was read just before; stores have no
    locks, so somebody who writes it in that same moment is not noticed. To write what is there already is no error:
    a task that is done a second time, because its worker died after the first, finds its own work.
    """
    if not is_url(name):
        from ..spreadsheet import save

        save.replace(name, data, read)
        return
    now = read_bytes(name)
    if now == data:
        return
    if now != read:
        raise WorkbookError(name, "was changed by somebody else while it was recalculated", "recalculate it again")
    _put(name, data)


def write_copy(name: str, data: bytes) -> None:
    """Write the copy of a workbook; an earlier copy of that name is replaced."""
    if is_url(name):
        _put(name, data)
    else:
        from ..spreadsheet import save

        save.write_copy(name, data)


def target_of(name: str, roots: Sequence[str], folder: str) -> str:
    """Return where in a folder the copy of a workbook goes: the tree is kept from what all PATHs share on.

    So no two workbooks have the same target: of ``plans/north`` and ``plans/south``, the copies stand in ``north`` and
    ``south``.
    """
    parts = _parts(name)
    shared = _shared(tuple(roots))
    below = parts[len(shared) :] if parts[: len(shared)] == shared else parts
    below = below or parts[-1:]
    if any(part in (".", "..") or "\0" in part or os.path.basename(part) != part for part in below):
        # An object in a store may have any name.
        reason = "has a name that would lead out of the folder of copies"
        raise WorkbookError(name, reason, "copy it under another name first")
    return "/".join((folder.rstrip("/"), *below)) if is_url(folder) else os.path.join(folder, *below)


@lru_cache(maxsize=8)
def _shared(roots: tuple[str, ...]) -> tuple[str, ...]:
    """The first parts that all PATHs have in common; of a pattern, those before what may vary."""
    fixed = (takewhile(lambda part: not MAGIC.search(part), _parts(root)) for root in roots)
    return tuple(parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*fixed, strict=False)))


def _parts(name: str) -> tuple[str, ...]:
    """The steps of a path or address, from its drive or kind of store on."""
    if is_url(name):
        protocol, _, path = name.partition("://")
        return protocol, *filter(None, path.split("/"))
    drive, path = os.path.splitdrive(os.path.abspath(name))
    return drive.replace(":", ""), *filter(None, path.split(os.sep))


def _put(url: str, data: bytes) -> None:
    with _of_store(url, "cannot be written", "cannot be written: there is no such bucket"):
        filesystem, path = filesystem_of(url)
        filesystem.pipe_file(path, data)


@contextmanager
def _of_store(url: str, failing: str, absent: str) -> Iterator[None]:
    """Turn what a store says into one line."""
    try:
        yield
    except ServiceRoiError:
        raise
    except FileNotFoundError:
        raise WorkbookError(url, absent, "check the address") from None
    except PermissionError as error:
        raise WorkbookError(url, f"{failing}: {detail(error)}", "check your rights to it") from None
    except Exception as error:  # each store has errors of its own
        raise WorkbookError(url, f"{failing}: {detail(error)}", "check the address, and the connection") from None


def detail(error: BaseException) -> str:
    """Return what an error of another library says, in one line."""
    said = getattr(error, "strerror", None) or str(error)
    return f"{' '.join(str(said).split())} ({type(error).__name__})"
