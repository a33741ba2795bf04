"""The address of a hub, checked before a secret is sent to it.

Promises https, or plain http to this computer alone. Refuses everything else with words.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later


@dataclass(frozen=True)
class HubAddress:
    """Where a hub answers. `base` has no slash at its end."""

    base: str
    secure: bool
    this_computer: bool

    @property
    def live(self) -> str:
        """The address of the agents' WebSocket."""
        return self.socket("/v1/live")

    def like(self, other: "HubAddress") -> bool:
        """Whether what may be told at the other one may be told here: by TLS, or on this computer."""
        return (self.secure, self.this_computer) == (other.secure, other.this_computer)

    def socket(self, path: str) -> str:
        """The address of another WebSocket of the hub; `path` begins with a slash."""
        return f"ws{self.base.removeprefix('http')}{path}"


def hub_addresses(typed: str) -> tuple[HubAddress, ...]:
    """One address, or those of several nodes of one hub with commas between them. Raises Refused.

    They are of one kind: either none or all of them are on this computer, by plain http or by https.
    """
    found = tuple(dict.fromkeys(hub_address(one) for one in typed.split(",") if one.strip()))
    if not found:
        raise _refused(typed, later("The hub's address is missing."))
    if any(not one.like(found[0]) for one in found):
        raise _refused(
            typed, later("These addresses are not of one hub: some are on this computer.")
        )
    return found


def hub_address(typed: str) -> HubAddress:
    """The address that someone typed; without a scheme it is https. Raises Refused, naming what is wrong."""
    text = typed.strip()
    if not text:
        raise _refused(typed, later("The hub's address is missing."))
    if any(char.isspace() or not char.isprintable() for char in text) or "\\" in text:
        raise _refused(typed, later("An address has no spaces and no backslashes."))
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _refused(typed, later("This is not an address.")) from None
    if parts.scheme not in ("https", "http"):
        raise _refused(typed, later(f"A hub is not reached by “{parts.scheme[:20]}”."))
    if not host or port == 0:
        raise _refused(typed, later("The address names no computer."))
    if parts.username is not None or parts.password is not None:
        raise _refused("", later("An address has no name and no password in it."))
    if parts.query or parts.fragment:
        raise _refused(typed, later("The address ends before “?” and “#”."))
    here = _is_this_computer(host)
    if parts.scheme == "http" and not here:
        raise Refused(
            "Plain http would show every message and your password to the network.",
            remedy="Use the hub's https address.",
            field="address",
            value=typed,
        )
    return HubAddress(_base(parts, host, port), parts.scheme == "https", here)


def _base(parts: SplitResult, host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _is_this_computer(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(typed: str, message: str) -> Refused:
    return Refused(
        message,
        remedy="It looks like https://hub.example.com.",
        field="address",
        value=typed.strip(),
    )
