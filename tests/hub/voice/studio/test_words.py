"""Words to and from a studio's process arrive as they were meant."""

from pathlib import Path

import msgspec
import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.marks import Mark
from agent_desktop.media.transport.ice import IceSettings, TurnServer
from agent_desktop.sip.audio_terms import Agreed, Dtls, Sdes, Terms
from agent_desktop.sip.sdp_attributes import Codec, Crypto, Fingerprint, Ice

KEYS = Sdes(Crypto(1, "AEAD_AES_128_GCM", b"\x00\xff" * 14), Crypto(2, "other", b"k" * 30))
PRINTS = Dtls("server", (Fingerprint("sha-256", "AB:CD"),))
ICE = Ice("u", "secret-ice", ("1 1 udp 1 192.0.2.1 9 typ host",), complete=False)


@pytest.mark.parametrize("security", [None, KEYS, PRINTS])
def test_what_was_agreed_travels_whole(security: Sdes | Dtls | None) -> None:
    agreed = Agreed(
        send_type=96,
        send_codec=Codec("opus", 48000, 2, "useinbandfec=1"),
        receive_types={96: Codec("opus", 48000, 2), 101: Codec("telephone-event", 8000)},
        remote=("192.0.2.1", 4000),
        remote_rtcp=("192.0.2.1", 4001),
        direction="sendonly",
        security=security,
        dtmf_type=(101, 8000),
        comfort_noise_type=13,
        ptime=30,
        most_ptime=60,
        ice=ICE,
        ice_restarted=True,
        held_by_us=True,
        held_by_them=True,
        mid="0",
    )
    order = words.Follow("leg", words.Agreement.of(agreed))
    there = words.said.decode(words.line(order))
    assert isinstance(there, words.Follow)
    assert there.agreement.agreed() == agreed
    assert "secret-ice" not in repr(order)


@pytest.mark.parametrize(
    "order",
    [
        words.Open(leg="l", encryption="offered", transport="wss", ice=True, offering=False),
        words.Enter("c", "l"),
        words.Stop(),
        d.Play(call="c", leg="l", playback="p", language="de", prompts=("a", "b"), loop=True),
        d.StopPlaying("l", "p"),
        d.Connect("c", (("a", "b"), ("b", "a"))),
        d.Record(call="c", recording="r", ours=("a",), theirs=("b",)),
        d.RecordMessage("c", "l", "r", 3000),
        d.StopMessage("c", "r", keep=False),
    ],
)
def test_orders_travel(order: words.Said) -> None:
    assert words.said.decode(words.line(order)) == order


def test_whose_a_recording_is_travels_and_is_not_printed() -> None:
    label = Label(
        call="c",
        recording="c/tape1",
        message=True,
        number="+49301112223",
        queue="support",
        keep_days=None,
        least_ms=1_500,
    )
    order = words.Begin(label)
    assert words.said.decode(words.line(order)) == order
    assert "+49301112223" not in repr(order)


def test_the_way_through_firewalls_travels_and_its_password_is_not_printed() -> None:
    turn = TurnServer("relay.example", 443, "user", "secret-turn", "tls")
    ice = IceSettings(stun=(("192.0.2.1", 3478),), turn=(turn,), addresses=("::1",), gather_s=2.0)
    order = words.Found(words.Reach.of(ice))
    there = words.said.decode(words.line(order))
    assert isinstance(there, words.Found)
    assert there.reach is not None
    assert there.reach.settings() == ice
    assert "secret-turn" not in repr((order, order.reach))


@pytest.mark.parametrize(
    "event",
    [
        words.Opened(
            "l",
            Terms(
                "192.0.2.1",
                4000,
                (Codec("PCMU", 8000),),
                "required",
                fingerprint=Fingerprint("sha-256", "AB"),
                ice=ICE,
                needs_ice=True,
            ),
        ),
        words.Complete(
            Recorded(
                call="c",
                recording="r",
                path=Path("/somewhere/r.ogg"),
                length_ms=10,
                pauses=(Mark(1, True),),
                reasons=("card",),
            )
        ),
        words.Load(0.25),
        told.PlaybackFinished("l", "p"),
        told.SilenceHeard("l"),
        d.Noted("c", "prompt_missing", "welcome"),
    ],
)
def test_events_travel(event: words.Heard) -> None:
    assert words.heard.decode(words.line(event)) == event
    assert "secret-ice" not in repr(event)


def test_nonsense_is_refused() -> None:
    for decoder in (words.said, words.heard):
        with pytest.raises(msgspec.MsgspecError):
            decoder.decode(b'{"type":"Anything"}')
