"""Providers of trunks on loopback: they take calls or refuse them, and know a house by its password, or do not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import CallArrived, Event
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.digest import Credentials, ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.fields import NameAddr
from agent_desktop.sip.flow import Target
from agent_desktop.sip.message import Request
from tests.hub.voice.worker.telephone import Telephone
from tests.sip.agent_phone import Phone

DOMAIN = "provider.test"


class Carrier(Telephone):
    """Answers what is called through it, or refuses it with `status`."""

    def __init__(self, name: str, status: int = 0, hz: float = 900.0) -> None:
        super().__init__(hz, answers=not status)
        self.name, self.status, self.port = name, status, 0
        self.called: list[Call] = []
        self.agent.add(Account("anybody", "sip:anybody@carrier.test", registers=False))

    def _heard(self, event: Event) -> None:
        super()._heard(event)
        if isinstance(event, CallArrived):
            call = event.call
            self.called.append(call)
            if self.status:
                self.act(lambda now: call.refuse(now, self.status))

    def trunk(self, **more: object) -> Trunk:
        """The way to it."""
        made = Trunk(self.name, Target("udp", "127.0.0.1", self.port), ("127.0.0.0/8",))
        return replace(made, **more)  # type: ignore[arg-type]

    @property
    def asked(self) -> Request:
        """The INVITE of the only call."""
        (call,) = self.called
        assert call.invite is not None
        return call.invite

    @property
    def shown(self) -> str:
        """Who calls, as it is shown."""
        return str(NameAddr.parse(self.asked.headers.get("From") or "", "From").uri)


@asynccontextmanager
async def carriers(*those: tuple[str, int]) -> AsyncIterator[tuple[Carrier, ...]]:
    """Carriers by name and status, listening."""
    made = tuple(Carrier(name, status) for name, status in those)
    try:
        for one in made:
            one.port = (await one.endpoint.ways.listen_udp("127.0.0.1")).local[1]
        yield made
    finally:
        for one in made:
            await one.close()


def registrar(**passwords: str) -> Phone:
    """A provider that knows these users."""
    verifier = Verifier(DOMAIN, b"x" * 32, lambda: "nonce")

    def secret(user: str, algorithm: str) -> str | None:
        known = passwords.get(user)
        return None if known is None else ha1(user, DOMAIN, known, algorithm)

    made = Phone(rules=Rules(verifier, secret, lambda user, aor: True))
    made.agent.add(Account("anybody", f"sip:anybody@{DOMAIN}", registers=False))
    return made


def registered_trunk(name: str, port: int, user: str, password: str) -> Trunk:
    """A trunk that wants to be known there, and trusts nobody else."""
    return Trunk(
        name,
        Target("udp", "127.0.0.1", port),
        (),
        domain=DOMAIN,
        credentials=Credentials(user, password),
        registers=True,
    )
