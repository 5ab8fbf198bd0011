"""A run from paths to tables: every workbook has its row, however the run goes and whenever it is taken up again."""

from __future__ import annotations

import csv
import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import workbook_edits

from xl_service_roi import Case
from xl_service_roi.batch.call import WrongCallError
from xl_service_roi.batch.columns import COLUMNS, MEASURES, Row, row_of
from xl_service_roi.batch.entries import packed
from xl_service_roi.batch.ledger import beside
from xl_service_roi.batch.overrides import Overrides
from xl_service_roi.batch.pool import InProcess, LocalPool, Work, never
from xl_service_roi.batch.reasons import Reasons, kind_of
from xl_service_roi.batch.recalculate import Summary, recalculate
from xl_service_roi.batch.results import JsonResults
from xl_service_roi.batch.work import Options, Outcome
from xl_service_roi.errors import InputError
from xl_service_roi.inputs import resolve
from xl_service_roi.workbook.build import build

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The illustrative firm with another churn in each workbook."""
    folder = tmp_path_factory.mktemp("variants")
    paths = [folder / f"{number}.xlsx" for number in range(3)]
    for number, path in enumerate(paths):
        build(path, "en", resolve({"churn": 0.14 + 0.01 * number}, example=True), macros=False)
    return paths


@pytest.fixture
def units(variants: list[Path], tmp_path: Path) -> Path:
    """Ten workbooks in two folders, and one that is none."""
    folder = tmp_path / "units"
    for number in range(10):
        place = folder / ("north" if number < 5 else "south")
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(variants[number % 3], place / f"unit {number}.xlsx")
    (folder / "south" / "zip.xlsx").write_bytes(b"PK\x03\x04")
    return folder


def names_in(units: Path) -> list[str]:
    return [str(path) for place in ("north", "south") for path in sorted((units / place).glob("*.xlsx"))]


@dataclass
class Asked:
    """Works in this process, and remembers which workbooks it was asked to work on, whose results are not known."""

    names: list[str]
    known: list[str]

    def run(
        self, work: Work[Any, Any], items: Iterable[Any], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Any, Any], None, None]:
        for task, outcome in InProcess().run(work, items, stop):
            (self.known if outcome.unchanged else self.names).append(Path(task.name).name)
            yield task, outcome


def asked_again(units: Path, out: Path, options: Options | None = None, **how: Any) -> tuple[list[str], Summary]:
    """Resume, and tell which workbooks were done again."""
    asked = Asked([], [])
    summary = recalculate([units], out, options, resume=True, executor=asked, **how)
    assert summary.done == 11
    assert summary.unchanged == len(asked.known)
    return asked.names, summary


def test_each_workbook_has_the_row_of_its_case(units: Path) -> None:
    rows: list[Row] = []
    summary = recalculate([units], executor=InProcess(), on_row=lambda row, so_far: rows.append(row))
    assert [row["path"] for row in rows] == names_in(units)
    assert (summary.found, summary.done, summary.ok, summary.refused) == (11, 11, 10, 1)
    assert not summary.stopped
    for row in rows[:-1]:
        case = row_of(row["path"], Case.from_workbook(row["path"]).run())
        # Many cases have another solver for the internal rate of return than one.
        assert row["irr"] == pytest.approx(case["irr"], rel=1e-12)
        assert {name: row[name] for name in MEASURES} == {name: case[name] for name in MEASURES} | {"irr": row["irr"]}
    assert rows[-1]["status"] == "refused"
    assert list(summary.refusals.counts.values()) == [1]
    assert "zip.xlsx" not in str(summary.refusals)


def test_the_table_is_the_same_however_many_work_on_it(units: Path, tmp_path: Path) -> None:
    tables = []
    for number, executor in enumerate((InProcess(), LocalPool(1), LocalPool(3))):
        out = tmp_path / f"{number}.csv"
        recalculate([units], out, executor=executor)
        tables.append(out.read_bytes())
    assert len(set(tables)) == 1


def test_a_run_that_is_taken_up_again_does_only_what_is_new(units: Path, variants: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    first = recalculate([units], out, executor=InProcess())
    assert first.unchanged == 0
    table = out.read_bytes()

    names, summary = asked_again(units, out)
    assert names == ["zip.xlsx"]  # what was refused is tried again
    assert (summary.ok, summary.unchanged, summary.refused) == (10, 10, 1)
    assert out.read_bytes() == table

    shutil.copy(variants[2], units / "north" / "unit 0.xlsx")
    os.utime(units / "north" / "unit 1.xlsx")  # saved again without a change
    shutil.copy(variants[0], units / "south" / "zip.xlsx")
    names, _ = asked_again(units, out)
    assert names == ["unit 0.xlsx", "zip.xlsx"]
    anew = tmp_path / "anew.csv"
    recalculate([units], anew, executor=InProcess())
    assert out.read_bytes() == anew.read_bytes() != table

    names, summary = asked_again(units, out, force=True)
    assert len(names) == 11
    assert summary.unchanged == 0
    assert out.read_bytes() == anew.read_bytes()

    recalculate([units], out, executor=(asked := Asked([], [])))
    assert len(asked.names) == 11  # without resume the ledger is not read


def test_other_options_are_other_results(units: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    recalculate([units], out, executor=InProcess())
    nine_percent = Overrides.read(assignments=["discount_rate=0.09"])
    for options in (Options(overrides=nine_percent), Options(audit=False), Options(language="nl")):
        names, _ = asked_again(units, out, options)
        assert len(names) == 11, options
        names, _ = asked_again(units, out, options)
        assert names == ["zip.xlsx"]


def test_overrides_of_one_workbook_are_no_reason_to_do_the_others_again(units: Path, tmp_path: Path) -> None:
    out, inputs = tmp_path / "results.csv", tmp_path / "inputs.csv"
    recalculate([units], out, executor=InProcess())
    before = rows_of(out)
    inputs.write_text("file,churn\nunit 3,0.2\n", encoding="utf-8")
    options = Options(overrides=Overrides.read(str(inputs)))
    names, _ = asked_again(units, out, options)
    assert names == ["unit 3.xlsx", "zip.xlsx"]
    changed = [row["unit"] for row, old in zip(rows_of(out), before, strict=True) if row != old]
    assert changed == ["unit 3"]
    recalculate([units], tmp_path / "pool.csv", options, executor=LocalPool(2))
    assert rows_of(tmp_path / "pool.csv") == rows_of(out)


def test_a_row_of_overrides_for_two_workbooks_is_refused_before_anything_is_done(units: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.csv"
    shutil.copy(units / "north" / "unit 1.xlsx", units / "south" / "unit 1.xlsx")
    inputs.write_text("file,churn\nunit 1,0.2\nunit 77,0.2\n", encoding="utf-8")
    options, asked = Options(overrides=Overrides.read(str(inputs))), Asked([], [])
    with pytest.raises(InputError, match="fits several workbooks"):
        recalculate([units], options=options, executor=asked)
    assert asked.names == []
    summary = recalculate([units / "north"], options=options, executor=asked)
    assert ["unit 77 fits no workbook" in str(problem) for problem in summary.problems] == [True]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True)
class Mischief:
    """Work that some workbooks take down with them; only the tests know of it."""

    work: Work[Any, Any]

    def __call__(self, tasks: Sequence[Any]) -> Sequence[Any]:
        for task in tasks:
            if "unit 3" in task.name or "unit 7" in task.name:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.work(tasks)


class Mischievous(LocalPool):
    def run(
        self, work: Work[Any, Any], items: Iterable[Any], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Any, Any], None, None]:
        return super().run(Mischief(work), items, stop)


def test_a_workbook_that_takes_its_process_with_it_is_refused(units: Path, tmp_path: Path) -> None:
    out, plain = tmp_path / "results.csv", tmp_path / "plain.csv"
    summary = recalculate([units], out, executor=Mischievous(2))
    assert (summary.ok, summary.refused) == (8, 3)
    recalculate([units], plain, executor=InProcess())
    for row, whole in zip(rows_of(out), rows_of(plain), strict=True):
        if row["unit"] in ("unit 3", "unit 7"):
            reason = "the process that read it died (signal 9); open it by hand"
            assert (row["status"], row["reason"]) == ("refused", reason)
        else:
            assert row == whole
    names, _ = asked_again(units, out)
    assert names == ["unit 3.xlsx", "unit 7.xlsx", "zip.xlsx"]
    assert out.read_bytes() == plain.read_bytes()


KILLED = """
import os, signal, sys
sys.path[:0] = [{tests!r}]
from xl_service_roi.batch import ledger, recalculate
ledger.COMMIT_SECONDS = 0.0
def on_row(row, summary):
    if summary.done == 7:
        os.kill(os.getpid(), signal.SIGKILL)
recalculate([{units!r}], {out!r}, on_row=on_row)
"""


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_after_kill_9_a_run_is_taken_up_where_it_was(suffix: str, units: Path, tmp_path: Path) -> None:
    out, undisturbed = tmp_path / f"results{suffix}", tmp_path / f"undisturbed{suffix}"
    out.write_bytes(b"the results of last month")
    script = KILLED.format(tests=str(TESTS), units=str(units), out=str(out))
    killed = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert out.read_bytes() == b"the results of last month"
    names, summary = asked_again(units, out)
    assert 6 <= summary.unchanged <= 7
    assert len(names) == 11 - summary.unchanged
    recalculate([units], undisturbed, executor=InProcess())
    assert out.read_bytes() == undisturbed.read_bytes()


def test_a_run_that_is_stopped_keeps_what_it_has(units: Path, tmp_path: Path) -> None:
    out, undisturbed = tmp_path / "results.csv", tmp_path / "undisturbed.csv"
    done: list[Row] = []
    summary = recalculate(
        [units],
        out,
        executor=InProcess(),
        on_row=lambda row, so_far: done.append(row),
        stop=lambda: len(done) >= 4,
    )
    assert summary.stopped
    assert 4 <= summary.done < 11
    assert [row["path"] for row in rows_of(out)] == names_in(units)[: summary.done]
    names, resumed = asked_again(units, out)
    assert resumed.unchanged == summary.ok
    assert not resumed.stopped
    assert len(names) == 11 - summary.ok
    recalculate([units], undisturbed, executor=InProcess())
    assert out.read_bytes() == undisturbed.read_bytes()


def test_an_error_half_way_leaves_the_earlier_table_and_the_ledger(units: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    out.write_text("the results of last month", encoding="utf-8")

    def on_row(row: Row, summary: Summary) -> None:
        if summary.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recalculate([units], out, executor=InProcess(), on_row=on_row)
    assert out.read_text(encoding="utf-8") == "the results of last month"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.csv", "results.csv.ledger", "units"]
    assert asked_again(units, out)[1].unchanged == 5


class Full(JsonResults):
    """A disk with room for three rows."""

    def add(self, row: Mapping[str, Any]) -> None:
        super().add(row)
        if self.stream.tell() > 3 * 10_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class FullAtTheEnd(JsonResults):
    def close(self, summary: Mapping[str, Any]) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(("full", "done"), [(Full, 2), (FullAtTheEnd, 10)])
def test_a_full_disk_is_named_and_the_run_can_go_on(full: Any, done: int, units: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    with pytest.raises(InputError, match=r"results.csv · cannot be written \(No space left.*go on with --resume"):
        recalculate([units], out, executor=InProcess(), also=full(StringIO()))
    assert not (tmp_path / "results.csv.part").exists()
    assert asked_again(units, out)[1].unchanged >= done


def test_results_that_stand_in_the_folder_are_no_workbook(units: Path) -> None:
    for _ in range(2):
        summary = recalculate([units], units / "results.xlsx", executor=InProcess(), resume=True)
        assert summary.found == 11
        assert summary.problems == []


def test_warnings_without_number_are_counted_and_errors_are_kept(units: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[Summary.__module__], "MOST_WARNINGS", 3)
    for number in range(5):
        (units / f"link {number}").symlink_to(units / "north", target_is_directory=True)
    (units / "empty").mkdir()
    summary = recalculate([units, units / "empty"], executor=InProcess())
    assert [problem.severity for problem in summary.problems] == ["warning"] * 3 + ["error"]
    assert summary.other_warnings == 2


def test_groups_are_consolidated(units: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "labels.csv"
    inputs.write_text("file,region\nunit 1,sea\nunit 6,sea\n*,land\n", encoding="utf-8")
    options = Options(overrides=Overrides.read(str(inputs), group=["folder", "region"]))
    out = tmp_path / "results.csv"
    summary = recalculate([units], out, options, group=["folder", "region"], executor=InProcess(), inputs_too=False)
    assert [row["path"] for row in summary.groups] == [
        "folder = north",
        "folder = south",
        "region = land",
        "region = sea",
        "total",
    ]
    rows = rows_of(out)
    assert list(rows[0])[:4] == ["path", "unit", "folder", "region"]
    assert not any(name.startswith("input_") for name in rows[0])
    sea = sum(float(row["programme_npv"]) for row in rows if row["region"] == "sea")
    assert summary.groups[3]["programme_npv"] == pytest.approx(sea, rel=1e-12)
    only_total = recalculate([units], consolidate=True, executor=InProcess())
    assert [row["path"] for row in only_total.groups] == ["total"]
    with pytest.raises(WrongCallError, match=r"--group regio: there is no such column; did you mean region\?"):
        recalculate([units], options=options, group=["regio"])


OVERRIDDEN = Options(write_back=True, overrides=Overrides.read(assignments=["churn=0.2"]))
WRONG: dict[str, tuple[Options, dict[str, Any]]] = {
    "--resume goes on from the ledger": (Options(), {"resume": True}),
    "--force goes with --resume": (Options(), {"force": True, "out": "results.csv"}),
    "--results-only goes with --write-back or --copy-to": (Options(results_only=True), {}),
    "--write-back or --copy-to: take one": (Options(write_back=True, copy_to="copies"), {}),
    "--write-back with --set or --inputs would replace what was filled in": (OVERRIDDEN, {}),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_does_not_go_together_is_refused(message: str, units: Path) -> None:
    options, how = WRONG[message]
    with pytest.raises(WrongCallError, match=message):
        recalculate([units], options=options, **how)


@pytest.mark.parametrize(
    ("path", "folder", "refused"),
    [
        ("units", "units", True),
        ("units", "units/north", True),
        ("units", "units/copies", True),
        ("units", ".", True),
        ("units", "copies", False),
        ("units", "units copies", False),
        ("units/*", "units/copies", True),
        ("units/n*/*.xlsx", "copies", False),
        ("units/north/unit 1.xlsx", "units/north", True),
        ("units/north/unit 1.xlsx", "units", True),
        ("units/north/unit 1.xlsx", "units/north/copies", False),
        ("units/north/unit 1.xlsx", "copies", False),
    ],
)
def test_copies_never_stand_among_the_workbooks(
    path: str, folder: str, refused: bool, units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(units.parent)
    before = {name: Path(name).read_bytes() for name in names_in(units)}
    options = Options(copy_to=folder)
    if refused:
        with pytest.raises(WrongCallError, match="would stand among the workbooks"):
            recalculate([path], options=options, executor=InProcess())
    else:
        summary = recalculate([path], options=options, executor=InProcess())
        assert summary.written == summary.ok > 0
        assert sum(1 for found in Path(folder).rglob("*.xlsx") if "copies" in str(found)) == summary.ok
    assert {name: Path(name).read_bytes() for name in names_in(units)} == before


def test_a_copy_that_is_gone_is_made_again(units: Path, tmp_path: Path) -> None:
    out, copies = tmp_path / "results.csv", tmp_path / "copies"
    options = Options(copy_to=str(copies))
    recalculate([units], out, options, executor=InProcess())
    made = sorted(copies.rglob("*.xlsx"))
    assert len(made) == 10
    assert asked_again(units, out, options)[0] == ["zip.xlsx"]
    made[2].unlink()
    assert asked_again(units, out, options)[0] == [made[2].name, "zip.xlsx"]
    assert made[2].exists()


def test_what_was_written_back_is_no_change(units: Path, tmp_path: Path) -> None:
    out, stale = tmp_path / "results.csv", units / "north" / "unit 0.xlsx"
    parts = workbook_edits.parts_of(stale)
    workbook_edits.set_cell(parts, "Inputs!E9", 0.2)
    workbook_edits.write(parts, stale)
    before = {name: Path(name).read_bytes() for name in names_in(units)}
    options = Options(write_back=True)
    summary = recalculate([units], out, options, executor=InProcess())
    after = {name: Path(name).read_bytes() for name in names_in(units)}
    assert [name for name in before if before[name] != after[name]] == [str(stale)]
    assert summary.written == 1
    assert [row["written"] for row in rows_of(out)] == [str(stale), *["up to date"] * 9, ""]
    assert asked_again(units, out, options)[0] == ["zip.xlsx"]
    assert {name: Path(name).read_bytes() for name in names_in(units)} == after


def test_a_copy_that_was_changed_is_made_again(units: Path, tmp_path: Path) -> None:
    out, copies = tmp_path / "results.csv", tmp_path / "copies"
    options = Options(copy_to=str(copies))
    recalculate([units], out, options, executor=InProcess())
    copy = next(copies.rglob("unit 4.xlsx"))
    made = copy.read_bytes()
    copy.write_bytes(made[:-1] + b"!")
    assert asked_again(units, out, options)[0] == [copy.name, "zip.xlsx"]
    assert copy.read_bytes() == made


def test_a_run_that_is_stopped_replaces_no_earlier_table(units: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.xlsx"
    recalculate([units / "north"], out, executor=InProcess())
    before = out.read_bytes()
    done: list[Row] = []
    summary = recalculate(
        [units], out, executor=InProcess(), on_row=lambda row, _: done.append(row), stop=lambda: bool(done)
    )
    assert summary.stopped
    assert not summary.table_written
    assert out.read_bytes() == before
    forgetful = recalculate([units / "north"], out, executor=InProcess(), stop=lambda: True)
    assert [problem.severity for problem in forgetful.problems] == ["note"]
    assert asked_again(units, out)[1].unchanged == summary.done


def test_the_same_results_are_the_same_workbook(units: Path, tmp_path: Path) -> None:
    tables = []
    for name in ("a.xlsx", "b.xlsx"):
        recalculate([units / "south"], tmp_path / name, executor=InProcess(), group=["folder"])
        tables.append((tmp_path / name).read_bytes())
        time.sleep(1)  # what holds the time of day holds whole seconds
    assert tables[0] == tables[1]


def test_a_name_that_is_no_text_has_its_row_and_is_found_again(units: Path, tmp_path: Path) -> None:
    odd = units / "north" / os.fsdecode(b"unit \xff.xlsx")
    shutil.copy(units / "north" / "unit 1.xlsx", odd)
    out = tmp_path / "results.csv"
    assert recalculate([units / "north"], out, executor=InProcess()).ok == 6
    asked = Asked([], [])
    assert recalculate([units / "north"], out, resume=True, executor=asked).unchanged == 6
    assert rows_of(out)[5]["unit"] == "unit \\xff"


KINDS = [
    ("1 of the 27 required inputs is empty: churn (Inputs!E9); fill", "… of the … required inputs is empty: …"),
    (
        "2 of the 27 required inputs are empty: a_b (I!C10), churn (I!C2); fill",
        "… of the … required inputs are empty: …",
    ),
    ("Inputs!E9 · churn = 18: expected 0 to 1; did you mean 18 %?", "an input is outside of its bounds"),
    ("Plan of Zuid!C10 · churn is an error (found #DIV/0!): expected 0 to 1; enter a number", "… is an error"),
    ("the name churn points to another file ([1]Inputs!$E$9); let it", "the name … points to another file"),
    ("is damaged: its part 'xl/sheet1.xml' cannot be read; copy it", "is damaged: its part … cannot be read"),
    ("is 200 MB, more than 128 MB; remove", "is … MB, more than … MB"),
    ("took longer than 60 seconds; open it by hand", "took longer than … seconds"),
    ("its results are not renewed: Inputs!E9 (churn) is empty; x", "its results are not renewed: … is empty"),
    ("x" * 300, "x" * 99 + "…"),
]


@pytest.mark.parametrize(("reason", "kind"), KINDS)
def test_reasons_are_counted_by_kind(reason: str, kind: str) -> None:
    assert kind_of(reason) == kind


def test_the_first_of_each_kind_is_told_as_it_is() -> None:
    reasons = Reasons()
    for number in range(1, 4):
        reasons.add(f"plans/{number}.xlsx", f"{number} of the 27 required inputs are empty: churn (I!C{number}); fill")
    reasons.add("plans/old.xlsx", "is 200 MB, more than 128 MB; remove")
    assert list(reasons.told()) == [
        (3, "plans/1.xlsx", "1 of the 27 required inputs are empty: churn (I!C1)"),
        (1, "plans/old.xlsx", "is 200 MB, more than 128 MB"),
    ]
    for number in range(20):
        reasons.add("plans/odd.xlsx", "odd " + "!" * number)
    assert len(list(reasons.told())) + reasons.not_told == 22


def test_a_filled_workbook_is_not_replaced_by_results(units: Path) -> None:
    workbook = units / "north" / "unit 1.xlsx"
    before = workbook.read_bytes()
    with pytest.raises(WrongCallError, match=r"unit 1.xlsx is a filled workbook, which the results would replace"):
        recalculate([units / "south"], workbook)
    assert workbook.read_bytes() == before
    assert not beside(str(workbook)).exists()


class Made:
    """Makes rows without reading anything."""

    def run(
        self, work: Work[Any, Any], items: Iterable[Any], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Any, Any], None, None]:
        def rows(tasks: Sequence[Any]) -> Iterator[Outcome]:
            for number, task in enumerate(tasks):
                row: Row = dict.fromkeys(COLUMNS, float(number)) | {"path": task.name, "status": "ok", "written": ""}
                yield Outcome(task.name, "digest", row, entry=packed(row, ()))

        return InProcess().run(lambda tasks: list(rows(tasks)), items, stop)


def test_fifteen_hundred_workbooks_take_no_more_memory_than_five_hundred(tmp_path: Path) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.xlsx").touch()
    taken: dict[int, int] = {}

    def on_row(row: Row, summary: Summary) -> None:
        if summary.done in (500, 1500):
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            taken[summary.done] = pages * resource.getpagesize()

    assert recalculate([folder], tmp_path / "results.csv", executor=Made(), on_row=on_row).ok == 1500
    assert taken[1500] < taken[500] + 2_000_000
