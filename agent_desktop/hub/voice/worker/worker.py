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
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Final

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.label import Label, discard, recording_file
from agent_desktop.hub.voice.switch.engine import Switch
from agent_desktop.hub.voice.worker.centre import Centre
from agent_desktop.hub.voice.worker.inside import Inside
from agent_desktop.hub.voice.worker.left_behind import cut_off
from agent_desktop.hub.voice.worker.line import Line
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.hub.voice.worker.signalling import Signalling
from agent_desktop.hub.voice.worker.sip_line import SipLine
from agent_desktop.hub.voice.worker.speaking import Speaking
from agent_desktop.hub.voice.worker.studios import Begin, Studios
from agent_desktop.hub.voice.worker.voice import Do
from agent_desktop.hub.voice.worker.web_line import WebLine
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.sip.agent.call import Call

if TYPE_CHECKING:
    from agent_desktop.hub.voice.prompts.catalogue import Catalogue

_log: Final = logging.getLogger(__name__)


class Worker:
    """Make it on the loop, `start` it, `tell` it what routing decides and agents ask for, `stop` it.

    `catalogue` makes that of the prompts, when the first call wants them. `begin` starts a process for the sound of
    calls beside this one, so that there are `most` of both.
    """

    def __init__(
        self,
        setup: WorkerSetup,
        policy: Policy,
        catalogue: Callable[[], Catalogue],
        centre: Centre,
        begin: Begin | None = None,
        most: int = 1,
    ) -> None:
        self.switch = Switch(policy)
        self._speaking = Speaking(setup)
        self.signalling = Signalling(
            setup,
            self._speaking,
            self._arrived,
            self._registered,
            centre,
            lambda: self.switch.policy,
        )
        self.lines: dict[str, Line] = {}
        self.registered: set[str] = set()
        self._setup, self._centre = setup, centre
        self._loop = asyncio.get_running_loop()
        inside = Inside(setup, catalogue, self._sounded)
        self.studios = Studios(inside, begin, most, self._sounded, self._studio_lost)
        self._alarm: asyncio.TimerHandle | None = None
        self._inputs: deque[told.Input] = deque()
        self._pictures: dict[str, VoiceCall] = {}
        self._working = self._stopping = False
        #: Calls whose studio has just died.
        self._fallen: frozenset[str] = frozenset()
        self._tasks: set[asyncio.Task[None]] = set()

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
        await asyncio.gather(self.studios.stop(), self.signalling.stop(), *self._tasks)

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
            self.lines[leg] = self._web_line(leg, call, sdp)
            self.tell(told.CallArrived(call, leg, "", "", entry_point))

    def _web_line(self, leg: str, call: str, offer: str = "") -> WebLine:
        return WebLine(
            leg,
            call,
            offer,
            self._speaking.open_to_page,
            studio=self._studio(call),
            tell=self.tell,
            keyed=self._keyed,
            over=self._line_over,
            answered=lambda answer: self._centre.web_answered(leg, answer),
            dismissed=lambda cause: self._centre.web_over(leg, cause),
        )

    def define_ice(self, ice: IceSettings) -> None:
        """Sound of legs to come finds its way to pages and telephones like this."""
        self._speaking.ice = ice
        self.studios.define_ice(ice)

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

    def _keyed(self, line: Line, key: str) -> None:
        line.voice.pass_key(key)
        self.tell(told.DigitPressed(line.leg, key))

    def _holding(self, line: Line, held: bool) -> None:
        """An agent's telephone holds by itself: that is a hold like that of the window, if anybody is there to hear."""
        call = self.switch.call(line.call_id)
        legs = call.legs if call is not None else ()
        agent = next((one.agent for one in legs if one.id == line.leg and one.part == "agent"), "")
        if agent and any(one.state == "up" for one in legs if one.id != line.leg):
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
            case d.StopPlaying(leg=leg):
                known = self.lines.get(leg)
                if known is not None:
                    self.studios.do(known.call_id, decision)
            case d.Record(call=call) | d.RecordMessage(call=call):
                self.studios.do(call, words.Begin(self._label(decision)))
                self.studios.do(call, decision)
            case d.StopRecording(call=call) | d.StopMessage(call=call) if call in self._fallen:
                self._start(self._salvage(decision))
            case (
                d.Play(call=call)
                | d.Connect(call=call)
                | d.PauseRecording(call=call)
                | d.StopRecording(call=call)
                | d.StopMessage(call=call)
            ):
                self.studios.do(call, decision)
            case _:
                self._centre.news(decision)
                if isinstance(decision, d.CallOver):
                    self.studios.over(decision.call)

    def _label(self, decision: d.Record | d.RecordMessage) -> Label:
        """What is to be known of a recording when everybody is dead who knew it."""
        call = self.switch.call(decision.call)
        queue = self.switch.policy.queue(call.queue if call is not None else "")
        return Label(
            call=decision.call,
            recording=decision.recording,
            message=isinstance(decision, d.RecordMessage),
            comment=isinstance(decision, d.RecordMessage) and decision.comment,
            number=call.number if call is not None else "",
            queue=queue.id,
            keep_days=queue.recording.keep_days,
            least_ms=queue.voicemail.least_ms,
        )

    def _studio(self, call: str) -> Do:
        return lambda order: self.studios.do(call, order)

    def _sip_line(self, leg: str, call: str) -> SipLine:
        line = SipLine(
            leg,
            call,
            self.signalling.endpoint,
            studio=self._studio(call),
            tell=self.tell,
            keyed=self._keyed,
            holding=self._holding,
            over=self._line_over,
        )
        self.lines[leg] = line
        return line

    def _originate(self, order: d.Originate) -> None:
        if order.page:  # whoever shows the call to the page brings its offer
            page = self.lines[order.leg] = self._web_line(order.leg, order.call)
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
            line.voice.leave()
            line.hang_up(cause)

    def _line_over(self, line: Line) -> None:
        self.lines.pop(line.leg, None)
        self.signalling.over(line)
        line.voice.close()

    # What the studios say

    def _sounded(self, event: words.Heard) -> None:
        match event:
            case words.Keyed(leg=leg, key=key):
                self.tell(told.DigitPressed(leg, key))
            case told.PlaybackFinished() | told.RecordingFailed() | told.SilenceHeard():
                self.tell(event)
            case words.Complete(recorded=recorded):
                self._centre.recorded(recorded)
            case d.Noted():
                self._centre.news(event)
            case words.Ready() | words.Load():
                pass
            case _:
                line = self.lines.get(event.leg)
                if line is not None:
                    line.heard_of(event)

    def _studio_lost(self, calls: tuple[str, ...]) -> None:
        """A process died, and the sound of these calls with it: the switch decides before anybody hangs up."""
        dead = [line for line in self.lines.values() if line.call_id in calls]
        self._fallen = frozenset(calls)
        self.tell(told.WorkerLost(tuple(line.leg for line in dead)))
        self._fallen = frozenset()
        for line in dead:
            line.lose()

    async def _salvage(self, stop: d.StopRecording | d.StopMessage) -> None:
        """Tell of a recording whose studio has died, as far as it got."""
        path = recording_file(self._setup.recordings, stop.recording)
        message = isinstance(stop, d.StopMessage)
        try:
            if isinstance(stop, d.StopMessage) and not stop.keep:
                await asyncio.to_thread(discard, path)
                return
            told_of = await asyncio.to_thread(
                lambda: cut_off(path, stop.call, stop.recording, stop.keep_days, message=message)
            )
        except OSError as error:
            _log.error("a recording was left behind: %s", error.strerror)  # the next start finds it
            return
        self._centre.recorded(told_of)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
