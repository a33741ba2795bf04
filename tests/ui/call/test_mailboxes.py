"""What waits in mailboxes: counted in the rail, a line each over the calls, called by a button."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import CallAccount
from agent_desktop.model.changes import CallsChanged
from agent_desktop.model.intents import Dial
from agent_desktop.model.registrations import Mailbox, Registration, RegistrationState
from agent_desktop.ui.call.history import PAGE
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import PHONE
from tests.ui.fake_view import NOON


def holds(office: CallOffice, *boxes: Mailbox | None) -> None:
    """The accounts' mailboxes."""
    told = tuple(
        Registration(
            account_id=f"a{at}", state=RegistrationState.REGISTERED, since=NOON, mailbox=one
        )
        for at, one in enumerate(boxes)
    )
    names = tuple(CallAccount(id=f"a{at}", name=f"Line {at}") for at in range(len(boxes)))
    office.desk.phone = replace(PHONE, registrations=told, accounts=names)
    office.desk.publish(CallsChanged())
    office.frames()


def words(office: CallOffice) -> list[str]:
    """What the lines say."""
    return [one.text() for one in office.calls.page.mailboxes.findChildren(Label)]


def test_new_messages_are_counted_and_their_mailbox_is_called(
    office: CallOffice, qtbot: QtBot
) -> None:
    office.shell.show_workspace(PAGE)
    holds(office, None, Mailbox(new=2, old=1, number="*97"), Mailbox(new=0, old=3))
    assert words(office) == ["2 new voice messages", "Line 1"]
    assert [one.badge for one in office.calls.workspaces()] == [2]
    (call,) = office.calls.page.mailboxes.findChildren(Button)
    assert call.accessibleName() == "Call the mailbox, 2 new voice messages"
    qtbot.mouseClick(call, Qt.MouseButton.LeftButton)
    (dial,) = office.desk.posted(Dial)
    assert (dial.number, dial.account_id) == ("*97", "a1")


def test_a_mailbox_without_a_number_says_what_to_do(office: CallOffice) -> None:
    office.shell.show_workspace(PAGE)
    holds(office, Mailbox(new=1))
    assert words(office) == ["1 new voice message", "Call your mailbox to hear them."]
    assert office.calls.page.mailboxes.findChildren(Button) == []


def test_heard_messages_go(office: CallOffice) -> None:
    office.shell.show_workspace(PAGE)
    holds(office, Mailbox(new=1, number="*97"))
    assert office.calls.page.mailboxes.isVisible()
    holds(office, Mailbox(new=0, old=1, number="*97"))
    assert not office.calls.page.mailboxes.isVisible()
    assert [one.badge for one in office.calls.workspaces()] == [0]
