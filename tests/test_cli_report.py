"""The command that writes the board's report: into which file, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xl_service_roi import pictures
from xl_service_roi.cli import cli
from xl_service_roi.pictures.file import Drawing


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["report", *map(str, arguments)], prog_name="service-roi")


def test_a_workbook_has_its_report_beside_it(dutch: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "plan.xlsx"
    workbook.write_bytes(dutch.read_bytes())
    found = run(workbook, "--lang", "nl")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == f"{tmp_path / 'plan-report.pdf'} written\n"
    assert (tmp_path / "plan-report.pdf").read_bytes().startswith(b"%PDF-")


def test_inputs_in_json_and_values_on_top_are_reported_on_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "among_text", lambda *given: Drawing("<svg ></svg>", "A picture", "of figures"))
    inputs, page = tmp_path / "firm.json", tmp_path / "page.html"
    inputs.write_text(json.dumps({"churn": 0.1}))
    found = run(inputs, "--example", "--set", "realisation_share=0.5", "--out", page)
    assert found.exit_code == 0, found.stderr
    assert "<h1>The plan does not pay: " in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--example", "--out", "report.docx"], 2, "expected .html or .pdf"),
        (["--example", "--out", "nowhere/report.pdf"], 2, "there is no folder"),
        ([], 2, "name a workbook or a .json file, or take --example"),
        (["missing.xlsx"], 1, "missing.xlsx: does not exist"),
        (["--example", "--set", "churn=18"], 1, "did you mean 18 % (0.18)?"),
    ],
)
def test_what_cannot_be_reported_leaves_no_file(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert [*tmp_path.iterdir()] == []
