"""The server as `service-roi serve` starts it, on a free port of this computer, for as long as a test needs it."""

from __future__ import annotations

import json
import os
import re
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

LICENCE_KEY = {"XLWINGS_LICENSE_KEY": "noncommercial"}
START = "from xl_service_roi.serve import serve; serve({})"
_PATIENCE = 60


def environment(**more: str) -> dict[str, str]:
    """This process' environment without settings of xlwings, with those that a server needs."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("XLWINGS_")}, **more}


def ask(address: str, body: Any = None, trusted: Path | None = None, **headers: str) -> HTTPResponse:
    """Ask a server on this computer, past any proxy; what there is of a body goes as JSON."""
    past_proxies = [urllib.request.ProxyHandler({})]
    https = [urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=trusted))] if trusted else []
    data = None if body is None else json.dumps(body).encode()
    sent = urllib.request.Request(address, data, {"Content-Type": "application/json", **headers})
    answer: HTTPResponse = urllib.request.build_opener(*past_proxies, *https).open(sent, timeout=_PATIENCE)
    return answer


@contextmanager
def running_server(folder: Path, certfile: Path | None = None, keyfile: Path | None = None) -> Iterator[str]:
    """Start a server in an empty folder and give its address; stop it in the end."""
    log = folder / "server.log"
    files = "".join(f", {name}={str(path)!r}" for name, path in (("certfile", certfile), ("keyfile", keyfile)) if path)
    with log.open("w") as said:
        command = [sys.executable, "-c", START.format(f"port=0{files}")]
        process = subprocess.Popen(command, cwd=folder, env=environment(**LICENCE_KEY), stderr=said, stdout=said)
    try:
        yield _address(process, log, certfile)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _address(process: subprocess.Popen[bytes], log: Path, trusted: Path | None) -> str:
    """Return the address that the server tells, once it answers there."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        told = re.search(r"Manifest: +(https?://localhost:\d+)/manifest\.xml", log.read_text())
        if told:
            address = told[1].replace("localhost", "127.0.0.1")
            try:
                with ask(address, trusted=trusted):
                    return address
            except urllib.error.URLError:
                pass
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
