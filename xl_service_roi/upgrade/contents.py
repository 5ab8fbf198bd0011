"""The table of contents of a workbook: our names as the template has them, the user's own wherever they lead now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from xml.sax.saxutils import escape, quoteattr

from ..check.audited import listed
from ..messages import shown
from ..spreadsheet.cells import Workbook
from ..spreadsheet.parts import unescaped as decoded
from ..spreadsheet.references import GONE, renamed_sheets
from ..workbook.named_tables import TABLES
from .added_sheets import AddedSheets
from .findings import Finding
from .moves import Moves, Rewritten
from .raw_xml import Edit, Element, Part

_OF_OUR_SHEETS = ("_xlnm.print_area", "_xlnm.print_titles", "_xlnm._filterdatabase")
"""Names that a sheet has for itself, and that come anew with its rows."""

Named = tuple[tuple[str, int], str]
"""By what names are sorted, and the element of the name."""


class NewContents:
    """Writes the part that lists sheets and names."""

    def __init__(self, book: Workbook, template: Workbook, added: AddedSheets, moves: Moves) -> None:
        """Take the workbook as it was, and the sheets that it did not have."""
        self.book, self.template, self.added, self.moves = book, template, added, moves
        self.sheets = added.titles
        self.part = Part(book.package, book.package.main_part)
        self.prefix = self.part.prefix(self.part.elements()[0])
        self.findings: list[Finding] = []
        self.own_names: list[str] = []

    def data(self, users: Callable[[str], Sequence[str]]) -> bytes:
        """Return the part. A name that leads to what is no more is kept only if it has ``users``."""
        elements = self.part.elements("sheets", "functionGroups", "externalReferences", "definedNames", "calcPr")
        names = sorted([*self._ours(), *self._theirs(users)])
        inside = "".join(text for _, text in names).encode()
        own = next((each for each in elements if each.name == "definedNames"), None)
        last = max(each.end for each in elements if each.name != "calcPr")
        tag = (self.prefix + "definedNames").encode()
        edit = (own.inside, own.inside_end, inside) if own else (last, last, b"<%b>%b</%b>" % (tag, inside, tag))
        return self.part.edited([edit, *self._more_sheets(), self._calculated_anew(elements, last)])

    def _more_sheets(self) -> list[Edit]:
        """List the sheets that are added, behind the others."""
        (listed,) = self.part.elements("sheets")
        own = self.part.elements("sheet")
        highest = max(int(each.attributes["sheetId"]) for each in own)
        text = self.added.elements(self.part.all_of(own[0]), self.prefix, highest)
        return [(listed.inside_end, listed.inside_end, text)] if text else []

    def _calculated_anew(self, elements: list[Element], last: int) -> Edit:
        """Every program is to calculate the workbook when it opens it."""
        found = next((each for each in elements if each.name == "calcPr"), None)
        if found:
            return self.part.with_attribute(found, "fullCalcOnLoad", "1")
        return last, last, f'<{self.prefix}calcPr calcId="0" fullCalcOnLoad="1"/>'.encode()

    def _ours(self) -> Iterator[Named]:
        """Give the template's names, those of its sheets under their names in the workbook."""
        sheets = (*self.book.sheet_names, *self.added.sheets.values())
        positions = {sheet: position for position, sheet in enumerate(sheets)}
        for name in (each for names in self.template.names.values() for each in names):
            if (name.sheet is not None and name.sheet not in self.sheets) or name.name in self._staying:
                continue
            local = -1 if name.sheet is None else positions[self.sheets[name.sheet]]
            attributes = f"name={quoteattr(name.name)}" + (f' localSheetId="{local}"' if local >= 0 else "")
            attributes += ' hidden="1"' if name.hidden else ""
            tag = self.prefix + "definedName"
            text = escape(renamed_sheets(name.text, self.sheets))
            yield (name.name.casefold(), local), f"<{tag} {attributes}>{text}</{tag}>"

    @cached_property
    def _staying(self) -> frozenset[str]:
        """The template's names that lead to sheets which the workbook has already: its own ones stay."""
        table_names = (table.name for table in TABLES)
        references = {name: self.template.reference(self.template.names[name][0]) for name in table_names}
        return frozenset(name for name, cells in references.items() if cells.sheet in self.added.staying)

    def _theirs(self, users: Callable[[str], Sequence[str]]) -> Iterator[Named]:
        """Give the user's own names, and those that were ours and lead to something still."""
        names = self.book.sheet_names
        ours = {names.index(own) for own in self.sheets.values() if own in names}
        for element in self.part.elements("definedName"):
            name, local = decoded(element.attributes["name"]), int(element.attributes.get("localSheetId", "-1"))
            of_template = name.casefold() in self.template.names and name not in self._staying
            if (local < 0 and of_template) or (local in ours and name.casefold() in _OF_OUR_SHEETS):
                continue
            text = self.part.text(element)
            found = self.moves.formula(text, self.book.sheet_names[max(local, 0)])
            used_by = users(name) if found.gone else []
            if found.formula == GONE and not used_by:
                self.findings.append(Finding("dropped", f"the name led to {text}, which is no more", shown(name)))
                continue
            self._tell(name, found, used_by)
            if name not in self._staying and not name.startswith("_xlnm."):
                self.own_names.append(name)
            edits = [self.part.with_text(element, found.formula)] if found.formula != text else []
            yield (name.casefold(), local), self.part.piece(element, edits).decode()

    def _tell(self, name: str, found: Rewritten, used_by: Sequence[str]) -> None:
        said = [f"leads to {each.old}, which is no more" for each in found.gone]
        said += [f"leads to {each.old}, which reads {each.new} now, {each.what}" for each in found.other]
        by = f"; used by {listed([*used_by])}" if used_by else ""
        self.findings += [Finding("look", text + by, f"the name {shown(name)}") for text in said]
