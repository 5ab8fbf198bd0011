"""The command `service-roi diff`: what it prints, its JSON and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from numpy.testing import assert_allclose
from workbook_edits import parts_of, set_cell, write

from xl_service_roi import Case
from xl_service_roi.batch.columns import Row, refused_row, row_of
from xl_service_roi.batch.results import open_results
from xl_service_roi.cli.diff import diff
from xl_service_roi.difference.summary import MOST_LISTED, MOST_UNITS
from xl_service_roi.workbook.build import build

CHANGED: dict[str, Any] = {
    "reach_share": {"plan": 0.93},
    "horizon_years": 7,
    "hold_base": 1,
    "contacts_per_problem": {"today": 1.5, "plan": 1.3, "zero": 1.5},
    "ramp_plan": [0.2, 0.5, 1],
}
TORN: dict[str, Any] = {"churn": 0.055, "problem_share": 0.06}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(diff, [str(argument) for argument in arguments], prog_name="service-roi diff")


def lines(found: Result) -> list[str]:
    """What was printed, with its columns apart."""
    assert (found.exit_code, found.stderr) == (0, "")
    return [" | ".join(re.split(r" {2,}", line.strip())) for line in found.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(english: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("diff")
    (path / "january.xlsx").write_bytes(english.read_bytes())
    for name, values in {"june": CHANGED, "torn": TORN}.items():
        build(path / f"{name}.xlsx", "en", Case.from_values(values, example=True).inputs)
    return path


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    path = tmp_path_factory.mktemp("tables")
    firm, changed, dearer = (
        Case.from_values(values, example=True).run()
        for values in ({}, {"discount_rate": 0.09}, {"discount_rate": 0.09, "officer_cost": {"plan": 330_000}})
    )
    units = [f"units/{number:03}.xlsx" for number in range(2 * MOST_UNITS)]
    before: list[Row] = [row_of(unit, firm) for unit in units]
    after = [refused_row(unit, "is damaged") for unit in units[: MOST_LISTED + 1]]
    after += [row_of(unit, changed) for unit in units[MOST_LISTED + 1 :]]
    after[-1] = row_of(units[-1], dearer)
    for name, rows in (("before.csv", before), ("after.csv", after)):
        results = open_results(str(path / name))
        for row in rows:
            results.add(row)
        results.close({})
    return path / "before.csv", path / "after.csv"


def test_what_is_printed_of_two_cases(folder: Path) -> None:
    told = lines(run(folder / "january.xlsx", folder / "june.xlsx"))
    assert told[0] == "What moved the result: january.xlsx → june.xlsx"
    assert told[2].startswith("• The programme value rises by € ")
    start = told.index("Which inputs changed, and what each contributed")
    rows = [line.split(" | ") for line in told[start + 1 :]]
    assert rows[0] == ["Input", "Before", "After", "Programme value", "Value of service"]
    first = {row[0]: row[1:] for row in rows}
    assert first["Horizon (years)"][:2] == ["5", "7"]
    assert first["Same number of customers (hold)"][:2] == ["no", "yes"]
    assert first["Share of contacts served (reach), plan"][:2] == ["89%", "93%"]
    assert len(first["Contacts per problem (contacts/problem)"]) == 2  # what it contributed; its values stand below
    assert first["today and zero"] == ["1.6", "1.5"]
    assert first["plan"] == ["1.4", "1.3"]
    assert first["year 1"] == ["33.3%", "20%"]
    sizes = [
        max(abs(_number(figure)) for figure in row[-2:]) for row in rows[1 : rows.index(["Total", *first["Total"]])]
    ]
    contributions = [size for size in sizes if size > 100]
    assert contributions == sorted(contributions, reverse=True)
    assert len(contributions) == len(CHANGED)


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "").replace("+", "").rstrip("%")) if text[-1].isdigit() else 0.0


def test_the_printed_contributions_add_up(folder: Path) -> None:
    told = lines(run(folder / "january.xlsx", folder / "june.xlsx"))
    rows = [line.split(" | ") for line in told if re.search(r"\| [+−]?[\d,]+ \| [+−]?[\d,]+$", line)]
    parts = [row for row in rows if row[0] not in ("Total",) and not row[0].startswith(("Programme value", "Value of"))]
    (total,) = (row for row in rows if row[0] == "Total")
    for column in (-2, -1):
        found = sum(_number(row[column]) for row in parts if len(row) != 3 or row[-1] != row[-2])
        assert abs(found - _number(total[column])) <= len(parts)


def test_dutch_and_one_more_measure(folder: Path) -> None:
    told = lines(run(folder / "january.xlsx", folder / "june.xlsx", "--lang", "nl", "--measure", "roi"))
    assert told[0] == "Wat de uitkomst verschoof: january.xlsx → june.xlsx"
    assert "Gegeven | Was | Wordt | Waarde programma | Waarde service | (ROI)" in told
    horizon = next(line for line in told if line.startswith("Looptijd"))
    assert re.fullmatch(r"Looptijd \(jaren\) \| 5 \| 7 \| \+[\d.]+ \| \+[\d.]+ \| [+−][\d,]+ pp", horizon)


def test_inputs_that_share_a_contribution_stand_together(folder: Path) -> None:
    told = lines(run(folder / "january.xlsx", folder / "torn.xlsx"))
    start = next(position for position, line in enumerate(told) if line.startswith("Together * | "))
    assert told[start + 1 : start + 3] == ["Churn | 15% | 5.5%", "Customers with a serious problem | 20% | 6%"]
    assert "base churn is below 0." in " ".join(told)


def test_the_same_case_twice(folder: Path) -> None:
    told = lines(run(folder / "january.xlsx", folder / "january.xlsx"))
    assert told[-1] == "• The two cases are the same: no input differs, and so no result."


def test_json_of_two_cases(folder: Path) -> None:
    found = run(folder / "january.xlsx", folder / "june.xlsx", "--json", "--measure", "roi")
    assert (found.exit_code, found.stderr) == (0, "")
    told = json.loads(found.stdout)
    expected = {"model_version", "before", "after", "drivers", "together", "total", "method", "warnings"}
    assert told.keys() == expected
    assert told["drivers"].keys() == CHANGED.keys()
    assert (told["method"], told["warnings"], told["together"]) == ("exact", [], [])
    assert told["drivers"]["reach_share"]["after"] == {"today": 0.8, "plan": 0.93, "zero": 0.0}
    assert told["drivers"]["ramp_plan"]["after"][:3] == [0.2, 0.5, 1.0]
    assert told["drivers"]["horizon_years"]["before"] == 5
    for measure, total in told["total"].items():
        assert_allclose(sum(driver[measure] for driver in told["drivers"].values()), total)
        assert_allclose(told["after"][measure] - told["before"][measure], total)
    assert told["before"]["headings"]


def test_json_of_inputs_that_share_a_contribution(folder: Path) -> None:
    told = json.loads(run(folder / "january.xlsx", folder / "torn.xlsx", "--json").stdout)
    assert told["drivers"]["churn"] == {"before": 0.15, "after": 0.055, "programme_npv": None, "service_value": None}
    (joined,) = told["together"]
    assert joined["drivers"] == ["churn", "problem_share"]
    assert any("base churn is below 0" in text for text in joined["because"])
    assert_allclose(joined["service_value"], told["total"]["service_value"])


def test_json_says_how_far_a_sample_may_be_off(folder: Path, tmp_path: Path) -> None:
    other = {
        name: value * 1.01 for name, value in Case.example().inputs.values.items() if name.startswith("extra_loss")
    }
    other |= {"customers": 190_000, "churn": 0.16, "discount_rate": 0.09, "wage_growth": 0.02, "on_cost": 0.31}
    other |= {"order_share": 0.09, "people_told": 8, "order_contribution": 44, "deterred_share": 0.011, "on_cost": 0.29}
    (tmp_path / "other.json").write_text(json.dumps({**Case.example().inputs.nested(), **other}), encoding="utf-8")
    found = run(folder / "january.xlsx", tmp_path / "other.json", "--json")
    told = json.loads(found.stdout)
    assert len(told["drivers"]) > 14
    assert told["method"] == "sampled"
    assert all(driver["standard_error"]["programme_npv"] >= 0 for driver in told["drivers"].values())
    assert_allclose(sum(driver["service_value"] for driver in told["drivers"].values()), told["total"]["service_value"])
    printed = " ".join(lines(run(folder / "january.xlsx", tmp_path / "other.json")))
    assert re.search(
        r"Their standard errors are at most: [\d.,]+ \(Programme value\), [\d.,]+ \(Value of service\)", printed
    )


def test_what_is_printed_of_two_tables(tables: tuple[Path, Path]) -> None:
    told = lines(run(*tables))
    assert told[0] == "What moved the results: before.csv → after.csv"
    assert told[2] == "• Workbooks with a result in both: 19, of which 19 changed."
    assert told[3] == "• Newly refused: 11; no longer refused: 0; refused in both: 0."
    assert next(line for line in told if line.startswith("Discount rate")).startswith(
        "Discount rate | 19 | 8% | 9% | −"
    )
    assert next(line for line in told if line.startswith("The officer")).split(" | ")[1:4] == [
        "1",
        "€ 230,000",
        "€ 330,000",
    ]
    start = told.index("Which workbooks moved most")
    assert told[start + 1 : start + 3] == [
        "Mostly through",
        "Workbook | Programme value | Value of service | (Value of service)",
    ]
    name, _, service, mostly = told[start + 3].split(" | ")
    assert (name, mostly) == ("029", f"'Discount rate' {service}")
    assert told[start + 3 + MOST_UNITS] == f"… and {19 - MOST_UNITS} more"
    refused = told.index("Newly refused")
    assert told[refused + 1] == "units/000.xlsx | is damaged"
    assert told[refused + 1 + MOST_LISTED] == "… and 1 more"


def test_json_of_two_tables(tables: tuple[Path, Path]) -> None:
    found = run(*tables, "--json")
    assert (found.exit_code, found.stderr) == (0, "")
    told = json.loads(found.stdout)
    assert (
        told["rows"]["compared"]
        == told["rows"]["changed"]
        == len(told["units"])
        == told["drivers"]["discount_rate"]["units"]
    )
    assert told["rows"]["newly_refused"][0] == {"path": "units/000.xlsx", "reason": "is damaged"}
    for measure, total in told["total"].items():
        parts = [*told["drivers"].values(), *told["together"]]
        assert_allclose(sum(part[measure] for part in parts) + told["unexplained"][measure], total)
        assert_allclose(sum(unit["total"][measure] for unit in told["units"]), total)
        for unit in told["units"]:
            assert_allclose(sum(driver[measure] for driver in unit["drivers"].values()), unit["total"][measure])


def test_json_of_two_tables_that_are_the_same(tables: tuple[Path, Path]) -> None:
    told = json.loads(run(tables[0], tables[0], "--json").stdout)
    assert (told["units"], told["drivers"], told["rows"]["changed"]) == ([], {}, 0)
    assert set(told["total"].values()) == {0.0}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("nothing.xlsx", "january.xlsx", "nothing.xlsx: does not exist"),
        ("january.xlsx", "nothing.csv", "nothing.csv"),
        ("january.xlsx", "wrong.xlsx", "wrong.xlsx · Inputs!E9 · churn = 15"),
        ("january.xlsx", "note.json", "note.json · is not JSON"),
        ("january.xlsx", "results", "january.xlsx · is one case, and before.csv a table of results"),
    ],
)
def test_what_cannot_be_used_ends_in_words_and_exit_code_1(
    before: str, after: str, expected: str, folder: Path, tables: tuple[Path, Path]
) -> None:
    parts = parts_of(folder / "january.xlsx")
    set_cell(parts, "Inputs!E9", 15)
    write(parts, folder / "wrong.xlsx")
    (folder / "note.json").write_text("no json", encoding="utf-8")
    found = run(folder / before, tables[0] if after == "results" else folder / after)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "error: " in found.stderr
    assert expected in found.stderr
    assert "Traceback" not in found.output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["january.xlsx"], "Missing argument 'B'"),
        (["january.xlsx", "june.xlsx", "--measure", "rio"], "did you mean roi?"),
        (["january.xlsx", "june.xlsx", "--measure", "x"], "there are pv_today, pv_plan"),
        (["january.xlsx", "june.xlsx", "--lang", "de"], "'de' is not one of 'en', 'nl'"),
    ],
)
def test_a_wrong_call_is_exit_code_2(arguments: list[str], expected: str) -> None:
    found = run(*arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert expected in found.stderr
