"""What each lever of the plan adds to the value of the programme.

A lever is a group of drivers that one part of the plan moves: retention, marketing, field work. A lever that is off
has today's values. Levers interact (customers who stay also buy through service), so their effects one at a time do
not add up; their Shapley values do. How fast and how far the plan is realised scales all levers, and is none itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..case import Case
from ..errors import NoResult
from ..inputs import drivers, lever_names
from ..model import MODEL
from .shapley import Bools, Floats, Game
from .sweep import Values, in_both_modes, mode_of, refuse_contradictions, swept, with_other_mode

LEVERS = lever_names()
"""The nine levers, in the order of the inputs."""


@dataclass(frozen=True)
class Levers:
    """The value of the programme by lever.

    ``levers``: what each adds, averaged over all orders in which they can be switched on; they sum to ``total``, the
    programme value. ``one_at_a_time``: what each adds when it alone is on; with the ``interaction`` these sum to
    ``total``. ``other_mode``: the same in the other acquisition mode; None where the inputs cannot be used there.
    """

    levers: dict[str, float]
    one_at_a_time: dict[str, float]
    interaction: float
    total: float
    mode: str
    other_mode: Levers | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return with_other_mode({**vars(self)}, self.other_mode)


def levers(case: Case) -> Levers:
    """Return what each lever adds to ``programme_npv``, exactly: every combination of levers is worked out.

    Raises ``InputError`` where the inputs contradict each other, and ``NoResult`` where they do so with a part of the
    levers on, so that these cannot be told apart.
    """
    own, other = in_both_modes(case, _levers)
    return replace(own, other_mode=other)


def _levers(case: Case) -> Levers:
    refuse_contradictions(case)
    values = case.inputs.values
    moved = _moved(values)
    game = Game(len(moved))
    found = swept(values, _plans(values, moved, game.coalitions), "programme_npv")
    if found.broken.any():
        raise _inseparable(list(moved), game, found.broken)
    npv = found.measures["programme_npv"]
    shared = game.told(npv, found.broken)
    assert shared is not None  # players are joined, and asked about again, only where a rule is broken
    alone = [float(npv[1 << player]) for player in range(len(moved))]
    none = dict.fromkeys(LEVERS, 0.0)
    total = float(npv[-1])
    return Levers(
        none | dict(zip(moved, map(float, shared.contributions), strict=True)),
        none | dict(zip(moved, alone, strict=True)),
        total - sum(alone),
        total,
        mode_of(case),
    )


def _moved(values: Values) -> dict[str, list[str]]:
    """Return the drivers in which plan and today differ, by lever; the other levers change nothing."""
    found: dict[str, list[str]] = {}
    for lever in LEVERS:
        own = [
            name
            for name, driver in drivers().items()
            if driver.lever == lever and values[f"{name}_plan"] != values[f"{name}_today"]
        ]
        if own:
            found[lever] = own
    return found


def _plans(values: Values, moved: Mapping[str, list[str]], coalitions: Bools) -> dict[str, Floats]:
    """Return the plan's values in each coalition of levers."""
    return {
        f"{name}_plan": np.choose(coalitions[:, player], (values[f"{name}_today"], values[f"{name}_plan"]))
        for player, own in enumerate(moved.values())
        for name in own
    }


def _inseparable(moved: list[str], game: Game, broken: Bools) -> NoResult:
    """Return the refusal that names a combination of levers that contradicts itself, and how."""
    first = int(np.flatnonzero(broken.any(axis=1))[0])
    on = [lever for player, lever in enumerate(moved) if game.coalitions[first, player]]
    texts = [item.text for rule, item in enumerate(MODEL.requirements.values()) if broken[first, rule]]
    return NoResult(
        f"the levers cannot be told apart: with only {', '.join(on)} on, {'; '.join(texts)}. Look at what those levers "
        "and the others change there together"
    )
