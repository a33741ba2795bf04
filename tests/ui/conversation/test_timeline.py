"""The timeline as the agent meets it: scrolling, arriving items, clicking, accessibility."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.timeline import Delivery
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.theme.theme import Theme
from tests.ui.conversation.conftest import Open, chatter, on_screen
from tests.ui.fake_desk import sample_message


def pixels(view: Timeline, rect: QRect | None = None) -> QImage:
    """What the window system has of the viewport, not a fresh painting."""
    QApplication.processEvents()
    shot = view.screen().grabWindow(view.winId()).toImage()
    return shot.copy(rect or view.viewport().rect())


def painted(view: Timeline) -> QImage:
    """A fresh painting of everything."""
    view.viewport().repaint()
    return pixels(view)


def click(qtbot: QtBot, view: Timeline, at: QPoint) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def middle_of(view: Timeline, row: int, act: Act) -> QPoint:
    y = view.scroller.y_of(row)
    assert y is not None
    zone = next(zone for zone in view.laid(row).zones if zone.act is act)
    return zone.rect.center().toPoint() + QPoint(0, y)


# -- scrolling and arriving ---------------------------------------------------------


def test_it_opens_at_the_end(timeline: Open) -> None:
    view = timeline(chatter(1, 300))
    assert on_screen(view)[-1] == "m300"
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_it_stays_at_the_end_when_messages_arrive(timeline: Open) -> None:
    view = timeline(chatter(1, 300))
    view.show_items(chatter(1, 302))
    assert on_screen(view)[-1] == "m302"
    assert view.unseen == 0


def test_it_stays_where_the_agent_reads_and_counts_what_arrives(timeline: Open) -> None:
    view = timeline(chatter(1, 300))
    view.scroll_by(-2000)
    before, rows = painted(view), on_screen(view)
    view.show_items(chatter(1, 304))
    assert on_screen(view) == rows
    assert view.unseen == 3  # 303 is our own
    above = QRect(0, 0, view.viewport().width(), view.viewport().height() - 60)
    assert pixels(view, above) == before.copy(above)


def test_the_way_back_to_the_newest(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(chatter(1, 300))
    view.scroll_by(-2000)
    view.show_items(chatter(1, 302))
    height = view.viewport().height()
    click(qtbot, view, QPoint(view.viewport().width() // 2 + 10, height - 25))
    assert on_screen(view)[-1] == "m302"
    assert view.unseen == 0


def test_older_items_above_change_no_pixel(timeline: Open) -> None:
    view = timeline(chatter(200, 300))
    view.scroll_by(-900)
    before = painted(view)
    view.show_items(chatter(1, 300))
    assert pixels(view) == before
    assert painted(view) == before


def test_scrolling_by_copying_leaves_no_stray_pixels(timeline: Open) -> None:
    view = timeline(chatter(1, 120))
    for step in (-37, -120, 61, -444, 5, -1, 333, -90):
        view.scroll_by(step)
        assert pixels(view) == painted(view)


def test_arriving_at_the_end_leaves_no_stray_pixels(timeline: Open) -> None:
    view = timeline(chatter(1, 60))
    for last in range(61, 72):
        view.show_items(chatter(1, last))
        shown = pixels(view)
        assert shown == painted(view)


def test_scrolling_to_the_very_top_and_back(timeline: Open) -> None:
    view = timeline(chatter(1, 300))
    view.verticalScrollBar().setValue(0)
    assert on_screen(view)[0] == "m1"
    assert view.scroller.y_of(0) == view.scroller.head
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert on_screen(view)[-1] == "m300"


def test_an_own_message_brings_the_end_back(timeline: Open) -> None:
    view = timeline(chatter(1, 300))
    view.scroll_by(-3000)
    unsent = sample_message("mine", seq=0, mine=True, id="k", client_id="k")
    view.show_items([*chatter(1, 300), unsent])
    assert on_screen(view)[-1] == "k"


def test_a_narrower_window_keeps_the_end(timeline: Open) -> None:
    view = timeline(chatter(1, 300))
    view.resize(420, 500)
    assert on_screen(view)[-1] == "m300"
    assert view.scroller.bottom + view.scroller.tail == view.viewport().height()


def test_the_echo_keeps_its_place(timeline: Open) -> None:
    unsent = sample_message(
        "mine", seq=0, mine=True, id="k", client_id="k", delivery=Delivery.SENDING
    )
    view = timeline([*chatter(1, 50), unsent])
    sent = msgspec.structs.replace(unsent, id="m51", seq=51, delivery=Delivery.SENT)
    view.show_items([*chatter(1, 50), sent])
    assert on_screen(view)[-1] == "k"
    assert view.look(50).meta_icon == "check"


def test_the_countdown_ends_by_itself(timeline: Open) -> None:
    unsent = sample_message(
        "mine", seq=0, mine=True, id="k", client_id="k", delivery=Delivery.UNDO, sent_at=0
    )
    view = timeline([unsent])
    view.tick(1_000)
    view.relay()
    assert view.look(0).meta == "Undo · 4 s"
    view.tick(6_000)
    assert view.look(0).meta_act is None


# -- telling the pane ------------------------------------------------------------------


def test_older_items_are_asked_for_once_near_the_top(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(chatter(200, 300))
    asked: list[int] = []
    view.older_wanted.connect(lambda: asked.append(1))
    view.set_scene(view.scene, complete=False)
    assert asked == []
    view.verticalScrollBar().setValue(0)
    view.scroll_by(3)
    assert asked == [1]
    view.set_scene(view.scene, complete=False, loading=True)
    view.show_items(chatter(100, 300))
    view.set_scene(view.scene, complete=False)
    assert asked == [1]
    view.verticalScrollBar().setValue(0)
    assert asked == [1, 1]


def test_seen_is_what_was_on_the_screen(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(())
    seen: list[int] = []
    view.seen.connect(seen.append)
    view.open(chatter(1, 300), view.scene)
    view.scroll_by(-3000)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] < 300
    view.to_end()
    qtbot.waitUntil(lambda: seen[-1] == 300)


def test_nothing_is_seen_in_a_window_that_nobody_looks_at(theme: Theme, qtbot: QtBot) -> None:
    looking = [False]
    view = Timeline(theme, active=lambda: looking[0])
    qtbot.addWidget(view)
    seen: list[int] = []
    view.seen.connect(seen.append)
    view.resize(600, 500)
    view.show()
    view.open(chatter(1, 5), view.scene)
    QApplication.processEvents()
    QApplication.processEvents()
    assert seen == []
    looking[0] = True
    view.show_items(chatter(1, 6))
    qtbot.waitUntil(lambda: seen == [6])


# -- clicking ----------------------------------------------------------------------------


@pytest.mark.parametrize("act", [Act.RETRY, Act.EDIT, Act.DISCARD])
def test_actions_of_a_refused_reply(timeline: Open, qtbot: QtBot, act: Act) -> None:
    refused = sample_message(
        "mine", seq=0, mine=True, id="k", client_id="k", delivery=Delivery.REFUSED, problem="no"
    )
    view = timeline([*chatter(1, 3), refused])
    with qtbot.waitSignal(view.acted) as got:
        click(qtbot, view, middle_of(view, 3, act))
    assert got.args == [act, "k"]


def test_a_link_opens_by_click_only_and_not_beside_it(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([sample_message("see https://a.example/x now", seq=1)])
    opened: list[str] = []
    view.link_clicked.connect(opened.append)
    laid, y = view.laid(0), view.scroller.y_of(0)
    assert laid.block is not None
    assert y is not None
    line = round(laid.block_at.y() + y + 10)
    click(qtbot, view, QPoint(round(laid.block_at.x()) + 5, line))
    assert opened == []
    click(qtbot, view, QPoint(round(laid.block_at.x()) + 60, line))
    assert opened == ["https://a.example/x"]


def test_a_drag_over_a_link_does_not_open_it(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([sample_message("see https://a.example/x now", seq=1)])
    laid, y = view.laid(0), view.scroller.y_of(0)
    assert y is not None
    line = round(laid.block_at.y() + y + 10)
    on_link = QPoint(round(laid.block_at.x()) + 60, line)
    with qtbot.assertNotEmitted(view.link_clicked):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=on_link)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 400))


def test_a_file_is_saved_by_click(timeline: Open, qtbot: QtBot) -> None:
    file = Attachment(id="f", name="photo.jpg", media_type="image/jpeg", size=10)
    view = timeline([sample_message("look", seq=1, attachments=(file,))])
    with qtbot.waitSignal(view.save_asked) as got:
        click(qtbot, view, middle_of(view, 0, Act.SAVE))
    assert got.args == [file]


# -- accessibility and hostile content -----------------------------------------------------


def test_screen_readers_find_one_named_child_for_each_item(timeline: Open) -> None:
    view = timeline(chatter(1, 40))
    face = QAccessible.queryAccessibleInterface(view)
    assert face.role() == QAccessible.Role.List
    assert face.childCount() == 40
    name = face.child(39).text(QAccessible.Text.Name)
    assert name.startswith("Layla Haddad, message 40")
    assert not face.child(39).rect().isEmpty()
    assert face.child(0).state().offscreen
    assert face.indexOfChild(face.child(7)) == 7


@pytest.mark.parametrize(
    "text",
    [
        "<img src='https://evil.example/x.png'><script>alert(1)</script>",
        "\u202e" * 500 + "x",
        "\n" * 5_000,
        "a\u0300\u0301\u0302" * 2_000,
        "W" * 100_000,
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 3_000,
        "👨‍👩‍👧‍👦" * 500,
        "\u2066\u2067\u2068" * 300,
        "",
    ],
)
def test_hostile_texts_are_shown_as_characters(timeline: Open, text: str) -> None:
    view = timeline([*chatter(1, 2), sample_message(text, seq=3)])
    view.relay()
    assert not pixels(view).isNull()
    assert view.scroller.following
    view.verticalScrollBar().setValue(0)
    assert on_screen(view)[0] == "m1"


def test_dark_and_light_are_painted_differently(timeline: Open, theme: Theme) -> None:
    view = timeline(chatter(1, 3))
    light = pixels(view)
    theme.set_choice("dark")
    try:
        assert pixels(view) != light
    finally:
        theme.set_choice("light")
    assert pixels(view) == light


def test_what_is_answered_stands_above_the_text_of_its_bubble(timeline: Open) -> None:
    first = sample_message("hello " * 60, seq=1)
    view = timeline([first, sample_message("yes", seq=2, mine=True, answers="m1")])
    laid = view.laid(1)
    assert laid.block is not None
    assert laid.body.contains(laid.answered)
    assert laid.answered.bottom() <= laid.block_at.y()
    plain = timeline([first, sample_message("yes", seq=2, mine=True)])
    assert plain.laid(1).height < laid.height
    assert plain.laid(1).answered.height() == 0
