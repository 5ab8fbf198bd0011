"""Pictures of results for reports, as SVG or PNG files: drawn with matplotlib, which comes with the extra ``report``.

``picture`` chooses by the kind of result; the others draw one kind each. A title says the finding in words, in English
or Dutch; an SVG carries it, with all figures, as alternative text. The same result gives the same SVG, byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from ..errors import InputError, Problem

if TYPE_CHECKING:
    from ..analysis.levers import Levers
    from ..analysis.segments import Segments
    from ..analysis.service_level import Curve
    from ..analysis.simulation import Simulation
    from ..analysis.tornado import Tornado
    from ..case import Result
    from .file import Drawing
    from .sheet import Sheet

    Path = str | os.PathLike[str]

AmongText = Literal["cash_flow", "headings", "service_level", "tornado"]
"""The pictures that can stand on a page with text."""

KINDS = (".svg", ".png")
"""The endings of the files that can be written."""


def picture(result: Any, path: Path, language: str = "en") -> None:
    """Draw a result as its kind asks: a tornado, levers, a curve, a simulation, or the cash flow of a case.

    Of a simulation both the distribution and the fan chart of the programme are drawn.
    """
    # By name: importing every analysis to compare classes would take longer than drawing.
    drawings: dict[str, Callable[[Any, Path, str], None]] = {
        "Tornado": tornado,
        "Levers": levers,
        "Curve": service_level,
        "Simulation": simulation,
        "Result": cash_flow,
        "Segments": cash_flow,
    }
    kind = type(result).__name__
    if kind not in drawings:
        raise TypeError(f"there is no picture of a {kind}, only of {', '.join(drawings)}")
    drawings[kind](result, path, language)


def tornado(result: Tornado, path: Path, language: str = "en") -> None:
    """Draw what each uncertain input does to a measure, the widest bar first."""
    from .tornado_picture import draw

    _write(path, language, lambda sheet: draw(sheet, result))


def levers(result: Levers, path: Path, language: str = "en") -> None:
    """Draw the waterfall from nothing to the programme value, a step a lever."""
    from .levers_picture import draw

    _write(path, language, lambda sheet: draw(sheet, result))


def service_level(result: Curve, path: Path, language: str = "en") -> None:
    """Draw what the firm is worth at each level of service, with no service, today, best and break-even."""
    from .curve_picture import draw

    _write(path, language, lambda sheet: draw(sheet, result))


def simulation(result: Simulation, path: Path, language: str = "en") -> None:
    """Draw the distribution of the programme value, and below it the fan chart of its cash flow."""
    from .simulation_picture import draw

    _write(path, language, lambda sheet: draw(sheet, result))


def distribution(result: Simulation, path: Path, language: str = "en", measure: str = "programme_npv") -> None:
    """Draw how the draws of a measure are spread, with P5, P50 and P95 and the share below 0."""
    from .simulation_picture import draw_distribution

    _write(path, language, lambda sheet: draw_distribution(sheet, result, measure))


def fan_chart(result: Simulation, path: Path, language: str = "en", measure: str = "programme_npv") -> None:
    """Draw how the cumulative differential cash flow fans out over the years."""
    from .simulation_picture import draw_fan

    _write(path, language, lambda sheet: draw_fan(sheet, result, measure))


def cash_flow(result: Result | Segments, path: Path, language: str = "en") -> None:
    """Draw the cumulative cash flow of the three futures, and how plan and zero differ from today."""
    from .cash_flow_picture import draw

    futures = result.futures if hasattr(result, "futures") else result.total.futures
    _write(path, language, lambda sheet: draw(sheet, futures))


def headings(result: Result, path: Path, language: str = "en") -> None:
    """Draw the waterfall from nothing to the programme value, a step a heading."""
    from .headings_picture import draw

    _write(path, language, lambda sheet: draw(sheet, result.measures["headings"]))


def among_text(kind: AmongText, result: Any, language: str) -> Drawing:
    """Return a picture for a page with text: of the cash flow or the headings of a case, of a curve or of a tornado."""
    from . import cash_flow_picture, curve_picture, headings_picture, tornado_picture
    from .file import among_text

    drawings: dict[AmongText, Callable[[Sheet], None]] = {
        "cash_flow": lambda sheet: cash_flow_picture.draw(sheet, result.futures),
        "headings": lambda sheet: headings_picture.draw(sheet, result.measures["headings"]),
        "service_level": lambda sheet: curve_picture.draw(sheet, result),
        "tornado": lambda sheet: tornado_picture.draw(sheet, result),
    }
    return among_text(language, drawings[kind])


def check(path: Path) -> None:
    """Raise ``InputError`` where no picture can be written to a file: known before anything is worked out."""
    from importlib.util import find_spec

    name = os.fspath(path)
    if os.path.splitext(name)[1].lower() not in KINDS:
        raise InputError([Problem(name, "is no kind of picture that can be written", expected=" or ".join(KINDS))])
    if find_spec("matplotlib") is None:
        from ..batch.optional import missing

        raise missing("matplotlib", name, "report")


def _write(path: Path, language: str, draw: Callable[[Sheet], None]) -> None:
    check(path)
    from .file import write

    write(path, language, draw)
