"""What customers answer to surveys.

Promises that an answer counts once, for the interaction that it is about, however late it is found; that it stands in
the conversation as the customer wrote it, with a line of what it says; that it opens no conversation and makes no work.
A low one alerts who leads the agent. Who refuses to be asked is asked no more, by whatever channel.
An answer that is late, or a second one, is told and not counted. A refusal can be taken back, by a lead, on the
customer's word. Refuses to read: which message answers what is said by `survey_replies`.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import alerting, chat_news, passages
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent, LiveThread
from agent_desktop.hub.centre.reach import check_supervises, reach_of
from agent_desktop.hub.centre.work import with_copies
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import letters, people
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.asked import Asked, AskedState
from agent_desktop.hub.storage.letters import Place
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.scores import Score
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.people import NoSurveys
from agent_desktop.model.surveys import SCALES, Answered, SurveyKind, detail_of
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    LineKind,
    Message,
    TimelineItem,
)
from agent_desktop.model.unions import AskAgain
from agent_desktop.model.work import Channel


def take(
    book: Book,
    place: EntryPointSettings,
    message: Message,
    asked: Asked,
    score: Score | None,
    name: str,
) -> None:
    """Keep the message, which the network calls `name`, and what it answers; no score: it refuses."""
    thread = book.living(asked.conversation_id)
    written = replace(message, seq=thread.shown.last_seq + 1, interaction_id=asked.interaction_id)
    book.add_item(thread, written)
    shown = replace(thread.shown, last_seq=written.seq, last_at=book.now)
    book.put_thread(thread, replace(thread.kept, shown=shown), tell=False)
    where = Place(conversation_id=thread.shown.id, seq=written.seq)
    letters.keep_remote(book.storage, place.id, name, where, book.now)
    _tell_again(book, thread, written, asked.agent_id)
    if score is None:
        refused(book, asked)
        return
    counts = asked.state is AskedState.ASKED and book.now <= (asked.until_at or 0)
    told = Answered(asked.kind, score.value, counted=counts)
    _line(book, thread, asked, told, written.author)
    if counts:
        _count(book, asked, score)


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
    """A customer who was asked does not want to be asked, now or another time. What they answered before stays."""
    if asked.state is AskedState.REFUSED:
        return
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
    _is_news(book, thread)


def no_surveys(book: Book, customer_id: str) -> NoSurveys | None:
    """Since when a customer wants to be asked no more, if they do."""
    found = kept_asked.refusals(book.storage, customer_id)
    if not found:
        return None
    return NoSurveys(at=found[0].answered_at or 0, channel=found[0].channel)


def ask_again(book: Book, agent: LiveAgent, wish: AskAgain) -> None:
    """The customer says that they may be asked again; a lead takes it down. Raises OutOfReach, Refused."""
    customer = book.customer(wish.customer_id)
    lead_id = agent.profile.id
    check_supervises(reach_of(book, lead_id))
    found = kept_asked.refusals(book.storage, customer.id)
    if not found:
        return
    for one in found:
        kept_asked.keep_asked(book.storage, replace(one, lifted_at=book.now))
    last = found[0]
    thread = book.living(last.conversation_id)
    line = book.add_line(thread, LineKind.SURVEYS_AGAIN, agent.author, channel=last.channel)
    tell_item(book, thread, line, last.agent_id)
    book.trail.add(book.now, lead_id, "ask_again", f"customer/{customer.id}", last.agent_id)
    _is_news(book, thread)


def _is_news(book: Book, thread: LiveThread) -> None:
    """There is something new to be said of the customer: who has them on the screen asks for it."""
    customer = replace(book.customer(thread.shown.customer_id), updated_at=book.now)
    people.keep_customer(book.storage, customer)
    book.put_customer(customer)


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
