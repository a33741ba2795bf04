"""Opening: wrong keys, other programs, newer forms, damaged files, and what survives of them."""

import asyncio
import os
import random
from pathlib import Path

import pytest

from agent_desktop.model.commands import Draft, Save, SaveDraft
from agent_desktop.model.errors import StoreFailed
from agent_desktop.store import Opened, files, open_store, opening, schema
from agent_desktop.store.connection import connect
from tests.contracts.asynchronous import asynchronous
from tests.contracts.store.samples import NOON, conversation, customer, message, reply

KEY = bytes(range(32))


def draft(text: str = "half a thought") -> SaveDraft:
    return SaveDraft(draft=Draft(conversation_id="c1", note=False, text=text, saved_at=NOON))


async def filled(path: Path, items: int = 2_000) -> None:
    """A database with history, a draft and three unsent replies, closed in good order."""
    store = (await open_store(path, KEY)).store
    saves: list[Save] = [customer(), conversation(), draft()]
    saves += [message(seq, f"parcel {seq} {'word' * 20}") for seq in range(1, items)]
    await store.commit([*saves, *(reply(f"r{n}", n) for n in range(3))])
    await store.close()


async def looked_at(opened: Opened) -> tuple[list[str], list[str], int]:
    """Unsent client ids, drafts, and how many items are cached; then closes."""
    restored = await opened.store.load()
    page = await opened.store.page("c1", None, 10_000)
    await opened.store.close()
    return (
        [item.client_id for item in restored.outbox],
        [one.text for one in restored.drafts],
        len(page.items),
    )


@asynchronous
async def test_a_second_opening_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    first = await open_store(path, KEY)
    with pytest.raises(StoreFailed) as refused:
        await open_store(path, KEY)
    assert refused.value.problem.code == "store_in_use"
    await first.store.commit([draft()])
    await first.store.close()
    assert (await looked_at(await open_store(path, KEY)))[1] == ["half a thought"]


@asynchronous
async def test_another_key_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await filled(path, 10)
    before = path.read_bytes()
    other = bytes(32)
    with pytest.raises(StoreFailed) as refused:
        await open_store(path, other)
    assert refused.value.problem.code == "wrong_key"
    assert path.read_bytes() == before
    (tmp_path / "desk.db.check").unlink()
    with pytest.raises(StoreFailed) as refused:
        await open_store(path, other)
    assert refused.value.problem.code == "wrong_key"
    opened = await open_store(path, other, begin_anew=True)
    assert opened.aside is not None
    assert opened.aside.read_bytes() == before
    assert await looked_at(opened) == ([], [], 0)
    await looked_at(await open_store(path, other))
    assert await looked_at(await open_store(opened.aside, KEY)) == (
        ["r0", "r1", "r2"],
        ["half a thought"],
        9,
    )


@asynchronous
async def test_a_newer_form_is_refused_by_name_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await filled(path, 5)
    raw = connect(path, KEY)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    with pytest.raises(StoreFailed) as refused:
        await open_store(path, KEY)
    assert refused.value.problem.code == "store_newer"
    assert "999" in refused.value.problem.message
    assert not [name for name in os.listdir(tmp_path) if "aside" in name]


def test_a_migration_is_all_or_nothing(tmp_path: Path) -> None:
    raw = connect(tmp_path / "desk.db", KEY)
    schema.migrate(raw)
    raw.execute("INSERT INTO setting VALUES ('a', 'b')")
    broken = (*schema.STEPS, ("CREATE TABLE more (x)", "DROP TABLE setting"), ("no SQL",))
    with pytest.raises(Exception, match="syntax"):
        schema.migrate(raw, broken)
    assert schema.version(raw) == schema.VERSION
    assert raw.execute("SELECT * FROM setting").fetchall() == [("a", "b")]
    assert not raw.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchall()
    good = (*schema.STEPS, ("CREATE TABLE more (x)",))
    assert schema.migrate(raw, good)
    assert not schema.migrate(raw, good)
    raw.close()


@asynchronous
async def test_damage_anywhere_never_stops_the_start_and_saves_what_can_be_read(
    tmp_path: Path,
) -> None:
    """Every page of the file in turn; the unsent work is lost only when the damage hit its own pages."""
    whole = tmp_path / "whole.db"
    await filled(whole)
    pages = whole.stat().st_size // files.PAGE
    chance = random.Random(7)
    saved = unseen = 0
    tried = sorted({0, 1, 2, 3, pages - 1, *chance.sample(range(pages), 20)})
    for page in tried:
        path = tmp_path / f"{page}" / "desk.db"
        path.parent.mkdir()
        damaged = bytearray(whole.read_bytes())
        at = page * files.PAGE + chance.randrange(files.PAGE)
        damaged[at] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        check = whole.with_name("whole.db.check").read_bytes()
        path.with_name("desk.db.check").write_bytes(check)
        path.with_name("desk.db.lock").write_bytes(b"open")  # as after a crash
        opened = await open_store(path, KEY)
        outbox, drafts, items = await looked_at(opened)
        if opened.aside is None:  # a page that nothing uses
            assert (outbox, drafts, items) == (["r0", "r1", "r2"], ["half a thought"], 1_999)
            unseen += 1
            continue
        assert opened.aside.exists()
        assert items == 0
        assert len(outbox) + len(drafts) == opened.rescued
        assert outbox == sorted(outbox)
        saved += outbox == ["r0", "r1", "r2"] and drafts == ["half a thought"]
        again = await open_store(path, KEY)
        assert again.aside is None
        assert (await looked_at(again))[0] == outbox
    assert unseen <= 3
    assert saved >= len(tried) - unseen - 4


@asynchronous
async def test_a_broken_first_page_is_known_from_a_wrong_key_and_survived(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await filled(path)
    with path.open("r+b") as file:
        file.write(os.urandom(files.PAGE))
    opened = await open_store(path, KEY)
    assert opened.aside is not None
    assert opened.rescued == 4
    assert (await looked_at(opened))[0] == ["r0", "r1", "r2"]


@asynchronous
async def test_damage_found_at_work_is_told_and_mended_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await filled(path)
    whole = bytearray(path.read_bytes())
    for page in range(30, len(whole) // files.PAGE):
        whole[page * files.PAGE + 100] ^= 255
    path.write_bytes(whole)
    store = (await open_store(path, KEY)).store  # closed cleanly before: not looked through
    with pytest.raises(StoreFailed) as refused:
        await store.page("c1", None, 10_000)
    assert refused.value.problem.code == "store_damaged"
    assert "Start Agent Desktop again" in refused.value.problem.remedy
    await store.close()
    opened = await open_store(path, KEY)
    assert opened.aside is not None
    assert (await looked_at(opened))[0] == ["r0", "r1", "r2"]


@pytest.mark.parametrize(
    "content", [b"", b"x", b"SQLite format 3\x00" + bytes(5000), b"<html>" * 2000]
)
@asynchronous
async def test_a_file_that_never_was_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    if content in (b"", b"x"):  # nothing worth keeping: SQLite takes it for a new file
        await looked_at(await open_store(path, KEY))
        return
    with pytest.raises(StoreFailed) as refused:
        await open_store(path, KEY)
    assert refused.value.problem.code == "wrong_key"
    assert path.read_bytes() == content


@asynchronous
async def test_a_torn_or_flipped_wal_gives_a_prefix_of_the_commits(tmp_path: Path) -> None:
    path = tmp_path / "live" / "desk.db"
    store = (await open_store(path, KEY)).store
    for position in range(40):
        await store.commit([reply(f"r{position:02}", position)])
    database, wal = path.read_bytes(), path.with_name("desk.db-wal").read_bytes()
    check = path.with_name("desk.db.check").read_bytes()
    await store.close()
    chance = random.Random(11)
    expected = [f"r{position:02}" for position in range(40)]
    for attempt in range(30):
        copy = tmp_path / str(attempt) / "desk.db"
        copy.parent.mkdir()
        copy.write_bytes(database)
        copy.with_name("desk.db.check").write_bytes(check)
        copy.with_name("desk.db.lock").write_bytes(b"open")
        torn = bytearray(wal[: chance.randrange(len(wal))] if attempt % 2 else wal)
        if not attempt % 2:
            torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
        copy.with_name("desk.db-wal").write_bytes(torn)
        opened = await open_store(copy, KEY)
        assert opened.aside is None
        outbox, _, _ = await looked_at(opened)
        assert outbox == expected[: len(outbox)]


@asynchronous
async def test_a_full_disk_while_mending_puts_the_file_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    await filled(path)
    with path.open("r+b") as file:
        file.write(os.urandom(files.PAGE))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_carry_over", full)
        with pytest.raises(StoreFailed) as refused:
            await open_store(path, KEY)
        assert refused.value.problem.code == "disk_full"
    assert (await looked_at(await open_store(path, KEY)))[0] == ["r0", "r1", "r2"]


def test_a_key_of_another_length_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed) as refused:
        asyncio.run(open_store(tmp_path / "desk.db", b"short"))
    assert refused.value.problem.value == "ValueError"
    assert isinstance(refused.value.__cause__, ValueError)
