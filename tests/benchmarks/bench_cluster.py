"""What a cluster costs and gives: two workers on this machine, with workbooks in a folder and in an S3 store.

Run it as a script. Processor time is that of the command, its workers and the processes beside them, and hardly depends
on what else the machine does; the clock does. The store is the server of moto on loopback, which takes time of the same
processors as a real one would not, and answers sooner than a network does.
"""

from __future__ import annotations

import argparse
import logging
import os
import pickle
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import distributed
import psutil
from filled_workbooks import filled_workbooks

from xl_service_roi.batch.cluster import DaskPool
from xl_service_roi.batch.files import filesystem_of
from xl_service_roi.batch.overrides import Overrides
from xl_service_roi.batch.pool import Executor, LocalPool
from xl_service_roi.batch.work import Options, Outcome, recalculated

BUCKET = "s3://plans"


@contextmanager
def object_store(log: Path) -> Iterator[None]:
    """Run an S3 server whose every request is a line in the log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("wb") as output, subprocess.Popen(server, stdout=output, stderr=output) as running:
        while b"Running on" not in log.read_bytes():
            time.sleep(0.1)
        yield
        running.terminate()


@contextmanager
def two_workers(threads: int = 1) -> Iterator[Any]:
    """Run a cluster as it would be found under an address; a real one is started long before, too."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=threads,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        silence_logs=logging.ERROR,
    ) as running:
        yield running


def spent(executor: Executor, names: Sequence[str], options: Options, rounds: int) -> tuple[float, float]:
    """Return the least seconds that a run takes, by the clock and of the processors."""
    list(executor.run(partial(recalculated, options=Options()), names[:2]))  # loads what stays loaded between runs
    clock, processors = [], []
    for _ in range(rounds):
        begun, begun_processors = time.perf_counter(), processor_time()
        outcomes = [outcome for _, outcome in executor.run(partial(recalculated, options=options), iter(names))]
        clock.append(time.perf_counter() - begun)
        processors.append(processor_time() - begun_processors)
        assert all(isinstance(each, Outcome) and each.row and each.row["status"] == "ok" for each in outcomes)
    return min(clock), min(processors)


def processor_time() -> float:
    """Return the processor time of this process and its children, also of those that have ended; not the store."""
    every = [process.cpu_times() for process in (psutil.Process(), *children())]
    return sum(times.user + times.system + times.children_user + times.children_system for times in every)


def children() -> list[psutil.Process]:
    """Return all processes that were started from here, but for the store."""
    found = psutil.Process().children(recursive=True)
    return [process for process in found if "moto.server" not in process.cmdline()]


def requests(log: Path, since: int) -> Counter[str]:
    """Count the requests of each kind that the store answered."""
    return Counter(re.findall(r"(GET|HEAD|PUT) /plans/\S+ HTTP", log.read_text(encoding="utf-8")[since:]))


def megabytes(process: psutil.Process) -> float:
    """Return the memory a process has to itself, with its share of what it has together with others."""
    return float(process.memory_full_info().pss / 2**20)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbooks", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (units := folder / "units").mkdir()
        names = [str(path) for path in filled_workbooks(units, options.workbooks)]
        sizes = [os.path.getsize(name) for name in names]
        print(f"{len(names):,} workbooks, {sum(sizes) / len(sizes) / 1024:.0f} KB each on average\n")
        with object_store(log := folder / "requests.log"):
            addresses = [f"{BUCKET}/{Path(name).name}" for name in names]
            store, _ = filesystem_of(BUCKET)
            store.mkdir(BUCKET)
            for name, address in zip(names, addresses, strict=True):
                store.put_file(name, address)
            throughput(names, addresses, log, options.rounds)
        client_costs(names[:64])


def throughput(names: list[str], addresses: list[str], log: Path, rounds: int) -> None:
    """Print how many workbooks a second each way does, and what that asks of the store."""
    print(f"{'':46}{'a second':>10}{'processor ms each':>20}")
    for label, executor in (("one process", LocalPool(1)), ("two processes", LocalPool(2))):
        line(f"{label}, folder", spent(executor, names, Options(), rounds), len(names))
    for threads in (1, 4):
        what_if = Overrides.read(assignments=[f"discount_rate=0.09{threads}"])  # so that every result is stale
        with two_workers(threads) as running:
            pool = DaskPool(running.scheduler_address)
            where = f"two workers of {threads} thread{'s' * (threads > 1)}"
            line(f"{where}, folder", spent(pool, names, Options(), rounds), len(names))
            for label, options in (("S3", Options()), ("S3, write-back", Options(write_back=True, overrides=what_if))):
                since = log.stat().st_size
                line(f"{where}, {label}", spent(pool, addresses, options, 1), len(names))
                print(f"    requests a workbook: {each(requests(log, since), len(names))}")
            memory(pool, names)


def line(label: str, seconds: tuple[float, float], count: int) -> None:
    """Print one way of doing it."""
    clock, processors = seconds
    print(f"  {label:44}{count / clock:10,.0f}{processors / count * 1e3:20.2f}")


def each(counted: Counter[str], count: int) -> str:
    """Return how many requests of each kind a workbook takes."""
    return ", ".join(f"{kind} {number / count:.2f}" for kind, number in sorted(counted.items())) or "none"


def memory(pool: DaskPool, names: Sequence[str]) -> None:
    """Print what the processes of the workers take while they are at work."""
    results = pool.run(partial(recalculated, options=Options()), iter(names))
    for _ in range(len(names) // 2):
        next(results)
    beside = [process for process in children() if "forkserver" in " ".join(process.cmdline())]
    workers = [process for process in children() if "spawn_main" in " ".join(process.cmdline())]
    print(f"    MB: workers {', '.join(f'{megabytes(process):.0f}' for process in workers)}")
    print(f"    MB: processes beside them {', '.join(f'{megabytes(process):.0f}' for process in beside)}")
    results.close()


def client_costs(names: Sequence[str]) -> None:
    """Print what a row costs the machine on which the command runs, whatever the size of the cluster."""
    outcomes = recalculated(names, Options())
    pickled = pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)
    begun = time.process_time()
    for _ in range(20):
        pickle.loads(pickled)
    spent = (time.process_time() - begun) / 20 / len(names)
    print(f"\n  a row on its way: {len(pickled) / len(names) / 1024:.1f} KB, {spent * 1e3:.2f} ms to unpack")


if __name__ == "__main__":
    main()
