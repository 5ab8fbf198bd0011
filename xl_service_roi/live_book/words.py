"""What the macros say, in English and Dutch, beside the words of the workbook itself."""

from __future__ import annotations

import re
from functools import cache

from ..labels import labels

_ENGLISH = {
    "box_title": "Service ROI",
    "made": "{date} · {book} · model {version}",
    # recalculate
    "sheet_python": "Python",
    "python_title": "Worked out by Python",
    "head_value": "Python",
    "head_sheet": "On the sheet",
    "head_verdict": "The sheet",
    "every_result": "Every result of the workbook, worked out anew",
    "all_agree": "All {count} results of the workbook agree with Python.",
    "some_differ": "{wrong} of the {count} results of the workbook do not agree: see the column '{column}'.",
    "waiting": (
        "Where a cell is empty or holds text, Python takes its default or reads the text; the workbook's own formulas "
        "wait for a number. '{button}' names these cells."
    ),
    "agrees": "agrees",
    "differs": "DIFFERS: recalculate (F9); if it stays, a formula was changed",
    "shows_text": "shows no figure",
    "shows_error": "shows an error",
    "empty": "is empty",
    "no_cell": "has no cell: its name is lost",
    "recalculated": "Done: see the sheet '{sheet}'. {verdict}",
    "not_worked_out": "Nothing was worked out: {count} cells cannot be used as they stand.",
    "one_not_worked_out": "Nothing was worked out: one cell cannot be used as it stands.",
    "and_more": "… and {count} more. '{button}' marks them all.",
    # check inputs
    "sheet_check": "Check",
    "check_title": "What to look at in the inputs",
    "head_cell": "Cell",
    "head_found": "Found",
    "head_allowed": "Allowed",
    "head_advice": "What to do",
    "head_year": "Year",
    "head_before": "Colour before",
    "head_noted": "Note is ours",
    "no_problems": "No problems: all inputs can be used.",
    "problems": "{count} cells need attention: they are coloured on the sheet, and listed on the sheet '{sheet}'.",
    "one_problems": "One cell needs attention: it is coloured on the sheet, and listed on the sheet '{sheet}'.",
    "remarks": "Worth a second look: {count} remarks at the foot of the sheet '{sheet}'.",
    "one_remarks": "Worth a second look: a remark at the foot of the sheet '{sheet}'.",
    "keep_list": "Keep this sheet as long as cells are coloured: it remembers which.",
    # what to do about a cell
    "fault_empty": "Fill it in; an empty cell is never taken for 0.",
    "fault_default": (
        "Empty: Python uses {default} ({source}). Enter a value: the workbook's own formulas wait for it."
    ),
    "fault_gap": "Fill it in: a later year has a value. Only the last years may stay empty.",
    "fault_spaces": "It holds only spaces: empty it, or enter a number.",
    "fault_text": "It is text: enter a number.",
    "fault_two_readings": "Two readings, {thousands} or {decimal}: enter it as a number.",
    "fault_read_text": "Text, which Python reads as {number}. Enter it as a number: the workbook's formulas cannot.",
    "fault_error": "It shows an error: mend the formula, or enter a number.",
    "fault_truth": "A truth value: enter a number.",
    "fault_date": "Excel took it for a date: set the cell's format to number and enter it again.",
    "fault_outside": "Enter a value within these bounds.",
    "fault_percent": "Did you mean {percent} ({share})?",
    "fault_name": (
        "Its name is lost, or no longer leads to one cell: give its cell the name {name} (Formulas, Name Manager)."
    ),
    "fault_contradiction": "Contradicts other inputs: {requirement}.",
    "allowed_range": "{low} to {high}",
    "allowed_whole": "a whole number from {low} to {high}",
    "allowed_switch": "0 or 1",
    "source": "source {source}",
    "repeated": "as in year {year}",
    "true": "TRUE",
    "false": "FALSE",
    # reset to defaults
    "sheet_reset": "Before reset",
    "reset_title": "What the inputs held before they were reset",
    "head_was": "Was",
    "head_is": "Is now",
    "head_formula": "Formula",
    "values_only": (
        "Of a cell with a formula the value was kept, not the formula: only Excel on the desktop hands formulas over."
    ),
    "reset_question": (
        "Put the defaults back in {count} cells? What they hold now is kept on the sheet '{sheet}'. The required "
        "inputs stay as they are."
    ),
    "one_reset_question": (
        "Put the default back in one cell? What it holds now is kept on the sheet '{sheet}'. The required inputs stay "
        "as they are."
    ),
    "reset_done": (
        "{count} cells have their default again; what they held is on the sheet '{sheet}'. The {essential} required "
        "inputs have no default and were left as they are."
    ),
    "one_reset_done": (
        "One cell has its default again; what it held is on the sheet '{sheet}'. The {essential} required inputs have "
        "no default and were left as they are."
    ),
    "reset_nothing": (
        "Nothing to reset: every input that has a default holds it. The {essential} required inputs have none and were "
        "left as they are."
    ),
    "reset_cancelled": "Nothing was changed.",
    "reset_skipped": "Not reset, since their names are lost: {names}.",
    # analyses
    "filled_levers": "levers",
    "filled_tornado": "tornado",
    "filled_curve": "service-level curve",
    "filled_simulation": "simulation",
    "filled_scenarios": "scenarios",
    "filled": "Done: {names}. See {sheets}.",
    "not_filled": "Not made: {name}.",
    # the board's report
    "sheet_report": "Report",
    "report_title": "The board's report",
    "report_written": "The board's report stands beside the workbook:\n{files}",
    "report_on_sheet": (
        "The text of the board's report is on the sheet '{sheet}'. With pictures, as a web page or PDF, it comes from "
        "Excel on the desktop, or from the command: service-roi report."
    ),
    "report_not_saved": (
        "The report is written beside the workbook: save the workbook in a folder on this computer first, then try "
        "again."
    ),
    # anything else
    "unexpected": "Something went wrong that should not: {error}. Please report it, if you can with the workbook.",
}

_DUTCH = {
    "box_title": "Service ROI",
    "made": "{date} · {book} · model {version}",
    # doorrekenen
    "sheet_python": "Python",
    "python_title": "Doorgerekend door Python",
    "head_value": "Python",
    "head_sheet": "Op het blad",
    "head_verdict": "Het blad",
    "every_result": "Elke uitkomst van het werkboek, opnieuw doorgerekend",
    "all_agree": "Alle {count} uitkomsten van het werkboek kloppen met Python.",
    "some_differ": "{wrong} van de {count} uitkomsten van het werkboek kloppen niet: zie de kolom '{column}'.",
    "waiting": (
        "Waar een cel leeg is of tekst bevat, neemt Python de standaardwaarde of leest het de tekst; de formules van "
        "het werkboek wachten op een getal. '{button}' noemt die cellen."
    ),
    "agrees": "klopt",
    "differs": "WIJKT AF: herbereken (F9); blijft het zo, dan is een formule veranderd",
    "shows_text": "toont geen getal",
    "shows_error": "toont een fout",
    "empty": "is leeg",
    "no_cell": "heeft geen cel: de naam is kwijt",
    "recalculated": "Klaar: zie het blad '{sheet}'. {verdict}",
    "not_worked_out": "Er is niets doorgerekend: {count} cellen zijn zo niet bruikbaar.",
    "one_not_worked_out": "Er is niets doorgerekend: één cel is zo niet bruikbaar.",
    "and_more": "… en nog {count}. '{button}' kleurt ze allemaal.",
    # invoer controleren
    "sheet_check": "Controle",
    "check_title": "Waar u in de invoer naar moet kijken",
    "head_cell": "Cel",
    "head_found": "Gevonden",
    "head_allowed": "Toegestaan",
    "head_advice": "Wat te doen",
    "head_year": "Jaar",
    "head_before": "Kleur ervoor",
    "head_noted": "Opmerking van ons",
    "no_problems": "Geen problemen: alle gegevens zijn bruikbaar.",
    "problems": "{count} cellen vragen aandacht: ze zijn gekleurd, en staan op het blad '{sheet}'.",
    "one_problems": "Eén cel vraagt aandacht: hij is gekleurd, en staat op het blad '{sheet}'.",
    "remarks": "Kijk hier nog eens naar: {count} opmerkingen onderaan het blad '{sheet}'.",
    "one_remarks": "Kijk hier nog eens naar: een opmerking onderaan het blad '{sheet}'.",
    "keep_list": "Laat dit blad staan zolang er cellen gekleurd zijn: het onthoudt welke.",
    # wat te doen met een cel
    "fault_empty": "Vul het in; een lege cel telt nooit als 0.",
    "fault_default": (
        "Leeg: Python neemt {default} ({source}). Vul een waarde in: de formules van het werkboek wachten erop."
    ),
    "fault_gap": "Vul het in: een later jaar heeft een waarde. Alleen de laatste jaren mogen leeg blijven.",
    "fault_spaces": "Er staan alleen spaties: maak de cel leeg, of vul een getal in.",
    "fault_text": "Dit is tekst: vul een getal in.",
    "fault_two_readings": "Twee lezingen, {thousands} of {decimal}: vul het in als getal.",
    "fault_read_text": "Tekst, die Python leest als {number}. Vul het in als getal: de formules kunnen het niet lezen.",
    "fault_error": "De cel toont een fout: herstel de formule, of vul een getal in.",
    "fault_truth": "Een logische waarde: vul een getal in.",
    "fault_date": "Excel hield het voor een datum: zet de celeigenschap op getal en vul het opnieuw in.",
    "fault_outside": "Vul een waarde binnen deze grenzen in.",
    "fault_percent": "Bedoelt u {percent} ({share})?",
    "fault_name": (
        "De naam is kwijt, of leidt niet meer naar één cel: geef de cel de naam {name} (Formules, Namen beheren)."
    ),
    "fault_contradiction": "Spreekt andere gegevens tegen: {requirement}.",
    "allowed_range": "{low} tot en met {high}",
    "allowed_whole": "een geheel getal van {low} tot en met {high}",
    "allowed_switch": "0 of 1",
    "source": "bron {source}",
    "repeated": "als in jaar {year}",
    "true": "WAAR",
    "false": "ONWAAR",
    # standaardwaarden terugzetten
    "sheet_reset": "Voor herstel",
    "reset_title": "Wat er stond voordat de standaardwaarden werden teruggezet",
    "head_was": "Was",
    "head_is": "Is nu",
    "head_formula": "Formule (Engelse notatie)",
    "values_only": (
        "Van een cel met een formule is de waarde bewaard, niet de formule: alleen Excel op de desktop geeft formules "
        "door."
    ),
    "reset_question": (
        "De standaardwaarden terugzetten in {count} cellen? Wat er nu staat, blijft bewaard op het blad '{sheet}'. De "
        "verplichte gegevens blijven zoals ze zijn."
    ),
    "one_reset_question": (
        "De standaardwaarde terugzetten in één cel? Wat er nu staat, blijft bewaard op het blad '{sheet}'. De "
        "verplichte gegevens blijven zoals ze zijn."
    ),
    "reset_done": (
        "{count} cellen hebben hun standaardwaarde weer; wat er stond, staat op het blad '{sheet}'. De {essential} "
        "verplichte gegevens hebben geen standaardwaarde en zijn gebleven zoals ze waren."
    ),
    "one_reset_done": (
        "Eén cel heeft zijn standaardwaarde weer; wat er stond, staat op het blad '{sheet}'. De {essential} "
        "verplichte gegevens hebben geen standaardwaarde en zijn gebleven zoals ze waren."
    ),
    "reset_nothing": (
        "Er valt niets terug te zetten: elk gegeven met een standaardwaarde heeft die al. De {essential} verplichte "
        "gegevens hebben er geen en zijn gebleven zoals ze waren."
    ),
    "reset_cancelled": "Er is niets veranderd.",
    "reset_skipped": "Niet teruggezet, want hun namen zijn kwijt: {names}.",
    # analyses
    "filled_levers": "stuurknoppen",
    "filled_tornado": "tornado",
    "filled_curve": "serviceniveau",
    "filled_simulation": "simulatie",
    "filled_scenarios": "scenario's",
    "filled": "Klaar: {names}. Zie {sheets}.",
    "not_filled": "Niet gemaakt: {name}.",
    # het rapport voor de directie
    "sheet_report": "Rapport",
    "report_title": "Het rapport voor de directie",
    "report_written": "Het rapport voor de directie staat naast het werkboek:\n{files}",
    "report_on_sheet": (
        "De tekst van het rapport voor de directie staat op het blad '{sheet}'. Met beeld, als webpagina of pdf, komt "
        "het uit Excel op de desktop, of van de opdracht: service-roi report."
    ),
    "report_not_saved": (
        "Het rapport komt naast het werkboek te staan: sla het werkboek eerst op in een map op deze computer, en "
        "probeer het dan opnieuw."
    ),
    # al het andere
    "unexpected": "Er ging iets mis dat niet had gemogen: {error}. Meld het, als het kan met het werkboek erbij.",
}

WORDS = {"en": _ENGLISH, "nl": _DUTCH}


def say(language: str, key: str, **values: object) -> str:
    """Return a sentence with its values filled in; of ``count`` 1 there may be one of its own, ``one_…``.

    What the workbook has words for, such as the captions of its buttons, is said in those words.
    """
    words = WORDS[language]
    if key not in words:
        return labels(language).say(key, **values)
    singular = f"one_{key}" if values.get("count") == 1 else key
    return words.get(singular, words[key]).format(**values)


def is_advice(text: str) -> bool:
    """Tell whether a text is what we say about a cell, in any language and with any values."""
    return _advice().fullmatch(text) is not None


@cache
def _advice() -> re.Pattern[str]:
    sentences = (text for words in WORDS.values() for key, text in words.items() if key.startswith("fault_"))
    return re.compile("|".join(re.sub(r"\\{\w+\\}", ".+", re.escape(sentence)) for sentence in sentences))
