"""What is installed here, and whether the calculator gives the right figures with it."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory

from . import __version__
from .case import Case
from .inputs import resolve
from .model import MODEL, MODEL_VERSION
from .workbook.vba import XLWINGS_VERSION

EXPECTED_NPV = 898_421.92
"""The programme value of the illustrative firm, as reckoned in the worked example of the notes."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    text: str
    ok: bool = True


def findings() -> list[Finding]:
    """Look at everything; what is not right has ``ok`` False."""
    return [
        Finding("xl_service_roi", f"{__version__}, model {MODEL_VERSION}, {len(MODEL.drivers)} inputs"),
        Finding("python", f"{platform.python_version()} on {platform.system()}", sys.version_info >= (3, 11)),
        *_packages(),
        _model(),
        _workbook(),
        _functions(),
        _spreadsheet_program(),
    ]


def _packages() -> Iterator[Finding]:
    try:
        needed = [line for line in requires("xl-service-roi") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        yield Finding("packages", "xl-service-roi is not installed: pip install xl-service-roi", ok=False)
        return
    for line in needed:
        name = line.split(">")[0].split("=")[0].split("<")[0].split(";")[0].strip()
        try:
            found = version(name)
            fits = name != "xlwings" or found == XLWINGS_VERSION
            yield Finding(name, found if fits else f"{found}: the macro workbook needs {XLWINGS_VERSION}", fits)
        except PackageNotFoundError:
            yield Finding(name, f"missing: pip install '{line}'", ok=False)


def _model() -> Finding:
    found = Case.example().run().measures["programme_npv"]
    right = abs(found - EXPECTED_NPV) < 0.01
    return Finding("model", f"programme value of the example {found:,.2f}, expected {EXPECTED_NPV:,.2f}", right)


def _workbook() -> Finding:
    from .workbook.build import build

    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.xlsx"
        build(path, "en", resolve({}, example=True))
        found = Case.from_workbook(path).run().measures["programme_npv"]
    right = abs(found - EXPECTED_NPV) < 0.01
    return Finding("workbook", f"written and read back: {found:,.2f}", right)


def _functions() -> Finding:
    try:
        from service_roi_udfs import sroi_clv
    except ImportError as error:
        return Finding("functions", f"the worksheet functions cannot be loaded: {error}", ok=False)
    found = sroi_clv(250.0, 0.85, 0.08)
    return Finding(
        "functions", f"sroi_clv(250, 0.85, 0.08) gives {found:.2f}, expected 923.91", abs(found - 923.91) < 0.01
    )


def _spreadsheet_program() -> Finding:
    """A spreadsheet program is for people; the calculator itself needs none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    text = f"LibreOffice at {program}" if program else "no LibreOffice found; only the project's own tests need it"
    return Finding("spreadsheet", text)
