"""Where what a plan says and what it does differ: the warnings that a careful reader of a case would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .case import Result


def warnings(result: Result, language: str = "en") -> list[str]:
    """Return the warnings about a case, as sentences."""
    return []
