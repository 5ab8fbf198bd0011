"""Numbers in words as formulas, recalculated, against what ``numbers`` writes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import ironcalc
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from xl_service_roi.labels import LANGUAGES
from xl_service_roi.numbers import money, number, percent, whole_years, years
from xl_service_roi.workbook.sheets.spoken import (
    LONGEST_TEXT,
    money_formula,
    percent_formula,
    text_formula,
    whole_formula,
    whole_years_formula,
    years_formula,
)

WRITERS: list[tuple[Callable[[str, str], str], Callable[[float, str], str], tuple[float, ...], float]] = [
    (money_formula, money, (1, 100, 1e-5, 1e-8), 1e13),
    (percent_formula, percent, (1000,), 1e9),
    (years_formula, years, (10,), 9e5),
    (whole_formula, number, (1,), 1e12),
]
"""A formula, what it shall give, by what a number is multiplied before it is rounded, and how large it may be."""

sizes = st.one_of(st.floats(0, 20), st.floats(0, 2e6), st.floats(0, 1e13), st.integers(0, 2_000_000).map(float))


class Speaking:
    """A workbook open in IronCalc with one number, and every formula about it in either language."""

    def __init__(self) -> None:
        self.model = ironcalc.create("spoken", "en", "UTC")
        formulas = [*(formula for formula, *_ in WRITERS), whole_years_formula]
        self.cells = {pair: place for place, pair in enumerate([(f, n) for f in formulas for n in LANGUAGES], start=2)}
        for (formula, language), column in self.cells.items():
            self.model.set_user_input(0, 1, column, f"={formula('$A$1', language)}")

    def about(self, value: float) -> dict[tuple[Callable[[str, str], str], str], str]:
        self.model.update_cell_with_number(0, 1, 1, value)
        self.model.evaluate()
        return {pair: str(self.model.get_cell_value(0, 1, column)) for pair, column in self.cells.items()}


@pytest.fixture(scope="module")
def speaking() -> Speaking:
    return Speaking()


def no_tie(value: float, scales: tuple[float, ...]) -> bool:
    """A number halfway between two roundings is rounded up by a spreadsheet and to even by Python."""
    return all(abs(value * scale % 1 - 0.5) > 1e-6 * max(1, value * scale * 1e-6) for scale in scales)


@given(value=sizes)
@example(0.0)
@example(0.994)
@example(4.5)
@example(12.05)
@example(999.6)
@example(999.996)
@example(1000.0)
@example(898_421.92)
@example(999_999.4)
@example(999_999.6)
@example(12_559_974.36)
@example(999_949_000.0)
@example(999_951_000.0)
@example(1_234_560_000_000.0)
def test_numbers_are_written_as_everywhere_else(speaking: Speaking, value: float) -> None:
    assume(all(no_tie(value, scales) for _, _, scales, _ in WRITERS))
    for sign in (1, -1):
        found = speaking.about(sign * value)
        for (formula, written, _, most), language in product(WRITERS, LANGUAGES):
            if value <= most:
                assert found[formula, language] == written(value, language), (formula.__name__, sign * value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_years(speaking: Speaking, language: str) -> None:
    for horizon in range(1, 11):
        assert speaking.about(horizon)[whole_years_formula, language] == whole_years(horizon, language)


@pytest.mark.parametrize("text", ["", 'she said "no"', "x" * 600], ids=["empty", "quotes", "long"])
def test_a_text_between_quotes(text: str) -> None:
    model = ironcalc.create("text", "en", "UTC")
    formula = text_formula(text)
    model.set_user_input(0, 1, 1, f"={formula}")
    model.evaluate()
    assert model.get_cell_value(0, 1, 1) == text
    assert max(map(len, formula.split("&"))) <= LONGEST_TEXT + 2 * (1 + text.count('"'))
