"""Sales through service: held against the model's own lines, then by hand, refused, and for any figures."""

from __future__ import annotations

import doctest
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.errors import NoResult
from xl_service_roi.functions import service_sales as module
from xl_service_roi.functions.arguments import ArgumentError
from xl_service_roi.functions.service_sales import channel_ratio, contracts, second_chance, service_sales

# ------------------------------------------------------------------------------------------------ the model's own lines


@pytest.mark.parametrize("future", ["today", "plan"])
def test_sales_are_those_of_the_model(future: str) -> None:
    fixed = {"sale_contribution": 140, "cannibalised_share": 0.25, "second_chance_conversion": 0.05}
    lines = Case.from_values(fixed, example=True).run().lines(future)[1]  # year 1, before prices change
    sales, after_complaints = lines["service_sales"], lines["second_chance_sales"]
    selling_cost = lines["service_selling_cost"] * sales / (sales + after_complaints)
    net = lines["sales_contribution"] + lines["selling_cost_saved"] - selling_cost
    assert service_sales(sales, 1, 1, 140, 0.25, 60, 220, 11) == pytest.approx(net, rel=1e-12)
    recovered = after_complaints / 0.05
    chance = lines["second_chance_contribution"]
    assert second_chance(recovered, 1, 0.05, 140) == pytest.approx(chance, rel=1e-12)


def test_contracts_are_those_of_the_model() -> None:
    no_churn = {"churn": 0, "problem_share": 0, "contacting_share": 0, "new_customers": 0, "referral_rate": 0}
    offers = {"retention_offer_share": 0, "contract_attach": 0.03, "contract_churn": 0.05}
    lines = Case.from_values({**no_churn, **offers}, example=True).run().lines("today")
    assert lines.loc["closing_customers", 5] == 200_000
    found = contracts(200_000, 20_000, 0.03, 0.05, [1, 2, 3, 4, 5])
    assert found == pytest.approx(lines.loc["closing_contracts", 1:5].to_numpy(), rel=1e-12)


# -------------------------------------------------------------------------------------------------------------- by hand


OFFERS: dict[str, Any] = {
    "contacts": 200_000,
    "offer_share": 0.1,
    "conversion": 0.05,
    "contribution": 140,
    "cannibalised_share": 0.25,
    "cost_per_sale_known": 60,
    "cost_per_sale_new": 220,
    "channel_ratio": 11,
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        # 1,000 sales: 750 new at 140, 60 saved on 250, each costs 20 to sell
        ({}, 750 * 140 + 250 * 60 - 1_000 * 20),
        ({"cannibalised_share": 0}, 1_000 * 140 - 1_000 * 20),
        ({"cannibalised_share": 1}, 1_000 * 60 - 1_000 * 20),
        ({"cannibalised_share": 1, "cost_per_sale_known": 200}, 1_000 * 140 - 1_000 * 20),  # no more than it brings in
        ({"contribution": -10}, -750 * 10 - 1_000 * 20),  # nor anything on a sale at a loss
        ({"contribution": 0}, -1_000 * 20),
        ({"channel_ratio": 0.5}, 750 * 140 + 250 * 60 - 1_000 * 440),
        ({"cost_per_sale_new": 0}, 750 * 140 + 250 * 60),
        ({"conversion": 0}, 0),
        ({"contacts": 0}, 0),
    ],
)
def test_service_sales(changed: dict[str, float], expected: float) -> None:
    assert service_sales(**{**OFFERS, **changed}) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((18_000, 0.6, 0.05, 140), 75_600),
        ((18_000, 0, 0.05, 140), 0),
        ((18_000, 1, 1, -1), -18_000),
    ],
)
def test_second_chance(arguments: tuple[float, ...], expected: float) -> None:
    assert second_chance(*arguments) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((220, 1, 20, 1), 11),  # the article's claim, in the figures of the illustrative firm
        ((50, 0.02, 4, 0.08), 50),  # 2,500 a sale against 50
        ((4, 0.08, 50, 0.02), 0.02),
        ((0, 0.02, 4, 0.08), 0),
    ],
)
def test_channel_ratio(arguments: tuple[float, ...], expected: float) -> None:
    assert channel_ratio(*arguments) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((100, 20, 0.1, 0.05, 1), 27),  # 19 go on, 8 of 80 join
        ((100, 20, 0.1, 0.05, 2), 32.95),  # 25.65 and 7.3
        ((100, 20, 0, 0, 9), 20),
        ((100, 20, 0, 1, 1), 0),
        ((100, 20, 1, 0, 1), 100),
        ((100, 20, 1, 1, 1), 80),  # all change
        ((100, 20, 1, 1, 2), 20),
        ((100, 0, 0.5, 0, 3), 87.5),
        ((100, 100, 0.1, 0, 40), 100),
        ((100, 100, 0, 0.5, 3), 12.5),
        ((100, 20, 0.1, 0.3, 1_000), 25),  # in the long run 0.1 / 0.4 of the customers
        ((0, 0, 0.1, 0.05, 5), 0),
    ],
)
def test_contracts(arguments: tuple[float, ...], expected: float) -> None:
    assert contracts(*arguments) == pytest.approx(expected, rel=1e-13, abs=1e-13)


# ----------------------------------------------------------------------------------------------- no result, and refused


@pytest.mark.parametrize("arguments", [(220, 0, 20, 0.1), (220, 0.1, 20, 0), (220, 0.1, 0, 0.1)])
def test_a_channel_without_sales_or_cost_has_no_ratio(arguments: tuple[float, ...]) -> None:
    with pytest.raises(NoResult, match="it needs both conversions and the cost through service to be above 0"):
        channel_ratio(*arguments)
    among_many = channel_ratio(*([value, 0.5] for value in arguments))
    assert among_many == pytest.approx([float("nan"), 1], nan_ok=True)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: service_sales(**{**OFFERS, "contacts": -1}), "contacts · cannot be used (found -1.0)"),
        (lambda: service_sales(**{**OFFERS, "offer_share": 5}), "offer_share · cannot be used (found 5.0)"),
        (lambda: service_sales(**{**OFFERS, "conversion": [0.1, "5%"]}), "conversion, position 2 · cannot be used"),
        (
            lambda: service_sales(**{**OFFERS, "cost_per_sale_new": -1}),
            "cost_per_sale_new · cannot be used (found -1.0)",
        ),
        (lambda: service_sales(**{**OFFERS, "channel_ratio": 0}), "channel_ratio · cannot be used (found 0.0)"),
        (lambda: second_chance(18_000, 60, 0.05, 140), "recovered_share · cannot be used (found 60.0)"),
        (lambda: second_chance(None, 0.6, 0.05, 140), "complaints · cannot be used (found a blank)"),
        (lambda: channel_ratio(55, [0.05, 5], 5, 0.05), "conversion_sales, position 2 · cannot be used (found 5.0)"),
        (lambda: channel_ratio(-55, 0.05, 5, 0.05), "cost_sales · cannot be used (found -55.0)"),
        (lambda: contracts(100, 20, 3, 0.05, 1), "attach · cannot be used (found 3.0)"),
        (lambda: contracts(100, 20, 0.03, 0.05, 0), "years · cannot be used (found 0.0)"),
        (
            lambda: contracts(100, [20, 120], 0.03, 0.05, 1),
            "contracts, position 2 · cannot be used (found 120.0): expected no more contracts than customers",
        ),
    ],
)
def test_refused_arguments(call: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        call()
    assert message in str(refused.value)


# ---------------------------------------------------------------------------------------------------------- any figures

unhurried = settings(deadline=None)
amounts = st.integers(0, 1_000_000).map(float)
shares = st.floats(0, 1).map(lambda share: round(share, 9))
ratios = st.floats(0.1, 1_000)
offers = st.tuples(amounts, shares, shares, st.integers(-1_000, 1_000).map(float), shares, amounts, amounts, ratios)


def _scale(offer: tuple[float, ...]) -> float:
    """All the money that moves, whatever its sign."""
    contacts, offer_share, conversion, contribution, _, _, new, ratio = offer
    return contacts * offer_share * conversion * (abs(contribution) + new / ratio)


@unhurried
@given(offers)
def test_service_sales_are_the_three_lines(offer: tuple[float, ...]) -> None:
    contacts, offer_share, conversion, contribution, overlap, known, new, ratio = offer
    sales = contacts * offer_share * conversion
    sales_contribution = sales * (1 - overlap) * contribution
    selling_cost_saved = sales * overlap * min(known, max(0, contribution))
    service_selling_cost = sales * new / ratio
    expected = sales_contribution + selling_cost_saved - service_selling_cost
    assert service_sales(*offer) == pytest.approx(expected, rel=1e-9, abs=1e-13 * _scale(offer))


@unhurried
@given(offers, shares)
def test_more_overlap_never_pays_where_contribution_is_positive(offer: tuple[float, ...], other: float) -> None:
    low, high = sorted([offer[4], other])
    contribution = abs(offer[3])
    less, more = (service_sales(*offer[:3], contribution, overlap, *offer[5:]) for overlap in (low, high))
    assert more <= less + 1e-13 * _scale(offer)


@unhurried
@given(offers)
def test_twice_the_money_is_twice_the_result(offer: tuple[float, ...]) -> None:
    contacts, offer_share, conversion, contribution, overlap, known, new, ratio = offer
    twice = service_sales(contacts, offer_share, conversion, 2 * contribution, overlap, 2 * known, 2 * new, ratio)
    assert twice == pytest.approx(2 * service_sales(*offer), rel=1e-14)


@unhurried
@given(st.floats(0.01, 1e6), st.floats(0.001, 1), st.floats(0.01, 1e6), st.floats(0.001, 1))
def test_the_ratio_turned_round_is_its_inverse(
    cost: float, conversion: float, other_cost: float, other_conversion: float
) -> None:
    one = channel_ratio(cost, conversion, other_cost, other_conversion)
    assert channel_ratio(other_cost, other_conversion, cost, conversion) == pytest.approx(1 / one, rel=1e-12)
    assert cost / conversion / one == pytest.approx(other_cost / other_conversion, rel=1e-12)


@unhurried
@given(amounts, shares, shares, shares, st.integers(1, 30))
def test_contracts_follow_the_line_of_the_model(
    customers: float, share: float, attach: float, churn: float, years: int
) -> None:
    """Closing contracts, year after year, with no customer lost or won."""
    opening = share * customers
    closing = opening
    for _ in range(years):
        closing = min(customers, closing * (1 - churn) + max(0, customers - closing) * attach)
    found = contracts(customers, opening, attach, churn, years)
    assert found == pytest.approx(closing, rel=1e-12, abs=1e-13 * customers)
    assert -1e-13 * customers <= found <= customers * (1 + 1e-13)


@unhurried
@given(st.lists(st.tuples(amounts, shares, shares, shares, st.integers(1, 30)), min_size=1, max_size=5))
def test_many_are_one_by_one(cases: list[tuple[float, ...]]) -> None:
    rows = [(customers, share * customers, *rest) for customers, share, *rest in cases]
    together = contracts(*([row[column] for row in rows] for column in range(5)))
    assert together == pytest.approx([contracts(*row) for row in rows], rel=1e-12, abs=1e-9)
    offered = [(row[0], row[2], row[3], 140.0, row[2], 60.0, 220.0, 11.0) for row in rows]
    together = service_sales(*([row[column] for row in offered] for column in range(8)))
    assert together.tolist() == [service_sales(*row) for row in offered]
    together = second_chance(*([row[column] for row in offered] for column in range(4)))
    assert together.tolist() == [second_chance(*row[:4]) for row in offered]


# ---------------------------------------------------------------------------------------------------------- house rules


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(module, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(module.__all__)
    assert results.failed == 0


@pytest.mark.parametrize("name", module.__all__)
def test_every_docstring_is_complete(name: str) -> None:
    text = str(getattr(module, name).__doc__)
    missing = [part for part in ("Args:", "Returns:", "Raises:", "Reference:", ">>> ", f"{name}(") if part not in text]
    assert not missing
