"""What a rule of alerts watches on the live board at this moment: queues, teams, the house, or single agents.

Promises sums of sums where several queues are taken together, never means of figures; None without data. Pure reading:
it changes nothing, and reads the board as it was told last.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from agent_desktop.hub.centre import board_lines
from agent_desktop.hub.centre.board import Board
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.reach import team_sight
from agent_desktop.model.alerts import AgentState, AlertFigure, AlertOver, AlertRule
from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine, QueueLine, QueuePart, Ratio, total
from agent_desktop.model.people import Activity, PresenceState


class Watched(NamedTuple):
    """One thing that a rule watches. `begins`: since when its figure grows by itself; `state`: of an agent."""

    value: float | None
    begins: Millis | None = None
    state: AgentState | None = None


Subjects = Mapping[str, Watched]
"""By the id of what it is of; the house has none."""


def subjects(book: Book, board: Board, rule: AlertRule) -> Subjects:
    """Everything that a rule watches now."""
    if rule.figure is AlertFigure.IN_STATE:
        return _agents(book, board, rule)
    now = book.now
    if rule.over is AlertOver.QUEUES:
        lines = board.queues
        ready = _ready_by_queue(book, board, rule)
        return {
            one: _watched(rule, (lines[one],), ready.get(one, 0), now)
            for one in rule.queues or lines
            if one in lines
        }
    if rule.over is AlertOver.HOUSE:
        every = tuple(board.queues.values())
        return {"": _watched(rule, every, _ready(book, board, rule, board.agents), now)}
    return {one: _of_team(book, board, rule, one) for one in _teams(book, rule)}


def _teams(book: Book, rule: AlertRule) -> Iterable[str]:
    return (one for one in rule.teams or book.live.teams if one in book.live.teams)


def _of_team(book: Book, board: Board, rule: AlertRule, team_id: str) -> Watched:
    sight = team_sight(book, team_id)
    lines = tuple(one for one in board.queues.values() if sight.queue(one.id))
    return _watched(rule, lines, _ready(book, board, rule, sight.agents), book.now)


# --- queues


def _watched(rule: AlertRule, lines: tuple[QueueLine, ...], ready: int, now: Millis) -> Watched:
    """The figure of some queues together; `ready` could take somebody."""
    parts = [
        one
        for line in lines
        for one in line.parts
        if not rule.channels or one.channel in rule.channels
    ]
    match rule.figure:
        case AlertFigure.WAITING:
            return Watched(sum(one.waiting for one in parts))
        case AlertFigure.LONGEST_WAIT:
            oldest = min(
                (one.oldest_at for one in parts if one.oldest_at is not None), default=None
            )
            return Watched(_seconds(oldest, now), oldest)
        case AlertFigure.SERVICE:
            return Watched(_percent(parts, lambda one: one.service))
        case AlertFigure.ABANDONED:
            return Watched(_percent(parts, lambda one: one.abandoned))
        case AlertFigure.READY:
            return Watched(ready)
        case _:
            return Watched(None)


def _seconds(since: Millis | None, now: Millis) -> float | None:
    return None if since is None else max(0, now - since) / 1000


def _percent(parts: Iterable[QueuePart], pick: Callable[[QueuePart], Ratio]) -> float | None:
    share = total(parts, pick).value
    return None if share is None else share * 100


# --- agents


def _could_take(book: Book, board: Board, rule: AlertRule, agent_id: str) -> bool:
    line, agent = board.agents.get(agent_id), book.live.agents.get(agent_id)
    if line is None or agent is None or line.presence is PresenceState.OFFLINE:
        return False
    return board_lines.could_take(line, agent, rule.channels)


def _ready(book: Book, board: Board, rule: AlertRule, agents: Iterable[str]) -> int:
    if rule.figure is not AlertFigure.READY:
        return 0
    return sum(_could_take(book, board, rule, one) for one in agents)


def _ready_by_queue(book: Book, board: Board, rule: AlertRule) -> Mapping[str, int]:
    """Those who could take somebody, by queue; the board has counted them already where all channels are meant."""
    if rule.figure is not AlertFigure.READY or not rule.channels:
        return {key: one.ready for key, one in board.queues.items()}
    return Counter(
        queue_id
        for line in board.agents.values()
        if _could_take(book, board, rule, line.id)
        for queue_id in line.queues
    )


def _agents(book: Book, board: Board, rule: AlertRule) -> Subjects:
    """How long each agent is in one of the states."""
    wanted: Iterable[str] = board.agents
    if rule.over is AlertOver.TEAMS:
        wanted = {
            agent_id: None
            for one in _teams(book, rule)
            for agent_id in book.live.teams[one].members
        }
    found: dict[str, Watched] = {}
    for agent_id in wanted:
        line = board.agents.get(agent_id)
        if line is not None:
            found[agent_id] = _stands(line, rule.states, book.now)
    return found


_NOBODY = Watched(None)


def _stands(line: AgentLine, states: Iterable[AgentState], now: Millis) -> Watched:
    since: Millis | None = None
    found: AgentState | None = None
    for state in states:
        at = _IN[state](line)
        if at is not None and (since is None or at < since):
            since, found = at, state
    return _NOBODY if since is None else Watched(_seconds(since, now), since, found)


_AWAY = frozenset(
    {
        PresenceState.BUSY,
        PresenceState.BREAK,
        PresenceState.MEAL,
        PresenceState.MEETING,
        PresenceState.TRAINING,
    }
)


def _doing(activity: Activity) -> Callable[[AgentLine], Millis | None]:
    return lambda line: line.active_since if line.activity is activity else None


def _not_responding(line: AgentLine) -> Millis | None:
    return line.since if line.presence is PresenceState.NOT_RESPONDING else None


def _away(line: AgentLine) -> Millis | None:
    return line.since if line.activity is Activity.IDLE and line.presence in _AWAY else None


def _idle(line: AgentLine) -> Millis | None:
    idle = line.activity is Activity.IDLE and line.presence is PresenceState.READY and line.linked
    return max(line.since, line.active_since) if idle else None


_IN: Mapping[AgentState, Callable[[AgentLine], Millis | None]] = {
    AgentState.NOT_RESPONDING: _not_responding,
    AgentState.AWAY: _away,
    AgentState.TALKING: _doing(Activity.TALKING),
    AgentState.HOLD: _doing(Activity.HOLD),
    AgentState.WRAP_UP: _doing(Activity.WRAP_UP),
    AgentState.IDLE: _idle,
    AgentState.LINK_LOST: lambda line: line.lost_at,
}
