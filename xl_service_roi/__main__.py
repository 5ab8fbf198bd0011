"""``python -m xl_service_roi`` and the command ``service-roi``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line."""
    gc.set_threshold(50_000)  # a short command makes much and frees little: looking for garbage often is a waste
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that knows no euro sign still gets the figures
    from .cli import cli

    cli(prog_name="service-roi")


if __name__ == "__main__":
    main()
