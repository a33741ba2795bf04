"""Telegram as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.telegram import settings as rules
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


class Telegram:
    """The network."""

    name = "telegram"
    channel = Channel.SOCIAL
    limits = Limits(
        max_text=4096,
        max_files=10,
        max_file_bytes=25 * 1024 * 1024,
        unit=LengthUnit.UTF16,
        edits=True,
        deletes=True,
        signs=("👍", "❤", "🔥", "👏", "😁", "🎉", "🙏", "😢"),
        fields=rules.FIELDS,
    )

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        rules.read(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.telegram.session import TelegramSession

        return TelegramSession(rules.read(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.telegram.api import Api, Failed

        api = Api(rules.read(settings, secrets))
        trials = (
            Trial(
                later("Ask as the bot"),
                lambda: api.ask("getMe", {}),
                later("Telegram takes the token."),
                later("Check the token and the Bot API server."),
            ),
        )
        try:
            async for step in tried(trials, (Failed,)):
                yield step
        finally:
            await api.close()


NETWORK: Network = Telegram()
