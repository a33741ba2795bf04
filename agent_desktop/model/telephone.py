"""What is kept of the agent's own telephone: its accounts, and how it is used.

Promises that an account is kept without its password, and that its id changes with everything else of it: so a
telephone that runs tells by the ids whether it is current. Refuses what no telephone could use, by naming the fault;
what is damaged in the settings is read as the default.
"""

import ipaddress
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Literal

import msgspec

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.devices import DeviceChoice

_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_][A-Za-z0-9_.-]*)(?::([0-9]+))?")
_USER: Final = re.compile(r"[A-Za-z0-9\-_.!~*'()&=+$,;?/%#]+")
_LAST_PORT: Final = 65_535
_LONGEST: Final = 200
MOST_WATCHED: Final = 50
"""Busy lamps of an account: each is a subscription at its server."""
LONGEST_WAIT_S: Final = 15
"""Seconds after which a call that answers itself must have done so: exchanges let it ring for 20."""


class Fault(StrEnum):
    """Why something is no account. The window has a sentence for each."""

    NO_SERVER = "no_server"
    BAD_SERVER = "bad_server"
    BAD_PORT = "bad_port"
    NO_USER = "no_user"
    BAD_USER = "bad_user"
    BAD_COLLEAGUE = "bad_colleague"
    NO_PASSWORD = "no_password"


HUB_LINE: Final = "hub"
"""The id under which the telephone knows its line at the backend; all other accounts are the agent's own."""


class Watched(Record, frozen=True):
    """A colleague's telephone at the same telephone system, whose busy lamp is shown."""

    number: str
    name: str = ""


class TelephoneAccount(Record, frozen=True):
    """An account at a telephone system. `server` is HOST or HOST:PORT; `user` is NAME, or NAME@DOMAIN where the domain
    is not the server's. With `secure` there is no call without encrypted sound. `recording` says which calls are
    recorded on this computer: none, those where the agent asks for it, or all; `keep_days` for how long (None: ever).
    `colleagues` are watched: whether they are on the telephone.
    """

    id: str
    server: str
    user: str
    name: str = ""
    transport: Literal["udp", "tcp", "tls"] = "tls"
    secure: bool = False
    recording: Literal["off", "by_hand", "all"] = "off"
    keep_days: int | None = 90
    colleagues: tuple[Watched, ...] = ()

    @property
    def host(self) -> str:
        """The server without its port."""
        found = _HOST.fullmatch(self.server)
        return found[1] if found else self.server

    @property
    def address(self) -> str:
        """NAME@DOMAIN: under which others call it."""
        return self.user if "@" in self.user else f"{self.user}@{self.host}"

    @property
    def in_the_clear(self) -> bool:
        """Whether others can read what is said to the server: without TLS, and not on this computer."""
        return self.transport != "tls" and not _is_here(self.host)

    def fault(self) -> Fault | None:
        """What is wrong with server or user."""
        if not self.server:
            return Fault.NO_SERVER
        found = _HOST.fullmatch(self.server)
        if found is None or len(self.server) > _LONGEST or not _is_host(found[1]):
            return Fault.BAD_SERVER
        if found[2] is not None and not (len(found[2]) <= 5 and 0 < int(found[2]) <= _LAST_PORT):
            return Fault.BAD_PORT
        if not self.user:
            return Fault.NO_USER
        user, at, domain = self.user.partition("@")
        if _USER.fullmatch(user) is None or len(self.user) > _LONGEST:
            return Fault.BAD_USER
        if at:
            elsewhere = _HOST.fullmatch(domain)
            if elsewhere is None or elsewhere[2] is not None or not _is_host(elsewhere[1]):
                return Fault.BAD_USER
        if len(self.colleagues) > MOST_WATCHED or not all(
            _USER.fullmatch(one.number) and len(one.number) <= _LONGEST for one in self.colleagues
        ):
            return Fault.BAD_COLLEAGUE
        return None


class SoundServer(Record, frozen=True):
    """Servers that help sound through firewalls: `stun:`, `turn:` and `turns:`, with who one is at the relays."""

    uris: tuple[str, ...]
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"SoundServer({self.uris!r})"


class PhoneLine(Tagged, frozen=True, tag="phone_line"):
    """The agent's own line at the backend's telephones.

    `address` is the SIP address that it rings, `user` and `password` prove that one may be it until `until`. It is
    registered by a WebSocket with the subprotocol `sip` at the backend's own `path`, opened with the session's token;
    a session gives its whole URL as `server`. Asked for again in the same session it is the same line, for longer.
    """

    address: str
    user: str
    password: str
    path: str
    until: Millis
    servers: tuple[SoundServer, ...] = ()
    server: str = ""

    def __repr__(self) -> str:
        return f"PhoneLine({self.address!r})"


def read_colleagues(text: str) -> tuple[Watched, ...]:
    """Names and numbers as an agent types them: `Ann 202, Bob 203`, each once. An entry without a number is its own
    number: a name at the telephone system."""
    found: dict[str, Watched] = {}
    for entry in re.split(r"[,;\n]", text):
        name, _, number = entry.strip().rpartition(" ")
        if number:
            found.setdefault(number, Watched(number=number, name=" ".join(name.split())))
    return tuple(found.values())


def write_colleagues(colleagues: Sequence[Watched]) -> str:
    """The same for the agent to change."""
    return ", ".join(f"{one.name} {one.number}".strip() for one in colleagues)


def read_accounts(text: str) -> tuple[TelephoneAccount, ...]:
    """The accounts that `write_accounts` wrote; what is none of them is left out."""
    try:
        kept = msgspec.json.decode(text or "[]", type=tuple[TelephoneAccount, ...])
    except msgspec.MsgspecError:
        return ()
    return tuple(one for one in kept if one.id and one.fault() is None)


def write_accounts(accounts: Sequence[TelephoneAccount]) -> str:
    """The accounts as one setting."""
    return msgspec.json.encode(tuple(accounts)).decode()


def read_sound(text: str) -> DeviceChoice:
    """The devices that `write_sound` wrote; the system's choice where nothing good is kept."""
    try:
        kept = msgspec.json.decode(text or "{}", type=DeviceChoice)
    except msgspec.MsgspecError:
        return DeviceChoice()
    return kept if 0.0 <= kept.loudness <= 1.0 else msgspec.structs.replace(kept, loudness=1.0)


def write_sound(choice: DeviceChoice) -> str:
    """The choice as one setting."""
    return msgspec.json.encode(choice).decode()


def read_answering(text: str) -> dict[str, int]:
    """After how many seconds the calls of an account answer themselves, by its id; accounts that are not there wait
    for the agent."""
    try:
        kept = msgspec.json.decode(text or "{}", type=dict[str, int])
    except msgspec.MsgspecError:
        return {}
    return {one: seconds for one, seconds in kept.items() if 0 <= seconds <= LONGEST_WAIT_S}


def write_answering(seconds: dict[str, int]) -> str:
    """The same as one setting."""
    return msgspec.json.encode(seconds, order="sorted").decode()


def _is_host(host: str) -> bool:
    if not host.startswith("["):
        return True
    try:
        ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"
