"""Templates, each built once: filled in with the illustrative firm in both languages, and empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_service_roi.case import Case
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


def _built(factory: pytest.TempPathFactory, language: str, filled: bool) -> Path:
    path = factory.mktemp("built") / "plan.xlsx"
    build(path, language, Case.example().inputs if filled else None)
    return path
