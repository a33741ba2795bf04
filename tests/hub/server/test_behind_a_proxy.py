"""Nodes behind nginx and HAProxy as the administrators' guide sets them up, with TLS on every stretch."""

import asyncio
import contextlib
import itertools
import re
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.hub.server.forwarding import Way
from agent_desktop.hub.storage.leading import Leader
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence, SendMessage
from agent_desktop.model.errors import Offline, Unclear
from agent_desktop.model.events import LinkState, MessageReceived, OfferMade, Snapshot
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Session
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched
from tests.hub.channels.meta.peer import MetaPeer, signature
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.customer import Customer, check_heard_once
from tests.hub.server.desk import Visitor, http, make_agent, owner_token
from tests.hub.server.nodes import Nodes, running_nodes
from tests.peers.haproxy import haproxy
from tests.peers.nginx import nginx
from tests.peers.postgres import PASSWORD
from tests.peers.process import free_ports
from tests.sip.certificates import Authority, Files

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "administrators.md"
ENTRY = "whatsapp-line"
TEXTS = """SELECT text FROM (SELECT convert_from(body, 'UTF8')::json->>'text' AS text FROM items
    WHERE kind = 'message') AS said WHERE text LIKE %s"""


def documented(begins: str, nodes: Nodes, changes: Mapping[str, str]) -> str:
    """What the guide says from this line on, with these nodes and changes, each of which is due once."""
    text = GUIDE.read_text(encoding="utf-8")
    found = re.search(rf"^    {re.escape(begins)}.*?(?=\n\n\S)", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    said = re.sub(r"^    ", "", found[0], flags=re.MULTILINE)
    for number, hub in enumerate(nodes.hubs, 1):
        said, count = re.subn(rf"127\.0\.0\.1:810{number}\b", f"127.0.0.1:{hub.port}", said)
        assert count == 1
    for old, new in changes.items():
        assert said.count(old) == 1, old
        said = said.replace(old, new)
    return said


def for_nginx(nodes: Nodes, port: int, files: Files) -> str:
    """The guide's nginx, on this port, with these files."""
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/ssl/desk.example.pem": str(files.certificate),
        "/etc/ssl/desk.example.key": str(files.key),
    }
    if nodes.leader().url.startswith("https"):
        changes["proxy_pass http://hub"] = "proxy_pass https://hub"
    return documented("map $http_upgrade", nodes, changes)


def for_haproxy(nodes: Nodes, port: int, files: Files, folder: Path) -> str:
    """The guide's HAProxy, on this port, with these files."""
    both = folder / "both.pem"
    both.write_bytes(files.certificate.read_bytes() + files.key.read_bytes())
    changes = {"bind :443": f"bind 127.0.0.1:{port}", "/etc/ssl/desk.example.both.pem": str(both)}
    return documented("defaults", nodes, changes)


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
        nginx(tmp_path / "nginx", for_nginx(nodes, port, front), port),
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


class Network(threading.Thread):
    """Meta's servers: one webhook after the other, each again until it is answered with 200. `sent` says how many."""

    def __init__(self, peer: MetaPeer, url: str, trust: ssl.SSLContext, first: int) -> None:
        super().__init__(daemon=True)
        self._peer, self._url, self._trust = peer, f"{url}/networks/{ENTRY}/", trust
        self._stopping = threading.Event()
        self._numbers = itertools.count(first)
        self.sent: list[str] = []
        self.again = 0

    def run(self) -> None:
        """Send until told to stop."""
        while not self._stopping.is_set():
            text = f"by webhook {next(self._numbers)}"
            about = {"type": "text", "text": {"body": text}, "timestamp": f"{int(time.time())}"}
            about["id"] = f"wamid.{text}"
            payload = msgspec.json.encode(self._peer.message(about))
            while not self._delivered(payload):
                self.again += 1
                time.sleep(0.1)
            self.sent.append(text)
            self._stopping.wait(0.02)

    def _delivered(self, payload: bytes) -> bool:
        signed = {"X-Hub-Signature-256": signature(payload)}
        with contextlib.suppress(httpx.HTTPError):
            answer = httpx.post(
                self._url, content=payload, headers=signed, verify=self._trust, timeout=10
            )
            return answer.status_code == 200
        return False

    def stop(self) -> None:
        """Let the last one be taken, and stop."""
        self._stopping.set()
        self.join(30)


@always_served
@pytest.mark.serial
@asynchronous
async def test_customers_and_networks_behind_either_proxy_go_on_when_the_leader_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nginx and HAProxy as in the guide, before the same nodes."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    trust = ssl.create_default_context(cafile=str(authority.file))
    front, ports = authority.issue("localhost"), free_ports(2)
    urls = [f"https://localhost:{port}" for port in ports]
    async with MetaPeer("whatsapp").open() as peer:
        with (
            running_nodes(tmp_path, fresh_served(), 2, "--proxy", "127.0.0.1") as nodes,
            nginx(tmp_path / "nginx", for_nginx(nodes, ports[0], front), ports[0]),
            haproxy(tmp_path / "haproxy", for_haproxy(nodes, ports[1], front, tmp_path), ports[1]),
        ):
            owner = owner_token(urls[0], nodes.leading().ticket)
            token = make_agent(urls[1], owner, "ann", capacity={"chat": 9})
            await asyncio.to_thread(_define_whatsapp, urls[1], owner, peer)
            session = await HubConnector().sign_in({"address": urls[1], "token": token})
            watched = Watched(session)
            customers = [Customer([url], trust) for url in urls]
            networks = [Network(peer, url, trust, 1_000 * at) for at, url in enumerate(urls)]
            async with watched.following():
                began = watched.batches[0].cursor
                assert began is not None
                await session.perform(new_id(), ChoosePresence(state=PresenceState.READY))
                talks: list[str] = []
                for customer in customers:
                    customer.start()
                    made = await watched.until(
                        OfferMade, lambda one: one.offer.conversation_id not in talks
                    )
                    talks.append(made.offer.conversation_id)
                    answer = AnswerOffer(
                        interaction_id=made.offer.interaction_id,
                        epoch=made.offer.epoch,
                        accept=True,
                    )
                    await session.perform(new_id(), answer)
                for network in networks:
                    network.start()
                await _talk(session, customers, talks)
                nodes.leading().kill()
                await _talk(session, customers, talks)
                for network in networks:
                    await asyncio.to_thread(network.stop)
                for customer in customers:
                    await asyncio.to_thread(customer.stop)
                for customer, talk in zip(customers, talks, strict=True):
                    await watched.until(MessageReceived, partial(_says, talk, customer.written - 1))
            await session.close()
            check_heard_once(nodes, watched, began, *customers)
            for customer in customers:
                assert customer.page(mine=True) == [str(one) for one in range(customer.written)]
                assert customer.page(mine=False) == ["An answer"] * 2
            assert sum(network.again for network in networks) > 0, "none was on its way"
            taken = [row[0] for row in nodes.ask(TEXTS, "by webhook %")]
            assert sorted(taken) == sorted(one for network in networks for one in network.sent)


def _says(conversation: str, number: int, event: MessageReceived) -> bool:
    return (event.message.conversation_id, event.message.text) == (conversation, str(number))


async def _talk(session: Session, customers: Sequence[Customer], talks: Sequence[str]) -> None:
    """The customers write some more, and the agent answers each of them."""
    for customer in customers:
        await asyncio.to_thread(customer.writes_on, 8)
    for conversation in talks:
        said = SendMessage(
            conversation_id=conversation,
            client_id=new_id(),
            channel=Channel.CHAT,
            text="An answer",
        )
        for _ in range(100):  # with the same id, as a desk's outbox does it
            with contextlib.suppress(Offline, Unclear):
                await session.perform(said.client_id, said)
                break
            await asyncio.sleep(0.2)
        else:
            raise AssertionError("the answer is not taken")


def _define_whatsapp(url: str, owner: str, peer: MetaPeer) -> None:
    wish = {
        "type": "define_network_entry",
        "name": "WhatsApp",
        "queue_id": "support",
        "network": "whatsapp",
        "settings": dict(peer.settings),
        "secrets": dict(peer.secrets),
    }
    with http(url, owner) as admin:
        answer = admin.put(f"/v1/admin/networks/{ENTRY}", json=wish)
    assert answer.status_code == 204, answer.text


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
