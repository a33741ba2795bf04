"""Painting of rows: one painter for each kind, and what stands around them.

Promises to draw what `Laid` says, where it says it. Refuses to measure, and draws every text of others as plain
characters.
"""

from PySide6.QtCore import QPointF, QRectF, QSizeF

from agent_desktop.ui.conversation.timeline.brush import Brush
from agent_desktop.ui.conversation.timeline.laid import (
    GLYPH_X,
    LEFT,
    META_ICON,
    NOTE_PAD,
    RIGHT,
    SPINE_X,
    Laid,
)
from agent_desktop.ui.conversation.timeline.look import Kind
from agent_desktop.ui.conversation.timeline.mail_paint import paint_mail
from agent_desktop.ui.conversation.timeline.paint_parts import (
    divider,
    paint_acts,
    paint_block,
    paint_file,
    paint_problem,
)
from agent_desktop.ui.conversation.timeline.reaction_laid import PAD, SignBox, count_left
from agent_desktop.ui.conversation.timeline.sound_paint import paint_sound
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import channel_color, channel_glyph


def paint_row(b: Brush, laid: Laid) -> None:
    """Draw a row; the painter's origin is its top left corner."""
    look = laid.look
    if laid.day_y is not None:
        divider(b, look.day, laid.day_y)
    if laid.stale_y is not None:
        divider(b, look.stale, laid.stale_y, "status.warnText")
    _spine(b, laid)
    if laid.author_y is not None:
        _author(b, laid, laid.author_y)
    if look.kind is Kind.LINE:
        _line(b, laid)
    elif look.kind is Kind.NOTE:
        _note(b, laid)
    elif look.kind is Kind.CALL:
        _call(b, laid)
    elif look.mail is not None:
        paint_mail(b, laid, look.mail)
    else:
        _bubble(b, laid)
    for box in laid.sounds:
        paint_sound(b, box)
    if b.focused:
        radius = b.theme.tokens.radius.bubble
        around = laid.body.adjusted(-3, 0, 3, 0) if look.kind is Kind.LINE else laid.body
        paint.focus_ring(b.p, b.theme, around, radius, inset=True)


def _spine(b: Brush, laid: Laid) -> None:
    top, bottom = laid.spine
    if laid.look.spine is None or bottom <= top:
        return
    b.p.setOpacity(0.45)
    color = b.theme.color(channel_color(laid.look.spine))
    b.p.fillRect(QRectF(SPINE_X, top, b.theme.tokens.stroke.channel_spine, bottom - top), color)
    b.p.setOpacity(1)


def _author(b: Brush, laid: Laid, top: int) -> None:
    look, theme = laid.look, b.theme
    if look.spine is not None:
        channel_glyph(b.p, theme, QPointF(GLYPH_X, top + 1), look.spine, 16)
    area = QRectF(LEFT, top, b.width - LEFT - RIGHT - (60 if look.live else 0), 18)
    room = area.width() - theme.width(look.about, "micro") - (22 if look.public else 6)
    name = theme.elided(look.author, "micro", max(60, room), False, 600)
    tone = "status.dangerText" if look.missed else "text.secondary"
    used = paint.text(b.p, theme, area, name, "micro", tone, weight=600, elide=False)
    rest = area.adjusted(used + 6, 0, 0, 0)
    if look.public:
        paint.icon(b.p, theme, "users", rest.topLeft() + QPointF(0, 3), 12, "status.warnText", 2)
        rest = rest.adjusted(16, 0, 0, 0)
    tint, heavy = ("status.warnText", 600) if look.public else ("text.tertiary", 400)
    paint.text(b.p, theme, rest, look.about, "micro", tint, weight=heavy)


def _line(b: Brush, laid: Laid) -> None:
    theme, look = b.theme, laid.look
    at = QPointF(GLYPH_X, laid.body.top() + 2)
    paint.icon(b.p, theme, look.icon, at, 16, "text.tertiary")
    paint_block(b, laid, "text.secondary")
    paint.text(
        b.p, theme, QRectF(laid.body.left(), laid.body.top(), laid.body.width(), 20),
        look.right, "micro", "text.tertiary", align=paint.RIGHT, tnum=True, weight=400, elide=False,
    )  # fmt: skip


def _note(b: Brush, laid: Laid) -> None:
    theme, look, body = b.theme, laid.look, laid.body
    paint.icon(b.p, theme, look.icon, QPointF(GLYPH_X, body.top() + 1), 16, "text.note")
    refused = bool(look.problem) and not look.unclear
    paint.card(
        b.p, theme, body,
        "status.dangerBg" if refused else "bg.note", "border.note",
    )  # fmt: skip
    color = "status.dangerText" if refused else "text.note"
    head = QRectF(body.left() + NOTE_PAD, body.top() + 7, body.width() - 2 * NOTE_PAD, 18)
    used = paint.text(
        b.p, theme, head, look.right, "micro", color, align=paint.RIGHT, tnum=True, weight=400
    )
    rest = head.adjusted(0, 0, -used - 8, 0)
    paint.text(b.p, theme, rest, look.title, "micro", color, weight=600)
    paint_block(b, laid, "text.primary")
    paint_problem(b, laid)
    paint_acts(b, laid)


def _call(b: Brush, laid: Laid) -> None:
    theme, look, body = b.theme, laid.look, laid.body
    if look.meta and laid.author_y is not None:
        head = QRectF(LEFT, laid.author_y, b.width - LEFT - RIGHT, 18)
        paint.text(
            b.p, theme, head, look.meta, "caption", "presence.ready",
            align=paint.RIGHT, tnum=True, weight=600, elide=False,
        )  # fmt: skip
    if look.text or look.right:
        paint.card(b.p, theme, body)
    if look.title:
        label = QRectF(body.left() + NOTE_PAD, laid.block_at.y(), 200, 20)
        paint.text(b.p, theme, label, look.title, "caption", "text.secondary", elide=False)
    paint_block(b, laid, "text.primary")
    if look.right:
        facts = laid.meta_rect
        if look.icon:
            at = QPointF(facts.left(), facts.center().y() - META_ICON / 2)
            paint.icon(b.p, theme, look.icon, at, META_ICON, "text.secondary", 2)
            facts = facts.adjusted(META_ICON + 4, 0, 0, 0)
        paint.text(
            b.p, theme, facts, look.right, "caption", "text.secondary", tnum=True, elide=False
        )
    paint_acts(b, laid)


def _bubble(b: Brush, laid: Laid) -> None:
    theme, look = b.theme, laid.look
    back = "bg.bubbleIn" if look.kind is Kind.IN else "bg.bubbleOut"
    if look.problem and not look.waiting:
        back = "status.warnBg" if look.unclear else "status.dangerBg"
    paint.fill(b.p, laid.body, theme.color(back), theme.tokens.radius.bubble)
    if look.answered:
        line = laid.answered
        paint.fill(b.p, QRectF(line.topLeft(), QSizeF(2, 18)), theme.color("border.strong"), 1)
        words = line.adjusted(10, 0, 0, 0)
        paint.text(b.p, theme, words, look.answered, "caption", "text.secondary")
    paint_block(b, laid, "text.primary")
    for box in laid.files:
        paint_file(b, box)
    _meta(b, laid)
    paint_problem(b, laid)
    for sign in laid.signs:
        _sign(b, sign)
    paint_acts(b, laid)


def _sign(b: Brush, box: SignBox) -> None:
    """What people made of a message: the sign, and how many they are."""
    theme, rect = b.theme, box.rect
    radius = rect.height() / 2
    paint.fill(b.p, rect, theme.color("bg.selected" if box.look.ours else "bg.surface"), radius)
    paint.outline(
        b.p, rect, theme.color("border.strong" if box.look.ours else "border.subtle"), radius
    )
    paint.text(b.p, theme, rect.adjusted(PAD, 0, 0, 0), box.look.sign, "message", elide=False)
    if box.look.count:
        count = QRectF(rect)
        count.setLeft(count_left(theme, box))
        paint.text(
            b.p, theme, count, box.look.count, "micro", "text.secondary",
            tnum=True, weight=500, elide=False,
        )  # fmt: skip


def _meta(b: Brush, laid: Laid) -> None:
    look, theme, rect = laid.look, b.theme, laid.meta_rect
    if not look.meta:
        return
    over = b.hovered is not None and b.hovered.act is look.meta_act and look.meta_act is not None
    color = "accent.text" if over else "text.tertiary"
    middle = rect.center().y()
    words = rect
    if look.meta_icon:
        icon_left = rect.right() - META_ICON if look.meta_after else rect.left()
        tint = "accent.text" if look.read else color
        at = QPointF(icon_left, middle - META_ICON / 2)
        paint.icon(b.p, theme, look.meta_icon, at, META_ICON, tint, 2)
        if not look.meta_after:
            words = rect.adjusted(META_ICON + 4, 0, 0, 0)
    paint.text(b.p, theme, words, look.meta, "micro", color, tnum=True, weight=400, elide=False)
