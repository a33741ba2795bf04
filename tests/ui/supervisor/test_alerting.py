"""A new alert at a lead's window: words, a beep where no telephone sounds it, the system's notification."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from agent_desktop.model.alerts import Alert, AlertFigure
from agent_desktop.model.changes import BoardShown, Notice, NoticeKind
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.supervisor.alerting import PAGE, Alerting
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.tray.tray import Tray
from tests.ui.call.samples import PHONE
from tests.ui.supervisor.conftest import LeadsOffice

#: The platform of tests has no tray, and Qt says so when an icon is shown anyway.
pytestmark = pytest.mark.expected_log("systemTrayWindowChanged")

FULL = Alert(
    id="a", figure=AlertFigure.WAITING, at=1, value=12, limit=10, queue_id="s", queue_name="Support"
)


class AlertedOffice(LeadsOffice):
    """With a tray's icon. `messages` are those that the system was given, `beeps` how often the computer beeped."""

    def __init__(self, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(theme, qtbot)
        self.messages: list[tuple[str, str]] = []
        self.beeps = 0
        monkeypatch.setattr(
            QSystemTrayIcon,
            "showMessage",
            lambda icon, title, body, *rest: self.messages.append((title, body)),
        )
        self.has_tray = True
        self.tray = Tray(
            self.desk,
            self.shell,
            accept=self.spaces.accept,
            show=self.shell.showNormal,
            quit=lambda: None,
            available=lambda: self.has_tray,
        )
        self.alerting = Alerting(self.desk, self.shell, self.tray.notify, self._beep)

    def _beep(self) -> None:
        self.beeps += 1

    def alert(self, alert: Alert) -> None:
        """The desk hears of it."""
        board = self.desk.board
        self.desk.board = replace(board, alerts={**board.alerts, alert.id: alert})
        self.desk.publish(Notice(kind=NoticeKind.ALERT, alert_id=alert.id))
        self.frames()


@pytest.fixture
def office(theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[AlertedOffice]:
    made = AlertedOffice(theme, qtbot, monkeypatch)
    yield made
    made.alerting.leave()
    made.tray.leave()
    made.spaces.leave()


def test_an_alert_is_told_wherever_the_window_stands(office: AlertedOffice) -> None:
    office.shell.show_workspace("inbox")
    office.alert(FULL)
    assert office.toasts() == ["Support: 12 wait"]
    assert office.messages == [("Alert", "Support: 12 wait")]
    assert office.beeps == 0  # the telephone sounds it
    (toast,) = office.shell.findChildren(Toast)
    assert toast.action is not None
    toast.action.click()
    assert office.shell.workspace == PAGE


def test_on_the_board_nothing_covers_the_line_that_says_it(office: AlertedOffice) -> None:
    office.alert(replace(FULL, name="More than ten wait"))
    assert (office.toasts(), office.messages) == ([], [("Alert", "Support: 12 wait")])
    office.desk.publish(BoardShown())
    office.frames()
    (line,) = office.board.alerts.lines
    parts = (line.words, line.about, line.since, line.acts)
    assert all(a.geometry().right() < b.x() for a, b in pairwise(parts)), "side by side"


def test_a_low_answer_leads_to_its_conversation_and_is_no_markup(office: AlertedOffice) -> None:
    low = replace(
        FULL, figure=AlertFigure.SURVEY, value=1, limit=2, conversation_id="c", comment="<b>Bad</b>"
    )
    office.shell.show_workspace("inbox")
    office.alert(low)
    assert office.toasts() == ["Support: a customer answered 1: “<b>Bad</b>”"]
    (toast,) = office.shell.findChildren(Toast)
    assert toast.sentence.textFormat() is Qt.TextFormat.PlainText
    assert toast.action is not None
    toast.action.click()
    assert [one.conversation_id for one in office.desk.posted(ReadAlong)] == ["c"]
    assert office.shell.workspace == "inbox"


def test_without_a_telephone_the_computer_beeps_and_without_a_tray_the_words_stay(
    office: AlertedOffice,
) -> None:
    office.desk.phone = None
    office.has_tray = False
    office.shell.show_workspace("inbox")
    for _ in range(30):
        office.shell.ticked.emit(office.desk.now())
    assert office.tray.icon is None
    office.alert(FULL)
    assert (office.beeps, office.messages, office.toasts()) == (1, [], ["Support: 12 wait"])
    office.desk.phone = replace(PHONE, running=False)
    office.alert(replace(FULL, id="b"))
    assert office.beeps == 2


def test_what_is_over_already_is_not_told(office: AlertedOffice) -> None:
    office.desk.publish(Notice(kind=NoticeKind.ALERT, alert_id="gone"))
    office.frames()
    assert (office.toasts(), office.messages, office.beeps) == ([], [], 0)
