"""Servers that help sound through firewalls (STUN, TURN): those that hold, and what telephones and pages get of them.

Promises that a shared secret never leaves the hub: each telephone and page gets a name and a password of its own that
end by themselves (the convention of TURN servers for web pages, "use-auth-secret" of coturn).
"""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from typing import Final

import msgspec

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.telephone import SoundServer

LIFETIME: Final[Millis] = 24 * 3_600_000
"""So long a name and password for a relay are good: longer than any line and any call."""
_SETTING: Final = "sound_servers"


class HelpingServer(Record, frozen=True):
    """One server, or several that are used alike. `secret` makes passwords; else `user` and `password` are for all."""

    uris: tuple[str, ...]
    secret: str = ""
    user: str = ""
    password: str = ""

    def granted(self, name: str, now: Millis) -> SoundServer:
        """What `name` uses it with, from `now` on."""
        if not self.secret:
            return SoundServer(uris=self.uris, user=self.user, password=self.password)
        user = f"{(now + LIFETIME) // 1000}:{name}"
        digest = hmac.digest(self.secret.encode(), user.encode(), "sha1")
        return SoundServer(uris=self.uris, user=user, password=b64encode(digest).decode())


def kept_servers(centre: Centre) -> tuple[HelpingServer, ...]:
    """The servers that hold."""
    return msgspec.json.decode(centre.setting(_SETTING) or "[]", type=tuple[HelpingServer, ...])


def keep_servers(centre: Centre, servers: Sequence[HelpingServer]) -> None:
    """Use these from now on."""
    centre.define_setting(_SETTING, msgspec.json.encode(tuple(servers)).decode())


def grant_all(servers: Sequence[HelpingServer], name: str, now: Millis) -> tuple[SoundServer, ...]:
    """All of them, as `name` uses them."""
    return tuple(one.granted(name, now) for one in servers)
