"""Where the large mail providers are reached, and how their own servers behave.

Promises facts that those providers document, and nothing that an administrator could not write by hand.
"""

from typing import Final

from agent_desktop.model.base import Record


class Server(Record, frozen=True):
    """One server. `security`: "tls" from the first byte, "starttls" before anything is said, "none"."""

    host: str
    port: int
    security: str


class Preset(Record, frozen=True):
    """A provider. `files_sent`: its sending server puts a copy into the sent folder by itself."""

    imap: Server
    smtp: Server
    token_url: str
    scope: str
    files_sent: bool


PRESETS: Final = {
    "google": Preset(
        imap=Server(host="imap.gmail.com", port=993, security="tls"),
        smtp=Server(host="smtp.gmail.com", port=465, security="tls"),
        token_url="https://oauth2.googleapis.com/token",
        scope="https://mail.google.com/",
        files_sent=True,
    ),
    "microsoft": Preset(
        imap=Server(host="outlook.office365.com", port=993, security="tls"),
        smtp=Server(host="smtp.office365.com", port=587, security="starttls"),
        token_url="https://login.microsoftonline.com/common/oauth2/v2.0/token",
        scope=(
            "https://outlook.office.com/IMAP.AccessAsUser.All"
            " https://outlook.office.com/SMTP.Send offline_access"
        ),
        files_sent=True,
    ),
}
