"""How long servers have been silent, and how long each may be before a call goes to the next of its name.

A server answers an INVITE within 200 ms, if only by 100 (RFC 3261, 17.2.1). So one that shows no sign although the
INVITE was sent again twice is hardly there; and one that owes an answer to an earlier question has been silent since
then. Promises that a server which was slow lately is waited for longer, in that measure. Refuses to remember ways that
no account uses.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Final

from agent_desktop.sip.flow import Flow

#: An answer may take so many times as long as the slowest of the last `REMEMBERED`.
TIMES: Final = 3.0
REMEMBERED: Final = 8
LONGEST_S: Final = 15.0
#: A server that is known to be silent is still asked for this part of the usual time.
AT_LEAST: Final = 0.25


class Silences:
    """Of the ways in `held`, which accounts use."""

    def __init__(self, held: Mapping[Flow, int]) -> None:
        self._held = held
        self._since: dict[Flow, float] = {}
        self._trips: dict[Flow, deque[float]] = {}

    def asked(self, flow: Flow, now: float) -> None:
        """A request leaves."""
        if self._held.get(flow):
            self._since.setdefault(flow, now)

    def heard(self, flow: Flow, now: float) -> None:
        """One was answered, however."""
        since = self._since.pop(flow, None)
        if since is not None:
            self._trips.setdefault(flow, deque(maxlen=REMEMBERED)).append(now - since)

    def forget(self, flow: Flow) -> None:
        """No account uses it any more."""
        self._since.pop(flow, None)
        self._trips.pop(flow, None)

    def patience_s(self, flow: Flow, now: float, usual_s: float) -> float:
        """Seconds in which the server must show a sign of a request that leaves now; before it is `asked`."""
        slowest = max(self._trips.get(flow, ()), default=0.0)
        whole = max(usual_s, min(TIMES * slowest, LONGEST_S))
        silent = now - self._since.get(flow, now)
        return max(AT_LEAST * usual_s, whole - silent)
