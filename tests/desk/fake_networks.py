"""The networks of the team in memory: one with a password, one with a token."""

from agent_desktop.model.administration_networks import NetworkField, NetworkKind
from agent_desktop.model.work import Channel

KINDS = (
    NetworkKind(
        name="email",
        channel=Channel.EMAIL,
        fields=(
            NetworkField(name="address", label="Address", hint="support@example.org"),
            NetworkField(name="name", label="Name of the sender", required=False),
            NetworkField(name="password", label="Password", secret=True, required=False),
            NetworkField(name="imap_port", label="IMAP port", required=False, default="993"),
            NetworkField(name="signature", label="Signature", required=False, lines=True),
        ),
    ),
    NetworkKind(
        name="telegram",
        channel=Channel.SOCIAL,
        fields=(
            NetworkField(name="token", label="Token", secret=True),
            NetworkField(
                name="news",
                label="How news come",
                choices=("polling", "webhook"),
                default="polling",
            ),
            NetworkField(name="address", label="Webhook's address", required=False),
            NetworkField(
                name="server",
                label="Bot API server",
                required=False,
                default="https://api.telegram.org",
            ),
        ),
    ),
)
