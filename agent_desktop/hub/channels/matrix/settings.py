"""A Matrix account's settings as records: homeserver, user, and a password or an access token.

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

FIELDS: Final = (
    Field(
        name="server",
        label=later("Homeserver"),
        hint=later("The address at which clients reach it: https://matrix.example.org"),
    ),
    Field(
        name="user",
        label=later("User"),
        hint=later("The whole name: @support:example.org"),
    ),
    Field(
        name="password",
        label=later("Password"),
        secret=True,
        required=False,
        hint=later("Or an access token instead."),
    ),
    Field(
        name="token",
        label=later("Access token"),
        secret=True,
        required=False,
        hint=later("For homeservers where people sign in on a page."),
    ),
)
WRITE_ANEW: Final = later("Check the user's name, and write the password or the access token anew.")
_USER: Final = re.compile(r"@[^:\s]{1,200}:[A-Za-z0-9.\-\[\]:]{1,230}")


class Settings(Record, frozen=True):
    """Whose account it is. One of the secrets is there; the token is taken where both are."""

    server: str
    user: str
    password: str = ""
    token: str = ""

    @property
    def refused(self) -> str:
        """What it means when the homeserver refuses to sign us in."""
        if self.token:
            return later("The homeserver does not take this user with this access token.")
        return later("The homeserver does not take this user with this password.")


def read(settings: Mapping[str, str], secrets: Mapping[str, str]) -> Settings:
    """The settings as they are meant. Raises Refused."""
    user = settings.get("user", "").strip()
    if _USER.fullmatch(user) is None:
        raise Refused(
            "This is no name of a Matrix user.",
            remedy="Write the whole name, as @support:example.org.",
            field="user",
            value=user,
        )
    password, token = secrets.get("password", ""), secrets.get("token", "").strip()
    if not password and not token:
        raise Refused(
            "There is neither a password nor an access token.",
            remedy="Write one of them.",
            field="password",
        )
    server = web_address("server", settings.get("server", ""))
    return Settings(server=server, user=user, password=password, token=token)
