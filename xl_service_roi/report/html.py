"""A report as one web page: no other file, address or script is needed to read it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from .document import Document, Picture


def as_html(document: Document) -> str:
    """Return a report as a page."""
    return str(_template().render(document=document, kind=lambda block: type(block).__name__, inline=_Inline()))


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return environment.from_string((files(__package__) / "page.html.jinja").read_text(encoding="utf-8"))


class _Inline:
    """Puts pictures into the page, one after the other; within a page each has ids of its own."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, picture: Picture) -> Any:
        from markupsafe import Markup, escape

        self.count += 1
        own = f"picture-{self.count}"
        svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{own}-", picture.svg)
        named = f'<svg role="img" aria-labelledby="{own}-title {own}-description" '
        title = Markup('<title id="{0}-title">{1}</title><desc id="{0}-description">{2}</desc>')
        told = title.format(own, escape(picture.title), escape(picture.description))
        head, inside = svg.split(">", 1)
        return Markup(f"{head.replace('<svg ', named, 1)}>{told}{inside}")
