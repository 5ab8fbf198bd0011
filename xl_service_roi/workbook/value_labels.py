"""What people call a value: the label of its input, with its future."""

from __future__ import annotations

from ..inputs import drivers, value_names
from ..labels import Labels


def label_of(name: str, words: Labels) -> str:
    """Return the label of an input or of one of its values: ``Reach, plan``; any other name stays as it is."""
    if name in drivers():
        return words.of(name)
    driver = value_names().get(name)
    if driver is None:
        return name
    return f"{words.of(driver.name)}, {words.group('FUTURES', name.removeprefix(f'{driver.name}_')).lower()}"
