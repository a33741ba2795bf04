"""The opening between the engine's rules for calls and the network that carries them.

Promises that a network never waits and never raises once it has made a line: what becomes of a call comes as news. SIP
stands behind this; so does the network of the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from agent_desktop.model.calls import CallEnd, CallQuality, FarParty
from agent_desktop.model.devices import DeviceChoice, EchoPhase
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import Registration
from agent_desktop.phone.audio.pump import Party
from agent_desktop.phone.setup import PhoneAccount


class Line(Protocol):
    """One call at the network."""

    @property
    def party(self) -> Party:
        """The far end's sound; silence while there is none."""

    def answer(self) -> None:
        """Take the call."""

    def reject(self, *, everywhere: bool) -> None:
        """Refuse it: busy here, or declined everywhere."""

    def hang_up(self) -> None:
        """End it, whatever its state."""

    def hold(self, on: bool) -> None:
        """Hold it, or talk again."""

    def press(self, keys: str) -> None:
        """Send keys; a comma waits a second."""

    def transfer(self, number: str) -> None:
        """Send the far party to a number."""

    def transfer_to(self, other: Line) -> None:
        """Connect the far party with that of another line of the same network."""


@dataclass(frozen=True, slots=True)
class Rings:
    """The far telephone rings."""


@dataclass(frozen=True, slots=True)
class EarlySound:
    """The network lets us hear something before the call is answered."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The call stands. `secure` when its sound is encrypted."""

    secure: bool = False


@dataclass(frozen=True, slots=True)
class FarHolds:
    """The far party holds the call, or talks again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The network names the far party anew, for example after a transfer."""

    far: FarParty


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """The far party pressed a key."""

    key: str


@dataclass(frozen=True, slots=True)
class Sounds:
    """How the call sounds."""

    quality: CallQuality


@dataclass(frozen=True, slots=True)
class TransferRefused:
    """The transfer failed; the call goes on."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over; nothing comes after this."""

    end: CallEnd


LineNews: TypeAlias = (
    Rings | EarlySound | Answered | FarHolds | Named | KeyPressed | Sounds | TransferRefused | Ended
)


class Listener(Protocol):
    """Who hears what the network has to say."""

    def incoming(
        self, call_id: str, account_id: str, far: FarParty, offer_token: str, line: Line
    ) -> None:
        """A call comes in and rings."""

    def news(self, call_id: str, news: LineNews) -> None:
        """Something became of a call."""

    def registered(self, registration: Registration) -> None:
        """An account is reachable, or is not."""

    def forgotten(self, account_id: str) -> None:
        """There is no such account any more."""

    def problem(self, problem: Problem) -> None:
        """Something that the agent must know."""


class Network(Protocol):
    """What carries calls."""

    async def start(self, accounts: Sequence[PhoneAccount], listener: Listener) -> None:
        """Sign the accounts on. Returns at once; what becomes of it is told."""

    def change(self, accounts: Sequence[PhoneAccount]) -> None:
        """Have these accounts from now on; calls go on, also those of accounts that go."""

    def place(self, call_id: str, account_id: str, number: str) -> Line:
        """Call a number. Raises Refused, with words."""

    async def close(self) -> None:
        """Sign the accounts off, within a few seconds."""


class SoundDesk(Protocol):
    """What the rules want of the sound; `Sound` is it."""

    @property
    def echo(self) -> EchoPhase: ...
    def seat(self, name: str, party: Party, *, muted: bool, joined: bool) -> None: ...
    def unseat(self, name: str) -> None: ...
    def need(self, reason: str) -> None: ...
    def need_no_more(self, reason: str) -> None: ...
    def ring(self, reason: str, loudness: float | None) -> None: ...
    def tone(self, kind: str) -> None: ...
    def announce(self) -> None: ...
    def alert(self) -> None: ...
    def choose(self, choice: DeviceChoice) -> None: ...
    def start_echo(self) -> None: ...
    def stop_echo(self) -> None: ...
    def watch(self, on: bool) -> None: ...
