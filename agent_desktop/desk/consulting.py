"""The machine of consults about written work: those that go on, and a word when one is joined or over.

Promises that both sides hear once what became of a consult, unless they ended it themselves. Refuses acts: they go the
way of all guidance.
"""

from msgspec.structs import replace

from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.consulting import Consult, ConsultEnd, ConsultState
from agent_desktop.model.events import Snapshot

_BY_ASKER = (ConsultEnd.CANCELLED, ConsultEnd.HANDED_OVER)
_BY_HELPER = (ConsultEnd.LEFT, ConsultEnd.DECLINED)


def told(turn: Turn, now: Consult) -> None:
    """A consult began, went on, or is over."""
    before = turn.state.guidance.consults.get(now.id)
    over = now.state is ConsultState.ENDED
    known = turn.state.guidance.consults
    left = {key: one for key, one in known.items() if key != now.id}
    _set(turn, left if over else put(known, now.id, now))
    if before is None:
        return  # asked, or told again of one that we know to be over
    mine = now.by_id == turn.me
    if over and now.ended not in (_BY_ASKER if mine else _BY_HELPER):
        name = now.agent_name if mine else now.by_name
        kind = NoticeKind.CONSULT_ENDED if mine else NoticeKind.HELP_ENDED
        _tell(turn, kind, name, now)
    elif mine and before.state is ConsultState.ASKED and now.state is ConsultState.JOINED:
        _tell(turn, NoticeKind.CONSULT_JOINED, now.agent_name, now)


def _tell(turn: Turn, kind: NoticeKind, name: str, about: Consult) -> None:
    key = about.conversation_id
    found = Notice(kind=kind, detail=name, conversation_id=key, reason=about.ended.value)
    turn.notices.append(found)


def taken(turn: Turn, snapshot: Snapshot) -> None:
    """Everything anew."""
    _set(turn, {one.id: one for one in snapshot.consults})


def _set(turn: Turn, consults: dict[str, Consult]) -> None:
    if consults != turn.state.guidance.consults:
        turn.state.guidance = replace(turn.state.guidance, consults=consults)
