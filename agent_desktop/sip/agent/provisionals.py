"""Provisional responses that arrive for sure (RFC 3262, 3): one after the other, each repeated until its PRACK.

Promises their order. Refuses a PRACK that fits none (481).
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.fields import BadValue, RAck
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import TransactionKey, matching


class Provisionals:
    """Those of one INVITE of the peer. `lost` is called when a PRACK never comes, `idle` when none is awaited."""

    def __init__(
        self,
        core: Core,
        key: TransactionKey,
        lost: Callable[[], None],
        idle: Callable[[], None],
    ) -> None:
        self._core = core
        self._key = key
        self._lost = lost
        self._idle = idle
        self._number = core.chance.randrange(1, 2**31 - 1)
        self._queue: list[Response] = []
        self._pause = 0.0

    @property
    def waiting(self) -> bool:
        """Whether a PRACK is awaited."""
        return bool(self._queue)

    def send(self, response: Response) -> None:
        """Send it when those before are acknowledged."""
        response.headers.add("Require", "100rel")
        response.headers.add("RSeq", str(self._number))
        self._number += 1
        self._queue.append(response)
        if len(self._queue) == 1:
            self._begin()

    def acknowledged(self, request: Request) -> bool:
        """A PRACK came; whether it is for the one that waits."""
        if not self._queue:
            return False
        try:
            rack = RAck.parse(request.headers.get("RAck") or "")
        except BadValue:
            return False
        place = matching.cseq(self._queue[0].headers)
        rseq = self._queue[0].headers.get("RSeq")
        if (
            str(rack.rseq) != rseq
            or place is None
            or (rack.cseq, rack.method)
            != (
                place.number,
                place.method,
            )
        ):
            return False
        self._core.wakeups.stop(self)
        self._queue.pop(0)
        return True

    def go_on(self) -> None:
        """After a PRACK was answered: the next one, or say that there is none."""
        if self._queue:
            self._begin()
        else:
            self._idle()

    def stop(self) -> None:
        """The INVITE is answered or gone."""
        self._core.wakeups.stop(self)
        self._queue.clear()

    def rang(self, name: str) -> None:
        """Repeat, or give up."""
        core = self._core
        if name == "over":
            self.stop()
            self._lost()
            return
        self._pause *= 2
        core.layer.respond(self._key, self._queue[0], core.now)
        core.after(self, "again", self._pause)

    def _begin(self) -> None:
        core = self._core
        self._pause = core.config.times.t1
        core.layer.respond(self._key, self._queue[0], core.now)
        core.after(self, "again", self._pause)
        core.after(self, "over", core.config.times.patience)
