"""Calls for tests of the window; any field can be overridden."""

from typing import Any

from agent_desktop.desk.api import CallLine, PhoneStatus
from agent_desktop.model import calls as ca
from agent_desktop.model.call_log import CallRecord, RecordingPause
from agent_desktop.model.devices import DevicesInUse
from agent_desktop.model.timeline import Author, AuthorKind
from tests.ui.fake_view import ME, NOON

NUMBER = "+33612489017"
MINE = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.name)
PHONE = PhoneStatus(
    running=True,
    why_not=None,
    in_use=DevicesInUse(
        microphone="Jabra Evolve2 65", speaker="Jabra Evolve2 65", ringer="Speakers"
    ),
    microphone=0.6,
    speaker=0.4,
)


def record(call_id: str = "k1", **about: Any) -> CallRecord:
    given: dict[str, Any] = {
        "direction": ca.Direction.INCOMING,
        "number": NUMBER,
        "sent_at": NOON - 263_000,
        "conversation_id": "c1",
        "customer_id": "u1",
        "name": "Layla Haddad",
        "agent_name": ME.name,
        "seq": 2,
    }
    return CallRecord(id=f"~{call_id}", call_id=call_id, **{**given, **about})


def over(call_id: str = "k1", **about: Any) -> CallRecord:
    """A call of 6 min 41 s that was answered after 11 s."""
    given: dict[str, Any] = {
        "answered_at": NOON - 252_000,
        "ended_at": NOON - 252_000 + 401_000,
        "end": ca.CallEnd(code=ca.EndCode.FAR_HUNG_UP),
    }
    return record(call_id, **{**given, **about})


def missed(call_id: str = "k2", **about: Any) -> CallRecord:
    end = ca.CallEnd(code=ca.EndCode.CANCELLED)
    given = {"ended_at": NOON - 243_000, "end": end, "missed": True, "seen": False}
    return record(call_id, **{**given, **about})


def pause(start: int = 130_000, end: int | None = 168_000) -> RecordingPause:
    began = NOON - 252_000
    ended = None if end is None else began + end
    return RecordingPause(began_at=began + start, ended_at=ended, reason="card", by=MINE)


def line(call_id: str = "k1", **about: Any) -> CallLine:
    """A call with Layla that was answered 4:12 ago; keywords of `CallLine` or of `Call`."""
    outer = {key: about.pop(key) for key in tuple(about) if key in CallLine.__struct_fields__}
    given: dict[str, Any] = {
        "account_id": "work",
        "direction": ca.Direction.INCOMING,
        "state": ca.CallState.ACTIVE,
        "far": ca.FarParty(number=NUMBER),
        "began_at": NOON - 263_000,
        "answered_at": NOON - 252_000,
    }
    call = ca.Call(id=call_id, **{**given, **about})
    shown: dict[str, Any] = {
        "record": record(call_id),
        "name": "Layla Haddad",
        "vip": True,
        "queue_name": "Returns",
    }
    return CallLine(call=call, **{**shown, **outer})


def good() -> ca.CallQuality:
    return ca.CallQuality(call_id="k1", mos=4.3, delay_ms=38)
