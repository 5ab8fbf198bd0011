"""What the outcome rests on: the inputs that move it most, each with its value, its range and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ..analysis.tornado import ELASTICITY, Bar
from ..inputs import Inputs, drivers
from ..model.driver import FUTURES, Input
from ..uncertainty import Uncertainty
from .document import Block, Paragraph, Section, Table
from .illustrations import illustrated
from .teller import Teller, driver_of


def assumptions(teller: Teller) -> Section:
    """Tell how many inputs are assumed, and show those that matter most."""
    inputs = teller.found.case.inputs
    assumed = sum(_is_in_the_template(name, inputs) for name, driver in drivers().items() if not driver.source)
    blocks: list[Block] = [Paragraph(teller.say("assumed", count=assumed, total=len(drivers())))]
    if teller.found.bars:
        blocks += [_table(teller), Paragraph(" ".join(_how_to_read(teller)), "note")]
        blocks += illustrated(teller, "tornado", teller.found.tornado)
    return Section(teller.say("assumptions"), tuple(blocks))


def _table(teller: Teller) -> Table:
    heads = ("input", "value", "range", "programme_there", "source")
    rows = tuple(_row(teller, bar) for bar in teller.found.bars)
    return Table(teller.say("matter_most"), tuple(map(teller.say, heads)), rows, figures=(1, 2, 3))


def _row(teller: Teller, bar: Bar) -> tuple[str, ...]:
    return (
        teller.label(bar.name),
        teller.input(bar.name, _value(bar.name, teller.found.case.inputs.values)),
        teller.inputs(bar.name, bar.low, bar.high),
        teller.from_to(*_ends(teller, bar)),
        _source(teller, bar.name),
    )


def _ends(teller: Teller, bar: Bar) -> list[str]:
    """Return the value of the programme at both ends: in whole euros where they look the same in millions."""
    ends = bar.value_at_low, bar.value_at_high
    written = [["–" if end is None else write(end) for end in ends] for write in (teller.money, teller.exactly)]
    return next((pair for pair in written if len(set(pair)) == len(pair)), written[0])


def _how_to_read(teller: Teller) -> Iterator[str]:
    """Tell where the ends of the ranges come from, and what the sources are."""
    found = teller.found.tornado
    if found.percent is not None:
        unusable = teller.found.unusable_ranges
        yield teller.say("ranges_unusable", count=unusable) if unusable else teller.say("no_ranges")
        yield teller.say("by_percent", percent=teller.percent(found.percent / 100))
    else:
        yield teller.say("by_range")
        if any(bar.name == ELASTICITY for bar in teller.found.bars):
            yield teller.words.say("tornado_elasticity", label=teller.label(ELASTICITY))
        yield from _assumed_ranges(teller, teller.found.case.uncertainty)
    values = teller.found.case.inputs
    cited = (driver_of(bar.name).source for bar in teller.found.bars if _is_in_the_template(bar.name, values))
    for source in dict.fromkeys(filter(None, cited)):
        yield teller.say(f"source_{source}")


def _assumed_ranges(teller: Teller, uncertainty: Uncertainty) -> Iterator[str]:
    own = len(uncertainty.ranges) - len(uncertainty.assumed)
    if uncertainty.assumed:
        yield teller.say("some_ranges_assumed", own=own) if own else teller.say("ranges_assumed")


# --- where a value comes from ----------------------------------------------------------------------------------------


def _source(teller: Teller, name: str) -> str:
    """Return whose figure a value is: the firm's own, one from a source with its grade, or an assumption."""
    driver = driver_of(name)
    if not _is_in_the_template(name, teller.found.case.inputs):
        return teller.say("own_figure")
    if not driver.source:
        return teller.say("is_assumed")
    return teller.say("from_source", source=driver.source, grade=teller.say(f"grade_{grades()[driver.name]}"))


def _is_in_the_template(name: str, inputs: Inputs) -> bool:
    """Tell whether a value, or each value of a driver, is the one that the template gives."""
    driver = driver_of(name)
    names = (name,) if name in inputs.values else driver.names()
    return all(_as_in_the_template(each, driver, inputs) for each in names)


def _as_in_the_template(name: str, driver: Input, inputs: Inputs) -> bool:
    """Tell whether a value is the illustrative firm's: left open, or as the template gave it."""
    if driver.essential and driver.name not in inputs.assumed:
        return False
    future = name.removeprefix(f"{driver.name}_") if driver.scope == "future" else "today"
    left_open = name in inputs.same_as_today or future not in driver.figures
    return bool(inputs.values[name] == driver.figures["today" if left_open else future])


def _value(name: str, values: Mapping[str, Any]) -> float:
    return float(values[name] if name in values else values[f"{name}_{FUTURES[0]}"])


@cache
def grades() -> Mapping[str, str]:
    """Return how good the source of each default is, as ``sources.md`` grades it: ``article_claim``."""
    text = (files("xl_service_roi.model") / "sources.md").read_text(encoding="utf-8")
    rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| `"))
    return {row[0].strip("`"): row[2].replace(" ", "_") for row in rows if len(row) == 3}
