"""Recordings in the database: nothing readable on the disk, and nothing half when a process dies in between."""

from pathlib import Path

from agent_desktop.store import open_store
from agent_desktop.store.connection import connect
from tests.contracts.asynchronous import asynchronous

KEY = bytes(range(32))
VOICE = b"OggS the customer's own words " * 40_000


def contents(folder: Path) -> list[bytes]:
    return [one.read_bytes() for one in folder.iterdir()]


@asynchronous
async def test_no_word_of_a_recording_stands_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    store = (await open_store(path, KEY)).store
    await store.load()
    await store.keep_sound("s1", VOICE, None)
    while_open = contents(tmp_path)
    await store.close()
    for content in (*while_open, *contents(tmp_path)):
        assert b"customer's own" not in content
    again = (await open_store(path, KEY)).store
    assert await again.sound("s1") == VOICE
    await again.close()


@asynchronous
async def test_what_never_became_whole_is_no_sound_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    store = (await open_store(path, KEY)).store
    await store.keep_sound("s1", VOICE, None)
    await store.close()
    raw = connect(path, KEY)
    raw.execute("DELETE FROM sound")
    raw.commit()
    raw.close()
    store = (await open_store(path, KEY)).store
    assert await store.sound("s1") is None
    await store.forget_sounds(0)
    await store.close()
    raw = connect(path, KEY)
    assert raw.execute("SELECT count(*) FROM sound_part").fetchone() == (0,)
    raw.close()
