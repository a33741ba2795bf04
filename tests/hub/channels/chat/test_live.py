"""The visitors' socket: hello, catching up, several tabs, refusals, floods, and whatever bytes come."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from agent_desktop.hub.protocol import (
    ChatItems,
    ChatPong,
    ChatStateChanged,
    Goodbye,
    Leave,
    Ping,
    Rate,
    Say,
    SayAccepted,
    SayRefused,
    VisitorHello,
)
from agent_desktop.model.base import new_id
from tests.hub.channels.chat.conftest import ALLOWED, Place
from tests.hub.server.desk import WITHIN, Visitor, body
from tests.hub.server.hub_process import throwaway_hub

Frame = dict[str, Any]


def said(socket: ClientConnection) -> Frame:
    """The next frame."""
    frame: Frame = json.loads(socket.recv(timeout=WITHIN))
    return frame


def last_word(socket: ClientConnection) -> tuple[str, int]:
    """Read to the end: the goodbye's code and the close code."""
    code = ""
    try:
        while True:
            frame = said(socket)
            if frame["type"] == "goodbye":
                code = frame["problem"]["code"]
    except ConnectionClosed as closed:
        return code, closed.rcvd.code if closed.rcvd is not None else 0


def hello(token: str, **more: Any) -> str:
    return json.dumps({"type": "hello", "protocol": 1, "token": token, **more})


def place_of(conversation_id: str, item_id: str, after: Any, seq: int = 1) -> Frame:
    return {"conversation_id": conversation_id, "seq": seq, "item_id": item_id, "after": after}


@pytest.fixture
def visitor(place: Place) -> Iterator[Visitor]:
    """A visitor who has begun a chat."""
    with Visitor(place.url) as visitor:
        visitor.introduce("Hello?")
        yield visitor


@pytest.mark.parametrize(
    ("first", "code", "close"),
    [
        ("", "malformed", 1008),
        ("[]", "malformed", 1008),
        (json.dumps({"type": "say", "client_id": "x", "text": "x"}), "malformed", 1008),
        (json.dumps({"type": "hello", "protocol": 9, "colour": "red"}), "wrong_version", 1002),
        (hello("made-up"), "needs_sign_in", 4401),
        (hello(""), "needs_sign_in", 4401),
        (hello("x", since=place_of("c", "i", -1)), "malformed", 1008),
        (hello("x", since=1), "malformed", 1008),
        (hello("x", since=place_of("c", "i", "1")), "malformed", 1008),
        (hello("x", colour="red"), "malformed", 1008),
    ],
)
def test_a_wrong_hello_is_told_and_closed(place: Place, first: str, code: str, close: int) -> None:
    with connect(place.chat) as socket:
        socket.send(first)
        assert last_word(socket) == (code, close)


def test_an_agents_token_opens_nothing_here(place: Place, visitor: Visitor) -> None:
    with connect(place.chat) as socket:
        socket.send(hello(place.ann))
        assert last_word(socket) == ("needs_sign_in", 4401)
    with connect(place.hub.live) as desk:
        desk.send(hello(visitor.token))
        assert last_word(desk)[1] == 4401


def test_origins(place: Place, visitor: Visitor) -> None:
    for origin in (ALLOWED, place.url):
        with connect(place.chat, origin=Origin(origin)) as socket:
            socket.send(hello(visitor.token))
            assert said(socket)["type"] == "welcome"
    for origin in ("https://evil.example", "null", f"{ALLOWED}.evil.example"):
        with pytest.raises(InvalidStatus) as refused:
            connect(place.chat, origin=Origin(origin))
        assert refused.value.response.status_code == 403
    with connect(place.chat, origin=Origin("https://other.example")) as socket:
        socket.send(hello(visitor.token))
        assert last_word(socket) == ("forbidden", 4403)


def test_too_many_sockets_are_told_and_closed() -> None:
    with throwaway_hub(rate_factor=0.001) as hub:
        live = hub.url.replace("http", "ws", 1) + "/chat/v1/live"
        with connect(live), connect(live) as second:
            assert last_word(second) == ("too_many", 4429)


def test_since_gives_what_was_missed_and_no_more(place: Place, visitor: Visitor) -> None:
    items = []
    for text in ("one", "two", "three"):
        client_id = new_id()
        visitor.send(Say(client_id=client_id, text=text))
        accepted = visitor.until(SayAccepted)
        assert accepted.item is not None
        items.append(accepted.item)

    def welcomed(since: Frame | None = None) -> Frame:
        with connect(place.chat) as socket:
            socket.send(hello(visitor.token, since=since))
            return {"after": 0, "behind": False, **said(socket)}

    def texts(welcome: Frame) -> list[str]:
        return [item["text"] for item in welcome["items"] if item.get("text")]

    whole = welcomed()
    here, first, last = whole["conversation_id"], items[0], items[-1]
    missed = welcomed(place_of(here, last.id, first.seq, last.seq))
    assert (texts(missed), missed["after"]) == (["two", "three"], first.seq)
    assert missed["state"]["phase"] == "waiting"
    assert missed["behind"] is False
    assert texts(welcomed(place_of(here, last.id, last.seq, last.seq))) == []
    with Visitor(place.url) as other:
        other.introduce()
        with connect(place.chat) as socket:
            socket.send(hello(other.token))
            elsewhere = said(socket)
    shown = elsewhere["items"][-1]
    moved = welcomed(
        place_of(elsewhere["conversation_id"], shown["id"], shown["seq"], shown["seq"])
    )
    assert (texts(moved), moved["after"], moved["behind"]) == (texts(whole), 0, False)
    for lost in (
        place_of(here, "gone", last.seq, last.seq),
        place_of(here, last.id, last.seq, last.seq + 1),
        place_of("gone", last.id, last.seq, last.seq),
    ):
        again = welcomed(lost)
        assert (texts(again), again["after"], again["behind"]) == (texts(whole), 0, True)


def test_every_tab_hears_everything_and_no_other_visitor_does(
    place: Place, visitor: Visitor
) -> None:
    with Visitor(place.url) as stranger, connect(place.chat) as tab:
        tab.send(hello(visitor.token))
        said(tab)
        visitor.send(Say(client_id=new_id(), text="For my tabs"))
        while True:
            frame = said(tab)
            if frame["type"] == "items":
                break
        assert frame["items"][0]["text"] == "For my tabs"
        stranger.send(Ping(id="now"))
        assert stranger.until(ChatPong).id == "now"
        stranger.introduce("I am somebody else")
        stranger.send(Leave())
        items = stranger.until(ChatStateChanged, lambda frame: frame.state.phase == "ended")
        assert items.state.agent is None


@pytest.mark.parametrize(
    ("frame", "code", "field"),
    [
        ({"type": "say", "client_id": "bad id!", "text": "x"}, "malformed", "client_id"),
        ({"type": "say", "client_id": "c1", "text": "  "}, "refused", "text"),
        ({"type": "say", "client_id": "c2", "text": "x" * 10_001}, "refused", "text"),
        (
            {"type": "say", "client_id": "c3", "text": "x", "attachments": ["a"] * 11},
            "refused",
            "attachments",
        ),
        (
            {"type": "say", "client_id": "c4", "text": "x", "attachments": ["a", "a"]},
            "refused",
            "attachments",
        ),
        (
            {"type": "say", "client_id": "c5", "text": "x", "attachments": ["nowhere"]},
            "refused",
            "attachments",
        ),
        ({"type": "say", "client_id": "c6", "txt": "x"}, "malformed", "$"),
        ({"type": "introduce", "client_id": "c7", "name": " "}, "refused", "name"),
        ({"type": "introduce", "client_id": "c8", "name": "x" * 121}, "refused", "name"),
        ({"type": "seen", "delivered": 1, "read": 2}, "malformed", "read"),
        ({"type": "seen", "delivered": -1, "read": -1}, "malformed", "read"),
        ({"type": "rate", "score": 6}, "refused", "score"),
        ({"type": "rate", "score": 0}, "refused", "score"),
        ({"type": "perform", "id": "1"}, "malformed", "$.type"),
        ({"type": "hello", "protocol": 1, "token": "x"}, "malformed", "type"),
        ({"type": "ping", "id": "x" * 65}, "malformed", "id"),
    ],
)
def test_refusals_name_the_place(visitor: Visitor, frame: Frame, code: str, field: str) -> None:
    visitor.socket.send(json.dumps(frame))
    refused = visitor.until(SayRefused)
    assert (refused.problem.code, refused.problem.field) == (code, field)
    visitor.send(Ping(id="well"))
    assert visitor.until(ChatPong).id == "well"


def test_rating_needs_somebody_to_rate(visitor: Visitor) -> None:
    visitor.send(Rate(score=5))
    assert visitor.until(SayRefused).problem.code == "refused"


def test_a_flood_of_messages_is_slowed_in_words(place: Place) -> None:
    with Visitor(place.url) as visitor:
        visitor.introduce()
        for number in range(30):
            visitor.send(Say(client_id=f"flood-{number}", text="x"))
        refused = visitor.until(SayRefused)
        assert refused.problem.code == "too_many"
        assert refused.problem.field == "retry_after"
        assert int(refused.problem.value) >= 1
        assert refused.client_id.startswith("flood-")
        assert "messages" in refused.problem.message


def test_who_never_stops_is_closed(place: Place) -> None:
    with Visitor(place.url) as visitor:
        with contextlib.suppress(ConnectionClosed):  # it may be closed before all are sent
            for _ in range(400):
                visitor.socket.send("nonsense")
        assert visitor.until(Goodbye).problem.code in ("malformed", "too_many")


def test_binary_and_huge_frames(place: Place) -> None:
    with Visitor(place.url) as visitor:
        visitor.socket.send(b"\x00\x01")
        assert visitor.until(SayRefused).problem.field == "frame"
        visitor.socket.send(json.dumps({"type": "say", "text": "x" * 300_000}))
        assert visitor.until(Goodbye).problem.code == "too_large"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
kinds = st.sampled_from(
    ["hello", "introduce", "say", "typing", "seen", "rate", "leave", "ping", "welcome", ""]
)
NAMES = (
    "client_id text name email question attachments typing delivered read score comment id since"
)
names = st.sampled_from(NAMES.split())
frames = st.builds(
    lambda kind, fields: json.dumps({"type": kind, **fields}),
    kinds,
    st.dictionaries(names, json_values, max_size=5),
)
anything = frames | json_values.map(json.dumps) | st.text(max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(anything, min_size=1, max_size=12))
def test_no_frame_hurts_the_hub(place: Place, sent: list[str]) -> None:
    with Visitor(place.url) as visitor:
        for frame in sent:
            visitor.socket.send(frame)
        visitor.send(Ping(id="still-here"))
        pong = visitor.until(ChatPong, lambda frame: frame.id == "still-here")
        assert pong.at > 0


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(anything)
def test_no_first_frame_hurts_the_hub(place: Place, sent: str) -> None:
    with connect(place.chat) as socket:
        socket.send(sent)
        code, close = last_word(socket)
    assert code in ("malformed", "wrong_version", "needs_sign_in")
    assert close in (1008, 1002, 4401)


def test_news_after_the_welcome_are_in_order(place: Place, visitor: Visitor) -> None:
    seen: list[int] = []
    for number in range(10):
        visitor.send(Say(client_id=f"in-order-{number}", text=str(number)))
    while len(seen) < 10:
        for item in visitor.until(ChatItems).items:
            if item.mine and item.text.isdecimal():
                seen.append(int(item.text))
    assert seen == list(range(10))
    welcome_again = VisitorHello(protocol=1, token=visitor.token)
    with connect(place.chat) as socket:
        socket.send(body(welcome_again).decode())
        texts = [item.get("text", "") for item in said(socket)["items"]]
    assert texts[-10:] == [str(number) for number in range(10)]
