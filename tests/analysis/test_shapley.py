"""Shapley values against games with known answers, against the average over all orders, and by their axioms."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from xl_service_roi.analysis.shapley import Bools, Coalitions, Floats, Game, design, shapley
from xl_service_roi.errors import NoResult

Value = Callable[[Coalitions], Floats]


def over_all_orders(players: int, value: Value) -> Floats:
    """The definition itself: what each adds, averaged over all orders of joining."""
    added = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        coalition = np.zeros((1, players), dtype=bool)
        before = value(coalition)[0]
        for player in order:
            coalition[0, player] = True
            after = value(coalition)[0]
            added[player] += after - before
            before = after
    return added / len(orders)


def random_game(players: int, seed: int) -> Value:
    """A value for each coalition, drawn at random: everything acts upon everything."""
    values = np.random.default_rng(seed).normal(size=1 << players)
    return lambda coalitions: values[coalitions @ (1 << np.arange(players))]


def gloves(left: int) -> Value:
    """The first players own a left glove each, the others a right one; a pair is worth 1."""
    return lambda coalitions: np.minimum(coalitions[:, :left].sum(axis=1), coalitions[:, left:].sum(axis=1)) * 1.0


def voting(quota: int, votes: list[int]) -> Value:
    return lambda coalitions: (coalitions @ np.array(votes) >= quota) * 1.0


KNOWN: dict[str, tuple[Value, list[float]]] = {
    "one left glove, two right": (gloves(1), [2 / 3, 1 / 6, 1 / 6]),
    "two left gloves, one right": (gloves(2), [1 / 6, 1 / 6, 2 / 3]),
    "as many left as right": (gloves(2), [0.5, 0.5, 0.5, 0.5]),
    # Shapley & Shubik 1954: a majority of 51 with 50, 49 and 1 votes
    "power is not votes": (voting(51, [50, 49, 1]), [2 / 3, 1 / 6, 1 / 6]),
    # Littlechild & Owen 1973: who needs a longer runway pays for the rest of it
    "airport": (lambda c: (c * np.array([1.0, 2.0, 4.0])).max(axis=1), [1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 2]),
    "one player": (lambda c: 7.0 * c[:, 0], [7.0]),
    "nobody": (lambda c: np.full(len(c), 3.0), []),
}


@pytest.mark.parametrize("name", KNOWN)
def test_games_with_a_known_answer(name: str) -> None:
    value, expected = KNOWN[name]
    found = shapley(len(expected), value)
    assert_allclose(found.contributions, expected, rtol=1e-14)
    assert found.standard_error is None


@pytest.mark.parametrize("players", range(1, 7))
def test_it_is_the_average_over_all_orders(players: int) -> None:
    value = random_game(players, seed=players)
    assert_allclose(shapley(players, value).contributions, over_all_orders(players, value), atol=1e-14)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_who_only_adds_gets_what_he_adds_also_when_sampled(added: list[float], seed: int) -> None:
    found = shapley(len(added), lambda coalitions: coalitions @ np.array(added) + 5, most=64, seed=seed)
    assert_allclose(found.contributions, added, rtol=1e-12, atol=1e-8)
    assert (found.standard_error is None) == (len(added) <= 6)


@given(st.integers(2, 12), st.integers(0, 10_000), st.sampled_from([1 << 12, 32]))
@settings(max_examples=30, deadline=None)
def test_contributions_are_the_total_whether_exact_or_sampled(players: int, seed: int, most: int) -> None:
    value = random_game(players, seed)
    none, everyone = value(np.array([[False] * players, [True] * players]))
    assert_allclose(shapley(players, value, most=most).contributions.sum(), everyone - none, atol=1e-12)


@given(st.integers(2, 7), st.integers(0, 10_000), st.data())
@settings(max_examples=30, deadline=None)
def test_players_who_do_the_same_get_the_same_and_who_does_nothing_gets_nothing(
    players: int, seed: int, data: st.DataObject
) -> None:
    one, other = data.draw(st.permutations(range(players)))[:2]
    rich = random_game(players, seed)

    def symmetric(coalitions: Coalitions) -> Floats:
        swapped = coalitions.copy()
        swapped[:, [one, other]] = coalitions[:, [other, one]]
        return rich(coalitions) + rich(swapped)

    def without_him(coalitions: Coalitions) -> Floats:
        absent = coalitions.copy()
        absent[:, one] = False
        return rich(absent)

    same = shapley(players, symmetric).contributions
    assert_allclose(same[one], same[other], atol=1e-13)
    assert shapley(players, without_him).contributions[one] == 0


def test_several_measures_at_once_are_each_by_itself() -> None:
    first, second = random_game(5, seed=1), random_game(5, seed=2)
    for most in (32, 16):
        both = shapley(5, lambda c: np.stack([first(c), second(c)], axis=1), most=most)
        for column, value in enumerate((first, second)):
            alone = shapley(5, value, most=most)
            assert_allclose(both.contributions[:, column], alone.contributions, rtol=1e-12, atol=1e-14)
            if both.standard_error is not None and alone.standard_error is not None:
                assert_allclose(both.standard_error[:, column], alone.standard_error, rtol=1e-10)


def test_antithetic_orders_are_exact_where_two_at_most_act_upon_each_other() -> None:
    players = 15
    acting = np.random.default_rng(3).normal(size=(players, players))

    def value(coalitions: Coalitions) -> Floats:
        return np.einsum("ci,ij,cj->c", coalitions, acting, coalitions, dtype=float)

    found = shapley(players, value, most=200)
    expected = acting.diagonal() + (acting + acting.T - 2 * np.diag(acting.diagonal())).sum(axis=1) / 2
    assert found.standard_error is not None
    assert_allclose(found.contributions, expected, rtol=1e-10)
    assert found.standard_error.max() < 1e-12


def test_the_standard_error_tells_how_far_a_sample_is_off() -> None:
    value = random_game(10, seed=4)
    exact = shapley(10, value).contributions
    off = []
    for seed in range(40):
        found = shapley(10, value, most=400, seed=seed)
        assert found.standard_error is not None
        off.append((found.contributions - exact) / found.standard_error)
    assert 0.9 < np.std(off) < 1.15
    assert abs(np.mean(off)) < 0.1


def test_the_same_question_has_the_same_answer() -> None:
    value = random_game(9, seed=5)
    first, again, other = (shapley(9, value, most=64, seed=seed).contributions for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize(("players", "most"), [(14, 1 << 14), (15, 1 << 14), (131, 1 << 14), (131, 256), (12, 512)])
def test_no_more_is_asked_than_agreed(players: int, most: int) -> None:
    asked = design(players, most).coalitions
    fewest_orders = 2 * 8 * (players + 1)
    assert len(asked) <= max(most + most // players, fewest_orders)
    assert len(np.unique(asked, axis=0)) == len(asked)


def test_weights_are_those_of_the_formula() -> None:
    found = design(5)
    sizes = found.coalitions[found.without].sum(axis=2)
    assert_allclose(found.weights, np.array([[1 / (5 * comb(4, size)) for size in row] for row in sizes])[0])
    assert (sizes == sizes[0]).all()
    assert_allclose(found.weights.sum(), 1)


# --- rules -----------------------------------------------------------------------------------------------------------


def breaks(*rules: Callable[[Coalitions], Bools]) -> Callable[[Coalitions], Bools]:
    return lambda coalitions: np.stack([rule(coalitions) for rule in rules], axis=1)


def torn(*players: int) -> Callable[[Coalitions], Bools]:
    """A rule that these players keep only together."""
    return lambda coalitions: coalitions[:, players].any(axis=1) & ~coalitions[:, players].all(axis=1)


RULES: dict[str, tuple[Callable[[Coalitions], Bools], set[tuple[int, ...]]]] = {
    "none broken": (breaks(lambda c: np.zeros(len(c), dtype=bool)), {(0,), (1,), (2,), (3,), (4,)}),
    "two go together": (breaks(torn(1, 3)), {(0,), (1, 3), (2,), (4,)}),
    "one needs another": (breaks(lambda c: c[:, 4] & ~c[:, 0]), {(0, 4), (1,), (2,), (3,)}),
    "one needs two others": (breaks(lambda c: c[:, 4] & ~(c[:, 0] & c[:, 1])), {(0, 1, 4), (2,), (3,)}),
    "one needs either of two": (breaks(lambda c: c[:, 4] & ~(c[:, 0] | c[:, 1])), {(0, 1, 4), (2,), (3,)}),
    "two rules apart": (breaks(torn(0, 1), torn(2, 3)), {(0, 1), (2, 3), (4,)}),
    "two rules that meet": (breaks(torn(0, 1), torn(1, 3)), {(0, 1, 3), (2,), (4,)}),
    "three rules, the last joins the others": (
        breaks(torn(0, 1), torn(2, 3), torn(1, 2)),
        {(0, 1, 2, 3), (4,)},
    ),
    "everyone or no one": (breaks(torn(0, 1, 2, 3, 4)), {(0, 1, 2, 3, 4)}),
}


@pytest.mark.parametrize("most", [32, 31], ids=["exact", "sampled"])
@pytest.mark.parametrize("name", RULES)
def test_players_who_only_keep_the_rules_together_are_joined(name: str, most: int) -> None:
    broken_by, expected = RULES[name]
    value = random_game(5, seed=6)

    def sound(coalitions: Coalitions) -> Floats:
        return np.where(broken_by(coalitions).any(axis=1), np.nan, value(coalitions))

    found = shapley(5, sound, broken_by, most=most)
    assert {group.players for group in found.groups} == expected
    ends = value(np.array([[False] * 5, [True] * 5]))
    assert_allclose(found.contributions.sum(), ends[1] - ends[0], atol=1e-13)


def test_joined_players_tell_which_rules_made_them_one() -> None:
    found = shapley(5, random_game(5, 7), breaks(torn(0, 1), lambda c: np.zeros(len(c), dtype=bool), torn(1, 3)))
    assert {group.players: set(group.rules) for group in found.groups} == {(0, 1, 3): {0, 2}, (2,): set(), (4,): set()}


def test_joined_players_are_one_player() -> None:
    value = random_game(4, seed=8)
    found = shapley(4, value, breaks(torn(0, 2)))
    of_three = shapley(3, lambda c: value(c[:, [0, 1, 0, 2]]))
    assert [group.players for group in found.groups] == [(0, 2), (1,), (3,)]
    assert_allclose(found.contributions, of_three.contributions, atol=1e-14)


@given(st.integers(2, 8), st.integers(0, 10_000), st.floats(0.05, 0.6), st.sampled_from([256, 3]))
@settings(max_examples=40, deadline=None)
def test_whatever_the_rules_no_coalition_that_counts_breaks_one(
    players: int, seed: int, share: float, most: int
) -> None:
    random = np.random.default_rng(seed)
    table = random.random((1 << players, 2)) < share
    table[[0, -1]] = False
    value = random_game(players, seed)

    def broken_by(coalitions: Coalitions) -> Bools:
        return table[coalitions @ (1 << np.arange(players))]

    def sound(coalitions: Coalitions) -> Floats:
        return np.where(broken_by(coalitions).any(axis=1), np.nan, value(coalitions))

    found = shapley(players, sound, broken_by, most=most)
    assert sorted(player for group in found.groups for player in group.players) == list(range(players))
    ends = value(np.array([[False] * players, [True] * players]))
    assert_allclose(found.contributions.sum(), ends[1] - ends[0], atol=1e-12)


def test_what_cannot_be_shared_out_is_said() -> None:
    with pytest.raises(NoResult, match="1 of 8 values do not exist"):
        shapley(3, lambda c: np.where(c.sum(axis=1) == 0, np.nan, 1.0))
    with pytest.raises(NoResult, match="by no players"):
        shapley(3, random_game(3, 9), breaks(lambda c: c.all(axis=1)))


def test_a_measure_that_does_not_exist_everywhere_leaves_the_others_alone() -> None:
    game = Game(2)
    found = game.told(np.array([[1.0, 1.0], [2.0, np.nan], [3.0, 1.0], [5.0, 2.0]]), np.zeros((4, 0), dtype=bool))
    assert found is not None
    assert found.contributions[:, 0].tolist() == [1.5, 2.5]
    assert np.isnan(found.contributions[:, 1]).all()
