"""A provider of SMS by HTTP as a network: its session and its try are those of all providers."""

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, TypeVar

from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.network import PlainNetwork, Texts
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel

if TYPE_CHECKING:  # it needs httpx, which hubs without such an account never read
    from agent_desktop.hub.written.sms.shapes import Provider

S = TypeVar("S")


def provider_network(
    name: str,
    limits: Limits,
    read: Callable[[Texts, Texts], S],
    provider: "Callable[[S], Provider]",
) -> Network:
    """The network whose accounts `provider` makes of the settings that `read` read."""

    def session(settings: S, post: Post) -> NetworkSession:
        from agent_desktop.hub.written.sms.provider import ProviderSession

        return ProviderSession(provider(settings), post)

    def steps(settings: S) -> AsyncIterator[Step]:
        from agent_desktop.hub.written.sms.probing import probe

        return probe(provider(settings))

    return PlainNetwork(name, Channel.SMS, limits, read, session, steps)
