"""The ringing machine: a backend's offer of a call rings on the chosen ringer, and a new alert sounds there once.

Promises to ring while such an offer is open, louder at its end, and to be quiet as soon as it is answered. Refuses
calls that ring by themselves: the phone rings for them.
"""

from agent_desktop.desk import calls
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import SoundAlert, StartRinging, StopRinging
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.work import Channel, Offer

LOUD_FOR_MS: Millis = 5_000
SOFT, LOUD = 0.6, 1.0


def follow(turn: Turn) -> None:
    """Ring, ring louder, or stop, as the offers are after this turn."""
    phone = turn.state.phone
    if not phone.usable:
        return
    if any(isinstance(one, Notice) and one.kind is NoticeKind.ALERT for one in turn.notices):
        calls.send(turn, SoundAlert())
    ends = [one.expires_at for one in _unanswered(turn.state) if one.expires_at > turn.now]
    wanted = 0.0
    if ends:
        wanted = LOUD if min(ends) - turn.now <= LOUD_FOR_MS else SOFT
    if wanted != phone.loudness:
        calls.change(turn, loudness=wanted)
        calls.send(turn, StartRinging(loudness=wanted) if wanted else StopRinging())


def due(state: State) -> Millis | None:
    """When the ringing gets louder."""
    if not state.phone.usable or state.phone.loudness != SOFT:
        return None
    return min((one.expires_at - LOUD_FOR_MS for one in _unanswered(state)), default=None)


def _unanswered(state: State) -> list[Offer]:
    answering = [one.offer for one in state.answering.values()]
    offers = state.offers.values() if state.live else ()
    return [one for one in offers if one.channel is Channel.VOICE and one not in answering]
