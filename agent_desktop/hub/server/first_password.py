"""The first way into a hub that no desktop started: an agent's e-mail address and password, set on the hub's computer.

Promises that a hub which is not there yet is founded by it, so that its owner can sign in. Refuses an agent who would
have no address to sign in with, before anybody has typed a password.
"""

import asyncio
import getpass
import sys

from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.server.founding import found
from agent_desktop.hub.server.passwords import Passwords
from agent_desktop.hub.storage.accounts import normal_email, set_password_hash
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import Refused


def set_first_password(
    database: Target, agent_id: str, *, email: str, team: str, owner: str
) -> None:
    """Ask for a password (the terminal without echo, else a line of stdin) and keep its hash.

    `team` and `owner` name a hub that is founded by this. Raises DeskError.
    """
    storage = Storage.open(database)
    try:
        centre = Centre(storage, wall_clock)
        with centre.batch():
            found(centre, team, owner)
            profile = _with_address(centre, agent_id, normal_email(email))
            centre.define_agent(profile)
        new = asyncio.run(Passwords().hash(_asked(agent_id)))
        with centre.batch():
            set_password_hash(storage, agent_id, new)
            centre.note("", "set_password", f"agents/{agent_id}", agent_id, by="command line")
    finally:
        storage.close()


def _with_address(centre: Centre, agent_id: str, email: str) -> AgentProfile:
    profile = next((one for one in centre.agents() if one.id == agent_id), None)
    if profile is None:
        raise NotFound("There is no such agent.", field="agent", value=agent_id)
    if not email and not profile.email:
        raise Refused(
            "This agent has no e-mail address to sign in with.",
            remedy="Give one with --email.",
            field="email",
            value=agent_id,
        )
    return replace(profile, email=email or profile.email)


def _asked(agent_id: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Password for {agent_id}: ")
    return sys.stdin.readline().rstrip("\r\n")
