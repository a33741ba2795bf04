"""A Telegram bot's settings as records: its token, how news come, and where the Bot API is.

Refuses what cannot be right, by the field's name and, where it is no secret, its value.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.addresses import web_address
from agent_desktop.hub.written.limits import Field
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

POLLING, WEBHOOK = "polling", "webhook"
SERVER: Final = "https://api.telegram.org"
FIELDS: Final = (
    Field(
        name="token",
        label=later("Token"),
        secret=True,
        hint=later("As @BotFather gave it: 123456:ABC…"),
    ),
    Field(
        name="news",
        label=later("How news come"),
        choices=(POLLING, WEBHOOK),
        default=POLLING,
        hint=later("By webhook only where Telegram can reach this hub over https."),
    ),
    Field(
        name="address",
        shown_when=({"news": ("webhook",)},),
        label=later("Webhook's address"),
        required=False,
        hint=later("How this entry point is reached from outside, with https."),
    ),
    Field(
        name="server",
        advanced=True,
        label=later("Bot API server"),
        required=False,
        default=SERVER,
        hint=later("Another one than Telegram's own, where there is one."),
    ),
)
_TOKEN: Final = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{5,200}")


class Settings(Record, frozen=True):
    """A bot. `address` is empty where news are asked for."""

    token: str
    server: str = SERVER
    address: str = ""

    @property
    def webhook_secret(self) -> str:
        """What Telegram repeats in each request to our webhook; it follows from the token, so nobody keeps it."""
        return hmac.new(self.token.encode(), b"agent-desktop webhook", hashlib.sha256).hexdigest()


def read(settings: Mapping[str, str], secrets: Mapping[str, str]) -> Settings:
    """The settings as they are meant. Raises Refused."""
    token = secrets.get("token", "").strip()
    if _TOKEN.fullmatch(token) is None:
        raise Refused(
            "This is no token of a Telegram bot.",
            remedy="Copy it from @BotFather: a number, a colon, and letters.",
            field="token",
        )
    news = settings.get("news", "")
    if news not in (POLLING, WEBHOOK):
        raise Refused(
            "News come by polling or by webhook.",
            remedy="Choose one of them.",
            field="news",
            value=news,
        )
    address = settings.get("address", "").strip() if news == WEBHOOK else ""
    return Settings(
        token=token,
        server=web_address("server", settings.get("server", "").strip() or SERVER),
        # The door is behind the slash, and nobody who brings news follows a redirect.
        address=f"{web_address('address', address)}/" if news == WEBHOOK else "",
    )
