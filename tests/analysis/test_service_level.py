"""The service-level curve: held against zero futures made by hand, and against what must hold of any curve."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from cases import cases, varied_case
from hypothesis import assume, given, settings

from xl_service_roi import Case
from xl_service_roi.analysis.service_level import GRID, Curve, drivers_at, service_level_curve
from xl_service_roi.case import Result
from xl_service_roi.errors import InputError
from xl_service_roi.inputs import drivers

EXAMPLE = Case.example().inputs.values
SPENT_ON = ("staff_cost", "outsourcing_cost", "overhead_cost")


def by_hand(level: float, **values: Any) -> Result:
    """The illustrative firm with a zero future that is service at a level, term by term as the model states it."""
    base: dict[str, Any] = {**EXAMPLE, **values}
    today = {name: base[f"{name}_today"] for name, driver in drivers().items() if driver.scope == "future"}
    zero = {name: base[f"{name}_zero"] for name in today}

    def saturating(name: str, ceiling: float) -> float:
        k = -math.log(1 - today[name] / ceiling)
        return ceiling * (1 - math.exp(-k * level))

    reach = saturating("reach_share", base["reach_ceiling"])
    satisfied = saturating("satisfied_share", base["satisfied_ceiling"])
    k = -math.log(1 - today["reach_share"] / base["reach_ceiling"])
    limit = today["reach_share"] / (base["reach_ceiling"] * k)
    effort = level * today["reach_share"] / reach if level else limit
    own = {
        "reach_share": reach,
        "satisfied_share": satisfied,
        "mollified_share": today["mollified_share"] * (1 - satisfied) / (1 - today["satisfied_share"]),
        "cashable_share": 1,
        "service_overhead": zero["service_overhead"] + (today["service_overhead"] - zero["service_overhead"]) * level
        if level < 1
        else today["service_overhead"] * level,
    }
    for minutes in ("routine", "specialist", "technical", "intake", "offer", "aftersales"):
        own[f"{minutes}_minutes"] = today[f"{minutes}_minutes"] * effort
    own["outsourcing_price"] = today["outsourcing_price"] * effort
    below = max(0.0, 1 - level)
    for name in ("capital_outlay", "change_cost"):
        own[name] = today[name] + (zero[name] - today[name]) * below
    months = {at["severance_months"] * at["redundant_share"]: at for at in (today, zero)}
    before, after = (at["severance_months"] * at["redundant_share"] for at in (today, zero))
    assert len(months) == 2  # otherwise the product would not be seen to move
    own["severance_months"] = 12
    own["redundant_share"] = (before + (after - before) * below) / 12
    for name, driver in drivers().items():
        if driver.curve == "blend":
            own[name] = zero[name] + (today[name] - zero[name]) * min(1, reach / today["reach_share"])
        elif driver.curve == "keep":
            own[name] = today[name]
    assert own.keys() == today.keys()
    return Case.from_values({**base, **{f"{name}_zero": value for name, value in own.items()}}).run()


@pytest.mark.parametrize("level", [0.0, 0.003, 0.5, 1.0, 1.4, 2.0])
@pytest.mark.parametrize("hold_base", [0, 1])
def test_a_level_is_a_zero_future_that_carries_its_drivers(level: float, hold_base: int) -> None:
    more = {"hold_base": hold_base, "capital_outlay_zero": 50_000, "change_cost_today": 20_000, "tax_rate": 0.25}
    expected = by_hand(level, **more)
    found = service_level_curve(Case.from_values({**EXAMPLE, **more}), [level]).points[0]
    zero = expected.futures["zero"]
    assert found.npv == pytest.approx(expected.measures["pv_zero"], rel=1e-12)
    assert found.fte == pytest.approx(zero["paid_fte"][1], rel=1e-12)
    assert found.yearly_cost == pytest.approx(sum(zero[line][1] for line in SPENT_ON), rel=1e-12)
    assert found.reach_share == pytest.approx(expected.case.inputs.values["reach_share_zero"], abs=1e-12)
    assert found.satisfied_share == pytest.approx(expected.case.inputs.values["satisfied_share_zero"], abs=1e-12)


def curve_of(case: Case, *levels: float) -> Curve:
    """The curve of a case that has one."""
    try:
        return service_level_curve(case, levels)
    except InputError as error:
        assume("ceiling" not in str(error) and "nobody" not in str(error) and "service level" not in str(error))
        raise


@settings(max_examples=12, deadline=None)
@given(cases(reach_share_zero=0, cashable_share_zero=1, aftersales_calls_per_customer_zero=0, reach_ceiling=1))
def test_level_0_is_the_zero_future_and_level_1_is_today(case: Case) -> None:
    measures = case.run().measures
    found = curve_of(case, 0, 1)
    none, today = found.points
    size = max(abs(measures["pv_today"]), abs(measures["pv_zero"]), 1)
    assert math.isclose(none.npv, measures["pv_zero"], rel_tol=1e-9, abs_tol=1e-9 * size)
    assert math.isclose(today.npv, measures["pv_today"], rel_tol=1e-9, abs_tol=1e-9 * size)
    assert today.reach_share == pytest.approx(case.inputs.values["reach_share_today"])
    assert found.best.npv >= max(none.npv, today.npv) - 1e-9 * size


@settings(max_examples=6, deadline=None)
@given(cases(reach_ceiling=1, satisfied_ceiling=1))
def test_the_best_level_is_the_best_of_all_levels(case: Case) -> None:
    found = curve_of(case, *np.linspace(0, 2, 161).tolist())
    size = max(abs(point.npv) for point in found.points)
    assert found.best.npv >= max(point.npv for point in found.points) - 1e-9 * size
    assert found.best_by_horizon.get(case.horizon, found.best) == found.best
    breaks_even, none = found.break_even_level, found.points[0].npv
    worth_it = [point.level for point in found.points[1:] if point.npv > none + 1e-9 * size]
    if breaks_even is None:
        assert not worth_it
    else:
        assert all(level >= breaks_even - 1e-6 for level in worth_it)


def test_the_example() -> None:
    found = Case.example().service_level_curve()
    assert [point.level for point in found.points] == pytest.approx([step / 10 for step in range(21)])
    assert found.best.level == 1  # the kink
    assert (found.mode, found.acquisition_elasticity) == ("grow", 0.5)
    assert found.today.npv == pytest.approx(Case.example().run().measures["pv_today"], rel=1e-12)
    assert found.today.fte == pytest.approx(Case.example().run().futures["today"]["paid_fte"][1], rel=1e-12)
    assert list(found.best_by_horizon) == [3, 5, 7, 10]
    assert found.other_mode is not None
    assert found.other_mode.best.level == pytest.approx(0.8888, abs=5e-5)
    assert found.budget is found.best_within_budget is None


def test_the_last_and_the_next_euro_are_differences_of_a_hundredth() -> None:
    found = Case.example().service_level_curve()
    below, today, above = (by_hand(level) for level in (0.99, 1.0, 1.01))

    def spent(one: Result) -> float:
        zero = one.futures["zero"]
        return sum(zero[line][year] * zero["discount_factor"][year] for line in SPENT_ON for year in range(1, 6))

    for value, one, other in ((found.value_of_last_euro, below, today), (found.value_of_next_euro, today, above)):
        gain = other.measures["pv_zero"] - one.measures["pv_zero"]
        assert value == pytest.approx(gain / (spent(other) - spent(one)), rel=1e-6)


def test_the_best_level_over_other_horizons_is_that_of_such_a_case() -> None:
    found = Case.example().service_level_curve()
    for years, best in found.best_by_horizon.items():
        alone = Case.from_values({"horizon_years": years}, example=True).service_level_curve()
        assert best.level == pytest.approx(alone.best.level, abs=1e-5)
        assert best.npv == pytest.approx(alone.best.npv, rel=1e-9)


def test_the_best_level_within_a_budget() -> None:
    example = Case.example()
    plenty = example.service_level_curve(budget=1e9)
    assert plenty.best_within_budget is not None
    assert plenty.best_within_budget.level == pytest.approx(plenty.best.level, abs=1e-5)
    tight = example.service_level_curve(budget=2_000_000).best_within_budget
    assert tight is not None
    assert 2_000_000 - 1 < tight.yearly_cost <= 2_000_000  # the curve rises there, so all of it is spent
    assert example.service_level_curve(budget=100_000).best_within_budget is None  # the overhead of zero costs more


def test_the_price_of_a_norm() -> None:
    wanted = {"reach_share": 0.9, "satisfied_share": 0.5}
    found = Case.example().service_level_curve(norms=wanted)
    for norm, (name, share) in zip(found.norms, wanted.items(), strict=True):
        assert getattr(norm.at, name) == pytest.approx(share, abs=1e-12)
        assert norm.more_a_year == pytest.approx(norm.at.yearly_cost - found.today.yearly_cost)
        assert norm.npv_change == pytest.approx(norm.at.npv - found.today.npv)
        assert norm.at.npv == pytest.approx(by_hand(norm.at.level).measures["pv_zero"], rel=1e-9)
    assert found.norms[0].at.level > 1 > found.norms[1].at.level
    none = Case.example().service_level_curve(norms={"reach_share": 0}).norms[0]
    assert none.at.level == 0


def test_where_service_costs_more_than_it_brings_the_curve_says_so() -> None:
    useless = {f"extra_loss_{group}": 0 for group in ("silent", "unreached", "satisfied", "mollified", "dissatisfied")}
    useless |= {"extra_loss_unserved_contact": 0, "deterred_share": 0, "order_share": 0, "prospect_contact_share": 0}
    useless |= {"offer_share": 0, "spillover_share": 0, "obligations_cost": 0, "severance_months": 0}
    useless |= {"referral_rate": 0, "contract_customers": 0, "contract_attach": 0, "second_chance_conversion": 0}
    useless |= {"retention_offer_share": 0, "aftersales_calls_per_customer": 0}
    found = Case.from_values(useless, example=True).service_level_curve()
    assert found.best.level == 0
    assert found.break_even_level is None
    assert found.value_of_last_euro is not None
    assert found.value_of_last_euro < -0.9  # the euro is gone


def test_a_curve_that_falls_at_first_breaks_even_where_it_is_back() -> None:
    """Where all leave within the year anyway, a little service costs money and keeps nobody."""
    everyone = {"contacting_share": 1, "extra_loss_unserved_contact": 1}
    case = Case.from_values({**everyone, "churn": 0.45, "service_overhead": {"zero": 0}}, example=True)
    found = case.service_level_curve([0, 0.01])
    assert found.points[1].npv < found.points[0].npv
    assert found.break_even_level is not None
    at, just_below = case.service_level_curve([found.break_even_level, found.break_even_level - 0.001]).points
    assert at.npv == pytest.approx(found.points[0].npv, abs=0.01)
    assert just_below.npv < found.points[0].npv


def test_every_driver_has_its_place_on_the_curve() -> None:
    replaced = drivers_at(EXAMPLE, GRID)
    assert set(replaced) == {f"{name}_zero" for name, driver in drivers().items() if driver.scope == "future"}
    assert {driver.curve for driver in drivers().values() if driver.scope == "future"} == {"set", "blend", "keep"}


def test_json_has_a_list_for_each_quantity() -> None:
    found = json.loads(json.dumps(Case.example().service_level_curve([0, 0.5, 1]).as_dict(), allow_nan=False))
    assert found["levels"] == [0, 0.5, 1]
    assert [len(found[name]) for name in ("npv", "reach_share", "satisfied_share", "fte", "yearly_cost")] == [3] * 5
    assert {"best_level", "best_npv", "break_even_level", "value_of_last_euro"} <= found.keys()
    assert found["npv"][2] == found["best_npv"]
    assert found["other_mode"]["mode"] == "hold"


REFUSED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"reach_share": {"today": 0.98, "plan": 0.98, "zero": 0}}, {}, "reach_share_today .* reach_ceiling = 0.98"),
    ({"satisfied_ceiling": 0.5}, {}, "satisfied_share_today .* satisfied_ceiling = 0.5"),
    ({"reach_share": 0}, {}, "nobody is served today"),
    ({}, {"norms": {"reach_share": 0.99}}, "no amount of money gives 0.99.* reach_ceiling = 0.98"),
    ({}, {"norms": {"satisfied_share": 0.85}}, "more than service level 2.*at most 0.7638$"),
    ({}, {"norms": {"reach_share": 90}}, "90 is no share"),
    ({}, {"norms": {"reach": 0.9}}, "no such norm; did you mean reach_share"),
    ({}, {"levels": [0, 2.5]}, "2.5 is no service level"),
    ({"satisfied_share": 0.9, "mollified_share": 0.3}, {}, "Satisfied and mollified"),
]


@pytest.mark.parametrize(("inputs", "options", "error"), REFUSED)
def test_what_has_no_curve_is_refused_by_name(inputs: dict[str, Any], options: dict[str, Any], error: str) -> None:
    with pytest.raises(InputError, match=error):
        service_level_curve(Case.from_values(inputs, example=True), **options)


def test_a_level_that_contradicts_itself_is_named() -> None:
    """With satisfied customers who stay longer than those without a problem, churn falls below 0 on the way up."""
    values = {"churn": 0.005, "extra_loss_satisfied": -0.2, "extra_loss_unserved_contact": 0, "problem_share": 0.5}
    values |= {f"extra_loss_{group}": 0.03 for group in ("silent", "unreached", "mollified", "dissatisfied")}
    no_plan = {f"{name}_plan": None for name, driver in drivers().items() if driver.scope == "future"}
    case = varied_case(Case.from_values(values, example=True), **no_plan)
    case.run()
    with pytest.raises(InputError, match=r"service level 1\.\d+ · Churn of zero service would be below 0"):
        service_level_curve(case)
