"""A workbook of an older model comes out as one of the present model, with nothing of the user's own lost.

There is one version so far: older ones are made from the present template, with rows, names and sheets changed.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from spreadsheets import LibreOffice, compare, read_formula_cells, read_values, without_values
from upgrade.older import (
    CONTENT_TYPES,
    CONTENTS_LEAD_TO,
    FORMER_COLUMN,
    FORMER_LAYOUT,
    LAYOUT,
    OFFICE,
    add_comments,
    add_sheets,
    aged,
    column,
    delete_row,
    former_name,
    of_first_layout,
    put,
    put_formula,
    row_of,
    with_former_driver,
    with_former_row,
    without_driver,
    without_line,
    without_measure,
)
from workbook_edits import (
    BOOK,
    Day,
    Error,
    Parts,
    dated,
    insert_columns,
    insert_rows,
    parts_of,
    rename_sheet,
    reorder_sheets,
    set_name,
    sheet_parts,
    write,
)

from xl_service_roi import Case
from xl_service_roi.check import check_file
from xl_service_roi.cli.upgrade import upgrade as command
from xl_service_roi.errors import WorkbookError
from xl_service_roi.inputs import drivers, value_names
from xl_service_roi.labels import labels
from xl_service_roi.model import MODEL, MODEL_VERSION
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.spreadsheet.addresses import column_number, format_address, parse_address
from xl_service_roi.spreadsheet.cells import BLANK, Cell, Workbook
from xl_service_roi.spreadsheet.safe_xml import MAIN_NAMESPACES
from xl_service_roi.upgrade import Upgrade, history, upgrade
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import (
    HIGHEST,
    INPUT_COLUMN,
    INPUT_NAME,
    LABEL,
    NOTE,
    RANGE_COLUMN,
    SOURCE,
    STATUS,
    VALUE,
    Layout,
)
from xl_service_roi.workbook.layout import row_of as row_of_measure
from xl_service_roi.workbook.names import MODEL_NAME, result_name
from xl_service_roi.workbook.read import read_workbook
from xl_service_roi.workbook.vba import SETTINGS
from xl_service_roi.workbook_analyses.file import analyse_file

pytestmark = pytest.mark.usefixtures("built_once")

OLDER = "0.9"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Done(NamedTuple):
    """A workbook before and after its upgrade, and what was told."""

    before: Path
    after: Path
    told: Upgrade

    def said(self, kind: str) -> str:
        return "\n".join(str(finding) for finding in self.told.findings if finding.kind == kind)

    def cell(self, place: str) -> Cell:
        """A cell of the upgraded workbook: `cell("Inputs!C10")`."""
        sheet, address = place.split("!")
        with Workbook.open(self.after) as book:
            return book.cells(sheet).get(parse_address(address), BLANK)

    def formula(self, place: str) -> str:
        return str(self.cell(place).formula)


def upgraded(parts: Parts, folder: Path, name: str = "case.xlsx") -> Done:
    before, after = write(aged(parts), folder / name), folder / f"upgraded-{name}"
    return Done(before, after, upgrade(before, after))


def typed(path: Path) -> dict[str, Cell]:
    """What stands in each input cell that has a name."""
    found: dict[str, Cell] = {}
    with Workbook.open(path) as book:
        cells = {sheet.name: book.cells(sheet.name) for sheet in book.sheets}
        for name in value_names():
            for defined in book.names.get(name, ()):
                reference = book.reference(defined)
                on_sheet = cells[reference.sheet]
                found |= {f"{name} {at}": on_sheet.get(each, BLANK) for at, each in enumerate(reference.addresses())}
    return found


def problems(path: Path) -> set[str]:
    """What `check` says, but for the version, and without cells, which may stand elsewhere."""
    said = {re.sub(r"\(found .*?\)|[A-Z]{1,2}[0-9]+", "", problem.message) for problem in check_file(path)}
    return {text for text in said if "it was made for model" not in text}


def at(sheet: str, name: str, number: int) -> str:
    """A cell in the row of a technical name of the present model: `at("Results", "roi", VALUE)`."""
    rows = {"Inputs": LAYOUT.inputs, "Results": LAYOUT.results}.get(sheet, LAYOUT.future).rows
    return f"{sheet}!{format_address(rows[name], number)}"


ADDED = ("Start", "Before you start", "Tasks", "Officer", "Directors")
"""Sheets that former layouts do not have, beside those of scenarios and analyses and the hidden one."""
TODAY, PLAN = INPUT_COLUMN["today"], INPUT_COLUMN["plan"]
CHURN = format_address(LAYOUT.inputs.rows["churn"], TODAY)
HELPER = f"Inputs!{format_address(LAYOUT.inputs.next_row + 3, TODAY, absolute=True)}"
"""Where the user's own sum stands after the upgrade, below the inputs."""

# --- a workbook with all that people do to one -----------------------------------------------------------------------


class Rich(NamedTuple):
    """The workbook, and where things stood in it."""

    done: Done
    parts: Parts
    rows: dict[str, int]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    """Another model, with inputs, lines and measures that came, went and were renamed; and a user's own additions."""
    parts = of_first_layout()
    former_name(parts, "customers", "clients")
    without_driver(parts, "mid_year")
    without_driver(parts, "alignment_cost")
    without_line(parts, "problem_rate")
    without_measure(parts, "roi")
    rows = {"loyalty_cost": with_former_driver(parts, "loyalty_cost", "churn", [12.5, 14.0])}
    helper = rows["helper"] = row_of(parts, "Inputs", "acquisition_cost")
    insert_rows(parts, "Inputs", helper, 1)
    old = {
        name: with_former_row(parts, sheet, f"former_{name}", after, 7.0)
        for name, sheet, after in (("line", "Plan", "lost_customers"), ("figure", "Results", "irr"))
    }
    set_name(parts, "result_former_figure", f"Results!$D${old['figure']}")
    of_user(parts, helper, old)
    add_sheets(parts, lambda book: own_sheet(book, parts, old["line"]))
    set_name(parts, "our_target", f"Inputs!$D${row_of(parts, 'Inputs', 'churn')}", "")
    parts[BOOK] = parts[BOOK].replace(b'<definedName name="our_target"></definedName>', b"")
    set_name(parts, "our_helper", f"Inputs!$C${helper}")
    history.FORMER[OLDER] = history.Former(renamed={"clients": "customers"}, bounds={"churn": (0, 0.9)})
    try:
        return Rich(upgraded(parts, tmp_path_factory.mktemp("rich")), parts, {**rows, **old})
    finally:
        del history.FORMER[OLDER]


def of_user(parts: Parts, helper: int, old: dict[str, int]) -> None:
    """What a user put on our sheets."""
    churn, customers = row_of(parts, "Inputs", "churn"), row_of(parts, "Inputs", "clients")
    cost, won = row_of(parts, "Inputs", "acquisition_cost"), row_of(parts, "Inputs", "new_customers")
    put(parts, f"Inputs!A{helper}", "our own sum")
    put_formula(parts, f"Inputs!C{helper}", f"SUM(C{churn}:C{churn})*500", 75.0)
    put_formula(parts, f"Inputs!C{cost}", f"Inputs!$C${helper}*2", 150.0)
    put_formula(parts, f"Inputs!C{won}", "clients*0.15", 30000.0)
    put_formula(parts, f"Inputs!D{cost}", f"Plan!F{old['line']}+143", 150.0)
    note, source, highest = (column(FORMER_COLUMN[name]) for name in ("note", "source", "highest"))
    put(parts, f"Inputs!{note}{churn}", "see the mail of 3 March")
    put(parts, f"Inputs!{column(FORMER_COLUMN['note'] + 1)}{churn}", "and the one after")
    put(parts, f"Inputs!{source}{churn}", "CRM, June")
    put(parts, f"Inputs!{highest}{churn}", 0.9)  # as the former model had it
    put(parts, f"Inputs!{highest}{customers}", 300000.0)
    put(parts, f"Inputs!Z{churn}", "far on the right")
    put(parts, f"Inputs!{note}{row_of(parts, 'Inputs', 'loyalty_cost')}", "why we dropped it")
    put(parts, "Plan!J110", 77.0)
    put(parts, f"Results!H{row_of(parts, 'Results', 'irr')}", "board wants 15 %")
    put(parts, "Results!B300", "signed by the controller")
    add_comments(parts, "Inputs", {f"C{churn}": "who says so?", f"C{helper}": "ours", "A1": "title"})
    tick = f'<x:ClientData ObjectType="Checkbox"><x:FmlaLink>$C${helper}</x:FmlaLink></x:ClientData></xml>'
    drawn = "xl/drawings/vmlDrawing10.vml"
    parts[drawn] = parts[drawn].replace(b"</xml>", tick.encode())


def own_sheet(book: xlsxwriter.Workbook, parts: Parts, line: int) -> None:
    """A sheet of the user's own that refers to ours in every way."""
    sheet = book.add_worksheet("Own")
    won = row_of(parts, "Plan", "bought_customers")
    value, irr = row_of(parts, "Results", "service_value"), row_of(parts, "Results", "irr")
    formulas = (
        f"Results!D{value}*2",
        f"SUM(Plan!F{won}:O{won})",
        f"Inputs!$C${row_of(parts, 'Inputs', 'churn')}+churn+clients",
        f"Plan!G{line}",
        "loyalty_cost_plan+result_former_figure",
        f"SUM(Results!D{irr - 1}:D{irr + 1})",
        'VLOOKUP("irr",Results!C:D,2,FALSE)&"Results!D1"',
        f"SUM(Today:Zero!F{row_of(parts, 'Plan', 'churn_rate')})",
    )
    sheet.write_url("A1", f"internal:Results!D{irr}", string="the rate")
    sheet.write_comment("B1", "twice")
    for row, formula in enumerate(formulas):
        sheet.write_formula(row, 1, f"={formula}", None, row)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"name": ["Plan", won - 1, 0], "values": ["Plan", won - 1, 5, won - 1, 14]})
    sheet.insert_chart("D4", chart)
    sheet.insert_textbox("F30", "", {"textlink": f"=Results!$D${irr}"})
    sheet.conditional_format("B1:B8", {"type": "formula", "criteria": f"=B1>Results!$D${value}"})
    sheet.data_validation("C1", {"validate": "list", "source": f"=Inputs!$C${row_of(parts, 'Inputs', 'churn')}"})


class TestRich:
    def test_the_case_is_what_it_was(self, rich: Rich) -> None:
        found, expected = Case.from_workbook(rich.done.after).run(), Case.example().run()
        assert found.measures == expected.measures
        assert rich.done.told.figures[0] == ("programme_npv", *[expected.measures["programme_npv"]] * 2)
        assert problems(rich.done.after) == {*found.warnings()}

    def test_inputs_are_what_was_typed(self, rich: Rich) -> None:
        before, after = typed(rich.done.before), typed(rich.done.after)
        assert set(after) - set(before) == {"customers 0", "mid_year 0"} | {
            f"alignment_cost_{future} 0" for future in FUTURES
        }
        for name in before:
            same = (before[name].kind, before[name].value) == (after[name].kind, after[name].value)
            assert same, (name, before[name], after[name])
        assert sum(cell.kind != "blank" for cell in before.values()) > 190

    def test_every_sheet_has_the_formulas_of_the_present_model(self, rich: Rich, english: Path) -> None:
        found = read_formula_cells(rich.done.after)
        expected = read_formula_cells(english)
        assert {cell: found.get(cell) for cell in expected} == expected
        others = {f"{sheet}!{address}" for sheet, address in found.keys() - expected.keys() if sheet != "Own"}
        assert others == {
            at("Inputs", "new_customers", TODAY),
            at("Inputs", "acquisition_cost", TODAY),
            HELPER.replace("$", ""),
        }

    def test_it_says_for_which_model_it_is_now(self, rich: Rich) -> None:
        with Workbook.open(rich.done.after) as book:
            assert [name.constant for name in book.names[MODEL_NAME]] == [MODEL_VERSION]
        assert (rich.done.told.former, rich.done.told.present) == (OLDER, MODEL_VERSION)

    def test_what_is_new_has_its_default(self, rich: Rich) -> None:
        assert rich.done.cell(at("Inputs", "mid_year", TODAY)).value == 0
        assert f"{at('Inputs', 'mid_year', TODAY)}: mid_year is 0 (assumed)" in rich.done.said("added")
        assert rich.done.said("added").count("\n") == 1 + len(ADDED) + 3

    def test_what_has_another_name_now(self, rich: Rich) -> None:
        assert rich.done.said("renamed") == "clients is customers now"
        with Workbook.open(rich.done.after) as book:
            assert book.names["clients"][0].text == book.names["customers"][0].text

    def test_what_is_no_longer_an_input_is_kept_below(self, rich: Rich) -> None:
        row = LAYOUT.inputs.next_row + 2
        kept = [
            rich.done.cell(f"Inputs!{letters}{row}").value
            for letters in map(column, (LABEL, TODAY, PLAN, NOTE, INPUT_NAME))
        ]
        assert kept == ["A former input", 12.5, 14.0, "why we dropped it", "loyalty_cost"]
        assert rich.done.cell(f"Inputs!A{row - 1}").value == (
            f"Kept when the model was brought up to date, from {OLDER} to {MODEL_VERSION}"
        )
        assert f"what it held, 12.5, 14, is kept in {column(TODAY)}{row}" in rich.done.said("dropped")
        with Workbook.open(rich.done.after) as book:
            assert str(book.reference(book.names["loyalty_cost_plan"][0])) == f"Inputs!{column(PLAN)}{row}"

    def test_what_stood_beside_an_input_stays_beside_it(self, rich: Rich) -> None:
        beside = {
            NOTE: "see the mail of 3 March",
            SOURCE: "CRM, June",
        }
        for number, text in beside.items():
            assert rich.done.cell(at("Inputs", "churn", number)).value == text
        right = [rich.done.cell(at("Inputs", "churn", INPUT_NAME + step)).value for step in range(1, 20)]
        assert {text for text in right if text} == {"and the one after", "far on the right"}
        assert rich.done.cell(at("Results", "irr", 8)).value == "board wants 15 %"
        with Workbook.open(rich.done.after) as book:
            below = {row: cell.value for (row, number), cell in book.cells("Results").items() if number == 2}
        assert below[max(below)] == "signed by the controller"

    def test_bounds_are_the_models_unless_the_user_changed_them(self, rich: Rich) -> None:
        assert rich.done.cell(at("Inputs", "churn", HIGHEST)).value == 1
        assert rich.done.cell(at("Inputs", "customers", HIGHEST)).value == 300000
        assert "customers: 300000 was kept; the template has 1000000000 there" in rich.done.said("look")

    def test_a_row_of_the_users_own_is_kept_below_with_its_formula(self, rich: Rich) -> None:
        row = LAYOUT.inputs.next_row + 3
        assert rich.done.cell(f"Inputs!A{row}").value == "our own sum"
        assert rich.done.formula(f"Inputs!{column(TODAY)}{row}") == f"SUM({CHURN}:{CHURN})*500"
        assert f"your row {rich.rows['helper']} stands in row {row} now" in rich.done.said("moved")

    def test_formulas_in_inputs_follow(self, rich: Rich) -> None:
        assert rich.done.formula(at("Inputs", "acquisition_cost", TODAY)) == f"{HELPER}*2"
        assert rich.done.formula(at("Inputs", "new_customers", TODAY)) == "clients*0.15"

    def test_a_formula_in_an_input_that_cannot_follow_leaves_its_value(self, rich: Rich) -> None:
        cell = rich.done.cell(at("Inputs", "acquisition_cost", PLAN))
        assert (cell.formula, cell.value) == (None, 150.0)
        assert "of which the value is kept: Plan!F" in rich.done.said("look")

    def test_a_value_typed_over_a_formula_is_told(self, rich: Rich) -> None:
        assert "held 77, typed in: the model's formula stands there again" in rich.done.said("look")

    def test_formulas_of_the_user_refer_to_what_they_referred_to(self, rich: Rich) -> None:
        rows, results = LAYOUT.future.rows, LAYOUT.results.rows
        expected = [
            f"Results!D{results['service_value']}*2",
            f"SUM(Plan!F{rows['bought_customers']}:O{rows['bought_customers']})",
            f"Inputs!${column(TODAY)}${LAYOUT.inputs.rows['churn']}+churn+clients",
            "#REF!",
            "loyalty_cost_plan+result_former_figure",
            f"SUM(Results!D{results['irr'] - 1}:D{results['irr']})",
            'VLOOKUP("irr",Results!C:D,2,FALSE)&"Results!D1"',
            f"SUM(Today:Zero!F{rows['churn_rate']})",
        ]
        assert [rich.done.formula(f"Own!B{row}") for row in range(1, 9)] == expected

    def test_so_do_charts_rules_links_lists_and_drawings(self, rich: Rich) -> None:
        parts = {name: data.decode() for name, data in parts_of(rich.done.after).items() if name.endswith(".xml")}
        row = LAYOUT.future.rows["bought_customers"]
        assert re.findall("<c:f>([^<]*)", parts["xl/charts/chart1.xml"]) == [
            f"Plan!$A${row}",
            f"Plan!$F${row}:$O${row}",
        ]
        own = parts["xl/worksheets/sheet7.xml"]
        assert f"B1&gt;Results!$D${LAYOUT.results.rows['service_value']}" in own
        assert f"<formula1>Inputs!${column(TODAY)}${LAYOUT.inputs.rows['churn']}</formula1>" in own
        assert f'location="Results!D{LAYOUT.results.rows["irr"]}"' in own
        assert f'textlink="Results!$D${LAYOUT.results.rows["irr"]}"' in parts["xl/drawings/drawing1.xml"]

    def test_what_cannot_follow_is_told_with_what_it_was(self, rich: Rich) -> None:
        look = rich.done.said("look")
        assert f"Own!B4: refers to Plan!G{rich.rows['line']}, former_line, year 2, which is no more" in look
        assert "Own!B6: refers to Results!D" in look
        assert "without former_figure" in look
        assert (
            f"result_former_figure: leads to Results!$D${rich.rows['figure']}, which is no more; used by Own!B5" in look
        )

    def test_names_of_the_user_lead_where_they_led(self, rich: Rich) -> None:
        with Workbook.open(rich.done.after) as book:
            led = {name: book.names[name][0].text for name in ("our_target", "our_helper", "result_former_figure")}
        assert led == {
            "our_target": f"Inputs!${column(PLAN)}${LAYOUT.inputs.rows['churn']}",
            "our_helper": HELPER,
            "result_former_figure": "#REF!",
        }

    def test_comments_stay_on_their_cells(self, rich: Rich) -> None:
        parts = parts_of(rich.done.after)
        churn, helper = LAYOUT.inputs.rows["churn"], LAYOUT.inputs.next_row + 3
        assert re.findall(rb'<comment ref="(\w+)"', parts["xl/comments10.xml"]) == [
            b"A1",
            CHURN.encode(),
            HELPER.removeprefix("Inputs!").replace("$", "").encode(),
        ]
        drawn = parts["xl/drawings/vmlDrawing10.vml"]
        assert {*re.findall(rb"<x:Row>(\d+)", drawn)} == {b"0", b"%d" % (churn - 1), b"%d" % (helper - 1)}

    def test_so_do_controls(self, rich: Rich) -> None:
        drawn = parts_of(rich.done.after)["xl/drawings/vmlDrawing10.vml"]
        assert f"<x:FmlaLink>{HELPER.removeprefix('Inputs!')}<".encode() in drawn

    def test_all_other_parts_are_what_they_were(self, rich: Rich) -> None:
        before, after = parts_of(rich.done.before), parts_of(rich.done.after)
        changed = {name for name in before if before[name] != after[name]}
        ours = {f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3, 4, 5, 8)}
        followed = {
            "xl/worksheets/sheet7.xml",
            "xl/drawings/drawing1.xml",
            "xl/charts/chart1.xml",
            "xl/comments10.xml",
            "xl/drawings/vmlDrawing10.vml",
        }
        assert changed <= {BOOK, CONTENT_TYPES, CONTENTS_LEAD_TO, "xl/styles.xml"} | ours | followed
        assert [*after][: len(before)] == [*before]

    def test_formats_keep_their_numbers(self, rich: Rich) -> None:
        before, after = (parts_of(path)["xl/styles.xml"] for path in rich.done[:2])
        for kind in (b"numFmts", b"fonts", b"fills", b"borders", b"cellXfs", b"dxfs"):
            inside = [re.search(rb"<%b[^>]*>(.*?)</%b>" % (kind, kind), data, re.DOTALL) for data in (before, after)]
            assert inside[0]
            assert inside[1]
            assert inside[1][1].startswith(inside[0][1])

    def test_it_is_valid(self, rich: Rich, ooxml_validator: Callable[[Path], list[str]]) -> None:
        assert ooxml_validator(rich.done.after) == []


# --- inputs that cannot be calculated with, in a Dutch workbook whose sheets were renamed, turned round and widened ---


@pytest.fixture(scope="module")
def spoilt(dutch: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    parts = parts_of(dutch)
    dated(parts)
    for driver, value in SPOILT.items():
        put(parts, f"Invoer!{column(TODAY)}{LAYOUT.inputs.rows[driver]}", value)
    front, back = (format_address(LAYOUT.inputs.rows[f"{each}_salary"], TODAY) for each in ("front", "back"))
    put_formula(parts, f"Invoer!{front}", f"SUM({CHURN}:{CHURN})", 0.0, f' t="array" ref="{front}:{back}"')
    put(parts, f"Invoer!{column(STATUS)}{LAYOUT.inputs.rows['churn']}", "ok")
    put(parts, f"Invoer!{column(PLAN)}4", "Plan 2027")
    insert_columns(parts, "Plan", "H", 1)
    put(parts, f"Plan!H{LAYOUT.future.rows['churn_rate']}", "our remark")
    put(parts, "Plan!H4", "remarks")
    insert_rows(parts, "Invoer", 1, 2)
    put(parts, "Invoer!A1", "Kerkvliet BV")
    rename_sheet(parts, "Plan", "Plan &amp; meer")  # as XML writes it
    rename_sheet(parts, "Invoer", "Onze invoer")
    reorder_sheets(parts)
    return upgraded(parts, tmp_path_factory.mktemp("spoilt"))


SPOILT: dict[str, Any] = {
    "churn": "12%",
    "gross_margin": "1.234",
    "customers": None,
    "new_customers": Error("#N/A"),
    "problem_share": True,
    "acquisition_cost": Day(45000),
    "contact_share": "",
    "discount_rate": 8.0,
}


class TestSpoilt:
    def test_inputs_are_what_was_typed_and_nobody_judges_them(self, spoilt: Done) -> None:
        before, after = typed(spoilt.before), typed(spoilt.after)
        assert {name: (cell.kind, cell.value) for name, cell in after.items()} == {
            name: (cell.kind, cell.value) for name, cell in before.items()
        }
        assert problems(spoilt.after) == problems(spoilt.before)
        assert spoilt.told.figures == ()

    def test_formulas_show_what_they_showed_until_they_are_calculated(self, spoilt: Done) -> None:
        before, after = read_values(spoilt.before), read_values(spoilt.after)
        cells = [("Resultaat", format_address(row, VALUE)) for row in Layout(labels("nl")).results.rows.values()]
        assert {cell: after.get(cell) for cell in cells} == {cell: before.get(cell) for cell in cells}
        assert sum(cell in before for cell in cells) > 60

    def test_it_stays_dutch_and_its_sheets_keep_names_and_order(self, spoilt: Done) -> None:
        with Workbook.open(spoilt.before) as before, Workbook.open(spoilt.after) as after:
            assert before.sheet_names == after.sheet_names
            assert after.names["lines_plan"][0].text.startswith("'Plan & meer'!")
            assert after.cells("Onze invoer")[4, TODAY].value == labels("nl").group("FUTURES", "today")

    def test_formulas_name_the_sheets_as_they_are_called(self, spoilt: Done) -> None:
        formulas = read_formula_cells(spoilt.after)
        assert not [text for text in formulas.values() if re.search(r"(?<![\w& ])(?:Invoer|Plan)!", text)]
        assert any("'Plan & meer'!" in text for text in formulas.values())

    def test_columns_of_the_user_stand_on_the_right(self, spoilt: Done) -> None:
        cells = {
            place: spoilt.cell(f"Plan & meer!{place}").value for place in ("P4", f"P{LAYOUT.future.rows['churn_rate']}")
        }
        assert [*cells.values()] == ["remarks", "our remark"]
        assert "your column H is column P now" in spoilt.said("moved")

    def test_words_of_the_user_in_a_heading_are_told(self, spoilt: Done) -> None:
        assert spoilt.said("worded") == f"Onze invoer!{column(PLAN)}6: Plan 2027 is Plan now"

    def test_what_check_would_say_is_told(self, spoilt: Done) -> None:
        assert spoilt.told.problems == tuple(check_file(spoilt.after))
        assert any("new_customers_today is an error" in str(each) for each in spoilt.told.problems)

    def test_rows_above_the_title_stand_below(self, spoilt: Done) -> None:
        assert spoilt.cell(f"Onze invoer!A{LAYOUT.inputs.next_row + 2}").value == "Kerkvliet BV"

    def test_a_status_that_was_typed_is_kept_and_told(self, spoilt: Done) -> None:
        churn = LAYOUT.inputs.rows["churn"]
        assert spoilt.cell(f"Onze invoer!{column(STATUS)}{churn}").value == "ok"
        assert (
            f"Onze invoer!{column(STATUS)}{churn + 2}: churn: ok was kept; the template has a formula there"
            in spoilt.said("look")
        )

    def test_the_value_of_a_formula_over_several_cells_is_kept(self, spoilt: Done) -> None:
        assert f"SUM({CHURN}:{CHURN}), of which the value is kept: it gives several cells their values" in spoilt.said(
            "look"
        )

    def test_it_is_valid(self, spoilt: Done, ooxml_validator: Callable[[Path], list[str]]) -> None:
        assert ooxml_validator(spoilt.after) == []


# --- a macro workbook as Excel saves it ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def from_excel(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("excel")
    build(folder / "macros.xlsm", "en", Case.example().inputs, macros=True)
    parts = parts_of(folder / "macros.xlsm")
    without_line(parts, "problem_rate")
    won, results = row_of(parts, "Plan", "bought_customers"), sheet_parts(parts)["Results"]
    add_sheets(parts, lambda book: book.add_worksheet("Own").write(9, 9, 1))
    put_formula(parts, "Own!B1", f"Plan!F{won}*2", 1.0, ' t="shared" ref="B1:D1" si="0"')
    for number, address in enumerate(("C1", "D1")):
        put_formula(parts, f"Own!{address}", "", 2.0 + number, ' t="shared" si="0"')
    put_formula(parts, "Own!B2", "horizon_years*0.06", 0.3, ' t="shared" ref="B2:C2" si="1"')
    put_formula(parts, "Own!C2", "", 0.3, ' t="shared" si="1"')
    put_formula(parts, f"Inputs!{CHURN}", "Own!B2/2", 0.15, f' t="array" ref="{CHURN}"')
    protected = re.search(rb"<sheetProtection[^>]*/>", parts[results])
    assert protected
    parts[results] = parts[results].replace(protected[0], b"")
    around(
        parts, results, "sheetProtection", '<sheetProtection password="CC3D" sheet="1" objects="1"/>', "</sheetData>"
    )
    around(parts, results, "autoFilter", '<autoFilter ref="A5:I11"/>', "sheetProtection")
    link = b'<hyperlink ref="H20" location="Own!A1" display="x"/></hyperlinks>'
    parts[results] = parts[results].replace(b"</hyperlinks>", link)
    around(parts, results, "extLst", '<extLst><ext uri="{x}"/></extLst>', "</headerFooter>")
    parts[results] = parts[results].replace(
        b'<sheetView showGridLines="0"', b'<sheetView zoomScale="85" tabSelected="1"'
    )
    parts[results] = re.sub(
        rb'<col min="2" max="2" width="[0-9.]+"', b'<col min="2" max="2" width="60"', parts[results]
    )
    first = sheet_parts(parts)["Start"]
    parts[first] = parts[first].replace(b' tabSelected="1"', b"")
    parts[BOOK] = parts[BOOK].replace(b"<workbookView ", b'<workbookView activeTab="4" ')
    with_calculation_chain(parts)
    return upgraded(parts, folder, "case.xlsm")


def part_of(path: Path, sheet: str) -> bytes:
    """A sheet as the file holds it."""
    parts = parts_of(path)
    return parts[sheet_parts(parts)[sheet]]


def around(parts: Parts, part: str, name: str, element: str, after: str) -> None:
    """Put an element behind what ends with these words."""
    text = parts[part].decode()
    assert f"<{name}" not in text
    at = text.index(after)
    at = text.index(">", at) + 1
    parts[part] = (text[:at] + element + text[at:]).encode()


def with_calculation_chain(parts: Parts) -> None:
    """The cells that Excel calculated; a sheet is left out where it is that of the cell before."""
    cells = []
    for number, part in enumerate(sheet_parts(parts).values(), start=1):
        found = re.findall(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f', parts[part])
        cells += [b'<c r="%b"%b/>' % (cell, b"" if at else b' i="%d"' % number) for at, cell in enumerate(found)]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{main}">{b"".join(cells).decode()}</calcChain>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    relation = f'<Relationship Id="rIdChain" Type="{OFFICE}/calcChain" Target="calcChain.xml"/></Relationships>'
    parts[CONTENTS_LEAD_TO] = parts[CONTENTS_LEAD_TO].replace(b"</Relationships>", relation.encode())


class TestFromExcel:
    def test_macros_and_buttons_are_what_they_were(self, from_excel: Done) -> None:
        before, after = parts_of(from_excel.before), parts_of(from_excel.after)
        settings = sheet_parts(before)[SETTINGS]
        for part in ("xl/vbaProject.bin", "xl/drawings/vmlDrawing1.vml", CONTENT_TYPES, settings):
            assert after[part] == before[part]
        inputs = after[sheet_parts(after)["Inputs"]]
        assert b'<legacyDrawing r:id="rId1"/>' in inputs
        assert b'codeName="Sheet3"' in inputs
        assert "the macros" in from_excel.said("kept")
        assert "macros" not in from_excel.said("look")

    def test_shared_formulas_are_told_apart_only_where_they_have_to_be(self, from_excel: Done) -> None:
        row = LAYOUT.future.rows["bought_customers"]
        assert [from_excel.formula(f"Own!{each}1") for each in "BCD"] == [f"Plan!{each}{row}*2" for each in "FGH"]
        assert b'<f t="shared" si="1"' in part_of(from_excel.after, "Own")

    def test_a_formula_of_one_cell_stays_one(self, from_excel: Done) -> None:
        churn = format_address(LAYOUT.inputs.rows["churn"], TODAY)
        assert from_excel.formula(f"Inputs!{churn}") == "Own!B2/2"
        assert f'<f t="array" ref="{churn}">'.encode() in part_of(from_excel.after, "Inputs")

    def test_protection_zoom_widths_and_tabs_are_the_users(self, from_excel: Done) -> None:
        parts = parts_of(from_excel.after)
        results = parts[sheet_parts(parts)["Results"]]
        for kept in (b'<sheetProtection password="CC3D"', b'zoomScale="85"', b'tabSelected="1"', b'width="60"'):
            assert kept in results
        assert b'tabSelected="1"' not in parts[sheet_parts(parts)["Inputs"]]
        assert b'activeTab="4"' in parts[BOOK]
        assert b'<hyperlink ref="H20" location="Own!A1" display="x"/>' in results

    def test_what_cannot_follow_its_cells_is_told(self, from_excel: Done) -> None:
        assert "Results: had a filter, which could not be taken over" in from_excel.said("look")
        assert "Results: had rules or small charts" in from_excel.said("look")

    def test_the_calculation_chain_has_the_formulas_that_there_are(self, from_excel: Done) -> None:
        parts, number, chain = parts_of(from_excel.after), "", set()
        for cell, sheet in re.findall(rb'<c r="(\w+)"(?: i="(\d+)")?', parts["xl/calcChain.xml"]):
            number = sheet or number
            chain.add((number, cell))
        formulas = {
            (b"%d" % at, cell)
            for at, part in enumerate(sheet_parts(parts).values(), start=1)
            for cell in re.findall(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f', parts[part])
        }
        assert chain == formulas
        assert len(chain) > 6_000

    def test_it_is_valid(self, from_excel: Done, ooxml_validator: Callable[[Path], list[str]]) -> None:
        assert ooxml_validator(from_excel.after) == []


# --- an unusual way of writing, and names that lead elsewhere --------------------------------------------------------


@pytest.fixture(scope="module")
def unusual(english: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    parts = parts_of(english)
    add_sheets(parts, lambda book: book.add_worksheet("Own").write_column("A1", [0.15, "0.4"]))
    set_name(parts, "churn", "Own!$A$1")
    set_name(parts, "gross_margin_today", "Own!$A$2")
    set_name(parts, "people_told", "Inputs!$C$190")
    put(parts, "Inputs!C190", 3.0)
    set_name(parts, "tax_rate")
    for part in (BOOK, "xl/styles.xml", *list(sheet_parts(parts).values())[:8]):
        text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", parts[part].decode()).replace(' xmlns="', ' xmlns:x="', 1)
        parts[part] = text.replace("UTF-8", "UTF-16", 1).encode("utf-16") if "sheet2" in part else text.encode()
    parts[BOOK] = parts[BOOK].replace(b'<x:sheet name="', b'<x:sheet  name="')
    before = tmp_path_factory.mktemp("unusual") / "case.xlsx"
    parts[BOOK] = parts[BOOK].replace(f'>"{MODEL_VERSION}"<'.encode(), f'>"{OLDER}"<'.encode())
    after = write(parts, before).with_name("after.xlsx")
    return Done(before, after, upgrade(before, after))


class TestUnusual:
    def test_the_case_is_what_it_was(self, unusual: Done) -> None:
        expected = Case.from_workbook(unusual.before, {"tax_rate": 0}).run()
        assert Case.from_workbook(unusual.after).run().measures == expected.measures

    def test_a_name_that_leads_to_a_sheet_of_the_users_own_is_followed(self, unusual: Done) -> None:
        churn, margin = at("Inputs", "churn", TODAY), at("Inputs", "gross_margin", TODAY)
        assert (unusual.formula(churn), unusual.cell(churn).value) == ("Own!A1", 0.15)
        assert (unusual.formula(margin), unusual.cell(margin).value) == ("Own!A2", "0.4")
        assert "churn is kept in Own!A1: its cell refers to that now" in unusual.said("look")

    def test_a_name_that_strayed_on_our_sheets_is_led_home_with_its_value(self, unusual: Done) -> None:
        assert unusual.cell(at("Inputs", "people_told", TODAY)).value == 3
        assert unusual.cell("Inputs!C190") == BLANK
        assert "the name people_told led to Inputs!C190: that value was taken; its own cell held" in unusual.said(
            "look"
        )

    def test_a_name_that_was_lost_is_there_again_with_its_value(self, unusual: Done) -> None:
        with Workbook.open(unusual.after) as book:
            assert str(book.reference(book.names["tax_rate"][0])) == at("Inputs", "tax_rate", TODAY)
        assert unusual.cell(at("Inputs", "tax_rate", TODAY)).value == 0

    def test_it_is_valid(self, unusual: Done, ooxml_validator: Callable[[Path], list[str]]) -> None:
        assert ooxml_validator(unusual.after) == []


# --- any model: what is deleted or inserted leads no reference astray ------------------------------------------------


PIVOT = (
    f'<pivotCacheDefinition xmlns="{MAIN_NAMESPACES[0]}"><cacheSource type="worksheet">'
    '<worksheetSource ref="A{0}:A{0}" sheet="Plan"/></cacheSource></pivotCacheDefinition>'
)


def test_references_lead_to_what_they_led_to(english: Path, tmp_path: Path) -> None:
    rng, parts = random.Random(20), parts_of(english)
    inserted: dict[str, str] = {}
    chosen = {
        "Inputs": rng.sample([name for name, driver in drivers().items() if driver.scope != "year"], 12),
        "Plan": rng.sample(sorted(LAYOUT.future.rows.keys() - MODEL.singles - {"net_cash_flow"}), 12),
        "Results": rng.sample([name for name in MODEL.measures if row_of_measure(name) == name], 12),
    }
    for sheet, names in chosen.items():
        for name in names[:4]:
            if sheet == "Results":
                set_name(parts, result_name(name))
            for each in (name, *(f"{name}_{future}" for future in FUTURES)) if sheet == "Inputs" else ():
                set_name(parts, each)
            delete_row(parts, sheet, row_of(parts, sheet, name))
        for _ in range(3):
            insert_rows(parts, sheet, rng.randint(6, 60), rng.randint(1, 3))
        inserted[sheet] = rng.choice("BCDE")
        insert_columns(parts, sheet, inserted[sheet], 1)
    expected: list[str] = []

    def own(book: xlsxwriter.Workbook) -> None:
        """Refer to what was left alone: in the old workbook one column further, if one was inserted before it."""
        sheet = book.add_worksheet("Own")
        for title, name in ((title, name) for title, names in chosen.items() for name in names[4:]):
            number = TODAY if title == "Inputs" else VALUE
            shifted = column(number + (number >= column_number(inserted[title])))
            sheet.write_formula(len(expected), 0, f"={title}!{shifted}{row_of(parts, title, name)}", None, 1)
            expected.append(at(title, name, number))

    add_sheets(parts, own)
    row, shown = row_of(parts, "Plan", "net_cash_flow"), LAYOUT.future.rows["net_cash_flow"]
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = PIVOT.format(row).encode()
    done = upgraded(parts, tmp_path)
    assert parts_of(done.after)["xl/pivotCache/pivotCacheDefinition1.xml"] == PIVOT.format(shown).encode()
    assert [done.formula(f"Own!A{row}") for row in range(1, len(expected) + 1)] == expected
    assert not done.told.of_kind("look")


# --- what is not upgraded --------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[Callable[[Parts], Any], str, str]] = {
    "newer": (lambda parts: aged(parts, "2.0"), "was made for model 2.0, this is model 1.0", "update the program"),
    "no version": (lambda parts: aged(parts, "spring"), "'spring', which is no version", "service-roi new"),
    "version lost, rows inserted": (
        lambda parts: (set_name(parts, MODEL_NAME), insert_rows(parts, "Inputs", 9, 1)),
        f"does not say for which version of the model it was made: the name {MODEL_NAME} is missing",
        "service-roi new",
    ),
    "a sheet deleted": (
        lambda parts: (aged(parts), set_name(parts, "lines_plan", "#REF!")),
        "the name lines_plan points to cells that were deleted",
        "Name Manager",
    ),
    "two futures on one sheet": (
        lambda parts: (aged(parts), set_name(parts, "lines_plan", "Today!$C$5:$O$216")),
        "its names do not tell which sheets hold inputs, futures and results",
        "service-roi new",
    ),
    "technical names gone": (
        lambda parts: (aged(parts), without_names(parts, "Zero")),
        "the technical names are gone from its sheet 'Zero'",
        "put them back",
    ),
    "a table": (lambda parts: (aged(parts), with_table(parts)), "a table stands on its sheet 'Results'", "move it"),
    "strict": (lambda parts: (aged(parts), strict(parts)), "is saved as Strict Open XML", "ordinary .xlsx"),
    "a name taken": (
        lambda parts: (
            aged(parts),
            without_driver(parts, "mid_year"),
            set_name(parts, "mid_year", "Own!$A$1"),
            own(parts),
        ),
        "its name mid_year, of Own!A1, is one of the template's own now",
        "give those cells another name",
    ),
    "signed": (lambda parts: (aged(parts), signed(parts)), "digitally signed", "signature"),
}


def without_names(parts: Parts, sheet: str) -> None:
    part = sheet_parts(parts)[sheet]
    parts[part], count = re.subn(rb'(<c r="C[0-9]+"[^>]*) t="s"><v>[0-9]+</v></c>', rb"\1/>", parts[part])
    assert count > 180


def own(parts: Parts) -> None:
    add_sheets(parts, lambda book: book.add_worksheet("Own").write(0, 0, 5))


def with_table(parts: Parts) -> None:
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/table" Target="../tables/t.xml"/>'
    parts["xl/worksheets/_rels/sheet5.xml.rels"] = f"{rels}</Relationships>".encode()


def signed(parts: Parts) -> None:
    kind = f"{PACKAGE}/digital-signature/origin"
    relation = f'<Relationship Id="rIdS" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())


def strict(parts: Parts) -> None:
    for name in (BOOK, *sheet_parts(parts).values()):
        transitional, its = (each.encode() for each in MAIN_NAMESPACES)
        parts[name] = parts[name].replace(transitional, its)


@pytest.mark.parametrize(("edit", "reason", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_stays_as_it_was(
    edit: Callable[[Parts], Any], reason: str, remedy: str, english: Path, tmp_path: Path
) -> None:
    parts = parts_of(english)
    edit(parts)
    path = write(parts, tmp_path / "case.xlsx")
    data = path.read_bytes()
    with pytest.raises(WorkbookError) as refused:
        upgrade(path)
    assert reason in refused.value.reason
    assert remedy in refused.value.remedy
    assert path.read_bytes() == data
    assert [*tmp_path.iterdir()] == [path]


# --- the file and the command ----------------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(each) for each in arguments])
    return result.exit_code, result.stdout, result.stderr


class TestCommand:
    @pytest.fixture
    def older(self, english: Path, tmp_path: Path) -> Path:
        return write(aged(parts_of(english)), tmp_path / "case.xlsx")

    def test_in_place_the_file_as_it_was_is_kept_and_never_written_over(self, older: Path) -> None:
        data, first = older.read_bytes(), older.with_name("case.before-upgrade.xlsx")
        first.write_bytes(b"of last year")
        code, out, err = run(older)
        kept = older.with_name("case.before-upgrade-1.xlsx")
        assert (code, kept.read_bytes(), first.read_bytes()) == (0, data, b"of last year")
        assert out.startswith(f"case.xlsx: from model {OLDER} to {MODEL_VERSION}\n\nKept as it was\n  198 input values")
        assert "Programme value (NPV of plan over today): 898,422 → 898,422" in out
        assert err == f"\n{older} written\nas it was: {kept}\n"
        assert check_file(older) == check_file(older) != []
        assert sorted(each.name for each in older.parent.iterdir()) == sorted(
            each.name for each in (older, first, kept)
        )

    def test_as_json_and_a_second_time_there_is_nothing_to_do(self, older: Path) -> None:
        out = older.with_name("new.xlsx")
        code, printed, _ = run(older, "--out", out, "--json")
        data = out.read_bytes()
        nothing = f"new.xlsx is of model {MODEL_VERSION}, the present one: there is nothing to upgrade"
        copy = older.with_name("copy.xlsx")
        assert run(out) == (0, "", f"{nothing}\n")
        assert run(out, "--out", copy) == (0, "", f"{nothing}; {copy} is a copy of it as it is\n")
        assert out.read_bytes() == copy.read_bytes() == data
        told = json.loads(printed)
        assert (code, told["path"], told["written"], told["backup"]) == (0, str(older), str(out), "")
        assert (told["former"], told["present"]) == (OLDER, MODEL_VERSION)
        assert told["kept"] == [{"where": "", "text": "198 input values as they were typed"}]
        assert told["figures"]["service_value"]["before"] == told["figures"]["service_value"]["now"]

    def test_another_file_is_never_written_over(self, older: Path) -> None:
        data = older.read_bytes()
        for out, said in (("case.xlsx", "exists"), ("case.xlsm", "has to end in .xlsx")):
            code, _, err = run(older, "--out", older.with_name(out))
            assert (code, said in err) == (2, True)
        with pytest.raises(WorkbookError, match="exists"):
            upgrade(older, older)
        assert older.read_bytes() == data

    def test_a_file_that_is_open_stays_as_it_was(self, older: Path) -> None:
        data = older.read_bytes()
        older.with_name("~$case.xlsx").write_bytes(b"")
        code, out, err = run(older)
        assert (code, out, "open" in err) == (1, "", True)
        assert older.read_bytes() == data
        assert {each.name for each in older.parent.iterdir()} == {"case.xlsx", "~$case.xlsx"}

    def test_a_workbook_that_only_lost_its_version_gets_it_back(self, english: Path, tmp_path: Path) -> None:
        parts = parts_of(english)
        set_name(parts, MODEL_NAME)
        path = write(parts, tmp_path / "case.xlsx")
        code, out, _ = run(path)
        assert (code, out.splitlines()[0]) == (0, f"case.xlsx: from model unknown to {MODEL_VERSION}")
        assert not [each for each in check_file(path) if each.remedy]


def test_an_empty_workbook_stays_an_empty_one(unfilled: Path, tmp_path: Path) -> None:
    done = upgraded(parts_of(unfilled), tmp_path)
    assert read_values(done.after) == read_values(done.before)
    assert read_formula_cells(done.after) == read_formula_cells(done.before)
    assert done.said("kept").startswith("113 input values as they were typed")
    assert {finding.kind for finding in done.told.findings} == {"kept"}


def test_libreoffice_calculates_what_python_does(
    rich: Rich,
    unusual: Done,
    from_excel: Done,
    english: Path,
    libreoffice: LibreOffice,
    tmp_path: Path,
) -> None:
    paths = [write(parts_of(done.after), tmp_path / f"{at}.xlsx") for at, done in enumerate((rich.done, from_excel))]
    bare = [path.with_name(f"bare-{path.name}") for path in paths]
    for path, copy in zip(paths, bare, strict=True):
        without_values(path, copy)
    expected = read_values(english)
    formulas = read_formula_cells(english)
    expected = {cell: value for cell, value in expected.items() if cell in formulas}
    for copy in libreoffice.recalculate(bare, tmp_path / "calculated"):
        assert compare(expected, read_values(copy)) > 6_000


# --- a workbook of the present model, made before there were ranges, scenarios and analyses --------------------------


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Upgrade]:
    """As it was, and as it is now; the user keeps a sheet of the name that one of the new ones would have."""
    parts = of_first_layout()
    add_sheets(parts, lambda book: book.add_worksheet("Analyses").write("A1", "our own"))
    folder = tmp_path_factory.mktemp("former")
    before, after = write(parts, folder / "case.xlsx"), folder / "upgraded.xlsx"
    return before, after, upgrade(before, after)


class TestFormerLayout:
    def test_it_reads_and_comes_to_the_same(self, former: tuple[Path, Path, Upgrade]) -> None:
        before, after, _ = former
        expected = Case.example().run().measures
        assert [Case.from_workbook(path).run().measures for path in (before, after)] == [expected, expected]
        filled = read_workbook(before)
        assert (filled.uncertainty, filled.ranges, filled.scenarios) == ({}, {}, {})
        assert problems(before) == problems(after)

    def test_it_gets_the_sheets_that_it_lacks(self, former: tuple[Path, Path, Upgrade]) -> None:
        before, after, told = former
        with Workbook.open(before) as old, Workbook.open(after) as new:
            assert new.sheet_names == (*old.sheet_names, *ADDED, "Scenarios", "Analyses (2)", "Workings")
            names = LAYOUT.names_beside()
            found = {name: new.reference(new.names[name][0]) for name in names}
            assert found["analysis_levers_state"].sheet == "Analyses (2)"
            assert new.cells("Analyses")[1, 1].value == "our own"
        assert told.former == told.present == MODEL_VERSION
        assert len(told.of_kind("added")) == len(ADDED) + 3

    def test_charts_show_what_stands_on_their_own_sheet(self, former: tuple[Path, Path, Upgrade]) -> None:
        parts = parts_of(former[1])
        charts = [data.decode() for name, data in parts.items() if name.startswith("xl/charts/")]
        shown_by = [set(re.findall(r"<c:f>('?[^!]*'?)!", chart)) for chart in charts]
        own = [each & {"Scenarios", "Analyses", "'Analyses (2)'"} for each in shown_by]
        assert own.count({"'Analyses (2)'"}) == 8  # that of the cash flows stands on the results as well
        assert own.count({"Scenarios"}) == 1
        assert {"Analyses"} not in own

    def test_it_can_be_analysed(self, former: tuple[Path, Path, Upgrade], tmp_path: Path) -> None:
        done = analyse_file(former[1], tmp_path / "analysed.xlsx", ["levers", "curve", "scenarios"])
        assert (done.made, done.skipped) == (["levers", "curve", "scenarios"], {})
        with pytest.raises(WorkbookError, match=r"has no sheets for scenarios and analyses.*service-roi upgrade"):
            analyse_file(former[0], tmp_path / "refused.xlsx", ["levers"])

    def test_once_is_enough(self, former: tuple[Path, Path, Upgrade]) -> None:
        assert upgrade(former[1]).written == ""

    def test_it_is_valid(
        self, former: tuple[Path, Path, Upgrade], ooxml_validator: Callable[[Path], list[str]]
    ) -> None:
        assert ooxml_validator(former[1]) == []

    @pytest.mark.parametrize("name", ["churn_low", "scenario_values"])
    def test_a_name_of_the_users_own_is_not_taken(self, name: str, tmp_path: Path) -> None:
        parts = of_first_layout()
        set_name(parts, name, "Inputs!$C$10")
        with pytest.raises(WorkbookError, match=f"its name {name}, of Inputs!C10, is one of the template's own now"):
            upgrade(write(parts, tmp_path / "case.xlsx"))


def charts_of(path: Path) -> list[bytes]:
    return [data for name, data in parts_of(path).items() if name.startswith("xl/charts/chart")]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Done:
    parts = parts_of(FORMER_LAYOUT)
    rename_sheet(parts, "Results", "Outcome")
    before = write(parts, tmp_path_factory.mktemp("shipped") / "case.xlsx")
    return Done(before, before.with_name("after.xlsx"), upgrade(before, before.with_name("after.xlsx")))


class TestShippedLayout:
    """The illustrative firm as it was shipped before the inputs stood in the order of a manager."""

    def test_the_case_is_what_it_was(self, shipped: Done) -> None:
        case, expected = Case.from_workbook(shipped.after), Case.example()
        assert case.run().measures == expected.run().measures
        assert case.uncertainty.ranges == expected.uncertainty.ranges
        assert problems(shipped.after) == problems(shipped.before)
        assert shipped.said("look") == ""

    def test_inputs_stand_where_the_present_template_has_them(self, shipped: Done, english: Path) -> None:
        with Workbook.open(shipped.after) as after, Workbook.open(english) as template:
            for name in value_names():
                assert after.reference(after.names[name][0]) == template.reference(template.names[name][0])

    def test_it_is_filtered_and_the_hidden_sheet_stays_hidden(self, shipped: Done) -> None:
        assert b"<autoFilter ref=" in part_of(shipped.after, "Inputs")
        assert b'hidden="1"' in part_of(shipped.after, "Inputs")
        states = dict(re.findall(r'<sheet name="([^"]+)"([^>]*)', parts_of(shipped.after)[BOOK].decode()))
        assert {name for name, more in states.items() if 'state="hidden"' in more} == {"Workings"}

    def test_the_results_get_their_charts(self, shipped: Done, ooxml_validator: Callable[[Path], list[str]]) -> None:
        book = openpyxl.load_workbook(shipped.after)
        charts = {sheet.title: len(sheet._charts) for sheet in book.worksheets if sheet._charts}
        assert charts["Outcome"] == 3
        drawn_from = re.findall(r"<c:f>([^<]*)!", "".join(text.decode() for text in charts_of(shipped.after)))
        assert {name.strip("'") for name in drawn_from} <= {*book.sheetnames}
        assert ooxml_validator(shipped.after) == []

    def test_added_sheets_lead_to_the_sheets_as_they_are_called(self, shipped: Done) -> None:
        with Workbook.open(shipped.after) as book:
            names = {*book.sheet_names}
        links = re.findall(r'location="([^"]+)"', part_of(shipped.after, "Start").decode())
        led_to = {link.rpartition("!")[0].strip("'") for link in links}
        assert "Outcome" in led_to <= names
        formulas = [*read_formula_cells(shipped.after).values()]
        assert any("Outcome!" in formula for formula in formulas)
        assert not any("Results!" in formula for formula in formulas)


def test_ranges_and_analyses_are_kept_when_the_model_changes(english: Path, tmp_path: Path) -> None:
    parts = parts_of(english)
    churn = LAYOUT.inputs.rows["churn"]
    for part, value in (("low", 0.1), ("high", 0.2), ("distribution", "triangular")):
        put(parts, f"Inputs!{column(RANGE_COLUMN[part])}{churn}", value)
    put(parts, "Scenarios!D5", "Crisis")
    put(parts, "Scenarios!A6", "churn")
    put(parts, "Scenarios!D6", 0.19)
    insert_rows(parts, "Inputs", churn, 1)
    insert_rows(parts, "Scenarios", 3, 2)
    done = upgraded(parts, tmp_path)
    filled = read_workbook(done.after)
    assert filled.uncertainty == {"churn_low": 0.1, "churn_high": 0.2, "churn_distribution": "triangular"}
    assert filled.scenarios == {"Crisis": {"churn": 0.19}}
    assert done.said("kept") == "198 input values as they were typed\n3 cells of your own on our sheets"
    assert done.said("look") == ""
