"""A colleague's call: how one is in it, and what stands in the way of listening.

Promises that whatever stands in the way is said before it is tried. Pure formatting: nothing here knows a widget.
"""

from dataclasses import dataclass

from agent_desktop.desk.api import CallLine, ColleagueCall, DeskView
from agent_desktop.model.backend_calls import Listening
from agent_desktop.model.events import LinkState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.ui.call.words import why_not_words
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


@dataclass(frozen=True)
class LiveCall:
    """A call of a colleague. `connecting`: it is on its way to our telephone."""

    call: ColleagueCall
    connecting: bool = False

    @property
    def name(self) -> str:
        """The colleague in one safe line."""
        return single_line(self.call.agent.name, 60) or tr("Colleague")

    @property
    def listening(self) -> Listening | None:
        """How we are in the call."""
        return self.call.listening

    @property
    def state(self) -> str:
        """How we are there, in a word or two; nothing where we are not."""
        return listening_words(self.listening) if self.listening is not None else ""


def listening_words(mode: Listening) -> str:
    """How we are in a call, where a colleague's name stands above it."""
    match mode:
        case Listening.MONITOR:
            return tr("You listen")
        case Listening.WHISPER:
            return tr("You whisper")
        case Listening.BARGE:
            return tr("You are in the call")


def own_line(desk: DeskView, interaction_id: str) -> CallLine | None:
    """Our leg of a call."""
    lines = desk.calls()
    return next((one for one in lines if one.call.interaction_id == interaction_id), None)


def hindrance(desk: DeskView, *, within: bool = False) -> str:
    """Why no call can be listened to now, in a sentence; empty when one can. `within`: why nothing can be changed about
    the one that we are in."""
    if desk.link.state is not LinkState.LIVE:
        return tr("Not connected: what stands here may be old.")
    if within:
        return ""
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
