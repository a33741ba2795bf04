"""On an agent's tile: that who is at work is given no more, which the word for the work alone would hide."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.targets import Targets
from agent_desktop.model.work import Channel
from agent_desktop.ui.supervisor.tile_pictures import TilePictures
from agent_desktop.ui.supervisor.tiles import OVER, USUAL, Around, Tile, tile
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.boards import agent, work

CHATS = tuple(work(f"Customer {n}", Channel.CHAT, 31_000) for n in range(3))


def at_work(presence: PresenceState, missed: str = "") -> Tile:
    line = agent("Mei Tanaka", presence, Activity.MESSAGING, works=CHATS, missed=missed)
    return tile(line, Around(), {}, Targets(), NOON)


@pytest.mark.parametrize(
    ("presence", "mark", "detail", "rank"),
    [
        (PresenceState.READY, "ready", "3 chats", USUAL),
        (PresenceState.BREAK, "notReady", "Break · 3 chats", USUAL),
        (PresenceState.OFFLINE, "offline", "Offline · 3 chats", USUAL),
        (PresenceState.NOT_RESPONDING, "notReady", "Missed offer · 3 chats", OVER),
    ],
)
def test_the_mark_and_the_words_say_whether_more_may_come(
    presence: PresenceState, mark: str, detail: str, rank: int
) -> None:
    found = at_work(presence, missed="Returns" if rank == OVER else "")
    assert (found.word, found.tone) == ("Active", "ready"), "what the agent does"
    assert (found.mark, found.detail, found.rank) == (mark, detail, rank)
    assert found.channels == (Channel.CHAT,), "a missed offer hides no work"


def test_on_hold_the_mark_is_that_of_the_hold() -> None:
    line = agent("Kwame Mensah", PresenceState.READY, Activity.HOLD, works=CHATS[:1])
    assert tile(line, Around(), {}, Targets(), NOON).mark == "idle"


def test_another_mark_is_another_picture(theme: Theme) -> None:
    pictures, size = TilePictures(theme), QSize(240, 88)
    ready = at_work(PresenceState.READY)
    closed = replace(ready, mark="notReady")
    first = pictures.card(ready, size, 1.0, False).toImage()
    assert pictures.card(closed, size, 1.0, False).toImage() != first
