"""From paths to the names of workbooks: what is found, what is left out, what is told."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from xl_service_roi.batch.plan import workbooks_in
from xl_service_roi.errors import InputError, Problem

TREE = (
    "b.xlsx",
    "a.XLSX",
    "macros.xlsm",
    "notes.txt",
    "old.xls",
    "~$a.xlsx",
    ".~lock.a.xlsx#",
    "._a.xlsx",
    ".a.xlsx.12345.xlsx",
    "north/one.xlsx",
    "north/2025/two.xlsx",
    "north/2025/two.csv",
    "south/2025/three.xlsx",
    "south/three.xlsm",
    ".snapshot/a.xlsx",
    "folder.xlsx/inner.xlsx",
)
WORKBOOKS = (
    *("a.XLSX", "b.xlsx", "macros.xlsm", "folder.xlsx/inner.xlsx"),
    *("north/one.xlsx", "north/2025/two.xlsx", "south/three.xlsm", "south/2025/three.xlsx"),
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a tree of files in it."""
    for name in TREE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str, **more: Any) -> tuple[list[str], list[Problem]]:
    told: list[Problem] = []
    return list(workbooks_in(paths, told.append, **more)), told


def names(*paths: str, **more: Any) -> list[str]:
    """What is found where there is nothing to tell."""
    listed, told = found(*paths, **more)
    assert told == []
    return listed


def test_a_folder_gives_the_workbooks_in_it_sorted_and_those_in_its_folders(tree: Path) -> None:
    assert names(str(tree)) == [str(tree / name) for name in WORKBOOKS]
    assert names(".") == [os.path.join(".", name) for name in WORKBOOKS]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.xlsx", ["b.xlsx", "folder.xlsx/inner.xlsx"] if os.name != "nt" else None),
        ("*.[xX][lL]*", ["a.XLSX", "b.xlsx", "macros.xlsm", "folder.xlsx/inner.xlsx"]),
        ("?.*", ["a.XLSX", "b.xlsx"]),
        ("**", list(WORKBOOKS)),
        ("**/*", list(WORKBOOKS)),
        ("**/**/*", list(WORKBOOKS)),
        ("n*", ["north/one.xlsx", "north/2025/two.xlsx"]),
        ("*/one.xlsx", ["north/one.xlsx"]),
        ("*/2025/*.xlsx", ["north/2025/two.xlsx", "south/2025/three.xlsx"]),
        ("*/2025", ["north/2025/two.xlsx", "south/2025/three.xlsx"]),
        ("**/2025/*", ["north/2025/two.xlsx", "south/2025/three.xlsx"]),
        ("**/t*.xls[xm]", ["north/2025/two.xlsx", "south/three.xlsm", "south/2025/three.xlsx"]),
        ("*/", ["folder.xlsx/inner.xlsx", "north/one.xlsx", "north/2025/two.xlsx", *WORKBOOKS[-2:]]),
        ("./nor*/one.xlsx", ["./north/one.xlsx"]),
        ("north/../s*/three.xlsm", ["north/../south/three.xlsm"]),
        ("south/**/three.xls?", ["south/three.xlsm", "south/2025/three.xlsx"]),
    ],
)
def test_a_pattern_gives_what_folders_give_so_far_as_it_fits(
    tree: Path, pattern: str, expected: list[str] | None
) -> None:
    assert names(pattern) == expected
    absolute = [os.path.normpath(name) for name in names(str(tree / pattern) + "/" * pattern.endswith("/"))]
    assert absolute == [os.path.normpath(tree / name) for name in expected or []]


@pytest.mark.parametrize("name", ["b.xlsx", "notes.txt", "old.xls", "absent.xlsx", ".~lock.a.xlsx#", "north/.", "x\ny"])
def test_a_file_is_given_whatever_its_name_and_also_where_it_does_not_exist(tree: Path, name: str) -> None:
    expected = ["north/./one.xlsx", "north/./2025/two.xlsx"] if name == "north/." else [name]
    assert names(name) == expected


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tree: Path) -> None:
    (tree / "plan [v2].xlsx").touch()
    assert names("plan [v2].xlsx") == ["plan [v2].xlsx"]


def test_names_may_be_anything_a_file_system_takes(tree: Path) -> None:
    odd = ["new\nline.xlsx", "x" * 250 + ".xlsx", "ünïcødé €.xlsx", "=cmd.xlsx", os.fsdecode(b"no utf-8 \xff.xlsx")]
    folder = tree / "odd"
    folder.mkdir()
    for name in odd:
        (folder / name).touch()
    assert names("odd") == sorted(os.path.join("odd", name) for name in odd)
    assert names("odd/*.xlsx") == sorted(os.path.join("odd", name) for name in odd)


def test_deep_trees_are_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(200):
        folder = folder / "d"
        folder.mkdir()
    (folder / "deep.xlsx").touch()
    assert names(str(tmp_path)) == [str(folder / "deep.xlsx")]


def test_lock_files_of_excel_are_left_out_and_so_it_is_told_where_one_is_named(tree: Path) -> None:
    listed, told = found("~$a.xlsx", "b.xlsx")
    assert listed == ["b.xlsx"]
    assert [(problem.where, problem.severity) for problem in told] == [("~$a.xlsx", "note")]


# --- nothing there ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("empty", "no .xlsx or .xlsm in this folder"),
        ("no*.pdf", "no .xlsx, .xlsm or folder fits"),
        ("*.txt", "no .xlsx, .xlsm or folder fits"),
        ("notes.txt/*.xlsx", "cannot be looked into: Not a directory"),
        ("absent/*.xlsx", "cannot be looked into: No such file"),
    ],
)
def test_a_folder_or_pattern_without_a_workbook_is_told(tree: Path, path: str, message: str) -> None:
    (tree / "empty").mkdir()
    listed, [problem] = found(path)
    assert listed == []
    assert problem.severity == "error"
    assert message in problem.message
    assert problem.remedy


def test_a_folder_that_cannot_be_read_is_told_and_the_others_go_on(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(folder: str) -> Any:
        if folder.endswith("north"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    listed, [problem] = found(str(tree))
    assert listed == [str(tree / name) for name in WORKBOOKS if not name.startswith("north")]
    assert problem.where == str(tree / "north")
    assert problem.severity == "error"


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_to_folders_are_not_followed_and_links_into_the_same_tree_count_once(tree: Path) -> None:
    elsewhere = tree.parent / f"{tree.name} elsewhere"
    elsewhere.mkdir()
    (elsewhere / "other.xlsx").touch()
    (tree / "north/again").symlink_to(tree)
    (tree / "north/elsewhere").symlink_to(elsewhere)
    (tree / "north/copy of one.xlsx").symlink_to("one.xlsx")
    (tree / "north/hidden.xlsx").symlink_to(tree / ".snapshot/a.xlsx")
    (tree / "north/linked.xlsx").symlink_to(elsewhere / "other.xlsx")
    (tree / "north/dangling.xlsx").symlink_to("absent.xlsx")
    (tree / "north/loop.xlsx").symlink_to("loop.xlsx")
    expected = ["dangling.xlsx", "hidden.xlsx", "linked.xlsx", "loop.xlsx", "one.xlsx", "2025/two.xlsx"]
    for path in ("north", "nor*", "n*/", "./north/"):
        listed, told = found(path)
        assert [os.path.relpath(name, "north") for name in listed] == expected
        assert {os.path.basename(problem.where) for problem in told} == {"again", "elsewhere"}
        assert {problem.severity for problem in told} == {"warning"}
    assert "north/copy of one.xlsx" in names("north/*.xlsx")
    assert names("north/elsewhere") == ["north/elsewhere/other.xlsx"]


# --- several paths, and what the run writes itself -------------------------------------------------------------------


def test_what_two_paths_lead_to_is_given_once(tree: Path) -> None:
    paths = ("north/one.xlsx", str(tree), "north", "north/2025/../one.xlsx", "**/*.xlsx")
    listed = names(*paths)
    assert listed[0] == "north/one.xlsx"
    assert len(listed) == len(WORKBOOKS)
    assert {os.path.abspath(name) for name in listed} == {str(tree / name) for name in WORKBOOKS}


def test_what_the_run_writes_is_left_out(tree: Path) -> None:
    left = names(".", leave_out=[str(tree / "b.xlsx"), "south", "absent.csv"])
    assert left == [os.path.join(".", name) for name in WORKBOOKS if name != "b.xlsx" and "south" not in name]
    assert "north/one.xlsx" in names("north", leave_out=["one.xlsx"])
    listed, [problem] = found("b.xlsx", "macros.xlsm", leave_out=["./b.xlsx"])
    assert listed == ["macros.xlsm"]
    assert (problem.where, problem.severity) == ("b.xlsx", "error")


# --- size ------------------------------------------------------------------------------------------------------------


def test_names_are_streamed_folder_by_folder(tmp_path: Path) -> None:
    for folder in range(40):
        (tmp_path / f"{folder:02}").mkdir()
        for name in range(50):
            (tmp_path / f"{folder:02}" / f"a rather long name of a workbook {name:03}.xlsx").touch()
    listed = workbooks_in([str(tmp_path)], pytest.fail)
    next(listed)
    tracemalloc.start()
    assert sum(1 for _ in listed) == 1999
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000  # all 2,000 names are 300,000


# --- object stores ---------------------------------------------------------------------------------------------------


@pytest.fixture
def bucket(s3: Any) -> str:
    """The address of a folder in an object store, with the same tree in it."""
    if not s3.exists("plans/tree"):
        for name in (*TREE, "odd ?*[x].xlsx"):
            s3.pipe_file(f"plans/tree/{name}", b"x")
        s3.pipe_file("plans/tree/north/", b"")
    return "s3://plans/tree"


def test_addresses_are_folders_files_and_patterns(bucket: str) -> None:
    own = [f"{bucket}/{name}" for name in (*WORKBOOKS[:3], "odd ?*[x].xlsx", *WORKBOOKS[3:])]
    assert names(bucket) == names(f"{bucket}/") == own
    assert names(f"{bucket}/b.xlsx") == [f"{bucket}/b.xlsx"]
    assert names(f"{bucket}/absent.xlsx") == [f"{bucket}/absent.xlsx"]
    assert names(f"{bucket}/odd ?*[x].xlsx") == [f"{bucket}/odd ?*[x].xlsx"]
    assert names(f"{bucket}/*/2025/*.xlsx") == [f"{bucket}/{name}" for name in WORKBOOKS if "2025" in name]
    assert names(f"{bucket}/n*/") == [f"{bucket}/north/one.xlsx", f"{bucket}/north/2025/two.xlsx"]
    assert names(f"{bucket}/**/t*.xls?", bucket, leave_out=[f"{bucket}/south"])[:1] == [f"{bucket}/north/2025/two.xlsx"]


@pytest.mark.parametrize("path", ["absent/", "absent/*.xlsx", "*.pdf"])
def test_addresses_that_lead_to_nothing_are_told(bucket: str, path: str) -> None:
    listed, [problem] = found(f"{bucket}/{path}")
    assert listed == []
    assert problem.severity == "error"


def test_a_package_that_is_missing_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r'needs gcsfs, .* pip install "xl-service-roi\[cluster\]"'):
        found("gs://bucket/folder/")
    with pytest.raises(InputError, match="no address that can be used"):
        found("nowhere://bucket/folder/")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r'needs fsspec, .* pip install "xl-service-roi\[cluster\]"'):
        found("s3://bucket/folder/")
