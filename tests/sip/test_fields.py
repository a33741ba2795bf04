"""Typed header values: what is read, what is written back, what is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.sip import fields
from agent_desktop.sip.fields import (
    BadValue,
    CSeq,
    Event,
    MediaType,
    NameAddr,
    Params,
    RAck,
    Reason,
    Replaces,
    RetryAfter,
    SessionExpires,
    SubscriptionState,
    Via,
)
from agent_desktop.sip.grammar import is_token, number, quote, readable, split_list, unquote
from agent_desktop.sip.message import Headers
from agent_desktop.sip.uri import SipUri

INSTANCE = '"<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>"'


def test_a_via_is_read() -> None:
    via = Via.parse("SIP / 2.0 / tcp  [2001:db8::9]:5070 ; branch = z9hG4bK1;rport;ttl=16")
    assert (via.transport, via.host, via.port) == ("TCP", "[2001:db8::9]", 5070)
    assert via.branch == "z9hG4bK1"
    assert via.is_unique
    assert via.wants_rport
    assert via.rport is None
    assert str(via) == "SIP/2.0/TCP [2001:db8::9]:5070;branch=z9hG4bK1;rport;ttl=16"


def test_a_via_of_an_older_peer_has_no_branch() -> None:
    via = Via.parse("SIP/2.0/UDP gw.example.com")
    assert via.branch is None
    assert not via.is_unique
    assert not Via.parse("SIP/2.0/UDP gw;branch=z9hG4bK").is_unique
    assert not Via.parse("SIP/2.0/UDP gw;branch=1").is_unique


@pytest.mark.parametrize("written", ["2001:db8::9:255", "[2001:db8::9:255]"])
def test_received_is_read_with_and_without_brackets(written: str) -> None:
    assert Via.parse(f"SIP/2.0/UDP h;received={written};branch=x").received == "2001:db8::9:255"


def test_a_server_stamps_where_a_request_came_from() -> None:
    asked = Via.parse("SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK1")
    assert str(asked.seen_from("192.0.2.1", 4711)) == (
        "SIP/2.0/UDP 10.0.0.1:5060;rport=4711;branch=z9hG4bK1;received=192.0.2.1"
    )
    assert asked.seen_from("192.0.2.1", 4711).rport == 4711
    plain = Via.parse("SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1")
    assert plain.seen_from("10.0.0.1", 4711) == plain
    assert plain.seen_from("10.0.0.2", 4711).received == "10.0.0.2"
    lying = Via.parse("SIP/2.0/UDP 10.0.0.1;received=1.1.1.1;branch=z9hG4bK1")
    assert lying.seen_from("10.0.0.2", 1).received == "10.0.0.2"


@pytest.mark.parametrize(
    ("value", "display", "uri", "params"),
    [
        ("<sip:a@b>;tag=1", "", "sip:a@b", ";tag=1"),
        ("sip:a@b;tag=1", "", "sip:a@b", ";tag=1"),
        ("Bob Lee<sip:a@b;lr>;x", "Bob Lee", "sip:a@b;lr", ";x"),
        ('"Bo \\"the\\" \\\\ Lee, <x>" <sip:a@b>', 'Bo "the" \\ Lee, <x>', "sip:a@b", ""),
        ('""<sip:a@b>', "", "sip:a@b", ""),
        ("Jürgen Groß <sip:a@b>", "Jürgen Groß", "sip:a@b", ""),
        ("J\udcfcrgen <sip:a@b>", "Jürgen", "sip:a@b", ""),
        ('"J\udcfcrgen" <sip:a@b>', "Jürgen", "sip:a@b", ""),
        ("<sip:a@b?Replaces=1%402>", "", "sip:a@b?Replaces=1%402", ""),
        ("<tel:+1-201>;q=0.7", "", "tel:+1-201", ";q=0.7"),
        (f"<sip:a@b>;+sip.instance={INSTANCE};reg-id=1", "", "sip:a@b", f";+sip.instance={INSTANCE};reg-id=1"),
        ('<sip:a@b>;text="a;b,c\\"d";x', "", "sip:a@b", ';text="a;b,c\\"d";x'),
    ],
)  # fmt: skip
def test_addresses(value: str, display: str, uri: str, params: str) -> None:
    one = NameAddr.parse(value)
    assert one.display == display
    assert str(one.uri) == uri
    assert str(one.params) == params
    assert NameAddr.parse(str(one)) == one


@pytest.mark.parametrize(
    "value",
    [
        *("", "*", "a", "<>", "< sip:a@b>", "<sip:a@b", "sip:a@b>", '"a <sip:a@b>', "<sip:a@b> x"),
        *("A, B <sip:a@b>", "<sip:a@b>tag=1", "<sip:a@b>;;", "<sip:a@b>;=1", '<sip:a@b>;x="'),
        *("<sip:a@b>, <sip:c@d>", '"a" "b" <sip:a@b>', "<<sip:a@b>>", "A;B <sip:a@b>"),
    ],
)
def test_what_is_no_address_is_refused(value: str) -> None:
    with pytest.raises(BadValue, match="Refer-To cannot be read") as caught:
        NameAddr.parse(value, "Refer-To")
    assert caught.value.header == "Refer-To"


def test_contacts_in_lists_keep_apart() -> None:
    headers = Headers(
        [
            ("Contact", '"A, <x>" <sip:a,1@b>;q=0.5 , "C\\", " <sip:c@d>;expires=60'),
            ("m", f"sip:e@f;+sip.instance={INSTANCE}"),
        ]
    )
    found = fields.contacts(headers)
    assert [str(one.uri) for one in found if isinstance(one, NameAddr)] == [
        *("sip:a,1@b", "sip:c@d", "sip:e@f")
    ]
    first, second, third = list(found)
    assert isinstance(first, NameAddr)
    assert isinstance(second, NameAddr)
    assert isinstance(third, NameAddr)
    assert (first.display, first.q, first.expires) == ("A, <x>", 0.5, None)
    assert (second.display, second.q, second.expires) == ('C", ', 1.0, 60)
    assert third.params.raw("+sip.instance") == INSTANCE
    assert third.params.get("+SIP.instance") == INSTANCE.strip('"')


def test_the_star_stands_alone() -> None:
    assert fields.contacts(Headers([("Contact", "*")])) == "*"
    assert fields.contacts(Headers()) == []
    for values in (["*", "<sip:a@b>"], ["*, <sip:a@b>"], ["*;x"]):
        with pytest.raises(BadValue):
            fields.contacts(Headers([("Contact", value) for value in values]))


@pytest.mark.parametrize("value", ["<sip:a@b>,", ",<sip:a@b>", "<sip:a@b>,,<sip:c@d>", "", '"a, <'])
def test_empty_elements_of_address_lists_are_refused(value: str) -> None:
    with pytest.raises(BadValue):
        fields.addresses(Headers([("Route", value)]), "Route")


def test_words_may_have_gaps_between_them() -> None:
    headers = Headers([("Supported", "100rel,, replaces ,"), ("k", ""), ("k", "timer")])
    assert fields.tokens(headers, "supported") == ["100rel", "replaces", "timer"]
    with pytest.raises(BadValue):
        fields.tokens(Headers([("Allow", "INVITE ACK")]), "Allow")


def test_numbers_have_bounds() -> None:
    assert fields.integer(Headers([("Expires", "0060")]), "Expires") == 60
    assert fields.integer(Headers(), "Expires") is None
    assert fields.integer(Headers([("Expires", str(2**32 - 1))]), "Expires") == 2**32 - 1
    assert number("X", "0" * 10_000 + "7", 9) == 7
    for text in ("", "-1", "+1", "1 2", "1.0", str(2**32), "9" * 10_000, "٣", "²"):
        with pytest.raises(BadValue):
            fields.integer(Headers([("Expires", text)]), "Expires")
    assert fields.seconds(Headers([("Min-SE", "90;x=1")]), "Min-SE") == 90
    assert fields.seconds(Headers(), "Min-SE") is None


@pytest.mark.parametrize(
    ("parse", "value", "record"),
    [
        (CSeq.parse, "0009 \t INVITE", CSeq(9, "INVITE")),
        (CSeq.parse, "2147483647 a", CSeq(2147483647, "a")),
        (RAck.parse, "776656 1 INVITE", RAck(776656, 1, "INVITE")),
        (Replaces.parse, "98732@h;to-tag=r33;from-tag=f1", Replaces("98732@h", "r33", "f1")),
        (Replaces.parse, "a ; from-tag=1;TO-TAG=2;early-only", Replaces("a", "2", "1", True)),
        (Replaces.parse, "a;local-tag=1;remote-tag=2", Replaces("a", "2", "1")),
        (SessionExpires.parse, "1800", SessionExpires(1800)),
        (SessionExpires.parse, "90 ;Refresher = UAS", SessionExpires(90, "uas")),
        (SessionExpires.parse, "90;refresher=uac;x", SessionExpires(90, "uac")),
        (Event.parse, "dialog", Event("dialog")),
        (Event.parse, "refer ;id=93809824", Event("refer", Params([("id", "93809824")]))),
        (SubscriptionState.parse, "Active;expires=60", SubscriptionState("active", 60)),
        (
            SubscriptionState.parse,
            "terminated;reason=probation;retry-after=5",
            SubscriptionState("terminated", None, "probation", 5),
        ),
        (RetryAfter.parse, "5", RetryAfter(5)),
        (RetryAfter.parse, "18 (in a (long\\)) talk) ; duration=36", RetryAfter(18, "in a (long\\)) talk", 36)),
        (Reason.parse, 'SIP ;cause=200;text="Taken"', Reason("SIP", 200, "Taken")),
        (Reason.parse, "Q.850;cause=16", Reason("Q.850", 16)),
        (MediaType.parse, "Application / SDP", MediaType("application", "sdp")),
        (MediaType.parse, 'a/b;boundary="a;b"', MediaType("a", "b", Params([("boundary", '"a;b"')]))),
    ],
)  # fmt: skip
def test_one_value(parse: Callable[[str], object], value: str, record: object) -> None:
    assert parse(value) == record
    assert parse(str(record)) == record


@pytest.mark.parametrize(
    ("parse", "values"),
    [
        (CSeq.parse, ["", "1", "INVITE", "1INVITE", "2147483648 A", "1 A B", "-1 A", "1 A,B", "1 "]),
        (RAck.parse, ["", "1 INVITE", "1 2", "4294967296 1 A", "1 2147483648 A"]),
        (Replaces.parse, ["", "a", "a;to-tag=1", "a;from-tag=1", "a;to-tag=;from-tag=1", ";to-tag=1"]),
        (SessionExpires.parse, ["", "x", ";refresher=uac", "90;refresher=me", "90 x", "4294967296"]),
        (Event.parse, ["", ";id=1", "a b", "a/b", "a;"]),
        (SubscriptionState.parse, ["", "active;expires=x", "active;retry-after=-1", "a b"]),
        (RetryAfter.parse, ["", "x", "5 (open", "5 (a) b", "5;duration=x", "5 (a\\)"]),
        (Reason.parse, ["", ";cause=1", "SIP;cause=x", 'SIP;text="']),
        (MediaType.parse, ["", "a", "a/", "/a", "a/b/c", "a/b;"]),
        (Via.parse, ["", "SIP/2.0/UDP", "SIP/1.0/UDP h", "HTTP/2.0/UDP h", "SIP/2.0/UDP h h", "SIP/2.0/UDPh"]),
        (Via.parse, ["SIP/2.0/UDP h:70000", "SIP/2.0/UDP h:", "SIP/2.0/UDP [x]", "SIP/2.0/UDP h;", "SIP/2.0/UDP ä"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(parse: Callable[[str], object], values: list[str]) -> None:
    for value in values:
        with pytest.raises(BadValue):
            parse(value)


def test_doubtful_parameters_are_refused_when_they_are_read() -> None:
    assert NameAddr.parse("<sip:a@b>;q=1.000").q == 1.0
    for q in ("2", "1.1", "-1", "0.1234", "x", "nan"):
        with pytest.raises(BadValue):
            _ = NameAddr.parse(f"<sip:a@b>;q={q}").q
    with pytest.raises(BadValue):
        _ = NameAddr.parse("<sip:a@b>;expires=soon").expires
    with pytest.raises(BadValue):
        _ = Via.parse("SIP/2.0/UDP h;rport=99999").rport


def test_parameters() -> None:
    params = Params.parse("X", ' ; A = 1;flag; b="x\\"y" ;empty=;a=2')
    assert list(params) == [("A", "1"), ("flag", None), ("b", '"x\\"y"'), ("empty", ""), ("a", "2")]
    assert params.get("a") == "1", "of two the first counts"
    assert params.get("B") == 'x"y'
    assert params.get("flag") == ""
    assert params.get("none") is None
    assert "FLAG" in params
    assert str(params.having("flag", "on").without("a")) == ';flag=on;b="x\\"y";empty='
    assert str(Params().having("lr", None)) == ";lr"
    assert hash(params) == hash(Params(list(params)))
    assert len(params) == 5


def test_a_refusal_says_where_and_never_what() -> None:
    with pytest.raises(BadValue) as caught:
        CSeq.parse("secret")
    assert str(caught.value) == "CSeq cannot be read"
    assert caught.value.value == "secret"


def test_addresses_by_name() -> None:
    headers = Headers(
        [("r", "<sip:c@d?Replaces=1%40h%3Bto-tag%3D2%3Bfrom-tag%3D3>"), ("t", "sip:x")]
    )
    target = fields.address(headers, "Refer-To")
    assert target is not None
    assert isinstance(target.uri, SipUri)
    assert Replaces.parse(target.uri.header("replaces") or "") == Replaces("1@h", "2", "3")
    assert fields.address(headers, "From") is None
    to = fields.address(headers, "To")
    assert to is not None
    assert to.tag is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(deadline=None)
def test_any_text_survives_quoting(text: str) -> None:
    flat = text.replace("\r", " ").replace("\n", " ")
    assert unquote(quote(text)) == flat
    one = NameAddr.parse(str(NameAddr(SipUri("sip", "a", "b"), text)))
    assert one.display == flat
    twice = split_list("X", f"{quote(text)} <sip:a@b>, {quote(text)} <sip:a@b>")
    assert len(twice) == 2


@given(st.binary(max_size=40))
@settings(deadline=None)
def test_any_bytes_become_readable(raw: bytes) -> None:
    text = readable(raw.decode("utf-8", "surrogateescape"))
    assert text.encode("utf-8").decode("utf-8") == text
    assert not is_token(text) or text.isascii()
