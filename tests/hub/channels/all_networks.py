"""Every network of messages at once, each with a customer of its own, for one hub that is a process of its own.

Promises that webhooks come over the wire to whichever hub lives, and are repeated where the real network repeats them;
that all peers run in a thread beside the test, which asks them one thing after another. Servers are real (an SMSC,
Kannel before another one, telegram-test-api, Synapse), but for those that only their owners run. Mail has its own
tests.
"""

import asyncio
import contextlib
import secrets
import threading
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx

from tests.contracts.networks.peer import Peer
from tests.hub.channels.kannel.peer import gateway
from tests.hub.channels.mastodon.peer import MastodonPeer
from tests.hub.channels.matrix.peer import opened
from tests.hub.channels.meta.peer import MetaPeer
from tests.hub.channels.sinch.peer import sinch
from tests.hub.channels.smpp.peer import SmppPeer
from tests.hub.channels.telegram.test_contract import TelegramPeer
from tests.hub.channels.twilio.peer import twilio
from tests.hub.channels.vonage.peer import vonage
from tests.journeys.kills.hooked import HubHook
from tests.peers.kannel import kannel
from tests.peers.process import free_ports
from tests.peers.smsc import Smsc, smsc
from tests.peers.synapse import synapse
from tests.peers.telegram import BotApi, emulator

T = TypeVar("T")
SMS: Final = ("smpp", "kannel", "twilio", "vonage", "sinch")
SOCIAL: Final = ("whatsapp", "messenger", "instagram", "telegram", "matrix", "mastodon")
PHONES: Final = {name: f"4860123401{at}" for at, name in enumerate(SMS)}
"""Who has one number is one customer: each provider's has another."""


class Networks:
    """The peers by the ids of their entry points."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._hooks: list[HubHook] = []
        self.peers: dict[str, Any] = {}

    def ask(self, question: Coroutine[Any, Any, T]) -> T:
        """What comes of it in the peers' loop."""
        return asyncio.run_coroutine_threadsafe(question, self._loop).result(60)

    def hub_is_at(self, url: str) -> None:
        """Where the hub answers, in this life."""
        for hook in self._hooks:
            hook.hub = url

    def write(self, name: str, text: str) -> None:
        """The customer does, by this network."""
        peer = self.peers[name]
        match name:
            case "smpp":
                self.ask(peer.smsc.writes(text, **{"from": PHONES[name]}))
            case "kannel":
                self.ask(peer.provider.smsc.writes(text, **{"from": PHONES[name]}))
            case "twilio":
                self.ask(peer.provider.writes(text, From=f"+{PHONES[name]}"))
            case "vonage" | "sinch":
                self.ask(peer.provider.writes(text, **{"from": PHONES[name]}))
            case _:
                self.ask(peer.writes(text))

    def tell(self, name: str, payload: object) -> None:
        """Meta brings a payload."""

        async def telling() -> None:
            self.peers[name].tells(payload)

        self.ask(telling())

    def got(self, name: str, count: int) -> list[str]:
        """What this customer got, as soon as there are `count`; an SMS in several parts is several."""
        peer = self.peers[name]
        if name in ("twilio", "vonage", "sinch"):
            self.ask(peer.provider.carried(count))
        found: list[str] = self.ask(peer.received(count))
        return found

    @contextlib.contextmanager
    def away(self, names: Sequence[str]) -> Iterator[None]:
        """As long as it lasts none of these networks can be reached."""
        over = contextlib.AsyncExitStack()
        for name in names:
            self.ask(over.enter_async_context(self.peers[name].away()))
        try:
            yield
        finally:
            self.ask(over.aclose())

    @contextlib.contextmanager
    def running(self, folder: Path) -> Iterator["Networks"]:
        """All of them, until this ends."""
        with (
            smsc(_made(folder / "smpp")) as one,
            smsc(_made(folder / "behind")) as behind,
            emulator(_made(folder / "telegram")) as telegram,
            synapse(_made(folder / "matrix")) as matrix,
        ):
            (hook,) = free_ports(1)
            with kannel(_made(folder / "kannel"), behind, hook) as box:
                self._thread.start()
                over = contextlib.AsyncExitStack()
                try:
                    self.ask(self._open(over, one, box.url, behind, hook, telegram, matrix))
                    yield self
                finally:
                    self.ask(over.aclose())
                    box.kill()  # it takes its time when it is asked
                    self._loop.call_soon_threadsafe(self._loop.stop)
                    self._thread.join()
                    self._loop.close()

    async def _open(
        self,
        over: contextlib.AsyncExitStack,
        one: Smsc,
        box: str,
        behind: Smsc,
        hook: int,
        telegram: str,
        matrix: str,
    ) -> None:
        client = await over.enter_async_context(httpx.AsyncClient())
        self.peers["smpp"] = SmppPeer(one)
        for name, opening in (
            ("kannel", gateway(box, behind, hook)),
            ("twilio", twilio()),
            ("vonage", vonage()),
            ("sinch", sinch()),
        ):
            self.peers[name] = await over.enter_async_context(opening)
            self.peers[name].hook = self._hook(name, client)
        for name in ("whatsapp", "messenger", "instagram"):
            self.peers[name] = await over.enter_async_context(MetaPeer(name).open())
            self.peers[name].session = self._hook(name, client)
        token = f"{secrets.randbelow(10**9)}:right-token_of-a-bot"
        bot = await over.enter_async_context(BotApi(telegram, token).open())
        self.peers["telegram"] = TelegramPeer(bot, token)
        self.peers["matrix"] = await over.enter_async_context(opened(matrix))
        self.peers["mastodon"] = await over.enter_async_context(MastodonPeer().open())

    def _hook(self, name: str, client: httpx.AsyncClient) -> HubHook:
        made = HubHook(name, client)
        self._hooks.append(made)
        return made


def entry_point(peer: Peer, name: str) -> dict[str, object]:
    """What an administrator sends to open an entry point there."""
    return {
        "type": "define_network_entry",
        "name": name,
        "queue_id": "support",
        "network": peer.network.name,
        "settings": dict(peer.settings),
        "secrets": dict(peer.secrets),
    }


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
