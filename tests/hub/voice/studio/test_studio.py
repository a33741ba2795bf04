"""A studio's orders when something went before that nobody could carry out."""

from __future__ import annotations

from pathlib import Path

from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.studio import Studio
from tests.contracts.asynchronous import asynchronous


@asynchronous
async def test_who_waits_for_ports_of_a_leg_that_never_entered_is_told(tmp_path: Path) -> None:
    """The leg entered a studio that could not be made, and its ports are asked of the next one."""
    setup = words.StudioSetup(
        address="127.0.0.1",
        recordings=str(tmp_path),
        first=20_000,
        last=20_100,
        reach=None,
        lost_after_s=20.0,
    )
    heard: list[words.Heard] = []
    studio = Studio(setup, None, Catalogue(), heard.append)
    order = words.Open(leg="one", encryption="none", transport="udp", ice=False, offering=True)
    studio.do(order)
    studio.do(words.Anew("one"))
    studio.do(words.Close("one"))
    assert heard == [words.NotOpened("one", "no studio")] * 2
    await studio.stop()
