"""One trunk's provider: a registration there, where the trunk wants one, else a question now and then if it answers.

Promises to say how the trunk is, each time that this changes; that the provider's address is trusted only while it
knows us; to leave it, when it is left. Refuses to try a refused password again: that is said, and an administrator does
something.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from agent_desktop.hub.voice.worker.centre import TrunkCondition
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import Asked, RegistrationChanged
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.transport.endpoint import Endpoint

#: Seconds between two questions to a provider that wants no registration, and when it did not answer the last one.
ASK_S: Final = 60.0
AGAIN_S: Final = 20.0
_WRONG_PASSWORD: Final = frozenset({401, 407})


class Provider:
    """`name` is the account's, `stands` hears of the trunk, `host` is where the provider knows us; empty: nowhere.

    Raises `ValueError` for a name or domain that is no address.
    """

    def __init__(
        self, endpoint: Endpoint, trunk: Trunk, name: str, stands: Callable[[TrunkCondition], None]
    ) -> None:
        self.trunk, self.name = trunk, name
        self.host = ""
        self.condition: TrunkCondition | None = None
        self.left = False
        self._endpoint, self._stands = endpoint, stands
        self._timer: asyncio.TimerHandle | None = None
        self._clear = False
        known = trunk.credentials
        self._account = Account(
            name,
            f"sip:{known.username if known is not None else 'hub'}@{trunk.house}",
            (trunk.server,),
            known,
            registers=trunk.registers,
            outbound=False,
            contact_user=known.username if known is not None and trunk.registers else "",
        )
        endpoint.agent.add(self._account)

    @property
    def user(self) -> str:
        """By what name the provider calls us; empty when we are not registered there."""
        return self._account.contact_user

    @property
    def usable(self) -> bool:
        """Whether calls may go there at all."""
        return self.condition is None or self.condition.standing != "refused"

    @property
    def ails(self) -> bool:
        """Whether it did not answer, or could not serve, the last time."""
        return self.condition is not None and self.condition.standing in {"unreachable", "busy"}

    def join(self) -> None:
        """Be known there from now on."""
        self._say(TrunkCondition(standing="joining"))
        if self._account.registers:
            self._endpoint.act(lambda now: self._endpoint.agent.register(self.name, now))
        else:
            self._ask()

    def leave(self) -> None:
        """Be known there no longer; `left` when that is done."""
        self.host = ""
        self._stop_timer()
        self._stands = _nobody
        lines = self._endpoint.agent.lines
        if self.name in lines:
            self._endpoint.act(lambda now: self._endpoint.agent.unregister(self.name, now))
            if self.name in lines and all(
                one.state == "off" for one in lines[self.name].registrations
            ):
                self._gone()

    def heard(self, event: RegistrationChanged | Asked) -> None:
        """What the provider says, or that it says nothing."""
        if self._stands is _nobody:
            if isinstance(event, RegistrationChanged) and event.state in {
                "off",
                "waiting",
                "refused",
            }:
                self._gone()
        elif isinstance(event, Asked):
            self._answered(event.outcome)
        elif event.state == "registered":
            flow = self._endpoint.agent.lines[self.name].flow
            self.host = flow.remote[0] if flow is not None else ""
            self._say(TrunkCondition(standing="registered"))
        elif event.state in {"waiting", "refused"} and event.outcome is not None:
            self.host = ""
            self._failed(event.outcome, refused=event.state == "refused")

    def proved_in_clear(self) -> None:
        """A password was proved where others can read along."""
        if not self._clear:
            self._clear = True
            if self.condition is not None:
                self._say(self.condition)

    def called(self, outcome: Outcome) -> None:
        """How a call to it ended before anybody rang: of its own failures it tells, too."""
        if outcome.local or 500 <= outcome.status < 600:
            self._soon()
        elif outcome.status in _WRONG_PASSWORD:
            self._stop_timer()
            self._failed(outcome, refused=True)

    # Inside

    def _ask(self) -> None:
        self._timer = None
        self._endpoint.act(lambda now: self._endpoint.agent.ask(self.name, "OPTIONS", now))

    def _soon(self) -> None:
        """Something was wrong: look, instead of waiting for the next time."""
        if self._timer is not None:
            self._stop_timer()
            self._timer = asyncio.get_running_loop().call_later(0, self._ask)

    def _answered(self, outcome: Outcome) -> None:
        if not self.usable:
            return
        if outcome.local or outcome.status == 503:
            self._failed(outcome, refused=False)
        else:
            self._say(TrunkCondition(standing="reachable"))
        wait_s = AGAIN_S if self.ails else ASK_S
        self._timer = asyncio.get_running_loop().call_later(wait_s, self._ask)

    def _failed(self, outcome: Outcome, *, refused: bool) -> None:
        self._say(
            TrunkCondition(
                standing="refused" if refused else "unreachable" if outcome.local else "busy",
                status=0 if outcome.local else outcome.status,
                phrase=outcome.phrase,
                can_do=outcome.can_do,
            )
        )

    def _say(self, condition: TrunkCondition) -> None:
        told = TrunkCondition(
            standing=condition.standing,
            status=condition.status,
            phrase=condition.phrase,
            can_do=condition.can_do,
            clear=self._clear,
        )
        if told != self.condition:
            self.condition = told
            self._stands(told)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _gone(self) -> None:
        self.left = True
        if self.name in self._endpoint.agent.lines:
            self._endpoint.agent.remove(self.name)


def _nobody(condition: TrunkCondition) -> None:
    """Hears of a trunk that is ours no more."""
