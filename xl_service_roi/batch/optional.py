"""Libraries that only some runs need: imported where they are used, and missing ones named with their remedy."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import InputError, Problem


def optional(module: str, where: str, extra: str) -> Any:
    """Return a module that comes with an extra; where it is missing, ``InputError`` names the command to install it."""
    try:
        return import_module(module)
    except ImportError:
        raise missing(module.partition(".")[0], where, extra) from None


def missing(package: str, where: str, extra: str) -> InputError:
    """Return the error for a package that is not installed; ``where`` is what needs it."""
    remedy = f'install it with: pip install "xl-service-roi[{extra}]"'
    return InputError([Problem(where, f"needs {package}, which is not installed", remedy=remedy)])
