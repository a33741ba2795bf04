"""What the board counts and keeps instead of doing it anew is what doing it anew would give."""

from random import Random

from msgspec.structs import replace
from PySide6.QtCore import QSize

from agent_desktop.model.board import Ratio
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.ui.supervisor.queue_look import HeadSums, Staff, staff
from agent_desktop.ui.supervisor.tile_pictures import TilePictures
from agent_desktop.ui.supervisor.tiles import Around, tile
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.boards import crowd, designed


def test_staff_is_counted_by_what_it_does() -> None:
    agents = list(crowd(3, 60).agents.values())
    agents[0] = replace(agents[0], free=False)  # Ready, and asked just now
    there = [one for one in agents if one.presence is not PresenceState.OFFLINE]
    idle = [one for one in agents if one.activity is Activity.IDLE]
    ready = [one for one in agents if one.presence is PresenceState.READY]
    free = [one for one in agents if one.free]
    assert 0 < len(free) < len(ready)
    found = staff(agents)
    assert (found.total, found.there, found.ready) == (60, len(there), len(free))
    assert found.idle == sum(one in ready for one in idle)
    assert found.gone == sum(one not in there for one in idle)
    assert found.busy + found.idle + found.away + found.gone == 60
    assert found.busy == 60 - len(idle)
    assert staff([]) == Staff()


def test_sums_of_queues_follow_their_lines() -> None:
    chance, sums = Random(3), HeadSums()
    lines = list(crowd(12, 1).queues.values())
    for _ in range(40):
        at = chance.randrange(len(lines))
        parts = tuple(
            replace(one, service=Ratio(over=chance.randrange(9), under=9))
            for one in lines[at].parts
        )
        lines[at] = replace(lines[at], parts=parts)
        shown = chance.sample(lines, chance.randrange(len(lines) + 1))
        service, speed, abandoned = sums.ratios(shown)
        for got, name in ((service, "service"), (speed, "speed"), (abandoned, "abandoned")):
            every = [getattr(one, name) for one in shown]
            assert got == Ratio(over=sum(x.over for x in every), under=sum(x.under for x in every))


def test_tiles_that_look_the_same_share_a_picture(theme: Theme) -> None:
    board, pictures, size = designed(), TilePictures(theme), QSize(240, 88)
    lines = list(board.agents.values())
    ann = tile(lines[0], Around(), board.queues, board.targets, NOON)
    later = replace(lines[0], since=NOON - 1, active_since=NOON - 1)
    same = tile(later, Around(), board.queues, board.targets, NOON)
    assert ann != same
    card = pictures.card(ann, size, 1.0, False)
    assert pictures.card(same, size, 1.0, False) is card
    assert pictures.card(ann, size, 1.0, True) is not card
    for one in lines[1:]:
        other = tile(one, Around(), board.queues, board.targets, NOON)
        assert pictures.card(other, size, 1.0, False).toImage() != card.toImage()
    assert pictures.clock("3:12", "", 1.0) is pictures.clock("3:12", "", 1.0)
    assert (
        pictures.clock("3:12", "danger", 1.0).toImage() != pictures.clock("3:12", "", 1.0).toImage()
    )
    pictures.clear()
    assert pictures.card(ann, size, 1.0, False) is not card


def test_pictures_go_that_were_used_the_longest_ago(theme: Theme) -> None:
    pictures = TilePictures(theme)
    first, second = pictures.clock("0:00", "", 1.0), pictures.clock("0:01", "", 1.0)
    for second_ in range(2, 399):
        pictures.clock(f"n{second_}", "", 1.0)
    assert pictures.clock("0:00", "", 1.0) is first
    for more in range(3):
        pictures.clock(f"m{more}", "", 1.0)
    assert pictures.clock("0:00", "", 1.0) is first
    assert pictures.clock("0:01", "", 1.0) is not second


def test_a_running_time_covers_nothing_beside_it(theme: Theme) -> None:
    pictures = TilePictures(theme)
    for words in ("0:07", "3:12", "48:00", "1:04:12", "120:00:00"):
        wide = theme.width(words, "body", True)
        assert wide <= pictures.clock(words, "", 1.0).width() < wide + 2
