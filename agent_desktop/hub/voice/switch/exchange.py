"""The exchange: policy, all living calls, and the small moves that keep them consistent.

Promises that a leg is known exactly as long as its call holds it; that every move which changes a call marks it as
touched, so that the engine settles it before it answers.

Refuses deciding: the rules of the other modules do.
"""

from __future__ import annotations

from typing import Final, Literal

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.decisions import Decision, Noted, Originate
from agent_desktop.hub.voice.dialplan import Kind, Number, caller_id, normalise
from agent_desktop.hub.voice.inputs import AgentOrder
from agent_desktop.hub.voice.policy import Policy, QueueVoice
from agent_desktop.hub.voice.programme import LastWords, Programme
from agent_desktop.hub.voice.records import Caller, Cause, Part
from agent_desktop.hub.voice.switch.call import Call, Party
from agent_desktop.hub.voice.voicemail import Message
from agent_desktop.hub.voice.waiting import Waiting

#: So long a colleague's telephone rings: their desk offers a call as long, and what it lets lapse is no "busy".
COLLEAGUE_RING_MS: Final = 19_000


class Exchange:
    """The switch's whole state at time `now` (epoch ms), with the decisions of the input being applied in `out`."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.now = 0
        self.calls: dict[str, Call] = {}
        self.legs: dict[str, Call] = {}
        self.out: list[Decision] = []
        self.touched: dict[str, Call] = {}
        self.order: AgentOrder | None = None  # what somebody asked for just now

    def enter(self, call: Call) -> None:
        """A call begins."""
        self.calls[call.id] = call
        self.touch(call)

    def touch(self, call: Call) -> None:
        """Something about the call changed."""
        self.touched[call.id] = call

    def find(self, leg: str) -> tuple[Call, Party] | None:
        """A leg and its call. None for one that is gone: the network's news may come late."""
        call = self.legs.get(leg)
        if call is None:
            return None
        self.touch(call)
        return call, call.parties[leg]

    def voice(self, call: Call) -> QueueVoice:
        """What holds in the call's queue."""
        return self.policy.queue(call.queue)

    def number(self, text: str) -> Number:
        """A number in its one shape."""
        return normalise(text, self.policy.numbering)

    def may_call_back(self, number: str) -> bool:
        """Whether a caller with this number is called back; an emergency service never, as no caller has its number."""
        known = self.number(number)
        return known.callable and known.kind is not Kind.EMERGENCY

    def refuse(self, code: str, field: str, value: object) -> None:
        """Nothing changed, and this is why."""
        self.out.append(order.Refused(code, field, str(value), self.order))  # type: ignore[arg-type]

    def note(
        self, call: Call, what: str, detail: str = "", agent: str = "", other: str = ""
    ) -> None:
        """A line for the timeline."""
        self.out.append(Noted(call.id, what, detail, agent, other))

    # Legs

    def join(self, call: Call, party: Party) -> Party:
        """A party comes in."""
        call.parties[party.id] = party
        self.legs[party.id] = call
        self.touch(call)
        return party

    def new_id(self, call: Call, kind: Literal["leg", "play", "tape"]) -> str:
        """An id that nothing else of this call has."""
        call.serial += 1
        return f"{call.id}/{kind}{call.serial}"

    def dial(
        self,
        call: Call,
        part: Part,
        number: str,
        *,
        agent: str = "",
        token: str = "",
        ring_ms: int | None = None,
        aside: bool = False,
        asked_by: str = "",
        caller: Caller | None = None,
    ) -> Party:
        """Call somebody into the call."""
        party = Party(self.new_id(call, "leg"), part, number, "awaited", agent, aside=aside)
        party.asked_by, party.caller = asked_by, caller
        self.join(call, party)
        self.ring(call, party, token, ring_ms)
        return party

    def ring(self, call: Call, party: Party, token: str, ring_ms: int | None = None) -> None:
        """Dial a party that is in the call already."""
        party.state = "dialling"
        party.ring_until = self.now + (self.policy.ring_ms if ring_ms is None else ring_ms)
        called = self.number(party.number)
        ours = party.part in ("agent", "supervisor")
        emergency = called.kind is Kind.EMERGENCY and not ours
        page = call.page and party.part == "customer"
        policy = self.policy
        shown = caller_id(called, self.voice(call).caller_id, policy.caller_id, policy.numbering)
        self.out.append(
            Originate(
                call=call.id,
                leg=party.id,
                part=party.part,
                number=party.number if ours else called.value or party.number,
                # An agent's telephone shows who waits, or which colleague calls; others see the house.
                caller_id=party.caller.number if party.caller else call.number if ours else shown,
                name=party.caller.name if party.caller else "",
                queue=call.queue,
                token=token,
                emergency=emergency,
                page=page,
            )
        )
        if emergency:
            self.note(call, "emergency_called", called.value, call.owner or party.asked_by)

    def remove(self, call: Call, party: Party) -> None:
        """A leg is over: the call goes on without it."""
        del call.parties[party.id], self.legs[party.id]
        if party.wanted:
            self.out.append(order.ConsultOver(call.id, party.id))
        self.touch(call)

    def hang_up(self, call: Call, party: Party, cause: Cause = "hung_up") -> None:
        """End a leg and forget it."""
        if party.state != "awaited":
            self.out.append(order.HangUp(party.id, cause))
        self.remove(call, party)

    def farewell(self, call: Call, party: Party, *prompts: str) -> None:
        """Let a party hear some words, and hang up then. Who is not up yet is hung up at once."""
        if party.state == "up":
            party.farewell = prompts
            self.touch(call)
        else:
            self.hang_up(call, party, "cancelled")

    # Programmes

    def start(self, call: Call, programme: Programme) -> None:
        """The customer hears this from now on."""
        call.programme = programme
        call.programme_number += 1
        self.touch(call)

    def say_goodbye(self, call: Call, *prompts: str) -> None:
        """Last words for the customer, then the end of the call."""
        call.stage = "closing"
        self.start(call, LastWords(*prompts))

    def wait(self, call: Call, first: str = "please_wait") -> None:
        """The customer, who is on the line, waits in the call's queue."""
        call.stage = "waiting"
        if call.arrived_at is None:  # an agent had placed the call; it waits from now on
            call.arrived_at = self.now
        reachable = call.page or self.may_call_back(call.number)
        self.start(call, Waiting(self.voice(call), self.now, reachable=reachable, first=first))

    def take_message(self, call: Call, queue: str) -> None:
        """The customer leaves a message for a queue."""
        call.stage, call.queue = "voicemail", queue
        self.start(call, Message(self.policy.queue(queue).voicemail))
