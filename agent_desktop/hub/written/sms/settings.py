"""What every account at an HTTP provider of SMS is asked for: where its API is, how our webhook is reached, the rules.

Refuses an address that cannot be right, by its field. Needs no HTTP: forms show these fields on hubs without accounts.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.addresses import web_address
from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.sms.rules import SmsRules, rules
from agent_desktop.model.sms_text import MAX_PARTS
from agent_desktop.model.words import later

FROM_OUTSIDE: Final = later("How this entry point is reached from outside.")


class AccountSettings:
    """The part that is alike for all. `server` is the provider's own; without one the field must be filled in."""

    def __init__(
        self, settings: Mapping[str, str], server: str = "", *, most_parts: int = MAX_PARTS
    ) -> None:
        self.address = web_address("address", settings.get("address", ""))
        self.server = web_address("server", settings.get("server", "").strip() or server)
        self.rules: SmsRules = rules(settings, most_parts=most_parts)


def address_field(hint: str = FROM_OUTSIDE) -> Field:
    """Where our webhook is."""
    return Field(name="address", label=later("Webhook's address"), hint=hint)


def server_field(server: str, hint: str, *, advanced: bool = True) -> Field:
    """Where the provider's API is; empty means `server`."""
    return Field(
        name="server",
        advanced=advanced,
        label=later("API server"),
        required=False,
        default=server,
        hint=hint,
    )
