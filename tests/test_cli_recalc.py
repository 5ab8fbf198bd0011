"""`service-roi recalc` as its users meet it: what it prints where, its exit codes, and how it is stopped."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import workbook_edits
from click.testing import CliRunner, Result

from xl_service_roi import Case
from xl_service_roi.batch.progress import description
from xl_service_roi.batch.recalculate import Summary
from xl_service_roi.cli.recalc import recalc
from xl_service_roi.cli.recalc_tables import WORDS
from xl_service_roi.inputs import resolve
from xl_service_roi.workbook.build import build

COMMAND = [sys.executable, "-m", "xl_service_roi", "recalc"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(recalc, [str(argument) for argument in arguments], prog_name="service-roi recalc")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "example.xlsx"
    build(path, "en", resolve({}, example=True), macros=False)
    return path


@pytest.fixture
def plans(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three workbooks in two folders; the folder above is the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("north/a.xlsx", "north/b.xlsx", "south/a.xlsx"):
        (tmp_path / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(example, tmp_path / "plans" / name)
    return tmp_path / "plans"


@pytest.fixture
def torn(plans: Path) -> Path:
    path = plans / "south" / "torn.xlsx"
    path.write_bytes(b"PK\x03\x04")
    return path


def test_few_workbooks_are_shown_one_by_one(plans: Path) -> None:
    found = run("plans")
    assert found.exit_code == 0
    lines = [line.split() for line in found.stdout.splitlines()]
    assert lines[1:] == [
        [f"plans/{name}", "ok", "898,422", "12,559,974"] for name in ("north/a.xlsx", "north/b.xlsx", "south/a.xlsx")
    ]
    assert found.stderr.startswith("3 workbooks: 3 recalculated, 0 refused, ")
    assert run("plans", "--lang", "nl").stdout.splitlines()[1].split() == [
        "plans/north/a.xlsx",
        "goed",
        "898.422",
        "12.559.974",
    ]


def test_a_refused_workbook_is_shown_with_its_reason(torn: Path) -> None:
    found = run("plans")
    assert found.exit_code == 1
    assert "plans/south/torn.xlsx  refused" in found.stdout
    assert found.stdout.count("898,422") == 3
    told = found.stderr.splitlines()
    assert told[0].startswith("refused: plans/south/torn.xlsx · ")
    assert told[1].startswith("4 workbooks: 3 recalculated, 1 refused, ")


def test_many_workbooks_belong_in_a_table(plans: Path, example: Path) -> None:
    for number in range(40):
        os.link(example, plans / f"{number}.xlsx")
    found = run("plans")
    assert found.stdout == "43 workbooks, too many to show: write them to a table with --out results.csv\n"
    assert found.stderr.startswith("more than 40 workbooks are not shown: --out results.csv makes a table of them\n")
    assert found.exit_code == 0


def test_a_table_of_results_is_written_and_gone_on_with(torn: Path) -> None:
    found = run("plans", "--out", "results.csv")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "results.csv written" in found.stderr
    with open("results.csv", encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["path"], row["status"]) for row in rows] == [
        ("plans/north/a.xlsx", "ok"),
        ("plans/north/b.xlsx", "ok"),
        ("plans/south/a.xlsx", "ok"),
        ("plans/south/torn.xlsx", "refused"),
    ]
    assert float(rows[0]["programme_npv"]) == Case.example().run().measures["programme_npv"]
    table = Path("results.csv").read_bytes()
    again = run("plans", "--out", "results.csv", "--resume")
    assert "4 workbooks: 0 recalculated, 1 refused, 3 unchanged, " in again.stderr
    forced = run("plans", "--out", "results.csv", "--resume", "--force", "--jobs", "1")
    assert "4 workbooks: 3 recalculated, 1 refused, " in forced.stderr
    assert Path("results.csv").read_bytes() == table


def test_json_is_all_that_stands_on_stdout(torn: Path) -> None:
    found = run("plans", "--json", "--consolidate", "--no-inputs")
    assert found.exit_code == 1
    told = json.loads(found.stdout)
    assert [row["status"] for row in told["rows"]] == ["ok", "ok", "ok", "refused"]
    assert told["rows"][0]["roi"] == pytest.approx(Case.example().run().measures["roi"])
    assert "input_churn" not in told["rows"][0]
    assert told["groups"][0]["programme_npv"] == pytest.approx(3 * told["rows"][0]["programme_npv"])
    assert told["summary"]["refused"] == 1


def test_groups_are_shown(torn: Path) -> None:
    found = run("plans", "--group", "folder", "--set", "discount_rate=0.1")
    lines = [line.split() for line in found.stdout.splitlines() if line]
    one = json.loads(run("plans/north/a.xlsx", "--set", "discount_rate=0.1", "--json").stdout)["rows"][0]
    north = next(line for line in lines if line[0] == "north")
    assert north[1:4] == ["(2", "workbooks)", f"{2 * one['programme_npv']:,.0f}"]
    south = next(line for line in lines if line[0] == "south")
    assert south[1:5] == ["(1", "of", "2", "workbooks)"]
    assert south[7:] == [f"{one['roi']:.1%}", f"{one['irr']:.1%}", f"{one['payback']:.2f}"]
    assert lines[-1][0] == "total"


WRONG: list[tuple[list[str], str]] = [
    ([], "PATH"),
    (["plans", "--resume"], "--resume goes on from the ledger"),
    (["plans", "--out", "r.csv", "--force"], "--force goes with --resume"),
    (["plans", "--results-only"], "--results-only goes with"),
    (["plans", "--write-back", "--set", "churn=0.2"], "take --copy-to instead"),
    (["plans", "--write-back", "--copy-to", "copies"], "take one of them"),
    (["plans", "--copy-to", "plans/copies"], "would stand among the workbooks"),
    (["plans", "--out", "plans/north/a.xlsx"], "is a filled workbook"),
    (["plans", "--jobs", "0"], "--jobs"),
    (["plans", "--timeout", "0"], "--timeout"),
    (["plans", "--set", "chrun=0.2"], "did you mean churn?"),
    (["plans", "--group", "foldr"], "--group foldr: there is no such column; did you mean folder?"),
    (["plans", "--out", "results.txt"], "results are written to .csv or .xlsx or .parquet"),
    (["plans", "--scheduler", "nonsense"], "--scheduler nonsense is no address"),
    (["plans", "--scheduler", "tcp://machine"], "is no address: expected one such as tcp://"),
    (["plans", "--scheduler", "tcp://x:1", "--dask"], "--scheduler"),
    (["plans", "--scheduler", "tcp://x:1", "--jobs", "2"], "--scheduler"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[" ".join(a) for a, _ in WRONG])
def test_a_wrong_call_does_nothing(arguments: list[str], message: str, plans: Path) -> None:
    before = sorted(plans.parent.rglob("*"))
    found = run(*arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert message in found.stderr
    assert sorted(plans.parent.rglob("*")) == before


REFUSED: list[tuple[list[str], str]] = [
    (["plans", "--set", "churn=20"], "did you mean 20 % (0.2)?"),
    (["plans", "--inputs", "none.csv"], "none.csv · there is no such file"),
    (["plans", "--out", "none/results.csv"], "none/results.csv · cannot be written: there is no folder"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(a) for a, _ in REFUSED])
def test_what_cannot_be_used_is_said_before_any_work(arguments: list[str], message: str, plans: Path) -> None:
    found = run(*arguments)
    assert (found.exit_code, found.stdout) == (1, "")
    assert message in found.stderr
    assert "workbooks:" not in found.stderr


def test_a_path_that_leads_nowhere_is_an_error_and_the_others_are_done(plans: Path) -> None:
    (plans / "empty").mkdir()
    found = run("plans/empty", "plans/north", "plans/none.xlsx")
    assert found.exit_code == 1
    assert "error: plans/empty · there is no .xlsx or .xlsm in this folder" in found.stderr
    assert found.stdout.count("898,422") == 2
    assert "does not exist; check the path" in found.stdout


def test_a_path_that_is_mistyped_costs_no_earlier_results(plans: Path) -> None:
    assert run("plans", "--out", "results.csv").exit_code == 0
    (plans / "empty").mkdir()
    before = {name: Path(name).read_bytes() for name in ("results.csv", "results.csv.ledger")}
    for path in ("plnas", "plnas.xlsx", "plans/empty", "plans/*.xlsm"):
        found = run(path, "--out", "results.csv")
        assert found.exit_code == 1
        assert "error: results.csv · is left as it is: no workbook was found; check the paths" in found.stderr
        assert "results.csv written" not in found.stderr
        assert {name: Path(name).read_bytes() for name in before} == before
    assert "anew.csv · is not written: no workbook was found" in run("plnas", "--out", "anew.csv").stderr
    assert sorted(path.name for path in plans.parent.iterdir()) == ["plans", *before]


def test_what_could_not_be_written_keeps_its_results_and_is_tried_again(plans: Path) -> None:
    shut = plans / "north" / "b.xlsx"
    parts = workbook_edits.parts_of(shut)
    workbook_edits.set_cell(parts, "Inputs!E9", 0.2)
    workbook_edits.write(parts, shut)
    lock = shut.with_name("~$b.xlsx")
    lock.touch()
    for _ in range(2):
        found = run("plans", "--write-back", "--out", "results.csv", "--resume", "--consolidate")
        assert found.exit_code == 1
        assert "not written: plans/north/b.xlsx · " in found.stderr
        assert "1 not written, " in found.stderr
        assert "total (3 workbooks)" in found.stdout
        with open("results.csv", encoding="utf-8-sig", newline="") as stream:
            row = list(csv.DictReader(stream))[1]
        assert (row["status"], row["reason"], float(row["input_churn"])) == ("ok", "", 0.2)
        assert row["written"].startswith("not written: is open")
    assert "is open" in run("plans", "--write-back").stdout
    lock.unlink()
    found = run("plans", "--write-back", "--out", "results.csv", "--resume")
    assert found.exit_code == 0
    assert "3 workbooks: 1 recalculated, 0 refused, 2 unchanged, 1 written, " in found.stderr


def test_a_row_of_inputs_that_fits_no_workbook_is_an_error_and_the_others_are_done(plans: Path) -> None:
    Path("inputs.csv").write_text("file,churn\nb,0.2\nc,0.2\n", encoding="utf-8")
    found = run("plans", "--inputs", "inputs.csv")
    assert found.exit_code == 1
    assert "error: inputs.csv · line 3 · c fits no workbook" in found.stderr
    assert "3 workbooks: 3 recalculated, 0 refused, 1 with a row in the file of inputs, " in found.stderr
    assert found.stdout.count("898,422") == 2


def test_what_to_know_of_a_group_is_told(torn: Path) -> None:
    found = run("plans", "--group", "folder")
    assert "warning: south (1 of 2 workbooks) · not counted in, because refused: 1 of 2 (plans/" in found.stderr
    assert "warning: north" not in found.stderr


def test_a_dutch_run_is_told_in_dutch(torn: Path) -> None:
    lock = torn.with_name("~$a.xlsx")
    lock.touch()
    workbook = torn.with_name("a.xlsx")
    parts = workbook_edits.parts_of(workbook)
    workbook_edits.set_cell(parts, "Inputs!E9", 0.2)
    workbook_edits.write(parts, workbook)
    found = run("plans", "--write-back", "--lang", "nl", "--group", "folder", "--out", "results.csv")
    assert "geweigerd: plans/south/torn.xlsx · " in found.stderr
    assert "niet geschreven: " in found.stderr
    assert "4 werkmappen: 3 doorgerekend, 1 geweigerd, 1 niet geschreven, " in found.stderr
    assert "results.csv geschreven" in found.stderr
    assert "waarschuwing: south (1 van 2 werkmappen) · niet meegeteld, want geweigerd: 1 van 2" in found.stderr
    assert set(WORDS["en"]) == set(WORDS["nl"])


def test_progress_says_how_far_a_run_is() -> None:
    summary = Summary(found=10_000, ok=1230, refused=4, seconds=10)
    assert description(summary) == "1,234 of 10,000+ workbooks, 4 refused, 123 a second"
    assert description(Summary(found=3, all_found=True)) == "0 of 3 workbooks"


def test_a_terminal_shows_progress_and_a_pipe_does_not(plans: Path) -> None:
    for arguments, shown in (([], True), (["--json"], False)):
        ours, theirs = pty.openpty()
        told = b""
        with subprocess.Popen([*COMMAND, "plans", *arguments], stdout=subprocess.DEVNULL, stderr=theirs) as process:
            os.close(theirs)
            with suppress(OSError):  # how the end of a terminal is told
                while read := os.read(ours, 4096):
                    told += read
        os.close(ours)
        assert process.returncode == 0
        assert (b"looking for workbooks" in told) is shown
        assert b"3 workbooks: 3 recalculated, 0 refused" in told
    assert "looking for" not in run("plans").stderr


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom xl_service_roi.cli.recalc import recalc\ntry: recalc(['--help'])\nexcept SystemExit: pass\n"
    )
    code += "print(sorted({'numpy', 'pandas', 'sqlite3', 'rich', 'multiprocessing'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
    assert "service-roi recalc plans --out results.csv --resume" in found.stdout


# How a run is stopped. It has to be a process of its own, with processes of its own.


@pytest.fixture
def many(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """So many workbooks that there is time to stop."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for number in range(200):
        os.link(example, tmp_path / "plans" / f"{number:04}.xlsx")
    return tmp_path


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process group of its own, when its table has been begun."""
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        until, part = time.monotonic() + 60, Path("results.csv.part")
        while not (part.exists() and part.stat().st_size > 20_000):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            time.sleep(0.01)
        yield process


def group_is_gone(process: subprocess.Popen[str]) -> bool:
    """Whether no process is left of those that a command started, soon after its end."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


STOPS = {
    "Ctrl-C": lambda process: os.killpg(process.pid, signal.SIGINT),
    "SIGINT": lambda process: process.send_signal(signal.SIGINT),
    "SIGTERM": lambda process: process.send_signal(signal.SIGTERM),
}


@pytest.mark.parametrize("stop", STOPS)
def test_a_run_that_is_stopped_ends_cleanly_and_can_go_on(stop: str, many: Path) -> None:
    with running("plans", "--out", "results.csv", "--jobs", "2") as process:
        STOPS[stop](process)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert "stopped before its end: go on with the same command and --resume" in err
    assert group_is_gone(process)
    assert sorted(path.name for path in many.iterdir()) == ["plans", "results.csv", "results.csv.ledger"]
    with open("results.csv", encoding="utf-8-sig", newline="") as stream:
        done = sum(1 for _ in csv.DictReader(stream))
    assert 0 < done < 200
    assert f"{done} workbooks: {done} recalculated, 0 refused" in err
    again = run("plans", "--out", "results.csv", "--resume", "--jobs", "2")
    assert again.exit_code == 0
    assert f"200 workbooks: {200 - done} recalculated, 0 refused, {done} unchanged" in again.stderr


def test_a_second_ctrl_c_breaks_off(many: Path) -> None:
    with running("plans", "--out", "results.csv", "--jobs", "2") as process:
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert group_is_gone(process)


def test_kill_9_leaves_no_processes_and_the_run_can_go_on(many: Path) -> None:
    with running("plans", "--out", "results.csv", "--jobs", "2") as process:
        process.kill()
        process.communicate(timeout=30)
    assert group_is_gone(process)
    assert not Path("results.csv").exists()
    again = run("plans", "--out", "results.csv", "--resume")
    assert again.exit_code == 0
    assert "200 workbooks: " in again.stderr
    resumed = Path("results.csv").read_bytes()
    assert run("plans", "--out", "results.csv", "--jobs", "1").exit_code == 0
    assert Path("results.csv").read_bytes() == resumed
