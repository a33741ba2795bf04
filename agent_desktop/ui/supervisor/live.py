"""The team at this moment: whose call one could listen to, and how one is in it already.

Promises one row for each call of a colleague, the longest first, then one for each colleague without a call; and that
whatever stands in the way of listening is said before it is tried. Pure formatting: nothing here knows a widget.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from agent_desktop.desk.api import CallLine, Colleague, ColleagueCall, DeskView
from agent_desktop.model.backend_calls import Listening
from agent_desktop.model.base import Millis
from agent_desktop.model.events import LinkState
from agent_desktop.model.people import Agent, Presence, PresenceState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.ui.call.lamps import lamp
from agent_desktop.ui.call.words import why_not_words
from agent_desktop.ui.kit.marks import Tone
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


@dataclass(frozen=True)
class LiveRow:
    """A colleague, in a call or not. `connecting`: their call is on its way to our telephone; `ended`: we were in a
    call of theirs that is over."""

    agent: Agent
    presence: Presence | None = None
    call: ColleagueCall | None = None
    connecting: bool = False
    ended: bool = False

    @property
    def key(self) -> str:
        """What stays the same as long as it is the same row."""
        return self.call.interaction_id if self.call is not None else f"agent {self.agent.id}"

    @property
    def name(self) -> str:
        """The colleague in one safe line."""
        return single_line(self.agent.name, 60) or tr("Colleague")

    @property
    def listening(self) -> Listening | None:
        """How we are in the call."""
        return self.call.listening if self.call is not None else None

    @property
    def since(self) -> Millis | None:
        """From when the timer counts: the call, or else the presence."""
        if self.call is not None:
            return self.call.since
        return self.presence.since if self.presence is not None else None

    @property
    def detail(self) -> str:
        """With whom, and for which queue."""
        if self.call is None:
            return tr("Not in a call of a customer")
        parts = (single_line(self.call.customer_name, 60), single_line(self.call.queue_name, 40))
        return " · ".join(one for one in parts if one) or tr("Unknown customer")

    @property
    def state(self) -> tuple[str, Tone]:
        """One or two words, and their tone: how we are there, or else what the colleague does."""
        if self.ended:
            return tr("Call ended"), "offline"
        if self.connecting:
            return tr("Connecting…"), "idle"
        match self.listening:
            case Listening.MONITOR:
                return tr("Listening"), "ready"
            case Listening.WHISPER:
                return tr("Whispering"), "ready"
            case Listening.BARGE:
                return tr("In the call"), "ready"
        if self.call is not None or (self.presence is not None and self.presence.in_call):
            return tr("Talking"), "ready"
        return lamp(Colleague(agent=self.agent, presence=self.presence))


def live_rows(desk: DeskView, ended: Collection[str] = ()) -> tuple[LiveRow, ...]:
    """Everybody but ourselves; `ended` are the ids of colleagues whose call has just ended for us."""
    presences = {one.agent.id: one.presence for one in desk.colleagues}
    coming = {one.call.interaction_id for one in desk.calls() if one.connecting}
    in_calls = [
        LiveRow(
            agent=one.agent,
            presence=presences.get(one.agent.id),
            call=one,
            connecting=one.interaction_id in coming,
        )
        for one in desk.colleague_calls()
    ]
    busy = {one.agent.id for one in in_calls}
    return (*in_calls, *_others(desk, presences, busy, ended))


def _others(
    desk: DeskView,
    presences: Mapping[str, Presence | None],
    busy: Collection[str],
    ended: Collection[str],
) -> Iterator[LiveRow]:
    """Who is in no call: whose has just ended, then who is there, then by name, as the desk has them."""
    rows = [
        LiveRow(agent=one.agent, presence=presences[one.agent.id], ended=one.agent.id in ended)
        for one in desk.colleagues
        if one.agent.id not in busy
    ]
    yield from sorted(rows, key=lambda one: (not one.ended, not _there(one.presence)))


def _there(presence: Presence | None) -> bool:
    return presence is not None and presence.state is not PresenceState.OFFLINE


def own_line(desk: DeskView, interaction_id: str) -> CallLine | None:
    """Our leg of a call."""
    lines = desk.calls()
    return next((one for one in lines if one.call.interaction_id == interaction_id), None)


def hindrance(desk: DeskView) -> str:
    """Why no call can be listened to now, in a sentence; empty when one can."""
    if desk.link.state is not LinkState.LIVE:
        return tr("Not connected: what stands here may be old.")
    phone = desk.phone
    if phone is None:
        return tr("Calls can be seen, and not heard: there is no telephone here.")
    line = any(one.id.partition(":")[0] == HUB_LINE for one in phone.accounts)
    if phone.why_not is not None or not line:
        return why_not_words(phone.why_not) if phone.why_not else tr("The telephone is not ready.")
    if not desk.calls():
        return ""
    if all(one.listening is None and not one.connecting for one in desk.calls()):
        return tr("You are in a call. End it, then listen to your colleagues.")
    return tr("Leave the call that you are in first.")
