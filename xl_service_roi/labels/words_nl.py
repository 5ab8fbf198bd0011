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
    "kept_in_upgrade": "Bewaard bij het bijwerken van het model, van {former} naar {present}",
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
    # het werkboek met macro's
    "button_recalculate": "Herberekenen",
    "button_check_inputs": "Invoer controleren",
    "button_reset_to_defaults": "Standaardwaarden terugzetten",
    "without_python": (
        "De knoppen en de functies sroi_... hebben Python nodig op deze computer. Het blad xlwings.conf zegt hoe u dat "
        "klaarzet. Al het andere in dit werkboek werkt zonder."
    ),
    "settings_head": "Een computer klaarzetten, eenmalig",
    "settings_1_head": "Python",
    "settings_1": (
        "Installeer Python 3.11 of nieuwer, en daarin het pakket xl-service-roi met xlwings {version}: dit werkboek "
        "vraagt precies die versie van xlwings."
    ),
    "settings_2_head": "Windows",
    "settings_2": (
        "In een opdrachtprompt: xlwings config create. Dat noteert in uw profiel waar Python staat, en elk werkboek "
        "vindt het daar."
    ),
    "settings_3_head": "Mac",
    "settings_3": (
        "In de terminal: xlwings config create, daarna xlwings runpython install. De knoppen werken op een Mac, de "
        "functies sroi_... niet."
    ),
    "settings_4_head": "Een andere Python voor dit werkboek",
    "settings_4": (
        "Voeg boven de lege rij een rij in: Interpreter_Win (of Interpreter_Mac) in kolom A, het volledige pad van "
        "pythonw.exe (of python) in kolom B. Dat gaat voor wat uw profiel zegt."
    ),
    "settings_5_head": "Wat er draait, en wanneer",
    "settings_5": (
        "Niets bij het openen van het werkboek. Een knop, of een functie sroi_..., start het pakket op deze computer; "
        "er wordt niets verstuurd. Uit de map van het werkboek wordt geen code gehaald."
    ),
    "settings_6_head": "Zonder macro's",
    "settings_6": "Invoer, formules en uitkomsten van dit werkboek werken zonder macro's en zonder Python.",
    # the terminal
    "example_firm": "het voorbeeldbedrijf",
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
    "over_one_year": "over {years} jaar",
    "head_programme_value": "Waarde programma",
    "head_service_value": "Waarde service",
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
    # getallen
    "number_million": "{amount} mln",
    "number_billion": "{amount} mld",
    "number_year": "{years} jaar",
    "number_years": "{years} jaar",
    # kernzinnen
    "headline_zero_is_today": (
        "In deze doorrekening is nul gelijk aan nu, dus komt de waarde van klantenservice uit op 0: vul in wat er "
        "zonder klantenservice zou gebeuren."
    ),
    "headline_zero_saves_then_costs": (
        "Klantenservice afschaffen bespaart in jaar 1 {first}{one_off}, maar kost over {horizon} per saldo {loss}."
    ),
    "headline_zero_costs_later": (
        "Klantenservice afschaffen bespaart in jaar 1 niets{one_off}, en kost over {horizon} per saldo {loss}."
    ),
    "headline_zero_costs_at_once": (
        "Klantenservice afschaffen bespaart niets, ook niet in het begin: het kost in jaar 1 {first}{one_off}, en over "
        "{horizon} per saldo {loss}."
    ),
    "headline_zero_pays": (
        "In deze doorrekening levert klantenservice afschaffen over de looptijd meer op dan het kost: over {horizon} "
        "per saldo {gain}."
    ),
    "headline_zero_even": (
        "In deze doorrekening kost klantenservice afschaffen over {horizon} evenveel als het bespaart: per saldo 0."
    ),
    "headline_zero_pays_until": (
        "In jaar {year} levert het voor het eerst minder op dan nu: ga na wat dat na de looptijd betekent."
    ),
    "headline_zero_pays_check": (
        "Controleer eerst de wervingskosten ({acquisition} per nieuwe klant) en de verplichtingen die blijven "
        "({obligations} per jaar)."
    ),
    "headline_first_year_saves": "In jaar 1 bespaart het {first}{one_off}.",
    "headline_first_year_even": "In jaar 1 bespaart het niets{one_off}.",
    "headline_first_year_costs": "In jaar 1 kost het {first}{one_off}.",
    "headline_one_off_severance": ", na eenmalig {amount} aan afvloeiing",
    "headline_one_off_cost": ", na eenmalig {amount} aan kosten",
    "headline_one_off_gain": ", los van een eenmalige besparing van {amount}",
    "headline_saving_gone": "In het eerste jaar lijkt het winst; in jaar {year} is de besparing op.",
    "headline_saving_gone_later": "De besparing moet eerst de eenmalige kosten goedmaken, en in jaar {year} is zij op.",
    "headline_saving_never": "De besparing maakt de eenmalige kosten nooit goed.",
    "headline_saving_left_residual": (
        "Binnen de looptijd is de besparing niet op; de doorslag geeft de waarde van de klanten die er daarna nog zijn."
    ),
    "headline_saving_left_discounted": (
        "Zonder disconteren blijft er iets van de besparing over; de doorslag geeft dat geld van het ene jaar op het "
        "andere minder of meer waard is."
    ),
    "headline_plan_is_today": "In deze doorrekening is het plan gelijk aan nu: het kost niets en voegt niets toe.",
    "headline_plan_pays": "Het plan levert over {horizon} {npv} meer op dan het kost{roi}{payback}.",
    "headline_roi": ", een rendement van {roi} op de kosten",
    "headline_payback": ", en heeft zich na {payback} terugverdiend",
    "headline_payback_at_once": ", en staat nooit in het rood",
    "headline_payback_none": "Zonder de restwaarde verdient het plan zich binnen de looptijd niet terug.",
    "headline_plan_even": "Het plan levert over {horizon} precies op wat het kost.",
    "headline_plan_shortfall": (
        "Het plan verdient zich binnen de looptijd van {horizon} niet terug: er blijft een tekort van {shortfall}."
    ),
    "headline_plan_shortfall_discounted": (
        "Zonder disconteren heeft het plan zich na {payback} terugverdiend, maar bij een disconteringsvoet van {rate} "
        "niet: er blijft een tekort van {shortfall}."
    ),
    "headline_plan_brings_less": "Het plan levert over {horizon} per saldo {shortfall} minder op dan nu.",
    "headline_break_even": (
        "Van het plan moet minstens {share} worden gerealiseerd om uit de kosten te komen; deze doorrekening gaat uit "
        "van {realised}."
    ),
    "headline_break_even_always": (
        "Hoe weinig er ook van het plan wordt gerealiseerd, het kost nooit meer dan het oplevert."
    ),
    "headline_break_even_never": "Ook als het plan volledig wordt gerealiseerd, komt het niet uit de kosten.",
    "headline_turnover_saves": (
        "Vervangen kost een half tot twee jaarsalarissen per vertrekker: over {horizon} ligt de besparing door lager "
        "personeelsverloop tussen {half} en {two}."
    ),
    "headline_turnover_costs": (
        "Vervangen kost een half tot twee jaarsalarissen per vertrekker: over {horizon} liggen de kosten van hoger "
        "personeelsverloop tussen {half} en {two}."
    ),
    "headline_turnover_same": "Op personeelsverloop bespaart het plan niets.",
    "headline_hold": (
        "Deze doorrekening houdt het aantal klanten gelijk, niet de omzet: klanten die blijven, hoeven niet meer te "
        "worden geworven."
    ),
    # waarschuwingen
    "warn_change": "'{label}' van {before} naar {after}",
    "warn_and": "{first} en {last}",
    "warn_year": "jaar {year}",
    "warn_years": "de jaren {years}",
    "warn_years_from_to": "de jaren {first} tot en met {last}",
    "warn_plan_is_today": (
        "Het plan is gelijk aan nu: er is niets anders voor ingevuld, dus is elk verschil tussen plan en nu 0."
    ),
    "warn_zero_is_today": (
        "Nul is gelijk aan nu: er is niets anders voor ingevuld, dus is de waarde van klantenservice per definitie 0."
    ),
    "warn_quality": (
        "Het plan verhoogt de kwaliteit ({changes}), terwijl er niet meer wordt opgeleid dan nu, in geld ({money} per "
        "fte) noch in tijd ({hours} uur per fte): ga na waar de verbetering op rust."
    ),
    "warn_marketing": (
        "Het plan geeft minder uit om klanten te werven ({changes}), maar marketing en verkoop werven er nog steeds "
        "{won} per jaar: ga na of service dit kan overnemen."
    ),
    "warn_marketing_hold": (
        "Het plan geeft minder uit om klanten te werven ({changes}), maar bij 'zelfde klantenbestand' wordt elke klant "
        "die nodig is nog steeds geworven, tegen niet hogere wervingskosten: ga na of service dit kan overnemen."
    ),
    "warn_quit_offer": (
        "Het plan betaalt een vertrekpremie (aangenomen door {taken} van de opvolgers), maar het personeelsverloop "
        "daalt niet (van {before} naar {after}) en de kwaliteit stijgt niet: zo kost de premie alleen geld."
    ),
    "warn_offers": (
        "Het plan doet meer aanbiedingen ({changes}), terwijl er jaarlijks niet meer geld voor technologie is dan nu "
        "({technology}): ga na of de eenmalige investering ({outlay}) dekt wat medewerkers daarvoor nodig hebben."
    ),
    "warn_returns": (
        "Het plan maakt retourneren makkelijker ({changes}), maar er staat niets tegenover: omzet per klant, geworven "
        "klanten, aanbevelingen en tevredenheid stijgen niet, wervingskosten en problemen dalen niet."
    ),
    "warn_reach_occupancy": (
        "De bereikbaarheid stijgt van {reach} naar {higher_reach} en de bezettingsgraad van {occupancy} naar "
        "{higher_occupancy}: ga met sroi_service_level na of zo veel mensen dat aankunnen."
    ),
    "warn_severance": (
        "{future}: het betaalde personeel daalt in jaar {year} van {before} naar {after} fte, sneller dan er mensen "
        "uit zichzelf vertrekken ({leavers} fte), en er zijn geen afvloeiingskosten gerekend."
    ),
    "warn_replacement": (
        "Een medewerker vervangen is gesteld op {multiple} jaarsalarissen; het artikel dat aan het model ten grondslag "
        "ligt, noemt {low} tot {high}."
    ),
    "warn_loss_above": "'{milder}' ({more}) is hoger dan '{worse}' ({less})",
    "warn_losses": (
        "De extra vertrekkansen staan niet op volgorde: {pairs}. Te verwachten is tevredengesteld ≤ deels geholpen ≤ "
        "ontevreden ≤ niet geholpen; anders kan betere service het klantverloop verhogen."
    ),
    "warn_paradox": (
        "De extra vertrekkans van tevredengestelde klanten is {loss}: onder 0 bindt een opgelost probleem klanten meer "
        "dan helemaal geen probleem (de paradox van het serviceherstel). Lees dit als een gevoeligheid, niet als het "
        "basisgeval."
    ),
    "warn_known_cost": (
        "{future}, jaar {year}: verkopen aan een bestaande klant kost de verkoopafdeling meer ({cost}) dan de verkoop "
        "bijdraagt ({contribution}); van die kosten telt niet meer dan de dekkingsbijdrage als bespaard."
    ),
    "warn_turns_with_obligations": (
        "De waarde van klantenservice wisselt van teken met de verplichtingen die zonder service blijven: {values}."
    ),
    "warn_turns_with_mode": "De waarde van klantenservice wisselt van teken met de wervingswijze: {values}.",
    "warn_turns_with_horizon": "De waarde van klantenservice wisselt van teken met de looptijd: {values}.",
    "warn_at_obligations": "bij {amount} per jaar",
    "warn_at_grow": "bij zelfde wervingsinspanning",
    "warn_at_hold": "bij zelfde klantenbestand",
    "warn_at_horizon": "over {horizon}",
    "warn_capped": "In nul zou {churn} van de klanten per jaar vertrekken; in {years} is dat begrensd op 100%.",
    "warn_base_grows": (
        "{future}, {years}: er komen meer klanten via aanbeveling dan er vertrekken ({referred} tegen {lost} in jaar "
        "{first}), dus groeit het klantenbestand, terwijl het bij 'zelfde klantenbestand' gelijk hoort te blijven."
    ),
}
