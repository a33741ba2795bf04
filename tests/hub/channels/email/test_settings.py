"""A mailbox's settings: providers fill in what they are known for, and what cannot be right is refused by its field."""

import subprocess
import sys

import pytest
from msgspec import convert, to_builtins

from agent_desktop.hub.channels.email.fields import FIELDS
from agent_desktop.hub.channels.email.network import NETWORK
from agent_desktop.hub.channels.email.presets import PRESETS
from agent_desktop.hub.channels.email.settings import authority, read
from agent_desktop.model.administration_networks import NetworkField
from agent_desktop.model.errors import Refused
from agent_desktop.ui.settings.sections import asked_for

OWN = {
    "address": "support@example.org",
    "imap_host": "imap.example.org",
    "smtp_host": "smtp.example.org",
}
OAUTH2 = {
    "address": "support@example.org",
    "sign_in": "oauth2",
    "client_id": "client-1",
    "provider": "microsoft",
}
OAUTH2_FORM = {"address": "support@example.org", "client_id": "client-1"}
SECRETS = {"password": "secret-word", "refresh_token": "refresh-word"}


@pytest.mark.parametrize("provider", sorted(PRESETS))
def test_providers_know_their_servers(provider: str) -> None:
    preset = PRESETS[provider]
    # A form that was not touched sends its defaults along.
    form = {each.name: each.default for each in FIELDS}
    form |= {"address": "support@example.org", "provider": provider, "client_id": "client-1"}
    box = read(form, SECRETS)
    assert box.oauth2 is (not preset.passwords)
    assert (box.imap, box.smtp) == (preset.imap, preset.smtp)
    assert box.files_sent
    assert not box.copies, "their servers put a copy into the sent folder"
    oauth2 = read(OAUTH2 | {"provider": provider}, SECRETS)
    assert oauth2.token_url == preset.addresses("common")["token_url"]
    assert oauth2.scope == preset.scope


def test_providers_know_where_one_signs_in() -> None:
    google = authority(OAUTH2 | {"provider": "google"}, {"client_secret": "word"})
    assert google.browser_url == "https://accounts.google.com/o/oauth2/v2/auth"
    assert (google.code_url, google.host) == ("", "127.0.0.1"), "no code for mail there"
    assert ("access_type", "offline") in google.more
    assert "word" not in repr(google)
    microsoft = authority(OAUTH2 | {"tenant": "example.org"}, {})
    at = "https://login.microsoftonline.com/example.org/oauth2/v2.0"
    assert (microsoft.browser_url, microsoft.token_url) == (f"{at}/authorize", f"{at}/token")
    assert (microsoft.code_url, microsoft.host) == (f"{at}/devicecode", "localhost")
    assert microsoft.account == "support@example.org"
    with pytest.raises(Refused) as refused:
        authority(OWN, {})
    assert refused.value.problem.field == "sign_in"


def test_what_a_form_hides_is_not_needed() -> None:
    """With the fields that a form shows for a provider, all that it hides has a usual value."""
    for provider, sign_in in (("google", "password"), ("google", "oauth2"), ("microsoft", "")):
        values = {field.name: field.default for field in FIELDS}
        values |= {"provider": provider, "sign_in": sign_in, **OAUTH2_FORM}
        shown = asked_for([convert(to_builtins(field), NetworkField) for field in FIELDS], values)
        read({name: value for name, value in values.items() if name in shown}, SECRETS)


def test_others_say_theirs() -> None:
    box = read(
        OWN | {"imap_port": "143", "imap_security": "starttls", "aliases": "a@b.c, d@e.f"}, SECRETS
    )
    assert (box.imap.port, box.imap.security) == (143, "starttls")
    assert (box.smtp.port, box.smtp.security) == (587, "starttls")
    assert box.ours == ("support@example.org", "a@b.c", "d@e.f")
    assert (box.user, box.copies) == ("support@example.org", True)
    assert "secret-word" not in repr(box)
    assert "refresh-word" not in repr(box)


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (OWN | {"address": "nobody"}, "address"),
        (OWN | {"address": "a@b\r\nBcc: c@d"}, "address"),
        (OWN | {"aliases": "a@b, nobody"}, "aliases"),
        (OWN | {"imap_host": ""}, "imap_host"),
        (OWN | {"imap_host": "imap example"}, "imap_host"),
        (OWN | {"smtp_port": "70000"}, "smtp_port"),
        (OWN | {"smtp_security": "none"}, "smtp_security"),
        (OWN | {"smtp_security": "ssl"}, "smtp_security"),
        (OWN | {"provider": "yahoo"}, "provider"),
        (OWN | {"name": "a\nb"}, "name"),
        (OAUTH2 | {"client_id": ""}, "client_id"),
        (OAUTH2 | {"tenant": "../evil"}, "tenant"),
        (OAUTH2 | {"authorize_url": "javascript:alert(1)"}, "authorize_url"),
        (OAUTH2 | {"device_url": "http://example.org/"}, "device_url"),
        (OAUTH2 | {"token_url": "http://example.org/token"}, "token_url"),
        (OAUTH2 | {"token_url": "https://user:word@example.org/token"}, "token_url"),
    ],
)
def test_what_cannot_be_right(settings: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check(settings, SECRETS)
    problem = refused.value.problem
    assert problem.field == field
    assert problem.remedy
    assert "word@" not in problem.value


def test_secrets_that_are_missing() -> None:
    for settings, name in ((OWN, "password"), (OAUTH2, "refresh_token")):
        with pytest.raises(Refused) as refused:
            NETWORK.check(settings, {})
        assert (refused.value.problem.field, refused.value.problem.value) == (name, "")


def test_a_hub_without_mailboxes_reads_no_library_of_mail() -> None:
    program = (
        "import sys, agent_desktop.hub.channels.email.network as a\n"
        "import agent_desktop.hub.channels.email.receiver_network as b\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    heavy = {
        "aiosmtpd",
        "aiosmtplib",
        "httpx",
        "icalendar",
        "imapclient",
        "mailparser_reply",
        "nh3",
    }
    assert heavy.isdisjoint(loaded)
