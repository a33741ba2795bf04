"""What the judges make of facts: the right verdict, words that a layman understands, advice where it helps."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.app.doctor import judges, sound_judges
from agent_desktop.app.doctor.facts import (
    Answer,
    Disk,
    Names,
    Reach,
    Reached,
    Screen,
    Sound,
    Stream,
    Stun,
    Way,
)
from agent_desktop.app.doctor.findings import as_json, as_text, good
from agent_desktop.model.findings import Finding, Verdict

GOOD, WARNING, BAD, UNKNOWN = Verdict.GOOD, Verdict.WARNING, Verdict.BAD, Verdict.UNKNOWN
HOST = "hub.example.com"


def answer(reach: Reach = Reach.ANSWERED, **about: object) -> Answer:
    return Answer(host=HOST, reach=reach, **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "verdict", "words"),
    [
        (Names(host=HOST, addresses=2, took_ms=20), GOOD, "is found"),
        (Names(host=HOST, addresses=1, took_ms=4_000), WARNING, "slow"),
        (Names(host=HOST), BAD, "not known"),
        (Names(host=HOST, timed_out=True), BAD, "Nobody answers"),
    ],
)
def test_names(facts: Names, verdict: Verdict, words: str) -> None:
    found = judges.judge_names(facts)
    assert (found.verdict, words in found.words) == (verdict, True)
    assert bool(found.advice) is (verdict is not GOOD)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (answer(status=302), "sign-in page"),
        (answer(status=307, kind="text/plain"), "sign-in page"),
        (answer(status=511), "sign-in page"),
        (answer(status=200, kind="text/html"), "sign-in page"),
        (answer(status=403, kind="text/html"), "other than the hub"),
        (answer(status=407), "other than the hub"),
        (answer(status=503, kind="text/html"), "the hub behind it does not"),
        (answer(status=200, kind="application/json"), "is not a hub"),
        (answer(status=404, kind="application/json"), "is not a hub"),
        (answer(Reach.UNTRUSTED, verify_code=9), "not valid yet"),
        (answer(Reach.UNTRUSTED, verify_code=10), "expired"),
        (answer(Reach.UNTRUSTED, verify_code=62), "another name"),
        (answer(Reach.UNTRUSTED, verify_code=64), "another name"),
        (answer(Reach.UNTRUSTED, verify_code=18), "who signed"),
        (answer(Reach.UNTRUSTED, verify_code=20, issuer="O=Zscaler Inc."), "opens encrypted"),
        (answer(Reach.UNTRUSTED, verify_code=1), "not believed"),
        (answer(Reach.NO_TLS), "does not speak TLS"),
        (answer(Reach.REFUSED), "no hub listens"),
        (answer(Reach.TIMED_OUT), "does not answer"),
        (answer(Reach.BROKEN), "breaks off"),
        (answer(Reach.NO_NAME), "not found"),
    ],
)
def test_a_hub_that_does_not_answer(facts: Answer, words: str) -> None:
    found = judges.judge_hub(facts)
    assert found.verdict is BAD
    assert words in found.words
    assert found.advice or facts.reach is Reach.NO_NAME


def test_a_hub_that_answers() -> None:
    found = judges.judge_hub(answer(status=200, kind="application/json", healthy=True, took_ms=12))
    assert (found.verdict, found.words) == (GOOD, "The hub at hub.example.com answers (12 ms).")


@pytest.mark.parametrize(
    ("ahead", "verdict", "words"),
    [
        (None, UNKNOWN, "not compared"),
        (0, GOOD, "agrees"),
        (-299, GOOD, "agrees"),
        (7_200, WARNING, "120 minutes fast"),
        (-301, WARNING, "5 minutes slow"),
    ],
)
def test_the_clock(ahead: int | None, verdict: Verdict, words: str) -> None:
    found = judges.judge_clock(answer(clock_s=ahead))
    assert (found.verdict, words in found.words) == (verdict, True)


@pytest.mark.parametrize(
    "name", ["tun0", "tap1", "wg0", "wg-home", "utun4", "ppp0", "ipsec0", "tailscale0", "nordlynx"]
)
def test_vpns_are_known_by_their_interface(name: str) -> None:
    found = judges.judge_way(Way(interface=name, mtu=1_280))
    assert found.verdict is WARNING
    assert "split tunnel" in found.advice
    assert "1280" in found.advice
    assert "MTU" not in judges.judge_way(Way(interface=name, mtu=1_420)).advice


@pytest.mark.parametrize(
    "name", ["eth0", "wlan0", "en0", "lo", "enp3s0", "wlp2s0", "Ethernet", "Wi-Fi", "docker0"]
)
def test_other_interfaces_are_none(name: str) -> None:
    assert judges.judge_way(Way(interface=name, mtu=1_500)).verdict is GOOD


def test_vpns_are_known_by_what_windows_calls_them() -> None:
    facts = Way(interface="Ethernet 3", about="Cisco AnyConnect Virtual Miniport Adapter")
    assert judges.judge_way(facts).verdict is WARNING
    assert judges.judge_way(Way()).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("reach", "transport", "verdict"),
    [
        (Reach.ANSWERED, "udp", GOOD),
        (Reach.TIMED_OUT, "udp", WARNING),
        (Reach.TIMED_OUT, "tls", BAD),
        (Reach.UNTRUSTED, "tls", BAD),
        (Reach.NO_NAME, "tcp", BAD),
        (Reach.REFUSED, "tcp", BAD),
    ],
)
def test_telephone_systems(reach: Reach, transport: str, verdict: Verdict) -> None:
    facts = Reached(host="pbx", transport=transport, reach=reach)
    assert judges.judge_telephone(facts).verdict is verdict
    assert judges.judge_telephone(None).verdict is UNKNOWN


UDP, NO_UDP = Stun(transport="udp", port=3478, answered=True), Stun(transport="udp", port=3478)
TURN = Stun(transport="tls", port=443, relays=True, answered=True)
NO_TURN = Stun(transport="tls", port=443, relays=True)


@pytest.mark.parametrize(
    ("facts", "udp", "relay"),
    [
        ([], UNKNOWN, UNKNOWN),
        ([UDP], GOOD, UNKNOWN),
        ([NO_UDP], BAD, UNKNOWN),
        ([NO_UDP, TURN], WARNING, GOOD),
        ([UDP, TURN], GOOD, GOOD),
        ([UDP, NO_TURN], GOOD, WARNING),
        ([NO_UDP, NO_TURN], BAD, BAD),
        ([UDP, Stun(transport="tls", port=443, relays=True, untrusted=True)], GOOD, BAD),
    ],
)
def test_the_way_of_sound(facts: list[Stun], udp: Verdict, relay: Verdict) -> None:
    assert sound_judges.judge_udp(facts).verdict is udp
    assert sound_judges.judge_relay(facts).verdict is relay


def test_a_relay_on_another_port_is_told_of() -> None:
    facts = Stun(transport="tls", port=5349, relays=True, answered=True)
    assert "443" in sound_judges.judge_relay([facts]).advice


@pytest.mark.parametrize(
    ("facts", "verdict", "words"),
    [
        (None, UNKNOWN, "not measured"),
        (Stream(sent=50), BAD, "Nothing"),
        (Stream(sent=50, times_ms=(20.0,) * 50), GOOD, "loss 0%, jitter 0 ms"),
        (Stream(sent=50, times_ms=(20.0,) * 48), WARNING, "loss 4%"),
        (Stream(sent=50, times_ms=(20.0,) * 40), BAD, "loss 20%"),
        (Stream(sent=50, times_ms=(20.0, 60.0) * 25), WARNING, "jitter 40 ms"),
        (Stream(sent=50, times_ms=(700.0,) * 50), BAD, "there and back 700 ms"),
        (Stream(sent=1, times_ms=(20.0,)), GOOD, "jitter 0 ms"),
        (
            Stream(sent=50, times_ms=(20.0,) * 30, least_sent=34, least_came=34),
            WARNING,
            "narrow: 40% of a call's full sound",
        ),
        (Stream(sent=50, times_ms=(20.0,) * 30, least_sent=34, least_came=30), BAD, "loss 40%"),
    ],
)
def test_a_stream(facts: Stream | None, verdict: Verdict, words: str) -> None:
    found = sound_judges.judge_stream(facts)
    assert (found.verdict, words in found.words) == (verdict, True)


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (judges.judge_sound(Sound(microphones=1, speakers=2)), GOOD),
        (judges.judge_sound(Sound(speakers=2)), BAD),
        (judges.judge_sound(Sound(missing=True)), BAD),
        (judges.judge_sound(None), WARNING),
        (judges.judge_keychain("secure"), GOOD),
        (judges.judge_keychain("passphrase_needed"), GOOD),
        (judges.judge_keychain("no_keychain"), WARNING),
        (judges.judge_keychain(None), WARNING),
        (judges.judge_disk(Disk(free=10**12)), GOOD),
        (judges.judge_disk(Disk(free=5 * 10**8)), WARNING),
        (judges.judge_disk(Disk(free=10**6)), BAD),
        (judges.judge_disk(Disk(free=10**12, writable=False)), BAD),
        (judges.judge_screen(Screen(there=True, sight="windows")), GOOD),
        (judges.judge_screen(Screen(there=True, sight="some")), WARNING),
        (judges.judge_screen(Screen(there=True, sight="programs")), WARNING),
        (judges.judge_screen(Screen(there=False, sight="nothing")), WARNING),
    ],
)
def test_this_computer(found: Finding, verdict: Verdict) -> None:
    assert found.verdict is verdict


@given(
    st.builds(
        Answer,
        host=st.just(HOST),
        reach=st.sampled_from(Reach),
        status=st.integers(0, 999),
        kind=st.sampled_from(["", "text/html", "application/json"]),
        healthy=st.booleans(),
        verify_code=st.integers(0, 100),
        issuer=st.sampled_from(["", "CN=§", "O=§ Zscaler"]),
    )
)
def test_only_a_healthy_answer_is_good(facts: Answer) -> None:
    found = judges.judge_hub(facts)
    assert (found.verdict is GOOD) is (facts.reach is Reach.ANSWERED and facts.healthy)
    assert found.words.endswith(".")
    assert "§" not in found.words + found.advice


@given(st.integers(1, 60), st.lists(st.floats(0, 5_000), max_size=60))
def test_any_stream_has_a_verdict_that_more_loss_makes_no_better(
    sent: int, times: list[float]
) -> None:
    ranks = [GOOD, WARNING, BAD]
    whole = sound_judges.judge_stream(Stream(sent=sent, times_ms=tuple(times)))
    lossy = sound_judges.judge_stream(Stream(sent=sent * 2, times_ms=tuple(times)))
    assert ranks.index(lossy.verdict) >= ranks.index(whole.verdict)


def test_text_and_json_say_the_same() -> None:
    fine = Finding(check="disk", verdict=GOOD, words="There is room.")
    worse = Finding(check="hub", verdict=BAD, words="No hub.", advice="Ask.")
    assert good([fine])
    assert not good([fine, worse])
    assert as_text([fine, worse]).splitlines() == [
        "ok    There is room.",
        "BAD   No hub.",
        "      → Ask.",
        "",
        "Calls will not work well: 1 of 2 checks failed.",
    ]
    said = json.loads(as_json([fine, worse]))
    assert said["good"] is False
    assert said["checks"][1] == {
        "check": "hub", "verdict": "bad", "words": "No hub.", "advice": "Ask.",
    }  # fmt: skip
