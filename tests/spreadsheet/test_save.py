"""A workbook put in the place of another: whole or not at all, whoever dies or comes between, whatever is full."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import resource
import signal
import stat
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from xl_service_roi.case import Case, Result
from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet import save
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.save import FileState, replace, write_copy
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.read import read_inputs
from xl_service_roi.write_back import renewed

NEW, LOCK = ".plan.xlsx.service-roi-new", ".plan.xlsx.service-roi-lock"
OLD_DATA, NEW_DATA = b"old" * 1000, b"new" * 1000

FORK = multiprocessing.get_context("fork")  # a fresh interpreter for each of the killed ones would take a minute
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(OLD_DATA)
    return path


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def refusal(path: Path, read: bytes | FileState = OLD_DATA) -> str:
    """Why the workbook is not written, nothing of it being changed and nothing being left beside it."""
    before, beside = (path.read_bytes() if path.is_file() else None), names(path)
    with pytest.raises(WorkbookError) as refused:
        replace(path, NEW_DATA, read)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert names(path) == beside
    message = str(refused.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_new_contents_take_the_place_of_the_old(plan: Path) -> None:
    replace(plan, NEW_DATA, OLD_DATA)
    assert plan.read_bytes() == NEW_DATA
    assert names(plan) == {"plan.xlsx"}


def test_the_state_of_a_file_is_as_good_as_its_contents(plan: Path) -> None:
    replace(plan, NEW_DATA, FileState.of(plan))
    assert plan.read_bytes() == NEW_DATA


def test_what_is_there_already_is_left_alone(plan: Path) -> None:
    state = FileState.of(plan)
    replace(plan, OLD_DATA, OLD_DATA)
    replace(plan, OLD_DATA, b"somebody else wrote the same in the meantime")
    assert FileState.of(plan) == state


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o777, 0o200])
def test_permissions_stay(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    replace(plan, NEW_DATA, OLD_DATA)
    assert stat.S_IMODE(plan.stat().st_mode) == mode


def test_the_owner_stays(plan: Path) -> None:
    if os.geteuid():
        pytest.skip("only root gives files away")
    os.chown(plan, 12345, 54321)
    replace(plan, NEW_DATA, OLD_DATA)
    assert (plan.stat().st_uid, plan.stat().st_gid) == (12345, 54321)


def test_extended_attributes_stay(plan: Path) -> None:
    try:
        os.setxattr(plan, "user.comment", b"checked by Ann")
    except OSError as error:
        pytest.skip(f"no extended attributes here: {error}")
    replace(plan, NEW_DATA, OLD_DATA)
    assert os.getxattr(plan, "user.comment") == b"checked by Ann"


def test_a_name_as_long_as_file_systems_allow_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("ß" * 125 + ".xlsx")
    path.write_bytes(OLD_DATA)
    replace(path, NEW_DATA, OLD_DATA)
    assert path.read_bytes() == NEW_DATA
    assert names(path) == {path.name}


def test_a_file_of_the_present_folder_is_written(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    replace("plan.xlsx", NEW_DATA, OLD_DATA)
    assert plan.read_bytes() == NEW_DATA


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_workbook_that_was_changed_meanwhile_is_refused(plan: Path) -> None:
    state = FileState.of(plan)
    plan.write_bytes(b"somebody's work")
    for read in (OLD_DATA, state):
        assert refusal(plan, read) == "was changed by somebody else in the meantime; recalculate it again"


def test_a_change_while_it_is_written_is_noticed(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    force = os.fsync

    def forced_after_a_change(file: int) -> None:
        force(file)
        plan.write_bytes(b"somebody's work")

    monkeypatch.setattr(os, "fsync", forced_after_a_change)
    with pytest.raises(WorkbookError, match="was changed by somebody else in the meantime"):
        replace(plan, NEW_DATA, OLD_DATA)
    assert plan.read_bytes() == b"somebody's work"
    assert names(plan) == {"plan.xlsx"}


def test_a_vanished_workbook_is_refused(plan: Path) -> None:
    plan.unlink()
    assert refusal(plan) == "does not exist any more; check whether it was moved or renamed"
    gone = plan.parent / "gone" / "plan.xlsx"
    with pytest.raises(WorkbookError, match="does not exist any more"):
        replace(gone, NEW_DATA, OLD_DATA)


@pytest.mark.parametrize(("lock", "program"), [("~$plan.xlsx", "Excel"), (".~lock.plan.xlsx#", "LibreOffice")])
def test_an_open_workbook_is_refused(plan: Path, lock: str, program: str) -> None:
    (plan.parent / lock).touch()
    expected = f"is open in {program}; close it there; if nobody has it open, delete {lock} beside it"
    assert refusal(plan) == expected


def test_a_read_only_workbook_is_refused(plan: Path) -> None:
    plan.chmod(0o444)
    assert refusal(plan) == "is read-only; allow writing in its properties, or write a copy (--copy-to)"


def test_a_read_only_folder_is_refused(plan: Path) -> None:
    plan.parent.chmod(0o555)
    try:
        expected = "stands in a folder that may not be written; allow that, or write a copy (--copy-to)"
        assert refusal(plan) == expected
    finally:
        plan.parent.chmod(0o755)


def test_links_are_refused(plan: Path) -> None:
    link = plan.with_name("link.xlsx")
    link.symlink_to(plan)
    assert refusal(link) == "is a link to another file; name that file itself"
    assert link.is_symlink()
    link.unlink()
    os.link(plan, link)
    for name in (plan, link):
        expected = "has another name as well (a hard link), which would keep the old contents; "
        assert refusal(name) == expected + "replace it by a copy of its own"


def test_what_is_no_file_is_refused(plan: Path) -> None:
    plan.unlink()
    plan.mkdir()
    assert refusal(plan) == "is not an ordinary file; name a workbook"
    plan.rmdir()
    os.mkfifo(plan)
    assert refusal(plan) == "is not an ordinary file; name a workbook"


# --- disks ------------------------------------------------------------------------------------------------------------


NO_ROOM = "is not written: there is no room for it ({}); make room, and run this again"


@pytest.mark.parametrize("call", ["fsync", "replace", "open", "chmod"])
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (
            errno.ENOSPC,
            "is not written: there is no room for it (No space left on device); make room, and run this again",
        ),
        (errno.EDQUOT, "is not written: there is no room for it (Disk quota exceeded); make room, and run this again"),
        (
            errno.EROFS,
            "may not be written (Read-only file system); check your rights to it and to its folder, and whether "
            "another program holds it open",
        ),
        (errno.EIO, "could not be written (Input/output error); check the path and the disk"),
    ],
)
def test_a_failing_disk_leaves_everything_as_it_was(
    plan: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, reason: str
) -> None:
    genuine = getattr(os, call)

    def failing(*arguments: Any, **options: Any) -> Any:
        if call == "open" and not str(arguments[0]).endswith("-new"):
            return genuine(*arguments, **options)
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        assert refusal(plan) == reason
    replace(plan, NEW_DATA, OLD_DATA)


def test_a_disk_without_room_for_half_of_it_leaves_everything_as_it_was(plan: Path) -> None:
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(NEW_DATA) // 2, most))
    try:
        assert (
            refusal(plan) == "is not written: there is no room for it (File too large); make room, and run this again"
        )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))


def test_a_disk_that_is_full_leaves_everything_as_it_was(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        path = disk / "plan.xlsx"
        path.write_bytes(b"o" * 40_000)
        with pytest.raises(WorkbookError, match="there is no room for it"):
            replace(path, b"n" * 40_000, b"o" * 40_000)
        assert path.read_bytes() == b"o" * 40_000
        assert names(path) == {"plan.xlsx"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_what_is_read_back_wrong_is_not_put_in_place(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    force = os.fsync

    def forced_and_spoilt(file: int) -> None:
        force(file)
        if not stat.S_ISDIR(os.fstat(file).st_mode):
            os.pwrite(file, b"X", 7)

    monkeypatch.setattr(os, "fsync", forced_and_spoilt)
    assert refusal(plan) == "is not written: what was read back is not what was written; check the disk"


# --- copies -----------------------------------------------------------------------------------------------------------


def test_copies_are_written_into_folders_that_need_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "copies" / "north" / "plan.xlsx"
    old_mask = os.umask(0o027)
    try:
        write_copy(path, OLD_DATA)
    finally:
        os.umask(old_mask)
    assert path.read_bytes() == OLD_DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o600)
    write_copy(path, NEW_DATA)
    assert path.read_bytes() == NEW_DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(path) == {"plan.xlsx"}


def test_copies_are_refused_as_workbooks_are(plan: Path) -> None:
    (plan.parent / "~$plan.xlsx").touch()
    with pytest.raises(WorkbookError, match="is open in Excel"):
        write_copy(plan, NEW_DATA)
    with pytest.raises(WorkbookError, match="could not be written"):
        write_copy(plan / "below a file" / "plan.xlsx", NEW_DATA)
    assert plan.read_bytes() == OLD_DATA


# --- several at once --------------------------------------------------------------------------------------------------


def test_a_workbook_that_another_process_writes_is_waited_for(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FileLock(plan.parent / LOCK):
        monkeypatch.setattr(save, "PATIENCE_SECONDS", 0.05)
        assert refusal(plan) == "is being written by another process; wait until that is done"
        monkeypatch.setattr(save, "PATIENCE_SECONDS", 30.0)
        writer = threading.Thread(target=replace, args=(plan, NEW_DATA, OLD_DATA))
        writer.start()
        time.sleep(0.05)
        assert plan.read_bytes() == OLD_DATA
    writer.join()
    assert plan.read_bytes() == NEW_DATA


def test_what_a_killed_process_left_holds_nobody_up(plan: Path) -> None:
    def hold() -> None:
        (plan.parent / NEW).write_bytes(b"half of it")
        FileLock(plan.parent / LOCK).acquire()
        held.set()
        time.sleep(60)

    held = FORK.Event()
    holder = FORK.Process(target=hold)
    holder.start()
    assert held.wait(30)
    holder.kill()
    holder.join()
    assert names(plan) == {"plan.xlsx", NEW, LOCK}
    replace(plan, NEW_DATA, OLD_DATA)
    assert names(plan) == {"plan.xlsx"}


def test_of_several_writers_each_either_writes_or_is_refused(
    plan: Path, record_property: Callable[[str, object], None]
) -> None:
    """Each adds one to the number that it read: no addition may be lost."""

    def add(times: int) -> None:
        added = refused = 0
        while added < times:
            read = plan.read_bytes()
            try:
                replace(plan, b"%d by %d" % (int(read.split()[0]) + 1, os.getpid()), read)
                added += 1
            except WorkbookError as error:
                refused += "was changed by somebody else in the meantime" in str(error)
        counts.put((added, refused))

    plan.write_bytes(b"0")
    counts: Any = FORK.SimpleQueue()
    writers = [FORK.Process(target=add, args=(40,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    found = [counts.get() for _ in writers]
    assert [added for added, _ in found] == [40, 40, 40]
    assert plan.read_bytes().startswith(b"120 by ")
    assert names(plan) == {"plan.xlsx"}
    record_property("writers", (sum(added for added, _ in found), sum(refused for _, refused in found)))


KILLS = 220


def test_a_killed_process_leaves_the_old_workbook_or_the_new_one(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """A child writes back without end, and is killed at some moment of reading, patching, writing or moving."""
    path = tmp_path / "plan.xlsx"
    build(path, "en", Case.example().inputs)
    results = [Case.from_values({"discount_rate": rate}, example=True).run() for rate in (0.07, 0.11)]
    first = written_back(path.read_bytes(), results[0])
    second = written_back(first, results[1])
    assert written_back(second, results[0]) == first
    path.write_bytes(first)

    def write_back() -> None:
        data = path.read_bytes()
        replace(path, written_back(data, results[data == first]), data)

    def write_back_without_end() -> None:
        os.write(begun, b"!")
        while True:
            write_back()

    start = time.perf_counter()
    write_back()
    took = time.perf_counter() - start
    heard, begun = os.pipe()
    rng = random.Random(7)
    seen = Counter[bytes]()
    left = 0
    for _ in range(KILLS):
        child = FORK.Process(target=write_back_without_end)
        child.start()
        os.read(heard, 1)
        time.sleep(rng.uniform(0, 2 * took))
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        seen[path.read_bytes()] += 1
        assert names(path) <= {"plan.xlsx", NEW, LOCK}
        left += NEW in names(path)
    assert seen.keys() == {first, second}
    assert left > 0
    os.close(heard)
    os.close(begun)
    for data in seen:
        with Workbook.of_bytes("plan.xlsx", data) as book:
            assert not [*read_inputs(book).notes]
    replace(path, NEW_DATA, path.read_bytes())
    assert names(path) == {"plan.xlsx"}
    record_property("kills", KILLS)


def written_back(data: bytes, result: Result) -> bytes:
    with Workbook.of_bytes("plan.xlsx", data) as book:
        new = renewed(book, read_inputs(book), result, results_only=True)
    assert new is not None
    return new
