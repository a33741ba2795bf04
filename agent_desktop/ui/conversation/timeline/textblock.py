"""A piece of wrapped plain text: measured, placed, drawn, and asked which character lies where.

Promises one rhythm of lines whatever scripts meet in them, and right alignment of right-to-left text. Offsets are in
UTF-16 units inside (Qt's) and in characters outside. Points count from where lines of the interface begin.
Refuses rich text; formats are links, mentions and marks.
"""

import math
import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from agent_desktop.ui.conversation.timeline.plain import LINE_BREAK
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import from_start

_LIST = re.compile(r" {0,8}(?:[-*•‣–]|\d{1,3}[.)]|[A-Za-z][.)]) +(?=\S)")

Span = tuple[int, int]
"""(start, length) in characters."""


class TextBlock:
    """Lays `text` out within `max_width` px; call `place` with the final width before drawing.

    With `blank`, it is a letter: empty lines are that many px high, and the items of lists hang from their signs.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        line_height: int,
        max_width: float,
        rtl: bool = False,
        formats: Sequence[tuple[Span, QTextCharFormat]] = (),
        blank: int | None = None,
    ) -> None:
        self.text = text
        self.rtl = rtl
        self._width = max_width
        # Characters beyond the basic plane take two units; without them both counts agree and need no table.
        self._units = _unit_starts(text)
        layout = self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if formats:
            layout.setFormats([self._range(span, look) for span, look in formats])
        self.natural = 0.0
        self.last = 0.0
        self._lines: list[tuple[float, float]] = []
        y = 0.0
        layout.beginLayout()
        hang = 0.0
        while (line := layout.createLine()).isValid():
            if blank is not None and self._begins(line.textStart()):
                hang = 0.0
                line.setLineWidth(max_width)
                indent = self._hanging(line, max_width / 2)
            else:
                line.setLineWidth(max_width - hang)
                indent = hang
            tall = line.height()
            height = line_height if tall <= line_height + 4 else math.ceil(tall)
            if blank is not None and not line.naturalTextWidth():
                height = blank
            line.setPosition(QPointF(hang, y + (height - tall) / 2))
            self.last = hang + line.naturalTextWidth()
            hang = indent
            self.natural = max(self.natural, self.last)
            self._lines.append((y, self.last))
            y += height
        layout.endLayout()
        self.height = round(y)
        self.natural = math.ceil(self.natural)

    def _range(self, span: Span, look: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self._unit(span[0])
        made.length = self._unit(span[0] + span[1]) - self._unit(span[0])
        made.format = look
        return made

    def _begins(self, unit: int) -> bool:
        """True where a paragraph begins."""
        return unit == 0 or self.text[self._char(unit) - 1] == LINE_BREAK

    def _hanging(self, line: QTextLine, most: float) -> float:
        """Where the lines after this one begin: below the words of a list's item, not below its sign."""
        start = self._char(line.textStart())
        sign = _LIST.match(self.text, start)
        if sign is None:
            return 0.0
        x = self._x(line, self._unit(sign.end()))
        wide = line.naturalTextWidth() - x if self.rtl else x
        return wide if 0 < wide <= most else 0.0

    def _unit(self, char: int) -> int:
        return char if self._units is None else self._units[min(char, len(self._units) - 1)]

    def _char(self, unit: int) -> int:
        if self._units is None:
            return unit
        low, high = 0, len(self._units) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._units[middle] <= unit:
                low = middle
            else:
                high = middle - 1
        return low

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def place(self, width: float) -> None:
        """Take `width` px: right-to-left lines are aligned to the right edge of it."""
        self._width = width
        if not self.rtl:
            return
        for number, (_, natural) in enumerate(self._lines):
            line = self._layout.lineAt(number)
            line.setPosition(QPointF(width - natural, line.y()))

    def draw(
        self,
        p: QPainter,
        at: QPointF,
        color: QColor,
        marks: Sequence[tuple[Span, QTextCharFormat]] = (),
        clip: bool = False,
    ) -> None:
        """Draw with the top corner `at`; `marks` are drawn over formats (selection, find).

        With `clip`, lines outside of the painter's clip are left out: worth it for long texts only.
        """
        p.setPen(color)
        ranges = [self._range(span, look) for span, look in marks]
        other = paint.upright(p, QRectF(at, QSizeF(self._width, self.height)))
        self._layout.draw(p, at, ranges, p.clipBoundingRect() if clip else QRectF())
        if other:
            p.restore()

    def char_at(self, x: float, y: float) -> int:
        """The character position nearest to a point of the block."""
        if not self._lines:
            return 0
        number = 0
        while number + 1 < len(self._lines) and y >= self._lines[number + 1][0]:
            number += 1
        if y < 0:
            return 0
        if y >= self.height:
            return len(self.text)
        return self._char(self._layout.lineAt(number).xToCursor(from_start(x, self._width)))

    def inside(self, x: float, y: float, char: int) -> bool:
        """True when the point lies on the glyph of `char`, not only nearest to it."""
        line = self._layout.lineForTextPosition(self._unit(char))
        if not line.isValid():
            return False
        one = self._x(line, self._unit(char))
        other = self._x(line, self._unit(char + 1))
        return min(one, other) - 1 <= from_start(x, self._width) <= max(one, other) + 1 and (
            line.y() - 2 <= y <= line.y() + line.height() + 2
        )

    @staticmethod
    def _x(line: object, unit: int) -> float:
        # PySide answers (x, position); its stubs disagree between versions.
        answer = line.cursorToX(unit)  # type: ignore[attr-defined]
        return float(answer[0] if isinstance(answer, tuple) else answer)

    def word_at(self, char: int) -> Span:
        """The word around a position."""
        unit = self._unit(char)
        layout, mode = self._layout, QTextLayout.CursorMode.SkipWords
        end = layout.nextCursorPosition(unit, mode)
        start = layout.previousCursorPosition(end, mode)
        first, last = self._char(start), self._char(end)
        shown = self.text[first:last].rstrip()
        return first, max(len(shown), 0)

    def step(self, char: int, forward: bool, word: bool) -> int | None:
        """The next cursor position, None at the end of the block."""
        unit = self._unit(char)
        mode = QTextLayout.CursorMode.SkipWords if word else QTextLayout.CursorMode.SkipCharacters
        if forward:
            return (
                None
                if char >= len(self.text)
                else self._char(self._layout.nextCursorPosition(unit, mode))
            )
        return None if char <= 0 else self._char(self._layout.previousCursorPosition(unit, mode))

    def top_of(self, char: int) -> tuple[float, float]:
        """(y, height) of the line that holds a position."""
        line = self._layout.lineForTextPosition(self._unit(char))
        return (float(line.y()), float(line.height())) if line.isValid() else (0.0, 0.0)


def _unit_starts(text: str) -> list[int] | None:
    if not any(char > "\uffff" for char in text):
        return None
    starts, unit = [], 0
    for char in text:
        starts.append(unit)
        unit += 2 if char > "\uffff" else 1
    return [*starts, unit]
