"""Which message answers which survey.

Promises that a reply to the question itself is found by mail from whatever address it comes, and by other networks from
whom it was asked: there names of messages can be guessed, or seen by others. Another message is found by its place:
behind the question, before anybody said anything else by this way. Words that follow a number within minutes are its
comment, and a message like any other. Refuses to guess: what is no clear answer, or comes while somebody speaks with
the customer, is a message like any other, unless it replies to the question.
"""

from typing import Final, NamedTuple

from msgspec.structs import replace

from agent_desktop.hub.centre import alerting, surveyed
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import letters, threads
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.asked import Asked, AskedState
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Arrived, Consent
from agent_desktop.hub.written.scores import MAX_COMMENT, Score, score_of
from agent_desktop.hub.written.sms.keywords import Keyword, keyword
from agent_desktop.model.base import Millis
from agent_desktop.model.mail_heads import Automatic
from agent_desktop.model.people import Address
from agent_desktop.model.surveys import DAY_MS, SCALES, SurveyKind
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel

LATE_MS: Final[Millis] = 30 * DAY_MS
"""So long after its time an answer is still known to be one."""
MORE_MS: Final[Millis] = 10 * 60_000
"""So long after a number the words that follow are about it."""


class Reply(NamedTuple):
    """An answer to a question by this way, and the conversation in which that was asked. No score: the customer does
    not want to be asked."""

    asked: Asked
    thread: LiveThread
    score: Score | None


def reply_in(book: Book, place: EntryPointSettings, one: Arrived, address: Address) -> Reply | None:
    """The answer that a message is, None for any other message."""
    if one.public or _by_machine(one):
        return None
    replied = _replied_to(book, place, one)
    if (
        replied is not None
        and replied.address != address.value
        and place.channel is not Channel.EMAIL
    ):
        return None
    asked = replied or kept_asked.last_asked_by(book.storage, place.id, address.value)
    if asked is None or book.now > (asked.until_at or 0) + LATE_MS:
        return None
    thread = book.living(asked.conversation_id)
    direct = replied is not None
    if not direct and (one.attachments or not _nothing_since(book, asked, thread)):
        return None
    if _stops(one.text, direct):
        return Reply(asked, thread, None)
    # signatures of mails have pictures; with any other file a number must leave no doubt that it is all of it
    loosely = direct and threads.all_pictures(book.storage, one.attachments)
    score = score_of(one.text, *SCALES[asked.kind], direct=loosely)
    return None if score is None else Reply(asked, thread, score)


def _stops(text: str, direct: bool) -> bool:
    """Whether a message is nothing but STOP, or a reply to the question begins with a line of it."""
    said = keyword(text) or (keyword(text.strip().partition("\n")[0]) if direct else None)
    return said is not None and said.keyword is Keyword.STOP


def _by_machine(one: Arrived) -> bool:
    return one.mail is not None and one.mail.automatic not in (Automatic.NO, Automatic.LIST)


def _replied_to(book: Book, place: EntryPointSettings, one: Arrived) -> Asked | None:
    """The question that a message says itself to answer."""
    for remote_id in one.answers[:1]:
        where = letters.place_of(book.storage, place.id, remote_id)
        if where is not None:
            item = threads.item_at(book.storage, where.conversation_id, where.seq)
            if isinstance(item, Message) and item.interaction_id:
                asked = kept_asked.asked_about(book.storage, item.interaction_id)
                return asked if asked is not None and asked.message_id == item.id else None
    return None


def _nothing_since(book: Book, asked: Asked, thread: LiveThread) -> bool:
    """Whether the question was the last thing that the customer was told by this way, and nobody speaks with them now.

    What they were told and asked since by another way is no matter of this one.
    """
    customer_id = thread.shown.customer_id
    works = (book.live.current(one) for one in list(book.live.threads_of(customer_id)))
    if any(one is not None and one.shown.agent_id is not None for one in works):
        return False
    way, since = (asked.entry_point_id, asked.address), asked.asked_at or 0
    here = kept_work.last_answered(book.storage, customer_id=customer_id, entry_point_id=way[0])
    if here is not None and here.shown.id != asked.interaction_id and here.shown.arrived_at > since:
        return False
    last = kept_work.last_answered(book.storage, customer_id=customer_id)
    places = {thread.shown.id, last.shown.conversation_id if last is not None else ""} - {""}
    return not any(_told(book, book.living(one), way, asked) for one in places)


def _told(book: Book, thread: LiveThread, way: tuple[str, str], asked: Asked) -> bool:
    """Whether the customer was told more by this way since the question."""
    ours = (one for one in book.said(thread) if not one.incoming and one.id != asked.message_id)
    newest = next(
        (one for one in ours if (one.route.entry_point_id, one.route.address) == way), None
    )
    return newest is not None and newest.sent_at >= (asked.asked_at or 0)


def said_more(book: Book, place: EntryPointSettings, one: Arrived, address: Address) -> None:
    """A message that is none of these: where it follows a number at once, its words stand beside that too."""
    asked = kept_asked.last_asked_by(book.storage, place.id, address.value)
    if asked is None or asked.score is None or asked.comment or not one.text.strip():
        return
    thread = book.living(asked.conversation_id)
    soon = book.now - (asked.answered_at or 0) <= MORE_MS
    if one.public or _by_machine(one) or not soon or not _nothing_since(book, asked, thread):
        return
    comment = one.text.strip()[:MAX_COMMENT]
    kept_asked.keep_asked(book.storage, replace(asked, comment=comment))
    alerting.low_comment(book, asked, comment)
    if asked.kind is SurveyKind.CSAT:
        surveyed.rated(book, asked.interaction_id, asked.score, comment)


def stopped(book: Book, place: EntryPointSettings, said: Consent) -> None:
    """Somebody wants no messages at an address: a question there is refused by that, if it was not answered."""
    asked = kept_asked.last_asked_by(book.storage, place.id, normal(said.address).value)
    if asked is None or asked.state is not AskedState.ASKED or book.now > (asked.until_at or 0):
        return
    if said.at < (asked.asked_at or 0):
        return
    if _nothing_since(book, asked, book.living(asked.conversation_id)):
        surveyed.refused(book, asked)
