"""What happens inside a call, as lines of its conversation and of the audit.

Promises a line for what agents care about later, and an audit row for what somebody may have to answer for. Refuses
lines that are only noise afterwards (a customer on hold); who listened to a call stands in the audit alone.
"""

from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage.calls import note_audit
from agent_desktop.hub.voice.decisions import Noted
from agent_desktop.model.backend_calls import PartyUnreached
from agent_desktop.model.calls import EndCode
from agent_desktop.model.timeline import Author, LineKind
from agent_desktop.model.work import Channel

_LINES = {
    "transfer_queue": LineKind.TRANSFERRED,
    "transfer_agent": LineKind.TRANSFERRED,
    "transfer_number": LineKind.TRANSFERRED,
    "transfer_failed": LineKind.TRANSFER_FAILED,
    "consult_began": LineKind.CONSULTED,
    "conference": LineKind.CONFERENCE,
    "party_joined": LineKind.PARTY_JOINED,
    "agent_unreachable": LineKind.PHONE_UNREACHABLE,
    "agent_lost": LineKind.CALL_DROPPED,
    "line_lost": LineKind.LINE_LOST,
    "callback_unanswered": LineKind.CALLBACK_UNANSWERED,
    "callback_over": LineKind.NOT_REACHED,
    "not_reached": LineKind.NOT_REACHED,
    "recording_started": LineKind.RECORDING_STARTED,
    "recording_paused": LineKind.RECORDING_PAUSED,
    "recording_resumed": LineKind.RECORDING_RESUMED,
    "recording_failed": LineKind.RECORDING_FAILED,
    "message_failed": LineKind.MESSAGE_LOST,
    "emergency_called": LineKind.EMERGENCY_CALLED,
}
_NAMED = frozenset(
    {LineKind.TRANSFERRED, LineKind.CONSULTED, LineKind.CONFERENCE, LineKind.PARTY_JOINED}
)
_WITH_DETAIL = _NAMED | {
    LineKind.RECORDING_PAUSED,
    LineKind.EMERGENCY_CALLED,
    LineKind.NOT_REACHED,
    LineKind.CALLBACK_UNANSWERED,
    LineKind.TRANSFER_FAILED,
}
_UNREACHED = frozenset(
    {
        "not_reached",
        "callback_unanswered",
        "callback_over",
        "consult_unreached",
        "party_unreached",
        "transfer_failed",
    }
)
_CODES = {
    "busy": EndCode.BUSY,
    "no_answer": EndCode.NO_ANSWER,
    "rejected": EndCode.REJECTED,
    "not_found": EndCode.NOT_FOUND,
    "barred": EndCode.FORBIDDEN,
    "no_route": EndCode.NO_ROUTE,
    "timed_out": EndCode.TIMED_OUT,
    "lost": EndCode.NO_ROUTE,
}
_OURS = ("hung_up", "cancelled")
_AUDITED = frozenset(
    {
        "recording_started",
        "recording_paused",
        "recording_resumed",
        "supervision_began",
        "supervision_changed",
        "supervision_ended",
        "emergency_called",
    }
)


def noted(book: Book, told: Noted) -> None:
    """Something happened in a call."""
    if told.what in _AUDITED:
        note_audit(book.storage, book.now, told.agent, told.what, told.call, told.detail)
        whom = told.other if told.other in book.live.agents else ""
        subject = f"call/{told.call}"
        book.trail.add(book.now, told.agent, told.what, subject, whom, detail=told.detail)
    if told.what in _UNREACHED and told.detail not in _OURS:
        _unreached(book, told)
    if told.what == "party_left":
        line(book, told.call, LineKind.PARTY_LEFT, SYSTEM, _name(book, told.agent))
        return
    kind = _LINES.get(told.what)
    if told.what == "consult_completed" and told.detail not in book.live.agents:
        kind = LineKind.TRANSFERRED  # to a number; an agent who takes over is told as `HandedOver`
    if kind is None:
        return
    detail = told.detail if kind in _WITH_DETAIL else ""
    if told.what in _UNREACHED:
        detail = _CODES.get(detail, EndCode.FAILED).value
    if kind in _NAMED:
        detail = _name(book, detail)
    line(book, told.call, kind, author(book, told.agent), detail)


def _unreached(book: Book, told: Noted) -> None:
    """Somebody was called and did not come: whoever had them called is told why."""
    if told.agent not in book.live.agents:
        return
    event = PartyUnreached(
        interaction_id=told.call,
        why=_CODES.get(told.detail, EndCode.FAILED),
        name=_name(book, told.other),
        customer=told.what in ("not_reached", "callback_unanswered", "callback_over"),
    )
    book.journal.pass_on(book.now, for_agent(told.agent), event)


def author(book: Book, agent_id: str) -> Author:
    """An agent as the one who did something; without one the system."""
    agent = book.live.agents.get(agent_id)
    return SYSTEM if agent is None else agent.author


def _name(book: Book, value: str) -> str:
    """The name of an agent or queue; anything else is a number."""
    agent, queue = book.live.agents.get(value), book.live.queues.get(value)
    if agent is not None:
        return agent.profile.name
    return value if queue is None else queue.name


def line(book: Book, call_id: str, kind: LineKind, who: Author = SYSTEM, detail: str = "") -> None:
    """Write a line into the conversation of a call, if it has one; a call of colleagues has none."""
    call = book.live.calls.get(call_id)
    if call is None or not call.conversation_id:
        return
    thread = book.thread(call.conversation_id)
    book.add_line(thread, kind, who, detail=detail, channel=Channel.VOICE, interaction_id=call_id)
    book.put_thread(thread, thread.kept)
