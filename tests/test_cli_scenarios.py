"""The commands that lay cases side by side: scenarios of one case, segments of one firm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xl_service_roi.cli import cli
from xl_service_roi.cli.scenarios import scenarios_of
from xl_service_roi.model.measures import HEADINGS

RECESSION = "recession: churn=0.2, price_growth=0"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="service-roi")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"scenarios": {"half": {"realisation_share": 0.5}}}), encoding="utf-8")
    return path


def lines(found: Result) -> dict[str, list[str]]:
    """The figures of each row, by its first word."""
    return {line.split()[0]: line.split()[1:] for line in reversed(found.stdout.splitlines()) if line.strip()}


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (RECESSION, {"recession": {"churn": "0.2", "price_growth": "0"}}),
        ("x:reach_share.plan = 85%", {"x": {"reach_share_plan": "85%"}}),
        ("x: ramp_plan=0.3,0.6, 1, churn=0,2", {"x": {"ramp_plan": ["0.3", "0.6", " 1"], "churn": "0,2"}}),
    ],
)
def test_a_scenario_as_text(text: str, sets: dict[str, object]) -> None:
    assert scenarios_of([text]) == sets


def test_scenarios_stand_in_rows_and_measures_in_columns() -> None:
    found = run("scenarios", "--scenario", RECESSION, "--scenario", "impossible: churn=0.01", "--measure", "roi")
    assert found.exit_code == 0
    assert lines(found)["recession"] == ["187,531", "940,908", "9,767,585", "12,950,611", "4.71%"]
    assert lines(found)["impossible"] == ["–"] * 5
    assert "! impossible: Problems and missed contacts would explain more churn than is observed" in found.stdout
    assert "• recession: Churn 15% → 20%; Growth of prices 2% → 0%" in found.stdout


def test_no_figure_is_cut_off_however_many_columns() -> None:
    wide = [part for name in HEADINGS for part in ("--measure", f"service_heading_{name}")]
    found = run("scenarios", "--scenario", RECESSION, *wide, "--lang", "nl")
    assert len(lines(found)["recession"]) == 4 + len(HEADINGS)
    assert "25.555.734" in found.stdout


def test_scenarios_of_the_file_come_first_and_can_be_replaced(case: Path) -> None:
    found = json.loads(run("scenarios", case, "--example", "--scenario", RECESSION, "--json").stdout)
    assert list(found["scenarios"]) == ["half", "recession"]
    replaced = run("scenarios", case, "--example", "--scenario", "half: realisation_share=0.4", "--json")
    assert json.loads(replaced.stdout)["scenarios"]["half"]["replaced"] == {"realisation_share": 0.4}


def test_scenarios_in_dutch() -> None:
    found = run("scenarios", "--scenario", "recessie: churn=0.2, reach_share.plan=0.85", "--lang", "nl")
    assert found.stdout.startswith("Scenario's naast elkaar\n")
    assert "• recessie: Klantverloop 15% → 20%; Bereikbaarheid (geholpen contacten), plan 89% → 85%" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "name a scenario"),
        (["--scenario", "churn=0.2"], 1, "churn=0.2 · is not of the form name: input=value"),
        (["--scenario", "x: churn=0.2", "--scenario", "x: churn=0.3"], 1, "x · there are two scenarios of this name"),
        (["--scenario", "x: chrun=0.2"], 1, "x · chrun · there is no such input; did you mean churn"),
        (["--scenario", "x: churn=2"], 1, "x · churn = 2: expected 0 to 1; did you mean 2 % (0.02)?"),
        (["--scenario", RECESSION, "--measure", "rio"], 1, "rio · there is no such measure"),
    ],
)
def test_scenarios_refuse_clearly(arguments: list[str], code: int, message: str) -> None:
    found = run("scenarios", *arguments)
    assert found.exit_code == code
    assert message in found.stderr


def test_segments_are_added_up(case: Path) -> None:
    found = run("segments", f"consumers={case}", f"business={case}", "--example")
    assert found.exit_code == 0
    assert lines(found)["business"] == ["898,422", "4,000,695", "22.46%", "20.92%", "4.03", "12,559,974"]
    assert lines(found)["All"][-6:] == ["1,796,844", "8,001,390", "22.46%", "20.92%", "4.03", "25,119,949"]
    assert "has to be divided over the segments" in " ".join(found.stdout.split())


def test_segments_tell_in_what_they_differ(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"discount_rate": 0.12}', encoding="utf-8")
    found = run("segments", case, other, "--example")
    assert "! The segments differ in 'Discount rate': case 8%, other 12%" in found.stdout


def test_segments_as_json(case: Path) -> None:
    found = json.loads(run("segments", case, f"b={case}", "--example", "--set", "churn=0.16", "--json").stdout)
    assert list(found["segments"]) == ["case", "b"]
    assert found["segments"]["b"]["inputs"]["churn"] == 0.16


@pytest.mark.parametrize(
    ("files", "code", "message"),
    [
        (["{case}", "{case}"], 2, "there are two segments called case"),
        (["={case}"], 2, "give a segment as NAME=FILE"),
        (["a=nowhere.json"], 1, "nowhere.json · there is no such file"),
        (["a={case}", "--picture", "flows.pdf"], 2, "expected .svg or .png"),
    ],
)
def test_segments_refuse_clearly(files: list[str], code: int, message: str, case: Path) -> None:
    found = run("segments", *(file.format(case=case) for file in files), "--example")
    assert found.exit_code == code
    assert message in found.stderr


def test_a_file_whose_name_holds_an_equals_sign(tmp_path: Path) -> None:
    path = tmp_path / "a=b.json"
    path.write_text("{}", encoding="utf-8")
    assert list(json.loads(run("segments", path, "--example", "--json").stdout)["segments"]) == ["a=b"]
