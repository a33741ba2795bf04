"""Text in as many lines as it needs, each as high as the type scale says.

Promises the same lines to who measures and to who paints. Refuses rich text.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme


def wrapped_lines(
    theme: Theme,
    text: str,
    width: float,
    role: str = "body",
    tnum: bool = False,
    weight: int | None = None,
) -> list[str]:
    """`text` broken to lines of `width` px; its own line breaks are kept."""
    layout = QTextLayout(text.replace("\n", "\u2028"), theme.font(role, tnum, weight))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    cuts: list[tuple[int, int]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        cuts.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    # Qt counts in UTF-16 units, which a character beyond the basic plane has two of.
    units = layout.text().encode("utf-16-le")
    return [units[2 * a : 2 * b].decode("utf-16-le").strip("\u2028 ") for a, b in cuts]


def wrapped_text(
    p: QPainter,
    theme: Theme,
    rect: QRectF,
    lines: list[str],
    role: str = "body",
    color: str | QColor = "text.primary",
    *,
    align: Qt.AlignmentFlag = paint.LEFT,
    tnum: bool = False,
    weight: int | None = None,
) -> None:
    """Draw what `wrapped_lines` gave, from the top of `rect`."""
    height = theme.tokens.type.scale[role].line
    for row, line in enumerate(lines):
        area = QRectF(rect.left(), rect.top() + row * height, rect.width(), height)
        paint.text(
            p, theme, area, line, role, color, align=align, tnum=tnum, weight=weight, elide=False
        )
