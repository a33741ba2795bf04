"""What the agent chooses in the timeline: by mouse, by keys, by words that are looked for."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from agent_desktop.ui.conversation.timeline import choosing
from tests.ui.conversation.conftest import Open, chatter, on_screen
from tests.ui.fake_desk import sample_message


def test_select_across_items_and_copy(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(
        [sample_message("hello world", seq=1), sample_message("fine 😊 thanks", seq=2, mine=True)]
    )
    view.selection.anchor = ("m1", 6)
    view.selection.caret = ("m2", 6)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert [line.split("] ")[1] for line in text.split("\n")] == [
        "Layla Haddad: world",
        "Inês Duarte: fine 😊",
    ]


def test_drag_selects_and_double_click_takes_a_word(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([sample_message("hello world", seq=1)])
    laid, y = view.laid(0), view.scroller.y_of(0)
    assert laid.block is not None
    assert y is not None
    left, line = round(laid.block_at.x()), round(laid.block_at.y() + y + 10)
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(left, line))
    qtbot.mouseMove(port, QPoint(left + 300, line))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(left + 300, line))
    assert choosing.selected(view) == "hello world"
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=QPoint(left + 50, line))
    assert choosing.selected(view) == "world"


def test_shift_arrows_select_over_the_seam(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([sample_message("ab", seq=1), sample_message("cd", seq=2)])
    view.focused_key = "m1"
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.anchor == ("m1", 0)
    assert view.selection.caret == ("m2", 1)


def test_arrows_choose_items_and_enter_opens_their_menu(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(chatter(1, 100))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.focused_key = "m100"
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.focused_key == "m60"
    assert "m60" in on_screen(view)


def test_copy_without_selection_takes_the_chosen_item_whole(timeline: Open, qtbot: QtBot) -> None:
    long = "x" * 30_000
    view = timeline([sample_message(long, seq=1)])
    view.focused_key = "m1"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == long


def test_find_goes_to_the_newest_place_then_up(timeline: Open) -> None:
    items = chatter(1, 300)
    items[10] = sample_message("the Needle", seq=11)
    items[200] = sample_message("NEEDLE needle", seq=201)
    view = timeline(items)
    view.find_words("needle")
    assert (view.finder.current, len(view.finder.places)) == (2, 3)
    assert "m201" in on_screen(view)
    view.find_step(-1)
    view.find_step(-1)
    assert "m11" in on_screen(view)
    view.find_words("")
    assert view.finder.places == []


def test_find_survives_a_reply_with_special_characters(timeline: Open) -> None:
    view = timeline([sample_message("price (in €)?", seq=1)])
    view.find_words("(in €)?")
    assert len(view.finder.places) == 1


def test_letters_belong_to_the_composer(timeline: Open, qtbot: QtBot) -> None:
    view = timeline(chatter(1, 3))
    with qtbot.waitSignal(view.typed) as got:
        qtbot.keyClicks(view, "h")
    assert got.args == ["h"]
