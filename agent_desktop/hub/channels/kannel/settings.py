"""A Kannel entry point's settings, read and refused by field and value (never a secret's)."""

from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.sms.rules import FIELDS as RULES
from agent_desktop.hub.written.sms.settings import AccountSettings, address_field
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

CALLER: Final = "kannel"
"""The user name with which Kannel comes to us."""
MOST_PARTS: Final = 10
"""What Kannel's `max-messages` leaves of a message; it cuts off what is longer, and says nothing."""
_SHORTEST: Final = 8
FIELDS: Final = (
    Field(
        name="server",
        label=later("Kannel's address"),
        hint=later("Where its smsbox takes messages, for example http://127.0.0.1:13013."),
    ),
    Field(name="user", label=later("User name")),
    Field(name="password", label=later("Password"), secret=True),
    Field(
        name="secret",
        label=later("Password of the callbacks"),
        secret=True,
        hint=later("With which Kannel comes to us, as user kannel: letters and digits."),
    ),
    address_field(later("How Kannel reaches this entry point.")),
    *RULES,
)


class KannelSettings(AccountSettings):
    """What a session needs. `repr` shows no secret."""

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self.user = settings.get("user", "").strip()
        self.password = secrets.get("password", "")
        self.secret = secrets.get("secret", "")
        if not _plain(self.user):
            raise Refused(
                "The user name is missing.",
                field="user",
                value=self.user,
                remedy="Type the user name of Kannel's group sendsms-user.",
            )
        if not _plain(self.password):
            raise Refused(
                "The password is missing.",
                field="password",
                remedy="Type the password of Kannel's group sendsms-user.",
            )
        if len(self.secret) < _SHORTEST or not (self.secret.isascii() and self.secret.isalnum()):
            raise Refused(
                "The password of the callbacks has at least 8 letters and digits.",
                field="secret",
                remedy="Choose another one, and write it into Kannel's post-url.",
            )
        super().__init__(settings, most_parts=MOST_PARTS)


def _plain(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable()
