"""The words of the page of entry points: networks by name, choices, and how an entry point is.

Promises that a network or choice which this desk does not know is shown by its own name. Refuses widgets.
"""

from agent_desktop.model.administration_networks import EntryStanding, EntryState
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.words import later, said, tr

NETWORKS = {
    "email": later("Mailbox"),
    "email_in": later("Mails delivered to the hub"),
    "smpp": later("SMS by SMPP"),
    "twilio": later("SMS by Twilio"),
    "vonage": later("SMS by Vonage"),
    "sinch": later("SMS by Sinch"),
    "kannel": later("SMS by Kannel"),
    "matrix": "Matrix",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "messenger": "Messenger",
    "instagram": "Instagram",
    "mastodon": "Mastodon",
}
ICONS = {
    Channel.EMAIL: "mail",
    Channel.SMS: "message-square-text",
    Channel.SOCIAL: "at-sign",
}
BY_WEBHOOK = frozenset(
    {"twilio", "vonage", "sinch", "kannel", "telegram", "whatsapp", "messenger", "instagram"}
)
"""Networks that speak to the hub by HTTP."""
CHOICES = {
    "yes": later("Yes"),
    "no": later("No"),
    "other": later("Other servers"),
    "password": later("Password"),
    "none": later("None"),
    "google": "Google",
    "microsoft": "Microsoft",
    "oauth2": "OAuth2",
    "tls": "TLS",
    "starttls": "STARTTLS",
    "smtp": "SMTP",
    "lmtp": "LMTP",
    "gsm7": "GSM-7",
    "latin1": "Latin-1",
    "utf8": "UTF-8",
    "polling": later("The hub asks"),
    "webhook": later("Webhook"),
    "same": later("Alike"),
    "hexadecimal answers": later("Answers hexadecimal"),
    "hexadecimal receipts": later("Receipts hexadecimal"),
    "signature": later("Signature"),
    "user name and password": later("User name and password"),
}
STATES: dict[EntryState, tuple[str, Level | None]] = {
    EntryState.LIVE: (later("Connected"), "success"),
    EntryState.CONNECTING: (later("Connecting…"), None),
    EntryState.WAITING: (later("Tried again soon"), "warn"),
    EntryState.REFUSED: (later("Refused"), "danger"),
    EntryState.PAUSED: (later("Paused"), None),
}


def network_name(network: str) -> str:
    """A network's name for people."""
    words = NETWORKS.get(network, network)
    return tr(words)


def choice_name(choice: str) -> str:
    """One of a field's choices for people."""
    words = CHOICES.get(choice, choice)
    return tr(words)


def state_of(standing: EntryStanding) -> tuple[str, Level | None]:
    """How an entry point is, in English that is marked for translation, and its colour."""
    if standing.code is EntryState.LIVE and standing.words:
        return later("Connected, with a problem"), "warn"
    return STATES[standing.code]


def standing_words(standing: object) -> tuple[str, Level | None]:
    """How an entry point is, what to do about it, and when it is tried again."""
    assert isinstance(standing, EntryStanding)
    state, level = state_of(standing)
    words = said(standing.words, standing.remedy) or tr(state)
    if standing.code is EntryState.WAITING and standing.next_at is not None:
        time = time_of_day(standing.next_at, seconds=True)
        words = f"{words} {tr('It is tried again at {time}.', time=time)}"
    return words, level
