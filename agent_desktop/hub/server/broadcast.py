"""From what the centre published to the sockets of those who may hear it.

Promises that each desk hears every entry of its audiences once, in order, and nothing else; that frames are encoded
once, however many hear them; that one slow desk holds up nobody. Knows `position`: everything up to it has been handed
to every live desk, which was true at `current_at`.
"""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from agent_desktop.hub.journal.fanout import Fanout
from agent_desktop.hub.journal.published import AudiencesChanged, Published
from agent_desktop.hub.protocol import Entries, Entry, Passing
from agent_desktop.model.base import Millis
from agent_desktop.model.events import PassingEvent

MOST_HELD: Final = 20_000
"""Published things kept back for a desk that still receives its replay; more than that, and it must connect again."""
_encode = msgspec.json.Encoder().encode


class Listener:
    """One desk's ear: `on_frames` gets JSON texts, `on_audiences_changed` says that a snapshot is due.

    `on_overfull` says that too much had to be kept back. `passing_only`: the desk is at another node, which reads the
    journal for it and beats.
    """

    def __init__(
        self,
        on_frames: Callable[[Sequence[str]], None],
        on_audiences_changed: Callable[[], None],
        on_overfull: Callable[[], None],
        *,
        passing_only: bool = False,
    ) -> None:
        self.on_frames = on_frames
        self.on_audiences_changed = on_audiences_changed
        self.on_overfull = on_overfull
        self.passing_only = passing_only


class Broadcast:
    """All listening desks. A desk is first `held` (everything is kept back for it), then live."""

    def __init__(self, position: int, now: Millis) -> None:
        self.position = position
        self.current_at = now
        self._hearing: Fanout[Listener] = Fanout()
        self._live: set[Listener] = set()
        self._held: dict[Listener, list[Published]] = {}

    def hold(self, listener: Listener) -> None:
        """Keep everything back for this desk from now on: a snapshot or replay is on its way."""
        self._hearing.leave(listener)
        self._live.discard(listener)
        self._held.setdefault(listener, [])

    def release(self, listener: Listener, audiences: frozenset[str], position: int) -> None:
        """The desk is current to `position`: hand it what came after, and go on live."""
        held = self._held.pop(listener, [])
        self._hearing.listen(listener, audiences)
        if not listener.passing_only:
            self._live.add(listener)
        missed = [
            one
            for one in held
            if one.audience in audiences
            and (one.seq == 0 or (one.seq > position and not listener.passing_only))
        ]
        self._hand(listener, missed, frames_of(missed, max(position, self.position)))

    def leave(self, listener: Listener) -> None:
        """The desk hears nothing any more."""
        self._held.pop(listener, None)
        self._hearing.leave(listener)
        self._live.discard(listener)

    def publish(self, batch: Sequence[Published]) -> None:
        """Hand a committed batch to everyone concerned."""
        for one in batch:
            self.position = one.seq or self.position
            self.current_at = max(self.current_at, one.at)
        for listener, held in tuple(self._held.items()):
            held.extend(batch)
            if len(held) > MOST_HELD:
                self.leave(listener)
                listener.on_overfull()
        made: dict[tuple[int, ...], list[str]] = {}
        for listener, heard in self._hearing.share(batch).items():
            if listener.passing_only:
                heard = [one for one in heard if not one.seq]
            key = tuple(map(id, heard))
            frames = made.get(key)
            if frames is None:
                frames = made[key] = frames_of(heard, self.position)
            self._hand(listener, heard, frames)

    def beat(self, frame: str, at: Millis) -> None:
        """Hand `frame` to every live desk; what was committed before `at` has been published."""
        self.current_at = max(self.current_at, at)
        for listener in self._live:
            listener.on_frames((frame,))

    @staticmethod
    def _hand(listener: Listener, heard: Sequence[Published], frames: Sequence[str]) -> None:
        if frames:
            listener.on_frames(frames)
        if any(isinstance(one.event, AudiencesChanged) for one in heard):
            listener.on_audiences_changed()


def frames_of(heard: Sequence[Published], position: int) -> list[str]:
    """The frames for what one desk hears: journal entries together, passing news by themselves, in order."""
    frames: list[str] = []
    entries: list[Entry] = []

    def close(up_to: int) -> None:
        if entries:
            at = max(entry.at for entry in entries)
            frame = Entries(entries=tuple(entries), position=up_to, at=at)
            frames.append(_encode(frame).decode())
            entries.clear()

    for one in heard:
        if isinstance(one.event, PassingEvent):
            close(entries[-1].seq if entries else 0)
            frames.append(_encode(Passing(event=one.event)).decode())
        elif one.seq:
            entries.append(Entry(seq=one.seq, at=one.at, event=one.event))  # type: ignore[arg-type]
    close(position)
    return frames
