"""A line of text with some of its words marked: what a search or a few typed letters found.

Promises one line in the order in which its letters are read, whatever scripts meet in it. Refuses rich text.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme

_STRONG = 600


def pieces(words: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """`words` cut at `marks`, (start, length) pairs, into (words, marked). Bad marks and overlaps are ignored."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, length in sorted(marks):
        if start < at or length <= 0 or start + length > len(words):
            continue
        cut += [(words[at:start], False), (words[start : start + length], True)]
        at = start + length
    cut.append((words[at:], False))
    return [piece for piece in cut if piece[0]]


def marked_text(
    p: QPainter,
    theme: Theme,
    rect: QRectF,
    words: str,
    marks: Sequence[tuple[int, int]],
    role: str = "body",
    color: str = "text.primary",
) -> float:
    """Draw one line of `words` as `paint.text` does, the marked ones strong and in full colour. Returns its width."""
    shown = theme.elided(words, role, rect.width(), False, _STRONG)
    # Marks beyond what is left of the words go with them; the ellipsis is never marked.
    kept = len(shown) if shown == words else max(0, len(shown) - 1)
    near = [(start, min(length, kept - start)) for start, length in marks]
    layout = QTextLayout(shown, theme.font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats(_formats(theme, shown, near, role))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    width = line.naturalTextWidth()
    top = rect.center().y() - line.height() / 2
    p.setPen(theme.color(color))
    other = paint.upright(p, rect)
    layout.draw(p, QPointF(rect.right() - width if other else rect.left(), top))
    if other:
        p.restore()
    return width


def _formats(
    theme: Theme, words: str, marks: Sequence[tuple[int, int]], role: str
) -> list[QTextLayout.FormatRange]:
    strong = QTextCharFormat()
    strong.setFont(theme.font(role, False, _STRONG))
    strong.setForeground(theme.color("text.primary"))
    made: list[QTextLayout.FormatRange] = []
    at = 0
    for piece, marked in pieces(words, marks):
        units = len(piece.encode("utf-16-le")) // 2  # Qt counts in these
        if marked:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = at, units, strong
            made.append(one)
        at += units
    return made
