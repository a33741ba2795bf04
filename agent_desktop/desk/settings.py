"""The settings machine: what the agent chose, and what the desk keeps to start without a link.

Promises that who we are, the own presence, offers, queues and prepared texts are in the store together with the
cursor that follows them, since a resumed journal does not tell them again. Refuses damaged values: they are forgotten.
"""

from typing import TypeVar

import msgspec

from agent_desktop.desk import lanes
from agent_desktop.desk.board_state import Board
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.desk.state import State, Team
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.consulting import Consult
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Presence
from agent_desktop.model.ports import Restored
from agent_desktop.model.settings import UNDO, UNDO_MS, option
from agent_desktop.model.shifts import Shift
from agent_desktop.model.supervising import Announcement, Hand, Hint
from agent_desktop.model.work import Offer, Queue

T = TypeVar("T")

TEAM, PRESENCE, OFFERS, QUEUES = "desk.team", "desk.presence", "desk.offers", "desk.queues"
HINTS, HANDS, ANNOUNCED = "desk.hints", "desk.hands", "desk.announcements"
FOLLOWED, CONSULTS, SHIFTS = "desk.followed", "desk.consults", "desk.shifts"
OWN = frozenset(
    {TEAM, PRESENCE, OFFERS, QUEUES, HINTS, HANDS, ANNOUNCED, FOLLOWED, CONSULTS, SHIFTS}
)


def undo_ms(state: State) -> Millis:
    """How long a reply can be undone, 0 for not at all."""
    return UNDO_MS if option(state.settings.get, UNDO) == "on" else 0


def remember(turn: Turn) -> None:
    """Keep what changed in this turn and is not told again."""
    before, state = turn.before, turn.state
    if state.team != before.team:
        _keep(turn, TEAM, state.team)
    if state.presence is not before.presence:
        _keep(turn, PRESENCE, state.presence)
    if state.offers is not before.offers:
        _keep(turn, OFFERS, tuple(state.offers.values()))
    if state.queues is not before.queues:
        _keep(turn, QUEUES, tuple(state.queues.values()))
    if state.board.hands is not before.board.hands:
        _keep(turn, HANDS, state.board.hands)
    now, then = state.guidance, before.guidance
    if now.hints is not then.hints:
        _keep(turn, HINTS, now.hints)
    if now.announcements is not then.announcements:
        _keep(turn, ANNOUNCED, now.announcements)
    if now.followed is not then.followed:
        _keep(turn, FOLLOWED, now.followed)
    if now.consults is not then.consults:
        _keep(turn, CONSULTS, now.consults)
    if now.shifts != then.shifts:
        _keep(turn, SHIFTS, now.shifts)


def _keep(turn: Turn, name: str, value: object) -> None:
    turn.settings[name] = msgspec.json.encode(value).decode()


def recall(state: State, restored: Restored, now: Millis) -> None:
    """Fill a fresh state from the store."""
    kept = restored.settings
    state.settings = {name: value for name, value in kept.items() if name not in OWN}
    state.team = _recalled(kept, TEAM, Team) or state.team
    state.presence = _recalled(kept, PRESENCE, Presence) or state.presence
    queues = _recalled(kept, QUEUES, tuple[Queue, ...]) or ()
    state.queues = {queue.id: queue for queue in queues}
    offers = _recalled(kept, OFFERS, tuple[Offer, ...]) or ()
    state.offers = {one.interaction_id: one for one in offers if one.expires_at > now}
    hands = _recalled(kept, HANDS, dict[str, Hand]) or {}
    state.board = Board(hands=hands)
    state.guidance = Guidance(
        hints=_recalled(kept, HINTS, dict[str, tuple[Hint, ...]]) or {},
        announcements=_recalled(kept, ANNOUNCED, tuple[Announcement, ...]) or (),
        followed=_recalled(kept, FOLLOWED, frozenset[str]) or frozenset(),
        consults=_recalled(kept, CONSULTS, dict[str, Consult]) or {},
        shifts=_recalled(kept, SHIFTS, tuple[Shift, ...]) or (),
    )
    idempotent = state.team.manifest.can(Capability.IDEMPOTENT_SEND)
    state.outbox = lanes.restored(restored.outbox, idempotent=idempotent)
    state.drafts = {(one.conversation_id, one.note): one for one in restored.drafts}
    state.current_to = restored.current_to
    state.link = LinkChanged(state=LinkState.OFFLINE, since=now, current_to=restored.current_to)


def _recalled(kept: dict[str, str], name: str, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(kept.get(name, ""), type=kind)
    except msgspec.MsgspecError:
        return None
