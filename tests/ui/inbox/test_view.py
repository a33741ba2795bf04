"""The list in a window: clicks and keys become choices, offers never open by accident."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.model.changes import InboxChanged, RowChanged, RowInserted, Section
from agent_desktop.ui.inbox.look import row_look
from agent_desktop.ui.inbox.painter import RowPainter
from agent_desktop.ui.inbox.view import InboxView
from agent_desktop.ui.kit.avatars import color_number
from agent_desktop.ui.kit.widgets.painted import Index
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON, FakeDesk
from tests.ui.inbox.rows import a_row


@pytest.fixture
def desk() -> FakeDesk:
    desk = FakeDesk()
    desk.rows[Section.OFFERED] = [a_row("offered", Section.OFFERED)]
    desk.rows[Section.ACTIVE] = [a_row("first"), a_row("second")]
    desk.rows[Section.WAITING] = [a_row("waiting", Section.WAITING)]
    return desk


@pytest.fixture
def view(qtbot: QtBot, desk: FakeDesk) -> InboxView:
    view = InboxView(desk, Theme("light"))
    qtbot.addWidget(view)
    view.resize(336, 600)
    view.show()
    return view


def middle_of(view: InboxView, line: int) -> QPoint:
    return view.visualRect(view.rows.index(line, 0)).center()


def test_lines_have_the_heights_of_the_design(view: InboxView) -> None:
    assert [view.rowHeight(line) for line in range(6)] == [30, 56, 56, 56, 30, 34]


def test_a_click_chooses_what_stands_there(qtbot: QtBot, view: InboxView) -> None:
    with qtbot.waitSignal(view.offer_chosen) as offer:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 1))
    assert offer.args == ["interaction-offered"]
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 3))
    assert chosen.args == ["second"]
    with qtbot.waitSignal(view.waiting_chosen) as waiting:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 5))
    assert waiting.args == ["interaction-waiting"]


def test_the_keyboard_walks_over_headers(qtbot: QtBot, view: InboxView) -> None:
    view.setCurrentIndex(view.rows.index(3, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 5
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 3
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["second"]


def test_stepping_goes_through_own_conversations_only(
    qtbot: QtBot, desk: FakeDesk, view: InboxView
) -> None:
    with qtbot.waitSignal(view.chosen) as chosen:
        view.step(1)
    assert chosen.args == ["first"]
    desk.open("first")
    with qtbot.waitSignal(view.chosen) as chosen:
        view.step(1)
    assert chosen.args == ["second"]
    desk.open("second")
    with qtbot.assertNotEmitted(view.chosen):
        view.step(1)
    with qtbot.waitSignal(view.chosen) as chosen:
        view.step(-1)
    assert chosen.args == ["first"]


def test_only_lines_on_the_screen_that_changed_are_painted(
    qtbot: QtBot, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.rows[Section.WAITING] = [a_row(f"w{at}", Section.WAITING) for at in range(300)]
    view = InboxView(desk, Theme("light"))
    qtbot.addWidget(view)
    view.resize(336, 600)
    view.show()
    qtbot.waitExposed(view)
    painted: list[int] = []
    paint = InboxView.paint_cell

    def noted(view: InboxView, p: QPainter, index: Index, rect: QRectF) -> None:
        painted.append(index.row())
        paint(view, p, index, rect)

    monkeypatch.setattr(InboxView, "paint_cell", noted)
    QApplication.processEvents()
    painted.clear()
    view.apply(InboxChanged(edits=(RowChanged(section=Section.WAITING, at=250),)))
    QApplication.processEvents()
    assert painted == []
    view.apply(InboxChanged(edits=(RowChanged(section=Section.WAITING, at=2),)))
    QApplication.processEvents()
    assert painted == [view.rows.line(Section.WAITING, 2)]


def test_headers_follow_their_numbers(qtbot: QtBot, desk: FakeDesk, view: InboxView) -> None:
    QApplication.processEvents()
    before = view.grab().toImage()
    desk.rows[Section.WAITING].append(a_row("another", Section.WAITING))
    view.apply(InboxChanged(edits=(RowInserted(section=Section.WAITING, at=1),)))
    QApplication.processEvents()
    header = view.visualRect(view.rows.index(4, 0))
    assert view.grab().toImage().copy(header) != before.copy(header)


@pytest.mark.usefixtures("right_to_left")
def test_a_row_is_turned_around_where_lines_begin_at_the_right(theme: Theme) -> None:
    face, _ = theme.avatar_colors(color_number("customer-a"))
    pixmap = QPixmap(300, 56)
    p = QPainter(pixmap)
    RowPainter(theme).row(
        p,
        QRectF(0, 0, 300, 56),
        row_look(a_row("a"), NOON),
        selected=False,
        hover=False,
        focus=False,
    )
    p.end()
    image = pixmap.toImage()
    points = [(x, y) for x in range(300) for y in range(56) if image.pixelColor(x, y) == face]
    assert min(x for x, _ in points) >= 300 - 16 - 32
