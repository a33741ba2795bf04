"""How much sound goes into a packet: what the far party asks for, by the telephone as by the hub's studio."""

import pytest

from agent_desktop.agreement import plans
from agent_desktop.hub.voice.studio.voice import Voice as StudioVoice
from agent_desktop.media.frames import frame_size, silence
from agent_desktop.media.rtp import parse
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.phone.audio.backend import FRAME
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.sdp_attributes import Codec
from tests.contracts.asynchronous import asynchronous
from tests.media.transport.pairs import Wire

PCMU = Codec("PCMU", 8000)


def agreed_with(wire: Wire, ptime: int) -> Agreed:
    return Agreed(0, PCMU, {0: PCMU}, wire.address, None, "sendrecv", None, ptime=ptime)


async def lengths(wire: Wire) -> set[int]:
    """Milliseconds of sound in each of the next packets."""
    return {len(parse(await wire.receive()).payload) // 8 for _ in range(3)}


@pytest.mark.parametrize("ptime", [20, 40, 60])
def test_packets_are_as_long_as_the_far_party_wants(ptime: int) -> None:
    @asynchronous
    async def run() -> None:
        wire = Wire()
        phone = Voice("call", lambda _: None)
        studio = StudioVoice(lambda *_: None, lambda _: None, lambda _: None)
        for voice in (phone, studio):
            session = await voice.open(SessionSettings("127.0.0.1", "us"), controlling=True)
            agreed = agreed_with(wire, ptime)
            voice.follow(agreed)
            await session.apply(plans.plan_of(agreed))
        for _ in range(9):
            phone.hear(silence(FRAME))
        assert await lengths(wire) == {ptime}
        wire.pending()
        for number in range(9):
            studio.hear(silence(frame_size(8000)), number * 0.02)
        assert await lengths(wire) == {ptime}
        for voice in (phone, studio):
            await voice.close()
        wire.close()

    run()
