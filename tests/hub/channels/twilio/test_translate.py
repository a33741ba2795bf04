"""Twilio's shapes: signatures as documented, fields, words; and settings."""

import base64
import hashlib
import hmac
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.twilio import signatures, words
from agent_desktop.hub.channels.twilio.network import NETWORK
from agent_desktop.hub.channels.twilio.settings import TwilioSettings
from agent_desktop.hub.channels.twilio.translate import Twilio
from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import NotNow, Rejected, Sent
from agent_desktop.hub.written.sms.shapes import Call
from agent_desktop.model.errors import Refused
from tests.hub.channels.sms_peer import letter
from tests.peers.fake_twilio import FakeTwilio
from tests.peers.sms_providers import ADDRESS, OURS

GOOD = {"account": FakeTwilio.account, "address": ADDRESS, "sender": OURS}
SECRETS = {"token": FakeTwilio.token}


def provider(**more: str) -> Twilio:
    return Twilio(TwilioSettings({**GOOD, **more}, SECRETS))


def call(fields: dict[str, str], mark: str, rest: str = "incoming", query: str = "") -> Call:
    return Call("POST", rest, query, {"x-twilio-signature": mark}, urlencode(fields).encode())


def test_signs_as_twilios_documentation_does() -> None:
    """The example of "Webhooks security": its URL, its fields, its token, its signature."""
    fields = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    ]
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signatures.signature("12345", url, fields) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_believes_only_what_is_signed() -> None:
    fields = {"AccountSid": FakeTwilio.account, "Body": "Grüße + ☀", "Empty": ""}
    mark = FakeTwilio().signed("incoming", "a=b", fields)["x-twilio-signature"]
    ours = provider()
    assert ours.signed(call(fields, mark, query="a=b"), 0)
    assert not ours.signed(call(fields, mark), 0)
    assert not ours.signed(call(fields, mark, "status", "a=b"), 0)
    assert not ours.signed(call({**fields, "Body": "Other"}, mark, query="a=b"), 0)
    assert not ours.signed(call({**fields, "More": "1"}, mark, query="a=b"), 0)
    assert not ours.signed(call(fields, "", query="a=b"), 0)
    assert not ours.signed(call(fields, mark[:-2] + "é", query="a=b"), 0)
    assert not ours.signed(Call("POST", "incoming", "a=b", {}, urlencode(fields).encode()), 0)


@pytest.mark.parametrize(
    ("public", "signs"),
    [
        ("https://hub.example.org/x", "https://hub.example.org:443/x/incoming"),
        ("https://hub.example.org:443/x", "https://hub.example.org/x/incoming"),
        ("https://hub.example.org:8443/x", "https://hub.example.org:8443/x/incoming"),
    ],
)
def test_believes_the_port_written_and_left_out(public: str, signs: str) -> None:
    mark = signatures.signature(FakeTwilio.token, signs, [("A", "b")])
    assert signatures.signed(FakeTwilio.token, public, call({"A": "b"}, mark))


def test_believes_json_by_its_hash_in_the_url() -> None:
    body = b'{"a": 1}'
    query = f"bodySHA256={hashlib.sha256(body).hexdigest()}"
    url = f"{ADDRESS}/incoming?{query}"
    digest = hmac.new(FakeTwilio.token.encode(), url.encode(), hashlib.sha1).digest()
    headers = {"x-twilio-signature": base64.b64encode(digest).decode()}
    assert provider().signed(Call("POST", "incoming", query, headers, body), 0)
    assert not provider().signed(Call("POST", "incoming", query, headers, body + b" "), 0)


@given(st.binary(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_call_is_judged(body: bytes, mark: str, query: str) -> None:
    headers = {"x-twilio-signature": mark}
    assert not provider().signed(Call("POST", "incoming", query, headers, body), 0)


def test_every_code_has_words_and_its_number() -> None:
    assert words.words(21610).endswith("(Twilio 21610)")
    assert words.words(99999) == "The provider could not send the message. (Twilio 99999)"
    assert words.words(0) == "The provider could not send the message."


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (201, {"sid": "SM1", "status": "queued"}, Sent),
        (201, {"sid": "SM1", "status": "failed", "error_code": 30005}, Rejected),
        (201, {}, type(None)),  # nobody knows what it took
        (400, {"code": 21211}, Rejected),
        (400, {"code": 21610}, Rejected),
        (400, {}, Rejected),
        (429, {"code": 20429}, NotNow),
        (429, {}, type(None)),
        (400, {"code": 21611}, NotNow),
        (401, {"code": 20003}, type(None)),
        (503, {}, type(None)),
    ],
)
def test_each_answer_has_a_meaning(status: int, body: dict[str, object], verdict: type) -> None:
    assert isinstance(provider().verdict(letter("x"), Reply(status, dict(body), {})), verdict)


def test_a_service_takes_the_place_of_the_sender() -> None:
    asked = provider(service="MG" + "1" * 32).submission(letter("Hi"), []).about["data"]
    assert asked["MessagingServiceSid"] == "MG" + "1" * 32
    assert "From" not in asked
    american = provider(senders="US=+12125550100").submission(letter("Hi", to="+12125550123"), [])
    assert american.about["data"]["From"] == "+12125550100"


def test_a_letter_is_found_by_what_only_it_can_be() -> None:
    doubtful = letter("  once ")

    def listed(**more: object) -> dict[str, object]:
        return {
            "sid": "SM1",
            "direction": "outbound-api",
            "to": doubtful.to,
            "body": "once",
            "date_created": "Mon, 22 Nov 2060 15:00:00 +0000",
            **more,
        }

    def found(*messages: dict[str, object], known: frozenset[str] = frozenset()) -> tuple[str, ...]:
        return provider().found(doubtful, Reply(200, {"messages": list(messages)}, {}), known)

    assert found(listed()) == ("SM1",)
    assert found(listed(), listed(sid="SM2")) == ("SM1", "SM2")
    assert found(listed(), known=frozenset({"SM1"})) == ()
    for wrong in (
        {"direction": "inbound"},
        {"to": "+48600000000"},
        {"body": "twice"},
        {"date_created": "Mon, 22 Nov 2010 15:00:00 +0000"},
        {"date_created": None},
    ):
        assert found(listed(**wrong)) == ()
    assert provider().found(doubtful, Reply(200, {"messages": 7}, {}), frozenset()) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("account", "AC123"),
        ("service", "MG"),
        ("address", ""),
        ("address", "http://hub.example.org"),
        ("server", "ftp://x"),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check({**GOOD, field: value}, SECRETS)
    assert refused.value.problem.field == field
    assert refused.value.problem.remedy


def test_a_token_is_never_told() -> None:
    for token in ("", "tökén-that-is-secret"):
        with pytest.raises(Refused) as refused:
            NETWORK.check(GOOD, {"token": token})
        assert refused.value.problem.field == "token"
        assert "secret" not in str(refused.value.problem)
    assert FakeTwilio.token not in repr(provider())
