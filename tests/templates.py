"""Templates, each built once: filled in with the illustrative firm in both languages, and empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from xl_service_roi.case import Case
from xl_service_roi.inputs import Inputs
from xl_service_roi.upgrade import upgrading
from xl_service_roi.workbook.build import build


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory, "en", filled=True)


@pytest.fixture(scope="session")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory, "nl", filled=True)


@pytest.fixture(scope="session")
def unfilled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory, "en", filled=False)


@pytest.fixture(scope="module")
def built_once() -> Iterator[None]:
    """Let upgrades of workbooks with the same inputs share the template that each builds: half of their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrading, "build", _from_memory)
        yield


_REMEMBERED: dict[tuple[str, str], bytes] = {}


def _from_memory(path: Path, language: str, inputs: Inputs | None = None) -> None:
    key = language, repr(inputs)
    if key not in _REMEMBERED:
        build(path, language, inputs)
        _REMEMBERED[key] = path.read_bytes()
    path.write_bytes(_REMEMBERED[key])


def _built(factory: pytest.TempPathFactory, language: str, filled: bool) -> Path:
    path = factory.mktemp("built") / "plan.xlsx"
    build(path, language, Case.example().inputs if filled else None)
    return path
