"""What a tape keeps, and what is made of it: packets with tones, at times that the tests say."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.agreement import plans
from agent_desktop.hub.voice.darkroom.developing import Room, develop
from agent_desktop.hub.voice.studio import clerk as clerks
from agent_desktop.hub.voice.studio import kept
from agent_desktop.hub.voice.studio.clerk import Clerk
from agent_desktop.hub.voice.studio.label import Label, read
from agent_desktop.hub.voice.studio.tape import Tape
from agent_desktop.media.codecs.g711 import ULAW
from agent_desktop.media.codecs.registry import PayloadMap
from agent_desktop.media.frames import Samples, silence
from agent_desktop.media.rtp import Packet
from agent_desktop.media.sound_file import blocks
from agent_desktop.sip.sdp_attributes import Codec
from tests.hub.voice.worker.sound import tones
from tests.media.sounds import tone

RATE = 16_000
FRAME_S = 0.02
TYPES = {0: Codec("PCMU", 8000), 101: Codec("telephone-event", 8000)}
START = 50.0
LABEL = Label(
    call="c", recording="c/tape1", message=False, number="+49301", queue="q", keep_days=1, least_ms=9
)  # fmt: skip


@dataclass
class Peer:
    """One leg, as a tape sees it, and who speaks there."""

    name: str
    hz: float
    types: dict[int, Codec] = field(default_factory=lambda: dict(TYPES))
    sequence: int = 65_500

    @property
    def incoming(self) -> PayloadMap:
        return plans.payloads(self.types)

    def packet(self, at: float) -> bytes:
        """20 ms of its tone."""
        self.sequence += 1
        first = round(at * 8000)
        sound = tone((first + 160) / 8000, 8000, self.hz, 8000)[first:]
        return self.rtp(0, first, ULAW.encode(sound))

    def rtp(self, kind: int, timestamp: int, payload: bytes) -> bytes:
        return Packet(kind, self.sequence % 65_536, timestamp, 7, payload).encode()


class Session:
    """A tape with its clock, and two who speak all the time."""

    def __init__(self, folder: Path, label: Label = LABEL) -> None:
        self.now = 0.0
        self.tape = Tape(folder, label, Clerk(), START)
        self.ann, self.customer = Peer("ann", 700.0), Peer("customer", 440.0)
        self.sent: list[bytes] = []

    def keep(self, peer: Peer, data: bytes) -> None:
        self.tape.keep(peer.name, peer, data, START + self.now)  # type: ignore[arg-type]

    def take(self) -> None:
        self.tape.take(("ann",), ("customer",), START + self.now)

    def pause(self, reason: str = "card") -> None:
        self.tape.pause(reason, START + self.now)

    def speak(self, seconds: float) -> list[bytes]:
        """The packets of the customer that came."""
        sent, data = [], b""
        for _ in range(round(seconds / FRAME_S)):
            for peer in (self.ann, self.customer):
                data = peer.packet(self.now)
                self.keep(peer, data)
            sent.append(data)
            self.now += FRAME_S
            self.tape.turn({}, START + self.now)
        return sent

    def finished(self) -> Path:
        self.tape.end(START + self.now)
        recorded = self.tape.finish(keep_days=1)
        assert recorded.problem == ""
        return recorded.path


def heard(path: Path, *, message: bool = False) -> tuple[Samples, Samples, Room]:
    """Left, right, and what else is known."""
    room = Room(message=message)
    with path.open("rb") as file:
        sound = np.concatenate([np.zeros((0, 2), np.int16), *room.sound(file)])
    return sound[:, 0], sound[:, 1], room


def test_both_sides_of_a_call_are_made_of_its_packets(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.take()
    session.speak(2.0)
    path = session.finished()
    left, right, room = heard(path)
    assert len(left) == 2 * RATE
    assert kept.length_ms(path) == room.frames * 20 == 2_000
    assert tones(left[RATE // 2 :], RATE) == {700.0}
    assert tones(right[RATE // 2 :], RATE) == {440.0}
    assert read(path) == LABEL


def test_nothing_of_a_pause_is_kept_or_heard_to_the_packet(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.take()
    before = session.speak(1.0)
    session.pause()
    during = session.speak(1.0)
    session.take()
    session.keep(session.customer, during[-1])  # late, from the network
    session.keep(session.customer, during[-4])
    after = session.speak(1.0)
    path = session.finished()
    content = path.read_bytes()
    assert all(one in content for one in (*before, *after))
    assert not [one for one in during if one in content]
    left, right, room = heard(path)
    assert [(mark.at_ms, mark.paused) for mark in room.marks] == [(1000, True), (2000, False)]
    assert room.reasons == ("card",)
    for side, hz in ((left, 700.0), (right, 440.0)):
        assert tones(side[RATE // 2 : RATE], RATE) == {hz}
        assert not side[RATE : 2 * RATE].any()
        assert tones(side[2 * RATE + RATE // 2 :], RATE) == {hz}
    assert len(left) == 3 * RATE


def test_who_is_not_recorded_is_not_kept(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.tape.take((), ("customer",), START)
    alone = session.speak(0.5)
    session.take()
    session.speak(0.5)
    left, right, _ = heard(session.finished())
    assert not left[: RATE // 2].any()
    assert tones(left[-RATE // 4 :], RATE) == {700.0}
    assert tones(right[RATE // 8 : RATE // 2], RATE) == {440.0}
    assert alone


def test_keys_are_not_on_the_disk_and_are_no_loss(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.take()
    session.speak(0.5)
    event = b"\x05\x8a\x03\x20"  # "5", as of a card's number
    session.customer.sequence += 1
    session.keep(session.customer, session.customer.rtp(101, 4000, event * 3))
    session.speak(0.5)
    path = session.finished()
    assert event not in path.read_bytes()
    with path.open("rb") as file:
        packets = [
            entry.what.data
            for _, entries in kept.read(file)
            for entry in entries
            if isinstance(entry.what, kept.Packet)
        ]
    (key,) = [data for data in packets if data[1] == 101]
    assert len(key) == 12
    assert len(packets) == 101


def test_what_the_sides_agree_on_may_change(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.take()
    session.speak(1.0)
    session.customer.types = {8: Codec("PCMA", 8000), **TYPES}
    session.speak(1.0)
    _, right, _ = heard(session.finished())
    assert tones(right[-RATE // 2 :], RATE) == {440.0}


def test_a_message_is_its_caller_on_both_sides_and_ends_with_silence(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.tape.message = True
    session.tape.listen("customer", 400, START)
    session.speak(1.0)
    assert session.tape.listens == ("customer",)
    for _ in range(19):
        session.tape.turn({"customer": silence(320)}, START + session.now)
        assert not session.tape.silent()
    session.tape.turn({"customer": silence(320)}, START + session.now)
    assert session.tape.silent()
    assert not session.tape.silent()
    left, right, _ = heard(session.finished(), message=True)
    assert tones(right[RATE // 4 :], RATE) == {440.0}
    assert (left == right).all()


def test_a_file_that_is_cut_off_anywhere_is_read_up_to_there(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.take()
    session.speak(1.2)
    content = session.finished().read_bytes()
    lengths = set()
    for size in range(0, len(content), 509):
        (tmp_path / "cut").write_bytes(content[:size])
        lengths.add(kept.length_ms(tmp_path / "cut"))
        *_, room = heard(tmp_path / "cut")
        assert room.frames * 20 == kept.length_ms(tmp_path / "cut")
    assert {0, 500, 1000} <= lengths


def test_damaged_bytes_are_no_error() -> None:
    chance = np.random.default_rng(5)
    for size in (3, 8, 400, 5000):
        noise = chance.integers(0, 40, size).astype(np.uint8).tobytes()
        for content in (noise, (size).to_bytes(4, "little") + bytes(4) + noise):
            for sound in Room(message=False).sound(io.BytesIO(content)):
                assert sound.shape[1] == 2


def test_a_made_file_is_opus_and_is_made_again_over_an_old_one(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.take()
    session.speak(2.0)
    path, made = session.finished(), tmp_path / "made.ogg"
    made.write_bytes(b"old")
    (tmp_path / "made.part").write_bytes(b"of a process that died")
    facts = develop(path, made, message=False)
    assert (facts.length_ms, facts.pauses) == (2_000, ())
    assert not (tmp_path / "made.part").exists()
    sound = np.concatenate([*blocks(made.read_bytes())])
    assert tones(sound[RATE // 2 : RATE, 0], RATE) == {700.0}
    assert tones(sound[RATE // 2 : RATE, 1], RATE) == {440.0}
    with pytest.raises(FileNotFoundError):
        develop(tmp_path / "nowhere.kept", made, message=False)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("LEAST_FREE", 1 << 60, "there is hardly any room left on the disk"),
        ("MOST_WAITING", 0, "the disk does not take the recording quickly enough"),
    ],
)
def test_a_disk_without_room_is_words_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int, why: str
) -> None:
    monkeypatch.setattr(clerks, name, value)
    session = Session(tmp_path)
    session.take()
    session.speak(1.0)
    session.tape.end(START + session.now)
    problem = session.tape.finish().problem
    assert why in problem
    assert session.tape.failure() == problem
    assert session.tape.failure() == ""
    session.tape.discard()
    assert not [*tmp_path.iterdir()]


def test_there_is_nothing_to_delete_where_the_folder_is_gone(tmp_path: Path) -> None:
    session = Session(tmp_path / "gone")
    session.take()
    session.speak(1.0)
    session.tape.end(START + session.now)
    assert "no such file" in session.tape.finish().problem
    session.tape.discard()
