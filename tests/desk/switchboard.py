"""A scripted desk with a telephone: what it sends is done at once, and what comes of it is told."""

from collections.abc import Sequence
from typing import Any

from agent_desktop.desk.api import NotCallable
from agent_desktop.desk.errands import Telephone
from agent_desktop.desk.items import PhoneAttached, PhoneFailed
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.errors import DeskError
from agent_desktop.model.people import Activity, Address, AddressKind
from tests.desk.fake_phone import Exchange
from tests.desk.samples import batch, customer
from tests.desk.script import Script, at_work, told

LAYLA = "+33612489017"


class Switchboard:
    """The desk of `at_work`, whose customer has the number `LAYLA`."""

    def __init__(self, script: Script | None = None) -> None:
        self.desk = script or at_work()
        self.exchange = Exchange(lambda: self.desk.now)
        self.sent: list[ca.PhoneCommand] = []
        self.notices: list[ch.Notice] = []
        phone = Address(kind=AddressKind.PHONE, value=LAYLA)
        self.take(batch(ev.CustomerChanged(customer=customer(addresses=(phone,)))))
        self.take(PhoneAttached(), self.exchange.whole())

    def take(self, *items: Any) -> "Switchboard":
        self.desk.take(*items)
        self.notices += told(self.desk, ch.Notice)
        self.publish(self.desk.changes)
        for send in list(self.desk.sends):
            if isinstance(send, Telephone):
                self._perform(send)
        return self

    def publish(self, changes: Sequence[ch.Change]) -> None:
        """Whoever watches the desk overrides this."""

    def _perform(self, send: Telephone) -> None:
        self.sent.append(send.command)
        try:
            news = self.exchange.perform(send.command)
        except DeskError as fault:
            self.take(PhoneFailed(command_id=send.command_id, problem=fault.problem))
            return
        if news:
            self.take(*news)

    def do(self, command: ca.CallCommand) -> "Switchboard":
        return self.take(it.OperateCall(command=command))

    def dialled(self, number: str = LAYLA, answered: bool = True) -> str:
        """Call somebody, who answers; the call's id."""
        self.take(it.Dial(number=number))
        call_id = [one.call_id for one in self.sent if isinstance(one, ca.PlaceCall)][-1]
        if answered:
            self.take(*self.exchange.far_answers(call_id))
        return call_id

    def wait(self, ms: int) -> "Switchboard":
        self.desk.now += ms
        return self.take(ev.TimePassed(now=self.desk.now))

    def record(self, call_id: str) -> CallRecord:
        known = self.desk.core.books.logged[f"~{call_id}"]
        assert isinstance(known, CallRecord)
        return known

    @property
    def talking(self) -> list[str]:
        return [
            one.call.id
            for one in self.desk.view.calls()
            if one.call.state is ca.CallState.ACTIVE and not one.call.hold.local
        ]

    def said(self) -> list[ch.NoticeKind]:
        return [one.kind for one in self.notices]

    def activity(self) -> Activity:
        return self.desk.view.activity[0]

    def why_not(self) -> NotCallable | None:
        phone = self.desk.view.phone
        assert phone is not None
        return phone.why_not
