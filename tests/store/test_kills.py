"""SIGKILL while unsent replies are being kept: whatever was acknowledged is there, in order, nothing twice."""

import asyncio
import itertools
import random
from pathlib import Path

import pytest

from agent_desktop.store import open_store
from tests.store.killing import writing

KEY = bytes(range(32))
KILLS = 25


async def kept(path: Path) -> list[str]:
    """The ids in the outbox; the history and its index agree with them."""
    opened = await open_store(path, KEY)
    assert opened.aside is None
    ids = [item.client_id for item in (await opened.store.load()).outbox]
    page = await opened.store.page("c1", None, 100_000)
    assert [f"r{item.seq:06}" for item in page.items] == ids
    assert len((await opened.store.search("burst", 100_000)).hits) == len(ids)
    await opened.store.close()
    return ids


@pytest.mark.serial
@pytest.mark.timeout(300)
def test_no_kill_loses_an_acknowledged_reply(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    chance = random.Random(2026)
    safe: list[str] = []
    for _ in range(KILLS):
        with writing(path, len(safe) + 1, "burst", KEY) as acknowledged:
            safe += itertools.islice(acknowledged, chance.randrange(1, 30))
        found = asyncio.run(kept(path))
        assert found[: len(safe)] == safe
        assert found == [f"r{position:06}" for position in range(1, len(found) + 1)]
        safe = found
    assert len(safe) >= KILLS
