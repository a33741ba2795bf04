"""Laying out of rows: one way for each kind.

Promises places that depend only on the look, the width and the theme. Refuses colours and painters; text is measured
with the fonts of the theme.
"""

import math

from PySide6.QtCore import QPointF, QRectF

from agent_desktop.ui.conversation.timeline.file_laid import FILE_GAP, file_height
from agent_desktop.ui.conversation.timeline.laid import (
    ANSWERED,
    CALL_NOTE,
    DIVIDER,
    LEFT,
    META_GAP,
    META_ICON,
    NOTE_PAD,
    PAD_X,
    PAD_Y,
    RIGHT,
    Laid,
    Zone,
)
from agent_desktop.ui.conversation.timeline.laid_parts import LaidParts
from agent_desktop.ui.conversation.timeline.look import Kind, Look
from agent_desktop.ui.conversation.timeline.mail_laid import lay_mail
from agent_desktop.ui.conversation.timeline.reaction_laid import lay_signs
from agent_desktop.ui.conversation.timeline.sound_laid import GAP, WIDEST, height_of
from agent_desktop.ui.conversation.timeline.textblock import TextBlock
from agent_desktop.ui.kit.direction import mirrored

_ABOVE_FIRST = {Kind.IN: 12, Kind.OUT: 12, Kind.NOTE: 10, Kind.LINE: 8, Kind.CALL: 12}
_AFTER_DIVIDER = {Kind.IN: 5, Kind.OUT: 5, Kind.NOTE: 12, Kind.LINE: 4, Kind.CALL: 5}
_GAP = 3


class Layouter(LaidParts):
    """Lays looks out for one theme."""

    def lay(self, look: Look, width: int) -> Laid:
        """The places of `look` in a timeline `width` px wide."""
        y = 0
        day_y = stale_y = author_y = None
        if look.day:
            day_y, y = y + 21, y + DIVIDER
        if look.stale:
            stale_y, y = y + 21, y + DIVIDER
        divided = bool(look.day or look.stale)
        spine_top = y
        if look.author:
            y += _AFTER_DIVIDER[look.kind] if divided else _ABOVE_FIRST[look.kind]
            author_y, y = y, y + 20
            spine_top = author_y + 21
        elif look.kind in (Kind.IN, Kind.OUT):
            y += _GAP
        elif look.kind is not Kind.MAIL:
            y += _AFTER_DIVIDER[look.kind] if divided else _ABOVE_FIRST[look.kind]
        if look.kind is Kind.LINE:
            laid = self._line(look, width, y)
        elif look.kind is Kind.NOTE:
            laid = self._note(look, width, y)
        elif look.kind is Kind.CALL:
            laid = self._call(look, width, y)
            laid.spine = (spine_top, laid.height)
        elif look.mail is not None:
            laid = lay_mail(self, look, look.mail, width, y)
        else:
            laid = self._bubble(look, width, y)
            laid.spine = (spine_top, laid.height)
        laid.day_y, laid.stale_y, laid.author_y = day_y, stale_y, author_y
        return laid

    def _line(self, look: Look, width: int, top: int) -> Laid:
        room = max(80, width - LEFT - RIGHT - 60)
        block = TextBlock(look.text, self.theme.font("caption"), 18, room, look.rtl)
        block.place(block.natural)
        body = QRectF(LEFT, top, width - LEFT - RIGHT, max(20, block.height + 2))
        laid = Laid(look, 0, body, block, QPointF(LEFT, top + 1))
        laid.height = self.sounds(laid, LEFT, body.width(), top + round(body.height()))
        return laid

    def _note(self, look: Look, width: int, top: int) -> Laid:
        inner = max(80, width - LEFT - RIGHT - 2 * NOTE_PAD)
        block = TextBlock(
            look.text, self.theme.font("body"), 18, inner, look.rtl, self.formats(look)
        )
        block.place(inner)
        y = top + 8 + 17
        laid = Laid(look, 0, QRectF(), block, QPointF(LEFT + NOTE_PAD, y))
        y += block.height
        y = self.problem(laid, LEFT + NOTE_PAD, inner, y)
        y += 8
        laid.body = QRectF(LEFT, top, width - LEFT - RIGHT, y - top)
        laid.height = self._acts(laid, width - RIGHT, y)
        return laid

    def _call(self, look: Look, width: int, top: int) -> Laid:
        """The card under the head line of a call; without a note and a recording there is none."""
        body = QRectF(LEFT, top - 20, width - LEFT - RIGHT, 20)
        laid = Laid(look, 0, body, None, QPointF())
        y = top
        if look.text or look.right:
            inner = max(80.0, body.width() - 2 * NOTE_PAD)
            label = math.ceil(self.theme.width(look.title, "caption")) + 8 if look.title else 0
            facts = self._facts_width(look)
            y += 9
            lines = 1
            if look.text:
                beside = inner - label - facts - 16 if facts else inner - label
                apart = facts > 0 and beside < CALL_NOTE
                room = inner - label if apart else beside
                font = self.theme.font("body")
                laid.block = TextBlock(look.text, font, 20, room, look.rtl)
                laid.block.place(laid.block.natural if not look.rtl else room)
                laid.block_at = QPointF(LEFT + NOTE_PAD + label, y)
                lines = laid.block.line_count + apart
            y += 20 * lines
            if look.right:
                laid.meta_rect = QRectF(body.right() - NOTE_PAD - facts, y - 20, facts, 20)
            y += 9
            laid.body = QRectF(LEFT, top, body.width(), y - top)
        y = self.sounds(laid, LEFT, laid.body.width(), y)
        laid.height = self._acts(laid, width - RIGHT, y)
        return laid

    def _facts_width(self, look: Look) -> float:
        if not look.right:
            return 0
        icon = META_ICON + 4 if look.icon else 0
        return math.ceil(self.theme.width(look.right, "caption", True)) + icon

    def _bubble(self, look: Look, width: int, top: int) -> Laid:
        theme = self.theme
        widest = min(theme.tokens.size.bubble_max, max(120, width - LEFT - RIGHT - 40))
        room = widest - 2 * PAD_X
        block = None
        text_top = top + PAD_Y + (ANSWERED if look.answered else 0)
        natural, y = 0.0, text_top
        if look.text:
            font = theme.font("message")
            block = TextBlock(look.text, font, 20, room, look.rtl, self.formats(look))
            natural = block.natural
        laid = Laid(look, 0, QRectF(), block, QPointF(0, y))
        if block is not None:
            y += block.height
        file_widths = [self.file_width(file, room) for file in look.files]
        if look.answered:
            natural = max(natural, min(room, theme.width(look.answered, "caption") + 12))
        natural = max([natural, *file_widths, *(min(room, WIDEST) for _ in look.sounds)])
        if file_widths and block is not None:
            y += 4
        files_top = y
        y += sum(file_height(one) + FILE_GAP for one in look.files) - (
            FILE_GAP if file_widths else 0
        )
        sounds_top = y - (GAP if block is None and not file_widths else 0)
        y = sounds_top + sum(GAP + height_of(one) for one in look.sounds)
        meta_width = self._meta_width(look)
        inline = False
        if look.meta:
            gap = META_GAP if look.meta_after or not look.meta_icon else META_GAP + 4
            last = file_widths[-1] if file_widths else block.last if block is not None else room
            if not look.sounds and last + gap + meta_width <= room:
                natural = max(natural, math.ceil(last + gap + meta_width))
                inline = True
            else:
                natural = max(natural, meta_width)
                y += 17
        problem_y = y
        if look.problem:
            problem = self._problem_block(look, room)
            natural = max(natural, problem.natural + 18)
            y += problem.height + 2
            laid.problem = problem
        y += PAD_Y
        inner = float(math.ceil(natural))
        left = LEFT if look.kind is Kind.IN else width - RIGHT - inner - 2 * PAD_X
        laid.body = QRectF(left, top, inner + 2 * PAD_X, y - top)
        text_left = left + PAD_X
        laid.block_at = QPointF(text_left, text_top)
        laid.answered = QRectF(text_left, top + PAD_Y, inner, 18 if look.answered else 0)
        if block is not None:
            block.place(inner)
        at = files_top
        for file, wide in zip(look.files, file_widths, strict=True):
            self.file(laid, file, QRectF(text_left, at, wide, file_height(file)))
            at += file_height(file) + FILE_GAP
        self.sounds(laid, text_left, inner, sounds_top)
        if look.meta:
            meta_y = problem_y - (18 if inline and not look.files else 16)
            # The time stands at the end of the text's last line, wherever lines of the interface end.
            at_start = look.rtl is not mirrored() and inline and not look.files
            meta_x = text_left if at_start else text_left + inner - meta_width
            laid.meta_rect = QRectF(meta_x, meta_y, meta_width, 17)
            if look.meta_act is not None or look.hint:
                self._meta_zone(laid)
        if laid.problem is not None:
            laid.problem_at = QPointF(text_left + 18, problem_y + 2)
        laid.signs = lay_signs(theme, look.signs, laid.body, width - RIGHT)
        if laid.signs:
            y = math.ceil(laid.signs[0].rect.bottom()) + 2
        laid.height = self._acts(laid, width - RIGHT, y)
        return laid

    def _meta_width(self, look: Look) -> float:
        if not look.meta:
            return 0
        icon = META_ICON + 4 if look.meta_icon else 0
        return math.ceil(self.theme.width(look.meta, "micro", True, 400)) + icon

    def _meta_zone(self, laid: Laid) -> None:
        if laid.look.meta_act is not None:
            rect = laid.meta_rect.adjusted(-6, -4, 6, 4)
            laid.zones.append(Zone(rect, laid.look.meta_act, hint=laid.look.hint))
