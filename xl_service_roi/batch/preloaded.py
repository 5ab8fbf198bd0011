"""Loaded once by the process that others are forked from: all that the first workbook of each would have to wait for.

One case is worked out, since what the engine generates from the model is made with the first one.
"""

from __future__ import annotations

from ..case import Case
from ..cases import run_all
from .recalculate import recalculate

__all__ = ["recalculate"]

run_all([Case.example()])
