"""The sender: timestamps without holes, keys in the place of sound, silence, and what loss reports change."""

import numpy as np
import pytest

from agent_desktop.media.codecs.registry import G722, OPUS, PCMU, PayloadMap
from agent_desktop.media.dtmf import Pressed, Released
from agent_desktop.media.frames import Samples
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.rtcp import ReportBlock
from agent_desktop.media.rtp import Packet, parse
from agent_desktop.media.sender import Sender
from agent_desktop.media.thrift import BIT_RATE, LEAST_BIT_RATE
from tests.media.sounds import noise, speech, tone

MAP = PayloadMap({0: PCMU, 9: G722, 111: OPUS}, {101: 8000, 110: 48000}, frozenset({13}))


def run(sender: Sender, sound: Samples, rate: int = 8000) -> list[Packet]:
    frames = sound.reshape(-1, rate // 50)
    return [parse(data) for frame in frames for data in sender.frame(frame)]


def block(sender: Sender, loss: float, ssrc: int | None = None) -> ReportBlock:
    return ReportBlock(sender.ssrc if ssrc is None else ssrc, int(loss * 256), 0, 0, 80, 0, 0)


@pytest.mark.parametrize(("number", "step"), [(0, 160), (9, 160), (111, 960)])
@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_frames_become_packets_that_count_on(number: int, step: int, rate: int) -> None:
    sender = Sender(MAP, number, rate, ssrc=5, sequence=65534, timestamp=0xFFFFFFF0)
    packets = run(sender, tone(0.2, rate, 400), rate)
    assert [packet.sequence for packet in packets] == [(65534 + n) & 0xFFFF for n in range(10)]
    first = packets[0].timestamp
    assert [(packet.timestamp - first) & 0xFFFFFFFF for packet in packets] == [
        n * step for n in range(10)
    ]
    assert [packet.marker for packet in packets] == [True] + [False] * 9
    assert {packet.ssrc for packet in packets} == {5}


@pytest.mark.parametrize("count", [2, 3])
def test_longer_packets(count: int) -> None:
    sender = Sender(MAP, 111, 48000, ssrc=5, frames_per_packet=count)
    packets = run(sender, speech(0.48, 48000), 48000)
    assert len(packets) == 24 // count
    assert packets[1].timestamp - packets[0].timestamp == 960 * count


def test_keys_take_the_place_of_sound_and_arrive() -> None:
    sender, ear = Sender(MAP, 0, 8000, ssrc=5), Receiver(MAP, 8000)
    sound, events = tone(2, 8000, 400).reshape(-1, 160), []
    for number, frame in enumerate(sound):
        if number == 20:
            assert sender.press("4")
            assert sender.press("2", 200)
        for data in sender.frame(frame):
            packet = parse(data)
            ear.receive(data, number * 0.02)
            if 20 <= number < 28:
                assert packet.payload_type == 101
        ear.pull(number * 0.02)
        events += ear.keys()
    assert events == [Pressed("4"), Released("4", 120), Pressed("2"), Released("2", 200)]
    figures = ear.figures()
    assert figures.reception is not None
    assert figures.reception.lost == 0
    assert figures.concealed_ms == 0


def test_without_telephone_events_a_key_is_not_sent() -> None:
    sender = Sender(PayloadMap({0: PCMU}), 0, 8000, ssrc=5)
    assert not sender.press("1")


def test_silence_becomes_comfort_noise_and_speech_opens_with_a_marker() -> None:
    sender = Sender(MAP, 0, 8000, ssrc=5, silence_suppression=True)
    hush = noise(2, 8000, rms=12)
    talk = np.clip(tone(0.4, 8000, 300).astype(int), -9000, 9000).astype(np.int16)
    packets = run(sender, np.concatenate([hush, talk, hush]))
    kinds = [packet.payload_type for packet in packets]
    assert 13 in kinds
    assert 20 <= kinds.count(0) < 60
    first = kinds.index(0)
    assert packets[first].marker
    assert packets[first].timestamp == 100 * 160


def test_a_muted_microphone_keeps_the_stream_alive() -> None:
    sender = Sender(MAP, 0, 8000, ssrc=5)
    assert parse(sender.frame(None)[0]).payload == b"\xff" * 160


def test_behind_a_muted_microphone_the_room_goes_on_as_noise() -> None:
    sender, ear = Sender(MAP, 0, 8000, ssrc=5), Receiver(MAP, 8000)
    room, mute = noise(2, 8000, rms=60), np.zeros(16000, np.int16)
    line, sent = [], []
    for number, frame in enumerate(np.concatenate([room, mute, room]).reshape(-1, 160)):
        for data in sender.frame(frame):
            sent.append((number, parse(data)))
            ear.receive(data, number * 0.02)
        line.append(ear.pull(number * 0.02 + 0.001))
    kinds = {number: one.payload_type for number, one in sent}
    assert [kinds[number] for number in (50, 105, 110, 250)] == [0, 0, 13, 0]
    muted = [one for number, one in sent if 115 <= number < 200]
    assert {one.payload_type for one in muted} == {13}
    assert 3 <= len(muted) <= 6, (
        "it is said again now and then, so that nobody takes the line for dead"
    )
    heard = np.concatenate(line)[int(2.6 * 8000) : int(3.9 * 8000)].astype(float)
    assert 30 < np.sqrt(np.mean(heard**2)) < 100
    first = next(one for number, one in sent if number >= 200)
    assert first.marker
    assert (first.timestamp - sent[0][1].timestamp) & 0xFFFFFFFF == 200 * 160
    assert ear.figures().concealed_ms <= 20


def test_without_comfort_noise_a_muted_microphone_sends_its_silence() -> None:
    sender = Sender(PayloadMap({0: PCMU}), 0, 8000, ssrc=5)
    packets = [parse(data) for _ in range(50) for data in sender.frame(None)]
    assert [one.payload for one in packets] == [b"\xff" * 160] * 50


def test_opus_prepares_for_loss_and_forgets_slowly() -> None:
    sender = Sender(MAP, 111, 48000, ssrc=5)
    assert sender.figures().bit_rate == BIT_RATE
    sender.heard(block(sender, 0.9, ssrc=77), 0.0)
    assert sender.figures().loss == 0
    for _ in range(10):
        sender.heard(block(sender, 0.25), 0.0)
    assert sender.figures().bit_rate == LEAST_BIT_RATE
    for number in range(40):
        sender.heard(block(sender, 0.0), 5.0 * number)
    assert sender.figures().bit_rate == BIT_RATE


def test_a_full_line_gets_fewer_and_longer_packets_and_a_good_one_the_usual_again() -> None:
    sender = Sender(MAP, 111, 48000, ssrc=5, timestamp=0)
    sound = tone(0.24, 48000, 400)
    for _ in range(10):
        sender.heard(block(sender, 0.4), 0.0)
    packets = run(sender, sound, 48000)
    assert [packet.timestamp for packet in packets] == [0, 2880, 5760, 8640]
    for number in range(40):
        sender.heard(block(sender, 0.0), 5.0 * number)
    assert len(run(sender, sound, 48000)) == 12
    modest = Sender(MAP, 111, 48000, ssrc=5, most_frames=2)
    for _ in range(10):
        modest.heard(block(modest, 0.4), 0.0)
    assert len(run(modest, sound, 48000)) == 6, "the peer takes 40 ms at the most"
    plain = Sender(MAP, 0, 48000, ssrc=5)
    for _ in range(10):
        plain.heard(block(plain, 0.4), 0.0)
    assert len(run(plain, sound, 48000)) == 12, "there is nothing to save with G.711"


def test_with_reported_loss_the_listener_hears_more() -> None:
    """The same line with and without reports: the copies fill the holes."""
    sound, clean = speech(8, 16000), []
    errors = []
    for reported in (None, 0.0, 0.05):
        sender, ear = Sender(MAP, 111, 16000, ssrc=5), Receiver(MAP, 16000)
        if reported:
            for _ in range(5):
                sender.heard(block(sender, reported), 0.0)
        heard = []
        for number, frame in enumerate(sound.reshape(-1, 320)):
            for data in sender.frame(frame):
                if reported is None or number % 9 != 4:
                    ear.receive(data, number * 0.02 + 0.03 * (number % 3 == 1))
            heard.append(ear.pull(number * 0.02 + 0.001))
        line = np.concatenate(heard)[16000:].astype(float)
        if reported is None:
            clean = np.abs(np.fft.rfft(line.reshape(-1, 1600), axis=1)).tolist()
        else:
            power = np.abs(np.fft.rfft(line.reshape(-1, 1600), axis=1))
            errors.append(float(np.abs(power - np.array(clean)).mean()))
    assert errors[1] < errors[0]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(KeyError):
        Sender(MAP, 8, 8000, ssrc=5)
    with pytest.raises(ValueError, match="one, two or three"):
        Sender(MAP, 0, 8000, ssrc=5, frames_per_packet=4)
    with pytest.raises(ValueError, match="160 samples"):
        Sender(MAP, 0, 8000, ssrc=5).frame(np.zeros(80, np.int16))
