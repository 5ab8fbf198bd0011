"""The business case for customer service: what it earns, what abolishing it costs, and where to draw the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .case import Case, Result

__all__ = ["Case", "Result"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the model only when a case is asked for, so that the command line and the functions start quickly."""
    if name in __all__:
        from . import case

        return getattr(case, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
