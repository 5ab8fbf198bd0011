"""The scenario manager: named sets of values over one case, side by side.

A scenario replaces some inputs of the case; all others stay. A plan or zero value that was left empty keeps following
today's, also where a scenario replaces that. All scenarios are reckoned in one go, and with both acquisition modes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..case import SWEEPS, Case, Result
from ..cases import run_all
from ..errors import InputError, Problem
from ..inputs import drivers, flattened, resolve
from ..messages import did_you_mean
from ..model import MODEL
from ..model.measures import HEADINGS

Sets = Mapping[str, Mapping[str, Any]]
"""Values by scenario, as in JSON: ``{"recession": {"churn": 0.2, "reach_share": {"plan": 0.85}}}``."""

BOTH_MODES = ("programme_npv_grow", "programme_npv_hold", "service_value_grow", "service_value_hold")
"""Always side by side: what is bought where fewer customers leave decides much of the value."""

IN_OWN_MODE = ("programme_npv", "service_value")
"""The same in the mode of the scenario itself."""

MEASURES = ("roi", "irr", "payback")
"""What is told besides these where nothing else is asked for."""

OF_A_CASE: tuple[str, ...] = (
    *(name for name in MODEL.measures if not name.startswith(("programme_pv_", "programme_heading_", "service_pv_"))),
    "base_churn",
    "break_even_realisation",
    *(f"{name}_{variant}" for name in ("programme_npv", "service_value") for variant in SWEEPS),
    *(f"heading_{name}" for name in HEADINGS),
)
"""Every measure that a scenario can show."""


@dataclass(frozen=True)
class Scenario:
    """What a set of values comes to.

    ``replaced``: the inputs that it replaces, by value name. A measure that does not exist is None, with its reason in
    ``why``. ``refused`` tells how the inputs contradict each other; then there are no measures.
    """

    name: str
    replaced: dict[str, Any]
    measures: dict[str, float | None] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the scenario as it stands in JSON."""
        return {
            "replaced": self.replaced,
            "measures": self.measures or None,
            "why": self.why,
            "refused": list(self.refused),
        }


@dataclass(frozen=True)
class Scenarios:
    """The case as it is, and its scenarios."""

    case: Case
    base: Scenario
    scenarios: tuple[Scenario, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return {"base": self.base.as_dict(), "scenarios": {one.name: one.as_dict() for one in self.scenarios}}


def scenarios(case: Case, sets: Sets | None = None, measures: Sequence[str] = MEASURES) -> Scenarios:
    """Return what the case comes to with each set of values in turn, and as it is.

    Without ``sets`` they are the case's own. Raises ``InputError`` with every problem found where a set names an input
    that does not exist, or gives one a value outside its bounds. Values that contradict each other are no error: that
    scenario is refused, with the reason.
    """
    wanted = tuple(dict.fromkeys((*IN_OWN_MODE, *BOTH_MODES, *_known(measures))))
    variants, problems = {}, []
    for name, values in _objects("scenarios", case.scenarios if sets is None else sets).items():
        try:
            variants[name] = _Variant(case, values)
        except InputError as error:
            problems += [replace(problem, where=_place(name, problem.where)) for problem in error.problems]
    if problems:
        raise InputError(problems)
    base, *found = run_all([case, *(variant.case for variant in variants.values())])
    return Scenarios(
        case,
        _scenario("", {}, base, wanted),
        tuple(
            _scenario(name, variant.replaced, result, wanted)
            for (name, variant), result in zip(variants.items(), found, strict=True)
        ),
    )


class _Variant:
    """The case with a set of values on top, and what these are as the model takes them."""

    def __init__(self, case: Case, values: object) -> None:
        read = _objects("", values)
        unusable = [value for value in read.values() if isinstance(value, Problem)]  # found in a workbook
        if unusable:
            raise InputError(unusable)
        given = flattened(read)
        self.case = with_values(case, given)
        self.replaced = {name: self.case.inputs.values[name] for name in given}


def with_values(case: Case, values: Mapping[str, Any]) -> Case:
    """Return the case with some inputs replaced, by value name: what followed today's value goes on doing so."""
    before = case.inputs
    own = {name: value for name, value in before.values.items() if name not in before.same_as_today}
    found = resolve({**own, **values})
    assumed = tuple(driver for driver in before.assumed if drivers()[driver].names()[0] not in values)
    inputs = replace(found, assumed=assumed, notes=before.notes + found.notes)
    return Case(inputs, case.source, said=case._said)


def _objects(where: str, given: object) -> Mapping[str, Any]:
    """Return what a file holds under a name, if it is a dictionary."""
    if isinstance(given, Mapping):
        return given
    what = "values by scenario" if where else "a value for each input that it replaces"
    raise InputError([Problem(where, f"is not an object with {what}")])


def _place(scenario: str, where: str) -> str:
    return " · ".join(filter(None, (scenario, where)))


def _known(measures: Sequence[str]) -> Sequence[str]:
    unknown = [name for name in measures if name not in OF_A_CASE]
    if unknown:
        raise InputError([Problem(n, f"there is no such measure{did_you_mean(n, OF_A_CASE)}") for n in unknown])
    return measures


def _scenario(name: str, replaced: dict[str, Any], found: Result | InputError, measures: Sequence[str]) -> Scenario:
    if isinstance(found, InputError):
        return Scenario(name, replaced, refused=tuple(map(str, found.problems)))
    values = {measure: found.measure(measure) for measure in measures}
    why = {measure: found.why[measure] for measure, value in values.items() if value is None}
    return Scenario(name, replaced, values, why)
