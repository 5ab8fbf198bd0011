"""What the board asks, and what was settled before anyone reckoned."""

from __future__ import annotations

from .document import Block, Facts, Paragraph, Section
from .teller import Teller


def question(teller: Teller) -> Section:
    """Tell the question and the answers that were given beforehand; what was left open is left out."""
    settled = Facts(tuple((label, said) for label, said in _settled(teller) if said))
    blocks: tuple[Block, ...] = (Paragraph(teller.say("asked")),)
    return Section(teller.say("question"), (*blocks, settled) if settled.pairs else blocks)


def _settled(teller: Teller) -> list[tuple[str, str | None]]:
    before, say = teller.before, teller.say
    return [
        (say("goal"), before.goal),
        (say("term"), None if before.term is None else teller.years(before.term)),
        (say("budget"), None if before.budget is None else say("a_year", amount=teller.money(before.budget))),
        (say("culture"), before.culture),
        (say("stance"), before.stance and teller.words.say(f"before_stance_{before.stance}")),
        (say("officer"), before.officer and teller.words.say(f"officer_form_{before.officer}")),
        (say("review"), None if before.review_date is None else say("date", date=before.review_date)),
    ]
