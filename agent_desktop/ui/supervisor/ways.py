"""The ways to be in a colleague's call: buttons that stand on the marked tile of the board.

Promises that Left and Right go among them, and that they fit onto the tile in every language. Refuses a press that
could not be done: such a button is disabled, and its tooltip says why.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.model.backend_calls import EndSupervision, Listening, Supervise
from agent_desktop.ui.call.supervising import ICONS
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.supervisor.live import LiveCall
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Ways(QWidget):
    """The buttons of one call. `ordered` carries what is asked of the backend; `left` that it is left."""

    ordered = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, interaction_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = interaction_id
        self._words = words = {
            Listening.MONITOR: tr("Listen"),
            Listening.WHISPER: tr("Whisper"),
            Listening.BARGE: tr("Barge in"),
        }
        self.modes = {mode: Button(theme, title, size="sm") for mode, title in words.items()}
        self.leave = Button(theme, "", icon="x", size="sm")
        self._icons = False
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for mode, button in self.modes.items():
            row.addWidget(button)
            button.clicked.connect(partial(self._ask, mode))
        row.addWidget(self.leave)
        self.leave.clicked.connect(self._leave)
        for one in (*self.modes.values(), self.leave):
            one.installEventFilter(self)

    @property
    def buttons(self) -> list[Button]:
        """Those that can be pressed, as they stand."""
        there = [*self.modes.values(), self.leave]
        return [one for one in there if one.isEnabled() and not one.isHidden()]

    def show_call(self, row: LiveCall, hindered: str) -> None:
        """How we are in the call, and what keeps us from it."""
        name, here = row.name, row.listening is not None
        hindered = hindered or (tr("You are leaving…") if row.call.leaving else "")
        titles = {
            Listening.MONITOR: tr("Listen to {name}", name=name),
            Listening.WHISPER: tr("Whisper to {name}", name=name),
            Listening.BARGE: tr("Barge in on {name}", name=name),
        }
        for mode, button in self.modes.items():
            on = mode is row.listening
            button.kind = "primary" if on else "normal"
            button.setEnabled(not hindered and (here or not row.connecting))
            button.setAccessibleName(f"{titles[mode]}, {row.state}" if on else titles[mode])
            button.setToolTip(titles[mode] if button.isEnabled() else hindered)
            button.update()
        held = self.leave.hasFocus()
        self.leave.setAccessibleName(tr("Leave the call of {name}", name=name))
        self.leave.setToolTip(self.leave.accessibleName())
        self.leave.setVisible(here or row.connecting)
        if held and self.leave.isHidden() and self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, room: int) -> None:
        """Stand within so many px: with words where they have room, else with icons, which say themselves."""
        was = self._icons
        for icons in (False, True):
            if self._icons is not icons:
                self._icons = icons
                for mode, button in self.modes.items():
                    name = button.accessibleName()
                    button.setText("" if icons else self._words[mode])
                    button.setAccessibleName(name)
                    button.set_icon_name(ICONS[mode] if icons else "")
                self._row.invalidate()
            if self.sizeHint().width() <= room:
                break
        if self._icons is not was:
            self.update()

    def _ask(self, mode: Listening) -> None:
        if self.modes[mode].kind != "primary":  # so it is already
            self.ordered.emit(Supervise(interaction_id=self._id, mode=mode))

    def _leave(self) -> None:
        self.ordered.emit(EndSupervision(interaction_id=self._id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right go among the buttons; Escape, Up and Down go back to the tile."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit()
        elif by is not None:
            by = -by if self.isRightToLeft() else by
            at = [one.hasFocus() for one in self.buttons].index(True) + by
            self.buttons[max(0, min(len(self.buttons) - 1, at))].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        else:
            return super().eventFilter(watched, event)
        return True
