"""A call and its legs, as others may look at them.

Promises a frozen picture of one moment: a leg is one telephone line to one party, a call is one piece of routed work
with all its legs. A call's id is its interaction's id from beginning to end.

Refuses behaviour; the switch (switch.py) owns the living ones.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Part = Literal["customer", "agent", "outside", "supervisor"]
LegState = Literal["awaited", "dialling", "ringing", "up"]
"""Awaited: an agent of a queue is wanted for it, nothing is dialled yet."""
Mode = Literal["monitor", "whisper", "barge"]
Stage = Literal["reception", "waiting", "kept", "talking", "voicemail", "survey", "closing"]
"""Kept: the customer has hung up and keeps the place for a callback. Survey: the agent has hung up, and the customer is
asked how it was. Closing: last words, then the end.
"""
Cause = Literal[
    "hung_up",
    "busy",
    "no_answer",
    "rejected",
    "not_found",
    "barred",
    "no_route",
    "timed_out",
    "failed",
    "lost",
    "cancelled",
]
"""Why a leg ended. Barred: the number may not be called. No route: no trunk leads there, or none can serve now. Timed
out: the network gave no answer. Lost: the process that carried it is gone.
"""
SelfServed = Literal["done", "handed_off", "left", "failed", "after_hours"]
"""How a caller whom a menu or the closed house served ended up, as `model.self_service.Ended` says."""
RecordingState = Literal["off", "on", "paused", "failed"]


class Caller(Struct, frozen=True):
    """Who calls a colleague, as the colleague's telephone shows it: the extension and the name."""

    number: str
    name: str


class Target(Struct, frozen=True, kw_only=True):
    """Where a call is to go. For an agent `id` is who and `number` their telephone; a queue has only an `id`,
    and perhaps `skills` that are asked for there.

    `caller` is who calls an agent in a call among colleagues; in any other their telephone shows whom it is about.
    """

    kind: Literal["agent", "queue", "number"]
    id: str = ""
    number: str = ""
    caller: Caller | None = None
    skills: dict[str, int] = {}


class SurveyScript(Struct, frozen=True, kw_only=True):
    """What a customer is asked once the agent has hung up: a number from `lowest` to `highest` about `kind`.

    `question` is a prompt, followed by what the keys mean. With `comment_ms` they are asked for as much of a comment
    after the number (0: for none). Prompts are in this `language`.
    """

    survey: str
    kind: Literal["csat", "nps", "ces"]
    lowest: int
    highest: int
    question: str
    language: str
    comment_ms: int = 0


class Leg(Struct, frozen=True, kw_only=True):
    """One party's line. `aside`: in a consultation, apart from the others. `mode` is a supervisor's."""

    id: str
    part: Part
    number: str
    state: LegState
    agent: str = ""
    held: bool = False
    aside: bool = False
    mode: Mode | None = None


class VoiceCall(Struct, frozen=True, kw_only=True):
    """One call. `owner` is the agent to whom routing has given it, empty while nobody has it.

    `arrived_at` is when it began to wait for an agent (None: it never did) and does not change. `attempts` counts the
    callbacks that nobody answered. `may_record` and `may_pause`: whether an agent may begin a recording, or pause it.
    `asker` is the leg that consults somebody, empty while none does.
    `internal`: colleagues call each other, and perhaps outside numbers into it; it is nobody's work, and as long as it
    lasts a colleague is in it.
    """

    id: str
    stage: Stage
    entry_point: str
    queue: str
    number: str
    language: str
    arrived_at: int | None
    owner: str
    legs: tuple[Leg, ...]
    recording: RecordingState = "off"
    attempts: int = 0
    may_record: bool = False
    may_pause: bool = False
    asker: str = ""
    internal: bool = False
