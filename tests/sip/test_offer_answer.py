"""Offer and answer: hold, refusals, codecs, browsers; and any two of ours that agree on the same."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.sip.audio_terms import (
    Agreed,
    Dtls,
    Sdes,
    Terms,
    Unacceptable,
    WrongMoment,
)
from agent_desktop.sip.sdp import BadSdp, Sdp
from agent_desktop.sip.sdp_attributes import Ice, turned
from tests.sip.offers import (
    BROWSER,
    G722,
    HEAD,
    OPUS,
    PCMA,
    PCMU,
    PLAIN,
    PRINT,
    answered,
    exchange,
    offered,
    side,
)

CODECS = st.lists(st.sampled_from([OPUS, PCMU, PCMA, G722]), min_size=1, unique=True).map(tuple)
SUITE = st.sampled_from(["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"])
TERMS = st.builds(
    Terms,
    address=st.sampled_from(["192.0.2.1", "2001:db8::1"]),
    port=st.integers(1024, 65534).filter(lambda port: port % 2 == 0),
    codecs=CODECS,
    encryption=st.sampled_from(["required", "offered", "none"]),
    hold=st.booleans(),
    dtmf=st.booleans(),
    comfort_noise=st.booleans(),
    suites=st.lists(SUITE, min_size=1, unique=True).map(tuple),
    fingerprint=st.sampled_from([None, PRINT]),
    ice=st.sampled_from([None, Ice("abcd", "p" * 24, ("1 1 udp 1 192.0.2.1 9 typ host",))]),
    rtcp_mux=st.booleans(),
    ptime=st.sampled_from([10, 20, 40]),
)


def agree(mine: Agreed, theirs: Agreed, a: Terms, b: Terms) -> None:
    """Both sides understood the same."""
    assert mine.remote == (b.address, b.port)
    assert theirs.remote == (a.address, a.port)
    assert mine.direction == turned(theirs.direction)
    assert theirs.receive_types[mine.send_type].key == mine.send_codec.key
    assert mine.receive_types[theirs.send_type].key == theirs.send_codec.key
    assert (mine.remote_rtcp is None) == (theirs.remote_rtcp is None) == (a.rtcp_mux and b.rtcp_mux)
    assert (mine.ptime, theirs.ptime) == (b.ptime, a.ptime)
    assert (mine.held_by_us, theirs.held_by_us) == (a.hold, b.hold)
    assert (mine.ice is None) == (theirs.ice is None)
    for one, other in ((mine, theirs), (theirs, mine)):
        if one.dtmf_type is not None:
            assert other.receive_types[one.dtmf_type[0]].name == "telephone-event"
    match mine.security, theirs.security:
        case Sdes(ours_a, theirs_a), Sdes(ours_b, theirs_b):
            assert (ours_a, theirs_a) == (theirs_b, ours_b)
            assert ours_a.suite in a.suites
            assert ours_a.suite in b.suites
        case Dtls(role_a, prints), Dtls(role_b, _):
            assert {role_a, role_b} == {"client", "server"}
            assert prints == (PRINT,)
        case one_way, other_way:
            assert one_way is None
            assert other_way is None
            assert "required" not in {a.encryption, b.encryption}


@given(TERMS, TERMS, TERMS, TERMS)
def test_two_of_ours_agree_on_the_same(a: Terms, b: Terms, c: Terms, d: Terms) -> None:
    one, other = side(1), side(2)
    try:
        mine, theirs = exchange(one, other, a, b)
    except Unacceptable:
        assert one.agreed is None
        return
    agree(mine, theirs, a, b)
    # Again, begun by the other side, with other wishes: what was encrypted stays so.
    before = (one.agreed, other.agreed)
    try:
        theirs, mine = exchange(other, one, c, d)
    except Unacceptable:
        assert other.agreed == before[1], "who offered keeps what was agreed"
        return
    if before[0] is not None and before[0].security is not None:
        assert mine.security is not None
        assert theirs.security is not None
    assert theirs.direction == turned(mine.direction)
    assert mine.receive_types[theirs.send_type].key == theirs.send_codec.key


def test_an_offer_in_full() -> None:
    offer = side(77).offer(
        replace(PLAIN, encryption="required", suites=("AES_CM_128_HMAC_SHA1_80",))
    )
    key = base64.b64encode(b"\x01" * 30).decode()
    assert offer.format().decode().split("\r\n") == [
        "v=0",
        "o=- 77 1 IN IP4 192.0.2.1",
        "s=-",
        "c=IN IP4 192.0.2.1",
        "t=0 0",
        "m=audio 4000 RTP/SAVP 111 0 8 110 96",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 useinbandfec=1",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:110 telephone-event/48000",
        "a=fmtp:110 0-15",
        "a=rtpmap:96 telephone-event/8000",
        "a=fmtp:96 0-15",
        "a=ptime:20",
        "a=sendrecv",
        "a=rtcp-mux",
        f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{key}",
        "",
    ]


def test_hold_and_resume() -> None:
    one, other = side(1), side(2)
    exchange(one, other, PLAIN, PLAIN)
    held = replace(PLAIN, hold=True)
    mine, theirs = exchange(one, other, held, PLAIN)
    assert (mine.direction, theirs.direction) == ("sendonly", "recvonly")
    assert (mine.held_by_us, theirs.held_by_them) == (True, True)
    theirs, mine = exchange(other, one, held, held)
    assert (mine.direction, theirs.direction) == ("inactive", "inactive")
    mine, theirs = exchange(one, other, PLAIN, held)
    assert (mine.direction, theirs.direction) == ("recvonly", "sendonly")
    assert mine.held_by_them
    theirs, mine = exchange(other, one, PLAIN, PLAIN)
    assert (mine.direction, theirs.direction) == ("sendrecv", "sendrecv")


def test_hold_in_the_old_way() -> None:
    offer = offered("c=IN IP4 0.0.0.0")
    answer, agreed = answered(offer)
    assert agreed.direction == "recvonly"
    assert agreed.held_by_them
    assert answer.sections[0].attributes("recvonly") == [""]


def test_everything_but_voice_is_refused_in_its_place() -> None:
    text = HEAD + (
        "m=video 6000 RTP/AVP 96 97\r\na=rtpmap:96 VP8/90000\r\nm=audio 5000 RTP/AVP 8 0\r\n"
        "m=audio 5002 RTP/AVP 0\r\nm=image 7000 udptl t38\r\nm=odd 1 odd *\r\n"
    )
    answer, agreed = answered(Sdp.parse(text.encode()))
    assert [(one.kind, one.port, one.protocol) for one in answer.sections] == [
        ("video", 0, "RTP/AVP"),
        ("audio", 4000, "RTP/AVP"),
        ("audio", 0, "RTP/AVP"),
        ("image", 0, "udptl"),
        ("odd", 0, "odd"),
    ]
    assert answer.sections[0].formats == ("96", "97")
    assert agreed.remote == ("192.0.2.2", 5000)


def test_our_own_preference_counts() -> None:
    offer = offered("a=rtpmap:120 opus/48000/2", media="audio 5000 RTP/AVP 0 8 120")
    answer, agreed = answered(offer, replace(PLAIN, codecs=(OPUS, PCMA)))
    assert answer.sections[0].formats == ("120", "8")
    assert (agreed.send_type, agreed.send_codec.name) == (120, "opus")


def test_digits_for_the_clock_of_the_codec() -> None:
    sdp = Sdp.parse(BROWSER.encode())
    terms = replace(PLAIN, encryption="required", fingerprint=PRINT, ice=Ice("abcd", "p" * 22))
    _, with_opus = answered(sdp, terms)
    _, with_pcmu = answered(sdp, replace(terms, codecs=(PCMU,)))
    assert with_opus.dtmf_type == (110, 48000)
    assert with_pcmu.dtmf_type == (126, 8000)
    sipp = offered("a=rtpmap:96 telephone-event/8000", media="audio 5000 RTP/AVP 0 96")
    _, agreed = answered(sipp)
    assert agreed.dtmf_type == (96, 8000)
    _, without = answered(offered())
    assert without.dtmf_type is None


def test_a_browser_with_video_and_data() -> None:
    ice = Ice("wxyz", "p" * 22, ("1 1 udp 1 192.0.2.1 9 typ host",))
    terms = replace(PLAIN, encryption="required", fingerprint=PRINT, ice=ice, comfort_noise=True)
    ours = side()
    ours.consider(Sdp.parse(BROWSER.encode()))
    answer, agreed = ours.answer(terms)
    assert answer.attributes("group") == ["BUNDLE 0"]
    assert [one.port for one in answer.sections] == [4000, 0, 0]
    assert [one.attribute("mid") for one in answer.sections] == ["0", "1", "2"]
    assert answer.sections[0].attribute("setup") == "active"
    assert answer.sections[0].attributes("end-of-candidates") == [""]
    assert agreed.security == Dtls("client", (PRINT,))
    assert agreed.direction == "sendrecv"
    assert not agreed.held_by_them
    assert agreed.remote_rtcp is None
    assert agreed.ice is not None
    assert (agreed.ice.trickle, agreed.ice.complete) == (True, False)
    assert agreed.comfort_noise_type == 13
    offer = ours.offer(replace(terms, hold=True))
    assert offer.attributes("group") == ["BUNDLE 0"]
    assert offer.sections[0].attribute("mid") == "0"
    assert offer.sections[0].attribute("setup") == "actpass"
    assert [one.port for one in offer.sections] == [4000, 0, 0]
    ours.withdraw()
    restarted = Sdp.parse(BROWSER.replace("ufrag:abcd", "ufrag:efgh").encode())
    ours.consider(restarted)
    _, again = ours.answer(terms)
    assert again.ice_restarted


def test_a_refusal_and_a_bad_answer_leave_what_was_agreed() -> None:
    one, other = side(1), side(2)
    before, _ = exchange(one, other, PLAIN, PLAIN)
    for answer, error in [
        (offered(media="audio 0 RTP/AVP 0"), Unacceptable),
        (offered(media="video 5000 RTP/AVP 0"), Unacceptable),
        (offered(media="audio 5000 RTP/AVP 18"), Unacceptable),
        (offered(media="audio 5000 RTP/SAVP 0"), BadSdp),
        (Sdp.parse((HEAD + "m=audio 1 RTP/AVP 0\r\n" * 2).encode()), BadSdp),
        (Sdp.parse(b"v=0\r\no=x\r\nm=audio 1 RTP/AVP 0\r\n"), BadSdp),
    ]:
        one.offer(replace(PLAIN, hold=True))
        with pytest.raises(error):
            one.accept(answer)
        assert one.agreed == before
        assert one.waiting == "none"
    with pytest.raises(Unacceptable, match="no voice"):
        answered(offered(media="video 1 RTP/AVP 96"))
    with pytest.raises(Unacceptable, match="no codec"):
        answered(offered(media="audio 1 RTP/AVP 18"))
    with pytest.raises(Unacceptable, match="no ICE"):
        answered(offered(), replace(PLAIN, ice=Ice("abcd", "p" * 22), needs_ice=True))


def test_one_exchange_at_a_time() -> None:
    ours = side()
    with pytest.raises(WrongMoment):
        ours.answer(PLAIN)
    with pytest.raises(WrongMoment):
        ours.accept(offered())
    ours.offer(PLAIN)
    with pytest.raises(WrongMoment):
        ours.offer(PLAIN)
    with pytest.raises(WrongMoment, match="our own"):
        ours.consider(offered())
    ours.withdraw()
    ours.consider(offered())
    with pytest.raises(WrongMoment):
        ours.offer(PLAIN)
    ours.answer(PLAIN)


def test_forks_answer_on_their_own() -> None:
    ours = side()
    ours.offer(PLAIN)
    fork = ours.fork()
    assert ours.accept(offered()).send_type == 0
    assert fork.accept(offered(media="audio 5000 RTP/AVP 8")).send_type == 8


def test_the_version_rises_only_with_a_change() -> None:
    one, other = side(1), side(2)
    exchange(one, other, PLAIN, PLAIN)
    origins = []
    for terms in (PLAIN, PLAIN, replace(PLAIN, hold=True)):
        offer = one.offer(terms)
        origins.append((offer.first("o") or "").split()[2])
        other.consider(offer)
        one.accept(other.answer(PLAIN)[0])
    assert origins == ["1", "1", "2"]


def test_ports_for_rtcp() -> None:
    _, agreed = answered(offered("a=rtcp:6001"))
    assert agreed.remote_rtcp == ("192.0.2.2", 6001)
    _, shared = answered(offered("a=rtcp-mux"))
    assert shared.remote_rtcp is None
