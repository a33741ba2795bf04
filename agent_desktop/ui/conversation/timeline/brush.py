"""Everything that painting a row of the timeline needs besides the row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage, QPainter, QTextCharFormat

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.attachments import Attachment
from agent_desktop.ui.conversation.timeline.laid import Zone
from agent_desktop.ui.conversation.timeline.textblock import Span
from agent_desktop.ui.theme.theme import Theme

Marks = Sequence[tuple[Span, QTextCharFormat]]


@dataclass(slots=True)
class Brush:
    """Everything a painter needs besides the row: theme, width, the marks in the text, what is hovered and focused,
    how sounds stand, and where one is being moved to, in ms."""

    p: QPainter
    theme: Theme
    width: int
    marks: Marks = ()
    hovered: Zone | None = None
    focused: bool = False
    sounds: Callable[[str], SoundLine] = lambda sound_id: SoundLine()
    scrubbed: tuple[str, int] | None = None
    pictures: Callable[[Attachment], QImage | None] = lambda attachment: None
    uploaded: Callable[[str], int | None] = lambda file_id: None
