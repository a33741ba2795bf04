"""The agent's telephone at the hub: SIP over a WebSocket behind a door with a token, sound by ICE and DTLS."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from agent_desktop.hub.voice import decisions as d
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.model.calls import CallState, ExpectCall
from agent_desktop.model.phone import CallChanged, CallOver
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.setup import IceServer, PhoneAccount
from agent_desktop.sip.flow import Flow, Transport
from agent_desktop.sip.transport.tls import server_context
from agent_desktop.sip.transport.websocket import LibrarySocket
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import House, house
from tests.peers.coturn import PASSWORD, USER, coturn
from tests.phone.engines import Engine, engine
from tests.phone.networks import Seat, seats
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the relay is a Debian package"),
]
TOKEN = "token-of-the-door"
CALLER, AGENT = 440.0, 700.0


@asynccontextmanager
async def hub(folder: Path, authority: Authority | None = None) -> AsyncIterator[tuple[House, str]]:
    """A hub's worker and the URL of its door for telephones; with an authority by TLS."""
    tls = None
    if authority is not None:
        files = authority.issue("127.0.0.1")
        tls = server_context(files.certificate, files.key)
    scheme: Transport = "wss" if tls is not None else "ws"
    ice = IceSettings(addresses=("127.0.0.1",))
    async with house(folder, change=lambda one: replace(one, ice=ice)) as home:
        ways = home.worker.signalling.endpoint.ways
        count = iter(range(1000))

        def look(connection: ServerConnection, request: Request) -> Response | None:
            fits = request.headers.get("Authorization") == f"Bearer {TOKEN}"
            return None if fits and request.path == "/voice" else Response(401, "No", Headers())

        async def accept(connection: ServerConnection) -> None:
            remote = connection.remote_address[:2]
            flow = Flow(scheme, remote, ("127.0.0.1", 1), f"door-{next(count)}")
            await ways.serve(LibrarySocket(connection), flow)

        async with serve(
            accept,
            "127.0.0.1",
            0,
            ssl=tls,
            subprotocols=[Subprotocol("sip")],
            process_request=look,
        ) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            yield home, f"{scheme}://127.0.0.1:{port}/voice"


def account(url: str) -> PhoneAccount:
    """The agent's, at the hub."""
    return PhoneAccount(
        id="hub", address="sip:ann@127.0.0.1", password="secret", server=url, bearer=TOKEN
    )


async def served(home: House, ann: Engine) -> None:
    """A caller is given to the agent, and both hear each other."""
    caller = home.telephone(CALLER)
    call = await home.waiting(caller)
    await ann.do(ExpectCall(offer_token="offer-1", interaction_id="work"))
    home.accept(call, "ann", "offer-1")
    event = await ann.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
    assert event.call.secure
    assert event.call.interaction_id == "work"
    await home.desk.until(d.Talking, lambda one: one.call == call)
    await ann.hears_only(CALLER)
    await caller.hears_only(AGENT)
    caller.leave()
    await ann.until(CallOver)


@asynchronous
async def test_the_hub_calls_the_agent_by_websocket_ice_and_dtls(tmp_path: Path) -> None:
    async with (
        hub(tmp_path) as (home, url),
        engine(tmp_path / "ann", AGENT, account(url)) as ann,
    ):
        await served(home, ann)


@asynchronous
async def test_signalling_and_sound_by_tls_and_by_nothing_but_a_relay(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    relay = tmp_path / "relay"
    relay.mkdir()
    with coturn(relay) as turn:
        uri = f"turns:127.0.0.1:{turn.tls_port}"
        servers = (IceServer(uris=(uri,), user=USER, password=PASSWORD),)
        both = tmp_path / "authorities.pem"
        both.write_bytes(turn.authority.read_bytes() + authority.file.read_bytes())
        async with hub(tmp_path, authority) as (home, url):
            wish = msgspec.structs.replace(
                account(url), ice=servers, relay_only=True, authorities=str(both)
            )
            async with engine(tmp_path / "ann", AGENT, wish) as ann:
                await served(home, ann)


@pytest.mark.expected_log("password over a connection in the clear")
@asynchronous
async def test_a_door_that_does_not_know_the_token_says_so(tmp_path: Path) -> None:
    ann = Seat(tmp_path, AGENT, "127.0.0.1")
    async with hub(tmp_path) as (_, url), seats(ann):
        await ann.network.start([msgspec.structs.replace(account(url), bearer="old")], ann)
        told = await ann.until(Registration, lambda one: one.state is RegistrationState.FAILED)
        assert told.problem is not None
        assert "refuses the password" in told.problem.message
        # A fresh token comes over the local socket.
        ann.told.clear()
        ann.network.change([account(url)])
        await ann.signed_on()
