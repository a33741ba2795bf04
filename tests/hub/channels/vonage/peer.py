"""Vonage for tests: its server, and an entry point that knows it."""

import contextlib
from collections.abc import AsyncIterator

from cryptography.hazmat.primitives.asymmetric import rsa

from agent_desktop.hub.channels.vonage.network import NETWORK
from tests.hub.channels.sms_peer import ProviderPeer
from tests.peers.fake_vonage import FakeVonage

OTHER = FakeVonage.pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))


@contextlib.asynccontextmanager
async def vonage(**settings: str) -> AsyncIterator[ProviderPeer]:
    """A running one."""
    async with FakeVonage().open() as provider:
        yield ProviderPeer(
            NETWORK,
            provider,
            {"application": FakeVonage.application, **settings},
            {"private_key": FakeVonage.pem(), "signature": FakeVonage.secret},
            ("private_key", OTHER),
        )
