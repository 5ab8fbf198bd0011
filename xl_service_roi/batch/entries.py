"""What is kept of a workbook from one run to the next, packed: a third of what JSON takes, in half the time."""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from .audit import Finding
from .columns import COLUMNS, TEXTS, Row, empty_row

_NUMBERS = tuple(name for name in COLUMNS if name not in TEXTS)
_DOUBLES = struct.Struct(f"<{len(_NUMBERS)}d")


class Known(NamedTuple):
    """The digests of a workbook, and of its copy where one was made, that go with results of before."""

    digest: str
    copy: str = ""


class Entry(NamedTuple):
    """A row and what the audit found: numbers, NaN where there is none, texts and findings."""

    numbers: bytes
    texts: str
    findings: str


def packed(row: Row, findings: Sequence[Finding]) -> Entry:
    """Return the results of a workbook as they are kept."""
    numbers = [math.nan if row[name] is None else row[name] for name in _NUMBERS]
    texts = [row[name] for name in TEXTS]
    return Entry(zlib.compress(_DOUBLES.pack(*numbers), 1), json.dumps(texts), json.dumps(findings))


def unpacked(entry: Entry, path: str) -> tuple[Row, tuple[Finding, ...]]:
    """Return results as they were, under the name by which the workbook goes now; ``ValueError`` for spoilt ones."""
    try:
        texts = dict(zip(TEXTS, json.loads(entry.texts), strict=True))
        found = _DOUBLES.unpack(zlib.decompress(entry.numbers))
        findings = tuple(Finding(*each)._replace(path=path) for each in json.loads(entry.findings))
    except (zlib.error, struct.error, TypeError) as error:
        raise ValueError(str(error)) from None
    numbers = {name: None if math.isnan(number) else number for name, number in zip(_NUMBERS, found, strict=True)}
    written = path if texts["written"] == texts["path"] else texts["written"]
    now = empty_row(path)
    named = {name: now[name] for name in ("path", "unit", "folder")}
    return dict.fromkeys(COLUMNS) | texts | named | {"written": written} | numbers, findings
