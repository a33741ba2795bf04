"""Short words for scripts in two columns: what the switch is told, what it decides."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.dialplan import NumberPlan
from agent_desktop.hub.voice.policy import (
    Announcements,
    Callback,
    EntryPoint,
    Menu,
    Policy,
    QueueVoice,
    Recording,
    ToNumber,
    ToQueue,
    ToVoicemail,
)
from agent_desktop.hub.voice.records import Cause, Target, VoiceCall
from agent_desktop.hub.voice.switch.engine import Switch

START = 1_700_000_000_000
CALLER = "+49301112223"
ANN, BOB, CID, SUE = "sip:ann@hub", "sip:bob@hub", "sip:cid@hub", "sip:sue@hub"

NEWS = (
    d.Arrived
    | d.Left
    | d.Talking
    | d.Returned
    | d.HandedOver
    | d.WorkEnded
    | d.CallbackAsked
    | d.ConsultWanted
    | d.ConsultOver
    | d.MessageKept
    | d.SurveyBegan
    | d.SurveyAnswered
    | d.SurveyRefused
    | d.CallOver
    | d.Refused
)

POLICY = Policy(
    plan=NumberPlan(emergency_caller_id="+4930999112"),
    caller_id="+4930999000",
    entry_points=(
        EntryPoint(id="main", numbers=("+4930999100",), then=ToQueue("orders"), greeting="welcome"),
        EntryPoint(id="menu", numbers=("+4930999200",), then=ToQueue("orders"), menu="first"),
        EntryPoint(id="taped", numbers=("+4930999300",), then=ToQueue("taped")),
        EntryPoint(id="asked", numbers=("+4930999400",), then=ToQueue("asked")),
        EntryPoint(id="other", numbers=("+4930999500",), then=ToNumber("+4989333")),
        EntryPoint(id="back", numbers=("+4930999600",), then=ToQueue("back")),
    ),
    menus=(
        Menu(
            id="first",
            prompt="menu_practice",
            choices={
                "1": ToQueue("orders"),
                "2": ToQueue("help", skills={"german": 2}, priority=3),
                "3": ToNumber("0301234567"),
                "*": ToVoicemail("help"),
            },
            on_fail=ToQueue("help"),
        ),
    ),
    queues=(
        QueueVoice(
            id="orders",
            announcements=Announcements(first_ms=20_000, every_ms=30_000),
            callback=Callback(after_ms=60_000, attempts=2, again_ms=600_000, ring_ms=30_000),
            overflow_ms=300_000,
            caller_id="+4930999100",
        ),
        QueueVoice(id="back", agents_gone="requeue"),
        QueueVoice(id="taped", recording=Recording(mode="all", by_hand=True)),
        QueueVoice(id="asked", recording=Recording(mode="consent", by_hand=True)),
    ),
)


class Script:
    """A switch with one clock, times in ms after `START`. `out` is what the last input led to."""

    def __init__(self, policy: Policy = POLICY) -> None:
        self.switch = Switch(policy)
        self.now = START
        self.out: tuple[d.Decision, ...] = ()
        self.playing: dict[str, str] = {}

    def tell(self, told: i.Input) -> tuple[d.Decision, ...]:
        """Apply one input now. Refusals are given without what was asked for, once it was seen that they name it."""
        out = self.switch.apply(told, self.now)
        asked = told if isinstance(told, i.AgentOrder) else None
        assert all(one.order == asked for one in out if isinstance(one, d.Refused))
        self.out = tuple(
            replace(one, order=None) if isinstance(one, d.Refused) else one for one in out
        )
        self.playing |= {one.leg: one.playback for one in self.out if isinstance(one, d.Play)}
        return self.out

    def after(self, ms: int) -> tuple[d.Decision, ...]:
        """Let time pass, from deadline to deadline."""
        until = self.now + ms
        out: tuple[d.Decision, ...] = ()
        while (due := self.switch.next_deadline()) is not None and due <= until:
            self.now = due
            out += self.tell(i.TimePassed())
        self.now = until
        self.out = out + self.tell(i.TimePassed())
        return self.out

    def call(self, call: str = "c") -> VoiceCall:
        """A living call."""
        found = self.switch.call(call)
        assert found is not None
        return found

    def is_over(self, call: str = "c") -> bool:
        """Whether nothing is left of it."""
        return self.switch.call(call) is None

    def ring_in(self, dialled: str, call: str = "c", leg: str = "in", caller: str = CALLER) -> None:
        """Somebody calls and is answered."""
        assert self.tell(i.CallArrived(call, leg, caller, dialled)) == (d.Answer(call, leg),)
        self.tell(i.LegAnswered(leg))

    def heard(self, leg: str = "in") -> tuple[d.Decision, ...]:
        """What is played to a leg now comes to its end."""
        return self.tell(i.PlaybackFinished(leg, self.playing[leg]))

    def press(self, digits: str, leg: str = "in") -> tuple[d.Decision, ...]:
        """The caller presses keys; the decisions of the last one."""
        for digit in digits:
            self.tell(i.DigitPressed(leg, digit))
        return self.out

    def wait(self, dialled: str = "+4930999100", call: str = "c", leg: str = "in") -> None:
        """Somebody calls, hears the greeting, and waits with music."""
        self.ring_in(dialled, call, leg)
        self.heard(leg)
        self.heard(leg)

    def accept(self, agent: str = "ann", number: str = ANN, call: str = "c") -> str:
        """An agent accepts the offer; the leg that rings."""
        self.tell(i.OfferAccepted(call, agent, number, f"token-{agent}"))
        return self.dialled()

    def dialled(self) -> str:
        """The leg that the last input dialled."""
        (leg,) = [one.leg for one in self.out if isinstance(one, d.Originate)]
        return leg

    def talk(self, dialled: str = "+4930999100") -> str:
        """Somebody called and talks with Ann; her leg."""
        self.wait(dialled)
        leg = self.accept()
        self.tell(i.LegAnswered(leg))
        return leg

    def consult(self, target: Target, agent: str = "ann", *, up: bool = True) -> str:
        """Ann consults; the consulted leg."""
        self.tell(i.ConsultStarted("c", agent, target, "token-consult"))
        leg = self.dialled()
        if up:
            self.tell(i.LegAnswered(leg))
        return leg

    def end(self, leg: str, cause: Cause = "hung_up") -> tuple[d.Decision, ...]:
        """The other end of a leg is over."""
        return self.tell(i.LegEnded(leg, cause))


def agent(name: str) -> Target:
    """An agent as a target."""
    return Target(kind="agent", id=name, number=f"sip:{name}@hub")


def number(text: str) -> Target:
    """A number as a target."""
    return Target(kind="number", number=text)


def queue(name: str) -> Target:
    """A queue as a target."""
    return Target(kind="queue", id=name)


def news(out: tuple[d.Decision, ...]) -> list[d.Decision]:
    """What the centre is told, without the lines for the timeline."""
    return [one for one in out if isinstance(one, NEWS)]


def noted(out: tuple[d.Decision, ...]) -> list[tuple[str, str]]:
    """The timeline's lines: what, and the value."""
    return [(one.what, one.detail) for one in out if isinstance(one, d.Noted)]


def plays(out: tuple[d.Decision, ...]) -> dict[str, tuple[str, ...]]:
    """What each leg is to hear from us."""
    return {one.leg: one.prompts for one in out if isinstance(one, d.Play)}


def connected(out: tuple[d.Decision, ...]) -> set[str]:
    """Who hears whom: "in<out" for each pair."""
    (one,) = [one for one in out if isinstance(one, d.Connect)]
    return {f"{listener}<{speaker}" for listener, speaker in one.hears}


def both(*legs: str) -> set[str]:
    """All of them hear each other."""
    return {f"{one}<{other}" for one in legs for other in legs if one != other}
