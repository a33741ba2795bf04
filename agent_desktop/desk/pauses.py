"""The pauses of the outbox: how long a lane waits before it tries again.

Promises that a pause grows while nothing helps, and ends early when the backend shows that it is well again: with a
new link, with a command that it did, with news that it wrote down. So a full disk that has room again holds no reply
back, and a backend in trouble is not hammered: no number of signs brings a try nearer than two seconds.
"""

from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import OutboxItem
from agent_desktop.model.timeline import Delivery

LONGEST_WAIT = 8_000
AFTER_SIGN = 2_000
"""How long a lane still waits after a sign of health, in milliseconds."""


def later(turn: Turn, row: OutboxItem, at_least: Millis = 0) -> None:
    """The lane of `row` waits: a second after the first try, then longer."""
    wait = min(LONGEST_WAIT, 1_000 * 2 ** min(10, max(0, row.attempts - 1)))
    turn.state.retry_at = put(turn.state.retry_at, row.lane, turn.now + max(wait, at_least))


def left(turn: Turn, lane: str) -> Millis:
    """How long a lane still waits; not positive when it may go."""
    return turn.state.retry_at.get(lane, 0) - turn.now


def expire(turn: Turn) -> None:
    """Forget what is over, or so far away that only a clock that jumped can have made it."""
    waits = turn.state.retry_at
    kept = {lane: at for lane, at in waits.items() if 0 < at - turn.now <= LONGEST_WAIT}
    if len(kept) < len(waits):
        turn.state.retry_at = kept


def healthy(turn: Turn) -> None:
    """The backend does its work: whoever waits tries soon. Those that look for an unclear reply keep their time."""
    soon = turn.now + AFTER_SIGN
    late = {lane for lane, at in turn.state.retry_at.items() if at > soon}
    if late:
        hastened = dict.fromkeys(late - _unclear(turn), soon)
        turn.state.retry_at = {**turn.state.retry_at, **hastened}


def linked(turn: Turn) -> None:
    """The link is up again: nobody waits any longer, but for those that look first."""
    unclear = _unclear(turn)
    turn.state.retry_at = {k: v for k, v in turn.state.retry_at.items() if k in unclear}


def _unclear(turn: Turn) -> set[str]:
    return {row.lane for row in turn.state.outbox.values() if row.delivery is Delivery.UNCLEAR}
