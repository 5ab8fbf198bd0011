"""The task pane in a real browser, with the real server and xlwings' own client; only Excel is a stand-in."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from book_json import Book, opened
from server_process import running_server

from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.live_book.marks import COLOURS
from xl_service_roi.live_book.words import say
from xl_service_roi.spreadsheet.addresses import format_address
from xl_service_roi.workbook.layout import SHEETS

pytest.importorskip("playwright", reason="pip install playwright")
from playwright.sync_api import Browser, Route, sync_playwright

pytestmark = pytest.mark.skipif(not find_spec("xlwings_server"), reason='pip install "xl-service-roi[server]"')

EXCEL = (Path(__file__).parent / "book_in_browser.js").read_text(encoding="utf-8")
WORKBOOKS = Path(__file__).parents[2] / "workbooks"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PANE = {"width": 320, "height": 700}
"""About what Excel on the web gives a task pane."""
MACROS = ("recalculate", "check_inputs", "analyse", "board_report", "reset_to_defaults")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


class Pane:
    """The task pane beside an open workbook; what its page asked of other computers, and what went wrong in it."""

    def __init__(self, browser: Browser, server: str, book: Book, office_language: str) -> None:
        self.strangers: list[str] = []
        self.faults: list[str] = []
        self.page = browser.new_page(viewport=PANE)
        self.page.on("request", lambda request: self._note(request.url, server))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.route("**/office.js", lambda route: route.fulfill(body=EXCEL, content_type="text/javascript"))
        self.page.add_init_script(f"window.workbookOfTheTest = {json.dumps(_for_excel(book, office_language))}")
        self.page.goto(f"{server}/taskpane.html")

    def _note(self, address: str, server: str) -> None:
        if urllib.parse.urlsplit(address).netloc != urllib.parse.urlsplit(server).netloc:
            self.strangers.append(address)

    def macro(self, name: str) -> Any:
        return self.page.locator(f'[data-macro="{name}"]')

    def messages(self) -> list[str]:
        """The messages, the newest first, once a macro is done."""
        self.page.wait_for_function("!document.documentElement.classList.contains('busy')")
        return self.page.locator("#messages li").all_inner_texts()

    def cell(self, sheet: str, address: str) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("([sheet, cell]) => excel.cell(sheet, cell)", [sheet, address])
        return found


def _for_excel(book: Book, office_language: str) -> dict[str, Any]:
    return {
        "name": book.name,
        "language": office_language,
        "names": book.names,
        "sheets": [
            {
                "title": sheet.title,
                "cells": [
                    [format_address(*address), {"value": cell.value, "colour": cell.colour}]
                    for address, cell in sheet.cells.items()
                ],
            }
            for sheet in book.sheets
        ],
    }


@pytest.fixture
def pane(browser: Browser, server: str) -> Iterator[Callable[..., Pane]]:
    opened_panes: list[Pane] = []

    def open_pane(language: str = "en", kind: str = "example", change: Callable[[Book], None] | None = None) -> Pane:
        book = opened(WORKBOOKS / f"service-roi-{kind}-{language}.xlsx")
        if change:
            change(book)
        opened_panes.append(Pane(browser, server, book, {"en": "en-US", "nl": "nl-NL"}[language]))
        return opened_panes[-1]

    yield open_pane
    for each in opened_panes:
        each.page.close()
        assert each.strangers == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_of_office_and_names_the_macros_as_the_workbook_does(
    pane: Callable[..., Pane], language: str
) -> None:
    shown = pane(language)
    shown.page.wait_for_selector(f'html[lang="{language}"]')
    for name in MACROS:
        assert shown.macro(name).inner_text() == labels(language).say(f"button_{name}")
        about = shown.page.locator(f"#{shown.macro(name).get_attribute('aria-describedby')}")
        assert len(about.inner_text()) > 40
    other = {"en": "nl", "nl": "en"}[language]
    shown.page.click(f'[data-language="{other}"]')
    assert shown.macro("recalculate").inner_text() == labels(other).say("button_recalculate")
    shown.page.reload()
    assert shown.macro("recalculate").inner_text() == labels(other).say("button_recalculate")
    assert shown.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_recalculates_and_tells_it(pane: Callable[..., Pane], language: str) -> None:
    shown = pane(language)
    shown.macro("recalculate").click()
    verdict = say(language, "all_agree", count=56)
    assert shown.messages() == [say(language, "recalculated", sheet="Python", verdict=verdict)]
    assert shown.page.evaluate("excel.titles()")[-1] == "Python"
    assert shown.page.evaluate("excel.activeSheet()") == "Python"
    assert shown.cell("Python", "A1")["value"] == say(language, "python_title")
    assert shown.cell("Python", "B10")["value"] == pytest.approx(898_421.92)
    assert shown.faults == []


def test_wrong_cells_are_coloured_and_noted_and_come_clean_again(pane: Callable[..., Pane]) -> None:
    def wrong(book: Book) -> None:
        book.named("churn").value = 18

    shown = pane(change=wrong)
    shown.macro("check_inputs").click()
    assert shown.messages()[0].startswith(say("en", "problems", count=1, sheet="Check"))
    cell = shown.cell("Inputs", "E9")
    assert (cell["colour"], cell["note"]) == (COLOURS["error"], "Did you mean 18% (0.18)?")
    shown.page.evaluate(
        "Excel.run(async ({workbook}) => { workbook.worksheets.items[2].getRange('E9').values = [[0.15]] })"
    )
    shown.macro("check_inputs").click()
    assert shown.messages()[0].startswith(say("en", "no_problems"))
    cell = shown.cell("Inputs", "E9")
    assert (cell["colour"], cell["note"]) == ("#FFF8DC", "")
    assert shown.faults == []


def test_it_asks_before_it_resets_and_works_by_keyboard(pane: Callable[..., Pane]) -> None:
    shown = pane("nl")
    shown.page.wait_for_selector('html[lang="nl"]')
    focused = "document.activeElement.dataset.macro ?? document.activeElement.id"
    reached = []
    for _ in range(2 + len(MACROS)):
        shown.page.keyboard.press("Tab")
        reached.append(shown.page.evaluate(focused))
    assert reached[2:] == list(MACROS)
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate(focused) == "question-yes"
    assert "alleen de waarde" in shown.page.locator("#question-text").inner_text()
    shown.page.keyboard.press("Escape")
    assert shown.page.evaluate(focused) == "reset_to_defaults"
    assert shown.messages() == []
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Enter")
    done = say("nl", "reset_done", count=40, sheet="Voor herstel", essential=27)
    assert shown.messages() == [f"{done}\n{say('nl', 'values_only')}"]
    assert shown.page.evaluate(focused) == "reset_to_defaults"
    assert shown.faults == []


def test_it_shows_that_it_is_at_work_and_does_one_thing_at_a_time(pane: Callable[..., Pane]) -> None:
    shown, asked = pane(), list[str]()

    def slowly(route: Route) -> None:
        asked.append(route.request.url)
        shown.page.wait_for_timeout(300)
        route.continue_()

    shown.page.route("**/custom-scripts-call/*", slowly)
    shown.macro("recalculate").click()
    shown.page.wait_for_function("document.getElementById('progress').textContent === 'Python is at work …'")
    assert shown.macro("check_inputs").get_attribute("aria-disabled") == "true"
    shown.macro("check_inputs").click(force=True)
    assert len(shown.messages()) == 1
    assert len(asked) == 1
    assert shown.page.locator("#progress").inner_text() == ""
    assert shown.macro("check_inputs").get_attribute("aria-disabled") == "false"


def test_what_stands_in_the_way_is_told_as_a_fault(pane: Callable[..., Pane]) -> None:
    shown = pane(kind="template")
    shown.macro("recalculate").click()
    (message,) = shown.messages()
    assert message.startswith(say("en", "not_worked_out", count=27))
    assert shown.page.locator("#messages li.wrong").count() == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "The server does not answer. Is service-roi serve still running?"),
        (500, "The server could not do this: An error occurred."),
    ],
)
def test_a_server_that_fails_is_told_in_words(pane: Callable[..., Pane], answer: int | None, said: str) -> None:
    shown = pane()

    def fail(route: Route) -> None:
        route.abort() if answer is None else route.fulfill(status=answer, body="An error occurred.")

    shown.page.route("**/custom-scripts-call/*", fail)
    shown.macro("recalculate").click()
    assert shown.messages() == [said]
    assert shown.page.locator("#messages li.wrong").count() == 1
    assert len(shown.page.evaluate("excel.titles()")) == len(SHEETS)


def test_with_office_js_itself_nothing_is_fetched_from_elsewhere(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport=PANE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/taskpane.html")
    page.wait_for_load_state("networkidle")
    assert any(address.endswith("/office.js") for address in asked)
    assert {urllib.parse.urlsplit(address).netloc for address in asked} == {urllib.parse.urlsplit(server).netloc}
    page.close()
