"""Mail that is delivered to the hub as a network: what it can, its settings' check, a session, and a try of sending."""

from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.email.receiver_settings import FIELDS, read
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


class EmailIn:
    """The network of deliveries."""

    name = "email_in"
    channel = Channel.EMAIL
    limits = Limits(
        max_text=100_000,
        max_files=20,
        max_file_bytes=18 * 1024 * 1024,
        subject=True,
        rich=True,
        copies=True,
        receipts=True,
        read_receipts=True,
        fields=FIELDS,
    )

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        read(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        from agent_desktop.hub.channels.email.receiver import ReceiverSession

        return ReceiverSession(read(settings, secrets), post)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        from agent_desktop.hub.channels.email.sending import Way
        from agent_desktop.hub.channels.email.tokens import Tokens
        from agent_desktop.hub.written.link import AccountRefused, Trouble

        receiver = read(settings, secrets)
        way = Way(receiver.mailbox, Tokens(receiver.mailbox))
        check = later("Check its name, port and security.")
        trials = (
            Trial(later("Reach the sending server"), way.connect, later("It answers."), check),
            Trial(
                later("Sign in there"),
                way.sign_in,
                later("Mails can be sent."),
                later("Write the password anew."),
            ),
        )
        try:
            async for step in tried(trials, (Trouble, AccountRefused)):
                yield step
        finally:
            await way.close()


NETWORK: Network = EmailIn()
