"""A session whose news are gathered, as the desk would hear them, and waited for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence, Cursor
from agent_desktop.model.events import (
    BackendBatch,
    BackendEvent,
    LinkChanged,
    LinkState,
    MessageReceived,
    OfferMade,
    Snapshot,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Session
from agent_desktop.model.timeline import Message
from tests.contracts.connector.backend import Backend, Customer

E = TypeVar("E")


class Watched:
    """What one `run` delivered. Everything is a list in the order of delivery."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.events: list[BackendEvent] = []
        self.links: list[LinkChanged] = []
        self.batches: list[BackendBatch] = []
        self.cursor: Cursor | None = None
        self.impatient = False  # try again at once instead of waiting for the backoff
        self.pause = asyncio.Event()
        self.pause.set()
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def following(self, since: Cursor | None = None) -> AsyncIterator["asyncio.Task[None]"]:
        """Run the session as long as this lasts; begins when it is live."""
        before = len(self.links)
        self.cursor = since
        task = asyncio.create_task(self.session.run(since, self._deliver))
        try:
            await self.until_link(LinkState.LIVE, before)
            yield task
        finally:
            task.cancel()
            outcome = (await asyncio.gather(task, return_exceptions=True))[0]
            if isinstance(outcome, Exception):
                raise outcome

    async def until(self, kind: type[E], matches: Callable[[E], bool] = lambda _: True) -> E:
        """The first such event that came or comes."""
        seen = 0
        async with self._changed:
            while True:
                for event in self.events[seen:]:
                    if isinstance(event, kind) and matches(event):
                        return event
                seen = len(self.events)
                await self._changed.wait()

    async def until_link(self, state: LinkState, after: int = 0) -> LinkChanged:
        """The first such state among those told after the first `after`."""
        async with self._changed:
            while True:
                for link in self.links[after:]:
                    if link.state is state:
                        return link
                await self._changed.wait()

    async def until_text(self, text: str) -> Message:
        """The message with this text."""
        return (await self.until(MessageReceived, lambda e: e.message.text == text)).message

    def texts(self, conversation_id: str) -> list[str]:
        """What was said in a conversation, in the order in which it came; snapshots count too."""
        said: list[str] = []
        for event in self.events:
            items = event.items if isinstance(event, Snapshot) else ()
            found = [one for one in items if isinstance(one, Message)]
            if isinstance(event, MessageReceived):
                found.append(event.message)
            said += [one.text for one in found if one.conversation_id == conversation_id]
        return said

    async def at_work(self, backend: Backend, question: str = "Hello?") -> tuple[Customer, str]:
        """A customer with a conversation that this agent may answer in."""
        session = self.session
        if session.manifest.can(Capability.PRESENCE):
            await session.perform(new_id(), ChoosePresence(state=PresenceState.READY))
        customer = await backend.customer(question)
        if session.manifest.can(Capability.ROUTING):
            offer = (await self.until(OfferMade)).offer
            answer = AnswerOffer(
                interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True
            )
            await session.perform(new_id(), answer)
        message = await self.until_text(question)
        return customer, message.conversation_id

    async def _deliver(self, news: BackendBatch | LinkChanged) -> None:
        await self.pause.wait()
        async with self._changed:
            if isinstance(news, LinkChanged):
                self.links.append(news)
                if self.impatient and news.state is LinkState.OFFLINE:
                    self.session.reconnect()
            else:
                self.batches.append(news)
                self.events.extend(news.events)
                self.cursor = news.cursor or self.cursor
            self._changed.notify_all()


def unheard(there: int) -> None:
    """Nobody asks how far an upload is."""
