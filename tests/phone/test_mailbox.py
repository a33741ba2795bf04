"""Mailboxes of accounts, at a server over real sockets: asked for, told, told without being asked, and unknown."""

import asyncio
from pathlib import Path

import pytest

from agent_desktop.model.calls import Mailbox, Registration, RegistrationState
from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import SubscriberGone, SubscriptionAsked
from agent_desktop.sip.agent.message_summary import KIND, MessageSummary, write
from agent_desktop.sip.agent.notifier import Notifier
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message, Response
from tests.contracts.asynchronous import asynchronous
from tests.phone.networks import Seat, seats
from tests.sip.agent_phone import Phone
from tests.sip.transaction_script import Tokens

pytestmark = pytest.mark.expected_log("password over a connection in the clear")


class Exchange(Phone):
    """Registers alice, and knows of mailboxes or not."""

    def __init__(self, *packages: str) -> None:
        verifier = Verifier("pbx", b"key", Tokens("n"))
        rules = Rules(
            verifier, lambda user, kind: ha1(user, "pbx", "secret", kind), lambda user, aor: True
        )
        super().__init__(Config(packages=packages), rules=rules)
        self.agent.add(Account("alice", "sip:alice@127.0.0.1", contact_user="alice"))
        self.refused: list[int] = []
        self.refused_it = asyncio.Event()
        self._send = self.endpoint.ways.send
        self.endpoint.ways.send = self._noting  # type: ignore[method-assign]

    def _noting(self, message: Message, flow: Flow) -> None:
        self._send(message, flow)
        if isinstance(message, Response) and message.status == 489:
            self.refused.append(message.status)
            self.refused_it.set()

    async def account(self, **more: str) -> PhoneAccount:
        """Alice's."""
        port = (await self.endpoint.ways.listen_udp("127.0.0.1")).local[1]
        return PhoneAccount(
            id="a",
            address="sip:alice@127.0.0.1",
            password="secret",
            server=f"127.0.0.1:{port}",
            **more,
        )

    def tell(self, to: Notifier, summary: MessageSummary) -> None:
        """The mailbox holds something else."""
        self.act(lambda now: to.notify(KIND, write(summary), now))


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
        server.tell(asked, MessageSummary(False, 0, 7, account="sip:*97@pbx.test"))
        await box(alice, Mailbox(new=0, old=7, number="*97"))
        # A server that counts nothing says at least that something waits.
        server.tell(asked, MessageSummary(True))
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
