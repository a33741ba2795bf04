"""The visitors' side: sessions, the pre-chat form, what they write, rate and end.

Promises that a visitor reaches only conversations that this visitor began; that each client id writes once; that who
writes again after the end gets a new interaction in the same conversation, with the same agent preferred.
"""

from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, opening, revealed, ruling, talk, work
from agent_desktop.hub.centre.book import Book, preview_of
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.crm.visitors import VisitorCard, VisitorChat
from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import ChatItem
from agent_desktop.hub.storage import people, threads
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.people import Visitor
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.model.timeline import Author, AuthorKind, LineKind, Message
from agent_desktop.model.work import Channel

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(ChatItem).decode


def entry_point(book: Book, entry_point_id: str) -> EntryPointSettings:
    """The entry point, also a retired one, of which chats may be open. Raises Refused."""
    live = book.live
    found = live.entry_points.get(entry_point_id) or live.retired_entry_points.get(entry_point_id)
    if found is None:
        raise unknown("entry_point", entry_point_id)
    return found


def check_takes_new(place: EntryPointSettings) -> None:
    """Raises Refused where nobody new is served; pages tell the two by the field, in the visitor's language."""
    if place.retired:
        raise Refused("This chat is closed.", field="retired", value=place.id)
    if place.paused:
        raise Refused(
            "This chat takes nothing new at the moment.",
            remedy="Try again later.",
            field="paused",
            value=place.id,
        )


def admit(book: Book, entry_point_id: str, visitor_id: str) -> None:
    """Raises Refused where nobody new is served and this visitor has no chat there that goes on."""
    known = book.live.visitors.get(visitor_id) or people.visitor(book.storage, visitor_id)
    if known is None or thread_of(book, known) is None:
        check_takes_new(entry_point(book, entry_point_id))


def chat_origins(book: Book) -> frozenset[str]:
    """Every web origin that may embed the chat of some entry point."""
    live = book.live
    places = (*live.entry_points.values(), *live.retired_entry_points.values())
    chats = (one for one in places if one.channel is Channel.CHAT)
    return frozenset(origin for one in chats for origin in one.origins)


def put_visitor(book: Book, changed: Visitor) -> None:
    """Remember and write the visitor."""
    book.live.visitors[changed.id] = changed
    people.keep_visitor(book.storage, changed)


def thread_of(book: Book, one: Visitor) -> LiveThread | None:
    """The visitor's conversation: the open one, or the last one while it may go on."""
    if one.conversation_id is None:
        return None
    thread = book.thread(one.conversation_id)
    return thread if opening.may_go_on(book, thread) else None


def start(book: Book, card: VisitorCard) -> VisitorChat:
    """Remember the visitor, or what is new of them. Raises Refused."""
    entry_point(book, card.entry_point_id)
    talk.check_client_id(card.id)
    name = customers.short(card.name, "name")
    known = book.live.visitors.get(card.id) or people.visitor(book.storage, card.id)
    before = known or Visitor(id=card.id, entry_point_id=card.entry_point_id, created_at=book.now)
    changed = replace(
        before,
        entry_point_id=card.entry_point_id,
        account=card.account or before.account,
        name=name or before.name,
        email=card.email or before.email,
        language=card.language[:35] or before.language,
        page=card.page[:2_000] or before.page,
    )
    if known != changed:
        put_visitor(book, changed)
    return standing(book, changed)


def standing(book: Book, one: Visitor) -> VisitorChat:
    """Where the visitor stands."""
    thread = thread_of(book, one)
    known = bool(one.name) or bool(one.account)
    if not known and one.customer_id is not None:
        known = bool(book.customer(one.customer_id).name)
    return VisitorChat(known=known, conversation_id=thread.shown.id if thread else None)


# --- who it is


def _reach(one: Visitor) -> list[Address]:
    """How the visitor is found again, the surest first."""
    reach = [Address(kind=AddressKind.VISITOR, value=one.id, network=one.entry_point_id)]
    if one.account:
        account = Address(
            kind=AddressKind.ACCOUNT, value=one.account, network=one.entry_point_id, verified=True
        )
        reach.insert(0, account)
    if one.email:
        reach.append(
            normal(Address(kind=AddressKind.EMAIL, value=one.email, verified=bool(one.account)))
        )
    return reach


def customer_for(book: Book, one: Visitor) -> tuple[Customer, bool]:
    """The visitor's customer, found or made, and whether they were known before.

    The visitor's own, then the signed account's, then the one with that e-mail address.
    """
    reach = _reach(one)
    found = one.customer_id
    for address in reach:
        found = found or customers.find(book.storage, address)
    if found is None:
        made = customers.create(book.storage, one.name, reach, book.now, language=one.language)
        book.live.customers[made.id] = made
        return made, False
    customer = before = book.customer(found)
    for address in reach:
        customer = customers.with_address(book.storage, customer, address, book.now)
    if one.name and not customer.name:
        customer = replace(customer, name=one.name, updated_at=book.now)
        people.keep_customer(book.storage, customer)
    if customer != before:
        book.put_customer(customer)
    return customer, True


def author_of(one: Visitor, customer: Customer) -> Author:
    """The visitor as the writer of something."""
    name = one.name or customer.name
    return Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=name)


# --- what they write


def _asked_before(book: Book, visitor_id: str, client_id: str, body: Any) -> tuple[bytes, Any]:
    """(digest, the answer of before or None). Raises Conflict."""
    talk.check_client_id(client_id)
    digest = sha256(_encode(body)).digest()
    before = kept_work.asked_before(book.storage, for_visitor(visitor_id), client_id)
    if before is not None and before[0] != digest:
        raise talk.used_before(client_id)
    return digest, before


def _remember(
    book: Book, visitor_id: str, client_id: str, digest: bytes, item: ChatItem | None
) -> None:
    answer = None if item is None else _encode(item)
    kept_work.keep_command(
        book.storage, for_visitor(visitor_id), client_id, digest, answer, book.now
    )


def introduce(
    book: Book, visitor_id: str, client_id: str, name: str, email: str, question: str
) -> ChatItem | None:
    """The pre-chat form. Raises Refused, Conflict."""
    one = book.visitor(visitor_id)
    digest, before = _asked_before(
        book, visitor_id, client_id, ("introduce", name, email, question)
    )
    if before is not None:
        return None if before[1] is None else _decode(before[1])
    name, email = customers.short(name, "name"), customers.short(email, "email", 320)
    if email:
        normal(Address(kind=AddressKind.EMAIL, value=email))
    thread = thread_of(book, one)
    if thread is not None and not thread.shown.open:
        thread = None  # a new form begins a new conversation
    # who a site has signed keeps the e-mail address that came with the signature
    known_email = one.email if one.account else email or one.email
    one = replace(one, name=name or one.name, email=known_email)
    if question:
        _check_words(book, one, thread, question, 0)
    item = None
    if question:
        item = _write(book, one, thread, client_id, question, ())
    else:
        customer, _ = customer_for(book, one)
        put_visitor(book, replace(one, customer_id=customer.id))
    _remember(book, visitor_id, client_id, digest, item)
    return item


def say(
    book: Book, visitor_id: str, client_id: str, text: str, attachments: tuple[str, ...]
) -> ChatItem:
    """The visitor writes. Raises Refused, Conflict."""
    one = book.visitor(visitor_id)
    digest, before = _asked_before(book, visitor_id, client_id, ("say", text, attachments))
    if before is not None and before[1] is not None:
        item: ChatItem = _decode(before[1])
        return item
    thread = thread_of(book, one)
    _check_words(book, one, thread, text, len(attachments))
    item = _write(book, one, thread, client_id, text, attachments)
    _remember(book, visitor_id, client_id, digest, item)
    return item


def _check_words(
    book: Book, one: Visitor, thread: LiveThread | None, text: str, attached: int
) -> None:
    talk.check_text(text, attached)
    if thread is None or book.live.current(thread) is None:
        place = entry_point(book, one.entry_point_id)
        check_takes_new(place)
        if any(queue.max_waiting is not None for queue in book.live.queues.values()):
            _check_room(book, one, place, text)


def _check_room(book: Book, one: Visitor, place: EntryPointSettings, text: str) -> None:
    """Raises Refused when the queue is full to which the house's rules would send this."""
    known = one.customer_id or next(
        (found for each in _reach(one) if (found := customers.find(book.storage, each))), None
    )
    customer = (
        Customer(id="", name=one.name, language=one.language)
        if known is None
        else book.customer(known)
    )
    message = Message(
        id="",
        conversation_id="",
        channel=place.channel,
        author=author_of(one, customer),
        text=text,
        sent_at=book.now,
    )
    plan = ruling.foreseen(
        book,
        customer,
        message,
        channel=place.channel,
        queue_id=place.queue_id,
        entry_point_id=place.id,
    )
    work.check_room(book, plan.queue, place.channel, plan.skills)


def _write(
    book: Book,
    one: Visitor,
    thread: LiveThread | None,
    client_id: str,
    text: str,
    attachments: tuple[str, ...],
) -> ChatItem:
    """Write a message that was checked, in the conversation or in a new one, and queue an interaction if none is on."""
    place = entry_point(book, one.entry_point_id)
    if attachments:
        _check_files(book, one, attachments, thread)
    customer, known = customer_for(book, one)
    was_gone, begins = one.gone, thread is None
    if thread is None:
        thread = opened_for(book, one, customer, place.channel, text)
    one = replace(one, customer_id=customer.id, conversation_id=thread.shown.id, gone=False)
    put_visitor(book, one)
    files = talk.claimed(book, attachments, for_visitor(one.id), thread)
    current = book.live.current(thread)
    interaction_id = ""
    if current is None:
        interaction_id = new_id()
        opening.go_on(book, thread)
    elif was_gone:
        line = book.add_line(thread, LineKind.CUSTOMER_RETURNED, author_of(one, customer))
        chat_news.tell_line(book, thread, line)
    author = author_of(one, customer)
    message = talk.customer_says(book, thread, author, client_id, text, files, interaction_id)
    revealed.keep(book, customer, message, {"name": one.name} if begins else {})
    if current is None:
        work.begin(
            book,
            thread,
            customer,
            interaction_id=interaction_id,
            channel=place.channel,
            queue_id=place.queue_id,
            entry_point_id=place.id,
            returning=known,
        )
    elif was_gone:
        chat_news.tell_chat(book, thread)
    item = chat_news.chat_item(thread.kept, message)
    assert item is not None
    return item


def _check_files(book: Book, one: Visitor, ids: tuple[str, ...], thread: LiveThread | None) -> None:
    place = thread.shown.id if thread else ""
    missing = threads.missing_attachment(book.storage, ids, for_visitor(one.id), place)
    if missing is not None:
        raise unknown("attachments", missing)


def opened_for(
    book: Book, one: Visitor, customer: Customer, channel: Channel, text: str = ""
) -> LiveThread:
    """A new conversation of the visitor's, that begins with `text`."""
    return opening.opened(
        book,
        customer,
        author_of(one, customer),
        channel=channel,
        entry_point_id=one.entry_point_id,
        subject=preview_of(text),
        visitor_id=one.id,
    )


def items(book: Book, visitor_id: str, since: int, limit: int) -> tuple[ChatItem, ...]:
    """What the visitor may see after item `since`, oldest first. Raises Refused."""
    thread = thread_of(book, book.visitor(visitor_id))
    if thread is None:
        return ()
    conversation_id = thread.shown.id
    if since > 0:
        found = threads.items_after(book.storage, conversation_id, since, limit)
    else:
        found = threads.items_before(book.storage, conversation_id, None, limit)
    return chat_news.chat_items(thread.kept, found)
