"""Where the parts of a mail's card lie: a head with who, to whom and when, the text, files, what can be done.

Promises lines no longer than people read with ease, and one line for a mail that is shut. Refuses colours.
"""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextCharFormat

from agent_desktop.model.mail_heads import TextLook
from agent_desktop.ui.conversation.timeline.act import Act, act_words
from agent_desktop.ui.conversation.timeline.file_laid import FILE_GAP, file_height
from agent_desktop.ui.conversation.timeline.laid import META_ICON, Laid, Zone
from agent_desktop.ui.conversation.timeline.laid_parts import LaidParts
from agent_desktop.ui.conversation.timeline.look import Look, MailLook
from agent_desktop.ui.conversation.timeline.textblock import Span, TextBlock

CARD_LEFT = 16
CARD_RIGHT = 4
"""px; with the scroll bar beside it the card ends where the composer does."""
PAD = 15
AVATAR = 28
SMALL_AVATAR = 20
TEXT_LEFT = CARD_LEFT + PAD + AVATAR + 10
SHUT_LEFT = CARD_LEFT + PAD + SMALL_AVATAR + 9
SHUT_HEIGHT = 36
HEAD = 54
BUTTON = 28
_ABOVE = 8
_LINE = 21
_BLANK = 9
_ACT = 24
_GAP = 10


def lay_mail(layouter: LaidParts, look: Look, mail: MailLook, width: int, top: int) -> Laid:
    """The places of a mail's card, `top` px below the row's top."""
    top += _ABOVE
    right = width - CARD_RIGHT
    laid = Laid(look, 0, QRectF(CARD_LEFT, top, right - CARD_LEFT, SHUT_HEIGHT), None, QPointF())
    if mail.shut:
        laid.zones.append(Zone(QRectF(laid.body), Act.TURN, hint=mail.details))
        _lay_time(layouter, laid, right - PAD, top + SHUT_HEIGHT / 2)
        laid.height = top + SHUT_HEIGHT
        return laid
    _lay_head(layouter, laid, mail, right, top)
    tokens = layouter.theme.tokens.size
    room = max(120, min(tokens.reading_max, right - TEXT_LEFT - PAD))
    y = top + HEAD
    if look.text:
        font = layouter.theme.font("message")
        formats = [*_emphasised(mail), *layouter.formats(look)]
        laid.block = TextBlock(look.text, font, _LINE, room, look.rtl, formats, blank=_BLANK)
        laid.block.place(room)
        laid.block_at = QPointF(TEXT_LEFT, y)
        y += laid.block.height
    y = _lay_files(layouter, laid, room, y)
    y = layouter.sounds(laid, TEXT_LEFT, room, y)
    y = layouter.problem(laid, TEXT_LEFT, room, y + 4) if look.problem else y
    y = _lay_acts(layouter, laid, y)
    y += PAD - 3
    laid.body.setBottom(y)
    laid.height = y
    return laid


def _lay_head(layouter: LaidParts, laid: Laid, mail: MailLook, right: float, top: float) -> None:
    x = right - PAD + 1
    middle = top + 29
    for act in (Act.MORE, Act.REPLY):
        x -= BUTTON
        rect = QRectF(x, middle - BUTTON / 2, BUTTON, BUTTON)
        laid.zones.append(Zone(rect, act, hint=act_words(act)))
        x -= 2
    _lay_time(layouter, laid, x - 7, middle)
    head = QRectF(CARD_LEFT, top, laid.meta_rect.left() - CARD_LEFT - 8, HEAD - 6)
    laid.zones.append(Zone(head, Act.TURN, hint=mail.details))


def _lay_time(layouter: LaidParts, laid: Laid, right: float, middle: float) -> None:
    """When it came, or what became of it, ending at `right`; one that can be taken back answers there."""
    look = laid.look
    icon = META_ICON + 5 if look.meta_icon else 0
    wide = math.ceil(layouter.theme.width(look.meta, "caption", True)) + icon
    laid.meta_rect = QRectF(right - wide, middle - 9, wide, 18)
    if look.meta_act is not None:
        place = laid.meta_rect.adjusted(-6, -4, 6, 4)
        laid.zones.insert(0, Zone(place, look.meta_act, hint=look.hint))


def _lay_files(layouter: LaidParts, laid: Laid, room: float, y: int) -> int:
    """Chips beside each other, as many as fit in a line."""
    if not laid.look.files:
        return y
    y += _GAP if laid.block is not None else 0
    x, tallest = 0.0, 0
    for file in laid.look.files:
        wide = layouter.file_width(file, room)
        if x and x + wide > room:
            x, y, tallest = 0.0, y + tallest + FILE_GAP + 3, 0
        layouter.file(laid, file, QRectF(TEXT_LEFT + x, y, wide, file_height(file)))
        x, tallest = x + wide + 6, max(tallest, file_height(file))
    return y + tallest


def _lay_acts(layouter: LaidParts, laid: Laid, y: int) -> int:
    """Buttons in words below everything, their words beginning where the text does."""
    if not laid.look.acts:
        return y
    y += 6
    x = TEXT_LEFT - 8.0
    limit = laid.body.right() - 8
    for act in laid.look.acts:
        wide = math.ceil(layouter.theme.width(act_words(act), "caption", False, 500)) + 16
        if x + wide > limit and x > TEXT_LEFT:
            x, y = TEXT_LEFT - 8.0, y + _ACT
        laid.zones.append(Zone(QRectF(x, y, wide, _ACT), act))
        x += wide + 2
    return y + _ACT


def _emphasised(mail: MailLook) -> list[tuple[Span, QTextCharFormat]]:
    made = []
    for mark in mail.marks:
        style = QTextCharFormat()
        if mark.look is TextLook.BOLD:
            style.setFontWeight(QFont.Weight.DemiBold)
        else:
            style.setFontItalic(True)
        made.append(((mark.start, mark.length), style))
    return made
