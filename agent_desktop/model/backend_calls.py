"""Calls that the backend itself carries: who is in them, and what agents may ask of them.

Promises that such a call is known by its interaction, from beginning to end. The agent's own leg of it is a `Call` of
the softphone (model/calls.py) with the same interaction; what concerns the others in it is asked of the backend here.
"""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.calls import EndCode


class PartyKind(StrEnum):
    """Who somebody in a call is."""

    CUSTOMER = "customer"
    AGENT = "agent"
    OUTSIDE = "outside"
    SUPERVISOR = "supervisor"


class PartyState(StrEnum):
    """How far somebody is in a call. AWAITED: an agent of a queue is looked for."""

    AWAITED = "awaited"
    DIALLING = "dialling"
    RINGING = "ringing"
    UP = "up"


class Listening(StrEnum):
    """How a supervisor is in a call: hears it, speaks to the agent alone, or to all."""

    MONITOR = "monitor"
    WHISPER = "whisper"
    BARGE = "barge"


class Party(Record, frozen=True):
    """Somebody in a call. `aside`: in a consultation, which the customer does not hear. `mode` is a supervisor's."""

    id: str
    kind: PartyKind
    state: PartyState
    name: str = ""
    number: str = ""
    agent_id: str = ""
    held: bool = False
    aside: bool = False
    mode: Listening | None = None


class CallRecording(StrEnum):
    """Whether the backend records a call."""

    OFF = "off"
    ON = "on"
    PAUSED = "paused"
    FAILED = "failed"


class BackendCall(Record, frozen=True):
    """A call at one moment. `may_record` and `may_pause`: the agent may begin a recording, or pause it. `asker` is the
    party who consults somebody, empty while none does; it is aside with them, or has gone to the others meanwhile.

    `unseen`: a supervisor who only listens is not shown to the others.

    `internal`: colleagues call each other, and perhaps outside numbers into it; there is no interaction, and the
    agents' numbers are their extensions.
    """

    interaction_id: str
    parties: tuple[Party, ...] = ()
    recording: CallRecording = CallRecording.OFF
    may_record: bool = False
    may_pause: bool = False
    asker: str = ""
    internal: bool = False
    unseen: bool = False


class TargetKind(StrEnum):
    """Where a call can go."""

    AGENT = "agent"
    QUEUE = "queue"
    SKILL = "skill"
    NUMBER = "number"


class CallTarget(Record, frozen=True):
    """Where a call is to go: `value` is an agent's id, a queue's id, a number, or a skill that somebody who serves the
    call's queue has.
    """

    kind: TargetKind
    value: str


# --- events


class CallUpdated(Tagged, frozen=True):
    """A call that this agent is in, or supervises, is new or has changed."""

    call: BackendCall


class CallClosed(Tagged, frozen=True):
    """This agent is no longer in the call, or nothing is left of it."""

    interaction_id: str


class PartyUnreached(Tagged, frozen=True):
    """Somebody whom this agent had called did not come into the call, and why. Passing: never replayed.

    `customer`: it is the one for whose sake the call was made; else somebody consulted, added, or sent to.
    """

    interaction_id: str
    why: EndCode
    name: str = ""
    customer: bool = False


class Asked(StrEnum):
    """What an agent asked for that was refused."""

    CALL = "call"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    CONSULT = "consult"
    SWAP = "swap"
    COMPLETE = "complete"
    CANCEL = "cancel"
    JOIN = "join"
    ADD = "add"
    DROP = "drop"
    LEAVE = "leave"
    RECORD = "record"
    PAUSE = "pause"
    GO_ON = "go_on"
    SUPERVISE = "supervise"
    END_SUPERVISION = "end_supervision"


class CallRefused(Tagged, frozen=True):
    """What this agent asked for a moment ago was not done: the call had changed meanwhile. Passing: never replayed.

    `why` is a code: `unknown_call` (it is over), `not_in_call`, `not_talking`, `not_up` (nobody else is on the line),
    `unknown_leg` (they just left), `conference`, `consulting`, `not_consulting`, `monitored`, `not_allowed`,
    `no_consent`, `no_colleague` (nobody of the team would be left), `bad_value` (it cannot go there). `name` is the
    target's: an agent's, a queue's, or a number.
    """

    interaction_id: str
    asked: Asked
    why: str
    name: str = ""


# --- commands


class CallOut(Tagged, frozen=True):
    """Call a number for a queue: first the agent's own telephone, then the number.

    `interaction_id` is fresh and becomes the call's. The agent's telephone answers the call that carries `token`, a
    fresh secret. With a conversation the call becomes part of it, else it finds the customer by the number. The
    extension of a colleague calls them, without an interaction, a customer or a conversation. Beside a call that can be
    held it becomes a second one: whoever the agent talks to hears music from then on.
    """

    interaction_id: str
    number: str
    token: str
    queue_id: str = ""
    conversation_id: str = ""


class InviteToCall(Tagged, frozen=True):
    """Ask the visitor of a chat whether they want to be called right there, on the web page."""

    conversation_id: str


class HoldParties(Tagged, frozen=True):
    """Let the others hear music, or talk to them again; with `party_id` only one of them."""

    interaction_id: str
    on: bool
    party_id: str = ""


class TransferTo(Tagged, frozen=True):
    """Blind: send the customer there and leave; wrap-up begins."""

    interaction_id: str
    target: CallTarget


class ConsultWith(Tagged, frozen=True):
    """Talk to somebody while the customer hears music."""

    interaction_id: str
    target: CallTarget


class SwapConsult(Tagged, frozen=True):
    """Talk to the customer while the consulted party hears music; again: the other way round."""

    interaction_id: str


class CompleteConsult(Tagged, frozen=True):
    """Leave customer and the consulted party to each other."""

    interaction_id: str


class CancelConsult(Tagged, frozen=True):
    """Let the consulted party go, and return to the customer."""

    interaction_id: str


class JoinConsult(Tagged, frozen=True):
    """Make a conference of the consultation."""

    interaction_id: str


class AddParty(Tagged, frozen=True):
    """Ring somebody who joins the call by answering."""

    interaction_id: str
    target: CallTarget


class DropParty(Tagged, frozen=True):
    """Let somebody else in the call go."""

    interaction_id: str
    party_id: str


class LeaveCall(Tagged, frozen=True):
    """Hang up; with `everyone` the call is over for all. `lost`: the agent's telephone has died, so whoever is left
    without an agent waits for one again, where they stood."""

    interaction_id: str
    everyone: bool = False
    lost: bool = False


class RecordWish(StrEnum):
    """What shall become of a recording."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"


class RecordCall(Tagged, frozen=True):
    """Begin, pause or resume the backend's recording; `reason` is why ("card")."""

    interaction_id: str
    wish: RecordWish
    reason: str = ""


class Supervise(Tagged, frozen=True):
    """Listen to a colleague's call, whisper, or barge in; again to change the mode. For supervisors.

    The supervisor's telephone answers the call that carries `token`.
    """

    interaction_id: str
    mode: Listening
    token: str = ""


class EndSupervision(Tagged, frozen=True):
    """Leave a supervised call."""

    interaction_id: str


CallOrder: TypeAlias = (
    CallOut
    | InviteToCall
    | HoldParties
    | TransferTo
    | ConsultWith
    | SwapConsult
    | CompleteConsult
    | CancelConsult
    | JoinConsult
    | AddParty
    | DropParty
    | LeaveCall
    | RecordCall
    | Supervise
    | EndSupervision
)
"""Everything that can be asked about calls which the backend carries."""
