"""A visitor who writes all the while through the public door and does what the widget does when the hub is away.

One message on its way at a time; what was not accepted is sent again with its own id on the next connection; items are
kept by their sequence. Promises to hold what it wrote, in order, and what it was shown, for the comparison afterwards.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable

import httpx
import msgspec
import websockets
from websockets.asyncio.client import ClientConnection

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    ChatItem,
    ChatItems,
    ChatPlace,
    ChatStarted,
    ChatState,
    ChatStateChanged,
    ChatWelcome,
    FromVisitor,
    Introduce,
    Say,
    SayAccepted,
    SayRefused,
    Seen,
    StartChat,
    ToVisitor,
    VisitorHello,
)
from agent_desktop.model.base import new_id

_frames: msgspec.json.Decoder[ToVisitor] = msgspec.json.Decoder(ToVisitor)
_encode = msgspec.json.Encoder().encode
RECONNECT_S = 0.05
SEEN_EVERY_S = 0.4
PATIENCE_S = 30.0
PAUSE_S = 0.5
PASSING = ("too_many", "store_failed")
"""Refusals of a moment: the same message may be sent again."""


class Writer:
    """One visitor. `run` it as a task; cancel it when it is no longer needed."""

    def __init__(self, url: str, name: str, chance: random.Random) -> None:
        self.url = url
        self.name = name
        self.written: list[str] = []
        self.items: dict[int, ChatItem] = {}
        self.state = ChatState(phase="new")
        self.conversation_id: str | None = None
        self.writing = True
        self.reconnects = 0
        self.refused: list[str] = []
        self._chance = chance
        self._token = ""
        self._waiting: list[Introduce | Say] = []
        self._in_flight = False
        self._told_at = 0.0
        self._fault: Exception | None = None
        self._changed = asyncio.Event()

    @property
    def texts(self) -> list[str]:
        """All messages of the conversation as this visitor sees them."""
        return [item.text for _, item in sorted(self.items.items()) if item.text]

    async def run(self) -> None:
        """Connect and talk, again and again."""
        while True:
            try:
                await self._talk()
            except (OSError, httpx.HTTPError, websockets.WebSocketException, TimeoutError):
                self.reconnects += 1
            except Exception as error:
                self._fault = error  # told to whoever waits for this visitor
                self._changed.set()
                raise
            await asyncio.sleep(self._chance.uniform(0, RECONNECT_S))

    async def settled(self) -> None:
        """Stop writing, and wait until everything that was written is accepted."""
        self.writing = False
        await self._until(lambda: not self._waiting, "all is accepted")

    async def served(self) -> None:
        """Wait until an agent is there."""
        await self._until(lambda: self.state.phase == "with_agent", "an agent is there")

    async def wrote(self, count: int) -> None:
        """Wait until so many messages were written, all but the last one accepted."""
        await self._until(lambda: len(self.written) >= count, "what is written is accepted")

    async def shown(self, seq: int) -> None:
        """Wait until the item with this sequence is here."""
        await self._until(lambda: seq in self.items, f"item {seq} is here")

    async def refused_with(self, code: str) -> None:
        """Wait until the hub refused something with this code."""
        await self._until(lambda: code in self.refused, f"refused with {code}")

    async def _until(self, met: Callable[[], bool], what: str) -> None:
        """Wait until `met`. Raises AssertionError after a while, and what `run` raised."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not met():
                    if self._fault is not None:
                        raise self._fault
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(
                f"visitor {self.name} is stuck before: {what} (phase {self.state.phase}, "
                f"{len(self._waiting)} waiting, in flight: {self._in_flight}, {self.reconnects} "
                f"reconnects, refused: {self.refused[-9:]})"
            ) from None

    async def _talk(self) -> None:
        if not self._token:
            async with httpx.AsyncClient(base_url=self.url, timeout=PATIENCE_S) as client:
                wish = StartChat(entry_point="website", language="en")
                answer = await client.post("/chat/v1/sessions", content=_encode(wish))
            answer.raise_for_status()
            self._token = msgspec.json.decode(answer.content, type=ChatStarted).token
        live = self.url.replace("http", "ws", 1) + "/chat/v1/live"
        async with websockets.connect(live, open_timeout=5, close_timeout=1, proxy=None) as line:
            hello = VisitorHello(protocol=PROTOCOL_VERSION, token=self._token, since=self._place())
            await self._send(line, hello)
            async for data in line:
                await self._hear(line, _frames.decode(data))

    def _place(self) -> ChatPlace | None:
        if not self.items or self.conversation_id is None:
            return None
        newest = self.items[max(self.items)]
        return ChatPlace(
            conversation_id=self.conversation_id,
            seq=newest.seq,
            item_id=newest.id,
            after=newest.seq,
        )

    async def _hear(self, line: ClientConnection, frame: ToVisitor) -> None:
        match frame:
            case ChatWelcome(state=state, items=items, conversation_id=conversation_id):
                self._in_flight = False
                self.state = state
                self.conversation_id = conversation_id or self.conversation_id
                await self._take(line, items)
            case ChatItems(items=items):
                await self._take(line, items)
            case ChatStateChanged(state=state, conversation_id=conversation_id):
                self.state = state
                self.conversation_id = conversation_id or self.conversation_id
            case SayAccepted(client_id=client_id, item=item) if client_id:
                assert self._waiting[0].client_id == client_id, "accepted out of turn"
                del self._waiting[0]
                self._in_flight = False
                if item is not None:
                    await self._take(line, (item,))
            case SayRefused(client_id=client_id, problem=problem):
                assert problem.code in PASSING, problem
                self.refused.append(problem.code)
                await asyncio.sleep(PAUSE_S)
                if client_id:
                    self._in_flight = False
            case _:
                pass
        await self._write(line)
        self._changed.set()

    async def _take(self, line: ClientConnection, items: tuple[ChatItem, ...]) -> None:
        before = max(self.items, default=0)
        for item in items:
            known = self.items.get(item.seq)
            assert known is None or known.id == item.id, "one sequence, two items"
            self.items[item.seq] = item
        newest = max(self.items, default=0)
        now = asyncio.get_running_loop().time()
        if newest > before and now - self._told_at > SEEN_EVERY_S:
            self._told_at = now
            await self._send(line, Seen(delivered=newest, read=newest))

    async def _write(self, line: ClientConnection) -> None:
        if not self._waiting and self.writing:
            number = len(self.written)
            text = f"{self.name} {number}"
            self.written.append(text)
            if number:
                self._waiting.append(Say(client_id=new_id(), text=text))
            else:
                self._waiting.append(Introduce(client_id=new_id(), name=self.name, question=text))
        if self._waiting and not self._in_flight:
            self._in_flight = True
            await self._send(line, self._waiting[0])

    @staticmethod
    async def _send(line: ClientConnection, frame: FromVisitor) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):  # the reading says so, too
            await line.send(_encode(frame).decode())
