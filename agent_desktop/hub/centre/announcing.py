"""Announcements: words of a lead for a team, or for everyone, until a moment.

Promises that who is away then finds them on return, until they are over or withdrawn; that whoever made one hears who
has read it, and that leads see afterwards what was said. Refuses the teams of others.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.reach import Reach, check_team, reach_of
from agent_desktop.hub.journal.published import EVERYONE, for_agent, for_team
from agent_desktop.hub.storage import supervising
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import Refused
from agent_desktop.model.supervising import (
    MAX_ANNOUNCEMENT,
    Announce,
    Announcement,
    AnnouncementEnded,
    AnnouncementMade,
    AnnouncementSeen,
    SeeAnnouncement,
    WithdrawAnnouncement,
)

LONGEST_MS: Millis = 90 * 24 * 3_600_000
MAX_AT_ONCE = 50
KEPT_MS: Millis = 90 * 24 * 3_600_000
"""So long leads can see what was announced."""


def announce(book: Book, agent: LiveAgent, asked: Announce) -> None:
    """Say something. Raises Refused."""
    check_team(reach_of(book, agent.profile.id), asked.team_id)
    if asked.team_id and asked.team_id not in book.live.teams:
        raise unknown("team_id", asked.team_id)
    text = asked.text.strip()
    if not 0 < len(text) <= MAX_ANNOUNCEMENT:
        raise Refused(
            f"An announcement has 1 to {MAX_ANNOUNCEMENT} characters.",
            remedy="Write it anew.",
            field="text",
            value=f"{len(text)} characters",
        )
    if not book.now < asked.until <= book.now + LONGEST_MS:
        raise Refused(
            "An announcement ends within the next 90 days.",
            remedy="Choose another end.",
            field="until",
            value=str(asked.until),
        )
    _forget_over(book)
    if len(book.live.announcements) >= MAX_AT_ONCE:
        raise Refused(
            f"There are {MAX_AT_ONCE} announcements already.",
            remedy="Withdraw one first.",
            field="text",
        )
    made = Announcement(
        id=new_id(),
        by_id=agent.profile.id,
        by_name=agent.profile.name,
        text=text,
        at=book.now,
        until=asked.until,
        team_id=asked.team_id,
    )
    book.live.announcements[made.id] = made
    supervising.keep_announcement(book.storage, made)
    book.tell(_audience(made), AnnouncementMade(announcement=made))
    team = {"team": made.team_id} if made.team_id else {}
    book.trail.add(
        book.now, made.by_id, "announce", f"announcement/{made.id}", until=made.until, **team
    )


def withdraw(book: Book, agent: LiveAgent, asked: WithdrawAnnouncement) -> None:
    """End it before its time. Raises Refused."""
    made = _known(book, asked.announcement_id)
    if made.by_id != agent.profile.id:
        check_team(reach_of(book, agent.profile.id), made.team_id)
    del book.live.announcements[made.id]
    supervising.end_announcement(book.storage, made.id, book.now)
    book.tell(_audience(made), AnnouncementEnded(announcement_id=made.id))
    who = agent.profile.id
    book.trail.add(book.now, who, "withdraw_announcement", f"announcement/{made.id}", made.by_id)


def see(book: Book, agent: LiveAgent, asked: SeeAnnouncement) -> None:
    """The agent has read it. Raises Refused."""
    agent_id, made = agent.profile.id, _known(book, asked.announcement_id)
    if not _is_for(book, made, agent_id):
        raise unknown("announcement_id", made.id)
    if agent_id in supervising.seen_by(book.storage, (made.id,))[made.id]:
        return
    supervising.keep_seen(book.storage, made.id, agent_id, book.now)
    seen = AnnouncementMade(announcement=replace(made, seen=True))
    book.tell(for_agent(agent_id), seen)
    if reach_of(book, made.by_id).team(made.team_id):
        event = AnnouncementSeen(announcement_id=made.id, agent_id=agent_id, at=book.now)
        book.tell(for_agent(made.by_id), event)


def announcements_for(book: Book, agent_id: str, reach: Reach) -> tuple[Announcement, ...]:
    """Those that the agent is to read or, as a lead, can withdraw."""
    found = [
        one
        for one in book.live.announcements.values()
        if one.until > book.now and (_is_for(book, one, agent_id) or reach.team(one.team_id))
    ]
    seen = supervising.seen_by(book.storage, [one.id for one in found]) if found else {}
    return tuple(replace(one, seen=agent_id in seen[one.id]) for one in found)


def _known(book: Book, announcement_id: str) -> Announcement:
    found = book.live.announcements.get(announcement_id)
    if found is None or found.until <= book.now:
        raise unknown("announcement_id", announcement_id)
    return found


def _is_for(book: Book, made: Announcement, agent_id: str) -> bool:
    if not made.team_id:
        return True
    team = book.live.teams.get(made.team_id)
    return team is not None and (agent_id in team.members or agent_id in team.leads)


def _audience(made: Announcement) -> str:
    return for_team(made.team_id) if made.team_id else EVERYONE


def forget_team(book: Book, team_id: str) -> None:
    """A team is no more, and what was said to it."""
    for key in [key for key, one in book.live.announcements.items() if one.team_id == team_id]:
        del book.live.announcements[key]
        supervising.forget_announcement(book.storage, key)


def announced(book: Book, agent_id: str) -> list[tuple[Announcement, dict[str, Millis]]]:
    """Those of a lead and of their teams, also those that ended in the last `KEPT_MS`; with who has read each, as long
    as one leads its team."""
    mine = reach_of(book, agent_id)
    past = supervising.past_announcements(book.storage, book.now - KEPT_MS, book.now)
    known = {one.id: one for one in (*past, *book.live.announcements.values())}
    found = [one for one in known.values() if one.by_id == agent_id or mine.team(one.team_id)]
    seen = supervising.seen_by(book.storage, [one.id for one in found])
    return [(one, seen[one.id] if mine.team(one.team_id) else {}) for one in found]


def _forget_over(book: Book) -> None:
    over = [key for key, one in book.live.announcements.items() if one.until <= book.now]
    for key in over:
        del book.live.announcements[key]
    supervising.forget_announcements(book.storage, book.now - KEPT_MS)
