"""Painting of a mail's card.

Promises to draw what `mail_laid` placed. Refuses to measure; every text of others is plain characters.
"""

from PySide6.QtCore import QPointF, QRectF, QSizeF

from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.brush import Brush
from agent_desktop.ui.conversation.timeline.laid import META_ICON, Laid
from agent_desktop.ui.conversation.timeline.look import MailLook
from agent_desktop.ui.conversation.timeline.mail_laid import (
    AVATAR,
    CARD_LEFT,
    PAD,
    SHUT_LEFT,
    SMALL_AVATAR,
    TEXT_LEFT,
)
from agent_desktop.ui.conversation.timeline.paint_parts import (
    paint_acts,
    paint_block,
    paint_file,
    paint_problem,
)
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar

_ICONS = {Act.REPLY: "reply", Act.MORE: "ellipsis"}


def paint_mail(b: Brush, laid: Laid, mail: MailLook) -> None:
    """Draw a card, or the line of one that is shut."""
    over = mail.shut and b.hovered is not None and b.hovered.act is Act.TURN
    paint.card(b.p, b.theme, laid.body, "bg.hover" if over else "bg.surface")
    if mail.shut:
        _shut(b, laid, mail)
    else:
        _head(b, laid, mail)
        _facts(b, laid, mail)
        paint_block(b, laid, "text.primary")
        for box in laid.files:
            paint_file(b, box, "bg.sunken")
        paint_problem(b, laid)
        paint_acts(b, laid)
    _time(b, laid)


def _shut(b: Brush, laid: Laid, mail: MailLook) -> None:
    theme, body = b.theme, laid.body
    middle = body.center().y()
    disc = QRectF(CARD_LEFT + PAD, middle - SMALL_AVATAR / 2, SMALL_AVATAR, SMALL_AVATAR)
    avatar(b.p, theme, disc, mail.initials_of, mail.who)
    end = laid.meta_rect.left() - 12
    area = QRectF(SHUT_LEFT, body.top(), max(40, end - SHUT_LEFT), body.height())
    name = theme.elided(mail.sender, "body", area.width() * 0.45, False, 600)
    used = paint.text(b.p, theme, area, name, weight=600, elide=False)
    rest = area.adjusted(used + 11, 0, 0, 0)
    words = laid.look.problem or mail.snippet
    color = "text.secondary"
    if laid.look.problem:
        color = "status.warnText" if laid.look.unclear else "status.dangerText"
    if laid.look.waiting:
        color = "text.secondary"
    paint.text(b.p, theme, rest, words, "body", color)


def _head(b: Brush, laid: Laid, mail: MailLook) -> None:
    theme, body, look = b.theme, laid.body, laid.look
    disc = QRectF(CARD_LEFT + PAD, body.top() + 14, AVATAR, AVATAR)
    avatar(b.p, theme, disc, mail.initials_of, mail.who)
    end = laid.meta_rect.left() - 12
    first = QRectF(TEXT_LEFT, body.top() + 11, max(40, end - TEXT_LEFT), 19)
    name = theme.elided(mail.sender, "bodyStrong", first.width(), False, 600)
    used = paint.text(b.p, theme, first, name, "bodyStrong", weight=600, elide=False)
    # What a machine wrote says so first: an address may be shortened.
    beside = " · ".join(part for part in (look.title, mail.address) if part)
    if beside and first.width() - used > 60:
        rest = first.adjusted(used + 8, 0, 0, 0)
        paint.text(b.p, theme, rest, beside, "caption", "text.tertiary")
    second = QRectF(TEXT_LEFT, body.top() + 29, first.width(), 18)
    paint.text(b.p, theme, second, mail.people, "caption", "text.secondary")
    for zone in laid.zones:
        if zone.act in _ICONS:
            over = b.hovered is not None and b.hovered.act is zone.act
            if over:
                paint.fill(b.p, zone.rect, theme.color("bg.hover"), theme.tokens.radius.md)
            paint.icon_centered(b.p, theme, _ICONS[zone.act], zone.rect, 16)


def _facts(b: Brush, laid: Laid, mail: MailLook) -> None:
    """A quiet card behind each invitation and business card."""
    if laid.block is None:
        return
    for start, length in mail.facts:
        top, _ = laid.block.top_of(start)
        last, height = laid.block.top_of(start + length - 1)
        at = laid.block_at + QPointF(-10, top - 4)
        # As wide as the text may be: whichever way the letters run, they are on it.
        wide = laid.body.right() - PAD - at.x()
        rect = QRectF(at, QSizeF(wide, last + height - top + 8))
        paint.card(b.p, b.theme, rect, "bg.sunken")


def _time(b: Brush, laid: Laid) -> None:
    look, theme, rect = laid.look, b.theme, laid.meta_rect
    over = b.hovered is not None and b.hovered.act is look.meta_act and look.meta_act is not None
    color = "accent.text" if over else "text.secondary"
    if look.meta_icon:
        at = rect.topLeft()
        at.setY(rect.center().y() - META_ICON / 2)
        paint.icon(b.p, theme, look.meta_icon, at, META_ICON, "accent.text" if look.read else color)
        rect = rect.adjusted(META_ICON + 5, 0, 0, 0)
    paint.text(b.p, theme, rect, look.meta, "caption", color, tnum=True, elide=False)
