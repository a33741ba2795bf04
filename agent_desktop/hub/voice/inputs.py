"""What the switch is told: what happened to legs, what routing decided, what agents and supervisors ask for.

Promises frozen records; ids are plain strings, times `int` milliseconds since the epoch. A leg that the switch asked
for (`Originate`) is known by the id that it was given then; the id of a call that came in is the caller's choice.

Refuses nothing here: the switch judges the values, answers `Refused`, and never raises for bad ones.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.records import Cause, Mode, SurveyScript, Target


class PolicyDefined(Struct, frozen=True, tag=True):
    """The house works like this from now on. Calls that are under way finish the prompt or menu that they are in."""

    policy: Policy


# What happened on the lines


class CallArrived(Struct, frozen=True, tag=True):
    """Somebody calls one of our numbers, or from a page an `entry_point` by its id. `call` and `leg` are fresh ids."""

    call: str
    leg: str
    caller: str
    dialled: str
    entry_point: str = ""


class LegRinging(Struct, frozen=True, tag=True):
    """A dialled leg rings at the other end."""

    leg: str


class LegAnswered(Struct, frozen=True, tag=True):
    """A leg is up: sound goes both ways."""

    leg: str


class LegEnded(Struct, frozen=True, tag=True):
    """A leg is over, for whatever reason; the answer to `HangUp` too."""

    leg: str
    cause: Cause = "hung_up"


class WorkerLost(Struct, frozen=True, tag=True):
    """A media process died, and all these legs with it."""

    legs: tuple[str, ...]


class DigitPressed(Struct, frozen=True, tag=True):
    """A party pressed a key."""

    leg: str
    digit: str


class PlaybackFinished(Struct, frozen=True, tag=True):
    """A list of prompts was played to its end, or could not be played."""

    leg: str
    playback: str


class SilenceHeard(Struct, frozen=True, tag=True):
    """In a message that is being recorded nothing was said for as long as `RecordMessage` allowed."""

    leg: str


class RecordingFailed(Struct, frozen=True, tag=True):
    """A recording, or a message, is not kept from here on."""

    recording: str
    reason: str = ""


# What routing decided


class StandingTold(Struct, frozen=True, tag=True):
    """Where a call stands now: its place from 1, and the wait that is expected (None: nobody can say)."""

    call: str
    position: int
    wait_ms: int | None = None


class ArrivalRefused(Struct, frozen=True, tag=True):
    """Routing did not let the call in, because its queue is full, or put it out again.

    With `words`, which may be none, the house is closed: the caller hears them, or that it is closed, and is hung up.
    """

    call: str
    words: tuple[str, ...] | None = None


class CallerTold(Struct, frozen=True, tag=True):
    """Who waits on the line is to hear this text, once; the waiting goes on."""

    call: str
    words: str


class WaitOver(Struct, frozen=True, tag=True):
    """A caller waits no longer on the line: the place is kept and they are called back, or they leave a message.

    With `words`, which may be none, that is because the house is closed: they hear them, or that it is closed, before.
    """

    call: str
    instead: Literal["callback", "voicemail"]
    words: tuple[str, ...] | None = None


class OfferAccepted(Struct, frozen=True, tag=True):
    """An agent took the interaction: ring that agent's telephone with the token that it waits for.

    `call` may also be a consultation's id (`ConsultWanted`).
    """

    call: str
    agent: str
    number: str
    token: str


class OfferEnded(Struct, frozen=True, tag=True):
    """An offer came to nothing. The caller goes on waiting and hears no difference."""

    call: str


class CallbackRestored(Struct, frozen=True, kw_only=True, tag=True):
    """After a restart of the hub: this customer still keeps a place in a queue. Without a `number` one of a page.

    `consent` is what they said about recording (None: nobody asked).
    """

    call: str
    number: str
    queue: str
    arrived_at: int
    entry_point: str = ""
    language: str = "en"
    attempts: int = 0
    consent: bool | None = None


class CallbackRenumbered(Struct, frozen=True, tag=True):
    """A customer who keeps a place is to be called at another number; nobody was asked to call them yet."""

    call: str
    number: str


class CustomerAway(Struct, frozen=True, tag=True):
    """The page on which this customer is being called is gone: nobody will answer there."""

    call: str


class SurveyPlanned(Struct, frozen=True, tag=True):
    """When the last agent hangs up, this customer is asked; None: nobody is. It holds until the call waits again."""

    call: str
    script: SurveyScript | None


# What agents ask for


class CallPlaced(Struct, frozen=True, kw_only=True, tag=True):
    """An agent calls a customer: first the agent's own telephone is rung, then the number.

    With a `colleague`, who is an agent, it is a call among colleagues, and `number` only what the telephone shows.
    """

    call: str
    agent: str
    agent_number: str
    token: str
    number: str
    queue: str = ""
    language: str = "en"
    colleague: Target | None = None


class Held(Struct, frozen=True, tag=True):
    """Let the others hear music, or one of them (`leg`)."""

    call: str
    agent: str
    leg: str = ""


class Resumed(Struct, frozen=True, tag=True):
    """Talk to them again."""

    call: str
    agent: str
    leg: str = ""


class Transferred(Struct, frozen=True, tag=True):
    """Blind: send the customer there and leave."""

    call: str
    agent: str
    target: Target


class ConsultStarted(Struct, frozen=True, tag=True):
    """Talk to somebody while the customer waits. `token` lets an agent's telephone answer by itself."""

    call: str
    agent: str
    target: Target
    token: str = ""


class ConsultSwapped(Struct, frozen=True, tag=True):
    """Talk to the customer while the consulted party hears music; again: the other way round."""

    call: str
    agent: str


class ConsultCompleted(Struct, frozen=True, tag=True):
    """Leave customer and the consulted party to each other."""

    call: str
    agent: str


class ConsultCancelled(Struct, frozen=True, tag=True):
    """Let the consulted party go and return to the customer."""

    call: str
    agent: str


class ConsultJoined(Struct, frozen=True, tag=True):
    """Make a conference of the consultation: everybody hears everybody."""

    call: str
    agent: str


class PartyAdded(Struct, frozen=True, tag=True):
    """Ring somebody who comes into the conference by answering."""

    call: str
    agent: str
    target: Target
    token: str = ""


class PartyDropped(Struct, frozen=True, tag=True):
    """Hang up one of the others."""

    call: str
    agent: str
    leg: str


class HungUp(Struct, frozen=True, tag=True):
    """The agent leaves; with `everyone` the call is over for all. `lost`: their telephone has died."""

    call: str
    agent: str
    everyone: bool = False
    lost: bool = False


class RecordingAsked(Struct, frozen=True, tag=True):
    """Start, pause or resume the recording; `reason` is why ("card")."""

    call: str
    agent: str
    what: Literal["start", "pause", "resume"]
    reason: str = ""


# What supervisors ask for


class Supervised(Struct, frozen=True, kw_only=True, tag=True):
    """Listen to a call, speak to its agent alone, or to all; again to change the mode. `supervisor` is an agent id."""

    call: str
    supervisor: str
    mode: Mode
    number: str = ""
    token: str = ""


class SupervisionEnded(Struct, frozen=True, tag=True):
    """The supervisor leaves; nothing changes for the others."""

    call: str
    supervisor: str


class TimePassed(Struct, frozen=True, tag=True):
    """Nothing but the clock."""


AgentOrder = (
    CallPlaced
    | Held
    | Resumed
    | Transferred
    | ConsultStarted
    | ConsultSwapped
    | ConsultCompleted
    | ConsultCancelled
    | ConsultJoined
    | PartyAdded
    | PartyDropped
    | HungUp
    | RecordingAsked
    | Supervised
    | SupervisionEnded
)
"""What somebody asked for, who is told when it is refused."""

Input = (
    PolicyDefined
    | CallArrived
    | LegRinging
    | LegAnswered
    | LegEnded
    | WorkerLost
    | DigitPressed
    | PlaybackFinished
    | SilenceHeard
    | RecordingFailed
    | StandingTold
    | ArrivalRefused
    | CallerTold
    | WaitOver
    | OfferAccepted
    | OfferEnded
    | CallbackRestored
    | CallbackRenumbered
    | CustomerAway
    | SurveyPlanned
    | AgentOrder
    | TimePassed
)
