"""A difference in sentences: first how the results moved and mainly why, then what a reader should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..batch.columns import INPUTS
from ..engine.units import shown
from ..headlines import CENT
from ..inputs import TOLERANCE
from ..labels import labels
from ..model import MODEL, MODEL_VERSION
from ..numbers import MINUS, figure, money, number, percent
from .cases import CaseDifference, Opened
from .movement import BOTH, Contribution, explainable
from .tables import DriverTotal, TableDifference
from .words import say

_MOST_NAMED, _FIRST_NAMED = 5, 3
"""So many things a message names all; of more it names the first, and counts the others."""


Contributed = Contribution | DriverTotal
Part = tuple[str, float]
"""Of a movement: what made it, in words, and by how much."""


def measure_label(measure: str, language: str) -> str:
    """Return the label of a measure by its name in reports; of a heading, with what is compared."""
    words = labels(language)
    for view, head in (("service_heading_", "head_service"), ("heading_", "head_programme")):
        if measure.startswith(view):
            return f"{words.group('HEADINGS', measure.removeprefix(view))} ({words.say(head)})"
    return words.of(measure)


def unit_of(measure: str) -> str:
    """Return the unit of a measure as it is shown."""
    return shown(MODEL.measures[explainable()[measure]].unit)


def level(value: float, measure: str, language: str) -> str:
    """Return the value of a measure in a sentence: ``€ 898,422``, ``22.5%``."""
    unit = unit_of(measure)
    return money(value, language, precise=True) if unit == "money" else figure(value, unit, language, 2)


def step(value: float, measure: str, language: str) -> str:
    """Return a movement of a measure with its sign: ``+51,578``, ``−1.2 pp``."""
    unit = unit_of(measure)
    if unit.startswith("share"):
        text = percent(abs(value), language, 2).removesuffix("%")
    else:
        text = number(abs(value), language, 0 if unit in ("money", "customers") else 2)
    if not any(digit in text for digit in "123456789"):
        return say(language, "points", amount="0") if unit.startswith("share") else "0"
    text = f"{'+' if value > 0 else MINUS}{text}"
    return say(language, "points", amount=text) if unit.startswith("share") else text


def headlines_of_case(difference: CaseDifference, language: str) -> list[str]:
    """Return how the results of a case moved, in sentences."""
    if not difference.movement.contributions:
        return [say(language, "same_cases")]
    found: list[str] = []
    for measure in difference.measures:
        before, after = difference.values(measure)
        if before is not None and after is not None:
            name = _name(measure, language, "the_")
            parts = _parts(difference.movement.contributions, measure, language)
            found += _moved(name, measure, before, after, parts, language)
            found += _turned(measure, before, after, language)
    return found


def headlines_of_tables(difference: TableDifference, language: str) -> list[str]:
    """Return how many workbooks came, went and changed, and how the sums of their results moved, in sentences."""

    def count(key: str, **values: int) -> str:
        return say(language, key, **{name: number(value, language) for name, value in values.items()})

    pairing = difference.pairing
    found = [count("compared", units=difference.compared, changed=difference.changed)]
    if pairing.added or pairing.removed:
        found.append(count("came_and_went", added=len(pairing.added), removed=len(pairing.removed)))
    newly, no_longer, both = difference.newly_refused, difference.no_longer_refused, difference.refused_in_both
    if newly or no_longer or both:
        found.append(count("refusals", newly=len(newly), no_longer=len(no_longer), both=both))
    if pairing.by_unit:
        found.append(count("matched_by_unit", units=pairing.by_unit))
    for measure, (before, after) in difference.totals.items() if difference.compared else ():
        name = _name(measure, language, "the_sum_")
        parts = _parts(difference.drivers, measure, language)
        if difference.has_inputs:
            parts.append((say(language, "the_unexplained"), difference.unexplained[measure]))
        found += _moved(name, measure, before, after, parts, language)
    return found


def _name(measure: str, language: str, prefix: str) -> str:
    if measure in BOTH:
        return say(language, prefix + measure)
    return say(language, f"{prefix}measure", label=measure_label(measure, language))


def _moved(name: str, measure: str, before: float, after: float, parts: Sequence[Part], language: str) -> Iterator[str]:
    """Tell how a measure moved, and what moved it most each way."""
    total, nothing = after - before, TOLERANCE
    if unit_of(measure) == "money":
        nothing = max(CENT, TOLERANCE * max(abs(before), abs(after)))
    up, down = (_largest(parts, sign, nothing) for sign in (1, -1))
    texts = {"measure": name, "before": level(before, measure, language), "after": level(after, measure, language)}
    if abs(total) <= nothing:
        yield say(language, "stays", through=_offsetting(up, down, measure, language), **texts)
        return
    key, main, other = ("rises", up, down) if total > 0 else ("falls", down, up)
    alone = sum(1 for _, amount in parts if amount) == 1
    movement = _amount(abs(total), measure, language).lstrip("+")
    yield say(language, key, movement=movement, through=_through(main, other, alone, measure, language), **texts)


def _parts(contributions: Iterable[Contributed], measure: str, language: str) -> list[Part]:
    return [(inputs_label(each.drivers, language), each.values[measure] or 0.0) for each in contributions]


def _largest(parts: Iterable[Part], sign: int, nothing: float) -> Part | None:
    """Return the part that moves a measure most in one direction."""
    found = max(parts, key=lambda part: sign * part[1], default=None)
    return found if found is not None and sign * found[1] > nothing else None


def _through(main: Part | None, other: Part | None, alone: bool, measure: str, language: str) -> str:
    if main is None:
        return ""
    label, amount = main
    if alone:
        return say(language, "through", label=label)
    text = say(language, "mainly_through", label=label, amount=_amount(amount, measure, language))
    if other is not None:
        text += say(language, "against", label=other[0], amount=_amount(other[1], measure, language))
    return text


def _offsetting(up: Part | None, down: Part | None, measure: str, language: str) -> str:
    if up is None or down is None:
        return ""
    amounts = {"amount": _amount(up[1], measure, language), "other_amount": _amount(down[1], measure, language)}
    return say(language, "though_offset", label=up[0], other=down[0], **amounts)


def inputs_label(drivers: Sequence[str], language: str) -> str:
    """Return the labels of the inputs that share a contribution: ``'Churn'``, ``'Churn' and 'Horizon'``."""
    *first, last = (say(language, "quoted", label=labels(language).of(name)) for name in drivers)
    return labels(language).say("warn_and", first=", ".join(first), last=last) if first else last


def _amount(value: float, measure: str, language: str) -> str:
    """Return a movement with its sign, and in money with its currency: ``+€ 51,578``."""
    if unit_of(measure) != "money":
        return step(value, measure, language)
    return f"{'+' if value > 0 else ''}{money(value, language, precise=True)}"


def _turned(measure: str, before: float, after: float, language: str) -> Iterator[str]:
    """Tell where the plan, or service, begins or ceases to be worth more than it costs."""
    if measure in BOTH and (before > CENT) != (after > CENT):
        subject = "programme" if measure == "programme_npv" else "service"
        yield say(language, f"{subject}_pays_{'now' if after > CENT else 'no_more'}")


# --- what a reader should know ---------------------------------------------------------------------------------------


def told_of_case(difference: CaseDifference, language: str) -> list[str]:
    """Return what a reader of the difference of two cases should know."""
    sides = difference.before, difference.after
    found: list[str] = []
    for opened in sides:
        found += opened.notes
        found += _stored(opened, language)
    found += _assumed_in_one(difference, language)
    for measure in difference.measures:
        label = measure_label(measure, language)
        missing = [opened for opened, value in zip(sides, difference.values(measure), strict=True) if value is None]
        for opened in missing:
            why = labels(language).why_not(measure, opened.result.why[measure])
            found.append(say(language, "no_figure", file=opened.name, label=label, why=why))
        if not missing and not difference.shared_out(measure):
            found.append(say(language, "not_shared_out", label=label))
    return found


def _stored(opened: Opened, language: str) -> Iterator[str]:
    """Tell in one line that a file shows other results than its inputs come to."""
    if opened.stored:
        first, *others = opened.stored
        problem = str(first)
        if others:
            problem += f"; {say(language, 'and_more', count=number(len(others), language))}"
        yield say(language, "stored_results", problem=problem)


def _assumed_in_one(difference: CaseDifference, language: str) -> Iterator[str]:
    before, after = difference.before, difference.after
    for given, assumed in ((after, before), (before, after)):
        names = [name for name in difference.assumed_in_one if name in assumed.assumed]
        if names:
            files = {"given": given.name, "assumed": assumed.name}
            yield say(language, "assumed_in_one", labels=_some_inputs(names, language), **files)


def _some_inputs(names: Sequence[str], language: str) -> str:
    """Return the labels of inputs; the first of many, and how many more there are."""
    if len(names) <= _MOST_NAMED:
        return inputs_label(names, language)
    first = ", ".join(inputs_label([name], language) for name in names[:_FIRST_NAMED])
    return say(language, "and_others", labels=first, count=number(len(names) - _FIRST_NAMED, language))


def told_of_tables(difference: TableDifference, language: str) -> list[str]:
    """Return what a reader of the difference of two tables should know."""
    found: list[str] = []
    for table in (difference.before, difference.after):
        if table.versions - {MODEL_VERSION}:
            versions = ", ".join(sorted(table.versions))
            found.append(say(language, "other_model", file=table.name, versions=versions, version=MODEL_VERSION))
        if len(table.lacking) == len(INPUTS):
            found.append(say(language, "no_inputs", file=table.name))
        elif table.lacking:
            more = ", …" if len(table.lacking) > _MOST_NAMED else ""
            columns = ", ".join(table.lacking[:_MOST_NAMED]) + more
            found.append(say(language, "lacks_inputs", file=table.name, columns=columns))
    if difference.units_unexplained:
        found.append(say(language, "units_unexplained", units=number(difference.units_unexplained, language)))
    if difference.has_inputs and any(difference.unexplained.values()):
        found.append(say(language, "other_results", label=say(language, "unexplained")))
    for measure in difference.measures:
        if measure not in difference.summed:
            found.append(say(language, "not_summed", label=measure_label(measure, language)))
    if not difference.pairing.rows and (difference.pairing.added or difference.pairing.removed):
        found.append(say(language, "nothing_matches"))
    return found
