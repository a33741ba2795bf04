"""An agreement as a plan: nothing of it is lost, and what can be passed on undecoded is."""

from dataclasses import replace

import pytest

from agent_desktop.agreement import plans
from agent_desktop.media.secure.srtp import BadKeys
from agent_desktop.media.transport import plan
from agent_desktop.sip.audio_terms import Agreed, Dtls, Sdes
from agent_desktop.sip.sdp_attributes import Codec, Crypto, Direction, Fingerprint, Ice

PCMU, OPUS = Codec("PCMU", 8000), Codec("opus", 48000, 2)
KEYS, WIDE_KEYS = Codec("telephone-event", 8000), Codec("telephone-event", 48000)
PLAIN = Agreed(
    send_type=0,
    send_codec=PCMU,
    receive_types={0: PCMU, 101: KEYS},
    remote=("192.0.2.7", 4000),
    remote_rtcp=("192.0.2.7", 4001),
    direction="sendrecv",
    security=None,
    dtmf_type=(96, 8000),
)


def test_every_number_that_may_come_or_go_has_its_clock() -> None:
    wide = replace(PLAIN, send_type=111, send_codec=OPUS, dtmf_type=(110, 48000))
    made = plans.plan_of(wide)
    assert made.clocks == {0: 8000, 101: 8000, 111: 48000, 110: 48000}
    assert plans.sent(wide) == {111: OPUS, 110: WIDE_KEYS}
    assert set(plans.payloads(plans.sent(wide)).formats) == {111}


@pytest.mark.parametrize(
    ("direction", "receives"),
    [("sendrecv", True), ("recvonly", True), ("sendonly", False), ("inactive", False)],
)
def test_who_holds_expects_nothing(direction: Direction, receives: bool) -> None:
    made = plans.plan_of(replace(PLAIN, direction=direction))
    assert made.receives is receives
    assert (made.remote, made.remote_rtcp) == (PLAIN.remote, PLAIN.remote_rtcp)


def test_ice_says_where_and_the_description_no_more() -> None:
    ice = Ice("them", "p" * 22, ("candidate:1 1 udp 1 192.0.2.9 5000 typ host",), False, True)
    made = plans.plan_of(replace(PLAIN, ice=ice))
    assert (made.remote, made.remote_rtcp) == (None, None)
    assert made.ice == plan.RemoteIce("them", "p" * 22, ice.candidates, False, True)


def test_keys_and_fingerprints_go_along() -> None:
    suite = "AES_CM_128_HMAC_SHA1_80"
    ours, theirs = Crypto(1, suite, bytes(range(30))), Crypto(1, suite, bytes(range(1, 31)))
    by_keys = plans.plan_of(replace(PLAIN, security=Sdes(ours, theirs))).security
    assert isinstance(by_keys, plan.Sdes)
    assert by_keys.ours != by_keys.theirs
    prints = (Fingerprint("sha-256", "AA:BB"), Fingerprint("sha-512", "CC:DD"))
    by_certificate = plans.plan_of(replace(PLAIN, security=Dtls("server", prints))).security
    assert isinstance(by_certificate, plan.Dtls)
    assert by_certificate.role == "server"
    assert [(one.algorithm, one.value) for one in by_certificate.theirs] == [
        ("sha-256", "AA:BB"),
        ("sha-512", "CC:DD"),
    ]
    with pytest.raises(BadKeys):
        plans.plan_of(replace(PLAIN, security=Sdes(Crypto(1, suite, b"short"), theirs)))


def test_what_two_speak_alike_is_passed_on_by_number() -> None:
    other = replace(PLAIN, send_type=7, dtmf_type=(120, 8000))
    assert plans.translation(PLAIN, other) == {0: 7, 101: 120}
    deaf_to_keys = replace(other, dtmf_type=None)
    assert plans.translation(PLAIN, deaf_to_keys) == {0: 7}
    opus = replace(PLAIN, send_type=111, send_codec=OPUS, receive_types={111: OPUS})
    assert plans.translation(PLAIN, opus) is None


def test_comfort_noise_goes_both_ways_where_the_peer_knows_it() -> None:
    noisy = replace(
        PLAIN, receive_types={0: PCMU, 13: Codec("CN", 8000)}, comfort_noise_type=13, dtmf_type=None
    )
    assert plans.payloads(plans.sent(noisy)).comfort == {13}
    assert plans.payloads(noisy.receive_types).comfort == {13}
    assert plans.plan_of(noisy).clocks == {0: 8000, 13: 8000}
    assert not plans.payloads(plans.sent(PLAIN)).comfort


@pytest.mark.parametrize(
    ("wanted", "most", "packing"),
    [(20, 120, (1, 6)), (40, 120, (2, 6)), (60, 60, (3, 3)), (30, 30, (1, 1)), (10, 10, (1, 1))],
)
def test_packets_are_as_long_as_the_peer_wishes(
    wanted: int, most: int, packing: tuple[int, int]
) -> None:
    assert plans.packing(replace(PLAIN, ptime=wanted, most_ptime=most)) == packing
