"""A report as such: sections of text, tables and pictures. It knows neither what they say nor how they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Row = tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """Text. ``lead``: what to remember; ``note``: how something is to be read."""

    text: str
    tone: Literal["plain", "lead", "note"] = "plain"


@dataclass(frozen=True)
class Points:
    """A list. ``to_tick``: of things to do, with room for a tick; ``heading`` may be empty."""

    items: Row
    heading: str = ""
    to_tick: bool = False


@dataclass(frozen=True)
class Facts:
    """Names, each with what is said of it; ``heading`` may be empty."""

    pairs: tuple[tuple[str, str], ...]
    heading: str = ""


@dataclass(frozen=True)
class Table:
    """A table. ``figures``: the columns, counted from 0, that hold figures; ``total``: the last row is a sum."""

    heading: str
    heads: Row
    rows: tuple[Row, ...]
    figures: tuple[int, ...]
    total: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture as SVG; ``title`` is the finding, which is written in it, ``description`` tells its figures."""

    svg: str
    title: str
    description: str


@dataclass(frozen=True)
class Beside:
    """Two tables side by side, where there is room."""

    left: Table
    right: Table


Block = Paragraph | Points | Facts | Table | Picture | Beside


@dataclass(frozen=True)
class Section:
    """A heading, and what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A report. ``about``: what it is a report of; ``title``: the outcome; ``setting``: what it was worked out with."""

    language: str
    about: str
    title: str
    setting: str
    sections: tuple[Section, ...]

    def texts(self) -> Iterator[str]:
        """Give every text that a reader sees, from top to bottom; pictures tell theirs themselves."""
        yield from (self.about, self.title, self.setting)
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from _texts(block)

    def pictures(self) -> Iterator[Picture]:
        """Give the pictures."""
        yield from (block for section in self.sections for block in section.blocks if isinstance(block, Picture))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text
        case Points(items, heading):
            yield from (heading, *items)
        case Facts(pairs, heading):
            yield from (heading, *(text for pair in pairs for text in pair))
        case Table(heading, heads, rows):
            yield from (heading, *heads, *(cell for row in rows for cell in row))
        case Beside(left, right):
            yield from (*_texts(left), *_texts(right))
        case Picture():
            return
