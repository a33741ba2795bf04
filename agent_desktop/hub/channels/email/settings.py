"""A mailbox's settings as records: whose it is, where its servers are, how it signs in, how its mails look.

Refuses what cannot be right, by the field's name and, where it is no secret, its value; and to send a password in clear
to any other computer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NoReturn
from urllib.parse import urlsplit

from agent_desktop.hub.channels.email.presets import PRESETS, Server
from agent_desktop.hub.written.limits import Field
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

FILL_IN: Final = later("Fill in the field anew.")
_YES_NO: Final = ("yes", "no")
_SECURITY: Final = ("tls", "starttls", "none")
FIELDS: Final = (
    Field(name="address", label=later("Address"), hint=later("support@example.org")),
    Field(name="name", label=later("Name of the sender"), required=False),
    Field(
        name="provider",
        required=False,
        label=later("Provider"),
        choices=("google", "microsoft", "other"),
        default="other",
    ),
    Field(
        name="sign_in",
        required=False,
        label=later("Sign in with"),
        choices=("password", "oauth2"),
        default="password",
    ),
    Field(
        name="user",
        label=later("User name"),
        required=False,
        hint=later("Empty: the address."),
    ),
    Field(
        name="password",
        label=later("Password"),
        secret=True,
        required=False,
        hint=later("For Google an app password."),
    ),
    Field(name="client_id", label=later("Client ID"), required=False, hint=later("For OAuth2.")),
    Field(name="client_secret", label=later("Client secret"), secret=True, required=False),
    Field(name="refresh_token", label=later("Refresh token"), secret=True, required=False),
    Field(name="token_url", label=later("Token endpoint"), required=False),
    Field(name="scope", label=later("Scope"), required=False),
    Field(name="imap_host", label=later("IMAP server"), required=False),
    Field(name="imap_port", label=later("IMAP port"), required=False, default="993"),
    Field(
        name="imap_security",
        label=later("IMAP security"),
        required=False,
        choices=_SECURITY,
        default="tls",
    ),
    Field(name="smtp_host", label=later("Sending server"), required=False),
    Field(name="smtp_port", label=later("Sending server's port"), required=False, default="587"),
    Field(
        name="smtp_security",
        label=later("Sending server's security"),
        required=False,
        choices=_SECURITY,
        default="starttls",
    ),
    Field(name="folder", label=later("Folder"), required=False, default="INBOX"),
    Field(
        name="sent_folder",
        label=later("Folder of sent mails"),
        required=False,
        hint=later("Empty: the one that the server names."),
    ),
    Field(
        name="keep_sent",
        label=later("Keep a copy of sent mails"),
        required=False,
        choices=_YES_NO,
        default="yes",
    ),
    Field(
        name="plus_address",
        label=later("Answers to an address with a token"),
        required=False,
        choices=_YES_NO,
        default="no",
        hint=later("support+TOKEN@example.org has to arrive in this mailbox."),
    ),
    Field(name="aliases", label=later("Other addresses of this mailbox"), required=False),
    Field(name="signature", label=later("Signature"), required=False, lines=True),
    Field(
        name="authority",
        label=later("Certificate authority"),
        required=False,
        lines=True,
        hint=later("PEM, for servers whose certificate is your own."),
    ),
)
_ADDRESS: Final = re.compile(
    r"[^\s<>()\[\],;:\"@\x00-\x1f]{1,64}@[^\s<>()\[\],;:\"@\x00-\x1f]{1,255}"
)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Mailbox:
    """One mailbox. `ours` are all its addresses, the one that writes first.

    `copies`: we put sent mails into `sent_folder` (empty: the one that the server names); `files_sent`: it does.
    """

    address: str
    name: str
    user: str
    imap: Server
    smtp: Server
    folder: str
    sent_folder: str
    copies: bool
    files_sent: bool
    plus_address: bool
    ours: tuple[str, ...]
    signature: str
    authority: str
    oauth2: bool
    token_url: str
    scope: str
    client_id: str
    password: str = field(default="", repr=False)
    client_secret: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)


def read(settings: Mapping[str, str], secrets: Mapping[str, str]) -> Mailbox:
    """The settings as they are meant. Raises Refused."""
    preset = PRESETS.get(chosen(settings, "provider", ("google", "microsoft", "other"), "other"))
    ours = addresses(settings)
    oauth2 = chosen(settings, "sign_in", ("password", "oauth2"), "password") == "oauth2"
    token_url = settings.get("token_url", "").strip() or (preset.token_url if preset else "")
    if oauth2:
        _check_oauth2(settings, secrets, token_url)
    elif not secrets.get("password"):
        refuse("password", "", later("A password is missing."), FILL_IN)
    copies = chosen(settings, "keep_sent", _YES_NO, "yes") == "yes"
    files_sent = preset is not None and preset.files_sent
    return Mailbox(
        address=ours[0],
        name=line(settings, "name"),
        user=line(settings, "user") or ours[0],
        imap=server(settings, "imap", preset.imap if preset else None, 993, "tls"),
        smtp=server(settings, "smtp", preset.smtp if preset else None, 587, "starttls"),
        folder=line(settings, "folder") or "INBOX",
        sent_folder=line(settings, "sent_folder"),
        copies=copies and not files_sent,
        files_sent=files_sent,
        plus_address=chosen(settings, "plus_address", _YES_NO, "no") == "yes",
        ours=ours,
        signature=settings.get("signature", "").replace("\r\n", "\n").strip("\n")[:4000],
        authority=settings.get("authority", "").strip(),
        oauth2=oauth2,
        token_url=token_url,
        scope=line(settings, "scope") or (preset.scope if preset else ""),
        client_id=line(settings, "client_id"),
        password=secrets.get("password", ""),
        client_secret=secrets.get("client_secret", ""),
        refresh_token=secrets.get("refresh_token", ""),
    )


def addresses(settings: Mapping[str, str]) -> tuple[str, ...]:
    """All addresses of a mailbox, the one that writes first. Raises Refused."""
    address = settings.get("address", "").strip()
    if not _ADDRESS.fullmatch(address):
        refuse(
            "address", address, later("This is no mail address."), such_as("support@example.org")
        )
    aliases = re.split(r"[\s,;]+", settings.get("aliases", "").strip())
    for alias in filter(None, aliases):
        if not _ADDRESS.fullmatch(alias):
            refuse(
                "aliases", alias, later("This is no mail address."), such_as("sales@example.org")
            )
    return tuple(dict.fromkeys([address, *filter(None, aliases)]))


def _check_oauth2(settings: Mapping[str, str], secrets: Mapping[str, str], token_url: str) -> None:
    if not secrets.get("refresh_token"):
        refuse("refresh_token", "", later("A refresh token is missing."), FILL_IN)
    if not line(settings, "client_id"):
        refuse("client_id", "", later("A client ID is missing."), FILL_IN)
    parts = urlsplit(token_url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not safe or not parts.hostname or parts.username:
        shown = "" if parts.username else token_url
        refuse("token_url", shown, later("This is no secure address."), such_as("https://…/token"))


def server(
    settings: Mapping[str, str], kind: str, preset: Server | None, port: int, security: str
) -> Server:
    """The server of one kind ("imap", "smtp") as the settings say. Raises Refused."""
    host = line(settings, f"{kind}_host") or (preset.host if preset else "")
    if not re.fullmatch(r"[A-Za-z0-9._:-]{1,253}", host):
        refuse(
            f"{kind}_host", host, later("This is no name of a server."), such_as("imap.example.org")
        )
    # A provider's own port and security hold for its own host only: forms come with other defaults.
    if preset is not None and host == preset.host:
        return preset
    written = line(settings, f"{kind}_port") or str(port)
    if not written.isdecimal() or not 0 < int(written) < 65536:
        refuse(f"{kind}_port", written, later("This is no port."), such_as(str(port)))
    security = chosen(settings, f"{kind}_security", _SECURITY, security)
    if security == "none" and host not in _LOOPBACK:
        refuse(
            f"{kind}_security",
            security,
            later("Without security the password could be read on its way."),
            such_as("tls"),
        )
    return Server(host=host, port=int(written), security=security)


def line(settings: Mapping[str, str], name: str) -> str:
    """A field of one line, empty where there is none. Raises Refused."""
    value = settings.get(name, "").strip()
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        refuse(name, "", later("This is one line, without control characters."), FILL_IN)
    return value[:500]


def chosen(settings: Mapping[str, str], name: str, choices: tuple[str, ...], usual: str) -> str:
    """A field with choices, `usual` where it is empty. Raises Refused."""
    value = settings.get(name, "").strip() or usual
    if value not in choices:
        refuse(
            name,
            value,
            later("This is not one of the choices."),
            later(f"Choose one of: {', '.join(choices)}."),
        )
    return value


def refuse(name: str, value: str, words: str, remedy: str) -> NoReturn:
    """Say no to a field. `value` stays empty for a secret."""
    raise Refused(words, field=name, value=value, remedy=remedy)


def such_as(example: str) -> str:
    """A remedy that shows what a field may hold."""
    return later(f"For example {example}.")
