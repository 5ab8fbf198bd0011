"""Workbooks in object stores: read and written as bytes, whatever is wrong told in one line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from xl_service_roi.batch import files
from xl_service_roi.batch.files import is_url, read_bytes, replace, target_of, write_copy
from xl_service_roi.errors import InputError, WorkbookError


@pytest.fixture
def folder(s3: Any, request: pytest.FixtureRequest) -> str:
    """The address of a folder of this test's own."""
    return f"s3://plans/{request.function.__name__}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in ("s3://bucket/a.xlsx", "gs://b", "memory://x", "s3a+x://b/c")),
        *((name, False) for name in ("a.xlsx", "C:\\plans\\a.xlsx", "c://x", "/s3:/a", "./s3://bucket", "", "://x")),
    ],
)
def test_what_is_an_address(name: str, expected: bool) -> None:
    assert is_url(name) == expected


def test_a_workbook_is_read_from_this_machine_and_from_a_store(tmp_path: Path, s3: Any, folder: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"local")
    assert read_bytes(str(tmp_path / "a.xlsx")) == b"local"
    s3.pipe_file(f"{folder}/a.xlsx", b"remote")
    s3.pipe_file(f"{folder}/empty.xlsx", b"")
    assert read_bytes(f"{folder}/a.xlsx") == b"remote"
    assert read_bytes(f"{folder}/empty.xlsx") == b""


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("absent.xlsx", "does not exist; check the address"),
        ("", "is a folder, not a file; put a / behind it to take the workbooks in it"),
        ("large.xlsx", "is 0 MB, more than 0 MB; remove what does not belong"),
    ],
)
def test_what_cannot_be_read_says_why(
    s3: Any, folder: str, name: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.pipe_file(f"{folder}/large.xlsx", b"x" * 101)
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 100)
    with pytest.raises(WorkbookError, match=reason):
        read_bytes(f"{folder}/{name}".rstrip("/"))


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (PermissionError("Access Denied"), r"cannot be read: Access Denied \(PermissionError\); check your rights"),
        (OSError(5, "Input/output error"), r"cannot be read: Input/output error \(OSError\); check the address"),
        (RuntimeError("no\ncredentials"), r"cannot be read: no credentials \(RuntimeError\); check the address"),
    ],
)
def test_what_a_store_says_is_told_in_one_line(
    s3: Any, folder: str, raised: Exception, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*arguments: Any) -> None:
        raise raised

    monkeypatch.setattr(files.filesystem_of(folder)[0], "info", failing)
    with pytest.raises(WorkbookError, match=reason):
        read_bytes(f"{folder}/a.xlsx")


def test_an_object_is_replaced_unless_somebody_changed_it(s3: Any, folder: str) -> None:
    url = f"{folder}/a.xlsx"
    s3.pipe_file(url, b"as it was read")
    replace(url, b"renewed", b"as it was read")
    assert s3.cat_file(url) == b"renewed"
    replace(url, b"renewed", b"as it was read")  # a task that is done twice
    s3.pipe_file(url, b"of somebody else")
    with pytest.raises(WorkbookError, match="was changed by somebody else while it was recalculated"):
        replace(url, b"renewed", b"as it was read")
    assert s3.cat_file(url) == b"of somebody else"
    s3.rm(url)
    with pytest.raises(WorkbookError, match="does not exist"):
        replace(url, b"renewed", b"as it was read")


def test_a_copy_is_written_and_replaces_an_earlier_one(s3: Any, folder: str) -> None:
    for content in (b"first", b"second"):
        write_copy(f"{folder}/copies/a.xlsx", content)
        assert s3.cat_file(f"{folder}/copies/a.xlsx") == content
    with pytest.raises(WorkbookError, match="cannot be written: there is no such bucket; check the address"):
        write_copy("s3://absent/a.xlsx", b"")


def test_a_store_without_its_package_names_the_remedy() -> None:
    with pytest.raises(InputError, match=r'needs gcsfs, .*pip install "xl-service-roi\[cluster\]"'):
        read_bytes("gs://bucket/a.xlsx")


@pytest.mark.parametrize(
    ("roots", "targets"),
    [
        (["plans"], {"plans/a.xlsx": "a.xlsx", "plans/north/a.xlsx": "north/a.xlsx"}),
        (["plans/"], {"plans/north/a.xlsx": "north/a.xlsx", "./plans/../plans/b.xlsx": "b.xlsx"}),
        (["plans/north", "plans/south"], {"plans/north/a.xlsx": "north/a.xlsx", "plans/south/a.xlsx": "south/a.xlsx"}),
        (["plans/a.xlsx"], {"plans/a.xlsx": "a.xlsx"}),
        (["plans/a.xlsx", "plans/sub/a.xlsx"], {"plans/a.xlsx": "a.xlsx", "plans/sub/a.xlsx": "sub/a.xlsx"}),
        (["plans/*/2025/*.xlsx"], {"plans/north/2025/a.xlsx": "north/2025/a.xlsx"}),
        (["plans/**"], {"plans/a.xlsx": "a.xlsx"}),
        (["s3://bucket/x"], {"s3://bucket/x/north/a.xlsx": "north/a.xlsx"}),
        (["s3://bucket/x/*", "s3://other/"], {"s3://bucket/x/a.xlsx": "bucket/x/a.xlsx", "s3://other/a": "other/a"}),
    ],
)
@pytest.mark.parametrize("folder", ["copies", "/tmp/copies", "s3://copies/2025", "s3://copies/2025/"])
def test_copies_keep_the_tree(roots: list[str], targets: dict[str, str], folder: str) -> None:
    found = {name: target_of(name, roots, folder) for name in targets}
    assert found == {name: f"{folder.rstrip('/')}/{target}" for name, target in targets.items()}


def test_paths_and_addresses_together_have_targets_of_their_own() -> None:
    roots = ("s3://bucket/x", "plans")
    assert target_of("s3://bucket/x/a.xlsx", roots, "copies") == os.path.join("copies", "s3", "bucket", "x", "a.xlsx")
    local = target_of("plans/a.xlsx", roots, "copies")
    assert local == os.path.join("copies", *filter(None, os.path.abspath("plans/a.xlsx").split(os.sep)))


@pytest.mark.parametrize("name", ["s3://bucket/../../etc/a.xlsx", "s3://bucket/x/./a.xlsx", "s3://bucket/x/a\0.xlsx"])
def test_the_name_of_an_object_does_not_lead_out_of_the_folder_of_copies(name: str) -> None:
    with pytest.raises(WorkbookError, match="would lead out of the folder of copies"):
        target_of(name, ["s3://bucket/x"], "copies")
