"""The two client transactions: INVITE (RFC 3261, 17.1.1; RFC 6026, 7.2) and everything else (17.1.2).

Promises one end of each: an answer, silence, or a broken way. Refuses to end an INVITE that rings: its caller does.
"""

from __future__ import annotations

from typing import Literal

from agent_desktop.sip.message import Response
from agent_desktop.sip.transactions.machine import Client
from agent_desktop.sip.transactions.replies import refusal_ack


class InviteClient(Client):
    """calling → proceeding → completed (refused) or accepted → gone."""

    _pause: float
    #: A CANCEL is to leave as soon as the peer shows that it has the INVITE (9.1); or has left.
    cancel: Literal["none", "wanted", "sent"] = "none"
    #: Why, as the value of its Reason (RFC 3326).
    reason = ""

    def begin(self, now: float) -> None:
        self.state = "calling"
        self.transmit(self.request)
        self.alarms.set("B", now + self.times.patience)
        if not self.to.reliable:
            self._pause = self.times.t1
            self.alarms.set("A", now + self._pause)

    def rang(self, name: str, now: float) -> None:
        if name == "A":
            self.transmit(self.request)
            self._pause *= 2
            self.alarms.set("A", now + self._pause)
        elif name == "B":
            self.time_out()
        else:  # D, M
            self.end()

    def received(self, response: Response, now: float) -> None:
        if self.state in {"calling", "proceeding"}:
            self._first(response, now)
        elif self.state == "accepted" and 200 <= response.status < 300:
            self.pass_on(response)
        elif self.state == "completed" and response.status >= 300:
            self.transmit(refusal_ack(self.request, response))

    def _first(self, response: Response, now: float) -> None:
        self.alarms.stop("A")
        if response.status < 200:
            if self.state == "calling":
                self.alarms.stop("B")
            self.state = "proceeding"
            self.pass_on(response)
            return
        self.alarms.clear()
        self.pass_on(response)
        if response.status < 300:
            self.state = "accepted"
            self.alarms.set("M", now + self.times.patience)
            return
        self.state = "completed"
        self.transmit(refusal_ack(self.request, response))
        if self.to.reliable:
            self.end()
        else:
            self.alarms.set("D", now + self.times.d)

    def cancelled(self, now: float) -> None:
        """The CANCEL left: wait for the final response no longer than 64 round trips (9.1)."""
        self.cancel = "sent"
        self.alarms.set("B", now + self.times.patience)

    def broke(self, why: str) -> None:
        if self.state in {"calling", "proceeding"}:
            self.fail(why)
        else:  # the answer is known already
            self.end()


class OtherClient(Client):
    """trying → proceeding → completed → gone."""

    _pause: float

    def begin(self, now: float) -> None:
        self.state = "trying"
        self.transmit(self.request)
        self.alarms.set("F", now + self.times.patience)
        if not self.to.reliable:
            self._pause = self.times.t1
            self.alarms.set("E", now + self._pause)

    def rang(self, name: str, now: float) -> None:
        if name == "E":
            self.transmit(self.request)
            longer = self.state == "proceeding"
            self._pause = self.times.t2 if longer else min(2 * self._pause, self.times.t2)
            self.alarms.set("E", now + self._pause)
        elif name == "F":
            self.time_out()
        else:  # K
            self.end()

    def received(self, response: Response, now: float) -> None:
        if self.state == "completed":
            return
        self.pass_on(response)
        if response.status < 200:
            self.state = "proceeding"
            return
        self.state = "completed"
        self.alarms.clear()
        if self.to.reliable:
            self.end()
        else:
            self.alarms.set("K", now + self.times.t4)

    def broke(self, why: str) -> None:
        if self.state == "completed":
            self.end()
        else:
            self.fail(why)
