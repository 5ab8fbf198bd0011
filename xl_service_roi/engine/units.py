"""Units of drivers and lines, and what happens to them when they are multiplied, divided and added.

A unit is written as people write it: ``"money/customer/year"``. The step of the model is one year, so an amount
*per year* is the amount of that year, and ``year`` counts as 1. Where a share changes what is counted, the dimension
follows the shown unit after a comma: ``"share, offers/contact"`` is shown as a share and turns contacts into offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import ModelError

Dimension = tuple[tuple[str, int], ...]
"""Base units with their exponents, sorted: money per customer is ``(("customer", -1), ("money", 1))``."""

PURE: Dimension = ()


@dataclass(frozen=True)
class Units:
    """The vocabulary: ``words`` maps each unit word to its base unit, ``""`` for words that count as 1."""

    words: Mapping[str, str]

    def dimension(self, unit: str) -> Dimension:
        """Return the dimension of a unit; raise ``ModelError`` for a word that is not in the vocabulary."""
        exponents: dict[str, int] = {}
        for position, word in enumerate(unit.rpartition(",")[2].split("/")):
            base = self._base(word.strip(), unit)
            if base:
                exponents[base] = exponents.get(base, 0) + (1 if position == 0 else -1)
        return _sorted(exponents)

    def _base(self, word: str, unit: str) -> str:
        if word not in self.words:
            raise ModelError(f"unknown unit {word!r} in {unit!r}; known: {', '.join(sorted(self.words))}")
        return self.words[word]


def shown(unit: str) -> str:
    """Return the part of a unit that is shown to people: ``"share"`` of ``"share, offers/contact"``."""
    return unit.partition(",")[0]


def multiplied(left: Dimension, right: Dimension, sign: int = 1) -> Dimension:
    """Return the dimension of ``left × right``, or with ``sign=-1`` of ``left / right``."""
    exponents = dict(left)
    for base, exponent in right:
        exponents[base] = exponents.get(base, 0) + sign * exponent
    return _sorted(exponents)


def words(dimension: Dimension) -> str:
    """Return a dimension in words, as in error messages: ``"money/customer"``."""
    above = "·".join(base for base, exponent in dimension for _ in range(exponent))
    below = "".join(f"/{base}" for base, exponent in dimension for _ in range(-exponent))
    return (above or "1") + below


def _sorted(exponents: Mapping[str, int]) -> Dimension:
    return tuple(sorted((base, exponent) for base, exponent in exponents.items() if exponent))
