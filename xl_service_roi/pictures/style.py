"""How pictures look: one palette, one font, one size of page.

The colours are those of Okabe and Ito (2008), which people with any kind of colour blindness tell apart. The font comes
with matplotlib, so that a picture looks the same on every machine.
"""

from __future__ import annotations

from typing import Any

BLUE, ORANGE, VERMILLION, SKY, GREY = "#0072B2", "#E69F00", "#D55E00", "#56B4E9", "#767676"
INK, FAINT = "#222222", "#D9D9D9"
FONT = "DejaVu Sans"

GAIN, LOSS = BLUE, VERMILLION
"""Above and below 0."""
AT_LOW, AT_HIGH = ORANGE, BLUE
"""Where an input is low, and where it is high."""
FUTURES: dict[str, dict[str, Any]] = {
    "today": {"color": GREY, "marker": "s"},
    "plan": {"color": BLUE, "marker": "o"},
    "zero": {"color": VERMILLION, "marker": "^", "linestyle": "--"},
}
"""Each future has a colour, a marker and a kind of line, so that it is also known in black and white."""

WIDTH, HEIGHT = 8.0, 4.8
"""Inches: as wide as the text of a printed page."""
DOTS_PER_INCH = 160
TITLE_POINTS, TEXT_POINTS, SMALL_POINTS = 12.0, 9.0, 8.5
LEADING = 1.3
"""Height of a line of text, in its size."""

SETTINGS: dict[str, Any] = {
    "font.family": FONT,
    "font.size": TEXT_POINTS,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL_POINTS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT_POINTS,
    "axes.titleweight": "bold",
    "axes.titlepad": 10,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SMALL_POINTS,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SMALL_POINTS,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": SMALL_POINTS,
    "lines.linewidth": 2.0,
    "lines.markersize": 5,
    "savefig.dpi": DOTS_PER_INCH,
    "svg.fonttype": "path",
    "svg.hashsalt": "service-roi",
}
