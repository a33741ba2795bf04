"""A save of a real hub's long audit trail breaks off: nothing half stays, it is told why, and again it works."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from agent_desktop.connectors.hub import audit
from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.audit import HubTrail
from agent_desktop.connectors.hub.door import open_door
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.trail import GENESIS, AuditEntry, add_entry
from agent_desktop.hub.storage.verifying import judged_export
from agent_desktop.model.administration_audit import AuditFormat, AuditQuestion
from agent_desktop.model.errors import Offline, StoreFailed
from tests.hub import databases
from tests.hub.server.desk import owner_token
from tests.hub.server.hub_process import HubProcess, database_of
from tests.small_disk import small_disk

ENTRIES = 6_000
PASSED = 100_000
"""bytes of an answer that come before it is held; the trail has more than a million."""
ALL = AuditQuestion()
both = pytest.mark.parametrize("made_as", AuditFormat)


class Way:
    """Between the desk and the hub on `port`: answers are held midway, until they go on or end."""

    def __init__(self, port: int) -> None:
        self.hub = port
        self.port = 0
        self.holds = False
        self.ends = ""
        self.held = asyncio.Event()
        self.on = asyncio.Event()
        self._passing: list[asyncio.Task[None]] = []

    @asynccontextmanager
    async def open(self) -> "AsyncIterator[Way]":
        """Listen as long as this lasts."""
        server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self
            for one in self._passing:
                one.cancel()
            await asyncio.gather(*self._passing, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._passing.append(asyncio.create_task(self._pass(reader, writer)))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer, request = await asyncio.open_connection("127.0.0.1", self.hub, limit=4_096)
        asking = asyncio.create_task(_pump(reader, request))
        try:
            await self._answer(answer, writer)
        finally:
            if self.ends == "reset":
                writer.transport.abort()
            asking.cancel()
            request.close()
            writer.close()

    async def _answer(self, answer: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        passed = 0
        with suppress(ConnectionError):
            while data := await answer.read(4_096):
                if self.holds and passed >= PASSED:
                    self.held.set()
                    await self.on.wait()
                    if self.ends:
                        return
                writer.write(data)
                await writer.drain()
                passed += len(data)

    def hold(self, ends: str = "") -> None:
        """Hold the next answer; then it `ends`, by a "reset" or an "end", or is passed on as far as the hub goes."""
        self.holds, self.ends = True, ends
        self.held.clear()
        self.on.clear()

    def free(self) -> None:
        """Hold nothing."""
        self.holds, self.ends = False, ""


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(4_096):
            writer.write(data)
            await writer.drain()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HubProcess, str]]:
    """A hub with a long trail, and its owner's token."""
    data = tmp_path_factory.mktemp("long") / "hub"
    databases.prepared(data)
    storage = Storage.open(database_of(data))
    with storage.transaction():
        before = GENESIS
        for seq in range(1, ENTRIES + 1):
            entry = AuditEntry(seq, seq, "ann", "act", "queues/q", "ben", '{"reason":"ü, ”"}')
            before = add_entry(storage, entry, before)
    storage.close()
    made = HubProcess(data)
    yield made, owner_token(made.url, made.ticket)
    if made.process.poll() is None:
        made.kill()


@asynccontextmanager
async def _trail(hub: HubProcess, token: str) -> AsyncIterator[tuple[HubTrail, Way]]:
    async with Way(hub.port).open() as way:
        door = await open_door(hub_address(f"http://127.0.0.1:{way.port}"))
        yield HubTrail(door, token), way
        await door.close()


def _is_whole(path: Path) -> None:
    chain, broken = judged_export(path)
    assert broken is None
    assert chain.seq > ENTRIES
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@both
def test_a_link_that_is_cut_and_a_person_who_stops_leave_what_was_there(
    kept: tuple[HubProcess, str], tmp_path: Path, made_as: AuditFormat
) -> None:
    target = tmp_path / "mine" / "audit"
    target.parent.mkdir()
    target.write_text("of yesterday")

    async def run() -> None:
        async with _trail(*kept) as (trail, way):
            for ends in ("reset", "end", "stopped"):
                way.hold(ends)
                saving = asyncio.create_task(trail.save_trail(ALL, made_as, target))
                await way.held.wait()
                if ends == "stopped":
                    saving.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await saving
                    way.on.set()
                else:
                    way.on.set()
                    with pytest.raises(Offline) as told:
                        await saving
                    assert told.value.problem.remedy
                assert [one.name for one in target.parent.iterdir()] == [target.name]
                assert target.read_text() == "of yesterday"
            way.free()
            await trail.save_trail(ALL, made_as, target)

    asyncio.run(run())
    _is_whole(target)


def test_a_hub_that_is_silent_midway_is_not_waited_for_for_ever(
    kept: tuple[HubProcess, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link is cut, and nobody says so."""
    monkeypatch.setattr(audit, "SILENT_S", 0.5)

    async def run() -> None:
        async with _trail(*kept) as (trail, way):
            way.hold()
            with pytest.raises(Offline, match="does not answer") as told:
                await trail.save_trail(ALL, AuditFormat.CSV, tmp_path / "audit.csv")
            assert told.value.problem.remedy

    asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_keeps_nothing_half(
    kept: tuple[HubProcess, str], tmp_path: Path
) -> None:
    async def run(full: Path, elsewhere: Path) -> None:
        async with _trail(*kept) as (trail, _):
            with pytest.raises(StoreFailed) as told:
                await trail.save_trail(ALL, AuditFormat.LINES, full / "audit.jsonl")
            said = told.value.problem.words()
            assert "“audit.jsonl” could not be saved: No space left on device." in said
            assert "Choose another folder or free some space" in said
            await trail.save_trail(ALL, AuditFormat.LINES, elsewhere / "audit.jsonl")

    (tmp_path / "roomy").mkdir()
    with small_disk(tmp_path / "full", 1) as full:
        asyncio.run(run(full, tmp_path / "roomy"))
        assert list(full.iterdir()) == []
    _is_whole(tmp_path / "roomy" / "audit.jsonl")


@pytest.mark.parametrize(
    ("made_as", "sent"),
    [
        (AuditFormat.LINES, b'{"seq":1,"at":1}\n{"seq":2,'),
        (AuditFormat.LINES, b'{"seq":1,"at":1}\n'),
        (AuditFormat.LINES, b'{"head":1,"digest"'),
        (AuditFormat.CSV, b"seq,at,who\r\n1,1,ann\r\n"),
        (AuditFormat.CSV, b""),
    ],
)
def test_a_proxy_that_makes_a_cut_answer_look_whole_deceives_nobody(
    tmp_path: Path, made_as: AuditFormat, sent: bytes
) -> None:
    """As some do: without a length, and ended as if nothing was missing."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + sent)
        await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            door = await open_door(hub_address(f"http://127.0.0.1:{port}"))
            with pytest.raises(Offline, match="broke off"):
                await HubTrail(door, "t").save_trail(ALL, made_as, tmp_path / "audit")
            await door.close()

    asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def test_a_hub_that_dies_midway_is_told_and_gives_all_of_it_when_it_is_back(
    kept: tuple[HubProcess, str], tmp_path: Path
) -> None:
    target = tmp_path / "audit.jsonl"

    async def run() -> HubProcess:
        async with _trail(*kept) as (trail, way):
            way.hold()
            saving = asyncio.create_task(trail.save_trail(ALL, AuditFormat.LINES, target))
            await way.held.wait()
            kept[0].kill()
            way.on.set()
            with pytest.raises(Offline) as told:
                await saving
            assert told.value.problem.remedy
            assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []
            again = await asyncio.to_thread(HubProcess, kept[0].data)
        async with _trail(again, kept[1]) as (trail, way):
            await trail.save_trail(ALL, AuditFormat.LINES, target)
        return again

    again = asyncio.run(run())
    _is_whole(target)
    assert again.stop() == (0, "")
    again.repeat_complaints()
