"""A 2xx to an INVITE, repeated until its ACK comes (RFC 3261, 13.3.1.4).

Promises to tell once: with the ACK, or with None when nobody acknowledged for 64 round trips.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import TransactionKey, matching


class Confirming:
    """Sends at once. `number` is the CSeq that the ACK carries."""

    def __init__(
        self,
        core: Core,
        key: TransactionKey,
        response: Response,
        done: Callable[[Request | None], None],
    ) -> None:
        place = matching.cseq(response.headers)
        self.number = place.number if place is not None else 0
        self._core = core
        self._key = key
        self._response = response
        self._done = done
        self._pause = core.config.times.t1
        core.layer.respond(key, response, core.now)
        core.after(self, "again", self._pause)
        core.after(self, "over", core.config.times.patience)

    def acked(self, ack: Request) -> bool:
        """An ACK came; whether it is ours."""
        place = matching.cseq(ack.headers)
        if place is None or place.number != self.number:
            return False
        self._core.wakeups.stop(self)
        self._done(ack)
        return True

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._core.wakeups.stop(self)

    def rang(self, name: str) -> None:
        """Repeat, or give up."""
        core = self._core
        if name == "over":
            core.wakeups.stop(self)
            self._done(None)
            return
        core.layer.respond(self._key, self._response, core.now)
        self._pause = min(2 * self._pause, core.config.times.t2)
        core.after(self, "again", self._pause)
