"""What the four transaction machines share: a key, a request, a way, alarms, and the list that they speak into.

Promises that a machine which ended is silent. Refuses to look for its messages: `layer.py` hands them over.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.transactions.outputs import (
    Ended,
    Failed,
    Output,
    ResponseArrived,
    TimedOut,
    TransactionKey,
    Transmit,
)
from agent_desktop.sip.transactions.timing import Alarms, Times

#: The alarm of a way that takes too long to open.
FALL_BACK: Final = "instead"


@dataclass(frozen=True, slots=True)
class Instead:
    """The same request by another way, should the first one not be there; `taken` is called when it was not."""

    request: Request
    way: Flow | Target
    taken: Callable[[], None]


class Machine(ABC):
    """One transaction. `state` is the name that RFC 3261 gives it.

    A `silent` one is ours alone (CANCEL): it transmits, and the application hears nothing of it.
    """

    silent = False
    #: Its way is gone, and another one is looked for: until then nothing leaves.
    stranded = False

    def __init__(
        self,
        key: TransactionKey,
        request: Request,
        to: Flow | Target,
        times: Times,
        out: list[Output],
    ) -> None:
        self.key = key
        self.request = request
        self.to = to
        self.times = times
        self.alarms = Alarms()
        self.ended = False
        self.state = ""
        #: The alarm that the layer has noted.
        self.noted: float | None = None
        self._out = out

    def tick(self, now: float) -> None:
        """Let every alarm ring that is due."""
        while not self.ended and (name := self.alarms.ring(now)) is not None:
            self.rang(name, now)

    @abstractmethod
    def rang(self, name: str, now: float) -> None:
        """An alarm of this machine rang."""

    def broke(self, why: str) -> None:
        """The way is gone."""
        self.fail(why)

    def transmit(self, message: Message) -> None:
        """Send something in this transaction's name."""
        if not self.stranded:
            self._out.append(Transmit(message, self.to, self.key))

    def say(self, output: Output) -> None:
        """Let the application know, unless this is none of its business."""
        if not self.silent:
            self._out.append(output)

    def fail(self, why: str) -> None:
        """End, since the way is gone, and say so."""
        self.say(Failed(self.key, self.request, why))
        self.end()

    def time_out(self) -> None:
        """End, since nobody answers, and say so."""
        self.say(TimedOut(self.key, self.request))
        self.end()

    def end(self) -> None:
        """Be forgotten."""
        self.ended = True
        self.alarms.clear()
        self.say(Ended(self.key))


class Client(Machine):
    """A transaction that we began."""

    instead: Instead | None = None

    def tick(self, now: float) -> None:
        """Let every alarm ring; that of a way which does not open means to take the other one."""
        if self.instead is not None and self.alarms.late(FALL_BACK, now):
            self.alarms.stop(FALL_BACK)
            if isinstance(self.to, Target):
                self.fall_back(now)
        super().tick(now)

    def fall_back(self, now: float) -> bool:
        """Begin anew by the other way; False when there is none."""
        instead, self.instead = self.instead, None
        if instead is None:
            return False
        instead.taken()
        self.request, self.to = instead.request, instead.way
        self.alarms.clear()
        self.begin(now)
        return True

    @abstractmethod
    def begin(self, now: float) -> None:
        """Send the request."""

    @abstractmethod
    def received(self, response: Response, now: float) -> None:
        """A response came."""

    def pass_on(self, response: Response) -> None:
        """Let the application have a response."""
        self.say(ResponseArrived(self.key, response, self.request))


class Server(Machine):
    """A transaction that the peer began."""

    last: Response | None = None

    @abstractmethod
    def begin(self, now: float) -> None:
        """The request has come for the first time."""

    def repeated(self) -> None:
        """The request came again."""
        if self.last is not None:
            self.transmit(self.last)

    @abstractmethod
    def respond(self, response: Response, now: float) -> None:
        """The application answers."""
