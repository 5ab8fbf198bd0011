"""The server as `service-roi serve` starts it, on a free port of this computer, for as long as a test needs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UDFS = Path(__file__).parents[2] / "udfs"
ENVIRONMENT = {"XLWINGS_LICENSE_KEY": "noncommercial", "PYTHONPATH": str(UDFS)}
START = "from xl_service_roi.serve import serve; serve({})"
_PATIENCE = 60


def environment(**more: str) -> dict[str, str]:
    """This process' environment without settings of xlwings, with those that a server needs."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("XLWINGS_")}, **more}


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """Start a server in an empty folder and give its address; stop it in the end."""
    log = folder / "server.log"
    with log.open("w") as said:
        command = [sys.executable, "-c", START.format("port=0")]
        process = subprocess.Popen(command, cwd=folder, env=environment(**ENVIRONMENT), stderr=said, stdout=said)
    try:
        yield _address(process, log)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the server tells, once it answers there."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        told = re.search(r"Manifest: +(http://localhost:\d+)/manifest\.xml", log.read_text())
        if told:
            address = told[1].replace("localhost", "127.0.0.1")
            try:
                with urllib.request.urlopen(address, timeout=1):
                    return address
            except (urllib.error.URLError, TimeoutError):
                pass
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
