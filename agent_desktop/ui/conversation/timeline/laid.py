"""Where the parts of a look lie at one width: rectangles in px from the row's top left corner.

Promises that painting and hit-testing read the same numbers. Refuses colours and painters, and to measure, which
`layouter.py` does.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF

from agent_desktop.model.attachments import Attachment
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.file_looks import FileLook
from agent_desktop.ui.conversation.timeline.look import Look
from agent_desktop.ui.conversation.timeline.plain import TEL, Link
from agent_desktop.ui.conversation.timeline.reaction_laid import SignBox
from agent_desktop.ui.conversation.timeline.sound_laid import SoundBox
from agent_desktop.ui.conversation.timeline.textblock import TextBlock
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
