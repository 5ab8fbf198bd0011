"""Many machines: two workers on loopback, with the workbooks in an S3 store, give what this process alone gives."""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import enumerate as threads
from typing import Any

import batch_work
import cluster_work
import dask
import distributed
import pytest
from cluster_work import HeldUp, workers_at
from workbook_edits import parts_of, set_cell, write

from xl_service_roi.batch import cluster, remote
from xl_service_roi.batch.cluster import DaskPool
from xl_service_roi.batch.columns import AUDIT, Row
from xl_service_roi.batch.pool import Executor, InProcess, LocalPool, never
from xl_service_roi.batch.recalculate import recalculate
from xl_service_roi.batch.turns import Lost
from xl_service_roi.batch.work import Options
from xl_service_roi.errors import InputError, Problem, ServiceRoiError
from xl_service_roi.inputs import resolve
from xl_service_roi.workbook.build import build

CHURN = "Inputs!E9"
NAMES = [f"unit {number}.xlsx" for number in range(150)]


def soon(is_so: Callable[[], object]) -> bool:
    """Whether something is so before long."""
    until = time.monotonic() + 20
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return bool(is_so())


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked how does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@contextmanager
def workers(count: int = 2) -> Iterator[Any]:
    """A cluster on this machine; one that waits for its workers, however busy the machine is."""
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1 hour"}),
        distributed.LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            silence_logs=logging.CRITICAL,
        ) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def cluster_here(s3: Any) -> Iterator[Any]:
    with workers() as running:
        yield running


@pytest.fixture
def here(cluster_here: Any) -> Any:
    """A cluster of two workers, who find the S3 store as this process does."""
    assert soon(lambda: len(cluster_here.scheduler.workers) == 2), "a worker that was killed is not back"
    return cluster_here


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Workbooks in which an input was changed after their results were calculated."""
    path, changed = tmp_path_factory.mktemp("variants") / "plan.xlsx", []
    build(path, "en", resolve({}, example=True), macros=False)
    for churn in (0.12, 0.16, 0.18):
        parts = parts_of(path)
        set_cell(parts, CHURN, churn)
        changed.append(write(parts, path.with_stem("changed")).read_bytes())
    return changed


@pytest.fixture
def units(s3: Any, variants: list[bytes], tmp_path: Path) -> tuple[Path, str]:
    """Nine workbooks and one that is none, in a folder and under an address."""
    folder, address = tmp_path / "units", f"s3://plans/{tmp_path.name}/units"
    folder.mkdir()
    for number in range(9):
        (folder / f"unit {number}.xlsx").write_bytes(variants[number % 3])
    (folder / "zip.xlsx").write_bytes(b"PK\x03\x04")
    s3.put(f"{folder}/", f"{address}/", recursive=True)
    return folder, address


def rows_of(paths: list[str], executor: Executor, options: Options | None = None) -> list[Row]:
    rows: list[Row] = []
    recalculate(paths, options=options or Options(), executor=executor, on_row=lambda row, _: rows.append(row))
    return rows


@dataclass(frozen=True)
class Holding:
    """Works on a cluster, where one chunk is held up."""

    address: str
    held_up: Callable[[Any], HeldUp]

    def run(
        self, work: Any, items: Iterable[Any], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Any, Any], None, None]:
        return DaskPool(self.address).run(self.held_up(work), items, stop)


def test_rows_are_the_same_as_those_of_this_process(here: Any, units: tuple[Path, str]) -> None:
    _, address = units
    rows = rows_of([address], DaskPool(here.scheduler_address))
    assert [row["status"] for row in rows] == ["ok"] * 9 + ["refused"]
    assert len({row["programme_npv"] for row in rows}) == 4
    assert rows == rows_of([address], InProcess())


@pytest.mark.parametrize(("place", "moment"), [("store", "before"), ("store", "after"), ("folder", "writing")])
def test_a_worker_that_is_killed_at_any_moment_of_writing_back_changes_nothing(
    here: Any, s3: Any, units: tuple[Path, str], tmp_path: Path, place: str, moment: str
) -> None:
    folder, address = units
    alone = shutil.copytree(folder, tmp_path / "alone" / "units")
    expected = rows_of([str(alone)], InProcess(), Options(write_back=True))
    log, where = tmp_path / "log", address if place == "store" else str(folder)
    held_up = partial(HeldUp, name="unit 4", log=log, moment=moment)
    rows = killed_while_held_up(
        lambda: rows_of([where], Holding(here.scheduler_address, held_up), Options(write_back=True)), log
    )
    for row, other in zip(rows, expected, strict=True):
        same = set(row) - {"path", "reason", "written", *AUDIT}
        assert {name: row[name] for name in same} == {name: other[name] for name in same}
    done = {row["unit"]: row["written"] for row in rows}
    assert done["unit 4"] == ("up to date" if moment == "after" else f"{where}/unit 4.xlsx")
    if place == "store":
        s3.get(f"{address}/", f"{folder}/", recursive=True)
    written = {path.name: path.read_bytes() for path in folder.iterdir()}  # no lock, nothing half written
    assert written == {path.name: path.read_bytes() for path in alone.iterdir()}


@pytest.mark.parametrize("count", [0, 1, 150])
def test_every_item_has_its_result_in_order(here: Any, count: int) -> None:
    found = list(DaskPool(here.scheduler_address).run(batch_work.lengths, iter(NAMES[:count])))
    assert found == [(name, len(name)) for name in NAMES[:count]]


def test_what_one_item_does_to_its_process_is_told_as_on_one_machine(here: Any) -> None:
    names = [*NAMES[:20], "exit", "crash", "hang", *NAMES[20:40], "memory", "raise", *NAMES[40:]]
    expected = list(LocalPool(2, timeout=0.5, memory=500).run(batch_work.lengths, names))
    assert len([item for item, result in expected if isinstance(result, Lost)]) == 5
    before = set(here.scheduler.workers)
    assert list(DaskPool(here.scheduler_address, timeout=0.5, memory=500).run(batch_work.lengths, names)) == expected
    assert set(here.scheduler.workers) == before, "a worker died with its process"


def test_a_client_that_is_connected_does_as_well(here: Any) -> None:
    with distributed.Client(here, set_as_default=False) as client:
        found = list(DaskPool(client).run(batch_work.lengths, NAMES))
        assert client.status == "running"
    assert found == [(name, len(name)) for name in NAMES]


def killed_while_held_up(run: Callable[[], Any], log: Path) -> Any:
    """Kill the worker that is held up, and return what the run comes to nevertheless."""
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(run)
        assert soon(lambda: workers_at(log) or running.done())
        assert not running.done(), running.result()
        (worker,) = workers_at(log)
        assert alive(worker)
        os.kill(worker, signal.SIGKILL)
        found = running.result(timeout=60)
    assert not alive(worker)
    assert len(workers_at(log)) == 2, "the chunk was not done a second time"
    assert workers_at(log)[1] != worker
    return found


def test_a_worker_that_is_killed_loses_nothing(here: Any, tmp_path: Path) -> None:
    log = tmp_path / "log"
    work = HeldUp(batch_work.lengths, NAMES[70], log)
    found = killed_while_held_up(lambda: list(DaskPool(here.scheduler_address).run(work, NAMES)), log)
    assert found == [(name, len(name)) for name in NAMES]


def test_an_item_that_no_worker_survives_is_lost_alone() -> None:
    names = [*NAMES[:6], "kill the worker", *NAMES[6:12]]
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), workers(1) as fragile:
        found = dict(DaskPool(fragile.scheduler_address).run(cluster_work.lengths, names))
    assert list(found) == names
    lost = found.pop("kill the worker")
    assert isinstance(lost, Lost)
    assert "every worker that read it died" in lost.reason
    assert found == {name: len(name) for name in NAMES[:12]}


@pytest.mark.parametrize("how", ["stop", "close", "throw"])
def test_whoever_stops_leaves_nothing_behind(here: Any, how: str) -> None:
    found: dict[int, Any] = {}
    results = DaskPool(here.scheduler_address).run(
        cluster_work.workers, iter(range(15_000)), stop=lambda: how == "stop" and len(found) >= 20
    )
    for number, result in results:
        found[number] = result
        if len(found) >= 20 and how != "stop":
            break
    if how == "close":
        results.close()
    elif how == "throw":
        with pytest.raises(KeyboardInterrupt):
            results.throw(KeyboardInterrupt())
    assert 20 <= len(found) < 15_000
    assert list(found) == sorted(found)
    assert soon(lambda: not here.scheduler.tasks)
    assert soon(lambda: not any(alive(beside) for _, beside in found.values()))


def test_a_cluster_is_started_on_this_machine_and_is_gone_afterwards() -> None:
    found = list(DaskPool(jobs=1).run(cluster_work.workers, NAMES[:10]))
    assert [name for name, _ in found] == NAMES[:10]
    ((worker, beside),) = {result for _, result in found if not isinstance(result, Lost)}
    assert os.getpid() not in (worker, beside)
    assert soon(lambda: not alive(worker) and not alive(beside))


def test_workers_of_another_version_are_refused_before_any_work(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "MODEL_VERSION", "9.9")
    with pytest.raises(InputError) as refused:
        next(DaskPool(here.scheduler_address).run(batch_work.lengths, iter(NAMES)))
    assert len(refused.value.problems) == 2
    for problem in refused.value.problems:
        assert problem.where in here.scheduler.workers
        assert problem.expected.startswith("model 9.9, ")
        assert "pip install" in problem.remedy


def test_a_worker_of_another_version_that_joins_later_does_no_work() -> None:
    run = remote.Run("a run", 60, 0, ("9.9", "9.9"))
    with pytest.raises(InputError, match=r"model 9\.9, package 9\.9"):
        remote.answer(run, b"")


def test_workers_without_the_package_are_refused(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote.versions, "__module__", "no_such_package")
    monkeypatch.setitem(sys.modules, "no_such_package", remote)
    with pytest.raises(InputError, match="no_such_package") as refused:
        next(DaskPool(here.scheduler_address).run(batch_work.lengths, iter(NAMES)))
    assert "pip install" in refused.value.problems[0].remedy


def test_other_versions_of_libraries_are_told(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Problem] = []
    original = distributed.Client

    def client(*_: Any, **__: Any) -> Any:
        warnings.warn("Mismatched versions found\nmsgpack", stacklevel=1)
        return original(here.scheduler_address, set_as_default=False)

    pool = DaskPool(here.scheduler_address, told=told.append)
    monkeypatch.setattr(pool.distributed, "Client", client)
    with pool._connected(here.scheduler_address):
        assert told == [Problem("", "Mismatched versions found msgpack", severity="warning")]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "gateway://somewhere/name", "tcp://:x"])
def test_a_scheduler_that_is_not_there(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECTS_WITHIN", 0.3)
    with pytest.raises(InputError, match="give the address of a scheduler") as refused:
        next(DaskPool(address).run(batch_work.lengths, iter(NAMES)))
    assert refused.value.problems[0].where == address


def test_a_client_that_failed_is_gone_before_the_next_one_starts() -> None:
    """Dask ends its thread when it is collected as garbage, and stops for ever if that is while another one starts."""
    before = set(threads())
    with pytest.raises(InputError):
        next(DaskPool("nowhere").run(batch_work.lengths, iter(NAMES)))
    assert set(threads()) <= before


def test_a_cluster_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "JOINS_WITHIN", 0.3)
    with workers(0) as empty, pytest.raises(InputError, match="start workers"):
        next(DaskPool(empty.scheduler_address).run(batch_work.lengths, iter(NAMES)))


def test_a_scheduler_that_goes_away_ends_the_run() -> None:
    with workers(1) as leaving:
        results = DaskPool(leaving.scheduler_address).run(cluster_work.workers, iter(NAMES * 100))
        next(results)
        leaving.close()
        with pytest.raises(ServiceRoiError, match="connection to the scheduler was lost"):
            list(results)


def test_without_dask_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r'pip install "xl-service-roi\[cluster\]"'):
        DaskPool()


def test_a_worker_with_many_threads_has_a_process_for_each_and_ends_them_when_idle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remote, "IDLE_SECONDS", 1.0)
    run = remote.Run("threads", 60, 0, remote.versions())
    task = pickle.dumps((cluster_work.workers, ["a.xlsx"]))
    with ThreadPoolExecutor(4) as callers:
        answers = [pickle.loads(answer) for answer, _ in callers.map(lambda _: remote.answer(run, task), range(12))]
    processes = {process for ((_, process),) in answers}
    assert 2 <= len(processes) <= 4
    assert all(map(alive, processes))
    assert soon(lambda: not any(map(alive, processes)))
    assert run not in remote._teams
