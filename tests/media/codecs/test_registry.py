"""Codecs by their names and numbers in SDP."""

import numpy as np
import pytest

from agent_desktop.media.codecs import registry
from agent_desktop.media.codecs.registry import G722, OPUS, PCMA, PCMU, Format, PayloadMap


@pytest.mark.parametrize("chosen", registry.available(), ids=lambda chosen: chosen.name)
def test_every_format_carries_twenty_milliseconds(chosen: Format) -> None:
    encoder, decoder = chosen.encoder(), chosen.decoder(chosen.rate)
    assert encoder.rate == decoder.rate == chosen.rate
    payload = encoder.encode(np.zeros(chosen.rate // 50, np.int16))
    assert chosen.ticks(payload) == chosen.clock // 50
    assert len(decoder.decode(payload)) == chosen.rate // 50


def test_names_compare_without_case_and_clocks_exactly() -> None:
    assert registry.find("pcmu", 8000) is PCMU
    assert registry.find("OPUS", 48000, 2) is OPUS
    assert registry.find("g722", 8000) is G722
    assert registry.find("G722", 16000) is None
    assert registry.find("PCMU", 8000, 2) is None
    assert registry.find("speex", 8000) is None


def test_static_numbers_need_no_line() -> None:
    assert [registry.static(number) for number in (0, 8, 9, 3)] == [PCMU, PCMA, G722, None]


def test_dynamic_numbers_avoid_those_that_are_taken() -> None:
    assert registry.numbered([OPUS, PCMU], taken=[96]) == {97: OPUS, 0: PCMU}
    assert not set(registry.DYNAMIC) & set(range(64, 96))


def test_rtpmap_as_written() -> None:
    assert [found.rtpmap for found in registry.FORMATS] == [
        "opus/48000/2",
        "G722/8000",
        "PCMA/8000",
        "PCMU/8000",
    ]


def test_what_was_negotiated_is_sorted_by_kind() -> None:
    read = PayloadMap.read(
        [
            (0, "PCMU", 8000, 1),
            (13, "CN", 8000, 1),
            (101, "telephone-event", 8000, 1),
            (111, "opus", 48000, 2),
            (110, "telephone-event", 48000, 1),
            (18, "G729", 8000, 1),
        ]
    )
    assert read.formats == {0: PCMU, 111: OPUS}
    assert (read.event_type(48000), read.event_type(8000)) == (110, 101)
    assert read.comfort == {13}
    assert PayloadMap({}).event_type(8000) is None
