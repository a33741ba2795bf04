"""One practice customer at the public chat door: starts a session, asks, answers, rates and leaves.

Promises to use nothing that a browser's widget could not use, and to end when its script or its patience ends.
Refuses to hide failures: a refusal by the hub is raised as the `DeskError` that it carries.
"""

import asyncio
import random
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import httpx
import msgspec
import websockets
from websockets.asyncio.client import ClientConnection

from agent_desktop.app.practice.script import Role
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    ChatItem,
    ChatItems,
    ChatStarted,
    ChatState,
    ChatStateChanged,
    ChatWelcome,
    FromVisitor,
    Goodbye,
    Introduce,
    Leave,
    ProblemBody,
    Rate,
    Say,
    SayAccepted,
    SayRefused,
    Seen,
    StartChat,
    ToVisitor,
    Uploaded,
    VisitorHello,
    VisitorTyping,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import DeskError

Body = TypeVar("Body")
_frames: msgspec.json.Decoder[ToVisitor] = msgspec.json.Decoder(ToVisitor)
_encode = msgspec.json.Encoder().encode


class Pace:
    """How fast practice customers read and type, in seconds; `factor` 0 makes them instant, for pictures and tests."""

    def __init__(self, factor: float = 1.0, seed: int | None = None) -> None:
        self._factor = factor
        self._dice = random.Random(seed)

    async def read(self, text: str) -> None:
        """The time to read `text` and think."""
        await self._sleep(0.8 + len(text) / 60)

    async def type(self, text: str) -> None:
        """The time to type `text`."""
        await self._sleep(1.0 + len(text) / 25)

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(self._factor * seconds * self._dice.uniform(0.8, 1.3))


class Visitor:
    """A simulated visitor. `on_state` hears every state of the chat, for whoever directs the scene."""

    def __init__(
        self,
        hub: str,
        role: Role,
        *,
        pace: Pace,
        entry_point: str = "website",
        on_state: Callable[[ChatState], None] | None = None,
    ) -> None:
        self._hub = hub.rstrip("/")
        self._role = role
        self._pace = pace
        self._entry_point = entry_point
        self._on_state = on_state
        self._token = ""
        self._agent_spoke = asyncio.Event()
        self._ended = asyncio.Event()
        self._accepted = asyncio.Event()
        self._last_words = ""
        self._newest = 0

    async def run(self) -> None:
        """Play the whole script.

        Raises DeskError when the hub refuses; OSError and websockets' errors when it cannot be reached.
        """
        async with httpx.AsyncClient(base_url=self._hub, headers={"Origin": self._hub}) as http:
            started = await start_session(http, self._hub, self._entry_point, self._role)
            self._token = started.token
            live = live_address(self._hub)
            async with websockets.connect(live, origin=websockets.Origin(self._hub)) as socket:
                await send(socket, VisitorHello(protocol=PROTOCOL_VERSION, token=self._token))
                listener = asyncio.create_task(self._listen(socket))
                script = asyncio.create_task(self._play(http, socket))
                try:
                    await asyncio.wait({listener, script}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for task in (listener, script):
                        task.cancel()
                    outcomes = await asyncio.gather(listener, script, return_exceptions=True)
                for outcome in outcomes:
                    if isinstance(outcome, Exception):
                        raise outcome

    async def _play(self, http: httpx.AsyncClient, socket: ClientConnection) -> None:
        role = self._role
        await self._pace.type(role.question)
        opening = Introduce(
            client_id=new_id(), name=role.name, email=role.email, question=role.question
        )
        await send(socket, opening)
        for number, answer in enumerate(role.answers):
            if not await self._agent_answers():
                break
            await self._pace.read(self._last_words)
            await send(socket, VisitorTyping(typing=True))
            await self._pace.type(answer)
            files: tuple[str, ...] = ()
            if number == 0 and role.file is not None:
                files = (await self._upload(http, role.file.name, role.file.path.read_bytes()),)
                await send(socket, Say(client_id=new_id(), text=role.file.text, attachments=files))
            await send(socket, Say(client_id=new_id(), text=answer))
            await send(socket, VisitorTyping(typing=False))
        else:
            await self._agent_answers()
            await self._pace.read(self._last_words)
            await self._ask(socket, Leave())
            await self._ask(socket, Rate(score=role.rating))
            return
        await self._ask(socket, Leave())

    async def _ask(self, socket: ClientConnection, frame: Leave | Rate) -> None:
        """Send, and wait until the hub has done it."""
        self._accepted.clear()
        await send(socket, frame)
        await self._accepted.wait()

    async def _agent_answers(self) -> bool:
        """Wait for the agent's next message; False when patience or the chat ended first."""
        spoke = asyncio.create_task(self._agent_spoke.wait())
        ended = asyncio.create_task(self._ended.wait())
        try:
            await asyncio.wait(
                {spoke, ended},
                timeout=self._role.patience_s,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if not self._agent_spoke.is_set():
                return False
            self._agent_spoke.clear()
            return True
        finally:
            spoke.cancel()
            ended.cancel()

    async def _listen(self, socket: ClientConnection) -> None:
        async for frame in socket:
            match decoded(frame):
                case ChatWelcome(state=state, items=items):
                    self._note_state(state)
                    await self._note_items(socket, items)
                case ChatItems(items=items):
                    await self._note_items(socket, items)
                case ChatStateChanged(state=state):
                    self._note_state(state)
                case SayAccepted(client_id=""):
                    self._accepted.set()
                case SayRefused(problem=problem) | Goodbye(problem=problem):
                    raise DeskError.of(problem)
                case _:
                    pass

    def _note_state(self, state: ChatState) -> None:
        if state.phase == "ended":
            self._ended.set()
        if self._on_state is not None:
            self._on_state(state)

    async def _note_items(self, socket: ClientConnection, items: tuple[ChatItem, ...]) -> None:
        for item in items:
            if item.seq > self._newest:
                self._newest = item.seq
                if item.text and not item.mine:
                    self._last_words = item.text
                    self._agent_spoke.set()
        await send(socket, Seen(delivered=self._newest, read=self._newest))

    async def _upload(self, http: httpx.AsyncClient, name: str, content: bytes) -> str:
        answer = await http.put(
            f"/chat/v1/attachments/{new_id()}",
            params={"name": name},
            content=content,
            headers={"Authorization": f"Bearer {self._token}"},
        )
        return _body(answer, Uploaded).attachment.id


async def start_session(
    http: httpx.AsyncClient, hub: str, entry_point: str, role: Role
) -> ChatStarted:
    """Begin as the widget does. Raises DeskError, and httpx' errors."""
    wish = StartChat(entry_point=entry_point, language=role.language, page=f"{hub}/demo")
    return _body(await http.post("/chat/v1/sessions", content=_encode(wish)), ChatStarted)


def live_address(hub: str) -> str:
    """Where visitors' sockets lead."""
    address = urlsplit(hub)
    scheme = "wss" if address.scheme == "https" else "ws"
    return urlunsplit((scheme, address.netloc, "/chat/v1/live", "", ""))


async def send(socket: ClientConnection, frame: FromVisitor) -> None:
    """Say it."""
    await socket.send(_encode(frame).decode())


def decoded(frame: str | bytes) -> ToVisitor:
    """What the hub says."""
    return _frames.decode(frame)


def _body(answer: httpx.Response, expected: type[Body]) -> Body:
    if answer.status_code >= 400:
        problem = msgspec.json.decode(answer.content, type=ProblemBody).problem
        raise DeskError.of(problem)
    return msgspec.json.decode(answer.content, type=expected)
