"""Painting a sound's card: its buttons, its waveform with what was played and what was not recorded, its time.

Promises to draw what `SoundBox` says, where it says it, as `SoundLine` says it stands. Refuses to measure or to decide.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.sounds import PlayState
from agent_desktop.ui.conversation.timeline.brush import Brush
from agent_desktop.ui.conversation.timeline.sound_laid import SoundBox
from agent_desktop.ui.conversation.timeline.sound_looks import (
    foot,
    length_of,
    speed_said,
    times_said,
    why_paused,
)
from agent_desktop.ui.kit import paint

_BAR = 2.0
_STEP = 3.0
_QUIET = 2.0


def paint_sound(b: Brush, box: SoundBox) -> None:
    """Draw a card."""
    theme, line = b.theme, b.sounds(box.look.attachment.id)
    at_ms = line.at_ms
    if b.scrubbed is not None and b.scrubbed[0] == box.look.attachment.id:
        at_ms = b.scrubbed[1]
    radius = theme.tokens.radius.lg
    paint.fill(b.p, box.rect, theme.color("bg.surface"), radius)
    paint.outline(b.p, box.rect, theme.color("border.subtle"), radius)
    _head(b, box, line)
    _play(b, box, line)
    for rect, name in zip(box.lanes, box.look.lanes, strict=False):
        area = QRectF(box.names.left(), rect.top(), box.names.width(), rect.height())
        paint.text(b.p, theme, area, name, "micro", "text.secondary", elide=False)
    _wave(b, box, line, at_ms)
    _foot(b, box, line, at_ms)


def _foot(b: Brush, box: SoundBox, line: SoundLine, at_ms: int) -> None:
    words, color = foot(box.look, line)
    if line.problem is not None:
        # Why it cannot be heard matters more than where in it we are, and needs the room.
        area = QRectF(box.play.left(), box.foot.top(), 0, box.foot.height())
        area.setRight(box.foot.right())
        paint.text(b.p, b.theme, area, words, "micro", color)
        return
    times = times_said(box.look, line, at_ms)
    used = paint.text(
        b.p, b.theme, box.foot, times, "micro", "text.secondary", tnum=True, elide=False
    )
    rest = box.foot.adjusted(used + 12, 0, 0, 0)
    paint.text(b.p, b.theme, rest, words, "micro", color, align=paint.RIGHT, weight=400)


def _over(b: Brush, rect: QRectF) -> bool:
    return b.hovered is not None and b.hovered.rect == rect


def _head(b: Brush, box: SoundBox, line: SoundLine) -> None:
    theme, head = b.theme, box.head
    at = QPointF(head.left(), head.center().y() - 8)
    paint.icon(b.p, theme, box.look.icon, at, 16, "text.secondary")
    words = head.adjusted(22, 0, 0, 0)
    paint.text(b.p, theme, words, box.look.title, "body", "text.primary", weight=500)
    radius = theme.tokens.radius.md
    for rect in (box.speed, box.save):
        if not rect.isEmpty() and _over(b, rect):
            paint.fill(b.p, rect, theme.color("bg.hover"), radius)
    fast = line.speed != 1.0
    tone = "accent.text" if fast else "text.secondary"
    paint.text(
        b.p, theme, box.speed, speed_said(line.speed), "caption", tone,
        align=paint.CENTER, tnum=True, weight=600 if fast else 500, elide=False,
    )  # fmt: skip
    if not box.save.isEmpty():
        tint = "accent.text" if _over(b, box.save) else "text.secondary"
        paint.icon_centered(b.p, theme, "download", box.save, 16, tint)


def _play(b: Brush, box: SoundBox, line: SoundLine) -> None:
    theme = b.theme
    plays = line.state is PlayState.PLAYING
    back = "accent.fillHover" if _over(b, box.play) else "accent.fill"
    paint.fill(b.p, box.play, theme.color(back), box.play.width() / 2)
    icon = "pause" if plays else "play"
    # A triangle's weight lies to the left of its box.
    place = box.play if plays else box.play.translated(1, 0)
    paint.icon_centered(b.p, theme, icon, place, 16, "text.onAccent")


def _wave(b: Brush, box: SoundBox, line: SoundLine, at_ms: int) -> None:
    p, theme = b.p, b.theme
    length = length_of(box.look, line)
    reached = box.wave.left() + box.wave.width() * (at_ms / length if length else 0.0)
    p.setPen(Qt.PenStyle.NoPen)
    lanes = line.waveform.lanes if line.waveform is not None else ()
    played, coming = theme.color("accent.text"), theme.color("border.control")
    for number, rect in enumerate(box.lanes):
        peaks = lanes[number] if number < len(lanes) else b""
        if len(box.lanes) == 1 and len(lanes) > 1:
            peaks = bytes(map(max, lanes[0], lanes[1]))
        for x, tall in _bars(rect, peaks):
            p.setBrush(played if x < reached else coming)
            p.drawRoundedRect(QRectF(x, rect.center().y() - tall / 2, _BAR, tall), 1, 1)
    if length:
        _pauses(b, box, length)
    if at_ms and length:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(played)
        p.drawRect(QRectF(reached - 0.75, box.wave.top() + 1, 1.5, box.wave.height() - 2))
        p.drawEllipse(QPointF(reached, box.wave.top() + 2), 3.5, 3.5)


def _bars(rect: QRectF, peaks: bytes) -> list[tuple[float, float]]:
    """(left, height) of each bar. Loudness is heard by its logarithm; a root comes near and needs no floor."""
    count = max(1, int(rect.width() // _STEP))
    most = rect.height() - 6
    made = []
    for number in range(count):
        tall = _QUIET
        if peaks:
            first = number * len(peaks) // count
            last = max(first + 1, (number + 1) * len(peaks) // count)
            tall = max(_QUIET, most * (max(peaks[first:last]) / 255) ** 0.6)
        made.append((rect.left() + number * _STEP, tall))
    return made


def _pauses(b: Brush, box: SoundBox, length: int) -> None:
    """A band where nothing was recorded, with the reason where it fits; a dashed line where nothing was left of it."""
    p, theme, wave = b.p, b.theme, box.wave
    for pause in box.look.pauses:
        left = wave.left() + wave.width() * min(1.0, pause.from_ms / length)
        right = wave.left() + wave.width() * min(1.0, pause.to_ms / length)
        if pause.to_ms <= pause.from_ms:
            pen = QPen(theme.color("status.warnText"), 1.5, Qt.PenStyle.DotLine)
            p.setPen(pen)
            p.drawLine(QPointF(left, wave.top() + 1), QPointF(left, wave.bottom() - 1))
            continue
        band = QRectF(left, wave.top() + 1, max(3.0, right - left), wave.height() - 2)
        paint.fill(p, band, theme.color("status.warnBg"), theme.tokens.radius.sm)
        _reason(p, b, band, why_paused(pause))


def _reason(p: QPainter, b: Brush, band: QRectF, words: str) -> None:
    theme = b.theme
    if words and theme.width(words, "micro") + 10 <= band.width():
        paint.text(p, theme, band, words, "micro", "status.warnText", align=paint.CENTER)
