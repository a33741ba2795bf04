"""A customer who writes at whichever door answers, as the chat page does, and what a desk must have heard of it."""

import contextlib
import itertools
import ssl
import threading
from collections.abc import Iterator, Sequence

import httpx
import msgspec
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    ChatStarted,
    ChatWelcome,
    Introduce,
    Say,
    SayAccepted,
    SayRefused,
    StartChat,
    ToVisitor,
    VisitorHello,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import Cursor
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import JournalEvent, MessageReceived, Snapshot
from agent_desktop.model.timeline import AuthorKind
from tests.contracts.connector.watched import Watched
from tests.hub.server.desk import body, for_threads
from tests.hub.server.nodes import Nodes

WITHIN = 15.0
EVERY_S = 0.15  # quicker, and the hub would ask the customer to slow down
_heard = msgspec.json.Decoder(ToVisitor)
_event = msgspec.json.Decoder(JournalEvent)


class Customer(threading.Thread):
    """Writes one number after the other, each again until a hub has it. `refused` is why it was asked to wait."""

    def __init__(self, doors: Sequence[str], trust: ssl.SSLContext | None = None) -> None:
        super().__init__(daemon=True)
        self._doors = doors
        self._trust = trust
        self._token = ""
        self._stopping = threading.Event()
        self._wish: Introduce | Say = Introduce(client_id=new_id(), name="Vera", question="0")
        self.written = 0
        self.refused: list[Problem] = []

    def run(self) -> None:
        """Write until told to stop."""
        for url in itertools.cycle(self._doors):
            if self._stopping.is_set():
                return
            with contextlib.suppress(OSError, EOFError, WebSocketException, httpx.HTTPError):
                self._write_at(url)
                continue
            self._stopping.wait(EVERY_S)

    def stop(self) -> None:
        """Let the last word be taken, and stop."""
        self._stopping.set()
        self.join(WITHIN)

    def writes_on(self, more: int) -> None:
        """Wait until so many more words were taken."""
        until, pause = self.written + more, threading.Event()
        for _ in range(800):
            if self.written >= until:
                return
            pause.wait(0.05)
        raise AssertionError("nobody takes what the customer writes")

    def page(self, *, mine: bool) -> list[str]:
        """The customer's own words, or the agents', as a page shows them that is opened now."""
        with self._line(self._doors[0]) as line:
            welcome = _heard.decode(line.recv(WITHIN))
        assert isinstance(welcome, ChatWelcome)
        return [item.text for item in welcome.items if item.text and item.mine is mine]

    @contextlib.contextmanager
    def _line(self, url: str) -> Iterator[ClientConnection]:
        live = url.replace("http", "ws", 1) + "/chat/v1/live"
        with connect(live, open_timeout=2, proxy=None, ssl=for_threads(live)) as line:
            line.send(body(VisitorHello(protocol=PROTOCOL_VERSION, token=self._token)).decode())
            yield line

    def _write_at(self, url: str) -> None:
        """Write at this door until told to stop. Raises whatever breaks."""
        if not self._token:
            trust = self._trust if self._trust is not None else False
            start = body(StartChat(entry_point="website", language="en"))
            answer = httpx.post(f"{url}/chat/v1/sessions", content=start, verify=trust, timeout=10)
            answer.raise_for_status()
            self._token = msgspec.json.decode(answer.content, type=ChatStarted).token
        with self._line(url) as line:
            while not self._stopping.wait(EVERY_S):
                line.send(body(self._wish).decode())
                while True:
                    frame = _heard.decode(line.recv(WITHIN))
                    if isinstance(frame, SayRefused):
                        self.refused.append(frame.problem)
                        break
                    if isinstance(frame, SayAccepted) and frame.client_id == self._wish.client_id:
                        self.written += 1
                        self._wish = Say(client_id=new_id(), text=str(self.written))
                        break


def check_heard_once(nodes: Nodes, watched: Watched, began: Cursor, *customers: Customer) -> None:
    """Ann's desk has heard everything since it `began` once and in order, and every word of the customers."""
    heard = [
        event
        for batch in watched.batches
        if batch.cursor is not None
        for event in batch.events
        if not isinstance(event, Snapshot)
    ]
    assert watched.cursor is not None
    kept = nodes.ask(
        "SELECT body FROM journal WHERE audience = ANY(%s) AND seq > %s AND seq <= %s ORDER BY seq",
        ["agent:ann", "queue:support", "everyone"],
        began.seq,
        watched.cursor.seq,
    )
    assert heard == [_event.decode(row[0]) for row in kept]
    said: dict[str, list[str]] = {}
    for one in heard:
        if isinstance(one, MessageReceived) and one.message.author.kind is AuthorKind.CUSTOMER:
            said.setdefault(one.message.conversation_id, []).append(one.message.text)
    assert sorted(said.values()) == sorted(
        [str(number) for number in range(customer.written)] for customer in customers
    )
    assert sum(isinstance(one, Snapshot) for one in watched.events) == 1, "it began again"
