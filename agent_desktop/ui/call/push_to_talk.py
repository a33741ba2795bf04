"""Push to talk: whether the key is held, while the window has the keyboard.

Promises that the key counts as let go as soon as the window cannot see it any more, and that it reaches nothing else
while it listens. Refuses to know of calls.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = frozenset(
    (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride),
)
_LOST = frozenset((QEvent.Type.WindowDeactivate, QEvent.Type.Hide))


class PushToTalk(QObject):
    """Follows one key for one window. `held` tells that it was pressed or let go."""

    held = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keys = ""
        self._down = False

    def listen(self, keys: str) -> None:
        """Follow this key from now on; empty for none."""
        if keys == self._keys:
            return
        self._let_go()
        app = QApplication.instance()
        if app is not None and bool(keys) is not bool(self._keys):
            if keys:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)
        self._keys = keys

    def _let_go(self) -> None:
        if self._down:
            self._down = False
            self.held.emit(False)

    def _ours(self, event: QKeyEvent) -> bool:
        key = QKeySequence(Qt.Key(event.key()))
        return key.toString(QKeySequence.SequenceFormat.PortableText) == self._keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key is ours while the window is active."""
        kind = event.type()
        if kind in _LOST and watched is self._window:
            self._let_go()
        if kind not in _KEYS or not isinstance(event, QKeyEvent) or not self._ours(event):
            return False
        if not self._window.isActiveWindow():
            return False
        if kind is QEvent.Type.ShortcutOverride:
            event.accept()
        elif not event.isAutoRepeat():
            if kind is QEvent.Type.KeyRelease:
                self._let_go()
            elif not self._down:
                self._down = True
                self.held.emit(True)
        return True
