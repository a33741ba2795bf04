"""Buttons: with words, with an icon, split, and as a pill that opens a menu.

Promises that a click never takes the caret away from a text (focus comes by Tab only), and that a shortcut can be shown
inside. Refuses an icon button without a name: the name is its tooltip and what a screen reader says.
"""

from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import from_start
from agent_desktop.ui.kit.marks import Tone, presence_mark
from agent_desktop.ui.kit.widgets.focus import RingedFocus
from agent_desktop.ui.theme.theme import Theme

Kind: TypeAlias = Literal["normal", "primary", "accept", "danger", "ghost", "link"]
Size: TypeAlias = Literal["sm", "md", "lg", "xl"]

_FILLS: dict[Kind, tuple[str, str, str]] = {
    "primary": ("accent.fill", "accent.fillHover", "accent.fillPressed"),
    "accept": ("status.acceptFill", "status.acceptFill", "status.acceptFill"),
    "danger": ("status.dangerFill", "status.dangerFill", "status.dangerFill"),
}
_PAD: dict[Size, int] = {"sm": 8, "md": 11, "lg": 12, "xl": 16}
_ARROW_WIDTH = 26


class PaintedButton(RingedFocus, QAbstractButton):
    """The shared behaviour of buttons that paint themselves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.ring_radius = theme.tokens.radius.md

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for hover."""
        super().leaveEvent(event)
        self.update()

    @property
    def hovered(self) -> bool:
        """True under the mouse, while enabled."""
        return self.isEnabled() and self.underMouse()


class Button(PaintedButton):
    """A button with words, an optional icon before them and an optional shortcut after them."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = "normal",
        *,
        icon: str = "",
        hint: str = "",
        size: Size = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.kind: Kind = kind
        self.size_name: Size = size
        self.icon_name = icon
        self.hint = hint
        self.setText(text)

    def setText(self, text: str) -> None:
        """Change the words, for the eye and for a screen reader."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_hint(self, hint: str) -> None:
        """Change the shortcut after the words."""
        self.hint = hint
        self.updateGeometry()
        self.update()

    def set_icon_name(self, icon: str) -> None:
        """Change or remove the icon."""
        self.icon_name = icon
        self.updateGeometry()
        self.update()

    def _content_width(self) -> float:
        width = self.theme.width(self.text(), self._role, weight=self._weight)
        if self.icon_name:
            width += 16 + (6 if self.text() else 0)
        if self.hint:
            width += 8 + self.theme.width(self.hint, "micro")
        return width

    @property
    def _role(self) -> str:
        return "caption" if self.size_name == "sm" else "body"

    @property
    def _weight(self) -> int:
        return 600 if self.kind in _FILLS else 500

    def sizeHint(self) -> QSize:
        """Words, icon and hint with padding; the height of the token."""
        pad = 2 if self.kind == "link" else _PAD[self.size_name]
        height: int = getattr(self.theme.tokens.size.control, self.size_name)
        return QSize(round(self._content_width() + 2 * pad + 0.5), height)

    def minimumSizeHint(self) -> QSize:
        """A button is never shortened."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button."""
        p = paint.on(self)
        self._paint_back(p, QRectF(self.rect()))
        self._paint_content(p, QRectF(self.rect()))
        p.end()

    def _paint_back(self, p: QPainter, rect: QRectF) -> None:
        theme, radius = self.theme, self.theme.tokens.radius.md
        down = self.isDown() or self.isChecked()
        fills = _FILLS.get(self.kind)
        if fills and self.isEnabled():
            paint.fill(p, rect, theme.color(fills[2 if down else 1 if self.hovered else 0]), radius)
        elif self.kind in ("ghost", "link"):
            if self.kind == "ghost" and (self.hovered or down):
                paint.fill(p, rect, theme.color("bg.pressed" if down else "bg.hover"), radius)
        else:
            back = "bg.pressed" if self.hovered or down else "bg.raised"
            border = "border.strong" if self.isEnabled() else "border.subtle"
            inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            if self.isEnabled():
                paint.fill(p, inner, theme.color(back), radius)
            paint.outline(p, rect, theme.color(border), radius)

    def _color(self) -> str:
        if not self.isEnabled():
            return "text.disabled"
        if self.kind in _FILLS:
            return "text.onAccent"
        if self.kind == "link":
            return "text.link" if not self.hovered else "accent.text"
        return "text.secondary" if self.kind == "ghost" and not self.hovered else "text.primary"

    def _paint_content(self, p: QPainter, rect: QRectF) -> None:
        theme, color = self.theme, self._color()
        x = rect.left() + max(0.0, (rect.width() - self._content_width()) / 2)
        middle = rect.center().y()
        if self.icon_name:
            paint.icon(p, theme, self.icon_name, QPointF(x, middle - 8), 16, color)
            x += 16 + 6
        area = QRectF(x, rect.top(), rect.right() - x, rect.height())
        x += paint.text(p, theme, area, self.text(), self._role, color, weight=self._weight)
        if self.hint:
            soft = color if self.kind in _FILLS or not self.isEnabled() else "text.tertiary"
            area = QRectF(x + 8, rect.top() + 0.5, rect.right() - x, rect.height())
            paint.text(p, theme, area, self.hint, "micro", soft, elide=False)


class SplitButton(Button):
    """A button with a second part that opens a menu: `menu_asked` (also by Down while focused)."""

    menu_asked = Signal()

    def sizeHint(self) -> QSize:
        """The button and its arrow."""
        return super().sizeHint() + QSize(_ARROW_WIDTH, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow asks for the menu."""
        x = from_start(event.position().x(), self.width())
        if x >= self.width() - _ARROW_WIDTH and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.menu_asked.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down asks for the menu."""
        if event.key() == Qt.Key.Key_Down:
            self.menu_asked.emit()
        else:
            super().keyPressEvent(event)

    def _paint_content(self, p: QPainter, rect: QRectF) -> None:
        arrow = QRectF(rect.right() - _ARROW_WIDTH, rect.top(), _ARROW_WIDTH, rect.height())
        super()._paint_content(p, rect.adjusted(0, 0, -_ARROW_WIDTH, 0))
        line = self.theme.color("text.onAccent" if self.kind in _FILLS else "border.strong")
        p.setOpacity(0.4 if self.kind in _FILLS and self.isEnabled() else 1)
        if self.kind in _FILLS and not self.isEnabled():
            line = self.theme.color("border.subtle")
        p.fillRect(QRectF(arrow.left(), arrow.top() + 1, 1, arrow.height() - 2), line)
        p.setOpacity(1)
        paint.icon_centered(p, self.theme, "chevron-down", arrow, 14, self._color())


class IconButton(PaintedButton):
    """A square button with an icon. `name` is its tooltip and accessible name, `keys` its shortcut for the tooltip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        keys: str = "",
        side: int = 32,
        icon_size: int = 18,
        color: str = "text.secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.icon_name = icon
        self.color = color
        self._side = side
        self._icon_size = icon_size
        self.set_name(name, keys)

    def set_name(self, name: str, keys: str = "") -> None:
        """Change what the tooltip and a screen reader say."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {keys}" if keys else name)

    def set_icon_name(self, icon: str) -> None:
        """Change the icon."""
        self.icon_name = icon
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        color = self.color
        if self.isChecked():
            paint.fill(p, rect, theme.color("bg.selected"), theme.tokens.radius.md)
            color = "accent.text"
        elif self.isDown() or self.hovered:
            back = "bg.pressed" if self.isDown() else "bg.hover"
            paint.fill(p, rect, theme.color(back), theme.tokens.radius.md)
        if not self.isEnabled():
            color = "text.disabled"
        paint.icon_centered(p, theme, self.icon_name, rect, self._icon_size, color)
        p.end()


class PillButton(PaintedButton):
    """A rounded button with an optional presence mark or icon and a chevron, for choices such as "On queue · 4"."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        tone: Tone | None = None,
        icon: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.tone: Tone | None = None
        self.icon_name = icon
        self.bare = bare
        self.ring_radius = theme.tokens.size.control.md / 2 if not bare else theme.tokens.radius.md
        self.set_content(text, tone)

    def set_content(self, text: str, tone: Tone | None = None) -> None:
        """Change words and mark; the same ones again cost no layout."""
        if (text, tone) == (self.text(), self.tone):
            return
        self.tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Mark, words, chevron."""
        width = 9 + self.theme.width(self.text(), "body", True, 500) + 6 + 14 + 9
        width += (10 + 6 if self.tone else 0) + (16 + 6 if self.icon_name else 0)
        return QSize(round(width + 0.5), self.theme.tokens.size.control.md - 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.md if self.bare else rect.height() / 2
        if self.hovered or self.isDown():
            paint.fill(p, rect, theme.color("bg.hover"), radius)
        elif not self.bare:
            paint.fill(p, rect, theme.color("bg.raised"), radius)
        if not self.bare:
            paint.outline(p, rect, theme.color("border.strong"), radius)
        x, middle = rect.left() + 9, rect.center().y()
        if self.tone:
            presence_mark(p, theme, QRectF(x, middle - 5, 10, 10), self.tone)
            x += 16
        if self.icon_name:
            paint.icon(p, theme, self.icon_name, QPointF(x, middle - 8), 16, "text.secondary")
            x += 22
        area = QRectF(x, rect.top(), rect.right() - 22 - x, rect.height())
        color = "text.primary" if self.isEnabled() else "text.disabled"
        paint.text(p, theme, area, self.text(), "body", color, tnum=True, weight=500)
        at = QPointF(rect.right() - 9 - 14, middle - 7)
        paint.icon(p, theme, "chevron-down", at, 14, color)
        p.end()
