"""Recalculates many workbooks: which ones, in which processes, into which table, and what was done before.

``recalculate`` is what the command ``service-roi recalc`` calls.
"""

from __future__ import annotations

from .call import WrongCallError
from .overrides import Overrides
from .pool import LocalPool
from .recalculate import Summary, recalculate
from .work import Options

__all__ = ["LocalPool", "Options", "Overrides", "Summary", "WrongCallError", "recalculate"]
