"""Scenarios of the whole desk: a loop, a window that listens, a desk with one active conversation."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from agent_desktop.desk.runner import Desk
from agent_desktop.model.changes import Change, Notice, NoticeKind
from agent_desktop.model.intents import (
    ChangeSetting,
    OpenConversation,
    SendReply,
)
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import (
    NOW,
    batch,
    conversation,
    customer,
    interaction,
    snapshot,
)

T = TypeVar("T")


def run(work: Callable[[], Awaitable[T]]) -> T:
    """Run a scenario on a loop of its own; 20 s are more than any needs."""

    async def bounded() -> T:
        return await asyncio.wait_for(work(), 20)

    return asyncio.run(bounded())


class Window:
    """What a window would have heard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.changes: list[Change] = []
        self._news = asyncio.Event()
        desk.subscribe(self._hear)

    def _hear(self, changes: Sequence[Change]) -> None:
        self.changes.extend(changes)
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return when `holds` after some change, or already."""
        while not holds():
            self._news.clear()
            await self._news.wait()

    def notices(self) -> list[NoticeKind]:
        return [one.kind for one in self.changes if isinstance(one, Notice)]

    def deliveries(self, conversation_id: str = "v1") -> list[Delivery]:
        items = self.desk.items(conversation_id)
        return [one.delivery for one in items if isinstance(one, Message)]


def reply(client_id: str = "r1", text: str = "hello", **about: object) -> SendReply:
    return SendReply(
        client_id=client_id,
        conversation_id="v1",
        text=text,
        channel=Channel.CHAT,
        **about,  # type: ignore[arg-type]
    )


async def at_work(
    session: FakeSession | None, store: FakeStore, undo: str = "off"
) -> tuple[Desk, Window]:
    """A desk with one active conversation, open."""
    desk = await Desk.start(session, store, lambda: NOW)
    window = Window(desk)
    desk.post(ChangeSetting(name=UNDO, value=undo))
    if session is not None:
        live_work = snapshot(
            conversations=(conversation(),),
            customers=(customer(),),
            interactions=(interaction(),),
        )
        await session.deliver(batch(live_work, seq=1))
        await session.go_live()
    desk.post(OpenConversation(conversation_id="v1"))
    await desk.settled()
    return desk, window
