"""Where the parts of a look lie at one width: rectangles in px from the row's top left corner.

Promises that painting and hit-testing read the same numbers. Refuses colours and painters; text is measured with the
fonts of the theme.
"""

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextCharFormat

from agent_desktop.model.attachments import Attachment
from agent_desktop.ui.conversation.timeline import file_laid
from agent_desktop.ui.conversation.timeline.act import Act, act_words
from agent_desktop.ui.conversation.timeline.file_laid import FILE_GAP, PERCENT, file_height
from agent_desktop.ui.conversation.timeline.file_looks import FileLook
from agent_desktop.ui.conversation.timeline.looks import Kind, Look
from agent_desktop.ui.conversation.timeline.plain import TEL, Link, mentions, right_to_left
from agent_desktop.ui.conversation.timeline.reaction_laid import SignBox, lay_signs
from agent_desktop.ui.conversation.timeline.sound_laid import (
    GAP,
    WIDEST,
    SoundBox,
    height_of,
    lay_sound,
)
from agent_desktop.ui.conversation.timeline.textblock import Span, TextBlock
from agent_desktop.ui.kit.direction import mirrored
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

LEFT = 48
RIGHT = 8
"""px at the right of everything; the scroll bar beside it makes them 20."""
SPINE_X = 24
GLYPH_X = 17
PAD_X = 11
PAD_Y = 6
META_GAP = 8
META_ICON = 13
DIVIDER = 30
NOTE_PAD = 12
ANSWERED = 22
"""px for the line of what a message answers."""
CALL_NOTE = 220
"""px that a note of a call needs beside what is known of its recording."""

_ABOVE_FIRST = {Kind.IN: 12, Kind.OUT: 12, Kind.NOTE: 10, Kind.LINE: 8, Kind.CALL: 12}
_AFTER_DIVIDER = {Kind.IN: 5, Kind.OUT: 5, Kind.NOTE: 12, Kind.LINE: 4, Kind.CALL: 5}
_GAP = 3


@dataclass(slots=True)
class Zone:
    """A place that answers a click: what it does, with which link or attachment."""

    rect: QRectF
    act: Act
    url: str = ""
    attachment: Attachment | None = None
    hint: str = ""


@dataclass(slots=True)
class FileBox:
    """A file chip: its place and look."""

    rect: QRectF
    look: FileLook


@dataclass(slots=True)
class Laid:
    """A look with places. `body` is the bubble, card or line; `block_at` the corner of its text.

    `day_y` and `stale_y` are the middles of dividers, None without; `author_y` is the top of the author line.
    `spine` is (top, bottom) of the piece of spine on this row, equal when there is none.
    """

    look: Look
    height: int
    body: QRectF
    block: TextBlock | None
    block_at: QPointF
    day_y: int | None = None
    stale_y: int | None = None
    author_y: int | None = None
    spine: tuple[int, int] = (0, 0)
    meta_rect: QRectF = field(default_factory=QRectF)
    problem: TextBlock | None = None
    problem_at: QPointF = field(default_factory=QPointF)
    answered: QRectF = field(default_factory=QRectF)
    files: list[FileBox] = field(default_factory=list)
    sounds: list[SoundBox] = field(default_factory=list)
    signs: list[SignBox] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)

    def zone_at(self, x: float, y: float) -> Zone | None:
        """What a click at a point of the row does."""
        for zone in self.zones:
            if zone.rect.contains(QPointF(x, y)):
                return zone
        if self.block is not None and self.look.links:
            at_x, at_y = x - self.block_at.x(), y - self.block_at.y()
            char = self.block.char_at(at_x, at_y)
            for link in self.look.links:
                for near in (char, char - 1):
                    within = link.start <= near < link.start + link.length
                    if within and self.block.inside(at_x, at_y, near):
                        return Zone(QRectF(), Act.LINK, url=link.url, hint=_hint(link))
        return None


def _hint(link: Link) -> str:
    """What a click does, for the tooltip."""
    if link.url.startswith(TEL):
        return tr("Call {name}", name=link.url.removeprefix(TEL))
    return link.url


class Layouter:
    """Lays looks out for one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

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
            # Both modules need each other.
            from agent_desktop.ui.conversation.timeline.mail_laid import lay_mail

            laid = lay_mail(self, look, look.mail, width, y)
        else:
            laid = self._bubble(look, width, y)
            laid.spine = (spine_top, laid.height)
        laid.day_y, laid.stale_y, laid.author_y = day_y, stale_y, author_y
        return laid

    # -- kinds --------------------------------------------------------------------

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

    # -- parts --------------------------------------------------------------------

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

    def _meta_width(self, look: Look) -> float:
        if not look.meta:
            return 0
        icon = META_ICON + 4 if look.meta_icon else 0
        return math.ceil(self.theme.width(look.meta, "micro", True, 400)) + icon

    def _meta_zone(self, laid: Laid) -> None:
        if laid.look.meta_act is not None:
            rect = laid.meta_rect.adjusted(-6, -4, 6, 4)
            laid.zones.append(Zone(rect, laid.look.meta_act, hint=laid.look.hint))

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
