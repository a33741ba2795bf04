"""The machine of the audit trail: somebody looks for acts, sees them page by page, and has the whole trail judged.

Promises what `pages` promises, and that every file is told of: saved, not saved, or stopped. Refuses to keep entries:
they are the backend's, and go with the question.
"""

from msgspec.structs import replace

from agent_desktop.desk.pages import Pages
from agent_desktop.desk.trail_errands import (
    ActsRead,
    DrawTrail,
    Judge,
    Judged,
    ReadActs,
    StopDrawing,
    TrailDrawn,
)
from agent_desktop.desk.trail_state import Judging, TrailState
from agent_desktop.desk.turn import Turn
from agent_desktop.model.administration import Topic
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.looking import LookAtTrail, SaveTrail

NO_LINK = Problem(
    code="offline",
    message="The link is down.",
    remedy="This is read when the link is back.",
)
NOT_JUDGED = Problem(
    code="offline",
    message="The link is down, so nothing was checked.",
    remedy="Check it when the link is back.",
)
NOT_SAVED = Problem(
    code="offline",
    message="The link is down, so the audit trail was not saved.",
    remedy="Save it when the link is back.",
)


def _now(turn: Turn) -> TrailState:
    return turn.state.administration.trail


def _put(turn: Turn, state: TrailState) -> None:
    turn.state.administration = replace(turn.state.administration, trail=state)


def _may(turn: Turn) -> bool:
    return Topic.AUDIT in turn.state.team.manifest.administration


def _errand(now: TrailState) -> ReadActs:
    assert now.question is not None
    return ReadActs(ask_id=now.asks, question=now.question, before=now.before)


PAGES = Pages(_now, _put, _errand, NO_LINK)


def look(turn: Turn, intent: LookAtTrail) -> None:
    """Look for acts, from the newest on, or look no longer. What was found before is seen until the new ones come."""
    if not _may(turn):
        return
    now = _now(turn)
    if intent.question is None:
        _put(turn, replace(now, question=None))
        return
    if intent.question != now.question:
        now = replace(now, came=False)
    PAGES.ask(turn, replace(now, question=intent.question, before=None))


def read(turn: Turn, item: ActsRead) -> None:
    """A page came, or did not. The first one tells what all of them are of."""
    now, page = PAGES.came(turn, item), item.page
    if now is None or page is None:
        return
    first = now.before is None
    now = replace(now, came=True, reached=page.reached, before=page.before)
    if first:
        now = replace(
            now,
            lines=page.lines,
            count=page.count,
            counted=page.counted,
            people=page.people,
            queues=page.queues,
        )
    else:
        now = replace(now, lines=(*now.lines, *page.lines))
    _put(turn, now)


def judge(turn: Turn) -> None:
    """Have the whole trail judged, or say at once why not."""
    if not _may(turn) or _now(turn).judging.on:
        return
    problem = None if turn.live else NOT_JUDGED
    _put(turn, replace(_now(turn), judging=Judging(on=problem is None, problem=problem)))
    if problem is None:
        turn.send(Judge())


def judged(turn: Turn, item: Judged) -> None:
    """It was judged, or not."""
    _put(turn, replace(_now(turn), judging=Judging(judged=item.found, problem=item.problem)))


def save(turn: Turn, intent: SaveTrail) -> None:
    """Have entries written to a file, or say at once why not."""
    if not turn.live or not _may(turn):
        turn.notices.append(Notice(kind=NoticeKind.REFUSED, detail=intent.path, problem=NOT_SAVED))
        return
    now = _now(turn)
    _put(turn, replace(now, saving=(*now.saving, intent.path)))
    turn.send(DrawTrail(path=intent.path, format=intent.format, question=intent.question))


def stop(turn: Turn) -> None:
    """Write no further what is being written: that is told at once."""
    now = _now(turn)
    _put(turn, replace(now, saving=()))
    for path in now.saving:
        turn.send(StopDrawing(path=path))
        turn.notices.append(Notice(kind=NoticeKind.FILE_STOPPED, detail=path))


def drawn(turn: Turn, item: TrailDrawn) -> None:
    """A file is there, or not; of one that was stopped only that it is there all the same."""
    now = _now(turn)
    left = list(now.saving)
    if item.path in left:
        left.remove(item.path)
    elif item.problem is not None:
        return
    _put(turn, replace(now, saving=tuple(left)))
    kind = NoticeKind.FILE_SAVED if item.problem is None else NoticeKind.FILE_NOT_SAVED
    turn.notices.append(Notice(kind=kind, detail=item.path, problem=item.problem))


def attached(turn: Turn) -> None:
    """Somebody is signed in: what they may not see is forgotten."""
    if not _may(turn):
        _put(turn, TrailState())
