"""Tables of results in every kind of file: whole or not there, numbers as numbers, text never a formula."""

from __future__ import annotations

import doctest
import io
import json
import math
import os
import stat
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from xl_service_roi import Case
from xl_service_roi.batch import results, results_xlsx, safe_text
from xl_service_roi.batch.audit import Finding
from xl_service_roi.batch.columns import COLUMNS, INPUTS, TEXTS, Row, refused_row, row_of
from xl_service_roi.batch.consolidate import Consolidation
from xl_service_roi.batch.described import label_of, unit_of
from xl_service_roi.batch.results import JsonResults, Results, is_text, open_results
from xl_service_roi.batch.safe_text import FORMULA_MARKS, guarded, plain, unguarded
from xl_service_roi.errors import InputError
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.model import MODEL_VERSION

KINDS = (".csv", ".xlsx", ".parquet")

HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "'already quoted",
    "'=both",
    'quotes " and, commas; and\nnew lines',
    "https://example.com/?a=b",
    "1e5",
    "007",
    "TRUE",
    "{=1+1}",
    "_x000D_ and <xml> & entities ]]>",
    " spaces around ",
    "ünïcødé 漢字 🙂",
]
UNFIT = {
    os.fsdecode(b"plan \xff.xlsx"): "plan \\xff.xlsx",
    "\x1b[2J\x00\x07": "\\x1b[2J\\x00\\x07",
    "\ud800 \ufffe": "\\ud800 \\ufffe",
    "x" * 40_000: "x" * 40_000,
}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """A workbook that was worked out, one with a measure that does not exist, and one that was refused."""
    return [
        row_of("plans/north.xlsx", Case.example().run()),
        row_of("plans/south.xlsx", Case.from_values({"horizon_years": 1}, example=True).run()),
        refused_row("plans/east.xlsx", "plans/east.xlsx: is damaged; send it again"),
    ]


def write(path: Path, several: list[Row], columns: tuple[str, ...] = COLUMNS, **more: Any) -> None:
    writer = open_results(str(path), columns, **more)
    for row in several:
        writer.add(row)
    writer.close({"workbooks": len(several), "note": "=1+1"})


def read(path: Path, sheet: str = "results") -> pd.DataFrame:
    """What the file holds, as the programs of its users read it."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    texts = dict.fromkeys([*TEXTS, "region"], str)
    if path.suffix == ".xlsx":
        return pd.read_excel(path, sheet, dtype=texts, keep_default_na=False, na_values=[""])
    frame = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=[""])
    return frame.map(lambda value: unguarded(value) if isinstance(value, str) else value)


def same(found: Any, expected: Any) -> bool:
    if expected in (None, ""):
        return found == "" or pd.isna(found)
    return bool(found == expected)


# --- what is written -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_is_read_back_as_it_was(tmp_path: Path, rows: list[Row], kind: str) -> None:
    path = tmp_path / f"results{kind}"
    write(path, rows)
    frame = read(path)
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(rows)
    for number, row in enumerate(rows):
        differ = {
            name: (row[name], frame[name][number]) for name in COLUMNS if not same(frame[name][number], row[name])
        }
        assert differ == {}
    assert set(os.listdir(tmp_path)) == {path.name}


def test_json_has_every_value_and_null_where_there_is_none(rows: list[Row]) -> None:
    stream = io.StringIO()
    writer = JsonResults(stream)
    consolidation = Consolidation()
    for row in rows:
        writer.add(row)
        consolidation.add(row)
    writer.add_groups(consolidation.groups())
    writer.close({"refused": 1})
    found = json.loads(stream.getvalue())
    assert list(found) == ["model_version", "rows", "groups", "summary"]
    assert found["rows"] == rows
    assert found["groups"] == consolidation.groups()
    assert (found["model_version"], found["summary"]) == (MODEL_VERSION, {"refused": 1})
    empty = io.StringIO()
    JsonResults(empty).close({})
    assert json.loads(empty.getvalue()) == {"model_version": MODEL_VERSION, "rows": [], "groups": [], "summary": {}}


@pytest.mark.parametrize("kind", KINDS)
def test_columns_may_be_left_out_and_labels_added(tmp_path: Path, rows: list[Row], kind: str) -> None:
    columns = ("path", "region", "status", "irr")
    path = tmp_path / f"results{kind}"
    write(path, [row | {"region": "=Noord"} for row in rows], columns)
    frame = read(path)
    assert list(frame.columns) == list(columns)
    assert list(frame["region"]) == ["=Noord"] * 3
    assert frame["irr"][0] == rows[0]["irr"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_are_a_header(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"results{kind.upper()}"
    write(path, [], groups=True, audit=True)
    frame = read(path.rename(path.with_suffix(kind)))
    assert list(frame.columns) == list(COLUMNS)
    assert frame.empty


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_are_none_are_empty(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"results{kind}"
    write(path, [{"path": "a", "irr": value} for value in (math.nan, math.inf, -math.inf, None, -0.5)], ("path", "irr"))
    assert [value if value == value else None for value in read(path)["irr"]] == [None, None, None, None, -0.5]


# --- groups, findings, summary ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_groups_stand_apart(tmp_path: Path, rows: list[Row], kind: str) -> None:
    path = tmp_path / f"results{kind}"
    consolidation = Consolidation(["folder"])
    writer = open_results(str(path), groups=True)
    for row in rows:
        writer.add(row)
        consolidation.add(row)
    writer.add_groups(consolidation.groups())
    writer.close({})
    groups = read(path, "groups") if kind == ".xlsx" else read(tmp_path / f"results.groups{kind}")
    assert list(groups["path"]) == ["folder = plans", "total"]
    assert groups["programme_npv"][1] == consolidation.groups()[1]["programme_npv"]
    assert len(read(path)) == 3


def test_the_workbook_has_findings_a_summary_and_what_its_columns_are(tmp_path: Path, rows: list[Row]) -> None:
    path = tmp_path / "results.xlsx"
    writer = open_results(str(path), audit=True, language="nl")
    finding = Finding("plans/north.xlsx", "stale_results", "Results!C5 result_irr", "=9", "0.2", "recalculate")
    writer.add(rows[0])
    writer.add_audit(finding)
    writer.add(rows[1])
    writer.close({"werkmappen": 2})
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["results", "audit", "about"]
    found = list(book["audit"].iter_rows(values_only=True))
    assert found == [Finding._fields, tuple(finding)]
    about = {line[0]: line[1:] for line in book["about"].iter_rows(values_only=True)}
    assert about["werkmappen"][0] == 2
    assert about["irr"] == ("Interne rentevoet (IRR)", labels("nl").unit("share/year"))
    assert about["path"] == ("Plaats van de werkmap", None)
    assert COLUMNS == tuple(name for name in about if name in COLUMNS)


def test_without_findings_the_sheet_says_so(tmp_path: Path) -> None:
    write(tmp_path / "results.xlsx", [], audit=True)
    sheet = openpyxl.load_workbook(tmp_path / "results.xlsx")["audit"]
    assert "nothing was found" in next(sheet.iter_rows(min_row=2, values_only=True))


def test_the_sheet_is_fit_to_be_read(tmp_path: Path, rows: list[Row]) -> None:
    write(tmp_path / "results.xlsx", rows)
    sheet = openpyxl.load_workbook(tmp_path / "results.xlsx")["results"]
    cell = {name: sheet.cell(2, column) for column, name in enumerate(COLUMNS, start=1)}
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, len(COLUMNS)).coordinate}"
    formats = {name: cell[name].number_format for name in ("programme_npv", "irr", "payback", "input_churn", "path")}
    assert formats == {
        **{"programme_npv": "#,##0", "irr": "0.0%", "payback": "#,##0.00", "input_churn": "0.0%", "path": "General"},
    }
    assert {sheet.cell(4, column).fill.fgColor.rgb for column in (1, 4, 5)} == {"FFF8D7DA"}
    assert sheet.cell(2, 1).fill.fgColor.rgb != "FFF8D7DA"
    widths = [sheet.column_dimensions[letter].width for letter in "ABE"]
    assert all(20 < width < 80 for width in widths)


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_xlsx, "MOST_ROWS", 4)
    write(tmp_path / "results.xlsx", [{"path": str(number)} for number in range(7)], ("path", "status"))
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    assert book.sheetnames[:4] == ["results", "results 2", "results 3", "about"]
    found = [[value for value, _ in book[name].iter_rows(values_only=True)] for name in book.sheetnames[:3]]
    assert found == [["path", "0", "1", "2"], ["path", "3", "4", "5"], ["path", "6"]]
    assert [book[name].auto_filter.ref for name in book.sheetnames[:3]] == ["A1:B4", "A1:B4", "A1:B2"]


def test_microsofts_validator_finds_no_fault(
    tmp_path: Path, rows: list[Row], ooxml_validator: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "results.xlsx"
    hostile = [refused_row(text, text) for text in (*HOSTILE, *UNFIT)]
    write(path, [*rows, *hostile], groups=True, audit=True)
    assert ooxml_validator(path) == []


def test_every_column_has_a_label_and_a_unit() -> None:
    for language in LANGUAGES:
        described = {name: label_of(name, language) for name in COLUMNS}
        assert [name for name, label in described.items() if not label] == []
        assert len(set(described.values())) == len(COLUMNS)
        for name in COLUMNS:
            assert bool(unit_of(name)) != (name in TEXTS), name
            assert not unit_of(name) or labels(language).unit(unit_of(name))
    assert label_of("region", "en") == unit_of("region") == ""
    assert [name for name in (*COLUMNS, "region") if is_text(name)] == [*TEXTS, "region"]


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_never_a_formula_and_reads_back(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"results{kind}"
    texts = [*HOSTILE, *UNFIT] if kind != ".xlsx" else [*HOSTILE, *list(UNFIT)[:-1]]
    write(path, [{"path": text, "folder": "x"} for text in texts], ("path", "folder"), groups=True)
    found = list(read(path)["path"])
    if kind == ".xlsx":
        found = [unescape(text) for text in found]  # which openpyxl does not do for text inside the sheet
    assert found == [plain(text) for text in texts]
    if kind == ".csv":
        fields = pd.read_csv(path, dtype=str, keep_default_na=False)["path"]
        assert not [field for field in fields if field.startswith(tuple(FORMULA_MARKS))]
    if kind == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert not [name for name, part in parts.items() if b"<f>" in part or b"<hyperlink" in part]
        sheet = openpyxl.load_workbook(path)["results"]
        for row, text in enumerate(texts, start=2):
            assert sheet.cell(row, 1).data_type == "s"
            assert sheet.cell(row, 1).quotePrefix == (guarded(plain(text)) != plain(text))


def test_text_that_is_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    write(tmp_path / "results.xlsx", [{"path": "x" * 40_000}], ("path",))
    text = openpyxl.load_workbook(tmp_path / "results.xlsx")["results"].cell(2, 1).value
    assert len(text) == 32_767
    assert text.endswith("x…")


@pytest.mark.parametrize(("text", "expected"), UNFIT.items())
def test_what_is_no_text_is_written_out(text: str, expected: str) -> None:
    assert plain(text) == expected
    stream = io.StringIO()
    writer = JsonResults(stream, ("path",))
    writer.add({"path": text})
    writer.close({})
    assert json.loads(stream.getvalue().encode("ascii"))["rows"] == [{"path": expected}]


def test_the_examples_of_guarded_text_run() -> None:
    assert doctest.testmod(safe_text).attempted == 2
    assert doctest.testmod(safe_text).failed == 0


@given(st.text())
def test_guarded_text_reads_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple(FORMULA_MARKS))


# --- whole, or not there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_there_stays_until_the_new_is_whole(tmp_path: Path, rows: list[Row], kind: str) -> None:
    path = tmp_path / f"results{kind}"
    path.write_bytes(b"of the last run")
    path.chmod(0o640)
    writer = open_results(str(path))
    writer.add(rows[0])
    assert path.read_bytes() == b"of the last run"
    assert f"{path.name}.part" in os.listdir(tmp_path)
    writer.abort()
    assert path.read_bytes() == b"of the last run"
    assert os.listdir(tmp_path) == [path.name]
    write(path, rows)
    assert len(read(path)) == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o640 or os.name == "nt"


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path, rows: list[Row], kind: str) -> None:
    path = tmp_path / f"results{kind}"
    (tmp_path / f"results{kind}.part").write_bytes(b"half a file")
    leftover = tmp_path / f"results{kind}.part.rows"
    if kind == ".xlsx":
        leftover.mkdir()
        (leftover / "tmp").write_bytes(b"rows")
    write(path, rows)
    assert len(read(path)) == 3
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path, rows: list[Row]) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "results.csv")
    write(tmp_path / "link.csv", rows)
    assert (tmp_path / "link.csv").is_symlink()
    assert len(read(tmp_path / "results.csv")) == 3


Prepared = Callable[[Path], object]
IMPOSSIBLE: dict[str, tuple[str, Prepared, str]] = {
    "other suffix": (
        "results.xls",
        lambda path: None,
        "no file that results can be written to: expected .csv or .xlsx",
    ),
    "no suffix": ("results", lambda path: None, "expected .csv or .xlsx or .parquet"),
    "no folder": ("absent/results.csv", lambda path: None, "there is no folder .*absent; make that folder first"),
    "folder": ("results.csv", Path.mkdir, "is a folder; name a file in it"),
    "pipe": ("results.csv", os.mkfifo if os.name != "nt" else Path.touch, "is not an ordinary file"),
    "address": ("s3://bucket/results.csv", lambda path: None, "is an address; results are written to this machine"),
    "Excel": ("results.xlsx", lambda path: (path.parent / "~$results.xlsx").touch(), r"open in a spreadsheet program"),
    "LibreOffice": (
        "results.csv",
        lambda path: (path.parent / ".~lock.results.csv#").touch(),
        r"is open in a spreadsheet program \(.~lock.results.csv# stands beside it\); close it there",
    ),
    "part is a folder": ("results.csv", lambda path: Path(f"{path}.part").mkdir(), "cannot be written"),
}


@pytest.mark.parametrize(("name", "prepared", "message"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_cannot_be_written_is_refused_before_any_work(
    tmp_path: Path, name: str, prepared: Prepared, message: str
) -> None:
    path = name if "://" in name else str(tmp_path / name)
    prepared(Path(path))
    with pytest.raises(InputError, match=message):
        open_results(path)


def test_where_groups_cannot_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "results.groups.csv").mkdir()
    with pytest.raises(InputError, match=r"results\.groups\.csv · is a folder"):
        open_results(str(tmp_path / "results.csv"), groups=True)
    assert os.listdir(tmp_path) == ["results.groups.csv"]


def test_a_file_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "results.csv"
    path.touch()
    monkeypatch.setattr(os, "access", lambda *arguments: False)
    with pytest.raises(InputError, match="is read-only; write to another file"):
        open_results(str(path))


def test_a_file_that_is_opened_meanwhile_costs_no_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does it, where Excel holds the file."""

    def refusing(source: str, target: str) -> None:
        raise PermissionError(13, "Access is denied", target)

    writer = open_results(str(tmp_path / "results.csv"), ("path",))
    writer.add({"path": "a.xlsx"})
    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(InputError, match=r"the results are complete in .*results\.csv\.part: close it, and give"):
        writer.close({})
    assert (tmp_path / "results.csv.part").read_text(encoding="utf-8-sig").split() == ["path", "a.xlsx"]


def test_a_disk_that_is_full_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_results(str(tmp_path / "results.xlsx"), ("path",))
    writer.add({"path": "a.xlsx"})

    def full(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(OSError, match="No space left"):
        writer.close({})
    writer.abort()
    assert os.listdir(tmp_path) == []


def test_parquet_without_its_package_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(InputError, match=r'needs pyarrow, .* pip install "xl-service-roi\[parquet\]"'):
        open_results(str(tmp_path / "results.parquet"))
    assert os.listdir(tmp_path) == []


# --- size ------------------------------------------------------------------------------------------------------------


@pytest.fixture(params=[*KINDS, "json"])
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Results]:
    if request.param == "json":
        with open(tmp_path / "results.json", "w") as stream:
            yield JsonResults(stream)
    else:
        yield open_results(str(tmp_path / f"results{request.param}"))


def test_rows_are_not_kept(writer: Results, rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "ROWS_TOGETHER", 10)

    def held(count: int) -> int:
        for _ in range(count):
            writer.add(dict(rows[0]))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    before = held(20)
    after = held(60)
    tracemalloc.stop()
    writer.close({})
    assert after - before < 200_000  # 60 rows are 900,000


def test_without_inputs_the_table_is_small() -> None:
    kept: Mapping[str, Any] = dict.fromkeys(name for name in COLUMNS if name not in INPUTS)
    assert len(kept) < 170
