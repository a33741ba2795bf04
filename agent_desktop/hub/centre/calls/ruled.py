"""What rules of the house say to a caller, and what becomes of a call while the house is closed.

Promises that who is held until the opening keeps the place and is called back then, over restarts too; that a caller
who cannot be called back hears that the house is closed, in place of music for a night. Refuses calls by agents.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import automatic
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import keeping
from agent_desktop.hub.voice.inputs import ArrivalRefused, CallerTold, WaitOver
from agent_desktop.model.rules import Plan


def follow(book: Book, call_id: str, plan: Plan) -> None:
    """Tell the telephones what rules decided of a call that has just arrived."""
    call = book.live.calls.get(call_id)
    if call is None or call.role != "call" or call.outbound:
        return
    each = (automatic.told_now(book, words, call_id, call.language) for words in plan.messages)
    told = tuple(one for one in each if one)
    if plan.closed:
        book.orders.append(ArrivalRefused(call_id, told))
    elif plan.held_until is not None:
        keeping.put(book, replace(call, not_before=plan.held_until))
        book.orders.append(WaitOver(call_id, "callback", told))
    else:
        book.orders += (CallerTold(call_id, words) for words in told)
