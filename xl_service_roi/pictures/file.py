"""A picture as a file: drawn in a style of its own, and written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html import escape
from io import BytesIO

import matplotlib.style

from ..batch.part_file import PartFile
from .sheet import Sheet
from .style import SETTINGS

CREATOR = "service-roi"


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
    buffer = BytesIO()
    with matplotlib.style.context(["default", SETTINGS]):
        sheet = Sheet(language)
        draw(sheet)
        about = {"Title": sheet.title, "Description": sheet.description}
        if kind == "svg":
            sheet.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": CREATOR})
            return _with_alternative_text(buffer.getvalue().decode(), sheet).encode()
        sheet.figure.savefig(buffer, format="png", metadata={"Software": CREATOR, **about})
    return buffer.getvalue()


def _with_alternative_text(svg: str, sheet: Sheet) -> str:
    """Put title and description at the start of the picture, where screen readers look for them."""
    text = f"<title>{escape(sheet.title)}</title>\n <desc>{escape(sheet.description)}</desc>\n"
    role = f' role="img" lang="{sheet.language}"'
    return re.sub(r"<svg ([^>]*)>\n", lambda found: f"<svg {found[1]}{role}>\n {text}", svg, count=1)
