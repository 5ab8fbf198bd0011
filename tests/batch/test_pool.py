"""The pool: what comes of every item, in order, whatever happens to the processes that work on them."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import batch_work
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.batch import pool, turns, worker
from xl_service_roi.batch.pool import WINDOW, InProcess, LocalPool
from xl_service_roi.batch.turns import FIRST_CHUNK, LARGEST_CHUNK, READ_AHEAD, Feed, Lost
from xl_service_roi.errors import ServiceRoiError

TESTS = Path(__file__).parents[1]
NAMES = [f"unit {number}.xlsx" for number in range(150)]


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked how does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(processes: set[int]) -> bool:
    """Whether processes end, soon."""
    until = time.monotonic() + 10
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(alive, processes))


@pytest.mark.parametrize("executor", [InProcess(), LocalPool(1), LocalPool(2), LocalPool(5)])
@pytest.mark.parametrize("count", [0, 1, 3, 150])
def test_every_item_has_its_result_in_order(executor: pool.Executor, count: int) -> None:
    assert list(executor.run(batch_work.lengths, iter(NAMES[:count]))) == [(name, len(name)) for name in NAMES[:count]]


REASONS = {
    "exit": "the process that read it died (exit code 3); open it by hand",
    "leave": "the process that read it died (exit code 4); open it by hand",
    "kill": "the process that read it died (signal 9); open it by hand",
    "crash": "the process that read it died (signal 11); open it by hand",
    "hang": "took longer than 0.5 seconds; open it by hand, or allow more with --timeout",
    "deaf": "took longer than 0.5 seconds; open it by hand, or allow more with --timeout",
    "memory": "needs more than 500 MB of memory; open it by hand, or allow more with --memory",
    "raise": "could not be recalculated (KeyError: '\\udcff'); please report it",
    "recurse": "could not be recalculated (RecursionError: maximum recursion depth exceeded); please report it",
}


@pytest.mark.parametrize("misdeed", REASONS)
def test_a_process_takes_one_item_with_it(misdeed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(REASONS) == set(batch_work.MISDEEDS)
    monkeypatch.setattr(worker, "_ENDS_WITHIN", 0.1)
    names = [*NAMES[:70], misdeed, *NAMES[70:]]
    found = dict(LocalPool(2, timeout=0.5, memory=500).run(batch_work.lengths, names))
    assert list(found) == names
    assert found.pop(misdeed) == Lost(REASONS[misdeed])
    assert found == {name: len(name) for name in NAMES}


def test_several_of_them_in_one_chunk_take_only_themselves() -> None:
    names = ["kill", *NAMES[:3], "exit", "raise", *NAMES[3:6], "crash"]
    found = list(LocalPool(2).run(batch_work.lengths, names))
    assert [name for name, _ in found] == names
    assert {name for name, result in found if isinstance(result, Lost)} == {"kill", "exit", "raise", "crash"}


def test_processes_killed_at_any_moment_lose_nothing_and_hold_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also before they begin, in the middle of a result, and again while its chunk is done a second time."""
    monkeypatch.setattr(pool, "_STARTS", 1000)
    chance, killed, done = random.Random(4), 0, False

    def kill() -> None:
        nonlocal killed
        while not done:
            time.sleep(chance.uniform(0.02, 0.2))
            for child in multiprocessing.active_children()[:1]:
                child.kill()
                killed += 1

    killer = Thread(target=kill)
    killer.start()
    try:
        found = list(LocalPool(2).run(batch_work.large, NAMES * 4))
    finally:
        done = True
        killer.join()
    assert [name for name, _ in found] == NAMES * 4
    assert killed > 3
    for name, result in found:
        assert result == name.encode() * 20_000 or (isinstance(result, Lost) and "signal 9" in result.reason)


def test_memory_counts_from_what_a_process_starts_with() -> None:
    found = [result for _, result in LocalPool(1, memory=200).run(batch_work.megabytes, [100, 300, 150])]
    assert found[0] == 100
    assert isinstance(found[1], Lost)
    assert found[2] == 150
    assert [result for _, result in LocalPool(1, memory=0).run(batch_work.megabytes, [300])] == [300]


def test_a_process_calculates_in_one_thread_and_ours_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    list(LocalPool(1).run(batch_work.variables, ["OMP_NUM_THREADS"]))
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "OPENBLAS_NUM_THREADS" not in os.environ
    context = multiprocessing.get_context("spawn")
    monkeypatch.setattr(worker, "_context", lambda: context)  # a process that inherits nothing of an earlier one
    names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]
    assert [result for _, result in LocalPool(1).run(batch_work.variables, names)] == ["1", "1"]


def test_a_process_has_the_environment_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("first", "second"):
        monkeypatch.setenv("SERVICE_ROI_TEST", value)
        assert list(LocalPool(1).run(batch_work.variables, ["SERVICE_ROI_TEST"])) == [("SERVICE_ROI_TEST", value)]
    monkeypatch.delenv("SERVICE_ROI_TEST")
    assert list(LocalPool(1).run(batch_work.variables, ["SERVICE_ROI_TEST"])) == [("SERVICE_ROI_TEST", None)]


def test_processes_are_gone_when_all_is_done_and_when_nobody_wants_more() -> None:
    found = {result for _, result in LocalPool(3).run(batch_work.processes, NAMES)}
    assert os.getpid() not in found
    assert gone({process for process in found if isinstance(process, int)})
    taken: list[object] = []
    results = LocalPool(2).run(batch_work.processes, iter(NAMES * 100))
    taken += [next(results)[1] for _ in range(50)]
    processes = {child.pid for child in multiprocessing.active_children() if child.pid}
    assert processes >= set(taken)
    results.close()  # type: ignore[attr-defined]
    assert gone(processes)
    assert multiprocessing.active_children() == []


def test_few_items_start_few_processes() -> None:
    results = LocalPool(8).run(batch_work.processes, NAMES[:2])
    next(results)
    assert len(multiprocessing.active_children()) <= 2
    assert len(list(results)) == 1


def test_a_run_that_is_stopped_gives_what_it_has_in_hand_and_begins_no_more() -> None:
    drawn: list[str] = []

    def names() -> Iterator[str]:
        for name in NAMES * 100:
            drawn.append(name)
            yield name

    found: list[str] = []
    for name, result in LocalPool(2).run(batch_work.processes, names(), stop=lambda: len(found) >= 100):
        assert isinstance(result, int)
        found.append(name)
    assert found == (NAMES * 100)[: len(found)]
    assert 100 <= len(found) <= 100 + (WINDOW + 2) * LARGEST_CHUNK
    assert len(found) < len(drawn) <= 100 + READ_AHEAD + WINDOW * LARGEST_CHUNK
    assert multiprocessing.active_children() == []


def test_a_run_is_stopped_although_results_come_quicker_than_they_are_taken() -> None:
    taken: list[object] = []
    for result in LocalPool(2).run(batch_work.lengths, iter(NAMES * 1000), stop=lambda: len(taken) >= 100):
        taken.append(result)
        time.sleep(0.0005)
    assert 100 <= len(taken) <= 100 + (WINDOW + 2) * LARGEST_CHUNK


def test_a_run_that_is_stopped_does_not_wait_for_one_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "STOPS_WITHIN", 0.3)
    names, begun = [*NAMES[:8], "hang", *NAMES[8:]], time.monotonic()
    found = dict(LocalPool(2).run(batch_work.lengths, names, stop=lambda: time.monotonic() - begun > 1))
    assert "hang" not in found
    assert found
    assert found == {name: len(name) for name in names if name in found}
    assert time.monotonic() - begun < 5


def test_work_that_no_process_survives_ends_in_an_error() -> None:
    with pytest.raises(ServiceRoiError, match=r"end before they begin .*exit code 5"):
        list(LocalPool(2).run(batch_work.Stillborn(), NAMES))
    assert multiprocessing.active_children() == []


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Even if that is killed, and even those that hang."""
    script = tmp_path / "run.py"
    script.write_text(
        f"import sys, multiprocessing\nsys.path.insert(0, {str(TESTS)!r})\nimport batch_work\n"
        "from xl_service_roi.batch.pool import LocalPool\n"
        "results = LocalPool(2).run(batch_work.lengths, ['a', 'b', 'c', 'hang'])\n"  # no guard for __main__ either
        "print(next(results)); print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "next(results); next(results); next(results)\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stdout.readline() == "('a', 1)\n"
        processes = {int(word) for word in running.stdout.readline().split()}
        assert processes
        assert all(map(alive, processes))
        running.send_signal(signal.SIGKILL)
    assert gone(processes)


def test_memory_is_bounded_however_slow_results_are_taken() -> None:
    """While nobody takes results, no more are made than the window has room for."""
    drawn = 0

    def names() -> Iterator[str]:
        nonlocal drawn
        for _ in range(10**9):
            drawn += 1
            yield "unit"

    results = LocalPool(2).run(batch_work.lengths, names())
    for _ in range(3000):
        next(results)
    assert drawn <= 3000 + READ_AHEAD + (WINDOW + 1) * LARGEST_CHUNK
    results.close()  # type: ignore[attr-defined]


@given(st.integers(0, 2000), st.integers(1, 8), st.floats(1e-6, 10))
def test_chunks_are_the_items_in_order(count: int, jobs: int, seconds: float) -> None:
    feed = Feed(range(count), jobs)
    chunks = []
    while chunk := feed.chunk():
        chunks.append(chunk)
        feed.took(seconds * len(chunk), len(chunk))
    assert [item for chunk in chunks for item in chunk] == list(range(count))
    assert all(len(chunk) <= LARGEST_CHUNK for chunk in chunks)
    assert all(len(chunk) * seconds <= turns.CHUNK_SECONDS or len(chunk) == 1 for chunk in chunks[1:])


@pytest.mark.parametrize(("count", "jobs"), [(2, 2), (8, 2), (40, 4), (500, 2)])
def test_the_last_chunks_are_small_so_that_no_process_works_on_alone(count: int, jobs: int) -> None:
    feed = Feed(range(count), jobs)
    sizes = []
    while chunk := feed.chunk():
        sizes.append(len(chunk))
        feed.took(0.001 * len(chunk), len(chunk))
    assert sizes[0] <= min(FIRST_CHUNK, max(1, count // jobs))
    assert sizes[-jobs:] == [1] * jobs


def test_names_are_drawn_a_few_at_a_time() -> None:
    drawn = 0

    def names() -> Iterator[int]:
        nonlocal drawn
        for number in range(10**9):
            drawn = number
            yield number

    feed = Feed(names(), jobs=2)
    feed.chunk()
    assert drawn < 5 * LARGEST_CHUNK
    for _ in range(1000):
        feed.look_ahead()
    assert len(feed) == READ_AHEAD


def test_helpers_see_processes_end() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        assert alive(running.pid)
        running.kill()
        assert gone({running.pid})
