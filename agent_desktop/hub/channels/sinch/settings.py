"""A Sinch entry point's settings, read and refused by field and value (never a secret's)."""

import re
from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.sms.rules import FIELDS as RULES
from agent_desktop.hub.written.sms.settings import AccountSettings, address_field, server_field
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

SERVER: Final = "https://eu.sms.api.sinch.com"
BASIC, HMAC = "user name and password", "signature"
FIELDS: Final = (
    Field(name="plan", label=later("Service plan ID")),
    Field(name="token", label=later("API token"), secret=True),
    Field(
        name="proof",
        label=later("How Sinch proves who it is"),
        choices=(HMAC, BASIC),
        default=HMAC,
        hint=later("As Sinch set it up for the callbacks of the plan."),
    ),
    Field(
        name="user",
        shown_when=({"proof": ("user name and password",)},),
        label=later("User name of the callbacks"),
        required=False,
    ),
    Field(
        name="secret",
        label=later("Password or secret of the callbacks"),
        secret=True,
    ),
    address_field(),
    server_field(
        SERVER,
        later("That of your region, for example https://us.sms.api.sinch.com."),
        advanced=False,
    ),
    *RULES,
)
_PLAN: Final = re.compile(r"[A-Za-z0-9_-]{4,64}")
_SHORTEST: Final = 8


class SinchSettings(AccountSettings):
    """What a session needs. `repr` shows no secret."""

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self.plan = settings.get("plan", "").strip()
        self.token = secrets.get("token", "").strip()
        self.proof = settings.get("proof", HMAC)
        self.user = settings.get("user", "").strip()
        self.secret = secrets.get("secret", "")
        if not _PLAN.fullmatch(self.plan):
            raise Refused(
                "This is no service plan of Sinch.",
                field="plan",
                value=self.plan,
                remedy="Copy the service plan ID from Sinch's dashboard.",
            )
        if not self.token or not self.token.isascii() or not self.token.isprintable():
            raise Refused(
                "The API token is missing.",
                field="token",
                remedy="Copy the API token from Sinch's dashboard.",
            )
        if self.proof not in (BASIC, HMAC):
            raise Refused(
                "That is none of the choices.",
                field="proof",
                value=self.proof,
                remedy="Choose how Sinch proves who it is.",
            )
        if self.proof == BASIC and (not self.user or ":" in self.user):
            raise Refused(
                "The user name of the callbacks is missing.",
                field="user",
                value=self.user,
                remedy="Type the one that you agreed on with Sinch, without a colon.",
            )
        if len(self.secret) < _SHORTEST:
            raise Refused(
                "The secret of the callbacks is too short: anybody could write in Sinch's name.",
                field="secret",
                remedy="Agree on a longer one with Sinch: 8 characters at least.",
            )
        super().__init__(settings, SERVER)
