"""Addresses of servers as an administrator writes them, for every network alike."""

from urllib.parse import urlsplit

from agent_desktop.model.errors import Refused


def web_address(field: str, text: str) -> str:
    """The URL of a server, without a slash at its end. Raises Refused, naming `field`.

    Secrets go there, so it must be https, or http on this computer itself.
    """
    address = text.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, named = parts.hostname or "", parts.username is not None or parts.password is not None
        _ = parts.port
    except ValueError:
        host, named, parts = "", False, urlsplit("")
    local = host in ("127.0.0.1", "::1", "localhost")
    if not host or parts.query or parts.fragment or named or any(map(str.isspace, address)):
        raise Refused(
            "This is no server's address.",
            remedy="Write it as https://example.org.",
            field=field,
            value="" if named else address,
        )
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise Refused(
            "This address would get secrets without encryption.",
            remedy="Write it with https.",
            field=field,
            value=address,
        )
    return address
