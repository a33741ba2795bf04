"""Where the agents' telephones are: one address of the hub's own for each agent.

Promises that an agent's id is the user of that address, so that who registers it and who is rung cannot differ.
"""

from __future__ import annotations

from typing import Final

#: The hub's own SIP domain: reserved (RFC 2606), so that it is never looked up.
DOMAIN: Final = "hub.invalid"


def phone_of(agent_id: str) -> str:
    """The SIP address of an agent's telephone."""
    return f"sip:{agent_id}@{DOMAIN}"


def agent_of(address: str) -> str:
    """The agent whose telephone an address is; empty for another's."""
    user, _, domain = address.removeprefix("sip:").partition("@")
    return user if domain == DOMAIN else ""
