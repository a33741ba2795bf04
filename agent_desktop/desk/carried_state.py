"""What the desk holds in mind of calls that the backend carries, and how the agent's own leg looks with it.

Promises values that are replaced and never changed in place, as everything in `state`; that a call is shown as on hold,
recorded or ringing as the backend says, whatever the agent's own leg does meanwhile.
"""

from msgspec.structs import replace

from agent_desktop.desk.calls_state import Line
from agent_desktop.model.backend_calls import (
    BackendCall,
    CallRecording,
    Listening,
    Party,
    PartyKind,
    PartyState,
)
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.calls import Call, CallState, Hold, Recording

_RECORDINGS = {
    CallRecording.OFF: Recording.OFF,
    CallRecording.ON: Recording.ON,
    CallRecording.PAUSED: Recording.PAUSED,
    CallRecording.FAILED: Recording.OFF,
}


class Carried(Record, frozen=True):
    """A call of the backend's in which this agent is. `held_at` is since when all others hear music.

    `pause_reason` is why this agent asked for the recording to be paused, empty when somebody else did; until
    `pause_until` it must be paused; `unpaused` says that it was asked to and goes on. `guest`: the work is a
    colleague's, who had us rung.
    """

    call: BackendCall
    held_at: Millis | None = None
    pause_reason: str = ""
    pause_until: Millis | None = None
    unpaused: bool = False
    guest: bool = False


class Leaving(Record, frozen=True):
    """A colleague's call that we leave. `asked`: the backend was, over the link that is up now; `hung_up` are our legs
    that the telephone, which has run since, was told to end."""

    asked: bool = False
    hung_up: frozenset[str] = frozenset()


def mine(call: BackendCall, me: str) -> Party | None:
    """The agent's own place in a call."""
    return next((one for one in call.parties if one.agent_id == me and me), None)


def asks(call: BackendCall, me: str) -> bool:
    """True when it is this agent who consults somebody in a call."""
    own = mine(call, me)
    return own is not None and own.id == call.asker


def others(call: BackendCall, me: str) -> tuple[Party, ...]:
    """Everybody else."""
    return tuple(one for one in call.parties if one.agent_id != me or not me)


def spoken_with(call: BackendCall, me: str) -> list[Party]:
    """Everybody else who is there to be spoken with; a supervisor is not."""
    return [
        one
        for one in others(call, me)
        if one.state is PartyState.UP and one.kind is not PartyKind.SUPERVISOR
    ]


def all_held(call: BackendCall, me: str) -> bool:
    """True when nobody hears the agent: all of them hear music."""
    there = spoken_with(call, me)
    return bool(there) and all(one.held for one in there)


def conference(call: BackendCall, me: str) -> bool:
    """True when several others are there and hear each other."""
    return sum(not one.aside for one in spoken_with(call, me)) > 1


def consulted(call: BackendCall, me: str) -> Party | None:
    """Who is asked aside, or called for that."""
    return next((one for one in others(call, me) if one.aside), None)


def customer_up(call: BackendCall, me: str) -> bool:
    """True when there is somebody to talk to."""
    return bool(spoken_with(call, me))


def listening(call: BackendCall, me: str) -> Listening | None:
    """How this agent supervises the call; None for one of the agent's own."""
    own = mine(call, me)
    if own is None or own.kind is not PartyKind.SUPERVISOR:
        return None
    return own.mode or Listening.MONITOR


def supervised_agent(call: BackendCall, owner: str) -> Party | None:
    """To whom a supervisor listens and whispers: whose work it is, else the agent who came first."""
    agents = [one for one in call.parties if one.kind is PartyKind.AGENT]
    there = [one for one in agents if one.state is PartyState.UP] or agents
    return next((one for one in there if one.agent_id == owner), there[0] if there else None)


def seen(line: Line, carried: Carried | None, me: str) -> Call:
    """The agent's leg as what it is a part of: a call with others."""
    call = line.call
    if line.called_out and call.live:
        call = _called_out(line, carried, me)
    if carried is None or not call.live:
        return call
    own = mine(carried.call, me)
    if own is not None and own.held and not call.hold.remote:  # a colleague lets us hear music
        call = replace(call, hold=Hold.of(local=call.hold.local, remote=True))
    held = all_held(carried.call, me)
    if held and not call.hold.local:
        call = replace(
            call, hold=Hold.of(local=True, remote=call.hold.remote), held_at=carried.held_at
        )
    recording = _RECORDINGS[carried.call.recording]
    if recording is not Recording.OFF:
        reason = carried.pause_reason if recording is Recording.PAUSED else ""
        call = replace(call, recording=recording, pause_reason=reason)
    if conference(carried.call, me):
        call = replace(call, joined=True)
    return call


def _called_out(line: Line, carried: Carried | None, me: str) -> Call:
    """We are rung first and answer at once, but only the number's answer is one."""
    call = line.call
    if line.talked_at is None:
        called = () if carried is None else others(carried.call, me)
        rings = any(one.state is PartyState.RINGING for one in called)
        state = CallState.RINGING if rings else CallState.DIALING
        return replace(call, state=state, answered_at=None)
    if call.answered_at is None:
        return call
    return replace(call, answered_at=max(call.answered_at, line.talked_at))


def logged(call: Call) -> Call:
    """A call as the agent's own log has it: a recording that somebody else paused was not paused by us."""
    if call.recording is Recording.PAUSED and not call.pause_reason:
        return replace(call, recording=Recording.ON)
    return call
