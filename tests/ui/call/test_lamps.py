"""Colleagues where a call is handed over: who can take it, and how they are reached."""

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import CallAccount, Colleague
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.model import calls as ca
from agent_desktop.model.backend_calls import (
    AddParty,
    BackendCall,
    CallTarget,
    ConsultWith,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.changes import TeamShown
from agent_desktop.model.intents import Consult, Dial, OrderCall
from agent_desktop.model.people import Agent, Presence, PresenceState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Queue
from agent_desktop.ui.call.lamps import fitting, lamp
from agent_desktop.ui.call.pads import NumberPopup
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import line
from tests.ui.fake_view import NOON


def colleague(name: str, state: PresenceState | None = None, **about: Any) -> Colleague:
    extension = about.pop("extension", "")
    agent = Agent(id=name.lower(), name=name, extension=extension)
    if state is None:
        return Colleague(agent=agent)
    presence = Presence(agent_id=agent.id, state=state, since=NOON, **about)
    return Colleague(agent=agent, presence=presence)


KWAME = colleague("Kwame", PresenceState.READY, extension="204")
MAJA = colleague("Maja", PresenceState.READY, in_call=True, extension="205")
NOOR = colleague("Noor", PresenceState.MEAL)
OLE = colleague("Ole", PresenceState.OFFLINE, extension="207")
PIA = colleague("Pia")
TEAM = (PIA, OLE, NOOR, MAJA, KWAME)


def names(found: Sequence[Colleague]) -> list[str]:
    return [one.agent.name for one in found]


def test_who_can_take_a_call_stands_first() -> None:
    assert names(fitting(TEAM, "", 9)) == ["Kwame", "Maja", "Noor", "Pia", "Ole"]
    assert names(fitting(TEAM, "", 2)) == ["Kwame", "Maja"]
    assert names(fitting(TEAM, " KWA", 9)) == ["Kwame"]
    assert names(fitting(TEAM, "207", 9)) == ["Ole"]
    assert names(fitting(TEAM, "20", 9)) == []


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (KWAME, ("Ready", "ready")),
        (MAJA, ("On call", "notReady")),
        (NOOR, ("Meal", "notReady")),
        (OLE, ("Offline", "offline")),
        (PIA, ("Unknown", "offline")),
    ],
)
def test_each_lamp_is_a_word_and_a_mark(one: Colleague, told: tuple[str, str]) -> None:
    assert lamp(one) == told


@pytest.fixture
def pad(office: CallOffice) -> NumberPopup:
    """The pad of a transfer of our own telephone's call."""
    office.desk.colleagues = TEAM
    office.show(line())
    office.strip.transfer.click()
    return office.calls.number


def test_a_colleague_is_called_by_their_extension(office: CallOffice, pad: NumberPopup) -> None:
    said = [one.accessibleName() for one in pad.places.rows]
    assert said == [
        "Kwame, 204, Ready",
        "Maja, 205, On call",
        "Noor, Meal, no telephone number is known",
        "Pia, Unknown, no telephone number is known",
        "Ole, 207, Offline",
    ]
    assert [one.isEnabled() for one in pad.places.rows] == [True, True, False, False, True]
    pad.places.rows[0].click()
    assert pad.field.text() == "204"
    pad.buttons[1].click()
    assert office.desk.posted(Consult) == [Consult(call_id="k1", number="204")]
    office.strip.transfer.click()
    QTest.keyClicks(pad.field, "maj")
    QTest.keyClick(pad.field, Qt.Key.Key_Return)
    assert pad.field.text() == "205"
    QTest.keyClick(pad.field, Qt.Key.Key_Return)
    assert office.asked() == [ca.TransferBlind(call_id="k1", number="205")]
    assert office.desk.posted(OrderCall) == []


def test_lamps_follow_what_colleagues_do(office: CallOffice, pad: NumberPopup) -> None:
    away = colleague("Kwame", PresenceState.BREAK, extension="204")
    office.desk.colleagues = (away, MAJA)
    office.desk.publish(TeamShown())
    office.frames()
    assert [one.words for one in pad.places.rows] == ["On call", "Break"]
    office.calls.show_dial()
    assert pad.places.rows == [], "where a customer is called, colleagues are not in the way"
    office.desk.publish(TeamShown())
    office.frames()
    assert pad.places.rows == []


def test_a_new_call_to_a_colleague_is_found_by_name_and_goes_over_the_hub(
    office: CallOffice,
) -> None:
    office.desk.colleagues = TEAM
    accounts = (CallAccount(id="work", name="Work"), CallAccount(id=HUB_LINE, name=""))
    assert office.desk.phone is not None
    office.desk.phone = replace(office.desk.phone, accounts=accounts)
    office.calls.show_dial()
    pad = office.calls.number
    assert pad.places.rows == []
    QTest.keyClicks(pad.field, "o")
    assert [one.name for one in pad.places.rows] == ["Ole"], "Noor has no extension"
    pad.places.rows[0].click()
    assert (pad.field.text(), pad.account.current) == ("207", HUB_LINE)
    pad.buttons[0].click()
    assert office.desk.posted(Dial) == [Dial(number="207", account_id=HUB_LINE)]


def test_the_backend_reaches_colleagues_without_a_number(office: CallOffice) -> None:
    office.desk.colleagues = TEAM
    carried = line(carried=BackendCall(interaction_id="i1"), interaction_id="i1")
    office.show(carried)
    pad = office.calls.number
    to_noor = CallTarget(kind=TargetKind.AGENT, value="noor")
    for at in (0, 1):
        office.strip.transfer.click()
        assert all(one.isEnabled() for one in pad.places.rows)
        pad.places.rows[2].click()
        assert (pad.field.text(), pad.chosen) == ("Noor", to_noor)
        pad.buttons[at].click()
    office.strip.add.click()
    pad.places.rows[2].click()
    QTest.keyClick(pad.field, Qt.Key.Key_Return)
    assert [one.order for one in office.desk.posted(OrderCall)] == [
        TransferTo(interaction_id="i1", target=to_noor),
        ConsultWith(interaction_id="i1", target=to_noor),
        AddParty(interaction_id="i1", target=to_noor),
    ]
    assert office.asked() == []


def test_typing_after_a_choice_means_what_is_typed(office: CallOffice) -> None:
    office.desk.colleagues = TEAM
    office.show(line(carried=BackendCall(interaction_id="i1"), interaction_id="i1"))
    office.strip.transfer.click()
    pad = office.calls.number
    pad.places.rows[0].click()
    pad.field.selectAll()
    QTest.keyClicks(pad.field, "300")
    assert pad.chosen is None
    pad.buttons[0].click()
    assert office.asked() == [ca.TransferBlind(call_id="k1", number="300")]
    assert office.desk.posted(OrderCall) == []
    assert office.desk.posted(Dial) == []


SUPPORT, BILLING = Queue(id="q1", name="Support", waiting=3), Queue(id="q2", name="Billing")
ABROAD = Queue(id="q9", name="Sales abroad", waiting=5)


@pytest.fixture
def transfer(office: CallOffice) -> NumberPopup:
    """The pad of a transfer of a call that the backend carries."""
    office.desk.colleagues = (KWAME, MAJA)
    office.desk.queues, office.desk.other_queues = (SUPPORT, BILLING), (ABROAD,)
    office.show(line(carried=BackendCall(interaction_id="i1"), interaction_id="i1"))
    office.strip.transfer.click()
    return office.calls.number


def said(pad: NumberPopup) -> list[str]:
    return [one.accessibleName() for one in pad.places.rows]


def test_colleagues_and_queues_are_found_in_one_field(
    office: CallOffice, transfer: NumberPopup
) -> None:
    assert said(transfer) == [
        "Kwame, 204, Ready",
        "Maja, 205, On call",
        "Support, 3 in line, Queue",
        "Billing, Nobody in line, Queue",
        "Sales abroad, Queue",
    ]
    QTest.keyClicks(transfer.field, "a")
    assert said(transfer) == ["Kwame, 204, Ready", "Maja, 205, On call", "Sales abroad, Queue"]
    QTest.keyClicks(transfer.field, "broad")
    assert said(transfer) == ["Sales abroad, Queue"]
    QTest.keyClick(transfer.field, Qt.Key.Key_Return)
    assert transfer.field.text() == "Sales abroad"
    QTest.keyClick(transfer.field, Qt.Key.Key_Return)
    target = CallTarget(kind=TargetKind.QUEUE, value="q9")
    (order,) = office.desk.posted(OrderCall)
    assert order.order == TransferTo(interaction_id="i1", target=target)


def test_who_types_a_skill_sends_the_call_to_whoever_has_it(
    office: CallOffice, transfer: NumberPopup
) -> None:
    office.desk.guidance = Guidance(skills=("German", "Greek"))
    transfer.hide()
    office.strip.transfer.click()
    assert not [one for one in said(transfer) if "Skill" in one], "only what was typed"
    QTest.keyClicks(transfer.field, "gree")
    assert said(transfer) == ["Greek, Skill"]
    QTest.keyClick(transfer.field, Qt.Key.Key_Return)
    QTest.keyClick(transfer.field, Qt.Key.Key_Return)
    target = CallTarget(kind=TargetKind.SKILL, value="Greek")
    (order,) = office.desk.posted(OrderCall)
    assert order.order == TransferTo(interaction_id="i1", target=target)


def test_the_pad_is_used_by_arrows_alone(office: CallOffice, transfer: NumberPopup) -> None:
    def focused() -> object:
        return QApplication.focusWidget()

    QTest.keyClick(transfer.field, Qt.Key.Key_Down)
    assert focused() is transfer.places.rows[0]
    for _ in range(2):
        QTest.keyClick(transfer.places.rows[0].window().focusWidget(), Qt.Key.Key_Down)
    assert focused() is transfer.places.rows[2]
    QTest.keyClick(transfer.places.rows[2], Qt.Key.Key_Up)
    assert focused() is transfer.places.rows[1]
    QTest.keyClick(transfer.places.rows[1], Qt.Key.Key_Return)
    assert focused() is transfer.field
    assert transfer.chosen == CallTarget(kind=TargetKind.AGENT, value="maja")
    transfer.buttons[1].click()
    (order,) = office.desk.posted(OrderCall)
    assert isinstance(order.order, ConsultWith)


def test_how_many_wait_follows_the_queue(office: CallOffice, transfer: NumberPopup) -> None:
    office.desk.queues = (Queue(id="q1", name="Support", waiting=4), BILLING)
    office.desk.publish(TeamShown())
    office.frames()
    assert "Support, 4 in line, Queue" in said(transfer)


def test_a_telephones_own_call_goes_to_no_queue(office: CallOffice, pad: NumberPopup) -> None:
    office.desk.queues = (SUPPORT,)
    office.desk.publish(TeamShown())
    office.frames()
    assert not [one for one in said(pad) if "Support" in one]
