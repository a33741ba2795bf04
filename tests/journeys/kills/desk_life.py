"""A desk without a window, in a process that the nursery forked: real runner, encrypted store and hub connector.

It takes every offer, opens every conversation in hand, and types numbered replies into them as fast as they leave.
What it says on stdout, a line each, written before anything else happens:

    opened              the store is open, and was not set aside
    asked N CONV        reply N is about to be typed
    shown N CONV        its bubble was shown: from here on it must arrive
    sent N CONV         its bubble shows that the hub has it
    parked N WORDS      it was refused and waits for the agent
    fault CODE          the desk told that its disk does not take anything; what was typed stays in the composer
    told WORDS          a notice to the agent that something does not work
    link STATE SINCE    the state of the link
    empty               nothing waits any more (said when it was told to stop typing)
    view CONV JSON      what the thread pane would show
    why …               what still waits

and obeys `stop`, `go`, `reconnect`, `view` and `why` on stdin; the end of stdin ends it cleanly.
"""

import asyncio
import os
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

# Loaded late by those who need a quick first paint; here they are inherited by every life.
import agent_desktop.connectors.hub.door
import agent_desktop.connectors.hub.line
import agent_desktop.store.opening
import agent_desktop.store.reading
import agent_desktop.store.saving
import agent_desktop.store.searching  # noqa: F401
from agent_desktop.connectors.hub import connector
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import Millis, Record, new_id
from agent_desktop.model.changes import Change, LinkShown, Notice, NoticeKind, Section
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import (
    AcceptOffer,
    ChangeSetting,
    OpenConversation,
    Reconnect,
    SendReply,
    SetPresence,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Session
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from agent_desktop.store import open_store
from tests.journeys.kills.lines import decoded, read_line, say

REPLY = re.compile(r"reply (\d+)\Z")
SIGN_IN_EVERY_S = 0.05
TYPE_AGAIN_S = 0.2


class DeskWords(Record, frozen=True):
    """The start words. `first` numbers the first reply, `window` is how many wait in a conversation at most.

    `most` bounds how many are typed in this life.
    """

    database: str
    key: str
    address: str
    token: str
    first: int = 1
    window: int = 3
    most: int = 1_000_000


class Shown(Record, frozen=True):
    """One item of the thread pane."""

    seq: int
    id: str
    client_id: str
    text: str


class Typist:
    """Types into every conversation in hand, and tells what the bubbles show."""

    def __init__(self, desk: Desk, words: DeskWords) -> None:
        self._desk = desk
        self._words = words
        self._next = words.first
        self._told: dict[int, str] = {}
        self._mine: dict[str, set[int]] = {}
        self._accepted: set[tuple[str, int, Millis]] = set()
        self._link = ""
        self._empty = False
        self.typing = True

    def look(self, changes: Sequence[Change] = ()) -> None:
        """Read the screen again, and type on."""
        desk = self._desk
        for change in changes:
            if isinstance(change, Notice) and change.problem is not None:
                if change.kind is NoticeKind.STORE_FAULT:
                    say("fault", change.problem.code)
                    self._give_back()
                else:
                    say("told", change.problem.words())
        if not changes or any(isinstance(one, LinkShown) for one in changes):
            self._look_at_link(desk.link.state, desk.link.since)
        for offer in desk.offers() if desk.link.state is LinkState.LIVE else ():
            if (offer.interaction_id, offer.epoch, desk.link.since) not in self._accepted:
                self._accepted.add((offer.interaction_id, offer.epoch, desk.link.since))
                desk.post(AcceptOffer(interaction_id=offer.interaction_id))
        conversations = self._in_hand()
        for conversation_id in conversations:
            if conversation_id not in self._mine:
                self._mine[conversation_id] = set()
                desk.post(OpenConversation(conversation_id=conversation_id))
        for conversation_id in self._mine:
            self._read(conversation_id)
        if self.typing:
            self._empty = False
            for conversation_id in conversations:
                self._type(conversation_id)
        elif not (self._empty or desk.outbox.waiting or desk.outbox.needs_you or self._pending()):
            self._empty = True
            say("empty")

    def _in_hand(self) -> list[str]:
        """Every conversation whose work this agent has, whether the backend is there or not."""
        desk = self._desk
        rows = (desk.row(Section.ACTIVE, at) for at in range(desk.row_count(Section.ACTIVE)))
        return [row.conversation_id for row in rows]

    def _pending(self) -> int:
        return sum(len(numbers) for numbers in self._mine.values())

    def _look_at_link(self, state: LinkState, since: Millis) -> None:
        words = f"{state.value} {since}"
        if words != self._link:
            self._link = words
            say("link", words)
            if state is LinkState.LIVE and self._desk.presence.state is not PresenceState.READY:
                self._desk.post(SetPresence(state=PresenceState.READY))

    def _read(self, conversation_id: str) -> None:
        for item in reversed(self._desk.items(conversation_id)):
            found = REPLY.match(item.text) if isinstance(item, Message) else None
            if found is None or not isinstance(item, Message):
                continue
            number = int(found[1])
            if self._told.get(number) == "sent":
                break  # all that is older was told before
            if item.seq:
                self._told[number] = "sent"
                self._mine[conversation_id].discard(number)
                say("sent", number, conversation_id)
            elif item.delivery in (Delivery.REFUSED, Delivery.UNCLEAR):
                say("parked", number, item.problem)
            elif number not in self._told:
                self._told[number] = "shown"
                self._mine[conversation_id].add(number)
                say("shown", number, conversation_id)

    def _type(self, conversation_id: str) -> None:
        if self._desk.outbox.waiting > self._words.window * len(self._mine):
            return  # what earlier lives left goes first
        waiting = self._mine[conversation_id]
        last = self._words.first + self._words.most
        while len(waiting) < self._words.window and self._next < last:
            number, self._next = self._next, self._next + 1
            say("asked", number, conversation_id)
            waiting.add(number)
            self._desk.post(
                SendReply(
                    client_id=new_id(),
                    conversation_id=conversation_id,
                    text=f"reply {number}",
                    channel=Channel.CHAT,
                )
            )

    def _give_back(self) -> None:
        """Nothing of what was typed and not shown was taken; try again in a while."""
        for numbers in self._mine.values():
            numbers -= {one for one in numbers if one not in self._told}
        if self.typing:
            self.typing = False
            asyncio.get_running_loop().call_later(TYPE_AGAIN_S, self._type_again)

    def _type_again(self) -> None:
        self.typing = True
        self.look()

    def why(self) -> None:
        """Say what still waits, for a test that waits in vain."""
        say("why", self._desk.link, self._desk.outbox, self._mine)

    def view(self) -> None:
        """Say what the thread pane would show of each conversation."""
        for conversation_id in self._mine:
            shown = [
                Shown(
                    seq=item.seq,
                    id=item.id,
                    client_id=getattr(item, "client_id", ""),
                    text=getattr(item, "text", ""),
                )
                for item in self._desk.items(conversation_id)
            ]
            say("view", conversation_id, msgspec.json.encode(shown).decode())
        say("viewed")


async def live(words: DeskWords) -> None:
    """Be a desk until stdin ends."""
    opened = await open_store(Path(words.database), bytes.fromhex(words.key))
    say("opened" if opened.aside is None else "aside")
    desk = await Desk.start(None, opened.store)
    typist = Typist(desk, words)
    desk.subscribe(typist.look)
    desk.post(ChangeSetting(name=UNDO, value="off"))
    typist.look()
    sessions: list[Session] = []
    async with asyncio.TaskGroup() as both:
        signing_in = both.create_task(_sign_in(desk, words, sessions))
        await _obey(desk, typist)
        signing_in.cancel()
    await desk.stop()
    for session in sessions:
        await session.close()
    await opened.store.close()
    say("ended")


async def _sign_in(desk: Desk, words: DeskWords, sessions: list[Session]) -> None:
    """As the program does it: again and again until the hub answers."""
    while True:
        try:
            session = await connector.sign_in({"address": words.address, "token": words.token})
        except DeskError as error:
            if error.problem.code != "offline":
                raise
            await asyncio.sleep(SIGN_IN_EVERY_S)
            continue
        sessions.append(session)
        desk.attach_session(session)
        return


async def _obey(desk: Desk, typist: Typist) -> None:
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), os.fdopen(0, "rb", 0, closefd=False)
    )
    while order := (await orders.readline()).decode().strip():
        match order:
            case "stop" | "go":
                typist.typing = order == "go"
                typist.look()
            case "reconnect":
                desk.post(Reconnect())
            case "view":
                typist.view()
            case "why":
                typist.why()


def main() -> int:
    """Read the start words and live."""
    asyncio.run(live(decoded(read_line(0), DeskWords)))
    return 0
