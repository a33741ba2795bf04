"""Customers found by a part of their record, on each database; signs of patterns are plain letters."""

import pytest

from agent_desktop.hub.storage import customers_found
from tests.hub.centre.floor import Floor


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        (["vera"], True),
        (["VER"], True),
        (["vera", "er"], True),
        (["vera", "moon"], False),
        (["%"], False),
        (["_era"], False),
        (["\\"], False),
    ],
)
def test_every_word_stands_somewhere(floor: Floor, words: list[str], finds: bool) -> None:
    floor.arrive("vera", queue_id="support")
    with floor.centre.storage.transaction():
        found = customers_found.found(floor.centre.storage, words, 5)
        assert customers_found.found(floor.centre.storage, words, 0) == []
    assert [bool(one.conversations) for one in found] == ([True] if finds else [])
