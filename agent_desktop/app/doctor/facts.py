"""What the probes measure, as records that the judges read."""

from enum import StrEnum

from agent_desktop.model.base import Record


class Names(Record, frozen=True):
    """A host name was looked up: how many addresses there are, and how long it took."""

    host: str
    addresses: int = 0
    took_ms: int = 0
    timed_out: bool = False


class Reach(StrEnum):
    """How far the way to the hub went."""

    NO_NAME = "no_name"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    BROKEN = "broken"
    UNTRUSTED = "untrusted"
    NO_TLS = "no_tls"
    ANSWERED = "answered"


class Answer(Record, frozen=True):
    """What came back from the hub's health address.

    `verify_code` is OpenSSL's of a certificate that was not believed; `issuer` who signed it, as far as that is known;
    `clock_s` by how many seconds this computer's clock is ahead of the server's.
    """

    host: str
    reach: Reach
    secure: bool = True
    status: int = 0
    kind: str = ""
    healthy: bool = False
    verify_code: int = 0
    issuer: str = ""
    clock_s: int | None = None
    took_ms: int = 0


class Way(Record, frozen=True):
    """The network interface by which a server is reached; empty where the system does not tell."""

    interface: str = ""
    about: str = ""
    mtu: int = 0


class Stun(Record, frozen=True):
    """A server that helps sound through firewalls was asked. `transport` is udp, tcp or tls; `relays`: TURN."""

    transport: str
    port: int
    relays: bool = False
    answered: bool = False
    untrusted: bool = False
    took_ms: int = 0


class Stream(Record, frozen=True):
    """A second of packets like a call's, sent to a server that answers each: their times in ms, in order.

    Where many got lost, as few bits as a call can make do with were sent, too: `least_sent` packets, of which
    `least_came` were answered.
    """

    sent: int
    times_ms: tuple[float, ...] = ()
    least_sent: int = 0
    least_came: int = 0


class Reached(Record, frozen=True):
    """Whether a telephone system took a connection."""

    host: str
    transport: str
    reach: Reach


class Sound(Record, frozen=True):
    """How many microphones and speakers there are; `why` there cannot be any."""

    microphones: int = 0
    speakers: int = 0
    missing: bool = False


class Disk(Record, frozen=True):
    """The disk that keeps the history."""

    free: int
    writable: bool = True


class Screen(Record, frozen=True):
    """Whether there is a display, and what can be seen of other programs' windows (`foreground.Sight`)."""

    there: bool
    sight: str
