"""What moved a result: contributions add up, are those of the model run over and over, and files are read right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from itertools import permutations
from math import factorial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import workbook_edits
from cases import given_values, random_case, seeded_cases, varied_case
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from xl_service_roi import Case
from xl_service_roi.batch.columns import COLUMNS as RESULT_COLUMNS
from xl_service_roi.batch.columns import INPUTS, Row, refused_row, row_of
from xl_service_roi.batch.consolidate import Consolidation
from xl_service_roi.batch.results import open_results
from xl_service_roi.difference.as_json import case_as_dict
from xl_service_roi.difference.cases import CaseDifference, Opened, difference_of_cases
from xl_service_roi.difference.files import difference_of_files
from xl_service_roi.difference.movement import BOTH, COLUMNS, COLUMNS_OF, Movement, explainable, movements
from xl_service_roi.difference.movement import row_of as inputs_of
from xl_service_roi.difference.results_file import Table
from xl_service_roi.difference.tables import TableDifference, UnitDifference, difference_of_tables, paired
from xl_service_roi.difference.told import headlines_of_case, headlines_of_tables, told_of_case, told_of_tables
from xl_service_roi.difference.words import WORDS
from xl_service_roi.errors import InputError
from xl_service_roi.inputs import drivers, flattened
from xl_service_roi.model import MODEL, MODEL_VERSION
from xl_service_roi.workbook.build import build

EXAMPLE = varied_case(Case.example())
"""The illustrative firm, every value given."""


def example(**values: Any) -> Case:
    """The illustrative firm with other values, by driver or by the names in a workbook."""
    return varied_case(EXAMPLE, **flattened(values))


def difference(before: Case, after: Case, *measures: str) -> CaseDifference:
    opened = (Opened(name, case.run()) for name, case in (("before.xlsx", before), ("after.xlsx", after)))
    return difference_of_cases(*opened, (*BOTH, *measures))


def movement(before: Case, after: Case, *measures: str, most: int = 1 << 14) -> Movement:
    (found,) = movements(*(inputs_of(case.inputs.values)[None] for case in (before, after)), (*BOTH, *measures), most)
    assert found is not None
    return found


def contributed(found: Movement, measure: str) -> dict[tuple[str, ...], float]:
    values = {each.drivers: each.values[measure] for each in found.contributions}
    assert all(value is not None for value in values.values())
    return {names: value for names, value in values.items() if value is not None}


# --- contributions ---------------------------------------------------------------------------------------------------


@given(seed=st.integers(0, 10_000), some=st.integers(1, 131), most=st.sampled_from([1 << 12, 1 << 8, 16]))
@settings(max_examples=10, deadline=None)
def test_contributions_add_up_to_the_movement_of_any_two_cases(seed: int, some: int, most: int) -> None:
    import random

    before, after = (random_case(random.Random(seed + each), some, {}) for each in (0, 1))
    found = movement(before, after, most=most)
    results = [case.run().measures for case in (before, after)]
    scale = max(abs(result[name]) for result in results for name in ("pv_today", "pv_plan", "pv_zero")) + 1
    for name in BOTH:
        assert_allclose(found.before[name], results[0][name], rtol=1e-12, atol=1e-12 * scale)
        assert_allclose(found.after[name], results[1][name], rtol=1e-12, atol=1e-12 * scale)
        total = sum(contributed(found, name).values())
        assert abs(total - (results[1][name] - results[0][name])) <= 1e-11 * scale
    changed = {
        driver.name
        for driver in drivers().values()
        if any(before.inputs.values[name] != after.inputs.values[name] for name in driver.names())
    }
    names = [name for each in found.contributions for name in each.drivers]
    assert sorted(names) == sorted(changed)
    assert found.exact == (1 << len(found.contributions) <= most)


def test_contributions_are_averages_over_all_orders_of_the_model_itself() -> None:
    before, after = EXAMPLE, example(churn=0.14, horizon_years=7, ramp_plan=[0.2, 0.6, 1], reach_share={"plan": 0.95})
    changed = ("churn", "horizon_years", "ramp_plan", "reach_share_plan")
    expected = {name: np.zeros(2) for name in changed}
    for order in permutations(changed):
        values = dict(given_values(before))
        last = np.array([before.run().measure(name) for name in BOTH])
        for name in order:
            values[name] = after.inputs.values[name]
            result = Case.from_values(values).run()
            here = np.array([result.measure(measure) for measure in BOTH])
            expected[name] += (here - last) / factorial(len(changed))
            last = here
    found = movement(before, after)
    for position, measure in enumerate(BOTH):
        values = contributed(found, measure)
        for name in changed:
            assert_allclose(
                values[name.removesuffix("_plan") if name != "ramp_plan" else name,], expected[name][position]
            )


def test_one_change_is_the_whole_movement_and_an_input_of_no_use_moves_nothing() -> None:
    alone = movement(EXAMPLE, example(churn=0.13))
    assert [each.drivers for each in alone.contributions] == [("churn",)]
    both = movement(EXAMPLE, example(churn=0.13, reach_ceiling=0.9))
    for measure in BOTH:
        assert contributed(both, measure)["reach_ceiling",] == 0
        assert_allclose(contributed(both, measure)["churn",], contributed(alone, measure)["churn",])


def test_the_way_back_is_the_opposite() -> None:
    one, other = seeded_cases(4, 2)
    forth, back = movement(one, other, most=64), movement(other, one, most=64)
    exact_forth, exact_back = (
        movement(*pair) for pair in ((EXAMPLE, example(churn=0.1)), (example(churn=0.1), EXAMPLE))
    )
    for measure in BOTH:
        assert_allclose(contributed(exact_forth, measure)["churn",], -contributed(exact_back, measure)["churn",])
        assert_allclose(sum(contributed(forth, measure).values()), -sum(contributed(back, measure).values()))


def test_futures_of_a_driver_and_years_of_the_ramp_are_one_player() -> None:
    found = movement(EXAMPLE, example(reach_share={"today": 0.78, "plan": 0.9, "zero": 0.1}, ramp_plan=[0.1, 0.2, 0.3]))
    assert {each.drivers for each in found.contributions} == {("reach_share",), ("ramp_plan",)}


def test_what_only_differs_by_rounding_is_the_same() -> None:
    assert movement(EXAMPLE, example(churn=0.15 * (1 + 1e-15))).contributions == ()


def test_case_by_case_or_all_at_once_is_the_same() -> None:
    cases = list(seeded_cases(9, 5))
    after = [
        varied_case(case, discount_rate=case.inputs.values["discount_rate"] + 0.01, people_told=3) for case in cases
    ]
    rows = [np.array([inputs_of(case.inputs.values) for case in side]) for side in (cases, after)]
    together = movements(*rows)
    for one, other, found in zip(cases, after, together, strict=True):
        alone = movement(one, other)
        assert found is not None
        for measure in BOTH:
            assert [each.drivers for each in found.contributions] == [each.drivers for each in alone.contributions]
            assert_allclose(
                list(contributed(found, measure).values()),
                list(contributed(alone, measure).values()),
                rtol=1e-9,
                atol=1e-4,
            )


def test_a_sample_is_near_the_exact_contributions_and_says_how_near() -> None:
    before, after = EXAMPLE, example(
        churn=0.13, discount_rate=0.1, price_growth=0.03, problem_share=0.18, hold_base=1, horizon_years=6,
        contact_share={"plan": 0.6}, gross_margin=0.44, staff_turnover={"plan": 0.2}, ramp_plan=[0.2, 0.4, 0.9],
    )  # fmt: skip
    exact, sampled = movement(before, after), movement(before, after, most=256)
    assert (exact.exact, sampled.exact) == (True, False)
    expected = contributed(exact, "programme_npv")
    for each in sampled.contributions:
        error, value = each.errors["programme_npv"], each.values["programme_npv"]
        assert error is not None
        assert value is not None
        assert abs(value - expected[each.drivers]) <= 5 * error + 1
    largest = max(abs(value) for value in expected.values())
    assert 0 < max(each.errors["programme_npv"] or 0 for each in sampled.contributions) < 0.1 * largest


# --- changes that only make sense together ---------------------------------------------------------------------------

TORN: dict[str, tuple[Case, set[tuple[str, ...]], str]] = {
    "shares that sum to 1": (
        example(satisfied_share={"plan": 0.9}, mollified_share={"plan": 0.1}, officer_cost={"plan": 1}),
        {("satisfied_share", "mollified_share"), ("officer_cost",)},
        "served_shares_above_one",
    ),
    "churn and what explains it": (
        example(churn=0.055, problem_share=0.06, officer_cost={"plan": 1}),
        {("churn", "problem_share"), ("officer_cost",)},
        "base_churn_below_zero",
    ),
    "hours": (
        example(productive_hours=15, training_hours=5, officer_cost={"plan": 1}),
        {("productive_hours", "training_hours"), ("officer_cost",)},
        "training_takes_all_hours",
    ),
    "contracts and customers": (
        example(customers=10_000, contract_customers=9_000, officer_cost={"plan": 1}),
        {("customers", "contract_customers"), ("officer_cost",)},
        "contracts_above_customers",
    ),
}


@pytest.mark.parametrize("most", [1 << 14, 2], ids=["exact", "sampled"])
@pytest.mark.parametrize("name", TORN)
def test_changes_that_contradict_themselves_apart_share_one_contribution(name: str, most: int) -> None:
    after, expected, requirement = TORN[name]
    found = movement(EXAMPLE, after, most=most)
    assert {each.drivers for each in found.contributions} == expected
    (joined,) = (each for each in found.contributions if len(each.drivers) > 1)
    assert requirement in joined.requirements
    for measure in BOTH:
        assert_allclose(
            sum(contributed(found, measure).values()), after.run().measures[measure] - found.before[measure]
        )


def test_a_side_that_contradicts_itself_or_lacks_an_input_is_not_explained() -> None:
    sound = inputs_of(EXAMPLE.inputs.values)
    rows = np.array([sound, sound, sound])
    rows[0, COLUMNS.index("churn")] = 0.01
    rows[1, COLUMNS.index("officer_cost_plan")] = np.nan
    before = np.array([sound] * 3)
    assert [each is None for each in movements(before, rows)] == [True, True, False]
    assert [each is None for each in movements(rows, before)] == [True, True, False]


# --- two cases -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("difference")
    build(path / "example.xlsx", "en", EXAMPLE.inputs)
    build(path / "other.xlsx", "nl", example(churn=0.14, reach_share={"plan": 0.93}).inputs)
    return path


def of_files(before: Path, after: Path, measure: str | None = None) -> CaseDifference:
    found = difference_of_files(str(before), str(after), measure, told=pytest.fail)
    assert isinstance(found, CaseDifference)
    return found


def edited(path: Path, name: str, **values: Any) -> Path:
    """A copy of the example with named cells as a user may leave them, and all others as they were."""
    parts = workbook_edits.parts_of(path / "example.xlsx")
    names = re.findall(r'<definedName name="(\w+)"[^>]*>([^<]+)<', parts[workbook_edits.BOOK].decode())
    places = {key: place.replace("$", "") for key, place in names}
    for key, value in values.items():
        workbook_edits.set_cell(parts, places[key], value)
    return workbook_edits.write(parts, path / name)


def test_two_workbooks_in_any_language(folder: Path) -> None:
    found = of_files(folder / "example.xlsx", folder / "other.xlsx", "roi")
    assert {each.drivers for each in found.movement.contributions} == {("churn",), ("reach_share",)}
    for measure in (*BOTH, "roi"):
        parts = [each.values[measure] or 0.0 for each in found.movement.contributions]
        assert_allclose(sum(parts), found.total(measure))
    assert told_of_case(found, "en") == []


def test_a_workbook_and_the_same_inputs_as_json_are_the_same(folder: Path) -> None:
    (folder / "example.json").write_text(json.dumps(EXAMPLE.inputs.nested()), encoding="utf-8")
    found = of_files(folder / "example.xlsx", folder / "example.json")
    assert found.movement.contributions == ()
    assert headlines_of_case(found, "en") == ["The two cases are the same: no input differs, and so no result."]


def test_a_file_that_shows_other_results_than_its_inputs_come_to_says_so(folder: Path) -> None:
    stale = edited(folder, "stale.xlsx", churn=0.12)
    found = of_files(folder / "example.xlsx", stale)
    assert {each.drivers for each in found.movement.contributions} == {("churn",)}
    (line,) = told_of_case(found, "en")
    assert line.startswith("stale.xlsx · Results!")
    assert "the stored result differs from the model's" in line
    assert line.endswith("The figures above are worked out anew from the inputs.")


def test_a_result_typed_over_is_said_too(folder: Path) -> None:
    found = of_files(folder / "example.xlsx", edited(folder, "typed.xlsx", result_roi=1.0))
    assert found.movement.contributions == ()
    (line,) = told_of_case(found, "en")
    assert line.startswith("typed.xlsx · Results!")
    assert "result_roi" in line


def test_text_and_defaults_are_told(folder: Path) -> None:
    found = of_files(folder / "example.xlsx", edited(folder, "blank.xlsx", churn="0,14", mid_year=None))
    told = told_of_case(found, "en")
    assert "blank.xlsx · Inputs!E9 · churn: text, read as 0.14 (found '0,14')" in told
    assert [line for line in told if line.startswith("Given in example.xlsx, assumed in blank.xlsx, at the same value")]
    assert told[-1].endswith(": 'Flows fall halfway the year'.")


def test_many_defaults_are_counted() -> None:
    assumed = Opened("assumed.json", Case.example().run())
    (line,) = told_of_case(difference_of_cases(assumed, Opened("given.json", EXAMPLE.run())), "en")
    assert line.endswith("'Horizon', 'Discount rate', 'Flows fall halfway the year' and 128 more.")


def test_another_version_of_the_model_is_told(folder: Path) -> None:
    parts = workbook_edits.parts_of(folder / "example.xlsx")
    workbook_edits.set_name(parts, "service_roi_model", '"0.9"')
    found = of_files(folder / "example.xlsx", workbook_edits.write(parts, folder / "old.xlsx"))
    (line,) = told_of_case(found, "en")
    assert "old.xlsx · it was made for model 0.9" in line


def test_files_of_one_name_are_told_apart_by_their_paths(folder: Path) -> None:
    for name, churn in (("2024", "0,14"), ("2025", "0,13")):
        (folder / name).mkdir()
        edited(folder, f"{name}/case.xlsx", churn=churn)
    one, other = (folder / name / "case.xlsx" for name in ("2024", "2025"))
    told = told_of_case(of_files(one, other), "en")
    assert [line.partition(" · ")[0] for line in told] == [str(one), str(one), str(other), str(other)]


def test_every_problem_of_both_files_is_told(folder: Path) -> None:
    one, other = (edited(folder, f"{name}.xlsx", churn=churn) for name, churn in (("one", 15), ("other", 0.01)))
    with pytest.raises(InputError) as refused:
        difference_of_files(str(one), str(other), None, pytest.fail)
    first, *others = refused.value.problems
    assert first.where == "one.xlsx · Inputs!E9"
    assert {problem.where for problem in others} == {"other.xlsx"}
    assert "base churn is below 0" in str(others[0])


def test_a_measure_that_is_not_there_in_some_mix_is_not_shared_out() -> None:
    before, after = EXAMPLE, example(churn=0.055, problem_share=0.06, satisfied_share={"plan": 0.75}, ramp_plan=[1])
    found = difference(before, after, "payback")
    assert found.total("payback") is not None
    assert not found.shared_out("payback")
    assert found.shared_out("programme_npv")
    assert [line for line in told_of_case(found, "en") if line.startswith("'Payback, years' cannot be shared out")]
    assert case_as_dict(found)["drivers"]["ramp_plan"]["payback"] is None


def test_a_measure_that_is_not_there_says_why() -> None:
    found = difference(EXAMPLE, example(reach_share={"plan": 0.5}), "payback")
    assert found.total("payback") is None
    (line,) = told_of_case(found, "nl")
    assert line.startswith("after.xlsx: er is geen 'Terugverdientijd in jaren': ")


def test_every_measure_that_can_be_explained_is_a_column_of_results() -> None:
    result = EXAMPLE.run()
    row = row_of("x.xlsx", result)
    assert {name: result.measure(name) for name in explainable()} == {name: row[name] for name in explainable()}


HEADLINES: dict[str, tuple[Case, Case, str]] = {
    "one cause": (
        EXAMPLE,
        example(officer_cost={"plan": 330_000}),
        r"The programme value falls by € \S+, from € 898,422 to € \S+, through 'The officer \(CSO or CCO\)'\.",
    ),
    "no cause": (EXAMPLE, example(officer_cost={"plan": 1}), r"The value of service stays at € 12,559,974\."),
    "causes both ways": (
        EXAMPLE,
        example(officer_cost={"plan": 330_000}, office_cost={"plan": 140_000}),
        r"The programme value falls by .*, mainly through 'The officer \(CSO or CCO\)' \(−€ \S+\); "
        r"'The officer's staff' works the other way \(\+€ \S+\)\.",
    ),
    "causes that offset each other": (
        EXAMPLE,
        example(officer_cost={"plan": 229_000}, office_cost={"plan": 151_000}),
        r"The programme value stays at € 898,422: 'The officer \(CSO or CCO\)' \(\+€ \S+\) and .* offset each other\.",
    ),
    "the plan ceases to pay": (
        EXAMPLE,
        example(officer_cost={"plan": 1_000_000}),
        r"The plan no longer brings in more than it costs\.",
    ),
    "the plan begins to pay": (
        example(officer_cost={"plan": 1_000_000}),
        EXAMPLE,
        r"The plan now brings in more than it costs\.",
    ),
    "service ceases to pay": (
        EXAMPLE,
        example(acquisition_cost=1, contact_share=0.1, horizon_years=1),
        r"Abolishing customer service now brings in more than it costs\.",
    ),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_headlines_tell_what_happened(name: str) -> None:
    before, after, expected = HEADLINES[name]
    told = headlines_of_case(difference(before, after), "en")
    assert [line for line in told if re.fullmatch(expected, line)], told


def test_the_two_languages_say_the_same_with_the_same_gaps() -> None:
    english, dutch = WORDS["en"], WORDS["nl"]
    assert english.keys() == dutch.keys()
    for key, text in english.items():
        assert set(re.findall(r"{(\w*)", text)) == set(re.findall(r"{(\w*)", dutch[key])), key
        assert (
            text.strip() != dutch[key].strip()
            or key in ("years", "one_of_futures", "points", "error_of")
            or "{" in text
        )


# --- two tables ------------------------------------------------------------------------------------------------------


def rows_of(cases: dict[str, Case | str]) -> list[Row]:
    """A row for each workbook; a text is why it was refused."""
    return [
        refused_row(path, case) if isinstance(case, str) else row_of(path, case.run()) for path, case in cases.items()
    ]


BEFORE: dict[str, Case | str] = {
    "units/north.xlsx": EXAMPLE,
    "units/east.xlsx": example(customers=50_000, contract_customers=0),
    "units/south.xlsx": example(churn=0.2),
    "units/same.xlsx": example(churn=0.18),
    "units/gone.xlsx": EXAMPLE,
    "units/mended.xlsx": "mended.xlsx · churn is empty",
    "units/hopeless.xlsx": "is damaged",
    "units/broken.xlsx": EXAMPLE,
    "units/=SUM(A1).xlsx": example(churn=0.17),
    "units/'s-Hertogenbosch.xlsx": example(churn=0.16),
}
AFTER: dict[str, Case | str] = {
    "units/'s-Hertogenbosch.xlsx": example(churn=0.16, discount_rate=0.09),
    "units/=SUM(A1).xlsx": example(churn=0.17, discount_rate=0.09),
    "units/new.xlsx": EXAMPLE,
    "units/north.xlsx": example(discount_rate=0.09),
    "units/east.xlsx": example(customers=50_000, contract_customers=0, discount_rate=0.09, churn=0.14),
    "units/south.xlsx": example(churn=0.055, problem_share=0.06, discount_rate=0.09),
    "units/same.xlsx": example(churn=0.18),
    "units/mended.xlsx": EXAMPLE,
    "units/hopeless.xlsx": "is damaged",
    "units/broken.xlsx": "is a zip bomb",
}


def written(path: Path, rows: Iterable[Row], columns: tuple[str, ...] = RESULT_COLUMNS) -> Path:
    results = open_results(str(path), columns)
    for row in rows:
        results.add(row)
    results.close({})
    return path


def of_tables(before: Path, after: Path, measure: str | None = None) -> tuple[TableDifference, list[UnitDifference]]:
    units: list[UnitDifference] = []
    found = difference_of_files(str(before), str(after), measure, units.append)
    assert isinstance(found, TableDifference)
    return found, units


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    path = tmp_path_factory.mktemp("tables")
    sides = {"before": rows_of(BEFORE), "after": rows_of(AFTER)}
    return {
        f"{name}.{kind}": written(path / f"{name}.{kind}", rows)
        for name, rows in sides.items()
        for kind in ("csv", "xlsx", "parquet")
    }


@pytest.mark.parametrize("kinds", [("csv", "csv"), ("csv", "xlsx"), ("parquet", "csv"), ("xlsx", "parquet")])
def test_tables_of_every_kind(tables: dict[str, Path], kinds: tuple[str, str]) -> None:
    found, units = of_tables(tables[f"before.{kinds[0]}"], tables[f"after.{kinds[1]}"])
    assert (found.compared, found.changed, found.refused_in_both) == (6, 5, 1)
    assert [found.after.paths[row] for row in found.pairing.added] == ["units/new.xlsx"]
    assert [found.before.paths[row] for row in found.pairing.removed] == ["units/gone.xlsx"]
    assert [found.after.reasons[row] for _, row in found.newly_refused] == ["is a zip bomb"]
    assert [found.before.reasons[row] for row, _ in found.no_longer_refused] == ["mended.xlsx · churn is empty"]
    assert {unit.unit for unit in units} == {"north", "east", "south", "=SUM(A1)", "'s-Hertogenbosch"}
    assert told_of_tables(found, "en") == []


def test_drivers_add_up_to_the_movement_of_all_workbooks_together(tables: dict[str, Path]) -> None:
    found, units = of_tables(tables["before.csv"], tables["after.parquet"])
    assert {each.drivers: each.units for each in found.drivers} == {
        ("discount_rate",): 5,
        ("churn",): 1,
        ("churn", "problem_share"): 1,
    }
    for measure, (before, after) in found.totals.items():
        assert_allclose(sum(each.values[measure] or 0.0 for each in found.drivers), after - before)
        assert_allclose(sum(unit.total(measure) or 0.0 for unit in units), after - before)
        assert found.unexplained[measure] == 0
        for unit in units:
            assert unit.movement is not None
            assert_allclose(sum(contributed(unit.movement, measure).values()), unit.total(measure))
    (rate,) = (each for each in found.drivers if each.drivers == ("discount_rate",))
    assert rate.inputs is not None
    assert [side[COLUMNS_OF["discount_rate"][0]] for side in rate.inputs] == [0.08, 0.09]


def test_a_unit_is_explained_as_its_workbooks_are(tables: dict[str, Path]) -> None:
    _, units = of_tables(tables["before.xlsx"], tables["after.csv"])
    (north,) = (unit for unit in units if unit.unit == "north")
    assert north.movement is not None
    alone = movement(EXAMPLE, example(discount_rate=0.09))
    for measure in BOTH:
        assert_allclose(
            contributed(north.movement, measure)["discount_rate",], contributed(alone, measure)["discount_rate",]
        )


def test_a_table_as_a_dutch_excel_saves_it(tables: dict[str, Path], tmp_path: Path) -> None:
    import pandas as pd

    frame = pd.read_csv(tables["before.csv"], encoding="utf-8-sig")
    frame["model_version"] = frame["model_version"].map(lambda version: f"{version:g}", na_action="ignore")
    frame.to_csv(tmp_path / "dutch.csv", sep=";", decimal=",", index=False)
    found, units = of_tables(tmp_path / "dutch.csv", tables["after.csv"])
    expected, _ = of_tables(tables["before.csv"], tables["after.csv"])
    assert len(units) == 5
    assert found.totals == expected.totals
    assert told_of_tables(found, "en") == []


def test_tables_without_inputs_tell_movements_and_how_to_get_the_rest(tables: dict[str, Path], tmp_path: Path) -> None:
    without = tuple(name for name in RESULT_COLUMNS if name not in INPUTS)
    bare = written(tmp_path / "bare.csv", rows_of(BEFORE), without)
    found, units = of_tables(bare, tables["after.csv"])
    assert (found.compared, found.changed, found.drivers) == (6, 5, [])
    assert all(unit.movement is None for unit in units)
    (line,) = told_of_tables(found, "en")
    assert line.startswith("bare.csv has no inputs")
    assert "--no-inputs" in line
    older = written(
        tmp_path / "older.csv", rows_of(BEFORE), tuple(name for name in RESULT_COLUMNS if name != INPUTS[3])
    )
    (line,) = told_of_tables(of_tables(older, tables["after.csv"])[0], "nl")
    assert f"older.csv ontbreken gegevens ({INPUTS[3]})" in line


def test_what_the_inputs_do_not_come_to_is_told_apart(tmp_path: Path) -> None:
    old = [{**row, "model_version": "0.9", "service_value": 1e6} for row in rows_of({"a.xlsx": EXAMPLE})]
    before = written(tmp_path / "before.csv", old)
    after = written(tmp_path / "after.csv", rows_of({"a.xlsx": example(churn=0.14)}))
    found, (unit,) = of_tables(before, after)
    own = EXAMPLE.run().measures["service_value"]
    assert_allclose(unit.unexplained["service_value"], own - 1e6)
    assert unit.unexplained["programme_npv"] == 0
    total = found.totals["service_value"][1] - found.totals["service_value"][0]
    assert_allclose(sum(each.values["service_value"] or 0.0 for each in found.drivers) + own - 1e6, total)
    told = told_of_tables(found, "en")
    assert told[0].startswith(f"before.csv holds results of model 0.9, this is model {MODEL_VERSION}")
    assert told[1].startswith("The results of some workbooks are not what the inputs beside them come to")
    assert "mainly through what the inputs do not explain" in headlines_of_tables(found, "en")[-1]


def test_inputs_that_cannot_be_used_leave_a_movement_unexplained(tmp_path: Path) -> None:
    rows = rows_of({"a.xlsx": example(churn=0.14), "b.xlsx": example(churn=0.14), "c.xlsx": example(churn=0.14)})
    rows[0]["input_churn"], rows[1]["input_churn"] = None, 0.001
    before = written(tmp_path / "before.csv", rows_of(dict.fromkeys(("a.xlsx", "b.xlsx", "c.xlsx"), EXAMPLE)))
    found, units = of_tables(before, written(tmp_path / "after.csv", rows))
    assert [unit.movement is None for unit in units] == [True, True, False]
    assert found.units_unexplained == 2
    for measure, (one, other) in found.totals.items():
        explained = sum(each.values[measure] or 0.0 for each in found.drivers)
        assert_allclose(explained + found.unexplained[measure], other - one)


def test_a_measure_that_does_not_add_up_is_told_of_workbooks_only(tables: dict[str, Path]) -> None:
    found, units = of_tables(tables["before.csv"], tables["after.csv"], "roi")
    assert found.summed == BOTH
    assert all(unit.total("roi") for unit in units)
    assert [line for line in told_of_tables(found, "en") if line.startswith("'Return on investment (ROI)' is told")]
    assert of_tables(tables["before.csv"], tables["after.csv"], "inflow")[0].summed == (*BOTH, "inflow")


def table(*paths: str) -> Table:
    empty = np.zeros((len(paths), len(BOTH)))
    units = [Path(path).stem for path in paths]
    return Table("t.csv", paths, units, [None] * len(paths), frozenset(), empty, None, INPUTS)


PAIRS: dict[str, tuple[Table, Table, list[tuple[int, int]], int]] = {
    "by path, in any order": (table("a/x", "a/y"), table("a/y", "a/x"), [(0, 1), (1, 0)], 0),
    "by unit, where folders moved": (table("a/x", "a/y"), table("b/x", "b/y"), [(0, 0), (1, 1)], 2),
    "not by a unit that stands twice": (table("a/x", "c/x"), table("b/x"), [], 0),
    "not by a unit that stands twice after": (table("a/x"), table("b/x", "c/x"), [], 0),
    "a path before a unit": (table("a/x", "b/y"), table("a/x", "c/y"), [(0, 0), (1, 1)], 1),
    "nothing in common": (table("a/x"), table("a/y"), [], 0),
    "nothing at all": (table(), table(), [], 0),
}


@pytest.mark.parametrize("name", PAIRS)
def test_rows_are_matched_by_path_and_else_by_unit(name: str) -> None:
    before, after, rows, by_unit = PAIRS[name]
    found = paired(before, after)
    assert (found.rows, found.by_unit) == (rows, by_unit)
    assert sorted([*found.removed, *(row for row, _ in rows)]) == list(range(len(before.paths)))
    assert sorted([*found.added, *(row for _, row in rows)]) == list(range(len(after.paths)))


def test_tables_with_nothing_in_common_say_how_rows_are_matched() -> None:
    found = difference_of_tables(table("a/x"), table("a/y"), BOTH, pytest.fail)
    assert found.compared == 0
    assert [line for line in told_of_tables(found, "en") if line.startswith("No workbook stands in both tables")]


def test_many_workbooks_are_told_one_by_one_in_blocks(tmp_path: Path) -> None:
    firms = list(seeded_cases(2, 3))
    later = [varied_case(firm, discount_rate=0.05, people_told=3, order_share=0.05) for firm in firms]
    rows, rows_after = (rows_of({f"{k}.xlsx": case for k, case in enumerate(cases)}) for cases in (firms, later))
    copies = 200
    paths = [
        written(tmp_path / name, [{**row, "path": f"{k}/{row['path']}"} for k in range(copies) for row in side])
        for name, side in (("before.csv", rows), ("after.csv", rows_after))
    ]
    told: list[str] = []
    found = difference_of_files(*map(str, paths), None, lambda unit: told.append(unit.path))
    assert isinstance(found, TableDifference)
    assert len(told) == found.changed == len(set(told)) == 3 * copies
    for measure, (before, after) in found.totals.items():
        single = sum((case.run().measure(measure) or 0.0) for case in later)
        assert_allclose(after, copies * single, rtol=1e-9)
        assert_allclose(sum(each.values[measure] or 0.0 for each in found.drivers), after - before, rtol=1e-9)


REFUSED: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no table": (lambda path: path.write_text("a,b\n1,2\n"), "has no column path, status, programme_npv"),
    "empty": (lambda path: path.write_text(""), "has no column path"),
    "no text": (lambda path: path.write_bytes(b"\xff\xfe\x00path"), "cannot be read as a table"),
    "ragged": (
        lambda path: path.write_text("path,status,programme_npv,service_value\na,ok,1,2,3,4\nb,ok,1,2,3,4,5\n"),
        "cannot be read as a table",
    ),
    "twice": (
        lambda path: path.write_text("path,status,programme_npv,service_value\na,ok,1,2\na,ok,1,2\n"),
        "the workbook a stands in it 2 times; remove the rows that do not count",
    ),
}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_of_groups_is_refused_in_favour_of_that_of_workbooks(
    kind: str, tables: dict[str, Path], tmp_path: Path
) -> None:
    together = Consolidation(["unit"])
    results = open_results(str(tmp_path / f"june.{kind}"), groups=True)
    for row in rows_of({"a.xlsx": EXAMPLE, "b.xlsx": example(churn=0.14)}):
        together.add(row)
        results.add(row)
    results.add_groups(together.groups())
    results.close({})
    with pytest.raises(InputError) as refused:
        of_tables(tables["before.csv"], tmp_path / f"june.groups.{kind}")
    assert str(refused.value) == (
        f"june.groups.{kind} · holds sums over groups of workbooks, and no workbooks; name the table with a row a "
        f"workbook that service-roi recalc wrote beside it: june.{kind}"
    )
    assert len(of_tables(tables["before.csv"], tmp_path / f"june.{kind}")[0].pairing.added) == 2


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_words(name: str, tables: dict[str, Path], tmp_path: Path) -> None:
    write, expected = REFUSED[name]
    write(tmp_path / "bad.csv")
    with pytest.raises(InputError) as refused:
        of_tables(tables["before.csv"], tmp_path / "bad.csv")
    (problem,) = refused.value.problems
    assert problem.where == "bad.csv"
    assert expected in str(problem)


def test_a_damaged_parquet_file_is_refused(tables: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "cut.parquet").write_bytes(tables["before.parquet"].read_bytes()[:-100])
    with pytest.raises(InputError, match=r"cut\.parquet · cannot be read as a table"):
        of_tables(tables["before.parquet"], tmp_path / "cut.parquet")


@pytest.mark.parametrize("turned", [False, True])
def test_a_case_and_a_table_are_not_compared(folder: Path, tables: dict[str, Path], turned: bool) -> None:
    paths = [str(folder / "example.xlsx"), str(tables["after.xlsx"])]
    with pytest.raises(InputError) as refused:
        difference_of_files(*(reversed(paths) if turned else paths), None, pytest.fail)  # type: ignore[misc]
    assert str(refused.value) == (
        "example.xlsx · is one case, and after.xlsx a table of results: they cannot be compared; make a table of it as "
        "well: service-roi recalc example.xlsx --out example.csv"
    )


def test_columns_are_those_of_the_model() -> None:
    assert sorted(column for own in COLUMNS_OF.values() for column in own) == list(range(len(COLUMNS)))
    values = inputs_of(EXAMPLE.inputs.values)
    assert values[COLUMNS.index("reach_share_plan")] == EXAMPLE.inputs.values["reach_share_plan"]
    assert values[COLUMNS.index("ramp_plan_2")] == EXAMPLE.inputs.values["ramp_plan"][1]
    assert MODEL.drivers.keys() == COLUMNS_OF.keys()
