"""What becomes of messages at networks: receipts, edits, reactions, what was taken back.

Promises that late and doubled news never turn time back. Ignores what is told of messages that the hub does not have.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import previews, spreading
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import letters, threads
from agent_desktop.hub.storage.letters import LetterState
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Edited, Reacted, Receipt, Spread, TakenBack
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.receipts import further
from agent_desktop.model.timeline import Author, AuthorKind, Delivery, Message, Reaction

MAX_INCOMING: Final = 100_000
"""So many characters of a message are kept; an e-mail's rest is in its original."""
MAX_REPORTS: Final = 100
"""So many reports of one letter are kept: as many people may get it."""


def bounded(text: str) -> str:
    """A text as far as it is kept."""
    return text if len(text) <= MAX_INCOMING else f"{text[:MAX_INCOMING]}…"


def owner(entry_point_id: str) -> str:
    """Whose the files are that come by an entry point."""
    return f"entry:{entry_point_id}"


def _message(book: Book, place: EntryPointSettings, remote_id: str) -> Message | None:
    where = letters.place_of(book.storage, place.id, remote_id)
    if where is None or not where.seq:
        return None
    item = threads.item_at(book.storage, where.conversation_id, where.seq)
    return item if isinstance(item, Message) else None


def spread(book: Book, place: EntryPointSettings, one: Spread) -> None:
    """So many saw or shared a post by now."""
    spreading.grown(book, _message(book, place, one.remote_id), one.reach)


def receipt(book: Book, place: EntryPointSettings, one: Receipt) -> None:
    """How far a message of ours got; late and doubled receipts never turn time back, a refusal is believed."""
    message = _message(book, place, one.remote_id)
    if message is None or message.incoming:
        return
    thread = book.thread(message.conversation_id)
    kept = letters.letter(book.storage, message.origin or message.id)
    if kept is not None and kept.state is LetterState.UNCLEAR:
        letters.keep_letter(book.storage, replace(kept, state=LetterState.SENT, problem=""))
    message = _reported(book, place, message, one.report)
    if one.delivery is Delivery.REFUSED and message.delivery is not Delivery.READ:
        changed = replace(message, delivery=Delivery.REFUSED, problem=one.problem)
        book.change_message(thread, changed)
        kept_asked.keep_lost(book.storage, message)
        ours = message.author.kind is AuthorKind.AGENT  # nobody waits for what the hub wrote itself
        if thread.shown.reply_due_at is None and ours:
            shown = replace(thread.shown, reply_due_at=book.now)
            book.put_thread(thread, replace(thread.kept, shown=shown))
        return
    delivery = further(message.delivery, one.delivery)
    if delivery is not message.delivery:
        message = replace(message, delivery=delivery, problem="")
    book.change_message(thread, message)


def _reported(
    book: Book, place: EntryPointSettings, message: Message, report: Attachment | None
) -> Message:
    """The message with what was said of it, the oldest first; each report once."""
    if report is None:
        return message
    head = message.mail or MailHead()
    reports = head.reports
    if len(reports) >= MAX_REPORTS or any(report.name == one.name for one in reports):
        return message
    ids, thread_id = (report.id,), message.conversation_id
    kept = threads.claim_attachments(book.storage, ids, owner(place.id), thread_id)
    if isinstance(kept, str):  # not kept for this entry point
        return message
    return replace(message, mail=replace(head, reports=(*reports, *kept)))


def edited(book: Book, place: EntryPointSettings, one: Edited) -> None:
    """The writer changed a message."""
    message = _message(book, place, one.remote_id)
    if message is None or not message.incoming:
        return
    if message.edited_at is None or message.edited_at < one.at:
        thread = book.thread(message.conversation_id)
        book.change_message(thread, replace(message, text=bounded(one.text), edited_at=one.at))
        previews.follow(book, thread)


def taken_back(book: Book, place: EntryPointSettings, one: TakenBack) -> None:
    """The writer took a message back: the team still reads it."""
    message = _message(book, place, one.remote_id)
    if message is not None and message.incoming:
        thread = book.thread(message.conversation_id)
        book.change_message(thread, replace(message, deleted=True))
        previews.follow(book, thread)


def reacted(book: Book, place: EntryPointSettings, one: Reacted) -> None:
    """Somebody made something of a message, in place of what they made of it before."""
    message = _message(book, place, one.remote_id)
    found = customers.find(book.storage, normal(one.address))
    if message is None or found is None:
        return
    customer = book.customer(found)
    others = tuple(each for each in message.reactions if each.author.id != customer.id)
    author = Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name)
    mine = (Reaction(author=author, sign=one.sign),) if one.sign else ()
    thread = book.thread(message.conversation_id)
    book.change_message(thread, replace(message, reactions=(*others, *mine)))
