"""Calls of colleagues into which our telephone was rung: we are consulted, or added, and the work is theirs.

Promises that customer and conversation are there with the ringing and open with the answer; that both are taken away
again when we leave without having been given the work. Refuses to log such a call as one with the customer.
"""

from msgspec.structs import replace

from agent_desktop.desk import calls, conversation
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.carried_state import Carried, mine, others
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.backend_calls import BackendCall, PartyKind
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.manifest import Capability
from agent_desktop.model.work import Interaction, InteractionState, Reason, WhyYou


def is_guest(turn: Turn, call: BackendCall) -> bool:
    """Whether we are in a call that is a colleague's work."""
    own, work = mine(call, turn.me), turn.interaction(call.interaction_id)
    ours = work is None or work.agent_id == turn.me
    return own is not None and own.kind is PartyKind.AGENT and not ours


def follow(turn: Turn) -> None:
    """Keep our legs of such calls, their records and offers, in step with whose work it is."""
    for line in turn.state.phone.lines.values():
        carried, work = turn.state.carried.get(line.part_of), turn.interaction(line.part_of)
        if carried is not None and work is not None:
            _follow(turn, line, carried, work)


def _follow(turn: Turn, line: Line, carried: Carried, work: Interaction) -> None:
    colleague = _asks(turn, carried.call, work) if carried.guest else ""
    record = _filed(turn, line, work, colleague)
    if record == line.record:
        return
    turn.touched.add(line.row)
    found = line.record.conversation_id != record.conversation_id
    line = replace(line, record=record)
    calls.put_line(turn, line)
    turn.touched.add(line.row)
    offer = turn.state.phone.offers.get(record.id)
    if offer is not None:
        fresh = replace(
            offer,
            conversation_id=work.conversation_id,
            customer_id=work.customer_id,
            customer_name=work.customer_name,
            vip=work.vip,
            reasons=(Reason(why=WhyYou.ASKED, detail=colleague),) if carried.guest else (),
        )
        calls.change(turn, offers=put(turn.state.phone.offers, record.id, fresh))
    elif found and not line.declined:
        conversation.opened(turn, OpenConversation(conversation_id=work.conversation_id))


def _filed(turn: Turn, line: Line, work: Interaction, colleague: str) -> CallRecord:
    """The record, in the customer's conversation: with the colleague, until the customer is ours."""
    customer = turn.customer(work.customer_id)
    known = customer.name if customer is not None else work.customer_name
    return replace(
        line.record,
        conversation_id=work.conversation_id,
        customer_id=work.customer_id,
        interaction_id=work.id,
        name=colleague or known,
        shown="" if colleague else line.call.far.shown,
        number="" if colleague else line.call.far.number,
    )


def _asks(turn: Turn, call: BackendCall, work: Interaction) -> str:
    """The name of who had us rung: who is aside with us, else whose work it is."""
    agents = [one for one in others(call, turn.me) if one.kind is PartyKind.AGENT]
    agents.sort(key=lambda one: (not one.aside, one.agent_id != work.agent_id))
    if agents and agents[0].name:
        return agents[0].name
    names = {one.id: one.name for one in turn.state.team.colleagues}
    return names.get(work.agent_id or "", "")


def left(turn: Turn, carried: Carried) -> None:
    """We are out of a call: what was only lent is taken away, here and in the list, and its thread is closed."""
    work = turn.interaction(carried.call.interaction_id)
    if not carried.guest or work is None or work.agent_id == turn.me:
        return
    theirs = work.state in (InteractionState.ACTIVE, InteractionState.WRAP_UP)
    if theirs and not turn.can(Capability.SUPERVISOR):  # who supervises hears of all calls
        turn.keep_interaction(replace(work, state=InteractionState.DONE, ended_at=turn.now))
    here = turn.conversation(work.conversation_id)
    ours = any(one.agent_id == turn.me for one in turn.work_of(work.conversation_id))
    ours = ours or (here is not None and here.agent_id == turn.me)
    if turn.state.open_conversation == work.conversation_id and not ours:
        conversation.opened(turn, OpenConversation(conversation_id=None))
