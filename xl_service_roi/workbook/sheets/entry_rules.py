"""What an input's cells take: the help beside a chosen cell, the rule for what is typed, and what a refusal says."""

from __future__ import annotations

import re
from typing import Any

from ...labels import Labels
from ...model.driver import Figure, Input
from ...numbers import figure

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""What spreadsheet programs take in the title and the text of such a message."""


def entry_rule(driver: Input, words: Labels) -> dict[str, Any]:
    """Return the rule for the cells of an input, with its messages, as XlsxWriter takes it."""
    say, title = words.say, _cut(words.of(driver.name), LONGEST_TITLE)
    low, high = (figure(bound, driver.unit, words.language) for bound in (driver.at_least, driver.at_most))
    kind = (
        "switch" if driver.unit == "switch" else "whole" if driver.whole else "share" if driver.is_share else "number"
    )
    allowed = {"low": low, "high": high}
    if kind == "switch":
        allowed = {f"choice_{value}": switch_word(driver, value, words) for value in (0, 1)}
    return {
        **_taken(driver),
        "input_title": title,
        "input_message": _help(driver, words),
        "error_title": title,
        "error_message": say(f"entry_refused_{kind}", **allowed),
    }


def _taken(driver: Input) -> dict[str, Any]:
    if driver.whole:
        choices = range(int(driver.at_least), int(driver.at_most) + 1)
        return {"validate": "list", "source": [str(each) for each in choices]}
    return {"validate": "decimal", "criteria": "between", "minimum": driver.at_least, "maximum": driver.at_most}


def switch_word(driver: Input, value: int, words: Labels) -> str:
    """Return what a switch in a position means, in a word: ``0 grow``."""
    own = f"{driver.name}_" if driver.name == "hold_base" else ""
    return words.say(f"switch_{own}{value}")


def unit_in_words(driver: Input, words: Labels) -> str:
    """Return the unit of an input as one reads it aloud: ``contacts per customer per year``."""
    return words.unit(driver.unit).replace("/", " per ")


def example(driver: Input, words: Labels) -> str:
    """Return the figures of the illustrative firm: ``80% → 89%; zero: 0%``; of zero only where it differs."""
    today = driver.figures["today"]
    if isinstance(today, tuple):
        rising = [value for place, value in enumerate(today) if value not in today[:place]]
        return " → ".join(_shown(value, driver, words) for value in rising)
    plan, zero = (driver.figures.get(future, today) for future in ("plan", "zero"))
    text = " → ".join(_shown(value, driver, words) for value in dict.fromkeys((today, plan)))
    return text if zero == today else words.say("example_with_zero", figures=text, zero=_shown(zero, driver, words))


def _shown(value: Figure, driver: Input, words: Labels) -> str:
    assert not isinstance(value, tuple)
    if driver.unit == "switch":
        return switch_word(driver, int(value), words)
    return figure(value, driver.unit, words.language)


def _help(driver: Input, words: Labels) -> str:
    """Return meaning, unit and example; of a long meaning as many clauses as fit."""
    key = "entry_help_by_future" if driver.scope == "future" else "entry_help"
    values = {"unit": unit_in_words(driver, words), "example": example(driver, words)}
    room = LONGEST_MESSAGE - len(words.say(key, meaning="", **values))
    meaning = words.meaning(driver)
    while len(meaning) > room and (shorter := _LAST_CLAUSE.sub("", meaning)) != meaning:
        meaning = shorter
    return words.say(key, meaning=_cut(meaning, room), **values)


_LAST_CLAUSE = re.compile(r"[,;:] (?:(?![,;:] ).)*$")
"""A comma without a space behind it stands in a number."""


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
