"""What was different in former versions of the model, where a workbook shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Former:
    """A former version.

    ``renamed``: the present names of its drivers, lines and measures that have another one now. ``bounds``: the lowest
    and highest values of its drivers that have other ones now: a workbook that still shows these gets the present
    ones, and any others are the user's own.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)


FORMER: dict[str, Former] = {}
"""By version. Whoever raises MODEL_VERSION adds what the version before has to be told by, and brings the others up to
date. Drivers, lines and measures that are new or gone need no entry: the workbook shows which it has."""


FORMER_HEADINGS = frozenset(
    {
        *("Fill in first: the 27 required inputs", "Eerst invullen: de 27 verplichte gegevens"),
        "What the inputs must satisfy together (above 0: refused)",
        "Waaraan de gegevens samen moeten voldoen (boven 0: geweigerd)",
    }
)
FORMER_SOURCES = frozenset({"required", "verplicht"})
"""What our sheets said once, in other layouts of this version or a former one: no words of a user's."""


def number(version: str) -> tuple[int, ...] | None:
    """Return a version as numbers that can be compared; None for what is no version."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else None
