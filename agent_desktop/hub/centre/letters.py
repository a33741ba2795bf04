"""Letters: what agents write to other networks, from the reply to what became of it.

Promises that a letter is kept in the same transaction as its message; that it is marked as being sent before the
network hears of it; that letters of one conversation leave one after another. Refuses ways that do not lead to the
customer, and addresses whose owner wants no more. Never sends again by itself what may have been sent.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import mails, overtaken, refusing, ways, wishes
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import letters, networks, threads
from agent_desktop.hub.storage.letters import KeptLetter, LetterState, Place
from agent_desktop.hub.written.door import Claimed
from agent_desktop.hub.written.parts import numbered
from agent_desktop.hub.written.records import (
    AgentTypes,
    Letter,
    NotNow,
    Outcome,
    Proved,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.hub.written.templates import KEPT, of_text
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.errors import Refused
from agent_desktop.model.templates import Template, template_of, text_of
from agent_desktop.model.text_length import LengthUnit, length
from agent_desktop.model.timeline import AuthorKind, Delivery, Message
from agent_desktop.model.ways import Route
from agent_desktop.model.words import later

PROVED_MS: Final[Millis] = 8 * 86_400_000
"""Receipts may come so late; after that nobody looks for an unclear letter."""
WAITS_MS: Final[tuple[Millis, ...]] = (2_000, 10_000, 30_000, 60_000, 300_000)
"""How long after each attempt the next one is made, the last for all that follow."""
HEARD_MS: Final[Millis] = 86_400_000
"""Who wrote within this time may be answered at any hour; what is older is looked for no further than at hand."""

UNWANTED: Final = later("The customer asked not to be written to at this address.")

_encode = msgspec.json.Encoder().encode
_letter = msgspec.json.Decoder(Letter).decode


# --- an agent writes


def route_for(book: Book, thread: LiveThread, asked: SendMessage) -> Route:
    """The way that this reply takes. Raises Refused."""
    possible = [way for way in ways.ways_of(book, thread) if way.channel is asked.channel]
    wanted = asked.route
    for way in possible:
        if wanted == Route() or _same(wanted, way.route):
            _check_consent(book, asked, way.route)
            if asked.template is not None:
                _check_template(book, asked, way.route)
            elif way.until is not None and way.until < book.now:
                raise Refused(
                    "The network takes no free text so long after the customer's last message.",
                    remedy="Choose a template or another way, or wait until the customer writes.",
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


def _same(one: Route, other: Route) -> bool:
    """Whether both lead by one entry point to one address, before the same eyes."""
    return (one.entry_point_id, one.address, one.public) == (
        other.entry_point_id,
        other.address,
        other.public,
    )


def _check_consent(book: Book, asked: SendMessage, route: Route) -> None:
    if refusing.unwanted(book, asked.channel, route.network, route.address):
        raise Refused(
            UNWANTED,
            remedy="Choose another way to answer.",
            field="route",
            value=route.address,
        )


def kept_templates(book: Book, entry_point_id: str) -> tuple[Template, ...]:
    """The templates of an entry point, as they were read last."""
    return of_text(networks.memory(book.storage, entry_point_id).get(KEPT, ""))


def _check_template(book: Book, asked: SendMessage, route: Route) -> None:
    """What an agent says that the customer will read must be what the network makes of the template."""
    assert asked.template is not None
    known = template_of(kept_templates(book, route.entry_point_id), asked.template)
    if known is None or set(known.places) != asked.template.values.keys():
        raise Refused(
            "The network has no such template any more.",
            remedy="Choose another one.",
            field="template",
            value=asked.template.name,
        )
    if text_of(known, asked.template.values) != asked.text or asked.attachments:
        raise Refused(
            "The template says something else by now.",
            remedy="Choose it again.",
            field="template",
            value=asked.template.name,
        )


def _check_size(book: Book, asked: SendMessage, route: Route) -> None:
    limits = book.links.limits.get(route.entry_point_id)
    if limits is None:
        return
    if length(asked.text, limits.unit, route.address) > limits.max_text:
        remedy, value = "Shorten it, or send it in parts.", f"{len(asked.text)} characters"
        most = limits.max_text
        if limits.unit == LengthUnit.SMS:
            raise Refused(
                f"The text is longer than {most} SMS.", remedy=remedy, field="text", value=value
            )
        raise Refused(
            f"The text is longer than {most} characters.", remedy=remedy, field="text", value=value
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
        if not limits.files.takes_kind(file.media_type):
            raise Refused(
                "The network takes no files of this kind.",
                remedy="Send a file of another kind, or choose another way to answer.",
                field="attachments",
                value=f"{file.name}: {file.media_type}",
            )
    together = sum(file.size for file in asked.attachments)
    if 0 < limits.max_total_bytes < together:
        raise Refused(
            f"The network takes {limits.max_total_bytes} bytes of files a message.",
            remedy="Send some of them in another message.",
            field="attachments",
            value=f"{together} bytes",
        )


def post(book: Book, thread: LiveThread, message: Message, *, unasked: bool = False) -> None:
    """Put a message that was just written on its way. `unasked`: it answers nothing, and waits where it is night."""
    route = message.route
    remote = letters.remote_ids(book.storage, thread.shown.id, route.entry_point_id)
    answered = mails.answered_by(book, thread, message)
    elsewhere = mails.passed_on(message)
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
        # Who gets what was passed on answers for themselves: their answer is none of the customer's.
        answers=() if elsewhere else tuple(remote),
        heard_at=None
        if unasked
        else ways.heard(book, thread, (message.channel, route), book.now - HEARD_MS),
        token="" if elsewhere else thread.shown.id,
        mail=mails.leaving_head(book, thread, message, answered),
        signature=mails.signature_of(book, message),
        public=message.public,
        automatic=message.author.kind is AuthorKind.SYSTEM,
        template=message.template,
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


def typing_to(book: Book, route: Route, typing: bool) -> AgentTypes:
    """An agent types a reply by this way, or stopped."""
    thread = letters.thread_with(book.storage, route.entry_point_id, route.address)
    return AgentTypes(
        entry_point_id=route.entry_point_id, to=route.address, thread=thread, typing=typing
    )


# --- the courier carries it


def claim(book: Book, entry_point_id: str) -> Claimed:
    """The next letter, now being sent; or when one is due."""
    kept = letters.next_letter(book.storage, entry_point_id)
    if kept is None:
        return Claimed()
    if kept.due_at > book.now:
        return Claimed(due_at=kept.due_at)
    letter = _letter(kept.body)
    why = UNWANTED if _unwanted(book, kept) else overtaken.question(book, letter, kept.seq)
    if why:
        _settled(book, kept, LetterState.REJECTED, Delivery.REFUSED, why)
        return Claimed()  # the courier comes again at once
    kept = replace(kept, state=LetterState.SENDING, attempts=kept.attempts + 1)
    letters.keep_letter(book.storage, kept)
    return Claimed(letter=_read(kept))


def _unwanted(book: Book, kept: KeptLetter) -> bool:
    """Whether its customer has said since it was written that they want no more. What was sent may still change."""
    letter, place = _letter(kept.body), book.live.entry_points[kept.entry_point_id]
    network = book.live.networks[kept.entry_point_id].network
    return letter.wish is None and refusing.unwanted(book, place.channel, network, letter.to)


def unfinished(book: Book, entry_point_id: str) -> tuple[Letter, ...]:
    """Those that were being sent when somebody stopped."""
    return tuple(map(_read, letters.sending_letters(book.storage, entry_point_id)))


def unclear(book: Book, entry_point_id: str) -> tuple[Letter, ...]:
    """Those shown as unclear that may still be proved to be there."""
    since = book.now - PROVED_MS
    found = (_read(kept) for kept in letters.unclear_letters(book.storage, entry_point_id))
    return tuple(one for one in found if one.wish is None and one.written_at >= since)


def _read(kept: KeptLetter) -> Letter:
    return replace(_letter(kept.body), attempt=kept.attempts)


def settle(book: Book, letter_id: str, outcome: Outcome) -> None:
    """What became of a letter."""
    kept = letters.letter(book.storage, letter_id)
    if kept is None or kept.state not in (LetterState.SENDING, LetterState.UNCLEAR):
        return
    again_ms = WAITS_MS[min(max(kept.attempts, 1), len(WAITS_MS)) - 1]
    if _letter(kept.body).wish is not None:
        wishes.settle(book, kept, outcome, again_ms)
        return
    match outcome:
        case Sent():
            _sent(book, kept, outcome)
        case Rejected(problem=problem, remedy=remedy):
            # What a network told may end without a full stop; the desk finds sentences by theirs.
            stop = "" if not remedy or problem.endswith((".", "!", "?", ")")) else "."
            words = f"{problem}{stop} {remedy}".strip()
            _settled(book, kept, LetterState.REJECTED, Delivery.REFUSED, words)
        case Unclear(problem=problem):
            _settled(book, kept, LetterState.UNCLEAR, Delivery.UNCLEAR, problem)
        case NotNow(problem=problem, wait_ms=wait_ms):
            wait = again_ms if wait_ms is None else wait_ms
            again = replace(
                kept, state=LetterState.WAITING, due_at=book.now + max(wait, 0), problem=problem
            )
            letters.postpone(book.storage, again)
            book.posted[kept.entry_point_id] = None
            if problem != kept.problem:
                _tell(book, kept, Delivery.QUEUED, problem)


def proved(book: Book, entry_point_id: str, one: Proved) -> None:
    """The network told of itself that it has a letter. What it said of its sending before counts no more."""
    kept = letters.letter(book.storage, one.letter_id)
    if kept is None or kept.entry_point_id != entry_point_id or not kept.attempts:
        return
    letter = _letter(kept.body)
    whole = one.part is None or len(numbered(letter)) == 1
    doubtful = (LetterState.WAITING, LetterState.SENDING, LetterState.UNCLEAR)
    if whole and letter.wish is None and kept.state in doubtful:
        _sent(book, kept, Sent(remote_ids=one.remote_ids, delivery=one.delivery))


def _sent(book: Book, kept: KeptLetter, sent: Sent) -> None:
    _remember(book, kept, sent.remote_ids, sent.thread)
    named = _encode(replace(_letter(kept.body), remote_ids=sent.remote_ids))
    _settled(book, replace(kept, body=named), LetterState.SENT, sent.delivery)


def _remember(book: Book, kept: KeptLetter, remote_ids: Sequence[str], thread: str) -> None:
    place = Place(conversation_id=kept.conversation_id, seq=kept.seq)
    for remote_id in remote_ids:
        letters.keep_remote(book.storage, kept.entry_point_id, remote_id, place, book.now)
    if thread:
        letter = _letter(kept.body)
        letters.keep_thread(
            book.storage,
            kept.entry_point_id,
            thread,
            letter.to,
            kept.conversation_id,
            letter.written_at,  # however late it left: the customer may have moved on meanwhile
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
        if delivery is Delivery.REFUSED:
            kept_asked.keep_lost(book.storage, item)
    answered = isinstance(item, Message) and item.author.kind is AuthorKind.AGENT
    passed_on = isinstance(item, Message) and mails.passed_on(item)
    waits = answered and not passed_on
    if delivery is Delivery.REFUSED and thread.shown.reply_due_at is None and waits:
        # the customer still waits for an answer
        shown = replace(thread.shown, reply_due_at=book.now)
        book.put_thread(thread, replace(thread.kept, shown=shown))
