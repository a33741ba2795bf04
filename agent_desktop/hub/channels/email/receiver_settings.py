"""Settings of an entry point to which mail is delivered: where to listen, to whom, and the server by which we send."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from msgspec.structs import replace

from agent_desktop.hub.channels.email import settings as rules
from agent_desktop.hub.channels.email.fields import FIELDS as MAILBOX
from agent_desktop.hub.channels.email.fields import YES_NO
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.written.limits import Field
from agent_desktop.model.words import later

IpNetwork: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
_OF_A_MAILBOX: Final = ("address", "name")
_SENDING: Final = ("smtp_host", "user", "password")
_MORE: Final = (
    "smtp_port",
    "smtp_security",
    "authority",
    "aliases",
    "plus_address",
    "ask_read",
    "signature",
)
_DELIVERIES: Final = later("Deliveries")
_SENDS: Final = later("How it is sent")


def _of_a_mailbox(*names: str, group: str = "") -> tuple[Field, ...]:
    """Fields of a mailbox, which are asked for in any case here."""
    known = {field.name: field for field in MAILBOX}
    return tuple(
        replace(known[name], shown_when=(), group=group or known[name].group) for name in names
    )


FIELDS: Final = (
    *_of_a_mailbox(*_OF_A_MAILBOX),
    Field(
        name="protocol",
        label=later("Protocol of deliveries"),
        required=False,
        choices=("smtp", "lmtp"),
        default="smtp",
        group=_DELIVERIES,
    ),
    Field(name="listen_port", label=later("Port to listen at"), hint="2525", group=_DELIVERIES),
    Field(
        name="allowed",
        label=later("Servers that may deliver"),
        required=False,
        default="127.0.0.0/8 ::1/128",
        hint=later("Addresses or networks, parted by blanks."),
        group=_DELIVERIES,
    ),
    *(replace(field, advanced=False) for field in _of_a_mailbox(*_SENDING, group=_SENDS)),
    Field(
        name="listen_host",
        label=later("Address to listen at"),
        required=False,
        default="127.0.0.1",
        group=_DELIVERIES,
        advanced=True,
    ),
    Field(
        name="certificate",
        label=later("Certificate for deliveries"),
        required=False,
        hint=later("The path of a PEM file; servers may then use STARTTLS."),
        group=_DELIVERIES,
        advanced=True,
    ),
    Field(
        name="key",
        label=later("Key of the certificate"),
        required=False,
        group=_DELIVERIES,
        advanced=True,
    ),
    *_of_a_mailbox(*_MORE),
)


@dataclass(frozen=True)
class Receiver:
    """Where mail is delivered. Of `mailbox` the addresses and the sending server count."""

    mailbox: Mailbox
    host: str
    port: int
    lmtp: bool
    allowed: tuple[IpNetwork, ...]
    certificate: str
    key: str


def read(settings: Mapping[str, str], secrets: Mapping[str, str]) -> Receiver:
    """The settings as they are meant. Raises Refused."""
    ours = rules.addresses(settings)
    smtp = rules.server(settings, "smtp", None, 587, "starttls")
    host = rules.line(settings, "listen_host") or "127.0.0.1"
    port = rules.line(settings, "listen_port")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        rules.refuse("listen_port", port, later("This is no port."), rules.such_as("2525"))
    allowed = []
    for word in rules.line(settings, "allowed").split() or ["127.0.0.0/8", "::1/128"]:
        try:
            allowed.append(ipaddress.ip_network(word, strict=False))
        except ValueError:
            rules.refuse("allowed", word, later("This is no network."), rules.such_as("10.0.0.0/8"))
    return Receiver(
        mailbox=Mailbox(
            address=ours[0],
            name=rules.line(settings, "name"),
            user=rules.line(settings, "user") or ours[0],
            imap=smtp,
            smtp=smtp,
            folder="",
            sent_folder="",
            copies=False,
            files_sent=False,
            plus_address=rules.chosen(settings, "plus_address", YES_NO, "no") == "yes",
            ask_read=rules.chosen(settings, "ask_read", YES_NO, "no") == "yes",
            ours=ours,
            signature=settings.get("signature", "").strip("\n")[:4000],
            authority=settings.get("authority", "").strip(),
            oauth2=False,
            token_url="",
            scope="",
            client_id="",
            password=secrets.get("password", ""),
        ),
        host=host,
        port=int(port),
        lmtp=rules.chosen(settings, "protocol", ("smtp", "lmtp"), "smtp") == "lmtp",
        allowed=tuple(allowed),
        certificate=rules.line(settings, "certificate"),
        key=rules.line(settings, "key"),
    )
