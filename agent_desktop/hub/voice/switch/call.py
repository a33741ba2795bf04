"""A living call and its parties: the switch's own state, with the small questions that its rules ask.

Promises nothing by itself; `exchange` makes the moves.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agent_desktop.hub.voice.policy import Recording
from agent_desktop.hub.voice.programme import Programme
from agent_desktop.hub.voice.records import (
    Caller,
    Leg,
    LegState,
    Mode,
    Part,
    RecordingState,
    Stage,
    SurveyScript,
    VoiceCall,
)

Pairs = frozenset[tuple[str, str]]


@dataclass(slots=True)
class Playing:
    """What is being played to a leg. `key` is what was wanted; `guard` when to believe that it is over all the same."""

    id: str
    key: object
    loop: bool
    guard: int
    done: bool = False


@dataclass(slots=True)
class Party:
    """A leg of a call. `farewell`: words that it hears before it is hung up. `wanted`: it came by `ConsultWanted`.

    `asked_by`: the agent who had it rung, `caller` who that is for the telephone.
    """

    id: str
    part: Part
    number: str
    state: LegState
    agent: str = ""
    held: bool = False
    aside: bool = False
    mode: Mode | None = None
    ring_until: int | None = None
    playing: Playing | None = None
    farewell: tuple[str, ...] = ()
    wanted: bool = False
    asked_by: str = ""
    caller: Caller | None = None

    @property
    def up(self) -> bool:
        """Whether sound goes both ways and the leg belongs to the talk."""
        return self.state == "up" and not self.farewell

    def seen(self) -> Leg:
        """As others see it."""
        return Leg(
            id=self.id,
            part=self.part,
            number=self.number,
            state=self.state,
            agent=self.agent,
            held=self.held,
            aside=self.aside,
            mode=self.mode,
        )


@dataclass(slots=True)
class Tape:
    """A call's recording. `reason` is why it is paused by hand, `ours`/`theirs` what was ordered last."""

    id: str
    state: RecordingState = "off"
    reason: str = ""
    resume_at: int | None = None
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


@dataclass(slots=True)
class Call:
    """One call.

    `asker` is the leg that consults, `sent` the one to which the owner sent the customer. `callback`: the customer is
    to be called back. `page`: they came from a web page, and are called there. `outbound`: an agent placed it.
    `talked`: agent and customer have heard each other. `message` is the id of a message that is being recorded.
    `tape_asked`: an agent started the recording. `internal`: colleagues call each other, and perhaps
    outside numbers into it: it has no customer and no owner, and is never recorded or supervised. `serves_self`: a
    menu serves the caller, or the closed house. `survey` is what the customer is asked when the agent has hung up.
    """

    id: str
    entry_point: str
    number: str
    language: str
    queue: str = ""
    stage: Stage = "reception"
    arrived_at: int | None = None
    consent: bool | None = None
    owner: str = ""
    programme: Programme | None = None
    programme_number: int = 0
    parties: dict[str, Party] = field(default_factory=dict)
    serial: int = 0
    attempts: int = 0
    callback: bool = False
    page: bool = False
    outbound: bool = False
    talked: bool = False
    asker: str = ""
    sent: str = ""
    message: str = ""
    tape: Tape | None = None
    tape_asked: bool = False
    internal: bool = False
    hears: Pairs = frozenset()
    serves_self: bool = False
    survey: SurveyScript | None = None

    @property
    def members(self) -> list[Party]:
        """All but supervisors and those who only hear a farewell."""
        return [
            one for one in self.parties.values() if one.part != "supervisor" and not one.farewell
        ]

    @property
    def customer(self) -> Party | None:
        """The customer's leg, in whatever state."""
        return next((one for one in self.members if one.part == "customer"), None)

    @property
    def agents(self) -> list[Party]:
        """The agents' legs, in whatever state."""
        return [one for one in self.members if one.part == "agent"]

    @property
    def outside(self) -> list[Party]:
        """Legs to other numbers, in whatever state."""
        return [one for one in self.members if one.part == "outside"]

    @property
    def supervisor(self) -> Party | None:
        """Who supervises."""
        return next((one for one in self.parties.values() if one.part == "supervisor"), None)

    @property
    def consulted(self) -> Party | None:
        """With whom somebody consults, or whom it rings."""
        return next((one for one in self.members if one.aside and one.id != self.asker), None)

    def agent(self, agent: str) -> Party | None:
        """An agent's leg, in whatever state."""
        return next((one for one in self.agents if agent and one.agent == agent), None)

    def picture(self, settings: Recording) -> VoiceCall:
        """As others see it, where calls are recorded by these `settings`."""
        taping = self.tape is not None and self.tape.state in ("on", "paused")
        begins = self.tape is None and not self.tape_asked and self.consent is not False
        begins = begins and not self.internal
        return VoiceCall(
            id=self.id,
            stage=self.stage,
            entry_point=self.entry_point,
            queue=self.queue,
            number=self.number,
            language=self.language,
            arrived_at=self.arrived_at,
            owner=self.owner,
            legs=tuple(one.seen() for one in self.parties.values()),
            recording=self.tape.state if self.tape else "off",
            attempts=self.attempts,
            may_record=settings.by_hand and begins and self.stage == "talking",
            may_pause=settings.pause_allowed and taping,
            asker=self.asker,
            internal=self.internal,
        )
