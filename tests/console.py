"""Documents that show commands with what these print: read, run and compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from xl_service_roi.cli import cli

CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(document: Path) -> list[tuple[str, str]]:
    """Each command of the document's console blocks, with the output that it shows below it."""
    found = []
    for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def run_as_shown(document: Path) -> int:
    """Run each `service-roi` command of a document, in order, in the current folder; return how many lines agree.

    Fails where a command prints something else than the document shows. What follows `...` is not shown.
    """
    compared = 0
    for command, shown in commands(document):
        program, *arguments = shlex.split(command)
        if program != "service-roi":
            continue
        found = CliRunner().invoke(cli, arguments, prog_name="service-roi")
        assert found.exit_code == 0, f"{command}: {found.output}"
        expected, dots, _ = shown.partition("...\n")
        lines = [line.rstrip() for line in found.stdout.splitlines()]
        wanted = [line.rstrip() for line in expected.splitlines()]
        assert lines[: len(wanted)] == wanted, command
        assert dots or len(lines) == len(wanted), f"{command} prints more than {document.name} shows"
        compared += len(wanted)
    return compared
