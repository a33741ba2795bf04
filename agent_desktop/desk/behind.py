"""The machine of what stands behind a figure: a lead asks whom it counts, and sees the lines page by page.

Promises that only answers to the last question are shown, each page once and in its order; that what came stays when a
further page does not, with the reason. Refuses to keep lines: they are the backend's, and go with the question.
"""

from msgspec.structs import replace

from agent_desktop.desk.figure_errands import BehindRead, ReadBehind
from agent_desktop.desk.figures import NO_LINK
from agent_desktop.desk.figures_state import BehindState
from agent_desktop.desk.turn import Turn
from agent_desktop.model.looking import LookBehind
from agent_desktop.model.manifest import Capability


def _put(turn: Turn, state: BehindState) -> None:
    turn.state.figures = replace(turn.state.figures, behind=state)


def look(turn: Turn, intent: LookBehind) -> None:
    """Ask whom a figure counts, or look no longer."""
    asks = turn.state.figures.behind.asks
    if intent.question is None or not turn.can(Capability.FIGURES):
        _put(turn, BehindState(asks=asks + 1))
        return
    _ask(turn, BehindState(question=intent.question, asks=asks))


def further(turn: Turn) -> None:
    """Ask for the next page, once; after a failure anew."""
    now = turn.state.figures.behind
    if now.question is None or now.reading or (now.first is not None and not now.after):
        return
    _ask(turn, now)


def _ask(turn: Turn, now: BehindState) -> None:
    assert now.question is not None
    asks = now.asks + 1
    if not turn.live:
        _put(turn, replace(now, reading=False, problem=NO_LINK, asks=asks))
        return
    _put(turn, replace(now, reading=True, problem=None, asks=asks))
    turn.send(ReadBehind(ask_id=asks, question=now.question, after=now.after))


def linked(turn: Turn) -> None:
    """There is a link again: what could not be brought is asked for."""
    if turn.state.figures.behind.problem is not None:
        further(turn)


def read(turn: Turn, item: BehindRead) -> None:
    """A page came, or did not; those of an earlier question come too late."""
    now = turn.state.figures.behind
    if item.ask_id != now.asks or not now.reading:
        return
    if item.page is None:
        _put(turn, replace(now, reading=False, problem=item.problem))
        return
    first = now.first or item.page
    known = {one.key for one in now.lines}
    fresh = (one for one in item.page.lines if one.key not in known)
    lines = (*now.lines, *fresh)
    _put(turn, replace(now, reading=False, first=first, lines=lines, after=item.page.after))
