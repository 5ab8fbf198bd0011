"""What messages have in common: strangers' words made fit to show, and names that were nearly right."""

from __future__ import annotations

from collections.abc import Iterable


def shown(text: str, length: int = 60) -> str:
    """Make text from a file fit for a message: not long, and unable to steer the terminal that shows it."""
    visible = "".join(character if character.isprintable() else "\ufffd" for character in text[: length + 1])
    return visible if len(visible) <= length else visible[: length - 1] + "…"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean …?"`` with the nearest known names, or nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
