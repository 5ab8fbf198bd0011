"""Dutch sentences of the board's report."""

WORDS: dict[str, str] = {
    "button_board_report": "Rapport voor de directie",
    "report_from_to": "{low} tot {high}",
    "report_none": "geen",
    "report_and": "{plan}, en {service}.",
    "report_but": "{plan}, maar {service}.",
    # de uitkomst in de titel
    "report_verdict_pays": "Het plan loont: het levert over {horizon} {npv} meer op dan het kost",
    "report_verdict_short": "Het plan loont niet: over {horizon} komt het {npv} tekort",
    "report_verdict_even": "Het plan speelt quitte: het levert over {horizon} op wat het kost",
    "report_verdict_same": "Er valt nog niets te besluiten: het plan is gelijk aan nu",
    # de vraag
    "report_question": "De vraag",
    "report_asked": "Wat levert klantenservice op, wat zou afschaffen werkelijk kosten, en loont het plan?",
    "report_goal": "Doel",
    "report_term": "Terug te verdienen binnen",
    "report_budget": "Budgetgrens",
    "report_culture": "Cultuur",
    "report_stance": "Hoe het bedrijf klantenservice ziet",
    "report_officer": "Om welke functie het gaat",
    "report_review": "Evaluatiedatum",
    "report_no_review": "nog niet afgesproken",
    "report_date": "{date:%d-%m-%Y}",
    "report_a_year": "{amount} per jaar",
    # het antwoord
    "report_answer": "Het antwoord",
    "report_plan_pays": "Het plan loont ({npv} over {horizon})",
    "report_plan_short": "Het plan loont niet (−{npv} over {horizon})",
    "report_plan_even": "Het plan levert op wat het kost",
    "report_plan_same": "Het plan is gelijk aan nu",
    "report_service_pays": "klantenservice zoals die nu is, is {value} meer waard dan helemaal geen service",
    "report_service_short": (
        "in deze doorrekening levert afschaffen {value} meer op dan klantenservice houden zoals die is"
    ),
    "report_service_even": "klantenservice zoals die nu is, levert evenveel op als die kost",
    "report_service_same": "wat klantenservice waard is, is nog niet bekend, want nul is gelijk aan nu",
    "report_hangs_on": (
        "Of het plan loont, hangt af van {labels}: verandert alleen dat gegeven, dan wisselt de waarde van het "
        "programma van teken."
    ),
    "report_hangs_on_one": (
        "Of het plan loont, hangt af van {labels}: verandert alleen dat gegeven, dan wisselt de waarde van het "
        "programma van teken."
    ),
    "report_hangs_pays": "Verandert er maar één gegeven, dan blijft het plan lonen, zolang de andere kloppen.",
    "report_hangs_short": "Geen enkel gegeven maakt het plan in zijn eentje lonend.",
    "report_hangs_range": "Elk gegeven is daarvoor naar het 10e en het 90e percentiel van zijn bandbreedte gezet.",
    "report_hangs_percent": (
        "Elk gegeven is daarvoor {percent} verlaagd en verhoogd, want er zijn geen bruikbare bandbreedtes ingevuld."
    ),
    "report_others": "{count} andere",
    "report_hangs_unclear": "De uitkomst ligt zo dicht bij 0 dat er niets over te zeggen valt.",
    # de cijfers
    "report_figures": "De cijfers",
    "report_measure": "Uitkomst",
    "report_over": "Over {horizon}",
    "report_programme": "Het programma: plan min nu",
    "report_four_answers": "De vier antwoorden",
    "report_variant": "Doorgerekend met",
    # de aannames
    "report_assumptions": "Waar de uitkomst op rust",
    "report_assumed": (
        "{count} van de {total} gegevens zijn aannames: ze staan nog zoals het sjabloon ze geeft, en er is geen bron "
        "voor. Lees de uitkomst met dat voorbehoud."
    ),
    "report_matter_most": "De gegevens waar het meest van afhangt",
    "report_input": "Gegeven",
    "report_value": "Waarde",
    "report_range": "Van – tot",
    "report_programme_there": "Waarde programma daarbij",
    "report_source": "Bron",
    "report_own_figure": "zoals ingevuld",
    "report_is_assumed": "aanname",
    "report_from_source": "{source}: {grade}",
    "report_source_S1": (
        "S1 is het artikel over de CSO waarop dit model voortbouwt; waar het cijfer op rust, is niet na te gaan."
    ),
    "report_grade_article_claim": "bewering in een artikel",
    "report_by_range": (
        "Elk gegeven gaat naar het 10e en het 90e percentiel van zijn bandbreedte, terwijl alle andere blijven staan."
    ),
    "report_no_ranges": "Van geen enkel gegeven is een bandbreedte ingevuld.",
    "report_ranges_unusable": (
        "De bandbreedtes zijn niet bruikbaar: bij {count} ervan ligt de waarde van het gegeven er niet tussen."
    ),
    "report_by_percent": "Elk gegeven gaat {percent} omlaag en omhoog, terwijl alle andere blijven staan.",
    "report_ranges_assumed": "Deze bandbreedtes zijn die van het voorbeeldbedrijf: aannames.",
    "report_some_ranges_assumed": (
        "Van deze bandbreedtes zijn er {own} zelf ingevuld; de andere zijn die van het voorbeeldbedrijf: aannames."
    ),
    # wat het antwoord verandert
    "report_turning": "Wat het antwoord zou veranderen",
    "report_break_evens": "Waar het programma omslaat",
    "report_turns": "Het programma",
    "report_turns_at": "slaat om bij {values}",
    "report_pays_above": "loont boven {value}",
    "report_pays_below": "loont onder {value}",
    "report_always_pays": "loont bij elke waarde",
    "report_never_pays": "loont bij geen enkele waarde",
    "report_never_turns": "slaat nergens om",
    "report_does_not_matter": "hangt er niet van af",
    "report_alone": "Elk gegeven apart, binnen wat het kan zijn; alle andere blijven staan.",
    "report_no_warnings": "De controle of het plan doet wat het zegt, heeft niets opgeleverd.",
    # wie wint en wie betaalt
    "report_budgets": "Wie ervan profiteert en wie betaalt",
    "report_by_director": "Het programma per directeur, over {horizon}, verdisconteerd",
    "report_director": "Budget van",
    "report_gains": "Profiteert",
    "report_pays": "Betaalt",
    "report_balance": "Per saldo",
    "report_scorecard": "Waarop de functie wordt beoordeeld: de scorecard met de K van Klant, doelen uit het plan",
    "report_indicator": "Indicator",
    # zonder klantenservice
    "report_without_service": "Het gedachte-experiment: zonder klantenservice",
    "report_provocation": (
        "Klantenservice afschaffen is een provocatie, die moet leiden tot de volgende vraag: waar legt u de grens?"
    ),
    "report_abolishing_costs": "Over {horizon} kost afschaffen per saldo {amount}.",
    "report_abolishing_even": "Over {horizon} kost afschaffen evenveel als het bespaart.",
    "report_abolishing_pays": "In deze doorrekening loont afschaffen: over {horizon} levert het per saldo {amount} op.",
    "report_saving_gone": "In jaar {year} is de besparing op.",
    "report_saving_left": "Binnen de looptijd is de besparing niet op.",
    "report_thousands": "In duizenden euro's, jaar",
    "report_euros": "In euro's, jaar",
    "report_check": "Controleer eerst waar dit van afhangt, zoals ingevuld",
    # waar u de grens legt
    "report_line": "Waar u de grens legt",
    "report_levels": (
        "Op niveau 0 is er geen service, op 1 gaat er evenveel geld heen als nu, op 2 twee keer zo veel. In dit model "
        "helpt meer geld meer klanten en stelt het er meer tevreden, maar per euro steeds minder."
    ),
    "report_in_mode": "{mode}: {told}",
    "report_best_is_today": "het bedrijf is het meest waard bij het serviceniveau van nu.",
    "report_best_is_none": "het bedrijf is het meest waard zonder service, {gain} meer dan bij het niveau van nu.",
    "report_best_level": "het bedrijf is het meest waard op niveau {level}, {gain} meer dan op dat van nu.",
    "report_next_euro_adds": "Een euro die nu extra naar service gaat, levert per saldo {amount} op.",
    "report_next_euro_takes": (
        "Een euro die nu extra naar service gaat, verdient zich niet terug: hij kost per saldo {amount}."
    ),
    "report_no_curve": "Voor deze doorrekening is er geen lijn van serviceniveaus: {why}",
    # na het besluit
    "report_afterwards": "Na het besluit",
    "report_cost_once": "Het programma kost eenmalig, in jaar 0",
    "report_cost_a_year": "Het kost per jaar hoogstens",
    "report_in_year": "{amount}, in jaar {year}",
    "report_against_budget": "Getoetst aan de budgetgrens",
    "report_within_budget": "binnen de {budget} per jaar",
    "report_above_budget": "{above} boven de {budget} per jaar",
    "report_against_term": "Getoetst aan de termijn",
    "report_within_term": "terugverdiend na {payback}: binnen {term}",
    "report_after_term": "terugverdiend na {payback}: later dan {term}",
    "report_term_beyond_horizon": (
        "niet terugverdiend binnen {horizon}; of het binnen {term} lukt, is hier niet te zien"
    ),
    "report_never_in_the_red": "staat nooit in het rood",
    "report_no_payback": "niet terugverdiend binnen {horizon}; gevraagd was {term}",
    # het beeld van de posten
    "picture_headings": "'{label}' levert het meest op, {value}; '{costly}' kost het meest, {cost}",
    "picture_headings_gains": "Elke post voegt iets toe, samen {total}",
    "picture_headings_losses": "Geen enkele post voegt iets toe; samen kosten ze {total}",
    "picture_headings_none": "Geen enkele post verandert: het plan is gelijk aan nu",
    "picture_headings_of": "Waar de waarde van het programma vandaan komt: plan min nu per post, verdisconteerd",
}
