"""What visitors do besides writing: come and go, read, type, end the chat, rate it.

Promises that ending a chat abandons only what still waits; that an agent who has it is told and ends it in their own
time; that a rating counts once.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, consulting, surveyed, surveying, talk, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import absent, called_back
from agent_desktop.hub.centre.visits import author_of, put_visitor, thread_of
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.routing.records import InteractionWithdrawn
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel, InteractionState

MAX_COMMENT = 2_000


def online(book: Book, visitor_id: str, here: bool) -> None:
    """The visitor's first socket opened, or the last one closed. Raises Refused."""
    one = book.visitor(visitor_id)
    names = book.links.online
    if (visitor_id in names) != here:
        (names.add if here else names.discard)(visitor_id)
        book.undo.append(lambda: (names.discard if here else names.add)(visitor_id))
    thread = thread_of(book, one)
    if thread is not None and thread.shown.customer_online != here:
        shown = replace(thread.shown, customer_online=here)
        book.put_thread(thread, replace(thread.kept, shown=shown))
    absent.came_or_went(book, visitor_id)


def leave(book: Book, visitor_id: str) -> None:
    """The visitor ends the chat: waiting is abandoned, an agent is told. Raises Refused."""
    one = book.visitor(visitor_id)
    thread = thread_of(book, one)
    if thread is None or one.gone:
        return
    put_visitor(book, replace(one, gone=True))
    current = book.live.current(thread)
    if current is not None and called_back.give_up(book, current):
        return
    if current is None or current.shown.channel is Channel.VOICE:  # a call is ended by hanging up
        chat_news.tell_chat(book, thread)
        return
    if current.shown.state is InteractionState.ACTIVE:
        customer = book.customer(current.shown.customer_id)
        book.add_line(thread, LineKind.CUSTOMER_LEFT, author_of(one, customer))
        book.put_thread(thread, thread.kept)
        surveying.ended(book, current)
        consulting.customer_left(book, current.shown.id)
        chat_news.tell_chat(book, thread)
    else:
        work.ask(book, InteractionWithdrawn(current.shown.id, "abandoned"))


def rate(book: Book, visitor_id: str, score: int, comment: str) -> None:
    """Rate the last interaction that is over for the visitor, or answer its survey. Raises Refused, Conflict."""
    one = book.visitor(visitor_id)
    if len(comment) > MAX_COMMENT:
        raise Refused(
            f"The comment is longer than {MAX_COMMENT} characters.",
            remedy="Shorten it.",
            field="comment",
            value=f"{len(comment)} characters",
        )
    thread = thread_of(book, one)
    last = (
        kept_work.last_answered(book.storage, conversation_id=thread.shown.id) if thread else None
    )
    asked = kept_asked.asked_about(book.storage, last.shown.id) if last is not None else None
    if asked is None and not 1 <= score <= 5:
        raise Refused(
            "The rating is 1 to 5.", remedy="Choose again.", field="score", value=str(score)
        )
    if thread is None or last is None:
        raise Refused("There is nothing to rate yet.", remedy="Write first.", field="score")
    live = book.live.interactions.get(last.shown.id)
    if live is not None and live.shown.state is InteractionState.ACTIVE and not one.gone:
        raise Refused(
            "The chat is not over yet.", remedy="Rate it when it has ended.", field="score"
        )
    author = author_of(one, book.customer(thread.shown.customer_id))
    if asked is not None:
        surveyed.in_chat(book, thread, asked, author, score, comment)
        return
    if last.shown.rating is not None:
        if (last.shown.rating, last.rating_comment) == (score, comment):
            return
        raise Conflict(
            "This chat was rated before.", remedy="It counts once.", field="score", value=str(score)
        )
    agent_id = last.shown.agent_id or ""
    line = book.add_line(
        thread, LineKind.RATED, author, detail=str(score), interaction_id=last.shown.id
    )
    if agent_id not in book.live.holders(thread):
        book.tell(for_agent(agent_id), chat_news.told_again(thread, line))
    book.put_thread(thread, thread.kept, author=agent_id)
    surveyed.rated(book, last.shown.id, score, comment)
    chat_news.tell_chat(book, thread)


def refuse_survey(book: Book, visitor_id: str) -> None:
    """The visitor wants to be asked no more. Raises Refused where nothing is asked."""
    thread = thread_of(book, book.visitor(visitor_id))
    last = (
        kept_work.last_answered(book.storage, conversation_id=thread.shown.id) if thread else None
    )
    asked = kept_asked.asked_about(book.storage, last.shown.id) if last is not None else None
    if asked is None or asked.asked_at is None:
        raise Refused("Nothing is asked here.", remedy="Close the chat.", field="survey")
    surveyed.refused(book, asked)


def saw(book: Book, visitor_id: str, delivered: int, read: int) -> None:
    """A tab has received and shown so far. Raises Refused."""
    thread = thread_of(book, book.visitor(visitor_id))
    if thread is not None:
        talk.customer_saw(book, thread, delivered, read)


def types(book: Book, visitor_id: str, typing: bool) -> None:
    """The visitor types, or stopped. Raises Refused."""
    one = book.visitor(visitor_id)
    thread = thread_of(book, one)
    if thread is not None:
        customer = book.customer(thread.shown.customer_id)
        talk.customer_types(book, thread, author_of(one, customer), typing)
