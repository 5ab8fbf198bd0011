"""Market damage: reckoned by hand and from published loyalty, then refusals, then what holds for any figures."""

from __future__ import annotations

import doctest
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi.functions import market_damage as module
from xl_service_roi.functions.arguments import ArgumentError
from xl_service_roi.functions.market_damage import market_damage

FIRM: dict[str, Any] = {
    "customers": 100_000,
    "problem_share": 0.2,
    "complain_share": 0.4,
    "satisfied_share": 0.5,
    "mollified_share": 0.3,
    "stay_without_problem": 0.9,
    "stay_satisfied": 0.88,
    "stay_mollified": 0.75,
    "stay_dissatisfied": 0.45,
    "stay_silent": 0.6,
}


@pytest.mark.parametrize(
    ("complain_share", "satisfied_share", "stay_satisfied", "lost"),
    [(0, 0, 0.54, 91), (1, 0, 0.54, 81), (1, 1, 0.54, 46), (1, 1, 0.82, 18)],
)
def test_published_loyalty_after_a_loss_of_100_dollars(
    complain_share: float, satisfied_share: float, stay_satisfied: float, lost: float
) -> None:
    """Fast Company, What makes us loyal II, 9 December 2003, problems that cost the customer over $100.

    9 % of those who kept silent stay, 19 % of those who complained and weren't satisfied, 54 % of the satisfied, 82 %
    of those who were satisfied quickly. Customers without a problem are taken to stay all, as nothing is said of them.
    """
    found = market_damage(100, 1, complain_share, satisfied_share, 0, 1, stay_satisfied, 0.19, 0.19, 0.09)
    assert found == pytest.approx(lost, rel=1e-13)


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        # by hand: 8,000 complain, 12,000 don't
        ({}, 4_000 * 0.02 + 2_400 * 0.15 + 1_600 * 0.45 + 12_000 * 0.3),
        ({"complain_share": 0}, 20_000 * 0.3),
        ({"complain_share": 1}, 10_000 * 0.02 + 6_000 * 0.15 + 4_000 * 0.45),
        ({"complain_share": 1, "satisfied_share": 0, "mollified_share": 0}, 20_000 * 0.45),
        ({"complain_share": 1, "satisfied_share": 0, "mollified_share": 1}, 20_000 * 0.15),
        ({"problem_share": 0}, 0),
        ({"customers": 0}, 0),
        # normal churn is no damage: everyone stays as long as customers without a problem
        ({"stay_satisfied": 0.9, "stay_mollified": 0.9, "stay_dissatisfied": 0.9, "stay_silent": 0.9}, 0),
        # who was helped well gains nothing by it, but a silent group that stays longer is taken as given
        ({"complain_share": 1, "satisfied_share": 1, "mollified_share": 0, "stay_satisfied": 1}, 0),
        ({"complain_share": 0, "stay_silent": 1}, -20_000 * 0.1),
    ],
)
def test_market_damage(changed: dict[str, float], lost: float) -> None:
    assert market_damage(**{**FIRM, **changed}) == pytest.approx(lost, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"customers": -1}, "customers · cannot be used (found -1.0): expected a number of 0 or more"),
        ({"problem_share": 20}, "problem_share · cannot be used (found 20.0): expected a share from 0 to 1"),
        ({"stay_silent": [0.5, None]}, "stay_silent, position 2 · cannot be used (found a blank)"),
        (
            {"satisfied_share": 0.75, "mollified_share": 0.5},
            "satisfied_share + mollified_share · cannot be used (found 1.25): expected shares that sum to 1 at most",
        ),
        (
            {"satisfied_share": [0.5, 0.7, 0.75], "mollified_share": 0.5},
            "satisfied_share + mollified_share, position 3 · cannot be used (found 1.25)",
        ),
    ],
)
def test_refused_arguments(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        market_damage(**{**FIRM, **changed})
    assert message in str(refused.value)


def test_shares_that_sum_to_1_but_for_rounding_are_taken() -> None:
    rounded = market_damage(**{**FIRM, "satisfied_share": 0.9, "mollified_share": 0.1 + 1e-12})
    exact = market_damage(**{**FIRM, "satisfied_share": 0.9, "mollified_share": 0.1})
    assert rounded == pytest.approx(exact, rel=1e-9)


# ---------------------------------------------------------------------------------------------------------- any figures

unhurried = settings(deadline=None)
shares = st.floats(0, 1).map(lambda share: round(share, 9))
stays = ("stay_without_problem", "stay_satisfied", "stay_mollified", "stay_dissatisfied", "stay_silent")


@st.composite
def firms(draw: st.DrawFn) -> dict[str, float]:
    satisfied = draw(shares)
    return {
        "customers": float(draw(st.integers(0, 1_000_000))),
        "problem_share": draw(shares),
        "complain_share": draw(shares),
        "satisfied_share": satisfied,
        "mollified_share": draw(shares) * (1 - satisfied),
        **{name: draw(shares) for name in stays},
    }


@unhurried
@given(firms())
def test_it_is_what_would_have_stayed_less_what_stays(firm: dict[str, float]) -> None:
    """The formula turned round: count who stays in each group, and take it from who would have without the problem."""
    hit = firm["customers"] * firm["problem_share"]
    complained = hit * firm["complain_share"]
    rest = 1 - firm["satisfied_share"] - firm["mollified_share"]
    staying = (
        complained * firm["satisfied_share"] * min(firm["stay_satisfied"], firm["stay_without_problem"])
        + complained * firm["mollified_share"] * firm["stay_mollified"]
        + complained * rest * firm["stay_dissatisfied"]
        + (hit - complained) * firm["stay_silent"]
    )
    expected = hit * firm["stay_without_problem"] - staying
    assert market_damage(**firm) == pytest.approx(expected, rel=1e-9, abs=1e-12 * firm["customers"])


@unhurried
@given(firms(), shares)
def test_inviting_complaints_helps_only_if_handling_beats_silence(firm: dict[str, float], other: float) -> None:
    low, high = sorted([firm["complain_share"], other])
    few, many = market_damage(**{**firm, "complain_share": np.array([low, high])})
    handled = (
        firm["satisfied_share"] * min(firm["stay_satisfied"], firm["stay_without_problem"])
        + firm["mollified_share"] * firm["stay_mollified"]
        + (1 - firm["satisfied_share"] - firm["mollified_share"]) * firm["stay_dissatisfied"]
    )
    gained = firm["customers"] * firm["problem_share"] * (high - low) * (handled - firm["stay_silent"])
    assert few - many == pytest.approx(gained, rel=1e-9, abs=1e-12 * firm["customers"])


@unhurried
@given(firms(), st.sampled_from(stays[1:]), shares)
def test_more_loyalty_never_adds_to_the_damage(firm: dict[str, float], group: str, other: float) -> None:
    low, high = sorted([firm[group], other])
    assert market_damage(**{**firm, group: high}) <= market_damage(**{**firm, group: low}) + 1e-12 * firm["customers"]


@unhurried
@given(firms())
def test_twice_the_customers_is_twice_the_damage(firm: dict[str, float]) -> None:
    twice = market_damage(**{**firm, "customers": 2 * firm["customers"]})
    assert twice == pytest.approx(2 * market_damage(**firm), rel=1e-15)


@unhurried
@given(st.lists(firms(), min_size=1, max_size=5))
def test_many_are_one_by_one(several: list[dict[str, float]]) -> None:
    together = market_damage(**{name: [firm[name] for firm in several] for name in FIRM})
    assert together.tolist() == [market_damage(**firm) for firm in several]


# ---------------------------------------------------------------------------------------------------------- house rules


def test_the_example_in_the_docstring_runs() -> None:
    results = doctest.testmod(module, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(module.__all__)
    assert results.failed == 0


def test_the_docstring_is_complete() -> None:
    text = str(market_damage.__doc__)
    missing = [
        part for part in ("Args:", "Returns:", "Raises:", "Reference:", ">>> ", "market_damage(") if part not in text
    ]
    assert not missing


def test_shares_may_sum_to_one_but_for_rounding() -> None:
    """Nobody is dissatisfied then; a share of less than none would earn by it."""
    rest = (0.90, 0.88, 0.75, 0.0, 0.60)
    over, exactly = (market_damage(1e9, 0.2, 1, 0.7, mollified, *rest) for mollified in (0.3 + 5e-10, 0.3))
    assert over >= exactly
