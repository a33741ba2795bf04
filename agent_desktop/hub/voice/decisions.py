"""What the switch decides: orders to the media workers, and news for the centre, in the order in which they happened.

Promises frozen records in the tagged union `Decision`. Orders are imperatives (`Originate`, `Play`, `HangUp`); news
are what became of a call (`Arrived`, `Returned`, `WorkEnded`). Every call gets exactly one `CallOver`, and nothing
after it.

Refuses words for the screen: codes and values travel, the sentence is made where the reader's language is known.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from agent_desktop.hub.voice.inputs import AgentOrder
from agent_desktop.hub.voice.records import Cause, Part, SelfServed, SurveyScript

# Orders


class Originate(Struct, frozen=True, kw_only=True, tag=True):
    """Dial, for a `queue` where there is one.

    `token` goes along so that an agent's telephone answers by itself. `emergency`: let nothing delay it. `page`: it is
    the customer's web page, which has no number, and may answer with an offer. `name` is shown beside `caller_id`.
    """

    call: str
    leg: str
    part: Part
    number: str
    caller_id: str
    name: str = ""
    queue: str = ""
    token: str = ""
    emergency: bool = False
    page: bool = False


class Answer(Struct, frozen=True, tag=True):
    """Answer a call that came in."""

    call: str
    leg: str


class Play(Struct, frozen=True, kw_only=True, tag=True):
    """Let a leg hear prompts one after the other, in place of what was played to it before; it is not in the bridge.

    A `loop` begins again without end and reports nothing; music goes on where this leg heard it last.
    """

    call: str
    leg: str
    playback: str
    language: str
    prompts: tuple[str, ...]
    loop: bool = False


class StopPlaying(Struct, frozen=True, tag=True):
    """No more of that."""

    leg: str
    playback: str


class Connect(Struct, frozen=True, tag=True):
    """Who hears whom in a call from now on: (listener, speaker) pairs, all of them. Who is in none is silent."""

    call: str
    hears: tuple[tuple[str, str], ...]


class Record(Struct, frozen=True, kw_only=True, tag=True):
    """Record these legs from now on, ours on the left and theirs on the right; the first time begins the recording."""

    call: str
    recording: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


class PauseRecording(Struct, frozen=True, tag=True):
    """Record nothing until the next `Record`."""

    call: str
    recording: str
    reason: str


class StopRecording(Struct, frozen=True, tag=True):
    """The recording is complete; it is to be kept so many days (None: for ever)."""

    call: str
    recording: str
    keep_days: int | None


class RecordMessage(Struct, frozen=True, tag=True):
    """Record what a leg says, until told to stop; report a silence of `silence_ms`. `comment`: it answers a survey."""

    call: str
    leg: str
    recording: str
    silence_ms: int
    comment: bool = False


class StopMessage(Struct, frozen=True, tag=True):
    """The message is over: keep it so many days (None: for ever), or delete what there is."""

    call: str
    recording: str
    keep: bool
    keep_days: int | None = None


class HangUp(Struct, frozen=True, tag=True):
    """End a leg. It is no part of the call any more; its `LegEnded` changes nothing."""

    leg: str
    cause: Cause


# News for the centre


class Arrived(Struct, frozen=True, kw_only=True, tag=True):
    """An interaction asks for an agent: queue it. `consent`: what the caller said about recording (None: not asked)."""

    call: str
    entry_point: str
    queue: str
    number: str
    arrived_at: int
    skills: dict[str, int] = {}
    priority: int | None = None
    consent: bool | None = None


class SelfServiceBegan(Struct, frozen=True, kw_only=True, tag=True):
    """A caller hears a menu, or that the house is closed (`menu` is empty). `queue` is where calls go from there."""

    call: str
    entry_point: str
    queue: str
    number: str
    menu: str
    began_at: int


class SelfServiceEnded(Struct, frozen=True, tag=True):
    """That is over, and this is how (`model.self_service.Ended`). A call that goes on with a person `Arrived` next."""

    call: str
    ended: SelfServed


class Left(Struct, frozen=True, tag=True):
    """A waiting interaction is no more: take it out of the line."""

    call: str
    outcome: Literal["abandoned", "voicemail", "cancelled"]


class Talking(Struct, frozen=True, tag=True):
    """Agent and customer hear each other for the first time."""

    call: str
    agent: str


class Returned(Struct, frozen=True, kw_only=True, tag=True):
    """The agent has it no longer and it waits again, in its exact place: in another `queue`, for a `preferred` agent.

    `why` is the code of what happened to the agent's leg or of what the agent did. `wrap_up`: the agent talked.
    `not_before`: not offered earlier (epoch ms). `skills` are asked for from now on, besides what was.
    """

    call: str
    agent: str
    why: str
    queue: str = ""
    skills: dict[str, int] = {}
    preferred: str = ""
    wrap_up: bool = False
    not_before: int = 0


class HandedOver(Struct, frozen=True, tag=True):
    """Another agent has the interaction from now on, without an offer: they are in the call already."""

    call: str
    agent: str
    to: str


class WorkEnded(Struct, frozen=True, tag=True):
    """The agent's part is over: wrap-up begins, if the queue has one. `talked`: there was a customer on the line."""

    call: str
    agent: str
    why: str
    talked: bool


class CallbackAsked(Struct, frozen=True, tag=True):
    """The customer hangs up and keeps the place; nothing changes in the line."""

    call: str
    number: str


class ConsultWanted(Struct, frozen=True, tag=True):
    """An agent of `queue`, with `skills`, is wanted to consult `agent`: offer it under the id `consult`."""

    call: str
    consult: str
    queue: str
    agent: str
    skills: dict[str, int] = {}


class ConsultOver(Struct, frozen=True, tag=True):
    """The consultation that was wanted is over, whether it came about or not."""

    call: str
    consult: str


class MessageKept(Struct, frozen=True, kw_only=True, tag=True):
    """The caller left a message for a queue; or a `comment` beside the answer to a survey, which is nobody's work."""

    call: str
    recording: str
    number: str
    queue: str
    length_ms: int
    comment: bool = False


class SurveyBegan(Struct, frozen=True, tag=True):
    """The agent has hung up, and the customer hears the question of this script."""

    call: str
    script: SurveyScript


class SurveyAnswered(Struct, frozen=True, tag=True):
    """The customer pressed this number."""

    call: str
    score: int


class SurveyRefused(Struct, frozen=True, tag=True):
    """The customer does not want to be asked, now or another time."""

    call: str


class Noted(Struct, frozen=True, tag=True):
    """A line for the timeline and the audit trail: what happened, a value for its sentence, and who did it.

    Of somebody who was called and did not come, `detail` is the cause, `agent` who had them called, and `other` the
    agent or the number.
    """

    call: str
    what: str
    detail: str = ""
    agent: str = ""
    other: str = ""


class CallOver(Struct, frozen=True, tag=True):
    """Nothing is left of the call."""

    call: str


class Refused(Struct, frozen=True, tag=True):
    """Nothing changed. `field` and `value` name what was wrong, `order` what was asked for, where somebody asked."""

    code: Literal[
        "bad_value",
        "known_call",
        "unknown_call",
        "unknown_leg",
        "not_in_call",
        "not_waiting",
        "not_talking",
        "not_up",
        "conference",
        "consulting",
        "not_consulting",
        "monitored",
        "not_allowed",
        "no_consent",
        "no_colleague",
    ]
    field: str
    value: str
    order: AgentOrder | None = None


Decision = (
    Originate
    | Answer
    | Play
    | StopPlaying
    | Connect
    | Record
    | PauseRecording
    | StopRecording
    | RecordMessage
    | StopMessage
    | HangUp
    | SelfServiceBegan
    | SelfServiceEnded
    | Arrived
    | Left
    | Talking
    | Returned
    | HandedOver
    | WorkEnded
    | CallbackAsked
    | ConsultWanted
    | ConsultOver
    | MessageKept
    | SurveyBegan
    | SurveyAnswered
    | SurveyRefused
    | Noted
    | CallOver
    | Refused
)
