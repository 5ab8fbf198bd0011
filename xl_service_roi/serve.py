"""Serves the functions, the macros and the task pane to Excel on the web and on a Mac, through xlwings Server."""

from __future__ import annotations

import os
import socket
import ssl
import sys
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path

from .errors import ServiceRoiError

PROJECT = "service_roi_server"
LICENCE = (
    "xlwings Server is free for noncommercial use (PolyForm Noncommercial License 1.0.0); for commercial use its "
    "licence is bought at https://www.xlwings.org."
)
_KEY = "XLWINGS_LICENSE_KEY"


class CannotServe(ServiceRoiError):
    """The server cannot start: what is missing, and what to do."""


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    certfile: str | os.PathLike[str] | None = None,
    keyfile: str | os.PathLike[str] | None = None,
) -> None:
    """Serve until the process is stopped; port 0 takes a free one. Needs a process of its own.

    ``certfile`` and ``keyfile`` are those of the certificate for https, which Excel asks for. Raises ``CannotServe``.
    """
    project = _project()
    _check_certificate(certfile, keyfile)
    # Before xlwings is loaded, which decides then for which host it works.
    os.environ |= {"XLWINGS_ON_SERVER": "true", "XLWINGS_PROJECT_DIR": str(project)}
    _check_licence()
    listening = _listening(host, port)
    import uvicorn

    config = uvicorn.Config(
        "xlwings_server.main:main_app",
        ssl_certfile=certfile,
        ssl_keyfile=None if keyfile is None else os.fspath(keyfile),
        log_level="warning",
    )
    print(announcement(host, listening.getsockname()[1], https=certfile is not None), file=sys.stderr, flush=True)
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def announcement(host: str, port: int, https: bool) -> str:
    """Return where everything is to be found, and what to know about it."""
    local = _is_local(host)
    shown = "localhost" if local else f"[{host}]" if ":" in host else host
    address = f"{'https' if https else 'http'}://{shown}:{port}"
    lines = [f"Manifest:  {address}/manifest.xml", f"Task pane: {address}/taskpane.html", LICENCE]
    if not https:
        lines.append(
            "Excel loads add-ins over https only: make a certificate, for instance with mkcert "
            "(mkcert localhost 127.0.0.1), and name its two files with --cert and --key."
        )
    if not local:
        lines.append(f"There is no sign-in: whoever can reach {host} can use it.")
    return "\n".join([*lines, "Stop with Ctrl+C."])


def _project() -> Path:
    found = [find_spec(module) for module in ("xlwings_server", "uvicorn", PROJECT)]
    if not all(found):
        raise CannotServe('the server is not installed; install it with: pip install "xl-service-roi[server]"')
    project = found[-1]
    assert project is not None
    assert project.origin is not None
    return Path(project.origin).parent


def _check_certificate(certfile: str | os.PathLike[str] | None, keyfile: str | os.PathLike[str] | None) -> None:
    if (certfile is None) != (keyfile is None):
        raise CannotServe("a certificate has two files: name both with --cert and --key")
    if certfile is None or keyfile is None:
        return
    for path in (certfile, keyfile):
        if not Path(path).is_file():
            raise CannotServe(f"{path}: there is no such file")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certfile, keyfile)
    except (ssl.SSLError, OSError):
        raise CannotServe(f"{certfile} and {keyfile} are no certificate and its private key, as .pem files") from None


def _check_licence() -> None:
    try:
        import xlwings.server  # noqa: F401
    except Exception as error:
        if type(error).__name__ != "LicenseError":  # of xlwings, which could not be loaded
            raise
        remedy = f"Set the environment variable {_KEY} to noncommercial if your use is that, or else to your key."
        raise CannotServe(f"no valid licence key for xlwings Server ({error}) {LICENCE} {remedy}") from None


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotServe(f"cannot listen at {host}, port {port}: {error.strerror}; take another with --port") from None


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
