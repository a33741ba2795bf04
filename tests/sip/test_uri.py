"""Addresses: what is read, what is refused, when two are the same place."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent_desktop.sip.grammar import BadValue
from agent_desktop.sip.uri import OtherUri, SipUri, TelUri, parse_uri, unescape


def sip(text: str) -> SipUri:
    uri = parse_uri(text)
    assert isinstance(uri, SipUri)
    return uri


def test_every_part_is_read() -> None:
    uri = sip(
        "sip:alice:se%20cret@atlanta.example:5061;transport=tcp;lr?Subject=hi%21&Priority=urgent"
    )
    assert (uri.scheme, uri.user, uri.password) == ("sip", "alice", "se%20cret")
    assert (uri.host, uri.port) == ("atlanta.example", 5061)
    assert uri.params.get("transport") == "tcp"
    assert uri.params.get("LR") == ""
    assert uri.params.get("maddr") is None
    assert uri.header("subject") == "hi!"


@pytest.mark.parametrize(
    "text",
    [
        "sip:a@b",
        "sips:b",
        "sip:*97#@my_host:5062;a=b?X=1&Y=2",
        "sip:+49-30-1234;phone-context=+49@gw;user=phone",
        "sip:user;par=u%40example.net@example.com",
        "sip:a?b@c",
        "sip:a:@b",
        "sip:1.2.3.4",
        "sip:u@1.2.3.4:0",
        "sip:[2001:db8::10]:5070",
        "sip:u@[::ffff:192.0.2.10]",
        "sip:3f2a9b1c77de",
        "sip:example.com.",
        "sip:a@b;gr=urn:uuid:f81d4fae-7dec-11d0;x=[::1]",
        "sip:a@b?Replaces=x%40y%3Bto-tag%3D1",
        "sip:100%@b",
        "sip:jürgen@b",
        "tel:+1-201-555-0123",
        "tel:7042;phone-context=example.com",
        "tel:*97#",
        "urn:service:sos",
        "https://example.org/a?b=c#d",
    ],
)
def test_reading_and_writing_give_the_same_text(text: str) -> None:
    uri = parse_uri(text)
    assert str(uri) == text
    assert parse_uri(str(uri)) == uri
    assert uri.equivalent(uri)


@pytest.mark.parametrize(
    "text",
    [
        *("", "sip:", "sip:@", "sip:a@", "a@b", ":a", "sip:a b@c", "sip: a@b", "<sip:a@b>"),
        *("sip:a@b:", "sip:a@b:65536", "sip:a@b:x", "sip:a@b:-1", "sip:a@b c", "sip:a@b@c"),
        *("sip:a@1.2.3.256", "sip:a@1.2.3", "sip:a@[::1", "sip:a@[:::::]", "sip:a@::1", "sip:a@[]"),
        *("sip:a@b;", "sip:a@b;;x", "sip:a@-b", "sip:a@b\n", "sip:a@b\r\nX: 1", "sip:a\x00@b"),
        *("sip:ä@ö", "sip:a@b/c", "tel:", "tel:+", "tel:-", "tel:hello", "tel:+1x", "tel:1?a=b"),
        *('sip:"a"@b', "sip:a@b;x=<>", "1sip:a", "urn:"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_uri(text, "Contact")
    assert caught.value.header == "Contact"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
        ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5"),
        (
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
            "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        ),
        (
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
            "SIP:alice@atlanta.com?Priority=urgent&Subject=project%20x",
        ),
        ("sip:a%3Bb@c", "sip:a%3bb@c"),
        ("sip:u@[2001:DB8::0:1]", "sip:u@[2001:db8::1]"),
        ("tel:+1-201-555-0123", "tel:+12015550123"),
        ("tel:+1 201".replace(" ", "."), "tel:+1(201)"),
        ("tel:7042;phone-context=Example.com;x=1", "tel:70-42;X=1;phone-context=example.com"),
        ("tel:12;phone-context=+1-2", "tel:12;phone-context=+12"),
        ("URN:service:sos", "urn:service:sos"),
    ],
)
def test_the_same_place(one: str, other: str) -> None:
    assert parse_uri(one).equivalent(parse_uri(other))
    assert parse_uri(other).equivalent(parse_uri(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
        ("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"),
        ("sip:a@b", "sips:a@b"),
        ("sip:a@b", "sip:b"),
        ("sip:a@b", "sip:a:@b"),
        ("sip:a%3Bb@c", "sip:a;b@c"),
        ("sip:a@b;user=phone", "sip:a@b"),
        ("sip:a@b;maddr=192.0.2.1", "sip:a@b"),
        ("sip:a@b;x=1", "sip:a@b;x=2"),
        ("tel:12", "tel:+12"),
        ("tel:12;phone-context=a", "tel:12;phone-context=b"),
        ("tel:+12", "tel:+12;ext=3"),
        ("tel:+12", "sip:+12@a"),
        ("urn:service:sos", "urn:service:sos.fire"),
        ("urn:a:b", "sip:a@b"),
    ],
)
def test_not_the_same_place(one: str, other: str) -> None:
    assert not parse_uri(one).equivalent(parse_uri(other))
    assert not parse_uri(other).equivalent(parse_uri(one))


def test_what_people_see() -> None:
    assert sip("sip:j%C3%BCrgen%20g@b").username == "jürgen g"
    assert sip("sip:j%FCrgen@b").username == "jürgen", "old telephones mean Latin-1"
    assert sip("sip:null-%00-null@b").username == "null-\x00-null", "no escape ends the text"
    assert sip("sip:b").username == ""
    assert sip("sip:u@[2001:DB8::1]").bare_host == "2001:db8::1"
    number = parse_uri("tel:+1-(201).555")
    assert isinstance(number, TelUri)
    assert number.digits == "+1201555"
    assert parse_uri("URN:x:Y") == OtherUri("urn", "x:Y")
    assert unescape("100%") == "100%"


@given(st.text(max_size=60) | st.text("sip:@[].;?=&%0aZ-_*", max_size=40).map("sip:".__add__))
@example("SIP:0?@0;")
@settings(deadline=None)
def test_any_text_gives_an_address_or_a_refusal(text: str) -> None:
    try:
        uri = parse_uri(text)
    except BadValue:
        return
    again = parse_uri(str(uri))
    assert str(again) == str(uri)
    assert uri.equivalent(again)
