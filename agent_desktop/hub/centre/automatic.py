"""What the house says to a customer by itself: a sentence that a rule asks for.

Promises that it goes by the way by which the customer wrote just now, and that it ends nobody's wait for an answer.
Refuses mails, which would answer machines; public posts, which would speak to everybody; and whoever wants no messages.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, letters, refusing
from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.model.base import new_id
from agent_desktop.model.timeline import Delivery, Message, Route
from agent_desktop.model.work import Channel

_BY: Final = (Channel.CHAT, Channel.SMS, Channel.SOCIAL)


def say(book: Book, thread: LiveThread, words: str, interaction_id: str) -> Message | None:
    """Say it, if there is a way: then the message, else None."""
    heard = next((one for one in book.said(thread) if one.incoming), None)
    if heard is None or heard.channel not in _BY or heard.public:
        return None
    route = heard.route
    if route.entry_point_id:
        if refusing.unwanted(book, heard.channel, route.network, route.address):
            return None
    elif thread.kept.visitor_id is None:
        return None
    message = Message(
        id=new_id(),
        conversation_id=thread.shown.id,
        channel=heard.channel,
        author=SYSTEM,
        text=words,
        sent_at=book.now,
        seq=thread.shown.last_seq + 1,
        interaction_id=interaction_id,
        delivery=Delivery.QUEUED if route != Route() else Delivery.SENT,
        route=route,
    )
    book.add_item(thread, message)
    if route != Route():
        letters.post(book, thread, message)
    shown = replace(thread.shown, last_seq=message.seq, last_at=book.now)
    book.put_thread(thread, replace(thread.kept, shown=shown))
    chat_news.tell_items(book, thread, (message,))
    return message
