"""Being known at the trunk's provider: a registration there, where the trunk wants one.

Promises to leave the provider before, when the trunk becomes another one; that its address is trusted only while it
knows us. Refuses to try a refused password again: that is said, and an administrator does something.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from agent_desktop.hub.voice.worker.doorway import Doorway
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import RegistrationChanged
from agent_desktop.sip.transport.endpoint import Endpoint


class Provider:
    """`stands` hears whether the provider knows where we are, and why not, in words."""

    def __init__(
        self, endpoint: Endpoint, doorway: Doorway, stands: Callable[[bool, str], None]
    ) -> None:
        self._endpoint, self._doorway, self._stands = endpoint, doorway, stands
        self._count = itertools.count(1)
        self._account: Account | None = None
        self._leaving: set[str] = set()

    @property
    def user(self) -> str:
        """By what name the provider calls us; empty when we are not registered anywhere."""
        return self._account.contact_user if self._account is not None else ""

    @property
    def busy(self) -> bool:
        """Whether we are still saying goodbye."""
        return bool(self._leaving)

    def join(self, trunk: Trunk | None) -> None:
        """Be registered there from now on, and nowhere else. Raises `ValueError` for a name that is no address."""
        self.leave()
        if trunk is None or not trunk.registers or trunk.credentials is None:
            return
        user = trunk.credentials.username
        self._account = account = Account(
            f"trunk {next(self._count)}",
            f"sip:{user}@{trunk.domain or trunk.server.host}",
            (trunk.server,),
            trunk.credentials,
            outbound=False,
            contact_user=user,
        )
        self._endpoint.agent.add(account)
        self._endpoint.act(lambda now: self._endpoint.agent.register(account.name, now))

    def leave(self) -> None:
        """Be registered nowhere."""
        old, self._account = self._account, None
        self._doorway.provider = ""
        if old is not None:
            self._leaving.add(old.name)
            self._endpoint.act(lambda now: self._endpoint.agent.unregister(old.name, now))
            lines = self._endpoint.agent.lines
            if old.name in lines and all(
                one.state == "off" for one in lines[old.name].registrations
            ):
                self._gone(old.name)

    def heard(self, event: RegistrationChanged) -> None:
        """The state of a registration."""
        if event.account in self._leaving:
            if event.state in {"off", "waiting", "refused"}:
                self._gone(event.account)
            return
        if self._account is None or event.account != self._account.name:
            return
        if event.state == "registered":
            flow = self._endpoint.agent.lines[event.account].flow
            self._doorway.provider = flow.remote[0] if flow is not None else ""
            self._stands(True, "")
        elif event.state in {"waiting", "refused"}:
            self._doorway.provider = ""
            outcome = event.outcome
            self._stands(False, f"{outcome.status} {outcome.phrase}" if outcome else "")

    def _gone(self, name: str) -> None:
        self._leaving.discard(name)
        if name in self._endpoint.agent.lines:
            self._endpoint.agent.remove(name)
