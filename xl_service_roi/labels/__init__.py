"""Words for people, in English and Dutch: labels of drivers, lines, measures and units, and the sentences around them.

The English sentences that explain drivers and lines stand in the declarations of the model themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from ..engine.expr import Named
from ..engine.units import shown

LANGUAGES = ("en", "nl")

SUBJECTS = ("headlines", "inputs", "officer", "report", "results", "start", "tasks")
"""The modules with sentences beside ``words``, read when one of theirs is asked for: most commands need none."""


class Labels:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no labels in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._tables: Mapping[str, Any] = self._module("names")
        self._words: dict[str, str] = dict(self._module("words")["WORDS"])
        self._unread = [*SUBJECTS]

    def of(self, name: str) -> str:
        """Return the short label of a driver, line or measure."""
        for table in ("DRIVERS", "LINES", "MEASURES", "RESULTS"):
            if name in self._tables[table]:
                return str(self._tables[table][name])
        raise KeyError(name)

    def measure(self, name: str) -> str:
        """Return the short label of a measure, also of one by heading."""
        for prefix, view in (("service_heading_", "head_service"), ("heading_", "head_programme")):
            if name.startswith(prefix):
                return f"{self.group('HEADINGS', name.removeprefix(prefix))} ({self.say(view)})"
        return self.of(name)

    def meaning(self, item: Named) -> str:
        """Return the sentence that explains a driver, line or requirement."""
        for table in ("MEANINGS", "TEXTS", "REQUIREMENTS"):
            text = self._tables.get(table, {}).get(item.name)
            if text:
                return str(text)
        return item.text

    def why_not(self, name: str, english: str) -> str:
        """Return the reason why a measure does not exist."""
        found = self._tables.get("WHY_NOT", {}).get(name) or self._tables.get("REASONS", {}).get(english)
        return str(found or english)

    def unit(self, unit: str) -> str:
        """Return a unit as it is shown."""
        return str(self._tables["UNITS"][shown(unit)])

    def group(self, kind: str, name: str) -> str:
        """Return the label of a section, heading, remit, lever or future (``kind`` in capitals, as in the tables)."""
        return str(self._tables[kind][name])

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the workbook, the command line or the report, with its values filled in."""
        while key not in self._words and self._unread:
            self._words |= self._module(self._unread.pop(0))["WORDS"]
        return self._words[key].format(**values)

    def _module(self, name: str) -> Mapping[str, Any]:
        return vars(import_module(f".{self.language}.{name}", __name__))


@lru_cache(maxsize=2)
def labels(language: str) -> Labels:
    """Return the words of a language, ``en`` or ``nl``."""
    return Labels(language)
