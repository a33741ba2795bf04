"""A small desk and a small visitor for tests: HTTP by httpx, sockets by websockets, records by the hub's protocol."""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, TypeVar

import httpx
import msgspec
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Answer,
    ChatItems,
    ChatStarted,
    ChatWelcome,
    Entries,
    Entry,
    FromDesk,
    FromVisitor,
    Goodbye,
    Hello,
    Introduce,
    Perform,
    Refusal,
    Say,
    SayAccepted,
    SignedIn,
    SnapshotFrame,
    StartChat,
    ToDesk,
    ToVisitor,
    VisitorHello,
    Welcome,
)
from agent_desktop.model.base import Record, new_id
from agent_desktop.model.commands import AnswerOffer, BackendCommand, ChoosePresence, Cursor
from agent_desktop.model.events import OfferMade
from agent_desktop.model.people import PresenceState

F = TypeVar("F")
WITHIN = 15.0
_desk: msgspec.json.Decoder[ToDesk] = msgspec.json.Decoder(ToDesk)
_visitor: msgspec.json.Decoder[ToVisitor] = msgspec.json.Decoder(ToVisitor)
# Trusts nobody and is not used. Otherwise httpx reads a list of authorities for each client, which takes 25 ms.
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def http(url: str, token: str = "") -> httpx.Client:
    """An HTTP client with the token, if any. Over TLS it trusts whom the system does (`SSL_CERT_FILE`)."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    trust = ssl.create_default_context() if url.startswith("https:") else _NO_TLS
    return httpx.Client(base_url=url, headers=headers, timeout=WITHIN, verify=trust)


def for_threads(live: str) -> ssl.SSLContext | None:
    """The TLS of a socket that a thread of its own reads, as in these websockets; None without. It trusts as `http`.

    TLS 1.3 is left out: servers send tickets there unasked, so that the thread waits inside of OpenSSL while another
    one writes, which OpenSSL forbids for one connection. One in 400 fell silent for ever.
    """
    if not live.startswith("wss:"):
        return None
    tls = ssl.create_default_context()
    tls.maximum_version = ssl.TLSVersion.TLSv1_2
    tls.options |= ssl.OP_NO_TICKET
    return tls


def body(record: Record) -> bytes:
    """A record as JSON."""
    return msgspec.json.encode(record)


def problem(answer: httpx.Response) -> dict[str, Any]:
    """The problem of a refused request; fails the test when there is none."""
    assert answer.status_code >= 400, answer.text
    assert answer.headers["content-type"] == "application/json"
    said = answer.json()
    assert said["type"] == "problem"
    found: dict[str, Any] = said["problem"]
    assert found["message"]
    return found


def signed_in(answer: httpx.Response) -> SignedIn:
    """What a good sign-in gave."""
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=SignedIn)


def owner_token(url: str, ticket: str) -> str:
    """Sign the owner in with the ticket."""
    with http(url) as client:
        wish = {"type": "ticket", "ticket": ticket, "client": "tests"}
        return signed_in(client.post("/v1/sign-in/ticket", json=wish)).token


def make_agent(url: str, admin: str, agent_id: str, **more: Any) -> str:
    """Make an agent with a password, who takes calls beside chats, sign them in, and give the token."""
    wish = {"type": "define_agent", "name": agent_id.title(), "email": f"{agent_id}@example.org"}
    with http(url, admin) as client:
        made = client.put(
            f"/v1/admin/agents/{agent_id}",
            json={**wish, "queues": ["support"], "blending": "calls", **more},
        )
        assert made.status_code == 204, made.text
        secret = {"type": "set_password", "password": f"{agent_id} has a password"}
        assert client.put(f"/v1/admin/agents/{agent_id}/password", json=secret).status_code == 204
    return sign_in(url, agent_id).token


def sign_in(url: str, agent_id: str) -> SignedIn:
    """Sign in an agent that `make_agent` made."""
    wish = {
        "type": "sign_in",
        "email": f"{agent_id}@example.org",
        "password": f"{agent_id} has a password",
        "client": "tests",
    }
    with http(url) as client:
        return signed_in(client.post("/v1/sign-in", json=wish))


def raw(url: str, data: bytes, *, end: bool = True) -> bytes:
    """What the hub answers to these bytes before it closes; `end` says that nothing more will come."""
    host, port = url.removeprefix("http://").split(":")
    answer = b""
    with contextlib.closing(socket.create_connection((host, int(port)), timeout=WITHIN)) as line:
        line.sendall(data)
        if end:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            while piece := line.recv(65_536):
                answer += piece
    return answer


class Desk:
    """One agent's socket. `entries` gathers every journal entry in the order in which it came."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.entries: list[Entry] = []
        self.frames: list[ToDesk] = []
        self.position = 0
        self.epoch = ""

    @classmethod
    @contextlib.contextmanager
    def open(cls, live: str, token: str, since: Cursor | None = None) -> "Iterator[Desk]":
        """Connect, say hello, and read up to the end of the replay or the snapshot."""
        tls = for_threads(live)
        # Without pings: who rests is not dead.
        with connect(live, max_size=2**24, ping_interval=None, ssl=tls) as socket:
            desk = cls(socket)
            desk.send(Hello(protocol=PROTOCOL_VERSION, token=token, since=since, client="tests"))
            welcome = desk.until(Welcome)
            desk.epoch = welcome.epoch
            if since is None or welcome.resync:
                desk.until(SnapshotFrame)
            else:
                desk.until(Entries, lambda frame: frame.replay and not frame.entries)
            yield desk

    @property
    def cursor(self) -> Cursor:
        """How far this desk is."""
        return Cursor(epoch=self.epoch, seq=self.position)

    def send(self, frame: FromDesk) -> None:
        """Send a frame."""
        self.socket.send(body(frame).decode())

    def read(self) -> ToDesk:
        """The next frame. Raises ConnectionClosed, TimeoutError."""
        frame = _desk.decode(self.socket.recv(timeout=WITHIN))
        self.frames.append(frame)
        if isinstance(frame, Entries):
            for entry in frame.entries:
                assert entry.seq > self.position, "an entry came twice or out of order"
                self.position = entry.seq
                self.entries.append(entry)
            assert frame.position >= self.position
            self.position = frame.position
        elif isinstance(frame, SnapshotFrame):
            self.position = frame.position
        return frame

    def until(
        self, kind: type[F] | tuple[type[F], ...], matches: Callable[[F], bool] = lambda frame: True
    ) -> F:
        """Read until such a frame comes, and give it."""
        while True:
            frame = self.read()
            if isinstance(frame, kind) and matches(frame):
                return frame

    def perform(self, command: BackendCommand, command_id: str = "") -> Answer | Refusal:
        """Do a command and wait for its answer."""
        command_id = command_id or new_id()
        self.send(Perform(id=command_id, command=command))
        while True:
            frame = self.read()
            if isinstance(frame, (Answer, Refusal)) and frame.id == command_id:
                return frame

    def ready(self) -> None:
        """Be ready for work."""
        assert isinstance(self.perform(ChoosePresence(state=PresenceState.READY)), Answer)

    def accept(self) -> OfferMade:
        """Wait for an offer (or find the one that came) and accept it."""
        offered = self.event(OfferMade)
        answer = AnswerOffer(
            interaction_id=offered.offer.interaction_id, epoch=offered.offer.epoch, accept=True
        )
        assert isinstance(self.perform(answer), Answer)
        return offered

    def event(self, kind: type[F], matches: Callable[[F], bool] = lambda event: True) -> F:
        """The first such event that came or comes."""
        seen = 0
        while True:
            for entry in self.entries[seen:]:
                if isinstance(entry.event, kind) and matches(entry.event):
                    return entry.event
            seen = len(self.entries)
            self.read()

    def goodbye(self) -> tuple[Goodbye, int]:
        """Read to the end: the goodbye, and the close code."""
        last: Goodbye | None = None
        code = 0
        with contextlib.suppress(ConnectionClosed):
            while True:
                frame = self.read()
                last = frame if isinstance(frame, Goodbye) else last
        if self.socket.protocol.close_rcvd is not None:
            code = self.socket.protocol.close_rcvd.code
        assert last is not None, "closed without a goodbye"
        return last, code


class Visitor:
    """One visitor's tab, open as long as its `with` lasts. `texts` gathers what the agent wrote."""

    def __init__(self, url: str, entry_point: str = "website") -> None:
        self._url = url
        self._entry_point = entry_point
        self._closing = contextlib.ExitStack()
        self.texts: list[str] = []
        self.token = ""

    def __enter__(self) -> "Visitor":
        with http(self._url) as client:
            wish = StartChat(entry_point=self._entry_point, language="en")
            answer = client.post("/chat/v1/sessions", content=body(wish))
        assert answer.status_code == 200, answer.text
        self.token = msgspec.json.decode(answer.content, type=ChatStarted).token
        live = self._url.replace("http", "ws", 1) + "/chat/v1/live"
        self.socket = self._closing.enter_context(connect(live, ssl=for_threads(live)))
        self.send(VisitorHello(protocol=PROTOCOL_VERSION, token=self.token))
        self.until(ChatWelcome)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()

    def send(self, frame: FromVisitor) -> None:
        """Send a frame."""
        self.socket.send(body(frame).decode())

    def until(self, kind: type[F], matches: Callable[[F], bool] = lambda frame: True) -> F:
        """Read until such a frame comes, and give it."""
        while True:
            frame = _visitor.decode(self.socket.recv(timeout=WITHIN))
            if isinstance(frame, ChatItems):
                self.texts += [item.text for item in frame.items if item.text and not item.mine]
            if isinstance(frame, kind) and matches(frame):
                return frame

    def until_text(self, text: str) -> None:
        """Read until the agent's message with this text has come."""
        while text not in self.texts:
            self.until(ChatItems)

    def introduce(self, question: str = "Hello?") -> None:
        """Begin the chat."""
        client_id = new_id()
        self.send(Introduce(client_id=client_id, name="Vera Visitor", question=question))
        self.until(SayAccepted, lambda frame: frame.client_id == client_id)

    def say(self, text: str) -> None:
        """Write, and wait until the hub has it."""
        client_id = new_id()
        self.send(Say(client_id=client_id, text=text))
        self.until(SayAccepted, lambda frame: frame.client_id == client_id)
