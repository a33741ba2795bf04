"""The errands of history: pages of a conversation, a customer's past, who calls, and what is found in what is kept.

Promises one answer to each errand; what could not be read is answered as nothing. Refuses to decide what follows.
"""

from collections.abc import Callable

from msgspec.structs import replace

from agent_desktop.desk import numbers
from agent_desktop.desk.customers import HISTORY
from agent_desktop.desk.errands import FetchPage, FetchPast, FindCaller, SearchCache
from agent_desktop.desk.failures import problem_of
from agent_desktop.desk.items import CallerFound, Item, PageArrived, PastArrived
from agent_desktop.model.errors import Offline
from agent_desktop.model.events import SearchDone
from agent_desktop.model.ports import Session, Store

MOST_CALLERS = 50
"""Where more customers have such digits, nobody knows who it is."""
Answer = Callable[[Item], None]


def _source(store: Store, session: Session | None, *, cached: bool) -> Store | Session:
    """Raises Offline."""
    if cached:
        return store
    if session is None:
        raise Offline("There is no link to the backend.")
    return session


async def read_page(send: FetchPage, store: Store, session: Session | None, answer: Answer) -> None:
    """Bring a page of a conversation, from what is kept or from the backend."""
    page = None
    try:
        source = _source(store, session, cached=send.cached)
        page = await source.page(send.conversation_id, send.before, send.limit)
    except Exception as fault:
        problem_of(fault)
    finally:
        answer(PageArrived(asked=send, page=page))


async def read_past(send: FetchPast, store: Store, session: Session | None, answer: Answer) -> None:
    """Bring a customer's conversations, from what is kept or from the backend."""
    past = None
    try:
        source = _source(store, session, cached=send.cached)
        past = await source.history(send.customer_id, send.limit)
    except Exception as fault:
        problem_of(fault)
    finally:
        answer(PastArrived(asked=send, past=past))


async def find_caller(send: FindCaller, store: Store, answer: Answer) -> None:
    """Look in what is kept whose number this is."""
    found = CallerFound(asked=send)
    try:
        known = await store.callers(numbers.core(send.number), MOST_CALLERS)
        customer = numbers.owner(known, send.number)
        if customer is not None:
            past = await store.history(customer.id, HISTORY)
            found = replace(found, customer=customer, conversations=past.conversations)
    except Exception as fault:
        problem_of(fault)
    finally:
        answer(found)


async def search(send: SearchCache, store: Store, answer: Answer) -> None:
    """Search what is kept."""
    try:
        answer(await store.search(send.query, send.limit))
    except Exception as fault:
        problem_of(fault)
        answer(SearchDone(query=send.query, hits=()))
