"""What protects a call: by policy, by what is offered, and never less than before."""

from dataclasses import replace

import pytest

from agent_desktop.sip.audio_terms import (
    Dtls,
    Encryption,
    Sdes,
    Unacceptable,
)
from agent_desktop.sip.sdp import Sdp
from tests.sip.offers import (
    BROWSER,
    HEAD,
    KEY,
    OPUS,
    PCMA,
    PLAIN,
    PRINT,
    answered,
    exchange,
    offered,
    side,
)


@pytest.mark.parametrize(
    ("setup", "answer", "role"),
    [
        ("active", "passive", "server"),
        ("passive", "active", "client"),
        ("actpass", "active", "client"),
    ],
)
def test_roles_of_dtls(setup: str, answer: str, role: str) -> None:
    text = BROWSER.replace("setup:actpass", f"setup:{setup}")
    sdp, agreed = answered(
        Sdp.parse(text.encode()), replace(PLAIN, encryption="offered", fingerprint=PRINT)
    )
    assert sdp.sections[0].attribute("setup") == answer
    assert isinstance(agreed.security, Dtls)
    assert agreed.security.role == role


def test_the_role_stays_when_the_peer_offers_again() -> None:
    terms = replace(PLAIN, encryption="required", fingerprint=PRINT)
    one, other = side(1), side(2)
    mine, _ = exchange(one, other, terms, terms)
    assert isinstance(mine.security, Dtls)
    assert mine.security.role == "server"
    _, mine = exchange(other, one, terms, terms)
    assert isinstance(mine.security, Dtls)
    assert mine.security.role == "server"


CRYPTO = f"a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{KEY}"


@pytest.mark.parametrize(
    ("protocol", "line", "encryption", "outcome"),
    [
        ("RTP/AVP", "a=x", "none", "plain"),
        ("RTP/AVP", "a=x", "offered", "plain"),
        ("RTP/AVP", "a=x", "required", "no encryption that we can use"),
        ("RTP/AVP", CRYPTO, "none", "plain"),
        ("RTP/AVP", CRYPTO, "offered", "keys"),
        ("RTP/AVPF", CRYPTO, "required", "keys"),
        ("RTP/SAVP", CRYPTO, "none", "switched off here"),
        ("RTP/SAVP", CRYPTO, "offered", "keys"),
        ("RTP/SAVPF", CRYPTO, "required", "keys"),
        ("RTP/SAVP", "a=x", "offered", "no encryption that we can use"),
        (
            "RTP/SAVP",
            f"a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:{KEY}",
            "required",
            "no encryption",
        ),
        ("UDP/TLS/RTP/SAVPF", f"a=fingerprint:sha-256 {PRINT.value}", "required", "no encryption"),
        ("TCP/RTP/AVP", "a=x", "none", "no protocol that we know"),
    ],
)
def test_encryption_is_never_changed_in_silence(
    protocol: str, line: str, encryption: Encryption, outcome: str
) -> None:
    offer = offered(line, media=f"audio 5000 {protocol} 0")
    terms = replace(PLAIN, encryption=encryption)
    if outcome not in {"plain", "keys"}:
        with pytest.raises(Unacceptable, match=outcome):
            answered(offer, terms)
        return
    answer, agreed = answered(offer, terms)
    assert answer.sections[0].protocol == protocol
    if outcome == "plain":
        assert agreed.security is None
        assert not answer.sections[0].attributes("crypto")
    else:
        assert isinstance(agreed.security, Sdes)
        assert (agreed.security.ours.tag, agreed.security.theirs.key) == (3, bytes(30))


def test_the_protected_one_of_two_offers_is_taken() -> None:
    text = HEAD + f"m=audio 5000 RTP/AVP 0\r\nm=audio 5002 RTP/SAVP 0\r\n{CRYPTO}\r\n"
    answer, agreed = answered(Sdp.parse(text.encode()), replace(PLAIN, encryption="offered"))
    assert [one.port for one in answer.sections] == [0, 4000]
    assert isinstance(agreed.security, Sdes)
    plain, _ = answered(Sdp.parse(text.encode()))
    assert [one.port for one in plain.sections] == [4000, 0]


def test_what_was_encrypted_stays_so() -> None:
    terms = replace(PLAIN, encryption="offered")
    ours = side()
    ours.consider(offered(CRYPTO, media="audio 5000 RTP/SAVP 0"))
    ours.answer(terms)
    ours.consider(offered())
    with pytest.raises(Unacceptable, match="without encryption"):
        ours.answer(terms)
    assert ours.waiting == "none"
    offer = ours.offer(replace(terms, encryption="none"))
    assert offer.sections[0].protocol == "RTP/SAVP"
    with pytest.raises(Unacceptable, match="no key"):
        ours.accept(offered(media="audio 5000 RTP/SAVP 0"))
    assert ours.agreed is not None
    assert isinstance(ours.agreed.security, Sdes)


def test_keys_and_numbers_stay_through_a_call() -> None:
    terms = replace(PLAIN, encryption="required")
    one, other = side(1), side(2)
    first, _ = exchange(one, other, terms, terms)
    second, _ = exchange(one, other, replace(terms, codecs=(PCMA, OPUS)), terms)
    assert isinstance(first.security, Sdes)
    assert first.security == second.security
    assert first.receive_types[111] == second.receive_types[111]
