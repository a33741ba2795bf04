"""Numbers in messages and notes: pressed or chosen from the menu, they are called; without a telephone, text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest

from agent_desktop.model.changes import CallsChanged
from agent_desktop.model.intents import Dial
from agent_desktop.model.timeline import Note
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.plain import Link, links
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.kit import telephone_numbers
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import MINE, over
from tests.ui.fake_desk import sample_conversation, sample_customer, sample_message
from tests.ui.fake_view import NOON

TEXT = "Please call me at 030 901820 or +33 6 12 48 90 17, see https://x.example/0301234567"


@pytest.fixture(autouse=True)
def in_germany(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telephone_numbers, "region", lambda: "DE")


@pytest.fixture
def timeline(office: CallOffice) -> Timeline:
    note = Note(
        id="n1", conversation_id="c1", author=MINE, text="Boss: +33140205050", sent_at=NOON, seq=3
    )
    call = over(note="Callback to +44 20 7946 0000", seq=4)
    office.desk.put_thread(
        sample_conversation(), [sample_message(TEXT), note, call], customer=sample_customer()
    )
    office.frames()
    return office.spaces.conversation.timeline


def named(timeline: Timeline, row: int) -> dict[str, QAction]:
    made = item_menu(timeline, row)
    return {action.text(): action for action in made.actions()}


def test_numbers_in_messages_notes_and_notes_of_calls_can_be_called(timeline: Timeline) -> None:
    urls = [[one.url for one in timeline.look(row).links] for row in range(3)]
    assert urls == [
        ["tel:030901820", "tel:+33612489017", "https://x.example/0301234567"],
        ["tel:+33140205050"],
        ["tel:+442079460000"],
    ]


def test_a_press_calls_and_says_so_before(office: CallOffice, timeline: Timeline) -> None:
    laid = timeline.laid(0)
    assert laid.block is not None
    at = TEXT.index("030 901820") + 3
    y = timeline.scroller.y_of(0)
    assert y is not None
    zone, spot = None, QPoint()
    for x in range(int(laid.block_at.x()), timeline.viewport().width(), 4):
        spot = QPoint(x, round(y + laid.block_at.y() + 8))
        zone = laid.zone_at(spot.x(), spot.y() - y)
        if zone is not None:
            break
    assert zone is not None, at
    assert zone.hint == "Call 030901820"
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert office.desk.posted(Dial) == [Dial(number="030901820", conversation_id="c1")]


def test_the_menu_calls_and_copies(office: CallOffice, timeline: Timeline) -> None:
    actions = named(timeline, 1)
    actions["Copy number"].trigger()
    assert QGuiApplication.clipboard().text() == "+33140205050"
    actions["Call +33140205050"].trigger()
    assert office.desk.posted(Dial) == [Dial(number="+33140205050", conversation_id="c1")]
    assert "Open https://x.example/0301234567" in named(timeline, 0)


def test_numbers_are_text_while_there_is_no_telephone(
    office: CallOffice, timeline: Timeline
) -> None:
    office.desk.phone = None
    office.desk.publish(CallsChanged())
    office.frames()
    assert [one.url for one in timeline.look(0).links] == ["https://x.example/0301234567"]
    office.plug_in()
    assert len(timeline.look(0).links) == 3


def test_a_number_inside_an_address_stays_the_address() -> None:
    assert links("https://x.example/+33612489017", True) == (
        Link(0, 30, "https://x.example/+33612489017"),
    )
    assert links("order 4711", True) == ()
