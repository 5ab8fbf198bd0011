"""What was made of a part is made once, is never mixed up, and takes no room without end."""

from __future__ import annotations

import pytest

from xl_service_roi.spreadsheet.remembered import Memory, remembered


class Maker:
    def __init__(self) -> None:
        self.made: list[bytes] = []

    def __call__(self, data: bytes) -> bytes:
        self.made.append(data)
        if data == b"bad":
            raise ValueError(data)
        return data.upper()


@pytest.fixture
def maker() -> Maker:
    return Maker()


def test_the_same_contents_are_looked_at_once(maker: Maker) -> None:
    make = remembered(maker.__call__)
    assert [make(data) for data in (b"a", b"b", b"a", b"b", b"")] == [b"A", b"B", b"A", b"B", b""]
    assert maker.made == [b"a", b"b", b""]


def test_an_error_is_raised_each_time(maker: Maker) -> None:
    make = remembered(maker.__call__)
    for _ in range(2):
        with pytest.raises(ValueError, match="bad"):
            make(b"bad")
    assert maker.made == [b"bad"] * 2


def test_long_contents_and_old_ones_are_forgotten(maker: Maker) -> None:
    make = remembered(maker.__call__)
    long = bytes(1 << 19)
    assert make(long) == make(long)
    assert maker.made == [long, long]
    for number in range(1_000):
        make(b"%d" % number)
    make(b"0")
    assert maker.made[-1] == b"0"


def test_functions_do_not_share_what_they_made() -> None:
    upper, lower = remembered(bytes.upper), remembered(bytes.lower)
    assert (upper(b"aB"), lower(b"aB")) == (b"AB", b"ab")


def test_without_a_key_nothing_is_kept() -> None:
    memory = Memory[list[int]]()
    assert memory.of(None, lambda: [1]) is not memory.of(None, lambda: [1])
    assert memory.of("a", lambda: [1]) is memory.of("a", lambda: [2])
