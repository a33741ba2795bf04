"""Whatever bytes come, reading them gives a record or a Malformed that names the place; secrets are not repeated."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import SHOWN, decode, shown
from agent_desktop.hub.protocol import FromDesk, Perform, Ping

DESK: msgspec.json.Decoder[FromDesk] = msgspec.json.Decoder(FromDesk)

WRONG = {
    "a text for a number": (
        b'{"type":"hello","protocol":"one","token":"t"}',
        "$.protocol",
        '"one"',
    ),
    "an unknown type": (b'{"type":"performs","id":"1"}', "$.type", '"performs"'),
    "an unknown field": (b'{"type":"ping","id":"1","idd":"2"}', "$", "idd"),
    "an inner type": (
        b'{"type":"perform","id":"1","command":{"type":"SendMesage"}}',
        "$.command.type",
        '"SendMesage"',
    ),
    "an inner value": (
        b'{"type":"perform","id":"1","command":{"type":"MarkRead","conversation_id":"c","seq":[]}}',
        "$.command.seq",
        "a list",
    ),
    "a list": (b"[1]", "$", "a list"),
    "a bare word": (b"hello", "$", "hello"),
    "a number beyond every database": (
        b'{"type":"perform","id":"1","command":{"type":"MarkRead","conversation_id":"c",'
        b'"seq":99999999999999999999}}',
        "$.command.seq",
        "99999999999999999999",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_frame_names_place_and_value(name: str) -> None:
    data, place, value = WRONG[name]
    with pytest.raises(Malformed) as refused:
        decode(DESK, data)
    assert refused.value.problem.field == place
    assert value in refused.value.problem.value


def test_a_missing_field_is_named() -> None:
    with pytest.raises(Malformed, match="token"):
        decode(DESK, b'{"type":"hello","protocol":1}')


@pytest.mark.parametrize(
    "data",
    [
        b'{"type":"hello","protocol":1,"token":12345678}',
        b'{"type":"hello","protocol":1,"token":"12345678',
        b'{"type":"hello","token":"12345678\xff","protocol":1}',
    ],
)
def test_a_secret_is_never_repeated(data: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        decode(DESK, data)
    assert "1234" not in repr(refused.value.problem)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(Malformed, match="deep"):
        decode(msgspec.json.Decoder(), b"[" * 100_000)


def read(data: bytes) -> FromDesk | Malformed:
    """What comes of these bytes; anything but a frame or a Malformed is raised and fails the test."""
    try:
        return decode(DESK, data)
    except Malformed as refused:
        return refused


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    outcome = read(data)
    if isinstance(outcome, Malformed):
        assert outcome.problem.field
        assert len(outcome.problem.value) <= SHOWN


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.sampled_from(["hello", "perform", "ping"]),
    st.dictionaries(st.sampled_from(["id", "command", "token", "protocol", "x"]), _values),
)
def test_no_json_raises_anything_else(kind: str, fields: dict[str, object]) -> None:
    data = msgspec.json.encode({"type": kind, **fields})
    outcome = read(data)
    if isinstance(outcome, Malformed):
        assert outcome.problem.field.startswith("$")
    else:
        assert isinstance(outcome, Ping | Perform) or kind == "hello"


@given(st.text())
def test_what_is_repeated_is_short_and_printable(text: str) -> None:
    assert len(shown(text)) <= SHOWN
    assert shown(text).isprintable()
