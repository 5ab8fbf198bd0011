"""The case in sentences: one for every sign and size, in both languages."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from xl_service_roi.case import Case, Result
from xl_service_roi.headlines import headlines
from xl_service_roi.inputs import drivers
from xl_service_roi.labels import LANGUAGES, Labels
from xl_service_roi.labels.en import headlines as words_en
from xl_service_roi.labels.nl import headlines as words_nl

Values = dict[str, Any]
EXAMPLE = Case.example().inputs.nested()


def run(values: Values) -> Result:
    return Case.from_values(values, example=True).run()


def plan(**values: float) -> Values:
    return {name: {"plan": value} for name, value in values.items()}


def zero(**values: float) -> Values:
    return {name: {"zero": value} for name, value in values.items()}


def same_as_today(future: str) -> Values:
    per_future = (name for name, driver in drivers().items() if driver.scope == "future")
    return {name: {future: EXAMPLE[name]["today"]} for name in per_future}


def even(values: Values, measure: str, driver: str, future: str) -> Values:
    """Return the case with a one-off cost in a future that takes a measure to 0."""
    value = run(values).measures[measure]
    return values | {driver: {future: value if measure == "programme_npv" else -value}}


PLAN_IS_TODAY, ZERO_IS_TODAY = same_as_today("plan"), same_as_today("zero")
THIN: Values = {"revenue_per_customer": 200}
SAVES_NOTHING_AT_FIRST = zero(obligations_cost=3_713_125.0497369133)
COSTLY_TODAY: Values = {"change_cost": {"today": 3e7, "plan": 3e7}}
WORSE_SERVICE = PLAN_IS_TODAY | plan(reach_share=0.7)
DEARER = PLAN_IS_TODAY | plan(revenue_per_customer=490)

ZERO: dict[str, tuple[Values, set[str]]] = {
    "is today": (ZERO_IS_TODAY, {"zero_is_today"}),
    "saves, then costs": ({}, {"zero_saves_then_costs", "one_off_severance", "saving_gone"}),
    "no one-off cost": (zero(redundant_share=0), {"zero_saves_then_costs", "saving_gone"}),
    "other one-off costs": (
        zero(change_cost=1e6),
        {"zero_saves_then_costs", "one_off_cost", "saving_gone"},
    ),
    "a one-off saving": (
        zero(redundant_share=0) | {"change_cost": {"today": 5e5}},
        {"zero_saves_then_costs", "one_off_gain", "saving_gone"},
    ),
    "saves after its one-off costs, then costs": (
        THIN | zero(change_cost=3.3e6),
        {"zero_saves_then_costs", "one_off_cost", "saving_gone_later"},
    ),
    "never makes up for its one-off costs": (
        zero(change_cost=5e6),
        {"zero_saves_then_costs", "one_off_cost", "saving_never"},
    ),
    "costs by the residual value": (
        {"horizon_years": 2, "residual_value": 1},
        {"zero_saves_then_costs", "one_off_severance", "saving_left_residual"},
    ),
    "costs by discounting": (
        THIN | zero(change_cost=2.113e6) | {"discount_rate": 0.5},
        {"zero_saves_then_costs", "one_off_cost", "saving_left_discounted"},
    ),
    "costs from the first year": (zero(obligations_cost=4e6), {"zero_costs_at_once", "one_off_severance"}),
    "costs from the first year in hold mode": ({"hold_base": 1}, {"zero_costs_at_once", "one_off_severance"}),
    "saves nothing in year 1": (SAVES_NOTHING_AT_FIRST, {"zero_costs_later", "one_off_severance"}),
    "pays": (THIN, {"zero_pays", "first_year_saves", "one_off_severance", "zero_pays_until", "zero_pays_check"}),
    "pays in a year": (
        {"horizon_years": 1},
        {"zero_pays", "first_year_saves", "one_off_severance", "zero_pays_check"},
    ),
    "pays at once": (
        COSTLY_TODAY | zero(obligations_cost=4e6),
        {"zero_pays", "first_year_costs", "one_off_gain", "zero_pays_check"},
    ),
    "pays, but not in year 1": (
        COSTLY_TODAY | SAVES_NOTHING_AT_FIRST,
        {"zero_pays", "first_year_even", "one_off_gain", "zero_pays_until", "zero_pays_check"},
    ),
    "still serves": (
        zero(reach_share=0.5),
        {"zero_saves_then_costs", "one_off_severance", "saving_gone", "zero_still_serves"},
    ),
    "neither pays nor costs": (
        even(THIN, "service_value", "change_cost", "zero"),
        {"zero_even", "first_year_saves", "one_off_cost"},
    ),
}

PLAN: dict[str, tuple[Values, set[str]]] = {
    "is today": (PLAN_IS_TODAY, {"plan_is_today"}),
    "pays": ({}, {"plan_pays", "roi", "payback", "break_even", "turnover_saves"}),
    "pays in hold mode": ({"hold_base": 1}, {"plan_pays", "roi", "payback", "break_even", "turnover_saves", "hold"}),
    "pays at once": (DEARER, {"plan_pays", "payback_at_once", "break_even_always", "turnover_same"}),
    "pays with its residual value only": (
        {"horizon_years": 2, "residual_value": 1},
        {"plan_pays", "roi", "payback_none", "break_even", "turnover_saves"},
    ),
    "breaks even": (
        even(DEARER, "programme_npv", "change_cost", "plan"),
        {"plan_even", "break_even", "turnover_same"},
    ),
    "does not pay": (
        {"horizon_years": 3},
        {"plan_shortfall", "break_even_never", "turnover_saves"},
    ),
    "does not pay as far as it is realised": (
        {"realisation_share": 0.5},
        {"plan_shortfall", "break_even", "turnover_saves"},
    ),
    "does not pay after discounting": (
        {"discount_rate": 0.25},
        {"plan_shortfall_discounted", "break_even_never", "turnover_saves"},
    ),
    "brings in less": (WORSE_SERVICE, {"plan_brings_less", "break_even_never", "turnover_same"}),
    "brings in less than a residual value that it loses": (
        WORSE_SERVICE | plan(change_cost=1000) | {"horizon_years": 1, "residual_value": 1},
        {"plan_brings_less", "break_even_never", "turnover_same"},
    ),
    "brings in less without ever being in the red": (
        WORSE_SERVICE | plan(officer_cost=1000) | {"horizon_years": 1, "residual_value": 1},
        {"plan_brings_less", "break_even_never", "turnover_same"},
    ),
    "raises staff turnover": (
        plan(staff_turnover=0.3),
        {"plan_pays", "roi", "payback", "break_even", "turnover_costs"},
    ),
}
ABOUT_ZERO = {key for _, keys in ZERO.values() for key in keys}
ABOUT_PLAN = {key for _, keys in PLAN.values() for key in keys}


def keys_of(result: Result, language: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the keys of the sentences and clauses, checking what holds for every sentence."""
    used, say = set(), Labels.say

    def noted(self: Labels, key: str, **values: object) -> str:
        used.add(key)
        return say(self, key, **values)

    with monkeypatch.context() as patched:
        patched.setattr(Labels, "say", noted)
        sentences = headlines(result, language)
    for sentence in sentences:
        assert not set("{}") & set(sentence)
        assert "  " not in sentence
        assert "−" not in sentence  # the words tell the sign
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    return {key.removeprefix("headline_") for key in used if key.startswith("headline_")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("values", "keys"), ZERO.values(), ids=ZERO)
def test_what_abolishing_does(values: Values, keys: set[str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys_of(run(values), language, monkeypatch) - ABOUT_PLAN == keys


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("values", "keys"), PLAN.values(), ids=PLAN)
def test_what_the_plan_does(values: Values, keys: set[str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys_of(run(values), language, monkeypatch) - ABOUT_ZERO == keys


def test_every_sentence_has_its_case() -> None:
    texts = {key.removeprefix("headline_") for key in words_en.WORDS if key.startswith("headline_")}
    assert texts == ABOUT_ZERO | ABOUT_PLAN


def test_the_illustrative_firm_in_english() -> None:
    assert headlines(Case.example().run(), "en") == [
        "Abolishing customer service saves € 2.9 million in year 1, after a one-off € 786,818 in severance, but costs "
        "€ 12.6 million on balance over 5 years.",
        "In the first year it looks like profit; in year 3 the saving is gone.",
        "The plan brings in € 898,422 more than it costs over 5 years, a return of 22.5% on its costs, and has earned "
        "itself back after 4.0 years.",
        "At least 82.6% of the plan must be realised to break even; this case counts on 100%.",
        "Replacing costs half to two yearly salaries per leaver: what lower staff turnover saves over 5 years lies "
        "between € 134,380 and € 537,519.",
    ]


def test_the_illustrative_firm_in_dutch() -> None:
    assert headlines(Case.example().run(), "nl") == [
        "Klantenservice afschaffen bespaart in jaar 1 € 2,9 mln, na eenmalig € 786.818 aan afvloeiing, maar kost over "
        "5 jaar per saldo € 12,6 mln.",
        "In het eerste jaar lijkt het winst; in jaar 3 is de besparing op.",
        "Het plan levert over 5 jaar € 898.422 meer op dan het kost, een rendement van 22,5% op de kosten, en heeft "
        "zich na 4,0 jaar terugverdiend.",
        "Van het plan moet minstens 82,6% worden gerealiseerd om uit de kosten te komen; deze doorrekening gaat uit "
        "van 100%.",
        "Vervangen kost een half tot twee jaarsalarissen per vertrekker: over 5 jaar ligt de besparing door lager "
        "personeelsverloop tussen € 134.380 en € 537.519.",
    ]


def test_where_abolishing_pays_the_sentences_say_so() -> None:
    assert headlines(run(THIN), "nl")[:4] == [
        "In deze doorrekening levert klantenservice afschaffen meer op dan het kost: over 5 jaar per saldo € 2,4 mln.",
        "In jaar 1 bespaart het € 3,8 mln, na eenmalig € 786.818 aan afvloeiing.",
        "In jaar 4 levert het voor het eerst minder op dan nu: ga na wat dat na de looptijd betekent.",
        "Controleer eerst de wervingskosten (€ 150 per nieuwe klant) en de verplichtingen die blijven (€ 800.000 per "
        "jaar).",
    ]


def test_hold_mode_promises_no_equal_revenue() -> None:
    assert headlines(run({"hold_base": 1}), "nl")[-1] == (
        "Deze doorrekening houdt het aantal klanten gelijk, niet de omzet: klanten die blijven, hoeven niet meer te "
        "worden geworven."
    )


def test_a_break_even_that_the_sign_contradicts_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """More effect need not be better: a plan may pay at half its effect and need more than that from there on."""
    result = run({"realisation_share": 0.9})
    result.measures["break_even_realisation"] = 0.95
    assert keys_of(result, "en", monkeypatch) >= {"plan_pays"}
    assert "break_even" not in keys_of(result, "en", monkeypatch)


def test_both_languages_have_the_same_sentences_with_the_same_figures() -> None:
    english, dutch = (
        {key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.WORDS.items()}
        for words in (words_en, words_nl)
    )
    assert english == dutch
