"""The workbooks that are handed out are those that the code builds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from reference.functions_tour import Tour

from xl_service_roi import Case
from xl_service_roi.workbook.build import build

FOLDER = Path(__file__).parent.parent / "workbooks"


def parts(path: Path) -> dict[str, bytes]:
    """What is in a workbook; how it is packed may differ from machine to machine."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assert_same(handed_out: Path, built: Path) -> None:
    before, now = parts(handed_out), parts(built)
    assert before.keys() == now.keys()
    assert [name for name in now if now[name] != before[name]] == [], "run make workbooks"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", ["template", "example"])
def test_it_is_what_make_workbooks_builds(kind: str, language: str, tmp_path: Path) -> None:
    example = Case.example() if kind == "example" else None
    if example is None:
        build(tmp_path / "new.xlsx", language)
    else:
        build(tmp_path / "new.xlsx", language, example.inputs, uncertainty=example.uncertainty)
    assert_same(FOLDER / f"service-roi-{kind}-{language}.xlsx", tmp_path / "new.xlsx")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_macro_workbook_is_what_make_workbooks_builds(language: str, tmp_path: Path) -> None:
    build(tmp_path / "new.xlsm", language, macros=True)
    assert_same(FOLDER / f"service-roi-template-{language}.xlsm", tmp_path / "new.xlsm")


def test_the_tour_of_the_functions_is_what_make_workbooks_builds(tmp_path: Path) -> None:
    Tour(str(tmp_path / "new.xlsx")).write()
    assert_same(FOLDER / "functions_tour.xlsx", tmp_path / "new.xlsx")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_example_gives_the_case_of_the_illustrative_firm(language: str) -> None:
    found = Case.from_workbook(FOLDER / f"service-roi-example-{language}.xlsx").run()
    assert found.measures == Case.example().run().measures
