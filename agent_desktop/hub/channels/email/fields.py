"""The form of a mailbox: the provider first, then what it needs; the rest has a usual value under "More settings"."""

from typing import Final

from agent_desktop.hub.written.limits import Case, Field
from agent_desktop.model.words import later

YES_NO: Final = ("yes", "no")
SECURITY: Final = ("tls", "starttls", "none")
PROVIDERS: Final = ("google", "microsoft", "other")

_OTHER: Final[Case] = {"provider": ("other",)}
_BY_CONSENT: Final[tuple[Case, ...]] = ({"sign_in": ("oauth2",)}, {"provider": ("microsoft",)})
_OTHER_BY_CONSENT: Final[tuple[Case, ...]] = ({"sign_in": ("oauth2",), **_OTHER},)
# Google has no sign-in by a code that could be for mail.
_BY_CODE: Final[tuple[Case, ...]] = ({"provider": ("microsoft",)}, {**_OTHER, "device_url": ()})
_SIGN_IN: Final = later("Sign-in")
_SERVERS: Final = later("Servers")
_FOLDERS: Final = later("Folders")
_WRITING: Final = later("What is written")

FIELDS: Final = (
    Field(
        name="provider",
        required=False,
        label=later("Provider"),
        choices=PROVIDERS,
        default="other",
        hint=later(
            "Where your own mail server delivers to the hub, choose “Mails delivered to the hub” above."
        ),
    ),
    Field(name="address", label=later("Address"), hint=later("support@example.org")),
    Field(name="name", label=later("Name of the sender"), required=False),
    Field(
        name="imap_host",
        label=later("IMAP server"),
        required=False,
        group=_SERVERS,
        shown_when=(_OTHER,),
        suggested="imap.{domain}",
    ),
    Field(
        name="smtp_host",
        label=later("Sending server"),
        required=False,
        group=_SERVERS,
        shown_when=(_OTHER,),
        suggested="smtp.{domain}",
    ),
    Field(
        name="sign_in",
        required=False,
        label=later("Sign in with"),
        choices=("password", "oauth2"),
        default="password",
        group=_SIGN_IN,
        shown_when=({"provider": ("google", "other")},),
    ),
    Field(
        name="password",
        label=later("Password"),
        secret=True,
        required=False,
        hint=later("For Google an app password."),
        group=_SIGN_IN,
        shown_when=({"sign_in": ("password",), "provider": ("google", "other")},),
    ),
    Field(
        name="client_id",
        label=later("Client ID"),
        required=False,
        hint=later("Of the application that you registered at the provider."),
        group=_SIGN_IN,
        shown_when=_BY_CONSENT,
    ),
    Field(
        name="client_secret",
        label=later("Client secret"),
        secret=True,
        required=False,
        hint=later("Where the application has one. At Microsoft it has none."),
        group=_SIGN_IN,
        shown_when=({"sign_in": ("oauth2",), "provider": ("google", "other")},),
    ),
    Field(
        name="authorize_url",
        label=later("Sign-in page"),
        required=False,
        hint="https://login.example.org/authorize",
        group=_SIGN_IN,
        shown_when=_OTHER_BY_CONSENT,
    ),
    Field(
        name="token_url",
        label=later("Token endpoint"),
        required=False,
        hint="https://login.example.org/token",
        group=_SIGN_IN,
        shown_when=_OTHER_BY_CONSENT,
    ),
    Field(
        name="device_url",
        label=later("Endpoint for codes"),
        required=False,
        hint=later("Empty: nobody signs in with a code."),
        group=_SIGN_IN,
        shown_when=_OTHER_BY_CONSENT,
    ),
    Field(
        name="refresh_token",
        label=later("At the provider"),
        secret=True,
        required=False,
        consent=True,
        code_when=_BY_CODE,
        group=_SIGN_IN,
        shown_when=_BY_CONSENT,
    ),
    Field(
        name="user",
        label=later("User name"),
        required=False,
        hint=later("Empty: the address."),
        group=_SIGN_IN,
        advanced=True,
    ),
    Field(
        name="tenant",
        label=later("Directory"),
        required=False,
        hint=later("Of Microsoft: for an application that is for one organisation only."),
        group=_SIGN_IN,
        advanced=True,
        shown_when=({"provider": ("microsoft",)},),
    ),
    Field(
        name="scope",
        label=later("Scope"),
        required=False,
        hint=later("Empty: what the provider calls mail."),
        group=_SIGN_IN,
        advanced=True,
        shown_when=_BY_CONSENT,
    ),
    Field(
        name="imap_port",
        label=later("IMAP port"),
        required=False,
        default="993",
        group=_SERVERS,
        advanced=True,
        shown_when=(_OTHER,),
    ),
    Field(
        name="imap_security",
        label=later("IMAP security"),
        required=False,
        choices=SECURITY,
        default="tls",
        group=_SERVERS,
        advanced=True,
        shown_when=(_OTHER,),
    ),
    Field(
        name="smtp_port",
        label=later("Sending server's port"),
        required=False,
        default="587",
        group=_SERVERS,
        advanced=True,
        shown_when=(_OTHER,),
    ),
    Field(
        name="smtp_security",
        label=later("Sending server's security"),
        required=False,
        choices=SECURITY,
        default="starttls",
        group=_SERVERS,
        advanced=True,
        shown_when=(_OTHER,),
    ),
    Field(
        name="authority",
        label=later("Certificate authority"),
        required=False,
        lines=True,
        hint=later("PEM, for servers whose certificate is your own."),
        group=_SERVERS,
        advanced=True,
        shown_when=(_OTHER,),
    ),
    Field(
        name="folder",
        label=later("Folder"),
        required=False,
        default="INBOX",
        group=_FOLDERS,
        advanced=True,
    ),
    Field(
        name="sent_folder",
        label=later("Folder of sent mails"),
        required=False,
        hint=later("Empty: the one that the server names."),
        group=_FOLDERS,
        advanced=True,
    ),
    Field(
        name="keep_sent",
        label=later("Keep a copy of sent mails"),
        required=False,
        choices=YES_NO,
        default="yes",
        group=_FOLDERS,
        advanced=True,
        shown_when=(_OTHER,),
    ),
    Field(
        name="aliases",
        label=later("Other addresses of this mailbox"),
        required=False,
        group=_WRITING,
        advanced=True,
    ),
    Field(
        name="plus_address",
        label=later("Answers to an address with a token"),
        required=False,
        choices=YES_NO,
        default="no",
        hint=later("support+TOKEN@example.org has to arrive in this mailbox."),
        group=_WRITING,
        advanced=True,
    ),
    Field(
        name="ask_read",
        label=later("Ask readers for a receipt"),
        required=False,
        choices=YES_NO,
        default="no",
        hint=later("Their programs may ask them, or say nothing."),
        group=_WRITING,
        advanced=True,
    ),
    Field(
        name="signature",
        label=later("Signature"),
        required=False,
        lines=True,
        group=_WRITING,
        advanced=True,
    ),
)
