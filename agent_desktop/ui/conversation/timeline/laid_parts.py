"""Laying out what rows of several kinds have: text that looks different, problems, files, sounds, buttons.

Refuses to know what a row is.
"""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextCharFormat

from agent_desktop.ui.conversation.timeline import file_laid
from agent_desktop.ui.conversation.timeline.act import Act, act_words
from agent_desktop.ui.conversation.timeline.file_laid import PERCENT
from agent_desktop.ui.conversation.timeline.file_looks import FileLook
from agent_desktop.ui.conversation.timeline.laid import LEFT, FileBox, Laid, Zone
from agent_desktop.ui.conversation.timeline.look import Kind, Look
from agent_desktop.ui.conversation.timeline.plain import mentions, right_to_left
from agent_desktop.ui.conversation.timeline.sound_laid import GAP, WIDEST, height_of, lay_sound
from agent_desktop.ui.conversation.timeline.textblock import Span, TextBlock
from agent_desktop.ui.theme.theme import Theme


class LaidParts:
    """For one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def sounds(self, laid: Laid, left: float, room: float, y: int) -> int:
        """Cards of sounds, one under the other, with their zones. Returns what is below them."""
        for look in laid.look.sounds:
            y += GAP
            box = lay_sound(self.theme, look, left, y, min(room, WIDEST))
            laid.sounds.append(box)
            parts = [(box.play, Act.PLAY), (box.speed, Act.SPEED), (box.wave, Act.SCRUB)]
            if look.saving:
                parts.append((box.save, Act.SAVE))
            for rect, act in parts:
                hint = "" if act is Act.SCRUB else act_words(act)
                laid.zones.append(Zone(rect, act, attachment=look.attachment, hint=hint))
            y += height_of(look)
        return y

    def formats(self, look: Look) -> list[tuple[Span, QTextCharFormat]]:
        """What of a text looks different: quotes, links, mentions."""
        made: list[tuple[Span, QTextCharFormat]] = []
        quiet = QTextCharFormat()
        quiet.setForeground(self.theme.color("text.secondary"))
        if look.quoted is not None:
            made.append(((look.quoted, len(look.text) - look.quoted), quiet))
        if look.aside is not None:
            aside = QTextCharFormat(quiet)
            aside.setFontItalic(True)
            made.append(((look.aside, len(look.text) - look.aside), aside))
        if look.gone:
            quiet.setFontStrikeOut(True)
            made.append(((0, len(look.text)), quiet))
        for link in look.links:
            style = QTextCharFormat()
            style.setForeground(self.theme.color("text.link"))
            style.setFontUnderline(True)
            made.append(((link.start, link.length), style))
        if look.kind is Kind.NOTE:
            made += [(span, self._mention()) for span in mentions(look.text)]
        return made

    def _mention(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self.theme.color("accent.text"))
        style.setFontWeight(QFont.Weight.DemiBold)
        return style

    def _problem_block(self, look: Look, room: float) -> TextBlock:
        rtl = right_to_left(look.problem)
        font = self.theme.font("caption", False, 600)
        block = TextBlock(look.problem, font, 17, room - 18, rtl)
        block.place(block.natural)
        return block

    def problem(self, laid: Laid, left: float, room: float, y: int) -> int:
        """Place what went wrong. Returns what is below it."""
        if not laid.look.problem:
            return y
        laid.problem = self._problem_block(laid.look, room)
        laid.problem_at = QPointF(left + 18, y + 4)
        return y + laid.problem.height + 4

    def file_width(self, file: FileLook, room: float) -> float:
        """How wide a chip is."""
        extra = 26 if file.attachment is not None else PERCENT if file.local is not None else 0
        words = self.theme.width(file.words, "body", True, 500)
        least = file_laid.PICTURE_WIDEST if file.picture else 0
        return min(room, max(least, math.ceil(8 + 16 + 6 + words + 8 + extra)))

    def file(self, laid: Laid, file: FileLook, rect: QRectF) -> None:
        """Place a chip."""
        laid.files.append(FileBox(rect, file))
        if file.attachment is not None:
            hint = act_words(Act.SAVE)
            laid.zones.append(Zone(rect, Act.SAVE, attachment=file.attachment, hint=hint))

    def _acts(self, laid: Laid, right: float, y: int) -> int:
        """Buttons under the body: the first at its left edge of what came in, else the last at the right edge.

        Returns the row's height.
        """
        acts = laid.look.acts
        if not acts:
            return y
        measure = self.theme.width
        wide = [math.ceil(measure(act_words(act), "caption", False, 500)) + 22 for act in acts]
        x = LEFT if laid.look.kind is Kind.IN else right - sum(wide) - 4 * (len(wide) - 1)
        for act, room in zip(acts, wide, strict=True):
            laid.zones.append(Zone(QRectF(x, y + 3, room, 24), act))
            x += room + 4
        return y + 3 + 24 + 3
