"""What is settled before the figures: five answers, when to look back, and which officer it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Stance = Literal["necessary_evil", "indirectly_profitable"]
"""How the firm sees customer service."""

OfficerForm = Literal["cso", "cco", "experience_manager", "satisfied_customers"]
"""Chief Service Officer, Chief Customer Officer, customer experience manager, director of satisfied customers."""


Tick = Literal["yes", "no", "not_applicable"]
"""The answer to a point of the officer's checklist."""


@dataclass(frozen=True)
class Before:
    """The answers; what was left open is None.

    ``term`` in years, within which it has to pay itself back; ``budget`` the most that the programme may cost a year,
    in money.
    """

    goal: str | None = None
    term: float | None = None
    budget: float | None = None
    culture: str | None = None
    stance: Stance | None = None
    review_date: date | None = None
    officer: OfficerForm | None = None
    checklist: Mapping[str, Tick] = field(default_factory=dict)
    """What was ticked, by the points of the officer's checklist."""
    unclear: tuple[str, ...] = ()
    """The fields whose answer cannot be understood, so that it counts as left open."""
