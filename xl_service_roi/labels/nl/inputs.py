"""Dutch sentences of the inputs sheet."""

WORDS: dict[str, str] = {
    "inputs_title": "Invoer: uw gegevens",
    "head_section": "Onderwerp",
    "head_example": "Het voorbeeldbedrijf",
    "section_required": "Verplicht",
    "section_ramp": "Ingroei",
    "other_inputs": (
        "Voor {count} andere gegevens is een aanname ingevuld; die zijn ingeklapt: u toont ze met het filter in kolom "
        "B."
    ),
    "block_essential_firm": "Het bedrijf en zijn klanten",
    "block_essential_problems": "Problemen en service",
    "block_essential_staff": "Mensen in klantenservice",
    "block_essential_sales": "Verkoop via service",
    "block_essential_plan": "Het geld dat het plan vraagt",
    "block_essential_calculation": "Hoe er gerekend wordt",
    "source_own_figure": "uw eigen cijfer",
    "source_S1": "S1, bewering in een artikel",
    "example_with_zero": "{figures}; nul: {zero}",
    "switch_0": "0 nee",
    "switch_1": "1 ja",
    "switch_hold_base_0": "0 groei",
    "switch_hold_base_1": "1 gelijk",
    "entry_help": "{meaning}. Eenheid: {unit}. Voorbeeld: {example}.",
    "entry_help_by_future": (
        "{meaning}. Eenheid: {unit}. Voorbeeld: {example}. Laat plan of nul leeg als die gelijk is aan nu."
    ),
    "entry_refused_number": "Toegestaan: {low} tot en met {high}. Typ alleen het getal, zonder valuta of woorden.",
    "entry_refused_share": (
        "Toegestaan: {low} tot en met {high}. Typ een percentage, zoals 18%, of een fractie, zoals 0,18."
    ),
    "entry_refused_whole": "Toegestaan: {low} tot en met {high}, alleen hele getallen. Kies er een uit de lijst.",
    "entry_refused_switch": "Toegestaan: {choice_0}, {choice_1}. Kies 0 of 1 uit de lijst.",
    "range_help": (
        "Hoe ver dit cijfer ernaast kan zitten: de laagste en de hoogste waarde die u mogelijk acht. Laat beide leeg "
        "als het vaststaat."
    ),
    "distribution_help": (
        "Hoe waarschijnlijk de waarden tussen laag en hoog zijn. Leeg telt als PERT: meestal dicht bij uw cijfer."
    ),
    "note_help": "Waar uw cijfer vandaan komt, of aan wie u het kunt vragen: voor uzelf, er wordt niet mee gerekend.",
}
