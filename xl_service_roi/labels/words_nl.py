"""Dutch sentences of the workbook and the command line."""

WORDS: dict[str, str] = {
    # the workbook
    "title": "De businesscase van klantenservice",
    "promise": "Reken uit wat klantenservice opbrengt, wat afschaffen werkelijk kost, en waar u dus de grens legt.",
    "sheet_inputs": "Invoer",
    "sheet_today": "Nu",
    "sheet_plan": "Plan",
    "sheet_zero": "Nul",
    "sheet_results": "Resultaat",
    "sheet_notes": "Toelichting",
    "future_today": "Nu: de service zoals die is",
    "future_plan": "Plan: de service zoals de CSO/CCO die gaat voeren",
    "future_zero": "Nul: klantenservice afgeschaft",
    "results_title": "Wat klantenservice waard is, en wat het plan toevoegt",
    "notes_title": "Toelichting: wat elke regel betekent",
    "head_driver": "Gegeven",
    "head_line": "Regel",
    "head_unit": "Eenheid",
    "head_name": "Naam",
    "head_from": "van",
    "head_to": "tot",
    "head_source": "Bron",
    "head_status": "Status",
    "head_note": "Eigen notitie",
    "head_meaning": "Betekenis",
    "head_notes": "Paragraaf",
    "head_heading": "Post",
    "head_remit": "Portefeuille",
    "head_now": "Nu",
    "head_own": "Ingevuld",
    "head_programme": "Plan − nu",
    "head_service": "Nu − nul",
    "head_excess": "Overschrijding",
    "head_broken": "Geschonden",
    "year": "Jaar {year}",
    "block_essential": "Eerst invullen: de {essential} verplichte gegevens",
    "block_ramp": "Ingroei van het plan",
    "ramp_note": "Wat tijd kost: het deel van het effect van het plan in elk jaar",
    "block_effect": "Hoeveel van het effect van deze toekomst is bereikt",
    "block_drivers": "Gegevens van deze toekomst, per jaar",
    "block_money_in": "Geld erin",
    "block_money_out": "Geld eruit",
    "block_cash": "Kasstroom en waarde",
    "block_answers": (
        "De vier antwoorden: klanten die blijven, verkoop via service, personeel dat blijft, service als geheel"
    ),
    "block_programme": "Het programma: plan min nu",
    "block_service": "Klantenservice zoals die is: nu min nul",
    "block_customers": "Klanten die komen en gaan, over de looptijd",
    "block_by_heading": "Waar het verschil vandaan komt, verdisconteerd; kosten tellen met een min",
    "block_by_year": "Jaar voor jaar",
    "block_requirements": "Waaraan de gegevens samen moeten voldoen (boven 0: geweigerd)",
    "sum_of_headings": "Som van de posten",
    "headings_agree": "klopt",
    "headings_differ": "WIJKT AF van de waarde hierboven",
    "source_required": "verplicht",
    "source_assumed": "aanname",
    "status_empty": "invullen",
    "status_restore": "leeg: invullen",
    "status_no_number": "geen getal",
    "status_outside": "buiten bereik",
    "allowed": "Toegestaan: {low} tot en met {high}",
    "inputs_complete": "Alle gegevens zijn bruikbaar.",
    "fill_in": "Vul nog {missing} van de {essential} verplichte gegevens in; daarna verschijnt de uitkomst.",
    "not_usable": "{wrong} gegevens zijn niet bruikbaar: zie de kolom Status van het blad Invoer.",
    "refused": "De gegevens spreken elkaar tegen: {why}.",
    "irr_not_found": "er is geen interne rentevoet gevonden: gebruik de GIR",
    "model_version": "Model {version}",
    "note_1": (
        "Vul het blad Invoer in, alleen de lichtgele cellen. Aandelen zijn percentages. Bedragen staan in één eigen "
        "valuta, in prijzen van jaar 1."
    ),
    "note_2": (
        "Drie toekomsten worden met dezelfde regels doorgerekend: nu, het plan, en nul, waarin klantenservice is "
        "afgeschaft. Waarde van het programma = plan − nu; waarde van klantenservice = nu − nul."
    ),
    "note_3": "Een leeg plan of een lege nul is gelijk aan nu. Een verplicht gegeven dat leeg is, telt nooit als 0.",
    "note_4": (
        "Nul service is een provocatie die het gesprek moet openen over waar u de grens legt: vul in wat er in uw "
        "bedrijf werkelijk zou gebeuren, ook welke verplichtingen blijven."
    ),
    "note_5": (
        "Bij 'zelfde klantenbestand' blijft het aantal klanten gelijk, niet de omzet: wat betere service behoudt, "
        "hoeft niet meer te worden geworven."
    ),
    "note_6": (
        "Gegevens met de bron 'aanname' zijn van het voorbeeldbedrijf, niet van u, en geen onderzoek: vervang ze waar "
        "u kunt. Geen bron zegt dat service altijd loont; dit werkboek zegt het even duidelijk als dat niet zo is."
    ),
    "note_7": (
        "Jaren na de looptijd zijn grijs en tellen niet mee. Wisselt de kasstroom meer dan eens van teken, dan kunnen "
        "er meer interne rentevoeten zijn: gebruik de GIR."
    ),
    "note_8": (
        "Elk gegeven en elke uitkomst heeft een naam (Formules, Namen beheren); formules lezen als =F6*(1-churn). "
        "Beide wervingswijzen, alle looptijden en het omslagpunt geeft de opdracht service-roi calc."
    ),
    # the terminal
    "your_case": "uw casus",
    "setting": "{years} jaar, disconteringsvoet {rate}, {mode}",
    "mode_grow": "zelfde wervingsinspanning, meer klanten",
    "mode_hold": "zelfde klantenbestand, minder werving",
    "zero_by_year": "Wat nul service doet, jaar voor jaar (nettokasstroom)",
    "cash_today": "Nu",
    "cash_zero": "Nul service",
    "saving_of_zero": "Nul min nu",
    "saving_so_far": "Idem, cumulatief",
    "modes_and_horizons": "Beide wervingswijzen, en andere looptijden",
    "over_years": "over {years} jaar",
    "refused_there": "daar geweigerd",
    "assumed_inputs": "{count} gegevens zijn niet ingevuld en hebben de waarde van het voorbeeldbedrijf",
    "second_look": "Kijk hier nog eens naar",
    "see_above": "zie boven",
    "in_words": "in woorden:",
    "in_excel": "in Excel:  ",
    "in_numbers": "in cijfers:",
    # explain
    "words_year": "het jaar",
    "words_prev": "[{label}] van vorig jaar",
    "words_today": "[{label}] van nu",
    "words_in": "[{label}] van {future}",
}
