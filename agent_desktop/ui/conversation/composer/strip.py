"""The line above the text that says what is special of the way: how long free text is taken, and who can read it.

Promises color, icon and words together, and that nothing runs while nobody sees it. Refuses to know the desk.
"""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.composer.window import WindowLook, window_look
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

LONGEST_MS: Final = 3_600_000
"""A timer waits no longer: clocks are set, and computers sleep."""


class Notice(QWidget):
    """A line with an icon before its words, on a ground of its own where it matters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = ""
        self._loud = False
        self.words = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.loud = Label(theme, "", "caption", "status.warnText", wrap=True, tnum=True, weight=600)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(*sides(28, 4, 6, 4))
        self.row.setSpacing(8)
        self.row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.row.addWidget(self.loud, 1, Qt.AlignmentFlag.AlignVCenter)
        for label in (self.words, self.loud):
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, words: str, icon: str, *, loud: bool) -> None:
        """Other words; none hide the line."""
        self._icon, self._loud = icon, loud
        for label, here in ((self.words, not loud), (self.loud, loud)):
            label.setText(words if here else "")
            label.setVisible(here)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    @property
    def said(self) -> str:
        """What it says now."""
        return self.loud.text() if self._loud else self.words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the icon."""
        p = paint.on(self)
        rect = QRectF(self.rect())
        if self._loud:
            paint.fill(p, rect, self._theme.color("status.warnBg"), self._theme.tokens.radius.md)
        color = "status.warnText" if self._loud else "text.secondary"
        at = QPointF(8, rect.center().y() - 7)
        paint.icon(p, self._theme, self._icon, at, 14, color)
        p.end()


class EyesStrip(Notice):
    """Says who can read the reply, where a network has both: loudly for everybody, quietly for the customer alone."""

    def show_way(self, way: ReplyWay | None, ways: Sequence[ReplyWay]) -> None:
        """The reply goes by this one of the `ways`; None for none."""
        if way is not None and way.route.public:
            self.say(tr("Everybody can read this reply."), "users", loud=True)
        elif way is not None and any(one.route == replace(way.route, public=True) for one in ways):
            words = tr("Only the customer can read this reply. The question was public.")
            self.say(words, "lock", loud=False)
        else:
            self.say("", "", loud=False)


class WindowStrip(Notice):
    """Counts down to the end of a way's time. `over` tells that it ended; `asked` that a template is wanted."""

    over = Signal()
    asked = Signal()

    def __init__(
        self, theme: Theme, now: Callable[[], Millis], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._now = now
        self._way: ReplyWay | None = None
        self.look: WindowLook | None = None
        self.templates = Button(theme, tr("Choose a template…"), size="sm")
        self.templates.clicked.connect(self.asked)
        self.row.addWidget(self.templates, 0, Qt.AlignmentFlag.AlignVCenter)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._tick)

    def show_way(self, way: ReplyWay | None) -> None:
        """Count for another way; None for none."""
        self._way = way
        self._bring_up_to_date()

    def _tick(self) -> None:
        was = self.look
        self._bring_up_to_date()
        if self.look is not None and self.look.closed and not (was is not None and was.closed):
            self.over.emit()

    def _bring_up_to_date(self) -> None:
        self.timer.stop()
        look = self.look = window_look(self._way, self._now())
        if look is None:
            self.say("", "", loud=False)
            return
        self.templates.setVisible(look.templates)
        stopped = self._way is not None and self._way.stopped
        self.say(look.words, "circle-minus" if stopped else "timer", loud=look.urgent)
        if look.next_ms is not None and self.isVisible():
            self.timer.start(min(look.next_ms, LONGEST_MS))

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: count again."""
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing runs."""
        self.timer.stop()
        super().hideEvent(event)
