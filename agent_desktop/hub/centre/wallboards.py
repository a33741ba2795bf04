"""Wallboards: which there are, who may make and change them, and what each shows at this moment.

Promises that a wallboard shows at most what its owner may see now, teams that they lead no more left out; that it shows
nothing of an owner who leads nobody any more; that of the link's secret only the digest is kept. Refuses to tell of
anybody by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import alerting
from agent_desktop.hub.centre.board import Board
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.reach import (
    Reach,
    Sight,
    check_supervises,
    check_team,
    not_led,
    reach_of,
    team_sight,
)
from agent_desktop.hub.protocol import WallAgents, WallAlert, WallFigures, WallQueue
from agent_desktop.hub.storage import configuration, tokens
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.alerts import Alert
from agent_desktop.model.base import Millis, Record, new_id
from agent_desktop.model.board import AgentLine, QueueLine, Ratio
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Activity, PresenceState

SETTING: Final = "wallboards"
KIND: Final = "wallboard"
"""The kind of a link's token; its subject is the wallboard's id."""
MOST: Final = 100
MOST_QUEUES: Final = 200
"""Of more, those are shown whose customers wait longest."""
LIFETIME_MS: Final[Millis] = 10 * 365 * 24 * 3_600_000
"""A screen on a wall has nobody who signs in: its link holds until it is revoked."""


class KeptWallboard(Record, frozen=True):
    """What is kept of a wallboard."""

    id: str
    name: str
    owner_id: str
    teams: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    made_at: Millis = 0


class _All(Record, frozen=True):
    wallboards: tuple[KeptWallboard, ...] = ()


def wallboards(storage: Storage) -> tuple[KeptWallboard, ...]:
    """Every wallboard, the oldest first; what cannot be read shows nothing."""
    text = configuration.setting(storage, SETTING) or "{}"
    try:
        return msgspec.json.decode(text, type=_All).wallboards
    except msgspec.MsgspecError:
        return ()


def wallboard(storage: Storage, key: str) -> KeptWallboard | None:
    """The wallboard with this id."""
    return next((one for one in wallboards(storage) if one.id == key), None)


def _keep(storage: Storage, found: Iterable[KeptWallboard]) -> None:
    text = msgspec.json.encode(_All(wallboards=tuple(found))).decode()
    configuration.keep_setting(storage, SETTING, text)


def define(book: Book, wish: KeptWallboard, digest: bytes | None) -> tuple[str, ...]:
    """Make a wallboard or change it; with a `digest` it has a new link, and the ids of the old one's tokens come back.

    Its first owner stays. Raises Refused, and OutOfReach for what the owner does not lead.
    """
    storage = book.storage
    kept = {one.id: one for one in wallboards(storage)}
    before = kept.get(wish.id)
    if before is not None:
        wish = replace(wish, owner_id=before.owner_id, made_at=before.made_at)
    _check(book, wish, before)
    if before is None and len(kept) >= MOST:
        raise Refused(f"There are at most {MOST} wallboards.", remedy="Remove one first.")
    fresh = digest is not None and not _has(book, wish.id, digest)
    if before is None and not fresh:
        raise Refused("A new wallboard needs a link.", remedy="Send its secret.", field="secret")
    if fresh and digest is not None and tokens.is_known(storage, digest):
        raise Refused("This link was used before.", remedy="Make another one.", field="secret")
    _keep(storage, (kept | {wish.id: wish}).values())
    if not fresh or digest is None:
        return ()
    ended = tokens.revoke_all(storage, KIND, wish.id, book.now)
    token = Token(
        id=new_id(),
        kind=KIND,
        subject=wish.id,
        scopes=(),
        created_at=book.now,
        expires_at=book.now + LIFETIME_MS,
        seen_at=0,  # nobody has used it
    )
    tokens.keep_token(storage, token, digest)
    return ended


def _has(book: Book, key: str, digest: bytes) -> bool:
    """Whether this is the wallboard's link already: the same order again changes nothing."""
    found = tokens.good_token(book.storage, digest, book.now)
    return found is not None and (found.kind, found.subject) == (KIND, key)


def _check(book: Book, wish: KeptWallboard, before: KeptWallboard | None) -> None:
    """What was chosen before may be gone by now: it shows nothing then, and may stay."""
    mine = reach_of(book, wish.owner_id)
    check_supervises(mine)
    if not wish.name.strip():
        raise Refused("A name is needed.", remedy="Give one.", field="name")
    for team_id in set(wish.teams).difference(before.teams if before is not None else ()):
        check_team(mine, team_id)
        if team_id not in book.live.teams:
            raise unknown("teams", team_id)
    for queue_id in set(wish.queues).difference(before.queues if before is not None else ()):
        if not mine.acts.queue(queue_id):
            raise not_led("queues", queue_id)
        if queue_id not in book.live.queues:
            raise unknown("queues", queue_id)


def remove(book: Book, key: str) -> tuple[str, ...]:
    """Take a wallboard away; the ids of the tokens that are good no more. Raises Refused."""
    kept = {one.id: one for one in wallboards(book.storage)}
    if kept.pop(key, None) is None:
        raise unknown("id", key)
    _keep(book.storage, kept.values())
    return tokens.revoke_all(book.storage, KIND, key, book.now)


# --- what one shows


@dataclass(frozen=True)
class _View:
    """What of the board belongs on one wallboard: the owner's, of some teams, of some queues."""

    acts: Sight
    teams: tuple[Sight, ...] | None
    queues: frozenset[str]

    def agent(self, line: AgentLine) -> bool:
        """Whether an agent counts."""
        served = not self.queues or not self.queues.isdisjoint(line.queues)
        teams = self.teams is None or any(one.agent(line.id) for one in self.teams)
        return served and teams and self.acts.agent(line.id)

    def queue(self, queue_id: str) -> bool:
        """Whether a queue is shown."""
        chosen = not self.queues or queue_id in self.queues
        teams = self.teams is None or any(one.queue(queue_id) for one in self.teams)
        return chosen and teams and self.acts.queue(queue_id)


def _view(book: Book, mine: Reach, one: KeptWallboard) -> _View:
    led = (team_sight(book, team_id) for team_id in one.teams if mine.team(team_id))
    return _View(mine.acts, tuple(led) if one.teams else None, frozenset(one.queues))


def figures(book: Book, board: Board, one: KeptWallboard) -> WallFigures | None:
    """What a wallboard shows of the board as it was told last; None when its owner leads nobody any more."""
    mine = reach_of(book, one.owner_id)
    if not mine.supervises:
        return None
    view = _view(book, mine, one)
    lines = [line for line in board.queues.values() if view.queue(line.id)]
    lines.sort(key=lambda line: book.now if line.oldest_at is None else line.oldest_at)
    shown = frozenset(line.id for line in lines)
    found = alerting.alerts_for(book, mine)
    return WallFigures(
        at=book.now,
        name=one.name,
        service_target=board.targets.service,
        abandoned_target=board.targets.abandoned,
        waiting=sum(line.waiting for line in lines),
        service=_summed(line.service for line in lines),
        abandoned=_summed(line.abandoned for line in lines),
        queues=tuple(_queue(line) for line in lines[:MOST_QUEUES]),
        left_off=max(0, len(lines) - MOST_QUEUES),
        agents=_agents(line for line in board.agents.values() if view.agent(line)),
        alerts=tuple(
            WallAlert(
                figure=each.figure,
                place=each.team_name or each.queue_name,
                at=each.at,
                value=each.value,
                seen=each.seen_at is not None,
            )
            for each in found
            if each.rule_id and _belongs(one, each, shown)
        ),
    )


def _belongs(one: KeptWallboard, alert: Alert, queues: frozenset[str]) -> bool:
    """Whether an alert is of what is shown: never of one agent; of the house where everything is."""
    if alert.agent_id:
        return False
    if alert.queue_id:
        return alert.queue_id in queues
    if one.queues:
        return False
    return alert.team_id in one.teams or not one.teams


def _queue(line: QueueLine) -> WallQueue:
    late, very_late = [], []
    for part in line.parts:
        if part.oldest_at is not None and (longest := line.targets.wait_ms.get(part.channel)):
            very_late.append(part.oldest_at + longest)
            late.append(part.oldest_at + min(line.within_ms.get(part.channel, longest), longest))
    return WallQueue(
        name=line.name,
        waiting=line.waiting,
        oldest_at=line.oldest_at,
        late_at=min(late, default=None),
        very_late_at=min(very_late, default=None),
        service=line.service,
        abandoned=line.abandoned,
        ready=line.ready,
        on=line.on,
        service_target=line.targets.service,
        abandoned_target=line.targets.abandoned,
    )


def _summed(parts: Iterable[Ratio]) -> Ratio:
    """Sums of sums, never a mean of figures."""
    found = tuple(parts)
    return Ratio(over=sum(one.over for one in found), under=sum(one.under for one in found))


def _agents(lines: Iterable[AgentLine]) -> WallAgents:
    ready = working = idle = away = offline = 0
    for line in lines:
        ready += line.free
        if line.activity is not Activity.IDLE:
            working += 1
        elif line.presence is PresenceState.READY:
            idle += 1
        elif line.presence is PresenceState.OFFLINE:
            offline += 1
        else:
            away += 1
    return WallAgents(ready=ready, working=working, idle=idle, away=away, offline=offline)
