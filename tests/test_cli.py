"""The command as its users meet it: what it prints where, its exit codes, and no traceback whatever it is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from xl_service_roi import Case
from xl_service_roi.cli import cli
from xl_service_roi.model import MODEL


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="service-roi")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "example.xlsx"
    assert run("new", path, "--example").exit_code == 0
    return path


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "leeg.xlsx"
    assert run("new", path, "--lang", "nl").exit_code == 0
    return path


def test_new_does_not_replace_a_file_unasked(example: Path) -> None:
    before = example.read_bytes()
    refused = run("new", example)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert example.read_bytes() == before
    assert run("new", example, "--example", "--force").exit_code == 0
    assert example.read_bytes() == before


@pytest.mark.parametrize("name", ["case.xls", "case", "case.csv", "case.xlsm", "--macros case.xlsx"])
def test_new_writes_what_the_name_says(name: str, tmp_path: Path) -> None:
    *options, file = name.split()
    assert run("new", *options, tmp_path / file).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_new_writes_a_macro_workbook_that_calculates_alike(example: Path, tmp_path: Path) -> None:
    assert run("new", "--macros", tmp_path / "case.xlsm", "--example").exit_code == 0
    found, expected = (run("calc", path, "--json").stdout for path in (tmp_path / "case.xlsm", example))
    assert found == expected
    assert run("check", tmp_path / "case.xlsm").exit_code == 0


def test_libreoffice_gets_the_functions_and_loses_them_again(tmp_path: Path) -> None:
    library = tmp_path / "user" / "basic" / "Standard"
    refused = run("libreoffice", "--profile", tmp_path)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "there is no LibreOffice profile here" in refused.stderr
    library.mkdir(parents=True)
    listing = '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"/>'
    (library / "script.xlb").write_text(listing, encoding="utf-8")
    assert run("libreoffice", "--profile", tmp_path).exit_code == 0
    assert "SROI_NPV" in (library / "ServiceROI.xba").read_text(encoding="utf-8")
    assert run("libreoffice", "--remove", "--profile", tmp_path).exit_code == 0
    assert [path.name for path in library.iterdir()] == ["script.xlb"]


def test_new_in_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    found = run("new", tmp_path / "no" / "case.xlsx")
    assert (found.exit_code, found.stdout) == (1, "")
    assert list(tmp_path.iterdir()) == []


def test_json_is_every_line_and_measure_and_nothing_else_on_stdout(example: Path) -> None:
    found = run("calc", example, "--json")
    assert (found.exit_code, found.stderr) == (0, "")
    result = json.loads(found.stdout)
    assert result == Case.from_workbook(example).run().as_dict()
    shown = {line.name for line in MODEL.lines.values() if not line.intermediate}
    assert set(result["futures"]["plan"]) == shown
    assert all(len(years) == 6 for years in result["futures"]["zero"].values())


def test_the_example_is_that_of_the_workbook(example: Path) -> None:
    alone, filled = (json.loads(run("calc", *how, "--json").stdout) for how in (["--example"], [example]))
    assert alone["measures"] == filled["measures"]


def test_set_replaces_one_future_all_futures_and_the_ramp(example: Path) -> None:
    arguments = ["--set", "reach_share.plan=95%", "--set", "contacts_per_problem=1,5", "--set", "ramp_plan=0.3,0.6,1"]
    inputs = json.loads(run("calc", example, *arguments, "--json").stdout)["inputs"]
    assert inputs["reach_share"] == {"today": 0.8, "plan": 0.95, "zero": 0}
    assert inputs["contacts_per_problem"] == {"today": 1.5, "plan": 1.5, "zero": 1.5}
    assert inputs["ramp_plan"] == [0.3, 0.6, *[1.0] * 8]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_four_answers_come_first(example: Path, language: str) -> None:
    lines = run("calc", example, "--lang", language).stdout.splitlines()
    figures = ["4,378,569", "1,286,321", "134,380", "268,760", "537,519", "12,559,974", "898,422"]
    rows = [line for line in lines if line and not line.startswith("•") and line[-1].isdigit()]
    wanted = [figure.replace(",", ".") if language == "nl" else figure for figure in figures]
    assert [row.split()[-1] for row in rows[:7]] == wanted


def test_it_says_plainly_when_zero_or_no_programme_is_better() -> None:
    zero = run("calc", "--example", "--set", "gross_margin=0.02", "--set", "sale_contribution=0")
    assert "zero" in zero.stdout.lower() or "abolishing" in zero.stdout.lower()
    assert "brings in more than it costs" in zero.stdout
    plan = run("calc", "--example", "--set", "officer_cost.plan=900000")
    assert "does not earn itself back" in plan.stdout


def test_with_a_residual_value_the_figures_without_it_stand_beside() -> None:
    assert "without residual" not in run("calc", "--example").stdout
    assert run("calc", "--example", "--set", "residual_value=1").stdout.count("without residual value") == 2


REFUSED: list[tuple[list[str], int, str]] = [
    (["calc"], 2, "--example"),
    (["calc", "nowhere.xlsx"], 1, "nowhere.xlsx"),
    (["calc", "--example", "--set", "churn=18"], 1, "churn = 18: expected 0 to 1; did you mean 18 % (0.18)?"),
    (["calc", "--example", "--set", "chrun=0.1"], 1, "did you mean churn?"),
    (["calc", "--example", "--set", "churn"], 1, "name=value"),
    (["calc", "--example", "--set", "customers=40.000"], 1, "two readings"),
    (["calc", "--example", "--set", "churn=0.01"], 1, "base churn is below 0 (by 0.0565894)"),
    (["calc", "--example", "--set", "horizon_years=2.5"], 1, "whole number"),
    (["explain", "profit"], 1, "no such line"),
    (["explain", "roi", "--year", "9"], 1, "0 to 5"),
    (["explain", "roi", "--future", "next"], 2, "next"),
    (["check"], 2, "FILE"),
    (["serve", "--cert", "a.pem"], 1, "name both with --cert and --key"),
    (["serve", "--port", "70000"], 2, "70000"),
    (["sing"], 2, "sing"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), REFUSED, ids=[" ".join(a) for a, _, _ in REFUSED])
def test_what_cannot_be_done_is_said_on_stderr(arguments: list[str], code: int, message: str) -> None:
    found = run(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert found.stdout == ""


def test_an_empty_template_names_every_input_that_is_missing(blank: Path) -> None:
    found = run("calc", blank)
    assert found.exit_code == 1
    assert "27 of the 27 required inputs are empty" in found.stderr
    assert "churn (Invoer!E9)" in found.stderr


def test_check_lists_problems_and_gives_exit_code_1_for_errors_only(example: Path, blank: Path) -> None:
    fine = run("check", example)
    assert fine.exit_code == 0
    assert "0 errors" in fine.stderr
    empty = run("check", blank, example, "--json")
    assert empty.exit_code == 1
    listed: dict[str, list[dict[str, Any]]] = json.loads(empty.stdout)
    assert {problem["severity"] for problem in listed[str(example)]} <= {"warning"}
    assert sum(problem["severity"] == "error" for problem in listed[str(blank)]) >= 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{", b"[1]", b'{"churn": {"soon": 1}}', b"\xff\xfe\x00"])
@pytest.mark.parametrize("name", ["case.xlsx", "case.json"])
def test_no_file_gives_a_traceback(content: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for command in ("calc", "check"):
        found = run(command, path)
        assert found.exit_code == 1, found.output
        assert isinstance(found.exception, SystemExit)
        assert "Traceback" not in found.output
        assert "case." in found.output


def test_explain_goes_back_to_the_drivers(example: Path) -> None:
    found = json.loads(run("explain", "lost_customers", example, "--year", "2", "--json").stdout)
    assert found["words"] == "[Customers, start of year] × [Churn of the year]"
    assert found["excel"] == "=G28*G24"
    assert found["value"] == pytest.approx(28358.065292764117)
    ends: set[str] = set()

    def walk(figure: dict[str, Any]) -> None:
        for used in figure["uses"]:
            walk(used)
        if not figure["uses"] and not figure["shown_before"]:
            ends.add(figure["name"])

    walk(found)
    assert ends <= set(MODEL.drivers)
    assert {"churn", "reach_share", "customers", "new_customers"} <= ends


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_doctor_finds_a_healthy_machine(arguments: list[str]) -> None:
    found = run("doctor", *arguments)
    assert found.exit_code == 0, found.output
    assert "898,421.92" in found.stdout


def test_doctor_names_an_xlwings_that_the_macro_workbook_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xl_service_roi.doctor.XLWINGS_VERSION", "0.1")
    found = run("doctor")
    assert found.exit_code == 1
    assert "the macro workbook needs 0.1" in found.stdout


@pytest.mark.parametrize("command", ["", "new", "calc", "check", "explain", "doctor", "serve", "libreoffice"])
def test_help_has_an_example(command: str) -> None:
    found = run(*filter(None, [command]), "--help")
    assert found.exit_code == 0
    assert f"service-roi {command}".strip() in found.stdout.partition("Usage:")[2].partition("\n")[2]


def test_help_and_one_case_load_neither_numpy_nor_pandas(example: Path) -> None:
    runs = (["--help"], ["calc", str(example)], ["calc", str(example), "--json"], ["calc", "--example"])
    for arguments in runs:
        code = f"import sys\nfrom xl_service_roi.cli import cli\ntry: cli({arguments!r})\nexcept SystemExit: pass\n"
        code += "print(sorted({'numpy', 'pandas', 'openpyxl', 'xlsxwriter'} & set(sys.modules)), file=sys.stderr)"
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
        assert found.stderr.splitlines()[-1] == "[]"


def test_python_dash_m_is_the_same_command() -> None:
    arguments = [sys.executable, "-m", "xl_service_roi", "--version"]
    found = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.startswith("service-roi, version ")
