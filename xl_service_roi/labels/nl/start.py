"""Dutch sentences of the start sheet and of what to settle before."""

WORDS: dict[str, str] = {
    # Start
    "start_steps": "In drie stappen",
    "start_state": "Zover bent u",
    "start_step_before": (
        "Beantwoord vijf vragen: het doel, de termijn, het budget, de cultuur, en hoe de directie klantenservice ziet. "
        "Met uw antwoorden begint het rapport voor de directie."
    ),
    "start_step_inputs": (
        "Vul de lichtgele cellen in, de {essential} verplichte eerst. Al het andere heeft al een waarde, die u door uw "
        "eigen cijfer kunt vervangen."
    ),
    "start_step_results": (
        "Lees wat klantenservice waard is, wat het plan toevoegt en of alles klopt. Elke wijziging werkt meteen door."
    ),
    "start_answered": "{answered} van de {questions} vragen beantwoord",
    "start_inputs_empty": "{missing} van de {essential} nog leeg",
    "start_inputs_wrong": "{wrong} niet bruikbaar: zie de kolom Status (filter in kolom B op alles)",
    "start_reckoned_with": (
        "Daarmee komt het werkboek nu op {fte} fte en {cost} personeelskosten in jaar 1. Klopt dat niet? Kijk naar "
        "contacten en minuten, of vul Taken in."
    ),
    "start_inputs_filled": "Alle {essential} ingevuld",
    "start_cells": "Wat de cellen betekenen",
    "start_cell_entry": "Invullen",
    "start_cell_entry_means": "Lichtgeel, met een kader: hier typt of kiest u. Verder hoeft u nergens aan te komen.",
    "start_cell_optional": "Mag leeg blijven",
    "start_cell_optional_means": "Bleker, met een kader: vul het in, of laat het leeg.",
    "start_cell_worked_out": "Berekend",
    "start_cell_worked_out_means": "Zonder kader: tekst, of een formule die vanzelf wordt berekend. Laat die staan.",
    "start_cell_note": "toelichting",
    "start_cell_note_means": "Grijs: een eenheid, een naam, uitleg, of een jaar na de looptijd, dat niet meetelt.",
    "start_cell_warning": "invullen",
    "start_cell_warning_means": "Vet en rood: iets is nog leeg, onbruikbaar of tegenstrijdig.",
    "start_sheets": "Waar de andere bladen voor zijn",
    "start_sheet_tasks": "Desgewenst: beschrijf uw werk taak voor taak, dan volgen de gegevens over contacten daaruit.",
    "start_sheet_officer": "Om welke functie het gaat (CSO, CCO of een andere), waar die over gaat, en de scorecard.",
    "start_sheet_directors": "Wie ervan profiteert en wie betaalt, per directeur.",
    "start_sheet_scenarios": "Maximaal vijf reeksen eigen waarden naast elkaar, en wat er mis kan gaan.",
    "start_sheet_analyses": (
        "De kasstroom van de drie toekomsten, en wat een knop of opdracht invult: stuurknoppen, tornado, "
        "serviceniveau, onzekerheid."
    ),
    "start_sheet_today": "De service zoals die nu is, jaar voor jaar.",
    "start_sheet_plan": "De service zoals de CSO/CCO die gaat inrichten, jaar voor jaar.",
    "start_sheet_zero": (
        "Klantenservice afgeschaft: een provocatie, die moet leiden tot de vraag waar u de grens legt."
    ),
    "start_sheet_notes": "Wat elk gegeven en elke regel betekent.",
    "start_to_know": "Goed om te weten",
    "start_for_whom": "Voor wie",
    "start_for_whom_means": (
        "Voor de servicemanager die de businesscase maakt, en voor de directie en de financiële afdeling die erover "
        "oordelen. U hoeft niets van modellen te weten."
    ),
    "start_needs": "Wat u nodig hebt",
    "start_needs_means": (
        "Excel 2016 of nieuwer, LibreOffice of Google Spreadsheets. Invoer, resultaat en controles werken zonder "
        "Python en zonder macro's."
    ),
    "start_figures": "De cijfers",
    "start_figures_means": (
        "Wat als 'aanname' is gemarkeerd, komt van een voorbeeldbedrijf, niet van u, en is geen onderzoek: vervang wat "
        "u kunt. Geen bron zegt dat service altijd loont; is dat niet zo, dan zegt dit werkboek dat even duidelijk."
    ),
    # Vooraf
    "before_title": "Vooraf: vijf vragen",
    "before_how": "Antwoord in de lichtgele cellen. Wat u openlaat, blijft weg; er wordt niets mee berekend.",
    "before_questions": "Vijf vragen en een datum",
    "before_goal": "Wat is het doel?",
    "before_goal_means": "In één zin: wat gaan klanten merken, wat gaat het bedrijf merken, en wanneer?",
    "before_term": "Binnen hoeveel jaar moet het zich terugverdienen?",
    "before_term_means": "In jaren, bijvoorbeeld 3. Wordt hieronder vergeleken met de terugverdientijd en de looptijd.",
    "before_budget": "Wat mag het per jaar hoogstens kosten?",
    "before_budget_means": (
        "Een bedrag per jaar, zonder de eenmalige uitgaven en zonder extra servicepersoneel. Wordt hieronder "
        "vergeleken met de kosten per jaar."
    ),
    "before_culture": "Werkt de cultuur mee?",
    "before_culture_means": (
        "Wat in de omgang met klanten en met elkaar helpt het plan vooruit, en wat zit het in de weg?"
    ),
    "before_stance": "Hoe ziet de directie klantenservice?",
    "before_stance_means": (
        "Een noodzakelijk kwaad houdt men zo goedkoop mogelijk; bij wat indirect winstgevend is, vraagt men wat het "
        "opbrengt. Kies wat nu geldt, niet wat u graag zou zien."
    ),
    "before_stance_necessary_evil": "een noodzakelijk kwaad",
    "before_stance_indirectly_profitable": "indirect winstgevend",
    "before_review_date": "Wanneer kijkt u terug?",
    "before_review_date_means": "De dag waarop u het plan vergelijkt met wat ervan is terechtgekomen.",
    "before_allowed_number": "Een getal van 0 of meer.",
    "before_allowed_date": "Een datum van {first} tot en met {last}.",
    "before_allowed_choice": "Kies uit de lijst: {choices}.",
    "before_checks": "Uw antwoorden naast de doorrekening",
    "before_highest": "Programma, duurste jaar",
    "before_average": "Programma, gemiddeld jaar",
    "before_one_off": "Programma, eenmalig vóór jaar 1",
    "before_no_cost": "Het plan kost in geen enkel jaar meer dan er nu aan het programma wordt uitgegeven.",
    "before_no_budget": "Jaar {year} is het duurst. Vul hierboven een budget in, dan wordt het hier getoetst.",
    "before_within": "Jaar {year} is het duurst, en valt binnen het budget.",
    "before_above": "Jaar {year} is het duurst: {amount} boven het budget.",
    "before_average_within": "Het gemiddelde jaar valt binnen het budget.",
    "before_average_above": "Het gemiddelde jaar komt {amount} boven het budget uit.",
    "before_one_off_none": "Er zijn geen eenmalige uitgaven.",
    "before_one_off_outlay": "Komt boven op de kosten per jaar: is er een eigen budget voor?",
    "before_one_off_less": "Eenmalig geeft het plan minder uit dan nu.",
    "before_no_term": "Vul hierboven een termijn in, dan wordt die hier getoetst.",
    "before_payback_never": (
        "Het plan verdient zich binnen de looptijd niet terug, en haalt de termijn van {term} dus niet."
    ),
    "before_payback_unknown": (
        "Het plan verdient zich binnen de looptijd niet terug; of dat binnen de termijn van {term} wel lukt, is niet "
        "te zien."
    ),
    "before_payback_at_once": "Het plan staat nooit in het rood: de termijn van {term} wordt gehaald.",
    "before_payback_within": "Binnen de termijn van {term}.",
    "before_payback_later": "{later} later dan de termijn van {term}.",
    "before_horizon_shorter": "Korter dan de termijn van {term}: wat na de looptijd komt, telt niet mee.",
    "before_horizon_enough": "Lang genoeg om de termijn van {term} te overzien.",
    "before_by_year": (
        "Wat het plan per jaar meer kost dan nu: de regels van het programma, vóór belasting, in prijzen van dat jaar"
    ),
    "before_year_within": "binnen het budget",
    "before_year_above": "{amount} boven het budget",
    "before_checklist": "De controlelijst van de CSO/CCO",
    "before_checklist_how": "Kies ja, nee of n.v.t. Bij elk nee hoort een gesprek voordat de directie beslist.",
    "before_tick_yes": "ja",
    "before_tick_no": "nee",
    "before_tick_not_applicable": "n.v.t.",
    "before_check_mandate": "De CSO/CCO zit in de directie en heeft een mandaat dwars door de afdelingen heen.",
    "before_check_mandate_why": "Zo beschrijven de artikelen de CCO: het geweten dat namens de klanten spreekt.",
    "before_check_answers": "Er staat op papier wie voor welke kosten, opbrengsten en winst verantwoordelijk is.",
    "before_check_answers_why": (
        "Een CSO, een CCO en een directeur tevreden klanten zijn voor verschillende dingen verantwoordelijk."
    ),
    "before_check_norms": "We hebben normen: we weten waar we de grens leggen.",
    "before_check_norms_why": "Hoe bereikbaar, hoe snel, hoe goed opgelost; en wat meer daarvan kost en oplevert.",
    "before_check_cost_alone": "Klantenservice wordt niet alleen op de kosten beoordeeld.",
    "before_check_cost_alone_why": (
        "Artikelen achter dit model waarschuwen dat dat op verspilling en teleurstelling uitloopt."
    ),
    "before_check_training": "Bij betere kwaliteit hoort opleiding, in uren en in geld.",
    "before_check_training_why": "Kwaliteit zonder opleiding is het andere waar artikelen voor waarschuwen.",
    "before_check_causes": "Klachten komen bij wie de oorzaak kan wegnemen, en daar is budget voor.",
    "before_check_causes_why": (
        "Klantenservice is de voelspriet van het bedrijf; een oorzaak die blijft, geeft weer dezelfde klacht."
    ),
    "before_check_capacity": "Voor een betere bereikbaarheid zijn ook de mensen gepland.",
    "before_check_capacity_why": (
        "Stijgen bereikbaarheid en bezettingsgraad samen, dan vangen minder vrije handen meer contacten op: ga dat na."
    ),
    "before_check_leavers": "Banen die vervallen, verdwijnen door personeelsverloop of met de afvloeiing uit het plan.",
    "before_check_leavers_why": "Vrijgekomen uren leveren pas geld op als ze van de loonlijst af zijn.",
    "before_check_marketing": "Waar marketing of kortingen omlaaggaan, houdt iemand de instroom van klanten bij.",
    "before_check_marketing_why": "Service kan marketing vervangen; aan de instroom van klanten moet dat blijken.",
    "before_check_courses": "Verkoop en service hebben elk een eigen sturing, en hun koersen zijn op elkaar afgestemd.",
    "before_check_courses_why": "Twee kapiteins, twee producten en twee vakken: afstemmen kost tijd en geld.",
    "before_check_obligations": "We weten welke wettelijke en garantieverplichtingen zonder service blijven.",
    "before_check_obligations_why": "Daarvan hangt af wat afschaffen werkelijk bespaart.",
    "before_check_review": "De datum hierboven staat in de agenda van wie beslist.",
    "before_check_review_why": (
        "Bewaar een kopie van dit werkboek: zo vergelijkt u straks wat u verwachtte met wat er kwam."
    ),
}
