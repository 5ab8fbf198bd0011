"""Dutch sentences of the tasks sheet."""

WORDS: dict[str, str] = {
    "tasks_title": "Taken: het werk zoals u het kent",
    "tasks_how": (
        "Niet verplicht. Vul in hoe vaak uw mensen een taak per jaar doen en hoelang die duurt; hieronder staat wat "
        "daaruit volgt. Er wordt niets mee berekend zolang u geen cijfer overneemt."
    ),
    "tasks_reading": (
        "De eerste tien taken noemt de bron. De keuzes erachter zijn onze lezing: pas aan wat bij u anders is."
    ),
    "tasks_none": "Er is nog geen taak ingevuld.",
    "tasks_incomplete": "Niet compleet: {rows}. Zie de opmerkingen; tot die tijd volgt er niets uit.",
    "tasks_count": "Ingevulde taken: {rows}.",
    "tasks_block": "De taken",
    "tasks_head_task": "Taak",
    "tasks_head_counts": "Telt als",
    "tasks_head_volume": "Afgehandeld per jaar",
    "tasks_head_minutes": "Minuten per keer",
    "tasks_head_kind": "Soort",
    "tasks_head_office": "Waar",
    "tasks_head_order": "Bestelling of boeking",
    "tasks_head_outsource": "Kan worden uitbesteed",
    "tasks_head_stays": "Blijft bij nul",
    "tasks_head_hours": "Uren per jaar",
    "tasks_head_remark": "Opmerking",
    "tasks_task_information": "Informatie geven",
    "tasks_task_brochures": "Brochures en bevestigingen",
    "tasks_task_complaints": "Klachten",
    "tasks_task_selling": "Cross-selling en upselling",
    "tasks_task_orders": "Orders en storingen aannemen",
    "tasks_task_reservations": "Reserveringen",
    "tasks_task_engineers": "Monteurs inplannen",
    "tasks_task_questions": "Complexe vragen",
    "tasks_task_newsletter": "Nieuwsbrief",
    "tasks_task_switchboard": "Telefooncentrale",
    "tasks_counts_contact": "contact",
    "tasks_counts_complaint": "klacht",
    "tasks_counts_none": "geen contact",
    "tasks_kind_routine": "routinematig",
    "tasks_kind_specialist": "specialistisch",
    "tasks_kind_technical": "technisch",
    "tasks_office_front": "frontoffice",
    "tasks_office_back": "backoffice",
    "tasks_yes": "ja",
    "tasks_no": "nee",
    "tasks_help_counts": (
        "Een contact van een klant, een klacht over een serieus probleem, of werk dat op zichzelf geen contact is. Tel "
        "elk contact één keer, bij de taak waarmee het is afgehandeld."
    ),
    "tasks_help_volume": "Hoe vaak het in een jaar wordt afgehandeld. Laat leeg wat u niet doet.",
    "tasks_help_minutes": "De tijd die het gemiddeld kost, met de nabewerking.",
    "tasks_help_kind": (
        "Routinematig, specialistisch of technisch: wat niet mondeling of schriftelijk kan worden afgedaan, maar een "
        "bezoek vraagt."
    ),
    "tasks_help_office": "Wie het doet: de frontoffice, of specialisten in de backoffice.",
    "tasks_help_order": "Bevat het contact een bestelling of boeking? Geef storingen een eigen rij.",
    "tasks_help_outsource": "Zou een ander bedrijf het kunnen doen? Dat zegt wat kan, niet wat verstandig is.",
    "tasks_help_stays": "Moet het ook zonder klantenservice nog gebeuren, volgens de wet of de garantie?",
    "tasks_remark_numbers": "aantal en minuten: getallen van 0 of meer",
    "tasks_remark_choices": "kies bij Telt als, Soort en Waar",
    "tasks_derived": "Wat er voor de invoer uit volgt",
    "tasks_head_follows": "Volgt",
    "tasks_head_input": "Nu ingevuld",
    "tasks_head_said": "Vergeleken",
    "tasks_head_name": "Naam van het gegeven",
    "tasks_head_type": "Typ daar",
    "tasks_technical_share": "Technische uitvoering (de rest)",
    "tasks_no_input": "wordt niet ingevuld: het is wat overblijft",
    "tasks_same": "gelijk",
    "tasks_different": "verschilt",
    "tasks_empty": "het gegeven is leeg",
    "tasks_within_limit": "binnen wat kan worden uitbesteed",
    "tasks_beyond_limit": "meer dan kan worden uitbesteed",
    "tasks_take_over": (
        "Neem een uitkomst over door in de lichtgele cel van het gegeven te typen wat erachter staat, of het getal "
        "zelf. Wat kan worden uitbesteed, is een bovengrens, geen advies."
    ),
    "tasks_basis": (
        "Contacten per klant: de contacten zonder de klachten, gedeeld door de bereikbaarheid en de klanten van de "
        "invoer, want het model vraagt naar aangeboden contacten. Aandelen en minuten: contacten en klachten, gewogen "
        "naar aantal."
    ),
    "tasks_checked": "Uw werk naast de doorrekening: nu, jaar 1",
    "tasks_head_tasks": "Uw taken",
    "tasks_head_calculation": "Doorrekening",
    "tasks_contacts": "Afgehandelde contacten zonder de klachten",
    "tasks_complaints": "Afgehandelde contacten over serieuze problemen",
    "tasks_front_hours": "Frontoffice: uren",
    "tasks_back_hours": "Backoffice: uren",
    "tasks_front_said": "de doorrekening telt hier routinewerk, aanname, aanbiedingen en aftersales-calls",
    "tasks_back_said": "de doorrekening telt hier al het specialistische en technische werk",
    "tasks_complaints_said": "de doorrekening voegt ze zelf toe: herhaalverkeer telt mee",
    "tasks_remaining": "Wat zonder klantenservice blijft",
    "tasks_hours_at_zero": "Uren per jaar van wat blijft",
    "tasks_cost_at_zero": "Wat die uren nu kosten, met werkgeverslasten",
    "tasks_cost_at_zero_said": "een ondergrens: bezoeken, onderdelen en vergoedingen komen erbij",
}
