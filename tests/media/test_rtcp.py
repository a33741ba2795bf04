"""RTCP packets: what is built is read back, and hostile bytes are refused without harm."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media import rtcp
from agent_desktop.media.rtcp import (
    BadRtcp,
    Bye,
    Description,
    Feedback,
    ReceiverReport,
    Report,
    ReportBlock,
    SenderReport,
)

WORDS = st.integers(0, 0xFFFFFFFF)
BLOCKS = st.lists(
    st.builds(
        ReportBlock,
        WORDS,
        st.integers(0, 255),
        st.integers(-0x800000, 0x7FFFFF),
        WORDS,
        WORDS,
        WORDS,
        WORDS,
    ),
    max_size=31,
).map(tuple)
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
REPORTS = st.one_of(
    st.builds(SenderReport, WORDS, st.integers(0, (1 << 64) - 1), WORDS, WORDS, WORDS, BLOCKS),
    st.builds(ReceiverReport, WORDS, BLOCKS),
    st.builds(Description, WORDS, TEXT),
    st.builds(Bye, st.lists(WORDS, max_size=31).map(tuple), TEXT),
    st.builds(
        Feedback,
        st.sampled_from([rtcp.RTPFB, rtcp.PSFB]),
        st.integers(0, 31),
        WORDS,
        WORDS,
        st.integers(0, 8).map(lambda words: b"\x07\x00\x07\x00" * words),
    ),
)


@settings(deadline=None)
@given(st.lists(REPORTS, max_size=8))
def test_what_is_built_is_read_back(reports: list[Report]) -> None:
    assert rtcp.parse(rtcp.encode(reports)) == reports


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadRtcp):
        assert rtcp.encode(rtcp.parse(data)) is not None


@settings(deadline=None)
@given(
    st.integers(0, 63),
    st.integers(192, 223),
    st.binary(max_size=120).map(lambda body: body + bytes(-len(body) % 4)),
)
def test_any_body_in_a_right_frame_is_read_or_refused(low: int, kind: int, body: bytes) -> None:
    data = bytes([0x80 | low, kind]) + (len(body) // 4).to_bytes(2) + body
    with contextlib.suppress(BadRtcp):
        assert rtcp.encode(rtcp.parse(data)) is not None


def test_unknown_packets_are_passed_over() -> None:
    unknown = bytes([0x80, 207, 0, 1]) + b"extr"
    bye = rtcp.encode([Bye((7,))])
    assert rtcp.parse(unknown + bye) == [Bye((7,))]


def test_an_endless_compound_packet_is_refused() -> None:
    with pytest.raises(BadRtcp, match="more than"):
        rtcp.parse(bytes([0x80, 204, 0, 0]) * 1000)


def test_other_description_items_are_not_kept() -> None:
    items = bytes([2, 4]) + b"Mary" + bytes([1, 1]) + b"x" + b"\0"
    body = (5).to_bytes(4) + items + bytes(-(4 + len(items)) % 4)
    data = bytes([0x81, 202, 0, len(body) // 4]) + body
    assert rtcp.parse(data) == [Description(5, "x")]


def test_a_long_name_is_cut_between_characters() -> None:
    (said,) = rtcp.parse(rtcp.encode([Description(1, "ü" * 200)]))
    assert said == Description(1, "ü" * 127)


def test_numbers_that_do_not_fit_are_not_sent() -> None:
    with pytest.raises(ValueError, match="counts to 31"):
        rtcp.encode([Bye(tuple(range(32)))])
    with pytest.raises(ValueError, match="fit"):
        rtcp.encode([ReceiverReport(1 << 32)])
