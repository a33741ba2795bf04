"""A mailbox's settings as records: whose it is, where its servers are, how it signs in, how its mails look.

Refuses what cannot be right, by the field's name and, where it is no secret, its value; and to send a password in clear
to any other computer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NoReturn

from agent_desktop.hub.channels.email.fields import PROVIDERS, SECURITY, YES_NO
from agent_desktop.hub.channels.email.presets import PRESETS, Preset, Server
from agent_desktop.hub.written.consents import LOOPBACK, Authority, is_safe
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

FILL_IN: Final = later("Fill in the field anew.")
SIGN_IN: Final = later("Sign in at the provider first.")
_ADDRESS: Final = re.compile(
    r"[^\s<>()\[\],;:\"@\x00-\x1f]{1,64}@[^\s<>()\[\],;:\"@\x00-\x1f]{1,255}"
)


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
    ask_read: bool
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
    preset = _preset(settings)
    ours = addresses(settings)
    oauth2 = _by_consent(settings, preset)
    given = authority(settings, secrets) if oauth2 else None
    if oauth2 and not secrets.get("refresh_token"):
        refuse("refresh_token", "", later("Nobody signed in to this mailbox yet."), SIGN_IN)
    if not oauth2 and not secrets.get("password"):
        refuse("password", "", later("A password is missing."), FILL_IN)
    copies = chosen(settings, "keep_sent", YES_NO, "yes") == "yes"
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
        plus_address=chosen(settings, "plus_address", YES_NO, "no") == "yes",
        ask_read=chosen(settings, "ask_read", YES_NO, "no") == "yes",
        ours=ours,
        signature=settings.get("signature", "").replace("\r\n", "\n").strip("\n")[:4000],
        authority=settings.get("authority", "").strip(),
        oauth2=oauth2,
        token_url=given.token_url if given else "",
        scope=given.scope if given else "",
        client_id=given.client_id if given else "",
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


def authority(settings: Mapping[str, str], secrets: Mapping[str, str]) -> Authority:
    """Where consent to use this mailbox is asked for. Raises Refused."""
    preset = _preset(settings)
    if not _by_consent(settings, preset):
        refuse("sign_in", "password", later("This mailbox has a password."), such_as("OAuth2"))
    ours = addresses(settings)
    client_id = line(settings, "client_id")
    if not client_id:
        refuse("client_id", "", later("A client ID is missing."), FILL_IN)
    tenant = line(settings, "tenant") or "common"
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,100}", tenant):
        refuse("tenant", tenant, later("This is no directory."), such_as("example.org"))
    urls = preset.addresses(tenant) if preset else {}
    for name in ("authorize_url", "token_url", "device_url"):
        urls[name] = settings.get(name, "").strip() or urls.get(name, "")
        if (urls[name] or name == "token_url") and not is_safe(urls[name]):
            shown = "" if "@" in urls[name] else urls[name]
            refuse(name, shown, later("This is no secure address."), such_as("https://…/token"))
    return Authority(
        account=line(settings, "user") or ours[0],
        client_id=client_id,
        client_secret=secrets.get("client_secret", ""),
        token_url=urls["token_url"],
        browser_url=urls["authorize_url"],
        code_url=urls["device_url"],
        scope=line(settings, "scope") or (preset.scope if preset else ""),
        host=preset.loopback if preset else "127.0.0.1",
        more=preset.more if preset else (),
    )


def _preset(settings: Mapping[str, str]) -> Preset | None:
    return PRESETS.get(chosen(settings, "provider", PROVIDERS, "other"))


def _by_consent(settings: Mapping[str, str], preset: Preset | None) -> bool:
    """Whether one signs in at the provider. Where it takes no passwords there is nothing to choose."""
    if preset is not None and not preset.passwords:
        return True
    return chosen(settings, "sign_in", ("password", "oauth2"), "password") == "oauth2"


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
    security = chosen(settings, f"{kind}_security", SECURITY, security)
    if security == "none" and host not in LOOPBACK:
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
