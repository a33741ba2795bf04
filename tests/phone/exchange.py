"""A telephone system that knows what waits and who talks, made of our own user agent on real sockets."""

import asyncio

from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.notifier import Notifier
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message, Response
from tests.sip.agent_phone import Phone
from tests.sip.transaction_script import Tokens


class Exchange(Phone):
    """Registers alice, and lets her watch what `packages` name."""

    def __init__(self, *packages: str) -> None:
        verifier = Verifier("pbx", b"key", Tokens("n"))
        rules = Rules(
            verifier, lambda user, kind: ha1(user, "pbx", "secret", kind), lambda user, aor: True
        )
        super().__init__(Config(packages=packages), rules=rules)
        self.agent.add(Account("alice", "sip:alice@127.0.0.1", contact_user="alice"))
        self.refused: list[int] = []
        self.refused_it = asyncio.Event()
        self._send = self.endpoint.ways.send
        self.endpoint.ways.send = self._noting  # type: ignore[method-assign]

    def knows(self, name: str) -> None:
        """Somebody else, who can be watched."""
        self.agent.add(Account(name, f"sip:{name}@127.0.0.1", contact_user=name))

    def _noting(self, message: Message, flow: Flow) -> None:
        self._send(message, flow)
        if isinstance(message, Response) and message.status == 489:
            self.refused.append(message.status)
            self.refused_it.set()

    async def account(self, *watches: str) -> PhoneAccount:
        """Alice's."""
        port = (await self.endpoint.ways.listen_udp("127.0.0.1")).local[1]
        return PhoneAccount(
            id="a",
            address="sip:alice@127.0.0.1",
            password="secret",
            server=f"127.0.0.1:{port}",
            watches=watches,
        )

    def tell(self, to: Notifier, kind: str, body: bytes) -> None:
        """Something is another way now."""
        self.act(lambda now: to.notify(kind, body, now))
