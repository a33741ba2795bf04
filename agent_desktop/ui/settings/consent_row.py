"""The row where one signs in at a provider: in this computer's browser, or by a code that is typed on any.

Promises that a code stands large and can be copied, as its address can; that what is waited for can be broken off.
Refuses to hold a secret: what comes of it never reaches the desk.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.administration_networks import ConsentAsked
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.settings.rows import Fact, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def copy(text: str) -> None:
    """Put it on the clipboard."""
    QGuiApplication.clipboard().setText(text)


class CodeCard(QWidget):
    """A code and where it is typed. `opened` wants the address in the browser."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.code = Label(theme, "", "metric", tnum=True)
        self.address = Label(theme, "", wrap=True)
        self.copy_code = Button(theme, tr("Copy the code"), icon="copy", size="sm")
        self.copy_address = Button(theme, tr("Copy the address"), icon="copy", size="sm")
        self.open = Button(theme, tr("Open it here"), icon="external-link", size="sm")
        self.copy_code.clicked.connect(lambda: self._copied(self.code))
        self.copy_address.clicked.connect(lambda: self._copied(self.address))
        self.open.clicked.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        open_this = tr("Open this address on any device:")
        type_this = tr("Type this code there, and allow it:")
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, buttons in ((first, (self.open, self.copy_address)), (second, (self.copy_code,))):
            line.setSpacing(8)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
        column.addWidget(Label(theme, open_this, "caption", "text.secondary", wrap=True))
        column.addWidget(self.address)
        column.addLayout(first)
        column.addSpacing(6)
        column.addWidget(Label(theme, type_this, "caption", "text.secondary", wrap=True))
        column.addWidget(self.code)
        column.addLayout(second)
        self.hide()

    def show_code(self, asked: ConsentAsked) -> None:
        """Show what is to be typed where."""
        self.code.setText(asked.code)
        self.address.setText(asked.address)
        # letter by letter, as one types it
        self.code.setAccessibleName(tr("Code {code}", code=" ".join(asked.code)))
        self.show()
        announce(self, self.code.accessibleName())

    def _copied(self, label: Label) -> None:
        copy(label.text())
        announce(self, tr("Copied"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        p = paint.on(self)
        paint.fill(
            p, QRectF(self.rect()), self.theme.color("bg.hover"), self.theme.tokens.radius.md
        )
        p.end()


class ConsentRow(Row):
    """See the module. `begun` carries "browser" or "code", `stopped` that it is waited for no more, `opened` an
    address for the browser."""

    begun = Signal(str)
    stopped = Signal()
    opened = Signal(str)
    grew = Signal()
    """There is more to see of it."""

    def __init__(self, theme: Theme, name: str, label: str) -> None:
        super().__init__(theme, name, label)
        self._set = self._held = self._codes = False
        self._asked: ConsentAsked | None = None
        self.fact = Fact(theme)
        self.browser = Button(theme, "", icon="external-link")
        self.by_code = Button(theme, tr("With a code"), icon="keyboard")
        self.again = Button(theme, tr("Open the browser again"), icon="external-link")
        self.copy = Button(theme, tr("Copy the address"), icon="copy")
        self.cancel = Button(theme, tr("Cancel"))
        self.card = CodeCard(theme)
        line = QHBoxLayout()
        line.setContentsMargins(0, RING_ROOM, 0, RING_ROOM)
        line.setSpacing(8)
        for button in (self.browser, self.by_code, self.again, self.copy, self.cancel):
            line.addWidget(button)
        line.addStretch(1)
        self._column.insertWidget(0, self.fact)
        self._column.insertWidget(1, self.card)
        self._column.insertLayout(2, line)
        self._on(self.browser, lambda: self.begun.emit("browser"))
        self._on(self.by_code, lambda: self.begun.emit("code"))
        self._on(self.again, self._open)
        self._on(self.card.open, self._open)
        self._on(self.copy, lambda: copy(self._asked.address if self._asked else ""))
        self._on(self.cancel, self.stopped.emit)
        self.rest()

    @staticmethod
    def _on(button: Button, act: Callable[[], object]) -> None:
        button.clicked.connect(lambda: act())

    def control(self) -> QWidget:
        """The first button that can be pressed."""
        return self.cancel if self.browser.isHidden() else self.browser

    def value(self) -> str:
        """Nothing: the backend alone has it."""
        return ""

    def show_value(self, value: object) -> None:
        """Say whether somebody signed in."""
        self._set, self._held = bool(value), False
        if self.cancel.isHidden():
            self.rest()

    def allow_code(self, can: bool) -> None:
        """Whether the provider takes a code that is typed elsewhere."""
        self._codes = can
        self.by_code.setVisible(can and self.cancel.isHidden())

    # -- how it goes

    def rest(self) -> None:
        """Nothing is waited for."""
        self._asked = None
        if self._held:
            self.fact.say(tr("Signed in. It is kept when you save."), "success")
        elif self._set:
            self.fact.say(tr("Somebody signed in, and it is kept."), "success")
        else:
            self.fact.say(tr("Nobody signed in yet."), None)
        self._buttons(waits=False)

    def begin(self) -> None:
        """The provider is asked."""
        self.set_problem("")
        self.fact.say(tr("Asking the provider…"), None)
        self._buttons(waits=True)

    def wait(self, asked: ConsentAsked) -> None:
        """The person is waited for."""
        self._asked = asked
        until = time_of_day(asked.until)
        if asked.code:
            self.fact.say(tr("Waiting for the code until {time}.", time=until), None)
            self.card.show_code(asked)
        else:
            words = tr(
                "Sign in in the browser that opened. It is waited for until {time}.", time=until
            )
            self.fact.say(words, None)
            self.again.show()
            self.copy.show()
            announce(self, words)
        self.grew.emit()

    def done(self, *, kept: bool) -> None:
        """Somebody signed in. `kept`: it holds already."""
        self._set, self._held = True, not kept
        self.rest()
        if kept:
            self.fact.say(tr("Signed in."), "success")
        else:
            self._touched()
        announce(self, self.fact.accessibleName())

    def fail(self, words: str) -> None:
        """It was in vain."""
        self.rest()
        self.set_problem(words)

    def _open(self) -> None:
        if self._asked is not None:
            self.opened.emit(self._asked.address)

    def _buttons(self, *, waits: bool) -> None:
        self.browser.setText(tr("Sign in again") if self._set else tr("Sign in in the browser"))
        held = any(one.hasFocus() for one in (self.browser, self.by_code, self.cancel))
        self.browser.setVisible(not waits)
        self.by_code.setVisible(self._codes and not waits)
        self.cancel.setVisible(waits)
        for widget in (self.again, self.copy, self.card):
            widget.hide()
        if held:
            self.control().setFocus()
