"""A recording under way: which legs are on which side, or one caller's message with its silence.

Promises to keep packets as they came, undecoded: sound is made of them later, by `darkroom`. That nothing of what came
during a pause is kept, to the packet, also when it comes late; that keys which a telephone sends beside its sound are
never kept. A disk's failure is told once, as words. Refuses to wait for a disk: only `finish` and `discard`, in a
thread of their own, do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from agent_desktop.hub.voice.studio import label as labels
from agent_desktop.hub.voice.studio.clerk import Clerk, Sheet
from agent_desktop.hub.voice.studio.kept import MOST_STREAMS, Chunk, Paused, Resumed, Stream
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.hub.voice.studio.voice import Voice
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.frames import FRAME_MS, Samples
from agent_desktop.media.levels import SpeechActivity
from agent_desktop.media.marks import Mark
from agent_desktop.sip.sdp_attributes import Codec

#: So often the clerk gets what has come.
WRITE_EVERY_S: Final = 0.5
#: After a pause packets from before its end may come so late.
LATE_S: Final = 2.0


@dataclass(slots=True)
class _Source:
    """A leg: what its packets are called now, and the last one that came."""

    types: dict[int, Codec] = field(default_factory=dict)
    stream: int = 0
    ssrc: bytes = b""
    newest: int = 0
    #: Of this stream nothing up to this sequence number is kept: it belongs to a pause.
    fence: int | None = None


class Tape:
    """A call's recording; a `message` is one of a single leg, whose silence ends it. Times are of the loop's clock."""

    def __init__(self, folder: Path, label: Label, clerk: Clerk, now: float) -> None:
        self.call, self.id, self.message = label.call, label.recording, label.message
        self.ours: tuple[str, ...] = ()
        self.theirs: tuple[str, ...] = ()
        self._sheet = Sheet(clerk, labels.recording_file(folder, label.recording), label)
        self._chunk = Chunk()
        self._began = self._written = self._resumed = now
        self._sources: dict[str, _Source] = {}
        self._streams = 0
        self._paused = False
        self._silence_ms = self._quiet_ms = 0
        self._activity = SpeechActivity()
        self._told_silence = self._told_failure = False
        self._marks: tuple[Mark, ...] = ()
        self._reasons: tuple[str, ...] = ()
        self._length_ms = 0

    @property
    def legs(self) -> tuple[str, ...]:
        """Who is recorded now."""
        return self.ours + self.theirs

    @property
    def listens(self) -> tuple[str, ...]:
        """Whose sound has to be decoded at once, so that its silence is noticed."""
        return self.theirs if self.message else ()

    def take(self, ours: tuple[str, ...], theirs: tuple[str, ...], now: float) -> None:
        """Record these from now on."""
        joining = {*ours, *theirs} - {*self.legs}
        self.ours, self.theirs = ours, theirs
        for leg in joining:
            if (source := self._sources.get(leg)) is not None:
                source.fence = source.newest
        self._resumed = now
        if self._paused:
            self._turn(now, paused=False)
            self._chunk.note(Resumed(), now - self._began)

    def listen(self, leg: str, silence_ms: int, now: float) -> None:
        """Record this leg's message; a silence of `silence_ms` ends it."""
        self._silence_ms = silence_ms
        self.take((), (leg,), now)

    def pause(self, reason: str, now: float) -> None:
        """Record nothing until the next `take`. `reason` is the switch's code."""
        self.ours, self.theirs = (), ()
        if not self._paused:
            self._turn(now, paused=True)
            self._reasons += (reason,)
            self._chunk.note(Paused(reason), now - self._began)

    def _turn(self, now: float, *, paused: bool) -> None:
        self._paused = paused
        self._marks += (Mark(self._at_ms(now), paused),)

    def _at_ms(self, now: float) -> int:
        return max(0, round((now - self._began) * 1000))

    # What comes

    def keep(self, leg: str, voice: Voice, data: bytes, arrival: float) -> None:
        """A packet of a leg of the call, recorded or not."""
        if len(data) < 12:
            return
        source = self._sources.get(leg)
        if source is None:
            source = self._sources[leg] = _Source()
        sequence, ssrc = int.from_bytes(data[2:4], "big"), data[8:12]
        if ssrc != source.ssrc:
            source.ssrc, source.newest, source.fence = ssrc, sequence, None
        elif _after(sequence, source.newest):
            source.newest = sequence
        theirs = leg in self.theirs
        if not theirs and leg not in self.ours:
            return
        if source.fence is not None:
            if arrival - self._resumed > LATE_S:
                source.fence = None
            elif not _after(sequence, source.fence):
                return
        number, payloads = data[1] & 0x7F, voice.incoming
        if number in payloads.events:
            # Which key it was is nobody's business here; that it was no loss is.
            data = b"\x80" + data[1:12]
        elif number not in payloads.formats and number not in payloads.comfort:
            return
        self._declare(source, voice.types, theirs=theirs, at=arrival - self._began)
        self._chunk.packet(source.stream, data, arrival - self._began)

    def _declare(
        self, source: _Source, types: dict[int, Codec], *, theirs: bool, at: float
    ) -> None:
        """Say what the packets are, the first time and when it has changed."""
        if source.stream and (types is source.types or types == source.types):
            return
        if self._streams == MOST_STREAMS:
            self._sheet.fail("its sound was changed too often")
            return
        self._streams += 1
        source.types, source.stream = types, self._streams
        self._chunk.note(Stream(source.stream, theirs, types), at)

    def turn(self, frames: Mapping[str, Samples], now: float) -> None:
        """20 ms of the call."""
        for leg in self.listens:
            if leg in frames:
                speaks = self._activity.frame(frames[leg])
                self._quiet_ms = 0 if speaks else self._quiet_ms + FRAME_MS
        if now - self._written >= WRITE_EVERY_S:
            self._hand_over(now)

    def _hand_over(self, now: float) -> None:
        if not self._sheet.failure:
            self._written, self._length_ms = now, self._at_ms(now)
            self._sheet.append(self._chunk.take(now - self._began))

    def silent(self) -> bool:
        """Whether a message has been silent for too long; true once."""
        if not self.message or self._told_silence or self._quiet_ms < self._silence_ms:
            return False
        self._told_silence = True
        return True

    def failure(self) -> str:
        """Why the disk does not take it any more, in words; once, else empty."""
        if self._told_failure or not self._sheet.failure:
            return ""
        self._told_failure = True
        return self._sheet.failure

    # The end

    def end(self, now: float) -> None:
        """Nothing comes any more."""
        self.ours, self.theirs = (), ()
        self._hand_over(now)

    def finish(self, *, keep_days: int | None = None) -> Recorded:
        """Complete the file. Waits for the disk."""
        self._sheet.close()
        return Recorded(
            call=self.call,
            recording=self.id,
            path=self._sheet.path,
            length_ms=self._length_ms,
            message=self.message,
            keep_days=keep_days,
            pauses=self._marks,
            reasons=self._reasons,
            problem=self._sheet.failure,
        )

    def discard(self) -> None:
        """Delete what there is. Waits for the disk. Raises `OSError`."""
        self._sheet.close()
        labels.discard(self._sheet.path)


def _after(sequence: int, other: int) -> bool:
    """Whether a sequence number follows another one, around their end too (RFC 3550, A.1)."""
    return 0 < (sequence - other & 0xFFFF) < 0x8000
