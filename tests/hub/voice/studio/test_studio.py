"""A studio's orders when something went before that nobody could carry out."""

from __future__ import annotations

from pathlib import Path

from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.studio import Studio
from agent_desktop.hub.voice.worker.inside import Inside
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import setup_of


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


@asynchronous
async def test_no_studio_is_made_for_the_end_of_a_leg() -> None:
    """One that could not be made is not tried again for the farewells, which the next call would wait behind."""
    made: list[None] = []

    def catalogue() -> Catalogue:
        made.append(None)
        return Catalogue()

    heard: list[words.Heard] = []
    inside = Inside(setup_of(Path("nowhere")), catalogue, heard.append)
    for order in (words.Leave("one"), words.Close("one"), words.Over("call")):
        inside.do(order)
    await inside.stop()
    assert not made
    inside.do(words.Enter("call", "one"))
    await inside.stop()
    assert made
