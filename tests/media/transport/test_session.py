"""Media sessions on real sockets: every kind of protection, what is on the wire, who is listened to."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from agent_desktop.media import rtcp
from agent_desktop.media.secure.srtp import Srtp
from agent_desktop.media.transport import reporting
from agent_desktop.media.transport.demux import Protocol, protocol
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice_connection import Consent
from agent_desktop.media.transport.latch import QUIET_S, Latch
from agent_desktop.media.transport.plan import (
    Connected,
    Dtls,
    Exposed,
    Failed,
    HeardAgain,
    MediaPlan,
    NoWay,
    PeerLeft,
    PeerMoved,
    Reported,
    RestartFailed,
    SessionSettings,
    Silent,
)
from tests.media.transport.pairs import (
    CLOCKS,
    ICE,
    PLAIN,
    SECURE,
    End,
    Wire,
    by_dtls,
    by_sdes,
    ends,
    keys,
    packet,
    plans,
    talk,
)

pytestmark = pytest.mark.usefixtures("every_loop")


def test_plain_voice_goes_both_ways() -> None:
    async def main() -> None:
        async with ends(PLAIN) as (one, other):
            first, second = plans(one, other)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            assert await one.event(Connected) == Connected(None)
            await talk(one, other)
            figures = one.session.figures()
            assert (figures.sent, figures.sent_octets, figures.received.received) == (1, 100, 1)

    asyncio.run(main())


@pytest.mark.parametrize("suite", ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"])
def test_keys_of_the_descriptions_protect_both_ways(suite: str) -> None:
    async def main() -> None:
        async with ends(PLAIN) as (one, other):
            first, second = plans(one, other, by_sdes(suite))
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await talk(one, other)
            await one.session.apply(first)  # the same again, as a session refresh brings it
            await talk(one, other, 2)

    asyncio.run(main())


def test_dtls_without_ice_protects_both_ways() -> None:
    async def main() -> None:
        async with ends(SECURE) as (one, other):
            first, second = plans(one, other, by_dtls(one, other))
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await asyncio.gather(one.event(Connected), other.event(Connected))
            await talk(one, other)
            await other.session.close()
            assert await one.event(PeerLeft)

    asyncio.run(main())


def test_dtls_over_ice_and_a_restart_while_voice_flows() -> None:
    async def main() -> None:
        async with ends(ICE) as (one, other):
            await asyncio.gather(one.session.gathered(), other.session.gathered())
            security = by_dtls(one, other)
            first, second = plans(one, other, security)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            connected, _ = await asyncio.gather(one.event(Connected), other.event(Connected))
            assert connected.path is not None
            assert not connected.path.relayed
            await talk(one, other)
            before = one.session.path
            one.session.restart_ice(controlling=True)
            with pytest.raises(NoWay, match="restarted"):
                await other.session.apply(replace(second, ice=one.remote_ice()))
            other.session.restart_ice(controlling=False)
            await asyncio.gather(one.session.gathered(), other.session.gathered())
            await talk(one, other, 2)
            first, second = plans(one, other, security)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await asyncio.gather(one.event(PeerMoved), other.event(PeerMoved))
            assert one.session.path != before
            await talk(one, other, 3)
            assert not any(isinstance(event, Failed) for event in one.all_events)

    asyncio.run(main())


def test_a_restart_that_fails_leaves_the_old_way() -> None:
    async def main() -> None:
        assert ICE.ice is not None
        impatient = replace(ICE, ice=replace(ICE.ice, connect_s=0.5))
        async with ends(impatient) as (one, other):
            await asyncio.gather(one.session.gathered(), other.session.gathered())
            security = by_dtls(one, other)
            first, second = plans(one, other, security)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await asyncio.gather(one.event(Connected), other.event(Connected))
            before = one.session.ice
            one.session.restart_ice(controlling=True)
            assert first.ice is not None
            nobody = replace(first.ice, username="nobody", candidates=())
            await one.session.apply(replace(first, ice=nobody))
            assert one.session.ice is not before
            assert "no way" in (await one.event(RestartFailed)).why
            assert one.session.ice is before
            await one.session.apply(first)  # what holds, said again
            await talk(one, other)
            assert not any(isinstance(event, Failed) for event in one.all_events)

    asyncio.run(main())


def test_a_peer_that_is_gone_is_a_failure() -> None:
    async def main() -> None:
        assert ICE.ice is not None
        quick = replace(ICE, ice=replace(ICE.ice, consent=Consent(0.05, 0.2)))
        async with ends(quick) as (one, other):
            await asyncio.gather(one.session.gathered(), other.session.gathered())
            first, second = plans(one, other, by_dtls(one, other))
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await asyncio.gather(one.event(Connected), other.event(Connected))
            await other.session.close()
            assert (await one.event(Failed)).why == "the peer no longer answers"
            assert not one.session.send(packet(1))

    asyncio.run(main())


def test_candidates_may_follow_in_later_plans() -> None:
    async def main() -> None:
        async with ends(ICE) as (one, other):
            await asyncio.gather(one.session.gathered(), other.session.gathered())
            first, second = plans(one, other, by_dtls(one, other))
            for session, plan in ((one.session, first), (other.session, second)):
                assert plan.ice is not None
                none = replace(plan, ice=replace(plan.ice, candidates=(), complete=False))
                await session.apply(none)
            await one.session.apply(first)
            await asyncio.gather(one.event(Connected), other.event(Connected))
            await talk(one, other)

    asyncio.run(main())


def test_the_wrong_certificate_ends_in_a_clear_failure() -> None:
    async def main() -> None:
        async with ends(SECURE) as (one, other):
            security = by_dtls(one, other)
            lie = Dtls("server", (Certificate().fingerprint(),))
            first, second = plans(one, other, (lie, security[1]))
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            failed = await one.event(Failed)
            assert "certificate" in failed.why
            assert not one.session.send(packet(1))

    asyncio.run(main())


# What is on the wire


def test_nothing_plain_leaves_a_protected_session() -> None:
    async def main() -> None:
        wire, end = Wire(), await End().open(SECURE)
        ours, theirs = keys(), keys()
        assert not end.session.send(packet(0))
        dtls = Dtls("client", (Certificate().fingerprint(),))
        await end.session.apply(MediaPlan(CLOCKS, wire.address, security=dtls))
        for number in range(20):
            assert not end.session.send(packet(number))
        hello = await wire.receive()
        assert protocol(hello) is Protocol.DTLS
        with pytest.raises(Exposed):
            await end.session.apply(MediaPlan(CLOCKS, wire.address))
        sdes, _ = by_sdes()
        sdes = replace(sdes, ours=ours, theirs=theirs)
        await end.session.apply(MediaPlan(CLOCKS, wire.address, security=sdes))
        with pytest.raises(Exposed):
            await end.session.apply(MediaPlan(CLOCKS, wire.address))
        assert end.session.send(packet(30))
        opener = Srtp(theirs, ours)
        seen = [await wire.receive(), *wire.pending()]
        seen = [data for data in seen if protocol(data) is not Protocol.DTLS]
        assert [opener.open(data) for data in seen] == [packet(30)]
        wire.send(packet(31), end.session.local)  # and nothing plain is heard
        wire.send(opener.seal(packet(32)) or b"", end.session.local)
        await end.hears(packet(32))
        assert end.session.figures().refused.forged == 1
        await end.session.close()
        goodbye = wire.pending()
        assert len(goodbye) == 1
        assert b"pair@test" not in goodbye[0]
        assert opener.open_rtcp(goodbye[0]) is not None
        wire.close()

    asyncio.run(main())


def test_reports_leave_and_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "INTERVAL_S", 0.1)

    async def main() -> None:
        wire, end = Wire(), await End().open(PLAIN)
        reports = Wire()
        await end.session.apply(MediaPlan(CLOCKS, wire.address, reports.address))
        assert end.session.send(packet(1, ssrc=7))
        assert await wire.receive() == packet(1, ssrc=7)
        wire.send(packet(5, ssrc=9), end.session.local)
        await end.hears(packet(5, ssrc=9))
        sent, name = rtcp.parse(await reports.receive())[:2]
        while not (isinstance(sent, rtcp.SenderReport) and sent.blocks):
            sent, name = rtcp.parse(await reports.receive())[:2]
        assert (sent.ssrc, sent.packets, sent.octets) == (7, 1, 100)
        assert sent.blocks[0].ssrc == 9
        assert name == rtcp.Description(7, "pair@test")
        block = rtcp.ReportBlock(7, 64, 3, 5, 80, sent.ntp >> 16 & 0xFFFFFFFF, 0)
        answer = rtcp.encode([rtcp.ReceiverReport(9, (block,)), rtcp.Bye((9,), "off")])
        reports.send(b"\xc8junk", end.session.local_rtcp)
        reports.send(answer, end.session.local_rtcp)
        assert await end.event(PeerLeft) == PeerLeft("off")
        figures = end.session.figures()
        assert (figures.remote_loss, figures.remote_jitter_ms) == (0.25, 10)
        assert figures.round_trip_ms is not None
        await end.session.close()
        assert rtcp.Bye((7,)) in rtcp.parse(reports.pending()[-1])
        wire.close()
        reports.close()

    asyncio.run(main())


# Who is listened to


def test_the_first_valid_packet_says_where_the_peer_is_and_a_thief_is_not_heard() -> None:
    async def main() -> None:
        peer, thief, told = Wire(), Wire(), Wire()
        end = await End().open(PLAIN)
        await end.session.apply(MediaPlan(CLOCKS, told.address))
        peer.send(packet(0, kind=77), end.session.local)  # not agreed: proves nothing
        peer.send(b"\x80", end.session.local)
        thief.send(rtcp.encode([rtcp.ReceiverReport(1)]), end.session.local)
        peer.send(packet(1), end.session.local)
        await end.hears(packet(1))
        await end.event(PeerMoved)
        assert end.session.remote == peer.address
        thief.send(packet(2), end.session.local)
        peer.send(packet(3), end.session.local)
        await end.hears(packet(3))
        assert end.session.send(packet(9))
        assert await peer.receive() == packet(9)
        assert end.session.figures().dropped.strangers == 2
        await end.session.apply(MediaPlan(CLOCKS, told.address))  # the same again changes nothing
        assert end.session.remote == peer.address
        await end.session.apply(MediaPlan(CLOCKS, thief.address))
        thief.send(packet(4), end.session.local)
        await end.hears(packet(4))
        await end.session.close()
        for wire in (peer, thief, told):
            wire.close()

    asyncio.run(main())


def test_an_encrypted_peer_is_learned_only_from_genuine_packets() -> None:
    async def main() -> None:
        peer, thief, end = Wire(), Wire(), await End().open(PLAIN)
        ours, theirs = by_sdes()
        sealer = Srtp(theirs.ours, theirs.theirs)
        await end.session.apply(MediaPlan(CLOCKS, ("127.0.0.1", 9), security=ours))
        thief.send(packet(1), end.session.local)
        peer.send(sealer.seal(packet(2)) or b"", end.session.local)
        await end.hears(packet(2))
        assert end.session.remote == peer.address
        await end.session.close()
        peer.close()
        thief.close()

    asyncio.run(main())


def test_an_encrypted_peer_may_move_once_its_old_place_is_quiet() -> None:
    here, there = ("192.0.2.1", 1), ("192.0.2.2", 2)
    for genuine in (True, False):
        latch = Latch()
        latch.tell(here)
        assert latch.accepts(here, 0.0, genuine=genuine)
        assert not latch.accepts(there, QUIET_S / 2, genuine=genuine)
        assert latch.accepts(there, QUIET_S * 2, genuine=genuine) is genuine
        assert latch.address == (there if genuine else here)


@pytest.mark.parametrize("genuine", [True, False])
def test_who_still_talks_to_the_last_owner_of_a_port_keeps_nobody_out(genuine: bool) -> None:
    peer, stranger = ("192.0.2.1", 1), ("192.0.2.2", 2)
    latch = Latch()
    latch.tell(peer)
    assert latch.accepts(stranger, 0.0, genuine=genuine), "it may be the peer behind a translator"
    assert latch.accepts(peer, 0.1, genuine=genuine)
    assert not latch.accepts(stranger, 0.2, genuine=genuine)
    assert latch.accepts(peer, 0.3, genuine=genuine)
    assert latch.address == peer
    assert latch.accepts(stranger, QUIET_S + 0.4, genuine=genuine) is genuine
    assert latch.accepts(peer, QUIET_S + 0.5, genuine=genuine) is not genuine, "it has moved"


def test_silence_is_told_once_and_so_is_its_end() -> None:
    async def main() -> None:
        wire = Wire()
        end = await End().open(replace(PLAIN, silence_s=0.2))
        held = MediaPlan(CLOCKS, wire.address, receives=False)
        await end.session.apply(held)
        await asyncio.sleep(0.8)
        assert not any(isinstance(event, Silent) for event in end.all_events)
        await end.session.apply(replace(held, receives=True))
        silent = await end.event(Silent)
        assert silent.seconds >= 0.2
        wire.send(packet(1), end.session.local)
        await end.event(HeardAgain)
        assert len([one for one in end.all_events if isinstance(one, Silent)]) == 1
        await end.session.close()
        wire.close()

    asyncio.run(main())


@pytest.mark.parametrize("settings", [PLAIN, SECURE])
def test_a_session_moves_to_another_address_and_keeps_its_keys(settings: SessionSettings) -> None:
    async def main() -> None:
        async with ends(settings) as (one, other):
            security = by_dtls(one, other) if settings.certificate else (None, None)
            first, second = plans(one, other, security)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await one.event(Connected)
            await other.event(Connected)
            await talk(one, other)
            before = one.session.local
            await one.session.move("127.0.0.3")
            assert one.session.local != before
            # Until the new description has arrived, the other side still sends to the old ports.
            other.session.send(packet(7, ssrc=2))
            await one.hears(packet(7, ssrc=2))
            _, moved = plans(one, other, security)
            await asyncio.gather(one.session.apply(first), other.session.apply(moved))
            one.session.send(packet(8))
            await other.hears(packet(8))
            other.session.send(packet(9, ssrc=2))
            await one.hears(packet(9, ssrc=2))
            assert other.session.remote == one.session.local

    asyncio.run(main())


def test_what_the_peer_reports_about_us_is_told() -> None:
    async def main() -> None:
        async with ends(PLAIN) as (one, other):
            first, second = plans(one, other)
            await asyncio.gather(one.session.apply(first), other.session.apply(second))
            await one.event(Connected)
            for number in range(10):
                if number != 5:
                    one.session.send(packet(number))
                    await other.hears(packet(number))
            other.session._report()
            told = await one.event(Reported)
            assert told.block.ssrc == 1
            assert told.block.fraction_lost == 256 // 10

    asyncio.run(main())
