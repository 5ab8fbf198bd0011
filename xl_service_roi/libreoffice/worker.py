"""The process that answers LibreOffice's calls: a line of JSON comes in for each, and a line of JSON goes out.

It knows the functions of `service_roi_udfs` and nothing else, and ends when LibreOffice closes the pipe.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ..errors import ServiceRoiError
from ..worksheet.functions import Cells, no_result


def functions() -> dict[str, Callable[..., Cells]]:
    """Return the worksheet functions by name."""
    module = import_module("service_roi_udfs")  # by name: what is in the package doesn't stand on its skin
    return {name: getattr(module, name) for name in module.__all__}


def answer(function: Callable[..., Cells], arguments: list[Any]) -> Cells:
    """Return what the cell shows: the result, or why there is none."""
    names = inspect.signature(function).parameters
    if any(argument is not None for argument in arguments[len(names) :]):
        return no_result(f"too many arguments; they are {', '.join(names)}")
    given = [*arguments, *[None] * len(names)][: len(names)]
    try:
        return function(*given)
    except ServiceRoiError as error:
        return no_result(" | ".join(str(error).splitlines()))
    except Exception as error:  # a fault of ours; the other cells still want their answers
        return no_result(f"{type(error).__name__}: {error}")


def main() -> None:
    """Answer until there are no more calls."""
    replies, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    known = functions()
    for line in sys.stdin:
        name, arguments = json.loads(line, parse_int=float)  # LibreOffice sends whole numbers as integers
        if name in known:
            found = answer(known[name], arguments)
        else:
            found = no_result(f"there is no {name}: run service-roi libreoffice again")
        print(json.dumps(found, allow_nan=False), file=replies, flush=True)


if __name__ == "__main__":
    main()
