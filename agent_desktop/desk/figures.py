"""The figures machine: a lead asks for figures, and sees them when they come.

Promises that only the answer to the last question is shown; that what was there before stays, with the reason, when
nothing newer comes; that what was asked is asked again with every link while somebody looks, and is known at the next
start. Refuses to keep figures: they are the backend's.
"""

import msgspec
from msgspec.structs import replace

from agent_desktop.desk.figure_errands import FiguresRead, FileKept, ReadFigures
from agent_desktop.desk.figures_state import Answer, FiguresState
from agent_desktop.desk.turn import Turn
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.looking import LookAtFigures
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import FIGURES

NO_LINK = Problem(
    code="offline",
    message="The link is down.",
    remedy="Figures are brought when the link is back.",
)

_decode = msgspec.json.Decoder(FigureQuestion).decode


def look(turn: Turn, intent: LookAtFigures) -> None:
    """Ask for figures, or look no longer."""
    now = turn.state.figures
    if not intent.on:
        turn.state.figures = replace(now, looking=False)
        return
    question = intent.question or now.question or _kept(turn)
    if intent.question is not None and intent.question != now.question:
        turn.keep_setting(FIGURES, msgspec.json.encode(intent.question).decode())
    turn.state.figures = replace(now, question=question, looking=True)
    _ask(turn)


def _kept(turn: Turn) -> FigureQuestion:
    """What was asked last, also before this start."""
    try:
        return _decode(turn.state.settings.get(FIGURES, "{}"))
    except msgspec.MsgspecError:  # an older or newer program wrote it
        return FigureQuestion()


def _ask(turn: Turn) -> None:
    now = turn.state.figures
    if now.question is None or not turn.can(Capability.FIGURES):
        return
    if not turn.live:
        turn.state.figures = replace(now, reading=False, problem=NO_LINK, asks=now.asks + 1)
        return
    turn.state.figures = replace(now, reading=True, asks=now.asks + 1)
    turn.send(ReadFigures(ask_id=now.asks + 1, question=now.question))


def linked(turn: Turn) -> None:
    """There is a link again."""
    if turn.state.figures.looking:
        _ask(turn)


def attached(turn: Turn) -> None:
    """Somebody is signed in: what they may not see is forgotten."""
    if not turn.can(Capability.FIGURES) and turn.state.figures != FiguresState():
        turn.state.figures = FiguresState()


def read(turn: Turn, item: FiguresRead) -> None:
    """Figures came, or did not; those of an earlier question come too late."""
    now = turn.state.figures
    if item.ask_id != now.asks or now.question is None:
        return
    answer = now.answer
    if item.table is not None and item.curve is not None and item.before is not None:
        answer = Answer(
            question=now.question, table=item.table, curve=item.curve, before=item.before
        )
    turn.state.figures = replace(
        now,
        reading=False,
        answer=answer,
        names=item.names or now.names,
        problem=item.problem,
    )


def kept(turn: Turn, item: FileKept) -> None:
    """A table was written to a file, or not."""
    kind = NoticeKind.FILE_SAVED if item.problem is None else NoticeKind.REFUSED
    turn.notices.append(Notice(kind=kind, detail=item.path, problem=item.problem))
