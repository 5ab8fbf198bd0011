"""What is said about a difference, in English and Dutch, beside the words of the workbook and the command line."""

from __future__ import annotations

from ..labels import labels

_ENGLISH = {
    # in the terminal
    "title": "What moved the result: {before} → {after}",
    "title_tables": "What moved the results: {before} → {after}",
    "same_cases": "The two cases are the same: no input differs, and so no result.",
    "block_results": "How the results moved",
    "block_inputs": "Which inputs changed, and what each contributed",
    "block_inputs_summed": "Which inputs changed, and what each contributed over all workbooks together",
    "block_units": "Which workbooks moved most",
    "block_newly_refused": "Newly refused",
    "block_no_longer_refused": "No longer refused",
    "block_added": "Added",
    "block_removed": "Gone",
    "head_before": "Before",
    "head_after": "After",
    "head_movement": "Movement",
    "head_units": "Workbooks",
    "head_unit": "Workbook",
    "head_mostly": "Mostly through\n({measure})",
    "head_reason": "Why",
    "total": "Total",
    "unexplained": "Not explained by the inputs",
    "together": "Together *",
    "each_its_own": "various",
    "assumed": "{value} (assumed)",
    "switched_on": "yes",
    "switched_off": "no",
    "years": "year {years}",
    "one_of_futures": "{label}, {futures}",
    "points": "{amount} pp",
    "and_more": "… and {count} more",
    "and_others": "{labels} and {count} more",
    # sentences
    "the_programme_npv": "The programme value",
    "the_service_value": "The value of service",
    "the_sum_programme_npv": "The programme value of all workbooks together",
    "the_sum_service_value": "The value of service of all workbooks together",
    "the_measure": "'{label}'",
    "the_sum_measure": "The sum of '{label}' over all workbooks",
    "rises": "{measure} rises by {movement}, from {before} to {after}{through}.",
    "falls": "{measure} falls by {movement}, from {before} to {after}{through}.",
    "stays": "{measure} stays at {after}{through}.",
    "the_unexplained": "what the inputs do not explain",
    "through": ", through {label}",
    "mainly_through": ", mainly through {label} ({amount})",
    "against": "; {label} works the other way ({amount})",
    "though_offset": ": {label} ({amount}) and {other} ({other_amount}) offset each other",
    "quoted": "'{label}'",
    "programme_pays_now": "The plan now brings in more than it costs.",
    "programme_pays_no_more": "The plan no longer brings in more than it costs.",
    "service_pays_now": "Abolishing customer service now costs more than it brings in.",
    "service_pays_no_more": "Abolishing customer service now brings in more than it costs.",
    "compared": "Workbooks with a result in both: {units}, of which {changed} changed.",
    "came_and_went": "Added: {added}; gone: {removed}.",
    "refusals": "Newly refused: {newly}; no longer refused: {no_longer}; refused in both: {both}.",
    "matched_by_unit": "Matched by the name of the file, as their paths differ: {units}.",
    # how to read it
    "shapley": (
        "A contribution is what an input's change adds on average over all orders in which the {count} changes can be "
        "made (Shapley value), so that together they are the total."
    ),
    "shapley_sampled": (
        "A contribution is what an input's change adds on average over orders in which the {count} changes can be made "
        "(Shapley value). These were drawn at random, always the same ones; the contributions are the total all the "
        "same. Their standard errors are at most: {errors}."
    ),
    "shapley_summed": (
        "A contribution is what an input's change adds on average over all orders in which a workbook's changes can be "
        "made (Shapley value), so that together they are the total."
    ),
    "shapley_summed_sampled": (
        "Where a workbook has many changes (workbooks: {units}) the orders were drawn at random, always the same ones; "
        "the contributions are the total all the same. Their standard errors are at most: {errors}."
    ),
    "rounded": "Each figure is rounded by itself, so a sum may differ by its last digit.",
    "error_of": "{amount} ({measure})",
    "joined": (
        "* These inputs share one contribution, as a case with only a part of their changes would contradict itself: "
        "{requirements}."
    ),
    # what to know
    "stored_results": "{problem}. The figures above are worked out anew from the inputs.",
    "assumed_in_one": (
        "Given in {given}, assumed in {assumed}, at the same value, so without a contribution: {labels}."
    ),
    "no_figure": "{file}: there is no '{label}': {why}.",
    "not_shared_out": (
        "'{label}' cannot be shared out over the inputs: with only some of the changes there may be no such figure."
    ),
    "not_summed": "'{label}' is told of each workbook; a sum over workbooks would mean nothing.",
    "no_inputs": (
        "{file} has no inputs, so what moved the results cannot be told: make it again with service-roi recalc, "
        "without --no-inputs."
    ),
    "lacks_inputs": (
        "{file} lacks some inputs ({columns}), as a table of another version of the model does, so what moved the "
        "results cannot be told: make it again with this version of service-roi recalc."
    ),
    "other_model": (
        "{file} holds results of model {versions}, this is model {version}: what the inputs do not explain comes from "
        "that. Make it again with this version of service-roi recalc."
    ),
    "units_unexplained": (
        "Workbooks whose inputs cannot be used as they stand in the tables, so that their movement is not explained: "
        "{units}."
    ),
    "other_results": (
        "The results of some workbooks are not what the inputs beside them come to: the difference stands under "
        "'{label}'. Were the tables changed by hand, or made by another version? Make them again with service-roi "
        "recalc."
    ),
    "nothing_matches": (
        "No workbook stands in both tables: rows are matched by path, and otherwise by the file's name where it stands "
        "in each table once."
    ),
}

_DUTCH = {
    # in de terminal
    "title": "Wat de uitkomst verschoof: {before} → {after}",
    "title_tables": "Wat de uitkomsten verschoof: {before} → {after}",
    "same_cases": "De twee doorrekeningen zijn gelijk: geen gegeven verschilt, en dus ook geen uitkomst.",
    "block_results": "Hoe de uitkomsten verschoven",
    "block_inputs": "Welke gegevens veranderden, en wat elk bijdroeg",
    "block_inputs_summed": "Welke gegevens veranderden, en wat elk bijdroeg over alle werkboeken samen",
    "block_units": "Welke werkboeken het meest verschoven",
    "block_newly_refused": "Nu geweigerd, eerst niet",
    "block_no_longer_refused": "Niet langer geweigerd",
    "block_added": "Erbij gekomen",
    "block_removed": "Weg",
    "head_before": "Was",
    "head_after": "Wordt",
    "head_movement": "Verschil",
    "head_units": "Werkboeken",
    "head_unit": "Werkboek",
    "head_mostly": "Vooral door\n({measure})",
    "head_reason": "Waarom",
    "total": "Totaal",
    "unexplained": "Niet verklaard door de gegevens",
    "together": "Samen *",
    "each_its_own": "wisselend",
    "assumed": "{value} (aangenomen)",
    "switched_on": "ja",
    "switched_off": "nee",
    "years": "jaar {years}",
    "one_of_futures": "{label}, {futures}",
    "points": "{amount} pp",
    "and_more": "… en nog {count}",
    "and_others": "{labels} en nog {count}",
    # zinnen
    "the_programme_npv": "De waarde van het programma",
    "the_service_value": "De waarde van klantenservice",
    "the_sum_programme_npv": "De waarde van het programma van alle werkboeken samen",
    "the_sum_service_value": "De waarde van klantenservice van alle werkboeken samen",
    "the_measure": "'{label}'",
    "the_sum_measure": "De som van '{label}' over alle werkboeken",
    "rises": "{measure} stijgt met {movement}, van {before} naar {after}{through}.",
    "falls": "{measure} daalt met {movement}, van {before} naar {after}{through}.",
    "stays": "{measure} blijft {after}{through}.",
    "the_unexplained": "wat de gegevens niet verklaren",
    "through": ", door {label}",
    "mainly_through": ", vooral door {label} ({amount})",
    "against": "; {label} werkt de andere kant op ({amount})",
    "though_offset": ": {label} ({amount}) en {other} ({other_amount}) vallen tegen elkaar weg",
    "quoted": "'{label}'",
    "programme_pays_now": "Het plan levert nu meer op dan het kost.",
    "programme_pays_no_more": "Het plan levert niet meer op dan het kost.",
    "service_pays_now": "Klantenservice afschaffen kost nu meer dan het oplevert.",
    "service_pays_no_more": "Klantenservice afschaffen levert nu meer op dan het kost.",
    "compared": "Werkboeken met een uitkomst in beide: {units}, waarvan {changed} veranderd.",
    "came_and_went": "Erbij gekomen: {added}; weg: {removed}.",
    "refusals": "Nu geweigerd en eerst niet: {newly}; niet langer geweigerd: {no_longer}; in beide geweigerd: {both}.",
    "matched_by_unit": "Aan de naam van het bestand herkend, want de paden verschillen: {units}.",
    # hoe het te lezen
    "shapley": (
        "Een bijdrage is wat de verandering van een gegeven toevoegt, gemiddeld over alle volgordes waarin de {count} "
        "veranderingen kunnen worden doorgevoerd (Shapleywaarde); samen zijn ze het totaal."
    ),
    "shapley_sampled": (
        "Een bijdrage is wat de verandering van een gegeven toevoegt, gemiddeld over volgordes waarin de {count} "
        "veranderingen kunnen worden doorgevoerd (Shapleywaarde). Die zijn willekeurig getrokken, steeds dezelfde; "
        "samen zijn de bijdragen toch het totaal. Hun standaardfouten zijn hoogstens: {errors}."
    ),
    "shapley_summed": (
        "Een bijdrage is wat de verandering van een gegeven toevoegt, gemiddeld over alle volgordes waarin de "
        "veranderingen van een werkboek kunnen worden doorgevoerd (Shapleywaarde); samen zijn ze het totaal."
    ),
    "shapley_summed_sampled": (
        "Waar een werkboek veel veranderingen heeft (werkboeken: {units}) zijn de volgordes willekeurig getrokken, "
        "steeds dezelfde; samen zijn de bijdragen toch het totaal. Hun standaardfouten zijn hoogstens: {errors}."
    ),
    "rounded": "Elk cijfer is op zichzelf afgerond, zodat een som in het laatste cijfer kan verschillen.",
    "error_of": "{amount} ({measure})",
    "joined": (
        "* Deze gegevens hebben samen één bijdrage, want een doorrekening met maar een deel van hun veranderingen zou "
        "zichzelf tegenspreken: {requirements}."
    ),
    # wat u moet weten
    "stored_results": "{problem}. De cijfers hierboven zijn opnieuw uit de gegevens berekend.",
    "assumed_in_one": (
        "Ingevuld in {given}, aangenomen in {assumed}, met dezelfde waarde en dus zonder bijdrage: {labels}."
    ),
    "no_figure": "{file}: er is geen '{label}': {why}.",
    "not_shared_out": (
        "'{label}' valt niet over de gegevens te verdelen: met maar een deel van de veranderingen bestaat dat cijfer "
        "misschien niet."
    ),
    "not_summed": "'{label}' staat bij elk werkboek; een som over werkboeken zou niets betekenen.",
    "no_inputs": (
        "In {file} staan geen gegevens, dus wat de uitkomsten verschoof is niet te zeggen: maak het opnieuw met "
        "service-roi recalc, zonder --no-inputs."
    ),
    "lacks_inputs": (
        "In {file} ontbreken gegevens ({columns}), zoals in een tabel van een andere versie van het model, dus wat de "
        "uitkomsten verschoof is niet te zeggen: maak het opnieuw met deze versie van service-roi recalc."
    ),
    "other_model": (
        "In {file} staan uitkomsten van model {versions}, dit is model {version}: wat de gegevens niet verklaren komt "
        "daarvan. Maak het opnieuw met deze versie van service-roi recalc."
    ),
    "units_unexplained": (
        "Werkboeken waarvan de gegevens niet te gebruiken zijn zoals ze in de tabellen staan, zodat hun verschil niet "
        "verklaard is: {units}."
    ),
    "other_results": (
        "De uitkomsten van sommige werkboeken zijn niet wat de gegevens ernaast opleveren: het verschil staat onder "
        "'{label}'. Zijn de tabellen met de hand veranderd, of door een andere versie gemaakt? Maak ze opnieuw met "
        "service-roi recalc."
    ),
    "nothing_matches": (
        "Geen enkel werkboek staat in beide tabellen: rijen worden aan hun pad herkend, en anders aan de naam van het "
        "bestand als die in elke tabel één keer staat."
    ),
}

WORDS = {"en": _ENGLISH, "nl": _DUTCH}


def say(language: str, key: str, **values: object) -> str:
    """Return a sentence with its values filled in; what the command line has words for already is said in those."""
    words = WORDS[language]
    return words[key].format(**values) if key in words else labels(language).say(key, **values)
