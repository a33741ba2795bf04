"""A recording's sound, made of its packets: what a listener would have heard who was there, in two channels.

Promises the same file for the same packets; that the made file is whole when it has its name; our side left and theirs
right; silence as long as a pause was, with nothing from before it heard after it. Packets that make no sense are
passed over, as at any receiver.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from agent_desktop.agreement import plans
from agent_desktop.hub.voice.darkroom.words import Developed
from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.hub.voice.studio import kept as keeping
from agent_desktop.hub.voice.studio.kept import Entry, Packet, Paused, Resumed, Stream
from agent_desktop.hub.voice.studio.label import BEGUN
from agent_desktop.media.frames import (
    FRAME_MS,
    FRAMES_PER_S,
    Floats,
    Samples,
    frame_size,
    silence,
    to_int16,
)
from agent_desktop.media.marks import Mark
from agent_desktop.media.mixer import soft_clip
from agent_desktop.media.receiver import Receiver
from agent_desktop.media.recording_files import OggFile, Stereo, create

_FRAME = frame_size(RATE)
_FRAME_S = FRAME_MS / 1000


def develop(kept: Path, made: Path, *, message: bool) -> Developed:
    """Make an Ogg file with Opus. Raises OSError; FileNotFoundError when there is no such recording."""
    begun = made.with_suffix(BEGUN)
    begun.unlink(missing_ok=True)
    room = Room(message=message)
    with kept.open("rb") as packets:
        file = OggFile(create(begun), RATE)
        try:
            for sound in room.sound(packets):
                file.write(sound)
        finally:
            file.close()
    os.replace(begun, made)
    return Developed(length_ms=room.frames * FRAME_MS, pauses=room.marks, reasons=room.reasons)


class Room:
    """One recording, from its beginning to its end."""

    def __init__(self, *, message: bool) -> None:
        self.frames = 0
        self.marks: tuple[Mark, ...] = ()
        self.reasons: tuple[str, ...] = ()
        self._message = message
        self._paused = False
        self._streams: dict[int, Stream] = {}
        self._receivers: dict[int, Receiver] = {}

    def sound(self, file: IO[bytes]) -> Iterator[Stereo]:
        """All of it, half a second or so at a time. Raises OSError."""
        for end, entries in keeping.read(file):
            made: list[Stereo] = []
            for entry in entries:
                made += self._until(entry.at)
                self._happen(entry)
            made += self._until(end)
            if made:
                yield np.concatenate(made)

    def _until(self, at: float) -> list[Stereo]:
        """The frames that are over then."""
        whole = int(at * FRAMES_PER_S + 1e-6)
        made = [self._frame((number + 1) * _FRAME_S) for number in range(self.frames, whole)]
        self.frames = max(self.frames, whole)
        return made

    def _happen(self, entry: Entry) -> None:
        match entry.what:
            case Packet(stream=number, data=data):
                if self._paused or number not in self._streams:
                    return
                receiver = self._receivers.get(number)
                if receiver is None:
                    payloads = plans.payloads(self._streams[number].types)
                    receiver = self._receivers[number] = Receiver(payloads, RATE)
                receiver.receive(data, entry.at)
            case Stream(number=number) as stream:
                self._streams[number] = stream
            case Paused(reason=reason):
                self._turn(entry.at, paused=True)
                self.reasons += (reason,)
            case Resumed():
                self._turn(entry.at, paused=False)

    def _turn(self, at: float, *, paused: bool) -> None:
        """What a receiver still holds is of the time before."""
        self._paused = paused
        self._receivers.clear()
        self.marks += (Mark(round(at * 1000), paused),)

    def _frame(self, now: float) -> Stereo:
        ours: list[Samples] = []
        theirs: list[Samples] = []
        for number, receiver in self._receivers.items():
            side = theirs if self._streams[number].theirs else ours
            side.append(receiver.pull(now))
        right = _sum(theirs)
        return np.stack([right if self._message else _sum(ours), right], axis=1)


def _sum(frames: list[Samples]) -> Samples:
    if not frames:
        return silence(_FRAME)
    if len(frames) == 1:
        return frames[0]
    total: Floats = np.sum(frames, axis=0, dtype=np.float32)
    return to_int16(soft_clip(total))
