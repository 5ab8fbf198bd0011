"""The board's report of a case: two to four pages, as a web page (.html) or on paper (.pdf).

``work_out`` finds what the report tells, ``board_report`` tells it as a document in one language, and
``write_report`` puts a document into a file. Each section of the report is a module of its own.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..errors import InputError, Problem

if TYPE_CHECKING:
    from ..case import Case
    from ..workbook.before import Before
    from .document import Document
    from .findings import Findings

    Path = str | os.PathLike[str]

NEEDS = {".html": ("jinja2", "matplotlib"), ".pdf": ("typst", "matplotlib")}
"""The kinds of file, and the packages that each takes."""


def work_out(case: Case, before: Before | None = None) -> Findings:
    """Work out what the report tells of a case; ``before``: what was settled before the figures."""
    from ..workbook.before import Before
    from .findings import find

    return find(case, before or Before())


def board_report(found: Findings, language: str = "en", pictures: bool = True) -> Document:
    """Return the report in a language, with or without its pictures."""
    from .contents import document_of

    return document_of(found, language, pictures)


def write_report(document: Document, path: Path) -> None:
    """Write a report into an .html or .pdf file: whole, or not at all. The same report gives the same bytes."""
    check(path)
    from ..batch.part_file import PartFile

    target = PartFile(os.fspath(path))
    try:
        with open(target.part, "wb") as file:
            file.write(_contents(document, _ending(path)))
        target.publish()
    except BaseException:
        target.discard()
        raise


def check(path: Path) -> None:
    """Raise ``InputError`` where no report can be written to a file: known before anything is worked out."""
    from ..batch.part_file import check_folder

    name = os.fspath(path)
    if _ending(path) not in NEEDS:
        raise InputError([Problem(name, "is no kind of report that can be written", expected=" or ".join(NEEDS))])
    check_folder(name)
    for package in NEEDS[_ending(path)]:
        if find_spec(package) is None:
            from ..batch.optional import missing

            raise missing(package, name, "report")


def can_write(ending: str) -> bool:
    """Tell whether what a kind of file takes is installed."""
    return all(find_spec(package) for package in NEEDS[ending])


def _ending(path: Path) -> str:
    return os.path.splitext(os.fspath(path))[1].lower()


def _contents(document: Document, ending: str) -> bytes:
    if ending == ".html":
        from .html import as_html

        return as_html(document).encode()
    from .pdf import as_pdf

    return as_pdf(document)
