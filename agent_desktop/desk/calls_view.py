"""The reading side of the desk for calls: the strip, the history, whom one can call.

Promises answers from memory, in an order that does not jump. Refuses to change anything.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from heapq import nsmallest

from agent_desktop.desk import numbers
from agent_desktop.desk.api import (
    CallAccount,
    CallLine,
    ColleagueLamp,
    NotCallable,
    PhoneStatus,
)
from agent_desktop.desk.calls_state import Line, callable_accounts
from agent_desktop.desk.carried_view import CarriedReader, connecting, part_of
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import Direction
from agent_desktop.model.people import AddressKind, Customer
from agent_desktop.model.phone import PhoneState
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.model.settings import LAST_ACCOUNT, TELEPHONE
from agent_desktop.model.telephone import read_accounts

_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d"})
"""Letters that have no accent to take off."""


class CallsReader(CarriedReader):
    """The part of `DeskView` that is about calls."""

    @property
    def phone(self) -> PhoneStatus | None:
        """The softphone; None where there is none, and then nothing about calls is shown."""
        phone = self._core.live.phone
        if not phone.attached:
            return None
        return PhoneStatus(
            running=phone.state.running,
            why_not=why_not(phone.state),
            registrations=phone.state.registrations,
            accounts=self._accounts(),
            in_use=phone.state.in_use,
            devices=phone.state.devices,
            echo=phone.state.echo,
            heard=phone.heard,
            watched=phone.watched,
            ringing=phone.state.ringing,
            microphone=phone.levels[0],
            speaker=phone.levels[1],
            lamps=self._lamps(),
        )

    def _lamps(self) -> tuple[ColleagueLamp, ...]:
        """The telephones that the agent's own accounts watch, under the names that the agent gave."""
        state = self._core.state
        kept = {one.id: one for one in read_accounts(state.settings.get(TELEPHONE, ""))}
        return tuple(
            ColleagueLamp(
                account_id=one.account_id,
                number=lamp.number,
                state=lamp.state,
                name=names[lamp.number],
            )
            for one in state.phone.state.registrations
            if one.lamps and one.account_id in kept
            for names in ({who.number: who.name for who in kept[one.account_id].colleagues},)
            for lamp in one.lamps
            if lamp.number in names
        )

    def _accounts(self) -> tuple[CallAccount, ...]:
        """The accounts that one can call from."""
        state = self._core.live
        names = account_names(state.settings.get(TELEPHONE, ""))
        ids = callable_accounts(state.phone.state, state.settings.get(LAST_ACCOUNT, ""))
        return tuple(CallAccount(id=one, name=names.get(one, "")) for one in ids)

    def calls(self) -> Sequence[CallLine]:
        """Live calls but those that are only offered: who is talked to first, then who is being called, then the
        oldest, then those to come."""
        phone = self._core.live.phone
        each = [one for one in phone.lines.values() if not one.only_offered]
        lines = [part_of(self._core, one, self._line(one)) for one in each]
        lines += [connecting(self._core, one) for one in phone.expected.values()]
        return sorted(lines, key=lambda one: (_rank(one), one.call.began_at, one.call.id))

    def _line(self, line: Line) -> CallLine:
        books, phone = self._core.books, self._core.live.phone
        customer = books.customers.get(line.record.customer_id)
        interaction = books.interactions.get(line.call.interaction_id)
        name = customer.name if customer is not None else line.record.name
        return CallLine(
            call=line.call,
            record=line.record,
            name=name or line.record.shown,
            vip=customer is not None and customer.vip,
            queue_name=interaction.queue_name if interaction is not None else "",
            quality=line.quality,
            consult_of=line.consult_of if line.consult_of in phone.lines else "",
            lost=not phone.state.running,
            pausing=line.call.id in phone.pausing,
            still_recording=line.call.id in phone.unpaused,
            unreached=line.unreached,
            may_record=line.call.account_id
            in recording_accounts(self._core.state.settings.get(TELEPHONE, "")),
        )

    def call_history(self) -> Sequence[CallRecord]:
        """The calls of this desk that are over, the newest first."""
        over = [one for one in self._records() if one.over]
        over.sort(key=lambda one: (-one.sent_at, one.id))
        return over

    def missed_calls(self) -> int:
        """How many missed calls the agent has not seen."""
        return sum(not one.seen for one in self._records())

    def _records(self) -> list[CallRecord]:
        return [one for one in self._core.books.logged.values() if isinstance(one, CallRecord)]

    def find_customers(self, words: str, limit: int) -> Sequence[Customer]:
        """Cached customers whose name, organisation or any address fits, the best known first."""
        wanted = folded(words).split()
        found = []
        for customer in self._core.books.customers.values() if wanted else ():
            name = folded(customer.name)
            texts = [name, folded(customer.organisation)]
            texts += [folded(one.value) for one in customer.addresses]
            if all(any(word in text for text in texts) for word in wanted):
                found.append((not name.startswith(wanted[0]), name, customer.id, customer))
        return [one[3] for one in nsmallest(limit, found, key=lambda one: one[:3])]

    def find_people(self, words: str, limit: int) -> Sequence[Customer]:
        """Cached customers with a telephone whose name, organisation or number fits, the best known first."""
        wanted, digits = folded(words).split(), numbers.digits(words).lstrip("+0")
        by_number = len(digits) > 1
        found = []
        for customer in self._core.books.customers.values() if wanted else ():
            name, where = folded(customer.name), folded(customer.organisation)
            fits = all(word in name or word in where for word in wanted)
            if not fits and not by_number:
                continue
            phones = [one.value for one in customer.addresses if one.kind is AddressKind.PHONE]
            if phones and (fits or any(digits in one for one in phones)):
                found.append((not name.startswith(wanted[0]), name, customer.id, customer))
        return [one[3] for one in nsmallest(limit, found, key=lambda one: one[:3])]


def _rank(line: CallLine) -> int:
    """Who stands before whom on the strip, whose buttons are about the first."""
    called = line.call.direction is Direction.OUTGOING and line.call.answered_at is None
    if line.talking:
        return 0
    if called and not line.call.hold.local:
        return 1
    return 3 if line.connecting else 2


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A name as people type it who lack its letters: `Wiśniewski` is found by `wisniewski`."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(one for one in apart if not unicodedata.combining(one))


@lru_cache(maxsize=4)
def account_names(kept: str) -> dict[str, str]:
    """The names of the agent's own accounts by their ids."""
    return {one.id: one.name or one.address for one in read_accounts(kept)}


@lru_cache(maxsize=4)
def recording_accounts(kept: str) -> frozenset[str]:
    """The ids of the agent's own accounts whose calls may be recorded here."""
    return frozenset(one.id for one in read_accounts(kept) if one.recording != "off")


def why_not(state: PhoneState) -> NotCallable | None:
    """Why no calls can come or go; None when they can."""
    if not state.running:
        return NotCallable.STARTING
    if not state.in_use.microphone:
        return NotCallable.NO_MICROPHONE
    if not state.in_use.speaker:
        return NotCallable.NO_SPEAKER
    if not any(one.state is RegistrationState.REGISTERED for one in state.registrations):
        return NotCallable.NOT_REGISTERED
    return None
