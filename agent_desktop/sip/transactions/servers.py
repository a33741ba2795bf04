"""The two server transactions: INVITE (RFC 3261, 17.2.1; RFC 6026, 7.1) and everything else (17.2.2).

Promises that a repeated request is answered without the application. Refuses a second answer, except a repeated 2xx for
INVITE, which the application itself repeats until the ACK.
"""

from __future__ import annotations

from agent_desktop.sip.message import Response
from agent_desktop.sip.transactions.machine import Server
from agent_desktop.sip.transactions.replies import reply


class InviteServer(Server):
    """proceeding → accepted, or completed (refused) → confirmed → gone."""

    _pause: float

    def begin(self, now: float) -> None:
        self.state = "proceeding"
        self.alarms.set("trying", now + self.times.trying)

    def rang(self, name: str, now: float) -> None:
        if name == "trying":
            self.last = reply(self.request, 100)
            self.transmit(self.last)
        elif name == "G":
            self.repeated()
            self._pause = min(2 * self._pause, self.times.t2)
            self.alarms.set("G", now + self._pause)
        elif name == "H":
            self.time_out()
        else:  # I, L
            self.end()

    def repeated(self) -> None:
        if self.state in {"proceeding", "completed"}:
            super().repeated()

    def respond(self, response: Response, now: float) -> None:
        if self.state == "accepted" and 200 <= response.status < 300:
            self.transmit(response)
        if self.state != "proceeding":
            return
        self.alarms.stop("trying")
        self.last = response
        self.transmit(response)
        if response.status < 200:
            return
        if response.status < 300:
            self.state = "accepted"
            self.alarms.set("L", now + self.times.patience)
            return
        self.state = "completed"
        self.alarms.set("H", now + self.times.patience)
        if not self.to.reliable:
            self._pause = self.times.t1
            self.alarms.set("G", now + self._pause)

    def acknowledged(self, now: float) -> None:
        """The ACK of a refusal came."""
        if self.state != "completed":
            return
        self.state = "confirmed"
        self.alarms.clear()
        if self.to.reliable:
            self.end()
        else:
            self.alarms.set("I", now + self.times.t4)

    def broke(self, why: str) -> None:
        if self.state in {"proceeding", "accepted"}:
            self.fail(why)
        else:
            self.end()


class OtherServer(Server):
    """trying → proceeding → completed → gone.

    An application that says nothing for as long as the peer waits (timer F there) has missed its chance: the
    transaction ends without an answer, since a late one only does harm (RFC 4320, 4.2).
    """

    def begin(self, now: float) -> None:
        self.state = "trying"
        self.alarms.set("late", now + self.times.patience)

    def rang(self, name: str, now: float) -> None:  # J, late
        self.end()

    def respond(self, response: Response, now: float) -> None:
        if self.state == "completed":
            return
        self.last = response
        self.transmit(response)
        if response.status < 200:
            self.state = "proceeding"
            return
        self.state = "completed"
        self.alarms.clear()
        if self.to.reliable:
            self.end()
        else:
            self.alarms.set("J", now + self.times.patience)

    def broke(self, why: str) -> None:
        if self.state == "completed":
            self.end()
        else:
            self.fail(why)
