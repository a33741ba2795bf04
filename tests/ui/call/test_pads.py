"""Numbers, keys and notes: what is typed, pasted and kept; the call history."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import CallAccount
from agent_desktop.model import calls as ca
from agent_desktop.model.intents import Consult, Dial, SeeMissedCalls, WriteCallNote
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.ui.call.commands import found
from agent_desktop.ui.customer.rows import CallableRow
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import NUMBER, PHONE, line, missed, over
from tests.ui.fake_desk import sample_customer


def test_pressed_and_typed_keys_are_sent_once_each(office: CallOffice) -> None:
    office.show(line())
    office.strip.keypad.click()
    pad = office.calls.keypad
    assert pad.isVisible()
    pad.keys.buttons["5"].click()
    QTest.keyClicks(pad, "1#x")
    QTest.keyClick(pad, Qt.Key.Key_Escape)
    assert pad.isHidden()
    sent = [one.digits for one in office.asked() if isinstance(one, ca.SendDigits)]
    assert sent == ["5", "1", "#"]


def test_popups_go_when_their_call_does_and_by_a_press_elsewhere(office: CallOffice) -> None:
    office.show(line())
    office.strip.keypad.click()
    office.show()
    assert office.calls.keypad.isHidden()
    office.show(line())
    office.strip.keypad.click()
    QTest.mouseClick(office.shell.rail, Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    assert office.calls.keypad.isHidden()


def test_a_number_is_pasted_and_called(office: CallOffice) -> None:
    assert office.shell.run("call.dial")
    pad = office.calls.number
    assert not pad.buttons[0].isEnabled()
    QApplication.clipboard().setText("+44 20 7946 0000\n")
    pad.field.paste()
    QTest.keyClick(pad.field, Qt.Key.Key_Return)
    assert pad.isHidden()
    assert office.desk.posted(Dial) == [Dial(number="+442079460000")]


@pytest.mark.parametrize(
    ("pasted", "reads"),
    [
        ("Layla Haddad <+33 (0)6 12 48 90 17>", "Calls +33612489017"),
        ("Mobile:\n+33 6 12 48 90 17", "Calls +33612489017"),
        ("+33 (0)6 12 48 90 17", "Calls +33612489017"),
        ("+33 6 12 48 90 17", ""),
        ("200", ""),
        ("reception@pbx.example", ""),
    ],
)
def test_what_is_pasted_is_read_and_said_before_it_is_called(
    office: CallOffice, pasted: str, reads: str
) -> None:
    office.calls.show_dial()
    pad = office.calls.number
    QApplication.clipboard().setText(pasted)
    pad.field.paste()
    assert (pad.reads.text() if pad.reads.isVisible() else "") == reads
    pad.buttons[0].click()
    (dialled,) = office.desk.posted(Dial)
    if reads:
        assert dialled.number == "+33612489017"


def test_several_numbers_are_offered(office: CallOffice) -> None:
    office.calls.show_dial("Tel +33 6 12 48 90 17, Fax +33 1 40 20 50 50")
    pad = office.calls.number
    assert [one.accessibleName() for one in pad.rows] == [
        "+33 6 12 48 90 17 · +33612489017",
        "+33 1 40 20 50 50 · +33140205050",
    ]
    pad.rows[1].click()
    assert pad.field.text() == "+33140205050"


def test_enter_takes_the_number_of_a_name_and_calls_it_the_second_time(office: CallOffice) -> None:
    phone = Address(kind=AddressKind.PHONE, value="+33140205050")
    office.desk.customers["u2"] = Customer(id="u2", name="Laurent Petit", addresses=(phone,))
    office.calls.show_dial()
    pad = office.calls.number
    QTest.keyClicks(pad.field, "laur")
    QTest.keyClick(pad.field, Qt.Key.Key_Return)
    assert office.desk.posted(Dial) == []
    assert pad.field.text() == "+33140205050"
    QTest.keyClick(pad.field, Qt.Key.Key_Return)
    assert office.desk.posted(Dial) == [Dial(number="+33140205050")]


def test_the_account_is_chosen_where_there_are_several(office: CallOffice) -> None:
    accounts = (CallAccount(id="a1", name="Office"), CallAccount(id="a2", name=""))
    office.calls.show_dial()
    assert not office.calls.number.account.isVisible()
    office.desk.phone = replace(PHONE, accounts=accounts)
    office.calls.show_dial()
    pad = office.calls.number
    assert pad.account.isVisible()
    assert pad.account.accessibleName() == "Call from: Office"
    pad.account.click()
    assert pad.account.list is not None
    assert [one.text() for one in pad.account.list.actions()] == ["Office", "Contact centre"]
    pad.account.list.actions()[1].trigger()
    pad.account.list.close()
    assert pad.isVisible(), "choosing from the list is no press elsewhere"
    pad.field.setText("200")
    pad.buttons[0].click()
    assert office.desk.posted(Dial) == [Dial(number="200", account_id="a2")]
    office.show(line())
    office.strip.transfer.click()
    assert not pad.account.isVisible(), "a call that is handed over keeps its account"


def test_a_name_finds_its_number(office: CallOffice) -> None:
    phone = Address(kind=AddressKind.PHONE, value="+33140205050")
    office.desk.customers["u2"] = Customer(id="u2", name="Laurent \u202ePetit", addresses=(phone,))
    office.calls.show_dial()
    pad = office.calls.number
    pad.field.setText("laur")
    (row,) = pad.rows
    assert row.accessibleName() == "Laurent Petit · +33140205050"
    row.click()
    assert pad.field.text() == "+33140205050"
    assert pad.rows == []
    pad.keys.buttons["9"].click()
    assert pad.field.text() == "+331402050509"


def test_a_call_is_handed_over_at_once_or_after_asking(office: CallOffice) -> None:
    office.show(line())
    for at in (0, 1):
        office.strip.transfer.click()
        pad = office.calls.number
        assert [one.text() for one in pad.buttons] == ["Hand over", "Ask first"]
        pad.field.setText("200")
        pad.buttons[at].click()
    assert office.asked() == [ca.TransferBlind(call_id="k1", number="200")]
    assert office.desk.posted(Consult) == [Consult(call_id="k1", number="200")]
    office.strip.add.click()
    office.calls.number.field.setText("300")
    QTest.keyClick(office.calls.number.field, Qt.Key.Key_Return)
    assert office.desk.posted(Dial) == [Dial(number="300")]


def test_a_note_is_kept_while_it_is_typed_and_when_the_call_ends(office: CallOffice) -> None:
    office.show(line())
    office.strip.note.click()
    note = office.calls.note
    QTest.keyClicks(note.area, "Wants")
    assert office.desk.posted(WriteCallNote) == []
    note.flush()
    QTest.keyClicks(note.area, " more")
    office.show()  # the call is over
    kept = [WriteCallNote(call_id="k1", text=text) for text in ("Wants", "Wants more")]
    assert office.desk.posted(WriteCallNote) == kept


def test_the_caret_returns_after_a_popup(office: CallOffice) -> None:
    office.show(line())
    office.spaces.conversation.focus_composer()
    editor = office.spaces.conversation.composer.editor
    office.calls.show_note()
    QTest.keyClick(office.calls.note.area, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is editor


def test_numbers_are_called_from_palette_and_customer(office: CallOffice) -> None:
    phone = Address(kind=AddressKind.PHONE, value=NUMBER)
    office.desk.put_customer(sample_customer(addresses=(phone,)))
    office.frames()
    (row,) = office.spaces.sidebar.findChildren(CallableRow)
    assert row.accessibleName() == "Call +33 6 12 48 90 17"
    row.click()
    titles = {one.title: one for one in found(office.calls, "layla")}
    titles["Call Layla Haddad"].run()
    (typed,) = found(office.calls, "+44 20")
    typed.run()
    assert office.desk.posted(Dial) == [
        Dial(number=NUMBER, conversation_id="c1"),
        Dial(number=NUMBER),
        Dial(number="+44 20"),
    ]
    assert list(found(office.calls, "no such name")) == []


# --- the history


def test_the_history_tells_calls_back_and_marks_them_seen(office: CallOffice) -> None:
    unknown = missed("k9", name="", conversation_id="", number="+442079460000")
    office.desk.call_records = [missed(), over(note="Wants"), unknown]
    office.show()
    names = [one.name for one in office.calls.workspaces()]
    assert names == ["calls"]
    assert office.calls.workspaces()[0].badge == 2
    assert office.shell.run("call.history")
    assert office.desk.posted(SeeMissedCalls) == [SeeMissedCalls()]
    page = office.calls.page
    page.grab()
    assert "Missed call, Layla Haddad" in page.rows.accessibleName()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    assert "Inbound call, Layla Haddad, 6 min 41 s" in page.rows.accessibleName()
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    assert office.desk.posted(Dial) == [Dial(number=NUMBER, conversation_id="c1")]
    end = QPoint(page.rows.width() - 30, 2 * 56 + 20)
    QTest.mouseClick(page.rows, Qt.MouseButton.LeftButton, pos=end)
    assert office.desk.posted(Dial)[-1] == Dial(number="+442079460000")
    QTest.mouseClick(page.rows, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert office.shell.workspace == "inbox"


def test_an_empty_history_says_why(office: CallOffice) -> None:
    office.shell.run("call.history")
    office.calls.page.grab()
    assert office.calls.page._empty.isVisible()
    office.calls.page.dial.click()
    assert office.calls.number.isVisible()


def test_a_button_takes_whom_the_name_means_before_it_acts(office: CallOffice) -> None:
    phone = Address(kind=AddressKind.PHONE, value="+33140205050")
    office.desk.customers["u2"] = Customer(id="u2", name="Laurent Petit", addresses=(phone,))
    office.show(line())
    office.strip.transfer.click()
    pad = office.calls.number
    pad.field.setText("laur")
    pad.buttons[1].click()
    assert office.desk.posted(Consult) == []
    assert pad.field.text() == "+33140205050"
    pad.buttons[1].click()
    assert office.desk.posted(Consult) == [Consult(call_id="k1", number="+33140205050")]
