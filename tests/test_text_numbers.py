"""Numbers as people type them: every form that is read, refused or has two readings."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.text_numbers import AmbiguousNumber, NotANumber, TextNumberError, read_number

READ = {
    "1.234,56": 1234.56,
    "1,234.56": 1234.56,
    "1.234,567": 1234.567,
    "1,234.567": 1234.567,
    "1.234.567,8": 1234567.8,
    "12,345,678.90": 12345678.9,
    "0,15": 0.15,
    "0.15": 0.15,
    "1,5": 1.5,
    "1.5": 1.5,
    "1,2345": 1.2345,
    "12,34": 12.34,
    ",5": 0.5,
    ".500": 0.5,
    "1.234.567": 1234567,
    "1,234,567": 1234567,
    # A group of thousands neither begins with 0 nor follows four digits.
    "0,150": 0.15,
    "0.150": 0.15,
    "012,345": 12.345,
    "1234.567": 1234.567,
    "1234,567": 1234.567,
    "40000": 40000,
    " 7 ": 7,
    "007": 7,
    "0": 0,
    "0,000": 0,
    "-0": 0,
    "1 234": 1234,
    "1 234 567,89": 1234567.89,
    "1 234,567": 1234.567,
    "1\u00a0234,5": 1234.5,
    "1\u202f234.5": 1234.5,
    "1\u2009234": 1234,
    "1'234'567.50": 1234567.5,
    "1’234": 1234,
    "€ 1.234,56": 1234.56,
    "€1,234.56": 1234.56,
    "1.234,56 €": 1234.56,
    "EUR 1.234,56": 1234.56,
    "1.234,56 EUR": 1234.56,
    "1.234,56eur": 1234.56,
    "$ 5": 5,
    "£5.5": 5.5,
    "-€ 5": -5,
    "€ -5": -5,
    "€ 40.000,-": 40000,
    "40,-": 40,
    "1 250,--": 1250,
    "1.250,–": 1250,
    "+5": 5,
    "- 5": -5,
    "-1.234,56": -1234.56,
    "\u22121,5": -1.5,
    "(1.234,56)": -1234.56,
    "(€ 5)": -5,
    "€ (5)": -5,
    "(5) €": -5,
    "1e5": 100000,
    "1E+05": 100000,
    "1,5e3": 1500,
    "1.234E+05": 123400,
    "2,5e-3": 0.0025,
}

PERCENT = {
    "8%": 0.08,
    "8 %": 0.08,
    "8\u00a0%": 0.08,
    "8,5%": 0.085,
    "8.5 %": 0.085,
    "-2%": -0.02,
    "(8%)": -0.08,
    "(8)%": -0.08,
    "0,125%": 0.00125,
    "100%": 1.0,
    "12.345,6%": 123.456,
    "1.234.567%": 12345.67,
}

TWO_READINGS = {
    "40.000": (40000, 40),
    "1,234": (1234, 1.234),
    "1.234": (1234, 1.234),
    "999,999": (999999, 999.999),
    "-40.000": (-40000, -40),
    "(1,234)": (-1234, -1.234),
    "€ 40.000": (40000, 40),
    "1,000": (1000, 1),
}

REFUSED = [
    *("", " ", "\u00a0", "-", "+", "%", "€", ".", ",", "()", ",-", "-,"),
    *("nan", "NaN", "inf", "-inf", "Infinity", "0x1F", "1_000", "1e", "e5", "1e5e5", "1.e5", "TRUE", "#REF!", "n/a"),
    *("1.23,45.6", "1,2,3", "1.2.3", "1,23,456", "12,34,567.00", "1234,567.00", "0.123,45", "0.123.456", "1,234,56"),
    *("1..5", "1,,5", "1,.5", "5.", "5,", "1.234,", "1.234.", "1 2", "12 34", "1234 567", "1  234", "0 123", "1 23"),
    *("1 234'567", "1 234.567,89", "1'234 567", "'1234", "1.234 567"),
    *("5-", "1.234,56-", "5 -", "--5", "+-5", "-(5)", "(-5)", "(5", "5)", "((5))", "5+", "–5"),
    *("€ 5 €", "€€5", "EUR 5 $", "5 euro", "5k", "1.5m", "ca. 5", "5 jaar", "3/4", "1-2", "1:30", "2024-05-03"),
    *("１２", "٣", "1²", "½", "五", "1\u200b2", "\ufeff5", "1\n2", "5\x00", "\ud800"),
    *("1e999", "1e-999", "9" * 400, "1e1000", "=1+1", "1,250,-", "40,---"),
]


@pytest.mark.parametrize("text", READ)
def test_one_reading_is_read(text: str) -> None:
    assert read_number(text, share=False) == READ[text]
    assert read_number(text, share=True) == READ[text]


@pytest.mark.parametrize("text", PERCENT)
def test_a_percent_sign_is_read_for_shares_only(text: str) -> None:
    assert read_number(text, share=True) == PERCENT[text]
    with pytest.raises(NotANumber, match="not a share"):
        read_number(text, share=False)


@pytest.mark.parametrize("text", TWO_READINGS)
def test_two_readings_are_refused_and_named(text: str) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        read_number(text, share=False)
    assert caught.value.readings == TWO_READINGS[text]
    assert caught.value.text == text


def test_the_ways_out_of_two_readings_are_read() -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        read_number("40.000", share=False)
    assert str(caught.value) == (
        '"40.000" has two readings: 40000 if the point separates thousands, 40 if it begins the decimals; '
        "enter it as a number, or write 40000 or 40.0000"
    )
    assert read_number("40000", share=False) == caught.value.thousands
    assert read_number("40.0000", share=False) == caught.value.decimal


def test_an_ambiguous_percentage_has_readings_as_shares() -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        read_number("1.234%", share=True)
    assert caught.value.readings == (12.34, 0.01234)


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("share", [False, True])
def test_no_reading_is_refused(text: str, share: bool) -> None:
    with pytest.raises(NotANumber) as caught:
        read_number(text, share)
    assert caught.value.reason
    str(caught.value).encode()  # can be printed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("5-", "minus"),
        ("5,", "decimals"),
        ("1,2,3", "groups of three"),
        ("１２", "digit"),
        ("1e999", "large"),
        ("9" * 400, "long"),
    ],
)
def test_the_reason_helps(text: str, says: str) -> None:
    with pytest.raises(NotANumber, match=says):
        read_number(text, share=False)


AMOUNTS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)


@given(AMOUNTS)
def test_english_amounts_read_back(amount: float) -> None:
    assert read_number(f"{amount:,.2f}", share=False) == float(f"{amount:.2f}")


@given(AMOUNTS)
def test_dutch_amounts_read_back(amount: float) -> None:
    dutch = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_number(dutch, share=False) == float(f"{amount:.2f}")
    assert read_number("€ " + dutch, share=False) == float(f"{amount:.2f}")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_reads_back_or_has_two_readings(number: float) -> None:
    try:
        readings: tuple[float, ...] = (read_number(repr(number), share=False),)
    except AmbiguousNumber as error:
        readings = error.readings
    assert number in readings


@given(st.text() | st.text("0123456789.,-+()€% '\u00a0eE"), st.booleans())
def test_any_text_is_a_finite_number_or_refused(text: str, share: bool) -> None:
    try:
        number = read_number(text, share)
    except TextNumberError as error:
        str(error).encode()
    else:
        assert math.isfinite(number)
        assert number != 0 or "0" in text
