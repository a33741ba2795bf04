"""Signing in at a hub: with e-mail and password, with a starter's ticket, or with the token of an earlier session."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.manifest import MANIFEST
from agent_desktop.connectors.hub.session import CLIENT, HubSession
from agent_desktop.connectors.hub.translate import ends_session
from agent_desktop.hub.protocol import SignIn, TicketSignIn
from agent_desktop.model.errors import DeskError, NeedsSignIn, Refused
from agent_desktop.model.manifest import Manifest

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door


class HubConnector:
    """Implements `Connector`."""

    @property
    def manifest(self) -> Manifest:
        """See `Connector`."""
        return MANIFEST

    async def sign_in(self, values: Mapping[str, str]) -> HubSession:
        """Sign in with `address` and either `token`, `ticket`, or `email` and `password`.

        Raises NeedsSignIn, Offline, Refused.
        """
        address = hub_address(values.get("address", ""))
        from agent_desktop.connectors.hub.door import open_door

        door = await open_door(address)
        try:
            if values.get("token"):
                return await _with_token(door, values["token"])
            return await _with_secret(door, values)
        except BaseException:
            await door.close()
            raise


async def _with_secret(door: "Door", values: Mapping[str, str]) -> HubSession:
    if values.get("ticket"):
        wish: SignIn | TicketSignIn = TicketSignIn(ticket=values["ticket"], client=CLIENT)
    else:
        for name in ("email", "password"):
            if not values.get(name):
                raise Refused("This is missing.", remedy="Fill it in.", field=name)
        wish = SignIn(email=values["email"].strip(), password=values["password"], client=CLIENT)
    signed_in = await door.sign_in(wish)
    return HubSession(door, signed_in.token, signed_in.agent, signed_in.scopes)


async def _with_token(door: "Door", token: str) -> HubSession:
    """The hub's welcome tells whose token it is, and whether it is good."""
    from agent_desktop.connectors.hub.line import Line

    try:
        line = await Line.open(door.reach, door.trust, token, None, CLIENT)
    except DeskError as error:
        if ends_session(error.problem) and not isinstance(error, NeedsSignIn):
            raise NeedsSignIn(error.problem.message, remedy=error.problem.remedy) from error
        raise
    welcome = line.welcome
    await line.close()
    return HubSession(door, token, welcome.agent, welcome.scopes)
