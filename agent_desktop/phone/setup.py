"""What the engine is told when it starts: one line of JSON over stdin, never the command line or the environment.

Promises that nothing here is written to a file or a log: passwords hide themselves when a record is printed.
"""

from typing import Literal, TypeAlias

from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.devices import DeviceChoice


class NativeSound(Tagged, frozen=True):
    """The computer's own devices; `processing` takes out echo and noise."""

    processing: bool = True


class FileSound(Tagged, frozen=True):
    """Files instead of devices, for machines without sound: paths of WAVs. `again` repeats the microphone's."""

    microphone: str
    speaker: str
    ringer: str | None = None
    again: bool = False
    processing: bool = False


SoundSetup: TypeAlias = NativeSound | FileSound


class IceServer(Record, frozen=True):
    """Servers that help sound through firewalls: `stun:HOST[:PORT]` (RFC 7064), `turn:HOST[:PORT][?transport=tcp]`
    and `turns:HOST[:PORT]` (RFC 7065). User and password are for the relays (turn, turns)."""

    uris: tuple[str, ...]
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"IceServer({self.uris!r})"


class PhoneAccount(Record, frozen=True):
    """A line of a telephone system: `address` is `sip:NAME@DOMAIN`; the rest is needed where it differs from that.

    `server` is HOST or HOST:PORT of the proxy, or the URL of its WebSocket, `ws://HOST[:PORT][/PATH][?QUERY]` or
    `wss://…`, which decides the transport too. `bearer` and `headers` (name, value) open that WebSocket. Encrypted
    sound is demanded with `secure`, and offered otherwise; over WebSockets it is always demanded, with ICE. Elsewhere
    ICE is used when there are servers for it; `relay_only` shows the far party no address of this computer.
    `authorities` is a PEM file, trusted besides the system's for servers reached by TLS. `recording` says which calls
    are recorded on this computer, `keep_days` how long that is kept (None: for ever). `watches` are the numbers of
    telephones whose busy lamps are wanted.
    """

    id: str
    address: str
    password: str = ""
    user: str = ""
    shown: str = ""
    server: str = ""
    transport: Literal["udp", "tcp", "tls", "ws", "wss"] = "udp"
    codecs: tuple[str, ...] = ()
    secure: bool = False
    bearer: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    ice: tuple[IceServer, ...] = ()
    relay_only: bool = False
    authorities: str = ""
    recording: Literal["off", "by_hand", "all"] = "off"
    keep_days: int | None = None
    watches: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PhoneAccount(id={self.id!r}, transport={self.transport!r})"


class Setup(Record, frozen=True):
    """All that an engine needs. `folder` is this user's alone; `grace_ms` is how long it waits for a window.

    `recording_key` (64 hexadecimal digits) seals what it records; without one it records nothing.
    """

    folder: str
    accounts: tuple[PhoneAccount, ...] = ()
    sound: SoundSetup = NativeSound()
    choice: DeviceChoice = DeviceChoice()
    grace_ms: int = 60_000
    bind: str = ""
    recording_key: str = ""

    def __repr__(self) -> str:
        return f"Setup(accounts={len(self.accounts)})"
