"""The rules of playing without an engine: no headset, speeds that there are not, one sound instead of another."""

import asyncio

import pytest

from agent_desktop.media.frames import silence
from agent_desktop.media.recording_kind import Kind
from agent_desktop.model import sounds
from agent_desktop.model.devices import DevicesInUse
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.phone import PhoneEvent, PlaybackChanged
from agent_desktop.model.sounds import Playback, PlayState
from agent_desktop.phone.audio.pump import Party
from agent_desktop.phone.engine.playing import Playing
from tests.contracts.asynchronous import asynchronous
from tests.media.tapes import recorded

DATA = recorded(silence(32_000), silence(32_000), Kind.WAV)


class Ear:
    """What is heard."""

    def __init__(self) -> None:
        self.in_use = DevicesInUse(speaker="Headset")
        self.heard: list[Party] = []

    def play(self, name: str, party: Party) -> None:
        self.heard = [party]

    def play_no_more(self, name: str) -> None:
        self.heard = []


class Room:
    """Playing, its ear and what it told."""

    def __init__(self) -> None:
        self.ear = Ear()
        self.told: list[PhoneEvent] = []
        self.playing = Playing(self.ear, self.told.append)

    def give(self, sound_id: str = "a", data: bytes = DATA) -> None:
        self.playing.perform(
            sounds.TakeSound(sound_id=sound_id, offset=0, size=len(data), data=data)
        )

    def last(self) -> Playback | None:
        event = self.told[-1]
        assert isinstance(event, PlaybackChanged)
        return event.playback


@asynchronous
async def test_without_a_headset_the_agent_is_told() -> None:
    room = Room()
    room.give()
    room.ear.in_use = DevicesInUse()
    with pytest.raises(Conflict, match="no headset"):
        room.playing.perform(sounds.PlaySound(sound_id="a"))
    assert room.ear.heard == []


@asynchronous
async def test_speeds_that_there_are_not_are_refused() -> None:
    room = Room()
    room.give()
    for speed in (0.5, 3.0, float("nan")):
        with pytest.raises(Refused, match="speed"):
            room.playing.perform(sounds.PlaySound(sound_id="a", speed=speed))


@asynchronous
async def test_a_new_sound_takes_the_place_of_the_one_that_plays() -> None:
    room = Room()
    room.give()
    room.playing.perform(sounds.PlaySound(sound_id="a"))
    assert len(room.ear.heard) == 1
    room.give("b")
    assert room.ear.heard == []
    assert room.last() == Playback(sound_id="b", state=PlayState.PAUSED)
    with pytest.raises(Conflict):
        room.playing.perform(sounds.PauseSound(sound_id="a"))
    room.playing.perform(sounds.DropSound(sound_id="a"))
    assert room.last() is not None
    room.playing.perform(sounds.DropSound(sound_id="b"))
    assert room.last() is None


@asynchronous
async def test_a_call_silences_it_and_its_place_is_kept() -> None:
    room = Room()
    room.give()
    room.playing.perform(sounds.PlaySound(sound_id="a", at_ms=1_000))
    (party,) = room.ear.heard
    await asyncio.to_thread(lambda: [party.speak() for _ in range(5)])
    room.playing.calls(True)
    assert room.ear.heard == []
    paused = room.last()
    assert paused is not None
    assert (paused.state, paused.at_ms >= 1_000) == (PlayState.PAUSED, True)
    room.playing.calls(False)
    assert room.ear.heard == []
    room.playing.left_alone()
    assert room.last() is None
