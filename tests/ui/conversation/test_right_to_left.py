"""The timeline where the interface reads from right to left: bubbles change sides, and the mouse finds what it sees."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.changes import PictureShown
from agent_desktop.model.intents import SeePicture
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.theme.theme import Theme
from tests.ui.conversation.conftest import Open, chatter
from tests.ui.fake_desk import FakeDesk, sample_message

pytestmark = pytest.mark.usefixtures("right_to_left")


def body(view: Timeline, row: int) -> QRect:
    """Where the bubble of a row is on the screen."""
    y = view.scroller.y_of(row)
    assert y is not None
    rect = view.laid(row).body.toRect().translated(0, y)
    return placed(rect, view.viewport().width())


def shot(view: Timeline) -> QImage:
    QApplication.processEvents()
    image: QImage = view.viewport().grab().toImage()
    return image


def test_bubbles_change_sides(timeline: Open, theme: Theme) -> None:
    view = timeline([sample_message("alpha", seq=1), sample_message("beta", seq=2, mine=True)])
    image = shot(view)
    theirs, mine = body(view, 0), body(view, 1)
    assert theirs.left() > view.viewport().width() / 2 > mine.right()
    for rect, back in ((theirs, "bg.bubbleIn"), (mine, "bg.bubbleOut")):
        assert image.pixelColor(rect.left() + 5, rect.center().y()) == theme.color(back)


def test_a_text_keeps_its_own_direction(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([sample_message("alpha beta", seq=1), sample_message("אבג דהו", seq=2)])
    clipboard = QApplication.clipboard()
    for row, first in ((0, "alpha"), (1, "אבג")):
        bubble = body(view, row)
        near = bubble.left() + 20 if row == 0 else bubble.right() - 20
        at = QPoint(near, bubble.center().y())
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert clipboard.text() == first


def test_a_picture_is_not_turned_around(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    for x in range(100, 200):
        for y in range(100):
            image.setPixelColor(x, y, QColor(Qt.GlobalColor.blue))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    photo = Attachment(id="photo", name="photo.png", media_type="image/png", size=400)
    pane.timeline.show_items([sample_message("Look", seq=1, attachments=(photo,))])
    qtbot.waitUntil(lambda: bool(desk.posted(SeePicture)))
    desk.pictures["photo"] = bytes(buffer.data().data())
    with qtbot.waitSignal(pane.thumbnails.changed, timeout=30_000):
        desk.publish(PictureShown(attachment_id="photo"))
    seen = shot(pane.timeline)

    def columns(color: str) -> list[int]:
        wanted = QColor(color)
        places = range(0, seen.height(), 4)
        return [
            x for x in range(seen.width()) if any(seen.pixelColor(x, y) == wanted for y in places)
        ]

    assert max(columns("red")) < min(columns("blue"))


def test_a_link_is_where_it_is_seen(timeline: Open, qtbot: QtBot, theme: Theme) -> None:
    view = timeline([sample_message("see https://example.com/a now", seq=1)])
    image, bubble = shot(view), body(view, 0).adjusted(4, 4, -4, -4)  # a ring may lie around it
    color = theme.color("text.link")
    linked = [
        QPoint(x, y)
        for x in range(bubble.left(), bubble.right())
        for y in range(bubble.top(), bubble.bottom())
        if close(image.pixelColor(x, y), color)
    ]
    left, right = min(p.x() for p in linked), max(p.x() for p in linked)
    opened: list[str] = []
    view.link_clicked.connect(opened.append)
    for x in (left + 4, right - 4, left - 12, right + 8):
        at = QPoint(x, bubble.center().y())
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == ["https://example.com/a"] * 2


def close(one: QColor, other: QColor) -> bool:
    return abs(one.red() - other.red()) + abs(one.blue() - other.blue()) < 40


def test_the_way_back_to_the_newest_is_where_it_is_seen(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(chatter(1, 80))
    view.scroll_by(-900)
    place = view.newest()
    assert place is not None
    seen = placed(place.toRect(), view.viewport().width())
    before = shot(view).copy(seen)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=seen.center())
    assert view.newest() is None
    assert shot(view).copy(seen) != before


def test_scrolling_by_copying_paints_what_painting_anew_paints(timeline: Open) -> None:
    view = timeline(chatter(1, 120))
    for step in (-37, -210, 55, -640):
        view.scroll_by(step)
        QApplication.processEvents()
        scrolled = view.screen().grabWindow(view.winId()).toImage()
        view.viewport().repaint()
        QApplication.processEvents()
        assert view.screen().grabWindow(view.winId()).toImage() == scrolled
