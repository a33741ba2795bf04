"""What telephones recorded becomes the hub's files: whole, once, for as long as it was to be kept."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.uploads import UNSENT_KEPT, Uploads
from agent_desktop.hub.server import shelving
from agent_desktop.hub.server.darkroom import Darkroom
from agent_desktop.hub.server.house import rows_of
from agent_desktop.hub.server.recordings import DAY_MS, OWNER, Recordings
from agent_desktop.hub.server.shelving import Shelving
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.threads import claim_attachments
from agent_desktop.hub.voice.studio.kept import Chunk, Paused, Resumed
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.marks import Mark
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import StoreFailed
from tests.contracts.asynchronous import asynchronous
from tests.hub import databases

T = TypeVar("T")
OGG = b"OggS\0\0" + (48_000).to_bytes(8, "little") + bytes(500)


class Shelf:
    """Uploads on a real database, with a clock of its own."""

    def __init__(self, folder: Path, thread: CentreThread) -> None:
        self.now = 1_000_000
        self.folder, self.broken = folder, False
        self._rows = rows_of(thread)
        self.uploads = Uploads(folder / "attachments", self.rows, lambda: self.now)
        self.darkroom = Darkroom()
        self.recordings = Recordings(self.uploads, self.darkroom)
        self.refused = asyncio.Event()

    def rows(self, work: Callable[[Storage], T], /) -> Awaitable[T]:
        if self.broken:
            self.refused.set()
            raise StoreFailed("no room")
        return self._rows(work)

    def recorded(self, content: bytes = OGG, keep_days: int | None = 2) -> Recorded:
        call = new_id()
        path = self.folder / f"{call}-tape1.ogg"
        path.write_bytes(content)
        return Recorded(
            call=call, recording=f"{call}/tape1", path=path, length_ms=1, keep_days=keep_days
        )

    @property
    def files(self) -> int:
        return len(list((self.folder / "attachments").glob("*")))


@asynccontextmanager
async def shelf(folder: Path) -> AsyncIterator[Shelf]:
    place = databases.fresh(folder / "hub.sqlite")
    thread = CentreThread(lambda: Centre(Storage.open(place), lambda: 1), lambda: 1)
    await thread.start()
    try:
        yield Shelf(folder, thread)
    finally:
        await thread.stop()


@asynchronous
async def test_a_recording_is_moved_in_once_and_kept_for_its_time(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        told = made.recorded()
        kept = await made.recordings.keep(told)
        assert kept is not None
        assert (kept.name, kept.media_type, kept.size) == ("recording.ogg", "audio/ogg", len(OGG))
        assert not told.path.exists()
        await made.rows(lambda storage: claim_attachments(storage, (kept.id,), OWNER, "talk"))
        told.path.write_bytes(OGG)  # told again after a crash
        assert await made.recordings.keep(told) == kept
        assert made.files == 1
        forever = await made.recordings.keep(made.recorded(keep_days=None))
        assert forever is not None
        await made.rows(lambda storage: claim_attachments(storage, (forever.id,), OWNER, "talk"))
        made.now += 2 * DAY_MS - 1
        assert await made.uploads.forget_kept() == 0
        made.now += 1
        assert await made.uploads.forget_kept() == 1
        with pytest.raises(NotFound):
            await made.uploads.find(kept.id)
        assert (await made.uploads.find(forever.id)).owner == OWNER
        assert made.files == 1


@asynchronous
async def test_what_no_conversation_wanted_goes_after_a_day(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        assert await made.recordings.keep(made.recorded()) is not None
        made.now += UNSENT_KEPT + 1
        assert await made.uploads.forget_unsent() == 1
        assert made.files == 0


@asynchronous
async def test_nothing_of_an_empty_or_a_missing_file_is_kept(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        empty = made.recorded(b"")
        assert await made.recordings.keep(empty) is None
        assert not empty.path.exists()
        assert await made.recordings.keep(empty) is None
        assert made.files == 0


@asynchronous
async def test_where_the_database_has_no_room_the_file_stays(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        told = made.recorded()
        made.broken = True
        with pytest.raises(StoreFailed):
            await made.recordings.keep(told)
        assert told.path.read_bytes() == OGG
        assert made.files == 0


@pytest.mark.expected_log("a recording could not be kept, and is tried again: StoreFailed")
@asynchronous
async def test_it_is_told_of_when_there_is_room_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelving, "FIRST_PAUSE", 0.01)
    async with shelf(tmp_path) as made:
        told: asyncio.Queue[tuple[Recorded, Attachment | None]] = asyncio.Queue()
        shelves = Shelving(made.recordings, lambda *one: told.put_nowait(one))
        recorded = made.recorded()
        made.broken = True
        shelves.bring(recorded)
        shelves.bring(recorded)
        await made.refused.wait()
        assert shelves.coming == {recorded.recording}
        assert told.empty()
        made.broken = False
        same, attachment = await told.get()
        assert same == recorded
        assert attachment is not None
        await shelves.stop()
        assert told.empty()
        assert not shelves.coming


@pytest.mark.expected_log("a recording could not be kept, and is tried again: StoreFailed")
@asynchronous
async def test_a_hub_that_stops_leaves_what_it_cannot_keep(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        shelves = Shelving(made.recordings, lambda *_: pytest.fail("it is not in"))
        recorded = made.recorded()
        made.broken = True
        shelves.bring(recorded)
        await shelves.stop()
        assert recorded.path.read_bytes() == OGG


@asynchronous
async def test_packets_become_a_file_with_pauses_in_a_process_of_its_own(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        recorded, chunk = made.recorded(), Chunk()
        chunk.note(Paused("card"), 0.2)
        chunk.note(Resumed(), 0.3)
        path = recorded.path.with_suffix(".kept")
        path.write_bytes(chunk.take(1.0))
        done = await made.recordings.developed(replace(recorded, path=path, length_ms=0))
        assert (done.path, done.length_ms) == (recorded.path, 1_000)
        assert done.pauses == (Mark(200, True), Mark(300, False))
        assert done.reasons == ("card",)
        assert await made.recordings.keep(done) is not None
        assert not path.exists()
        assert not recorded.path.exists()
        with pytest.raises(OSError, match="No such file"):
            await made.darkroom.develop(path, recorded.path, message=False)
        await made.recordings.stop()
