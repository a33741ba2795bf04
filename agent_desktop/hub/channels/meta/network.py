"""WhatsApp, Messenger and Instagram as networks: what each can, its settings' check, a session, a try."""

from collections.abc import AsyncIterator, Mapping
from typing import Final

from agent_desktop.hub.channels.meta import settings as rules
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel

HOUR_MS: Final = 3_600_000
MEGABYTE: Final = 1024 * 1024
_LIMITS: Final = {
    rules.WHATSAPP: Limits(
        max_text=4096,
        max_files=10,
        max_file_bytes=25 * MEGABYTE,
        window_ms=24 * HOUR_MS,
        templates=True,
        signs=("👍", "❤️", "😂", "😮", "😢", "🙏", "🎉"),
        receipts=True,
        read_receipts=True,
        fields=rules.FIELDS[rules.WHATSAPP],
    ),
    # After 24 hours a person may still answer for the rest of seven days (tag HUMAN_AGENT), and no machine.
    rules.MESSENGER: Limits(
        max_text=2000,
        max_files=10,
        max_file_bytes=25 * MEGABYTE,
        window_ms=7 * 24 * HOUR_MS,
        automatic_ms=24 * HOUR_MS,
        receipts=True,
        read_receipts=True,
        fields=rules.FIELDS[rules.MESSENGER],
    ),
    rules.INSTAGRAM: Limits(
        max_text=1000,
        unit=LengthUnit.BYTES,
        max_files=10,
        max_file_bytes=8 * MEGABYTE,
        media_types=("image/jpeg", "image/png"),
        window_ms=7 * 24 * HOUR_MS,
        automatic_ms=24 * HOUR_MS,
        read_receipts=True,
        fields=rules.FIELDS[rules.INSTAGRAM],
    ),
}


class Meta:
    """One of the three."""

    channel = Channel.SOCIAL

    def __init__(self, name: str) -> None:
        self.name = name
        self.limits = _LIMITS[name]

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        rules.read(self.name, settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.meta.session import MetaSession

        return MetaSession(rules.read(self.name, settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.meta.graph import Failed, Graph

        account = rules.read(self.name, settings, secrets)
        graph = Graph(account)
        trials = (
            Trial(
                later("Ask for the account"),
                lambda: graph.get(account.account, fields="id"),
                later("Meta takes the access token, and knows the account."),
                later("Check the access token and the ID of the account."),
            ),
        )
        try:
            async for step in tried(trials, (Failed,)):
                yield step
        finally:
            await graph.close()


NETWORKS: Final[tuple[Network, ...]] = (
    Meta(rules.WHATSAPP),
    Meta(rules.MESSENGER),
    Meta(rules.INSTAGRAM),
)
WHATSAPP, MESSENGER, INSTAGRAM = NETWORKS
