"""Dutch sentences in which a case is told."""

WORDS: dict[str, str] = {
    "headline_zero_is_today": (
        "In deze doorrekening is nul gelijk aan nu, dus komt de waarde van klantenservice uit op 0: vul in wat er "
        "zonder klantenservice zou gebeuren."
    ),
    "headline_zero_saves_then_costs": (
        "Klantenservice afschaffen bespaart in jaar 1 {first}{one_off}, maar kost over {horizon} per saldo "
        "{service_value}."
    ),
    "headline_zero_costs_later": (
        "Klantenservice afschaffen bespaart in jaar 1 niets{one_off}, en kost over {horizon} per saldo {service_value}."
    ),
    "headline_zero_costs_at_once": (
        "Klantenservice afschaffen bespaart niets, ook niet in het begin: het kost in jaar 1 {first}{one_off}, en over "
        "{horizon} per saldo {service_value}."
    ),
    "headline_zero_pays": (
        "In deze doorrekening levert klantenservice afschaffen meer op dan het kost: over {horizon} per saldo "
        "{service_value}."
    ),
    "headline_zero_even": (
        "In deze doorrekening kost klantenservice afschaffen over {horizon} evenveel als het bespaart: per saldo 0."
    ),
    "headline_zero_pays_until": (
        "In jaar {loss_year} levert het voor het eerst minder op dan nu: ga na wat dat na de looptijd betekent."
    ),
    "headline_zero_pays_check": (
        "Controleer eerst de wervingskosten ({acquisition} per nieuwe klant) en de verplichtingen die blijven "
        "({obligations} per jaar)."
    ),
    "headline_zero_still_serves": (
        "Let op: bij nul wordt nog {served} van de contacten geholpen; dan is klantenservice niet afgeschaft. Vul bij "
        "nul voor de bereikbaarheid 0% in."
    ),
    "headline_first_year_saves": "In jaar 1 bespaart het {first}{one_off}.",
    "headline_first_year_even": "In jaar 1 bespaart het niets{one_off}.",
    "headline_first_year_costs": "In jaar 1 kost het {first}{one_off}.",
    "headline_one_off_severance": ", na eenmalig {amount} aan afvloeiing",
    "headline_one_off_cost": ", na eenmalig {amount} aan kosten",
    "headline_one_off_gain": ", los van een eenmalige besparing van {amount}",
    "headline_saving_gone": "In het eerste jaar lijkt het winst; in jaar {gone_year} is de besparing op.",
    "headline_saving_gone_later": (
        "De besparing moet eerst de eenmalige kosten goedmaken, en in jaar {gone_year} is die op."
    ),
    "headline_saving_never": "De besparing maakt de eenmalige kosten nooit goed.",
    "headline_saving_left_residual": (
        "Binnen de looptijd is de besparing niet op; de doorslag geeft de waarde van de klanten die er daarna nog zijn."
    ),
    "headline_saving_left_discounted": (
        "Zonder disconteren blijft er iets van de besparing over; de doorslag geeft dat geld van het ene jaar op het "
        "andere minder of meer waard is."
    ),
    "headline_plan_is_today": "In deze doorrekening is het plan gelijk aan nu: het kost niets en voegt niets toe.",
    "headline_plan_pays": "Het plan levert over {horizon} {npv} meer op dan het kost{with_return}{with_payback}.",
    "headline_roi": ", een rendement van {roi} op de kosten",
    "headline_payback": ", en heeft zich na {payback} terugverdiend",
    "headline_payback_at_once": ", en staat nooit in het rood",
    "headline_payback_none": "Zonder de restwaarde verdient het plan zich binnen de looptijd niet terug.",
    "headline_plan_even": "Het plan levert over {horizon} precies op wat het kost.",
    "headline_plan_shortfall": (
        "Het plan verdient zich binnen de looptijd van {horizon} niet terug: er blijft een tekort van {npv}."
    ),
    "headline_plan_shortfall_discounted": (
        "Zonder disconteren heeft het plan zich na {payback} terugverdiend, maar bij een disconteringsvoet van {rate} "
        "niet: er blijft een tekort van {npv}."
    ),
    "headline_plan_brings_less": "Het plan levert over {horizon} per saldo {npv} minder op dan nu.",
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
}
