"""The tray's icon over a real window: its states, its menu, word of work while the window is hidden, and no tray."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from agent_desktop.model import calls as ca
from agent_desktop.model.changes import CallsChanged
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import AcceptOffer, DeclineOffer, OperateCall, SetPresence
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, Offer
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.tray.tray import Tray
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import line
from tests.ui.fake_desk import NOON
from tests.ui.tray.offers import call

#: The platform of tests has no tray, and Qt says so when an icon is shown anyway.
pytestmark = pytest.mark.expected_log("systemTrayWindowChanged")


class TrayOffice(CallOffice):
    """A window with a telephone and a tray, if `there` is one. `messages` are those that the system was given."""

    def __init__(self, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(theme, qtbot)
        self.plug_in()
        self.there = True
        self.quits = 0
        self.messages: list[tuple[str, str]] = []
        monkeypatch.setattr(
            QSystemTrayIcon,
            "showMessage",
            lambda icon, title, body, *rest: self.messages.append((title, body)),
        )
        self.tray = Tray(
            self.desk,
            self.shell,
            accept=self.spaces.accept,
            show=self._show,
            quit=self._quit,
            available=lambda: self.there,
        )

    def _show(self) -> None:
        self.shell.showNormal()

    def _quit(self) -> None:
        self.quits += 1

    def settle(self) -> None:
        """The tray has followed."""
        self.frames()
        self._qtbot.waitUntil(lambda: not self.tray._frame.isActive(), timeout=20_000)

    def offer(self, *offers: Offer) -> None:
        self.desk.put_offers(*offers)
        self.settle()

    def talk(self, **about: Any) -> None:
        """A call is on."""
        self.desk.call_lines = [line(**about)]
        self.desk.publish(CallsChanged())
        self.settle()

    @property
    def words(self) -> str:
        assert self.tray.icon is not None
        return self.tray.icon.toolTip().removeprefix("Agent Desktop: ")

    def menu(self) -> list[str]:
        """What the menu shows."""
        actions = [one for one in self.tray.menu.actions() if one.isVisible()]
        return [one.text() for one in actions if not one.isSeparator()]


@pytest.fixture
def office(theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrayOffice]:
    made = TrayOffice(theme, qtbot, monkeypatch)
    yield made
    made.tray.leave()
    made.spaces.leave()


def test_the_icon_says_how_the_agent_is(office: TrayOffice) -> None:
    seen = {}

    def look() -> None:
        assert office.tray.icon is not None
        seen[office.words] = office.tray.icon.icon().pixmap(22).toImage()

    look()
    office.desk.put_presence(replace(office.desk.presence, state=PresenceState.MEAL))
    office.settle()
    look()
    office.desk.put_link(replace(office.desk.link, state=LinkState.OFFLINE))
    office.settle()
    look()
    office.talk()
    look()
    office.talk(muted=True)
    look()
    office.talk(hold=ca.Hold.LOCAL)
    look()
    office.offer(call())
    look()
    assert list(seen) == [
        "On queue",
        "Meal",
        "Not connected",
        "In a call",
        "In a call, muted",
        "In a call, on hold",
        "A call rings",
    ]
    pictures = list(seen.values())
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])


def test_the_menu_shows_what_can_be_done(office: TrayOffice) -> None:
    assert office.menu() == ["Hide window", "Presence", "Quit"]
    office.offer(call(customer_name="Mir\niam\u202e"))
    assert office.menu()[1:3] == ["Answer Mir iam", "Decline Mir iam"]
    office.offer()
    office.talk()
    assert office.menu() == ["Hide window", "Mute", "Hang up", "Presence", "Quit"]
    office.talk(muted=True)
    assert "Unmute" in office.menu()
    office.desk.manifest = replace(
        office.desk.manifest,
        capabilities=office.desk.manifest.capabilities - {Capability.PRESENCE},
    )
    office.tray.refresh()
    assert "Presence" not in office.menu()


def test_a_ringing_call_is_answered_or_declined_from_the_menu(office: TrayOffice) -> None:
    office.offer(call(channel=Channel.CHAT), call("i8"))
    office.tray.decline.trigger()
    office.tray.answer.trigger()
    assert office.desk.posted(DeclineOffer) == [DeclineOffer(interaction_id="i8")]
    assert office.desk.posted(AcceptOffer) == [AcceptOffer(interaction_id="i8")]


def test_a_call_is_muted_and_hung_up_from_the_menu(office: TrayOffice) -> None:
    office.talk()
    office.tray.mute.trigger()
    office.tray.end.trigger()
    asked = [one.command for one in office.desk.posted(OperateCall)]
    assert asked == [ca.MuteCall(call_id="k1", muted=True), ca.HangUp(call_id="k1")]


def test_presence_is_chosen_and_the_program_ended(office: TrayOffice) -> None:
    chosen = [one.text() for one in office.tray.states.values() if one.isChecked()]
    assert chosen == ["Ready"]
    office.tray.states[PresenceState.BREAK].trigger()
    office.tray.quit.trigger()
    assert office.desk.posted(SetPresence) == [SetPresence(state=PresenceState.BREAK)]
    assert office.quits == 1


def test_the_window_is_hidden_and_comes_back(office: TrayOffice) -> None:
    assert office.tray.icon is not None
    office.tray.window.trigger()
    assert not office.shell.isVisible()
    assert office.menu()[0] == "Show window"
    office.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not office.shell.isVisible()
    office.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert office.shell.isVisible()
    assert office.menu()[0] == "Hide window"


def test_a_ringing_call_is_told_while_the_window_is_hidden_and_answered_by_a_click(
    office: TrayOffice,
) -> None:
    assert office.tray.icon is not None
    office.offer(call("seen"))
    assert office.messages == [], "it stands in the window"
    office.offer()
    office.tray.window.trigger()
    office.offer(call())
    assert office.messages == [("Miriam Cohen calls", "Billing\nClick here to answer.")]
    office.offer(call())
    assert len(office.messages) == 1, "once"
    office.tray.icon.messageClicked.emit()
    assert office.shell.isVisible()
    assert office.desk.posted(AcceptOffer) == [AcceptOffer(interaction_id="i7")]
    office.tray.icon.messageClicked.emit()
    assert len(office.desk.posted(AcceptOffer)) == 1


def test_a_call_that_rings_no_more_is_not_answered(office: TrayOffice) -> None:
    assert office.tray.icon is not None
    office.tray.window.trigger()
    office.offer(call())
    office.offer(call(epoch=2))
    office.offer()
    office.tray.icon.messageClicked.emit()
    assert office.shell.isVisible()
    assert office.desk.posted(AcceptOffer) == []


def test_a_chat_is_told_too_and_only_shown(office: TrayOffice) -> None:
    assert office.tray.icon is not None
    office.shell.showMinimized()
    office.offer(call(channel=Channel.CHAT, customer_name="", queue_name=""))
    assert office.messages == [("Visitor waits for you", "Click here to see it.")]
    office.tray.icon.messageClicked.emit()
    assert not office.shell.isMinimized()
    assert office.desk.posted(AcceptOffer) == []


def test_a_tray_that_goes_away_brings_the_window_back(office: TrayOffice) -> None:
    office.tray.window.trigger()
    office.there = False
    for _ in range(5):
        office.shell.ticked.emit(NOON)
    assert office.tray.icon is None
    assert office.shell.isVisible()
    office.there = True
    for _ in range(5):
        office.shell.ticked.emit(NOON)
    assert office.words == "On queue"
