"""Dutch words for everything a reader sees by name, with the meaning of each driver and each line in a sentence."""

DRIVERS: dict[str, str] = {
    # general
    "horizon_years": "Looptijd",
    "discount_rate": "Disconteringsvoet",
    "mid_year": "Kasstromen vallen halverwege het jaar",
    "price_growth": "Prijsstijging",
    "wage_growth": "Loonstijging",
    "cost_inflation": "Stijging van de overige kosten",
    "tax_rate": "Belastingtarief",
    "depreciation_years": "Afschrijvingstermijn",
    "hold_base": "Zelfde klantenbestand",
    "residual_value": "Restwaarde meetellen",
    "benefit_risk": "Risicoaftrek op de baten",
    "cost_risk": "Risico-opslag op de programmakosten",
    "ramp_plan": "Ingroei van het plan",
    "realisation_share": "Realisatiegraad",
    # customers
    "customers": "Klanten bij de start",
    "churn": "Klantverloop",
    "revenue_per_customer": "Omzet per klant",
    "gross_margin": "Dekkingsbijdrage in % van de omzet",
    "new_customers": "Klanten geworven door marketing en verkoop",
    "acquisition_cost": "Wervingskosten per nieuwe klant",
    "acquisition_elasticity": "Elasticiteit van de wervingskosten",
    "welcome_discount": "Welkomstkorting",
    "brand_marketing": "Merk- en naamsbekendheid",
    "referral_rate": "Aanbevelingen per tevreden klant",
    "people_told": "Mensen die het horen, per ontevreden klant",
    "deterred_share": "Deel van hen dat wordt afgeschrikt",
    "spend_drop_unhappy": "Omzetverlies bij een ontevreden klant",
    "prospect_contact_share": "Prospects die eerst service raadplegen",
    "prospect_loss_unserved": "Niet-geholpen prospects die afhaken",
    # problems
    "problem_share": "Klanten met een serieus probleem",
    "contact_share": "Aandeel dat zich meldt",
    "reach_share": "Bereikbaarheid (geholpen contacten)",
    "satisfied_share": "Geholpen: tevredengesteld",
    "mollified_share": "Geholpen: slechts deels",
    "extra_loss_silent": "Extra vertrekkans: meldt zich niet",
    "extra_loss_unreached": "Extra vertrekkans: gemeld, niet geholpen",
    "extra_loss_satisfied": "Extra vertrekkans: tevredengesteld",
    "extra_loss_mollified": "Extra vertrekkans: deels geholpen",
    "extra_loss_dissatisfied": "Extra vertrekkans: ontevreden",
    "root_causes_removed": "Weggenomen oorzaken",
    "contacts_per_problem": "Contacten per probleem",
    "failure_cost_per_problem": "Faalkosten per probleem",
    "improvement_budget": "Budget voor het wegnemen van oorzaken",
    "retention_offer_share": "Vertrekkende klanten met retentieaanbod",
    "retention_offer_success": "Retentieaanbod dat slaagt",
    "retention_offer_cost": "Kosten van het aanbod per behouden klant",
    # operations
    "contacts_per_customer": "Overige contacten per klant",
    "contacting_share": "Klanten met zo'n overig contact",
    "extra_loss_unserved_contact": "Extra vertrekkans: overig contact gemist",
    "order_share": "Overige contacten met een bestelling",
    "order_contribution": "Dekkingsbijdrage per bestelling",
    "order_loss_unserved": "Gemiste bestellingen, voorgoed verloren",
    "spillover_share": "Gemiste contacten die elders terechtkomen",
    "spillover_cost_per_contact": "Kosten van zo'n contact elders",
    "routine_share": "Routinematig werk",
    "specialist_share": "Specialistisch werk",
    "routine_minutes": "Behandeltijd: routinematig",
    "specialist_minutes": "Behandeltijd: specialistisch",
    "technical_minutes": "Planningstijd: technische uitvoering",
    "intake_minutes": "Tijd voor aanname en doorzetten",
    "routine_by_specialists_share": "Routinewerk gedaan door specialisten",
    "outsourced_share": "Uitbesteed routinewerk",
    "outsourcing_price": "Prijs per uitbesteed contact",
    "productive_hours": "Aanwezige uren per fte",
    "occupancy": "Bezettingsgraad",
    "cashable_share": "Vrijgekomen fte die de loonlijst verlaat",
    "front_salary": "Bruto jaarsalaris frontoffice",
    "back_salary": "Bruto jaarsalaris backoffice",
    "on_cost": "Werkgeverslasten",
    "service_overhead": "Overhead van klantenservice",
    "obligations_cost": "Resterende (garantie)verplichtingen",
    # field
    "visit_share": "Servicebezoeken per technisch contact",
    "first_time_fix": "In één keer goed",
    "unnecessary_visit_share": "Onjuiste of onnodige servicebezoeken",
    "visit_cost": "Kosten per servicebezoek",
    "visit_fee": "Tarief per servicebezoek",
    "visit_offer_share": "Servicebezoeken met een aanbod",
    "parts_stock": "Onderdelenvoorraad",
    "holding_cost_share": "Voorraadkosten",
    "stock_release_share": "Opbrengst bij afbouw van de voorraad",
    "returns_per_customer": "Retouren per klant",
    "cost_per_return": "Kosten per retour",
    # service sales
    "offer_share": "Geholpen contacten met een aanbod",
    "offer_conversion": "Aanbod dat een verkoop wordt",
    "offer_minutes": "Extra behandeltijd per aanbod",
    "aftersales_calls_per_customer": "Aftersales-calls per klant",
    "aftersales_conversion": "Aftersales-calls die een verkoop worden",
    "aftersales_minutes": "Tijd per aftersales-call",
    "sale_contribution": "Dekkingsbijdrage per verkoop",
    "cannibalised_share": "Overlap met de verkoopafdeling",
    "cost_per_sale_sales": "Verkoopkosten per verkoop: onbekenden",
    "cost_per_sale_known": "Verkoopkosten per verkoop: bestaande klant",
    "channel_cost_ratio": "Servicekanaal goedkoper, aantal keren",
    "second_chance_conversion": "Herstelde klachten die een verkoop worden",
    "contract_customers": "Klanten met een servicecontract",
    "contract_attach": "Klanten die een contract nemen",
    "contract_fee": "Prijs van het servicecontract",
    "contract_margin": "Dekkingsbijdrage van het servicecontract",
    "contract_churn": "Contracten opgezegd door blijvende klanten",
    # staff
    "staff_turnover": "Personeelsverloop",
    "replacement_multiple": "Vervangingskosten per medewerker",
    "quit_offer_acceptance": "Aangenomen vertrekpremies",
    "quit_offer_amount": "Bedrag van de vertrekpremie",
    "training_per_fte": "Opleiding en coaching per fte",
    "training_hours": "Opleidingsuren per fte",
    "service_bonus_share": "Bonus op service-KPI's",
    # accounts
    "accounts": "Zakelijke accounts",
    "contribution_per_account": "Dekkingsbijdrage per account",
    "tandem_share": "Accounts bediend door een tandem",
    "account_manager_fte": "Tandem: accountmanager, fte",
    "account_manager_salary": "Tandem: accountmanager, salaris",
    "operations_lead_fte": "Tandem: operationeel verantwoordelijke, fte",
    "operations_lead_salary": "Tandem: operationeel verantw., salaris",
    "coordination_hours": "Tandem: uren voor afstemming",
    "csm_fte": "Client Service Manager, fte",
    "csm_salary": "Client Service Manager, salaris",
    "csm_cover_share": "Client Service Manager, vervanging",
    "account_loss_tandem": "Verloren accounts: tandem",
    "account_loss_csm": "Verloren accounts: Client Service Manager",
    "account_growth_tandem": "Gewonnen accounts: tandem",
    "account_growth_csm": "Gewonnen accounts: Client Service Manager",
    # programme
    "officer_cost": "De CSO/CCO",
    "office_cost": "Staf van de CSO/CCO",
    "technology_cost": "Technologie van het programma",
    "alignment_cost": "Afstemming tussen de twee kapiteins",
    "capital_outlay": "Investering",
    "change_cost": "Eenmalige veranderkosten",
    "redundant_share": "Boventallig deel van het servicepersoneel",
    "severance_months": "Afvloeiing per boventallige medewerker",
    # service level
    "reach_ceiling": "Plafond van de bereikbaarheid",
    "satisfied_ceiling": "Plafond van de tevredenheid",
}

MEANINGS: dict[str, str] = {
    # general
    "horizon_years": "Aantal jaren dat de doorrekening vooruitkijkt",
    "discount_rate": "Disconteringsvoet per jaar (nominaal)",
    "mid_year": "1: kasstromen vallen halverwege het jaar; 0: aan het eind ervan",
    "price_growth": "Jaarlijkse stijging van de prijzen van het bedrijf; ingevulde bedragen zijn in prijzen van jaar 1",
    "wage_growth": "Jaarlijkse stijging van de lonen",
    "cost_inflation": "Jaarlijkse stijging van alle overige kosten",
    "tax_rate": "Belasting over de winst; 0 geeft de gebruikelijke doorrekening vóór belasting",
    "depreciation_years": "Termijn waarin de investering lineair wordt afgeschreven, alleen voor de belasting",
    "hold_base": "0: zelfde wervingsinspanning, meer klanten; 1: zelfde klantenbestand, minder werving",
    "residual_value": (
        "1: klanten die er aan het eind nog zijn, tellen mee met hun marge over de rest van hun klantduur"
    ),
    "benefit_risk": "Aftrek op alle baten vanwege risico",
    "cost_risk": "Opslag op alle programmakosten vanwege risico",
    "ramp_plan": "Deel van het effect van het plan dat in elk jaar is bereikt (10 waarden)",
    "realisation_share": (
        "Deel van het effect van het plan dat ooit wordt bereikt (mandaat): schaalt de ingroei; de kosten worden "
        "volledig betaald"
    ),
    # customers
    "customers": "Aantal klanten bij de start",
    "churn": "Waargenomen klantverloop van nu, ook dat door problemen",
    "revenue_per_customer": (
        "Jaaromzet van het hoofdproduct per klant (een plan kan die verhogen: onderscheid door service)"
    ),
    "gross_margin": (
        "Dekkingsbijdrage als deel van die omzet, vóór service- en wervingskosten; daalt waar overstappers op "
        "de prijs drukken"
    ),
    "new_customers": "Klanten die marketing en verkoop elk jaar werven (bij zelfde wervingsinspanning)",
    "acquisition_cost": "Kosten van marketing en verkoop per geworven klant",
    "acquisition_elasticity": (
        "Bij zelfde klantenbestand: stijging van de kosten per geworven klant naarmate er meer nodig zijn (0 geen, "
        "1 evenredig; aanname)"
    ),
    "welcome_discount": "Deel van de omzet van het eerste jaar dat geworven klanten als korting krijgen",
    "brand_marketing": "Marketing die niet aan een geworven klant is toe te rekenen",
    "referral_rate": "Nieuwe klanten die elke tevreden klant per jaar aanbrengt",
    "people_told": "Aantal mensen aan wie een ontevreden klant het vertelt, sociale media meegerekend (aanname)",
    "deterred_share": "Deel van hen dat anders klant zou zijn geworden en dat nu niet doet",
    "spend_drop_unhappy": (
        "Deel van de omzet dat verloren gaat bij een klant die ontevreden achterblijft maar niet vertrekt ('koopt "
        "meer' in omgekeerde richting; 0: niet meegeteld)"
    ),
    "prospect_contact_share": "Prospects die contact opnemen met service voordat zij kopen (presales; aanname)",
    "prospect_loss_unserved": "Deel van hen dat niet koopt als zij niet worden geholpen (aanname)",
    # problems
    "problem_share": "Deel van de klanten dat in het jaar een serieus probleem heeft",
    "contact_share": "Deel van hen dat zich bij service meldt; de anderen zwijgen",
    "reach_share": "Deel van de contacten dat wordt geholpen; de anderen haken af of vinden niemand",
    "satisfied_share": "Van de geholpen problemen: naar volle tevredenheid opgelost",
    "mollified_share": "Van de geholpen problemen: deels opgelost; de rest blijft ontevreden",
    "extra_loss_silent": "Extra kans op vertrek: wel een probleem, nooit bij service gemeld",
    "extra_loss_unreached": "Extra kans op vertrek: gemeld, niet geholpen",
    "extra_loss_satisfied": (
        "Extra kans op vertrek: geholpen en tevreden (alleen onder 0 als de paradox van het serviceherstel als "
        "gevoeligheid wordt doorgerekend)"
    ),
    "extra_loss_mollified": "Extra kans op vertrek: geholpen, deels opgelost",
    "extra_loss_dissatisfied": "Extra kans op vertrek: geholpen, niet opgelost",
    "root_causes_removed": (
        "Deel van de resterende oorzaken van problemen dat dankzij klachten elk jaar wordt weggenomen"
    ),
    "contacts_per_problem": "Aantal contacten dat een probleem kost (herhaalverkeer telt mee)",
    "failure_cost_per_problem": (
        "Vergoedingen, herstelwerk en attenties per probleem (ook een bos lelies); wat de wet zonder service eist, "
        "staat bij de verplichtingen"
    ),
    "improvement_budget": "Geld voor het wegnemen van de oorzaken waar klachten op wijzen",
    "retention_offer_share": (
        "Deel van de klanten die op het punt van vertrekken staan, door service worden bereikt en een "
        "retentieaanbod krijgen"
    ),
    "retention_offer_success": "Deel van die aanbiedingen dat de klant behoudt",
    "retention_offer_cost": "Kosten van het aanbod per behouden klant",
    # operations
    "contacts_per_customer": (
        "Overige contacten, niet over een serieus probleem: informatie, bestellingen, boekingen, wijzigingen"
    ),
    "contacting_share": "Deel van de klanten dat in een jaar minstens één zo'n contact heeft",
    "extra_loss_unserved_contact": "Extra kans op vertrek als zo'n contact niet wordt geholpen",
    "order_share": "Deel van die contacten dat een bestelling of boeking bevat",
    "order_contribution": "Dekkingsbijdrage per zo'n bestelling",
    "order_loss_unserved": "Deel van de niet-geholpen bestellingen dat voorgoed verloren is",
    "spillover_share": (
        "Deel van de niet-geholpen contacten dat bij een andere afdeling of bij de directeur terechtkomt (aanname)"
    ),
    "spillover_cost_per_contact": "Kosten van zo'n contact daar (aanname)",
    "routine_share": "Routinematig werk (R)",
    "specialist_share": "Specialistisch werk (S); de rest is technische uitvoering (T), waarvoor een bezoek nodig is",
    "routine_minutes": "Behandeltijd van routinematig werk",
    "specialist_minutes": "Behandeltijd van specialistisch werk",
    "technical_minutes": "Plannen en aansturen van technische uitvoering",
    "intake_minutes": "Aanname en doorzetten van specialistisch en technisch werk door de frontoffice (het filter)",
    "routine_by_specialists_share": "Routinematig werk dat (dure) specialisten in de backoffice doen",
    "outsourced_share": "Routinematig werk van de frontoffice dat is uitbesteed",
    "outsourcing_price": "Prijs per uitbesteed contact",
    "productive_hours": "Aanwezige uren per fte",
    "occupancy": "Deel van de aanwezige uren dat aan contacten wordt besteed",
    "cashable_share": "Deel van de vrijgekomen fte dat echt van de loonlijst gaat",
    "front_salary": "Bruto jaarsalaris van de frontoffice (incl. vakantiegeld)",
    "back_salary": "Bruto jaarsalaris van de backoffice (incl. vakantiegeld)",
    "on_cost": "Werkgeverslasten als deel van het bruto jaarsalaris",
    "service_overhead": "Systemen, huisvesting en leiding van service",
    "obligations_cost": (
        "Afhandeling van wettelijke en garantieverplichtingen, bezoeken inbegrepen, die ook zonder service blijft"
    ),
    "visit_share": "Servicebezoeken per technisch contact; per definitie 1, lager waar hulp op afstand werkt",
    "first_time_fix": "Klussen die in één bezoek klaar zijn",
    "unnecessary_visit_share": (
        "Servicebezoeken die onjuist of onnodig waren (verkeerde diagnose, onderdeel, plaats of tijd)"
    ),
    "visit_cost": "Kosten per servicebezoek",
    "visit_fee": "Bedrag dat per servicebezoek in rekening wordt gebracht",
    "visit_offer_share": "Servicebezoeken waarbij de monteur een aanbod doet",
    "parts_stock": "Reserveonderdelen in de keten",
    "holding_cost_share": (
        "Jaarlijkse kosten van het aanhouden van voorraad, zonder de vermogenskosten, die al in het disconteren zitten"
    ),
    "stock_release_share": "Deel van de boekwaarde dat vrijkomt als de onderdelenvoorraad daalt",
    "returns_per_customer": "Teruggezonden producten per klant",
    "cost_per_return": "Kosten per retour",
    "offer_share": "Geholpen contacten waarin een aanbod wordt gedaan (cross-selling, upselling)",
    "offer_conversion": "Aanbiedingen die een verkoop worden",
    "offer_minutes": "Extra behandeltijd per gedaan aanbod",
    "aftersales_calls_per_customer": "Aftersales-calls die service per klant doet",
    "aftersales_conversion": "Aftersales-calls die een verkoop worden",
    "aftersales_minutes": "Tijd per aftersales-call",
    "sale_contribution": (
        "Dekkingsbijdrage per verkoop vóór verkoopkosten, na aftrek van kortingen, over de hele duur van de verkoop "
        "(een upgrade keert elk jaar terug)"
    ),
    "cannibalised_share": (
        "Verkopen die de verkoopafdeling toch al aan deze klanten zou hebben gedaan (onze aanvulling op de twee "
        "kapiteins)"
    ),
    "cost_per_sale_sales": (
        "Verkoopkosten per verkoop aan onbekenden, via de verkoopafdeling; een verkoop via het servicekanaal kost "
        "dit bedrag gedeeld door de verhouding hieronder"
    ),
    "cost_per_sale_known": (
        "Verkoopkosten per verkoop aan een bestaande klant, via de verkoopafdeling, die wegvallen als service de "
        "verkoop doet"
    ),
    "channel_cost_ratio": "Hoeveel keer goedkoper een verkoop via het servicekanaal is",
    "second_chance_conversion": "Herstelde klachten die een verkoop worden",
    "contract_customers": "Klanten met een servicecontract bij de start",
    "contract_attach": "Klanten zonder contract die er in het jaar een nemen",
    "contract_fee": "Prijs per jaar",
    "contract_margin": (
        "Dekkingsbijdrage van die prijs vóór servicebezoeken, waarvan de kosten bij de buitendienst staan"
    ),
    "contract_churn": "Klanten die blijven maar hun contract opzeggen",
    "staff_turnover": "Medewerkers die in het jaar vertrekken",
    "replacement_multiple": (
        "Kosten van het vinden en inwerken van één medewerker, in bruto jaarsalarissen: zoeken, selectie, "
        "opleiding, aandacht van leiding en collega's, verloren productiviteit; 0,5 tot 2 in het artikel dat aan "
        "dit model ten grondslag ligt, daarbuiten volgt een waarschuwing"
    ),
    "quit_offer_acceptance": "Deel van de opvolgers van vertrokken medewerkers dat de vertrekpremie aanneemt",
    "quit_offer_amount": "Bedrag van die premie",
    "training_per_fte": "Opleiding en coaching per fte",
    "training_hours": "Uren opleiding en coaching per fte, die van de aanwezige uren afgaan",
    "service_bonus_share": "Bonus op service-KPI's als deel van de loonsom",
    "accounts": "Zakelijke accounts die door accountteams worden bediend",
    "contribution_per_account": "Dekkingsbijdrage van een account",
    "tandem_share": "Accounts die een tandem bedient; de andere hebben een Client Service Manager",
    "account_manager_fte": "Tandem: accountmanager",
    "account_manager_salary": "Tandem: salaris van de accountmanager",
    "operations_lead_fte": "Tandem: operationeel verantwoordelijke",
    "operations_lead_salary": "Tandem: salaris van de operationeel verantwoordelijke",
    "coordination_hours": "Tandem: uren die de twee samen aan afstemming besteden, boven op de fte hierboven",
    "csm_fte": "Client Service Manager",
    "csm_salary": "Salaris van de Client Service Manager",
    "csm_cover_share": "Vervanging bij vakantie en vertrek",
    "account_loss_tandem": (
        "Accounts die per jaar bij een tandem verloren gaan (operationele hinder bereikt de accountmanager en houdt "
        "contractgesprekken op)"
    ),
    "account_loss_csm": "Accounts die verloren gaan door afwezigheid of vertrek van een Client Service Manager",
    "account_growth_tandem": (
        "Accounts die er per jaar bij een tandem bijkomen (gesprekken gaan over de toekomst, niet over de "
        "verstoringen van vandaag)"
    ),
    "account_growth_csm": "Accounts die er per jaar bij een Client Service Manager bijkomen",
    "officer_cost": "De CSO/CCO: salaris, werkgeverslasten en bonus op service-KPI's",
    "office_cost": "Staf van de CSO/CCO",
    "technology_cost": "Jaarlijkse technologie van het programma",
    "alignment_cost": "Jaarlijkse kosten om de koersen van de twee kapiteins, verkoop en service, af te stemmen",
    "capital_outlay": "Eenmalige investering in jaar 0",
    "change_cost": "Eenmalige veranderkosten in jaar 0",
    "redundant_share": "Deel van het huidige servicepersoneel dat in jaar 0 boventallig wordt",
    "severance_months": "Afvloeiing per boventallige medewerker, in maandsalarissen",
    "reach_ceiling": "Bereikbaarheid die met geen bedrag is te overtreffen (curve van het serviceniveau)",
    "satisfied_ceiling": "Tevredenheid die met geen bedrag is te overtreffen (curve van het serviceniveau)",
}

UNITS: dict[str, str] = {
    "-": "–",
    "FTE": "fte",
    "FTE/account": "fte/account",
    "accounts": "accounts",
    "calls/customer/year": "calls/klant/jaar",
    "contacts": "contacten",
    "contacts/customer/year": "contacten/klant/jaar",
    "contacts/problem": "contacten/probleem",
    "contacts/year": "contacten/jaar",
    "contracts": "contracten",
    "customers": "klanten",
    "customers/happy customer/year": "klanten/tevreden klant/jaar",
    "customers/year": "klanten/jaar",
    "factor": "factor",
    "hours": "uren",
    "hours/FTE": "uren/fte",
    "hours/FTE/year": "uren/fte/jaar",
    "hours/account/year": "uren/account/jaar",
    "index": "index",
    "minutes/call": "minuten/call",
    "minutes/contact": "minuten/contact",
    "minutes/offer": "minuten/aanbod",
    "money": "geld",
    "money/FTE/year": "geld/fte/jaar",
    "money/account": "geld/account",
    "money/account/year": "geld/account/jaar",
    "money/contact": "geld/contact",
    "money/contract/year": "geld/contract/jaar",
    "money/customer": "geld/klant",
    "money/customer kept": "geld/behouden klant",
    "money/customer/year": "geld/klant/jaar",
    "money/order": "geld/bestelling",
    "money/problem": "geld/probleem",
    "money/return": "geld/retour",
    "money/sale": "geld/verkoop",
    "money/visit": "geld/servicebezoek",
    "money/year": "geld/jaar",
    "months": "maanden",
    "orders": "bestellingen",
    "people/unhappy customer": "mensen/ontevreden klant",
    "problems": "problemen",
    "ratio": "verhouding",
    "returns/customer/year": "retouren/klant/jaar",
    "sales": "verkopen",
    "share": "aandeel",
    "share by year": "aandeel in elk jaar",
    "share/year": "aandeel/jaar",
    "switch": "0 of 1",
    "times": "keer",
    "visits": "servicebezoeken",
    "visits/technical contact": "servicebezoeken/technisch contact",
    "year": "jaar",
    "yearly salaries": "jaarsalarissen",
    "years": "jaren",
}

LINES: dict[str, str] = {
    # problems and churn
    "base_churn": "Basisklantverloop (los van service)",
    "remaining_causes": "Resterende oorzaken van problemen",
    "problem_rate": "Aandeel klanten met een probleem",
    "saved_share": "Aandeel vertrekkers dat wordt behouden",
    "extra_loss": "Extra vertrekkans per klant met een probleem",
    "service_churn": "Klantverloop verklaard door service",
    "unhappy_share": "Aandeel klanten dat ontevreden blijft",
    "more_unhappy": "Meer ontevreden klanten dan nu, aandeel",
    "gross_churn": "Klantverloop vóór retentieaanbod",
    "uncapped_churn": "Klantverloop vóór begrenzing op 100%",
    "churn_rate": "Klantverloop van het jaar",
    # customers
    "opening_customers": "Klanten begin jaar",
    "lost_customers": "Vertrokken klanten",
    "saved_customers": "Behouden klanten door een aanbod",
    "referred_customers": "Klanten via aanbeveling",
    "deterred_customers": "Afgeschrikte klanten",
    "prospects_lost": "Prospects verloren door bereikbaarheid",
    "acquisition_effort": "Wervingsinspanning",
    "dearer": "Werving duurder, factor",
    "bought_customers": "Geworven klanten",
    "closing_customers": "Klanten eind jaar",
    "average_customers": "Klanten gemiddeld",
    # contacts and work
    "problem_customers": "Klanten met een serieus probleem",
    "contacts_offered": "Aangeboden contacten",
    "contacts_served": "Afgehandelde contacten",
    "technical_share": "Aandeel technische uitvoering",
    "front_hours": "Uren werk frontoffice",
    "back_hours": "Uren werk backoffice",
    "hours_per_fte": "Uren werk per fte",
    "front_fte": "Frontoffice: fte aan werk",
    "back_fte": "Backoffice: fte aan werk",
    "paid_front_fte": "Frontoffice: fte op de loonlijst",
    "paid_back_fte": "Backoffice: fte op de loonlijst",
    "paid_fte": "Fte op de loonlijst",
    "payroll": "Loonsom",
    "payroll_now": "Loonsom vóór de start",
    "visits": "Servicebezoeken",
    # sales through service
    "extra_orders": "Meer of minder bestellingen dan nu",
    "service_sales": "Verkopen via het servicekanaal",
    "second_chance_sales": "Verkopen na een herstelde klacht",
    "opening_contracts": "Servicecontracten begin jaar",
    "closing_contracts": "Servicecontracten eind jaar",
    "opening_accounts": "Accounts begin jaar",
    "account_loss": "Aandeel verloren accounts",
    "account_growth": "Aandeel gewonnen accounts",
    "closing_accounts": "Accounts eind jaar",
    "average_accounts": "Accounts gemiddeld",
    # money in
    "main_contribution": "Dekkingsbijdrage hoofdproduct",
    "orders_contribution": "Dekkingsbijdrage bestellingen",
    "sales_contribution": "Dekkingsbijdrage verkoop via service",
    "selling_cost_saved": "Bespaarde verkoopkosten verkoopafdeling",
    "second_chance_contribution": "Dekkingsbijdrage tweede kans",
    "contract_contribution": "Dekkingsbijdrage servicecontracten",
    "visits_contribution": "Opbrengst servicebezoeken",
    "account_contribution": "Dekkingsbijdrage accounts",
    "stock_release": "Vrijval onderdelenvoorraad",
    # money out
    "acquisition_spending": "Wervingskosten",
    "brand_marketing_cost": "Kosten merk- en naamsbekendheid",
    "retention_offers_cost": "Kosten retentieaanbod",
    "service_selling_cost": "Verkoopkosten servicekanaal",
    "staff_cost": "Servicepersoneel",
    "service_bonus_cost": "Kosten bonus op service-KPI's",
    "outsourcing_cost": "Uitbesteding",
    "overhead_cost": "Overhead van klantenservice",
    "remaining_obligations": "Resterende (garantie)verplichtingen",
    "spillover_cost": "Werk dat elders terechtkomt",
    "failure_cost": "Faalkosten",
    "improvement_cost": "Kosten wegnemen van oorzaken",
    "visits_cost": "Kosten servicebezoeken",
    "parts_cost": "Voorraadkosten onderdelen",
    "return_cost": "Kosten retouren",
    "leavers": "Vertrokken medewerkers",
    "turnover_cost": "Kosten personeelsverloop",
    "quit_offers_cost": "Kosten vertrekpremies",
    "training_cost": "Kosten opleiding en coaching",
    "tandem_cost": "Salarissen per account: tandem",
    "csm_cost": "Salaris per account: Client Service Manager",
    "account_service_cost": "Kosten accountteams",
    "cost_of_officer": "Kosten CSO/CCO",
    "cost_of_office": "Kosten staf van de CSO/CCO",
    "cost_of_technology": "Kosten technologie",
    "cost_of_alignment": "Kosten afstemming",
    # cash and value
    "total_money_in": "Totaal geld erin",
    "total_money_out": "Totaal geld eruit",
    "service_sales_money_in": "Geld erin uit verkoop via service",
    "operating_cash_flow": "Operationele kasstroom",
    "capital_spending": "Investering",
    "change_spending": "Eenmalige veranderkosten",
    "severance": "Afvloeiingskosten",
    "undepreciated_years": "Nog af te schrijven jaren",
    "depreciation": "Afschrijving (voor de belasting)",
    "tax": "Belasting",
    "net_cash_flow": "Nettokasstroom",
    "discount_factor": "Disconteringsfactor",
    "present_value": "Contante waarde",
    "customer_margin": "Marge per blijvende klant (nu)",
    "staying_share": "Aandeel klanten dat blijft (nu)",
    "residual": "Restwaarde",
    # indices and switches of the year
    "price_index": "Prijsindex",
    "wage_index": "Loonindex",
    "cost_index": "Kostenindex",
    "effect": "Bereikt deel van het effect van het plan",
    "in_horizon": "Jaar valt binnen de looptijd",
    "in_last_year": "Laatste jaar van de looptijd",
    "counted_churn": "Klantverloop dat meetelt",
    "counted_prospects_lost": "Afgehaakte prospects die meetellen",
}

TEXTS: dict[str, str] = {
    # problems and churn
    "base_churn": (
        "Klantverloop dat er ook zonder probleem of gemist contact zou zijn; één getal voor alle jaren, afgeleid "
        "uit de cijfers van nu."
    ),
    "remaining_causes": (
        "Deel van de oorzaken van problemen dat er in het jaar nog is, nadat in dat jaar en eerder oorzaken zijn "
        "weggenomen."
    ),
    "problem_rate": "Aandeel klanten dat in de loop van het jaar een serieus probleem heeft.",
    "saved_share": "Deel van de klanten met vertrekplannen dat in de loop van het jaar door een retentieaanbod blijft.",
    "extra_loss": "Gemiddelde extra kans op vertrek in de loop van het jaar van een klant met een serieus probleem.",
    "service_churn": "Klantverloop in de loop van het jaar door problemen en door gemiste overige contacten.",
    "unhappy_share": "Aandeel klanten dat in de loop van het jaar met een probleem ontevreden achterblijft.",
    "more_unhappy": (
        "Aandeel klanten dat in de loop van het jaar ontevreden achterblijft, min hetzelfde aandeel van nu."
    ),
    "gross_churn": "Klantverloop in de loop van het jaar voordat een retentieaanbod klanten behoudt.",
    "uncapped_churn": "Klantverloop in de loop van het jaar na retentieaanbod, nog niet begrensd op 100%.",
    "churn_rate": "Aandeel van de klanten van begin jaar dat in de loop van het jaar vertrekt, begrensd op 100%.",
    # customers
    "opening_customers": "Aantal klanten aan het begin van het jaar.",
    "lost_customers": "Klanten die in de loop van het jaar vertrekken.",
    "saved_customers": "Klanten die in de loop van het jaar wilden vertrekken en door een retentieaanbod blijven.",
    "referred_customers": "Nieuwe klanten die tevreden klanten in de loop van het jaar aanbrengen.",
    "deterred_customers": (
        "Nieuwe klanten die in de loop van het jaar wegblijven door verhalen van ontevreden klanten, boven het "
        "aantal van nu (negatief: minder dan nu)."
    ),
    "prospects_lost": (
        "Deel van de te werven klanten dat in de loop van het jaar afhaakt door slechtere bereikbaarheid dan nu "
        "(negatief: minder afhakers dan nu)."
    ),
    "acquisition_effort": "Werving waarvoor in de loop van het jaar wordt betaald, in aantal klanten.",
    "dearer": (
        "Factor waarmee de wervingskosten per klant in het jaar hoger of lager zijn dan nu, omdat er meer of minder "
        "klanten nodig zijn."
    ),
    "bought_customers": "Klanten die marketing en verkoop in de loop van het jaar werkelijk werven.",
    "closing_customers": "Aantal klanten aan het eind van het jaar.",
    "average_customers": "Gemiddeld aantal klanten in de loop van het jaar: het midden van begin en eind.",
    # contacts and work
    "problem_customers": "Klanten die in de loop van het jaar een serieus probleem hebben.",
    "contacts_offered": "Contacten die klanten in de loop van het jaar zoeken, over problemen en over al het overige.",
    "contacts_served": "Contacten die service in de loop van het jaar werkelijk afhandelt.",
    "technical_share": "Deel van de contacten in het jaar dat technische uitvoering vraagt.",
    "front_hours": "Uren werk van de frontoffice in de loop van het jaar.",
    "back_hours": "Uren werk van de backoffice in de loop van het jaar.",
    "hours_per_fte": "Uren per fte die in het jaar na opleiding overblijven en aan contacten worden besteed.",
    "front_fte": "Fte die het werk van de frontoffice in de loop van het jaar vraagt.",
    "back_fte": "Fte die het werk van de backoffice in de loop van het jaar vraagt.",
    "paid_front_fte": (
        "Fte van de frontoffice die in de loop van het jaar op de loonlijst staat, ook als het werk minder vraagt."
    ),
    "paid_back_fte": (
        "Fte van de backoffice die in de loop van het jaar op de loonlijst staat, ook als het werk minder vraagt."
    ),
    "paid_fte": "Fte van service die in de loop van het jaar op de loonlijst staat.",
    "payroll": "Bruto salarissen van service in de loop van het jaar, zonder werkgeverslasten.",
    "payroll_now": (
        "Bruto jaarsalarissen van service zoals die nu is, in lonen van jaar 1: de grondslag van de afvloeiing in jaar "
        "0."
    ),
    "visits": "Servicebezoeken in de loop van het jaar, herhaalde en onnodige bezoeken meegerekend.",
    # sales through service
    "extra_orders": (
        "Bestellingen die in de loop van het jaar door betere bereikbaarheid dan nu extra binnenkomen (negatief: "
        "verloren gaan)."
    ),
    "service_sales": (
        "Verkopen via het servicekanaal in de loop van het jaar: in contacten, bij bezoeken en in aftersales-calls."
    ),
    "second_chance_sales": "Verkopen in de loop van het jaar aan klanten wier klacht is hersteld.",
    "opening_contracts": "Aantal servicecontracten aan het begin van het jaar.",
    "closing_contracts": "Aantal servicecontracten aan het eind van het jaar.",
    "opening_accounts": "Aantal zakelijke accounts aan het begin van het jaar.",
    "account_loss": "Deel van de accounts van begin jaar dat in de loop van het jaar verloren gaat.",
    "account_growth": "Accounts die er in de loop van het jaar bijkomen, als deel van de accounts van begin jaar.",
    "closing_accounts": "Aantal zakelijke accounts aan het eind van het jaar.",
    "average_accounts": "Gemiddeld aantal zakelijke accounts in de loop van het jaar: het midden van begin en eind.",
    # money in
    "main_contribution": (
        "Dekkingsbijdrage van het hoofdproduct in de loop van het jaar, na welkomstkorting en na minder omzet bij "
        "ontevreden klanten."
    ),
    "orders_contribution": (
        "Dekkingsbijdrage in de loop van het jaar van bestellingen die er door de bereikbaarheid meer of minder "
        "zijn dan nu."
    ),
    "sales_contribution": (
        "Dekkingsbijdrage in de loop van het jaar van verkopen via het servicekanaal die de verkoopafdeling niet "
        "zou hebben gedaan."
    ),
    "selling_cost_saved": (
        "Verkoopkosten die de verkoopafdeling in de loop van het jaar bespaart omdat service de verkoop doet."
    ),
    "second_chance_contribution": "Dekkingsbijdrage in de loop van het jaar van verkopen na een herstelde klacht.",
    "contract_contribution": (
        "Dekkingsbijdrage van servicecontracten in de loop van het jaar, over het gemiddelde van begin en eind."
    ),
    "visits_contribution": "Bedragen die in de loop van het jaar voor servicebezoeken in rekening worden gebracht.",
    "account_contribution": "Dekkingsbijdrage van zakelijke accounts in de loop van het jaar.",
    "stock_release": (
        "Geld dat in de loop van het jaar vrijkomt doordat de onderdelenvoorraad daalt (negatief: geld dat een "
        "stijging vraagt)."
    ),
    # money out
    "acquisition_spending": "Uitgaven voor werving in de loop van het jaar.",
    "brand_marketing_cost": "Uitgaven voor merk- en naamsbekendheid in de loop van het jaar.",
    "retention_offers_cost": (
        "Kosten van retentieaanbod aan klanten die daardoor in de loop van het jaar zijn behouden."
    ),
    "service_selling_cost": (
        "Kosten van verkopen via het servicekanaal in de loop van het jaar, tweede kans inbegrepen."
    ),
    "staff_cost": "Loonkosten van service in de loop van het jaar, met werkgeverslasten.",
    "service_bonus_cost": "Bonus op service-KPI's over het jaar, met werkgeverslasten.",
    "outsourcing_cost": "Kosten van routinematig werk dat in de loop van het jaar is uitbesteed.",
    "overhead_cost": "Systemen, huisvesting en leiding van service in de loop van het jaar.",
    "remaining_obligations": (
        "Kosten in de loop van het jaar van wettelijke en garantieverplichtingen die zonder service blijven."
    ),
    "spillover_cost": (
        "Kosten in de loop van het jaar van niet-geholpen contacten die elders in het bedrijf terechtkomen."
    ),
    "failure_cost": "Vergoedingen, herstelwerk en attenties na problemen in de loop van het jaar.",
    "improvement_cost": "Uitgaven in de loop van het jaar voor het wegnemen van oorzaken van problemen.",
    "visits_cost": "Kosten van servicebezoeken in de loop van het jaar.",
    "parts_cost": "Kosten van het aanhouden van onderdelenvoorraad in de loop van het jaar, zonder vermogenskosten.",
    "return_cost": "Kosten van retouren in de loop van het jaar.",
    "leavers": "Medewerkers van service, in fte, die in de loop van het jaar vertrekken.",
    "turnover_cost": (
        "Kosten van het vervangen van medewerkers die in de loop van het jaar vertrekken, opvolgers die de "
        "vertrekpremie aannemen meegerekend."
    ),
    "quit_offers_cost": "Vertrekpremies die in de loop van het jaar worden betaald.",
    "training_cost": "Uitgaven voor opleiding en coaching in de loop van het jaar.",
    "tandem_cost": "Salarissen per account per jaar bij bediening door een tandem, in lonen van jaar 1.",
    "csm_cost": "Salaris per account per jaar bij bediening door een Client Service Manager, in lonen van jaar 1.",
    "account_service_cost": "Loonkosten van accountteams in de loop van het jaar, met werkgeverslasten.",
    "cost_of_officer": "Kosten van de CSO/CCO in de loop van het jaar.",
    "cost_of_office": "Kosten van de staf van de CSO/CCO in de loop van het jaar.",
    "cost_of_technology": "Kosten van de technologie van het programma in de loop van het jaar.",
    "cost_of_alignment": "Kosten in de loop van het jaar om de koersen van verkoop en service op elkaar af te stemmen.",
    # cash and value
    "total_money_in": "Al het geld dat in de loop van het jaar binnenkomt.",
    "total_money_out": ("Al het geld dat er in de loop van het jaar uit gaat, zonder belasting en eenmalige uitgaven."),
    "service_sales_money_in": (
        "Geld dat in de loop van het jaar binnenkomt onder de post verkoop via het servicekanaal."
    ),
    "operating_cash_flow": (
        "Geld dat in de loop van het jaar binnenkomt min geld dat eruit gaat, vóór belasting; 0 in jaar 0."
    ),
    "capital_spending": "Eenmalige investering in jaar 0.",
    "change_spending": "Eenmalige veranderkosten in jaar 0.",
    "severance": "Eenmalige afvloeiing van boventallig servicepersoneel in jaar 0, met werkgeverslasten.",
    "undepreciated_years": "Aantal jaren afschrijving dat aan het begin van het jaar nog open staat.",
    "depreciation": (
        "Afschrijving van de investering over het jaar, alleen voor de belasting; in het laatste jaar alles wat nog "
        "rest."
    ),
    "tax": (
        "Belasting over het resultaat van het jaar (negatief: te verrekenen met andere winst van het bedrijf); in "
        "jaar 0 over de eenmalige kosten."
    ),
    "net_cash_flow": "Kasstroom van het jaar na belasting; in jaar 0 de eenmalige uitgaven.",
    "discount_factor": "Waarde nu van één geldeenheid in het jaar; 1 in jaar 0.",
    "present_value": (
        "Nettokasstroom van het jaar, teruggerekend naar jaar 0; in het laatste jaar met de restwaarde als die meetelt."
    ),
    "customer_margin": "Marge per klant in het jaar, na de kosten van service per klant, zoals service nu is.",
    "staying_share": "Deel van de klanten van begin jaar dat in de loop van het jaar blijft, zoals service nu is.",
    "residual": (
        "Waarde aan het eind van het laatste jaar van de klanten die er dan zijn, niet verdisconteerd en geen "
        "kasstroom; 0 in de andere jaren."
    ),
    # indices and switches of the year
    "price_index": "Prijzen van het jaar ten opzichte van jaar 1.",
    "wage_index": "Lonen van het jaar ten opzichte van jaar 1.",
    "cost_index": "Overige kosten van het jaar ten opzichte van jaar 1.",
    "effect": "Deel van de weg van nu naar deze toekomst dat in de loop van het jaar is afgelegd.",
    "in_horizon": "1 in de jaren 1 tot en met het laatste jaar van de looptijd, 0 daarna.",
    "in_last_year": "1 in het laatste jaar van de looptijd, 0 in de andere jaren.",
    "counted_churn": "Klantverloop in het jaar, nog niet begrensd op 100%, in de jaren van de looptijd; daarna 0.",
    "counted_prospects_lost": "Deel van de prospects dat afhaakt, in de jaren van de looptijd; daarna 0.",
}

MEASURES: dict[str, str] = {
    "programme_npv": "Waarde van het programma (plan min nu)",
    "service_value": "Waarde van klantenservice (nu min nul)",
    "pv_today": "Contante waarde: nu",
    "pv_plan": "Contante waarde: plan",
    "pv_zero": "Contante waarde: nul",
    "retention_value": "Waarde van klantbehoud",
    "service_sales_value": "Waarde van verkoop via het servicekanaal",
    "turnover_saving": "Besparing op personeelsverloop",
    "turnover_saving_half": "Lager personeelsverloop, bij een half jaarsalaris",
    "turnover_saving_one": "Lager personeelsverloop, bij één jaarsalaris",
    "turnover_saving_two": "Lager personeelsverloop, bij twee jaarsalarissen",
    "pv_costs": "Contante waarde van de programmakosten",
    "pv_benefits": "Contante waarde van de baten",
    "roi": "Rendement (ROI)",
    "benefit_cost_ratio": "Baten-kostenverhouding",
    "risk_adjusted_npv": "Voor risico gecorrigeerde netto contante waarde",
    "profitability_index": "Winstgevendheidsindex",
    "loss_if_nothing_changes": "Verlies als er niets verandert",
    "irr": "Interne rentevoet (IRR)",
    "mirr": "Gewijzigde interne rentevoet (GIR)",
    "payback": "Terugverdientijd in jaren",
    "discounted_payback": "Verdisconteerde terugverdientijd in jaren",
    "break_even_realisation": "Omslagpunt van de realisatiegraad",
    "zero_first_loss_year": "Eerste jaar waarin afschaffen minder oplevert",
    "zero_saving_gone_year": "Jaar waarin de besparing van afschaffen op is",
    "inflow": "Instroom van klanten, plan",
    "outflow": "Uitstroom van klanten, plan",
    "cost_per_customer_won": "Kosten per geworven klant, plan",
    "cost_per_customer_kept": "Kosten per behouden klant, plan",
    "service_share": "Aandeel verkoop via service in geld erin, plan",
    "inflow_today": "Instroom van klanten, nu",
    "outflow_today": "Uitstroom van klanten, nu",
    "cost_per_customer_won_today": "Kosten per geworven klant, nu",
    "cost_per_customer_kept_today": "Kosten per behouden klant, nu",
    "service_share_today": "Aandeel verkoop via service in geld erin, nu",
    "programme_npv_without_residual": "Waarde van het programma zonder restwaarde",
    "service_value_without_residual": "Waarde van klantenservice zonder restwaarde",
    "base_churn": "Basisklantverloop (los van service)",
    "programme_npv_grow": "Waarde van het programma, zelfde wervingsinspanning",
    "programme_npv_hold": "Waarde van het programma, zelfde klantenbestand",
    "service_value_grow": "Waarde van klantenservice, zelfde wervingsinspanning",
    "service_value_hold": "Waarde van klantenservice, zelfde klantenbestand",
    "programme_npv_horizon_1": "Waarde van het programma over 1 jaar",
    "programme_npv_horizon_3": "Waarde van het programma over 3 jaar",
    "programme_npv_horizon_5": "Waarde van het programma over 5 jaar",
    "programme_npv_horizon_10": "Waarde van het programma over 10 jaar",
    "service_value_horizon_1": "Waarde van klantenservice over 1 jaar",
    "service_value_horizon_3": "Waarde van klantenservice over 3 jaar",
    "service_value_horizon_5": "Waarde van klantenservice over 5 jaar",
    "service_value_horizon_10": "Waarde van klantenservice over 10 jaar",
}

HEADINGS: dict[str, str] = {
    "retention": "Klantbehoud",
    "service_sales": "Verkoop via het servicekanaal",
    "turnover": "Personeelsverloop",
    "operations": "Uitvoering van service",
    "field": "Buitendienst",
    "accounts": "Accountteams",
    "marketing": "Merk- en naamsbekendheid",
    "programme": "Programmakosten",
    "tax": "Belasting",
    "residual": "Restwaarde",
    "calendar": "Kalender",
    "totals": "Totalen",
}

REMITS: dict[str, str] = {
    "service": "Klantenservice",
    "marketing_and_sales": "Marketing en verkoop",
    "operations_and_logistics": "Operatie en logistiek",
    "hr": "Personeelszaken (HR)",
    "finance": "Financiën",
}

SECTIONS: dict[str, str] = {
    "general": "Algemeen",
    "customers": "Klanten",
    "problems": "Problemen en klachten",
    "operations": "Contacten en werk",
    "field": "Buitendienst en onderdelen",
    "service_sales": "Verkoop via het servicekanaal",
    "staff": "Personeel",
    "accounts": "Zakelijke accounts",
    "programme": "Programma",
    "service_level": "Serviceniveau",
}

LEVERS: dict[str, str] = {
    "retention": "Klantbehoud",
    "marketing": "Marketing",
    "complaints_sensor": "Klachten als voelspriet",
    "programme": "Programma",
    "operations": "Uitvoering van service",
    "field": "Buitendienst",
    "service_sales": "Verkoop via het servicekanaal",
    "staff": "Personeel",
    "accounts": "Accountteams",
}

FUTURES: dict[str, str] = {"today": "Nu", "plan": "Plan", "zero": "Nul"}

RESULTS: dict[str, str] = {
    "discount_weight": "Disconteringsfactor die meetelt",
    "differential_cash_flow": "Kasstroom, plan − nu",
    "cumulative_cash_flow": "Idem, cumulatief",
    "payback_crossing": "Moment van terugverdienen",
    "discounted_cash_flow": "Kasstroom, plan − nu, verdisconteerd",
    "cumulative_discounted": "Idem, cumulatief",
    "discounted_crossing": "Verdisconteerd moment van terugverdienen",
    "positive_flow": "Kasstroom waar positief",
    "negative_flow": "Kasstroom waar negatief",
    "flow_sign": "Teken van de kasstroom",
    "sign_change": "Tekenwisseling",
    "programme_cost": "Wat het programma kost, na belasting",
    "zero_differential_cash_flow": "Kasstroom, nul − nu",
    "zero_cumulative": "Idem, cumulatief",
    "zero_loses": "Nul levert minder op dan nu",
    "zero_had_saving": "Nul heeft tot nu toe iets bespaard",
    "zero_saving_gone": "De besparing van afschaffen is op",
}

REQUIREMENTS: dict[str, str] = {
    "offers_keep_everyone": (
        "Retentieaanbiedingen zouden iedere klant behouden die wil vertrekken; dan is het gemeten "
        "klantverloop niet te verklaren"
    ),
    "base_churn_below_zero": (
        "Problemen en gemiste contacten zouden meer klantverloop verklaren dan er gemeten is: het basisklantverloop is "
        "kleiner dan 0"
    ),
    "served_shares_above_one": "Tevredengestelde en deels geholpen klanten samen zijn meer dan alle geholpen klanten",
    "work_shares_above_one": "Routinematig en specialistisch werk samen zijn meer dan al het werk",
    "training_takes_all_hours": "Opleiding kost alle uren dat een medewerker aanwezig is",
    "contracts_above_customers": "Er zijn meer klanten met een servicecontract dan klanten",
    "churn_above_one_today": "Het klantverloop van nu zou in een jaar boven 100% komen",
    "churn_above_one_plan": "Het klantverloop in het plan zou in een jaar boven 100% komen",
    "churn_below_zero_plan": "Het klantverloop in het plan zou in een jaar onder 0 komen",
    "churn_below_zero_zero": "Het klantverloop bij nul service zou in een jaar onder 0 komen",
    "all_prospects_lost": (
        "Alle prospects zouden afhaken omdat service ontbreekt; dan is het klantenbestand niet gelijk te houden"
    ),
    "no_customers_for_residual": (
        "In het laatste jaar is er nu geen klant meer over; een restwaarde heeft dan geen basis"
    ),
    "discount_rate_below_growth": (
        "Klanten zouden bij deze disconteringsvoet eeuwig blijven: de restwaarde heeft geen einde"
    ),
}

REASONS: dict[str, str] = {
    "the programme pays, or changes nothing, at any share of its effect": (
        "het programma loont, of verandert niets, welk deel van het effect er ook komt"
    ),
    "the programme does not pay even when all of its effect is realised": (
        "het programma loont ook niet als al het effect er komt"
    ),
    "the inputs contradict each other there": "de gegevens spreken elkaar daar tegen",
}
"""Of measures that may be missing for more than one reason, by the English text."""

WHY_NOT: dict[str, str] = {
    "roi": "het programma kost per saldo niets: de contante waarde van de kosten is niet groter dan 0",
    "benefit_cost_ratio": "het programma kost per saldo niets: de contante waarde van de kosten is niet groter dan 0",
    "profitability_index": "in jaar 0 wordt niets uitgegeven",
    "irr": "het verschil in kasstroom wisselt niet precies één keer van teken",
    "mirr": "het verschil in kasstroom kent niet beide tekens",
    "payback": "de uitgave wordt binnen de looptijd niet terugverdiend",
    "discounted_payback": "de uitgave wordt, verdisconteerd, binnen de looptijd niet terugverdiend",
    "zero_first_loss_year": "nul service levert in elk jaar minstens zoveel op als nu",
    "zero_saving_gone_year": (
        "nul service bespaart per saldo nooit iets, of wat het bespaart gaat binnen de looptijd niet verloren"
    ),
    "cost_per_customer_won": "marketing en verkoop werven geen klant",
    "cost_per_customer_won_today": "marketing en verkoop werven geen klant",
    "cost_per_customer_kept": "een retentieaanbod behoudt geen klant",
    "cost_per_customer_kept_today": "een retentieaanbod behoudt geen klant",
    "service_share": "er komt geen geld in",
    "service_share_today": "er komt geen geld in",
}
