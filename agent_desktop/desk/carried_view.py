"""The reading side of the desk for calls that the backend carries: our part in them, colleagues, whom to listen to.

Promises answers from memory. Refuses to guess: a colleague whose presence nobody told has none.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from agent_desktop.desk.api import CallLine, Colleague, ColleagueCall
from agent_desktop.desk.calls_state import Expected, Line
from agent_desktop.desk.carried_state import (
    asks,
    consulted,
    listening,
    mine,
    others,
    seen,
    supervised_agent,
)
from agent_desktop.desk.core import Core
from agent_desktop.model.call_log import CallRecord, record_id
from agent_desktop.model.calls import Call, CallState, Direction, FarParty
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, InteractionState, Queue


class CarriedReader:
    """The part of `DeskView` that is about the backend's calls and who can be sent to whom."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def colleagues(self) -> Sequence[Colleague]:
        """The other agents of the team, by name."""
        state = self._core.state
        found = [
            Colleague(agent=one, presence=state.presences.get(one.id))
            for one in state.team.colleagues
        ]
        return sorted(found, key=lambda one: (one.agent.name.casefold(), one.agent.id))

    @property
    def other_queues(self) -> Sequence[Queue]:
        """The queues that this agent does not serve, to which customers can be sent."""
        return self._core.state.other_queues

    def colleague_calls(self) -> Sequence[ColleagueCall]:
        """The calls of colleagues that the backend tells of, the oldest first."""
        books, state = self._core.books, self._core.live
        me = state.team.agent.id
        agents = {one.id: one for one in state.team.colleagues}
        found = []
        for one in books.interactions.values():
            agent = agents.get(one.agent_id or "")
            if one.channel is not Channel.VOICE or one.state is not InteractionState.ACTIVE:
                continue
            if agent is None:
                continue
            carried = state.carried.get(one.id)
            call = ColleagueCall(
                interaction_id=one.id,
                agent=agent,
                customer_name=one.customer_name,
                queue_name=one.queue_name,
                since=one.accepted_at or one.arrived_at,
                listening=listening(carried.call, me) if carried is not None else None,
                leaving=one.id in state.leaving,
            )
            found.append(call)
        return sorted(found, key=lambda one: (one.since, one.interaction_id))


def part_of(core: Core, line: Line, shown: CallLine) -> CallLine:
    """A live call as the strip shows it, as a part of what the backend carries."""
    me = core.state.team.agent.id
    carried = core.live.carried.get(line.call.interaction_id)
    call = seen(line, carried, me)
    if line.call.interaction_id in core.live.leaving:
        shown = replace(shown, leaving=True)
    if carried is None:
        return shown if call is line.call else replace(shown, call=call)
    mode = listening(carried.call, me)
    own = mine(carried.call, me)
    work = core.books.interactions.get(line.call.interaction_id)
    owner = work.agent_id if work is not None else None
    agent = supervised_agent(carried.call, owner or "")
    there = others(carried.call, me)
    if carried.call.internal and len(there) == 1:  # who called may have handed us on
        record = replace(shown.record, number=there[0].number)
        shown = replace(shown, name=there[0].name or there[0].number, record=record)
    return replace(
        shown,
        call=call,
        name=agent.name if agent is not None and mode is not None else shown.name,
        carried=carried.call,
        others=there,
        listening=mode,
        supervised=agent,
        aside=own is not None and own.aside,
        consulted=consulted(carried.call, me) if asks(carried.call, me) else None,
        pausing=shown.pausing or carried.pause_until is not None,
        still_recording=shown.still_recording or carried.unpaused,
        may_record=carried.call.may_record,
    )


def connecting(core: Core, one: Expected) -> CallLine:
    """A call that is on its way to our telephone."""
    books = core.books
    conversation = books.conversations.get(one.conversation_id)
    interaction = books.interactions.get(one.interaction_id)
    customer_id = conversation.customer_id if conversation is not None else ""
    customer = books.customers.get(customer_id)
    out = bool(one.number) or one.listen
    direction = Direction.OUTGOING if out else Direction.INCOMING
    call = Call(
        id=f"expected-{one.interaction_id}",
        account_id=HUB_LINE,
        direction=direction,
        state=CallState.DIALING if out else CallState.RINGING,
        far=FarParty(number=one.number, shown=one.shown),
        began_at=one.began_at,
        interaction_id=one.interaction_id,
    )
    record = CallRecord(
        id=record_id(call.id),
        call_id=call.id,
        direction=direction,
        number=one.number,
        sent_at=one.began_at,
        conversation_id=one.conversation_id,
        customer_id=customer_id,
        shown=one.shown,
        interaction_id=one.interaction_id,
    )
    return CallLine(
        call=call,
        record=record,
        name=customer.name if customer is not None else one.shown,
        vip=customer is not None and customer.vip,
        queue_name=interaction.queue_name if interaction is not None else "",
        connecting=True,
    )
