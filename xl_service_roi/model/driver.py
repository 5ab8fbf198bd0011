"""What a driver of this model carries beside its unit: where it stands, what it may be, and its figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..engine.expr import Driver
from ..engine.units import shown

FUTURES = ("today", "plan", "zero")

Figure = float | tuple[float, ...]


@dataclass(eq=False, repr=False)
class Input(Driver):
    """A driver with its bounds, its place in the analyses, and the figures of the illustrative firm.

    ``figures`` has the illustrative firm's ``today``, and ``plan`` and ``zero`` where they differ. Today's figure is
    also the default of a driver that is not ``essential``.
    ``low`` and ``high`` are the ends of its uncertainty. ``curve`` tells what the service-level curve does with it:
    ``set`` by the level, ``blend`` between zero and today, or ``keep`` today's. ``source`` is the id in ``sources.md``
    of what the default rests on; without one it is assumed.
    """

    figures: dict[str, Figure] = field(kw_only=True)
    at_least: float = field(kw_only=True)
    at_most: float = field(kw_only=True)
    section: str = field(default="", kw_only=True)
    lever: str = field(default="", kw_only=True)
    essential: bool = field(default=False, kw_only=True)
    low: float | None = field(default=None, kw_only=True)
    high: float | None = field(default=None, kw_only=True)
    curve: str = field(default="", kw_only=True)
    source: str = field(default="", kw_only=True)

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are allowed: a switch, or the horizon."""
        return self.unit == "switch" or self.name == "horizon_years"

    @property
    def is_share(self) -> bool:
        """Whether it is shown, and may be written, in percent."""
        return shown(self.unit) in ("share", "share/year", "share by year")

    @property
    def default(self) -> Figure | None:
        """The value of a driver that was not given; None where it must be given."""
        return None if self.essential else self.figures["today"]

    def names(self) -> tuple[str, ...]:
        """Return the names of its values in a workbook: ``churn``, or ``reach_share_today``, ``_plan``, ``_zero``."""
        return tuple(f"{self.name}_{future}" for future in FUTURES) if self.scope == "future" else (self.name,)


class Section:
    """Declares the drivers of one section of the inputs."""

    def __init__(self, name: str) -> None:
        self.name = name

    def general(self, unit: str, text: str, **more: Any) -> Input:
        """Declare a driver with one value for all futures."""
        return self._declare(unit, text, "general", more)

    def by_year(self, unit: str, text: str, **more: Any) -> Input:
        """Declare a driver with a value for each year."""
        return self._declare(unit, text, "year", more)

    def future(self, unit: str, text: str, **more: Any) -> Input:
        """Declare a driver with a value for each future."""
        return self._declare(unit, text, "future", more)

    def _declare(self, unit: str, text: str, scope: Any, more: dict[str, Any]) -> Input:
        at_least, at_most = more.pop("allowed")
        low, high = more.pop("range", (None, None))
        figures = {future: more.pop(future) for future in FUTURES if future in more}
        return Input(
            unit,
            text,
            scope=scope,
            section=self.name,
            figures=figures,
            at_least=float(at_least),
            at_most=float(at_most),
            low=low,
            high=high,
            **more,
        )
