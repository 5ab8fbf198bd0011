"""Numbers as readers of English and Dutch write them."""

from __future__ import annotations

import doctest

import pytest

from xl_service_roi import numbers
from xl_service_roi.numbers import figure, money, number, percent, two_figures, whole_years, years

MONEY = [
    (898_421.92, "€ 898,422", "€ 898.422"),
    (12_559_974.36, "€ 12.6 million", "€ 12,6 mln"),
    (-1_910_519.6, "−€ 1.9 million", "−€ 1,9 mln"),
    (-786_818.41, "−€ 786,818", "−€ 786.818"),
    (3_450_000_000, "€ 3.5 billion", "€ 3,5 mld"),
    (999_999.4, "€ 999,999", "€ 999.999"),
    (999_999.6, "€ 1.0 million", "€ 1,0 mln"),
    (999_949_999, "€ 999.9 million", "€ 999,9 mln"),
    (999_960_000, "€ 1.0 billion", "€ 1,0 mld"),
    (1000, "€ 1,000", "€ 1.000"),
    (999.6, "€ 999.60", "€ 999,60"),
    (150, "€ 150", "€ 150"),
    (4.5, "€ 4.50", "€ 4,50"),
    (0.004, "€ 0", "€ 0"),
    (-0.004, "€ 0", "€ 0"),
    (-0.0, "€ 0", "€ 0"),
    (0, "€ 0", "€ 0"),
]


@pytest.mark.parametrize(("value", "english", "dutch"), MONEY)
def test_money(value: float, english: str, dutch: str) -> None:
    assert (money(value, "en"), money(value, "nl")) == (english, dutch)


def test_precise_money_is_written_in_full() -> None:
    assert money(12_559_974.36, "en", precise=True) == "€ 12,559,974"
    assert money(-12_559_974.36, "nl", precise=True) == "−€ 12.559.974"


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (0.22457, "22.5%", "22,5%"),
        (0.8, "80%", "80%"),
        (1, "100%", "100%"),
        (12.345, "1,234.5%", "1.234,5%"),
        (-0.02, "−2%", "−2%"),
        (-0.0001, "0%", "0%"),
    ],
)
def test_percent(value: float, english: str, dutch: str) -> None:
    assert (percent(value, "en"), percent(value, "nl")) == (english, dutch)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "dutch"),
    [
        (200_000, 0, "200,000", "200.000"),
        (200_000, 2, "200,000", "200.000"),
        (49.158, 1, "49.2", "49,2"),
        (49.96, 1, "50", "50"),
        (-1234.5, 1, "−1,234.5", "−1.234,5"),
        (-0.4, 0, "0", "0"),
        (0.0, 3, "0", "0"),
    ],
)
def test_number(value: float, decimals: int, english: str, dutch: str) -> None:
    assert (number(value, "en", decimals), number(value, "nl", decimals)) == (english, dutch)


def test_years() -> None:
    assert [years(4.0317, language) for language in ("en", "nl")] == ["4.0 years", "4,0 jaar"]
    assert [whole_years(1, language) for language in ("en", "nl")] == ["1 year", "1 jaar"]
    assert [whole_years(10, language) for language in ("en", "nl")] == ["10 years", "10 jaar"]


def test_figures_are_written_as_their_unit_asks() -> None:
    assert figure(0.85, "share, offers/contact", "nl") == "85%"
    assert figure(2_500_000, "money", "nl") == "€ 2.500.000"
    assert figure(1.25, "contacts/problem", "nl", 2) == "1,25"


@pytest.mark.parametrize(
    ("first", "second", "unit", "written"),
    [
        (0.8, 0.89, "share", ("80%", "89%")),
        (0.8, 0.8004, "share", ("80%", "80.04%")),
        (0.05, 0.08, "returns/customer/year", ("0.05", "0.08")),
        (0.04, 0.16, "returns/customer/year", ("0.04", "0.16")),
        (0.0004, 0.03, "share", ("0.04%", "3%")),
        (0, 1.4, "contacts/problem", ("0", "1.4")),
        (0.8, 0.8, "share", ("80%", "80%")),
        (150, 120.5, "money/customer", ("€ 150", "€ 120.50")),
    ],
)
def test_two_figures_can_be_told_apart(first: float, second: float, unit: str, written: tuple[str, str]) -> None:
    assert two_figures(first, second, unit, "en") == written


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no labels in 'de'"):
        money(1e6, "de")


def test_the_examples_in_the_docstrings() -> None:
    assert doctest.testmod(numbers).failed == 0


def test_a_number_beyond_all_measure_does_not_fill_a_message() -> None:
    assert number(1e308, "en") == "1e+308"
    assert number(-2.5e20, "nl", 2) == "−2,5e+20"
    assert number(999_999_999_999_999, "en") == "999,999,999,999,999"
