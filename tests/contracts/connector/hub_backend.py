"""A real hub as the backend of the contract: each test has an agent, a queue and a chat of its own, real visitors."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager

import httpx
import msgspec
import websockets
from websockets.asyncio.client import ClientConnection

from agent_desktop.connectors.hub import connector
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    AgentTyping,
    ChatItem,
    ChatItems,
    ChatStarted,
    ChatWelcome,
    FromVisitor,
    Introduce,
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
from agent_desktop.model.base import Record, new_id
from agent_desktop.model.errors import DeskError, NeedsSignIn, Offline, Refused
from agent_desktop.model.ports import Connector
from tests.contracts.connector.backend import Customer
from tests.contracts.connector.faulty_line import FaultyLine
from tests.hub.server.desk import make_agent
from tests.hub.server.hub_process import HubProcess

_frames: msgspec.json.Decoder[ToVisitor] = msgspec.json.Decoder(ToVisitor)


def _json(record: Record) -> bytes:
    return msgspec.json.encode(record)


class HubVisitor:
    """A visitor's tab. Items are kept by their sequence, as the widget does."""

    def __init__(self, http: httpx.AsyncClient, socket: ClientConnection, token: str) -> None:
        self._http = http
        self._socket = socket
        self._token = token
        self._items: dict[int, ChatItem] = {}
        self._accepted: set[str] = set()
        self._typing = False
        self._ended = False
        self._changed = asyncio.Condition()
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    @contextlib.asynccontextmanager
    async def chatting(cls, url: str, entry_point: str, question: str) -> AsyncIterator[Customer]:
        """A visitor who has asked `question`."""
        async with httpx.AsyncClient(base_url=url, timeout=20) as http:
            wish = StartChat(entry_point=entry_point, language="en")
            answer = await http.post("/chat/v1/sessions", content=_json(wish))
            token = msgspec.json.decode(answer.content, type=ChatStarted).token
            live = url.replace("http", "ws", 1) + "/chat/v1/live"
            async with websockets.connect(live) as socket:
                await socket.send(
                    _json(VisitorHello(protocol=PROTOCOL_VERSION, token=token)).decode()
                )
                visitor = cls(http, socket, token)
                opening = new_id()
                await visitor._send(
                    Introduce(client_id=opening, name="Vera Visitor", question=question)
                )
                await visitor._until(lambda: opening in visitor._accepted)
                try:
                    yield visitor
                finally:
                    visitor._listener.cancel()
                    await asyncio.gather(visitor._listener, return_exceptions=True)

    async def write(self, text: str) -> None:
        """See `Customer`."""
        await self._say(text, ())

    async def type(self) -> None:
        """See `Customer`."""
        await self._send(VisitorTyping(typing=True))

    async def read(self) -> None:
        """See `Customer`."""
        newest = max(self._items)
        await self._send(Seen(delivered=newest, read=newest))

    async def until_hears(self, text: str) -> None:
        """See `Customer`."""
        await self._until(lambda: any(one.text == text for one in self._said()))

    async def heard(self) -> list[str]:
        """See `Customer`."""
        return [one.text for one in self._said()]

    async def until_typing(self) -> None:
        """See `Customer`."""
        await self._until(lambda: self._typing)

    async def send_file(self, name: str, data: bytes) -> None:
        """See `Customer`."""
        answer = await self._http.put(
            f"/chat/v1/attachments/{new_id()}",
            params={"name": name},
            content=data,
            headers=self._authorized(),
        )
        uploaded = msgspec.json.decode(answer.content, type=Uploaded)
        await self._say("A file", (uploaded.attachment.id,))

    async def file(self, name: str) -> bytes:
        """See `Customer`."""

        def found() -> list[str]:
            return [a.id for one in self._said() for a in one.attachments if a.name == name]

        await self._until(lambda: bool(found()))
        answer = await self._http.get(
            f"/chat/v1/attachments/{found()[0]}", headers=self._authorized()
        )
        assert answer.status_code == 200
        return answer.content

    def _authorized(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _said(self) -> list[ChatItem]:
        return [
            one
            for _, one in sorted(self._items.items())
            if not one.mine and (one.text or one.attachments)
        ]

    async def _say(self, text: str, attachments: tuple[str, ...]) -> None:
        client_id = new_id()
        await self._send(Say(client_id=client_id, text=text, attachments=attachments))
        await self._until(lambda: client_id in self._accepted)

    async def _send(self, frame: FromVisitor) -> None:
        await self._socket.send(_json(frame).decode())

    async def _until(self, what: Callable[[], bool]) -> None:
        """Wait for `what`; a visitor whose socket ended fails the test at once."""
        async with self._changed:
            await self._changed.wait_for(lambda: what() or self._ended)
        if self._ended:
            self._listener.result()
            assert what(), "the visitor's socket closed"

    async def _listen(self) -> None:
        try:
            await self._hear()
        finally:
            async with self._changed:
                self._ended = True
                self._changed.notify_all()

    async def _hear(self) -> None:
        async for data in self._socket:
            frame = _frames.decode(data)
            assert not isinstance(frame, SayRefused), frame
            async with self._changed:
                if isinstance(frame, (ChatWelcome, ChatItems)):
                    self._items.update({one.seq: one for one in frame.items})
                elif isinstance(frame, SayAccepted):
                    self._accepted.add(frame.client_id)
                elif isinstance(frame, AgentTyping):
                    self._typing = frame.typing
                self._changed.notify_all()


class HubBackend:
    """Implements `Backend` for the hub's connector."""

    def __init__(
        self, hub: HubProcess, line: FaultyLine, name: str, visitors: contextlib.AsyncExitStack
    ) -> None:
        self._hub = hub
        self._line = line
        self._name = name
        self._visitors = visitors

    @classmethod
    @contextlib.asynccontextmanager
    async def start(cls, hub: HubProcess, owner: str) -> AsyncIterator["HubBackend"]:
        """An agent with a queue and an entry point of their own in a running hub."""
        name = f"a{new_id()}"
        await asyncio.to_thread(_found, hub.url, owner, name)
        async with FaultyLine(hub.port).open() as line, contextlib.AsyncExitStack() as visitors:
            yield cls(hub, line, name, visitors)

    @property
    def connector(self) -> Connector:
        """See `Backend`."""
        return connector

    @property
    def values(self) -> Mapping[str, str]:
        """See `Backend`."""
        return {
            "address": f"http://127.0.0.1:{self._line.port}",
            "email": f"{self._name}@example.org",
            "password": f"{self._name} has a password",
        }

    @property
    def wrong_values(self) -> list[tuple[Mapping[str, str], type[DeskError]]]:
        """See `Backend`."""
        right = self.values
        return [
            ({**right, "password": "quite wrong"}, NeedsSignIn),
            ({**right, "email": "nobody@example.org"}, NeedsSignIn),
            ({**right, "password": ""}, Refused),
            ({**right, "address": ""}, Refused),
            ({**right, "address": "http://hub.example.com"}, Refused),
            ({**right, "address": "http://127.0.0.1:1"}, Offline),
            ({"address": right["address"], "ticket": "no such ticket"}, NeedsSignIn),
        ]

    async def customer(self, question: str) -> Customer:
        """See `Backend`."""
        return await self._visitors.enter_async_context(
            HubVisitor.chatting(self._hub.url, self._name, question)
        )

    async def cut(self) -> None:
        """See `Backend`."""
        await self._line.cut()

    def unreachable(self) -> AbstractAsyncContextManager[None]:
        """See `Backend`."""
        return self._line.unreachable()

    def mute(self) -> AbstractAsyncContextManager[None]:
        """See `Backend`."""
        return self._line.mute()


def _found(url: str, owner: str, name: str) -> None:
    headers = {"Authorization": f"Bearer {owner}"}
    with httpx.Client(base_url=url, headers=headers, timeout=20) as client:
        queue = {"type": "define_queue", "name": name}
        assert client.put(f"/v1/admin/queues/{name}", json=queue).status_code == 204
        door = {"type": "define_entry_point", "channel": "chat", "name": name, "queue_id": name}
        made = client.put(f"/v1/admin/entry-points/{name}", json=door)
        assert made.is_success, made.text
    make_agent(url, owner, name, queues=[name])
