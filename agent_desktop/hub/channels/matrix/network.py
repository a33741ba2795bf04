"""Matrix as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.matrix import settings as rules
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


class Matrix:
    """The network."""

    name = "matrix"
    channel = Channel.SOCIAL
    # An event has 65,536 bytes at the most, and an edit holds its text twice.
    limits = Limits(
        max_text=30_000,
        max_files=10,
        max_file_bytes=25 * 1024 * 1024,
        unit=LengthUnit.BYTES,
        edits=True,
        deletes=True,
        signs=("👍", "❤️", "😄", "🎉", "🙏", "😢", "👀", "✅"),
        read_receipts=True,
        idempotent=True,
        fields=rules.FIELDS,
    )

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        rules.read(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.matrix.session import MatrixSession

        return MatrixSession(rules.read(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.matrix.client import Client, Failed

        account = rules.read(settings, secrets)
        client = Client(account, "AGENTDESKPROBE")
        try:
            trials = (
                Trial(
                    later("Reach the homeserver"),
                    lambda: client.get("/_matrix/client/versions"),
                    later("It answers."),
                    later("Check its address."),
                ),
                Trial(
                    later("Sign in"),
                    client.sign_in,
                    later("The homeserver takes the account."),
                    rules.WRITE_ANEW,
                ),
                Trial(
                    later("Read messages"),
                    client.joined,
                    later("The account can be read."),
                    later("Look at the homeserver's log."),
                ),
            )
            async for step in tried(trials, (Failed,)):
                yield step
        finally:
            await client.close()


NETWORK: Network = Matrix()
