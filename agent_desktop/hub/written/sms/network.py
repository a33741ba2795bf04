"""A provider of SMS by HTTP as a network: what it can, its settings' check, a session, and a try of the connection.

Promises that what a provider's shapes need is read into memory only when an account is opened or tried.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING

from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

Texts = Mapping[str, str]


class ProviderNetwork:
    """The port's `Network`. `read` checks settings and secrets and raises Refused; `provider` makes the account."""

    channel = Channel.SMS

    def __init__(
        self,
        name: str,
        limits: Limits,
        read: Callable[[Texts, Texts], object],
        provider: "Callable[[Texts, Texts], Provider]",
    ) -> None:
        self.name = name
        self.limits = limits
        self._read = read
        self._provider = provider

    def check(self, settings: Texts, secrets: Texts) -> None:
        self._read(settings, secrets)

    def open(self, settings: Texts, secrets: Texts, post: Post) -> NetworkSession:
        from agent_desktop.hub.written.sms.provider import ProviderSession

        return ProviderSession(self._provider(settings, secrets), post)

    async def probe(self, settings: Texts, secrets: Texts) -> AsyncIterator[Step]:
        from agent_desktop.hub.written.sms.probing import probe

        async for step in probe(self._provider(settings, secrets)):
            yield step
