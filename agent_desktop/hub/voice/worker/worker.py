"""The whole worker: one switch, its inputs from the network, the clock and the centre, its decisions carried out.

Promises that inputs are applied one after the other, whoever tells them; that decisions are carried out in their
order, and one that fails does not take the others with it; that a worker which is told to stop tells the switch that
all its legs are lost, says goodbye to everybody and completes every recording.

Refuses to know routing: what it decides comes in by `tell`, what happened goes out by the `Centre`.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable
from typing import Final

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.hub.voice.switch.engine import Switch
from agent_desktop.hub.voice.worker.bridge import Bridge
from agent_desktop.hub.voice.worker.centre import Centre
from agent_desktop.hub.voice.worker.library import Library
from agent_desktop.hub.voice.worker.line import Line
from agent_desktop.hub.voice.worker.metronome import Metronome
from agent_desktop.hub.voice.worker.playback import Playback
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.hub.voice.worker.signalling import Signalling
from agent_desktop.hub.voice.worker.sip_line import SipLine
from agent_desktop.hub.voice.worker.speaking import Speaking
from agent_desktop.hub.voice.worker.tape import Tape
from agent_desktop.hub.voice.worker.web_line import WebLine
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.sip.agent.call import Call

_log: Final = logging.getLogger(__name__)


class Worker:
    """Make it on the loop, `start` it, `tell` it what routing decides and agents ask for, `stop` it."""

    def __init__(
        self, setup: WorkerSetup, policy: Policy, catalogue: Catalogue, centre: Centre
    ) -> None:
        self.switch = Switch(policy)
        self._speaking = Speaking(setup)
        self.signalling = Signalling(
            setup,
            self._speaking,
            self._arrived,
            self._registered,
            centre.trunk_stands,
            lambda: self.switch.policy,
        )
        self.bridges: dict[str, Bridge] = {}
        self.lines: dict[str, Line] = {}
        self.registered: set[str] = set()
        self._setup, self._centre = setup, centre
        self._library = Library(catalogue)
        self._loop = asyncio.get_running_loop()
        self._metronome = Metronome(self._turn)
        self._alarm: asyncio.TimerHandle | None = None
        self._inputs: deque[told.Input] = deque()
        self._pictures: dict[str, VoiceCall] = {}
        self._working = self._stopping = False
        self._tasks: set[asyncio.Future[None]] = set()

    async def start(self) -> None:
        """Listen. Raises `Unreachable` when an address is taken, `OSError` when the folder cannot be made."""
        self._setup.recordings.mkdir(parents=True, exist_ok=True)
        await self.signalling.start()

    async def stop(self) -> None:
        """End all calls in order."""
        if self._stopping:
            return
        self.signalling.doorway.closed = self._stopping = True
        self.tell(told.WorkerLost(tuple(self.lines)))
        for line in [*self.lines.values()]:
            line.hang_up("failed", 'SIP;cause=503;text="The service stops"')
        for bridge in self.bridges.values():
            self._finish_all(bridge)
        self.bridges.clear()
        self._metronome.run(False)
        await self.signalling.stop()
        while self._tasks:
            await asyncio.wait([*self._tasks])

    # Inputs

    def tell(self, new: told.Input) -> None:
        """Something happened, was decided or is asked for. On the loop's thread."""
        self._inputs.append(new)
        self._work()

    def _work(self) -> None:
        if self._working:
            return
        self._working = True
        try:
            while self._inputs:
                new = self._inputs.popleft()
                for decision in self.switch.apply(new, wall_clock()):
                    self._safely(decision)
                self._picture()
        finally:
            self._working = False
        self._set_alarm()
        self._metronome.run(bool(self.bridges))

    def _picture(self) -> None:
        """Show what can be seen of the calls that have changed."""
        for call in self.switch.take_changed():
            picture = self.switch.call(call)
            if picture is None:
                self._pictures.pop(call, None)
            elif picture != self._pictures.get(call):
                self._pictures[call] = picture
                self._centre.pictured(picture)

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        due = self.switch.next_deadline()
        if due is not None and not self._stopping:
            wait_s = max(0, due - wall_clock()) / 1000
            self._alarm = self._loop.call_later(wait_s, self.tell, told.TimePassed())

    def _turn(self, now: float) -> None:
        """The next 20 ms of all calls; what they tell is applied when all are done."""
        self._working = True
        try:
            for bridge in [*self.bridges.values()]:
                bridge.turn(now)
        finally:
            self._working = False
        if self._inputs:
            self._work()

    def _arrived(self, call: Call, caller: str, dialled: str) -> None:
        call_id = new_id()
        line = self._sip_line(f"{call_id}/in", call_id)
        self.signalling.receive(call, line)
        self.tell(told.CallArrived(call_id, line.leg, caller, dialled))

    # Web pages

    def web_call(self, call: str, leg: str, entry_point: str, sdp: str) -> None:
        """A page calls an entry point of the policy: `sdp` is its whole offer; `call` and `leg` are fresh ids. Without
        an entry point it answers: this leg of this call has been calling it.

        The centre hears `web_answered`, and `web_over` when it ends here.
        """
        if not entry_point:
            line = self.lines.get(leg)
            if isinstance(line, WebLine):
                line.take(sdp)
            else:
                self._centre.web_over(leg, "cancelled")  # too late
        elif self._stopping:
            self._centre.web_over(leg, "failed")
        else:
            self._keep(self._web_line(leg, call, sdp))
            self.tell(told.CallArrived(call, leg, "", "", entry_point))

    def _web_line(self, leg: str, call: str, offer: str = "") -> WebLine:
        return WebLine(
            leg,
            call,
            offer,
            self._speaking.open_to_page,
            tell=self.tell,
            keyed=self._keyed,
            over=self._line_over,
            answered=lambda answer: self._centre.web_answered(leg, answer),
            dismissed=lambda cause: self._centre.web_over(leg, cause),
        )

    def define_ice(self, ice: IceSettings) -> None:
        """Sound of legs to come finds its way to pages and telephones like this."""
        self._speaking.ice = ice

    def web_ended(self, leg: str) -> None:
        """The page has hung up, or is gone."""
        line = self.lines.get(leg)
        if isinstance(line, WebLine):
            line.leave()

    def web_key(self, leg: str, key: str) -> None:
        """The visitor pressed a key of the page."""
        line = self.lines.get(leg)
        if isinstance(line, WebLine):
            line.key(key)

    def _registered(self, aor: str, here: bool) -> None:
        if here != (aor in self.registered):
            (self.registered.add if here else self.registered.discard)(aor)
            self._centre.phone_here(aor, here)

    def _keyed(self, line: Line, key: str, heard: bool) -> None:
        bridge = self.bridges.get(line.call_id)
        if bridge is not None and not heard:
            bridge.pressed(line, key)
        self.tell(told.DigitPressed(line.leg, key))

    def _holding(self, line: Line, held: bool) -> None:
        """An agent's telephone holds by itself: that is a hold like that of the window."""
        call = self.switch.call(line.call_id)
        legs = call.legs if call is not None else ()
        agent = next((one.agent for one in legs if one.id == line.leg and one.part == "agent"), "")
        if agent:
            new = told.Held if held else told.Resumed
            self.tell(new(line.call_id, agent))

    # Decisions

    def _safely(self, decision: d.Decision) -> None:
        try:
            self._do(decision)
        except Exception:
            _log.exception("a decision could not be carried out: %s", type(decision).__name__)

    def _do(self, decision: d.Decision) -> None:
        match decision:
            case d.Originate():
                self._originate(decision)
            case d.Answer(leg=leg):
                self.lines[leg].answer()
            case d.HangUp(leg=leg, cause=cause):
                self._hang_up(leg, cause)
            case d.Play():
                self._play(decision)
            case d.StopPlaying(leg=leg, playback=playback):
                line = self.lines.get(leg)
                if line is not None and line.playing is not None and line.playing.id == playback:
                    line.playing = None
            case d.Connect(call=call, hears=hears):
                self._bridge(call).connect(hears)
            case d.Record(call=call, recording=recording, ours=ours, theirs=theirs):
                self._tape(call, recording).take(ours, theirs)
            case d.PauseRecording(call=call, recording=recording, reason=reason):
                self._tape(call, recording).pause(reason)
            case d.RecordMessage(call=call, leg=leg, recording=recording, silence_ms=silence_ms):
                self._tape(call, recording, silence_ms).take((), (leg,))
            case d.StopRecording(call=call, recording=recording, keep_days=keep_days):
                self._finish(call, recording, keep_days=keep_days)
            case d.StopMessage(call=call, recording=recording, keep=keep, keep_days=keep_days):
                self._finish(call, recording, keep_days=keep_days, keep=keep)
            case _:
                self._centre.news(decision)
                if isinstance(decision, d.CallOver):
                    self._over(decision.call)

    def _bridge(self, call: str) -> Bridge:
        return self.bridges.setdefault(call, Bridge(self.tell))

    def _keep(self, line: Line) -> None:
        """The leg belongs to its call from now on."""
        self.lines[line.leg] = line
        self._bridge(line.call_id).lines[line.leg] = line

    def _sip_line(self, leg: str, call: str) -> SipLine:
        line = SipLine(
            leg,
            call,
            self.signalling.endpoint,
            tell=self.tell,
            keyed=self._keyed,
            holding=self._holding,
            over=self._line_over,
        )
        self._keep(line)
        return line

    def _originate(self, order: d.Originate) -> None:
        if order.page:  # whoever shows the call to the page brings its offer
            page = self._web_line(order.leg, order.call)
            self._keep(page)
            if self._stopping:
                page.end("failed")
            return
        line = self._sip_line(order.leg, order.call)
        if self._stopping:
            line.end("failed")
        else:
            self.signalling.place(line, order)

    def _hang_up(self, leg: str, cause: Cause) -> None:
        line = self.lines.get(leg)
        if line is not None:
            bridge = self.bridges.get(line.call_id)
            if bridge is not None:
                bridge.remove(line)
            line.hang_up(cause)

    def _line_over(self, line: Line) -> None:
        self.lines.pop(line.leg, None)
        bridge = self.bridges.get(line.call_id)
        if bridge is not None:
            bridge.remove(line)
        self.signalling.over(line)
        self._start(line.voice.close())

    def _play(self, order: d.Play) -> None:
        line = self.lines.get(order.leg)
        if line is None:
            return
        place = line.places.get(order.prompts, 0) if order.loop else 0
        playback = Playback(
            order.playback, order.prompts, loop=order.loop, place=place, rate=line.voice.rate
        )
        line.playing = playback
        self._start(self._load(playback, order))

    async def _load(self, playback: Playback, order: d.Play) -> None:
        sounds = []
        try:
            for prompt in order.prompts:
                sound = await self._library.sound(prompt, order.language, playback.rate)
                if sound is None:
                    self._centre.news(d.Noted(order.call, "prompt_missing", prompt))
                else:
                    sounds.append(sound)
        finally:  # whatever happens, nobody waits for ever for the end of a prompt
            playback.give(sounds)

    # Recordings

    def _tape(self, call: str, recording: str, silence_ms: int | None = None) -> Tape:
        tapes = self._bridge(call).tapes
        if recording not in tapes:
            setup = self._setup
            tapes[recording] = Tape(
                setup.recordings, call, recording, setup.recording_kind, silence_ms
            )
        return tapes[recording]

    def _finish(
        self, call: str, recording: str, *, keep_days: int | None = None, keep: bool = True
    ) -> None:
        bridge = self.bridges.get(call)
        tape = bridge.tapes.pop(recording, None) if bridge is not None else None
        if tape is not None:
            self._start(self._complete(tape, keep_days, keep))

    async def _complete(self, tape: Tape, keep_days: int | None, keep: bool) -> None:
        if keep:
            self._centre.recorded(await asyncio.to_thread(tape.finish, keep_days=keep_days))
            return
        try:
            await asyncio.to_thread(tape.discard)
        except OSError as error:
            _log.error("a message that is not kept could not be deleted: %s", error.strerror)

    def _finish_all(self, bridge: Bridge) -> None:
        for tape in bridge.tapes.values():
            self._start(self._complete(tape, None, keep=True))
        bridge.tapes.clear()

    def _over(self, call: str) -> None:
        bridge = self.bridges.pop(call, None)
        if bridge is not None:
            self._finish_all(bridge)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
