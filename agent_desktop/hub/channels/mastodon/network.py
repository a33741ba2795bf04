"""Mastodon as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.mastodon import settings as rules
from agent_desktop.hub.channels.mastodon.allowed import USUAL
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


class Mastodon:
    """The network."""

    name = "mastodon"
    channel = Channel.SOCIAL
    limits = USUAL

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        rules.read(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.mastodon.session import MastodonSession

        return MastodonSession(rules.read(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.mastodon.api import Api, Failed

        api = Api(rules.read(settings, secrets))
        trials = (
            Trial(
                later("Reach the server"),
                lambda: api.get("/api/v2/instance"),
                later("It answers."),
                later("Check its address."),
            ),
            Trial(
                later("Ask for the account"),
                lambda: api.get("/api/v1/accounts/verify_credentials"),
                later("The server takes the access token."),
                later("Make a new access token, and write it here."),
            ),
            Trial(
                later("Read messages"),
                lambda: api.get("/api/v1/notifications", {"limit": 1}),
                later("Mentions can be read."),
                later("Give the access token the right to read."),
            ),
        )
        try:
            async for step in tried(trials, (Failed,)):
                yield step
        finally:
            await api.close()


NETWORK: Network = Mastodon()
