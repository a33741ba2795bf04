"""The other servers of a name, when the one that a call was placed by does not do (RFC 3263, 4.3).

Promises that a call goes to the next one when a server says 503, cannot be reached, or shows no sign for as long as
`silence.py` says; each is tried once. Refuses where the way was given, and once anybody has taken up the call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Response


class Elsewhere:
    """Of one INVITE. `take` is told the target of another server, which is open."""

    def __init__(self, core: Core, take: Callable[[Target], None]) -> None:
        self._core = core
        self._take = take
        self._others: Target | None = None
        self._noticed = False

    def sent(self, flow: Flow, target: Target | None) -> None:
        """The INVITE leaves by this flow, which was found by that target; None when nobody was asked for one."""
        core, self._others = self._core, None
        if target is not None:
            self._others = replace(target, besides=target.besides | {flow.remote})
            usual = core.config.elsewhere_s
            core.after(self, "silent", core.silences.patience_s(flow, core.now, usual))

    def noticed(self) -> None:
        """The server shows that it has the INVITE."""
        self._noticed = True
        self.stop()

    def stop(self) -> None:
        """Nobody waits any more."""
        self._core.wakeups.stop(self)

    def wanted(self, exchange: Exchange, response: Response) -> bool:
        """Whether a refusal is one of this server alone."""
        if self._others is None or (exchange.local and self._noticed):
            return False
        return response.status == 503 or (exchange.local and response.status == 408)

    def look(self, without: Callable[[], None]) -> None:
        """Go to another server; `without` is called when there is none."""
        others = self._others
        self.stop()
        if others is None:
            without()
        else:
            self._core.open(others, lambda flow: without() if flow is None else self._take(others))

    def rang(self, name: str) -> None:
        """No sign for too long. The INVITE goes on meanwhile: there may be no other, or this one wakes up."""
        others = self._others
        if others is not None:
            self._core.open(
                others,
                lambda flow: None if flow is None or self._noticed else self._take(others),
            )
