"""Session descriptions: everything survives a round trip, and hostile text is `BadSdp` or nothing."""

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.sip.sdp import BadSdp, Line, Sdp, address
from agent_desktop.sip.sdp_attributes import (
    Codec,
    Direction,
    both,
    codecs_of,
    cryptos_of,
    direction_of,
    fingerprints_of,
    ice_of,
    ptime_of,
    rtcp_of,
    turned,
)

HEAD = "v=0\r\no=u 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"


def sdp_of(*lines: str, media: str = "audio 4000 RTP/AVP 0") -> Sdp:
    return Sdp.parse((HEAD + f"m={media}\r\n" + "".join(f"{x}\r\n" for x in lines)).encode())


def test_what_is_not_understood_survives() -> None:
    text = HEAD + (
        "k=clear:x\r\nz=0 0\r\na=odd\r\na=x:1:2 \u00e4\r\nm=audio 4000/2 RTP/AVP 0 8\r\ni=voice\r\n"
        "b=AS:64\r\na=silenceSupp:off - - - -\r\nm=image 0 udptl t38\r\nm=message 9 TCP/MSRP *\r\n"
    )
    assert Sdp.parse(text.encode()).format() == text.encode()
    latin = (HEAD + "i=caf").encode() + b"\xe9\r\n"
    assert Sdp.parse(latin).format() == latin


KINDS = st.sampled_from("abciknprtuwyz")
VALUES = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
LINES = st.lists(st.tuples(KINDS, VALUES.map(lambda text: text.rstrip(" \t"))), max_size=6)


@given(LINES, st.lists(LINES, max_size=3))
def test_any_lines_survive(
    session: list[tuple[str, str]], media: list[list[tuple[str, str]]]
) -> None:
    lines = ["v=0", "o=- 1 1 IN IP4 192.0.2.1", *(f"{kind}={value}" for kind, value in session)]
    for section in media:
        lines += ["m=audio 4000 RTP/AVP 0", *(f"{kind}={value}" for kind, value in section)]
    text = "".join(f"{line}\r\n" for line in lines).encode()
    assert Sdp.parse(text).format() == text
    assert Sdp.parse(text.replace(b"\r\n", b"\n")).format() == text


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda x: ("v=0\n" + x).encode()))
)
def test_hostile_bytes_do_no_harm(data: bytes) -> None:
    with contextlib.suppress(BadSdp):
        Sdp.parse(data)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=60)
    )
)
def test_hostile_attributes_are_left_out(values: list[str]) -> None:
    names = ["rtpmap:", "fmtp:", "crypto:", "fingerprint:", "candidate:", "ptime:", "rtcp:", ""]
    sdp = sdp_of(*(f"a={names[i % len(names)]}{value}" for i, value in enumerate(values)))
    [section] = sdp.sections
    codecs_of(section)
    cryptos_of(section)
    fingerprints_of(sdp, section)
    ice_of(sdp, section)
    assert 10 <= ptime_of(section) <= 60
    assert 0 < rtcp_of(section, "192.0.2.1")[1] < 65536
    direction_of(sdp, section)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "v=0"),
        ("v=1\r\no=x\r\n", "v=0"),
        ("v=0\r\ns=-\r\n", "origin"),
        (HEAD + "rubbish\r\n", "line 6"),
        (HEAD + "A=b\r\n", "line 6"),
        (HEAD + "m=audio\r\n", "line 6 is no media line"),
        (HEAD + "m=audio 65536 RTP/AVP 0\r\n", "line 6"),
        (HEAD + "m=audio 99999999999999999999 RTP/AVP 0\r\n", "line 6"),
        (HEAD + "m=audio 1 RTP/AVP 0\r\n" * 65, "64 sections"),
        (HEAD + "a=x\r\n" * 2000, "2000 lines"),
        (HEAD + "a=" + "x" * 65536, "65536 bytes"),
    ],
)
def test_what_is_no_description_is_named(text: str, why: str) -> None:
    with pytest.raises(BadSdp, match=why):
        Sdp.parse(text.encode())


def test_addresses() -> None:
    assert address("IN IP4 192.0.2.1") == "192.0.2.1"
    assert address("IN IP4 224.2.1.1/127/3") == "224.2.1.1"
    assert address("IN IP6 2001:DB8::0001") == "2001:db8::1"
    assert address("in ip4 media.example.org") == "media.example.org"
    for bad in (
        "",
        "IN IP4",
        "IN IP4 1.2.3",
        "IN IP4 300.1.1.1",
        "ATM IP4 x",
        "IN IP4 a b",
        "IN IP4 -x",
    ):
        with pytest.raises(BadSdp):
            address(bad)
    sdp = Sdp.parse(b"v=0\no=- 1 1 IN IP4 x\nm=audio 1 RTP/AVP 0\n")
    with pytest.raises(BadSdp, match="no address"):
        sdp.address_of(sdp.sections[0])


def test_codecs_with_and_without_a_map() -> None:
    [section] = sdp_of(
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 useinbandfec=1; minptime=10",
        "a=rtpmap:110 telephone-event/48000",
        "a=rtpmap:97 BROKEN",
        media="audio 4000 RTP/AVP 111 9 0 110 97 98 200 x",
    ).sections
    assert codecs_of(section) == {
        111: Codec("opus", 48000, 2, "useinbandfec=1; minptime=10"),
        9: Codec("G722", 8000),
        0: Codec("PCMU", 8000),
        110: Codec("telephone-event", 48000),
    }
    assert list(codecs_of(section)) == [111, 9, 0, 110]


def test_keys_that_cannot_be_used_are_left_out() -> None:
    good = base64.b64encode(bytes(range(30))).decode()
    short = base64.b64encode(bytes(29)).decode()
    [section] = sdp_of(
        f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{good}|2^31|1:4",
        f"a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:{good}|2^31",
        f"a=crypto:3 AES_CM_128_HMAC_SHA1_32 inline:{good} UNENCRYPTED_SRTP",
        f"a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:{short}",
        f"a=crypto:5 F8_128_HMAC_SHA1_80 inline:{good}",
        f"a=crypto:6 aes_cm_128_hmac_sha1_32 inline:{good} WSH=64",
        f"a=crypto:8 AES_CM_128_HMAC_SHA1_80 inline:{good}|2^20",
        f"a=crypto:9 AES_CM_128_HMAC_SHA1_80 inline:{good}|1000",
        f"a=crypto:10 AES_CM_128_HMAC_SHA1_80 inline:{good}|2^31|2^31",
        "a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:====",
    ).sections
    found = cryptos_of(section)
    assert [(one.tag, one.suite) for one in found] == [
        (2, "AES_CM_128_HMAC_SHA1_80"),
        (6, "AES_CM_128_HMAC_SHA1_32"),
    ]
    assert found[0].key == bytes(range(30))
    assert "inline" not in repr(found)
    assert "\\x01" not in repr(found)
    assert found[0].line() == Line("a", f"crypto:2 AES_CM_128_HMAC_SHA1_80 inline:{good}")


def test_fingerprints_by_weak_hashes_are_left_out() -> None:
    strong = ":".join(["ab"] * 32)
    sdp = sdp_of(f"a=fingerprint:SHA-256 {strong}", "a=fingerprint:sha-1 " + ":".join(["AB"] * 20))
    [found] = fingerprints_of(sdp, sdp.sections[0])
    assert (found.algorithm, found.value) == ("sha-256", strong.upper())


def test_ice_of_a_browser_and_of_nobody() -> None:
    password = "p" * 22
    candidate = "1 1 udp 2113937151 192.0.2.1 40000 typ host generation 0"
    sdp = sdp_of(
        "a=ice-ufrag:abcd",
        f"a=ice-pwd:{password}",
        "a=ice-options:trickle renomination",
        f"a=candidate:{candidate}",
        "a=candidate:rubbish",
    )
    ice = ice_of(sdp, sdp.sections[0])
    assert ice is not None
    assert (ice.ufrag, ice.candidates, ice.trickle, ice.complete) == (
        "abcd",
        (candidate,),
        True,
        False,
    )
    assert password not in repr(ice)
    ended = sdp_of("a=ice-ufrag:abcd", f"a=ice-pwd:{password}")
    found = ice_of(ended, ended.sections[0])
    assert found is not None
    assert found.complete
    none = sdp_of("a=ice-ufrag:abcd", "a=ice-pwd:short")
    assert ice_of(none, none.sections[0]) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a=rtcp:5000", ("h", 5000)),
        ("a=rtcp:5000 IN IP4 192.0.2.9", ("192.0.2.9", 5000)),
        ("a=rtcp:0", ("h", 4001)),
        ("a=rtcp:5000 rubbish", ("h", 5000)),
        ("a=x", ("h", 4001)),
    ],
)
def test_where_rtcp_goes(line: str, expected: tuple[str, int]) -> None:
    assert rtcp_of(sdp_of(line).sections[0], "h") == expected


def test_directions() -> None:
    names: list[Direction] = ["sendrecv", "sendonly", "recvonly", "inactive"]
    assert [turned(name) for name in names] == ["sendrecv", "recvonly", "sendonly", "inactive"]
    assert both("sendonly", "recvonly") == "inactive"
    assert both("sendrecv", "recvonly") == "recvonly"
    sdp = Sdp.parse(
        (HEAD + "a=sendonly\r\nm=audio 1 RTP/AVP 0\r\nm=audio 1 RTP/AVP 0\r\na=inactive").encode()
    )
    assert [direction_of(sdp, one) for one in sdp.sections] == ["sendonly", "inactive"]
