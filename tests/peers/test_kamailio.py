"""Our transactions, digest and transports against a real Kamailio: registering, and requests of sipp through it."""

import asyncio
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.sip.digest import Challenge, Credentials, answer, choose
from agent_desktop.sip.flow import Flow, Target, Transport, host_and_port
from agent_desktop.sip.message import Headers, Message, Request, Response
from agent_desktop.sip.parse import BadMessage
from agent_desktop.sip.transactions import (
    Ended,
    RequestArrived,
    ResponseArrived,
    TransactionLayer,
    Transmit,
    reply,
)
from agent_desktop.sip.transport.ways import Manner, Ways
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.peers.process import free_ports
from tests.peers.sipp import call
from tests.sip.certificates import Authority

CALLER = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="options">
 <send retrans="500"><![CDATA[
OPTIONS sip:{user}@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:sipp@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:{user}@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 OPTIONS
Max-Forwards: 70
Content-Length: 0

]]></send>
 <recv response="200"/>
</scenario>
"""


class Agent:
    """The smallest user agent: it asks, and it answers OPTIONS with 200."""

    def __init__(self, manner: Manner) -> None:
        self.tokens = itertools.count(1)
        self.layer = TransactionLayer(lambda: f"t{next(self.tokens)}x{id(self):x}")
        self.ways = Ways(self, manner)
        self.answers: asyncio.Queue[Response] = asyncio.Queue()
        self.asked: asyncio.Queue[Request] = asyncio.Queue()
        self.ended = 0
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def message(self, message: Message, flow: Flow) -> None:
        self.layer.receive(message, flow, self.now)
        self.pump()

    def bad_message(self, bad: BadMessage, flow: Flow) -> None:
        raise AssertionError(bad)

    def closed(self, flow: Flow, why: str) -> None:
        self.layer.transport_failed(flow, self.now, why)
        self.pump()

    def ponged(self, flow: Flow) -> None:
        raise AssertionError("nobody pinged")

    def pump(self) -> None:
        while outputs := self.layer.take():
            for output in outputs:
                match output:
                    case Transmit(message, Flow() as to, _):
                        self.ways.send(message, to)
                    case ResponseArrived(_, response, _) if response.status >= 200:
                        self.answers.put_nowait(response)
                    case RequestArrived(key, request, _) if key is not None:
                        self.asked.put_nowait(request)
                        self.layer.respond(key, reply(request, 200, tag="us"), self.now)
                    case Ended():
                        self.ended += 1
        if self._alarm is not None:
            self._alarm.cancel()
        if (due := self.layer.due()) is not None:
            self._alarm = asyncio.get_running_loop().call_at(due, self._ring)

    def _ring(self) -> None:
        self.layer.tick(self.now)
        self.pump()

    async def ask(self, request: Request, flow: Flow) -> Response:
        self.layer.send(request, flow, self.now)
        self.pump()
        return await self.answers.get()

    async def close(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        await self.ways.close_all()


def register(user: str, number: int, flow: Flow) -> Request:
    address = f"<sip:{user}@localhost>"
    # In addresses secure WebSockets are called ws too (RFC 7118, 5.2.4).
    transport = "ws" if flow.transport == "wss" else flow.transport
    contact = f"<sip:{user}@{host_and_port(*flow.local)};transport={transport}>"
    return Request(
        "REGISTER",
        "sip:localhost",
        Headers(
            [
                ("Max-Forwards", "70"),
                ("From", f"{address};tag=1"),
                ("To", address),
                ("Call-ID", f"{user}-{flow.id}-{flow.transport}"),
                ("CSeq", f"{number} REGISTER"),
                ("Contact", contact),
                ("Expires", "300"),
            ]
        ),
    )


async def sign_in(agent: Agent, user: str, password: str, flow: Flow) -> list[int]:
    """The statuses of asking without and with a password."""
    first = await agent.ask(register(user, 1, flow), flow)
    [challenge] = choose(Challenge.parse_all(first.headers))
    again = register(user, 2, flow)
    who = Credentials(user, password)
    value = answer(challenge, who, again.method, again.uri, b"", 1, "word")
    again.headers.add(challenge.answered_in, value)
    second = await agent.ask(again, flow)
    return [first.status, second.status]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[Kamailio]:
    with kamailio(tmp_path_factory.mktemp("kamailio"), authority) as running:
        yield running


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls", "ws", "wss"])
def test_registering(pbx: Kamailio, authority: Authority, transport: Transport) -> None:
    @asynchronous
    async def run() -> None:
        agent = Agent(Manner(authorities=authority.file))
        port = {"tls": pbx.tls, "wss": pbx.tls, "ws": pbx.ws}.get(transport, pbx.sip)
        flow = await agent.ways.open(Target(transport, "localhost", port))
        assert await sign_in(agent, f"user-{transport}", PASSWORD, flow) == [401, 200]
        assert await sign_in(agent, f"user-{transport}", "wrong", flow) == [401, 401]
        if transport != "udp":  # there the transactions linger for repetitions
            assert (len(agent.layer), agent.ended) == (0, 4)
        await agent.close()

    run()


def test_registering_by_a_strong_hash(tmp_path: Path, authority: Authority) -> None:
    with kamailio(tmp_path, authority, algorithm="SHA-256") as server:

        @asynchronous
        async def run() -> None:
            agent = Agent(Manner())
            flow = await agent.ways.open(Target("tcp", "localhost", server.sip))
            first = await agent.ask(register("alice", 1, flow), flow)
            assert [one.algorithm for one in Challenge.parse_all(first.headers)] == ["SHA-256"]
            assert await sign_in(agent, "alice", PASSWORD, flow) == [401, 200]
            assert await sign_in(agent, "alice", "wrong", flow) == [401, 401]
            await agent.close()

        run()


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls", "ws", "wss"])
def test_a_request_through_the_proxy(
    pbx: Kamailio, authority: Authority, transport: Transport, tmp_path: Path
) -> None:
    user = f"called-{transport}"
    scenario = tmp_path / "options.xml"
    scenario.write_text(CALLER.format(user=user), encoding="utf-8")

    @asynchronous
    async def run() -> None:
        agent = Agent(Manner(authorities=authority.file))
        port = {"tls": pbx.tls, "wss": pbx.tls, "ws": pbx.ws}.get(transport, pbx.sip)
        flow = await agent.ways.open(Target(transport, "localhost", port))
        assert await sign_in(agent, user, PASSWORD, flow) == [401, 200]
        [sipp_port] = free_ports(1)
        await asyncio.to_thread(call, scenario, sipp_port, pbx.sip, folder=tmp_path)
        request = await agent.asked.get()
        assert request.method == "OPTIONS"
        assert len(request.headers.all("via")) == 2
        assert agent.asked.empty(), "it came once"
        await agent.close()

    run()
