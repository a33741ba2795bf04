"""An SMPP entry point's settings, read and refused.

Promises refusals that name the field, its value (never the password) and the remedy.
"""

import ssl
from collections.abc import Mapping

from agent_desktop.hub.written.limits import Field
from agent_desktop.hub.written.sms.rules import FIELDS as RULES
from agent_desktop.hub.written.sms.rules import SmsRules, rules
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

ALPHABETS = ("gsm7", "latin1", "utf8")
RECEIPT_IDS = ("same", "hexadecimal answers", "hexadecimal receipts")

FIELDS = (
    Field(name="host", label=later("Server")),
    Field(name="port", label=later("Port"), default="2775"),
    Field(
        name="tls",
        label=later("Encryption"),
        choices=("yes", "no"),
        default="yes",
    ),
    Field(
        name="authority",
        advanced=True,
        shown_when=({"tls": ("yes",)},),
        label=later("Own certificate authority"),
        required=False,
        lines=True,
        hint=later("PEM text, where the server's certificate is not a public one."),
    ),
    Field(name="user", label=later("User name"), hint=later("The system id.")),
    Field(name="password", label=later("Password"), secret=True),
    Field(name="system_type", advanced=True, label=later("System type"), required=False),
    Field(
        name="rate",
        advanced=True,
        label=later("Messages a second"),
        default="10",
        hint=later("As many as the provider takes."),
    ),
    Field(
        name="window",
        advanced=True,
        label=later("Messages on the way at a time"),
        default="10",
    ),
    Field(
        name="alphabet",
        advanced=True,
        label=later("Alphabet of incoming messages that name none"),
        choices=ALPHABETS,
        default="gsm7",
    ),
    Field(
        name="receipt_ids",
        advanced=True,
        label=later("Numbers of messages in receipts"),
        choices=RECEIPT_IDS,
        default="same",
        hint=later("Some servers write them in another way than in their answers."),
    ),
    *RULES,
)


class SmppSettings:
    """What the link and the session need. `repr` shows no password."""

    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self.host = _text(settings, "host", 255)
        self.port = int(_number(settings, "port", "2775", 1, 65535))
        self.tls = _choice(settings, "tls", ("yes", "no"), "yes") == "yes"
        self.authority = settings.get("authority", "").strip()
        self.user = _text(settings, "user", 15)
        self.password = secrets.get("password", "")
        self.system_type = _ascii(settings.get("system_type", "").strip(), "system_type", 12)
        self.rate = _number(settings, "rate", "10", 0.1, 10_000)
        self.window = int(_number(settings, "window", "10", 1, 1_000))
        self.alphabet = _choice(settings, "alphabet", ALPHABETS, "gsm7")
        self.receipt_ids = _choice(settings, "receipt_ids", RECEIPT_IDS, "same")
        self.rules: SmsRules = rules(settings)
        if not self.password:
            raise Refused(
                "The password is missing.",
                field="password",
                remedy="Type the password that the provider gave you.",
            )
        if len(self.password) > 8 or not self.password.isascii():
            raise Refused(
                "SMPP knows passwords of up to 8 plain characters.",
                field="password",
                remedy="Ask the provider for one of at most 8.",
            )
        self.trust()

    def trust(self) -> ssl.SSLContext | None:
        """Whom the link believes, None without encryption. Raises Refused for an authority that is none."""
        if not self.tls:
            return None
        try:
            context = ssl.create_default_context()
            if self.authority:
                context.load_verify_locations(cadata=self.authority)
        except (ssl.SSLError, ValueError):
            raise Refused(
                "That is no certificate in PEM.",
                field="authority",
                value=self.authority[:60],
                remedy="Paste the text that begins with BEGIN CERTIFICATE, or leave it empty.",
            ) from None
        return context


def _text(settings: Mapping[str, str], field: str, longest: int) -> str:
    value = settings.get(field, "").strip()
    if not value:
        raise Refused(
            "This must be filled in.",
            field=field,
            remedy="Ask the provider for it.",
        )
    return _ascii(value, field, longest)


def _ascii(value: str, field: str, longest: int) -> str:
    if not value.isascii() or not value.isprintable() or len(value) > longest:
        raise Refused(
            f"SMPP knows up to {longest} plain characters here.",
            field=field,
            value=value,
            remedy="Type it as the provider wrote it.",
        )
    return value


def _number(
    settings: Mapping[str, str], field: str, default: str, least: float, most: float
) -> float:
    value = settings.get(field, default).strip()
    try:
        number = float(value)
    except ValueError:
        number = most + 1
    if not least <= number <= most or (least >= 1 and number != int(number)):
        raise Refused(
            f"This is a number from {least:g} to {most:g}.",
            field=field,
            value=value,
            remedy="Ask the provider for it.",
        )
    return number


def _choice(settings: Mapping[str, str], field: str, choices: tuple[str, ...], default: str) -> str:
    value = settings.get(field, default)
    if value not in choices:
        raise Refused(
            "That is none of the choices.",
            field=field,
            value=value,
            remedy=f"Choose one of: {', '.join(choices)}.",
        )
    return value
