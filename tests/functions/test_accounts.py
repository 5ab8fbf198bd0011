"""Tandem or client service manager: year by year, against the model, limit cases, properties and refusals."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi import Case
from xl_service_roi.functions import accounts
from xl_service_roi.functions.accounts import tandem_or_csm
from xl_service_roi.functions.arguments import ArgumentError, arguments_of

BASE: dict[str, Any] = {
    "accounts": 400,
    "contribution": 30_000,
    "loss_tandem": 0.04,
    "growth_tandem": 0.03,
    "loss_csm": 0.035,
    "growth_csm": 0.025,
    "account_manager_fte": 0.15,
    "account_manager_salary": 65_000,
    "operations_lead_fte": 0.2,
    "operations_lead_salary": 52_000,
    "coordination_hours": 40,
    "productive_hours": 1_350,
    "csm_fte": 0.3,
    "csm_salary": 60_000,
    "csm_cover_share": 0.1,
    "rate": 0.08,
    "years": 5,
    "on_cost": 0.3,
}


def year_by_year(base: dict[str, Any]) -> float:
    """The same, reckoned as a spreadsheet would."""
    values = []
    for form in ("tandem", "csm"):
        if form == "tandem":
            hourly = (base["account_manager_salary"] + base["operations_lead_salary"]) / 2 / base["productive_hours"]
            cost = base["account_manager_fte"] * base["account_manager_salary"]
            cost += base["operations_lead_fte"] * base["operations_lead_salary"] + base["coordination_hours"] * hourly
        else:
            cost = base["csm_fte"] * base["csm_salary"] * (1 + base["csm_cover_share"])
        margin = base["contribution"] - cost * (1 + base["on_cost"])
        opening, value = float(base["accounts"]), 0.0
        for year in range(1, base["years"] + 1):
            closing = opening * (1 - base[f"loss_{form}"] + base[f"growth_{form}"])
            value += (opening + closing) / 2 * margin / (1 + base["rate"]) ** year
            opening = closing
        values.append(value)
    return values[1] - values[0]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"years": 1},
        {"years": 1_000},
        {"rate": 0},
        {"rate": -0.01},  # as many accounts leave as are won, discounted: each year counts the same
        {"loss_tandem": 0, "growth_tandem": 0.08, "loss_csm": 0, "growth_csm": 0.08, "csm_salary": 61_000},
        {"growth_csm": 0.115000000001},  # hardly any difference between growth and discount rate
        {"loss_csm": 1, "growth_csm": 0},  # all lost within the year
        {"loss_tandem": 0.7, "growth_tandem": -0.3},
        {"contribution": -5_000},
        {"on_cost": 0},
        {"coordination_hours": 0, "csm_cover_share": 0},
        {"accounts": 0},
    ],
)
def test_it_is_the_sum_of_the_years(change: dict[str, float]) -> None:
    base = {**BASE, **change}
    assert tandem_or_csm(**base) == pytest.approx(year_by_year(base), rel=1e-9, abs=1e-6)


def test_by_hand() -> None:
    """One year without growth or loss: a tandem costs 9,750 + 10,400 + 1,733.33 an account, the manager 19,800."""
    still = dict.fromkeys(("loss_tandem", "growth_tandem", "loss_csm", "growth_csm", "rate"), 0)
    tandem = 0.15 * 65_000 + 0.2 * 52_000 + 40 * 58_500 / 1_350
    assert tandem_or_csm(**{**BASE, **still, "years": 1}) == pytest.approx(400 * 1.3 * (tandem - 19_800))


@pytest.mark.parametrize("horizon_years", [1, 5, 10])
def test_it_is_the_models_heading_accounts(horizon_years: int) -> None:
    """The illustrative firm with 400 accounts, which all go from tandems to client service managers in year 1."""
    values = Case.example().inputs.values
    same = {name: value for name, value in values.items() if not name.endswith(("_plan", "_zero"))}
    change = {"accounts": 400, "tandem_share_today": 1, "tandem_share_plan": 0, "ramp_plan": [1]}
    still = {"price_growth": 0, "wage_growth": 0, "mid_year": 0, "realisation_share": 1}
    case = Case.from_values({**same, **change, **still, "horizon_years": horizon_years})
    names = {"contribution": "contribution_per_account", "rate": "discount_rate", "years": "horizon_years"}
    names |= {
        f"{effect}_{form}": f"account_{effect}_{form}" for effect in ("loss", "growth") for form in ("tandem", "csm")
    }
    taken = case.inputs.values
    base = {name: taken.get(names.get(name, name), taken.get(f"{names.get(name, name)}_today")) for name in BASE}
    assert tandem_or_csm(**base) == pytest.approx(case.run().measures["headings"]["accounts"], rel=1e-10)


# ----------------------------------------------------------------------------------------------------------- properties

unhurried = settings(deadline=None)
rates = st.floats(-0.3, 0.5)


@unhurried
@given(st.floats(0, 1), rates, rates, st.integers(1, 30), st.floats(-1e5, 1e5))
def test_equal_forms_are_worth_the_same_and_money_scales(
    loss: float, growth: float, rate: float, years: int, contribution: float
) -> None:
    growth = max(growth, loss - 1)
    base = {**BASE, "rate": rate, "years": years, "contribution": contribution}
    base |= {
        f"{name}_{form}": value for name, value in (("loss", loss), ("growth", growth)) for form in ("tandem", "csm")
    }
    alike = {"account_manager_fte": 0.33, "account_manager_salary": 60_000}
    alike |= {"operations_lead_fte": 0, "coordination_hours": 0}
    assert tandem_or_csm(**{**base, **alike}) == pytest.approx(0, abs=1e-5)
    value = tandem_or_csm(**base)
    dearer = {name: 2 * base[name] for name in base if name.endswith("salary") or name == "contribution"}
    assert tandem_or_csm(**{**base, **dearer}) == pytest.approx(2 * value, rel=1e-9, abs=1e-5)
    assert tandem_or_csm(**{**base, "accounts": 1_200}) == pytest.approx(3 * value, rel=1e-9, abs=1e-5)
    assert tandem_or_csm(**{**base, "csm_cover_share": 0.3}) <= value
    assert tandem_or_csm(**{**base, "coordination_hours": 80}) >= value


@unhurried
@given(st.lists(rates, min_size=1, max_size=4), st.lists(st.integers(1, 30), min_size=1, max_size=3))
def test_ranges_are_reckoned_element_by_element(growth: list[float], years: list[int]) -> None:
    found = tandem_or_csm(**{**BASE, "growth_csm": growth, "years": [[one] for one in years]})
    expected = [[tandem_or_csm(**{**BASE, "growth_csm": rise, "years": one}) for rise in growth] for one in years]
    np.testing.assert_array_equal(found, expected)


# ------------------------------------------------------------------------------------------------ refusals, house rules


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, -1) for name in BASE if name != "contribution"),
        ("contribution", None),
        ("loss_tandem", 1.1),
        ("years", 2.5),
        ("productive_hours", 0),
    ],
)
def test_refusals_name_the_argument(name: str, value: float) -> None:
    with pytest.raises(ArgumentError) as refused:
        tandem_or_csm(**{**BASE, name: value})
    assert [problem.where for problem in refused.value.problems] == [name]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: tandem_or_csm(**{**BASE, "loss_csm": 0.9, "growth_csm": -0.2}),
            "growth_csm · cannot be used (found -0.2)",
        ),
        (
            lambda: tandem_or_csm(**{**BASE, "loss_tandem": [0.1, 0.9], "growth_tandem": -0.2}),
            "growth_tandem, position 2 · cannot be used (found -0.2): expected loss - 1 or more",
        ),
    ],
)
def test_no_more_accounts_can_go_than_there_are(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        call()
    assert message in str(refused.value)


def test_all_accounts_may_go_also_where_the_sum_is_a_digit_short() -> None:
    """0.7 lost and 0.3 fewer gained is -1 to the last binary digit, or one beyond it."""
    assert tandem_or_csm(**{**BASE, "loss_csm": 0.7, "growth_csm": -0.3 - 1e-16}) == pytest.approx(
        tandem_or_csm(**{**BASE, "loss_csm": 1, "growth_csm": 0})
    )


def test_examples_in_the_docstring_run() -> None:
    results = doctest.testmod(accounts, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= 1
    assert results.failed == 0


def test_the_docstring_is_complete_and_the_names_fit_excels_function_wizard() -> None:
    names = [argument.name for argument in arguments_of(tandem_or_csm)]
    assert names == list(BASE)
    parts = ["Args:", "Returns:", "Raises:", "Reference:", ">>> ", *(f"        {name}: " for name in names)]
    assert [part for part in parts if part not in str(tandem_or_csm.__doc__)] == []
    assert len(names) + sum(map(len, names)) <= 254


def test_losing_all_accounts_may_be_off_by_rounding() -> None:
    forms = (400, 30_000, 0.5 + 4e-10, -0.5, 0.04, 0.03)
    exactly = (400, 30_000, 0.5, -0.5, 0.04, 0.03)
    rest = (0.15, 65_000, 0.2, 52_000, 40, 1_350, 0.3, 60_000, 0.1, 0.08, 5, 0.3)
    assert tandem_or_csm(*forms, *rest) == pytest.approx(tandem_or_csm(*exactly, *rest))
