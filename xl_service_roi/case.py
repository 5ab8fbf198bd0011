"""A case: one firm's inputs, and what they come to."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .contradictions import broken_requirements, contradictions
from .engine.numeric import Evaluation, evaluate, evaluate_measures
from .errors import InputError, NoResult, Problem
from .functions.conventional import conventional_irr
from .inputs import Inputs, flattened, resolve, set_values
from .labels import labels
from .model import MODEL, MODEL_VERSION
from .model.driver import FUTURES
from .model.measures import CASH_LINES, HEADINGS
from .uncertainty import Said, Uncertainty, parted, range_names

if TYPE_CHECKING:
    import pandas as pd

    from .analysis.break_even import BreakEven
    from .analysis.levers import Levers
    from .analysis.service_level import Curve
    from .analysis.simulation import Simulation
    from .analysis.tornado import Tornado

HORIZONS = (1, 3, 5, 10)
"""The horizons that stand side by side in every report."""

Replaced = tuple[tuple[str, float], ...]
"""Inputs that were replaced by another value."""


class Case:
    """The inputs of one case, complete and each within its bounds, and what was said about their uncertainty."""

    def __init__(
        self,
        inputs: Inputs,
        source: str = "",
        notes: tuple[Problem, ...] = (),
        said: Said | None = None,
        scenarios: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.inputs, self.source, self.notes = inputs, source, (*notes, *inputs.notes)
        self._said = said or Said()
        self.scenarios = scenarios or {}
        """Named sets of values over the case, as they were given: for `analysis.scenarios`."""

    @classmethod
    def example(cls) -> Case:
        """Return the illustrative firm."""
        return cls.from_values({}, example=True)

    @classmethod
    def from_values(cls, values: Mapping[str, Any], example: bool = False) -> Case:
        """Return a case from values by driver: ``{"churn": 0.15, "reach_share": {"today": 0.8, "plan": 0.9}}``.

        A plain number for a driver with a value per future sets all three. What is not given is the illustrative
        firm's with ``example=True``; otherwise essentials must be given, and plan and zero equal today. Raises
        ``InputError`` with every problem found. Uncertainty may stand among the values (see `uncertainty`), and so may
        scenarios: ``"scenarios": {"recession": {"churn": 0.2}}``.
        """
        given, said = parted(values)
        scenarios = given.pop("scenarios", None)
        return cls(resolve(flattened(given), example=example), said=Said(said, example), scenarios=scenarios)

    @classmethod
    def from_workbook(
        cls, path: str | os.PathLike[str], overrides: Mapping[str, Any] | None = None, *, example: bool = False
    ) -> Case:
        """Return the case that a filled workbook holds.

        ``overrides`` replace values, by driver as in JSON; with ``example`` what is empty is the illustrative firm's.

        Raises ``WorkbookError`` for a file that is no workbook of ours, ``InputError`` for inputs that cannot be used.
        """
        from .workbook.read import read_workbook

        filled = read_workbook(path)
        given, said = parted(overrides or {})
        inputs = resolve({**filled.given, **flattened(given)}, example=example, where=filled.where)
        said = {**filled.uncertainty, **said}
        return cls(inputs, Path(path).name, filled.notes, Said(said, example, filled.where), filled.scenarios)

    @classmethod
    def from_file(
        cls, path: str | os.PathLike[str], assignments: tuple[str, ...] = (), *, example: bool = False
    ) -> Case:
        """Return the case of an .xlsx, .xlsm or .json file, with ``name=value`` assignments on top."""
        overrides = set_values(assignments, also=range_names())
        if Path(path).suffix.lower() != ".json":
            return cls.from_workbook(path, overrides, example=example)
        found, about = parted(_json_object(path))
        scenarios = found.pop("scenarios", None)
        given, said = parted({**flattened(found), **overrides})
        file = Path(path).name
        inputs = resolve(given, example=example, where=lambda name: file)
        return cls(inputs, file, (), Said({**about, **said}, example, partial(_in_file, file)), scenarios)

    @property
    def horizon(self) -> int:
        """The number of years that count."""
        return int(self.inputs.values["horizon_years"])

    @cached_property
    def uncertainty(self) -> Uncertainty:
        """How far the inputs may be off; raises ``InputError`` where what was said about that cannot be used.

        Only what asks for it reads it: the case itself needs none.
        """
        return self._said.read(self.inputs.values)

    def simulate(self, **options: Any) -> Simulation:
        """Return what the case comes to when its inputs vary as far as they may be off: `analysis.simulation`."""
        from .analysis.simulation import simulate

        return simulate(self, **options)

    def levers(self) -> Levers:
        """Return what each lever of the plan adds to the value of the programme: `analysis.levers`."""
        from .analysis.levers import levers

        return levers(self)

    def service_level_curve(
        self,
        levels: Sequence[float] | None = None,
        budget: float | None = None,
        norms: Mapping[str, float] | None = None,
    ) -> Curve:
        """Return what the firm is worth at each level of service, and the best level: `analysis.service_level`."""
        from .analysis.service_level import service_level_curve

        return service_level_curve(self, levels, budget, norms)

    def tornado(self, measure: str = "programme_npv", percent: float | None = None) -> Tornado:
        """Return which inputs a measure hangs on most, one at a time: `analysis.tornado`."""
        from .analysis.tornado import tornado

        return tornado(self, measure, percent)

    def break_even(self, driver: str, measure: str = "programme_npv", target: float = 0.0) -> BreakEven:
        """Return every value of an input at which a measure is ``target``: `analysis.break_even`."""
        from .analysis.break_even import break_even

        return break_even(self, driver, measure, target)

    def run(self) -> Result:
        """Work out the case; raise ``InputError`` where its inputs contradict each other."""
        found = evaluate(MODEL, self.inputs.values, self.horizon)
        broken = contradictions(self.inputs.values, found)
        if broken:
            raise InputError(broken)
        return Result(self, found)


@dataclass(frozen=True)
class Result:
    """What a case comes to. Lines have a value a year, year 0 first; a measure that does not exist is None.

    ``known``: what `values_where` gave before, by the values that were replaced; ``crossing``: the share of the plan's
    effect at which the programme value crosses 0, where that was worked out before. Both spare time, nothing else.
    """

    case: Case
    found: Evaluation
    known: Mapping[Replaced, tuple[float, float] | None] = field(default_factory=dict)
    crossing: float | None = None

    @cached_property
    def futures(self) -> dict[str, dict[str, list[float]]]:
        """All lines of each future, years 0 to the horizon."""
        lines = [line.name for line in MODEL.lines.values() if not line.intermediate]
        return {future: {name: self._years(self.found.lines[future][name]) for name in lines} for future in FUTURES}

    def lines(self, future: str) -> pd.DataFrame:
        """Return the lines of a future as a frame: lines as rows, years 0 to the horizon as columns."""
        import pandas as pd

        if future not in FUTURES:
            raise KeyError(f"there is no future {future!r}: {', '.join(FUTURES)}")
        frame = pd.DataFrame.from_dict(self.futures[future], orient="index")
        frame.index.name, frame.columns.name = "line", "year"
        return frame

    def by_year(self, name: str) -> list[float]:
        """Return a line that compares the futures, such as ``differential_cash_flow``."""
        return self._years(self.found.results[name])

    @cached_property
    def measures(self) -> dict[str, Any]:
        """All measures by name; ``headings`` and ``service_headings`` are dictionaries."""
        values: dict[str, Any] = {
            name: _known(value) for name, value in self.found.measures.items() if name not in _BY_LINE_OR_HEADING
        }
        values["irr"] = self._irr[0]
        values["base_churn"] = float(self.found.singles["base_churn"])
        values |= self.sweeps
        for key, view in (("headings", "programme"), ("service_headings", "service")):
            values[key] = {name: float(self.found.measures[f"{view}_heading_{name}"]) for name in HEADINGS}
        return values

    def measure(self, name: str) -> float | None:
        """Return one measure, quicker than through `measures` where it takes only one run of the model.

        Those by heading are called ``heading_NAME`` and ``service_heading_NAME``.
        """
        own = f"programme_{name}" if name.startswith("heading_") else name
        if own in self.found.measures and own != "irr":
            return _known(self.found.measures[own])
        found: float | None = self.measures[name]
        return found

    @cached_property
    def why(self) -> dict[str, str]:
        """The reason of each measure that does not exist."""
        reasons = {
            name: MODEL.measures[name].why_not
            for name, value in self.measures.items()
            if value is None and name in MODEL.measures and name != "irr"
        }
        if self.measures["irr"] is None:
            reasons["irr"] = self._irr[1]
        reasons |= {name: REFUSED_THERE for name, value in self.sweeps.items() if value is None}
        if self.measures["break_even_realisation"] is None:
            reasons["break_even_realisation"] = self._break_even[1]
        return reasons

    @cached_property
    def differences(self) -> dict[str, dict[str, float]]:
        """What each cash line adds, discounted: to the programme value and to the value of service."""
        return {
            view: {line.name: float(self.found.measures[f"{view}_pv_{line.name}"]) for line in CASH_LINES}
            for view in ("programme", "service")
        }

    @cached_property
    def sweeps(self) -> dict[str, float | None]:
        """The measures that take the whole model again: both acquisition modes, other horizons, break-even."""
        found = {label: self.values_where(**values) for label, values in SWEEPS.items()}
        sweeps = {
            f"{name}_{label}": values[position] if values else None
            for position, name in enumerate(("programme_npv", "service_value"))
            for label, values in found.items()
        }
        return {**sweeps, "break_even_realisation": self._break_even[0]}

    def values_where(self, **values: float) -> tuple[float, float] | None:
        """Return programme value and value of service with some inputs replaced; None where that case is refused."""
        replaced = tuple(values.items())
        if replaced in self.known:
            return self.known[replaced]
        inputs = {**self.case.inputs.values, **values}
        found = evaluate_measures(MODEL, inputs, int(inputs["horizon_years"]))
        if broken_requirements(found):
            return None
        return float(found.measures["programme_npv"]), float(found.measures["service_value"])

    def service_value_where(self, **values: float) -> float | None:
        """Return the value of service with some inputs replaced; None where that case is refused."""
        found = self.values_where(**values)
        return found[1] if found else None

    @cached_property
    def _break_even(self) -> tuple[float | None, str]:
        """The share of the plan's effect from which on the programme pays, or None and why there is none."""

        def value(share: float) -> float:
            found = self.values_where(realisation_share=share)
            return found[0] if found else math.nan

        at_steps = [value(step) for step in BREAK_EVEN_STEPS]
        last = last_below_zero(at_steps)
        if last is None:
            return None, "the programme pays, or changes nothing, at any share of its effect"
        if last == len(BREAK_EVEN_STEPS) - 1:
            return None, "the programme does not pay even when all of its effect is realised"
        found = self.crossing
        if found is None:
            found = zero_between(value, *BREAK_EVEN_STEPS[last : last + 2], *at_steps[last : last + 2])
        return (None, REFUSED_THERE) if math.isnan(found) else (found, "")

    @cached_property
    def _irr(self) -> tuple[float | None, str]:
        """The internal rate of return by the policy for several roots, or None and why there is none."""
        changes = sum(self.found.results["sign_change"])
        flows = self.by_year("differential_cash_flow")
        if changes <= 1:  # solved here, since many cases at once are solved in another way: it differs in the last bit
            found = _known(conventional_irr(flows, range(len(flows))))
            reason = "no rate between −99 % and 100,000,000 % makes it 0" if changes else MODEL.measures["irr"].why_not
            return found, "" if found is not None else reason
        from .functions.finance import irr

        try:
            return float(irr(flows)), ""
        except NoResult as error:
            return None, str(error)

    def _years(self, values: list[Any]) -> list[float]:
        return [float(value) for value in values]

    def warnings(self, language: str = "en") -> list[str]:
        """Return what a reader should know: how inputs were read, and where talk and walk differ."""
        from .walk_the_talk import warnings

        count = len(self.case.inputs.assumed)
        about_defaults = [labels(language).say("assumed_inputs", count=count)] if count else []
        return [*about_defaults, *map(str, self.case.notes), *warnings(self, language)]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in the JSON result."""
        return {
            "model_version": MODEL_VERSION,
            "inputs": self.case.inputs.nested(),
            "warnings": self.warnings(),
            "futures": self.futures,
            "differential_cash_flow": self.by_year("differential_cash_flow"),
            "zero_differential_cash_flow": self.by_year("zero_differential_cash_flow"),
            "measures": self.measures,
            "why": self.why,
            "differences": self.differences,
        }

    def to_json(self) -> str:
        """Return the result as JSON; a measure that does not exist is null, with its reason under ``why``."""
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False, allow_nan=False)


_BY_LINE_OR_HEADING = frozenset(
    name
    for name in MODEL.measures
    if name.startswith(("programme_pv_", "service_pv_", "programme_heading_", "service_heading_"))
)

REFUSED_THERE = "the inputs contradict each other there"

SWEEPS: Mapping[str, Mapping[str, float]] = {
    "grow": {"hold_base": 0.0},
    "hold": {"hold_base": 1.0},
    **{f"horizon_{years}": {"horizon_years": float(years)} for years in HORIZONS},
}
"""The variants of a case whose values stand in every report: what their names end in, and the inputs replaced."""

BREAK_EVEN_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Shares of the effect that are looked at first: the value may cross 0 more than once, and the last crossing counts."""


def last_below_zero(at_steps: Sequence[float]) -> int | None:
    """Return the last of the steps at which the programme does not pay, or is refused; None where it always pays."""
    return max((position for position, found in enumerate(at_steps) if not found >= 0), default=None)


def zero_between(function: Callable[[float], float], low: float, high: float, at_low: float, at_high: float) -> float:
    """Return where a continuous function crosses 0 between two points at which its signs differ; NaN if it is NaN.

    The Illinois method: the secant, with the weight of an end that stays put halved.
    """
    if math.isnan(at_low) or at_high == 0:
        return math.nan if math.isnan(at_low) else high
    for _ in range(100):
        middle = high - at_high * (high - low) / (at_high - at_low)
        found = function(middle)
        if math.isnan(found):
            return found
        if found * at_high < 0:
            low, at_low = high, at_high
        else:
            at_low /= 2
        moved, high, at_high = abs(middle - high), middle, found
        if found == 0 or moved <= 1e-14:
            break
    return high


def _known(value: Any) -> float | None:
    return None if math.isnan(value) else float(value)


def _in_file(file: str, name: str) -> str:
    return file


def _json_object(path: str | os.PathLike[str]) -> dict[str, Any]:
    name = Path(path).name
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError([Problem(name, "there is no such file")]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(name, f"cannot be read: {error}")]) from None
    except (ValueError, RecursionError) as error:
        raise InputError([Problem(name, f"is not JSON: {error}")]) from None
    if not isinstance(content, dict):
        raise InputError([Problem(name, "is not an object with a value for each input")])
    return content
