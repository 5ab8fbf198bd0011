"""The README shows what the commands really print: every console block is run, in order, in one folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from xl_service_roi.cli import cli

README = Path(__file__).parent.parent / "README.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def blocks() -> list[tuple[str, str]]:
    """Each command with the output that the README shows below it."""
    found = []
    for block in CONSOLE.findall(README.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def test_the_commands_print_what_the_readme_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    compared = 0
    for command, shown in blocks():
        program, *arguments = shlex.split(command)
        if program != "service-roi":
            continue
        found = CliRunner().invoke(cli, arguments, prog_name="service-roi")
        assert found.exit_code == 0, f"{command}: {found.output}"
        expected, dots, _ = shown.partition("...\n")
        lines = [line.rstrip() for line in found.stdout.splitlines()]
        wanted = [line.rstrip() for line in expected.splitlines()]
        assert lines[: len(wanted)] == wanted, command
        assert dots or len(lines) == len(wanted), f"{command} prints more than the README shows"
        compared += len(wanted)
    assert compared > 40


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
