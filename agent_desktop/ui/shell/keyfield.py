"""A field that catches the next stroke of keys: for giving an action other keys.

Promises that shortcuts do not fire while it listens. Escape stops listening, Backspace asks for no keys.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.badges import keycaps
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
    (Qt.KeyboardModifier.MetaModifier, "Meta"),
)
_MODIFIER_KEYS = frozenset(
    (
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_unknown,
    )
)


def keys_of(event: QKeyEvent) -> str:
    """The keys of a stroke, as the key table writes them; nothing for a modifier alone."""
    key = Qt.Key(event.key())
    if key in _MODIFIER_KEYS:
        return ""
    names = [name for flag, name in _MODIFIERS if event.modifiers() & flag]
    return "+".join([*names, QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)])


class KeyField(PaintedButton):
    """Shows key caps; pressed, it listens. `caught` tells the keys, empty for none."""

    caught = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme)
        self._title = title
        self._caps: tuple[str, ...] = ()
        self.listening = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.listen)

    def set_caps(self, caps: Sequence[str]) -> None:
        """Show these keys."""
        self._caps = tuple(caps)
        keys = " ".join(caps) or tr("no keys")
        self.setAccessibleName(
            tr("{title}: {keys}. Press to change.", title=self._title, keys=keys)
        )
        self.update()

    def listen(self) -> None:
        """Wait for keys."""
        self.listening = True
        self.update()

    def sizeHint(self) -> QSize:
        """Room for four caps."""
        return QSize(190, self.theme.tokens.size.control.md)

    def event(self, event: QEvent) -> bool:
        """While listening, no shortcut may take the keys, and Tab is a key like others."""
        if self.listening and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.listening and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            self._catch(event)
            return True
        return super().event(event)

    def _catch(self, event: QKeyEvent) -> None:
        keys = keys_of(event)
        if not keys:
            return
        self.listening = False
        self.update()
        if keys in ("Backspace", "Del"):
            self.caught.emit("")
        elif keys != "Esc":
            self.caught.emit(keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop listening."""
        self.listening = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps, or the request."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.md
        if self.listening:
            paint.fill(p, rect, theme.color("bg.selected"), radius)
            area = rect.adjusted(10, 0, -10, 0)
            paint.text(p, theme, area, tr("Press the keys…"), "caption", "accent.text")
        else:
            if self.hovered:
                paint.fill(p, rect, theme.color("bg.hover"), radius)
            keycaps(p, theme, rect.right() - 8, rect.center().y(), self._caps)
            if not self._caps:
                area = rect.adjusted(10, 0, -10, 0)
                paint.text(p, theme, area, "–", "body", "text.tertiary", align=paint.RIGHT)
        p.end()
