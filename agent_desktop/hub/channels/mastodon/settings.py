"""A Mastodon account's settings as records: its server and an access token.

Refuses what cannot be right, by the field's name and, where it is no secret, its value.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.addresses import web_address
from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.reach import FIELDS as REACH_FIELDS
from agent_desktop.hub.written.reach import check_reach
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

FIELDS: Final = (
    Field(name="server", label=later("Server"), hint=later("As https://mastodon.example")),
    Field(
        name="token",
        label=later("Access token"),
        secret=True,
        hint=later("Preferences, Development, a new application with read and write."),
    ),
    *REACH_FIELDS,
)


class Settings(Record, frozen=True):
    """Whose account it is."""

    server: str
    token: str


def read(settings: Mapping[str, str], secrets: Mapping[str, str]) -> Settings:
    """The settings as they are meant. Raises Refused."""
    check_reach(settings)
    token = secrets.get("token", "").strip()
    if not token or any(map(str.isspace, token)):
        raise Refused(
            "There is no access token.",
            remedy="Make one in the account's preferences, under Development.",
            field="token",
        )
    return Settings(server=web_address("server", settings.get("server", "")), token=token)
