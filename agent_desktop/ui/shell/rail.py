"""The rail at the left edge: presence with its time, the workspaces, keys and settings.

Promises to show only workspaces that exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.badges import count_badge, count_badge_width
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.marks import PRESENCE_TONES
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.shell.presence import presence_word, reason_words, standing
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_AVATAR = 36
_WIDTH = 60
_LINE = 14
_TILE = QSize(44, 40)
_BADGE = 16


@dataclass(frozen=True)
class Workspace:
    """A place of the rail. `badge` counts what is new there; 0 shows none."""

    name: str
    title: str
    icon: str
    badge: int = 0


class PresenceButton(PaintedButton):
    """The avatar with the presence mark, the word, and the time in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.ring_radius = theme.tokens.radius.lg
        self._name = ""
        self._presence = Presence(agent_id="", state=PresenceState.OFFLINE, since=0)
        self._activity: tuple[Activity, Millis] = (Activity.IDLE, 0)
        self._now: Millis = 0

    def sizeHint(self) -> QSize:
        """Avatar, word and time; a line more for words that do not fit beside each other."""
        return QSize(_WIDTH, _AVATAR + 28 + _LINE * len(self._lines()))

    def set_presence(
        self, name: str, presence: Presence, activity: Activity, since: Millis, now: Millis
    ) -> None:
        """Show who is signed in, what they chose and what they are doing since when."""
        before = len(self._lines())
        self._name, self._presence, self._activity = name, presence, (activity, since)
        if len(self._lines()) != before:
            self.updateGeometry()
        self.set_now(now)

    def set_now(self, now: Millis) -> None:
        """Move the timer on."""
        self._now = now
        word, _ = self._standing()
        told = tr("Presence: {word}, {time}", word=word, time=self.time)
        parts = [told]
        if self._presence.reason:
            parts.append(reason_words(self._presence.reason))
        if self._presence.next is not None:
            parts.append(tr("Next: {word}", word=presence_word(self._presence.next)))
        self.setAccessibleName(told)
        self.setToolTip("\n".join(parts))
        self.update()

    @property
    def time(self) -> str:
        """How long it has been so."""
        activity, since = self._activity
        start = self._presence.since if activity is Activity.IDLE else since
        return timer(self._now - start, pad=True)

    def _standing(self) -> tuple[str, str]:
        return standing(self._presence.state, self._activity[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all three."""
        p = paint.on(self)
        theme, width = self.theme, self.width()
        if self.hovered or self.isDown():
            back = theme.color("bg.pressed" if self.isDown() else "bg.hover")
            paint.fill(p, QRectF(self.rect()), back, theme.tokens.radius.lg)
        rect = QRectF((width - _AVATAR) / 2, 2, _AVATAR, _AVATAR)
        tone = PRESENCE_TONES[self._presence.state]
        avatar(p, theme, rect, self._name, tone=tone)
        _, word_tone = self._standing()
        area = QRectF(0, _AVATAR + 8, width, _LINE)
        color = f"presence.{word_tone}"
        for line in self._lines():
            paint.text(
                p, theme, area, line, "micro", color, align=paint.CENTER, weight=600, elide=False
            )
            area.translate(0, _LINE)
        paint.text(
            p, theme, area, self.time, "micro", "text.secondary", align=paint.CENTER, tnum=True
        )
        p.end()

    def _lines(self) -> list[str]:
        """The word in one line, or, where it is too long for the rail, word by word."""
        word, _ = self._standing()
        fits = self.theme.width(word, "micro", weight=600) <= _WIDTH
        return [word] if fits else word.split(" ", 1)


class RailButton(PaintedButton):
    """An icon of the rail with a badge and the mark of the active workspace."""

    def __init__(self, theme: Theme, icon: str, title: str, keys: str = "") -> None:
        super().__init__(theme)
        self.icon_name = icon
        self.title = title
        self.badge = 0
        self.active = False
        self.ring_radius = theme.tokens.radius.lg
        self.set_keys(keys)
        self.set_badge(0)

    def set_keys(self, keys: str) -> None:
        """The shortcut in the tooltip."""
        self.setToolTip(f"{self.title}  {keys}" if keys else self.title)

    def set_badge(self, badge: int) -> None:
        """How much is new; 0 hides the badge."""
        if badge == self.badge and self.accessibleName():
            return
        self.badge = badge
        new = plural(badge, "{n} new", "{n} new")
        self.setAccessibleName(f"{self.title}, {new}" if badge else self.title)
        self.update()

    def set_active(self, active: bool) -> None:
        """Whether this is the workspace on screen."""
        if active == self.active:
            return
        self.active = active
        self.setAccessibleDescription(tr("Current workspace") if active else "")
        self.update()

    def sizeHint(self) -> QSize:
        """A tile as wide as the rail, for the mark at its edge."""
        return QSize(self.theme.tokens.size.rail, _TILE.height() + 2)

    def ringed(self) -> QRect:
        """The tile: a ring around the rail's whole width would be cut off."""
        return QRect(QPoint((self.width() - _TILE.width()) // 2, 1), _TILE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tile, mark, icon and badge."""
        p = paint.on(self)
        theme = self.theme
        tile = QRectF(self.ringed())
        if self.active:
            paint.fill(p, tile, theme.color("bg.selected"), theme.tokens.radius.lg)
            mark = QRectF(-3, tile.center().y() - 12, 3 + theme.tokens.stroke.active_mark, 24)
            paint.fill(p, mark, theme.color("accent.fill"), 2)
        elif self.hovered or self.isDown():
            back = theme.color("bg.pressed" if self.isDown() else "bg.hover")
            paint.fill(p, tile, back, theme.tokens.radius.lg)
        color = "accent.text" if self.active else "text.secondary"
        paint.icon_centered(p, theme, self.icon_name, tile, theme.tokens.icon.lg, color)
        if self.badge:
            width = max(_BADGE, count_badge_width(theme, self.badge) - 2)
            left = min(tile.center().x() + 5, self.width() - width - 1)
            count_badge(p, theme, left, tile.top() + 11, self.badge, "status.dangerFill", _BADGE)
        p.end()


class Rail(QWidget):
    """The column itself."""

    presence_asked = Signal()
    workspace_asked = Signal(str)
    keys_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(tr("Rail"))
        self.setFixedWidth(theme.tokens.size.rail)
        self.presence = PresenceButton(theme)
        self.presence.clicked.connect(self.presence_asked)
        self.buttons: dict[str, RailButton] = {}
        self.keys = RailButton(theme, "keyboard", tr("All keys"))
        self.keys.clicked.connect(self.keys_asked)
        self.settings = RailButton(theme, "settings", tr("Settings"))
        self.settings.clicked.connect(lambda: self.workspace_asked.emit("settings"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 0, 6)
        self._column.setSpacing(0)
        self._column.addWidget(self.presence, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(8)
        self._column.addStretch(1)
        self._column.addWidget(self.keys)
        self._column.addWidget(self.settings)

    def set_workspaces(self, workspaces: Sequence[Workspace]) -> None:
        """Show these and no others; a changed badge keeps its button."""
        wanted = {workspace.name: workspace for workspace in workspaces}
        for name in [name for name in self.buttons if name not in wanted]:
            button = self.buttons.pop(name)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, workspace in enumerate(workspaces):
            known = self.buttons.get(workspace.name)
            if known is None:
                known = RailButton(self.theme, workspace.icon, workspace.title)
                known.clicked.connect(
                    lambda _=False, name=workspace.name: self.workspace_asked.emit(name)
                )
                self.buttons[workspace.name] = known
                self._column.insertWidget(2 + place, known)
            known.set_badge(workspace.badge)

    def set_active(self, name: str) -> None:
        """Mark the workspace on screen."""
        for key, button in (*self.buttons.items(), ("settings", self.settings)):
            button.set_active(key == name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and its edge."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.rail"))
        edge = QRectF(self.width() - 1, 0, 1, self.height())
        p.fillRect(edge, self.theme.color("border.subtle"))
        p.end()
