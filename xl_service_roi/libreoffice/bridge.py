"""Runs in LibreOffice's own Python: hands each call to a worker, in the Python that has xl_service_roi.

`install` copies this file into a LibreOffice profile and writes into it which Python that is. It runs where this
package isn't: standard library only, and nothing newer than Python 3.8.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

PYTHON = "python"
_worker: Any = None


def answer(function: str, arguments: Any) -> Any:
    """Return what the cell shows: a number, a text, or a tuple of rows; a refusal is a text."""
    call = json.dumps([function, [_without_blank_end(argument) for argument in arguments]])
    reason = "it ends at once"
    for _ in range(2):  # a worker that has ended since the last call is started again
        try:
            reply = _reply(call)
        except OSError as error:
            reason = error.strerror or str(error)
        else:
            if reply:
                return _cells(json.loads(reply))
        end()
    return f"#SROI! {PYTHON} can't be run any more ({reason}): run service-roi libreoffice again"


def end() -> None:
    """End the worker, if there is one; it also ends by itself when LibreOffice does."""
    global _worker
    if _worker:
        _worker.kill()
        _worker.communicate()
    _worker = None


def _reply(call: str) -> str:
    """What the worker says, or nothing if it ends instead."""
    global _worker
    _worker = _worker or _started()
    _worker.stdin.write(call + "\n")
    _worker.stdin.flush()
    reply: str = _worker.stdout.readline()
    return reply


def _started() -> subprocess.Popen[str]:
    # -E: LibreOffice sets PYTHONHOME and PYTHONPATH for its own Python. -P: import nothing from a document's folder.
    return subprocess.Popen(
        [PYTHON, "-E", "-P", "-m", "xl_service_roi.libreoffice.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows no console appears
    )


def _without_blank_end(argument: Any) -> Any:
    """Cut the blank rows off the end of a range: `A:A` has a million rows, and the functions pass over blank ones."""
    if not isinstance(argument, tuple):
        return argument
    last, blank = len(argument), (None,) * len(argument[0])
    while last > 1 and argument[last - 1] == blank:
        last -= 1
    return argument[:last]


def _cells(value: Any) -> Any:
    """LibreOffice takes rows as tuples only."""
    return tuple(map(tuple, value)) if isinstance(value, list) else value


g_exportedScripts = (answer,)  # noqa: N816 (LibreOffice's name for what may be called)
