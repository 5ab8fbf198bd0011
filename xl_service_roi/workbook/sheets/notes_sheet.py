"""The notes sheet: how to use the workbook, and what every line means."""

from __future__ import annotations

from ...engine.expr import Line, Single
from ...model import MODEL, MODEL_VERSION
from .sheet import Context, Sheet


class NotesSheet(Sheet):
    """How to use the workbook, and what every line means."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "notes")

    def write(self) -> None:
        """Write the sheet."""
        say = self.words.say
        self.start(say("notes_title"), {1: 30, 2: 46, 3: 110, 4: 10, 5: 24, 6: 24})
        wrapped = self.formats.of(text_wrap=True, valign="top")
        row = 3
        for number in range(1, 9):
            self.sheet.merge_range(row - 1, 0, row - 1, 2, say(f"note_{number}"), wrapped)
            self.sheet.set_row(row - 1, 30)
            row += 1
        self.text(row, 1, say("model_version", version=MODEL_VERSION), self.formats.faint)
        row += 2
        left = self.formats.of(bold=True, bottom=1)
        for column, head in enumerate(
            ("head_name", "head_line", "head_meaning", "head_notes", "head_heading", "head_remit"), 1
        ):
            self.text(row, column, say(head), left)
        for item in MODEL.items.values():
            if isinstance(item, Line | Single):
                row += 1
                self.text(row, 1, item.name, self.formats.faint)
                self.text(row, 2, self.words.of(item.name))
                self.text(row, 3, self.words.meaning(item))
                self.text(row, 4, item.notes, self.formats.faint)
                if isinstance(item, Line):
                    self.text(row, 5, self.words.group("HEADINGS", item.heading))
                    self.text(row, 6, self.words.group("REMITS", item.remit))
        self.printed_on(1, 6, row)
