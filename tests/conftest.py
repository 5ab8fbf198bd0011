"""Fixtures for the spreadsheet programs, and what happens on a machine that lacks one.

A test that asks for such a fixture gets its marker, and is skipped where the program is absent. Naming the marker in
SERVICE_ROI_REQUIRE, as in `SERVICE_ROI_REQUIRE=libreoffice,node`, makes a skip of such a test a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from spreadsheets import LibreOffice, lacks_libreoffice, lacks_node, validate

FIXTURES = {"libreoffice": "libreoffice", "ooxml_validator": "node"}
LACKS = {"libreoffice": lacks_libreoffice, "node": lacks_node}
REQUIRED = frozenset(filter(None, os.environ.get("SERVICE_ROI_REQUIRE", "").split(",")))


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice Calc, which recalculates what it loads."""
    _skip_without("libreoffice")
    return LibreOffice(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def ooxml_validator() -> Callable[[Path], list[str]]:
    """Microsoft's Open XML SDK validator: a file's faults, a line each."""
    _skip_without("node")
    return validate


def _skip_without(marker: str) -> None:
    if lack := LACKS[marker]():
        pytest.skip(lack)


def pytest_configure() -> None:
    if unknown := REQUIRED - LACKS.keys():
        raise pytest.UsageError(f"SERVICE_ROI_REQUIRE: {', '.join(unknown)} is none of {', '.join(LACKS)}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, marker in FIXTURES.items():
            if fixture in getattr(item, "fixturenames", ()) and item.get_closest_marker(marker) is None:
                item.add_marker(marker)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in LACKS:
        if item.get_closest_marker(marker):
            _skip_without(marker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    required = [marker for marker in REQUIRED if item.get_closest_marker(marker)]
    if report.skipped and required and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"SERVICE_ROI_REQUIRE names {', '.join(required)}, but the test was skipped: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = []
    for marker, lacks in LACKS.items():
        skipped = [report.nodeid for report in terminalreporter.getreports("skipped") if marker in report.keywords]
        if skipped and (remedy := lacks()):
            files = sorted({test.partition("::")[0] for test in skipped})
            lines.append(f"{len(skipped)} for lack of {marker} in {', '.join(files)} ({remedy})")
    if lines:
        terminalreporter.write_line(f"Skipped {'; '.join(lines)}.")
