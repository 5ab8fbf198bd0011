"""The pictures of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .document import Picture
from .teller import Teller

if TYPE_CHECKING:
    from ..pictures import AmongText


def illustrated(teller: Teller, kind: AmongText, result: Any) -> tuple[Picture, ...]:
    """Return a picture, or nothing where the report is without them."""
    if not teller.with_pictures:
        return ()
    from ..pictures import among_text

    return (Picture(*among_text(kind, result, teller.language)),)
