"""RTP packets: any bytes are a packet or refused, what is built is read back, counters wrap."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.rtp import BadRtp, Packet, Unwrapper, difference, is_rtcp, parse

PACKETS = st.builds(
    Packet,
    st.integers(0, 127),
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.binary(max_size=200),
    st.booleans(),
    st.lists(st.integers(0, 0xFFFFFFFF), max_size=15).map(tuple),
    st.none()
    | st.tuples(st.integers(0, 0xFFFF), st.integers(0, 9).map(lambda words: bytes(4 * words))),
)


@settings(deadline=None)
@given(PACKETS)
def test_what_is_built_is_read_back(packet: Packet) -> None:
    assert parse(packet.encode()) == packet


@settings(deadline=None)
@given(st.binary(max_size=100) | st.binary(min_size=12, max_size=80).map(lambda b: b"\xbf" + b))
def test_any_bytes_are_a_packet_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadRtp):
        assert len(parse(data).payload) <= len(data) - 12


@settings(deadline=None)
@given(PACKETS, st.data())
def test_a_cut_packet_never_grows(packet: Packet, data: st.DataObject) -> None:
    whole = packet.encode()
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    try:
        assert packet.payload.startswith(parse(cut).payload)
    except BadRtp:
        assert len(cut) < len(whole)


def test_padding_is_taken_off() -> None:
    data = bytearray(Packet(0, 1, 2, 3, b"voice\0\0\3").encode())
    data[0] |= 0x20
    assert parse(bytes(data)).payload == b"voice"


@pytest.mark.parametrize("padding", [0, 6, 255])
def test_padding_beyond_the_payload_is_refused(padding: int) -> None:
    data = bytearray(Packet(0, 1, 2, 3, b"word" + bytes([padding])).encode())
    data[0] |= 0x20
    with pytest.raises(BadRtp, match="padding"):
        parse(bytes(data))


@pytest.mark.parametrize(
    "packet",
    [
        Packet(128, 0, 0, 0, b""),
        Packet(0, 65536, 0, 0, b""),
        Packet(0, 0, 1 << 32, 0, b""),
        Packet(0, 0, 0, -1, b""),
        Packet(0, 0, 0, 0, b"", csrcs=tuple(range(16))),
        Packet(0, 0, 0, 0, b"", extension=(1, b"odd")),
    ],
)
def test_numbers_that_do_not_fit_are_not_sent(packet: Packet) -> None:
    with pytest.raises(ValueError, match=r"fit|holds|multiple"):
        packet.encode()


def test_rtcp_is_told_from_rtp() -> None:
    assert is_rtcp(bytes([0x80, 200, 0, 0]))
    assert is_rtcp(bytes([0x81, 206, 0, 0]))
    assert not is_rtcp(Packet(0, 1, 2, 3, b"").encode())
    assert not is_rtcp(Packet(111, 1, 2, 3, b"", marker=True).encode())
    assert not is_rtcp(b"\x80")
    assert not is_rtcp(b"\x00\xc8 a STUN or DTLS record")


@settings(deadline=None)
@given(st.integers(0, 0xFFFF), st.lists(st.integers(-30000, 30000), max_size=50))
def test_a_wrapping_counter_is_followed(start: int, steps: list[int]) -> None:
    unwrap, true = Unwrapper(16), start
    assert unwrap(start) == start
    for step in steps:
        true += step
        assert unwrap(true & 0xFFFF) == true


def test_difference_looks_both_ways() -> None:
    assert difference(2, 0xFFFF, 16) == 3
    assert difference(0xFFFF, 2, 16) == -3
    assert difference(0, 0xFFFFFFFF, 32) == 1
