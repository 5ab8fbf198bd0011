"""Dutch sentences of the workbook and the command line."""

WORDS: dict[str, str] = {
    # the workbook
    "title": "De businesscase van klantenservice",
    "promise": "Reken uit wat klantenservice opbrengt, wat afschaffen werkelijk kost, en waar u dus de grens legt.",
    "sheet_start": "Start",
    "sheet_before": "Vooraf",
    "sheet_tasks": "Taken",
    "sheet_officer": "CSO-CCO",
    "sheet_directors": "Per directeur",
    "sheet_workings": "Hulpcellen",
    "sheet_inputs": "Invoer",
    "sheet_today": "Nu",
    "sheet_plan": "Plan",
    "sheet_zero": "Nul",
    "sheet_results": "Resultaat",
    "sheet_notes": "Toelichting",
    "future_today": "Nu: de service zoals die is",
    "future_plan": "Plan: de service zoals de CSO/CCO die gaat inrichten",
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
    "sum_of_headings": "Som van de posten",
    "headings_agree": "klopt",
    "headings_differ": "WIJKT AF van de waarde hierboven",
    "source_assumed": "aanname",
    "status_empty": "invullen",
    "status_restore": "leeg: invullen",
    "status_no_number": "geen getal",
    "status_outside": "buiten de grenzen",
    "allowed": "Toegestaan: {low} tot en met {high}",
    "inputs_complete": "Alle gegevens zijn bruikbaar.",
    "fill_in": "Vul nog {missing} van de {essential} verplichte gegevens in; daarna verschijnt de uitkomst.",
    "not_usable": "{wrong} gegevens zijn niet bruikbaar: zie de kolom Status van het blad Invoer.",
    "refused": "De gegevens spreken elkaar tegen: {why}.",
    "irr_not_found": "er is geen interne rentevoet gevonden: gebruik de GIR",
    "model_version": "Model {version}",
    "kept_in_upgrade": "Bewaard bij het bijwerken van het model, van {former} naar {present}",
    "note_1": (
        "Vul het blad Invoer in, alleen de lichtgele cellen. Aandelen zijn percentages. Bedragen staan in één valuta "
        "naar keuze, in prijzen van jaar 1."
    ),
    "note_2": (
        "Drie toekomsten worden met dezelfde regels doorgerekend: nu, het plan, en nul, waarin klantenservice is "
        "afgeschaft. Waarde van het programma = plan − nu; waarde van klantenservice = nu − nul."
    ),
    "note_3": "Is plan of nul leeg, dan geldt de waarde van nu. Een verplicht gegeven dat leeg is, telt nooit als 0.",
    "note_4": (
        "Nul service is een provocatie die moet leiden tot de vraag waar u de grens legt: vul in wat er in uw bedrijf "
        "werkelijk zou gebeuren, ook welke verplichtingen blijven."
    ),
    "note_5": (
        "Bij 'zelfde klantenbestand' blijft het aantal klanten gelijk, niet de omzet: wat betere service behoudt, "
        "hoeft niet meer te worden geworven."
    ),
    "note_6": (
        "Gegevens met de bron 'aanname' zijn van het voorbeeldbedrijf, niet van u, en geen onderzoek: vervang ze waar "
        "u kunt. Geen bron zegt dat service altijd loont; is dat niet zo, dan zegt dit werkboek dat even duidelijk."
    ),
    "note_7": (
        "Jaren na de looptijd zijn grijs en tellen niet mee. Wisselt de kasstroom meer dan eens van teken, dan kunnen "
        "er meer interne rentevoeten zijn: gebruik de GIR."
    ),
    "note_8": (
        "Elk gegeven en elke uitkomst heeft een naam (Formules, Namen beheren); formules zien eruit als =F6*(1-churn). "
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
        "pythonw.exe (of python) in kolom B. Dat gaat vóór wat er in uw profiel staat."
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
    # scenarios and segments
    "scenarios_title": "Scenario's naast elkaar",
    "scenario_base": "De doorrekening zelf",
    "scenarios_replace": "Wat elk scenario vervangt",
    "segments_title": "Segmenten naast elkaar, en opgeteld",
    "segments_total": "Alle segmenten samen",
    "segments_by_year": "Alle segmenten samen, jaar voor jaar (nettokasstroom)",
    "segments_differ": "De segmenten verschillen in '{label}': {values}",
    "segments_add": (
        "Geld, klanten, contacten en fte tellen op; ROI, IRR en terugverdientijd zijn die van de som. Wat het bedrijf "
        "één keer heeft, zoals de CSO, moet over de segmenten worden verdeeld."
    ),
    # pictures
    "picture_year": "Jaar",
    "picture_tornado": "Het meest hangt af van '{label}': daardoor alleen al ligt de uitkomst tussen {low} en {high}",
    "picture_tornado_none": "Geen enkele invoer verandert op zichzelf de uitkomst",
    "picture_tornado_of": "{measure}: {base} zoals ingevuld; elke balk is één gegeven, van laag naar hoog ({ends}).",
    "picture_tornado_widest": "Getoond zijn de {shown} breedste balken van {count}.",
    "picture_at_low": "invoer op zijn laagst",
    "picture_at_high": "invoer op zijn hoogst",
    "picture_levers": "'{label}' voegt het meest toe, {value}; alles samen komt op {total}",
    "picture_levers_cost": "Niets voegt waarde toe; '{label}' kost het meest, {value}, en alles samen komt op {total}",
    "picture_levers_none": "Er verandert niets: het plan is gelijk aan nu",
    "picture_levers_of": (
        "Wat elk deel van het plan toevoegt aan de waarde van het programma; wat ze samen doen, is verdeeld (Shapley)"
    ),
    "picture_level_title": "Het beste serviceniveau is {level} keer dat van nu, en {gain} meer waard dan dat van nu",
    "picture_level_title_today": "Het serviceniveau van nu is het beste",
    "picture_level_title_zero": (
        "In deze doorrekening is het bedrijf het meest waard zonder klantenservice: {gain} meer dan nu"
    ),
    "picture_level_of": "Wat het bedrijf waard is bij elk serviceniveau: 0 is niets, 1 is nu, 2 is twee keer zo veel",
    "picture_level_axis": "Serviceniveau",
    "picture_level_npv": "Contante waarde",
    "picture_level_zero": "Geen service",
    "picture_level_break_even": "Even goed als geen",
    "picture_level_today": "Nu",
    "picture_level_best": "Beste",
    "picture_distribution_programme": "In {share} van de trekkingen levert het plan meer op dan het kost",
    "picture_distribution_service": "In {share} van de trekkingen is klantenservice meer waard dan ze kost",
    "picture_distribution_of": (
        "{draws} trekkingen, gemiddeld {mean}; P5 is het bedrag waar 5% van de trekkingen onder blijft."
    ),
    "picture_below_zero": "{share} onder 0",
    "picture_above_zero": "{share} boven 0",
    "picture_fan_programme": "In {share} van de trekkingen heeft het plan na {years} tussen {low} en {high} toegevoegd",
    "picture_fan_service": "In {share} van de trekkingen heeft service na {years} tussen {low} en {high} toegevoegd",
    "picture_fan_of_programme": "Kasstroom van het plan min die van nu, cumulatief en niet verdisconteerd",
    "picture_fan_of_service": "Kasstroom van nu min die van nul service, cumulatief en niet verdisconteerd",
    "picture_cash": "Na {years} heeft {plan}, en {zero}",
    "picture_cash_plan_more": "het plan {amount} meer opgebracht dan nu",
    "picture_cash_plan_less": "het plan {amount} minder opgebracht dan nu",
    "picture_cash_plan_even": "het plan evenveel opgebracht als nu",
    "picture_cash_zero_more": "nul service {amount} meer",
    "picture_cash_zero_less": "nul service {amount} minder",
    "picture_cash_zero_even": "nul service precies evenveel",
    "picture_cash_of": "Nettokasstroom van de drie toekomsten, cumulatief en niet verdisconteerd",
    "picture_cash_so_far": "Kasstroom tot nu toe",
    "picture_cash_more": "Het verschil met nu",
    # simulatie
    "simulation_title": "Hoe zeker de uitkomst is: {draws} trekkingen van de onzekere gegevens",
    "simulation_programme_npv": (
        "Het programma loont in {share} van de trekkingen. De helft geeft meer dan {median}, negen op de tien {low} "
        "tot {high}; zonder onzekerheid is het {likely}."
    ),
    "simulation_service_value": (
        "Klantenservice is haar geld waard in {share} van de trekkingen. De helft geeft meer dan {median}, negen op de "
        "tien {low} tot {high}; zonder onzekerheid is het {likely}."
    ),
    "simulation_other_mode": (
        "Bij de andere wervingswijze, {mode}, loont het programma in {share} van de trekkingen; de helft geeft meer "
        "dan {median}."
    ),
    "simulation_most": "Waar de spreiding van de programmawaarde het meest van afhangt: {inputs}.",
    "simulation_of_programme_npv": "Programma",
    "simulation_of_service_value": "Service",
    "simulation_other": "andere wijze",
    "simulation_mean": "Gemiddelde",
    "simulation_error": "Standaardfout van het gemiddelde",
    "simulation_deviation": "Standaardafwijking",
    "simulation_at_risk": "Value at risk (95%: verlies dat niet wordt overschreden)",
    "simulation_shortfall": "Gemiddelde van de slechtste 5% van de trekkingen",
    "simulation_positive": "Deel van de trekkingen boven 0",
    "simulation_drivers": "Waar de spreiding vandaan komt: deel van de variantie",
    "simulation_first": "op zichzelf",
    "simulation_total": "samen met andere",
    "simulation_shares": (
        "Uit {draws} trekkingen, elk voor ieder gegeven opnieuw berekend; standaardfout van een deel tot {error}. "
        "Gegevens die samenhangen, hebben samen één deel; incidenten blijven hier buiten beschouwing."
    ),
    "simulation_left_out": (
        "{count} trekkingen ({share}) spreken zichzelf tegen en tellen niet mee (dat kan in meer opzichten tegelijk):"
    ),
    "simulation_no_number": "de uitkomst is te groot voor een getal",
    "simulation_repaired": (
        "De correlaties kunnen niet allemaal tegelijk gelden; de dichtstbijzijnde die dat wel kunnen, zijn genomen: "
        "{used}."
    ),
    "simulation_cut_off": "{input}: {share} van de verdeling ligt buiten wat mag en is afgekapt.",
    "simulation_assumed": "{count} bandbreedtes zijn die van het voorbeeldbedrijf: aannames.",
    # levers, service-level curve, tornado and break-even
    "analysis_grow": "groei",
    "analysis_hold": "gelijk",
    "analysis_modes": (
        "Groei: zelfde wervingsinspanning, dus betere service betekent meer klanten. Gelijk: het klantenbestand blijft "
        "even groot, dus bij betere service zijn er minder te werven. Dan stijgen en dalen de kosten per geworven "
        "klant met het aantal dat nodig is: acquisition_elasticity is {elasticity} (0 helemaal niet, 1 evenredig)."
    ),
    "analysis_other_refused": "Bij de andere wervingswijze spreken deze gegevens elkaar tegen.",
    "levers_title": "Wat elke stuurknop van het plan aan de waarde toevoegt",
    "levers_adds": "Voegt toe, {mode}",
    "levers_alone": "Alleen, {mode}",
    "levers_interaction": "Wat ze op elkaar doen",
    "levers_total": "Programmawaarde",
    "levers_how": (
        "Voegt toe: gemiddeld over alle volgorden waarin de stuurknoppen aan kunnen gaan (Shapley); dit telt precies "
        "op tot de programmawaarde. Alleen: enkel deze stuurknop aan; met wat de stuurknoppen op elkaar doen, telt dat "
        "tot hetzelfde op."
    ),
    "curve_title": "Waar u de grens legt: het serviceniveau",
    "curve_level": "Niveau",
    "curve_npv": "Waarde bedrijf, {mode}",
    "curve_fte": "Fte",
    "curve_cost": "Kosten per jaar",
    "curve_line": "De grens",
    "curve_best": "Beste niveau",
    "curve_best_npv": "Wat dat toevoegt aan het niveau van nu",
    "curve_within": "Beste niveau binnen {budget} per jaar",
    "curve_too_little": "geen niveau kost zo weinig",
    "curve_break_even": "Beter dan geen vanaf niveau",
    "curve_never": "geen enkel",
    "curve_at_once": "de eerste euro",
    "curve_last_euro": "De laatste euro voegt toe",
    "curve_next_euro": "De volgende euro zou toevoegen",
    "curve_horizon": "Beste niveau over {years} jaar",
    "curve_norm": "De prijs van een norm: {label} {share}",
    "curve_norm_level": "Niveau dat daarvoor nodig is",
    "curve_norm_cost": "Meer kosten per jaar dan nu",
    "curve_norm_npv": "Verandering van de waarde van het bedrijf",
    "curve_how": (
        "Niveau 0 is geen service, 1 is nu, 2 is twee keer zo veel geld. Fte en kosten per jaar (servicepersoneel, "
        "uitbesteding en overhead) zijn die van jaar 1, wervingswijze {mode}. Wat een euro toevoegt, komt boven op die "
        "euro zelf; onder 0 verdient hij zichzelf niet terug."
    ),
    "curve_shape": (
        "De lijn is niet altijd vloeiend of naar één kant gebogen: bij nu zit een knik. Daarom is het beste niveau "
        "bij elk honderdste gezocht, en daarna nauwkeuriger."
    ),
    "tornado_title": "Waar de uitkomst van afhangt: {measure}",
    "tornado_now": "Zoals het is: {values}",
    "tornado_low": "Van",
    "tornado_high": "Tot",
    "tornado_at_low": "Bij van, {mode}",
    "tornado_at_high": "Bij tot, {mode}",
    "tornado_ends_range": (
        "Van en tot zijn het 10e en 90e percentiel van de bandbreedte van elk gegeven; alle andere gegevens blijven "
        "zoals ze zijn."
    ),
    "tornado_ends_percent": (
        "Van en tot liggen {percent}% onder en boven de waarde van elk gegeven; alle andere gegevens blijven zoals ze "
        "zijn. Schakelaars, de looptijd en gegevens die 0 zijn, bewegen niet."
    ),
    "tornado_elasticity": (
        "{label} staat er altijd bij, want bij een gelijk klantenbestand hangt er veel van af: zonder eigen "
        "bandbreedte gaat het van 0 (helemaal niet) tot 1 (evenredig)."
    ),
    "tornado_clipped": "*: een uiteinde zou buiten de grenzen van dit gegeven vallen, en staat op die grens.",
    "tornado_more": "{count} andere gegevens doen minder: --top toont ze.",
    "two_way_table": "{mode}, nu {now}; van links naar rechts: {across}",
    "break_even_title": "{measure}: waar het omslaat met {label}",
    "break_even_now": "Nu {now}; gezocht van {low} tot {high}.",
    "break_even_result": "Nu",
    "break_even_at": "Komt op {target} bij",
    "break_even_constant": "hangt er niet van af",
    "break_even_jump": "springt eroverheen bij {value}",
    "break_even_none": "bij geen enkele waarde",
    "break_even_stretch": "Van {low} tot {high} is niets uit te rekenen: {why}",
    "break_even_no_measure": "daar bestaat '{measure}' niet",
    # uncertainty, scenarios and analyses in the workbook
    "sheet_scenarios": "Scenario's",
    "sheet_analyses": "Analyses",
    "ranges_optional": "Hoe ver het ernaast kan zitten (niet verplicht: voor de tornado en de simulatie)",
    "head_low": "Laag",
    "head_high": "Hoog",
    "head_distribution": "Verdeling",
    "head_range_source": "Bron van de bandbreedte",
    "head_range_status": "Bandbreedte",
    "range_incomplete": "vul zowel laag als hoog in",
    "range_reversed": "laag is hoger dan hoog",
    "range_beside": "de waarde ligt er niet tussen",
    "range_allowed": "Een getal dat het gegeven zelf zou mogen zijn: zie de kolommen van en tot.",
    "distribution_pert": "PERT",
    "distribution_triangular": "driehoek",
    "distribution_uniform": "uniform",
    "distribution_normal": "normaal",
    "distribution_lognormal": "lognormaal",
    "distribution_fixed": "vast",
    "made_on": "Gemaakt op {date}; de invoer is nog dezelfde.",
    "made_before": "VEROUDERD: de invoer is veranderd sinds dit is gemaakt op {date}.",
    "not_made_levers": (
        "Nog niet gemaakt: klik op Stuurknoppen of Alles analyseren, of geef de opdracht service-roi analyse "
        "BESTAND --write-back."
    ),
    "not_made_tornado": (
        "Nog niet gemaakt: klik op Tornado (werkboek met macro's), of geef de opdracht service-roi analyse BESTAND "
        "--write-back."
    ),
    "not_made_curve": (
        "Nog niet gemaakt: klik op Serviceniveau (werkboek met macro's), of geef de opdracht service-roi analyse "
        "BESTAND --write-back."
    ),
    "not_made_simulation": (
        "Nog niet gemaakt: klik op Simuleren of Alles analyseren, of geef de opdracht service-roi analyse "
        "BESTAND --write-back."
    ),
    "not_made_scenarios": (
        "Nog niet gemaakt: klik op Scenario's vergelijken, of geef de opdracht service-roi analyse BESTAND "
        "--write-back."
    ),
    "analyses_title": "Analyses: wat de uitkomst bepaalt, en hoe zeker die is",
    "analyses_how": "Python vult deze tabellen: met een knop van het macrowerkboek, of met service-roi analyse.",
    "block_of_cash": "Cumulatieve kasstroom van de drie toekomsten",
    "block_of_levers": "Stuurknoppen: wat elk deel van het plan toevoegt aan de waarde van het programma",
    "block_of_tornado": "Tornado: wat de waarde van het programma het meest verandert, één gegeven tegelijk",
    "block_of_curve": "Waar u de grens legt: waarde naar serviceniveau (100% is nu, 0% is geen service)",
    "block_of_simulation": "Simulatie: hoe zeker beide waarden zijn",
    "block_of_fan": "Cumulatieve kasstroom van het programma: percentielen",
    "block_of_variance": "Waar de spreiding in de waarde van het programma vandaan komt",
    "head_lever": "Stuurknop",
    "head_shapley": "Bijdrage",
    "head_alone": "Op zichzelf",
    "head_shapley_other": "Bij andere wervingswijze",
    "interaction": "Wisselwerking van de stuurknoppen",
    "head_at_low": "Waarde bij laag",
    "head_at_high": "Waarde bij hoog",
    "head_less_low": "Verschil bij laag",
    "head_less_high": "Verschil bij hoog",
    "tornado_base": "Waarde van het programma zoals die is",
    "tornado_rule": "Laag en hoog zijn",
    "tornado_rule_range": "P10 en P90 van elke bandbreedte",
    "tornado_rule_percent": "{percent}% onder en boven elke waarde, omdat geen gegeven een bandbreedte heeft",
    "head_curve": "Uitkomst",
    "head_level": "Niveau",
    "head_npv": "Contante waarde",
    "head_npv_other": "Bij andere wervingswijze",
    "head_reach": "Bereikbaarheid",
    "head_satisfied": "Tevredengesteld",
    "head_fte": "Fte",
    "head_yearly_cost": "Kosten per jaar",
    "best_level": "Beste niveau",
    "best_npv": "Contante waarde op dat niveau",
    "break_even_level": "Omslagpunt: laagste niveau dat beter is dan geen",
    "value_of_last_euro": "Wat de laatste euro aan service oplevert",
    "value_of_next_euro": "Wat de volgende euro aan service zou opleveren",
    "best_level_over": "Beste niveau over {years} jaar",
    "head_statistic": "Kengetal",
    "statistic_mean": "Gemiddelde",
    "statistic_standard_deviation": "Standaardafwijking",
    "statistic_standard_error": "Standaardfout van het gemiddelde",
    "statistic_p5": "P5: één op de twintig is lager",
    "statistic_p10": "P10",
    "statistic_p50": "P50: de helft is lager",
    "statistic_p90": "P90",
    "statistic_p95": "P95: één op de twintig is hoger",
    "statistic_probability_positive": "Kans dat het boven 0 uitkomt",
    "statistic_value_at_risk": "Value at risk",
    "statistic_draws": "Trekkingen",
    "statistic_seed": "Startgetal: hetzelfde geeft dezelfde trekkingen",
    "statistic_left_out": "Weggelaten trekkingen, omdat hun invoer zichzelf tegenspreekt",
    "head_programme_from": "Programma van",
    "head_programme_to": "tot",
    "head_part_of_draws": "Deel van de trekkingen",
    "head_first_order": "Op zichzelf",
    "head_total_order": "Met wisselwerking",
    "chart_cash": "Cumulatieve kasstroom",
    "chart_levers": "Wat elke stuurknop toevoegt aan de waarde van het programma",
    "chart_tornado": "Wat de waarde van het programma het meest verandert",
    "chart_curve": "Waarde naar serviceniveau",
    "chart_histogram": "Verdeling van de waarde van het programma",
    "chart_fan": "Cumulatieve kasstroom van het programma: P5 tot P95",
    "chart_variance": "Waar de spreiding vandaan komt",
    "chart_scenarios": "Scenario's naast elkaar",
    "chart_year": "Jaar",
    "chart_money": "Bedrag",
    "chart_change": "Verandering van de waarde van het programma",
    "chart_low": "invoer laag",
    "chart_high": "invoer hoog",
    "chart_level": "Serviceniveau",
    "chart_npv": "Contante waarde",
    "chart_npv_other": "bij de andere wervingswijze",
    "chart_programme": "Waarde van het programma",
    "chart_draws": "Deel van de trekkingen",
    "chart_share": "Deel van de variantie",
    "scenarios_sheet_title": "Scenario's, incidenten en correlaties",
    "scenarios_how": (
        "Kies gegevens bij hun naam, geef elk scenario een naam en zijn waarden; een lege cel laat een gegeven "
        "zoals het is."
    ),
    "block_of_scenarios": "Scenario's: wat elk ervan vervangt",
    "block_of_results": "Waar ze op uitkomen",
    "block_of_incidents": "Incidenten, voor de simulatie: wat er aan het begin van jaar 1 mis kan gaan",
    "block_of_correlations": "Gegevens die samen op en neer gaan, voor de simulatie: rangcorrelaties van -1 tot 1",
    "names_to_choose": "De namen waaruit u kiest",
    "scenario_now": "Zoals het is",
    "scenario_number": "Scenario {number}",
    "no_such_input": "dit gegeven bestaat niet",
    "scenario_refused": "Kan niet, want",
    "head_incident": "Incident",
    "head_probability": "Kans",
    "head_customers_lost": "Vertrokken klanten",
    "head_first": "Gegeven",
    "head_second": "gaat samen met",
    "head_coefficient": "Correlatie",
    "button_analyse": "Alles analyseren",
    "button_levers": "Stuurknoppen",
    "button_tornado": "Tornado",
    "button_service_level_curve": "Serviceniveau",
    "button_simulate": "Simuleren",
    "button_compare_scenarios": "Scenario's vergelijken",
}
