"""The macros of the workbook: recalculate, check the inputs, reset to defaults, the analyses, and the board's report.

Each serves a button in Excel on the desktop (``RunPython "import service_roi_macros as m; m.recalculate()"``) and is a
script of xlwings Server and xlwings Lite. Everything is found by its defined name, never by its address, and a formula
of the template is never overwritten.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

import xlwings as xw

from xl_service_roi.errors import ServiceRoiError
from xl_service_roi.inputs import essentials
from xl_service_roi.live_book import analysed, compared, marks, pages
from xl_service_roi.live_book.book import LiveBook
from xl_service_roi.live_book.defaults import changes_to_defaults, values_only
from xl_service_roi.live_book.faults import Checked, check
from xl_service_roi.live_book.words import say
from xl_service_roi.workbook.analysis_tables import ANALYSES, Analysis
from xl_service_roi.workbook.read import read_inputs

__all__ = [
    "analyse",
    "board_report",
    "check_inputs",
    "compare_scenarios",
    "levers",
    "recalculate",
    "reset_to_defaults",
    "service_level_curve",
    "simulate",
    "tornado",
]

_MOST_LISTED = 10
"""Cells in a message; the sheet with the list of faults has them all."""


def _macro(work: Callable[[LiveBook], str]) -> Callable[..., None]:
    """Make a macro of what works on an open workbook and returns what to tell; errors are told in words as well."""

    # xlwings hands over the workbook to the argument with just this annotation; RunPython hands over nothing.
    def macro(book: xw.Book = None) -> None:  # type: ignore[assignment]
        book = book or xw.Book.caller()
        language = "en"
        try:
            live = LiveBook(book)
            language = live.language
            _tell(book, language, work(live), "info")
        except ServiceRoiError as error:
            _tell(book, language, str(error), "critical")
        except Exception as error:
            logging.getLogger(__name__).exception("macro %s", work.__name__)
            said = f"{type(error).__name__}: {error}"
            _tell(book, language, say(language, "unexpected", error=said), "critical")

    macro.__name__, macro.__qualname__, macro.__doc__ = work.__name__, work.__qualname__, work.__doc__
    return macro


@xw.script
@_macro
def recalculate(live: LiveBook) -> str:
    """Work out the case in Python, and hold every result of the workbook against it, on a sheet of its own."""
    checked = check(live)
    if checked.result is None:
        raise ServiceRoiError(_not_usable(checked))
    sheet = pages.sheet_of(live, "python")
    found = compared.compare(checked, checked.result)
    pages.write(live, compared.result_page(checked, checked.result, found, sheet))
    return say(live.language, "recalculated", sheet=sheet, verdict=compared.verdict_of(checked, found))


@xw.script
@_macro
def check_inputs(live: LiveBook) -> str:
    """Mark the cells that need attention, and list them on a sheet of its own with what to do about each."""
    checked = check(live)
    sheet = pages.sheet_of(live, "check")
    for made in pages.marks_on(live, sheet) if sheet in live.sheet_names else marks.unlisted(live):
        marks.clear(live, made)
    pages.write(live, pages.check_page(checked, [marks.mark(live, fault) for fault in checked.faults], sheet))
    return pages.said_of(checked, sheet)


@xw.script
@_macro
def reset_to_defaults(live: LiveBook) -> str:
    """Put the defaults of the template back; what was there is kept on a sheet, and required inputs stay."""
    filled, language = read_inputs(live), live.language
    changes = changes_to_defaults(live, filled)
    skipped = say(language, "reset_skipped", names=", ".join(sorted(filled.unresolved)))
    if not changes:
        return skipped if filled.unresolved else say(language, "reset_nothing", essential=len(essentials()))
    sheet = pages.sheet_of(live, "reset")
    if not _agreed(live.book, language, say(language, "reset_question", count=len(changes), sheet=sheet)):
        return say(language, "reset_cancelled")
    pages.write(live, pages.before_page(live, changes, sheet))
    for change in changes:
        live.range(change.cell).value = change.default
    said = [say(language, "reset_done", count=len(changes), sheet=sheet, essential=len(essentials()))]
    if values_only(changes):
        said.append(say(language, "values_only"))
    if filled.unresolved:
        said.append(skipped)
    return "\n".join(said)


@xw.script
@_macro
def analyse(live: LiveBook) -> str:
    """Fill in all analyses, and compare the scenarios."""
    return _filled(live, *ANALYSES)


@xw.script
@_macro
def levers(live: LiveBook) -> str:
    """Fill in what each lever of the plan adds."""
    return _filled(live, "levers")


@xw.script
@_macro
def tornado(live: LiveBook) -> str:
    """Fill in which inputs the value of the programme hangs on most."""
    return _filled(live, "tornado")


@xw.script
@_macro
def service_level_curve(live: LiveBook) -> str:
    """Fill in what the firm is worth at each level of service."""
    return _filled(live, "curve")


@xw.script
@_macro
def simulate(live: LiveBook) -> str:
    """Fill in how sure the values are, from how far the inputs may be off."""
    return _filled(live, "simulation")


@xw.script
@_macro
def compare_scenarios(live: LiveBook) -> str:
    """Fill in what each scenario comes to."""
    return _filled(live, "scenarios")


@xw.script
@_macro
def board_report(live: LiveBook) -> str:
    """Write the board's report: beside the workbook, or its text on a sheet where there is no folder to write in."""
    from xl_service_roi.report.open_workbook import report_beside, report_on_a_sheet

    checked = check(live)
    if checked.result is None:
        raise ServiceRoiError(_not_usable(checked))
    if not _on_this_computer(live.book):
        return report_on_a_sheet(live, checked.filled)
    path = _saved_as(live.book)
    if path is None:
        raise ServiceRoiError(say(live.language, "report_not_saved"))
    return report_beside(live, checked.filled, path)


def _filled(live: LiveBook, *which: Analysis) -> str:
    checked = check(live)
    if checked.result is None:
        raise ServiceRoiError(_not_usable(checked))
    done = analysed.fill(live, checked.filled, which)
    if not done.made:
        raise ServiceRoiError(analysed.told(live, done))
    return analysed.told(live, done)


def _not_usable(checked: Checked) -> str:
    """Return why there is no result: the cells that stand in its way, by what to do about them."""
    faults, language = checked.errors, checked.language
    lines, advice = [say(language, "not_worked_out", count=len(faults))], ""
    for fault in faults[:_MOST_LISTED]:
        lines += [] if fault.advice == advice else [fault.advice]
        lines.append(f"• {fault}")
        advice = fault.advice
    if len(faults) > _MOST_LISTED:
        button = say(language, "button_check_inputs")
        lines.append(say(language, "and_more", count=len(faults) - _MOST_LISTED, button=button))
    return "\n".join(lines)


def _on_this_computer(book: xw.Book) -> bool:
    """Tell whether this runs where the workbook is: in Excel on the desktop, not on a server or in a web page."""
    return sys.platform != "emscripten" and book.app.engine.type != "remote"


def _saved_as(book: xw.Book) -> str | None:
    """Return the file of a workbook; None where it was never saved, or not in a folder of this computer."""
    try:
        path = str(book.fullname)
    except xw.XlwingsError:  # OneDrive or SharePoint, with no folder here that is kept the same
        return None
    return path if os.path.isfile(path) else None


def _tell(book: xw.Book, language: str, message: str, mode: str) -> None:
    if sys.platform == "emscripten":  # xlwings Lite has no message boxes: it shows what is printed
        print(message)
    else:
        book.app.alert(message, title=say(language, "box_title"), mode=mode)


def _agreed(book: xw.Book, language: str, question: str) -> bool:
    """Ask, where the host waits for an answer: Excel on the desktop. The task pane of the server asks by itself."""
    if book.app.engine.type == "remote":
        return True
    return book.app.alert(question, title=say(language, "box_title"), buttons="yes_no") == "yes"
