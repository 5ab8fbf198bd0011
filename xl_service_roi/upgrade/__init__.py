"""Moves a workbook that was made for a former version of the model to the present one.

The user's file stays as it is, with everything on sheets of the user's own. Only our sheets are written anew, from a
template of the present model in the workbook's language; what the user put there goes along, and whatever refers to
these sheets follows. Nothing in the file is calculated or executed.
"""

from .findings import KINDS, Finding, Upgrade
from .upgrading import upgrade

__all__ = ["KINDS", "Finding", "Upgrade", "upgrade"]
