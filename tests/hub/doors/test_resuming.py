"""Uploads in parts: whatever is cut, repeated, doubled or killed between two steps, a file is whole and there once."""

import asyncio
import contextlib
import hashlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from agent_desktop.hub.doors.faults import Malformed, NotFound, TooLarge, TooMany
from agent_desktop.hub.doors.parts import KEPT_MS, Parts
from agent_desktop.hub.doors.quotas import Quota
from agent_desktop.hub.doors.resuming import Resuming
from agent_desktop.hub.doors.uploads import UNSENT_KEPT, Uploads
from agent_desktop.hub.protocol import Uploading
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import Conflict, StoreFailed
from tests.hub import databases
from tests.small_disk import small_disk

T = TypeVar("T")
FILE = bytes(range(256)) * 5
OWNER, UPLOAD = "agent:ann", "upload-0001"


class Killed(BaseException):
    """The hub was killed here."""


class Hub:
    """The uploads of a hub that can be killed and started again on the same disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 1_700_000_000_000
        self.storage = Storage.open(databases.fresh(folder / "hub.sqlite"))
        self.kill_at_row = 0
        self.start()

    def start(self) -> None:
        self.uploads = Uploads(self.folder / "attachments", self.rows, lambda: self.now)
        parts = Parts(self.folder / "parts", spare=0)
        self.resuming = Resuming(self.uploads, parts)

    async def rows(self, work: Callable[[Storage], T], /) -> T:
        if self.kill_at_row:
            self.kill_at_row -= 1
            if not self.kill_at_row:
                raise Killed
        with self.storage.transaction():
            return work(self.storage)

    async def begin(self, data: bytes = FILE, name: str = "a.bin", **more: Any) -> Uploading:
        digest = hashlib.sha256(data).hexdigest()
        return await self.resuming.begin(OWNER, UPLOAD, name, len(data), digest, **more)

    async def add(self, offset: int, *pieces: bytes, cut: bool = False) -> Uploading:
        return await self.resuming.add(coming(*pieces, cut=cut), OWNER, UPLOAD, offset)

    def kept(self) -> list[bytes]:
        folder = self.folder / "attachments"
        return [path.read_bytes() for path in folder.iterdir()] if folder.exists() else []

    def on_their_way(self) -> list[str]:
        folder = self.folder / "parts"
        return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []

    def close(self) -> None:
        self.storage.close()


def coming(*pieces: bytes, cut: bool = False) -> Request:
    """A request whose body comes in these pieces, and then breaks off when it is `cut`."""
    waiting = list(pieces)

    async def receive() -> dict[str, Any]:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(0), "more_body": True}
        if cut:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "PUT", "headers": [], "query_string": b"", "path": "/"}
    return Request(scope, receive)


def fill(ballast: Path) -> None:
    """Use up the room of a disk."""
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


def with_hub(test: Callable[[Hub], Awaitable[None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(Path(folder))
        try:
            asyncio.run(cast(Any, test(hub)))
        finally:
            hub.close()


async def sent_on(hub: Hub, data: bytes = FILE) -> Uploading:
    """Ask where the file stands, and send the rest of it."""
    stands = await hub.begin(data)
    while stands.attachment is None:
        stands = await hub.add(stands.offset, data[stands.offset :])
    return stands


def test_a_file_comes_in_parts_and_the_end_can_be_told_again() -> None:
    async def test(hub: Hub) -> None:
        assert await hub.begin() == Uploading(offset=0)
        assert await hub.add(0, FILE[:100], FILE[100:300]) == Uploading(offset=300)
        assert await hub.begin() == Uploading(offset=300)
        done = await hub.add(300, FILE[300:])
        assert done.attachment is not None
        assert (done.offset, done.attachment.size) == (len(FILE), len(FILE))
        assert await hub.begin() == done == await hub.add(300, FILE[300:])
        assert (hub.kept(), hub.on_their_way()) == ([FILE], [])

    with_hub(test)


def test_what_came_before_a_cut_is_kept() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        with pytest.raises(Malformed):
            await hub.add(0, FILE[:500], cut=True)
        assert await hub.begin() == Uploading(offset=500)
        with pytest.raises(Conflict) as elsewhere:
            await hub.add(400, FILE[400:])
        assert elsewhere.value.problem.value == "500"
        assert (await sent_on(hub)).attachment is not None
        assert hub.kept() == [FILE]

    with_hub(test)


def test_bytes_that_were_damaged_come_again_from_the_beginning() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        assert await hub.add(0, bytes(len(FILE))) == Uploading(offset=0)
        assert hub.kept() == []
        assert (await sent_on(hub)).attachment is not None
        assert hub.kept() == [FILE]

    with_hub(test)


def test_one_id_is_one_file_whole_or_not() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        for wrong in (hub.begin(FILE + b"x"), hub.begin(FILE[::-1]), hub.begin(name="b.bin")):
            with pytest.raises(Conflict):
                await wrong
        await sent_on(hub)
        with pytest.raises(Conflict):
            await hub.begin(FILE[::-1])

    with_hub(test)


def test_no_more_than_was_announced() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        with pytest.raises(TooLarge):
            await hub.add(0, FILE, b"more")
        with pytest.raises(TooLarge):
            await hub.begin(quota=Quota(file=10))
        with pytest.raises(Malformed):
            await hub.begin(b"")
        with pytest.raises(Malformed, match="digest"):
            await hub.resuming.begin(OWNER, UPLOAD, "a", 1, "zz")

    with_hub(test)


def test_what_is_on_its_way_counts_as_a_whole() -> None:
    async def test(hub: Hub) -> None:
        quota = Quota(unsent=2 * len(FILE), hourly_files=2)
        for number in (1, 2):
            await hub.resuming.begin(OWNER, f"upload-{number}x", "a", len(FILE), "", quota)
        with pytest.raises(TooMany):
            await hub.resuming.begin(OWNER, "upload-3x", "a", 1, "", quota)
        await hub.resuming.begin(OWNER, "upload-1x", "a", len(FILE), "", quota)
        await hub.resuming.begin("agent:ben", "upload-3x", "a", 1, "", quota)

    with_hub(test)


def test_the_newer_connection_wins() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        more, begun = asyncio.Event(), asyncio.Event()

        async def slow() -> AsyncIterator[bytes]:
            yield FILE[:10]
            begun.set()
            await more.wait()
            yield FILE[10:20]

        plan = await hub.resuming._parts.plan(OWNER, UPLOAD)
        assert plan is not None
        old = asyncio.create_task(hub.resuming._parts.add(plan, 0, slow()))
        await begun.wait()
        assert await hub.add(10, FILE[10:200]) == Uploading(offset=200)
        more.set()
        # nobody writes any more: the older one finds that the file is not where it left it
        with pytest.raises(Conflict):
            await old
        assert (await hub.begin()).offset == 200

    with_hub(test)


def test_given_up_or_forgotten_it_leaves_nothing() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        await hub.add(0, FILE[:10])
        await hub.resuming.give_up(OWNER, UPLOAD)
        assert hub.on_their_way() == []
        with pytest.raises(NotFound):
            await hub.add(10, FILE[10:])
        await hub.resuming.give_up(OWNER, UPLOAD)
        await hub.begin()
        assert await hub.resuming.forget_old() == 0
        hub.now = int(4e12) + KEPT_MS
        assert await hub.resuming.forget_old() == 1
        assert hub.on_their_way() == []

    with_hub(test)


@pytest.mark.parametrize("at_row", range(1, 5))
@pytest.mark.parametrize("whole", [False, True])
def test_killed_at_any_row_it_goes_on(at_row: int, whole: bool) -> None:
    async def test(hub: Hub) -> None:
        if whole:
            await hub.begin()
            await hub.add(0, FILE[:-1])
        hub.kill_at_row = at_row
        try:
            await sent_on(hub)
        except Killed:
            hub.start()
        hub.kill_at_row = 0
        assert (await sent_on(hub)).attachment is not None
        assert FILE in hub.kept()
        hub.now = int(4e12) + UNSENT_KEPT
        await hub.uploads.forget_unsent()
        assert (hub.kept(), hub.on_their_way()) == ([], [])

    with_hub(test)


def test_a_plan_that_was_torn_is_begun_anew() -> None:
    async def test(hub: Hub) -> None:
        await hub.begin()
        await hub.add(0, FILE[:10])
        (plan,) = (hub.folder / "parts").glob("*.plan")
        plan.write_bytes(plan.read_bytes()[:20])
        hub.start()
        assert await hub.begin() == Uploading(offset=0)
        assert (await sent_on(hub)).attachment is not None

    with_hub(test)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("part"), st.integers(1, 600)),
        st.tuples(st.just("cut"), st.integers(0, 600)),
        st.tuples(st.just("wrong place"), st.integers(0, 1500)),
        st.tuples(st.just("ask"), st.just(0)),
        st.tuples(st.just("restart"), st.just(0)),
        st.tuples(st.just("tear"), st.integers(1, 300)),
        st.tuples(st.just("spoil"), st.integers(0, 1500)),
        st.tuples(st.just("give up"), st.just(0)),
        st.tuples(st.just("kill"), st.integers(1, 4)),
    ),
    max_size=14,
)


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_by_any_road_the_file_is_whole_and_there_once(steps: list[tuple[str, int]]) -> None:
    async def test(hub: Hub) -> None:
        offset = (await hub.begin()).offset
        for step, number in steps:
            hub.kill_at_row = number if step == "kill" else 0
            part = next((hub.folder / "parts").glob("*.part"), None)
            try:
                if step == "wrong place":
                    offset = (await hub.add(number, FILE[number:])).offset
                elif step in ("part", "cut", "kill"):
                    piece = FILE[offset : offset + number * (200 if step == "kill" else 1)]
                    offset = (await hub.add(offset, piece, cut=step == "cut")).offset
                elif step == "give up":
                    await hub.resuming.give_up(OWNER, UPLOAD)
                elif step == "restart":
                    hub.start()
                elif step == "tear" and part is not None:  # the power went before the disk wrote
                    part.write_bytes(part.read_bytes()[:-number])
                elif step == "spoil" and part is not None:
                    content = bytearray(part.read_bytes())
                    if number < len(content):
                        content[number] ^= 255
                        part.write_bytes(content)
            except (Malformed, Conflict, NotFound):
                pass
            except Killed:
                hub.start()
            hub.kill_at_row = 0
            stands = await hub.begin()
            offset = stands.offset
            assert (stands.attachment is None) == (FILE not in hub.kept() or offset < len(FILE))
        done = await sent_on(hub)
        assert done.attachment is not None
        stored = await hub.uploads.find(done.attachment.id)
        assert hub.uploads.place(stored).read_bytes() == FILE
        assert hub.on_their_way() == []

    with_hub(test)


def test_a_full_disk_has_words_and_the_upload_goes_on_when_there_is_room(tmp_path: Path) -> None:
    data = bytes(1_500_000)
    with small_disk(tmp_path / "disk", 3) as disk:
        hub = Hub(disk)

        async def test() -> None:
            await hub.begin(data)
            await hub.add(0, data[:500_000])
            ballast = disk / "ballast"
            fill(ballast)
            with pytest.raises(StoreFailed, match="No space left") as full:
                await hub.add(500_000, data[500_000:])
            assert "Free some space" in full.value.problem.remedy
            with pytest.raises(StoreFailed, match="No space left"):
                await hub.resuming.begin(OWNER, "upload-0002", "b", len(data), "")
            ballast.unlink()
            assert (await hub.begin(data)).offset >= 500_000
            assert (await sent_on(hub, data)).attachment is not None

        try:
            asyncio.run(test())
            assert hub.kept() == [data]
        finally:
            hub.close()
