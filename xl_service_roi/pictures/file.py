"""A picture as a file: drawn in a style of its own, and written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import NamedTuple

import matplotlib.style

from ..batch.part_file import PartFile
from .sheet import Sheet
from .style import SETTINGS

CREATOR = "service-roi"


class Drawing(NamedTuple):
    """A picture to stand in a document: an SVG, and what a reader who can't see it is told."""

    svg: str
    title: str
    description: str


def write(path: str | os.PathLike[str], language: str, draw: Callable[[Sheet], None]) -> None:
    """Draw on a sheet and write it to an .svg or .png file, in our style whatever the user's own settings are."""
    name = os.fspath(path)
    target = PartFile(name)
    try:
        with open(target.part, "wb") as file:
            file.write(drawn(os.path.splitext(name)[1][1:].lower(), language, draw))
        target.publish()
    except BaseException:
        target.discard()
        raise


def drawn(kind: str, language: str, draw: Callable[[Sheet], None]) -> bytes:
    """Return a picture as the contents of a file of that kind, ``svg`` or ``png``."""
    with matplotlib.style.context(["default", SETTINGS]):
        sheet = Sheet(language)
        draw(sheet)
        if kind == "svg":
            return _with_alternative_text(_as_svg(sheet), sheet).encode()
        buffer = BytesIO()
        about = {"Title": sheet.title, "Description": sheet.description}
        sheet.figure.savefig(buffer, format="png", metadata={"Software": CREATOR, **about})
    return buffer.getvalue()


def among_text(language: str, draw: Callable[[Sheet], None]) -> Drawing:
    """Return a picture for a page with text; its alternative text stands beside the SVG, not in it."""
    with matplotlib.style.context(["default", SETTINGS]):
        sheet = Sheet(language, among_text=True)
        draw(sheet)
        svg = _as_svg(sheet)
    root = svg[svg.index("<svg ") :]
    return Drawing(re.sub(r"\s*<metadata>.*?</metadata>", "", root, flags=re.DOTALL), sheet.title, sheet.description)


def _as_svg(sheet: Sheet) -> str:
    buffer = BytesIO()
    sheet.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": CREATOR})
    return buffer.getvalue().decode()


def _with_alternative_text(svg: str, sheet: Sheet) -> str:
    """Put title and description at the start of the picture, where screen readers look for them."""
    text = f"<title>{escape(sheet.title)}</title>\n <desc>{escape(sheet.description)}</desc>\n"
    role = f' role="img" lang="{sheet.language}"'
    return re.sub(r"<svg ([^>]*)>\n", lambda found: f"<svg {found[1]}{role}>\n {text}", svg, count=1)
