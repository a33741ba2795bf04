"""Our user agent, Kamailio between, and baresip: registered both, calling each other, handing calls on."""

import asyncio
from pathlib import Path

import pytest

from agent_desktop.sip.agent.events import CallArrived, TransferAsked, TransferChanged
from agent_desktop.sip.flow import Transport
from tests.contracts.asynchronous import asynchronous
from tests.peers.baresip import baresip
from tests.peers.kamailio import PASSWORD, kamailio
from tests.sip.agent_phone import Phone, account_of, voice
from tests.sip.certificates import Authority


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls", "ws"])
def test_calls_in_both_directions_with_hold(transport: Transport, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with (
        kamailio(tmp_path, authority) as server,
        baresip(tmp_path / "bob", server=server.sip, user="bob", password=PASSWORD) as bob,
    ):
        port = {"tls": server.tls, "ws": server.ws}.get(transport, server.sip)

        @asynchronous
        async def run() -> None:
            phone = Phone(authority=authority.file)
            assert (
                await phone.register(account_of("alice", port, transport))
            ).state == "registered"
            call = await phone.call("alice", "sip:bob@127.0.0.1")
            await phone.reaches(call, "active")
            phone.act(call.hold)
            await phone.reaches(call, "held")
            phone.events.clear()
            phone.act(call.resume)
            await phone.reaches(call, "active")
            phone.act(call.hang_up)
            await phone.reaches(call, "ended")
            await asyncio.to_thread(bob.command, "dial", f"sip:alice@127.0.0.1:{server.sip}")
            arrived = (await phone.until(CallArrived)).call
            phone.act(arrived.ring)
            phone.act(lambda now: arrived.answer(voice(), now))
            await phone.reaches(arrived, "active")
            await asyncio.to_thread(bob.command, "hangup")
            await phone.reaches(arrived, "ended")
            nobody = await phone.call("alice", "sip:nobody@127.0.0.1")
            outcome = (await phone.reaches(nobody, "ended")).outcome
            assert outcome is not None
            assert (outcome.status, outcome.can_do) == (404, "check_address")
            await phone.close()

        run()


def test_blind_and_consulted_transfers(tmp_path: Path) -> None:
    """We hand bob on to carol, then carol on to bob after asking her."""
    with (
        kamailio(tmp_path, Authority(tmp_path)) as server,
        baresip(tmp_path / "bob", server=server.sip, user="bob", password=PASSWORD),
        baresip(tmp_path / "carol", server=server.sip, user="carol", password=PASSWORD),
    ):

        @asynchronous
        async def run() -> None:
            phone = Phone()
            await phone.register(account_of("alice", server.sip))
            carol = f"sip:carol@127.0.0.1:{server.sip}"  # baresip would look at port 5060
            for consult in (False, True):
                phone.events.clear()
                call = await phone.call("alice", "sip:bob@127.0.0.1")
                await phone.reaches(call, "active")
                if consult:
                    phone.act(call.hold)
                    await phone.reaches(call, "held")
                    other = await phone.call("alice", carol)
                    await phone.reaches(other, "active")
                    first, second = call, other
                    phone.act(lambda now, a=first, b=second: a.transfer_to(b, now))  # type: ignore[misc]
                else:
                    blind = call
                    phone.act(lambda now, a=blind: a.transfer(carol, now))  # type: ignore[misc]
                done = await phone.until(TransferChanged, lambda one: one.done)
                assert done.outcome.good, done.outcome
                await phone.reaches(call, "ended")
            await phone.close()

        run()


def test_we_are_handed_on_by_baresip(tmp_path: Path) -> None:
    with (
        kamailio(tmp_path, Authority(tmp_path)) as server,
        baresip(tmp_path / "bob", server=server.sip, user="bob", password=PASSWORD) as bob,
        baresip(tmp_path / "carol", server=server.sip, user="carol", password=PASSWORD),
    ):

        @asynchronous
        async def run() -> None:
            phone = Phone()
            await phone.register(account_of("alice", server.sip))
            call = await phone.call("alice", "sip:bob@127.0.0.1")
            await phone.reaches(call, "active")
            await asyncio.to_thread(bob.command, "transfer", "sip:carol@127.0.0.1")
            referral = (await phone.until(TransferAsked)).referral
            new = phone.act(lambda now: referral.follow(voice(), now))
            assert new is not None
            await phone.reaches(new, "active")
            await phone.reaches(call, "ended")
            phone.act(new.hang_up)
            await phone.close()

        run()
