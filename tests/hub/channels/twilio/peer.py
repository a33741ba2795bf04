"""Twilio for tests: its server, and an entry point that knows it."""

import contextlib
from collections.abc import AsyncIterator

from agent_desktop.hub.channels.twilio.network import NETWORK
from tests.hub.channels.sms_peer import ProviderPeer
from tests.peers.fake_twilio import FakeTwilio


@contextlib.asynccontextmanager
async def twilio(**settings: str) -> AsyncIterator[ProviderPeer]:
    """A running one."""
    async with FakeTwilio().open() as provider:
        yield ProviderPeer(
            NETWORK,
            provider,
            {"account": FakeTwilio.account, **settings},
            {"token": FakeTwilio.token},
            ("token", "wrong-token-of-the-account"),
        )
