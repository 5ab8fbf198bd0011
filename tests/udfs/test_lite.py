"""xlwings Lite, emulated: what is pasted into it, above xlwings' pure-Python wheel and without what Pyodide lacks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import service_roi_macros
from book_json import opened
from reference.functions_md import functions
from server_calls import ALL_CALLS, WAYS, Answer, functions_called, sent, shown, wrong_answers
from server_lite import MAIN, ROOT, pure_xlwings, run_in_lite

from xl_service_roi.live_book.words import say

MACROS = service_roi_macros.__all__
BOOK = ROOT / "workbooks" / "service-roi-example-nl.xlsx"


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    calls = [(call.function, sent(call, way)) for way in WAYS for call in ALL_CALLS]
    scripts = [(name, opened(BOOK).payload()) for name in MACROS]
    folder = pure_xlwings(tmp_path_factory.mktemp("site-packages"))
    return {"folder": folder, **run_in_lite(folder, {"calls": calls, "scripts": scripts})}


def test_it_is_xlwings_without_its_compiled_part(lite: dict[str, Any]) -> None:
    assert Path(lite["xlwings"]).is_relative_to(lite["folder"])
    assert lite["compiled"] == []


def test_what_is_pasted_in_registers_every_function_and_macro(lite: dict[str, Any]) -> None:
    assert {name.lower() for name in lite["functions"]} == functions().keys()
    assert lite["scripts"] == MACROS


def test_every_call_gives_what_python_gives(
    lite: dict[str, Any], record_property: Callable[[str, object], None]
) -> None:
    told = iter(lite["answers"])
    answers = {way: [_answer(next(told)) for _ in ALL_CALLS] for way in WAYS}
    assert wrong_answers(answers) == []
    assert functions_called() == functions().keys()
    record_property("functions", len(functions_called()))
    record_property("host", "xlwings Lite (emulated)")


def _answer(told: dict[str, Any]) -> Answer:
    return Answer(shown(told["found"]) if "found" in told else None, told.get("message"))


def test_the_macros_run(lite: dict[str, Any]) -> None:
    book = opened(BOOK)
    titles = book.titles
    for name, actions in zip(MACROS, lite["actions"], strict=True):
        (message,) = book.apply(actions)
        assert message.mode == "info", name
    added = {book[title]["A1"].value for title in book.titles[len(titles) :]}
    assert added == {say("nl", f"{kind}_title") for kind in ("check", "python", "report", "reset")}


def test_the_requirements_name_the_wheel_that_a_build_gives() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wheel = f"{project['name'].replace('-', '_')}-{project['version']}-py3-none-any.whl"
    lines = (MAIN.parent / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"https://example.org/{wheel}"]
    assert any(f"dist/{wheel}" in line for line in lines)
