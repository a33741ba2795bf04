"""Mailboxes of accounts, at a server over real sockets: asked for, told, told without being asked, and unknown."""

from pathlib import Path

import pytest

from agent_desktop.model.registrations import Mailbox, Registration, RegistrationState
from agent_desktop.sip.agent.events import SubscriberGone, SubscriptionAsked
from agent_desktop.sip.agent.message_summary import KIND, MessageSummary, write
from tests.contracts.asynchronous import asynchronous
from tests.phone.exchange import Exchange
from tests.phone.networks import Seat, seats

pytestmark = pytest.mark.expected_log("password over a connection in the clear")


async def box(seat: Seat, wanted: Mailbox) -> None:
    """Wait until the mailbox is known to hold this."""
    await seat.until(Registration, lambda one: one.mailbox == wanted)


@asynchronous
async def test_what_waits_is_asked_for_and_followed(tmp_path: Path) -> None:
    server, alice = Exchange("message-summary"), Seat(tmp_path, 440.0, "127.0.0.1")
    async with seats(alice):
        await alice.network.start([await server.account()], alice)
        asked = (await server.until(SubscriptionAsked)).notifier
        first = write(MessageSummary(True, 2, 5, account="sip:*97@pbx.test"))
        server.act(lambda now: asked.accept(KIND, first, now))
        await box(alice, Mailbox(new=2, old=5, number="*97"))
        known = alice.told[-1]
        assert isinstance(known, Registration)
        assert known.state is RegistrationState.REGISTERED
        server.tell(asked, KIND, write(MessageSummary(False, 0, 7, account="sip:*97@pbx.test")))
        await box(alice, Mailbox(new=0, old=7, number="*97"))
        # A server that counts nothing says at least that something waits.
        server.tell(asked, KIND, write(MessageSummary(True)))
        await box(alice, Mailbox(new=1))
    await server.until(SubscriberGone)
    await server.endpoint.close()


@asynchronous
async def test_a_server_without_mailboxes_is_asked_once(tmp_path: Path) -> None:
    server, alice = Exchange(), Seat(tmp_path, 440.0, "127.0.0.1")
    async with seats(alice):
        await alice.network.start([await server.account()], alice)
        await alice.signed_on()
        await server.refused_it.wait()
        assert not any(isinstance(one, Registration) and one.mailbox for one in alice.told)
        assert len(server.refused) == 1
    await server.endpoint.close()
