"""Keys as telephone events: each press once, whatever the network does to its packets."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.dtmf import KEYS, KeyEvent, KeyReceiver, KeySender, Pressed, Released
from agent_desktop.media.rtp import Packet


def sent(keys: str, clock: int, duration_ms: int = 120) -> list[tuple[float, Packet]]:
    """The packets of these presses, with their times."""
    sender, made, frame, sequence = KeySender(clock), [], 0, 0
    for key in keys:
        sender.press(key, duration_ms)
    while sender.busy:
        timestamp = (0xFFFFF000 + frame * clock // 50) & 0xFFFFFFFF
        for event in sender.frame(timestamp):
            packet = Packet(101, sequence, event.timestamp, 7, event.payload, event.marker)
            made.append((frame * 0.02, packet))
            sequence += 1
        frame += 1
    return made


def heard(packets: list[tuple[float, Packet]], clock: int) -> list[KeyEvent]:
    receiver, now, events = KeyReceiver(), 0.0, []
    for at, packet in packets:
        now = max(now, at)
        receiver.receive(packet, clock, now)
        receiver.tick(now)
        events += receiver.take()
    receiver.tick(now + 1)
    return events + receiver.take()


def keys_of(events: list[KeyEvent]) -> str:
    return "".join(event.key for event in events if isinstance(event, Pressed))


@pytest.mark.parametrize("clock", [8000, 16000, 48000])
def test_every_key_is_sent_and_heard(clock: int) -> None:
    events = heard(sent(KEYS, clock), clock)
    assert keys_of(events) == KEYS
    assert {event.duration_ms for event in events if isinstance(event, Released)} == {120}
    assert len(events) == 2 * len(KEYS)


def test_the_marker_opens_and_three_ends_close() -> None:
    packets = [packet for _, packet in sent("5", 8000)]
    assert [packet.marker for packet in packets] == [True] + [False] * 7
    assert [packet.payload[1] >> 7 for packet in packets] == [0] * 5 + [1] * 3
    assert len({packet.timestamp for packet in packets}) == 1
    assert [int.from_bytes(packet.payload[2:]) for packet in packets] == [
        *range(160, 960, 160),
        *[960] * 3,
    ]


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_loss_doubling_and_reordering_change_no_key(seed: int) -> None:
    """Any packets may be lost as long as one of each press comes; neighbours may swap or come twice."""
    chance, kept = random.Random(seed), []
    presses: dict[int, list[tuple[float, Packet]]] = {}
    for at, packet in sent("1149##", 8000):
        presses.setdefault(packet.timestamp, []).append((at, packet))
    for press in presses.values():
        lucky = chance.randrange(len(press))
        chosen = [one for place, one in enumerate(press) if place == lucky or chance.random() < 0.6]
        for at, packet in chosen:
            kept += [(at + chance.random() * 0.03, packet)] * chance.choice([1, 1, 2])
    kept.sort(key=lambda one: one[0])
    assert keys_of(heard(kept, 8000)) == "1149##"


@pytest.mark.parametrize("clock", [8000, 48000])
def test_a_long_press_is_one_press(clock: int) -> None:
    events = heard(sent("7", clock, 15000), clock)
    assert events == [Pressed("7"), Released("7", 15000)]


def test_a_press_lasts_until_it_is_released() -> None:
    sender = KeySender(8000)
    sender.press("3", None)
    for frame in range(50):
        assert len(sender.frame(frame * 160)) == 1
    sender.release()
    assert len(sender.frame(50 * 160)) == 3
    assert sender.busy
    assert not any(sender.frame((51 + frame) * 160) for frame in range(4))
    assert not sender.busy


def test_a_lost_end_ends_by_itself() -> None:
    packets = [one for one in sent("5", 8000) if not one[1].payload[1] & 0x80]
    assert heard(packets, 8000) == [Pressed("5"), Released("5", 100)]


def test_what_is_no_key_is_not_sent() -> None:
    for wrong in ("x", "", "12", "é"):
        with pytest.raises(ValueError, match="no key"):
            KeySender(8000).press(wrong)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.binary(max_size=6), st.integers(0, 0xFFFFFFFF), st.integers(0, 2)), max_size=60
    ),
    st.integers(-1, 48000),
)
def test_any_packets_leave_no_key_stuck(packets: list[tuple[bytes, int, int]], clock: int) -> None:
    receiver = KeyReceiver()
    for number, (payload, timestamp, ssrc) in enumerate(packets):
        receiver.receive(Packet(101, number, timestamp, ssrc, payload), clock, number * 0.02)
    receiver.tick(100.0)
    events = receiver.take()
    assert len(events) % 2 == 0
    for pressed, released in zip(events[::2], events[1::2], strict=True):
        assert isinstance(pressed, Pressed)
        assert isinstance(released, Released)
        assert pressed.key == released.key
