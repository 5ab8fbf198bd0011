"""What is kept of former versions of the model: only what can be true of them."""

from __future__ import annotations

import pytest

from xl_service_roi.inputs import drivers
from xl_service_roi.model import MODEL, MODEL_VERSION
from xl_service_roi.upgrade.history import FORMER, number


@pytest.mark.parametrize(
    ("version", "expected"), [("1.0", (1, 0)), ("1.10", (1, 10)), ("2", (2,)), ("", None), ("1.x", None), ("1.²", None)]
)
def test_versions_are_numbers(version: str, expected: tuple[int, ...] | None) -> None:
    assert number(version) == expected


def test_former_versions_lead_to_the_present_one() -> None:
    present = number(MODEL_VERSION)
    assert present is not None
    for version, former in FORMER.items():
        its = number(version)
        assert its is not None
        assert its < present
        assert {*former.renamed.values()} <= MODEL.items.keys()
        assert not former.renamed.keys() & MODEL.items.keys()
        assert former.bounds.keys() <= drivers().keys()
