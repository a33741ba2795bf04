"""The sorted line, against a plain sorted list."""

from __future__ import annotations

import random

import pytest

from agent_desktop.hub.routing.ordered import Ordered


@pytest.mark.parametrize("seed", range(3))
def test_like_a_sorted_list(seed: int) -> None:
    chance = random.Random(seed)
    line, plain = Ordered(), list[tuple[int, str]]()
    for number in range(12_000):
        if plain and chance.random() < 0.35:
            entry = plain[0] if chance.random() < 0.5 else chance.choice(plain)
            plain.remove(entry)
            line.remove(entry)
        else:
            entry = (chance.choice((number, chance.randrange(12_000))), f"{number}")
            plain.append(entry)
            plain.sort()
            line.add(entry)
        assert len(line) == len(plain)
        if number % 500 == 0 and plain:
            assert list(line) == plain
            probe = chance.choice(plain)
            assert line.rank(probe) == plain.index(probe)
            assert line.rank((10**9, "")) == len(plain)
            assert line.first() == plain[0]


@pytest.mark.parametrize("missing", [(0, "b"), (5, "a"), (9, "z")])
def test_what_is_not_there_cannot_be_removed(missing: tuple[int, str]) -> None:
    line = Ordered()
    line.add((0, "a"))
    line.add((5, "b"))
    with pytest.raises(KeyError):
        line.remove(missing)
    assert len(line) == 2


def test_an_empty_line_has_no_first() -> None:
    with pytest.raises(IndexError):
        Ordered().first()
