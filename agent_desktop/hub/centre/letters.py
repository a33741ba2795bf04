"""Letters: what agents write to other networks, from the reply to what became of it.

Promises that a letter is kept in the same transaction as its message; that it is marked as being sent before the
network hears of it; that letters of one conversation leave one after another. Refuses ways that do not lead to the
customer, and addresses whose owner wants no more. Never sends again by itself what may have been sent.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import letters, networks, threads
from agent_desktop.hub.storage.letters import KeptLetter, LetterState, Place
from agent_desktop.hub.written.door import Claimed
from agent_desktop.hub.written.records import (
    Letter,
    NotNow,
    Outcome,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Address
from agent_desktop.model.timeline import Delivery, MailHead, Message, Route

WAITS_MS: Final[tuple[Millis, ...]] = (2_000, 10_000, 30_000, 60_000, 300_000)
"""How long after each attempt the next one is made, the last for all that follow."""
QUOTED: Final = 20_000
"""So many characters of what is answered go along with an e-mail."""

_encode = msgspec.json.Encoder().encode
_letter = msgspec.json.Decoder(Letter).decode


# --- an agent writes


def route_for(book: Book, thread: LiveThread, asked: SendMessage) -> Route:
    """The way that this reply takes. Raises Refused."""
    possible = [way for way in ways.ways_of(book, thread) if way.channel is asked.channel]
    wanted = asked.route
    for way in possible:
        if wanted == Route() or (wanted.entry_point_id, wanted.address) == (
            way.route.entry_point_id,
            way.route.address,
        ):
            _check_consent(book, asked, way.route)
            if way.until is not None and way.until < book.now:
                raise Refused(
                    "The network takes no free text so long after the customer's last message.",
                    remedy="Choose another way to answer, or wait until the customer writes.",
                    field="route",
                    value=way.name,
                )
            _check_size(book, asked, way.route)
            return way.route
    raise Refused(
        "The customer cannot be written to by this way.",
        remedy="Choose another way to answer.",
        field="route",
        value=wanted.address or asked.channel.value,
    )


def _check_consent(book: Book, asked: SendMessage, route: Route) -> None:
    kind = ways.KINDS[asked.channel]
    network = route.network if kind.value == "handle" else ""
    address = Address(kind=kind, value=route.address, network=network)
    if networks.consent(book.storage, address) is False:
        raise Refused(
            "The customer asked not to be written to at this address.",
            remedy="Choose another way to answer.",
            field="route",
            value=route.address,
        )


def _check_size(book: Book, asked: SendMessage, route: Route) -> None:
    limits = book.links.limits.get(route.entry_point_id)
    if limits is None:
        return
    if len(asked.text) > limits.max_text:
        raise Refused(
            f"The text is longer than {limits.max_text} characters.",
            remedy="Shorten it, or send it in parts.",
            field="text",
            value=f"{len(asked.text)} characters",
        )
    if len(asked.attachments) > limits.max_files:
        raise Refused(
            f"A message carries at most {limits.max_files} files.",
            remedy="Send the others in another message.",
            field="attachments",
            value=str(len(asked.attachments)),
        )
    for file in asked.attachments:
        if file.size > limits.max_file_bytes:
            raise Refused(
                f"The network takes files up to {limits.max_file_bytes} bytes.",
                remedy="Send a smaller file.",
                field="attachments",
                value=file.name,
            )


def post(book: Book, thread: LiveThread, message: Message) -> None:
    """Put a message that was just written on its way."""
    route = message.route
    remote = letters.remote_ids(book.storage, thread.shown.id, route.entry_point_id)
    answered = _answered(book, thread, message)
    if answered is not None:
        known = letters.remotes_of(book.storage, thread.shown.id, (answered.seq,))
        if first := known.get(answered.seq):
            remote = [first, *(one for one in remote if one != first)]
    letter = Letter(
        id=message.id,
        entry_point_id=route.entry_point_id,
        conversation_id=thread.shown.id,
        to=route.address,
        text=message.text,
        written_at=message.sent_at,
        author=message.author.name,
        attachments=message.attachments,
        thread=letters.thread_with(book.storage, route.entry_point_id, route.address),
        answers=tuple(remote),
        token=thread.shown.id,
        mail=_head(book, thread, message, answered),
        public=message.public,
    )
    kept = KeptLetter(
        id=letter.id,
        entry_point_id=letter.entry_point_id,
        conversation_id=letter.conversation_id,
        seq=message.seq,
        body=_encode(letter),
        due_at=book.now,
    )
    letters.keep_letter(book.storage, kept)
    book.posted[route.entry_point_id] = None


def _answered(book: Book, thread: LiveThread, message: Message) -> Message | None:
    """What a message answers: what the agent chose, else the customer's newest by the same way."""
    for item in reversed(book.recent(thread)):
        if isinstance(item, Message) and item.seq < message.seq:
            if message.answers:
                if item.id == message.answers:
                    return item
            elif item.incoming and item.route == message.route:
                return item
    return None


def _head(
    book: Book, thread: LiveThread, message: Message, answered: Message | None
) -> MailHead | None:
    """An e-mail's envelope: its subject, and what goes along below the reply."""
    if message.mail is None and message.channel.value != "email":
        return None
    head = message.mail or MailHead()
    if not head.subject:
        before = answered.mail.subject if answered is not None and answered.mail else ""
        head = replace(head, subject=before or thread.shown.subject)
    if answered is not None:
        return replace(head, quoted=_quoted(answered))
    return replace(head, quoted=_transcript(book, thread, message))


def _quoted(answered: Message) -> str:
    return answered.text[:QUOTED]


def _transcript(book: Book, thread: LiveThread, message: Message) -> str:
    """What was said before, for a customer who goes on by mail: messages alone, never notes."""
    lines = [
        f"{item.author.name or item.author.kind.value}: {item.text}"
        for item in book.recent(thread)
        if isinstance(item, Message) and item.seq < message.seq and not item.deleted and item.text
    ]
    return "\n".join(lines)[-QUOTED:]


# --- the courier carries it


def claim(book: Book, entry_point_id: str) -> Claimed:
    """The next letter, now being sent; or when one is due."""
    due: Millis | None = None
    seen: set[str] = set()
    for kept in letters.open_letters(book.storage, entry_point_id):
        if kept.conversation_id in seen:
            continue  # not before the one ahead of it
        seen.add(kept.conversation_id)
        if kept.state is not LetterState.WAITING:
            continue
        if kept.due_at <= book.now:
            kept = replace(kept, state=LetterState.SENDING, attempts=kept.attempts + 1)
            letters.keep_letter(book.storage, kept)
            return Claimed(letter=_read(kept))
        due = kept.due_at if due is None else min(due, kept.due_at)
    return Claimed(due_at=due)


def unfinished(book: Book, entry_point_id: str) -> tuple[Letter, ...]:
    """Those that were being sent when somebody stopped."""
    found = letters.open_letters(book.storage, entry_point_id)
    return tuple(_read(kept) for kept in found if kept.state is LetterState.SENDING)


def _read(kept: KeptLetter) -> Letter:
    return replace(_letter(kept.body), attempt=kept.attempts)


def settle(book: Book, letter_id: str, outcome: Outcome) -> None:
    """What became of a letter."""
    kept = letters.letter(book.storage, letter_id)
    if kept is None or kept.state not in (LetterState.SENDING, LetterState.UNCLEAR):
        return
    match outcome:
        case Sent(remote_ids=remote_ids, delivery=delivery, thread=thread):
            _remember(book, kept, remote_ids, thread)
            _settled(book, kept, LetterState.SENT, delivery)
        case Rejected(problem=problem, remedy=remedy):
            # What a network told may end without a full stop; the desk finds sentences by theirs.
            stop = "" if not remedy or problem.endswith((".", "!", "?", ")")) else "."
            words = f"{problem}{stop} {remedy}".strip()
            _settled(book, kept, LetterState.REJECTED, Delivery.REFUSED, words)
        case Unclear(problem=problem):
            _settled(book, kept, LetterState.UNCLEAR, Delivery.UNCLEAR, problem)
        case NotNow(problem=problem, wait_ms=wait_ms):
            wait = WAITS_MS[min(kept.attempts, len(WAITS_MS)) - 1] if wait_ms is None else wait_ms
            again = replace(
                kept, state=LetterState.WAITING, due_at=book.now + max(wait, 0), problem=problem
            )
            letters.keep_letter(book.storage, again)
            book.posted[kept.entry_point_id] = None
            if problem != kept.problem:
                _tell(book, kept, Delivery.QUEUED, problem)


def _remember(book: Book, kept: KeptLetter, remote_ids: Sequence[str], thread: str) -> None:
    place = Place(conversation_id=kept.conversation_id, seq=kept.seq)
    for remote_id in remote_ids:
        letters.keep_remote(book.storage, kept.entry_point_id, remote_id, place, book.now)
    if thread:
        letters.keep_thread(
            book.storage, kept.entry_point_id, thread, _letter(kept.body).to, kept.conversation_id
        )


def _settled(
    book: Book, kept: KeptLetter, state: LetterState, delivery: Delivery, problem: str = ""
) -> None:
    letters.keep_letter(book.storage, replace(kept, state=state, problem=problem))
    book.posted[kept.entry_point_id] = None  # the next one of the conversation may go
    _tell(book, kept, delivery, problem)


def _tell(book: Book, kept: KeptLetter, delivery: Delivery, problem: str) -> None:
    thread = book.thread(kept.conversation_id)
    item = threads.item_at(book.storage, kept.conversation_id, kept.seq)
    if isinstance(item, Message):
        book.change_message(thread, replace(item, delivery=delivery, problem=problem))
    if delivery is Delivery.REFUSED and thread.shown.reply_due_at is None:
        # the customer still waits for an answer
        shown = replace(thread.shown, reply_due_at=book.now)
        book.put_thread(thread, replace(thread.kept, shown=shown))
