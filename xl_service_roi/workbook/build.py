"""Writes the template: inputs, native formulas with their values beside them, results, notes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

from ..inputs import Inputs
from ..labels import labels
from ..model import MODEL_VERSION
from ..uncertainty import Uncertainty
from .before import Before
from .cached import CachedValues
from .formulas import formulas_in
from .layout import SHEETS
from .names import MODEL_NAME
from .sheets.formats import Formats
from .sheets.sheet import Context
from .sheets.writers import WRITERS
from .vba import add_macros

CREATED = datetime(2026, 1, 1)
"""A fixed date, so that building the same template again gives the same file."""


def build(
    path: str | os.PathLike[str],
    language: str = "en",
    inputs: Inputs | None = None,
    macros: bool = False,
    uncertainty: Uncertainty | None = None,
    notes: Mapping[str, str] | None = None,
    before: Before | None = None,
) -> None:
    """Write a template in ``language``, filled in with ``inputs`` or with its essentials left empty.

    The ranges of the inputs are those of ``uncertainty``, the ``notes`` beside them stand there by driver, and
    ``before`` has what was settled before the figures; each may be empty.
    With ``macros`` it is a macro workbook, whose name has to end in .xlsm for Excel to open it.
    The file appears whole or not at all. Raises OSError where it cannot be written.
    """
    target = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(suffix=".xlsx", prefix=f".{target.stem}-", dir=target.parent or ".")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
    os.close(handle)
    try:
        _write(temporary, language, inputs, macros, uncertainty, notes or {}, before or Before())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(
    path: str,
    language: str,
    inputs: Inputs | None,
    macros: bool,
    uncertainty: Uncertainty | None,
    notes: Mapping[str, str],
    before: Before,
) -> None:
    words, formulas = labels(language), formulas_in(language)
    layout = formulas.layout
    book: Workbook = xlsxwriter.Workbook(path)
    book.set_properties({"title": words.say("title"), "comments": words.say("promise"), "created": CREATED})
    for title in layout.sheets.values():
        book.add_worksheet(title)
    for name, cells in (layout.defined_names() | layout.names_beside()).items():
        book.define_name(name, f"={cells}")
    book.define_name(MODEL_NAME, f'="{MODEL_VERSION}"')
    _hide_name(book, MODEL_NAME)
    cached, formats = CachedValues(inputs, words), Formats(book)
    context = Context(book, words, layout, formulas, inputs, uncertainty, cached, formats, notes, before)
    for key in SHEETS:
        WRITERS[key](context).write()
    if macros:
        add_macros(context)
    book.close()


def _hide_name(book: Workbook, name: str) -> None:
    """XlsxWriter has no call for a hidden name; it keeps ``[name, sheet, formula, hidden]``."""
    next(entry for entry in book.defined_names if entry[0] == name)[3] = True
