"""The machine of callers whom only the store knows: their calls find the customer, and the way into the timeline.

In memory are the customers of the newest conversations; who wrote long ago is found on the disk, a moment later.
Promises that a call which found its place meanwhile keeps it. Refuses to guess whose number it is when it could be two
people's.
"""

from msgspec.structs import replace

from agent_desktop.desk import calls, calls_log, conversation
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.items import CallerFound
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.call_log import CallRecord, record_id
from agent_desktop.model.intents import OpenConversation


def found(turn: Turn, item: CallerFound) -> None:
    """Put the call where it belongs, whether it lasts or is over."""
    call_id, customer = item.asked.call_id, item.customer
    line = turn.state.phone.lines.get(call_id)
    known = line.record if line is not None else turn.logged_item(record_id(call_id))
    if customer is None or not isinstance(known, CallRecord) or known.customer_id or known.name:
        return
    turn.recall(None, customer)
    for one in item.conversations:
        turn.recall(one)
    record = calls_log.owned(turn, known, customer)
    if line is None:
        turn.keep_logged(record)
        return
    turn.touched.add(line.row)
    line = replace(line, record=record)
    calls.put_line(turn, line)
    turn.touched.add(line.row)
    _show(turn, line)


def _show(turn: Turn, line: Line) -> None:
    """The offer says who it is; a call that was taken already opens the conversation."""
    record = line.record
    offer, customer = turn.state.phone.offers.get(record.id), turn.customer(record.customer_id)
    if offer is not None and customer is not None:
        fresh = replace(
            offer,
            conversation_id=record.conversation_id,
            customer_id=customer.id,
            customer_name=customer.name,
            vip=customer.vip,
            place=customer.place,
        )
        calls.change(turn, offers=put(turn.state.phone.offers, record.id, fresh))
        turn.touched |= {record.conversation_id} - {""}
    elif line.answering and record.conversation_id:
        conversation.opened(turn, OpenConversation(conversation_id=record.conversation_id))
