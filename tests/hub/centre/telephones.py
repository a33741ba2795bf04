"""The hub's telephones for tests of the centre: the real switch, and legs that do what the test says.

Promises that news, pictures and files reach the centre in the order in which a worker tells them, and orders the switch
in the order in which the centre gave them; `lagging` keeps both apart until they are let through. `die` and `begin` are
the end of a worker and the start of the next, as the server tells of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from agent_desktop.hub.storage.files import StoredFile, keep_file
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import (
    Callback,
    EntryPoint,
    Policy,
    QueueVoice,
    Recording,
    ToQueue,
    ToVoicemail,
)
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.hub.voice.switch.engine import Switch
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.work import Blending, Channel
from tests.hub.centre.floor import AGENTS, QUEUES, Floor

SUPPORT, BILLING, MESSAGES = "+4930999100", "+4930999200", "+4930999300"
CAPACITY = {Channel.VOICE: 1, Channel.CHAT: 1, Channel.EMAIL: 1}
POLICY = Policy(
    caller_id="+4930999000",
    entry_points=(
        EntryPoint(id="main", numbers=(SUPPORT,), then=ToQueue("support")),
        EntryPoint(id="money", numbers=(BILLING,), then=ToQueue("billing", priority=1)),
        EntryPoint(id="mail", numbers=(MESSAGES,), then=ToVoicemail("support")),
    ),
    queues=(
        QueueVoice(
            id="support",
            callback=Callback(after_ms=30_000, attempts=2, again_ms=120_000),
            overflow_ms=600_000,
            recording=Recording(by_hand=True),
        ),
        QueueVoice(id="billing", agents_gone="requeue"),
    ),
)
NEWS = (
    d.SelfServiceBegan,
    d.SelfServiceEnded,
    d.Arrived,
    d.Left,
    d.Talking,
    d.Returned,
    d.HandedOver,
    d.WorkEnded,
    d.CallbackAsked,
    d.ConsultWanted,
    d.ConsultOver,
    d.MessageKept,
    d.SurveyBegan,
    d.SurveyAnswered,
    d.SurveyRefused,
    d.Noted,
    d.CallOver,
    d.Refused,
)


class Telephones:
    """A worker without network and sound, beside a floor."""

    def __init__(self, floor: Floor, policy: Policy = POLICY) -> None:
        self.floor = floor
        self.policy = policy
        self.lagging = False
        self.alive = True
        self.news: list[d.Decision] = []  # all that was ever told
        self.dialled: dict[str, d.Originate] = {}
        self.playing: dict[str, d.Play] = {}
        self.kept: dict[str, int] = {}  # messages that were kept, and how long they are
        self.switch = Switch(policy)
        self._serial = 0
        self._to_centre: deque[Callable[[], None]] = deque()
        self._to_switch: deque[i.Input] = deque()
        self._shown: dict[str, VoiceCall] = {}
        self._taped: dict[str, str] = {}
        self._working = False

    def furnish(self, blending: Blending = Blending.EXCLUSIVE) -> None:
        """Give everybody a telephone to be offered calls on; cleo and ben serve both queues."""
        for agent in AGENTS:
            served = ("support",) if agent == "anna" else QUEUES
            profile = AgentProfile(
                id=agent,
                name=agent.title(),
                queues=served,
                capacity=CAPACITY,
                units=200,
                blending=blending,
            )
            self.floor.centre.define_agent(profile)
        self.floor.listen()

    # --- what happens

    def tell(self, told: i.Input) -> None:
        """Something happened on the lines."""
        if self.alive:
            self._to_switch.append(told)
        self.carry()

    def call_in(self, dialled: str = SUPPORT, caller: str = "+49301112223") -> str:
        """Somebody calls, and has heard the greeting; the call's id."""
        if not self.alive:
            self.begin()
        self._serial += 1
        call = f"call{self._serial}"
        leg = f"{call}/in"
        self.tell(i.CallArrived(call, leg, caller, dialled))
        self.tell(i.LegAnswered(leg))
        self.heard(leg)
        return call

    def web_call_in(self, visitor: str) -> str:
        """A visitor calls from a page, and has heard the greeting; the call's id. Raises Conflict."""
        call = self.floor.centre.web_call(visitor, "main").call
        leg = f"{call}/page"
        self.tell(i.CallArrived(call, leg, "", "", "main"))
        self.tell(i.LegAnswered(leg))
        self.heard(leg)
        return call

    def heard(self, leg: str) -> None:
        """What is played to a leg is over."""
        played = self.playing.get(leg)
        if played is not None and not played.loop:
            self.tell(i.PlaybackFinished(leg, played.playback))

    def answered(self, agent: str) -> None:
        """The agent's telephone, which rings, is picked up."""
        self.tell(i.LegAnswered(self.leg(agent)))

    def leg(self, agent: str) -> str:
        """The agent's newest leg."""
        return [one.id for call in self.switch.calls() for one in call.legs if one.agent == agent][
            -1
        ]

    def left(self, leg: str, cause: Cause = "hung_up") -> None:
        """A leg is over."""
        self.tell(i.LegEnded(leg, cause))

    def picture(self, call: str) -> VoiceCall:
        """A call that lives."""
        found = self.switch.call(call)
        assert found is not None
        return found

    def die(self) -> None:
        """The worker is gone, and with it whatever was on its way."""
        self._to_switch.clear()
        self._to_centre.clear()
        self.floor.centre.drain_orders()
        self.switch = Switch(self.policy)
        self._shown, self._taped, self.dialled, self.playing = {}, {}, {}, {}
        self.alive = False
        self.floor.centre.voice_lost()

    def begin(self, *coming: str) -> None:
        """The next one is ready; the telephones register again. `coming` are files that are still on their way."""
        self.alive = True
        self.floor.centre.voice_ready(coming)
        self.carry()

    # --- both ways

    def carry(self) -> None:
        """Let through whatever is on its way, unless it lags."""
        if self._working or self.lagging:
            return
        self._working = True
        try:
            while self.step():
                pass
        finally:
            self._working = False

    def step(self) -> bool:
        """Let one thing through; False when nothing is on its way."""
        orders = self.floor.centre.drain_orders()
        if self.alive:  # nobody reads what is ordered of a dead one
            self._to_switch.extend(orders)
        if self._to_centre:
            self._to_centre.popleft()()
        elif self._to_switch:
            self._apply(self._to_switch.popleft())
        else:
            return False
        return True

    def _apply(self, told: i.Input) -> None:
        centre = self.floor.centre
        for decision in self.switch.apply(told, self.floor.now):
            if isinstance(decision, NEWS):
                self.news.append(decision)
                self._to_centre.append(lambda one=decision: centre.voice_happened(one))  # type: ignore[misc]
                if isinstance(decision, d.MessageKept):
                    self.kept[decision.recording] = decision.length_ms
            else:
                self._carry_out(decision)
        for call in self.switch.calls():
            if self._shown.get(call.id) != call:
                self._shown[call.id] = call
                self._to_centre.append(lambda one=call: centre.voice_pictured(one))  # type: ignore[misc]

    def _carry_out(self, decision: d.Decision) -> None:
        match decision:
            case d.Originate():
                self.dialled[decision.leg] = decision
            case d.Play():
                self.playing[decision.leg] = decision
            case d.StopPlaying(leg=leg):
                self.playing.pop(leg, None)
            case d.HangUp(leg=leg):
                self.playing.pop(leg, None)
                self.dialled.pop(leg, None)
            case d.Record(call=call, recording=recording):
                self._taped[recording] = call
            case d.StopRecording(recording=recording):
                self._complete(recording, self._taped.pop(recording, ""), message=False)
            case d.StopMessage(call=call, recording=recording, keep=True):
                self._complete(recording, call, message=True)
            case _:
                pass

    def _complete(self, recording: str, call: str, *, message: bool) -> None:
        told = Recorded(
            call=call,
            recording=recording,
            path=Path(f"{self._serial}.ogg"),
            length_ms=2_000,
            message=message,
        )
        self._to_centre.append(lambda: self._give(told))

    def _give(self, told: Recorded) -> None:
        self.floor.centre.voice_recorded(told, self.file(told.recording))

    def file(self, recording: str) -> Attachment:
        """A file of the telephones that the hub keeps."""
        stored = StoredFile(
            id=f"file-{recording}-{self.floor.id()}",
            owner="hub",
            upload_id=f"{recording}-{self.floor.id()}",
            name="message.ogg",
            media_type="audio/ogg",
            size=9,
            digest=b"",
            stored_as=recording,
            created_at=self.floor.now,
        )
        with self.floor.centre.request():
            keep_file(self.floor.centre.storage, stored)
        return stored.attachment

    # --- time

    def wait(self, ms: int) -> None:
        """Let time pass, stopping at each deadline of the centre and of the switch."""
        floor, until = self.floor, self.floor.now + ms
        while True:
            due = self.next_deadline()
            if due is None or due > until:
                break
            floor.now = max(floor.now, due)
            self.tick()
        floor.now = until
        self.tick()

    def next_deadline(self) -> int | None:
        """When the centre or the switch next has something to do by itself."""
        times = (self.floor.centre.next_deadline(), self.switch.next_deadline())
        return min((one for one in times if one is not None), default=None)

    def tick(self) -> None:
        """Clocks do not lag, whatever is on its way."""
        self.floor.centre.tick()
        self._apply(i.TimePassed())
        self.carry()
