"""Accounts: several at once, changed while the engine runs, never worse protected than they are to be."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import msgspec
import pytest

from agent_desktop.model.calls import EndCode
from agent_desktop.model.phone import PhoneChanged
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.engine import lines
from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.sip.transport.tls import server_context
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import PASSWORD, Kamailio
from tests.phone.networks import Seat, seats, sign_on
from tests.phone.windows import ACCOUNT, window
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]

ALICE, BOB = 440.0, 700.0


def by_tls(name: str, proxy: Kamailio, authorities: Path | None) -> PhoneAccount:
    """Never without keys."""
    return PhoneAccount(
        id=name,
        address=f"sip:{name}@127.0.0.1",
        password=PASSWORD,
        server=f"localhost:{proxy.tls}",
        transport="tls",
        secure=True,
        authorities=str(authorities) if authorities is not None else "",
    )


def plain(name: str, proxy: Kamailio) -> PhoneAccount:
    return PhoneAccount(
        id=name,
        address=f"sip:{name}@127.0.0.1",
        password=PASSWORD,
        server=f"127.0.0.1:{proxy.sip}",
    )


@pytest.mark.expected_log("password over a connection in the clear|without common sound")
@asynchronous
async def test_calls_by_tls_have_keys_and_go_to_nobody_without(
    tmp_path: Path, proxy: Kamailio, authority: Authority
) -> None:
    alice, bob = Seat(tmp_path, ALICE, "127.0.0.2"), Seat(tmp_path, BOB, "127.0.0.3")
    async with seats(alice, bob):
        # Both lines of the second one are signed on at once.
        await sign_on(alice, by_tls("alice", proxy, authority.file))
        await bob.network.start([by_tls("bob", proxy, authority.file), plain("bertha", proxy)], bob)
        for name in ("bob", "bertha"):
            await bob.until(
                Registration,
                lambda one, name=name: (
                    (one.account_id, one.state)  # type: ignore[misc]
                    == (name, RegistrationState.REGISTERED)
                ),
            )
        alice.call("alice", "bob")
        assert (await alice.until(lines.Answered)).secure
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        assert alice.line is not None
        alice.line.hang_up()
        await bob.until(lines.Ended)
        # Neither do we call one that has no keys, nor does one that offers none reach us.
        for caller, account, number in ((alice, "alice", "bertha"), (bob, "bertha", "alice")):
            await caller.until(lines.Ended)
            caller.told.clear()
            caller.call(account, number)
            over = await caller.until(lines.Ended)
            assert over.end.code is EndCode.NO_COMMON_SOUND
            assert not any(isinstance(one, lines.Answered) for one in caller.told)


@asynchronous
async def test_a_server_without_a_valid_certificate_gets_nothing(
    tmp_path: Path, proxy: Kamailio, authority: Authority
) -> None:
    came: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.read())
        writer.close()

    files = authority.issue("elsewhere.test")
    context = server_context(files.certificate, files.key)
    alice = Seat(tmp_path, ALICE, "127.0.0.2")
    async with seats(alice), await asyncio.start_server(take, "127.0.0.8", 0, ssl=context) as one:
        port = one.sockets[0].getsockname()[1]
        unknown = by_tls("unknown", proxy, None)
        other_name = msgspec.structs.replace(
            by_tls("other", proxy, authority.file), server=f"127.0.0.8:{port}"
        )
        await alice.network.start([unknown, other_name], alice)
        for name in ("unknown", "other"):
            told = await alice.until(
                Registration,
                lambda one, name=name: (
                    (one.account_id, one.state)  # type: ignore[misc]
                    == (name, RegistrationState.FAILED)
                ),
            )
            assert told.problem is not None
            assert "cannot prove who it is" in told.problem.message
        for station in alice.network._stations.values():
            assert not station.endpoint.ways._sockets, "no other way was tried"
            assert not station.endpoint.ways._carriers
    assert not any(came)


def _written(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


@asynchronous
async def test_accounts_change_while_the_engine_runs_and_a_call_goes_on(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        call_id = await made.hum()
        pid = made.client.pid
        secret = "another-secret-77"
        other = PhoneAccount(id="other", address="sip:bob@127.0.0.1", password=secret)
        await made.client.change_accounts([ACCOUNT, other])
        told = await made.until(PhoneChanged)
        assert {one.account_id for one in told.state.registrations} == {"line", "other"}
        await made.client.change_accounts([other])
        told = await made.until(PhoneChanged)
        assert {one.account_id for one in told.state.registrations} == {"other"}
        assert [one.id for one in told.state.calls if one.live] == [call_id]
        assert made.client.pid == pid
        log = (tmp_path / "network.log").read_text("utf-8").split("\n")
        assert log[-3:-1] == ["sign on other", "sign off line"]
        assert secret.encode() not in _written(tmp_path)
        # The next run of the engine has them, too.
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        told = await made.until(PhoneChanged, lambda one: one.state.running)
        assert {one.account_id for one in told.state.registrations} == {"other"}
