"""Calls in their set-up whose way broke: they wait for the account's next way, for so long as the configuration says.

An answer of ours goes out by the new way as it would have by the old one: whoever waits for it knows it by its branch
(RFC 3261, 17.1.3). Promises that nobody waits for ever. Refuses to wait where `strand_s` is 0.
"""

from __future__ import annotations

from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.flow import Flow


class Stranded:
    """Those of one link."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._flows: set[Flow] = set()

    def strand(self, flow: Flow) -> None:
        """This way is gone."""
        core = self._core
        if core.config.strand_s > 0 and core.layer.strand(flow):
            self._flows.add(flow)
            core.after(self, "over", core.config.strand_s)

    def rescue(self, flow: Flow) -> None:
        """This one leads to the server again."""
        core = self._core
        for old in self._flows:
            core.layer.rehome(old, flow, core.now)
        self._flows.clear()
        core.wakeups.stop(self)

    def rang(self, name: str) -> None:
        """No way was found in time: the calls end."""
        core = self._core
        for old in self._flows:
            core.layer.transport_failed(old, core.now, stranded=True)
        self._flows.clear()
