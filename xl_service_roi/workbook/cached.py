"""The values that stand beside the template's formulas, so that a viewer that cannot reckon shows figures at once."""

from __future__ import annotations

import math
from typing import Any

from ..contradictions import contradictions
from ..engine.expr import Measure
from ..engine.numeric import Evaluation, evaluate
from ..errors import InputError
from ..inputs import LAST_YEAR, Inputs, drivers, essentials
from ..labels import Labels
from ..model import MODEL
from .formulas import lines_of_now

NOT_AVAILABLE = "#N/A"

Cached = float | str


class Untyped(str):
    """What a formula gives while cells that only a user fills in, and on which it builds, are empty."""


NOTHING_TYPED = Untyped()


class CachedValues:
    """What each formula of a template gives for a case; ``inputs`` is None for a template that is not filled in.

    ``found`` is what the model gives for them, where that is known already; without it all years are reckoned.
    """

    def __init__(self, inputs: Inputs | None, words: Labels, found: Evaluation | None = None) -> None:
        self.inputs, self.words = inputs, words
        self.found = found or (evaluate(MODEL, inputs.values, LAST_YEAR) if inputs else Evaluation())
        broken = contradictions(inputs.values, self.found) if inputs and not found else []
        if broken:
            raise InputError(broken)
        count = len(essentials())
        self.message = "" if inputs else words.say("fill_in", missing=count, essential=count)
        self._now = lines_of_now()

    @property
    def ready(self) -> bool:
        """Whether all inputs are there."""
        return self.inputs is not None

    def effect(self, future: str, year: int) -> float:
        """Return the share of a future's effect that is reached in a year; known in an empty template as well."""
        if future != "plan":
            return 0.0 if future == "today" else 1.0
        values = self.inputs.values if self.inputs else _DEFAULTS
        return float(values["ramp_plan"][year - 1] * values["realisation_share"])

    def driver(self, name: str, future: str) -> Cached:
        """Return a driver's own value in a future."""
        return float(self.inputs.values[f"{name}_{future}"]) if self.inputs else NOT_AVAILABLE

    def driver_in_year(self, name: str, future: str, year: int) -> Cached:
        """Return a driver's value in a year."""
        return float(self.found.drivers[future][name][year]) if self.ready else NOT_AVAILABLE

    def line(self, name: str, future: str, year: int) -> Cached:
        """Return a line's value in a year."""
        if not self.ready:
            return NOT_AVAILABLE
        return float(self.found.lines[future][name][year]) + 0.0  # no viewer shall show a tax of -0

    def cash_so_far(self, future: str, year: int) -> Cached:
        """Return a future's net cash flow of all years up to one."""
        return float(sum(self.found.lines[future]["net_cash_flow"][: year + 1])) if self.ready else ""

    def years_counted(self, year: int) -> float:
        """Return a year, or the horizon for years behind it."""
        return min(float(year), self.inputs.values["horizon_years"]) if self.inputs else 0.0

    def line_now(self, name: str) -> Cached | None:
        """Return a line's value before the first year; None for a line that has none."""
        if name not in self._now:
            return None
        return float(self.found.present[name]) if self.ready else NOT_AVAILABLE

    def single(self, name: str) -> Cached:
        """Return a number that is reckoned once."""
        return float(self.found.singles[name]) if self.ready else NOT_AVAILABLE

    def result_line(self, name: str, year: int) -> Cached:
        """Return the value of a line that compares the futures."""
        return float(self.found.results[name][year]) if self.ready else NOT_AVAILABLE

    def measure(self, measure: Measure) -> Cached:
        """Return a measure, or the reason why there is none."""
        if not self.ready:
            return self.message
        value = float(self.found.measures[measure.name])
        if measure.name == "irr" and math.isnan(value) and sum(self.found.results["sign_change"]) == 1:
            return self.words.say("irr_not_found")
        return self.words.why_not(measure.name, measure.why_not) if math.isnan(value) else value

    def excess(self, name: str) -> float:
        """Return by how much a requirement is broken (above 0); 0 while the inputs are not complete."""
        return float(self.found.excess[name]) if self.ready else 0.0


_DEFAULTS: dict[str, Any] = {name: driver.default for name, driver in drivers().items()}
