"""Fixtures for the programs that tests need, and what happens on a machine that lacks one.

A test that asks for such a fixture gets its marker, and is skipped where the program is absent. Naming the marker in
SERVICE_ROI_REQUIRE, as in `SERVICE_ROI_REQUIRE=libreoffice,node`, makes a skip of such a test a failure.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from spreadsheets import LibreOffice, lacks_libreoffice, lacks_node, validate

pytest_plugins = ["templates"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def lacks_chromium() -> str | None:
    """What is missing to open a page in headless Chromium, or None."""
    return None if CHROMIUM else "no chromium on PATH: install chromium"


FIXTURES = {"libreoffice": "libreoffice", "ooxml_validator": "node", "chromium": "chromium"}
LACKS = {"libreoffice": lacks_libreoffice, "node": lacks_node, "chromium": lacks_chromium}
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


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    _skip_without("chromium")
    assert CHROMIUM
    return CHROMIUM


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
    told = [dict(report.user_properties) for report in terminalreporter.getreports("passed")]
    _tell_skipped(terminalreporter)
    _tell_hosts(terminalreporter, told)
    _tell_written(terminalreporter, told)


def _tell_hosts(terminalreporter: pytest.TerminalReporter, told: list[dict[str, Any]]) -> None:
    """How many worksheet functions were called in each host, and gave what they should."""
    hosts = {properties["host"]: properties["functions"] for properties in told if "host" in properties}
    if hosts:
        listed = ", ".join(f"{host} {functions}" for host, functions in sorted(hosts.items()))
        terminalreporter.write_line(
            f"Worksheet functions right in {len(hosts)} hosts ({listed}): {sum(hosts.values())}."
        )


def _tell_written(terminalreporter: pytest.TerminalReporter, told: list[dict[str, Any]]) -> None:
    """What was written back into workbooks, and survived."""
    lossless = sum((Counter(properties["lossless"]) for properties in told if "lossless" in properties), Counter())
    if lossless:
        listed = ", ".join(f"{name} {count:,}" for name, count in lossless.items())
        terminalreporter.write_line(f"Nothing lost in workbooks written back: {listed}.")
    figures = {name: value for properties in told for name, value in properties.items()}
    if "kills" in figures:
        terminalreporter.write_line(f"{figures['kills']} writers killed at random moments, no workbook spoilt.")
    if "writers" in figures:
        done, retried = figures["writers"]
        terminalreporter.write_line(f"Three writers at once: {done} writes, {retried} refused and tried again.")
    if "renewed" in figures:
        count = figures["renewed"]
        terminalreporter.write_line(f"{count:,} renewed cells show what LibreOffice calculates.")


def _tell_skipped(terminalreporter: pytest.TerminalReporter) -> None:
    lines = []
    for marker, lacks in LACKS.items():
        skipped = [report.nodeid for report in terminalreporter.getreports("skipped") if marker in report.keywords]
        if skipped and (remedy := lacks()):
            files = sorted({test.partition("::")[0] for test in skipped})
            lines.append(f"{len(skipped)} for lack of {marker} in {', '.join(files)} ({remedy})")
    if lines:
        terminalreporter.write_line(f"Skipped {'; '.join(lines)}.")
