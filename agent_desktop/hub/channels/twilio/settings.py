"""A Twilio entry point's settings, read and refused by field and value (never the token's)."""

import re
from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.sms.rules import FIELDS as RULES
from agent_desktop.hub.written.sms.settings import AccountSettings, address_field, server_field
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

SERVER: Final = "https://api.twilio.com"
FIELDS: Final = (
    Field(name="account", label=later("Account SID"), hint=later("AC and 32 letters and digits.")),
    Field(name="token", label=later("Auth token"), secret=True),
    Field(
        name="service",
        advanced=True,
        label=later("Messaging service"),
        required=False,
        hint=later("MG and 32 letters and digits, where Twilio is to choose the sender."),
    ),
    address_field(later("How this entry point is reached from outside. Twilio signs it.")),
    server_field(SERVER, later("Another one than Twilio's own, where there is one.")),
    *RULES,
)
_ACCOUNT: Final = re.compile(r"AC[0-9a-fA-F]{32}")
_SERVICE: Final = re.compile(r"(MG[0-9a-fA-F]{32})?")


class TwilioSettings(AccountSettings):
    """What a session needs. `repr` shows no token."""

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self.account = settings.get("account", "").strip()
        self.service = settings.get("service", "").strip()
        self.token = secrets.get("token", "").strip()
        if not _ACCOUNT.fullmatch(self.account):
            raise Refused(
                "This is no account of Twilio.",
                field="account",
                value=self.account,
                remedy="Copy the Account SID from Twilio's console: AC and 32 letters and digits.",
            )
        if not self.token or not self.token.isascii():
            raise Refused(
                "The auth token is missing.",
                field="token",
                remedy="Copy the auth token from Twilio's console.",
            )
        if not _SERVICE.fullmatch(self.service):
            raise Refused(
                "This is no messaging service of Twilio.",
                field="service",
                value=self.service,
                remedy="Copy its SID from Twilio's console, or leave the field empty.",
            )
        super().__init__(settings, SERVER)
