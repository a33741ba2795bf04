"""Painting and placing where the interface reads from right to left: turned around, with texts and icons upright."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.kit import badges, paint
from agent_desktop.ui.kit.direction import popup_over_end, popup_under, sides
from agent_desktop.ui.kit.marked import marked_text
from agent_desktop.ui.kit.widgets.buttons import SplitButton
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from tests.ui.kit.test_painters import inked

pytestmark = pytest.mark.usefixtures("right_to_left")

WHOLE = QRectF(0, 0, 200, 60)


def drawn(draw: Callable[[QPainter], object], *, turned: bool) -> QImage:
    """What a painter draws that counts from the right, or from the left."""
    image = QImage(200, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if turned:
        paint.turn(p, WHOLE)
    draw(p)
    p.end()
    return image


@pytest.mark.parametrize("words", ["Final offer?", "أرسلت", "12:04"])
def test_words_begin_at_the_right_and_stand_upright(theme: Theme, words: str) -> None:
    width = theme.width(words, "body")
    here = QRectF(200 - 20 - width, 10, width, 20)
    wide, there = here.adjusted(-40, 0, 0, 0), QRectF(20, 10, width, 20)
    expected = drawn(lambda p: paint.text(p, theme, here, words, elide=False), turned=False)
    room = QRectF(200 - wide.right(), 10, wide.width(), 20)
    assert drawn(lambda p: paint.text(p, theme, room, words), turned=True) == expected
    assert drawn(lambda p: paint.text(p, theme, there, words, elide=False), turned=True) == expected


def test_words_at_the_end_of_a_line_stand_at_the_left(theme: Theme) -> None:
    area = QRectF(10, 10, 150, 20)
    image = drawn(lambda p: paint.text(p, theme, area, "4:12", align=paint.RIGHT), turned=True)
    assert 40 <= inked(image).left() <= 43  # the area ends 160 px from the right edge of 200


def test_marked_words_begin_at_the_right_too(theme: Theme) -> None:
    area = QRectF(10, 10, 150, 20)
    image = drawn(lambda p: marked_text(p, theme, area, "two words", [(4, 5)]), turned=True)
    assert inked(image).right() == pytest.approx(190, abs=3)


def test_icons_that_point_are_turned_and_others_are_not(theme: Theme) -> None:
    def icon(name: str, p: QPainter) -> None:
        paint.icon(p, theme, name, QPointF(8, 8), 24)

    for name, points in (("send", True), ("reply", True), ("clock", False), ("check", False)):
        there = drawn(partial(icon, name), turned=True)
        here = drawn(partial(icon, name), turned=False)
        assert there.copy(168, 8, 24, 24) == here.copy(8, 8, 24, 24), name
        assert (here.copy(8, 8, 24, 24) == theme_icon(name, theme)) is not points


def theme_icon(name: str, theme: Theme) -> QImage:
    """The icon as it is shipped, on white."""
    from agent_desktop.ui.theme.icons import _painted

    stroke = theme.tokens.icon.stroke_width
    pixmap = _painted(name, theme.color("text.secondary").rgba(), 24, 1.0, stroke, False)
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.drawPixmap(0, 0, pixmap)
    p.end()
    return image


def test_keys_stand_in_the_order_in_which_they_are_pressed(theme: Theme) -> None:
    caps = ("Ctrl", "K")
    width = sum(badges.keycap_width(theme, cap) for cap in caps) + 4
    here = drawn(lambda p: badges.keycaps(p, theme, 10 + width, 30, caps), turned=False)
    there = drawn(lambda p: badges.keycaps(p, theme, 190, 30, caps), turned=True)
    assert there == here


def test_margins_change_sides() -> None:
    assert sides(42, 1, 10, 2) == (10, 1, 42, 2)


def test_the_arrow_of_a_split_button_is_at_its_left(theme: Theme, qtbot: QtBot) -> None:
    button = SplitButton(theme, "Send", "primary")
    qtbot.addWidget(button)
    button.show()
    asked: list[str] = []
    button.menu_asked.connect(lambda: asked.append("menu"))
    button.clicked.connect(lambda: asked.append("send"))
    for x in (6, button.width() - 6):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(x, button.height() // 2))
    assert asked == ["menu", "send"]


def test_menus_open_at_the_side_where_lines_begin_or_end(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.setGeometry(300, 300, 300, 200)
    anchor = QWidget(host)
    anchor.setGeometry(QRect(150, 100, 60, 30))
    host.show()
    made = menu(theme, "Menu", host)
    made.addAction("A longer line than the anchor is wide")
    right = anchor.mapToGlobal(QPoint(anchor.width(), 0)).x()
    left = anchor.mapToGlobal(QPoint(0, 0)).x()
    popup_under(made, anchor, 4)
    assert made.x() + made.width() == right
    made.close()
    popup_over_end(made, anchor, 4)
    assert made.x() == left
    made.close()
