"""The senders whose mails show pictures from elsewhere by themselves, in the settings: each can be taken off the list.

Promises that nobody gets onto the list here: that is a click on a mail. Refuses to keep anything: `changed` carries the
list as the setting keeps it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.desk.mail_pictures import senders
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_SIDE = 28
_ROWS = 8
"""So many are in sight; who has more scrolls."""


class PictureSenders(QWidget):
    """See the module."""

    changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._senders: tuple[str, ...] = ()
        self.removes: list[IconButton] = []
        self.words = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.words.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        self._list = QWidget()
        self._list.setProperty("scrolled", True)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, RING_ROOM, 0, RING_ROOM)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._list)
        self._scroll.viewport().setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.words)
        whole.addWidget(self._scroll)
        self._show(())

    def show_kept(self, kept: str) -> None:
        """Show who is on the list that the setting keeps."""
        found = tuple(sorted(senders(kept)))
        if found != self._senders:
            self._show(found)

    def _show(self, found: Sequence[str]) -> None:
        self._senders = tuple(found)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.removes = []
        for sender in self._senders:
            self._column.addWidget(self._row(sender))
        self.words.setText(
            tr("These senders see that you read their mails. Their pictures are always shown.")
            if found
            else tr("None yet. You choose them in a mail that has pictures from elsewhere.")
        )
        self._scroll.setVisible(bool(found))
        self._scroll.setFixedHeight(min(len(found), _ROWS) * _SIDE + 2 * RING_ROOM)

    def _row(self, sender: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(*sides(RING_ROOM, 0, RING_ROOM, 0))
        line.setSpacing(8)
        shown = single_line(sender, 80)
        words = Label(self._theme, shown)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(words, 1)
        name = tr("No longer show pictures from {sender}", sender=shown)
        button = IconButton(self._theme, "x", name, side=_SIDE, icon_size=14)
        button.clicked.connect(lambda: self._remove(sender))
        line.addWidget(button)
        self.removes.append(button)
        return row

    def _remove(self, sender: str) -> None:
        place = self._senders.index(sender)
        self._show([one for one in self._senders if one != sender])
        if self.removes:
            self.removes[min(place, len(self.removes) - 1)].setFocus()
        announce(self, tr("Pictures from {sender} are shown when you ask.", sender=sender))
        self.changed.emit("\n".join(self._senders))
