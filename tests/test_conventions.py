"""The house rules, held over every driver, line and measure, so that no review has to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.resources import files
from typing import Any

import pytest

from xl_service_roi.engine.definition import rules
from xl_service_roi.engine.expr import (
    Constant,
    Driver,
    Expression,
    Line,
    Measure,
    Named,
    Prev,
    Requirement,
    ResultLine,
    Ruled,
    Single,
    as_expression,
)
from xl_service_roi.engine.units import shown
from xl_service_roi.errors import ModelError
from xl_service_roi.inputs import drivers, essentials, value_names
from xl_service_roi.labels import LANGUAGES, SUBJECTS, labels
from xl_service_roi.model import MODEL
from xl_service_roi.model.cash_flow import MONEY_IN, MONEY_OUT, ONE_OFF
from xl_service_roi.model.driver import FUTURES, Input
from xl_service_roi.model.measures import CASH_LINES, HEADINGS
from xl_service_roi.workbook.names import lines_name, result_name

MODEL_FILES = files("xl_service_roi") / "model"
NOTES = (MODEL_FILES / "notes.md").read_text(encoding="utf-8")
SOURCES = (MODEL_FILES / "sources.md").read_text(encoding="utf-8")

# --- the contract: workbooks, JSON and functions carry these names ---------------------------------------------------


def _names(text: str) -> list[str]:
    return text.split()


GENERAL = _names("""
    horizon_years discount_rate mid_year price_growth wage_growth cost_inflation tax_rate depreciation_years
    hold_base residual_value benefit_risk cost_risk ramp_plan realisation_share customers churn
    acquisition_elasticity people_told deterred_share spend_drop_unhappy prospect_contact_share
    prospect_loss_unserved extra_loss_silent extra_loss_unreached extra_loss_satisfied extra_loss_mollified
    extra_loss_dissatisfied contacting_share extra_loss_unserved_contact order_share order_contribution
    order_loss_unserved spillover_share spillover_cost_per_contact productive_hours on_cost holding_cost_share
    stock_release_share cost_per_sale_sales cost_per_sale_known channel_cost_ratio contract_customers
    replacement_multiple accounts contribution_per_account reach_ceiling satisfied_ceiling
""")
PER_FUTURE = _names("""
    revenue_per_customer gross_margin new_customers acquisition_cost welcome_discount brand_marketing
    referral_rate problem_share contact_share reach_share satisfied_share mollified_share root_causes_removed
    contacts_per_problem failure_cost_per_problem improvement_budget retention_offer_share
    retention_offer_success retention_offer_cost contacts_per_customer routine_share specialist_share
    routine_minutes specialist_minutes technical_minutes intake_minutes routine_by_specialists_share
    outsourced_share outsourcing_price occupancy cashable_share front_salary back_salary service_overhead
    obligations_cost visit_share first_time_fix unnecessary_visit_share visit_cost visit_fee visit_offer_share
    parts_stock returns_per_customer cost_per_return offer_share offer_conversion offer_minutes
    aftersales_calls_per_customer aftersales_conversion aftersales_minutes sale_contribution cannibalised_share
    second_chance_conversion contract_attach contract_fee contract_margin contract_churn staff_turnover
    quit_offer_acceptance quit_offer_amount training_per_fte training_hours service_bonus_share tandem_share
    account_manager_fte account_manager_salary operations_lead_fte operations_lead_salary coordination_hours
    csm_fte csm_salary csm_cover_share account_loss_tandem account_loss_csm account_growth_tandem
    account_growth_csm officer_cost office_cost technology_cost alignment_cost capital_outlay change_cost
    redundant_share severance_months
""")
ESSENTIAL = _names("""
    horizon_years discount_rate hold_base customers churn revenue_per_customer gross_margin new_customers
    acquisition_cost problem_share contact_share reach_share satisfied_share mollified_share
    contacts_per_customer front_salary back_salary service_overhead offer_share offer_conversion
    sale_contribution staff_turnover replacement_multiple training_per_fte officer_cost capital_outlay
    change_cost
""")
LINES = _names("""
    account_contribution account_service_cost acquisition_effort acquisition_spending average_customers back_fte
    bought_customers brand_marketing_cost capital_spending change_spending churn_rate closing_accounts
    closing_contracts closing_customers contacts_offered contacts_served contract_contribution cost_of_alignment
    cost_of_office cost_of_officer cost_of_technology depreciation deterred_customers discount_factor
    extra_orders failure_cost front_fte improvement_cost leavers lost_customers main_contribution net_cash_flow
    opening_customers operating_cash_flow orders_contribution outsourcing_cost overhead_cost paid_fte parts_cost
    payroll present_value problem_rate quit_offers_cost referred_customers remaining_obligations residual
    retention_offers_cost return_cost sales_contribution saved_customers second_chance_contribution
    second_chance_sales selling_cost_saved service_bonus_cost service_sales service_selling_cost severance
    spillover_cost staff_cost stock_release tax training_cost turnover_cost visits visits_contribution
    visits_cost
""")
MEASURES = _names("""
    pv_today pv_plan pv_zero programme_npv service_value programme_npv_without_residual
    service_value_without_residual retention_value service_sales_value turnover_saving turnover_saving_half
    turnover_saving_one turnover_saving_two pv_costs pv_benefits roi benefit_cost_ratio risk_adjusted_npv
    profitability_index loss_if_nothing_changes irr mirr payback discounted_payback zero_first_loss_year
    zero_saving_gone_year inflow outflow cost_per_customer_won cost_per_customer_kept service_share inflow_today
    outflow_today cost_per_customer_won_today cost_per_customer_kept_today service_share_today
""")


def test_the_names_of_the_drivers_are_the_contract() -> None:
    assert len(GENERAL) + len(PER_FUTURE) == 131
    assert {name for name, driver in drivers().items() if driver.scope == "future"} == set(PER_FUTURE)
    assert {name for name, driver in drivers().items() if driver.scope != "future"} == set(GENERAL)
    assert [name for name, driver in drivers().items() if driver.scope == "year"] == ["ramp_plan"]
    assert {driver.name for driver in essentials()} == set(ESSENTIAL)
    assert len(ESSENTIAL) == 27


def test_the_names_of_values_follow_from_those_of_drivers() -> None:
    expected = {*GENERAL, *(f"{name}_{future}" for name in PER_FUTURE for future in FUTURES)}
    assert value_names().keys() == expected
    assert len(expected) == len(GENERAL) + 3 * len(PER_FUTURE)


def test_the_names_of_lines_and_measures_are_the_contract() -> None:
    assert {line.name for line in MODEL.lines.values() if not line.intermediate} == set(LINES)
    own = {name for name in MODEL.measures if "_pv_" not in name and "_heading_" not in name}
    assert own == set(MEASURES)
    assert list(MODEL.singles) == ["base_churn", "payroll_now"]
    assert {result_name(name) for name in own} == {f"result_{name}" for name in MEASURES}
    for heading in HEADINGS:
        assert result_name(f"programme_heading_{heading}") == f"result_heading_{heading}"
        assert result_name(f"service_heading_{heading}") == f"result_service_heading_{heading}"
    for line in CASH_LINES:
        assert result_name(f"programme_pv_{line.name}") == ""


# --- every name ------------------------------------------------------------------------------------------------------


def workbook_names() -> list[str]:
    return [*value_names(), *filter(None, map(result_name, MODEL.measures)), *MODEL.singles, *map(lines_name, FUTURES)]


def test_names_can_be_names_in_excel() -> None:
    for name in workbook_names():
        assert re.fullmatch(r"[a-z][a-z0-9_]{2,254}", name), name
        assert not re.fullmatch(r"[a-z]{1,3}[0-9]+", name), f"{name} looks like a cell"
        assert not re.fullmatch(r"r[0-9]*c?[0-9]*", name), f"{name} looks like a cell in the style R1C1"
    assert len(workbook_names()) == len(set(workbook_names()))


def test_a_name_without_a_future_never_ends_like_one_with_a_future() -> None:
    for name in [*GENERAL, *PER_FUTURE]:
        stem, _, ending = name.rpartition("_")
        assert name == "ramp_plan" or ending not in FUTURES
        assert stem not in PER_FUTURE or ending not in FUTURES


def test_names_are_whole_words() -> None:
    known = {"fte", "csm", "npv", "pv", "roi", "irr", "mirr"}  # terms of the field
    words_used = {word for name in MODEL.items for word in name.split("_")}
    abbreviated = {word for word in words_used if len(word) < 3 or not re.search("[aeiouy]", word)}
    assert abbreviated <= known | {"by", "if", "in", "no", "of", "on"}


# --- drivers ---------------------------------------------------------------------------------------------------------

# Faults are gathered in words: a failing assertion on an item would print the item, with all that it rests on.


def figures(driver: Input) -> Iterator[float]:
    for value in driver.figures.values():
        yield from value if isinstance(value, tuple) else (value,)


def faults_of_driver(driver: Input) -> Iterator[str]:
    per_future = driver.scope == "future"
    if not re.match("[A-Z0-9]", driver.text) or driver.text.endswith("."):
        yield "its text is no sentence in our style"
    if driver.section not in words("en")["SECTIONS"]:
        yield "unknown section"
    if driver.curve not in ({"set", "blend", "keep"} if per_future else {""}):
        yield "the service-level curve does not know what to do with it"
    if (driver.lever != "") != per_future:
        yield "a lever is what differs between the futures"
    if not driver.ramped and driver.lever not in ("programme", "staff", "complaints_sensor"):
        yield "only what the programme costs is there at once"
    if (
        driver.name.endswith("_share")
        and shown(driver.unit) not in ("share", "share/year")
        and driver.name != "visit_share"
    ):
        yield "a share is a fraction"


def faults_of_figures(driver: Input) -> Iterator[str]:
    if not driver.at_least < driver.at_most:
        yield "its bounds hold nothing"
    for figure in figures(driver):
        if not driver.at_least <= figure <= driver.at_most or (driver.whole and figure % 1):
            yield f"{figure} is outside its bounds"
    if "today" not in driver.figures or not driver.figures.keys() <= {*FUTURES} or None in driver.figures.values():
        yield "it has no figure for today, or one for an unknown future"
    if driver.scope != "future" and list(driver.figures) != ["today"]:
        yield "it has one value but several figures"
    if (driver.low is None) != (driver.high is None):
        yield "half a range"
    if driver.low is not None and driver.high is not None:
        likely = driver.figures.get("plan", driver.figures.get("zero", driver.figures["today"]))
        if not driver.at_least <= driver.low <= likely <= driver.high <= driver.at_most:
            yield "its range does not hold its figure, or breaks its bounds"


@pytest.mark.parametrize("faults", [faults_of_driver, faults_of_figures])
def test_drivers_are_complete_and_their_figures_and_ranges_allowed(faults: Callable[[Input], Iterator[str]]) -> None:
    assert [f"{name}: {fault}" for name, driver in drivers().items() for fault in faults(driver)] == []


def nodes() -> Iterator[tuple[Named, Expression]]:
    for item in MODEL.items.values():
        for rule in rules(item):
            for node in rule.walk():
                yield item, node
    for future in MODEL.futures:
        for node in future.effect.walk():
            yield Single("share", "effect", rule=future.effect), node


def test_every_driver_is_used() -> None:
    used = {node.name for _, node in nodes() if isinstance(node, Driver)}
    used |= {target.name for _, node in nodes() if isinstance(target := getattr(node, "target", None), Driver)}
    used |= {node.driver.name for _, node in nodes() if hasattr(node, "driver")}
    used |= {node.target for _, node in nodes() if isinstance(node, Prev)}
    assert {*GENERAL, *PER_FUTURE} - used == {"reach_ceiling", "satisfied_ceiling"}  # of the service-level curve


def table_under(heading: str, text: str) -> list[list[str]]:
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def test_the_source_of_every_default_is_told() -> None:
    rows = table_under("Defaults of the drivers", SOURCES)
    told = {name.strip("`"): (source, grade) for name, source, grade in rows}
    assert list(told) == list(drivers())
    for name, driver in drivers().items():
        source, grade = told[name]
        assert source == (driver.source or "–"), name
        assert (grade == "assumed") == (driver.source == ""), name


def test_sources_have_grades_that_are_explained_and_bear_on_drivers_that_exist() -> None:
    rows = table_under("Sources", SOURCES)
    grades = set(re.findall(r"^\| ([a-z: ]+?) \|", SOURCES.split("\n## ", 1)[0], re.MULTILINE)) - {"grade"}
    numbers = [int(row[0].removeprefix("S")) for row in rows]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers) + 1))
    for number, _, _, grade, bears_on in rows:
        assert grade.split(";")[0].split(" for ")[0] in grades, number
        for name in re.findall(r"`([a-z_]+)`", bears_on):
            assert name in {*GENERAL, *PER_FUTURE}, f"{number} bears on {name}"
    assert {driver.source for driver in drivers().values()} - {""} <= {row[0] for row in rows}


def test_the_required_inputs_are_told() -> None:
    paragraph = next(line for line in SOURCES.splitlines() if line.startswith("Required of the firm"))
    assert re.findall(r"`([a-z_]+)`", paragraph) == [driver.name for driver in essentials()]
    assert f"the {len(essentials())}\nessential drivers" in SOURCES


# --- lines and measures ----------------------------------------------------------------------------------------------

LINE_NAMES = [*MODEL.lines, *MODEL.singles]
RESULT_NAMES, REQUIREMENT_NAMES = list(MODEL.results), list(MODEL.requirements)
RULED = {name: item for name, item in MODEL.items.items() if isinstance(item, Ruled)}
TIMING = re.compile(r"\b(year|years|yearly|start|end|horizon|now)\b")
NOT_TOLD = {"counted_churn", "counted_prospects_lost"}
"""Lines that only cut off what comes after the horizon."""


def section(number: str) -> str:
    """A section of the notes, without what follows it."""
    parts = re.split(r"^#+ ", NOTES.split("\n## Worked example", 1)[0], flags=re.MULTILINE)
    found = [part for part in parts if re.match(rf"{re.escape(number)}\.? ", part)]
    return found[0] if found else ""


def faults_of_item(item: Ruled) -> Iterator[str]:
    if not item.unit:
        yield "no unit"
    if not re.match("[A-Z0-9]", item.text) or item.text.endswith("."):
        yield "its text is no sentence in our style"
    if not section(item.notes):
        yield f"notes.md has no section {item.notes!r}"
    if isinstance(item, Line | Single) and item.name not in NOT_TOLD:
        told = section(item.notes) + (section("1") if item.notes == "3" else "")
        if f"`{item.name}`" not in told:
            yield f"section {item.notes} of notes.md does not tell it"
    for node in (node for rule in rules(item) for node in rule.walk()):
        if isinstance(node, Constant) and node.value not in (0, 1) and not (node.unit and node.text):
            yield f"the bare number {node.value} stands in its rule"


def faults_of_line(line: Line) -> Iterator[str]:
    if line.heading not in {*HEADINGS, "totals", "calendar"}:
        yield "unknown heading"
    if line.remit not in words("en")["REMITS"]:
        yield "unknown remit"
    if not TIMING.search(line.text):
        yield "its text says nothing about time"
    if (line.flow != 0) != (line.name in {cash.name for cash in CASH_LINES}):
        yield "a line has a direction if it is money that flows"


def test_everything_with_a_rule_is_complete_and_told_in_the_notes() -> None:
    assert [f"{name}: {fault}" for name, item in RULED.items() for fault in faults_of_item(item)] == []
    assert sum(1 for _ in RULED) > 250


def test_every_line_has_its_heading_remit_and_time() -> None:
    assert [f"{name}: {fault}" for name, line in MODEL.lines.items() for fault in faults_of_line(line)] == []


def test_a_bare_number_is_refused_where_it_is_written() -> None:
    with pytest.raises(ModelError, match="52 stands in a rule"):
        as_expression(52)


def test_money_lines_stand_under_one_heading_each() -> None:
    names = [line.name for line in (*MONEY_IN, *MONEY_OUT, *ONE_OFF)]
    assert [line.name for line in CASH_LINES] == [*names, "tax"]
    assert len({*names, "tax"}) == len(CASH_LINES) == 36
    assert {line.flow for line in MONEY_IN} == {1}
    assert {line.flow for line in (*MONEY_OUT, *ONE_OFF)} == {-1}
    assert {line.heading for line in CASH_LINES} == set(HEADINGS) - {"residual"}
    assert {line.unit for line in CASH_LINES} == {"money"}


def test_requirements_name_the_drivers_to_look_at() -> None:
    for requirement in MODEL.requirements.values():
        names = [driver.name for driver in requirement.drivers]
        assert names
        assert set(names) <= {*GENERAL, *PER_FUTURE}


def test_measures_that_may_be_absent_say_why_in_both_languages() -> None:
    reasons = {name: measure.why_not for name, measure in MODEL.measures.items() if measure.exists is not None}
    assert reasons.keys() == {name for name, measure in MODEL.measures.items() if measure.why_not}
    assert [name for name, why in reasons.items() if labels("nl").why_not(name, why) == why] == []


# --- words -----------------------------------------------------------------------------------------------------------

TABLES = ("DRIVERS", "LINES", "MEASURES", "RESULTS", "UNITS", "HEADINGS", "REMITS", "SECTIONS", "LEVERS", "FUTURES")


def words(language: str) -> dict[str, Any]:
    return vars(import_module(f"xl_service_roi.labels.{language}.names"))


def sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for subject in ("words", *SUBJECTS):
        own: dict[str, str] = vars(import_module(f"xl_service_roi.labels.{language}.{subject}"))["WORDS"]
        assert found.keys().isdisjoint(own)
        found |= own
    return found


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_have_the_same_words(table: str) -> None:
    english, dutch = (words(language)[table] for language in LANGUAGES)
    assert english.keys() == dutch.keys()
    for language in LANGUAGES:
        empty = [key for key, text in words(language)[table].items() if not str(text).strip() and key != "-"]
        assert empty == []


def test_both_languages_have_the_same_sentences_with_the_same_gaps() -> None:
    english, dutch = (sentences(language) for language in LANGUAGES)
    assert english.keys() == dutch.keys()
    for key, text in english.items():
        assert set(re.findall(r"{(\w*)", text)) == set(re.findall(r"{(\w*)", dutch[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_shown_has_a_label(language: str) -> None:
    say = labels(language)
    by_line_or_heading = re.compile("(programme|service)_(pv|heading)_")
    for name, item in MODEL.items.items():
        if not isinstance(item, Requirement) and not by_line_or_heading.match(name):
            assert say.of(name)
        say.unit(item.unit)
    for line in MODEL.lines.values():
        say.group("HEADINGS", line.heading)
        say.group("REMITS", line.remit)
    for driver in drivers().values():
        say.group("SECTIONS", driver.section)
        say.group("LEVERS", driver.lever or "programme")


def test_labels_tell_drivers_apart() -> None:
    for language in LANGUAGES:
        for table in ("DRIVERS", "LINES"):
            shown_words = list(words(language)[table].values())
            assert sorted(shown_words) == sorted(set(shown_words)), (language, table)


def test_no_label_is_left_over() -> None:
    for language in LANGUAGES:
        found = words(language)
        assert set(found["DRIVERS"]) == {*GENERAL, *PER_FUTURE}
        assert set(found["LINES"]) == {*LINE_NAMES, "effect"}
        assert set(found["RESULTS"]) == set(RESULT_NAMES)
        assert {shown(item.unit) for item in MODEL.items.values()} <= set(found["UNITS"])


def test_every_meaning_stands_in_dutch_as_well() -> None:
    dutch = labels("nl")
    explained = {
        name: item for name, item in MODEL.items.items() if isinstance(item, Driver | Line | Single | Requirement)
    }
    assert [name for name, item in explained.items() if dutch.meaning(item) == item.text] == []
    tables = words("nl")
    assert set(tables["MEANINGS"]) == {*GENERAL, *PER_FUTURE}
    assert set(tables["TEXTS"]) == {*LINE_NAMES, "effect"}
    assert set(tables["REQUIREMENTS"]) == set(REQUIREMENT_NAMES)
    assert set(tables["WHY_NOT"]) == {name for name, measure in MODEL.measures.items() if measure.why_not}


def test_dutch_is_not_english() -> None:
    english, dutch = (words(language) for language in LANGUAGES)
    same = {
        key
        for table in ("DRIVERS", "LINES", "MEASURES")
        for key in english[table]
        if english[table][key] == dutch[table][key]
    }
    assert same <= {"roi", "irr", "mirr"}


def test_measures_and_results_are_what_they_say() -> None:
    kinds = {type(item) for item in RULED.values()}
    assert kinds == {Line, Single, ResultLine, Measure, Requirement}
