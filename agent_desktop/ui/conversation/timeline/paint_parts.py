"""Painting of what rows of several kinds have: dividers, text, problems, buttons, files.

Promises to draw what `Laid` says, where it says it. Refuses to measure.
"""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from agent_desktop.ui.conversation.timeline.act import Act, act_words
from agent_desktop.ui.conversation.timeline.brush import Brush
from agent_desktop.ui.conversation.timeline.file_laid import PERCENT, PICTURE_HEIGHT
from agent_desktop.ui.conversation.timeline.laid import LEFT, RIGHT, FileBox, Laid
from agent_desktop.ui.kit import paint
from agent_desktop.ui.words import tr

_LONG = 60


def divider(b: Brush, words: str, middle: int, color: str = "text.tertiary") -> None:
    """A line across with words in its middle."""
    theme = b.theme
    left, right = LEFT, b.width - RIGHT
    wide = theme.width(words, "micro", True, 600)
    center = (left + right) / 2
    half = wide / 2 + 10
    paint.hairline(b.p, theme, left, center - half, middle)
    paint.hairline(b.p, theme, center + half, right, middle)
    area = QRectF(center - half, middle - 9, 2 * half, 18)
    paint.text(
        b.p,
        theme,
        area,
        words,
        "micro",
        color,
        align=paint.CENTER,
        tnum=True,
        weight=600,
        elide=False,
    )


def paint_block(b: Brush, laid: Laid, color: str) -> None:
    """The text with its marks."""
    if laid.block is not None:
        long = laid.block.line_count > _LONG
        laid.block.draw(b.p, laid.block_at, b.theme.color(color), b.marks, clip=long)


def paint_problem(b: Brush, laid: Laid) -> None:
    """What went wrong."""
    if laid.problem is None:
        return
    tone = "status.warnText" if laid.look.unclear else "status.dangerText"
    icon = "triangle-alert" if laid.look.unclear else "circle-alert"
    if laid.look.waiting:
        tone, icon = "text.secondary", "clock"
    at = laid.problem_at
    paint.icon(b.p, b.theme, icon, QPointF(at.x() - 18, at.y() + 2), 13, tone, 2)
    laid.problem.draw(b.p, at, b.theme.color(tone))


def paint_acts(b: Brush, laid: Laid) -> None:
    """The buttons in words."""
    for zone in laid.zones:
        if zone.act not in laid.look.acts:
            continue
        over = b.hovered is not None and b.hovered.act is zone.act
        if over:
            paint.fill(b.p, zone.rect, b.theme.color("bg.hover"), b.theme.tokens.radius.md)
        color = "status.dangerText" if zone.act is Act.DISCARD else "text.secondary"
        paint.text(
            b.p, b.theme, zone.rect, act_words(zone.act), "caption", color,
            align=paint.CENTER, weight=500, elide=False,
        )  # fmt: skip


def paint_file(b: Brush, box: FileBox, back: str = "bg.surface") -> None:
    """A chip."""
    theme, rect, look = b.theme, box.rect, box.look
    radius = theme.tokens.radius.md
    over = b.hovered is not None and b.hovered.rect == rect
    paint.fill(b.p, rect, theme.color("bg.hover" if over else back), radius)
    paint.outline(b.p, rect, theme.color("border.strong" if over else "border.subtle"), radius)
    if look.local is not None:
        _progress(b, rect, b.uploaded(look.local.id), look.local.size)
    saved = look.attachment is not None
    if look.picture and look.attachment is not None:
        _picture(b, rect, b.pictures(look.attachment))
        rect = rect.adjusted(0, PICTURE_HEIGHT, 0, 0)
    middle = rect.center().y()
    at = QPointF(rect.left() + 8, middle - 8)
    paint.icon(b.p, theme, look.icon, at, 16, look.tone or "text.secondary")
    end = rect.right() - (30 if saved else PERCENT if look.local is not None else 8)
    area = QRectF(rect.left() + 30, rect.top(), end - rect.left() - 30, rect.height())
    tone = look.tone or "text.primary"
    paint.text(b.p, theme, area, look.words, "body", tone, tnum=True, weight=500)
    if saved:
        at = QPointF(rect.right() - 24, middle - 8)
        paint.icon(b.p, theme, "download", at, 16, "accent.text" if over else "text.secondary")


def _picture(b: Brush, rect: QRectF, image: QImage | None) -> None:
    """A picture above its name, or the place of one that is not here yet; a null one cannot be shown."""
    room = QRectF(rect.left() + 6, rect.top() + 6, rect.width() - 12, PICTURE_HEIGHT - 8)
    if image is None:
        paint.icon_centered(b.p, b.theme, "image", room, 24, "text.tertiary")
        return
    if image.isNull():
        words = tr("This picture cannot be shown.")
        paint.text(b.p, b.theme, room, words, "caption", "text.secondary", align=paint.CENTER)
        return
    size = QSizeF(image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() > image.width():
        size = QSizeF(image.size())  # a small one stays small
    target = QRectF(QPointF(), size)
    target.moveCenter(room.center())
    b.p.save()
    b.p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    clip = QPainterPath()
    clip.addRoundedRect(target, b.theme.tokens.radius.sm, b.theme.tokens.radius.sm)
    b.p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    paint.picture(b.p, target, image)
    b.p.restore()


def _progress(b: Brush, rect: QRectF, there: int | None, size: int) -> None:
    """How far a file is that is being sent: a line at its foot, and in percent behind its name."""
    if there is None or size <= 0:
        return
    done = min(1.0, there / size)
    place = rect.adjusted(0, 0, -8, 0)
    paint.text(
        b.p, b.theme, place, tr("{n}%", n=int(100 * done)), "micro", "text.secondary",
        align=paint.RIGHT, tnum=True, elide=False,
    )  # fmt: skip
    far = (rect.width() - 12) * done
    line = QRectF(rect.left() + 6, rect.bottom() - 4, far, 2)
    paint.fill(b.p, line, b.theme.color("accent.text"), 1)
