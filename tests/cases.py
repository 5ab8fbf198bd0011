"""Cases at random: valid ones, far from the illustrative firm, with every switch both ways.

`cases()` is for Hypothesis, `seeded_cases()` for a test that needs a fixed number of them. A case starts from the
illustrative firm; each driver that is varied gets a value from a sensible stretch of its bounds, and now and then one
of the bounds itself. What contradicts itself is thrown away, as `Case.run` refuses it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.engine.numeric import evaluate
from xl_service_roi.errors import InputError
from xl_service_roi.inputs import LAST_YEAR, drivers
from xl_service_roi.model import MODEL
from xl_service_roi.model.driver import FUTURES, Input

Values = dict[str, Any]
"""By the names in a workbook; a plan or zero that is left out equals today's."""

STRETCHES: dict[str, tuple[float, float]] = {
    "discount_rate": (-0.02, 0.25),
    "price_growth": (-0.03, 0.08),
    "wage_growth": (-0.03, 0.08),
    "cost_inflation": (-0.03, 0.08),
    "tax_rate": (0, 0.4),
    "depreciation_years": (1, 10),
    "benefit_risk": (0, 0.5),
    "cost_risk": (0, 0.5),
    "realisation_share": (0.3, 1),
    "gross_margin": (-0.3, 0.8),
    "acquisition_elasticity": (0, 2),
    "spend_drop_unhappy": (0, 0.5),
    "extra_loss_satisfied": (-0.05, 0.1),
    "order_contribution": (-20, 90),
    "sale_contribution": (-50, 250),
    "contract_margin": (-0.2, 0.9),
    "visit_fee": (0, 120),
    "accounts": (0, 5000),
    "account_growth_tandem": (-0.05, 0.2),
    "account_growth_csm": (-0.05, 0.2),
    "alignment_cost": (0, 200_000),
}
"""Where the illustrative firm's figures give no sensible stretch; elsewhere from half the lowest to 1.5 the highest."""

BASE_CHURN = (0.0, 0.25)
"""What problems don't explain; churn follows from it, so that few cases contradict themselves."""

SWITCHES = ("hold_base", "mid_year", "residual_value")


@st.composite
def cases(draw: st.DrawFn, **fixed: Any) -> Case:
    """A valid case; `fixed` values, by workbook name, stay as they are given."""
    chosen: Values = {name: draw(st.integers(0, 1), label=name) for name in SWITCHES}
    chosen["horizon_years"] = draw(st.integers(1, LAST_YEAR), label="horizon_years")
    if not draw(st.booleans(), label="taxed"):
        chosen["tax_rate"] = 0
    varied = draw(st.integers(0, len(drivers())), label="how many drivers are varied")
    seed = draw(st.integers(0, 2**32 - 1), label="seed")
    return random_case(random.Random(seed), varied, chosen | fixed)


def seeded_cases(seed: int, count: int, **fixed: Any) -> Iterator[Case]:
    """So many valid cases, the same for the same seed; the horizon runs through its values."""
    rng = random.Random(seed)
    for number in range(count):
        chosen: Values = {name: rng.randint(0, 1) for name in SWITCHES}
        chosen["horizon_years"] = (1, 10, 5, 3, 7, 2, 9, 4, 8, 6)[number % LAST_YEAR]
        chosen |= {} if rng.random() < 0.6 else {"tax_rate": 0}
        yield random_case(rng, len(drivers()), chosen | fixed)


def random_case(rng: random.Random, varied: int, fixed: Mapping[str, Any]) -> Case:
    """A valid case in which so many drivers are varied and these values are fixed."""
    for _ in range(200):
        values = {**_random_values(rng, varied), **fixed}
        if "churn" not in fixed:
            values["churn"] = _explained_churn(values) if varied else 0.15
        case = Case.from_values(values)
        try:
            case.run()
        except InputError:
            continue
        return case
    raise AssertionError(f"200 random cases in a row contradict themselves, with {fixed}")


def varied_case(case: Case, **values: Any) -> Case:
    """The same case with some values, by workbook name, replaced; None empties a plan or zero."""
    return Case.from_values(
        {name: value for name, value in {**given_values(case), **values}.items() if value is not None}
    )


def given_values(case: Case) -> Values:
    """A case's values as they were given: without the plan and zero that equal today's because they were empty."""
    return {name: value for name, value in case.inputs.values.items() if name not in case.inputs.same_as_today}


def _random_values(rng: random.Random, varied: int) -> Values:
    names = list(drivers())
    rng.shuffle(names)
    taken = set(names[:varied])
    values: Values = {}
    for driver in drivers().values():  # all draw from rng, so that fewer varied drivers leave the others as they were
        drawn = _random_driver(rng, driver)
        values |= drawn if driver.name in taken else _illustrative(driver)
    for first, second in (("satisfied_share", "mollified_share"), ("routine_share", "specialist_share")):
        for future in FUTURES:
            one, other = f"{first}_{future}", f"{second}_{future}"
            if one in values or other in values:
                one_today, other_today = values[f"{first}_today"], values[f"{second}_today"]
                values[other] = min(values.get(other, other_today), 1 - values.get(one, one_today))
    values["contract_customers"] = min(values["contract_customers"], values["customers"])
    return values


def _random_driver(rng: random.Random, driver: Input) -> Values:
    if driver.scope == "year":
        return {driver.name: _random_ramp(rng)}
    if driver.scope == "general":
        return {driver.name: _random_value(rng, driver)}
    today = _random_value(rng, driver)
    values = {f"{driver.name}_today": today}
    for future in FUTURES[1:]:
        value, fate = _random_value(rng, driver), rng.random()
        if fate < 0.25 and future in driver.figures:
            value = driver.figures[future]
        elif future == "plan" and fate < 0.55:  # a plan that is no other firm
            value = today + (value - today) * 0.2
        if fate < 0.65:
            values[f"{driver.name}_{future}"] = value
    return values


def _random_value(rng: random.Random, driver: Input) -> float:
    low, high = _stretch(driver)
    inside, end, fate = rng.uniform(low, high), rng.choice((driver.at_least, driver.at_most)), rng.random()
    if driver.whole:
        return round(inside)
    if fate < 0.04 and end in (0, 1) and driver.name not in ("tax_rate", "discount_rate"):
        return end
    return round(inside, 4) if fate < 0.5 else inside


def _stretch(driver: Input) -> tuple[float, float]:
    if driver.name in STRETCHES:
        return STRETCHES[driver.name]
    figures = [value for value in (*driver.figures.values(), driver.low, driver.high) if isinstance(value, int | float)]
    return max(driver.at_least, min(figures) / 2), min(driver.at_most, max(figures) * 1.5)


def _random_ramp(rng: random.Random) -> list[float]:
    shares = [rng.choice((0.0, 1.0, round(rng.random(), 3))) for _ in range(LAST_YEAR)]
    return rng.choice((shares, sorted(shares)))


def _illustrative(driver: Input) -> Values:
    if driver.scope == "year":
        return {driver.name: list(driver.figures["today"])}
    if driver.scope == "general":
        return {driver.name: driver.figures["today"]}
    return {f"{driver.name}_{future}": value for future, value in driver.figures.items()}


def _explained_churn(values: Values) -> float:
    """The churn with which base churn falls in its stretch; where in it, the values themselves decide."""
    low, high = BASE_CHURN
    base = random.Random(values["extra_loss_silent"]).uniform(low, high)
    found = evaluate(MODEL, Case.from_values({**values, "churn": 0}).inputs.values, 1)
    explained = -found.singles["base_churn"]
    return min(1.0, max(0.0, (base + explained) * (1 - found.present["saved_share"])))
