"""Matrix as a network: what it can, its settings' check, a session, and a try of the connection."""

from collections.abc import AsyncIterator
from typing import Final

from agent_desktop.hub.channels.matrix import settings as rules
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.network import PlainNetwork
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried_until
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel

# An event has 65,536 bytes at the most, and an edit holds its text twice.
LIMITS: Final = Limits(
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


def session(settings: rules.Settings, post: Post) -> NetworkSession:
    """An account's link."""
    from agent_desktop.hub.channels.matrix.session import MatrixSession

    return MatrixSession(settings, post)


def steps(settings: rules.Settings) -> AsyncIterator[Step]:
    """A try of an account."""
    from agent_desktop.hub.channels.matrix.client import Client, Failed

    client = Client(settings, "AGENTDESKPROBE")
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
    return tried_until(client.close, trials, (Failed,))


NETWORK: Network = PlainNetwork("matrix", Channel.SOCIAL, LIMITS, rules.read, session, steps)
