"""What telephones recorded becomes the hub's files: whole, once, for as long as it was to be kept."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.uploads import UNSENT_KEPT, Uploads
from agent_desktop.hub.server.house import rows_of
from agent_desktop.hub.server.recordings import DAY_MS, OWNER, Recordings, salvaged
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.threads import claim_attachments
from agent_desktop.hub.voice.policy import Policy, QueueVoice, Recording, Voicemail
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import StoreFailed
from tests.contracts.asynchronous import asynchronous

T = TypeVar("T")
OGG = b"OggS\0\0" + (48_000).to_bytes(8, "little") + bytes(500)


class Shelf:
    """Uploads on a real database, with a clock of its own."""

    def __init__(self, folder: Path, thread: CentreThread) -> None:
        self.now = 1_000_000
        self.folder, self.broken = folder, False
        self._rows = rows_of(thread)
        self.uploads = Uploads(folder / "attachments", self.rows, lambda: self.now)
        self.recordings = Recordings(self.uploads)

    def rows(self, work: Callable[[Storage], T], /) -> Awaitable[T]:
        if self.broken:
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
    thread = CentreThread(lambda: Centre(Storage.open(folder / "hub.sqlite"), lambda: 1), lambda: 1)
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


@pytest.mark.expected_log("a recording could not be kept: StoreFailed")
@asynchronous
async def test_where_the_database_has_no_room_the_file_stays(tmp_path: Path) -> None:
    async with shelf(tmp_path) as made:
        told = made.recorded()
        made.broken = True
        assert await made.recordings.keep(told) is None
        assert told.path.read_bytes() == OGG
        assert made.files == 0


def test_what_a_dead_worker_left_is_told_as_it_would_have_been(tmp_path: Path) -> None:
    one, other = sorted((new_id(), new_id()))
    (tmp_path / f"{one}-tape1.ogg").write_bytes(OGG)
    (tmp_path / f"{other}-tape2.ogg").write_bytes(OGG)
    call = VoiceCall(
        id=one, stage="voicemail", entry_point="", queue="short", number="", language="en",
        arrived_at=None, owner="", legs=(),
    )  # fmt: skip
    brief, week = Voicemail(least_ms=1_000), Recording(keep_days=7)
    policy = Policy(queues=(QueueVoice(id="short", recording=week, voicemail=brief),))
    first, second = salvaged(tmp_path, {one: call}, policy)
    assert (first.call, first.message, first.keep_days) == (one, True, 7)
    assert (second.recording, second.message, second.keep_days) == (f"{other}/tape2", False, 90)
    assert first.length_ms == second.length_ms == 1000
    assert first.problem
    assert salvaged(tmp_path / "nowhere", {}, policy) == []
    patient = QueueVoice(id="short", voicemail=Voicemail(least_ms=1_001))
    (left,) = salvaged(tmp_path, {one: call}, Policy(queues=(patient,)))
    assert left.call == other
    assert not first.path.exists()  # it is no message
