"""E-mail as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.email import settings as rules
from agent_desktop.hub.channels.email.fields import FIELDS
from agent_desktop.hub.written.consents import Authority
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.model.work import Channel


class Email:
    """The network of mailboxes."""

    name = "email"
    channel = Channel.EMAIL
    # Most servers take 25 MB in all, and base64 makes four bytes of three.
    limits = Limits(
        max_text=100_000,
        max_files=20,
        max_file_bytes=18 * 1024 * 1024,
        max_total_bytes=18 * 1024 * 1024,
        subject=True,
        rich=True,
        copies=True,
        receipts=True,
        read_receipts=True,
        fields=FIELDS,
    )

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        rules.read(settings, secrets)

    def authority(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Authority:
        """See `Consenting`."""
        return rules.authority(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.email.session import MailSession

        return MailSession(rules.read(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.email.probe import probed

        async for step in probed(rules.read(settings, secrets)):
            yield step


NETWORK: Network = Email()
