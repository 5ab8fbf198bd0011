"""Four example firms, each made up to teach something else: a case with its uncertainty, its reasons and its context.

Every figure is an assumption unless its note names a source of ``model/sources.md``. Their stories are in
``docs/examples``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import InputError, Problem
from ..messages import did_you_mean

if TYPE_CHECKING:
    from ..case import Case
    from ..workbook.before import Before

FIRMS = ("webshop", "energy-supplier", "mobile-operator", "copier-service")
"""The names of the example firms; each is a file here."""


@dataclass(frozen=True)
class Firm:
    """An example firm. ``values`` and ``ranges`` go by driver, as in the JSON of a case; the rest is as in its file."""

    name: str
    titles: Mapping[str, str]
    values: Mapping[str, Any]
    ranges: Mapping[str, Any]
    reasons: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, Any]

    def title(self, language: str = "en") -> str:
        """Return what kind of firm it is."""
        return self.titles[language]

    def notes(self, language: str = "en") -> dict[str, str]:
        """Return why each value has that order of size, by driver: an assumption, or the id of a source."""
        return {driver: said[language] for driver, said in self.reasons.items()}

    def before(self, language: str = "en") -> Before:
        """Return what was settled before the figures."""
        from datetime import date

        from ..workbook.before import Before

        told = {key: self.answers[key][language] for key in ("goal", "culture")}
        review = date.fromisoformat(self.answers["review_date"])
        return Before(**{**self.answers, **told, "review_date": review})

    def case(self) -> Case:
        """Return the case of the firm."""
        from ..case import Case

        return Case.from_values({**self.values, "ranges": self.ranges})


def firm(name: str) -> Firm:
    """Return an example firm; raise ``InputError`` where there is none of that name."""
    from importlib.resources import files

    if name not in FIRMS:
        message = f"there is no such example firm{did_you_mean(name, FIRMS)}"
        raise InputError([Problem(name, message, expected=", ".join(FIRMS))])
    found = json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
    return Firm(name, found["name"], found["values"], found["ranges"], found["notes"], found["before"])
