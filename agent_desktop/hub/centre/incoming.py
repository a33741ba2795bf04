"""What networks tell: customers' messages find their conversation, receipts find their message.

A message goes, by the first of these rules that holds, into
1. the conversation whose token came back with it, unless its writer is known as another customer;
2. the conversation of the message that it answers, under the same condition;
3. the conversation of the network's own thread (a room, a chat), where it is the writer's;
4. the newest open conversation of its writer, on whatever channel; a public post only into a public one;
5. the writer's conversation by the same entry point that was closed within a day;
6. a new one.

Promises that the same news again changes nothing; that an unknown address becomes a customer; that what a machine wrote
asks no agent for an answer. What cannot be used is told in words, and the rest goes on.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import opening, spreading, talk, ways, work
from agent_desktop.hub.centre.book import Book, preview_of, unknown
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import letters, networks, people, threads
from agent_desktop.hub.storage.letters import LetterState, Place
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import (
    Arrived,
    Consent,
    Edited,
    News,
    Reacted,
    Receipt,
    Spread,
    TakenBack,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Refused, StoreFailed
from agent_desktop.model.people import Address, Customer
from agent_desktop.model.timeline import (
    Attachment,
    Author,
    AuthorKind,
    Automatic,
    Delivery,
    MailHead,
    Message,
    Reaction,
    Route,
    further,
)

MAX_INCOMING: Final = 100_000
"""So many characters of a message are kept; an e-mail's rest is in its original."""
SEARCHED: Final = 20
"""So many of a customer's conversations are looked at for one that goes on."""


def take(
    book: Book, entry_point_id: str, news: Sequence[News], memory: Mapping[str, str]
) -> tuple[str, ...]:
    """Take what happened, and what the session remembers with it; in words, what could not be used. Raises Refused."""
    place = book.live.entry_points.get(entry_point_id)
    if place is None:
        raise unknown("entry_point", entry_point_id)
    faults = []
    for one in news:
        try:
            _take_one(book, place, one)
        except StoreFailed:
            raise
        except Refused as refused:
            faults.append(refused.problem.message)
            _known(book, place, one.remote_id, Place(conversation_id="", seq=0))
    for name, value in memory.items():
        networks.remember(book.storage, entry_point_id, name, value)
    return tuple(faults)


def _take_one(book: Book, place: EntryPointSettings, one: News) -> None:
    match one:
        case Arrived():
            _arrived(book, place, one)
        case Receipt():
            _receipt(book, place, one)
        case Edited():
            _edited(book, place, one)
        case TakenBack():
            _taken_back(book, place, one)
        case Reacted():
            _reacted(book, place, one)
        case Spread():
            spreading.grown(book, _message(book, place, one.remote_id), one.reach)
        case Consent():
            address = normal(one.address)
            networks.keep_consent(book.storage, address, one.given, one.words, one.at)


def _known(book: Book, place: EntryPointSettings, remote_id: str, where: Place) -> None:
    letters.keep_remote(book.storage, place.id, remote_id, where, book.now)


# --- a message


def _arrived(book: Book, place: EntryPointSettings, one: Arrived) -> None:
    if letters.place_of(book.storage, place.id, one.remote_id) is not None:
        return
    address = normal(one.address)
    files = _files(book, place, one)
    named = _named(book, place, one)
    customer, returning = _customer(book, address, one.name, named)
    thread = _thread(book, place, one, customer, named) or opening.opened(
        book,
        customer,
        _author(customer, one.name),
        channel=place.channel,
        entry_point_id=place.id,
        subject=preview_of(one.subject or one.text),
    )
    attached = _claimed(book, place, files, thread)
    message = Message(
        id=new_id(),
        conversation_id=thread.shown.id,
        channel=place.channel,
        author=_author(customer, one.name),
        text=_bounded(one.text),
        sent_at=min(one.sent_at, book.now),
        attachments=tuple(attached[file] for file in one.attachments),
        route=Route(entry_point_id=place.id, network=_network(book, place), address=address.value),
        mail=_head(one.mail, attached),
        answers=_answered_item(book, place, one, thread),
        public=one.public,
    )
    _into(book, place, thread, customer, message, one, returning=returning)


def _into(
    book: Book,
    place: EntryPointSettings,
    thread: LiveThread,
    customer: Customer,
    message: Message,
    one: Arrived,
    *,
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
    _known(
        book,
        place,
        one.remote_id,
        Place(conversation_id=thread.shown.id, seq=written.seq),
    )
    if one.thread:
        letters.keep_thread(
            book.storage, place.id, one.thread, message.route.address, thread.shown.id
        )
    ways.refreshed(book, thread)
    book.put_thread(thread, thread.kept)
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
            priority=spreading.points(book, place.queue_id, one.reach, public=one.public),
        )


def _author(customer: Customer, name: str) -> Author:
    return Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name or name)


def _customer(
    book: Book, address: Address, name: str, named: Sequence[LiveThread]
) -> tuple[Customer, bool]:
    """Whose address it is, found or made, and whether they were known before.

    Who answers from an address that nobody knows is the customer of the conversation that is answered.
    """
    found = customers.find(book.storage, address)
    if found is None and named:
        customer = book.customer(named[0].shown.customer_id)
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


def _bounded(text: str) -> str:
    return text if len(text) <= MAX_INCOMING else f"{text[:MAX_INCOMING]}…"


# --- which conversation


def _named(book: Book, place: EntryPointSettings, one: Arrived) -> list[LiveThread]:
    """The conversations that a message names by a token or by what it answers, the surest first."""
    ids = [one.token]
    for remote_id in one.answers:
        where = letters.place_of(book.storage, place.id, remote_id)
        ids.append("" if where is None else where.conversation_id)
    found = (_with_id(book, conversation_id) for conversation_id in dict.fromkeys(ids))
    return [thread for thread in found if thread is not None and opening.may_go_on(book, thread)]


def _with_id(book: Book, conversation_id: str) -> LiveThread | None:
    if not conversation_id or threads.conversation(book.storage, conversation_id) is None:
        return None
    return book.thread(conversation_id)


def _thread(
    book: Book,
    place: EntryPointSettings,
    one: Arrived,
    customer: Customer,
    named: list[LiveThread],
) -> LiveThread | None:
    """The conversation that a message belongs to, None for a new one."""
    if one.thread:
        room = letters.conversation_of_thread(book.storage, place.id, one.thread) or ""
        thread = _with_id(book, room)
        if thread is not None and opening.may_go_on(book, thread):
            named = [*named, thread]
    for thread in named:
        if book.customer(thread.shown.customer_id).id == customer.id:
            return thread
    return _open_one(book, place, one, customer)


def _open_one(
    book: Book, place: EntryPointSettings, one: Arrived, customer: Customer
) -> LiveThread | None:
    recent = threads.conversations_of(book.storage, customer.id, SEARCHED)
    recent.sort(key=lambda kept: kept.shown.last_at, reverse=True)
    closed = None
    for kept in recent:
        thread = book.thread(kept.shown.id)
        if _is_public(book, thread) is not one.public:
            continue
        if thread.shown.open:
            return thread
        if closed is None and thread.shown.entry_point_id == place.id:
            closed = thread
    return closed if closed is not None and opening.may_go_on(book, closed) else None


def _is_public(book: Book, thread: LiveThread) -> bool:
    """Whether the customer wrote there last for everybody to read."""
    for item in reversed(book.recent(thread)):
        if isinstance(item, Message) and item.incoming:
            return item.public
    return False


def _answered_item(book: Book, place: EntryPointSettings, one: Arrived, thread: LiveThread) -> str:
    """The id of the item in this conversation that a message answers; empty for none."""
    for remote_id in one.answers[:1]:
        where = letters.place_of(book.storage, place.id, remote_id)
        if where is not None and where.conversation_id == thread.shown.id and where.seq:
            return threads.item_id_at(book.storage, where.conversation_id, where.seq) or ""
    return ""


# --- files


def _files(book: Book, place: EntryPointSettings, one: Arrived) -> tuple[str, ...]:
    """The ids of every file that came with a message. Raises Refused for one that was not kept for the entry point."""
    heads = (one.mail.html, one.mail.original) if one.mail is not None else ()
    ids = (*one.attachments, *(file.id for file in heads if file is not None))
    if ids:
        missing = threads.missing_attachment(book.storage, ids, owner(place.id), "")
        if missing is not None:
            raise unknown("attachments", missing)
    return ids


def owner(entry_point_id: str) -> str:
    """Whose the files are that come by an entry point."""
    return f"entry:{entry_point_id}"


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


# --- what becomes of messages


def _message(book: Book, place: EntryPointSettings, remote_id: str) -> Message | None:
    where = letters.place_of(book.storage, place.id, remote_id)
    if where is None or not where.seq:
        return None
    item = threads.item_at(book.storage, where.conversation_id, where.seq)
    return item if isinstance(item, Message) else None


def _receipt(book: Book, place: EntryPointSettings, one: Receipt) -> None:
    """How far a message of ours got; late and doubled receipts never turn time back, a refusal is believed."""
    message = _message(book, place, one.remote_id)
    if message is None or message.incoming:
        return
    thread = book.thread(message.conversation_id)
    kept = letters.letter(book.storage, message.id)
    if kept is not None and kept.state is LetterState.UNCLEAR:
        letters.keep_letter(book.storage, replace(kept, state=LetterState.SENT, problem=""))
    if one.delivery is Delivery.REFUSED:
        if message.delivery is Delivery.READ:
            return
        changed = replace(message, delivery=Delivery.REFUSED, problem=one.problem)
        book.change_message(thread, changed)
        if thread.shown.reply_due_at is None:
            shown = replace(thread.shown, reply_due_at=book.now)
            book.put_thread(thread, replace(thread.kept, shown=shown))
        return
    delivery = further(message.delivery, one.delivery)
    if delivery is not message.delivery:
        book.change_message(thread, replace(message, delivery=delivery, problem=""))


def _edited(book: Book, place: EntryPointSettings, one: Edited) -> None:
    message = _message(book, place, one.remote_id)
    if message is None or not message.incoming:
        return
    if message.edited_at is None or message.edited_at < one.at:
        thread = book.thread(message.conversation_id)
        book.change_message(thread, replace(message, text=_bounded(one.text), edited_at=one.at))


def _taken_back(book: Book, place: EntryPointSettings, one: TakenBack) -> None:
    message = _message(book, place, one.remote_id)
    if message is not None and message.incoming:
        thread = book.thread(message.conversation_id)
        book.change_message(thread, replace(message, deleted=True))


def _reacted(book: Book, place: EntryPointSettings, one: Reacted) -> None:
    message = _message(book, place, one.remote_id)
    found = customers.find(book.storage, normal(one.address))
    if message is None or found is None:
        return
    customer = book.customer(found)
    others = tuple(each for each in message.reactions if each.author.id != customer.id)
    mine = (Reaction(author=_author(customer, ""), sign=one.sign),) if one.sign else ()
    thread = book.thread(message.conversation_id)
    book.change_message(thread, replace(message, reactions=(*others, *mine)))
