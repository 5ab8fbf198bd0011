"""A report on paper: set by typst, with the fonts that come with it, so that it looks the same on every machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from .document import Beside, Block, Document


def as_pdf(document: Document) -> bytes:
    """Return a report as a PDF. What users wrote goes in as data: typst never reads it as markup."""
    import typst

    template = (files(__package__) / "pages.typ").read_bytes()
    data = json.dumps(_as_data(document), ensure_ascii=False)
    found: bytes = typst.compile(template, sys_inputs={"report": data}, ignore_system_fonts=True)
    return found


def _as_data(document: Document) -> dict[str, Any]:
    sections = [
        {"heading": section.heading, "blocks": [_block(block) for block in section.blocks]}
        for section in document.sections
    ]
    return {**asdict(document), "sections": sections}


def _block(block: Block) -> dict[str, Any]:
    """Return a block with its kind, by which the template sets it."""
    if isinstance(block, Beside):
        return {"kind": "Beside", "left": _block(block.left), "right": _block(block.right)}
    return {"kind": type(block).__name__, **asdict(block)}
