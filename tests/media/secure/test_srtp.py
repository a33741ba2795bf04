"""SRTP: what one side seals the other opens, once; everything else is counted and never raises."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.media import rtcp
from agent_desktop.media.rtp import Packet
from agent_desktop.media.secure.srtp import SUITES, BadKeys, Keys, Srtp


def pair(suite: str = "AES_CM_128_HMAC_SHA1_80") -> tuple[Srtp, Srtp]:
    one, other = (Keys(suite, os.urandom(SUITES[suite].size)) for _ in range(2))
    return Srtp(one, other), Srtp(other, one)


def packet(sequence: int, ssrc: int = 7) -> bytes:
    return Packet(0, sequence & 0xFFFF, 160 * sequence & 0xFFFFFFFF, ssrc, bytes(160)).encode()


def opened(us: Srtp, them: Srtp, data: bytes) -> bytes | None:
    sealed = us.seal(data)
    assert sealed is not None
    assert data[12:] not in sealed
    return them.open(sealed)


@pytest.mark.parametrize("suite", SUITES)
def test_what_one_side_seals_the_other_opens(suite: str) -> None:
    alice, bob = pair(suite)
    report = rtcp.encode([rtcp.ReceiverReport(7), rtcp.Description(7, "us@here")])
    for us, them in ((alice, bob), (bob, alice)):
        assert opened(us, them, packet(1)) == packet(1)
        sealed = us.seal_rtcp(report)
        assert sealed is not None
        assert b"us@here" not in sealed
        assert them.open_rtcp(sealed) == report


@pytest.mark.parametrize("suite", ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"])
def test_the_numbers_roll_over_and_the_old_round_stays_closed(suite: str) -> None:
    alice, bob = pair(suite)
    start = 0xFFF0
    first = alice.seal(packet(start))
    assert first is not None
    assert bob.open(first) == packet(start)
    for number in range(start + 1, start + 2 * 65536 + 40):
        assert opened(alice, bob, packet(number)) == packet(number)
    assert bob.open(first) is None
    assert bob.refused.forged + bob.refused.replayed == 1


def test_lost_and_late_packets_around_the_rollover_are_opened() -> None:
    alice, bob = pair()
    sealed = {number: alice.seal(packet(number)) for number in range(65500, 65600)}
    order = [n for n in sealed if n % 7] + [n for n in sealed if not n % 7][::-1]
    for number in order:
        data = sealed[number]
        assert data is not None
        assert bob.open(data) == packet(number)


def test_a_replay_and_a_forgery_are_counted() -> None:
    alice, bob = pair()
    sealed = alice.seal(packet(5))
    assert sealed is not None
    assert bob.open(sealed) is not None
    assert bob.open(sealed) is None
    assert bob.open(sealed[:-1] + bytes([sealed[-1] ^ 1])) is None
    fresh = alice.seal(packet(6))
    assert fresh is not None
    assert bob.open(fresh[:20] + bytes([fresh[20] ^ 1]) + fresh[21:]) is None
    assert bob.open(fresh) is not None
    assert (bob.refused.replayed, bob.refused.forged) == (2, 1)


def test_a_number_is_never_sealed_twice() -> None:
    alice, _ = pair()
    assert alice.seal(packet(9)) is not None
    assert alice.seal(packet(9)) is None
    assert alice.seal(b"no packet") is None
    assert alice.seal(bytes(5000)) is None
    assert alice.refused.unsealed == 3


def test_a_direction_whose_keys_stay_goes_on_counting() -> None:
    alice, bob = pair()
    for number in range(65530, 65536 + 10):
        assert opened(alice, bob, packet(number)) == packet(number)
    fresh = Keys("AEAD_AES_128_GCM", os.urandom(28))
    alice.change_keys(alice.ours, fresh)
    bob.change_keys(fresh, bob.theirs)
    assert opened(alice, bob, packet(65546)) == packet(65546)
    assert alice.seal(packet(65546)) is None
    assert opened(bob, alice, packet(3)) == packet(3)


def test_sources_may_change_and_come_back() -> None:
    alice, bob = pair()
    for number, ssrc in [(10, 1), (60000, 2), (11, 1), (12, 3), (60001, 2)]:
        data = packet(number, ssrc)
        assert opened(alice, bob, data) == data


def test_a_stranger_with_another_key_opens_nothing() -> None:
    alice, _ = pair()
    _, stranger = pair()
    sealed = alice.seal(packet(1))
    assert sealed is not None
    assert stranger.open(sealed) is None
    assert stranger.refused.forged == 1


@given(st.binary(max_size=1600))
def test_any_bytes_are_refused_without_harm(data: bytes) -> None:
    _, bob = pair()
    assert bob.open(data) is None
    assert bob.open_rtcp(data) is None
    refused = bob.refused
    assert refused.forged + refused.malformed + refused.replayed == 2


@pytest.mark.parametrize(
    ("suite", "size"), [("AES_256_CM_HMAC_SHA1_80", 46), ("NULL", 0), ("AEAD_AES_128_GCM", 30)]
)
def test_keys_that_cannot_be_used_are_refused_by_name(suite: str, size: int) -> None:
    with pytest.raises(BadKeys, match=suite):
        Keys(suite, bytes(size))


def test_a_key_is_not_shown() -> None:
    master = os.urandom(30)
    keys = Keys("AES_CM_128_HMAC_SHA1_80", master)
    assert "master" not in repr(keys)
    assert master.hex() not in repr(keys)
