"""Values that replace what workbooks hold: which workbook gets which, and every fault of a CSV file named."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from xl_service_roi.batch.overrides import Overrides
from xl_service_roi.errors import InputError


def written(folder: Path, content: str | bytes, name: str = "inputs.csv") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(tmp_path: Path, content: str | bytes, *group: str, assignments: tuple[str, ...] = ()) -> Overrides:
    return Overrides.read(written(tmp_path, content), assignments, group)


def problems(tmp_path: Path, content: str | bytes, *group: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content, *group)
    return [str(problem) for problem in caught.value.problems]


# --- which workbook --------------------------------------------------------------------------------------------------


def test_without_anything_nothing_is_replaced() -> None:
    nothing = Overrides()
    assert nothing == Overrides.read()
    assert nothing.for_workbook("a.xlsx") == nothing.labels_for("a.xlsx") == {}
    assert nothing.misfits(["a.xlsx"]) == ([], [])


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        ("plans/north.xlsx", ["plans/north.xlsx", "./plans/north.xlsx", "plans/../plans/north.xlsx"]),
        ("north.xlsx", ["plans/north.xlsx", "north.xlsx", "elsewhere/north.xlsx", "s3://bucket/x/north.xlsx"]),
        ("north", ["plans/north.xlsx", "plans/north.xlsm", "s3://bucket/x/north.xlsm"]),
        ("north.v2", ["north.v2.xlsx"]),
        ("./north.xlsx", ["north.xlsx"]),
        ("plans\\north.xlsx", ["plans/north.xlsx"]),
        ("s3://bucket/x/north.xlsx", ["s3://bucket/x/north.xlsx"]),
        ("cafe\u0301.xlsx", ["plans/caf\u00e9.xlsx"]),
        ("caf\u00e9", ["plans/cafe\u0301.xlsx"]),
        ("'-north.xlsx", ["plans/-north.xlsx"]),
        ("'=north", ["=north.xlsx"]),
        ("''s-Hertogenbosch", ["plans/'s-Hertogenbosch.xlsx"]),
        ("'s-Hertogenbosch", ["plans/'s-Hertogenbosch.xlsx"]),
    ],
)
def test_a_row_is_for_a_workbook_by_its_path_its_name_or_its_stem(tmp_path: Path, key: str, fits: list[str]) -> None:
    overrides = read(tmp_path, f"path,churn\n{key},0.12\n")
    for name in fits:
        assert overrides.for_workbook(name) == {"churn": 0.12}, name
    absolute = [name if "://" in name else os.path.abspath(name) for name in fits]
    assert [overrides.for_workbook(name) for name in absolute] == [{"churn": 0.12}] * len(fits)
    for name in ("plans/south.xlsx", "northern.xlsx", "s3://bucket/y/south.xlsx", "plans/plans/nort.xlsx"):
        assert overrides.for_workbook(name) == {}, name


def test_paths_are_tried_from_the_folder_of_the_file_as_well(tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    path = written(tmp_path / "input", "path,churn\n../plans/north.xlsx,0.1\nsouth/a.xlsx,0.2\n")
    overrides = Overrides.read(path)
    assert overrides.for_workbook("plans/north.xlsx") == {"churn": 0.1}
    assert overrides.for_workbook("input/south/a.xlsx") == overrides.for_workbook("south/a.xlsx") == {"churn": 0.2}


def test_a_path_fits_better_than_a_name_and_a_name_better_than_a_stem(tmp_path: Path) -> None:
    overrides = read(tmp_path, "path,churn\nnorth,0.1\nnorth.xlsx,0.2\nplans/north.xlsx,0.3\n")
    found = {name: overrides.for_workbook(name)["churn"] for name in ("x/north.xlsm", "x/north.xlsx")}
    assert found == {"x/north.xlsm": 0.1, "x/north.xlsx": 0.2}
    assert overrides.for_workbook("plans/north.xlsx") == {"churn": 0.3}


def test_the_own_row_prevails_over_that_for_all_and_set_over_both(tmp_path: Path) -> None:
    content = "unit,churn,reach_share,discount_rate\n*,0.1,0.8,0.07\na,0.2,,\nb,,0.9,0.08\n"
    overrides = read(tmp_path, content, assignments=("discount_rate=0.09", "reach_share.plan=95%"))
    reach = {"reach_share_today": 0.8, "reach_share_plan": 0.95, "reach_share_zero": 0.8}
    assert overrides.for_workbook("x/a.xlsx") == {"churn": 0.2, **reach, "discount_rate": 0.09}
    assert overrides.for_workbook("c.xlsm") == {"churn": 0.1, **reach, "discount_rate": 0.09}
    assert overrides.for_workbook("b.xlsx") == {
        **{"churn": 0.1, "reach_share_today": 0.9, "reach_share_plan": 0.95, "reach_share_zero": 0.9},
        "discount_rate": 0.09,
    }


def test_rows_that_fit_several_workbooks_or_none_are_told(tmp_path: Path) -> None:
    overrides = read(tmp_path, "file,churn\nnorth,0.1\nsouth.xlsx,0.2\neast,0.3\n\nwest,0.4\n*,0.5\n")
    names = ["a/north.xlsx", "a/south.xlsx", "b/north.xlsx", "b/south.xlsx", "b/west.xlsm", "c/north.xlsx"]
    doubtful, fit_none = overrides.misfits(iter(names))
    remedy = "write their paths, ./ before one beside this file; * is for all"
    assert list(map(str, doubtful)) == [
        f"inputs.csv · line 2 · north fits several workbooks, a/north.xlsx and b/north.xlsx; {remedy}",
        f"inputs.csv · line 3 · south.xlsx fits several workbooks, a/south.xlsx and b/south.xlsx; {remedy}",
    ]
    assert list(map(str, fit_none)) == [
        "inputs.csv · line 4 · east fits no workbook; check the name; it may be a path, or the name of a file"
    ]
    assert {problem.severity for problem in (*doubtful, *fit_none)} == {"error"}
    assert overrides.misfits(["north.xlsx", "south.xlsx", "east.xlsx", "west.xlsx"]) == ([], [])


def test_rows_that_fit_the_same_workbook_are_told_with_their_lines(tmp_path: Path) -> None:
    overrides = read(tmp_path, "file,churn\nx/north.xlsx,0.1\nnorth.xlsx,0.2\nsouth,0.3\nnorth,0.4\n")
    doubtful, fit_none = overrides.misfits(["x/north.xlsx", "x/south.xlsx"])
    assert list(map(str, doubtful)) == [
        "inputs.csv · line 2 · x/north.xlsx fits the same workbook, x/north.xlsx, as line 3 (north.xlsx), "
        "line 5 (north); keep one of them"
    ]
    assert fit_none == []


def test_a_worker_gets_what_its_workbooks_need_wherever_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"plans/{number}.xlsx,{number / 1000},r{number % 3}\n" for number in range(1, 900))
    overrides = read(tmp_path, f"path,churn,region\n*,0.95,none\n{rows}", "region", assignments=("discount_rate=0.1",))
    names = ["plans/7.xlsx", "plans/8.xlsx", "plans/unknown.xlsx"]
    sent = pickle.loads(pickle.dumps(overrides.only_for(names)))
    monkeypatch.chdir("/")
    assert [sent.for_workbook(name)["churn"] for name in names] == [0.007, 0.008, 0.95]
    assert [sent.labels_for(name) for name in names] == [{"region": "r1"}, {"region": "r2"}, {"region": "none"}]
    assert len(pickle.dumps(sent)) < 1500 < len(pickle.dumps(overrides))


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "path,churn,front_salary\na.xlsx,0.12,41000.5\n",
        "path;churn;front_salary\r\na.xlsx;0,12;41000,5\r\n",
        "path\tchurn\tfront_salary\na.xlsx\t12%\t41.000,50\n",
        '\ufeff"path","churn","front_salary"\n"a.xlsx","0,12","€ 41,000.50"\n',
        " PATH ; Churn ; input_front_salary ;;\n a.xlsx ; 12 % ; 41000,50 ;;\n;;;;\n",
        "front_salary;churn;file\n41000,5;0,12;a\n",
        "path,churn,front_salary_today,front_salary_plan,front_salary.zero\na.xlsx,0.12,41000.5,41000.5,41000.5\n",
    ],
)
def test_separators_decimals_and_names_are_read_as_people_write_them(tmp_path: Path, content: str) -> None:
    salary = {f"front_salary_{future}": 41000.5 for future in ("today", "plan", "zero")}
    assert read(tmp_path, content).for_workbook("a.xlsx") == {"churn": 0.12, **salary}


@pytest.mark.parametrize("ramp", ["0.3;0.6;1", "0,3 0,6 1", "0.3, 0.6, 1", "0.3,0.6,1"])
def test_a_ramp_has_several_values_in_one_cell(tmp_path: Path, ramp: str) -> None:
    overrides = read(tmp_path, f'path,ramp_plan\na,"{ramp}"\n')
    assert overrides.for_workbook("a.xlsx") == {"ramp_plan": (0.3, 0.6, *[1.0] * 8)}


def test_a_cell_may_hold_a_line_break_and_an_empty_one_replaces_nothing(tmp_path: Path) -> None:
    overrides = read(tmp_path, 'path,churn,note,discount_rate\na,,"two\nlines",0.08\n', "note")
    assert overrides.for_workbook("a.xlsx") == {"discount_rate": 0.08}
    assert overrides.labels_for("a.xlsx") == {"note": "two\nlines"}
    assert overrides.labels_for("b.xlsx") == {"note": ""}


def test_excels_own_encoding_is_read_and_told(tmp_path: Path) -> None:
    overrides = read(tmp_path, "path;churn\ncuraçao.xlsx;0,1\n".encode("cp1252"))
    assert overrides.for_workbook("curaçao.xlsx") == {"churn": 0.1}
    [note] = overrides.notes
    assert note.severity == "note"
    assert "read as Windows-1252" in note.message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("path,churn\na,0.1\n".encode("utf-16"), "inputs.csv · is no CSV file in UTF-8; save it in Excel as"),
        (b"PK\x03\x04\x14\0\0\0", "inputs.csv · is no CSV file in UTF-8"),
        (b"path,churn\na,0.1\n\x81,0.1\n", "inputs.csv · line 3 · is not UTF-8"),
        ("", "inputs.csv · line 1 · no column says which workbook (found nothing): expected one of path, file, unit"),
        ("name,churn\na,1\n", "no column says which workbook (found name, churn)"),
        ("path,chrun\na,0.1\n", "line 1, column chrun · there is no such input; did you mean churn"),
        ("path,chrun\na,0.1\n", "a label to group by is named with --group chrun"),
        ("path,reach_share.plam\n", "line 1, column reach_share.plam · there is no such input; did you mean"),
        ("path,churn=\n", "line 1, column churn= · is no name of an input"),
        ("path,,churn\n", "line 1, column (empty) · has no name"),
        ("path,churn,churn\n", "line 1 · churn and churn both give churn; keep one of these columns"),
        (
            "path,reach_share,reach_share_plan\n",
            "line 1 · reach_share and reach_share_plan both give reach_share_plan",
        ),
        (
            "path,customers\na,40.000\n",
            'line 2, column customers · customers: "40.000" has two readings: 40000 if the point separates thousands',
        ),
        ("path,churn\n\n\na,18\n", "line 4, column churn · churn = 18: expected 0 to 1; did you mean 18 % (0.18)?"),
        ("path,churn\na,much\n", 'line 2, column churn · churn: "much" is not a number: expected 0 to 1'),
        ("path,horizon_years\na,2.5\n", "line 2, column horizon_years · horizon_years = 2.5: expected a whole number"),
        ("path,ramp_plan\na,0.3;x\n", 'line 2, column ramp_plan, year 2 · ramp_plan: "x" is not a number'),
        ("path,churn\na,0,15\n", "line 2 · has 3 cells, but the header has 2; put a cell that holds the separator in"),
        ('path,churn\n"a\nb,0.1\n', "line 2 · cannot be read as CSV: unexpected end of data"),
        ("path,churn\na.xlsx,0.1\nb,0.1\n./a.xlsx,0.2\n", "line 4 · is a second row for ./a.xlsx, after line 2"),
        ("path,churn\n*,0.1\n,0.2\n", "line 3 · is a second row for all workbooks, after line 2"),
    ],
)
def test_a_fault_is_named_with_its_line_and_column(tmp_path: Path, content: str | bytes, expected: str) -> None:
    [problem] = problems(tmp_path, content)
    assert expected in problem


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    content = "path,churn,chrun,customers\na,18,x,40.000\nb,0.1\nc,0.1,,-1\na,,,\n"
    with pytest.raises(InputError) as caught:
        Overrides.read(written(tmp_path, content), ("discount_rate=9", "nothing"))
    places = [problem.where for problem in caught.value.problems]
    assert places == [
        *("nothing",),
        *(
            "inputs.csv · line 1, column chrun",
            "inputs.csv · line 2, column churn",
            "inputs.csv · line 2, column customers",
        ),
        *("inputs.csv · line 3", "inputs.csv · line 4, column customers", "inputs.csv · line 5"),
    ]
    with pytest.raises(InputError, match=r"--set discount_rate · discount_rate = 9.*did you mean 9 % \(0.09\)"):
        Overrides.read(assignments=("discount_rate=9",))


def test_columns_to_group_by_are_of_the_file_or_of_the_results(tmp_path: Path) -> None:
    content = "path,region,churn\na,Noord,0.1\n"
    assert read(tmp_path, content, "region", "folder").labels == ("region",)
    assert "there is no such input; a label to group by is named with --group region" in problems(tmp_path, content)[0]
    [problem] = problems(tmp_path, "path,folder\na,x\n", "folder")
    assert "the results have a column of this name themselves" in problem


@pytest.mark.parametrize("path", ["absent.csv", "."])
def test_a_file_that_cannot_be_read_is_named(path: str) -> None:
    with pytest.raises(InputError, match=f"{path} · (there is no such file|cannot be read)"):
        Overrides.read(path)


def test_a_large_file_is_read_in_no_time(tmp_path: Path) -> None:
    rows = "".join(f"plans/unit-{number:06}.xlsx,{30000 + number},0.1\n" for number in range(10_000))
    started = time.perf_counter()
    overrides = read(tmp_path, f"path,front_salary,churn\n{rows}")
    names = [f"plans/unit-{number:06}.xlsx" for number in range(10_000)]
    assert overrides.misfits(names) == ([], [])
    assert overrides.for_workbook(names[-1])["front_salary_zero"] == 39_999
    assert time.perf_counter() - started < 5  # 0.6 s; one closer look at each cell takes 10 s
