"""G.711 against FFmpeg's codec, bit for bit, and against the recommendation's own rules."""

import av
import numpy as np
import pytest
from av.audio.codeccontext import AudioCodecContext
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.codecs.g711 import ALAW, ULAW, _Law
from agent_desktop.media.frames import Samples

EVERY_INPUT = np.arange(-32768, 32768).astype(np.int16)
EVERY_BYTE = bytes(range(256))
LAWS = [pytest.param(ULAW, "pcm_mulaw", id="ulaw"), pytest.param(ALAW, "pcm_alaw", id="alaw")]


def context(name: str, mode: str) -> AudioCodecContext:
    made = av.CodecContext.create(name, "w" if mode == "w" else "r")
    assert isinstance(made, AudioCodecContext)
    made.sample_rate, made.layout, made.format = 8000, "mono", "s16"
    return made


def ffmpeg_encode(name: str, samples: Samples) -> bytes:
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate = 8000
    encoder = context(name, "w")
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


@pytest.mark.parametrize(("law", "name"), LAWS)
def test_every_byte_decodes_as_in_ffmpeg(law: _Law, name: str) -> None:
    (frame,) = context(name, "r").decode(av.Packet(EVERY_BYTE))
    assert (law.decode(EVERY_BYTE) == frame.to_ndarray()[0]).all()


@pytest.mark.parametrize(("law", "name"), LAWS)
def test_every_sample_encodes_to_the_nearest_value(law: _Law, name: str) -> None:
    """FFmpeg rounds ties its own way; where we differ from it, both answers are equally near."""
    ours, theirs = law.encode(EVERY_INPUT), ffmpeg_encode(name, EVERY_INPUT)
    wide = EVERY_INPUT.astype(np.int32)
    our_error = np.abs(law.decode(ours).astype(np.int32) - wide)
    their_error = np.abs(law.decode(theirs).astype(np.int32) - wide)
    assert (our_error <= their_error).all()
    different = np.frombuffer(ours, np.uint8) != np.frombuffer(theirs, np.uint8)
    assert different.mean() < 0.01


@pytest.mark.parametrize(("law", "name"), LAWS)
def test_transcoding_twice_changes_nothing_more(law: _Law, name: str) -> None:
    once = law.decode(law.encode(EVERY_INPUT))
    assert (law.decode(law.encode(once)) == once).all()


def test_silence_has_its_well_known_bytes() -> None:
    zero = np.zeros(1, np.int16)
    assert (ULAW.encode(zero), ALAW.encode(zero)) == (b"\xff", b"\xd5")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_payload_gives_as_many_samples(payload: bytes) -> None:
    assert len(ULAW.decode(payload)) == len(ALAW.decode(payload)) == len(payload)
