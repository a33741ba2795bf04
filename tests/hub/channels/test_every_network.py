"""Each network keeps the contract, and hubs die with each: for real in the journeys, or step by step here."""

from typing import Final

from agent_desktop.hub.server.networks import networks
from tests.contracts.networks.suite import DeathContract, NetworkContract
from tests.hub.channels.email import test_contract as email
from tests.hub.channels.kannel import test_kannel as kannel
from tests.hub.channels.mastodon import test_contract as mastodon
from tests.hub.channels.matrix import test_contract as matrix
from tests.hub.channels.meta import test_contract as meta
from tests.hub.channels.sinch import test_contract as sinch
from tests.hub.channels.smpp import test_contract as smpp
from tests.hub.channels.telegram import test_contract as telegram
from tests.hub.channels.twilio import test_contract as twilio
from tests.hub.channels.vonage import test_contract as vonage

SUITES: Final[dict[str, type]] = {
    "email": email.TestEmail,
    "kannel": kannel.TestKannel,
    "mastodon": mastodon.TestMastodon,
    "matrix": matrix.TestMatrix,
    "whatsapp": meta.TestWhatsApp,
    "messenger": meta.TestMessenger,
    "instagram": meta.TestInstagram,
    "sinch": sinch.TestSinch,
    "smpp": smpp.TestSmpp,
    "telegram": telegram.TestTelegram,
    "twilio": twilio.TestTwilio,
    "vonage": vonage.TestVonage,
}
OTHERWISE: Final = {"email_in"}
"""It sends as `email` does, and is called by a server instead of asking one: `email/test_receiver.py`."""
KILLED_FOR_REAL: Final = {
    "email",
    "smpp",
    "twilio",
    "matrix",
    "telegram",
    "whatsapp",
    "mastodon",
}
"""By SIGKILL, at every step, while all of them write: `tests/journeys/kills/test_letters.py`."""


def test_no_network_is_left_out() -> None:
    assert set(SUITES) | OTHERWISE == {one.name for one in networks()}
    for name, suite in SUITES.items():
        assert issubclass(suite, NetworkContract), name
        assert (name in KILLED_FOR_REAL) is not issubclass(suite, DeathContract), name
