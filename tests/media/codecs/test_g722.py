"""G.722: whole frames in and out, the sound survives, damage does no harm."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.codecs.g722 import G722Decoder, G722Encoder
from tests.media.sounds import snr_db, speech


def test_speech_survives() -> None:
    sound = speech(2.0, 16000)
    encoder, decoder = G722Encoder(), G722Decoder()
    frames = [encoder.encode(sound[at : at + 320]) for at in range(0, len(sound), 320)]
    assert {len(frame) for frame in frames} == {160}
    heard = np.concatenate([decoder.decode(frame) for frame in frames])
    # The two filter banks delay by 22 samples.
    assert snr_db(sound[:-22], heard[22:]) > 15


def test_ten_and_thirty_milliseconds_are_decoded() -> None:
    decoder = G722Decoder()
    assert [len(decoder.decode(bytes(size))) for size in (80, 240, 0, 1)] == [160, 480, 0, 2]


def test_half_a_frame_is_not_encoded() -> None:
    with pytest.raises(ValueError, match="whole frames"):
        G722Encoder().encode(np.zeros(100, np.int16))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_payload_gives_samples(payload: bytes) -> None:
    assert len(G722Decoder().decode(payload)) == 2 * len(payload)
