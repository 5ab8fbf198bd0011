"""The sheet a picture is drawn on: a title that says the finding, a line below it, axes, and text that fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

from ..labels import labels
from .style import FAINT, FONT, GREY, HEIGHT, LEADING, SMALL_POINTS, TEXT_POINTS, TITLE_POINTS, WIDTH

NO_BREAK = "\N{NO-BREAK SPACE}"
POINTS = 72
"""Points in an inch."""
_PARTS_OF_A_DOT = 64
"""In which fonts are measured."""
_MARGIN = 0.12
"""Inches around everything."""
_HINTED = 0.98
"""On a screen letters are moved to whole dots, which makes some texts a little wider than they were measured."""
_BESIDE = 4
"""Points between a bar and the text beside it."""

End = tuple[float, float, int, str]
"""Where a bar ends, its row, on which side its text stands (-1 left, 1 right), and the text."""


class Sheet:
    """A figure in the making; ``title`` and ``description`` are its alternative text.

    ``among_text``: it goes on a page with text and other pictures, so it is lower and shows only what counts most.
    """

    def __init__(self, language: str, among_text: bool = False) -> None:
        self.language, self.words, self.among_text = language, labels(language), among_text
        self.figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
        self.title, self.description = "", ""

    def say(self, key: str, **values: object) -> str:
        """Return a text of the pictures."""
        return self.words.say(f"picture_{key}", **values)

    def head(self, title: str, below: str = "") -> None:
        """Put the finding over the picture, and what it is a picture of in smaller type below it."""
        width = (self.figure.get_figwidth() - 2 * _MARGIN) * POINTS * _HINTED
        lines, lines_below = wrapped(title, width, TITLE_POINTS, bold=True), wrapped(below, width)
        height = self.figure.get_figheight()
        left, top = _MARGIN / self.figure.get_figwidth(), height - _MARGIN
        after_title = top - len(lines) * TITLE_POINTS * LEADING / POINTS
        self._text(left, top / height, "\n".join(lines), TITLE_POINTS, "bold")
        self._text(left, after_title / height, "\n".join(lines_below), TEXT_POINTS, "normal")
        bottom = after_title - len(lines_below) * TEXT_POINTS * LEADING / POINTS - _MARGIN
        engine = self.figure.get_layout_engine()
        assert engine is not None
        engine.set(rect=(0, 0, 1, bottom / height), w_pad=_MARGIN, h_pad=_MARGIN / 2)  # type: ignore[call-arg]
        self.title = title

    def describe(self, sentences: Sequence[str]) -> None:
        """Set the figures that a reader who can't see the picture is told."""
        self.description = ". ".join(filter(None, sentences))

    def legend(self, axes: Axes, columns: int = 2) -> None:
        """Put the legend below the axes, where it covers nothing."""
        self.figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left", ncols=columns)

    def _text(self, left: float, top: float, text: str, points: float, weight: str) -> None:
        self.figure.text(
            left, top, text, fontsize=points, fontweight=weight, va="top", linespacing=LEADING * 0.92, in_layout=False
        )


def zero_line(axes: Axes, horizontal: bool = True) -> None:
    """Draw the line at 0, from which gains and losses are seen."""
    (axes.axhline if horizontal else axes.axvline)(0, color=GREY, linewidth=1, zorder=1)


def only_rows(axes: Axes, names: Sequence[str], widest: float) -> None:
    """Turn the vertical axis into a list of names, from the top down, each in a width of so many points."""
    axes.set_yticks(range(len(names)), ["\n".join(wrapped(name, widest, SMALL_POINTS)) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=FAINT)


def label_ends(sheet: Sheet, axes: Axes, ends: Sequence[End]) -> None:
    """Write texts beside the ends of horizontal bars, and make the axes so wide that they stay inside."""
    for x, row, side, text in ends:
        axes.annotate(
            text,
            (x, row),
            xytext=(_BESIDE * side, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=SMALL_POINTS,
        )
    width, _ = size_of(sheet, axes)
    low, high = axes.dataLim.intervalx
    left, right = low, high
    for _ in range(30):  # more room for texts makes each of them wider in the units of the axis
        unit = (right - left) / width
        reach = [(x + side * unit * (width_of(text, SMALL_POINTS) + 2 * _BESIDE)) for x, _, side, text in ends]
        left, right = min([low, *reach]), max([high, *reach])
    if left < right:
        axes.set_xlim(left, right)


def size_of(sheet: Sheet, axes: Axes) -> tuple[float, float]:
    """Return width and height of axes in points, once everything on the sheet has its place."""
    engine = sheet.figure.get_layout_engine()
    assert engine is not None
    engine.execute(sheet.figure)
    box = axes.get_window_extent()
    return box.width * POINTS / sheet.figure.dpi, box.height * POINTS / sheet.figure.dpi


def wrapped(text: str, width: float, points: float = TEXT_POINTS, bold: bool = False) -> list[str]:
    """Return a text in lines no wider than so many points; a single word may be wider, and amounts stay whole."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, points, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(text: str, points: float = TEXT_POINTS, bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    words = text.split(" ")
    width = sum(_width_at_100(word, bold) for word in words) + (len(words) - 1) * _width_at_100(NO_BREAK, bold)
    return width * points / 100


@lru_cache(maxsize=2048)
def _width_at_100(word: str, bold: bool) -> float:
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(100, POINTS)
    font.set_text(word, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / _PARTS_OF_A_DOT


def spread(places: Sequence[float], distance: float) -> list[float]:
    """Return places at least so far apart, in the same order, each as near as that allows to where it was.

    >>> spread([0, 0, 10], 2)
    [-1.0, 1.0, 10.0]
    """
    order = sorted(range(len(places)), key=lambda position: places[position])
    clusters: list[tuple[float, int]] = []  # of labels that touch: the middle of their places, and how many
    for position in order:
        middle, count = places[position], 1
        while clusters and clusters[-1][0] + clusters[-1][1] * distance / 2 > middle - count * distance / 2:
            before, more = clusters.pop()
            middle, count = (before * more + middle * count) / (more + count), count + more
        clusters.append((float(middle), count))
    moved = [middle + (step - (count - 1) / 2) * distance for middle, count in clusters for step in range(count)]
    return [moved[order.index(position)] for position in range(len(places))]
