"""The backend's own telephone line for an agent: where the softphone registers, with what, and until when.

Promises that nothing secret of it stands in what is printed. It is never kept: whoever needs it asks again.
"""

from agent_desktop.model.base import Millis, Record, Tagged

HUB_LINE = "hub"
"""The id of the account with which the softphone registers at the backend."""


class IceServer(Record, frozen=True):
    """Servers that help sound through firewalls, as RFC 7064 and RFC 7065 write them: `stun:HOST[:PORT]`,
    `turn:HOST[:PORT][?transport=tcp]`, `turns:HOST[:PORT]`. User and password are for the relays.
    """

    uris: tuple[str, ...]
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"IceServer({self.uris!r})"


class PhoneLine(Tagged, frozen=True, tag="phone_line"):
    """An agent's line. `address` is `sip:NAME@DOMAIN`, `password` is good until `until` (the backend's clock).

    `server` is the URL of the WebSocket that carries SIP (RFC 7118), opened with the token `bearer`. A hub answers its
    path alone and no token: its connector knows both.
    """

    address: str
    password: str
    server: str
    until: Millis
    ice: tuple[IceServer, ...] = ()
    bearer: str = ""

    def __repr__(self) -> str:
        return f"PhoneLine({self.address!r}, until={self.until})"
