"""The officer's view of a case: what holds for every case, whatever the remits are called."""

from __future__ import annotations

from typing import get_args

import pytest
from cases import cases, varied_case
from hypothesis import given, settings

from xl_service_roi import Case
from xl_service_roi.engine.numeric import Evaluation
from xl_service_roi.inputs import value_names
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.model.measures import CASH_LINES
from xl_service_roi.officer import (
    BROUGHT_IN,
    COST_CENTRE,
    FORMS,
    KPIS,
    LINES_OF_REMIT,
    PRESUMED,
    REMITS,
    ROLES,
    by_remit,
    first_year,
    scorecard,
    total_of_role,
    two_columns,
)
from xl_service_roi.workbook.before import OfficerForm

EXAMPLE = Case.example()


def _found(case: Case) -> Evaluation:
    return case.run().found


def _near(found: Evaluation, value: float) -> object:
    """Equal, but for the rounding of sums of amounts as large as the present values."""
    return pytest.approx(
        value, rel=1e-9, abs=1e-12 * (1 + abs(found.measures["pv_today"]) + abs(found.measures["pv_zero"]))
    )


# ------------------------------------------------------------------------------------------------------- identities


@given(cases())
@settings(max_examples=30, deadline=None)
def test_remits_add_up_to_the_programme_and_columns_to_service(case: Case) -> None:
    found = _found(case)
    remits = by_remit(found)
    without_residual = found.measures["programme_npv"] - found.measures["programme_heading_residual"]
    assert sum(remit.total for remit in remits) == _near(found, without_residual)
    assert all(remit.gains >= 0 >= remit.pays for remit in remits)
    assert all(remit.gains + remit.pays == _near(found, remit.total) for remit in remits)
    assert two_columns(found).total == _near(found, found.measures["service_value"])
    assert first_year(found).total == _near(found, -found.results["zero_differential_cash_flow"][1])
    for form in FORMS:
        parts = [total_of_role(found, form, role) for role in ROLES]
        assert sum(parts) == _near(found, without_residual)


def test_every_cash_line_stands_in_one_remit_and_one_column() -> None:
    assert sorted(line.name for lines in LINES_OF_REMIT.values() for line in lines) == sorted(
        line.name for line in CASH_LINES
    )
    assert sorted(line.name for line in (*COST_CENTRE, *BROUGHT_IN)) == sorted(
        line.name for line in CASH_LINES if line.name != "tax"
    )
    assert all(line.flow < 0 for line in COST_CENTRE)


def test_a_plan_that_changes_nothing_gains_and_pays_nothing() -> None:
    found = _found(varied_case(EXAMPLE, **{name: None for name in value_names() if name.endswith("_plan")}))
    assert [(remit.gains, remit.pays) for remit in by_remit(found)] == [(0, 0)] * len(REMITS)
    assert all(kpi.target == kpi.first == kpi.today for kpi in scorecard(found, 5) if kpi.name == "reach_share")


def test_zero_that_changes_nothing_leaves_both_columns_empty() -> None:
    found = _found(varied_case(EXAMPLE, **{name: None for name in value_names() if name.endswith("_zero")}))
    assert set(two_columns(found).lines.values()) == {0}
    assert first_year(found).total == 0


# --------------------------------------------------------------------------------------------- the illustrative firm


def test_the_illustrative_firm() -> None:
    """Marketing and sales gain what service and the board pay for; service brings in more than its budget shows."""
    found = _found(EXAMPLE)
    totals = {remit.name: round(remit.total) for remit in by_remit(found)}
    assert totals == {
        "service": -794_730,
        "marketing_and_sales": 4_537_560,
        "operations_and_logistics": -24_460,
        "hr": -216_215,
        "finance": -2_603_733,
    }
    columns = two_columns(found)
    assert (round(columns.cost_centre), round(columns.brought_in)) == (-22_873_559, 35_433_534)
    assert round(total_of_role(found, "satisfied_customers", "answers")) == -794_730 + 4_537_560


def test_targets_are_those_of_the_plan() -> None:
    found = _found(EXAMPLE)
    kpis = {kpi.name: kpi for kpi in scorecard(found, EXAMPLE.horizon)}
    assert list(kpis) == [item.name for item in KPIS]
    assert kpis["reach_share"][1:] == ("higher", 0.8, pytest.approx(0.83), pytest.approx(0.89))
    assert kpis["staff_turnover"].target == pytest.approx(0.24)
    assert kpis["churn_rate"].target == found.lines["plan"]["churn_rate"][5]
    improves = {"higher": lambda kpi: kpi.target > kpi.today, "lower": lambda kpi: kpi.target < kpi.today}
    assert all(improves[kpi.better](kpi) for kpi in kpis.values())


# ----------------------------------------------------------------------------------------------- who answers for what


def test_forms_are_those_that_can_be_chosen() -> None:
    assert set(FORMS) == set(get_args(OfficerForm))
    assert PRESUMED in FORMS
    assert all(tuple(roles) == REMITS for roles in FORMS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_has_words_of_its_own(language: str) -> None:
    say = labels(language).say
    for kind in ("form", "task", "basis"):
        assert len({say(f"officer_{kind}_{form}") for form in FORMS}) == len(FORMS)
    assert len({say(f"officer_role_{role}") for role in ROLES}) == len(ROLES)


def test_no_source_is_claimed_for_the_customer_experience_manager() -> None:
    assert not any(role.sourced for role in FORMS["experience_manager"].values())
    assert [remit for remit, role in FORMS["satisfied_customers"].items() if role.key == "answers"] == list(REMITS[:2])
    assert not any(role.key == "answers" for role in FORMS["cco"].values())
