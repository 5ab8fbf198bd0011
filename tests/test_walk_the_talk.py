"""Each warning on a case made for it, and none of it on the case next door."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Any

import pytest

from xl_service_roi import walk_the_talk
from xl_service_roi.case import Case, Result
from xl_service_roi.inputs import drivers
from xl_service_roi.labels import LANGUAGES, Labels
from xl_service_roi.labels.en.words import WORDS
from xl_service_roi.walk_the_talk import WARNINGS, warnings

Values = dict[str, Any]
EXAMPLE = Case.example().inputs.nested()
PARTS = {"warn_change", "warn_and", "warn_year", "warn_years", "warn_years_from_to", "warn_loss_above"}
PARTS |= {key for key in WORDS if key.startswith("warn_at_")}


def plan(**values: float) -> Values:
    return {name: {"plan": value} for name, value in values.items()}


def zero(**values: float) -> Values:
    return {name: {"zero": value} for name, value in values.items()}


def same_as_today(future: str) -> Values:
    per_future = (name for name, driver in drivers().items() if driver.scope == "future")
    return {name: {future: EXAMPLE[name]["today"]} for name in per_future}


QUALITY_AS_TODAY = plan(satisfied_share=0.55, mollified_share=0.25, first_time_fix=0.75)
NO_MORE_TRAINING = plan(training_per_fte=400, training_hours=12)
MUCH_OUTSOURCED = plan(outsourced_share=0.9, specialist_minutes=6, cashable_share=1) | {"ramp_plan": [1]}
NEARLY_EVERYONE_LEAVES = {
    "churn": 0.85,
    "extra_loss_unreached": 1,
    "extra_loss_silent": 0.5,
    "extra_loss_unserved_contact": 0.5,
}
HOLD: Values = {"hold_base": 1}

# key: (what: (case that must be warned about, the case next door), ...)
CASES: dict[str, dict[str, tuple[Values, Values]]] = {
    "plan_is_today": {"nothing filled in": (same_as_today("plan"), same_as_today("plan") | plan(occupancy=0.79))},
    "zero_is_today": {"nothing filled in": (same_as_today("zero"), same_as_today("zero") | zero(occupancy=0.79))},
    "quality": {
        "more satisfied": (NO_MORE_TRAINING, NO_MORE_TRAINING | plan(training_hours=13)),
        "money instead of hours": (NO_MORE_TRAINING, NO_MORE_TRAINING | plan(training_per_fte=401)),
        "more first-time fix": (
            NO_MORE_TRAINING | QUALITY_AS_TODAY | plan(first_time_fix=0.8),
            NO_MORE_TRAINING | QUALITY_AS_TODAY,
        ),
        "fewer dissatisfied": (
            NO_MORE_TRAINING | QUALITY_AS_TODAY | plan(mollified_share=0.3),
            NO_MORE_TRAINING | QUALITY_AS_TODAY | plan(mollified_share=0.2),
        ),
        "never reached": (NO_MORE_TRAINING, NO_MORE_TRAINING | {"realisation_share": 0}),
        "not reached within the horizon": (
            NO_MORE_TRAINING | {"ramp_plan": [0, 0, 1], "horizon_years": 3},
            NO_MORE_TRAINING | {"ramp_plan": [0, 0, 1], "horizon_years": 2},
        ),
    },
    "marketing": {
        "brand": (plan(brand_marketing=1e6), plan(brand_marketing=1e6, new_customers=29_000)),
        "discount": (plan(welcome_discount=0.1), plan(welcome_discount=0.15)),
        "each customer cheaper": (plan(acquisition_cost=140), plan(acquisition_cost=160)),
        "each customer dearer instead": (plan(brand_marketing=1e6), plan(brand_marketing=1e6, acquisition_cost=160)),
    },
    "marketing_hold": {
        "brand": (HOLD | plan(brand_marketing=1e6), HOLD | plan(brand_marketing=1e6, acquisition_cost=160)),
        "mode": (HOLD | plan(brand_marketing=1e6), plan(brand_marketing=1e6)),
        "won customers do not matter": (HOLD | plan(brand_marketing=1e6, new_customers=29_000), HOLD),
    },
    "quit_offer": {
        "turnover falls": (
            QUALITY_AS_TODAY | plan(staff_turnover=0.28),
            QUALITY_AS_TODAY | plan(staff_turnover=0.27),
        ),
        "quality rises": (QUALITY_AS_TODAY | plan(staff_turnover=0.28), plan(staff_turnover=0.28)),
        "nothing is paid": (
            QUALITY_AS_TODAY | plan(staff_turnover=0.28),
            QUALITY_AS_TODAY | plan(staff_turnover=0.28, quit_offer_amount=0),
        ),
    },
    "offers": {
        "technology": (plan(technology_cost=0), plan(technology_cost=1)),
        "no more offers": (plan(technology_cost=0), plan(technology_cost=0, offer_share=0.05, visit_offer_share=0)),
        "at visits": (
            plan(technology_cost=0, offer_share=0.05, visit_offer_share=0.01),
            plan(technology_cost=0, offer_share=0.04, visit_offer_share=0),
        ),
    },
    "returns": {
        "more revenue": (
            QUALITY_AS_TODAY | plan(returns_per_customer=0.08),
            QUALITY_AS_TODAY | plan(returns_per_customer=0.08, revenue_per_customer=481),
        ),
        "more satisfied": (QUALITY_AS_TODAY | plan(returns_per_customer=0.08), plan(returns_per_customer=0.08)),
        "more customers": (
            HOLD | QUALITY_AS_TODAY | plan(returns_per_customer=0.08, new_customers=31_000),
            QUALITY_AS_TODAY | plan(returns_per_customer=0.08, new_customers=31_000),
        ),
        "no more returns": (QUALITY_AS_TODAY | plan(returns_per_customer=0.08), QUALITY_AS_TODAY),
    },
    "reach_occupancy": {
        "occupancy": (plan(occupancy=0.85), plan(occupancy=0.78)),
        "reach": (plan(occupancy=0.85), plan(occupancy=0.85, reach_share=0.8)),
    },
    "severance": {
        "redundancy": (MUCH_OUTSOURCED, MUCH_OUTSOURCED | plan(redundant_share=0.3)),
        "as fast as people leave": (MUCH_OUTSOURCED, MUCH_OUTSOURCED | plan(staff_turnover=0.9)),
        "kept on the payroll": (MUCH_OUTSOURCED, MUCH_OUTSOURCED | plan(cashable_share=0)),
        "after the horizon": (
            MUCH_OUTSOURCED | {"ramp_plan": [0, 0, 1], "horizon_years": 3},
            MUCH_OUTSOURCED | {"ramp_plan": [0, 0, 1], "horizon_years": 2},
        ),
        "abolished": (zero(redundant_share=0), zero(redundant_share=1)),
        "without months": (zero(severance_months=0), zero(severance_months=1)),
    },
    "replacement": {
        "below": ({"replacement_multiple": 0.49}, {"replacement_multiple": 0.5}),
        "above": ({"replacement_multiple": 2.01}, {"replacement_multiple": 2}),
    },
    "losses": {
        "mollified": ({"extra_loss_mollified": 0.51}, {"extra_loss_mollified": 0.5}),
        "satisfied": ({"extra_loss_satisfied": 0.21}, {"extra_loss_satisfied": 0.2}),
        "dissatisfied": ({"extra_loss_dissatisfied": 0.51}, {"extra_loss_dissatisfied": 0.5}),
    },
    "paradox": {"below 0": ({"extra_loss_satisfied": -0.01}, {"extra_loss_satisfied": 0})},
    "known_cost": {
        "cost": ({"cost_per_sale_known": 121}, {"cost_per_sale_known": 120}),
        "contribution in the plan": (plan(sale_contribution=50), plan(sale_contribution=60)),
        "no overlap": ({"cost_per_sale_known": 121}, {"cost_per_sale_known": 121, "cannibalised_share": 0}),
        "in a later year": (
            {"cost_per_sale_known": 119, "cost_inflation": 0.03},
            {"cost_per_sale_known": 119, "cost_inflation": 0.03, "horizon_years": 1},
        ),
    },
    "turns_with_obligations": {
        "a thin margin": ({"revenue_per_customer": 250}, {}),
        "up to today's": (
            {"revenue_per_customer": 320, "obligations_cost": {"today": 5e6, "plan": 5e6, "zero": 0}},
            {"revenue_per_customer": 320, "obligations_cost": 0},
        ),
    },
    "turns_with_mode": {"a thin margin": ({"revenue_per_customer": 150}, {})},
    "turns_with_horizon": {"one year": ({}, HOLD), "its own": ({}, zero(change_cost=2e6))},
    "capped": {"nearly everyone leaves": (NEARLY_EVERYONE_LEAVES, NEARLY_EVERYONE_LEAVES | {"churn": 0.6})},
    "base_grows": {
        "hold": (HOLD | {"referral_rate": 0.2}, HOLD),
        "grow": (HOLD | {"referral_rate": 0.2}, {"referral_rate": 0.2}),
    },
}
BOTH = [(key, what, *cases) for key, variants in CASES.items() for what, cases in variants.items()]


def run(values: Values) -> Result:
    return Case.from_values(values, example=True).run()


def keys_of(result: Result, language: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the warnings that a result gives, by key."""
    used, say = set(), Labels.say

    def noted(self: Labels, key: str, **values: object) -> str:
        used.add(key)
        return say(self, key, **values)

    with monkeypatch.context() as patched:
        patched.setattr(Labels, "say", noted)
        sentences = warnings(result, language)
    found = {key for key in used if key.startswith("warn_")} - PARTS
    assert all("{" not in sentence and "}" not in sentence and "  " not in sentence for sentence in sentences)
    assert bool(sentences) == bool(found)
    return {key.removeprefix("warn_") for key in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "what", "warned", "not_warned"), BOTH, ids=[f"{b[0]}: {b[1]}" for b in BOTH])
def test_a_warning_fires_on_its_case_and_not_next_door(
    key: str, what: str, warned: Values, not_warned: Values, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key in keys_of(run(warned), language, monkeypatch)
    assert key not in keys_of(run(not_warned), language, monkeypatch)


def test_every_warning_has_its_case() -> None:
    texts = {key.removeprefix("warn_") for key in WORDS if key.startswith("warn_") and key not in PARTS}
    assert texts == CASES.keys()
    functions = {
        function
        for name, function in vars(walk_the_talk).items()
        if inspect.isgeneratorfunction(function) and name != "_turning"
    }
    assert functions == set(WARNINGS)


def test_the_illustrative_firm_is_warned_about_its_horizon_only() -> None:
    assert warnings(Case.example().run()) == [
        "The value of customer service changes its sign with the horizon: −€ 1.9 million over 1 year, € 2.8 million "
        "over 3 years, € 12.6 million over 5 years and € 42.8 million over 10 years."
    ]


@pytest.mark.parametrize(
    ("values", "language", "sentence"),
    [
        (
            plan(occupancy=0.85),
            "en",
            "Reach rises from 80% to 89% and occupancy from 78% to 85%: check with sroi_service_level whether that "
            "many people can serve it.",
        ),
        (
            plan(occupancy=0.85) | {"realisation_share": 0.5},
            "nl",
            "De bereikbaarheid stijgt van 80% naar 84,5% en de bezettingsgraad van 78% naar 81,5%: ga met "
            "sroi_service_level na of zo veel mensen dat aankunnen.",
        ),
        (
            zero(redundant_share=0),
            "en",
            "Zero: paid staff falls from 49 to 0 FTE in year 1, faster than people leave of their own accord "
            "(13.7 FTE), and no severance is counted.",
        ),
        (
            {"extra_loss_satisfied": 0.4, "extra_loss_mollified": 0.3, "extra_loss_unreached": 0.45},
            "en",
            "The extra losses are out of order: 'Extra loss: satisfied' (40%) is above 'Extra loss: mollified' (30%) "
            "and 'Extra loss: dissatisfied' (50%) is above 'Extra loss: contacted, not served' (45%). Expected is "
            "satisfied ≤ mollified ≤ dissatisfied ≤ not served; otherwise better service may raise churn.",
        ),
        (
            plan(brand_marketing=1e6, welcome_discount=0.1),
            "nl",
            "Het plan geeft minder uit om klanten te werven ('Merk- en naamsbekendheid' van € 2.000.000 naar "
            "€ 1.000.000 en 'Welkomstkorting' van 15% naar 10%), maar marketing en verkoop werven er nog steeds "
            "30.000 per jaar: ga na of service dit kan overnemen.",
        ),
        (
            {"cost_per_sale_known": 119, "cost_inflation": 0.03},
            "en",
            "Today, year 2: selling to an existing customer costs the sales department more (€ 122.57) than the sale "
            "contributes (€ 122.40); of that cost no more than the contribution is counted as saved.",
        ),
        (
            HOLD | {"referral_rate": 0.2},
            "nl",
            "Nu, de jaren 1 tot en met 5: er komen meer klanten via aanbeveling dan er vertrekken (33.936 tegen "
            "30.000 in jaar 1), dus groeit het klantenbestand, terwijl het bij 'zelfde klantenbestand' gelijk hoort "
            "te blijven.",
        ),
    ],
)
def test_the_figures_are_in_the_sentence(values: Values, language: str, sentence: str) -> None:
    assert sentence in warnings(run(values), language)


def test_years_that_do_not_follow_one_another_are_listed() -> None:
    view = walk_the_talk._View(Case.example().run(), "nl")
    assert view.years_in_words([2]) == "jaar 2"
    assert view.years_in_words([2, 3, 4]) == "de jaren 2 tot en met 4"
    assert view.years_in_words([1, 3]) == "de jaren 1, 3"


def test_a_refused_level_of_obligations_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Result, "service_value_where", lambda self, **values: None)
    assert "turns_with_obligations" not in keys_of(run({"revenue_per_customer": 250}), "en", monkeypatch)


def test_a_result_tells_its_warnings() -> None:
    result = run(plan(occupancy=0.85))
    assert warnings(result)[0] in result.warnings()


def test_importing_loads_no_numpy() -> None:
    code = (
        "import sys, xl_service_roi.walk_the_talk, xl_service_roi.headlines; "
        "sys.exit(bool({'numpy', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
