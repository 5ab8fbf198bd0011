"""What the columns of a table of results are, in words, and the unit of each that holds numbers."""

from __future__ import annotations

import re

from ..case import SWEEPS
from ..inputs import value_names
from ..labels import Labels, labels
from ..model import MODEL
from ..model.driver import FUTURES

_OF_FUTURE = re.compile(rf"(?P<total>total_)?(?P<line>\w+?)_(?P<future>{'|'.join(FUTURES)})(?:_(?P<year>[0-9]+))?")
_BY_YEAR = re.compile(r"(?P<name>\w+?)_(?P<year>[0-9]+)")
_HEADING = re.compile(r"(?P<service>service_)?heading_(?P<heading>\w+)")
_SWEPT = re.compile(rf"(?P<measure>programme_npv|service_value)_(?P<variant>{'|'.join(SWEEPS)})")

TEXTS_EN = {
    "path": "Where the workbook stands",
    "unit": "Name of the workbook",
    "folder": "Folder it stands in",
    "status": "ok, or refused",
    "reason": "Why it was refused",
    "warnings": "What a reader should know",
    "model_version": "Version of the model",
    "stale_results": "Results in the workbook that its inputs do not give",
    "overwritten_formulas": "Formulas that were overwritten",
    "changed_defaults": "Assumed values that were replaced",
    "extra_names": "Names that are not of the template",
    "written": "What was written",
    "why": "Why a measure has no value",
}
TEXTS_NL = {
    "path": "Plaats van de werkmap",
    "unit": "Naam van de werkmap",
    "folder": "Map waarin zij staat",
    "status": "ok, of refused: geweigerd",
    "reason": "Waarom zij is geweigerd",
    "warnings": "Wat een lezer moet weten",
    "model_version": "Versie van het model",
    "stale_results": "Uitkomsten in de werkmap die niet bij haar invoer horen",
    "overwritten_formulas": "Formules die zijn overschreven",
    "changed_defaults": "Aangenomen waarden die zijn vervangen",
    "extra_names": "Namen die niet van het sjabloon zijn",
    "written": "Wat is geschreven",
    "why": "Waarom een uitkomst er niet is",
}
OVER_YEARS = {"en": "sum over the years", "nl": "som over de jaren"}


def unit_of(column: str) -> str:
    """Return the unit of a column's numbers; "" for a column of text."""
    if column in MODEL.measures:
        return MODEL.measures[column].unit
    if column in MODEL.singles:
        return MODEL.singles[column].unit
    if column.startswith("input_"):
        return value_names()[_input(column)[0]].unit
    if column == "break_even_realisation":
        return value_names()["realisation_share"].unit
    if _HEADING.fullmatch(column) or _SWEPT.fullmatch(column):
        return "money"
    of_future, by_year = _OF_FUTURE.fullmatch(column), _BY_YEAR.fullmatch(column)
    if of_future:
        return MODEL.lines[of_future["line"]].unit
    return MODEL.results[by_year["name"]].unit if by_year else ""


def label_of(column: str, language: str) -> str:
    """Return what a column holds, in words; "" for a label of the user's own."""
    words = labels(language)
    texts = TEXTS_NL if language == "nl" else TEXTS_EN
    if column in texts:
        return texts[column]
    if column.startswith("input_"):
        return _input_label(column, words)
    heading, swept = _HEADING.fullmatch(column), _SWEPT.fullmatch(column)
    if heading:
        total = words.of("service_value" if heading["service"] else "programme_npv")
        return f"{total}: {words.group('HEADINGS', heading['heading'])}"
    if swept:
        return f"{words.of(swept['measure'])}, {_variant_label(swept['variant'], words)}"
    if column in MODEL.measures or column in MODEL.singles or column == "break_even_realisation":
        return words.of(column)
    of_future, by_year = _OF_FUTURE.fullmatch(column), _BY_YEAR.fullmatch(column)
    found = of_future or by_year
    if not found:
        return ""
    if by_year and not of_future:
        return f"{words.of(by_year['name'])}, {words.say('year', year=by_year['year'])}"
    parts = [words.of(found["line"]), words.group("FUTURES", found["future"])]
    parts += [words.say("year", year=found["year"])] if found["year"] else []
    return ", ".join([*parts, *([OVER_YEARS[language]] if found["total"] else [])])


def _input(column: str) -> tuple[str, str]:
    """Return the name of an input in a workbook, and the year where it has one a year."""
    name = column.removeprefix("input_")
    if name in value_names():
        return name, ""
    name, _, year = name.rpartition("_")
    return name, year


def _input_label(column: str, words: Labels) -> str:
    name, year = _input(column)
    driver = value_names()[name]
    parts = [words.of(driver.name)]
    if driver.scope == "future":
        parts.append(words.group("FUTURES", name.rpartition("_")[2]))
    return ", ".join([*parts, *([words.say("year", year=year)] if year else [])])


def _variant_label(variant: str, words: Labels) -> str:
    if not variant.startswith("horizon_"):
        return words.say(f"mode_{variant}")
    years = int(variant.removeprefix("horizon_"))
    return words.say("over_one_year" if years == 1 else "over_years", years=years)
