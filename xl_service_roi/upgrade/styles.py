"""The formats of the new sheets added to those of a workbook: none of its own changes its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Tree
from xml.sax.saxutils import quoteattr

from .raw_xml import Edit, Element, Part

_KINDS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")
"""In the order in which they stand."""
_FIRST_OWN_FORMAT = 164
"""Number formats below it are the same in every workbook."""

Canonical = tuple[object, ...]


class Styles:
    """The formats of a workbook, to which those of a template are added.

    ``cells`` and ``rules`` give the number that a cell's format, or one of a rule for formatting, has in the workbook.
    """

    def __init__(self, own: Part, template: Part) -> None:
        self.name, self._part = own.name, own
        self._own, self._new = ElementTree.fromstring(own.data), ElementTree.fromstring(template.data)
        self._root = own.elements()[0]
        self._prefix = own.prefix(self._root)
        self._added: dict[str, list[str]] = {}
        self._formats = self._number_formats()
        fonts, fills, borders = (self._all(kind, lambda each: each) for kind in ("fonts", "fills", "borders"))

        def with_numbers(style: Tree) -> Tree:
            numbers = {"fontId": fonts, "fillId": fills, "borderId": borders}
            attributes = {name: str(known[int(style.get(name, "0"))]) for name, known in numbers.items()}
            return _with(style, {**attributes, "numFmtId": self._format(style), "xfId": "0"})

        def with_format(rule: Tree) -> Tree:
            for format_ in (each for each in rule if _local(each) == "numFmt"):
                format_.set("numFmtId", self._format(format_))
            return rule

        self.cells = self._all("cellXfs", with_numbers)
        self.rules = self._all("dxfs", with_format)

    @property
    def data(self) -> bytes:
        """The part with what was added."""
        elements = [element for element in self._part.elements() if element.depth == 2]
        return self._part.edited(
            edit for kind, added in self._added.items() for edit in self._edits(kind, added, elements)
        )

    def _number_formats(self) -> dict[str, str]:
        """Return the number that each format code of the template has in the workbook."""
        own = {each.get("formatCode", ""): each.get("numFmtId", "") for each in _inside(self._own, "numFmts")}
        highest = max([_FIRST_OWN_FORMAT - 1, *map(int, own.values())])
        found: dict[str, str] = {}
        for each in _inside(self._new, "numFmts"):
            code = each.get("formatCode", "")
            if code not in own:
                highest += 1
                self._add("numFmts", _with(each, {"numFmtId": str(highest)}))
            found[each.get("numFmtId", "")] = own.get(code, str(highest))
        return found

    def _format(self, of: Tree) -> str:
        number = of.get("numFmtId", "0")
        return self._formats.get(number, number)

    def _all(self, kind: str, prepared: Callable[[Tree], Tree]) -> Sequence[int]:
        """Return the number that each of the template's formats of a kind has in the workbook; add those it lacks."""
        known = {_canonical(each): number for number, each in reversed([*enumerate(_inside(self._own, kind))])}
        count = len(_inside(self._own, kind))
        numbers = []
        for each in map(prepared, _inside(self._new, kind)):
            key = _canonical(each)
            if key not in known:
                known[key] = count + len(self._added.get(kind, ()))
                self._add(kind, each)
            numbers.append(known[key])
        return numbers

    def _add(self, kind: str, element: Tree) -> None:
        self._added.setdefault(kind, []).append(_written(element, self._prefix))

    def _edits(self, kind: str, added: Sequence[str], elements: Sequence[Element]) -> list[Edit]:
        """Return the edits that add formats of a kind, of which the workbook may have none yet."""
        own = next((element for element in elements if element.name == kind), None)
        count, text = str(len(_inside(self._own, kind)) + len(added)), "".join(added).encode()
        if own and own.inside_end > own.inside:
            return [self._part.with_attribute(own, "count", count), (own.inside_end, own.inside_end, text)]
        name = (self._prefix + kind).encode()
        text = b'<%b count="%b">%b</%b>' % (name, count.encode(), text, name)
        if own:
            return [(own.start, own.end, text)]
        later = {*_KINDS[_KINDS.index(kind) + 1 :], "colors", "extLst"}
        at = next((element.start for element in elements if element.name in later), self._root.inside_end)
        return [(at, at, text)]


def _local(element: Tree) -> str:
    return element.tag.rpartition("}")[2]


def _inside(root: Tree, kind: str) -> list[Tree]:
    return [each for part in root if _local(part) == kind for each in part]


def _with(element: Tree, attributes: dict[str, str]) -> Tree:
    changed = Tree(element.tag, {**element.attrib, **attributes})
    changed.extend(element)
    return changed


def _canonical(element: Tree) -> Canonical:
    """Return what two elements have in common that say the same."""
    return (_local(element), frozenset(element.attrib.items()), *map(_canonical, element))


def _written(element: Tree, prefix: str) -> str:
    name = prefix + _local(element)
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in element.attrib.items())
    inside = "".join(_written(each, prefix) for each in element)
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"
