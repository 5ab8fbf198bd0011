"""What stands in the report, and in which order: what a board asks first comes first."""

from __future__ import annotations

from collections.abc import Callable

from ..numbers import percent
from .afterwards import afterwards
from .answer import answer, verdict
from .assumptions import assumptions
from .budgets import budgets
from .document import Document, Section
from .figures import figures
from .findings import Findings
from .line import line
from .question import question
from .teller import Teller
from .turning import turning
from .without_service import without_service

SECTIONS: tuple[Callable[[Teller], Section], ...] = (
    question,
    answer,
    figures,
    assumptions,
    turning,
    budgets,
    without_service,
    line,
    afterwards,
)


def document_of(found: Findings, language: str, pictures: bool) -> Document:
    """Return the report in a language."""
    teller = Teller(found, language, pictures)
    values = found.case.inputs.values
    mode = teller.words.say("mode_hold" if values["hold_base"] else "mode_grow")
    return Document(
        language,
        about=f"{teller.words.say('title')}: {found.case.source or teller.words.say('example_firm')}",
        title=verdict(teller),
        setting=teller.words.say(
            "setting", years=found.case.horizon, rate=percent(values["discount_rate"], language), mode=mode
        ),
        sections=tuple(section(teller) for section in SECTIONS),
    )
