"""Telegram as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator
from typing import Final

from agent_desktop.hub.channels.telegram import settings as rules
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.network import PlainNetwork
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried_until
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel

LIMITS: Final = Limits(
    max_text=4096,
    max_files=10,
    max_file_bytes=25 * 1024 * 1024,
    unit=LengthUnit.UTF16,
    edits=True,
    deletes=True,
    signs=("👍", "❤", "🔥", "👏", "😁", "🎉", "🙏", "😢"),
    fields=rules.FIELDS,
)


def session(settings: rules.Settings, post: Post) -> NetworkSession:
    """An account's link."""
    from agent_desktop.hub.channels.telegram.session import TelegramSession

    return TelegramSession(settings, post)


def steps(settings: rules.Settings) -> AsyncIterator[Step]:
    """A try of an account."""
    from agent_desktop.hub.channels.telegram.api import Api, Failed

    api = Api(settings)
    trials = (
        Trial(
            later("Ask as the bot"),
            lambda: api.ask("getMe", {}),
            later("Telegram takes the token."),
            later("Check the token and the Bot API server."),
        ),
    )
    return tried_until(api.close, trials, (Failed,))


NETWORK: Network = PlainNetwork("telegram", Channel.SOCIAL, LIMITS, rules.read, session, steps)
