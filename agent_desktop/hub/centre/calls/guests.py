"""Agents whom a colleague rings into a call: consulted, or added to a conference, without work of their own.

Promises that their desks know customer, conversation and the colleague's work before the telephone is answered, and
follow them as long as they are in the call. What becomes theirs is told by routing's assignment, as any work.
"""

from collections.abc import Collection

from agent_desktop.hub.centre import chat_news
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import legs
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.model.events import ConversationChanged, CustomerChanged, InteractionChanged


def introduce(book: Book, call_id: str, agents: Collection[str]) -> None:
    """These agents' telephones were just rung into a call: tell the guests among them whom it is about."""
    one = book.live.interactions.get(call_id)
    fresh = [each for each in book.guests(call_id) if each in agents] if one is not None else []
    if one is None or not fresh:
        return
    thread = book.thread(one.shown.conversation_id)
    knows = book.live.holders(thread)
    customer = book.customer(one.shown.customer_id)
    for agent_id in fresh:
        audience = for_agent(agent_id)
        if agent_id not in knows:
            book.tell(audience, CustomerChanged(customer=customer))
            for item in list(book.recent(thread)):
                book.tell(audience, chat_news.told_again(thread, item))
            book.tell(audience, ConversationChanged(conversation=thread.shown))
        book.tell(audience, InteractionChanged(interaction=one.shown))


def visited_by(book: Book, agent_id: str) -> list[LiveInteraction]:
    """The colleagues' work in whose calls an agent is a guest."""
    calls = (one.id for one in legs.calls_of(book, agent_id))
    found = (book.live.interactions[one] for one in calls if one in book.live.interactions)
    return [
        one
        for one in found
        if one.shown.agent_id is not None and agent_id in book.guests(one.shown.id)
    ]
