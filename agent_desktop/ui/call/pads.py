"""Where numbers are typed: the keypad of a call, the pad for a new number, and the note of a call.

Promises that a pasted number and a typed name both work, in whatever dress or company a number comes, and that what is
typed on a keypad is heard once. Refuses to guess a country: only the exchange knows what a short number means.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.desk.api import CallAccount
from agent_desktop.model.backend_calls import CallTarget
from agent_desktop.model.people import AddressKind, Customer
from agent_desktop.ui.call.card_fields import mark
from agent_desktop.ui.call.places import PlaceList, Places
from agent_desktop.ui.call.popup import Popup
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextArea, TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

KEYS = "123456789*0#"
DOT = "•"
_PEOPLE = 5
_SAVE_AFTER_MS = 400
_NOWHERE = Places()


class Keys(QWidget):
    """Twelve keys of a telephone, in their order in every language."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self.buttons: dict[str, Button] = {}
        for at, key in enumerate(KEYS):
            button = Button(theme, key, size="xl")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setAccessibleName({"*": tr("Star"), "#": tr("Hash")}.get(key, key))
            button.clicked.connect(partial(self.pressed.emit, key))
            self.buttons[key] = button
            grid.addWidget(button, at // 3, at % 3)


class KeypadPopup(Popup):
    """Presses keys in a running call: with the mouse, or by typing. `pressed` carries one key.

    While it is masked, keys are shown as dots, and stay dots: whoever looks over a shoulder sees no card number.
    """

    pressed = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Keypad"), 216)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heard = Label(theme, "", "title", tnum=True)
        self.heard.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heard.setFixedHeight(24)
        self._masked = False
        self.keys = Keys(theme)
        self.keys.pressed.connect(self._press)
        self.column.addWidget(self.heard)
        self.column.addWidget(self.keys)

    def begin(self, anchor: QWidget, *, masked: bool = False) -> None:
        """Open, with nothing pressed yet."""
        self.heard.setText("")
        self.set_masked(masked)
        self.open_under(anchor)

    def set_masked(self, masked: bool) -> None:
        """Show dots from now on, or keys again; what was pressed before becomes dots too."""
        self._masked = masked
        if masked:
            self.heard.setText(DOT * len(self.heard.text()))

    def _press(self, key: str) -> None:
        self.heard.setText((self.heard.text() + (DOT if self._masked else key))[-16:])
        self.pressed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, star and hash are keys of the telephone."""
        key = event.text().upper()
        if len(key) == 1 and key in KEYS + "ABCD":
            if not event.isAutoRepeat():
                self._press(key)
        else:
            super().keyPressEvent(event)


class NumberPopup(Popup):
    """Asks for a number or a name. Each action is (words, what to do with the number); the first is done by Enter.

    `account` offers the accounts to call from, where `begin` was given several.
    """

    def __init__(
        self, theme: Theme, host: QWidget, find: Callable[[str, int], Sequence[Customer]]
    ) -> None:
        super().__init__(theme, host, tr("Number"), 272)
        self._find = find
        self._actions: list[tuple[Button, Callable[[str], object]]] = []
        self.title = Label(theme, "", "bodyStrong", elide=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field = TextField(theme, tr("Number or name"), "", tr("Number or name"))
        mark(self.field, payment=False)  # telephone numbers may look like a card's
        self.field.setMaxLength(400)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(partial(self._press, 0))
        self.account = DropDown(theme, tr("Call from"), width=272)
        self.reads = Label(theme, "", "caption", "text.secondary", elide=True, tnum=True)
        self.people = QVBoxLayout()
        self.people.setSpacing(2)
        self.places = PlaceList(theme)
        self.places.picked.connect(self._pick)
        self.places.changed.connect(self._changed)
        self.chosen: CallTarget | None = None
        """The colleague or queue that was chosen by its row; None where a number is meant."""
        self._rows: list[Button] = []
        self.keys = Keys(theme)
        self.keys.pressed.connect(self.field.insert)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        for part in (self.title, self.account, self.field, self.reads):
            self.column.addWidget(part)
        self.column.addWidget(self.places)
        self.column.addLayout(self.people)
        self.column.addWidget(self.keys)
        self.column.addLayout(self._buttons)

    def first(self) -> QWidget:
        """The field."""
        return self.field

    def begin(
        self,
        anchor: QWidget,
        title: str,
        actions: Sequence[tuple[str, Callable[[str], object]]],
        number: str = "",
        accounts: Sequence[CallAccount] = (),
        places: Places = _NOWHERE,
    ) -> None:
        """Open under a button and ask for what `title` says, a number or one of `places`."""
        self.chosen = None
        self.account.show_options(
            [(one.id, _account_words(one)) for one in accounts], accounts[0].id if accounts else ""
        )
        self.account.setVisible(len(accounts) > 1)
        for button, _ in self._actions:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions = []
        self.setAccessibleName(title)
        self.title.setText(title)
        for at, (words, act) in enumerate(actions):
            button = Button(self.theme, words, "primary" if at == 0 else "normal", size="lg")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self._press, at))
            self._buttons.addWidget(button, 1)
            button.show()
            self._actions.append((button, act))
        self.field.setText(single_line(number, 400))
        self.places.offer(places)
        self._typed()
        self.open_under(anchor)
        self.field.selectAll()

    @property
    def buttons(self) -> list[Button]:
        """The actions."""
        return [button for button, _ in self._actions]

    def show_places(self, places: Places) -> None:
        """What colleagues do, or who waits, has changed."""
        self.places.offer(places)

    def _changed(self) -> None:
        """There are other rows: Tab and the arrows go through them in their order."""
        rows = [*self.places.rows, *self._rows]
        for before, after in pairwise((self.field, *rows)):
            self.setTabOrder(before, after)
        if self.isVisible():
            self.place()

    def _pick(self, target: CallTarget | None, words: str, account_id: str) -> None:
        self.field.setText(words)
        self.account.choose(account_id)
        self.chosen = target
        self.reads.hide()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into what was found."""
        rows = [one for one in (*self.places.rows, *self._rows) if one.isEnabled()]
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus() and rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @property
    def rows(self) -> list[Button]:
        """The people that fit."""
        return self._rows

    def _typed(self) -> None:
        words = self.field.text()
        for row in self._rows:
            self.people.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self.chosen = None
        self.places.search(words)
        where = telephone_numbers.region()
        number = telephone_numbers.dialled(words, where)
        plain = "".join(one for one in words if one.isalnum() or one in "+*#,")
        self.reads.setText(tr("Calls {number}", number=number) if number != words.strip() else "")
        self.reads.setVisible(number not in (words.strip(), plain))
        numbers = telephone_numbers.found(words, where)
        for one in numbers if len(numbers) > 1 else ():
            self._add_row(one.shown, one.number)
        for customer in self._find(words, _PEOPLE):
            for address in customer.addresses:
                if address.kind is AddressKind.PHONE and address.value != words.strip():
                    self._add_row(customer.name, address.value)
        for button, _ in self._actions:
            button.setEnabled(bool(words.strip()))
        self._changed()

    def _add_row(self, name: str, number: str) -> None:
        if len(self._rows) >= _PEOPLE:
            return
        words = " · ".join(dict.fromkeys((single_line(name, 60), single_line(number, 40))))
        shown = self.theme.elided(words, "caption", 240)
        row = Button(self.theme, shown, "ghost", icon="phone", size="sm")
        row.setToolTip(words)
        row.setAccessibleName(words)
        row.clicked.connect(partial(self.field.setText, number))
        self._rows.append(row)
        self.people.addWidget(row)
        row.show()

    def _press(self, at: int) -> None:
        """Do it with the number; of a name, take the number first, so that it is seen before it is called."""
        words = self.field.text()
        able = [one for one in self.places.rows if one.isEnabled()]
        if self.chosen is not None:
            self._do(at)
        elif words.strip() and able and not any(one.isdigit() for one in words):
            able[0].click()
        elif self._rows and not any(one.isdigit() for one in words):
            self._rows[0].click()
        else:
            self._do(at)

    def _do(self, at: int) -> None:
        where = telephone_numbers.region()
        number = telephone_numbers.dialled(self.field.text(), where)
        if not number or at >= len(self._actions):
            return
        act = self._actions[at][1]
        self.close_popup()
        act(number)


def _account_words(account: CallAccount) -> str:
    return single_line(account.name, 60) or tr("Contact centre")


class NotePopup(Popup):
    """The note of a call. It is kept while it is typed: `written` carries the call and the text."""

    written = Signal(str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Note of the call"), 300)
        self._call_id = ""
        self.about = Label(theme, "", "caption", "text.secondary", elide=True)
        self.area = TextArea(theme, tr("Note of the call"), tr("What is agreed, what is next…"))
        self.area.setFixedHeight(112)
        self.area.textChanged.connect(self._changed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER_MS)
        self._later.timeout.connect(self.flush)
        foot = tr("Kept as you type, in the call's entry in the timeline.")
        self.column.addWidget(self.about)
        self.column.addWidget(self.area)
        self.column.addWidget(Label(theme, foot, "micro", "text.secondary", wrap=True))
        self.closed.connect(self.flush)

    def first(self) -> QWidget:
        """The text."""
        return self.area

    def begin(self, anchor: QWidget, call_id: str, name: str, text: str) -> None:
        """Open with what was noted so far."""
        self.flush()
        self._call_id = ""
        self.about.setText(name)
        self.area.setPlainText(text)
        self._call_id = call_id
        self.open_under(anchor)

    def _changed(self) -> None:
        if self._call_id:
            self._later.start()

    def flush(self) -> None:
        """Tell what was typed, if anything was since it was told."""
        if self._later.isActive():
            self._later.stop()
            self.written.emit(self._call_id, self.area.toPlainText())
