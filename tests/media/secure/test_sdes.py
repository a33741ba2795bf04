"""Crypto attributes: both directions of a call from two descriptions, and what is refused and why."""

import base64
import contextlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.media.rtp import Packet
from agent_desktop.media.secure.sdes import (
    PREFERRED,
    BadCrypto,
    accepted,
    answer,
    choose,
    make,
    parse,
    read_all,
)
from agent_desktop.media.secure.srtp import SUITES, Srtp

SUITE = "AES_CM_128_HMAC_SHA1_80"
KEY = base64.b64encode(bytes(range(30))).decode()


def test_two_descriptions_give_both_sides_the_same_keys() -> None:
    offered = [make(tag, suite, os.urandom) for tag, suite in enumerate(PREFERRED, 1)]
    read = read_all(one.value() for one in offered)
    assert read == offered
    chosen = choose(read, ("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"))
    assert chosen is not None
    theirs = answer(chosen, os.urandom)
    ours = accepted(offered, parse(theirs.value()))
    caller, called = Srtp(ours.keys, theirs.keys), Srtp(theirs.keys, chosen.keys)
    for us, them in ((caller, called), (called, caller)):
        packet = Packet(0, 1, 2, 3, b"voice").encode()
        sealed = us.seal(packet)
        assert sealed is not None
        assert them.open(sealed) == packet


@pytest.mark.parametrize(
    "value",
    [
        f"1 {SUITE} inline:{KEY}",
        f"1 {SUITE.lower()} inline:{KEY}",
        f"1 {SUITE} inline:{KEY}|2^31",
        f"1 {SUITE} inline:{KEY}|2^48  WSH=128",
        f"1 {SUITE} inline:{KEY}|281474976710656",
    ],
)
def test_what_peers_write_is_read(value: str) -> None:
    crypto = parse(value)
    assert (crypto.tag, crypto.keys.suite, crypto.keys.master) == (1, SUITE, bytes(range(30)))


def test_a_key_without_its_padding_is_read() -> None:
    size = SUITES["AEAD_AES_128_GCM"].size
    text = base64.b64encode(bytes(size)).decode().rstrip("=")
    assert parse(f"2 AEAD_AES_128_GCM inline:{text}").keys.master == bytes(size)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "tag"),
        ("x" * 5000, "tag"),
        (f"1 F8_128_HMAC_SHA1_80 inline:{KEY}", "suite"),
        (f"1 AES_256_CM_HMAC_SHA1_80 inline:{KEY}", "suite"),
        (f"1 {SUITE} uri:{KEY}", "inline"),
        (f"1 {SUITE} inline:{KEY}|2^31|1:4", "MKI"),
        (f"1 {SUITE} inline:{KEY}|1:4", "MKI"),
        (f"1 {SUITE} inline:{KEY}|2^10", "lifetime"),
        (f"1 {SUITE} inline:{KEY}|soon", "lifetime"),
        (f"1 {SUITE} inline:{KEY};inline:{KEY}", "several"),
        (f"1 {SUITE} inline:{KEY} UNENCRYPTED_SRTP", "UNENCRYPTED_SRTP"),
        (f"1 {SUITE} inline:{KEY} KDR=3", "KDR"),
        (f"1 {SUITE} inline:{KEY[:-4]}", "30 bytes"),
        (f"1 {SUITE} inline:{KEY[:-1]}*", "30 bytes"),
        (f"1 {SUITE} inline:é{KEY}", "30 bytes"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_and_without_the_key(value: str, why: str) -> None:
    with pytest.raises(BadCrypto, match=why) as refused:
        parse(value)
    assert KEY[:16] not in str(refused.value)
    assert refused.value.__cause__ is None
    assert read_all([value, f"7 {SUITE} inline:{KEY}"])[0].tag == 7


def test_without_a_common_suite_nothing_is_chosen() -> None:
    assert choose([make(1, SUITE, os.urandom)], ("AEAD_AES_256_GCM",)) is None
    assert choose([]) is None


def test_an_answer_must_take_what_was_offered() -> None:
    offered = [make(1, SUITE, os.urandom)]
    for tag, suite in ((2, SUITE), (1, "AES_CM_128_HMAC_SHA1_32")):
        with pytest.raises(BadCrypto, match="not offered"):
            accepted(offered, make(tag, suite, os.urandom))
    with pytest.raises(BadCrypto, match="suite"):
        make(1, "NULL", os.urandom)


def test_a_key_is_not_shown() -> None:
    crypto = make(1, SUITE, lambda size: b"k" * size)
    assert "kkkk" not in repr(crypto)
    assert base64.b64encode(b"kkk").decode() in crypto.value()


@given(st.text(max_size=600))
def test_any_text_is_read_or_refused(text: str) -> None:
    for value in (text, f"1 {SUITE} inline:{text}", f"1 {SUITE} inline:{KEY}{text}"):
        with contextlib.suppress(BadCrypto):
            parse(value)
