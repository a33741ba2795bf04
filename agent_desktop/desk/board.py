"""The board machine: what a team lead follows of queues and agents.

Promises that what was asked for is asked for again with every new link; that a whole comes into view at once, and a
change alone replaces only its own lines. Refuses to keep any of it: it is true only now.
"""

from collections.abc import Mapping
from itertools import compress
from operator import is_, is_not

from msgspec.structs import replace

from agent_desktop.desk.board_state import Board
from agent_desktop.desk.errands import Perform
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.alerts import Alert, LookAfterAlert, SeeAlert
from agent_desktop.model.board import BoardChanged, BoardListed, LookAtBoard, WatchBoard
from agent_desktop.model.changes import BoardShown, Change, Notice, NoticeKind
from agent_desktop.model.manifest import Capability
from agent_desktop.model.supervising import Hand


def look(turn: Turn, intent: LookAtBoard) -> None:
    """Follow the board, or another queue's interactions, or nothing any more."""
    now = turn.state.board
    if intent.on:
        wish = WatchBoard(queue_id=intent.queue_id, listed=intent.listed)
        listed = now.listed
        if listed is not None and (listed.queue_id, listed.listed) != (
            wish.queue_id,
            wish.listed,
        ):
            listed = None
        turn.state.board = replace(now, wish=wish, listed=listed)
    else:
        turn.state.board = replace(now, wish=None, listed=None)
    if now.wish != turn.state.board.wish:
        _tell(turn, turn.state.board.wish or WatchBoard(on=False))


def linked(turn: Turn) -> None:
    """There is a link again: what it follows is told anew."""
    if turn.state.board.wish is not None:
        _tell(turn, turn.state.board.wish)


def _tell(turn: Turn, wish: WatchBoard) -> None:
    if turn.live and turn.can(Capability.SUPERVISOR):
        turn.send(Perform(command_id=turn.fresh_id(), command=wish))


def changed(turn: Turn, news: BoardChanged) -> None:
    """There is something new, or the beginning of the whole."""
    now = turn.state.board
    if now.wish is None:
        return
    coming = (news,) if news.fresh else (*now.coming, news)
    if news.more:
        turn.state.board = replace(now, coming=coming)
        return
    turn.state.board = _with(replace(now, coming=()), coming)


def _with(board: Board, parts: tuple[BoardChanged, ...]) -> Board:
    fresh = parts[0].fresh
    queues = {} if fresh else dict(board.queues)
    agents = {} if fresh else dict(board.agents)
    targets, teams = board.targets, board.teams
    for part in parts:
        for gone in part.gone:
            queues.pop(gone, None)
            agents.pop(gone, None)
        queues.update((one.id, one) for one in part.queues)
        agents.update((one.id, one) for one in part.agents)
        targets = part.targets if part.targets is not None else targets
        teams = part.teams if part.teams is not None else teams
    return replace(
        board, at=parts[-1].at, targets=targets, teams=teams, queues=queues, agents=agents
    )


def listed(turn: Turn, news: BoardListed) -> None:
    """The interactions behind a figure are there, or others now."""
    wish = turn.state.board.wish
    if wish is not None and (wish.queue_id, wish.listed) == (news.queue_id, news.listed):
        turn.state.board = replace(turn.state.board, listed=news)


def raised(turn: Turn, hand: Hand) -> None:
    """Somebody asks for a lead."""
    now = turn.state.board
    turn.state.board = replace(now, hands=put(now.hands, hand.agent_id, hand))


def lowered(turn: Turn, agent_id: str) -> None:
    """A hand is down."""
    now = turn.state.board
    if agent_id in now.hands:
        turn.state.board = replace(now, hands=without(now.hands, agent_id))


def hands_taken(turn: Turn, hands: tuple[Hand, ...]) -> None:
    """These hands are raised, and no others."""
    found = {one.agent_id: one for one in hands}
    if found != turn.state.board.hands:
        turn.state.board = replace(turn.state.board, hands=found)


def alerted(turn: Turn, alert: Alert) -> None:
    """There is something that leads should look at; they are told once."""
    now = turn.state.board
    new = alert.id not in now.alerts
    turn.state.board = replace(now, alerts=put(now.alerts, alert.id, alert))
    if new and alert.seen_at is None:
        turn.notices.append(_notice(alert))


def _notice(alert: Alert) -> Notice:
    return Notice(kind=NoticeKind.ALERT, conversation_id=alert.conversation_id, alert_id=alert.id)


def look_after(turn: Turn, intent: LookAfterAlert) -> None:
    """The lead looks after an alert; the backend tells everybody."""
    if turn.live and intent.alert_id in turn.state.board.alerts:
        wish = SeeAlert(alert_id=intent.alert_id)
        turn.send(Perform(command_id=turn.fresh_id(), command=wish))


def calm(turn: Turn, alert_id: str) -> None:
    """An alert is over."""
    now = turn.state.board
    if alert_id in now.alerts:
        turn.state.board = replace(now, alerts=without(now.alerts, alert_id))


def alerts_taken(turn: Turn, alerts: tuple[Alert, ...]) -> None:
    """These are not over, and no others; those that nobody knew here are told."""
    before = turn.state.board.alerts
    found = {one.id: one for one in alerts}
    if found == before:
        return
    turn.state.board = replace(turn.state.board, alerts=found)
    fresh = [one for one in alerts if one.id not in before and one.seen_at is None]
    turn.notices += map(_notice, fresh[-1:])


def shown(now: Board, before: Board) -> list[Change]:
    """Where the board is stale on the screen."""
    if now is before:
        return []
    queues = _other(now.queues, before.queues)
    agents = _other(now.agents, before.agents) | _other(now.hands, before.hands)
    about = (now.targets, now.teams, now.listed, now.at is None, now.alerts) != (
        before.targets,
        before.teams,
        before.listed,
        before.at is None,
        before.alerts,
    )
    if not (queues or agents or about):
        return []
    return [BoardShown(queues=queues, agents=agents, about=about)]


def _other(now: Mapping[str, object], before: Mapping[str, object]) -> frozenset[str]:
    """The ids of lines that are new, different or gone; records that are the same are the very same here."""
    if now is before:
        return frozenset()
    if len(now) == len(before) and all(
        map(is_, now, before)
    ):  # as a copy has them: no key is looked up
        return frozenset(compress(now, map(is_not, now.values(), before.values())))
    new = {key for key, one in now.items() if before.get(key) is not one}
    return frozenset(new | (before.keys() - now.keys()))
