"""Whatever frames come over a live socket, the hub answers with what is wrong, and stays up."""

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Answer,
    Goodbye,
    Hello,
    Ping,
    Pong,
    Refusal,
)
from agent_desktop.model import commands
from agent_desktop.model.base import Tagged
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, body, http

COMMANDS = sorted(
    kind.__name__
    for kind in vars(commands).values()
    if isinstance(kind, type) and issubclass(kind, Tagged) and kind is not Tagged
)
KEYS = (
    *("type", "id", "command", "protocol", "token", "since", "client_id", "conversation_id"),
    *("text", "channel", "attachments", "interaction_id", "epoch", "accept", "state", "seq"),
    *("typing", "customer_id", "kept_id", "merged_id", "addresses", "disposition", "by_ms"),
)
_leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        (*COMMANDS, "hello", "perform", "ping", "chat", "ready", "unknown-id", "", "\x00")
    )
)
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=10,
)
_commands = st.builds(
    lambda name, fields: {**fields, "type": name},
    st.sampled_from(COMMANDS),
    st.dictionaries(st.sampled_from(KEYS), _values, max_size=8),
)
_frames = st.builds(
    lambda kind, frame_id, command, more: {
        **more,
        "type": kind,
        "id": frame_id,
        "command": command,
    },
    st.sampled_from(["perform", "ping", "hello"]),
    st.text(max_size=70),
    _commands,
    st.dictionaries(st.sampled_from(KEYS), _values, max_size=2),
)
_texts = (
    _frames.map(lambda frame: msgspec.json.encode(frame).decode())
    | _values.map(lambda value: msgspec.json.encode(value).decode())
    | st.text(max_size=200)
)
SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(frame=_texts | st.binary(max_size=200))
def test_any_frame_on_a_good_socket(team: Team, frame: str | bytes) -> None:
    with Desk.open(team.live, team.ann) as desk:
        desk.socket.send(frame)
        desk.send(Ping(id="after"))
        try:
            desk.until(Pong, lambda pong: pong.id == "after")
        except ConnectionClosed:
            assert isinstance(desk.frames[-1], Goodbye)
        said = [one for one in desk.frames if isinstance(one, Refusal | Answer | Goodbye | Pong)]
        assert said
        for one in said:
            if isinstance(one, Refusal | Goodbye):
                assert one.problem.code != "failed", one.problem
                assert one.problem.message
                assert one.problem.field or one.problem.value


@SETTINGS
@given(frame=_texts | st.binary(max_size=200))
def test_any_first_frame(team: Team, frame: str | bytes) -> None:
    with connect(team.live) as socket:
        desk = Desk(socket)
        socket.send(frame)
        last, code = desk.goodbye()
        assert last.problem.code in ("malformed", "wrong_version", "needs_sign_in")
        assert code in (1002, 1008, 4401)


def test_the_hub_is_well_after_all_that(team: Team) -> None:
    with http(team.url) as client:
        assert client.get("/v1/health").status_code == 200
    with connect(team.live) as socket:
        socket.send(body(Hello(protocol=PROTOCOL_VERSION, token=team.ann)).decode())
        assert "welcome" in str(socket.recv(timeout=10))
    assert "Traceback" not in (team.hub.data / "hub.log").read_text("utf-8")
