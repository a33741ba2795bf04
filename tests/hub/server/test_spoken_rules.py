"""What a routing rule says is spoken by the real synthesiser, through the whole hub, to a real caller's ears."""

import shutil
from pathlib import Path

import pytest
import soxr  # type: ignore[import-untyped]

from agent_desktop.hub.voice.prompts import synthesis
from agent_desktop.hub.voice.prompts.loudness import RATE as SPOKEN_RATE
from agent_desktop.hub.voice.prompts.loudness import loudness
from agent_desktop.media.frames import Samples
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import http
from tests.hub.server.hub_process import running_hub
from tests.hub.server.test_phone import House
from tests.hub.voice.worker.sound import RATE, contains, found_at
from tests.hub.voice.worker.telephone import Telephone

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(shutil.which(synthesis.PROGRAM) is None, reason="nothing speaks here"),
]
RULES = "/v1/admin/rules"
WORDS = "Many people call today. Please have a little patience."


PIECE = RATE // 2
STRETCHED = 2
"""So many pieces may hold a place in which the line stretched or shortened a pause."""


def pieces(sound: Samples) -> list[Samples]:
    """Its half seconds."""
    return [sound[at : at + PIECE] for at in range(0, len(sound) - PIECE + 1, PIECE)]


def likeness(heard: Samples, wanted: Samples) -> list[float]:
    """How much each half second of `wanted` is like something that was heard, 0 to 1, the least first."""
    return sorted(contains(heard, piece) for piece in pieces(wanted))


@asynchronous
async def test_a_caller_hears_the_words_of_a_rule(tmp_path: Path) -> None:
    spoken = synthesis.speak(WORDS, "en")
    wanted = soxr.resample(spoken, SPOKEN_RATE, RATE)
    other = soxr.resample(synthesis.speak(WORDS, "de"), SPOKEN_RATE, RATE)
    with running_hub(tmp_path / "hub", "--sip-port", "0", voice=True) as hub:
        house = House(hub)
        state = await house.running()
        rule = {"id": "busy", "name": "Busy", "channels": ["voice"], "message": WORDS}
        with http(hub.url, house.owner) as admin:
            wish = {"type": "define_rules", "rules": [rule]}
            assert admin.put(f"{RULES}/draft", json=wish).status_code == 204
            assert admin.post(f"{RULES}/publish", json={"type": "publish_rules"}).is_success
        caller = Telephone(440.0)
        try:
            call = await caller.dial("+4930999100", state["ports"]["udp"])
            await caller.reaches(call, "active")
            await caller.listens(0.3)
            caller.press("1")
            await caller.hears(lambda sound: likeness(sound, wanted)[STRETCHED] > 0.9, ever=True)
            heard = caller.heard
            assert likeness(heard, other)[-1 - STRETCHED] < 0.7, (
                "by the voice of the caller's language"
            )
            found = [found_at(heard, piece) for piece in pieces(wanted)]
            sure = [(n, at) for n, (like, at) in enumerate(found) if like > 0.9]
            (first, begins), (last, ends) = sure[0], sure[-1]
            assert [at for _, at in sure] == sorted(at for _, at in sure), "word after word"
            assert abs(ends - begins - (last - first) * PIECE) < RATE // 4, "as long"
            said = heard[begins : ends + PIECE]
            assert abs(loudness(said) - loudness(spoken)) < 3.0, "and as loud"
        finally:
            await caller.close()
