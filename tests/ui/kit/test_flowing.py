"""Bars that go on in another line: where parts stand, and how wide they are."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.kit.widgets.flowing import Flowing


class Part(QWidget):
    """A part that needs 100 px and likes 140."""

    def sizeHint(self) -> QSize:
        return QSize(140, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 30)


def bar(qtbot: QtBot, parts: int, width: int) -> tuple[QWidget, Flowing, list[Part]]:
    """So many parts in a bar so wide, above something that takes the rest."""
    window = QWidget()
    qtbot.addWidget(window)
    flow = Flowing(between=10, below=6)
    flow.setContentsMargins(20, 0, 20, 4)
    found = [Part() for _ in range(parts)]
    for one in found:
        flow.addWidget(one)
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addLayout(flow)
    whole.addWidget(QWidget(), 1)
    window.resize(width, 300)
    window.show()
    return window, flow, found


def places(parts: list[Part]) -> list[tuple[int, int, int]]:
    return [(one.x(), one.y(), one.width()) for one in parts]


def test_parts_have_what_they_like_where_there_is_room(qtbot: QtBot) -> None:
    window, flow, parts = bar(qtbot, 3, 600)
    assert window.width() == 600
    assert places(parts) == [(20, 0, 140), (170, 0, 140), (320, 0, 140)]
    assert flow.heightForWidth(600) == 34


def test_parts_share_what_a_line_has_to_spare(qtbot: QtBot) -> None:
    window, _, parts = bar(qtbot, 3, 420)
    assert window.width() == 420
    assert places(parts) == [(20, 0, 120), (150, 0, 120), (280, 0, 120)]


def test_parts_go_on_in_another_line_before_one_gets_less_than_it_needs(qtbot: QtBot) -> None:
    window, flow, parts = bar(qtbot, 3, 359)
    assert places(parts) == [(20, 0, 140), (170, 0, 140), (20, 36, 140)]
    assert flow.heightForWidth(359) == flow.geometry().height() == 70
    parts[1].hide()
    qtbot.waitUntil(lambda: places(parts)[2] == (170, 0, 140))
    window.resize(100, 300)
    assert window.width() == 140, "no narrower than one part"


def test_the_first_part_stands_where_reading_begins(qtbot: QtBot) -> None:
    window, _, parts = bar(qtbot, 3, 359)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: parts[0].x() == 359 - 20 - 140)
    assert (parts[1].x(), parts[2].x(), parts[2].y()) == (49, 199, 36)


def test_parts_can_be_taken_out(qtbot: QtBot) -> None:
    window, flow, parts = bar(qtbot, 2, 600)
    assert window.layout() is not None
    assert flow.count() == 2
    taken = flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is parts[0]
    assert flow.takeAt(5) is None
    assert flow.itemAt(1) is None
    assert flow.count() == 1
