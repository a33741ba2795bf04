"""What the house says to a customer by itself: a sentence that a rule asks for.

Promises that it goes by the way by which the customer wrote just now, and that it ends nobody's wait for an answer;
that a mail says that a machine wrote it, and that nobody gets the same by mail twice in a week (RFC 3834, section 2):
two machines could answer each other for ever. Refuses mails of machines, lists and senders who read nothing; public
posts, which would speak to everybody; and whoever wants no messages.
"""

import re
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, letters, refusing
from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.centre.openings import opening_told
from agent_desktop.hub.rules.places_told import OPENS, filled, sentences_with
from agent_desktop.hub.storage import rules, said
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.mail_heads import Automatic
from agent_desktop.model.rules import Plan
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel, InteractionState

_BY: Final = (Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)
AGAIN_MS: Final[Millis] = 7 * 86_400_000
_READS_NOTHING: Final = re.compile(
    r"(?:no[._-]?reply|do[._-]?not[._-]?reply)(?:[+._-][^@]*)?@", re.IGNORECASE
)


def told_now(book: Book, words: str, interaction_id: str, language: str = "") -> str:
    """The words with place, wait and opening of this moment (`rules.places_told`); empty where nothing is left of them.

    `language`: the customer's own, unless it is given.
    """
    one = book.live.interactions.get(interaction_id)
    if one is None or "{" not in words:
        return words
    waits = one.shown.state is InteractionState.QUEUED
    language = language or book.customer(one.shown.customer_id).language
    return filled(
        words,
        place=book.engine.position(interaction_id) if waits else None,
        wait_ms=book.engine.expected(interaction_id) if waits else None,
        language=language,
        opens=opening_told(book, interaction_id, language) if f"{{{OPENS}}}" in words else "",
    )


def say_planned(book: Book, thread: LiveThread, plan: Plan, interaction_id: str) -> None:
    """Say what rules ask for, and keep which opening was told with it."""
    told = ""
    for words in plan.messages:
        if say(book, thread, words, interaction_id) is not None:
            told += told_now(book, sentences_with(words, OPENS), interaction_id)
    if told and plan.held_until is not None:
        kept = replace(plan, told_opening=plan.held_until)
        rules.change_plan(book.storage, interaction_id, kept)


def say(book: Book, thread: LiveThread, words: str, interaction_id: str) -> Message | None:
    """Say it, if there is a way: then the message, else None."""
    text = told_now(book, words, interaction_id)
    if not text:
        return None
    heard = next((one for one in book.said(thread) if one.incoming), None)
    if heard is None or heard.channel not in _BY or heard.public:
        return None
    route = heard.route
    if heard.channel is Channel.EMAIL and not _answers(book, heard, words):
        return None
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
        text=text,
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


def _answers(book: Book, heard: Message, words: str) -> bool:
    """Whether this mail may be answered by these words, now; if so they count as said."""
    address = heard.route.address
    if heard.mail is not None and heard.mail.automatic is not Automatic.NO:
        return False
    if not address or _READS_NOTHING.match(address):
        return False
    if refusing.unwanted(book, heard.channel, heard.route.network, address):
        return False
    return said.first_since(book.storage, address, words, book.now, AGAIN_MS)
