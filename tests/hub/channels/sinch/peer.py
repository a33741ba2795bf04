"""Sinch for tests: its server, and an entry point that knows it."""

import contextlib
from collections.abc import AsyncIterator

from agent_desktop.hub.channels.sinch.network import NETWORK
from tests.hub.channels.sms_peer import ProviderPeer
from tests.peers.fake_sinch import FakeSinch


@contextlib.asynccontextmanager
async def sinch(**settings: str) -> AsyncIterator[ProviderPeer]:
    """A running one."""
    async with FakeSinch().open() as provider:
        yield ProviderPeer(
            NETWORK,
            provider,
            {"plan": FakeSinch.plan, **settings},
            {"token": FakeSinch.token, "secret": FakeSinch.secret},
            ("token", "wrong-token-of-the-plan"),
        )
