"""Whatever is handed in: one line that says what is wrong with which file and what to do, at once, in little memory."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from workbook.hostile import HARMLESS, HOSTILE

from xl_service_roi.case import Case
from xl_service_roi.errors import InputError, WorkbookError
from xl_service_roi.workbook.read import read_workbook

MB = 1 << 20
SECONDS = 5
"""None takes a tenth of a second alone."""
MEMORY = 8 * MB
"""The largest of the files has 2 MB, and what is nested without end takes 3."""


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Path]:
    def make(kind: str) -> Path:
        try:
            path = HOSTILE[kind].make(tmp_path / "plan.xlsx")
        except (AttributeError, OSError) as error:
            pytest.skip(f"cannot be made here: {error}")
        if kind == "unreadable" and os.access(path, os.R_OK):
            pytest.skip("root may read everything")
        return path

    return make


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_kind_ends_in_one_clear_line(kind: str, made: Callable[[str], Path]) -> None:
    path = made(kind)
    error, seconds, memory = refused(path)
    line = str(error)
    assert HOSTILE[kind].message in line
    assert path.name in line
    assert line.isprintable()
    assert len(line) < 500
    if isinstance(error, InputError):
        (problem,) = error.problems
        assert problem.remedy or problem.expected
    else:
        assert error.remedy
    assert seconds < SECONDS
    assert memory < MEMORY


def refused(path: Path) -> tuple[WorkbookError | InputError, float, int]:
    """Give what is said of a file, how long that takes, and how much memory at most."""
    tracemalloc.start()
    try:
        start = perf_counter()
        with pytest.raises((WorkbookError, InputError)) as caught:
            Case.from_workbook(path)
        return caught.value, perf_counter() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_documentation_tells_each_kind_and_what_is_said_of_it() -> None:
    text = (Path(__file__).parents[2] / "docs" / "refused-files.md").read_text(encoding="utf-8")
    rows = (line.strip("|").split("|", 1) for line in text.splitlines() if line.startswith("| "))
    told = {kind.strip(): line.strip().replace("\\|", "|") for kind, line in rows}
    assert told.keys() - {"kind of file", ":---"} == HOSTILE.keys()
    for kind, (_, message) in HOSTILE.items():
        assert message in told[kind], kind


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_does_no_harm_is_read_as_ever(kind: str, tmp_path: Path) -> None:
    path = HARMLESS[kind](tmp_path / "plan.xlsx")
    start = perf_counter()
    assert Case.from_workbook(path).inputs.values == Case.example().inputs.values
    assert perf_counter() - start < SECONDS


def test_a_file_that_vanishes_while_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"PK\x03\x04")
    look = os.stat

    def look_and_lose(*given: object, **more: object) -> os.stat_result:
        found = look(*given, **more)  # type: ignore[arg-type, call-overload]
        path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "stat", look_and_lose)
    with pytest.raises(WorkbookError, match="does not exist; check the path"):
        read_workbook(path)
