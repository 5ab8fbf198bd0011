"""Shapley values: what each player adds to a result, as the average over all orders in which they can join.

φ_i = Σ_S |S|!(n−|S|−1)!/n! · [v(S∪i) − v(S)] (Shapley 1953). Together they are the total v(all) − v(none), a player
that changes nothing gets nothing, and players that do the same get the same. Unlike a waterfall they know no order.

With few players every coalition is valued, and the result is exact. With more, orders are drawn at random, each
together with its reverse (antithetic pairs: exact where no more than two players act upon each other). What the
players add in any order is the total, so the average adds up as well; its standard error is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from ..errors import NoResult

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

Coalitions = Bools
"""A row a coalition, a column a player: True where the player takes part."""

MOST_COALITIONS = 1 << 14
"""Exact up to 14 players."""
FEWEST_PAIRS = 8
"""Of orders: fewer would say nothing of their own error."""
SEED = 2009
"""Fixed, so that the same question has the same answer; any number would do."""


@dataclass(frozen=True)
class Group:
    """Players who share one contribution: one, or several that were joined because of ``rules`` (columns)."""

    players: tuple[int, ...]
    rules: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Shapley:
    """The contribution of each group (a row), in each measure where coalitions have several values (columns).

    ``standard_error`` has the same shape; it is None where the result is exact.
    """

    groups: tuple[Group, ...]
    contributions: Floats
    standard_error: Floats | None


def shapley(
    players: int,
    value_of_coalitions: Callable[[Coalitions], Floats],
    broken_by: Callable[[Coalitions], Bools] | None = None,
    *,
    most: int = MOST_COALITIONS,
    seed: int = SEED,
) -> Shapley:
    """Return what each player adds; raise ``NoResult`` where some coalition has no value.

    ``value_of_coalitions`` gives each coalition a value, or a row with a value a measure. ``broken_by`` tells of each
    coalition (row) which rules (columns) it breaks; see ``Game`` for what follows from that. Beyond ``most`` coalitions
    orders are sampled.

    >>> def pairs_of_gloves(coalitions):  # player 0 has a left one, players 1 and 2 have a right one each
    ...     return (coalitions[:, 0] & coalitions[:, 1:].any(axis=1)).astype(float)
    >>> shapley(3, pairs_of_gloves).contributions.round(3)
    array([0.667, 0.167, 0.167])
    """
    game = Game(players, most=most, seed=seed)
    while True:
        values = np.asarray(value_of_coalitions(game.coalitions), dtype=float)
        broken = broken_by(game.coalitions) if broken_by else np.zeros((len(values), 0), dtype=bool)
        missing = int((~np.isfinite(values)).sum())
        if missing and not broken.any():
            raise NoResult(f"{missing} of {values.size} values do not exist, so there is nothing to share out")
        found = game.told(values, broken)
        if found is not None:
            return found


class Game:
    """Asks for the values of ``coalitions``, and shares out the total once they are ``told``.

    The first coalition is that of no players, the last that of all.

    ``shapley`` plays one; who values the coalitions of many games at once plays them side by side.

    A coalition may break a rule although no player, and all players together, keep to it. Then those on whom that
    depends, who break or mend the rule by joining some coalition, are joined: they take part together or not at all.
    What the others do neither breaks nor mends the rule, so all coalitions that are left keep to it.
    """

    def __init__(self, players: int, *, most: int = MOST_COALITIONS, seed: int = SEED) -> None:
        self._players, self._most, self._seed = players, most, seed
        self._ask([Group((player,)) for player in range(players)])

    def _ask(self, groups: list[Group]) -> None:
        self._groups = groups
        self._design = design(len(groups), self._most, self._seed)
        group_of = np.zeros(self._players, dtype=int)
        for position, group in enumerate(groups):
            group_of[list(group.players)] = position
        self.coalitions: Coalitions = self._design.coalitions[:, group_of]

    def told(self, values: Floats, broken: Bools) -> Shapley | None:
        """Return the result; None where players were joined, and other ``coalitions`` are asked for.

        A measure that does not exist for some coalition (NaN) has no contributions (NaN). Raises ``NoResult`` where a
        rule is broken by no players, or by all of them.
        """
        if not broken.any():
            return Shapley(tuple(self._groups), *self._design.shared_out(values))
        if broken[[0, -1]].any():
            raise NoResult("a rule is broken by no players, or by all of them together")
        conflicts = [(self._design.decisive(broken[:, rule]), int(rule)) for rule in np.flatnonzero(broken.any(axis=0))]
        self._ask(_joined(self._groups, conflicts))
        return None


def _joined(groups: list[Group], conflicts: Iterable[tuple[list[int], int]]) -> list[Group]:
    """Return the groups, with those of each conflict (their positions, and the rule) made one."""
    found = list(groups)
    for positions, rule in conflicts:
        members = {found[position] for position in positions}
        players = sorted(player for group in members for player in group.players)
        one = Group(tuple(players), frozenset({rule}).union(*(group.rules for group in members)))
        found = [one if group in members else group for group in found]
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Design:
    """Which coalitions are valued, that of no players first and that of all last, and the steps between them.

    Step s of player p leads from coalition ``without[p, s]`` to ``joined[p, s]``, which differ by that player, and has
    the weight ``weights[s]``. ``pairs``: the number of antithetic pairs of orders, the two of which stand side by side
    among the steps; 0 where all coalitions are valued.
    """

    coalitions: Coalitions
    without: NDArray[np.intp]
    joined: NDArray[np.intp]
    weights: Floats
    pairs: int = 0

    def shared_out(self, values: Floats) -> tuple[Floats, Floats | None]:
        """Return each player's contribution and its standard error."""
        with np.errstate(invalid="ignore"):  # of a measure that does not exist everywhere
            steps = values[self.joined] - values[self.without]
            contributions = np.einsum("s,ps...->p...", self.weights, steps)
            if not self.pairs:
                return contributions, None
            of_pairs = steps.reshape(len(steps), self.pairs, 2, *values.shape[1:]).mean(axis=2)
            return contributions, of_pairs.std(axis=1, ddof=1) / np.sqrt(self.pairs)

    def decisive(self, broken: Bools) -> list[int]:
        """Return the players who break or mend a rule by joining some coalition."""
        return [int(player) for player in np.flatnonzero((broken[self.without] != broken[self.joined]).any(axis=1))]


@lru_cache(maxsize=32)
def design(players: int, most: int = MOST_COALITIONS, seed: int = SEED) -> Design:
    """Return all coalitions where there are at most ``most``, otherwise about as many along random orders."""
    if 1 << players <= most:
        return _all_coalitions(players)
    return _random_orders(players, max(FEWEST_PAIRS, most // (2 * players)), seed)


def _all_coalitions(players: int) -> Design:
    """Value every coalition: number c holds the players whose bits are set in c."""
    numbers = np.arange(1 << players)
    coalitions = (numbers[:, np.newaxis] >> np.arange(players)) & 1 == 1
    others = np.arange(1 << max(players - 1, 0))  # the coalitions of all players but one, squeezed together
    player = np.arange(players)[:, np.newaxis]
    without = (others >> player << (player + 1)) | (others & ((1 << player) - 1))
    by_size = np.array([1 / (players * comb(players - 1, size)) for size in range(players)] or [1.0])
    return Design(coalitions, without, without | (1 << player), by_size[coalitions[others].sum(axis=1)])


def _random_orders(players: int, pairs: int, seed: int) -> Design:
    """Value the coalitions that come about one by one along random orders and along their reverse."""
    random = np.random.default_rng(seed)
    forth = random.permuted(np.tile(np.arange(players), (pairs, 1)), axis=1)
    place = np.stack([forth, players - 1 - forth], axis=1).reshape(2 * pairs, players)  # of each player, in each order
    sizes = np.arange(players + 1)
    along = place[:, np.newaxis, :] < sizes[:, np.newaxis]
    _, first, number = np.unique(
        np.packbits(along.reshape(-1, players), axis=1), axis=0, return_index=True, return_inverse=True
    )
    number = number.reshape(2 * pairs, players + 1)
    orders = np.arange(2 * pairs)[:, np.newaxis]
    return Design(
        along.reshape(-1, players)[first],
        number[orders, place].T,
        number[orders, place + 1].T,
        np.full(2 * pairs, 1 / (2 * pairs)),
        pairs,
    )
