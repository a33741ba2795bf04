"""Where the large mail providers are reached, how one signs in there, and how their own servers behave.

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
    """A provider. `files_sent`: its sending server puts a copy into the sent folder by itself.

    In the addresses `{tenant}` is the customer's directory there. Without `device_url` the provider has no sign-in by a
    code for mail. `loopback` is how registered applications write the address to which a browser comes back, `more` are
    parameters without which it asks nobody, or gives no lasting consent. `passwords`: it takes them for IMAP.
    """

    imap: Server
    smtp: Server
    authorize_url: str
    token_url: str
    scope: str
    files_sent: bool
    device_url: str = ""
    loopback: str = "127.0.0.1"
    more: tuple[tuple[str, str], ...] = ()
    passwords: bool = True

    def addresses(self, tenant: str) -> dict[str, str]:
        """Its endpoints for a directory, by the names of the fields."""
        names = ("authorize_url", "token_url", "device_url")
        return {name: getattr(self, name).format(tenant=tenant) for name in names}


# Google's sign-in by a code knows no scope of mail. Only with access_type=offline there is a refresh token, and after
# the first time only with prompt=consent. Microsoft's registration takes http://localhost, with any port, and needs its
# manifest edited for 127.0.0.1.
PRESETS: Final = {
    "google": Preset(
        imap=Server(host="imap.gmail.com", port=993, security="tls"),
        smtp=Server(host="smtp.gmail.com", port=465, security="tls"),
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        token_url="https://oauth2.googleapis.com/token",
        scope="https://mail.google.com/",
        files_sent=True,
        more=(("access_type", "offline"), ("prompt", "consent")),
    ),
    "microsoft": Preset(
        imap=Server(host="outlook.office365.com", port=993, security="tls"),
        smtp=Server(host="smtp.office365.com", port=587, security="starttls"),
        authorize_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        device_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode",
        scope=(
            "https://outlook.office.com/IMAP.AccessAsUser.All"
            " https://outlook.office.com/SMTP.Send offline_access"
        ),
        files_sent=True,
        loopback="localhost",
        more=(("prompt", "select_account"),),
        passwords=False,
    ),
}
