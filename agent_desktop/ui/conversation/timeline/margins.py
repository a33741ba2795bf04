"""What stands above the first row, below the last one, and over them: loading, typing, the way back to the newest.

Promises sizes and painting side by side, because both are short. Refuses to decide when they are there.
"""

from PySide6.QtCore import QPointF, QRectF, QSize

from agent_desktop.ui.conversation.timeline.brush import Brush
from agent_desktop.ui.conversation.timeline.laid import DIVIDER, GLYPH_X, LEFT, RIGHT
from agent_desktop.ui.conversation.timeline.paint_parts import divider
from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_NEWEST_HEIGHT = 30


def head_height(complete: bool) -> int:
    """px above the first row."""
    return 8 if complete else 36


def tail_height(stale: bool, typing: bool) -> int:
    """px below the last row."""
    return (DIVIDER if stale else 0) + (30 if typing else 0) + 16


def paint_head(b: Brush, bottom: int, loading: bool) -> None:
    """Say that older items exist, or come."""
    words = tr("Loading earlier messages…") if loading else tr("Earlier messages")
    area = QRectF(LEFT, bottom - 32, b.width - LEFT - RIGHT, 24)
    paint.text(b.p, b.theme, area, words, "micro", "text.tertiary", align=paint.CENTER)


def paint_tail(b: Brush, top: int, stale: str, typing: str) -> None:
    """The divider of a broken link, and who types."""
    if stale:
        divider(b, stale, top + 21, "status.warnText")
        top += DIVIDER
    if typing:
        paint.icon(b.p, b.theme, "ellipsis", QPointF(GLYPH_X, top + 10), 16, "text.tertiary")
        area = QRectF(LEFT, top + 9, b.width - LEFT - RIGHT, 18)
        words = tr("{who} is typing…", who=typing)
        paint.text(b.p, b.theme, area, words, "caption", "text.secondary")


def paint_nothing(b: Brush, height: int, coming: bool) -> None:
    """Say why the timeline is empty."""
    words = tr("Loading messages…") if coming else tr("No messages yet.")
    area = QRectF(LEFT, 0, b.width - LEFT - RIGHT, height)
    paint.text(b.p, b.theme, area, words, "body", "text.secondary", align=paint.CENTER)


def newest_words(unseen: int) -> str:
    """The words on the way back to the newest item."""
    if not unseen:
        return tr("Newest")
    return plural(unseen, "{n} new message", "{n} new messages")


def newest_rect(theme: Theme, view: QSize, unseen: int) -> QRectF:
    """Where the way back stands: over the bottom, in the middle."""
    wide = theme.width(newest_words(unseen), "caption", True, 600) + 12 + 16 + 6 + 14
    return QRectF(
        round((view.width() + LEFT - RIGHT - wide) / 2),
        view.height() - _NEWEST_HEIGHT - 10,
        round(wide),
        _NEWEST_HEIGHT,
    )


def paint_newest(b: Brush, rect: QRectF, unseen: int, hovered: bool) -> None:
    """A pill with an arrow; filled when something new waits."""
    theme, radius = b.theme, rect.height() / 2
    if unseen:
        back, front = ("accent.fillHover" if hovered else "accent.fill"), "text.onAccent"
        paint.fill(b.p, rect, theme.color(back), radius)
    else:
        back, front = ("bg.hover" if hovered else "bg.raised"), "text.primary"
        paint.fill(b.p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color(back), radius)
        paint.outline(b.p, rect, theme.color("border.strong"), radius)
    middle = rect.center().y()
    paint.icon(b.p, theme, "arrow-down", QPointF(rect.left() + 12, middle - 8), 16, front)
    area = rect.adjusted(34, 0, -8, 0)
    paint.text(
        b.p, theme, area, newest_words(unseen), "caption", front, tnum=True, weight=600, elide=False
    )
