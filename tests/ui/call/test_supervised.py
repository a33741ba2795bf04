"""A supervisor in a colleague's call, and the agent who is listened to: what each sees of the others."""

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import CallLine
from agent_desktop.model import backend_calls as bc
from tests.ui.call.conftest import CallOffice
from tests.ui.call.test_carried import CUSTOMER, EXPERT, carried, orders, row
from tests.ui.fake_view import ME

ANNS_PART = replace(EXPERT, id="p8", name="Ann Lee", agent_id="ann")
MINE = replace(EXPERT, id="me-leg", name=ME.name, agent_id=ME.id)
SUE = bc.Party(
    id="p9",
    kind=bc.PartyKind.SUPERVISOR,
    state=bc.PartyState.UP,
    name="Sue",
    mode=bc.Listening.WHISPER,
)


def supervising(mode: bc.Listening, *others: bc.Party, **about: Any) -> CallLine:
    """Ann's call, in which we are."""
    given = {"listening": mode, "name": "Ann Lee", "supervised": ANNS_PART, **about}
    return carried(*others, ANNS_PART, **given)


def test_a_supervisor_sees_to_whom_they_listen_and_changes_how(office: CallOffice) -> None:
    office.show(supervising(bc.Listening.MONITOR, CUSTOMER))
    strip = office.strip
    assert strip.state.text() == "Listening"
    assert row(office).title.text() == "Listening to Ann Lee: nobody hears you"
    assert [one.on for one in row(office).ways] == [True, False, False]
    row(office).ways[1].click()
    assert orders(office) == [bc.Supervise(interaction_id="i1", mode=bc.Listening.WHISPER)]
    hidden = (strip.hold, strip.keypad, strip.transfer, strip.add, strip.note, strip.record)
    assert all(one.isHidden() for one in hidden)
    assert strip.end.text() == "Leave"
    strip.end.click()
    assert orders(office)[1:] == [bc.EndSupervision(interaction_id="i1")]
    office.show(carried(CUSTOMER))
    assert strip.end.text() == "End"
    assert strip.hold.isVisible()


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"lost": True}, "Reconnecting…"),
        ({"lost": True, "leaving": True}, "Leaving…"),
        ({"leaving": True}, "Leaving…"),
        ({"lost": True, "leaving": True, "listening": None}, "Leaving…"),
    ],
)
def test_a_supervisor_may_leave_at_any_moment(
    office: CallOffice, about: dict[str, Any], words: str
) -> None:
    office.show(replace(supervising(bc.Listening.WHISPER, CUSTOMER), **about))
    strip = office.strip
    shown = [one.text() for one in (strip.state, strip.held) if not one.isHidden()]
    assert shown == [words]
    assert (strip.end.text(), strip.end.isEnabled()) == ("Leave", True)
    assert not strip.mute.isEnabled()
    if about.get("listening", True):
        assert row(office).title.text() == words
        assert not any(one.isEnabled() for one in row(office).ways)
    strip.end.click()
    assert orders(office) == [bc.EndSupervision(interaction_id="i1")]


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (supervising(bc.Listening.WHISPER, CUSTOMER), "the customer does not hear you"),
        (supervising(bc.Listening.BARGE, CUSTOMER), "everybody hears you"),
        (
            supervising(bc.Listening.BARGE, replace(CUSTOMER, held=True)),
            "the customer hears music, and not you",
        ),
        (
            supervising(bc.Listening.BARGE, CUSTOMER, supervised=replace(ANNS_PART, aside=True)),
            "the customer hears music, and not you",
        ),
        (
            supervising(bc.Listening.WHISPER, CUSTOMER, muted=True),
            "you are muted, nobody hears you",
        ),
        (supervising(bc.Listening.BARGE, CUSTOMER, muted=True), "you are muted, nobody hears you"),
        (supervising(bc.Listening.MONITOR, CUSTOMER, muted=True), "nobody hears you"),
    ],
)
def test_a_supervisor_is_told_who_hears_them(
    office: CallOffice, made: CallLine, title: str
) -> None:
    office.show(made)
    assert row(office).title.text().endswith(f": {title}")
    assert row(office).seen.text() == "Ann Lee sees that you are there"
    assert office.strip.mute.isEnabled() is (made.listening is not bc.Listening.MONITOR)
    assert ("Muted" in office.strip.held.text()) is ("muted" in title)
    assert "with Layla Haddad · Returns" in office.strip.caller.toolTip()


def test_a_supervisor_knows_whether_they_are_seen(office: CallOffice) -> None:
    unseen = bc.BackendCall(interaction_id="i1", unseen=True)
    for mode, words in (
        (bc.Listening.MONITOR, "Ann Lee does not see that you are there"),
        (bc.Listening.WHISPER, "Ann Lee sees that you are there"),
    ):
        office.show(supervising(mode, CUSTOMER, carried=unseen))
        assert row(office).seen.text() == words


def test_a_supervisor_sees_who_else_is_there_and_can_do_nothing_to_them(
    office: CallOffice,
) -> None:
    office.show(supervising(bc.Listening.MONITOR, CUSTOMER))
    assert row(office).chips == []
    office.show(supervising(bc.Listening.MONITOR, replace(CUSTOMER, held=True), EXPERT))
    assert [one.accessibleName() for one in row(office).chips] == [
        "Layla Haddad, Hears music",
        "Kwame Mensah",
    ]
    assert not any(one.hold.isVisible() or one.drop.isVisible() for one in row(office).chips)
    office.shell.resize(1024, 800)
    QApplication.processEvents()
    assert row(office).seen.isHidden()
    assert all(row(office).rect().contains(one.geometry()) for one in row(office).chips)


def test_agents_see_who_listens_and_to_whom_is_whispered(office: CallOffice) -> None:
    office.show(carried(CUSTOMER, SUE, supervised=MINE))
    customer, sue = row(office).chips
    assert sue.accessibleName() == "Sue, Whispers to you alone"
    assert sue.height() == customer.height()
    assert customer.hold.isHidden(), "holding and ending are the strip's while nobody else is there"
    office.show(carried(CUSTOMER, ANNS_PART, SUE, supervised=ANNS_PART))
    assert row(office).chips[2].accessibleName() == "Sue, Whispers to Ann Lee"
    assert row(office).chips[0].hold.isVisible()
