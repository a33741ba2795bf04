"""The machine of what stands behind a figure: a lead asks whom it counts, and sees the lines page by page.

Promises what `pages` promises. Refuses to keep lines: they are the backend's, and go with the question.
"""

from msgspec.structs import replace

from agent_desktop.desk.figure_errands import BehindRead, ReadBehind
from agent_desktop.desk.figures import NO_LINK
from agent_desktop.desk.figures_state import BehindState
from agent_desktop.desk.pages import Pages
from agent_desktop.desk.turn import Turn
from agent_desktop.model.looking import LookBehind
from agent_desktop.model.manifest import Capability


def _put(turn: Turn, state: BehindState) -> None:
    turn.state.figures = replace(turn.state.figures, behind=state)


def _errand(now: BehindState) -> ReadBehind:
    assert now.question is not None
    return ReadBehind(ask_id=now.asks, question=now.question, after=now.after)


PAGES = Pages(lambda turn: turn.state.figures.behind, _put, _errand, NO_LINK)


def look(turn: Turn, intent: LookBehind) -> None:
    """Ask whom a figure counts, or look no longer."""
    asks = turn.state.figures.behind.asks
    if intent.question is None or not turn.can(Capability.FIGURES):
        _put(turn, BehindState(asks=asks + 1))
        return
    PAGES.ask(turn, BehindState(question=intent.question, asks=asks))


def read(turn: Turn, item: BehindRead) -> None:
    """A page came, or did not; a line that was there before is not told twice."""
    now = PAGES.came(turn, item)
    if now is None or item.page is None:
        return
    known = {one.key for one in now.lines}
    fresh = (one for one in item.page.lines if one.key not in known)
    first, lines = now.first or item.page, (*now.lines, *fresh)
    _put(turn, replace(now, first=first, lines=lines, after=item.page.after))
