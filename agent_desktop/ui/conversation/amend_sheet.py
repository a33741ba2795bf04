"""The sheet in which a message that is at its network gets other words, or is deleted for everyone.

Promises that nothing is deleted by one click, and that new words keep to the network's length. Refuses to post: `done`
carries what was decided.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.base import new_id
from agent_desktop.model.intents import Amend, Intent
from agent_desktop.model.text_length import length
from agent_desktop.model.timeline import Message, WishKind
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_WIDTH: Final = 520
_LINES_PX: Final = 120


class AmendSheet(Sheet):
    """Opened by `begin`. `done` carries the kind and the text."""

    done = Signal(object, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Change a message"), _WIDTH)
        self._kind = WishKind.EDIT
        self._message: Message | None = None
        self._way: ReplyWay | None = None
        self.title = Label(theme, "", "title")
        self.words = Label(theme, "", "body", "text.secondary", wrap=True)
        self.area = TextArea(theme, tr("Message"))
        self.area.setFixedHeight(_LINES_PX)
        self.problem = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        self.cancel = Button(theme, tr("Cancel"))
        self.go = Button(theme, tr("Save"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.problem, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        body = QVBoxLayout()
        body.setContentsMargins(*sides(20, 16, 20, 16))
        body.setSpacing(10)
        for one in (self.title, self.words, self.area):
            body.addWidget(one)
        body.addLayout(row)
        self.card_layout.addLayout(body)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(self._go)
        self.area.textChanged.connect(self._look)

    def begin(self, message: Message, way: ReplyWay | None, kind: WishKind) -> None:
        """Change or delete this one."""
        self._kind, self._message, self._way = kind, message, way
        edit = kind is WishKind.EDIT
        self.title.setText(tr("Edit message") if edit else tr("Delete for everyone?"))
        deleting = tr("The customer will not see it any more; your team keeps its words.")
        self.words.setText(tr("The customer sees the new words.") if edit else deleting)
        self.area.setVisible(edit)
        self.area.setPlainText(message.text)
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self.go.setText(tr("Save") if edit else tr("Delete"))
        self._look()

    def _text(self) -> str:
        return self.area.toPlainText().strip() if self._kind is WishKind.EDIT else ""

    def _look(self) -> None:
        message, way = self._message, self._way
        if message is None or self._kind is not WishKind.EDIT:
            self.problem.setText("")
            self.go.setEnabled(True)
            return
        text = self._text()
        over = 0
        if way is not None and way.max_text:
            over = length(text, way.unit, way.route.address) - way.max_text
        too_long = plural(over, "{n} character too long.", "{n} characters too long.")
        self.problem.setText(too_long if over > 0 else "")
        self.go.setEnabled(bool(text) and over <= 0 and text != message.text)

    def _go(self) -> None:
        if self.go.isEnabled() and not self.isHidden():
            self.close_sheet()
            self.done.emit(self._kind, self._text())

    def first(self) -> QWidget:
        """The words; of a question, the button that changes nothing."""
        return self.area if self._kind is WishKind.EDIT else self.cancel

    def card_height(self) -> int:
        """As high as what stands in it at the card's width."""
        self.card_layout.invalidate()
        self.card_layout.activate()
        return self.card_layout.totalHeightForWidth(min(_WIDTH, self.width() - 48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go()
        else:
            super().keyPressEvent(event)


class Amending(QObject):
    """Between the timeline and the desk, over the pane `over`."""

    def __init__(self, timeline: Timeline, over: QWidget, post: Callable[[Intent], None]) -> None:
        super().__init__(over)
        self._timeline, self._over, self._post = timeline, over, post
        timeline.amend_asked.connect(self.ask)
        self._message: Message | None = None
        self.sheet: AmendSheet | None = None

    def ask(self, message: Message, kind: WishKind, text: str) -> None:
        """A reaction at once, the rest after the agent has decided."""
        self._message = message
        if kind is WishKind.REACT:
            self._done(kind, text)
            return
        window = self._over.window()
        if self.sheet is None or self.sheet.parentWidget() is not window:
            self.sheet = AmendSheet(self._timeline.theme, window)
            self.sheet.done.connect(self._done)
        ways = self._timeline.scene.ways
        way = next((one for one in ways if one.route == message.route), None)
        self.sheet.begin(message, way, kind)
        self.sheet.open_on(self._over)

    def close(self) -> None:
        """Another conversation is shown."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def _done(self, kind: WishKind, text: str) -> None:
        if self._message is not None:
            self._post(
                Amend(
                    client_id=new_id(),
                    conversation_id=self._message.conversation_id,
                    message_id=self._message.id,
                    kind=kind,
                    text=text,
                )
            )
