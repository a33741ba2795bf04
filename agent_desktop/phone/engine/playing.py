"""Playing a sound for the agent: what the windows send of it, where in it we are, and that calls come first.

Promises one sound at a time, in memory alone; a place told a few times a second while it plays; silence as soon as a
call is there. Refuses, with words, to play during a call and to take what is too large.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

from agent_desktop.model import sounds
from agent_desktop.model.devices import DevicesInUse
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.phone import PhoneEvent, PlaybackChanged
from agent_desktop.model.sounds import Playback, PlayState
from agent_desktop.phone.audio.player import Player
from agent_desktop.phone.audio.pump import Party

_TOLD_S: Final = 0.2
_PARTY: Final = "sound file"


class Ear(Protocol):
    """Where the agent hears it."""

    @property
    def in_use(self) -> DevicesInUse:
        """The devices that stand for what was chosen."""

    def play(self, name: str, party: Party) -> None:
        """Let the agent hear this."""

    def play_no_more(self, name: str) -> None:
        """The opposite."""


class Playing:
    """The sound of one engine."""

    def __init__(self, ear: Ear, tell: Callable[[PhoneEvent], None]) -> None:
        self._ear = ear
        self._tell = tell
        self._id = ""
        self._parts = bytearray()
        self._size = 0
        self._player: Player | None = None
        self._speed = 1.0
        self._busy = False
        self._told: Playback | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def playback(self) -> Playback | None:
        """The sound that is here, whole, and how it stands."""
        player = self._player
        if player is None:
            return None
        state = PlayState.PAUSED
        if player.problem is not None:
            state = PlayState.FAILED
        elif player.playing:
            state = PlayState.PLAYING
        elif player.ended:
            state = PlayState.ENDED
        return Playback(
            sound_id=self._id,
            state=state,
            at_ms=player.at_ms,
            speed=self._speed,
            problem=player.problem,
        )

    def perform(self, command: sounds.SoundCommand) -> None:
        """Do it. Raises Refused or Conflict, and nothing has happened then."""
        match command:
            case sounds.TakeSound():
                self._take(command)
            case sounds.PlaySound(at_ms=at_ms, speed=speed):
                self._play(self._whole(command.sound_id), at_ms, speed)
            case sounds.PauseSound(sound_id=sound_id):
                self._whole(sound_id).pause()
            case sounds.MoveSound(sound_id=sound_id, at_ms=at_ms):
                self._whole(sound_id).move(at_ms)
            case sounds.DropSound(sound_id=sound_id):
                if sound_id == self._id:
                    self._drop()
        self._settle()

    def calls(self, busy: bool) -> None:
        """A call is there, or none any more."""
        self._busy = busy
        if busy and self._player is not None:
            self._player.pause()
            self._settle()

    def left_alone(self) -> None:
        """Nobody listens any more."""
        self._drop()
        self._settle()

    def _take(self, part: sounds.TakeSound) -> None:
        if not 0 < part.size <= sounds.LARGEST or not part.sound_id:
            raise Refused(
                "This sound file is too large to be played here.",
                remedy="Save the file, and open it with another program.",
                field="size",
                value=str(part.size),
            )
        if part.offset == 0:
            self._drop()
            self._id, self._size = part.sound_id, part.size
        whole = self._player is not None
        wrong = (part.sound_id, part.size, part.offset) != (self._id, self._size, len(self._parts))
        if whole or wrong or len(self._parts) + len(part.data) > self._size:
            raise Conflict("Another sound was sent in between.", remedy="Play it again.")
        self._parts += part.data
        if len(self._parts) == self._size:
            self._player = Player(bytes(self._parts))
            self._parts.clear()

    def _whole(self, sound_id: str) -> Player:
        if self._player is None or sound_id != self._id:
            raise Conflict("The telephone does not have this sound.", remedy="Play it again.")
        return self._player

    def _play(self, player: Player, at_ms: int | None, speed: float) -> None:
        if self._busy:
            raise Conflict(
                "There is a call, so nothing else is played now.", remedy="Listen to it afterwards."
            )
        if not self._ear.in_use.speaker:
            raise Conflict(
                "There is no headset and no speaker to hear it from.",
                remedy="Plug one in, and play it again.",
            )
        if speed not in sounds.SPEEDS:
            raise Refused("It cannot be played at this speed.", field="speed", value=str(speed))
        self._speed = speed
        player.play(at_ms, speed)

    def _drop(self) -> None:
        if self._player is not None:
            self._player.close()
        self._player = None
        self._parts.clear()
        self._id, self._size = "", 0

    def _settle(self) -> None:
        """Let it be heard or not, and tell what is new."""
        player = self._player
        if player is not None and player.playing:
            self._ear.play(_PARTY, player)
            if self._timer is None:
                self._timer = asyncio.get_running_loop().call_later(_TOLD_S, self._look)
        else:
            self._ear.play_no_more(_PARTY)
        playback = self.playback
        if playback != self._told:
            self._told = playback
            self._tell(PlaybackChanged(playback=playback))

    def _look(self) -> None:
        self._timer = None
        self._settle()
