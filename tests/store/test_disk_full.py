"""A full disk: told in words, nothing half-written, and work goes on when there is room again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.model.errors import StoreFailed
from agent_desktop.store import open_store
from tests.contracts.asynchronous import asynchronous
from tests.contracts.store.samples import conversation, customer, message, reply
from tests.small_disk import small_disk as room_for

KEY = bytes(range(32))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for 2 MB."""
    with room_for(tmp_path / "small", megabytes=2) as folder:
        yield folder


@asynchronous
async def test_a_full_disk_refuses_whole_and_recovers(small_disk: Path) -> None:
    store = (await open_store(small_disk / "desk.db", KEY)).store
    await store.commit([customer(), conversation(), reply("first", 1)])
    seq = 0

    async def fill() -> None:
        nonlocal seq
        while True:
            wave = [message(seq + n, f"w{n} " + "filler text " * 50) for n in range(1, 21)]
            await store.commit([*wave, reply(f"r{seq}", seq + 2)])
            seq += 20

    with pytest.raises(StoreFailed) as refused:
        await fill()
    assert refused.value.problem.code == "disk_full"
    assert "Free some space" in refused.value.problem.remedy
    page = await store.page("c1", None, 10_000)
    assert len(page.items) == seq
    assert [item.client_id for item in (await store.load()).outbox] == [
        "first",
        *(f"r{at}" for at in range(0, seq, 20)),
    ]
    assert len((await store.search("filler", 10_000)).hits) == seq
    subprocess.run(["mount", "-o", "remount,size=12m", str(small_disk)], check=True)  # noqa: ASYNC221
    await store.commit([reply("after", 1_000_000)])
    await store.commit([message(seq + n, "more filler") for n in range(1, 50)])
    await store.close()
    again = await open_store(small_disk / "desk.db", KEY)
    assert again.aside is None
    assert [item.client_id for item in (await again.store.load()).outbox][-1] == "after"
    await again.store.close()


@asynchronous
async def test_a_limit_of_pages_acts_like_a_full_disk(tmp_path: Path) -> None:
    store = (await open_store(tmp_path / "desk.db", KEY)).store
    await store.commit([reply("first", 1)])
    store._raw.execute("PRAGMA max_page_count = 60")
    with pytest.raises(StoreFailed) as refused:
        await store.commit([message(n, "filler text " * 40) for n in range(1, 2000)])
    assert refused.value.problem.code == "disk_full"
    assert (await store.page("c1", None, 10)).items == ()
    store._raw.execute("PRAGMA max_page_count = 1000000")
    await store.commit([message(n, "filler text " * 40) for n in range(1, 200)])
    assert len((await store.page("c1", None, 1000)).items) == 199
    await store.close()
