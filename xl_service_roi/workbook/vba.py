"""The macro workbook: the template with buttons, worksheet functions and the settings by which xlwings finds Python.

``vbaProject.bin`` holds xlwings' own VBA and ours; ``udfs/vba/build_project.py`` builds it. Nothing in it runs when the
workbook is opened.
"""

from __future__ import annotations

import io
from importlib.resources import files

from ..labels import Labels
from .layout import INPUT_COLUMN, TITLE_ROW
from .sheets.sheet import Context

XLWINGS_VERSION = "0.37.8"
"""Of the VBA in ``vbaProject.bin``: on Windows it calls a library of just this version of the Python package."""

SETTINGS = "xlwings.conf"
"""The name by which xlwings' VBA finds its settings: in columns A and B from A1 on, up to the first empty row."""

BUTTONS = {
    "inputs": {"recalculate": "Recalculate", "check_inputs": "CheckInputs", "reset_to_defaults": "ResetToDefaults"},
    "results": {"board_report": "BoardReport"},
    "scenarios": {"compare_scenarios": "CompareScenarios"},
    "analyses": {
        **{"analyse": "Analyse", "levers": "Levers", "tornado": "Tornado"},
        **{"service_level_curve": "ServiceLevelCurve", "simulate": "Simulate"},
    },
}
"""The buttons of each sheet from left to right, each with the VBA macro that it starts."""


def vba_project() -> bytes:
    """Return the VBA project of the macro workbook."""
    return (files(__package__) / "vbaProject.bin").read_bytes()


def settings(words: Labels) -> dict[str, str]:
    """Return the settings, all as text; the last one is for our own macros.

    The interpreter is none of them: a path to Python belongs to a computer, not to a workbook that is passed on.
    """
    return {
        "UDF Modules": "service_roi_udfs",
        "Use UDF Server": "True",
        "Add_Workbook_to_PythonPath": "False",
        "Without Python": words.say("without_python"),
    }


def add_macros(context: Context) -> None:
    """Add the VBA project, the buttons and the settings sheet to a template whose sheets are there."""
    context.book.add_vba_project(io.BytesIO(vba_project()), is_stream=True)
    _add_buttons(context)
    _add_settings(context)


def _add_buttons(context: Context) -> None:
    """Beside the titles: in the rows that never scroll away, where nothing stands."""
    for key, buttons in BUTTONS.items():
        sheet = context.book.get_worksheet_by_name(context.layout.sheets[key])
        width, gap = (200, 8) if key == "inputs" else (150, 8)
        for place, (name, macro) in enumerate(buttons.items()):
            caption = context.words.say(f"button_{name}")
            options = {"macro": macro, "caption": caption, "description": caption, "width": width, "height": 24}
            offset = {"x_offset": gap + place * (width + gap), "y_offset": 6}
            column = INPUT_COLUMN["today"] + (key == "results")  # whose title is longer
            sheet.insert_button(TITLE_ROW - 1, column - 1, options | offset)


def _add_settings(context: Context) -> None:
    """The settings and, below an empty row, how to set a computer up; in sight, for those who have to approve it."""
    say, formats = context.words.say, context.formats
    sheet = context.book.add_worksheet(SETTINGS)
    sheet.set_column(0, 0, 34, formats.text)
    sheet.set_column(1, 1, 110, formats.text)
    sheet.hide_gridlines(2)
    rows = settings(context.words)
    advice = {
        say(f"settings_{number}_head"): say(f"settings_{number}", version=XLWINGS_VERSION) for number in range(1, 7)
    }
    head_row = len(rows) + 1
    sheet.write_string(head_row, 0, say("settings_head"), formats.block)
    sheet.write_blank(head_row, 1, None, formats.block)
    wrapped = formats.of(text_wrap=True, valign="top")
    for first_row, entries, style in ((0, rows, formats.of(bold=True, valign="top")), (head_row + 1, advice, wrapped)):
        for row, (name, text) in enumerate(entries.items(), start=first_row):
            sheet.set_row(row, 30 if len(text) > 100 else 15)
            sheet.write_string(row, 0, name, style)
            sheet.write_string(row, 1, text, wrapped)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
