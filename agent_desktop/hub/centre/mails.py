"""What an agent's mail has beside its text, as it leaves: people, subject, and what is repeated below it.

Promises that only messages are ever repeated, never a note, and of what was passed on to somebody else nothing goes to
the customer; that a desk decides who gets a mail and what stands above the quote, and nothing else of its head. A mail
that passes on a message (`MailHead.forwards`) goes to the people in `to`, and not to the customer.
"""

from email.utils import parseaddr
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import configuration, threads
from agent_desktop.model import signatures
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.errors import Refused
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.rich_lines import MAX_HTML
from agent_desktop.model.timeline import AuthorKind, Message
from agent_desktop.model.work import Channel

QUOTED: Final = 20_000
"""So many characters of what is answered go along with an e-mail."""
SAID_BEFORE: Final = 500
"""So many of a conversation's newest items are looked at for what was said so far."""
MAX_PEOPLE: Final = 100
_MAX_LINE: Final = 1_000
_MAX_INTRO: Final = 4_000


def queue_signature(book: Book, queue_id: str) -> str:
    """What stands below a queue's mails, but for the agent's name; empty where nothing does."""
    queue = book.live.queues.get(queue_id)
    if queue is None or not queue.signature:
        return ""
    team = configuration.setting(book.storage, "team")
    return signatures.filled(queue.signature, {signatures.QUEUE: queue.name, signatures.TEAM: team})


def signature_of(book: Book, message: Message) -> str:
    """What stands below this mail."""
    if message.channel is not Channel.EMAIL:
        return ""
    one = book.live.interactions.get(message.interaction_id)
    place = book.live.entry_points.get(message.route.entry_point_id)
    queue_id = (
        one.shown.queue_id if one is not None else place.queue_id if place is not None else ""
    )
    signature = queue_signature(book, queue_id)
    return signatures.filled(signature, {signatures.AGENT: message.author.name})


def asked_head(asked: SendMessage) -> MailHead | None:
    """What a desk may say of a mail; everything else of a head is told by the hub. Raises Refused."""
    head = asked.mail
    if head is None:
        return None
    for field in ("to", "cc", "bcc"):
        _check_people(field, getattr(head, field))
    if len(head.rich) > MAX_HTML:
        raise Refused(
            "The formatted text is too long.",
            remedy="Shorten it, or send it in parts.",
            field="mail.rich",
            value=f"{len(head.rich)} characters",
        )
    if head.forwards and not head.to:
        raise Refused(
            "Nobody is named to whom the mail is to be forwarded.",
            remedy="Write at least one address.",
            field="mail.to",
        )
    return MailHead(
        to=head.to,
        cc=head.cc,
        bcc=head.bcc,
        subject=head.subject[:_MAX_LINE],
        rich=head.rich,
        intro=head.intro[:_MAX_INTRO],
        forwards=head.forwards,
        passes=head.passes,
    )


def _check_people(field: str, people: tuple[str, ...]) -> None:
    if len(people) > MAX_PEOPLE:
        raise Refused(
            f"A mail goes to at most {MAX_PEOPLE} addresses in one line.",
            remedy="Send it in parts.",
            field=f"mail.{field}",
            value=str(len(people)),
        )
    for one in people:
        user, at, domain = parseaddr(one)[1].rpartition("@")
        if not (user and at and domain) or len(one) > _MAX_LINE or not one.isprintable():
            raise Refused(
                "This is no e-mail address.",
                remedy="Correct it, or leave it out.",
                field=f"mail.{field}",
                value=one[:200],
            )


def passed_on(message: Message) -> bool:
    """True for what went to somebody else than the customer."""
    return message.mail is not None and bool(message.mail.forwards)


def passed(book: Book, thread: LiveThread, head: MailHead) -> tuple[Attachment, ...]:
    """The files of the original that go along when it is passed on. Raises Refused."""
    original = _named(book, thread, head.forwards)
    if original is None:
        raise Refused(
            "The message to forward is not in this conversation.",
            remedy="Open the conversation again, and forward it there.",
            field="mail.forwards",
            value=head.forwards[:200],
        )
    known = {one.id: one for one in original.attachments}
    for file in head.passes:
        if file not in known:
            raise Refused(
                "The forwarded message has no such file.",
                remedy="Attach the file itself.",
                field="mail.passes",
                value=file[:200],
            )
    return tuple(known[file] for file in dict.fromkeys(head.passes))


def answered_by(book: Book, thread: LiveThread, message: Message) -> Message | None:
    """What a message answers: what the agent chose, else the customer's newest by the same way; also where what was
    chosen moved to another conversation meanwhile."""
    chosen = _named(book, thread, message.answers) if message.answers else None
    if chosen is not None:
        # What went to somebody else is nothing that the customer may read below a reply.
        return None if passed_on(chosen) else chosen
    for item in book.said(thread):
        if item.seq < message.seq and item.incoming and item.route == message.route:
            return item
    return None


def _named(book: Book, thread: LiveThread, message_id: str) -> Message | None:
    """A message of this conversation, also by the id that it had before it came here; a note's id finds nothing."""
    for item in book.said(thread):
        if message_id in (item.id, item.origin) and not item.deleted:
            return item
    return None


def leaving_head(
    book: Book, thread: LiveThread, message: Message, answered: Message | None
) -> MailHead | None:
    """An e-mail's envelope: its people, its subject, what goes along below the text, and whether a machine wrote it."""
    if message.mail is None and message.channel is not Channel.EMAIL:
        return None
    head = _leaving(book, thread, message, answered)
    by_machine = message.author.kind is not AuthorKind.AGENT
    return replace(head, automatic=Automatic.REPLY) if by_machine else head


def _leaving(
    book: Book, thread: LiveThread, message: Message, answered: Message | None
) -> MailHead:
    head = message.mail or MailHead()
    if head.forwards:
        original = _named(book, thread, head.forwards)
        words = original.text[:QUOTED] if original is not None else ""
        return replace(head, to=head.to[1:], quoted=words)
    if not head.subject:
        before = answered.mail.subject if answered is not None and answered.mail else ""
        head = replace(head, subject=before or thread.shown.subject)
    if answered is not None:
        return replace(head, quoted=answered.text[:QUOTED])
    return replace(head, quoted=_transcript(book, thread, message))


def _transcript(book: Book, thread: LiveThread, message: Message) -> str:
    """What was said before, for a customer who goes on by mail: messages between both alone, never notes; where it is
    too long the newest of it, whole, below an ellipsis."""
    found = threads.items_before(book.storage, thread.shown.id, message.seq, SAID_BEFORE)
    lines: list[str] = []
    room = QUOTED
    for item in reversed(found):
        if not isinstance(item, Message) or item.moved_to or not item.text:
            continue
        if item.deleted or passed_on(item):
            continue
        line = f"{item.author.name or item.author.kind.value}: {item.text}"
        room -= len(line) + 1
        if room < 0:
            return "\n".join(("…", *reversed(lines)))
        lines.append(line)
    cut = len(found) == SAID_BEFORE
    return "\n".join((*(("…",) if cut else ()), *reversed(lines)))
