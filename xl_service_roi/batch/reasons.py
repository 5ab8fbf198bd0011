"""Why workbooks were refused, or not written: the same reason counted, whatever cell or name it was about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..inputs import value_names
from ..messages import shown

MOST_TOLD = 10
"""Reasons that are told, the most frequent ones."""
LONGEST = 100
"""Characters of a reason where the same ones are counted."""


@dataclass
class Reasons:
    """How often each kind of reason was given, and the first workbook of each with the reason it was given."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, name: str, reason: str) -> None:
        """Count a reason that was given for a workbook."""
        kind = kind_of(reason)
        self.counts[kind] += 1
        self.first.setdefault(kind, (name, shown(reason.partition("; ")[0], LONGEST)))

    def told(self) -> Iterator[tuple[int, str, str]]:
        """Give the most frequent reasons: how often, the first workbook, and why it was that one."""
        yield from ((count, *self.first[kind]) for kind, count in self.counts.most_common(MOST_TOLD))

    @property
    def not_told(self) -> int:
        """The number of further reasons."""
        return max(0, len(self.counts) - MOST_TOLD)

    def __str__(self) -> str:
        return "; ".join(f"{count:,} × {reason}" for count, _, reason in self.told())


_LIST = re.compile(r"…(?:, (?:and |which uses )?…)+")
_KIND = (
    (re.compile(r"^.* · "), ""),  # the place
    (re.compile(r"^\w+ = .*: expected .*"), "an input is outside of its bounds"),
    (re.compile(r" \([^()]*(?:\([^()]*\)[^()]*)*\)"), ""),
    (re.compile(r": expected .*"), ""),
    (re.compile(r"'[^']*'|\"[^\"]*\""), "…"),
    (re.compile(r"[^\s!:]+!\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?"), "…"),
    (re.compile(r"(?<![\w-])[0-9][0-9.,]*(?![\w-])"), "…"),
    (re.compile(r"\b\w+_\w+\b"), "…"),
)
"""What differs from one reason to the next: places, remarks in brackets, what was found, cells, numbers and names."""


def kind_of(reason: str) -> str:
    """Return a reason without what differs from one workbook to the next, so that the same ones can be counted."""
    kind = reason.partition("; ")[0]
    for pattern, instead in _KIND:
        kind = pattern.sub(instead, kind)
    names = value_names()
    kind = re.sub(r"\w+", lambda word: "…" if word[0] in names else word[0], kind)
    return shown(_LIST.sub("…", kind), LONGEST)
