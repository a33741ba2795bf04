"""A Vonage entry point's settings, read and refused by field and value (never a secret's)."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.sms.rules import FIELDS as RULES
from agent_desktop.hub.written.sms.settings import AccountSettings, address_field, server_field
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SERVER: Final = "https://api.nexmo.com"
FIELDS: Final = (
    Field(name="application", label=later("Application ID")),
    Field(
        name="private_key",
        label=later("Private key"),
        secret=True,
        lines=True,
        hint=later("The whole text of the file private.key that Vonage gave you."),
    ),
    Field(
        name="signature",
        label=later("Signature secret"),
        secret=True,
        hint=later("With which Vonage signs its webhooks."),
    ),
    address_field(),
    server_field(SERVER, later("Another one than Vonage's own, where there is one.")),
    *RULES,
)
_APPLICATION: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SHORTEST: Final = 16


class VonageSettings(AccountSettings):
    """What a session needs. `repr` shows no secret."""

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self.application = settings.get("application", "").strip()
        if not _APPLICATION.fullmatch(self.application):
            raise Refused(
                "This is no application of Vonage.",
                field="application",
                value=self.application,
                remedy="Copy the application's ID from Vonage's dashboard.",
            )
        self.private_key = _private_key(secrets.get("private_key", ""))
        self.signature = secrets.get("signature", "").strip()
        if len(self.signature) < _SHORTEST or not self.signature.isascii():
            raise Refused(
                "This is no signature secret of Vonage.",
                field="signature",
                remedy="Copy the signature secret from the settings in Vonage's dashboard.",
            )
        super().__init__(settings, SERVER)


def _private_key(text: str) -> "RSAPrivateKey":
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    # Who pasted it into one line joined its lines: between the marks spaces stand for line breaks.
    lines = re.sub(r"(?<!BEGIN)(?<!END)(?<!PRIVATE)(?<!RSA) +", "\n", text.strip())
    try:
        key = serialization.load_pem_private_key(lines.encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise Refused(
            "This is no private key of an application.",
            field="private_key",
            remedy="Paste the whole text of the file private.key that Vonage gave you.",
        )
    return key
