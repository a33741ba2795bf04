"""TLS and WebSocket with real sockets: whose certificate proves nothing is refused, in words."""

import asyncio
import ssl
from pathlib import Path

import pytest

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Request
from agent_desktop.sip.transport import tls, websocket
from agent_desktop.sip.transport.carrier import Limits, Unreachable
from agent_desktop.sip.transport.ways import Manner
from tests.contracts.asynchronous import asynchronous
from tests.sip.certificates import Authority
from tests.sip.ears import hang_up, message, numbers, ways

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


def test_who_connects_and_never_shakes_hands_is_cut_off(authority: Authority) -> None:
    @asynchronous
    async def run() -> None:
        async with ways(Manner(limits=Limits(first_message_s=0.2))) as (theirs, _):
            listener = await theirs.listen_tcp("127.0.0.1", tls=server_of(authority, "localhost"))
            reader, writer = await asyncio.open_connection(*listener.local)
            assert await asyncio.wait_for(reader.read(), 20) == b""
            await hang_up(writer)

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
                    ours.ping(flow)
                    assert await our_ears.pongs.get() == flow
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


@asynchronous
async def test_a_websocket_behind_a_door_that_wants_a_token() -> None:
    from websockets.asyncio.server import ServerConnection, serve
    from websockets.datastructures import Headers
    from websockets.http11 import Request, Response
    from websockets.typing import Subprotocol

    asked: list[str] = []

    def look(connection: ServerConnection, request: Request) -> Response | None:
        asked.append(request.path)
        if request.headers.get("Authorization") == "Bearer right":
            return None
        return Response(401, "Unauthorized", Headers())

    async def accept(connection: ServerConnection) -> None:
        await connection.wait_closed()

    manner = Manner(path="/voice?of=ann", headers=(("Authorization", "Bearer right"),))
    assert "right" not in repr(manner)
    wrong = Manner(path="/voice?key=hidden", headers=(("Authorization", "Bearer wrong"),))
    async with serve(
        accept, "127.0.0.1", 0, subprotocols=[Subprotocol("sip")], process_request=look
    ) as server:
        target = Target("ws", "127.0.0.1", next(iter(server.sockets)).getsockname()[1])
        async with ways(manner) as (ours, _):
            assert (await ours.open(target)).transport == "ws"
        async with ways(wrong) as (ours, _):
            with pytest.raises(Unreachable, match=r"does not let us in at /voice$") as caught:
                await ours.open(target)
        assert caught.value.hindrance == "denied"
    assert asked == ["/voice?of=ann", "/voice?key=hidden"]
