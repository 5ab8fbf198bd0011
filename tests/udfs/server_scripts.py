"""Our macros as scripts of xlwings Server: its own code calls them on a book of its own engine.

xlwings decides at import for which host it works, so this happens in a process of its own: `Scripts` starts one and
talks to it in JSON, a line each way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import TracebackType
from typing import Any, Self

ENVIRONMENT = {"XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "noncommercial"}


class Scripts:
    """The process in which scripts run."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ENVIRONMENT},
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()

    def run(self, script: str, payload: dict[str, Any]) -> list[dict[str, Any]]:
        """The actions that a script answers with, in the order in which the client does them."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([script, payload]) + "\n")
        self.process.stdin.flush()
        actions: list[dict[str, Any]] = json.loads(self.process.stdout.readline())["actions"]
        return actions


def _serve() -> None:
    import asyncio

    import service_roi_macros
    import xlwings as xw
    from xlwings.server import custom_scripts_call

    for line in sys.stdin:
        script, payload = json.loads(line)
        book = xw.Book(json=payload)
        found = asyncio.run(custom_scripts_call(service_roi_macros, script, typehint_to_value={xw.Book: book}))
        print(json.dumps(found.json(), allow_nan=False), flush=True)
        book.close()


if __name__ == "__main__":
    _serve()
