"""A studio: the booths of its legs, the bridges of its calls, their clock, and the prompts and tapes.

Promises that orders are carried out one after the other, and one that fails does not take the others with it; that
what a turn of the sound tells is heard when the turn is done; that every recording is completed, also at the end.

Refuses to know what a leg is outside: it is told what was agreed with its peer.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.booth import Booth
from agent_desktop.hub.voice.studio.bridge import Bridge
from agent_desktop.hub.voice.studio.clerk import Clerk
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.hub.voice.studio.library import Library
from agent_desktop.hub.voice.studio.metronome import Metronome
from agent_desktop.hub.voice.studio.opening import Opening, anew
from agent_desktop.hub.voice.studio.playback import Playback
from agent_desktop.hub.voice.studio.tape import Tape
from agent_desktop.media.transport.ice import IceSettings

_log: Final = logging.getLogger(__name__)


class Studio:
    """Make it on the loop; `do` what is ordered, and `heard` hears what comes of it. `stop` it."""

    def __init__(
        self,
        setup: words.StudioSetup,
        ice: IceSettings | None,
        catalogue: Catalogue,
        heard: Callable[[words.Heard], None],
    ) -> None:
        self.bridges: dict[str, Bridge] = {}
        self.booths: dict[str, Booth] = {}
        self._folder = Path(setup.recordings)
        self._clerk = Clerk()
        self._loop = asyncio.get_running_loop()
        self._heard = heard
        self._opening = Opening(setup, ice)
        self._library = Library(catalogue)
        self._metronome = Metronome(self._turn)
        self._turning = False
        self._said: deque[words.Heard] = deque()
        self._tasks: set[asyncio.Future[None]] = set()

    def do(self, order: words.Said) -> None:
        """Carry this out. On the loop's thread."""
        try:
            self._do(order)
        except Exception:
            _log.exception("an order could not be carried out: %s", type(order).__name__)
        self._metronome.run(bool(self.bridges))

    def define_ice(self, ice: IceSettings | None) -> None:
        """Sound of legs to come finds its way like this."""
        self._opening.ice = ice

    async def stop(self) -> None:
        """Complete every recording, and free everything."""
        for bridge in self.bridges.values():
            self._finish_all(bridge)
        self.bridges.clear()
        self._metronome.run(False)
        for leg in [*self.booths]:
            self._close(leg)
        while self._tasks:
            await asyncio.wait([*self._tasks])

    def _do(self, order: words.Said) -> None:
        match order:
            case words.Enter(call=call, leg=leg):
                booth = Booth(leg, call, self._say, self._keyed)
                self.booths[leg] = booth
                self._bridge(call).enter(booth)
            case words.Open(leg=leg) | words.Anew(leg=leg) if leg not in self.booths:
                self._say(
                    words.NotOpened(leg, "no studio")
                )  # it came to one that could not be made
            case words.Open(leg=leg):
                self._start(self._open(self.booths[leg], order))
            case words.Anew(leg=leg):
                self._start(self._open_anew(self.booths[leg]))
            case words.Follow(leg=leg, agreement=agreement):
                self.booths[leg].voice.follow(agreement.agreed())
            case words.PassKey(leg=leg, key=key):
                booth = self.booths[leg]
                self._bridge(booth.call).pressed(booth, key)
            case words.Begin(label=label):
                self._begin(label)
            case words.Leave(leg=leg):
                self._leave(leg)
            case words.Close(leg=leg):
                self._close(leg)
            case words.Over(call=call):
                self._over(call)
            case d.Play():
                self._play(order)
            case d.StopPlaying(leg=leg, playback=playback):
                known = self.booths.get(leg)
                if known is not None and known.playing is not None and known.playing.id == playback:
                    known.playing = None
            case d.Connect(call=call, hears=hears):
                self._bridge(call).connect(hears)
            case d.Record(call=call, recording=recording, ours=ours, theirs=theirs):
                self._tape(call, recording).take(ours, theirs, self._loop.time())
            case d.PauseRecording(call=call, recording=recording, reason=reason):
                self._tape(call, recording).pause(reason, self._loop.time())
            case d.RecordMessage(call=call, leg=leg, recording=recording, silence_ms=silence_ms):
                self._tape(call, recording).listen(leg, silence_ms, self._loop.time())
            case d.StopRecording(call=call, recording=recording, keep_days=keep_days):
                self._finish(self.bridges.get(call), recording, keep_days=keep_days)
            case d.StopMessage(call=call, recording=recording, keep=keep, keep_days=keep_days):
                self._finish(self.bridges.get(call), recording, keep_days=keep_days, keep=keep)
            case words.Found(reach=reach):
                self.define_ice(reach.settings() if reach is not None else None)
            case words.Look() | words.Stop():
                pass  # whoever made the studio sees to it

    # Legs

    def _bridge(self, call: str) -> Bridge:
        return self.bridges.setdefault(call, Bridge(self._say))

    async def _open(self, booth: Booth, order: words.Open) -> None:
        before = booth.voice.session
        try:
            booth.terms = terms = await self._opening.open(booth, order)
        except OSError as error:
            self._say(words.NotOpened(booth.leg, type(error).__name__))
            return
        self._say(words.Opened(booth.leg, terms))
        if before is not None:
            await before.close()

    async def _open_anew(self, booth: Booth) -> None:
        booth.terms = terms = await anew(booth)
        if terms is not None:
            self._say(words.Opened(booth.leg, terms))

    def _leave(self, leg: str) -> None:
        booth = self.booths.get(leg)
        bridge = self.bridges.get(booth.call) if booth is not None else None
        if booth is not None and bridge is not None:
            bridge.remove(booth)

    def _close(self, leg: str) -> None:
        self._leave(leg)
        booth = self.booths.pop(leg, None)
        if booth is not None:
            self._start(booth.voice.close())

    def _over(self, call: str) -> None:
        bridge = self.bridges.pop(call, None)
        if bridge is not None:
            self._finish_all(bridge)

    def _keyed(self, booth: Booth, key: str, heard: bool) -> None:
        bridge = self.bridges.get(booth.call)
        if bridge is not None and not heard:
            bridge.pressed(booth, key)
        self._say(words.Keyed(booth.leg, key))

    # The clock

    def _turn(self, now: float) -> None:
        """The next 20 ms of all calls; what they tell is heard when all are done."""
        self._turning = True
        try:
            for bridge in [*self.bridges.values()]:
                bridge.turn(now)
        finally:
            self._turning = False
        while self._said:
            self._heard(self._said.popleft())

    def _say(self, event: words.Heard) -> None:
        if self._turning:
            self._said.append(event)
        else:
            self._heard(event)

    # Prompts

    def _play(self, order: d.Play) -> None:
        booth = self.booths.get(order.leg)
        if booth is None:
            return
        place = booth.places.get(order.prompts, 0) if order.loop else 0
        playback = Playback(
            order.playback, order.prompts, loop=order.loop, place=place, rate=booth.voice.rate
        )
        booth.playing = playback
        self._start(self._load(playback, order))

    async def _load(self, playback: Playback, order: d.Play) -> None:
        sounds = []
        try:
            for prompt in order.prompts:
                sound = await self._library.sound(prompt, order.language, playback.rate)
                if sound is None:
                    self._say(d.Noted(order.call, "prompt_missing", prompt))
                else:
                    sounds.append(sound)
        finally:  # whatever happens, nobody waits for ever for the end of a prompt
            playback.give(sounds)

    # Recordings

    def _begin(self, label: Label) -> None:
        bridge = self._bridge(label.call)
        if label.recording not in bridge.tapes:
            bridge.record(Tape(self._folder, label, self._clerk, self._loop.time()))

    def _tape(self, call: str, recording: str) -> Tape:
        return self.bridges[call].tapes[recording]

    def _finish(
        self,
        bridge: Bridge | None,
        recording: str,
        *,
        keep_days: int | None = None,
        keep: bool = True,
    ) -> None:
        tape = bridge.release(recording) if bridge is not None else None
        if tape is not None:
            tape.end(self._loop.time())
            self._start(self._complete(tape, keep_days, keep))

    async def _complete(self, tape: Tape, keep_days: int | None, keep: bool) -> None:
        if keep:
            done = await asyncio.to_thread(tape.finish, keep_days=keep_days)
            self._say(words.Complete(done))
            return
        try:
            await asyncio.to_thread(tape.discard)
        except OSError as error:
            _log.error("a message that is not kept could not be deleted: %s", error.strerror)

    def _finish_all(self, bridge: Bridge) -> None:
        for recording in [*bridge.tapes]:
            self._finish(bridge, recording)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
