"""LibreOffice Calc: every function in real cells; what stands behind the cells; and what that leaves in a profile."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from calls import CALLS, CALLS_WITH_ERROR_CELLS, FLOWS, Call, matches
from libreoffice_host import ERROR_VALUES, OMITTED, Calc
from reference.functions_md import functions
from spreadsheets import ErrorValue, compare, poisoned, read_values

from xl_service_roi.errors import InputError
from xl_service_roi.libreoffice import bridge
from xl_service_roi.libreoffice.install import default_profile, install, uninstall

TOUR = Path(__file__).parents[2] / "workbooks" / "functions_tour.xlsx"

# ------------------------------------------------------------------------------------------------------- in real cells

OF_CALC = [
    Call("sroi_npv", (0.08, FLOWS, 1.0), error="too many arguments; they are rate, flows"),
    Call("sroi_npv", (), error="rate · is blank"),
    Call("sroi_npv", (0.08,), error="flows"),
    # Calc's way, in all functions: nothing between two separators is 0, not the argument's default
    Call("sroi_clv", (250.0, 0.85, 0.08, OMITTED, 0.02, 5.0), functions()["sroi_clv"](250, 0.85, 0.08, 0, 0.02, 5)),
]
ALL_CALLS = [*CALLS, *OF_CALC, *CALLS_WITH_ERROR_CELLS]


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Calc:
    return Calc(tmp_path_factory.mktemp("calc"))


@pytest.fixture(scope="module")
def answers(calc: Calc) -> list[dict[str, Any]]:
    found = calc.answers(ALL_CALLS)
    first = str(found[0]["in cells"])
    if first.startswith("#SROI! this LibreOffice can't run Python scripts"):
        pytest.skip(first)
    return found


def is_right(shown: Any, call: Call) -> bool:
    if call in CALLS_WITH_ERROR_CELLS:  # Calc asks no function then: the error goes on to the cell
        return isinstance(shown, ErrorValue) and shown in ERROR_VALUES
    if call.error:
        return isinstance(shown, str) and shown.startswith("#SROI! ") and call.error in shown
    return matches(shown, call.expected)


@pytest.mark.libreoffice
def test_every_call_gives_in_calc_what_python_gives(
    answers: list[dict[str, Any]], record_property: Callable[[str, object], None]
) -> None:
    wrong = [
        f"{call.function}{call.args} {way}: expected {call.error or call.expected!r}, found {shown!r}"
        for call, found in zip(ALL_CALLS, answers, strict=True)
        for way, shown in found.items()
        if not is_right(shown, call)
    ]
    assert wrong == []
    called = {call.function for call in CALLS if not call.error}
    assert called == functions().keys()
    record_property("functions", len(called))
    record_property("host", "LibreOffice Calc")


@pytest.mark.libreoffice
@pytest.mark.usefixtures("answers")
def test_the_tour_of_the_functions_calculates_in_calc(calc: Calc, tmp_path: Path) -> None:
    planted = tmp_path / "tour.xlsx"
    count = poisoned(TOUR, planted, 999)
    (recalculated,) = calc.recalculate([planted])
    assert count == len(functions())
    assert compare(read_values(TOUR), recalculated) > count


# --------------------------------------------------------------------------------------------------- behind the cells


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The bridge with the Python of the tests."""
    monkeypatch.setattr(bridge, "PYTHON", sys.executable)
    yield
    bridge.end()


@pytest.mark.usefixtures("python")
def test_the_bridge_answers_in_what_libreoffice_takes() -> None:
    """Whole numbers come as integers, ranges as tuples, and surplus arguments last."""
    assert bridge.answer("sroi_clv", (250, 0.85, 0.08, None, None, None, None)) == pytest.approx(923.913043478)
    assert bridge.answer("sroi_clv", (((250,), (300,)), 0.85, 0.08)) == (
        (pytest.approx(923.913043478),),
        (pytest.approx(1108.695652174),),
    )
    assert bridge.answer("sroi_npv", (0.08, ((-100,), (None,), (60,)))).startswith("#SROI! flows, position 2")
    assert bridge.answer("sroi_system", ("x",)) == "#SROI! there is no sroi_system: run service-roi libreoffice again"


@pytest.mark.usefixtures("python")
def test_a_whole_column_is_cut_behind_its_data() -> None:
    column = tuple((value,) for (value,) in FLOWS) + ((None,),) * 1_048_573
    assert bridge.answer("sroi_npv", (0.08, column)) == pytest.approx(-100 + 60 / 1.08 + 60 / 1.08**2)
    assert bridge.answer("sroi_npv", (0.08, ((None,),) * 5)).startswith("#SROI! flows")


@pytest.mark.usefixtures("python")
def test_a_worker_that_died_is_started_again() -> None:
    first = bridge.answer("sroi_clv", (250, 0.85, 0.08))
    worker = bridge._worker
    worker.kill()
    worker.wait()
    assert bridge.answer("sroi_clv", (250, 0.85, 0.08)) == first
    assert bridge._worker is not worker


@pytest.mark.usefixtures("python")
def test_the_worker_imports_nothing_from_the_folder_of_a_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "service_roi_udfs.py").write_text("raise SystemExit('from the folder of a document')")
    monkeypatch.chdir(tmp_path)
    bridge.end()
    assert bridge.answer("sroi_clv", (250, 0.85, 0.08)) == pytest.approx(923.913, abs=0.001)


@pytest.mark.usefixtures("python")
def test_the_worker_ends_when_the_office_does() -> None:
    worker = bridge._started()
    worker.communicate(timeout=30)  # closes its input
    assert worker.returncode == 0


@pytest.mark.parametrize("program", ["/nowhere/python", "false"])
def test_a_python_that_is_gone_is_said_in_the_cell(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(bridge, "PYTHON", program)
    assert bridge.answer("sroi_npv", (0.08, ((1,),))).startswith(f"#SROI! {program} can't be run any more (")


def test_the_bridge_runs_in_an_older_python_without_this_package() -> None:
    tree = ast.parse(inspect.getsource(bridge), feature_version=(3, 8))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {name.name for node in imports for name in node.names if isinstance(node, ast.Import)}
    modules |= {str(node.module) for node in imports if isinstance(node, ast.ImportFrom)}
    assert modules == {"__future__", "json", "subprocess", "typing"}


# ------------------------------------------------------------------------------------------------------- in a profile

LISTING = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile as LibreOffice lays it out, with a module of the user."""
    library = tmp_path / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (library / "script.xlb").write_text(LISTING, encoding="utf-8")
    (library / "Module1.xba").write_text("of the user", encoding="utf-8")
    return tmp_path


def files(profile: Path) -> dict[str, bytes]:
    return {path.relative_to(profile).as_posix(): path.read_bytes() for path in profile.rglob("*") if path.is_file()}


def test_functions_go_in_beside_what_the_user_has_and_out_again(profile: Path) -> None:
    before = files(profile)
    install(profile)
    install(profile)
    there = files(profile)
    listing = there.pop("user/basic/Standard/script.xlb").decode()
    assert listing.count("<library:element ") == 2
    assert listing.count('"ServiceROI"') == 1
    module = there.pop("user/basic/Standard/ServiceROI.xba").decode()
    assert all(f"Function {name.upper()}(Optional a1" in module for name in functions())
    assert f"PYTHON = {sys.executable!r}\n" in there.pop("user/Scripts/python/service_roi_calc.py").decode()
    assert there == {"user/basic/Standard/Module1.xba": b"of the user"}
    uninstall(profile)
    after = files(profile)
    assert after.keys() == before.keys()
    assert b"".join(after["user/basic/Standard/script.xlb"].split()) == b"".join(LISTING.encode().split())


def remove_listing(profile: Path) -> None:
    (profile / "user" / "basic" / "Standard" / "script.xlb").unlink()


def damage_listing(profile: Path) -> None:
    (profile / "user" / "basic" / "Standard" / "script.xlb").write_text("<library", encoding="utf-8")


def protect(profile: Path) -> None:
    protected = LISTING.replace('passwordprotected="false"', 'passwordprotected="true"')
    (profile / "user" / "basic" / "Standard" / "script.xlb").write_text(protected, encoding="utf-8")


def lock(profile: Path) -> None:
    (profile / ".lock").touch()


def take_the_name(profile: Path) -> None:
    (profile / "user" / "basic" / "Standard" / "ServiceROI.xba").write_bytes(b"\xff of the user")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (remove_listing, "there is no LibreOffice profile here; start LibreOffice once"),
        (damage_listing, "the list of your Basic modules is damaged"),
        (protect, "the Basic library Standard has a password"),
        (lock, "LibreOffice is running; close it"),
        (take_the_name, "it is not ours"),
    ],
)
@pytest.mark.parametrize("change", [install, uninstall])
def test_a_profile_that_can_not_be_changed_is_left_alone(
    profile: Path, spoil: Callable[[Path], None], message: str, change: Callable[[Path], Path]
) -> None:
    spoil(profile)
    before = files(profile)
    with pytest.raises(InputError, match=message):
        change(profile)
    assert files(profile) == before


def test_what_is_not_installed_can_not_be_taken_out(profile: Path) -> None:
    with pytest.raises(InputError, match="not installed"):
        uninstall(profile)


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_CONFIG_HOME", "folder/libreoffice/4"),
        ("linux", "", "home/.config/libreoffice/4"),
        ("win32", "APPDATA", "folder/LibreOffice/4"),
        ("darwin", "", "home/Library/Application Support/LibreOffice/4"),
    ],
)
def test_the_profile_of_the_user_is_where_libreoffice_keeps_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "folder"))
    assert default_profile() == tmp_path / expected
