"""An old copy of a hub put back: whoever followed what it does not hold starts again, whatever came since.

The desk here is the real one, with its encrypted store and the hub's connector.
"""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_desktop.connectors.hub import connector
from agent_desktop.desk.runner import Desk as RealDesk
from agent_desktop.hub.protocol import Answer, SnapshotFrame, Welcome
from agent_desktop.model.changes import Change, Section
from agent_desktop.model.commands import ChoosePresence, Cursor
from agent_desktop.model.intents import AcceptOffer, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message
from agent_desktop.store import open_store
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.hub_backend import HubVisitor
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, database_of, running_hub
from tests.peers.postgres import tools

KEY = b"k" * 32
ENTRY_POINT = "website"


def choose(desk: Desk, *states: PresenceState) -> None:
    for state in states:
        assert isinstance(desk.perform(ChoosePresence(state=state)), Answer)


def welcomed(live: str, token: str, since: Cursor) -> tuple[str, bool]:
    """Why the hub refused to replay since there, if it did, and whether it sent a snapshot instead."""
    with Desk.open(live, token, since) as desk:
        welcome = next(frame for frame in desk.frames if isinstance(frame, Welcome))
        return welcome.resync, isinstance(desk.frames[1], SnapshotFrame)


class Backup:
    """A copy of a hub: its folder and, on a server, its database."""

    def __init__(self, data: Path, place: Path) -> None:
        self._data, self._place = data, place
        shutil.copytree(data, place)
        self._tool("pg_dump", "--schema", "public", "--format", "custom", "--file", self._dump)

    def put_back(self) -> None:
        """The hub is as it was then; it does not run."""
        shutil.rmtree(self._data)
        shutil.copytree(self._place, self._data)
        self._tool("pg_restore", "--clean", "--exit-on-error", self._dump)

    @property
    def _dump(self) -> str:
        return f"{self._place}.dump"

    def _tool(self, name: str, *words: str) -> None:
        target = database_of(self._data)
        if isinstance(target, str):
            said = [str(tools() / name), "--dbname", target, *words]
            subprocess.run(said, check=True, capture_output=True)


def test_an_old_copy_is_recognised_and_an_ordinary_start_is_none(tmp_path: Path) -> None:
    data = tmp_path / "hub"
    with running_hub(data) as hub:
        ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
        with Desk.open(hub.live, ann) as desk:
            choose(desk, PresenceState.BREAK)
            early = desk.cursor
            backup = Backup(data, tmp_path / "backup")  # in the middle of an epoch
            choose(desk, PresenceState.MEAL, PresenceState.BREAK)
            same_epoch = desk.cursor
    with running_hub(data) as hub:
        assert welcomed(hub.live, ann, early) == ("", False)
        with Desk.open(hub.live, ann, same_epoch) as desk:
            choose(desk, PresenceState.MEAL)
            next_epoch = desk.cursor
    with running_hub(data) as hub:  # ordinary starts cost nobody a snapshot
        assert welcomed(hub.live, ann, early) == ("", False)
        assert welcomed(hub.live, ann, same_epoch) == ("", False)
        assert welcomed(hub.live, ann, next_epoch) == ("", False)

    backup.put_back()
    with running_hub(data) as hub:
        assert welcomed(hub.live, ann, early) == ("", False)
        with Desk.open(hub.live, ann) as desk:
            # the journal goes on past the old positions, with other entries under the same numbers
            while desk.position <= next_epoch.seq:
                choose(desk, PresenceState.MEAL, PresenceState.BREAK)
            after = desk.cursor
        assert welcomed(hub.live, ann, same_epoch) == ("other_epoch", True)
        assert welcomed(hub.live, ann, next_epoch) == ("other_epoch", True)
    with running_hub(data) as hub:
        assert welcomed(hub.live, ann, same_epoch) == ("other_epoch", True)
        assert welcomed(hub.live, ann, after) == ("", False)


class Seat:
    """An agent's real desk, and the changes that its window would hear."""

    def __init__(self, desk: RealDesk) -> None:
        self.desk = desk
        self._news = asyncio.Event()
        desk.subscribe(self._hear)

    def _hear(self, changes: Sequence[Change]) -> None:
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return when `holds`."""
        while not holds():
            self._news.clear()
            await self._news.wait()

    def rows(self, section: Section) -> list[str]:
        """What the rows of a section say last."""
        return [self.desk.row(section, at).preview for at in range(self.desk.row_count(section))]

    @asynccontextmanager
    async def at(self, hub: HubProcess, token: str) -> AsyncIterator[None]:
        """Follow `hub`; begins when the desk is current."""
        session = await connector.sign_in({"address": hub.url, "token": token})
        try:
            self.desk.attach_session(session)
            await self.until(lambda: self.desk.link.state.value == "live")
            yield
            await self.desk.detach_session()
        finally:
            await session.close()


@pytest.mark.parametrize("stopped", [True, False])
def test_a_desk_drops_the_work_that_a_restored_hub_does_not_know(
    tmp_path: Path, stopped: bool
) -> None:
    data = tmp_path / "hub"

    def start() -> HubProcess:
        return HubProcess(data)

    @asynchronous
    async def scenario() -> None:
        opened = await open_store(tmp_path / "desk.db", KEY)
        seat = Seat(await RealDesk.start(None, opened.store))
        hub = await asyncio.to_thread(start)
        owner = await asyncio.to_thread(owner_token, hub.url, hub.ticket)
        token = await asyncio.to_thread(make_agent, hub.url, owner, "ann")
        if stopped:
            await asyncio.to_thread(hub.stop)
            backup = Backup(data, tmp_path / "backup")
            hub = await asyncio.to_thread(start)
        else:
            backup = Backup(data, tmp_path / "backup")
        async with seat.at(hub, token):
            seat.desk.post(SetPresence(state=PresenceState.READY))
            async with HubVisitor.chatting(hub.url, ENTRY_POINT, "Before"):
                await seat.until(lambda: len(seat.desk.offers()) == 1)
                lost = seat.desk.offers()[0].conversation_id
                seat.desk.post(AcceptOffer())
                await seat.until(lambda: seat.rows(Section.ACTIVE) == ["Before"])
                await seat.until(lambda: len(said(seat, lost)) == 1)
        reached = await asyncio.to_thread(position, hub, token)
        await asyncio.to_thread(hub.stop)
        backup.put_back()
        hub = await asyncio.to_thread(start)
        # another desk of the same agent writes past the position that this desk knows
        await asyncio.to_thread(write_past, hub, token, reached)
        async with HubVisitor.chatting(hub.url, ENTRY_POINT, "After"):
            async with seat.at(hub, token):
                await seat.until(lambda: seat.rows(Section.WAITING) == ["After"])
                assert seat.rows(Section.ACTIVE) == []
                assert seat.desk.presence.state is PresenceState.MEAL
                assert said(seat, lost) == ["Before"]  # what was read stays readable
                thread = seat.desk.thread(lost)
                assert thread is not None
                assert thread.cannot_reply
        await seat.desk.stop()
        await opened.store.close()
        again = await open_store(tmp_path / "desk.db", KEY)
        restored = await again.store.load()
        assert [one.preview for one in restored.interactions] == ["After"]
        await again.store.close()
        await asyncio.to_thread(hub.stop)

    scenario()


def said(seat: Seat, conversation_id: str) -> list[str]:
    items = seat.desk.items(conversation_id)
    return [one.text for one in items if isinstance(one, Message)]


def position(hub: HubProcess, token: str) -> int:
    with Desk.open(hub.live, token) as desk:
        return desk.position


def write_past(hub: HubProcess, token: str, reached: int) -> None:
    with Desk.open(hub.live, token) as desk:
        while desk.position <= reached:
            choose(desk, PresenceState.BREAK, PresenceState.MEAL)
