"""Leads who read a conversation as it goes on, without having it, and what they whisper to its agent.

Promises that who follows has the whole picture at once and hears every message, note, line and sign of typing from
then on; that hints reach the agent and the leads, and no customer; that nobody follows what is not their teams' any
more. A lead who leaves the floor follows nothing.
"""

from collections.abc import Sequence

from agent_desktop.hub.centre import chat_news
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent, LiveThread
from agent_desktop.hub.centre.reach import check_follows, may_follow, reach_of
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage import supervising
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import ConversationChanged, CustomerChanged, InteractionChanged
from agent_desktop.model.supervising import (
    MAX_HINT,
    FollowChanged,
    FollowConversation,
    GiveHint,
    Hint,
    HintGiven,
)
from agent_desktop.model.work import Interaction

MAX_FOLLOWED = 20


def follow(book: Book, agent: LiveAgent, asked: FollowConversation) -> None:
    """Follow a conversation, or no longer. Raises Refused."""
    agent_id, conversation_id = agent.profile.id, asked.conversation_id
    follows = agent_id in book.live.follows.get(conversation_id, {})
    if not asked.on:
        if follows:
            _end(book, agent_id, conversation_id)
            _written(book, agent_id, "unfollow", conversation_id)
        return
    check_follows(book, reach_of(book, agent_id), conversation_id)
    if not follows and len(followed_by(book, agent_id)) >= MAX_FOLLOWED:
        raise Refused(
            f"You follow {MAX_FOLLOWED} conversations already.",
            remedy="Close one first.",
            field="conversation_id",
            value=conversation_id,
        )
    if not follows:
        book.live.follows.setdefault(conversation_id, {})[agent_id] = None
        supervising.keep_follow(book.storage, agent_id, conversation_id)
        _written(book, agent_id, "follow", conversation_id)
    book.tell(for_agent(agent_id), FollowChanged(conversation_id=conversation_id, on=True))
    introduce(book, agent_id, book.thread(conversation_id))


def introduce(book: Book, agent_id: str, thread: LiveThread) -> None:
    """Tell somebody all that they need to read a conversation along."""
    audience = for_agent(agent_id)
    customer = book.customer(thread.shown.customer_id)
    book.tell(audience, CustomerChanged(customer=customer))
    for item in list(book.recent(thread)):
        book.tell(audience, chat_news.told_again(thread, item))
    book.tell(audience, ConversationChanged(conversation=thread.shown))
    for one in work_of(book, thread.shown.id):
        book.tell(audience, InteractionChanged(interaction=one))
    for hint in supervising.hints_of(book.storage, thread.shown.id):
        book.tell(audience, HintGiven(hint=hint))


def _end(book: Book, agent_id: str, conversation_id: str) -> None:
    known = book.live.follows[conversation_id]
    del known[agent_id]
    if not known:
        del book.live.follows[conversation_id]
    supervising.forget_follow(book.storage, agent_id, conversation_id)
    book.tell(for_agent(agent_id), FollowChanged(conversation_id=conversation_id, on=False))


def _written(book: Book, agent_id: str, act: str, conversation_id: str) -> None:
    whom = holder_of(book, book.thread(conversation_id))
    book.trail.add(book.now, agent_id, act, f"conversation/{conversation_id}", whom)


def end_all(book: Book, agent_id: str) -> None:
    """The lead left the floor."""
    for conversation_id in followed_by(book, agent_id):
        _end(book, agent_id, conversation_id)


def end_beyond_reach(book: Book) -> None:
    """Teams changed: nobody follows what is not theirs any more."""
    for conversation_id, leads in tuple(book.live.follows.items()):
        for agent_id in tuple(leads):
            if not may_follow(book, reach_of(book, agent_id), conversation_id):
                _end(book, agent_id, conversation_id)


def followed_by(book: Book, agent_id: str) -> list[str]:
    """The conversations that a lead follows."""
    return [one for one, leads in book.live.follows.items() if agent_id in leads]


def work_of(book: Book, conversation_id: str) -> list[Interaction]:
    """What goes on in a conversation now."""
    return [book.live.interactions[one].shown for one in book.thread(conversation_id).work]


def holder_of(book: Book, thread: LiveThread) -> str:
    """The agent whose conversation it is, empty while it is nobody's."""
    current = book.live.current(thread)
    holders = [current.shown.agent_id] if current is not None else book.live.holders(thread)
    return next((one for one in holders if one), "")


# --- hints


def hint(book: Book, agent: LiveAgent, asked: GiveHint) -> None:
    """Whisper in words. Raises Refused."""
    thread = book.living(asked.conversation_id)
    check_follows(book, reach_of(book, agent.profile.id), thread.shown.id)
    text, holder = asked.text.strip(), holder_of(book, thread)
    if not 0 < len(text) <= MAX_HINT:
        raise Refused(
            f"A hint has 1 to {MAX_HINT} characters.",
            remedy="Write it anew.",
            field="text",
            value=f"{len(text)} characters",
        )
    if not holder:
        raise Refused(
            "No agent has this conversation now.",
            remedy="Wait until somebody takes it, or take it over.",
            field="conversation_id",
            value=asked.conversation_id,
        )
    given = Hint(
        id=new_id(),
        conversation_id=thread.shown.id,
        agent_id=holder,
        by_id=agent.profile.id,
        by_name=agent.profile.name,
        text=text,
        at=book.now,
    )
    supervising.keep_hint(book.storage, given)
    event = HintGiven(hint=given)
    book.tell(for_agent(holder), event)
    book.tell_leads(holder, "", event)
    book.trail.add(
        book.now, agent.profile.id, "give_hint", f"conversation/{thread.shown.id}", holder
    )


def hints_for(book: Book, conversations: Sequence[str]) -> tuple[Hint, ...]:
    """The hints about these conversations."""
    return tuple(one for each in conversations for one in supervising.hints_of(book.storage, each))
