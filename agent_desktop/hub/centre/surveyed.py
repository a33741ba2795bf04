"""What customers answer to surveys.

Promises that an answer counts once, for the interaction that it is about, however late it is found; that it stands in
the conversation as the customer wrote it, with a line of what it says; that it opens no conversation and makes no work.
A low one alerts who leads the agent. Who refuses to be asked is asked no more, by whatever channel.
An answer that is late, or a second one, is told and not counted. Refuses to guess: what is no clear answer, or comes
while the customer is spoken with, is a message like any other, unless it answers the question itself.
"""

from typing import Final, NamedTuple

from msgspec.structs import replace

from agent_desktop.hub.centre import alerting, chat_news, passages
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.centre.work import with_copies
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import letters, threads
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.asked import Asked, AskedState
from agent_desktop.hub.storage.letters import Place
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Arrived
from agent_desktop.hub.written.scores import Score, score_of
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.people import Address
from agent_desktop.model.surveys import DAY_MS, SCALES, Answered, SurveyKind, detail_of
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Automatic,
    LineKind,
    Message,
    TimelineItem,
)
from agent_desktop.model.work import Channel

LATE_MS: Final[Millis] = 30 * DAY_MS
"""So long after its time an answer is still known to be one."""


class Reply(NamedTuple):
    """An answer to a question by this way, and the conversation in which that was asked."""

    asked: Asked
    thread: LiveThread
    score: Score


def reply_in(book: Book, place: EntryPointSettings, one: Arrived, address: Address) -> Reply | None:
    """The answer that a message is, None for any other message."""
    machine = one.mail is not None and one.mail.automatic not in (Automatic.NO, Automatic.LIST)
    if one.attachments or one.public or machine:
        return None
    asked = kept_asked.last_asked_by(book.storage, place.id, address.value)
    if asked is None or book.now > (asked.until_at or 0) + LATE_MS:
        return None
    direct = _answers(book, place, one, asked)
    thread = book.living(asked.conversation_id)
    if not direct and not _nothing_since(book, asked, thread):
        return None
    score = score_of(one.text, *SCALES[asked.kind], direct=direct)
    return None if score is None else Reply(asked, thread, score)


def _answers(book: Book, place: EntryPointSettings, one: Arrived, asked: Asked) -> bool:
    """Whether it says itself that it answers the question."""
    for remote_id in one.answers[:1]:
        where = letters.place_of(book.storage, place.id, remote_id)
        if where is not None:
            item = threads.item_at(book.storage, where.conversation_id, where.seq)
            return item is not None and item.id == asked.message_id
    return False


def _nothing_since(book: Book, asked: Asked, thread: LiveThread) -> bool:
    """Whether the question was the last thing that the customer was told, and nobody speaks with them now."""
    customer_id = thread.shown.customer_id
    if any(book.live.current(one) is not None for one in list(book.live.threads_of(customer_id))):
        return False
    last = kept_work.last_answered(book.storage, customer_id=customer_id)
    if last is None or last.shown.id != asked.interaction_id:
        return False
    ours = (one for one in book.said(thread) if not one.incoming)
    newest = next(ours, None)
    return newest is None or newest.id == asked.message_id


def take(book: Book, place: EntryPointSettings, message: Message, reply: Reply, name: str) -> None:
    """Keep the message, which the network calls `name`, and what it answers."""
    thread = reply.thread
    written = replace(
        message, seq=thread.shown.last_seq + 1, interaction_id=reply.asked.interaction_id
    )
    book.add_item(thread, written)
    shown = replace(thread.shown, last_seq=written.seq, last_at=book.now)
    book.put_thread(thread, replace(thread.kept, shown=shown), tell=False)
    where = Place(conversation_id=thread.shown.id, seq=written.seq)
    letters.keep_remote(book.storage, place.id, name, where, book.now)
    _tell_again(book, thread, written, reply.asked.agent_id)
    counts = reply.asked.state is AskedState.ASKED and book.now <= (reply.asked.until_at or 0)
    told = Answered(reply.asked.kind, reply.score.value, counted=counts)
    _line(book, thread, reply.asked, told, written.author)
    if counts:
        _count(book, reply.asked, reply.score)


def in_chat(
    book: Book, thread: LiveThread, asked: Asked, author: Author, score: int, comment: str
) -> None:
    """A visitor chose a number. The same again changes nothing. Raises Refused, Conflict."""
    lowest, highest = SCALES[asked.kind]
    if asked.state is AskedState.ANSWERED:
        if (asked.score, asked.comment) == (score, comment):
            return
        raise Conflict(
            "This chat was rated before.", remedy="It counts once.", field="score", value=str(score)
        )
    by_page = asked.channel is Channel.CHAT and asked.state is AskedState.ASKED
    if not by_page or book.now > (asked.until_at or 0):
        raise Refused("There is nothing to rate yet.", remedy="Write first.", field="score")
    if not lowest <= score <= highest:
        raise Refused(
            f"The rating is {lowest} to {highest}.",
            remedy="Choose again.",
            field="score",
            value=str(score),
        )
    _line(book, thread, asked, Answered(asked.kind, score, comment), author)
    _count(book, asked, Score(score, comment))
    chat_news.tell_chat(book, thread)


def by_telephone(book: Book, asked: Asked, score: int) -> None:
    """A caller who was asked, and has not answered yet, pressed a number."""
    thread = book.living(asked.conversation_id)
    _line(book, thread, asked, Answered(asked.kind, score), _customer(book, thread))
    _count(book, asked, Score(score))
    chat_news.tell_chat(book, thread)


def refused(book: Book, asked: Asked) -> None:
    """A customer who was asked does not want to be asked, now or another time."""
    thread = book.living(asked.conversation_id)
    kept_asked.keep_asked(
        book.storage, replace(asked, state=AskedState.REFUSED, answered_at=book.now)
    )
    line = book.add_line(
        thread,
        LineKind.SURVEY_REFUSED,
        _customer(book, thread),
        channel=asked.channel,
        interaction_id=asked.interaction_id,
    )
    tell_item(book, thread, line, asked.agent_id)
    chat_news.tell_chat(book, thread)


def _customer(book: Book, thread: LiveThread) -> Author:
    customer = book.customer(thread.shown.customer_id)
    return Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name)


def _line(book: Book, thread: LiveThread, asked: Asked, told: Answered, author: Author) -> None:
    line = book.add_line(
        thread,
        LineKind.SURVEYED,
        author,
        detail=detail_of(told),
        channel=asked.channel,
        interaction_id=asked.interaction_id,
    )
    tell_item(book, thread, line, asked.agent_id)


def tell_item(book: Book, thread: LiveThread, item: TimelineItem, agent_id: str) -> None:
    """Who follows the conversation, and the agent who had helped, hear of something new in it."""
    _tell_again(book, thread, item, agent_id)
    book.put_thread(thread, thread.kept, author=agent_id)


def _tell_again(book: Book, thread: LiveThread, item: TimelineItem, agent_id: str) -> None:
    """The agent who had helped reads it too."""
    if agent_id in book.live.agents and agent_id not in book.hearers(thread):
        book.tell(for_agent(agent_id), chat_news.told_again(thread, item))


def _count(book: Book, asked: Asked, score: Score) -> None:
    answered = replace(
        asked,
        state=AskedState.ANSWERED,
        score=score.value,
        comment=score.comment,
        answered_at=book.now,
    )
    kept_asked.keep_asked(book.storage, answered)
    alerting.low_answer(book, asked, score.value, score.comment)
    if asked.kind is SurveyKind.CSAT:
        rated(book, asked.interaction_id, score.value, score.comment)


def rated(book: Book, interaction_id: str, score: int, comment: str) -> None:
    """How satisfied the customer was counts for the interaction and for its agent's part."""
    live = book.live.interactions.get(interaction_id)
    kept = live.kept if live is not None else kept_work.interaction(book.storage, interaction_id)
    assert kept is not None
    shown = replace(with_copies(book, kept), rating=score)
    kept = replace(kept, shown=shown, rating_comment=comment)
    if live is not None:
        live.kept = kept
    kept_work.keep_interaction(book.storage, kept)
    agent_id = shown.agent_id or ""
    passages.rated(book, shown.id, agent_id, score)
    if agent_id in book.live.agents:
        book.tell(for_agent(agent_id), InteractionChanged(interaction=shown))
