"""What agents wish to become of messages that are at their network: other words, taken back, a reaction.

Promises that a wish stands at its message from the moment it is kept until the network has done it or said why not;
that the message changes only then; that wishes leave in the order of the conversation's letters. A wish says how a
message shall be, so what may have been done is asked for again: the same once more changes nothing. Refuses wishes
that the way cannot, and two at once for one message.
"""

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import previews
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import letters, threads
from agent_desktop.hub.storage.letters import KeptLetter, LetterState
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.commands import AmendMessage
from agent_desktop.model.errors import Refused
from agent_desktop.model.text_length import length
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Delivery,
    Message,
    Reaction,
    Wish,
    WishKind,
)

_THERE = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ)
_encode = msgspec.json.Encoder().encode


def amend(book: Book, thread: LiveThread, author: Author, asked: AmendMessage) -> None:
    """An agent wishes it. Raises Refused; a wish that is fulfilled already is none."""
    message = _message(book, thread, asked.message_id)
    remote_ids = _check(book, message, asked)
    if _is_so(message, asked):
        return
    if message.wish is not None and not message.wish.problem:
        raise Refused(
            "Another change of this message is on its way.",
            remedy="Wait a moment, then try again.",
            field="message_id",
            value=asked.message_id,
        )
    wish = Wish(kind=asked.kind, text=asked.text, author=author)
    book.change_message(thread, replace(message, wish=wish))
    letter = Letter(
        id=new_id(),
        entry_point_id=message.route.entry_point_id,
        conversation_id=message.conversation_id,
        to=message.route.address,
        text=asked.text,
        written_at=book.now,
        author=author.name,
        thread=letters.thread_with(
            book.storage, message.route.entry_point_id, message.route.address
        ),
        public=message.public,
        wish=asked.kind,
        remote_ids=remote_ids,
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
    book.posted[letter.entry_point_id] = None


def _message(book: Book, thread: LiveThread, message_id: str) -> Message:
    item = threads.item_with_id(book.storage, thread.shown.id, message_id)
    if not isinstance(item, Message) or item.deleted:
        raise unknown("message_id", message_id)
    return item


def _check(book: Book, message: Message, asked: AmendMessage) -> tuple[str, ...]:
    """What the network calls the message. Raises Refused."""
    limits = book.links.limits.get(message.route.entry_point_id)
    react = asked.kind is WishKind.REACT
    ours = message.author.kind is AuthorKind.AGENT
    can = limits is not None and {
        WishKind.EDIT: limits.edits and ours and bool(message.text) and message.template is None,
        WishKind.DELETE: limits.deletes and ours,
        WishKind.REACT: message.incoming and (not asked.text or asked.text in limits.signs),
    }.get(asked.kind, False)
    if limits is None or not can:
        raise Refused(
            "The network cannot do that with this message.",
            remedy="Write another message instead.",
            field="kind",
            value=asked.kind.value,
        )
    if asked.kind is WishKind.EDIT:
        _check_words(asked.text, limits.max_text, limits.unit, message)
    if react:
        known = letters.remotes_of(book.storage, message.conversation_id, (message.seq,))
        remote_ids = tuple(known.values())
    else:
        kept = letters.letter(book.storage, message.origin or message.id)
        remote_ids = () if kept is None else msgspec.json.decode(kept.body, type=Letter).remote_ids
    if not remote_ids or not (react or message.delivery in _THERE):
        raise Refused(
            "This message is not at its network yet, or nobody knows.",
            remedy="Wait until it was sent.",
            field="message_id",
            value=asked.message_id,
        )
    return remote_ids


def _check_words(text: str, most: int, unit: str, message: Message) -> None:
    if not text.strip():
        raise Refused(
            "There is nothing to send.",
            remedy="Write something, or delete the message.",
            field="text",
        )
    if length(text, unit, message.route.address) > most:
        raise Refused(
            f"The text is longer than {most} characters.",
            remedy="Shorten it, or send it in parts.",
            field="text",
            value=f"{len(text)} characters",
        )


def _is_so(message: Message, asked: AmendMessage) -> bool:
    if message.wish is not None and not message.wish.problem:
        return (message.wish.kind, message.wish.text) == (asked.kind, asked.text)
    if asked.kind is WishKind.EDIT:
        return message.text == asked.text
    mine = [one.sign for one in message.reactions if one.author.kind is AuthorKind.AGENT]
    return asked.kind is WishKind.REACT and mine == ([asked.text] if asked.text else [])


# --- what became of it


def settle(book: Book, kept: KeptLetter, outcome: Outcome, wait_ms: Millis) -> None:
    """The network did it, refused it, or is asked again after `wait_ms`."""
    match outcome:
        case Sent():
            _keep(book, kept, LetterState.SENT)
            _fulfil(book, kept)
        case Rejected(problem=problem, remedy=remedy):
            _keep(book, kept, LetterState.REJECTED, problem)
            _refuse(book, kept, f"{problem} {remedy}".strip())
        case NotNow(problem=problem, wait_ms=asked_ms):
            wait = wait_ms if asked_ms is None else max(asked_ms, 0)
            _again(book, kept, problem, wait)
        case Unclear(problem=problem):
            _again(book, kept, problem, wait_ms)


def _keep(book: Book, kept: KeptLetter, state: LetterState, problem: str = "") -> None:
    letters.keep_letter(book.storage, replace(kept, state=state, problem=problem))
    book.posted[kept.entry_point_id] = None


def _again(book: Book, kept: KeptLetter, problem: str, wait_ms: Millis) -> None:
    again = replace(kept, state=LetterState.WAITING, due_at=book.now + wait_ms, problem=problem)
    letters.postpone(book.storage, again)
    book.posted[kept.entry_point_id] = None


def _wished(book: Book, kept: KeptLetter) -> tuple[Message, Wish] | None:
    item = threads.item_at(book.storage, kept.conversation_id, kept.seq)
    if not isinstance(item, Message) or item.wish is None:
        return None
    return item, item.wish


def _fulfil(book: Book, kept: KeptLetter) -> None:
    if (found := _wished(book, kept)) is None:
        return
    message, wish = found
    match wish.kind:
        case WishKind.EDIT:
            changed = replace(message, text=wish.text, edited_at=book.now)
        case WishKind.DELETE:
            changed = replace(message, deleted=True)
        case _:
            others = [one for one in message.reactions if one.author.kind is not AuthorKind.AGENT]
            ours = [Reaction(author=wish.author, sign=wish.text)] if wish.text else []
            changed = replace(message, reactions=(*others, *ours))
    thread = book.thread(kept.conversation_id)
    book.change_message(thread, replace(changed, wish=None))
    if wish.kind is not WishKind.REACT:
        previews.follow(book, thread)


def _refuse(book: Book, kept: KeptLetter, problem: str) -> None:
    if (found := _wished(book, kept)) is None:
        return
    message, wish = found
    changed = replace(message, wish=replace(wish, problem=problem))
    book.change_message(book.thread(kept.conversation_id), changed)
