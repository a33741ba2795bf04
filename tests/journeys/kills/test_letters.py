"""SIGKILL of the hub at every step, while an agent and seven customers write, each by another network.

What a customer wrote is in the conversation once. What the agent was told to be kept reaches the customer once where
the network can tell what it has; where it cannot, once, or it says that this is unclear. Servers are real, but for
those that only their owners run (Twilio, WhatsApp, Mastodon).
"""

import asyncio
import contextlib
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.commands import AnswerOffer, SendMessage
from agent_desktop.model.events import OfferMade
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.hub.channels.email.peer import mail_peer
from tests.hub.channels.matrix.peer import MatrixPeer
from tests.hub.channels.smpp.peer import SmppPeer
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.journeys.kills.hooked import Hooked, hooked
from tests.journeys.kills.hub_life import HubWords
from tests.journeys.kills.lives import Arms, HubLife
from tests.journeys.kills.points import Point, points, start_value, wanted
from tests.journeys.kills.stage import read_record
from tests.peers.mail import MailServers, mail_servers
from tests.peers.smsc import Smsc, smsc
from tests.peers.synapse import register, synapse
from tests.peers.telegram import emulator
from tests.sip.certificates import Authority

pytestmark = pytest.mark.serial

USUAL = 18
LATEST = {"pwrite64": 300, "fsync,fdatasync": 80, "sendto,write": 300, "recvfrom,read": 300}
LIFE_S = 3.0
"""A hub that has answered so long and has not come to its point is killed where it is."""
SETTLES_S = 60.0
REPLY_S, WRITES_S = 0.04, 0.15
FINAL = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ, Delivery.UNCLEAR)
CAN_TELL = {"matrix", "twilio", "mastodon"}
"""These know what they have, and what they do not have."""
PROVES = {"whatsapp"}
"""These tell what they have, by a webhook that comes when the hub lives again, and never what they do not have."""
OVERTAKES = {"twilio"}
"""These say a thing once: what they said to nobody the hub asks for, after what they say when it lives again."""
Networks = tuple[MailServers, Smsc, str, str]


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Networks]:
    """The servers that are processes."""
    with (
        mail_servers(Authority(tmp_path_factory.mktemp("authority"))) as mail,
        smsc(tmp_path_factory.mktemp("smsc")) as sms,
        synapse(tmp_path_factory.mktemp("synapse")) as matrix,
        emulator(tmp_path_factory.mktemp("telegram")) as telegram,
    ):
        yield mail, sms, matrix, telegram


@contextlib.asynccontextmanager
async def met(networks: Networks) -> AsyncIterator[Hooked]:
    """A customer on each."""
    mail, sms, matrix, telegram = networks
    key = secrets.token_hex(4)
    house = await asyncio.to_thread(register, matrix, f"hub{key}", "right-password")
    layla = await asyncio.to_thread(register, matrix, f"layla{key}", "her-password")
    on_matrix = MatrixPeer(matrix, matrix, house, layla)
    await on_matrix.customer.sign_in("her-password")
    try:
        async with mail_peer(mail) as by_mail, hooked(telegram) as more:
            more.peers |= {"mail": by_mail, "smsc": SmppPeer(sms), "matrix": on_matrix}
            yield more
    finally:
        await on_matrix.customer.close()


class Agent:
    """Writes numbered replies by each network, one after another, at whichever hub lives, until it is told to stop."""

    def __init__(self, url: str, token: str) -> None:
        self._live = url.replace("http", "ws", 1) + "/v1/live"
        self._token = token
        self._places: dict[str, tuple[Channel, str]] = {}
        self._over = threading.Event()
        self._open: SendMessage | None = None
        self._at = ""
        self.kept: dict[str, list[str]] = {}

    def take(self, writes: Callable[[str], None], names: Iterable[str]) -> None:
        """Be ready, and accept what is offered; `writes` has the customer of a network write."""
        with Desk.open(self._live, self._token) as desk:
            desk.ready()
            taken: set[str] = set()
            for name in names:
                writes(name)
                offer = desk.event(OfferMade, lambda one: one.offer.interaction_id not in taken)
                taken.add(offer.offer.interaction_id)
                accepting = AnswerOffer(
                    interaction_id=offer.offer.interaction_id, epoch=offer.offer.epoch, accept=True
                )
                assert isinstance(desk.perform(accepting), Answer)
                self._places[name] = offer.offer.channel, offer.offer.conversation_id
                self.kept[name] = []

    def stop(self, *, at_once: bool) -> None:
        """Write nothing new, and wait for the last answer unless there is none to come."""
        if at_once:
            self._open = None
        self._over.set()

    def work(self) -> None:
        """Until told to stop. Raises AssertionError for a refusal."""
        while not self._over.is_set() or self._open is not None:
            with (
                contextlib.suppress(OSError, WebSocketException),
                Desk.open(self._live, self._token) as desk,
            ):
                self._write(desk)
            time.sleep(0.02)

    def _write(self, desk: Desk) -> None:
        while not self._over.is_set() or self._open is not None:
            if self._open is None:
                name = self._at = min(self.kept, key=lambda one: len(self.kept[one]))
                number = len(self.kept[name]) + 1
                channel, conversation_id = self._places[name]
                self._open = SendMessage(
                    client_id=f"{name}-{number}",
                    conversation_id=conversation_id,
                    channel=channel,
                    text=f"reply {number}",
                )
            wish = self._open
            answer = desk.perform(wish, wish.client_id)
            assert isinstance(answer, Answer), answer
            self.kept[self._at].append(wish.text)
            self._open = None
            time.sleep(REPLY_S)


class Stage:
    """The hub, whichever life it is in, the agent, and what customers wrote."""

    def __init__(self, arms: Arms, folder: Path, networks: Hooked) -> None:
        self._arms = arms
        self._data = folder / "hub"
        self._networks = networks
        self._peers = networks.peers
        self._port = 0
        self._agent = Agent("", "")
        self.wrote: dict[str, list[str]] = {name: [] for name in self._peers}

    def hub(self, ticket: str = "") -> HubLife:
        """A life that has not begun."""
        words = HubWords(
            data=str(self._data), port=self._port, look_again_s=(0.2, 0.5, 1.0), settled_ms=100
        )
        return HubLife(self._arms, words, ticket)

    async def found(self) -> HubLife:
        """The first life, with an entry point for each network and an agent who has a conversation by each."""
        ticket = secrets.token_urlsafe(32)
        hub = self.hub(ticket)
        hub.begin()
        url = (await hub.ready()).url
        self._port = int(url.rpartition(":")[2])
        self._networks.hub_is_at(url)
        token = await asyncio.to_thread(self._furnish, url, ticket)
        self._agent = Agent(url, token)
        loop = asyncio.get_running_loop()

        def writes(name: str) -> None:
            asyncio.run_coroutine_threadsafe(self._customer_writes(name), loop).result()

        await asyncio.to_thread(self._agent.take, writes, self._peers)
        return hub

    def _furnish(self, url: str, ticket: str) -> str:
        owner = owner_token(url, ticket)
        with http(url, owner) as admin:
            for name, peer in self._peers.items():
                wish = {
                    "type": "define_network_entry",
                    "name": name,
                    "queue_id": "support",
                    "network": peer.network.name,
                    "settings": dict(peer.settings),
                    "secrets": dict(peer.secrets),
                }
                answer = admin.put(f"/v1/admin/networks/{name}", json=wish)
                assert answer.status_code == 204, answer.text
            while admin.get("/v1/admin/networks").text.count('"live"') < len(self._peers):
                time.sleep(0.05)
        return make_agent(url, owner, "ann", capacity=dict.fromkeys(("email", "sms", "social"), 5))

    async def _customer_writes(self, name: str) -> None:
        text = f"{name} {len(self.wrote[name]) + 1}"
        await self._peers[name].writes(text)
        self.wrote[name].append(text)

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """Everybody writes as long as this lasts; then the agent waits until the last reply is kept."""

        over = asyncio.Event()

        async def customer(name: str) -> None:
            while not over.is_set():
                await self._customer_writes(name)
                await asyncio.sleep(WRITES_S)

        working = asyncio.create_task(asyncio.to_thread(self._agent.work))
        customers = [asyncio.create_task(customer(name)) for name in self._peers]
        failed = True
        try:
            yield
            failed = False
        finally:
            self._agent.stop(at_once=failed)
            over.set()
            ends = await asyncio.gather(working, *customers, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    async def settled(self) -> dict[str, list[Message]]:
        """All messages, as soon as everything has come and what became of every letter is known.

        Many lives leave much to fetch: it is waited for as long as it becomes less.
        """
        left, end = 0, 0.0
        while True:
            began = time.monotonic()
            found = await asyncio.to_thread(self._messages)
            # The networks answer in this process too: to read all again and again would hold them up.
            pause = max(0.2, 4 * (time.monotonic() - began))
            got = {name: set(await self._peers[name].received(0)) for name in PROVES}
            theirs = {name: _texts(found[name], incoming=True) for name in found}
            waiting = [
                (name, one.text, one.delivery, one.problem)
                for name, each in found.items()
                for one in each
                if not one.incoming and not _settled(name, one, got)
            ]
            if not waiting and {one: sorted(theirs[one]) for one in theirs} == {
                one: sorted(self.wrote[one]) for one in self.wrote
            }:
                return found
            missing = {one: set(self.wrote[one]) ^ set(theirs[one]) for one in theirs}
            still = len(waiting) + sum(map(len, missing.values()))
            if still != left:
                left, end = still, time.monotonic() + SETTLES_S
            assert time.monotonic() < end, (waiting[:3], missing)
            await asyncio.sleep(pause)

    def _messages(self) -> dict[str, list[Message]]:
        found: dict[str, list[Message]] = {name: [] for name in self._peers}
        for items in read_record(self._data / "hub.sqlite").values():
            for item in items:
                if isinstance(item, Message):
                    found[item.route.entry_point_id].append(item)
        return found

    async def compare(self) -> str:
        """What is kept, what was written, and what customers got; gives the figures."""
        said = []
        for name, messages in (await self.settled()).items():
            theirs = _texts(messages, incoming=True)
            assert sorted(theirs) == sorted(self.wrote[name]), "lost or doubled"
            assert theirs == self.wrote[name] or name in OVERTAKES, "out of order"
            ours = [one for one in messages if not one.incoming]
            assert [one.text for one in ours] == self._agent.kept[name]
            proven = [one.text for one in ours if one.delivery is not Delivery.UNCLEAR]
            unclear = [one.text for one in ours if one.delivery is Delivery.UNCLEAR]
            got = await self._received(name, proven)
            doubled = [text for text, count in Counter(got).items() if count > 1]
            assert not doubled, doubled
            assert set(proven) <= set(got), set(proven) - set(got)
            assert set(got) <= {*proven, *unclear}, "nobody wrote that"
            said.append(f"{name}: {len(got)} of {len(ours)} sent, {len(unclear)} unclear")
        return ", ".join(said)

    async def _received(self, name: str, proven: list[str]) -> list[str]:
        """What a customer got, as soon as all that must come is there: Postfix takes its time after it said yes."""
        end = time.monotonic() + SETTLES_S
        while True:
            received = await self._peers[name].received(len(proven))
            got = [text.splitlines()[0] for text in received]  # below it a mail quotes
            if set(proven) <= set(got) or time.monotonic() > end:
                return got
            await asyncio.sleep(0.2)


def _settled(name: str, one: Message, got: dict[str, set[str]]) -> bool:
    known = name in CAN_TELL or one.text in got.get(name, ())
    return one.delivery in FINAL and not (known and one.delivery is Delivery.UNCLEAR)


def _texts(messages: list[Message], *, incoming: bool) -> list[str]:
    return [one.text for one in messages if one.incoming is incoming]


async def one_life(stage: Stage, point: Point, chance: random.Random) -> None:
    """A hub that goes on where the last one died, until it dies itself."""
    hub = stage.hub()
    if point.call:
        await hub.life.arm(point)
    hub.begin()
    await hub.life.spoke()
    if not point.call:
        await asyncio.sleep(chance.uniform(0, 1.0))
        hub.life.kill()
    with contextlib.suppress(AssertionError):
        await hub.life.dead(LIFE_S)
    await hub.life.end(kill=True)
    assert hub.life.errors == b"", hub.life.errors.decode()


async def kill_hubs(folder: Path, networks: Networks, seed: int, kills: int) -> str:
    """The whole test; gives its figures."""
    chance = random.Random(seed)
    async with met(networks) as all_of_them, Arms() as arms:
        stage = Stage(arms, folder, all_of_them)
        hub = await stage.found()
        async with stage.writing():
            hub.life.kill()
            await hub.life.end(kill=True)
            for point in points(chance, kills, LATEST):
                await one_life(stage, point, chance)
            hub = stage.hub()
            hub.begin()
            await hub.ready()
        said = await stage.compare()
        await hub.life.end(kill=False)
        assert hub.life.errors == b"", hub.life.errors.decode()
        return said


@pytest.mark.timeout(3_000)
def test_no_kill_of_the_hub_loses_or_doubles_a_letter(tmp_path: Path, networks: Networks) -> None:
    seed = start_value()
    print(f"AGENT_DESKTOP_KILLS_SEED={seed}")  # noqa: T201
    print(asyncio.run(kill_hubs(tmp_path, networks, seed, wanted(USUAL))))  # noqa: T201
