"""Dutch sentences of the sheets of the officer and of the directors."""

WORDS: dict[str, str] = {
    # de functionaris en de portefeuilles
    "officer_title": "CSO of CCO: de portefeuille, en wat die oplevert",
    "officer_block_choice": "Om welke functie gaat het?",
    "officer_choose": "Kies uit de lijst in de cel hieronder; de tekst en de portefeuilles volgen.",
    "officer_none_chosen": "Nog niets gekozen: wat volgt, gaat over de CSO.",
    "officer_form_cso": "Chief Service Officer (CSO)",
    "officer_form_cco": "Chief Customer Officer (CCO)",
    "officer_form_experience_manager": "Customer experience manager",
    "officer_form_satisfied_customers": "Directeur tevreden klanten",
    "officer_task_cso": (
        "De Chief Service Officer is verantwoordelijk voor kosten, omzet en winst van alle activiteiten waarmee "
        "klanten te maken krijgen, naast de commercieel directeur."
    ),
    "officer_task_cco": (
        "De Chief Customer Officer is in het bedrijf het geweten dat namens de klanten spreekt, met een zetel in de "
        "directie en een mandaat dwars door de afdelingen heen."
    ),
    "officer_task_experience_manager": (
        "De customer experience manager kijkt over afdelingen heen naar wat klanten meemaken, en praat daar mee zonder "
        "over het budget van die afdelingen te gaan."
    ),
    "officer_task_satisfied_customers": (
        "Bij een grote Nederlandse webwinkel gaat een directeur tevreden klanten over marketing, service, winkels en "
        "zakelijke verkoop."
    ),
    "officer_basis_cso": (
        "Bron: Service Magazine, oktober 2009. De portefeuilles hieronder met een * zijn onze lezing daarvan."
    ),
    "officer_basis_cco": (
        "Uit de artikelen waarop dit model voortbouwt; het mandaat daarin telt hier als meepraten. De portefeuilles "
        "hieronder met een * zijn onze lezing."
    ),
    "officer_basis_experience_manager": "Geen van onze bronnen beschrijft deze functie: dit is geheel onze lezing.",
    "officer_basis_satisfied_customers": (
        "Uit de artikelen waarop dit model voortbouwt. De portefeuilles hieronder met een * zijn onze lezing."
    ),
    "officer_head_this": "Deze functie",
    "officer_head_basis": "Gebaseerd op",
    "officer_role_answers": "gaat erover",
    "officer_role_say": "praat mee",
    "officer_role_none": "–",
    "officer_sourced": "bron",
    "officer_reading": "onze lezing",
    "officer_remits_note": (
        "* onze lezing. Bedrijven verdelen dit verschillend (een ander artikel brengt service bij marketing onder): "
        "spreek het af voordat de functie begint."
    ),
    "officer_lines_note": (
        "Welke regel van de berekening bij welke portefeuille hoort, is onze keuze: zie het blad Toelichting. Het geld "
        "staat op het blad Per directeur."
    ),
    # twee kolommen
    "officer_block_columns": "Wat de kostenplaats laat zien, en wat service opbrengt",
    "officer_columns_note": (
        "Klantenservice zoals die is, vergeleken met geen service (nu − nul). Kosten tellen met een min, kosten die "
        "afschaffen zou veroorzaken met een plus."
    ),
    "officer_cost_centre": "De kostenplaats laat zien",
    "officer_brought_in": "Service levert op, of bespaart elders",
    "officer_year_1": "Jaar 1",
    "officer_horizon": "Looptijd (contant)",
    "officer_sum_cost_centre": "Alles wat de kostenplaats laat zien",
    "officer_sum_brought_in": "Alles wat service opbrengt",
    "officer_before_tax": "Samen, vóór belasting",
    "officer_value": "Service zoals die is, tegenover geen service",
    "officer_value_note": "Onder nul: wat afschaffen van service zou besparen; boven nul: wat het zou kosten.",
    "officer_shows_spending": "De kostenplaats laat over de looptijd {cost} aan uitgaven zien;",
    "officer_shows_less": "De kostenplaats laat over de looptijd {cost} minder uitgaven zien dan zonder service;",
    "officer_brings_in": "wat het budget niet laat zien, is dat service {gain} opbrengt.",
    "officer_takes": "buiten dat budget kost service {gain}.",
    # geworven en behouden
    "officer_block_customers": "Geld per geworven en per behouden klant",
    "officer_per_won": "Wervingskosten per geworven klant",
    "officer_per_kept": "Retentieaanbod per klant die daardoor blijft",
    "officer_customers_note": (
        "Over de looptijd. Een streepje: die klanten zijn er niet (het blad Resultaat zegt waarom). Wie blijft omdat "
        "hij goed geholpen is, had geen aanbod nodig en telt hier niet als behouden."
    ),
    "officer_eleven_note": (
        "Dit is niet de ‘11 keer’ van het artikel: die vergelijkt verkopen via het servicekanaal met verkopen aan "
        "onbekende klanten."
    ),
    # de scorekaart
    "officer_block_scorecard": "De scorecard: de K van Klant tussen de indicatoren",
    "officer_scorecard_note": (
        "De doelen zijn waar het plan op rekent. Vul in de lichtgele cellen het jaar in en wat u gemeten hebt; de "
        "laatste kolom zegt of het doel is gehaald."
    ),
    "officer_actual_year": "Jaar van de gemeten cijfers",
    "officer_head_indicator": "Indicator",
    "officer_head_better": "Beter is",
    "officer_head_target": "Doel",
    "officer_head_actual": "Gemeten",
    "officer_head_state": "Doel gehaald?",
    "officer_higher": "hoger",
    "officer_lower": "lager",
    "officer_on_target": "gehaald",
    "officer_off_target": "niet gehaald",
    "officer_no_year": "kies eerst het jaar",
    "officer_year_allowed": "Een geheel getal van 1 tot en met het laatste jaar van de looptijd.",
    "officer_number_expected": "Een getal, zoals in dat jaar gemeten: een aandeel als percentage.",
    "officer_hits": "{hits} van de {measured} gemeten doelen gehaald",
    "officer_block_bonus": "Waarover een bonus op deze indicatoren wordt berekend",
    "officer_bonus": "Bonus: loonsom × aandeel, vóór werkgeverslasten",
    "officer_bonus_note": (
        "Dit is de grondslag. Hoe u die over indicatoren en mensen verdeelt, bepaalt u zelf; de berekening telt de "
        "bonus volledig mee, ook als doelen niet worden gehaald."
    ),
    # zes uitkomsten
    "officer_block_outcomes": "Zes uitkomsten die een onderzoek noemt, en waar u ze in deze berekening vindt",
    "officer_outcomes_note": (
        "Het onderzoek (AberdeenGroup, in een van de artikelen) vergelijkt groepen bedrijven: zonder cijfers, en "
        "zonder bewijs van oorzaak en gevolg. Er is hier dus niets uit berekend."
    ),
    "officer_outcome_satisfaction": "Tevredenheid",
    "officer_outcome_profitability": "Winstgevendheid",
    "officer_outcome_revenue": "Omzet uit service",
    "officer_outcome_advantage": "Concurrentievoordeel",
    "officer_outcome_collaboration": "Samenwerking",
    "officer_outcome_technology": "Technologie",
    "officer_head_counted": "In de berekening",
    "officer_head_as": "als",
    "officer_in_figures": "in cijfers",
    "officer_cost_only": "alleen de kosten",
    "officer_qualitative": "kwalitatief",
    "officer_qualitative_text": "geen regel: beargumenteer dit in woorden",
    "officer_head_today_last": "Nu, laatste jaar",
    "officer_head_plan_last": "Plan, laatste jaar",
    # twee kapiteins
    "officer_block_captains": "Twee kapiteins: wat verkoop verkoopt en wat service verkoopt, in het plan",
    "officer_captains_note": (
        "Twee verschillende producten en vakken, elk met een eigen sturing, op koersen die op elkaar zijn afgestemd: "
        "het hoofdproduct piekt, onderhoud en diensten druppelen."
    ),
    "officer_captain_sales": "Verkoop: het hoofdproduct, dat piekt",
    "officer_captain_service": "Service: onderhoud en diensten, die druppelen",
    "officer_captain_overlap": "Waar de koersen elkaar kruisen",
    "officer_overlap": "Verkopen die de verkoopafdeling zelf had gedaan",
    "officer_overlap_note": (
        "Dat verkopen via het servicekanaal deels overlappen met die van de verkoopafdeling, is onze toevoeging; het "
        "artikel zegt dat niet."
    ),
    "officer_chart_captains": "Wat verkoop en service per jaar verkopen, in aantallen",
    "officer_chart_captains_alt": (
        "Kolomdiagram met voor elk jaar van het plan een groep kolommen: geworven klanten, verkopen via het "
        "servicekanaal en servicecontracten aan het eind van het jaar. De cijfers staan in de tabel erboven."
    ),
    "officer_chart_numbers": "Aantal",
    # de directeuren
    "directors_title": "Wie ervan profiteert en wie betaalt, per directeur",
    "directors_gains_and_pays": (
        "Per saldo profiteert {gainer} het meest ({gain}) en betaalt {payer} het meest ({payment})."
    ),
    "directors_only_gains": "Per saldo betaalt geen enkele portefeuille; {gainer} profiteert het meest ({gain}).",
    "directors_only_pays": "Per saldo profiteert geen enkele portefeuille; {payer} betaalt het meest ({payment}).",
    "directors_nothing_moves": "Het plan verschuift in geen enkele portefeuille geld.",
    "directors_across": (
        "Wat de ene directeur betaalt, komt bij de andere binnen: spreek vooraf af wie op welke regel wordt "
        "aangesproken."
    ),
    "directors_note": (
        "Wat het plan aan elke portefeuille toevoegt (plan − nu), over de looptijd, verdisconteerd. Wat erdoor "
        "verslechtert, telt met een min."
    ),
    "directors_block_remits": "Per portefeuille",
    "directors_gains": "Profiteert",
    "directors_pays": "Betaalt",
    "directors_balance": "Per saldo",
    "directors_sum": "Alle portefeuilles samen",
    "directors_residual": "Restwaarde, bij geen portefeuille",
    "directors_block_officer": "Daarvan in de portefeuille van de gekozen functie",
    "directors_answers": "Gaat erover",
    "directors_say": "Praat mee",
    "directors_none": "Geen van beide",
    "directors_roles_note": (
        "Kies de functie op het blad CSO-CCO; daar staat ook wat uit een bron komt en wat onze lezing is."
    ),
    "directors_block_lines": "Regel voor regel",
    "directors_chart": "Wie profiteert en wie betaalt",
    "directors_chart_money": "Geld, in duizenden",
    "directors_chart_alt": (
        "Staafdiagram met voor elke portefeuille twee staven: rechts van nul wat het plan daar oplevert, links wat het "
        "daar kost. De cijfers staan in de tabel ernaast."
    ),
}
