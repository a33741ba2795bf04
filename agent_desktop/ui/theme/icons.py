"""Icons: the shipped Lucide subset, painted in a colour of the theme.

Promises that an icon is read and painted once per colour, size and pixel ratio. Refuses names that are not shipped,
with the name in the error, so that a missing icon is found by the first test that paints it.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from agent_desktop.files import resource
from agent_desktop.ui.theme.tokens import tokens

#: Icons that point along the line of reading: they point the other way where lines begin at the right.
_POINTING = frozenset(
    (
        "chevron-left",
        "chevron-right",
        "external-link",
        "file-text",
        "history",
        "list-filter",
        "log-out",
        "message-square-text",
        "panel-right",
        "reply",
        "rotate-ccw",
        "send",
        "undo-2",
    )
)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    try:
        return resource("icons", f"{name}.svg").read_text("utf-8")
    except FileNotFoundError:
        raise LookupError(f"no icon named {name!r} is shipped") from None


def read_icons() -> None:
    """Read all that are shipped, so that none is read while a window is painted; for a thread."""
    for file in resource("icons").glob("*.svg"):
        _source(file.stem)


@lru_cache(maxsize=2048)
def _painted(name: str, rgba: int, size: float, dpr: float, stroke: float, turned: bool) -> QPixmap:
    color = QColor.fromRgba(rgba)
    svg = _source(name).replace('stroke="currentColor"', f'stroke="{color.name()}"')
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixels = max(1, round(size * dpr))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(color.alphaF())
    if turned:
        painter.translate(pixels, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def icon_pixmap(
    name: str, color: QColor, size: float, dpr: float = 1.0, stroke: float | None = None
) -> QPixmap:
    """The icon `name` as a square pixmap of `size` px at `dpr`. Raises LookupError for an unknown name.

    `stroke` is the line width in the icon's 24-unit box. Without one it is the token's, and for icons below the
    medium size so much that their lines are not thinner in px than those of the medium size.
    """
    if stroke is None:
        sizes = tokens().icon
        stroke = sizes.stroke_width * max(1.0, sizes.md / size)
    turned = name in _POINTING and bool(QGuiApplication.isRightToLeft())
    return _painted(name, color.rgba(), size, dpr, stroke, turned)


def icon(name: str, color: QColor, size: float, dpr: float = 1.0) -> QIcon:
    """The icon `name` for menus and native buttons. Raises LookupError for an unknown name."""
    return QIcon(icon_pixmap(name, color, size, dpr))
