"""Dutch sentences of the results sheet, and of the hidden sheet behind it."""

WORDS: dict[str, str] = {
    "block_charts": "In beeld",
    "block_pictured": "Meer in beeld, op het blad {sheet}",
    "pictured_curve": "De waarde van het bedrijf bij elk serviceniveau",
    "pictured_tornado": "De gegevens die het resultaat het meest veranderen",
    "customers_inflow": "Klanten die komen",
    "customers_cost_per_customer_won": "Uitgegeven per geworven klant",
    "customers_outflow": "Klanten die gaan",
    "customers_cost_per_customer_kept": "Uitgegeven per klant die door een aanbod blijft",
    "customers_service_share": "Deel van het geld erin uit verkoop via service",
    # how to read each measure
    "reading_retention_value": "Klanten die langer blijven, meer kopen en aanbevelen: plan min nu",
    "reading_service_sales_value": "Verkoop via het servicekanaal: plan min nu",
    "reading_turnover_saving_half": "Als een vertrekker vervangen een half jaarsalaris kost",
    "reading_turnover_saving_one": "Als een vertrekker vervangen één jaarsalaris kost",
    "reading_turnover_saving_two": "Als een vertrekker vervangen twee jaarsalarissen kost",
    "reading_service_value": "Wat verdwijnt als klantenservice verdwijnt: nu min nul",
    "reading_programme_npv": "Wat het plan meer oplevert dan nu, verdisconteerd",
    "reading_pv_plan": "Alle kasstromen van het plan, verdisconteerd",
    "reading_pv_costs": "Wat het programma kost, na belasting, verdisconteerd",
    "reading_pv_benefits": "Wat het programma oplevert, verdisconteerd",
    "reading_roi": "Waarde van het programma per euro aan kosten",
    "reading_benefit_cost_ratio": "Baten per euro aan kosten: boven 1 loont het",
    "reading_irr": "De disconteringsvoet waarbij de waarde van het programma 0 is",
    "reading_mirr": "Het jaarlijkse rendement als wat binnenkomt tot het eind de disconteringsvoet oplevert",
    "reading_payback": "Tot de uitgave is terugverdiend, niet verdisconteerd",
    "reading_discounted_payback": "Tot de uitgave is terugverdiend, verdisconteerd",
    "reading_profitability_index": "1 plus de waarde van het programma per euro die in jaar 0 is uitgegeven",
    "reading_risk_adjusted_npv": "Met baten en kosten gecorrigeerd voor risico",
    "reading_loss_if_nothing_changes": "Wat u kwijt bent als het programma geen enkel effect heeft",
    "reading_turnover_saving": "Bij de vervangingskosten waar deze doorrekening van uitgaat",
    "reading_programme_npv_without_residual": "Zonder de waarde van de klanten die er na de looptijd nog zijn",
    "reading_pv_today": "Alle kasstromen van nu, verdisconteerd",
    "reading_pv_zero": "Alle kasstromen zonder klantenservice, verdisconteerd",
    "reading_zero_first_loss_year": "Afschaffen levert dan voor het eerst minder op dan nu",
    "reading_zero_saving_gone_year": "Afschaffen heeft dan meer gekost dan het had bespaard",
    "reading_service_value_without_residual": "Zonder de waarde van de klanten die er na de looptijd nog zijn",
    "reading_inflow_today": "Geworven door marketing en verkoop, of aanbevolen door klanten",
    "reading_cost_per_customer_won_today": "Wat marketing en verkoop uitgeven per klant die zij werven",
    "reading_outflow_today": "Alle klanten die vertrekken",
    "reading_cost_per_customer_kept_today": "Wat retentieaanbiedingen kosten per klant die daardoor blijft",
    "reading_service_share_today": "Van al het geld dat binnenkomt",
    # checks
    "block_requirements": "Controles: niets hiervan mag voorkomen",
    "head_occurs": "Komt dit voor?",
    "occurs_not": "nee ✓",
    "occurs": "JA: verander de invoer",
    "checks_in_order": "Alle controles zijn in orde ✓",
    "checks_headings_differ": (
        "NIET in orde: de posten tellen niet op tot de waarde. Er is over een formule heen getypt: kopieer die uit een "
        "nieuw werkboek."
    ),
    # charts
    "chart_contributions": "Waaruit de waarde van het programma bestaat",
    "chart_customers": "Klanten aan het eind van elk jaar",
    "chart_number": "Klanten",
    "contribution_rest": "Alle andere regels",
    "seen_cash": (
        "Lijndiagram van de cumulatieve kasstroom van nu, het plan en nul, van jaar 0 tot de looptijd. De cijfers "
        "staan op het blad {sheet}."
    ),
    "seen_contributions": (
        "Watervaldiagram van 0 naar de waarde van het programma: de tien regels die het meest opleveren of kosten, "
        "alle andere regels, en het totaal. Elke staaf heeft haar bedrag met plus of min in haar opschrift."
    ),
    "seen_customers": (
        "Lijndiagram van het aantal klanten nu, in het plan en in nul, van het begin tot de looptijd. De cijfers staan "
        "op de bladen van de drie toekomsten."
    ),
    # the hidden sheet
    "workings_why": (
        "Dit blad is verborgen: hier ontstaan de zinnen op het blad {sheet}, en de cijfers van de grafieken daar."
    ),
    "workings_first": "De eerste zin over klantenservice, en die over het plan",
    "workings_figures": "De cijfers in de zinnen, en hoe ze worden geschreven",
    "workings_facts": "De feiten waarvan afhangt wat er wordt verteld: 1 en -1 zijn plus en min van een bedrag, of ja",
    "workings_clauses": "Zinsdelen",
    "workings_sentences": "Zinnen, en in welke volgorde staat wat er wordt verteld",
    "workings_contributions": (
        "Wat elke regel toevoegt aan de waarde van het programma, hoe groot dat is, en de plaats naar grootte"
    ),
    "workings_steps": "De stappen van de waterval: bedrag, van, tot, en de staven aan weerszijden van 0",
    "workings_customers": "Klanten aan het eind van elk jaar tot de looptijd: nu, plan, nul",
}
