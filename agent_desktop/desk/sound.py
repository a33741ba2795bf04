"""The sound machine: the telephone uses the devices that the agent chose, and lets them be tried.

Promises that a telephone which starts is told of the choice once, and that a ringing which is only tried ends by
itself. Refuses to try anything while an offer rings: that is heard.
"""

from functools import lru_cache

from agent_desktop.desk import calls
from agent_desktop.desk.calls_asked import NO_PHONE, refuse
from agent_desktop.desk.calls_state import Telephony
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import (
    ChooseDevices,
    StartEchoTest,
    StartRinging,
    StopRinging,
    WatchLevels,
)
from agent_desktop.model.intents import CheckSound
from agent_desktop.model.settings import SOUND
from agent_desktop.model.telephone import read_sound

TRIED_MS: Millis = 3_000
"""How long a ringing is tried: once through its melody."""

_read = lru_cache(maxsize=8)(read_sound)


def follow(turn: Turn) -> None:
    """Tell the telephone which devices to use, where that is not what it uses."""
    phone, kept = turn.state.phone, turn.state.settings.get(SOUND, "")
    if not phone.usable or not kept:
        return
    wanted = _read(kept)
    if wanted != (phone.chosen or phone.state.choice):
        calls.change(turn, chosen=wanted)
        calls.send(turn, ChooseDevices(choice=wanted))


def check(turn: Turn, intent: CheckSound) -> None:
    """Try microphone, speaker or ringer."""
    phone, command = turn.state.phone, intent.check
    if not phone.usable:
        if isinstance(command, StartEchoTest | StartRinging):
            refuse(turn, NO_PHONE)
        return
    match command:
        case StartRinging() | StopRinging() if phone.loudness:
            return
        case StartRinging():
            calls.change(turn, trying_until=turn.now + TRIED_MS)
        case StopRinging():
            calls.change(turn, trying_until=None)
        case WatchLevels(on=on):
            calls.change(turn, watched=on)
    calls.send(turn, command)


def tick(turn: Turn) -> None:
    """End a ringing that was only tried."""
    phone = turn.state.phone
    if phone.trying_until is not None and phone.trying_until <= turn.now:
        calls.change(turn, trying_until=None)
        if phone.usable and not phone.loudness:
            calls.send(turn, StopRinging())


def due(phone: Telephony) -> Millis | None:
    """When `tick` has something to do."""
    return phone.trying_until
