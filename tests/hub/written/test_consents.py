"""What is asked of a provider and what its answers mean: the examples of the standards, and whatever may come."""

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.written import consents
from agent_desktop.hub.written.consents import Authority, Polling, Typed
from agent_desktop.model.errors import Refused

AUTHORITY = Authority(
    account="support@example.org",
    client_id="client-1",
    client_secret="a-secret-word",
    token_url="https://login.example.org/token",
    browser_url="https://login.example.org/authorize?brand=care&state=theirs",
    code_url="https://login.example.org/device",
    scope="mail offline_access",
    more=(("prompt", "consent"),),
)
DEVICE: dict[str, Any] = {
    "device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://example.org/device",
    "expires_in": 1800,
    "interval": 5,
}
"""The example of RFC 8628 section 3.2, with its addresses."""
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
_NAMES = ("error", "refresh_token", "access_token", "interval", "expires_in", *DEVICE)
_bodies = st.dictionaries(st.sampled_from(_NAMES), _json | st.sampled_from([*DEVICE.values()]))


def test_the_example_of_the_standard() -> None:
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert consents.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@given(st.text(alphabet=st.characters(codec="ascii", min_codepoint=33), min_size=1, max_size=80))
def test_the_browsers_address_carries_what_was_meant_and_no_secret(state: str) -> None:
    verifier = consents.fresh_word()
    address = consents.browser_address(AUTHORITY, 50123, state, verifier)
    asked = parse_qsl(urlsplit(address).query, strict_parsing=True)
    values = dict(asked)
    assert len(asked) == len(values), "nothing twice, whatever the provider's own address says"
    assert values["state"] == state
    assert values["redirect_uri"] == "http://127.0.0.1:50123"
    assert (values["brand"], values["prompt"]) == ("care", "consent")
    digest = hashlib.sha256(verifier.encode()).digest()
    assert values["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert 43 <= len(verifier) <= 128
    assert verifier not in address
    assert AUTHORITY.client_secret not in address + repr(AUTHORITY)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://login.example.org/token?a=b", True),
        ("http://127.0.0.1:8080/token", True),
        ("http://localhost/token", True),
        ("http://login.example.org/token", False),
        ("http://127.0.0.1.example.org/token", False),
        ("http://localhost@example.org/", False),
        ("https://user:word@example.org/", False),
        ("https://example.org/#part", False),
        ("https://example.org:99999/", False),
        ("https://exa mple.org/", False),
        ("https://example.org/\r\nHost: x", False),
        ("https:///token", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_where_secrets_may_go(url: str, safe: bool) -> None:
    assert consents.is_safe(url) is safe


@given(st.text(max_size=60))
def test_nothing_makes_the_check_of_addresses_fail(url: str) -> None:
    assert consents.is_safe(url) in (True, False)
    assert not consents.is_safe(f"http://{url}.example.org/")


@given(st.integers(100, 599), _bodies)
def test_whatever_a_token_endpoint_says(status: int, body: dict[str, Any]) -> None:
    try:
        token = consents.granted(AUTHORITY, status, body)
    except Refused as refused:
        problem = refused.problem
        assert problem.field == "refresh_token"
        assert problem.message
        assert problem.remedy
        assert not problem.value
    else:
        assert 200 <= status < 300
        assert token
        assert token == body["refresh_token"]


@given(st.integers(100, 599), _bodies)
def test_whatever_a_device_endpoint_says(status: int, body: dict[str, Any]) -> None:
    try:
        asked = consents.typed(AUTHORITY, status, body)
    except Refused as refused:
        problem = refused.problem
        assert problem.remedy
        return
    assert 1 <= asked.pause_s <= 120
    assert 0 < asked.lasts_s <= consents.LONGEST_S
    assert consents.is_safe(asked.address)
    assert asked.user_code.isprintable()


def test_a_code_is_asked_for_and_shown() -> None:
    asked = consents.typed(AUTHORITY, 200, DEVICE)
    assert (asked.user_code, asked.address) == ("WDJB-MJHT", "https://example.org/device")
    assert (asked.pause_s, asked.lasts_s) == (5, 1800)
    assert DEVICE["device_code"] not in repr(asked)
    google = {**DEVICE, "verification_url": DEVICE["verification_uri"]}
    del google["verification_uri"]
    assert consents.typed(AUTHORITY, 200, google) == asked
    no_address = {**DEVICE, "verification_uri": "http://example.org/"}
    with pytest.raises(Refused, match="understood"):
        consents.typed(AUTHORITY, 200, no_address)


PENDING = (400, {"error": "authorization_pending"})
SLOW = (400, {"error": "slow_down"})
DOWN: tuple[int, dict[str, Any]] = (503, {})


def polling() -> Polling:
    """A code that was asked for a moment ago."""
    return Polling(AUTHORITY, Typed("A", "https://example.org/", 5.0, 60.0, "device-word"))


def test_the_provider_says_how_often_it_is_asked() -> None:
    asks = polling()
    pauses = []
    for status, body in (PENDING, SLOW, PENDING, SLOW, DOWN):
        assert asks.heard(status, body) == ""
        pauses.append(asks.pause_s)
    assert pauses == [5, 10, 10, 15, 30], "slower by five seconds each time, twice when it is down"
    for _ in range(10):
        asks.unheard()
    assert asks.pause_s == 120
    assert asks.heard(200, {"refresh_token": "word"}) == "word"
    assert asks.form()["device_code"] == "device-word"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("access_denied", "not allowed"),
        ("expired_token", "not used in time"),
        ("invalid_client", "does not know this client"),
        ("invalid_grant", "does not take"),
        ("something_new", "something_new"),
        ("<b>", "400"),
        (17, "400"),
        (None, "400"),
    ],
)
def test_the_end_is_said_in_words(error: object, words: str) -> None:
    with pytest.raises(Refused) as refused:
        polling().heard(400, {"error": error, "error_description": "a-secret-word"})
    problem = refused.value.problem
    assert words in problem.message
    assert problem.remedy
    assert "a-secret-word" not in problem.words()


@given(st.lists(st.sampled_from([PENDING, SLOW, DOWN]), max_size=40))
def test_the_pause_never_shrinks_and_has_an_end(answers: list[tuple[int, dict[str, Any]]]) -> None:
    asks = polling()
    for status, body in answers:
        before = asks.pause_s
        assert asks.heard(status, body) == ""
        assert before <= asks.pause_s <= 120


def test_without_a_way_nothing_is_asked() -> None:
    bare = Authority(account="a", client_id="c", token_url="https://example.org/t", scope="")
    for ask in (
        lambda: consents.asking_form(bare),
        lambda: consents.browser_address(bare, 1, "s", "v"),
    ):
        with pytest.raises(Refused, match="no such sign-in"):
            ask()
