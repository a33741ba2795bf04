"""Signing in at a hub: with e-mail and password, with a starter's ticket, or with the token of an earlier session.

Promises that where several addresses of the hub are known, a node that is away costs seconds and not the sign-in.
"""

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING

from agent_desktop.connectors.hub.address import hub_addresses
from agent_desktop.connectors.hub.manifest import MANIFEST
from agent_desktop.connectors.hub.session import CLIENT, HubSession
from agent_desktop.connectors.hub.translate import ends_session
from agent_desktop.connectors.hub.ways import Ways, like
from agent_desktop.hub.protocol import SignIn, TicketSignIn
from agent_desktop.model.errors import DeskError, NeedsSignIn, Offline, Refused
from agent_desktop.model.manifest import Manifest

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

NODES = "nodes"
"""The value with the addresses that the hub told in an earlier session, with spaces between them."""


class HubConnector:
    """Implements `Connector`."""

    @property
    def manifest(self) -> Manifest:
        """See `Connector`."""
        return MANIFEST

    async def sign_in(self, values: Mapping[str, str]) -> HubSession:
        """Sign in with `address` and either `token`, `ticket`, or `email` and `password`.

        Several addresses, with commas between them, and those in `nodes` are tried one after the other until one
        answers. Raises NeedsSignIn, Offline, Refused.
        """
        given = hub_addresses(values.get("address", ""))
        kept = like(given[0], values.get(NODES, "").split())
        from agent_desktop.connectors.hub.door import open_door

        door = await open_door(given[0])
        others = [one for one in kept if one not in given]
        random.shuffle(others)  # the desks of a dead node do not all come to the same one
        door.impatient = len(given) + len(others) > 1
        offline: list[Offline] = []
        try:
            for address in (*given, *others):
                door.address = address
                try:
                    return await _at(door, values, Ways(door, random.uniform, given, kept))
                except Offline as error:
                    offline.append(error)
            raise _nowhere(offline)
        except BaseException:
            await door.close()
            raise


def _nowhere(errors: list[Offline]) -> Offline:
    """One word for all that went wrong."""
    if len(errors) == 1:
        return errors[0]
    return Offline(
        f"The hub answers at none of its {len(errors)} addresses.",
        remedy=errors[0].problem.remedy,
        field="address",
        value=errors[0].problem.message,
    )


async def _at(door: "Door", values: Mapping[str, str], ways: Ways) -> HubSession:
    if values.get("token"):
        return await _with_token(door, values["token"], ways)
    return await _with_secret(door, values, ways)


async def _with_secret(door: "Door", values: Mapping[str, str], ways: Ways) -> HubSession:
    if values.get("ticket"):
        wish: SignIn | TicketSignIn = TicketSignIn(ticket=values["ticket"], client=CLIENT)
    else:
        for name in ("email", "password"):
            if not values.get(name):
                raise Refused("This is missing.", remedy="Fill it in.", field=name)
        wish = SignIn(email=values["email"].strip(), password=values["password"], client=CLIENT)
    signed_in = await door.sign_in(wish)
    return HubSession(door, signed_in.token, signed_in.agent, signed_in.scopes, ways=ways)


async def _with_token(door: "Door", token: str, ways: Ways) -> HubSession:
    """The hub's welcome tells whose token it is, and whether it is good."""
    from agent_desktop.connectors.hub.line import Line

    try:
        line = await Line.open(
            door.reach, door.trust, token, None, CLIENT, impatient=door.impatient
        )
    except DeskError as error:
        if ends_session(error.problem) and not isinstance(error, NeedsSignIn):
            raise NeedsSignIn(error.problem.message, remedy=error.problem.remedy) from error
        raise
    welcome = line.welcome
    await line.close()
    return HubSession(door, token, welcome.agent, welcome.scopes, ways=ways)
