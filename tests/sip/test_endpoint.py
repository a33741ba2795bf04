"""User agents over real sockets: a hub that listens and phones that register, call and lose their connections."""

from pathlib import Path

import pytest

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import CallArrived, RegistrationChanged, Warned
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Flow, Target, Transport
from agent_desktop.sip.transport.tls import server_context
from tests.contracts.asynchronous import asynchronous
from tests.sip.agent_phone import Phone, account_of, voice
from tests.sip.certificates import Authority
from tests.sip.transaction_script import Tokens

WAYS: list[Transport] = ["udp", "tcp", "tls"]


class Hub(Phone):
    """Listens, registers whoever knows the password, and takes every call."""

    def __init__(self) -> None:
        verifier = Verifier("hub", b"key", Tokens("n"))
        rules = Rules(
            verifier,
            lambda user, algorithm: ha1(user, "hub", "secret", algorithm),
            lambda user, aor: aor == f"sip:{user}@127.0.0.1",
        )
        super().__init__(rules=rules, auto=True)
        self.agent.add(Account("hub", "sip:hub@127.0.0.1", contact_user="hub"))

    async def listen(self, transport: Transport, authority: Authority) -> int:
        ways = self.endpoint.ways
        if transport == "udp":
            return (await ways.listen_udp("127.0.0.1")).local[1]
        tls = None
        if transport == "tls":
            files = authority.issue("localhost", "127.0.0.1")
            tls = server_context(files.certificate, files.key)
        return (await ways.listen_tcp("127.0.0.1", tls=tls)).local[1]


@pytest.mark.parametrize("transport", WAYS)
def test_register_call_be_called_and_leave(transport: Transport, tmp_path: Path) -> None:
    authority = Authority(tmp_path)

    @asynchronous
    async def run() -> None:
        hub, phone = Hub(), Phone(authority=authority.file, auto=True)
        port = await hub.listen(transport, authority)
        registered = await phone.register(account_of("alice", port, transport))
        assert registered.state == "registered", registered
        warned = [one for one in phone.events if isinstance(one, Warned)]
        assert bool(warned) is (transport != "tls")
        call = await phone.call("alice", "sip:hub@127.0.0.1")
        await phone.reaches(call, "active")
        phone.act(call.hold)
        assert (await phone.reaches(call, "held")).held == "local"
        phone.act(call.hang_up)
        arrived = await hub.until(CallArrived)
        await hub.reaches(arrived.call, "ended")
        registrar = hub.agent.registrar
        assert registrar is not None
        [binding] = registrar.lookup("sip:alice@127.0.0.1")
        back: Call = hub.act(
            lambda now: hub.agent.call(
                "hub",
                "sip:alice@127.0.0.1",
                voice(),
                now,
                uri=binding.contact,
                way=binding.flow,
            )
        )
        await hub.reaches(back, "active")
        hub.act(back.hang_up)
        await phone.reaches((await phone.until(CallArrived)).call, "ended")
        phone.act(lambda now: phone.agent.unregister("alice", now))
        await phone.until(RegistrationChanged, lambda one: one.state == "off")
        assert registrar.lookup("sip:alice@127.0.0.1") == []
        await phone.close()
        await hub.close()

    run()


def test_a_connection_that_breaks_is_formed_anew(tmp_path: Path) -> None:
    @asynchronous
    async def run() -> None:
        hub, phone = Hub(), Phone()
        port = await hub.listen("tcp", Authority(tmp_path))
        await phone.register(account_of("alice", port, "tcp"))
        registrar = hub.agent.registrar
        assert registrar is not None
        [binding] = registrar.lookup("sip:alice@127.0.0.1")
        first: Flow = binding.flow
        phone.events.clear()
        await hub.endpoint.ways.close(first)
        lost = await phone.until(RegistrationChanged, lambda one: one.state == "waiting")
        assert lost.outcome is not None
        assert lost.outcome.can_do == "check_connection"
        await phone.until(RegistrationChanged, lambda one: one.state == "registered")
        assert registrar.lookup("sip:alice@127.0.0.1")[0].flow != first
        await phone.close()
        await hub.close()

    run()


def test_nobody_is_there() -> None:
    @asynchronous
    async def run() -> None:
        phone = Phone()
        state = await phone.register(account_of("alice", 1, "tcp"))
        assert state.state == "waiting"
        phone.agent.add(Account("direct", "sip:direct@127.0.0.1"))
        call = await phone.call("direct", "sip:x@127.0.0.1:1;transport=tcp")
        ended = await phone.reaches(call, "ended")
        assert ended.outcome is not None
        assert (ended.outcome.status, ended.outcome.local) == (503, True)
        await phone.close()

    run()


def test_two_accounts_share_a_way_and_one_may_leave(tmp_path: Path) -> None:
    @asynchronous
    async def run() -> None:
        hub, phone = Hub(), Phone()
        port = await hub.listen("tcp", Authority(tmp_path))
        await phone.register(account_of("alice", port, "tcp"))
        await phone.register(account_of("bob", port, "tcp"))
        phone.act(lambda now: phone.agent.unregister("alice", now))
        await phone.until(RegistrationChanged, lambda one: one.state == "off")
        call = await phone.call("bob", "sip:hub@127.0.0.1")
        await phone.reaches(call, "active")
        await phone.close()
        await hub.close()

    run()


def test_a_direct_call_without_any_server(tmp_path: Path) -> None:
    @asynchronous
    async def run() -> None:
        hub, phone = Hub(), Phone()
        port = await hub.listen("udp", Authority(tmp_path))
        phone.agent.add(Account("direct", "sip:direct@127.0.0.1"))
        call = await phone.call("direct", f"sip:hub@127.0.0.1:{port}")
        await phone.reaches(call, "active")
        arrived = await hub.until(CallArrived)
        hub.act(arrived.call.hang_up)
        await phone.reaches(call, "ended")
        assert Target("udp", "127.0.0.1", port) not in phone.endpoint._waiting
        await phone.close()
        await hub.close()

    run()
