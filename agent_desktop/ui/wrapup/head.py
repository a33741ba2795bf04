"""The sidebar's head during wrap-up: the time left as a ring, the time used, one more minute."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.work import Interaction
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.marks import ring_tone
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label, Ring
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class WrapUpHead(QWidget):
    """Shows an interaction's wrap-up; `more_asked` wants another minute."""

    more_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.tokens.size.thread_header)
        self._ring = Ring(theme, 40)
        self._used = Label(theme, "", "caption", "text.secondary", tnum=True, elide=True)
        self._more = Button(theme, tr("+1 min"))
        self._more.clicked.connect(self.more_asked)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(Label(theme, tr("Wrap-up"), "title"))
        words.addWidget(self._used)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._ring)
        row.addLayout(words, 1)
        row.addWidget(self._more)

    def show_work(self, work: Interaction, now: Millis) -> None:
        """Show how the wrap-up of `work` stands at `now`."""
        since = work.ended_at or now
        used = timer(now - since)
        self._more.setVisible(work.wrap_up_until is not None)
        if work.wrap_up_until is None:
            self._ring.set_left(1.0, "", "accent.fill")
            self._used.setText(tr("{used} used", used=used))
            return
        left, total = max(0, work.wrap_up_until - now), max(1, work.wrap_up_until - since)
        tone = ring_tone(left / 1000, total / 1000)
        color = "accent.fill" if tone == "ready" else f"presenceDot.{tone}"
        self._ring.set_left(left / total, timer(left), color)
        self._used.setText(tr("{used} used · ends at {end}", used=used, end=timer(total)))
