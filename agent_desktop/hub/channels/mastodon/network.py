"""Mastodon as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator

from agent_desktop.hub.channels.mastodon import settings as rules
from agent_desktop.hub.channels.mastodon.allowed import USUAL
from agent_desktop.hub.written.network import PlainNetwork
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried_until
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


def session(settings: rules.Settings, post: Post) -> NetworkSession:
    """An account's link."""
    from agent_desktop.hub.channels.mastodon.session import MastodonSession

    return MastodonSession(settings, post)


def steps(settings: rules.Settings) -> AsyncIterator[Step]:
    """A try of an account."""
    from agent_desktop.hub.channels.mastodon.api import Api, Failed

    api = Api(settings)
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
    return tried_until(api.close, trials, (Failed,))


NETWORK: Network = PlainNetwork("mastodon", Channel.SOCIAL, USUAL, rules.read, session, steps)
