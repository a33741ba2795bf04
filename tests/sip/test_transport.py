"""Transports with real sockets on loopback: messages, pings, limits, failover."""

import asyncio
import contextlib

import pytest

from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.carrier import Limits, Unreachable
from agent_desktop.sip.transport.udp import UdpSocket
from agent_desktop.sip.transport.ways import Manner
from tests.contracts.asynchronous import asynchronous
from tests.sip.ears import Ears, hang_up, message, numbers, ways
from tests.sip.name_server import NameServer


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
async def test_our_pings_are_answered_by_pongs_and_messages_pass_between() -> None:
    async with ways() as (ours, ears), ways() as (theirs, their_ears):
        listener = await theirs.listen_tcp("127.0.0.1")
        flow = await ours.open(Target("tcp", *listener.local))
        for number in range(1, 4):
            ours.ping(flow)
            ours.send(message(number), flow)
            assert await ears.pongs.get() == flow
        assert await numbers(their_ears, 3) == [1, 2, 3]
        await ours.close(flow)
        ours.ping(flow)
        assert ears.pongs.empty()
        assert ears.ends.empty()


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
