"""The main window as the system sees it: its place and size, its clock, its keys, the commands of its own.

Promises that its place is remembered soon after it changed. Refuses to decide whether the program ends.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMoveEvent, QResizeEvent, QShowEvent

from agent_desktop.model.base import Millis
from agent_desktop.ui.shell.frame import ShellFrame
from agent_desktop.ui.shell.geometry import fit_to_screen, restore_window, window_state
from agent_desktop.ui.shell.owncommands import own_commands
from agent_desktop.ui.theme.theme import Theme

_REMEMBER_AFTER_MS = 500


class ShellWindow(ShellFrame):
    """One window. `remember` gets its geometry whenever it changed; `read_setting` gives kept settings."""

    ticked = Signal(object)
    """Once a second, with `now` in Millis."""
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        now: Callable[[], Millis],
        read_setting: Callable[[str, str], str] = lambda name, default: default,
        remember: Callable[[dict[str, object]], object] = lambda kept: None,
    ) -> None:
        super().__init__(theme, now, read_setting)
        self._remember = remember
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._later = QTimer(self, singleShot=True, interval=_REMEMBER_AFTER_MS)
        self._later.timeout.connect(lambda: self._remember(self.window_state()))
        self.add_commands(own_commands(self))
        self.show_workspace("inbox")

    def _tick(self) -> None:
        now = self._now()
        self.rail.presence.set_now(now)
        self.banner.set_now(now)
        self.ticked.emit(now)

    # -- geometry ---------------------------------------------------------------------

    def window_state(self) -> dict[str, object]:
        """Place, size and pane widths, to be kept."""
        return window_state(self) | {"panes": self.panes.widths()}

    def restore(self, kept: Mapping[str, object]) -> None:
        """Take what `window_state` gave; what is missing or wrong is ignored."""
        self.panes.restore(kept.get("panes"))
        if not restore_window(self, kept):
            fit_to_screen(self)

    # -- Qt ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nobody wanted returns to the composer."""
        if event.key() == Qt.Key.Key_Escape and self.focus_order.to_composer():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the kind of width, then place everything."""
        super().resizeEvent(event)
        self.panes.set_window_width(self.width())
        self._place()
        self._later.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember the place, a little later."""
        super().moveEvent(event)
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """Remember that it was maximized or not."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Start the clock, and put the caret where work is: into the composer, or else the list."""
        super().showEvent(event)
        self._clock.start(1000)
        if self.focusWidget() is None and not self.focus_order.to_composer():
            self.focus_order.move_to(self.panes.list_pane)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the geometry and tell; whether the program ends is not decided here."""
        self._later.stop()
        self._clock.stop()
        self._remember(self.window_state())
        self.closed.emit()
        super().closeEvent(event)
