"""Draws docs/pictures: each sheet of the example workbook and each page of its report, in both languages.

Run by `make pictures`; needs LibreOffice and poppler (soffice, pdftotext, pdftoppm) and the extra `report`.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.workbook.layout import SHEETS

HERE = Path(__file__).parent
WORKBOOKS = HERE.parent.parent / "workbooks"
DOTS_PER_INCH = 80
COLOURS = 48
"""Enough for text and charts, and a picture of a sheet stays below 100 KB."""


def main() -> None:
    """Draw all pictures anew."""
    for picture in HERE.glob("*.png"):
        picture.unlink()
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            book = WORKBOOKS / f"service-roi-example-{language}.xlsx"
            _sheets(_printed(book, Path(folder)), language)
            report = Path(folder) / "report.pdf"
            _run("service-roi", "report", str(book), "--lang", language, "--out", str(report))
            for page in range(1, _pages(report) + 1):
                _draw(report, page, f"report-{page}-{language}")


def _sheets(pdf: Path, language: str) -> None:
    """Draw the first page of each sheet; the foot of a page has the title of its sheet in the middle."""
    titles = {labels(language).say(f"sheet_{key}"): key for key in SHEETS}
    drawn: set[str] = set()
    for page in range(1, _pages(pdf) + 1):
        text = _run("pdftotext", "-layout", "-f", str(page), "-l", str(page), str(pdf), "-").strip("\f\n ")
        foot = text.splitlines()[-1]
        key = next((titles[title] for title in sorted(titles, key=len, reverse=True) if f" {title} " in foot), "")
        if key and key not in drawn:
            drawn.add(key)
            _draw(pdf, page, f"{SHEETS.index(key) + 1:02}-{key}-{language}")


def _printed(book: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book))
    return folder / f"{book.stem}.pdf"


def _pages(pdf: Path) -> int:
    return int(re.search(r"Pages:\s+(\d+)", _run("pdfinfo", str(pdf)))[1])  # type: ignore[index]


def _draw(pdf: Path, page: int, name: str) -> None:
    stem = HERE / name
    _run(
        "pdftoppm",
        "-png",
        "-r",
        str(DOTS_PER_INCH),
        "-f",
        str(page),
        "-l",
        str(page),
        "-singlefile",
        str(pdf),
        str(stem),
    )
    path = stem.with_suffix(".png")
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
