"""Where the agents' telephones are: one address of the hub's own for each agent, and who may register it.

Promises that an agent's id is the user of that address, so that who registers it and who is rung cannot differ; that
each session of an agent has a user and a password of its own, which end with it and are the same when it asks again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

from agent_desktop.sip.digest import ha1

#: The hub's own SIP domain: reserved (RFC 2606), so that it is never looked up.
DOMAIN: Final = "hub.invalid"


def phone_of(agent_id: str) -> str:
    """The SIP address of an agent's telephone."""
    return f"sip:{agent_id}@{DOMAIN}"


def agent_of(address: str) -> str:
    """The agent whose telephone an address is; empty for another's."""
    user, _, domain = address.removeprefix("sip:").partition("@")
    return user if domain == DOMAIN else ""


def user_of(agent_id: str, session_id: str) -> str:
    """By what name a session of the agent registers."""
    return f"{agent_id}.{session_id}"


def owner_of(user: str) -> str:
    """The agent whose session a name is."""
    return user.partition(".")[0]


def password_of(user: str, key: bytes) -> str:
    """The session's password: whoever lacks the hub's `key` cannot guess it."""
    return base64.urlsafe_b64encode(hmac.digest(key, user.encode(), hashlib.sha256)).decode()


def digests_of(user: str, password: str) -> dict[str, str]:
    """What a registrar needs to know a password by: its digest for each algorithm."""
    return {name: ha1(user, DOMAIN, password, name) for name in ("SHA-256", "MD5")}
