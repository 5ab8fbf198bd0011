"""What of a call to recalculate goes together, and what would destroy something that was filled in."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..errors import ServiceRoiError, WorkbookError
from ..messages import did_you_mean
from ..workbook.read import read_workbook
from .columns import COLUMNS
from .files import MAGIC, is_url
from .overrides import Overrides
from .results import SUFFIXES
from .work import Options


class WrongCallError(ServiceRoiError, ValueError):
    """What was asked for does not go together."""


def check_call(paths: Sequence[str], out: str | None, options: Options, resume: bool, force: bool) -> None:
    """Raise ``WrongCallError`` where what is asked for does not go together, or would destroy what was filled in."""
    write_back, copy_to = options.write_back, bool(options.copy_to)
    wrong = {
        "--resume goes on from the ledger beside --out: name the same --out as then": resume and out is None,
        "--force goes with --resume: without that, every workbook is recalculated anyhow": force and not resume,
        "--results-only goes with --write-back or --copy-to": options.results_only and not (write_back or copy_to),
        "--write-back or --copy-to: take one of them": write_back and copy_to,
        "--write-back with --set or --inputs would replace what was filled in: take --copy-to instead": (
            write_back and _gives_values(options.overrides)
        ),
    }
    for text, is_so in wrong.items():
        if is_so:
            raise WrongCallError(text)
    if copy_to:
        for path in paths:
            _check_copies(path, options.copy_to)
    if out is not None:
        if not out.lower().endswith(SUFFIXES):
            raise WrongCallError(f"--out {out}: results are written to {' or '.join(SUFFIXES)}")
        _check_no_workbook(out)


def check_groups(group: Sequence[str], overrides: Overrides) -> None:
    """Raise ``WrongCallError`` for a column to group by that there is not."""
    known = (*overrides.labels, *COLUMNS)
    for name in group:
        if name not in known:
            raise WrongCallError(f"--group {name}: there is no such column{did_you_mean(name, known)}")


def _gives_values(overrides: Overrides) -> bool:
    rows = (overrides.for_all, *overrides.rows.values())
    return bool(overrides.assigned) or any(row.values for row in rows if row)


def _check_copies(path: str, folder: str) -> None:
    """Refuse a folder of copies that would be read as well, or in which a copy could replace a workbook."""
    if is_url(path) != is_url(folder):
        return
    found = MAGIC.search(path)
    is_pattern = found is not None and not os.path.lexists(path)
    if is_pattern or (not is_url(path) and not os.path.isdir(path)):
        source, is_folder = os.path.dirname(path[: found.start()] if found and is_pattern else path), is_pattern
    else:
        source, is_folder = path, True
    inside, outside = _resolved(source), _resolved(folder)
    if _is_below(inside, outside) or (is_folder and _is_below(outside, inside)):
        raise WrongCallError(f"--copy-to {folder}: the copies would stand among the workbooks of {path}")


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _resolved(path: str) -> str:
    return path.rstrip("/") if is_url(path) else os.path.normcase(os.path.realpath(path)).replace(os.sep, "/")


def _check_no_workbook(out: str) -> None:
    """Refuse to replace a filled workbook by a table of results."""
    if is_url(out) or not out.lower().endswith(".xlsx") or not os.path.isfile(out):
        return
    try:
        read_workbook(out)
    except WorkbookError:
        return
    raise WrongCallError(f"--out {out} is a filled workbook, which the results would replace: name another file")
