"""The port between a worker and the hub's centre: what the worker tells. What it is told are the switch's inputs.

Promises that news come in the order in which they happened, each before the next input is applied, and that a
recording is told when its file is complete. Calls on the worker's event loop; an implementation returns at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.media.marks import Mark

News: TypeAlias = (
    d.SelfServiceBegan
    | d.SelfServiceEnded
    | d.Arrived
    | d.Left
    | d.Talking
    | d.Returned
    | d.HandedOver
    | d.WorkEnded
    | d.CallbackAsked
    | d.ConsultWanted
    | d.ConsultOver
    | d.MessageKept
    | d.SurveyBegan
    | d.SurveyAnswered
    | d.SurveyRefused
    | d.Noted
    | d.CallOver
    | d.Refused
)


TrunkStanding: TypeAlias = Literal[
    "joining", "registered", "reachable", "refused", "unreachable", "busy"
]
"""How a trunk is: `TrunkHealth` of the server says what the words mean."""


class TrunkCondition(Struct, frozen=True, kw_only=True):
    """How a trunk is. `status` is SIP's (0: no answer came), `phrase` the provider's words or ours, `can_do` who can
    help, as `sip.agent.outcome.CanDo` has it.

    `clear`: its password was proved where others can read along.
    """

    standing: TrunkStanding
    status: int = 0
    phrase: str = ""
    can_do: str = "nothing"
    clear: bool = False


class Recorded(Struct, frozen=True, kw_only=True):
    """A recording's file is complete, as far as it got: `problem` is why it got no further, in words.

    `keep_days` None: for ever. `pauses` are the places where it was paused and resumed, `reasons` why, one for each
    pause: "apart" where the customer did not hear the agent, else what the agent said.
    """

    call: str
    recording: str
    path: Path
    length_ms: int
    message: bool = False
    keep_days: int | None = None
    pauses: tuple[Mark, ...] = ()
    reasons: tuple[str, ...] = ()
    problem: str = ""


class Farewell(Struct, frozen=True, kw_only=True):
    """The BYE that ends a leg, or the INVITE of one that rings, for its CANCEL: its address and its fields, and where
    it goes. `trunk` is whose password it may take, empty: nobody's."""

    uri: str
    headers: tuple[tuple[str, str], ...]
    transport: Literal["udp", "tcp", "tls", "ws", "wss"]
    host: str
    port: int
    trunk: str = ""

    def __repr__(self) -> str:
        return f"Farewell({self.transport!r})"  # whom it is for is nobody's business


class Centre(Protocol):
    """What a worker needs from the world outside."""

    def news(self, news: News) -> None:
        """Something became of a call."""

    def pictured(self, call: VoiceCall) -> None:
        """A call as it is now: told when that has changed, after the news. Of one that is over only `news` tells."""

    def recorded(self, recorded: Recorded) -> None:
        """A file is complete."""

    def phone_here(self, address: str, here: bool) -> None:
        """A telephone with this SIP address is registered, or is not any more."""

    def leg_ends_by(self, leg: str, farewell: Farewell | None) -> None:
        """How another worker could end this leg, if this one dies; None: it is over."""

    def trunk_stands(self, trunk: str, condition: TrunkCondition) -> None:
        """A trunk is otherwise than before."""

    def web_answered(self, leg: str, sdp: str) -> None:
        """Our description for the page that this leg leads to."""

    def web_over(self, leg: str, cause: Cause) -> None:
        """Tell the page that its leg is over; not told when the page itself ended it."""
