"""Nodes behind nginx, as the administrators' guide sets it up, with TLS before it, behind it, and from node to node."""

import asyncio
import re
import ssl
from pathlib import Path

import httpx
import pytest

from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.hub.server.forwarding import Way
from agent_desktop.hub.storage.leading import Leader
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence
from agent_desktop.model.events import LinkState, MessageReceived, OfferMade, Snapshot
from agent_desktop.model.people import PresenceState
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.desk import Visitor, make_agent, owner_token
from tests.hub.server.nodes import Nodes, running_nodes
from tests.peers.nginx import nginx
from tests.peers.postgres import PASSWORD
from tests.peers.process import free_ports
from tests.sip.certificates import Authority, Files

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "administrators.md"


def documented(nodes: Nodes, port: int, files: Files) -> str:
    """What the guide says, with these nodes, this port and these files, for nodes that speak TLS."""
    text = GUIDE.read_text(encoding="utf-8")
    found = re.search(r"^    map \$http_upgrade.*?(?=\n\n\S)", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    said = re.sub(r"^    ", "", found[0], flags=re.MULTILINE)
    for number, hub in enumerate(nodes.hubs, 1):
        said, count = re.subn(rf"127\.0\.0\.1:810{number}\b", f"127.0.0.1:{hub.port}", said)
        assert count == 1
    for old, new in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/desk.example.pem", str(files.certificate)),
        ("/etc/ssl/desk.example.key", str(files.key)),
        ("proxy_pass http://hub", "proxy_pass https://hub"),
    ):
        assert said.count(old) == 1, old
        said = said.replace(old, new)
    return said


@pytest.mark.serial
@always_served
@asynchronous
async def test_tls_from_the_desk_to_the_leader_and_a_node_killed_behind_the_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    own, front = authority.issue("127.0.0.1"), authority.issue("localhost")
    tls = ("--tls-cert", str(own.certificate), "--tls-key", str(own.key), "--proxy", "127.0.0.1")
    (port,) = free_ports(1)
    url = f"https://localhost:{port}"
    with (
        running_nodes(tmp_path, fresh_served(), 2, *tls) as nodes,
        nginx(tmp_path / "nginx", documented(nodes, port, front), port),
    ):
        assert nodes.leader().url.startswith("https://")
        owner = owner_token(url, nodes.leading().ticket)
        token = make_agent(url, owner, "ann", capacity={"chat": 9})
        session = await HubConnector().sign_in({"address": url, "token": token})
        watched = Watched(session)
        known: set[str] = set()
        async with watched.following():
            await session.perform(new_id(), ChoosePresence(state=PresenceState.READY))
            for asked in ("before", "after"):
                with Visitor(url) as visitor:
                    await asyncio.to_thread(visitor.introduce, asked)
                    offer = (
                        await watched.until(
                            OfferMade, lambda one: one.offer.interaction_id not in known
                        )
                    ).offer
                    known.add(offer.interaction_id)
                    answer = AnswerOffer(
                        interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True
                    )
                    await session.perform(new_id(), answer)
                    await watched.until_text(asked)
                if asked == "before":
                    before = len(watched.links)
                    nodes.leading().kill()
                    broken = await watched.until_link(LinkState.OFFLINE, before)
                    await watched.until_link(LinkState.LIVE, watched.links.index(broken))
        await session.close()
        said = [one.message.text for one in watched.events if isinstance(one, MessageReceived)]
        assert said == ["before", "after"]
        assert sum(isinstance(one, Snapshot) for one in watched.events) == 1, "it began again"


@asynchronous
async def test_a_node_believes_the_leaders_own_certificate_alone(tmp_path: Path) -> None:
    """Not another one, though the same authority issued it for the same name."""
    authority = Authority(tmp_path)
    real, other = authority.issue("127.0.0.1"), authority.issue("127.0.0.1")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        writer.close()

    for files, believed in ((real, True), (other, False)):
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown.load_cert_chain(files.certificate, files.key)
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=shown)
        async with server:
            port = server.sockets[0].getsockname()[1]
            pinned = real.certificate.read_text("ascii")
            way = Way(Leader(url=f"https://127.0.0.1:{port}", token="t", certificate=pinned))
            try:
                if believed:
                    assert (await way.client.get(way.leader.url)).status_code == 200
                else:
                    with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
                        await way.client.get(way.leader.url)
            finally:
                await way.close()
