"""The live board beside shifts: who does otherwise than planned, since when, and when time alone changes it."""

import pytest

from agent_desktop.hub.centre import shifts
from agent_desktop.model.board import AgentLine
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.shifts import Shift, ShiftPart
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.leading import scopes
from tests.hub.centre.test_board import Looker
from tests.hub.centre.test_shifts import DAY, LUNCH, MINUTE, NEXT, until

MIDNIGHT = START - START % DAY + DAY


@pytest.fixture
def looker(floor: Floor) -> Looker:
    """Cleo administers; Anna works from 1:00 to 5:00, with lunch from 2:00 to 2:30 and a training until 3:00."""
    scopes(floor, "cleo", "admin")
    other = ShiftPart(starts=150, ends=180)
    plan(floor, "one", starts=60, ends=300, parts=(LUNCH, other))
    return Looker(floor)


def plan(floor: Floor, key: str, **more: object) -> None:
    """Plan a shift of Anna's, or change it."""
    shift = Shift(id=key, agent_id="anna", day=NEXT, **more)  # type: ignore[arg-type]
    with floor.centre.request() as book:
        shifts.define(book, "cleo", shift)


def anna(looker: Looker) -> AgentLine:
    """What the board says of her now; one that begins now says the same."""
    looker.look()
    line = looker.agents["anna"]
    assert looker.afresh()["anna"].out_since == line.out_since
    assert not looker.look().news.agents, "told once"
    return line


def seen(looker: Looker) -> tuple[int | None, bool]:
    """Since which minute of the day she is out of adherence, and whether she is due to work."""
    line = anna(looker)
    return None if line.out_since is None else (line.out_since - MIDNIGHT) // MINUTE, line.due


def test_each_part_of_a_shift_is_looked_at_as_it_begins(floor: Floor, looker: Looker) -> None:
    until(floor, 59)
    assert seen(looker) == (None, False), "nothing is planned yet"
    assert looker.look().news.next_at == MIDNIGHT + 60 * MINUTE, "time alone will tell"
    until(floor, 65)
    assert seen(looker) == (60, True), "not here since the shift began"
    until(floor, 75)
    floor.ready("anna")
    assert seen(looker) == (None, False)
    until(floor, 125)
    assert seen(looker) == (120, False), "ready in the break"
    floor.ask("anna", ChoosePresence(state=PresenceState.MEAL))
    assert seen(looker) == (None, False)
    until(floor, 185)
    assert seen(looker) == (180, True), "the training is no work with customers either"
    floor.ask("anna", ChoosePresence(state=PresenceState.READY))
    until(floor, 200)
    floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    until(floor, 210)
    assert seen(looker) == (200, True), "since she left"
    floor.crash()
    looker.board = -1
    looker.look()
    assert looker.agents["anna"].due
    until(floor, 301)
    assert seen(looker) == (None, False), "the shift is over"


def test_a_changed_shift_is_seen_at_once(floor: Floor, looker: Looker) -> None:
    until(floor, 70)
    assert seen(looker) == (60, True)
    plan(floor, "one", starts=90, ends=300)
    assert seen(looker) == (None, False)
    with floor.centre.request() as book:
        shifts.remove(book, "cleo", "anna", "one")
    plan(floor, "two", starts=65, ends=300)
    assert seen(looker) == (65, True)
    assert looker.agents["ben"].out_since is None, "he has no shift"


def test_a_customer_in_a_break_is_work(floor: Floor, looker: Looker) -> None:
    until(floor, 61)
    floor.ready("anna")
    until(floor, 110)
    floor.arrive("vera")
    floor.accept("anna")
    floor.ask("anna", ChoosePresence(state=PresenceState.MEAL, when_free=True))
    until(floor, 122)
    assert seen(looker) == (120, False)
