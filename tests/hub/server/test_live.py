"""The agents' socket: hello, replay, resync, live, commands, heartbeats, slow readers."""

import json
import socket as sockets
import threading
import time
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from agent_desktop.hub.protocol import (
    HEARTBEAT_MS,
    MAX_FRAME_BYTES,
    PROTOCOL_VERSION,
    Answer,
    Goodbye,
    Hello,
    Perform,
    Ping,
    Pong,
    Refusal,
    SnapshotFrame,
    Welcome,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AddNote, Cursor, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import MessageReceived, NoteAdded
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, body, http, make_agent

BURST = 110
"""So many messages of one agent the hub takes in one go; more are slowed down."""
HELLOS: dict[str, tuple[str | bytes, str, str, int]] = {
    "no JSON": ("hello", "malformed", "hello", 1008),
    "a list": ("[]", "malformed", "a list", 1008),
    "binary": (b"\x00\x01", "malformed", "2 bytes", 1008),
    "another frame first": ('{"type":"ping","id":"1"}', "malformed", "ping", 1008),
    "no protocol": ('{"type":"hello","token":"x"}', "wrong_version", "0", 1002),
    "a newer version": (
        '{"type":"hello","protocol":2,"token":"x","news":1}',
        "wrong_version",
        "2",
        1002,
    ),
    "a text as version": ('{"type":"hello","protocol":"1","token":"x"}', "malformed", '"1"', 1008),
    "an unknown field": (
        '{"type":"hello","protocol":1,"token":"x","tokens":1}',
        "malformed",
        "tokens",
        1008,
    ),
    "a wrong cursor": (
        '{"type":"hello","protocol":1,"token":"x","since":{"epoch":1,"seq":1}}',
        "malformed",
        "1",
        1008,
    ),
    "a wrong token": ('{"type":"hello","protocol":1,"token":"x"}', "needs_sign_in", "", 4401),
    "no token": ('{"type":"hello","protocol":1,"token":""}', "needs_sign_in", "", 4401),
    "a huge frame": (f'"{"x" * MAX_FRAME_BYTES}"', "too_large", "bytes", 1009),
}


@pytest.mark.parametrize("name", HELLOS)
def test_a_wrong_hello_is_told_and_closed(team: Team, name: str) -> None:
    frame, code, value, close = HELLOS[name]
    with connect(team.live) as socket:
        desk = Desk(socket)
        socket.send(frame)
        last, closed = desk.goodbye()
    assert (last.problem.code, closed) == (code, close)
    assert value in last.problem.value
    assert last.problem.message


def test_a_supervisor_without_a_desk_is_told(team: Team) -> None:
    with connect(team.live) as socket:
        desk = Desk(socket)
        desk.send(Hello(protocol=PROTOCOL_VERSION, token=team.sue))
        assert desk.goodbye()[1] == 4403


@pytest.mark.parametrize(
    ("headers", "code"),
    [({"Origin": "http://evil.example"}, "forbidden"), ({"Origin": "null"}, "forbidden")],
)
def test_a_foreign_page_is_refused_before_the_socket_opens(
    team: Team, headers: dict[str, str], code: str
) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(team.live, additional_headers=headers):
        pass
    response = refused.value.response
    assert response.status_code == 403
    said = json.loads(response.body or b"")["problem"]
    assert (said["code"], said["field"], said["value"]) == (code, "Origin", headers["Origin"])


def test_the_hubs_own_page_may_open_it(team: Team) -> None:
    with connect(team.live, additional_headers={"Origin": team.url}) as socket:
        Desk(socket).send(Hello(protocol=PROTOCOL_VERSION, token=team.ann))


def refused(frame: str | bytes, desk: Desk) -> Problem:
    """Send a frame on a good socket and read what is said about it."""
    desk.socket.send(frame)
    said = desk.until(Refusal)
    assert said.id == ""
    return said.problem


def test_wrong_frames_are_told_and_the_socket_lives(team: Team) -> None:
    with Desk.open(team.live, team.ann) as desk:
        assert refused("{", desk).field == "$"
        assert refused(b"\xff\xfe", desk).code == "malformed"
        assert refused('{"type":"performs"}', desk).value == '"performs"'
        assert refused(body(Hello(protocol=1, token="x")).decode(), desk).value == "hello"
        assert refused('{"type":"ping","id":""}', desk).field == "id"
        huge = '{"type":"perform","id":"1","command":{"type":"MarkRead","conversation_id":"x","seq":1%s}}'
        assert refused(huge % ("0" * 30), desk).field == "$.command.seq"
        desk.send(Ping(id="still there"))
        assert desk.until(Pong, lambda pong: pong.id != "").id == "still there"


def test_too_much_nonsense_ends_it(team: Team) -> None:
    with Desk.open(team.live, team.ann) as desk:
        for _ in range(21):
            desk.socket.send("nonsense")
        last, code = desk.goodbye()
    assert (last.problem.code, code) == ("malformed", 1008)
    assert "nonsense"[:3] in last.problem.value


def test_a_huge_frame_ends_that_socket_alone(team: Team) -> None:
    with Desk.open(team.live, team.ann) as desk, Desk.open(team.live, team.ben) as other:
        desk.socket.send('"' + "x" * MAX_FRAME_BYTES + '"')
        last, code = desk.goodbye()
        assert (last.problem.code, code) == ("too_large", 1009)
        assert str(MAX_FRAME_BYTES + 2) in last.problem.value
        other.send(Ping(id="1"))
        assert other.until(Pong, lambda pong: pong.id == "1")


def test_the_heartbeat_comes_unasked(team: Team) -> None:
    with Desk.open(team.live, team.ann) as desk:
        first = desk.until(Pong)
        second = desk.until(Pong)
    assert first.id == second.id == ""
    assert second.at - first.at >= HEARTBEAT_MS // 2
    assert second.position >= first.position


# --- a conversation to talk in


class Talk:
    """An agent at work with one visitor."""

    def __init__(self, desk: Desk, conversation_id: str) -> None:
        self.desk = desk
        self.conversation_id = conversation_id

    def message(self, text: str, client_id: str = "") -> SendMessage:
        """A reply to the visitor."""
        return SendMessage(
            client_id=client_id or new_id(),
            conversation_id=self.conversation_id,
            channel=Channel.CHAT,
            text=text,
        )


def at_work(team: Team, agent: str, run: Callable[[Talk, Visitor, str], None]) -> None:
    """Give `agent` a conversation with a visitor, then run the test's own part with the agent's token."""
    token = make_agent(team.url, team.owner, agent, queues=[])
    with http(team.url, team.owner) as admin:
        queue = {"type": "define_queue", "name": agent}
        assert admin.put(f"/v1/admin/queues/{agent}", json=queue).status_code == 204
        entry = {"type": "define_entry_point", "channel": "chat", "name": agent, "queue_id": agent}
        assert admin.put(f"/v1/admin/entry-points/{agent}", json=entry).status_code == 204
        wish = {"type": "define_agent", "name": agent, "email": f"{agent}@example.org"}
        made = admin.put(f"/v1/admin/agents/{agent}", json={**wish, "queues": [agent]})
        assert made.status_code == 204
    with Desk.open(team.live, token) as desk, Visitor(team.url, agent) as visitor:
        desk.ready()
        visitor.introduce("I need help")
        offered = desk.accept()
        run(Talk(desk, offered.offer.conversation_id), visitor, token)


def texts(desk: Desk) -> list[str]:
    """The messages that this desk has heard, in order."""
    return [
        entry.event.message.text
        for entry in desk.entries
        if isinstance(entry.event, MessageReceived)
    ]


def test_the_same_command_again_is_one_message(team: Team) -> None:
    def run(talk: Talk, visitor: Visitor, token: str) -> None:
        command = talk.message("Only once")
        first = talk.desk.perform(command, "the-command")
        again = talk.desk.perform(command, "the-command")
        assert isinstance(first, Answer)
        assert first == again
        other = talk.desk.perform(talk.message("Something else"), "the-command")
        assert isinstance(other, Refusal)
        assert other.problem.code == "conflict"
        assert isinstance(talk.desk.perform(talk.message("The end")), Answer)
        visitor.until_text("The end")
        assert visitor.texts.count("Only once") == 1
        assert "Something else" not in visitor.texts

    at_work(team, "once", run)


def test_a_thousand_missed_events_come_in_order_without_hole_or_double(team: Team) -> None:
    def run(talk: Talk, visitor: Visitor, token: str) -> None:
        assert isinstance(talk.desk.perform(talk.message("before")), Answer)
        with Desk.open(team.live, token) as second:
            cursor = second.cursor
        for number in range(1_000):
            client_id = new_id()
            note = AddNote(
                client_id=client_id, conversation_id=talk.conversation_id, text=f"note {number}"
            )
            talk.desk.send(Perform(id=client_id, command=note))
        for _ in range(1_000):
            assert talk.desk.until((Answer, Refusal)).__class__ is Answer
        started = time.monotonic()
        with Desk.open(team.live, token, cursor) as second:
            assert time.monotonic() - started < 30
            notes = [
                entry.event.note.text
                for entry in second.entries
                if isinstance(entry.event, NoteAdded)
            ]
            assert notes == [f"note {number}" for number in range(1_000)]
            assert not any(isinstance(frame, SnapshotFrame) for frame in second.frames)

    at_work(team, "thousand", run)


@pytest.mark.parametrize(
    ("cursor", "why"),
    [
        (Cursor(epoch="another", seq=1), "other_epoch"),
        (Cursor(epoch="", seq=10**9), "from_the_future"),
    ],
)
def test_a_replay_that_is_not_possible_says_why(team: Team, cursor: Cursor, why: str) -> None:
    with Desk.open(team.live, team.ann) as desk:
        epoch = desk.epoch
    since = cursor if cursor.epoch else Cursor(epoch=epoch, seq=cursor.seq)
    with Desk.open(team.live, team.ann, since) as desk:
        welcome = next(frame for frame in desk.frames if isinstance(frame, Welcome))
        assert welcome.resync == why
        assert isinstance(desk.frames[1], SnapshotFrame)


def test_between_replay_and_live_nothing_is_lost_or_doubled(team: Team) -> None:
    """A second desk reconnects over and over while messages come in; `Desk` itself fails on a double."""

    def run(talk: Talk, visitor: Visitor, token: str) -> None:
        with Desk.open(team.live, token) as second:
            cursor = second.cursor
        heard: list[str] = []
        done = threading.Event()

        def write() -> None:
            for number in range(BURST):
                talk.desk.perform(talk.message(f"message {number}"))
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        finished = False
        while not finished:
            finished = done.is_set()
            with Desk.open(team.live, token, cursor) as second:
                second.send(Ping(id="a while"))
                second.until(Pong, lambda pong: pong.id == "a while")
                heard += texts(second)
                cursor = second.cursor
        writer.join()
        assert heard == [f"message {number}" for number in range(BURST)]

    at_work(team, "between", run)


def read_to_the_end(socket: ClientConnection) -> list[str]:
    """Every frame until the connection closes; fails the test when it does not."""
    frames: list[str] = []
    try:
        while True:
            frames.append(str(socket.recv(timeout=20)))
    except ConnectionClosed:
        return frames


def test_a_slow_reader_is_cut_off_and_others_are_unharmed(team: Team) -> None:
    def run(talk: Talk, visitor: Visitor, token: str) -> None:
        with connect(team.live, max_queue=1, ping_interval=None) as slow:
            slow.socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
            slow.send(body(Hello(protocol=PROTOCOL_VERSION, token=token)).decode())
            slow.recv()
            big = "x" * 9_000
            for _ in range(330):
                assert isinstance(talk.desk.perform(talk.message(big)), Answer)
            with http(team.url, token) as client:
                listed = client.get("/v1/sessions")
            assert listed.status_code == 200
            frames = read_to_the_end(slow)
        assert len(frames) < 330
        assert '"goodbye"' not in frames[-1] or "too_slow" in frames[-1]
        assert isinstance(talk.desk.perform(talk.message("still here")), Answer)
        talk.desk.event(MessageReceived, lambda event: event.message.text == "still here")

    at_work(team, "slow", run)


def test_what_one_agent_hears_another_does_not(team: Team) -> None:
    def run(talk: Talk, visitor: Visitor, token: str) -> None:
        with Desk.open(team.live, team.ben) as ben:
            assert isinstance(talk.desk.perform(talk.message("between us")), Answer)
            visitor.say("yes")
            talk.desk.event(MessageReceived, lambda event: event.message.text == "yes")
            ben.send(Ping(id="1"))
            ben.until(Pong, lambda pong: pong.id == "1")
            assert texts(ben) == []

    at_work(team, "private", run)


def test_new_queues_bring_a_snapshot(team: Team) -> None:
    token = make_agent(team.url, team.owner, "mover", queues=[])
    with Desk.open(team.live, token) as desk:
        wish = {"type": "define_agent", "name": "Mover", "email": "mover@example.org"}
        with http(team.url, team.owner) as admin:
            made = admin.put("/v1/admin/agents/mover", json={**wish, "queues": ["support"]})
            assert made.status_code == 204
        fresh = desk.until(SnapshotFrame, lambda frame: bool(frame.snapshot.queues))
        assert [queue.id for queue in fresh.snapshot.queues] == ["support"]


def test_answers_carry_the_item_as_the_hub_keeps_it(team: Team) -> None:
    def run(talk: Talk, visitor: Visitor, token: str) -> None:
        answer = talk.desk.perform(talk.message("kept", "client-1"))
        assert isinstance(answer, Answer)
        assert isinstance(answer.item, Message)
        assert answer.item.client_id == "client-1"
        assert answer.item.seq > 0
        huge = talk.desk.perform(talk.message("y" * 10_001))
        assert isinstance(huge, Refusal)
        assert huge.problem.field == "text"

    at_work(team, "kept", run)


def test_goodbyes_are_records_of_the_protocol() -> None:
    assert Goodbye(problem=Problem(code="x", message="y")).problem.words() == "y"
