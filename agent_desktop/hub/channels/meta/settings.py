"""The settings of WhatsApp, Messenger and Instagram as records: whose account, and the three secrets of its app.

Refuses what cannot be right, by the field's name and, where it is no secret, its value.
"""

import re
from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.addresses import web_address
from agent_desktop.hub.written.limits import Field
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

WHATSAPP, MESSENGER, INSTAGRAM = "whatsapp", "messenger", "instagram"
FACEBOOK: Final = "https://graph.facebook.com"
SERVERS: Final = {
    WHATSAPP: FACEBOOK,
    MESSENGER: FACEBOOK,
    INSTAGRAM: "https://graph.instagram.com",
}
VERSION: Final = "v23.0"
TOKEN: Final = Field(
    name="token",
    label=later("Access token"),
    secret=True,
    hint=later("Of a system user, so that it does not end after some hours."),
)
_ACCOUNTS: Final = {
    WHATSAPP: Field(
        name="account",
        label=later("Phone number ID"),
        hint=later("From the app's page for WhatsApp; it is not the number itself."),
    ),
    MESSENGER: Field(name="account", label=later("Page ID")),
    INSTAGRAM: Field(name="account", label=later("Instagram account ID")),
}
_MORE: Final = (
    TOKEN,
    Field(
        name="app_secret",
        label=later("App secret"),
        secret=True,
        hint=later("By it the hub knows that a request comes from Meta."),
    ),
    Field(
        name="verify_token",
        label=later("Verify token"),
        secret=True,
        hint=later("Any words of yours; write the same on the webhook's page."),
    ),
    Field(name="version", advanced=True, label=later("Version"), required=False, default=VERSION),
    Field(name="server", advanced=True, label=later("Graph API server"), required=False),
)
_BUSINESS: Final = Field(
    name="business",
    label=later("WhatsApp business account ID"),
    required=False,
    hint=later("For message templates."),
)
_ADDRESS: Final = Field(
    name="address",
    label=later("Webhook's address"),
    hint=later("How this entry point is reached from outside; Instagram fetches pictures there."),
)
FIELDS: Final = {
    WHATSAPP: (_ACCOUNTS[WHATSAPP], *_MORE[:3], _BUSINESS, *_MORE[3:]),
    MESSENGER: (_ACCOUNTS[MESSENGER], *_MORE),
    INSTAGRAM: (_ACCOUNTS[INSTAGRAM], *_MORE[:3], _ADDRESS, *_MORE[3:]),
}
_NUMBER: Final = re.compile(r"[0-9]{3,30}")
_VERSION: Final = re.compile(r"v[0-9]{1,3}\.[0-9]{1,2}")


class Settings(Record, frozen=True):
    """One account of one of the networks."""

    network: str
    account: str
    token: str
    app_secret: str
    verify_token: str
    server: str
    version: str
    business: str = ""
    address: str = ""


def read(network: str, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Settings:
    """The settings as they are meant. Raises Refused."""
    account = settings.get("account", "").strip()
    if _NUMBER.fullmatch(account) is None:
        raise Refused(
            "This is no ID: it consists of digits.",
            remedy="Copy it from the app's page at Meta.",
            field="account",
            value=account,
        )
    business = settings.get("business", "").strip()
    if business and _NUMBER.fullmatch(business) is None:
        raise Refused(
            "This is no ID: it consists of digits.",
            remedy="Copy it from the app's page at Meta, or leave it empty.",
            field="business",
            value=business,
        )
    version = settings.get("version", "").strip() or VERSION
    if _VERSION.fullmatch(version) is None:
        raise Refused(
            "This is no version of the Graph API.",
            remedy=f"Write it as {VERSION}, or leave it empty.",
            field="version",
            value=version,
        )
    kept = {name: secrets.get(name, "").strip() for name in ("token", "app_secret", "verify_token")}
    for field in _MORE[:3]:
        if not kept[field.name]:
            raise Refused(
                "A value without which Meta takes nothing is missing.",
                remedy="Copy it from the app's page at Meta.",
                field=field.name,
            )
    server = settings.get("server", "").strip() or SERVERS[network]
    return Settings(
        network=network,
        account=account,
        server=web_address("server", server),
        version=version,
        business=business,
        address=web_address("address", settings.get("address", "")) if network == INSTAGRAM else "",
        **kept,
    )
