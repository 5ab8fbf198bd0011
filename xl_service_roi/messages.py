"""Strangers' words in our messages."""

from __future__ import annotations


def shown(text: str, length: int = 60) -> str:
    """Make text from a file fit for a message: not long, and unable to steer the terminal that shows it."""
    visible = "".join(character if character.isprintable() else "\ufffd" for character in text[: length + 1])
    return visible if len(visible) <= length else visible[: length - 1] + "…"
