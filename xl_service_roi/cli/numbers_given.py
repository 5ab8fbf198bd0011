"""Numbers in the options of a command: ``0.9``, ``90%``, ``0,0.5,1``."""

from __future__ import annotations

import math

import click


def one_number(text: str, option: str) -> float:
    """Return the number that was given; a wrong call where it is none."""
    try:
        found = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise click.UsageError(f"{option}: {text!r} is no number; write it as 0.9, 90% or 3000000")
    return found


def numbers_of(text: str, option: str) -> list[float]:
    """Return the numbers that were given, parted by commas."""
    return [one_number(part.strip(), option) for part in text.split(",")]
