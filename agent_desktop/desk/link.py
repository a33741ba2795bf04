"""The link machine: how the desk is connected, and up to which moment it is current.

Promises that "current to" never runs ahead of what was saved. Refuses to smooth the truth: a link that is not live is
shown as it is.
"""

from msgspec.structs import replace

from agent_desktop.desk import (
    behind,
    board,
    conversation,
    figures,
    leaving,
    outbox,
    pauses,
    reports,
    trail,
)
from agent_desktop.desk.errands import Perform
from agent_desktop.desk.items import SessionAttached
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import MarkRead
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState

SKEWS_KEPT = 5
SKEW_TOLERATED = 500
"""Differences of the clocks that are left alone, in milliseconds, so that timers do not tremble."""


def attached(turn: Turn, item: SessionAttached) -> None:
    """There is a session: who we are and what the backend can do is known."""
    turn.state.attached = True
    turn.state.team = replace(turn.state.team, agent=item.agent, manifest=item.manifest)
    turn.state.link = replace(turn.state.link, state=LinkState.CONNECTING, since=turn.now)
    turn.resync = True


def detached(turn: Turn) -> None:
    """No session: everything waits."""
    turn.state.attached = False
    turn.state.asked, turn.state.answering = {}, {}
    if turn.state.link.state not in (LinkState.OFFLINE, LinkState.SIGNED_OUT):
        turn.state.link = LinkChanged(
            state=LinkState.OFFLINE, since=turn.now, current_to=turn.state.current_to
        )
    outbox.detached(turn)
    conversation.detached(turn)


def changed(turn: Turn, event: LinkChanged, clock: Millis) -> None:
    """The link changed, or a heartbeat came; `clock` is our own clock."""
    was_live = turn.live
    if event.current_to is not None:
        current(turn, event.current_to)
        if event.state is LinkState.LIVE:
            _compare_clocks(turn, event.current_to + (event.latency_ms or 0) // 2 - clock)
    turn.state.link = replace(event, current_to=turn.state.current_to)
    if turn.live and not was_live:
        board.linked(turn)
        figures.linked(turn)
        behind.PAGES.linked(turn)
        reports.linked(turn)
        trail.PAGES.linked(turn)
        pauses.linked(turn)
        leaving.linked(turn)
        if turn.state.open_conversation is not None:
            conversation.verify(turn, turn.state.open_conversation)
        for conversation_id, seq in turn.state.reads.items():
            tell_read(turn, conversation_id, seq)


def _compare_clocks(turn: Turn, skew: Millis) -> None:
    """Learn from a heartbeat. One that was held back seems to come from a slower clock, so the largest counts."""
    turn.state.skews = (*turn.state.skews, skew)[-SKEWS_KEPT:]
    best = max(turn.state.skews)
    if len(turn.state.skews) > 1 and abs(best - turn.state.skew) > SKEW_TOLERATED:
        turn.state.skew = best


def current(turn: Turn, at: Millis) -> None:
    """The desk knows everything up to `at`."""
    if turn.state.current_to is None or at > turn.state.current_to:
        turn.state.current_to = at
        turn.state.link = replace(turn.state.link, current_to=at)


def tell_read(turn: Turn, conversation_id: str, seq: int) -> None:
    """Tell the backend how far the agent has read."""
    if turn.live:
        command = MarkRead(conversation_id=conversation_id, seq=seq)
        turn.send(Perform(command_id=f"read:{conversation_id}:{seq}", command=command))


def read_done(turn: Turn, command_id: str) -> None:
    """A read mark is confirmed."""
    if any(command_id == f"read:{key}:{seq}" for key, seq in turn.state.reads.items()):
        turn.state.reads = {
            key: seq for key, seq in turn.state.reads.items() if command_id != f"read:{key}:{seq}"
        }


def read_failed(turn: Turn, command_id: str, problem: Problem) -> None:
    """A read mark was not taken: told again with the next link, unless the backend does not want it."""
    if problem.code not in ("offline", "unclear", "needs_sign_in"):
        read_done(turn, command_id)
