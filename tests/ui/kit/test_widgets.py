"""The widgets of the kit, used as an agent uses them: by keyboard, by mouse, by screen reader."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.kit.widgets.buttons import Button, IconButton, PillButton, SplitButton
from agent_desktop.ui.kit.widgets.choices import CheckBox, SegmentedControl, TabBar
from agent_desktop.ui.kit.widgets.dates import DateField
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import SearchField, TextField
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.kit.widgets.focus import FocusRing
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label, SectionHeader
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.kit.widgets.notices import Banner, Toast
from agent_desktop.ui.theme.theme import Theme


class Bench(QWidget):
    """A window with a line to type in and room for what is tested."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(600, 300)
        self.column = QVBoxLayout(self)
        self.line = QLineEdit()
        self.column.addWidget(self.line)

    def put(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)
            widget.show()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    window = Bench()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.line.setFocus()
    return window


def click(widget: QWidget, x: int | None = None) -> None:
    at = QPoint(x if x is not None else widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def test_clicking_a_button_leaves_the_caret_where_it_was(
    theme: Theme, bench: Bench, qtbot: QtBot
) -> None:
    buttons = [
        Button(theme, "Complete"),
        IconButton(theme, "pencil", "Write"),
        PillButton(theme, "On queue · 4", tone="ready"),
    ]
    bench.put(*buttons)
    for button in buttons:
        with qtbot.waitSignal(button.clicked, timeout=20_000):
            click(button)
        assert bench.line.hasFocus()


def test_tab_reaches_a_button_shows_a_ring_and_enter_presses(
    theme: Theme, bench: Bench, qtbot: QtBot
) -> None:
    button = Button(theme, "Complete")
    bench.put(button)
    QTest.keyClick(bench.line, Qt.Key.Key_Tab)
    assert button.hasFocus()
    ring = bench.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry().contains(button.geometry())
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked, timeout=20_000):
            QTest.keyClick(button, key)
    bench.resize(800, 500)
    assert ring.geometry().contains(button.geometry())
    bench.line.setFocus()
    assert not ring.isVisible()


def test_a_disabled_button_does_nothing(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    button = Button(theme, "Send", "primary")
    button.setEnabled(False)
    bench.put(button)
    with qtbot.assertNotEmitted(button.clicked):
        click(button)


def test_a_split_button_has_two_parts(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    button = SplitButton(theme, "Send", "primary")
    bench.put(button)
    with (
        qtbot.waitSignal(button.clicked, timeout=20_000),
        qtbot.assertNotEmitted(button.menu_asked),
    ):
        click(button, 10)
    with (
        qtbot.waitSignal(button.menu_asked, timeout=20_000),
        qtbot.assertNotEmitted(button.clicked),
    ):
        click(button, button.width() - 5)
    with qtbot.waitSignal(button.menu_asked, timeout=20_000):
        QTest.keyClick(button, Qt.Key.Key_Down)


def test_everything_has_an_accessible_name_and_a_role(theme: Theme, bench: Bench) -> None:
    widgets: list[tuple[QWidget, str, QAccessible.Role]] = [
        (Button(theme, "Complete"), "Complete", QAccessible.Role.Button),
        (IconButton(theme, "pencil", "Write", keys="Ctrl N"), "Write", QAccessible.Role.Button),
        (CheckBox(theme, "Enter sends"), "Enter sends", QAccessible.Role.CheckBox),
        (TextField(theme, "Your name"), "Your name", QAccessible.Role.EditableText),
        (SearchField(theme, "Find"), "Find", QAccessible.Role.EditableText),
        (Label(theme, "Words"), "Words", QAccessible.Role.StaticText),
    ]
    for widget, name, role in widgets:
        bench.put(widget)
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name) == name
        assert interface.role() == role
    tabs = QAccessible.queryAccessibleInterface(TabBar(theme, [("a", "Customer")], "Sidebar"))
    assert tabs is not None
    assert tabs.role() == QAccessible.Role.PageTabList
    assert tabs.child(0).text(QAccessible.Text.Name) == "Customer"
    assert (
        SectionHeader(theme, "Active · 4", "Voice 1/1").accessibleName() == "Active · 4, Voice 1/1"
    )
    assert menu(theme, "Presence").accessibleName() == "Presence"


def test_segments_tell_only_what_the_agent_chose(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    control = SegmentedControl(
        theme, [("reply", "Reply", "", ""), ("note", "Note", "lock", "note")], "Kind of message"
    )
    bench.put(control)
    assert control.current == "reply"
    with qtbot.assertNotEmitted(control.chosen):
        control.select("note")
    assert control.current == "note"
    with qtbot.waitSignal(control.chosen, timeout=20_000) as told:
        click(control.findChildren(QRadioButton)[0])
    assert told.args == ["reply"]
    assert bench.line.hasFocus()
    with pytest.raises(KeyError):
        control.select("shout")


def test_tabs_by_keyboard(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    tabs = TabBar(theme, [("customer", "Customer"), ("wrap", "Wrap-up")], "Sidebar")
    bench.put(tabs)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(tabs.chosen, timeout=20_000) as told:
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert told.args == ["wrap"]
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.select("customer")
    assert tabs.current == "customer"


def test_search_field_keys(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    field = SearchField(theme, "Find a connector")
    bench.put(field)
    QTest.keyClicks(field, "hub")
    with qtbot.waitSignal(field.moved, timeout=20_000) as told:
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert told.args == [1]
    with qtbot.assertNotEmitted(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left, timeout=20_000):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_labels_never_interpret_markup(theme: Theme, bench: Bench) -> None:
    label = Label(theme, "<img src='http://evil.example/x.png'><b>hi</b>")
    plain = Label(theme, "hi")
    bench.put(label, plain)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > 5 * plain.sizeHint().width()


def test_a_toast_never_takes_focus_and_acts_once(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    toast = Toast(theme, "Completed", "Undo", parent=bench)
    acted: list[bool] = []
    closed: list[bool] = []
    toast.acted.connect(lambda: acted.append(True))
    toast.closed.connect(lambda: closed.append(True))
    toast.appear()
    assert toast.isVisible()
    assert bench.line.hasFocus()
    assert toast.action is not None
    click(toast.action)
    toast.close_now()
    assert (acted, closed) == ([True], [True])
    assert bench.line.hasFocus()


def test_a_toast_leaves_by_itself(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    toast = Toast(theme, "Completed", stay_ms=1, parent=bench)
    toast.move(bench.width() - 40, bench.height() - 40)  # away from the mouse, which would hold it
    with qtbot.waitSignal(toast.closed, timeout=20_000):
        toast.appear()


def test_a_banner_says_it_and_offers_its_actions(theme: Theme, bench: Bench) -> None:
    banner = Banner(theme)
    bench.put(banner)
    pressed: list[str] = []
    for round_number in ("first", "second"):
        banner.show_words(
            "Offline since 14:02, 3 replies waiting.",
            "Saved on this computer.",
            icon="wifi-off",
            fact="Next try in 8 s",
            actions=(
                ("Retry now", partial(pressed.append, f"retry {round_number}")),
                ("View outbox", partial(pressed.append, f"outbox {round_number}")),
            ),
        )
    assert banner.accessibleName().startswith("Offline since 14:02")
    buttons = {button.text(): button for button in banner.findChildren(Button)}
    click(buttons["Retry now"])
    click(buttons["View outbox"])
    assert pressed == ["retry second", "outbox second"]
    banner.show_words("Signed out.", level="danger")
    assert not any(button.isVisible() for button in buttons.values())


def test_an_empty_state_has_at_most_one_action(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    state = EmptyState(theme, "Nothing waiting.", "Open the demo page")
    bench.put(state)
    with qtbot.waitSignal(state.acted, timeout=20_000):
        click(state.button)
    state.set_words("First conversation with this customer.")
    assert not state.button.isVisible()


def test_everything_survives_a_change_of_looks(theme: Theme, bench: Bench, qtbot: QtBot) -> None:
    label = Label(theme, "Words", color="text.secondary")
    bench.put(label, Button(theme, "Go", "accept", icon="phone", hint="Ctrl Shift A"))
    before = bench.grab().toImage()
    theme.set_choice("dark")
    assert bench.grab().toImage() != before
    assert label.palette().windowText().color() == theme.color("text.secondary")


@pytest.mark.parametrize("compact", [False, True])
def test_whatever_is_typed_into_or_chosen_from_is_as_high_as_its_neighbours(
    theme: Theme, qtbot: QtBot, compact: bool
) -> None:
    bar = QWidget()
    qtbot.addWidget(bar)
    row = QHBoxLayout(bar)
    shown: list[QWidget] = [
        TextField(theme, "Name", compact=compact),
        SearchField(theme, "Find", compact=compact),
        FindField(theme, "Who", compact=compact),
        DropDown(theme, "When", compact=compact),
    ]
    if compact:  # as all of a bar's controls are
        shown += [DateField(theme, "First day"), Button(theme, "Save")]
    for one in shown:
        row.addWidget(one)
    bar.show()
    assert {one.height() for one in shown} == {28 if compact else 32}
    assert len({one.y() for one in shown}) == 1
