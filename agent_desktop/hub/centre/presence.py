"""One change of an agent's presence: memory, row, journal. Whether routing hears of it is attendance's affair.

Promises that everybody hears of the state, and that the words of a reason, which a lead or the agent wrote, are heard
by the agent alone; leads read them on the board and in the audit trail.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.journal.published import EVERYONE, for_agent
from agent_desktop.hub.storage import people
from agent_desktop.model.events import PresenceChanged
from agent_desktop.model.people import Presence, PresenceState

OF_THE_HUB: Final = frozenset({"link_lost", "missed_offer"})
"""Reasons that nobody wrote."""


def for_colleagues(presence: Presence) -> Presence:
    """What of a presence is everybody's."""
    return presence if presence.reason in OF_THE_HUB else replace(presence, reason="")


def _tell(book: Book, agent: LiveAgent) -> None:
    shown = for_colleagues(agent.presence)
    book.tell(EVERYONE, PresenceChanged(presence=shown))
    if shown != agent.presence:
        book.tell(for_agent(agent.profile.id), PresenceChanged(presence=agent.presence))


def change_presence(
    book: Book,
    agent: LiveAgent,
    state: PresenceState,
    *,
    reason: str = "",
    following: PresenceState | None = None,
) -> None:
    """Give the agent this presence and tell the team; an equal one changes nothing. `since` moves with the state."""
    old = agent.presence
    if (old.state, old.reason, old.next) == (state, reason, following):
        return
    agent.presence = Presence(
        agent_id=agent.profile.id,
        state=state,
        since=old.since if old.state is state else book.now,
        reason=reason,
        next=following,
        in_call=old.in_call,
    )
    people.keep_presence(book.storage, agent.attendance)
    book.stirred[agent.profile.id] = None
    _tell(book, agent)


def show_in_call(book: Book, agent: LiveAgent, in_call: bool, *, again: bool = False) -> None:
    """Tell the team that the agent talks on the telephone, or no longer; `again`: also when that is no news here.

    It is kept nowhere: calls do not outlive the process that carries them.
    """
    if agent.presence.in_call is not in_call or again:
        agent.presence = replace(agent.presence, in_call=in_call)
        book.stirred[agent.profile.id] = None
        _tell(book, agent)
