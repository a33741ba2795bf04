"""Basic strokes shared by delegates and widgets: text, fills, outlines, icons, the focus ring.

Promises that nothing is looked up but the theme that was handed in, and that the painter's pen, brush and font are the
caller's to set again. Where the interface reads from right to left, a painter made by `on` or turned by `turn` counts
from the right, while texts and icons stay upright: whoever paints thinks of one direction only. Refuses rich text:
whatever comes from a customer is drawn as plain characters.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit.direction import mirrored
from agent_desktop.ui.theme.icons import icon_pixmap
from agent_desktop.ui.theme.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

# Controls and direction marks in a customer's text must not break a row or turn the next one around.
_UNSAFE = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F)], " "
)
_UNSAFE |= dict.fromkeys(range(0x2066, 0x206A), " ")


def single_line(text: str, limit: int = 400) -> str:
    """`text` made safe for one painted line: no controls, no direction overrides, at most `limit` characters."""
    return " ".join(text[:limit].translate(_UNSAFE).split())


def on(widget: QWidget) -> QPainter:
    """A painter of `widget` with smooth edges, whose x counts from where lines begin."""
    p = QPainter(widget)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored():
        turn(p, QRectF(widget.rect()))
    return p


@contextmanager
def from_start(p: QPainter, rect: QRectF) -> Iterator[None]:
    """Within, a painter that was not made by `on` counts inside `rect` from where lines begin."""
    if not mirrored():
        yield
        return
    p.save()
    turn(p, rect)
    yield
    p.restore()


def upright(p: QPainter, rect: QRectF) -> bool:
    """Let what is drawn inside `rect` stand the right way round. True when it turned: then `restore` the painter."""
    if not mirrored() or p.worldTransform().m11() > 0:
        return False
    p.save()
    turn(p, rect)
    return True


def picture(p: QPainter, rect: QRectF, image: QImage) -> None:
    """Draw somebody's picture, which nothing turns around: there may be words in it."""
    other = upright(p, rect)
    p.drawImage(rect, image)
    if other:
        p.restore()


def turn(p: QPainter, rect: QRectF) -> None:
    """Turn a painter around within `rect`: what was at its left comes to its right. A second turn undoes the first."""
    p.translate(rect.left() + rect.right(), 0)
    p.scale(-1, 1)
    # One line of text takes its direction from its first strong letter, as in a list from left to right.
    p.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def _other_side(align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    sideways = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    if sideways & Qt.AlignmentFlag.AlignHCenter:
        return align
    other = (
        Qt.AlignmentFlag.AlignLeft
        if sideways & Qt.AlignmentFlag.AlignRight
        else Qt.AlignmentFlag.AlignRight
    )
    return align & ~sideways | other | Qt.AlignmentFlag.AlignAbsolute


def text(
    p: QPainter,
    theme: Theme,
    rect: QRectF,
    words: str,
    role: str = "body",
    color: str | QColor = "text.primary",
    *,
    align: Qt.AlignmentFlag = LEFT,
    tnum: bool = False,
    weight: int | None = None,
    elide: bool = True,
) -> float:
    """Draw one line of `words` inside `rect`, shortened when it does not fit. Returns the width used, in px."""
    if elide:
        words = theme.elided(words, role, rect.width(), tnum, weight)
    p.setFont(theme.font(role, tnum, weight))
    p.setPen(theme.color(color) if isinstance(color, str) else color)
    other = upright(p, rect)
    side = _other_side(align) if other else align
    p.drawText(rect, int(side) | Qt.TextFlag.TextSingleLine, words)
    if other:
        p.restore()
    return theme.width(words, role, tnum, weight)


def fill(p: QPainter, rect: QRectF, color: QColor, radius: float = 0) -> None:
    """Fill a rectangle with round corners."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color)
    if radius:
        p.drawRoundedRect(rect, radius, radius)
    else:
        p.drawRect(rect)


def outline(p: QPainter, rect: QRectF, color: QColor, radius: float = 0, width: float = 1) -> None:
    """Stroke the inside edge of a rectangle, so that it stays within `rect`."""
    half = width / 2
    p.setPen(QPen(color, width))
    p.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(half, half, -half, -half)
    p.drawRoundedRect(inner, max(0, radius - half), max(0, radius - half))


def card(
    p: QPainter, theme: Theme, rect: QRectF, back: str = "bg.surface", border: str = "border.subtle"
) -> None:
    """A filled rectangle with a hairline border and large corners."""
    radius = theme.tokens.radius.lg
    fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color(back), radius - 0.5)
    outline(p, rect, theme.color(border), radius)


def hairline(p: QPainter, theme: Theme, x1: float, x2: float, y: float) -> None:
    """A horizontal line of one px with its top at `y`."""
    p.fillRect(QRectF(x1, y, x2 - x1, 1), theme.color("border.subtle"))


def icon(
    p: QPainter,
    theme: Theme,
    name: str,
    at: QPointF,
    size: float = 16,
    color: str | QColor = "text.secondary",
    stroke: float | None = None,
) -> None:
    """Draw the icon `name` with its top left corner `at`, on whole device pixels so that it stays crisp."""
    dpr = p.device().devicePixelRatioF()
    tint = theme.color(color) if isinstance(color, str) else color
    snapped = QPointF(round(at.x() * dpr) / dpr, round(at.y() * dpr) / dpr)
    pixmap = icon_pixmap(name, tint, size, dpr, stroke)
    other = upright(p, QRectF(snapped, QSizeF(size, size)))
    p.drawPixmap(snapped, pixmap)
    if other:
        p.restore()


def icon_centered(
    p: QPainter,
    theme: Theme,
    name: str,
    rect: QRectF,
    size: float = 16,
    color: str | QColor = "text.secondary",
) -> None:
    """Draw the icon `name` in the middle of `rect`."""
    center = rect.center()
    icon(p, theme, name, QPointF(center.x() - size / 2, center.y() - size / 2), size, color)


def focus_ring(
    p: QPainter,
    theme: Theme,
    rect: QRectF,
    radius: float,
    *,
    inset: bool = False,
    on_strip: bool = False,
) -> None:
    """The mark of keyboard focus: 2 px, one px outside of `rect`, or inside it where rows touch each other."""
    width = theme.tokens.stroke.focus_ring
    gap = theme.tokens.stroke.focus_offset
    color = theme.color("focus.ringOnCallStrip" if on_strip else "focus.ring")
    if inset:
        outline(p, rect, color, radius, width)
    else:
        grow = width + gap
        outline(p, rect.adjusted(-grow, -grow, grow, grow), color, radius + grow, width)


SHADOW = 12
"""Room in px that a widget leaves around `popup` for its shadow."""

_SHADOW_ALPHA = {"light": 9, "dark": 22}


def popup(p: QPainter, theme: Theme, rect: QRectF, back: str = "bg.raised") -> None:
    """A raised card with a soft shadow of at most `SHADOW` px around `rect`."""
    radius = theme.tokens.radius.lg
    shade = QColor(0, 0, 0, _SHADOW_ALPHA[theme.mode])
    for spread in (8, 6, 4, 2, 1):
        grown = rect.adjusted(-spread, -spread + 3, spread, spread + 3)
        fill(p, grown, shade, radius + spread)
    card(p, theme, rect, back, "border.strong")
