"""The README shows what the commands really print: every console block is run, in order, in one folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from console import run_as_shown

from xl_service_roi.cli import cli

README = Path(__file__).parent.parent / "README.md"
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_commands_print_what_the_readme_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_as_shown(README) > 40


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["new", "case.xlsx", "--example"]).exit_code == 0
    snippets = PYTHON.findall(README.read_text(encoding="utf-8"))
    assert snippets
    for snippet in snippets:
        for line in re.findall(r"^(.*?)  # (.*)$", snippet, re.MULTILINE):
            assert len(line) == 2
        scope: dict[str, object] = {}
        exec(compile(snippet, "README.md", "exec"), scope)
