"""A customer's message by a network: whose it is, and its place in a conversation.

Promises that the same message again changes nothing; that an unknown address becomes a customer; that what a machine
wrote asks no agent for an answer. Which conversation it joins is said by `joining`.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import (
    joining,
    neighbours,
    opening,
    revealed,
    sameness,
    spreading,
    survey_replies,
    surveyed,
    talk,
    ways,
    work,
)
from agent_desktop.hub.centre.amending import bounded, owner
from agent_desktop.hub.centre.book import Book, preview_of
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import letters, people, threads
from agent_desktop.hub.storage.letters import Place
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Arrived
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id
from agent_desktop.model.joining import WhyHere
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.people import Address, Customer
from agent_desktop.model.timeline import Author, AuthorKind, LineKind, Message
from agent_desktop.model.ways import Route


def arrived(book: Book, place: EntryPointSettings, one: Arrived) -> None:
    """A message finds its customer and its conversation. Raises Refused."""
    if sameness.was_faulty(book, place, one):
        return
    address = normal(one.address)
    known_as = sameness.unknown_name(book, place, one, address)
    if not known_as:
        return
    _files(book, place, one)  # refused before anything is written
    reply = survey_replies.reply_in(book, place, one, address)
    if reply is not None:
        _answer(book, place, reply, replace(one, remote_id=known_as), address)
        return
    named = joining.named(book, place, one)
    customer, returning = _customer(book, address, one.name, named)
    thread, why = joining.found(book, place, one, customer) or joining.Found(
        opening.opened(
            book,
            customer,
            _author(customer, one.name),
            channel=place.channel,
            entry_point_id=place.id,
            subject=preview_of(one.subject or one.text),
            why=WhyHere.NEW.value,
        ),
        WhyHere.NEW,
    )
    message = _message(book, place, thread, customer, one, address)
    _say_why(book, thread, message, why)
    survey_replies.said_more(book, place, one, address)
    _into(book, place, thread, customer, message, replace(one, remote_id=known_as), returning)


def _message(
    book: Book,
    place: EntryPointSettings,
    thread: LiveThread,
    customer: Customer,
    one: Arrived,
    address: Address,
) -> Message:
    """What was written, as it stands in a conversation; its files are bound to that."""
    attached = _claimed(book, place, _files(book, place, one), thread)
    return Message(
        id=new_id(),
        conversation_id=thread.shown.id,
        channel=place.channel,
        author=_author(customer, one.name),
        text=bounded(one.text),
        sent_at=min(one.sent_at, book.now),
        attachments=tuple(attached[file] for file in one.attachments),
        route=Route(
            entry_point_id=place.id,
            network=_network(book, place),
            address=address.value,
            public=one.public,
        ),
        mail=_head(one.mail, attached),
        answers=joining.answered_item(book, place, one, thread),
        reach=one.reach,
        gaps=one.gaps,
    )


def _answer(
    book: Book,
    place: EntryPointSettings,
    reply: survey_replies.Reply,
    one: Arrived,
    address: Address,
) -> None:
    """The answer to a survey: it stands where that was asked, and asks nobody for anything."""
    customer = book.customer(reply.thread.shown.customer_id)
    message = _message(book, place, reply.thread, customer, one, address)
    surveyed.take(book, place, message, reply.asked, reply.score, one.remote_id)


def _say_why(book: Book, thread: LiveThread, message: Message, why: WhyHere) -> None:
    """A line where somebody may wonder: a closed conversation goes on, or the customer comes by another way."""
    before = ((one.channel, one.route) for one in book.said(thread) if one.incoming)
    other = next(before, None) != (message.channel, message.route)
    if why is not WhyHere.NEW and (other or not thread.shown.open):
        book.add_line(thread, LineKind.JOINED, detail=why.value, channel=message.channel)


def _into(
    book: Book,
    place: EntryPointSettings,
    thread: LiveThread,
    customer: Customer,
    message: Message,
    one: Arrived,
    returning: bool,
) -> None:
    """The message gets its place, and an interaction is queued where none is on and somebody must answer."""
    current = book.live.current(thread)
    human = message.mail is None or message.mail.automatic in (Automatic.NO, Automatic.LIST)
    begins = current is None and human
    if begins:
        message = replace(message, interaction_id=new_id())
        opening.go_on(book, thread)
    written = talk.customer_wrote(book, thread, message)
    where = Place(conversation_id=thread.shown.id, seq=written.seq)
    letters.keep_remote(book.storage, place.id, one.remote_id, where, book.now)
    if one.thread:
        letters.keep_thread(
            book.storage,
            place.id,
            one.thread,
            message.route.address,
            thread.shown.id,
            book.now,
        )
    ways.refreshed(book, thread)
    book.put_thread(thread, thread.kept)
    neighbours.hear_of_way(book, thread, place.id)
    if human:
        revealed.keep(book, customer, written, one.revealed)
    if begins:
        work.begin(
            book,
            thread,
            customer,
            interaction_id=message.interaction_id,
            channel=place.channel,
            queue_id=place.queue_id,
            entry_point_id=place.id,
            returning=returning,
            priority=spreading.points(book, place.queue_id, message),
        )


def _author(customer: Customer, name: str) -> Author:
    return Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name or name)


def _customer(
    book: Book, address: Address, name: str, named: joining.Found | None
) -> tuple[Customer, bool]:
    """Whose address it is, found or made, and whether they were known before.

    Who answers from an address that nobody knows is the customer of the conversation that is answered.
    """
    found = customers.find(book.storage, address)
    if found is None and named is not None:
        customer = book.customer(named.thread.shown.customer_id)
        customer = customers.with_address(book.storage, customer, address, book.now)
        book.put_customer(customer)
        return customer, True
    if found is None:
        made = customers.create(book.storage, _name(name), [address], book.now)
        book.live.customers[made.id] = made
        return made, False
    customer = book.customer(found)
    if name and not customer.name:
        customer = replace(customer, name=_name(name), updated_at=book.now)
        people.keep_customer(book.storage, customer)
        book.put_customer(customer)
    return customer, True


def _name(name: str) -> str:
    return " ".join(name.split())[: customers.MAX_NAME]


def _network(book: Book, place: EntryPointSettings) -> str:
    known = book.live.networks.get(place.id)
    return "" if known is None else known.network


def _files(book: Book, place: EntryPointSettings, one: Arrived) -> tuple[str, ...]:
    """The ids of every file that came with a message. Raises Refused for one that was not kept for the entry point."""
    heads = (one.mail.html, one.mail.original) if one.mail is not None else ()
    ids = (*one.attachments, *(file.id for file in heads if file is not None))
    if ids:
        missing = threads.missing_attachment(book.storage, ids, owner(place.id), "")
        if missing is not None:
            raise unknown("attachments", missing)
    return ids


def _claimed(
    book: Book, place: EntryPointSettings, ids: tuple[str, ...], thread: LiveThread
) -> dict[str, Attachment]:
    if not ids:
        return {}
    found = threads.claim_attachments(book.storage, ids, owner(place.id), thread.shown.id)
    assert not isinstance(found, str)  # `_files` has looked
    return dict(zip(ids, found, strict=True))


def _head(head: MailHead | None, attached: dict[str, Attachment]) -> MailHead | None:
    """The envelope with the files as they were kept."""
    if head is None:
        return None
    return replace(
        head,
        html=attached[head.html.id] if head.html is not None else None,
        original=attached[head.original.id] if head.original is not None else None,
    )
