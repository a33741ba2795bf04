"""Transports with real sockets on loopback: messages, pings, limits, certificates, failover."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message, Request
from agent_desktop.sip.parse import BadMessage
from agent_desktop.sip.transport import tls, websocket
from agent_desktop.sip.transport.carrier import KeepAlive, Limits, Unreachable
from agent_desktop.sip.transport.dns import Directory
from agent_desktop.sip.transport.udp import UdpSocket
from agent_desktop.sip.transport.ways import Manner, Ways
from tests.contracts.asynchronous import asynchronous
from tests.sip.certificates import Authority
from tests.sip.name_server import NameServer
from tests.sip.transaction_script import request_of

VIA = "SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1"


class Ears:
    """Hears everything, and lets a test wait for it."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[tuple[Message, Flow]] = asyncio.Queue()
        self.bad: asyncio.Queue[BadMessage] = asyncio.Queue()
        self.ends: asyncio.Queue[str] = asyncio.Queue()

    def message(self, message: Message, flow: Flow) -> None:
        self.messages.put_nowait((message, flow))

    def bad_message(self, bad: BadMessage, flow: Flow) -> None:
        self.bad.put_nowait(bad)

    def closed(self, flow: Flow, why: str) -> None:
        self.ends.put_nowait(why)


@contextlib.asynccontextmanager
async def ways(
    manner: Manner | None = None, names: NameServer | None = None
) -> AsyncIterator[tuple[Ways, Ears]]:
    ears = Ears()
    directory = Directory([names.address]) if names is not None else None
    made = Ways(ears, manner or Manner(host="127.0.0.1"), directory)
    try:
        yield made, ears
    finally:
        await made.close_all()


def message(number: int = 1, body: bytes = b"") -> Request:
    request = request_of("MESSAGE", via=VIA, number=number)
    request.headers.add("Content-Length", str(len(body)))
    request.body = body
    return request


async def numbers(ears: Ears, count: int) -> list[int]:
    found = [(await ears.messages.get())[0] for _ in range(count)]
    return [int((one.headers.get("cseq") or "").split()[0]) for one in found]


@asynchronous
async def test_datagrams_there_and_back() -> None:
    async with ways() as (ours, our_ears), ways() as (theirs, their_ears):
        peer = await theirs.listen_udp("127.0.0.1")
        flow = await ours.open(Target("udp", "127.0.0.1", peer.local[1]))
        ours.send(message(1), flow)
        got, back = await their_ears.messages.get()
        assert got.headers.get("cseq") == "1 MESSAGE"
        assert (back.remote, back.local) == (flow.local, flow.remote)
        theirs.send(message(2), back)
        assert await numbers(our_ears, 1) == [2]
        assert (await ours.open(Target("udp", "127.0.0.1", 9))).id == flow.id
        with pytest.raises(Unreachable, match="does not fit"):
            ours.send(message(3, bytes(70000)), flow)
        loop = asyncio.get_running_loop()
        raw, _ = await loop.create_datagram_endpoint(
            asyncio.DatagramProtocol, remote_addr=peer.local
        )
        for data in (b"\r\n\r\n", b"\x00", b"", b"rubbish", message(4).encode()):
            raw.sendto(data)
        assert await numbers(their_ears, 1) == [4]
        assert their_ears.bad.qsize() == 1
        raw.close()


@asynchronous
async def test_a_port_that_is_taken_is_said() -> None:
    ears = Ears()
    first = await UdpSocket.bind(ears, "a", "127.0.0.1")
    with pytest.raises(Unreachable, match=f"UDP port {first.local[1]} of 127.0.0.1 cannot be used"):
        await UdpSocket.bind(ears, "b", "127.0.0.1", first.local[1])
    await first.close()
    with pytest.raises(Unreachable, match="closed"):
        first.send(b"x", first.flow_to("127.0.0.1", 9))


@asynchronous
async def test_streams_are_cut_anywhere_and_used_again() -> None:
    async with ways() as (ours, our_ears), ways() as (theirs, their_ears):
        listener = await theirs.listen_tcp("127.0.0.1")
        target = Target("tcp", *listener.local)
        flow, same = await asyncio.gather(ours.open(target), ours.open(target))
        assert flow == same == await ours.open(target)
        for number in range(20):
            ours.send(message(number, bytes(5000)), flow)
        assert await numbers(their_ears, 20) == list(range(20))
        ours.send(message(20), flow)
        _, back = await their_ears.messages.get()
        theirs.send(message(21), back)
        assert await numbers(our_ears, 1) == [21]
        await theirs.close(back)
        assert await our_ears.ends.get() == "the peer hung up"
        assert their_ears.ends.empty()
        with pytest.raises(Unreachable, match="closed"):
            ours.send(message(22), flow)
        assert (await ours.open(target)).id != flow.id


async def raw(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


@asynchronous
async def test_a_ping_is_answered() -> None:
    async with ways() as (theirs, their_ears):
        listener = await theirs.listen_tcp("127.0.0.1")
        reader, writer = await raw(listener.local[1])
        data = message(1).encode()
        writer.write(b"\r\n\r\n" + data[:50])
        assert await reader.readexactly(2) == b"\r\n"
        writer.write(data[50:])
        assert await numbers(their_ears, 1) == [1]
        await hang_up(writer)
        assert await their_ears.ends.get() == "the peer hung up"


@asynchronous
async def test_a_peer_that_answers_no_ping_is_gone() -> None:
    pings: asyncio.Queue[bytes] = asyncio.Queue()
    answers = asyncio.Event()
    gone = asyncio.Semaphore(0)
    answers.set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while ping := await reader.read(100):
                pings.put_nowait(ping)
                if answers.is_set():
                    writer.write(b"\r\n")
        writer.close()
        gone.release()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    manner = Manner(keep_alive=KeepAlive(every_s=0.02, answer_s=5.0))
    async with ways(manner) as (ours, _):
        await ours.open(Target("tcp", *server.sockets[0].getsockname()))
        assert [await pings.get() for _ in range(3)] == [b"\r\n\r\n"] * 3
    answers.clear()
    manner = Manner(keep_alive=KeepAlive(every_s=0.02, answer_s=0.1))
    async with ways(manner) as (ours, ears):
        await ours.open(Target("tcp", *server.sockets[0].getsockname()))
        assert await ears.ends.get() == "the peer does not answer our pings"
    for _ in range(2):
        await gone.acquire()
    server.close()


@pytest.mark.parametrize(
    ("data", "limits", "why"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", Limits(), "what the peer sends is not SIP"),
        (
            b"\r\n" * 100,
            Limits(first_message_bytes=150),
            "more than 150 bytes came before a message",
        ),
        (b"MESSAGE", Limits(first_message_s=0.05), "the peer was silent for too long"),
        (message(1).encode(), Limits(idle_s=0.05), "the peer was silent for too long"),
    ],
)
def test_strangers_have_limits(data: bytes, limits: Limits, why: str) -> None:
    @asynchronous
    async def run() -> None:
        async with ways(Manner(limits=limits)) as (theirs, ears):
            listener = await theirs.listen_tcp("127.0.0.1")
            reader, writer = await raw(listener.local[1])
            writer.write(data)
            assert await ears.ends.get() == why
            with contextlib.suppress(ConnectionError):
                await reader.read()
            await hang_up(writer)

    run()


@asynchronous
async def test_connections_are_counted_and_given_back() -> None:
    async with ways(Manner(limits=Limits(connections_of_one=1))) as (theirs, ears):
        listener = await theirs.listen_tcp("127.0.0.1")
        _, first = await raw(listener.local[1])
        first.write(message(1).encode())
        await numbers(ears, 1)
        reader, second = await raw(listener.local[1])
        assert await reader.read() == b"", "there is no room for a second one"
        await hang_up(second)
        await hang_up(first)
        await ears.ends.get()
        _, third = await raw(listener.local[1])
        third.write(message(3).encode())
        assert await numbers(ears, 1) == [3]
        await hang_up(third)
        await ears.ends.get()


@asynchronous
async def test_who_does_not_read_is_cut_off() -> None:
    stop = asyncio.Event()

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await stop.wait()
        writer.transport.abort()

    server = await asyncio.start_server(deaf, "127.0.0.1", 0, limit=1024)
    async with ways(Manner(limits=Limits(unsent=100_000))) as (ours, ears):
        flow = await ours.open(Target("tcp", *server.sockets[0].getsockname()))

        def flood() -> None:
            for number in range(1000):
                ours.send(message(number, bytes(100_000)), flow)

        with pytest.raises(Unreachable, match="does not read"):
            flood()
        assert await ears.ends.get() == "the peer does not read what we send"
        stop.set()
    server.close()


@asynchronous
async def test_refused_connections_are_said() -> None:
    async with ways() as (ours, _):
        server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        with pytest.raises(Unreachable, match=f"127.0.0.1, port {port} refuses connections"):
            await ours.open(Target("tcp", "127.0.0.1", port))


# TLS


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stranger"), "Nobody knows")


def server_of(authority: Authority, *names: str, expired: bool = False) -> ssl.SSLContext:
    files = authority.issue(*names, expired=expired)
    return tls.server_context(files.certificate, files.key)


def test_tls_there_and_back(authority: Authority) -> None:
    @asynchronous
    async def run() -> None:
        manner = Manner(authorities=authority.file)
        async with ways(manner) as (ours, our_ears), ways() as (theirs, their_ears):
            context = server_of(authority, "localhost", "127.0.0.1")
            listener = await theirs.listen_tcp("127.0.0.1", tls=context)
            for host in ("127.0.0.1", "localhost"):
                flow = await ours.open(Target("tls", host, listener.local[1]))
                assert flow.transport == "tls"
                ours.send(message(1), flow)
                got, back = await their_ears.messages.get()
                assert isinstance(got, Request)
                assert back.transport == "tls"
                theirs.send(message(2), back)
                assert await numbers(our_ears, 1) == [2]

    run()


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("another name", "the certificate was not made for localhost"),
        ("expired", "the certificate of localhost has expired"),
        ("unknown", "the certificate of localhost comes from an authority that is not known here"),
        ("plain", "localhost, port [0-9]+ does not speak TLS as we do"),
    ],
)
def test_certificates_that_prove_nothing_are_refused(
    authority: Authority, stranger: Authority, case: str, why: str
) -> None:
    contexts = {
        "another name": server_of(authority, "other.test"),
        "expired": server_of(authority, "localhost", expired=True),
        "unknown": server_of(stranger, "localhost"),
        "plain": None,
    }

    @asynchronous
    async def run() -> None:
        async with ways(Manner(authorities=authority.file)) as (ours, _), ways() as (theirs, ears):
            listener = await theirs.listen_tcp("127.0.0.1", tls=contexts[case])
            if case == "plain":

                async def answer(
                    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
                ) -> None:
                    await reader.read(1)
                    writer.write(b"SIP/2.0 400 Bad Request\r\n\r\n")
                    await hang_up(writer)

                server = await asyncio.start_server(answer, "127.0.0.1", 0)
                port = server.sockets[0].getsockname()[1]
            else:
                server, port = None, listener.local[1]
            with pytest.raises(Unreachable, match=why):
                await ours.open(Target("tls", "localhost", port))
            assert ears.messages.empty()
            if server is not None:
                server.close()

    run()


def test_without_its_authority_nothing_of_ours_is_trusted(authority: Authority) -> None:
    @asynchronous
    async def run() -> None:
        async with ways() as (ours, _), ways() as (theirs, _):
            listener = await theirs.listen_tcp("127.0.0.1", tls=server_of(authority, "localhost"))
            with pytest.raises(Unreachable, match="not known here"):
                await ours.open(Target("tls", "localhost", listener.local[1]))

    run()


def test_files_that_hold_no_certificate(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    with pytest.raises(Unreachable, match="no certificates that can be read"):
        tls.client_context(tmp_path / "empty.pem")
    with pytest.raises(Unreachable, match="cannot be used as a certificate"):
        tls.server_context(tmp_path / "empty.pem", tmp_path / "missing.pem")
    assert tls.client_context().check_hostname
    assert tls.client_context().verify_mode is ssl.CERT_REQUIRED


# WebSocket


def test_websockets_on_both_sides(authority: Authority) -> None:
    @asynchronous
    async def run() -> None:
        from websockets.asyncio.server import ServerConnection, serve
        from websockets.typing import Subprotocol

        async with ways(Manner(authorities=authority.file, path="/ws")) as (ours, our_ears):
            async with ways() as (theirs, their_ears):

                async def accept(connection: ServerConnection) -> None:
                    flow = Flow("wss", connection.remote_address[:2], ("127.0.0.1", 1), "in-ws")
                    await theirs.serve(websocket.LibrarySocket(connection), flow)

                context = server_of(authority, "localhost")
                async with serve(
                    accept, "127.0.0.1", 0, ssl=context, subprotocols=[Subprotocol("sip")]
                ) as server:
                    port = next(iter(server.sockets)).getsockname()[1]
                    flow = await ours.open(Target("wss", "localhost", port))
                    ours.send(message(1), flow)
                    _, back = await their_ears.messages.get()
                    assert back.id == "in-ws"
                    theirs.send(message(2, "é".encode()), back)
                    got, _ = await our_ears.messages.get()
                    assert got.body == "é".encode()
                    await theirs.close(back)
                    assert await our_ears.ends.get() == "the peer hung up"

    run()


@asynchronous
async def test_a_websocket_for_something_else_is_refused() -> None:
    from websockets.asyncio.server import ServerConnection, serve

    async def accept(connection: ServerConnection) -> None:
        await connection.wait_closed()

    async with ways() as (ours, _), serve(accept, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        with pytest.raises(Unreachable, match="does not speak SIP on its WebSocket"):
            await ours.open(Target("ws", "127.0.0.1", port))


# Failover


@asynchronous
async def test_the_next_server_is_taken() -> None:
    async with ways() as (theirs, ears):
        listener = await theirs.listen_tcp("127.0.0.1")
        closed = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
        dead = closed.sockets[0].getsockname()[1]
        closed.close()
        await closed.wait_closed()
        port = listener.local[1]
        other = await theirs.listen_tcp("127.0.0.1")
        records = {
            ("_sip._tcp.pool.test", "SRV"): [
                f"1 0 {dead} host.test.",
                f"2 0 {port} host.test.",
                f"3 0 {other.local[1]} host.test.",
            ],
            ("host.test", "A"): ["127.0.0.1"],
        }
        async with NameServer(records) as names, ways(None, names) as (ours, _):
            target = Target("tcp", "pool.test")
            flow = await ours.open(target)
            assert flow.remote == ("127.0.0.1", port)
            ours.failed(flow)  # it said 503
            second = await ours.open(target)
            assert second.remote == other.local
            ours.send(message(5), second)
            assert await numbers(ears, 1) == [5]
