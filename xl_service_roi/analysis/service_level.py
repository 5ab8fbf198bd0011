"""Where to draw the line: what the firm is worth at each level of service, from none to twice today's.

At level s the money spent on service (staff, outsourcing and overhead) is about s times today's: 0 is the zero future,
1 is today, 2 is the end. Quality saturates: reach is ceiling·(1 − e^(−k·s)), so that it is today's at s = 1 and stays
below its ceiling at any s; satisfaction likewise. A level is reckoned as a zero future that carries its drivers, in
every year and without a ramp; today stays what it is, and with it all that is calibrated on today.

The curve is not always concave, and it has a kink at today: up to there more reach also wins back what the drivers
marked ``blend`` stand for, and saves redundancies. So the best level is looked for on a grid, then refined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from ..case import Case
from ..cases import zeros_between
from ..contradictions import contradictions
from ..engine.numeric import evaluate_each, evaluate_measures
from ..errors import InputError, Problem
from ..inputs import drivers
from ..messages import did_you_mean, shown
from ..model import MODEL
from ..model.operations import outsourcing_cost, overhead_cost, paid_fte, staff_cost
from .shapley import Floats
from .sweep import Values, refuse_contradictions, swept, with_other_mode

HIGHEST = 2.0
"""The highest level."""
SHOWN = tuple(step / 10 for step in range(21))
"""The levels that are shown where none are asked for."""
ONE_STEP = 0.01
GRID = np.concatenate([[0], 10.0 ** np.arange(-8, -2), np.arange(1, 201) / 100])
"""The levels among which the best is looked for first, 0.01 apart; those just above 0 tell what the first euro does."""
CLOSER_BY = 20
CLOSER = np.arange(-CLOSER_BY, CLOSER_BY + 1) / CLOSER_BY
"""How a stretch around the best level so far is searched, from one neighbour to the other."""
TIMES_CLOSER = 3
"""So that the best level is known to some millionths."""
ONE_PERCENT = (0.99, 1.0, 1.01)
"""The levels whose difference is the last euro, and the next."""
HORIZONS = (3, 5, 7, 10)
"""Years of the horizons over which the best level is looked for."""

SPENT_ON = (staff_cost, outsourcing_cost, overhead_cost)
"""The costs that a level scales: what is spent on service."""
SPENT = tuple(f"service_pv_{line.name}" for line in SPENT_ON)
NORMS = {"reach_share": "reach_ceiling", "satisfied_share": "satisfied_ceiling"}
"""What a norm can be about, and the ceiling that it has."""
MINUTES = (
    "routine_minutes",
    "specialist_minutes",
    "technical_minutes",
    "intake_minutes",
    "offer_minutes",
    "aftersales_minutes",
)


@dataclass(frozen=True)
class Level:
    """One level: the present value of the firm, the quality of service, and what it takes in year 1.

    ``fte``: staff on the payroll. ``yearly_cost``: what is spent on service staff, outsourcing and overhead.
    """

    level: float
    npv: float
    reach_share: float
    satisfied_share: float
    fte: float
    yearly_cost: float


@dataclass(frozen=True)
class Norm:
    """What it takes to keep to a norm: the level that gives it, and by how much that differs from today's level."""

    name: str
    share: float
    at: Level
    more_a_year: float
    npv_change: float


@dataclass(frozen=True)
class Curve:
    """The service-level curve in one acquisition mode.

    ``best_within_budget``: None where no budget was given, or none of the levels fits in it. ``break_even_level``: the
    lowest level above 0 at which the firm is worth at least as much as without service; 0 where the very first euro
    pays, None where no level is. ``value_of_last_euro``: what the last euro spent on service today adds to the present
    value, over and above itself; ``value_of_next_euro``: what one more would (None: nothing is spent).
    ``best_by_horizon`` leaves out horizons over which the inputs contradict each other. ``other_mode``: None where
    they do so in the other acquisition mode.
    """

    points: tuple[Level, ...]
    best: Level
    today: Level
    break_even_level: float | None
    value_of_last_euro: float | None
    value_of_next_euro: float | None
    best_by_horizon: dict[int, Level]
    mode: str
    acquisition_elasticity: float
    budget: float | None = None
    best_within_budget: Level | None = None
    norms: tuple[Norm, ...] = ()
    other_mode: Curve | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON: a list for each quantity, with a value for each level."""
        columns: dict[str, Any] = {
            "levels" if name == "level" else name: [getattr(point, name) for point in self.points]
            for name in Level.__dataclass_fields__
        }
        columns |= {"best_level": self.best.level, "best_npv": self.best.npv}
        columns |= asdict(replace(self, other_mode=None))
        del columns["points"]
        return with_other_mode(columns, self.other_mode)


def service_level_curve(
    case: Case,
    levels: Sequence[float] | None = None,
    budget: float | None = None,
    norms: Mapping[str, float] | None = None,
) -> Curve:
    """Return the curve in both acquisition modes: its value at ``levels``, and the best among all levels.

    ``budget``: the most that may be spent on service in year 1. ``norms``: the reach or satisfaction that is to be
    reached, ``{"reach_share": 0.9}``. Raises ``InputError`` for a case without a curve: nobody is reached today, or
    as many as the ceiling allows.
    """
    refuse_contradictions(case)
    values = case.inputs.values
    _refuse_without_curve(values)
    points = SHOWN if levels is None else tuple(_level(level) for level in levels)
    wanted = [_Wanted(name, share, _level_of_norm(values, name, share)) for name, share in (norms or {}).items()]
    own, *others = _curves(case, points, budget, wanted)
    return replace(own, other_mode=others[0] if others else None)


# --- a level as a zero future ----------------------------------------------------------------------------------------


def drivers_at(values: Values, levels: Floats) -> dict[str, Any]:
    """Return what the zero future is to be replaced by, so that it is service at these levels."""
    reach = _saturated(values, "reach_share", levels)
    satisfied = _saturated(values, "satisfied_share", levels)
    unsatisfied_of_today = (1 - satisfied) / (1 - values["satisfied_share_today"])
    served = np.minimum(1.0, reach / values["reach_share_today"])
    effort = _effort(values, levels, reach)
    below_today = np.maximum(0.0, 1 - levels)
    found: dict[str, Any] = {}
    for name, driver in drivers().items():
        if driver.curve == "keep":
            found[name] = values[f"{name}_today"]
        elif driver.curve == "blend":
            found[name] = _towards_zero(values, name, 1 - served)
    found |= {"reach_share": reach, "satisfied_share": satisfied}
    found["mollified_share"] = values["mollified_share_today"] * unsatisfied_of_today
    found |= {name: values[f"{name}_today"] * effort for name in (*MINUTES, "outsourcing_price")}
    overhead = values["service_overhead_today"] * np.maximum(1.0, levels)
    found["service_overhead"] = np.where(levels < 1, _towards_zero(values, "service_overhead", below_today), overhead)
    found["cashable_share"] = 1.0
    found |= {name: _towards_zero(values, name, below_today) for name in ("capital_outlay", "change_cost")}
    now, then = (values[f"redundant_share_{f}"] * values[f"severance_months_{f}"] for f in ("today", "zero"))
    # Only their product counts: months of severance, averaged over all staff.
    found |= {"redundant_share": 1.0, "severance_months": now + (then - now) * below_today}
    return {f"{name}_zero": value for name, value in found.items()}


def _towards_zero(values: Values, name: str, way: Floats) -> Floats:
    """Return a driver that is on its way from today's value to zero's."""
    today, zero = values[f"{name}_today"], values[f"{name}_zero"]
    on_its_way: Floats = today + (zero - today) * way
    return on_its_way


def _saturated(values: Values, name: str, levels: Floats) -> Floats:
    ceiling = values[NORMS[name]]
    found: Floats = ceiling * -np.expm1(-_steepness(values, name) * levels)
    return found


def _steepness(values: Values, name: str) -> float:
    """Return k, with which a share is today's at level 1."""
    return float(-np.log1p(-values[f"{name}_today"] / values[NORMS[name]]))


def _effort(values: Values, levels: Floats, reach: Floats) -> Floats:
    """Return the minutes that are spent on a contact, over those of today: money grows faster than reach."""
    today = values["reach_share_today"]
    at_first = today / (values["reach_ceiling"] * _steepness(values, "reach_share"))  # the limit where s goes to 0
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(reach > 0, levels * today / reach, at_first)
    return found


# --- both acquisition modes at once ----------------------------------------------------------------------------------


class _Setting(NamedTuple):
    """What a curve is reckoned with: the acquisition mode (as ``hold_base``) and the horizon in years."""

    hold_base: float
    years: int


class _Wanted(NamedTuple):
    name: str
    share: float
    level: float


def _curves(case: Case, points: Sequence[float], budget: float | None, wanted: Sequence[_Wanted]) -> list[Curve]:
    """Return the curve in the case's own acquisition mode, and in the other where its inputs can be used there."""
    values, horizons = case.inputs.values, list(dict.fromkeys((case.horizon, *HORIZONS)))
    own, other = _Setting(values["hold_base"], case.horizon), _Setting(1 - values["hold_base"], case.horizon)
    settings = [setting._replace(years=years) for setting in (own, other) for years in horizons]
    reckoned = _npv(values, np.tile(GRID, (len(settings), 1)), settings)
    on_grid = {each: npv for each, npv in zip(settings, reckoned, strict=True) if np.isfinite(npv).all()}
    if own not in on_grid:
        raise _broken_level(values, reckoned[0])
    modes = [mode for mode in (own, other) if mode in on_grid]
    on_grid = {each: npv for each, npv in on_grid.items() if each._replace(years=case.horizon) in modes}
    best = _best(values, on_grid)
    within = {mode: None if budget is None else _best_within(values, on_grid[mode], mode, budget) for mode in modes}
    asked = [*best.items(), *((mode, level) for mode in modes for level in (*ONE_PERCENT, *points))]
    asked += [(mode, each.level) for mode in modes for each in wanted]
    asked += [(mode, level) for mode, level in within.items() if level is not None]
    found, spent = _levels(values, asked)
    return [
        _Mode(mode, found, spent).curve(
            points=tuple(found[mode, level] for level in points),
            best=found[mode, best[mode]],
            best_by_horizon={
                each.years: found[each, level]
                for each, level in sorted(best.items())
                if each.hold_base == mode.hold_base and each.years in HORIZONS
            },
            break_even_level=_break_even(values, on_grid[mode], mode),
            acquisition_elasticity=values["acquisition_elasticity"],
            budget=budget,
            best_within_budget=None if (level := within[mode]) is None else found[mode, level],
            wanted=wanted,
        )
        for mode in modes
    ]


@dataclass(frozen=True)
class _Mode:
    """The levels that were worked out for one acquisition mode, and the present value of what they spend."""

    mode: _Setting
    found: Mapping[tuple[_Setting, float], Level]
    spent: Mapping[tuple[_Setting, float], float]

    def curve(self, wanted: Sequence[_Wanted], **known: Any) -> Curve:
        before, today, after = ONE_PERCENT
        return Curve(
            today=self.found[self.mode, today],
            value_of_last_euro=self.value_of_euro(before, today),
            value_of_next_euro=self.value_of_euro(today, after),
            mode="hold" if self.mode.hold_base else "grow",
            norms=tuple(self.norm(each) for each in wanted),
            **known,
        )

    def value_of_euro(self, lower: float, higher: float) -> float | None:
        """Return what a euro more spent on service adds to the present value of the firm, that euro itself paid."""
        low, high = (self.mode, lower), (self.mode, higher)
        more = self.spent[high] - self.spent[low]
        return (self.found[high].npv - self.found[low].npv) / more if more > 0 else None

    def norm(self, wanted: _Wanted) -> Norm:
        at, today = self.found[self.mode, wanted.level], self.found[self.mode, 1.0]
        return Norm(wanted.name, wanted.share, at, at.yearly_cost - today.yearly_cost, at.npv - today.npv)


def _replaced(values: Values, levels: Floats, settings: Sequence[_Setting]) -> dict[str, Any]:
    """Return what is to be replaced for these levels, a row a setting."""
    hold_base, years = (np.repeat(np.array(each, dtype=float), levels.shape[1]) for each in zip(*settings, strict=True))
    return {**drivers_at(values, levels.ravel()), "hold_base": hold_base, "horizon_years": years}


def _npv(values: Values, levels: Floats, settings: Sequence[_Setting]) -> Floats:
    """Return the present value of the firm at each level (a row a setting), NaN where the inputs contradict there."""
    found: Floats = swept(values, _replaced(values, levels, settings), "pv_zero").measures["pv_zero"]
    return found.reshape(levels.shape)


def _levels(
    values: Values, asked: Sequence[tuple[_Setting, float]]
) -> tuple[dict[tuple[_Setting, float], Level], dict[tuple[_Setting, float], float]]:
    """Return levels by setting, and the present value of what each spends on service, but for a constant."""
    settings, levels = [setting for setting, _ in asked], np.array([level for _, level in asked])
    found = swept(values, _replaced(values, levels[:, np.newaxis], settings), "pv_zero", *SPENT).measures
    quality = (_saturated(values, name, levels) for name in NORMS)
    columns = (levels, found["pv_zero"], *quality, *_in_year_1(values, levels[:, np.newaxis], settings))
    rows = zip(asked, zip(*(column.tolist() for column in columns), strict=True), strict=True)
    spent = np.sum([found[name] for name in SPENT], axis=0)
    return {each: Level(*row) for each, row in rows}, dict(zip(asked, spent.tolist(), strict=True))


def _in_year_1(values: Values, levels: Floats, settings: Sequence[_Setting]) -> tuple[Floats, Floats]:
    """Return staff, and what is spent on service, in year 1."""
    each = evaluate_each(MODEL, {**values, **_replaced(values, levels, settings)}, [1] * levels.size)
    lines = [one.lines["zero"] for one in each]
    cost = [sum(zero[line.name][1] for line in SPENT_ON) for zero in lines]
    return np.array([zero[paid_fte.name][1] for zero in lines]), np.array(cost)


def _best(values: Values, on_grid: Mapping[_Setting, Floats]) -> dict[_Setting, float]:
    """Return the best level with each setting."""
    settings = list(on_grid)
    best, step = GRID[[npv.argmax() for npv in on_grid.values()]], ONE_STEP
    for _ in range(TIMES_CLOSER):
        around = _around(best, step)
        npv = np.nan_to_num(_npv(values, around, settings), nan=-np.inf)
        best, step = around[np.arange(len(best)), npv.argmax(axis=1)], step / CLOSER_BY
    return dict(zip(settings, best.tolist(), strict=True))


def _best_within(values: Values, on_grid: Floats, mode: _Setting, budget: float) -> float | None:
    """Return the best level that costs no more than the budget in year 1; None where all cost more."""
    affordable = _in_year_1(values, GRID[np.newaxis], [mode])[1] <= budget
    if not affordable.any():
        return None
    best, step = GRID[[int(np.where(affordable, on_grid, -np.inf).argmax())]], ONE_STEP
    for _ in range(2 * TIMES_CLOSER):  # closer than the best of all: it may stand where the budget ends
        around = _around(best, step)
        affordable = _in_year_1(values, around, [mode])[1] <= budget
        best = around[0, [int(np.where(affordable, _npv(values, around, [mode])[0], -np.inf).argmax())]]
        step /= CLOSER_BY
    return float(best[0])


def _around(best: Floats, step: float) -> Floats:
    """Return levels around each best one so far, itself included."""
    found: Floats = np.clip(best[:, np.newaxis] + step * CLOSER, 0, HIGHEST)
    return found


def _break_even(values: Values, on_grid: Floats, mode: _Setting) -> float | None:
    """Return the lowest level above 0 that is worth at least as much as none; 0 where the first euro pays."""
    worth = np.flatnonzero(on_grid[1:] >= on_grid[0])
    if not len(worth):
        return None
    first = int(worth[0]) + 1
    if first == 1:
        return 0.0

    def above_zero(levels: Floats) -> Floats:
        above: Floats = _npv(values, levels[np.newaxis], [mode])[0] - on_grid[0]
        return above

    ends = (GRID[[first - 1]], GRID[[first]])
    return float(zeros_between(above_zero, *ends, *map(above_zero, ends))[0])


# --- what is refused -------------------------------------------------------------------------------------------------


def _level(level: float) -> float:
    if not 0 <= level <= HIGHEST:
        raise InputError([Problem("level", f"{level:g} is no service level", expected=f"0 (none) to {HIGHEST:g}")])
    return float(level)


def _refuse_without_curve(values: Values) -> None:
    """Raise ``InputError`` where today's quality cannot lie on a curve that rises to its ceiling."""
    problems = [
        Problem(
            f"{name}_today",
            "is at or above its ceiling, so there is no service-level curve",
            f"{values[f'{name}_today']:g}",
            f"below {ceiling} = {values[ceiling]:g}",
            f"{ceiling} is what no amount of money exceeds",
        )
        for name, ceiling in NORMS.items()
        if values[f"{name}_today"] >= values[ceiling]
    ]
    if values["reach_share_today"] == 0:
        text = "is 0: nobody is served today, so there is no level of service to scale"
        problems.append(Problem("reach_share_today", text, expected="above 0"))
    if problems:
        raise InputError(problems)


def _broken_level(values: Values, npv: Floats) -> InputError:
    """Return the refusal that says how the inputs contradict each other at the first such level."""
    level = float(GRID[np.isnan(npv)][0])
    inputs = {**values, **dict(_one_level(values, level))}
    found = contradictions(inputs, evaluate_measures(MODEL, inputs, int(values["horizon_years"])))
    return InputError(replace(problem, where=f"service level {level:g}") for problem in found)


def _one_level(values: Values, level: float) -> Iterable[tuple[str, float]]:
    for name, value in drivers_at(values, np.array([level])).items():
        yield name, float(np.ravel(value)[0])


def _level_of_norm(values: Values, name: str, share: float) -> float:
    """Return the level that gives a reach or satisfaction."""
    if name not in NORMS:
        near = did_you_mean(name, NORMS)
        raise InputError([Problem(shown(name), f"there is no such norm{near}", expected=" or ".join(NORMS))])
    _refuse_without_curve(values)
    ceiling = values[NORMS[name]]
    highest = float(_saturated(values, name, np.array([HIGHEST]))[0])
    place = f"norm {name}"
    if not 0 <= share <= 1:
        raise InputError([Problem(place, f"{share:g} is no share", expected="0 to 1")])
    if share >= ceiling:
        text = f"no amount of money gives {share:g}"
        remedy = f"raise {NORMS[name]} if that is too low"
        raise InputError([Problem(place, text, expected=f"below {NORMS[name]} = {ceiling:g}", remedy=remedy)])
    if share > highest:
        text = f"{share:g} takes more than service level {HIGHEST:g}, where the curve ends"
        raise InputError([Problem(place, text, expected=f"at most {np.floor(1e4 * highest) / 1e4:g}")])
    return 0.0 if share == 0 else float(np.log1p(-share / ceiling) / -_steepness(values, name))
