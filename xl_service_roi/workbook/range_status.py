"""Whether the range of an input can be used: as a formula beside it, and what that formula shows."""

from __future__ import annotations

from typing import Any

from ..labels import Labels
from ..model.driver import Input
from ..spreadsheet.addresses import format_address
from .layout import HIGHEST, INPUT_COLUMN, LOWEST, RANGE_COLUMN


def distribution_word(distribution: str, words: Labels) -> str:
    """Return what a distribution is called in a language."""
    return words.say(f"distribution_{distribution}")


def status_formula(driver: Input, row: int, words: Labels) -> str:
    """Return the formula of what is wrong, without < and >: a file holds these in a form that is slow to read."""
    low, high, shape = (format_address(row, column) for column in RANGE_COLUMN.values())
    today, plan, zero = (format_address(row, column) for column in INPUT_COLUMN.values())
    lowest, highest = format_address(row, LOWEST), format_address(row, HIGHEST)
    likely = today
    if driver.scope == "future":
        of_zero = f'IF(OR({zero}="",{zero}={today}),{today},{zero})'
        likely = f'IF(OR({plan}="",{plan}={today}),{of_zero},{plan})'
    outside, reversed_ = words.say("status_outside"), words.say("range_reversed")
    within = f"AND(MEDIAN({low},{lowest},{highest})={low},MEDIAN({high},{lowest},{highest})={high})"
    between = f'IF(MEDIAN({low},{high},{likely})={likely},"","{words.say("range_beside")}")'
    said = f'IF(MAX({low}:{high})={high},IF({within},{between},"{outside}"),"{reversed_}")'
    said = f'IF(COUNT({low}:{high})=2,{said},"{words.say("range_incomplete")}")'
    return f'IF(OR(COUNTA({low}:{shape})=0,{shape}="{distribution_word("fixed", words)}"),"",{said})'


def status_shown(driver: Input, low: Any, high: Any, shape: Any, likely: float, words: Labels) -> str:
    """Return what that formula shows for a range; None stands for an empty cell."""
    if (low is None and high is None and shape is None) or shape == "fixed":
        return ""
    if not (isinstance(low, float) and isinstance(high, float)):
        return words.say("range_incomplete")
    if low > high:
        return words.say("range_reversed")
    if low < driver.at_least or high > driver.at_most:
        return words.say("status_outside")
    return "" if low <= likely <= high else words.say("range_beside")
