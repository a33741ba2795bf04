"""The upper line of the composer: reply or note, the channel of the reply, and when the draft was saved.

Promises that the channel is a button only where there is a choice. Refuses to know the desk.
"""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.words import channel_words
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.kit.widgets.choices import SegmentedControl
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class ComposerTop(QWidget):
    """See the module."""

    channel_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        options = (("reply", tr("Reply"), "", ""), ("note", tr("Note"), "lock", "note"))
        self.kind = SegmentedControl(theme, options, tr("What to write"))
        self.pill = ChannelPill(theme)
        self.pill.clicked.connect(self.channel_asked)
        self._notice = Label(theme, "", "micro", "text.secondary", tnum=True, elide=True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._team = Label(theme, tr("Only your team sees this"), "micro", "text.note", weight=600)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.kind)
        row.addWidget(self.pill)
        row.addWidget(self._team)
        row.addWidget(self._notice, 1)
        self._notice.installEventFilter(self)
        self.setFixedHeight(28)

    def show_kind(self, note: bool, notes: bool) -> None:
        """Reply or note; `notes` is whether the backend has notes at all."""
        self.kind.setVisible(notes)
        if (self.kind.current == "note") != note:
            self.kind.select("note" if note else "reply")
        self.pill.setVisible(not note and self.pill.channel is not None)
        self._team.setVisible(note)

    def show_way(self, way: ReplyWay | None, choice: bool) -> None:
        """The reply's way, and whether there are others."""
        self.pill.show_way(way, choice)

    def say(self, words: str) -> None:
        """When the draft was saved; left out, not shortened, where there is no room."""
        self._words = words
        self._fit()

    def _fit(self) -> None:
        fits = self._theme.width(self._words, "micro", True) <= self._notice.width()
        self._notice.setText(self._words if fits else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room for the last words changed."""
        if watched is self._notice and event.type() is QEvent.Type.Resize:
            self._fit()
        return False


class ChannelPill(PaintedButton):
    """Channel glyph and words, with a chevron where there is a choice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.channel: Channel | None = None
        self._choice = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_way(self, way: ReplyWay | None, choice: bool) -> None:
        """Show another one."""
        self.channel, self._choice = way.channel if way else None, choice
        words = (way.name or channel_words(way.channel)) if way else ""
        if way is not None and way.route.public:
            words = tr("{network} · public", network=words)
        self.setText(single_line(words, 40))
        self.setAccessibleName(tr("Reply by {channel}", channel=self.text()))
        self.setEnabled(choice)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Glyph, words, chevron."""
        words = self.theme.width(self.text(), "body", False, 500)
        return QSize(round(7 + 16 + 6 + words + (6 + 14 if self._choice else 0) + 8), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        if self.channel is None:
            return
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        if self.hovered or self.isDown():
            paint.fill(p, rect, theme.color("bg.hover"), theme.tokens.radius.md)
        middle = rect.center().y()
        channel_glyph(p, theme, QPointF(7, middle - 8), self.channel, 16)
        area = rect.adjusted(29, 0, -6, 0)
        used = paint.text(p, theme, area, self.text(), "body", weight=500, elide=False)
        if self._choice:
            at = QPointF(29 + used + 6, middle - 7)
            paint.icon(p, theme, "chevron-down", at, 14, "text.primary")
        p.end()
