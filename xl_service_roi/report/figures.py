"""The figures: the four answers, the programme, both acquisition modes and other horizons, where value comes from."""

from __future__ import annotations

from ..case import HORIZONS
from ..model.measures import ANSWERS
from .document import Beside, Block, Paragraph, Section, Table
from .illustrations import illustrated
from .teller import Teller

PROGRAMME = (
    "programme_npv",
    "pv_benefits",
    "pv_costs",
    "roi",
    "benefit_cost_ratio",
    "irr",
    "mirr",
    "payback",
    "discounted_payback",
    "risk_adjusted_npv",
)
WITHOUT_RESIDUAL = ("programme_npv_without_residual", "service_value_without_residual")


def figures(teller: Teller) -> Section:
    """Show the figures of the case."""
    without = WITHOUT_RESIDUAL if teller.found.case.inputs.values["residual_value"] else ()
    blocks: list[Block] = [
        Beside(
            _measures(teller, teller.say("four_answers"), ANSWERS),
            _measures(teller, teller.say("programme"), (*PROGRAMME, *without)),
        ),
        *_why_not(teller, (*PROGRAMME, *without)),
        _modes_and_horizons(teller),
    ]
    if not teller.plan_is_today:
        blocks += illustrated(teller, "headings", teller.result)
    return Section(teller.say("figures"), tuple(blocks))


def _measures(teller: Teller, heading: str, names: tuple[str, ...]) -> Table:
    rows = tuple((teller.words.of(name), teller.measure(name)) for name in names)
    return Table(heading, (teller.say("measure"), teller.say("over", horizon=teller.horizon)), rows, figures=(1,))


def _why_not(teller: Teller, names: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Tell the reasons of what does not exist, which would not fit in the table."""
    reasons = [f"{teller.words.of(name)}: {teller.why_not(name)}." for name in names if teller.measures[name] is None]
    return (Paragraph(" ".join(reasons), "note"),) if reasons else ()


def _modes_and_horizons(teller: Teller) -> Table:
    say = teller.words.say
    rows = {"grow": say("mode_grow"), "hold": say("mode_hold")}
    rows |= {f"horizon_{n}": say("over_one_year" if n == 1 else "over_years", years=n) for n in HORIZONS}
    heads = (teller.say("variant"), say("head_programme_value"), say("head_service_value"))
    found = tuple(
        (label, *(_swept(teller, f"{name}_{key}") for name in ("programme_npv", "service_value")))
        for key, label in rows.items()
    )
    return Table(say("modes_and_horizons"), heads, found, figures=(1, 2))


def _swept(teller: Teller, name: str) -> str:
    value = teller.measures[name]
    return teller.words.say("refused_there") if value is None else teller.exactly(value)
