"""The ledger: what was done is found again, exactly, and nothing of anybody else is ever lost to it."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.batch.audit import Finding
from xl_service_roi.batch.columns import COLUMNS, TEXTS, Row
from xl_service_roi.batch.entries import Known, packed, unpacked
from xl_service_roi.batch.ledger import Ledger, beside
from xl_service_roi.errors import InputError

STAMP = "model 1"


def row(seed: int = 0) -> Row:
    chance = random.Random(seed)
    return {name: f"{name} {seed}" if name in TEXTS else chance.uniform(-1e9, 1e9) for name in COLUMNS}


def results(name: str, seed: int = 0) -> tuple[Row, tuple[Finding, ...]]:
    """What a run comes to, as it is found again."""
    path, stem = Path(name), Path(name).stem
    about = {"path": name, "unit": stem, "folder": path.parent.name}
    return row(seed) | about, (Finding(name, "extra_names", "€", 'a "name"\n', "", "delete it"),)


def keep(opened: Ledger, name: str, seed: int = 0, stamp: str = STAMP) -> None:
    opened.keep(name, Known(f"digest {seed}", f"copy {seed}"), stamp, packed(*results(name, seed)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return beside(str(tmp_path / "results.csv"))


def fill(opened: Ledger, count: int) -> None:
    for number in range(count):
        keep(opened, f"{number}.xlsx", number)


def filled(path: Path, count: int = 3) -> None:
    with Ledger(path, resume=False) as written:
        fill(written, count)
        written.finish()


def test_it_stands_beside_the_results() -> None:
    assert beside(os.path.join("out", "results.csv")) == Path("out/results.csv.ledger")


def test_what_was_kept_is_found_again_as_it_was(path: Path) -> None:
    filled(path)
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with Ledger(path, resume=True) as read:
        for number in range(3):
            assert read.known(f"{number}.xlsx", STAMP) == (f"digest {number}", f"copy {number}")
            assert read.results(f"{number}.xlsx") == results(f"{number}.xlsx", number)
        assert read.known("0.xlsx", "model 2") is None
        assert read.known("other.xlsx", STAMP) is None


def test_a_workbook_is_the_same_however_it_is_named(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path)
    undecodable, url = os.fsdecode(b"plans/\xff.xlsx"), "s3://plans/é.xlsx"
    with Ledger(path, resume=False) as written:
        for name in ("plans/a.xlsx", undecodable, url):
            keep(written, name)
    monkeypatch.chdir(tmp_path / "plans")
    with Ledger(path, resume=True) as read:
        for name in ("a.xlsx", "./a.xlsx", str(tmp_path / "plans" / "a.xlsx"), os.fsdecode(b"\xff.xlsx"), url):
            assert read.known(name, STAMP) == ("digest 0", "copy 0")
            found, findings = read.results(name)
            assert (found["path"], found["unit"], findings[0].path) == (name, Path(name).stem, name)
        assert read.known("b.xlsx", STAMP) is None


def test_what_an_unfinished_run_did_is_never_lost(path: Path) -> None:
    with Ledger(path, resume=False) as broken_off:
        keep(broken_off, "0.xlsx")
        assert not broken_off.kept
    with Ledger(path, resume=False) as forgetful:
        assert forgetful.kept
        keep(forgetful, "1.xlsx", 1)
    with Ledger(path, resume=True) as read:
        assert not read.kept
        assert (read.known("0.xlsx", STAMP), read.known("1.xlsx", STAMP)) == (
            ("digest 0", "copy 0"),
            ("digest 1", "copy 1"),
        )
        read.finish()
    with Ledger(path, resume=False) as anew:
        assert not anew.kept
        assert anew.known("0.xlsx", STAMP) is None


@given(
    st.dictionaries(st.sampled_from([c for c in COLUMNS if c not in TEXTS]), st.none() | st.floats(allow_nan=False)),
    st.dictionaries(st.sampled_from(TEXTS), st.text()),
)
def test_a_row_comes_back_to_the_last_bit(numbers: dict[str, float | None], texts: dict[str, str]) -> None:
    kept = results("a.xlsx")[0] | numbers | texts | {"path": "a.xlsx", "unit": "a", "folder": ""}
    found, findings = unpacked(packed(kept, ()), "a.xlsx")
    assert findings == ()
    assert found == kept
    assert list(found) == list(kept)
    assert [str(value) for value in found.values()] == [str(value) for value in kept.values()]  # 0.0 and −0.0


def test_later_results_take_the_place_of_earlier_ones(path: Path) -> None:
    filled(path)
    with Ledger(path, resume=True) as again:
        keep(again, "1.xlsx", 7, "model 2")
        assert again.known("1.xlsx", STAMP) is None
        assert again.known("1.xlsx", "model 2") == ("digest 7", "copy 7")
        assert again.results("1.xlsx") == results("1.xlsx", 7)
        assert again.known("0.xlsx", STAMP) == ("digest 0", "copy 0")


def test_without_resume_it_begins_anew(path: Path) -> None:
    filled(path)
    with Ledger(path, resume=False) as anew:
        assert anew.known("0.xlsx", STAMP) is None
    with Ledger(path, resume=True) as read:
        assert read.known("0.xlsx", STAMP) is None


def test_one_that_was_never_begun_is_begun(path: Path) -> None:
    path.write_bytes(b"")
    for resume in (True, False):
        with Ledger(path, resume) as begun:
            assert begun.known("0.xlsx", STAMP) is None


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE done (path TEXT)")
    connection.close()


def other_version(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def damaged(path: Path) -> None:
    filled(path, 50)
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)


def cut_off(path: Path) -> None:
    filled(path, 50)
    os.truncate(path, 2 * 4096)


OTHERS = {
    "text": lambda path: path.write_text("path,status\n", encoding="utf-8"),
    "workbook": lambda path: path.write_bytes(b"PK\x03\x04"),
    "database": other_database,
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("resume", [True, False])
def test_what_is_no_ledger_is_left_alone(kind: str, resume: bool, path: Path) -> None:
    OTHERS[kind](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(InputError, match=r"results.csv.ledger · is no ledger of service-roi.*--out"):
        Ledger(path, resume)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("spoil", "message"), [(other_version, "another version"), (damaged, "is damaged"), (cut_off, "is damaged")]
)
def test_one_that_cannot_be_used_says_so_and_can_be_begun_anew(spoil: Any, message: str, path: Path) -> None:
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match=f"{message}.*start anew without --resume"):
        Ledger(path, resume=True)
    assert path.read_bytes() == before
    with Ledger(path, resume=False) as anew:
        assert anew.known("0.xlsx", STAMP) is None


def test_a_spoilt_row_is_not_taken_for_results(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE done SET numbers = x'00' WHERE digest = 'digest 1'")
    connection.close()
    with Ledger(path, resume=True) as read:
        assert read.results("0.xlsx") == results("0.xlsx")
        with pytest.raises(InputError, match="is damaged"):
            read.results("1.xlsx")


@pytest.mark.parametrize("resume", [True, False])
def test_it_belongs_to_one_run_at_a_time(resume: bool, path: Path) -> None:
    with Ledger(path, resume=False) as first:
        keep(first, "0.xlsx")
        with pytest.raises(InputError, match="in use by another run"):
            Ledger(path, resume)
    with Ledger(path, resume=True) as read:
        assert read.known("0.xlsx", STAMP) == ("digest 0", "copy 0")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.results.csv.ledger · cannot be used: unable to open"):
        Ledger(beside(str(tmp_path / "none" / "results.csv")), resume=False)


def test_a_full_disk_is_told(path: Path) -> None:
    written = Ledger(path, resume=False)
    written.connection.execute("PRAGMA max_page_count = 10")
    with pytest.raises(InputError, match="cannot be written: the disk is full; make room, and go on with --resume"):
        fill(written, 50)
    written.connection.close()


KILLED = """
import os, signal, sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from batch.test_ledger import keep
from xl_service_roi.batch import ledger
ledger.COMMIT_SECONDS = 0.0
with ledger.Ledger(Path({path!r}), resume=False) as written:
    for number in range(200):
        keep(written, f"{{number}}.xlsx", number)
        if number == 150:
            os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_kept_survives_kill_9(path: Path) -> None:
    script = KILLED.format(tests=str(Path(__file__).parents[1]), path=str(path))
    killed = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert killed.returncode == -9
    with Ledger(path, resume=True) as read:
        known = [number for number in range(200) if read.known(f"{number}.xlsx", STAMP)]
        assert known == list(range(len(known)))
        assert 149 <= len(known) <= 151
        assert read.results("149.xlsx") == results("149.xlsx", 149)


def test_many_entries_take_no_memory_and_little_of_the_disk(path: Path) -> None:
    entry = packed(*results("unit"))
    tracemalloc.start()
    try:
        with Ledger(path, resume=False) as written:
            for number in range(3000):
                written.keep(f"units/{number}.xlsx", Known("digest"), STAMP, entry)
        with Ledger(path, resume=True) as read:
            assert all(read.known(f"units/{number}.xlsx", STAMP) for number in range(3000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000
    assert path.stat().st_size < 3000 * 8192
