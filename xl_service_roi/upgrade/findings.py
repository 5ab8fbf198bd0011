"""What an upgrade did to a workbook, as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..errors import Problem

Kind = Literal["kept", "renamed", "added", "dropped", "moved", "look", "worded"]

KINDS: dict[Kind, str] = {
    "kept": "Kept as it was",
    "renamed": "Under another name",
    "added": "New",
    "dropped": "No longer inputs",
    "moved": "Moved",
    "look": "Look at these",
    "worded": "Worded as in the template",
}
"""In the order in which they are told, with their headings."""

Figures = tuple[tuple[str, float | None, float | None], ...]
"""Results by name, as they were and as they are."""


@dataclass(frozen=True)
class Finding:
    """One thing that was done, or that someone should look at: ``where`` is a cell, a name or a sheet."""

    kind: Kind
    text: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


@dataclass(frozen=True)
class Upgrade:
    """What became of a workbook.

    ``former`` is the version of the model that it was made for, "" where it did not say. ``written`` is the file that
    holds the upgraded workbook, "" where nothing was written; ``backup`` the file that holds it as it was.
    ``figures`` are the programme value and the value of service, before as the workbook showed them, and now.
    ``problems`` is what the checks say of the upgraded workbook: an upgrade itself judges no input.
    """

    path: str
    former: str
    present: str
    written: str = ""
    backup: str = ""
    findings: tuple[Finding, ...] = ()
    figures: Figures = ()
    problems: tuple[Problem, ...] = ()

    @property
    def needless(self) -> bool:
        """Whether the workbook was of the present model already, with all its sheets."""
        return self.former == self.present and not self.findings

    def of_kind(self, kind: Kind) -> list[Finding]:
        """Return the findings of one kind."""
        return [finding for finding in self.findings if finding.kind == kind]

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as it stands in the JSON result."""
        return {
            "path": self.path,
            "former": self.former,
            "present": self.present,
            "written": self.written,
            "backup": self.backup,
            **{kind: [{"where": each.where, "text": each.text} for each in self.of_kind(kind)] for kind in KINDS},
            "figures": {name: {"before": before, "now": now} for name, before, now in self.figures},
            "check": [vars(problem) for problem in self.problems],
        }
