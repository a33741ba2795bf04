"""The looks of reports on paper: colours, sizes, and paragraphs of words."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.server.report_typefaces import BOLD, PLAIN, marked, register

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

SIZE: Final = 8.0
"""Of the letters, in points."""
INK, FAINT, LINE, HEAD = "#1c2024", "#5d656d", "#d5d9de", "#f1f3f5"
GROUND: Final = "#fde2e0"
"""Of figures that miss their targets."""
MISSED_INK: Final = "#a1130b"
"""Of letters on that ground."""
BAR, MISSED_BAR = "#4658c4", "#c2352b"


@cache
def styles(scale: float = 1.0) -> dict[str, Any]:
    """The looks of paragraphs by their names; in tables their letters may be smaller."""
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    register()
    size = SIZE * scale
    text = ParagraphStyle(
        "text", fontName=PLAIN, fontSize=size, leading=1.3 * size, textColor=INK, splitLongWords=1
    )
    caption = ParagraphStyle("caption", text, fontName=BOLD, leading=1.2 * size)
    return {
        "text": text,
        "text_right": ParagraphStyle("text_right", text, alignment=TA_RIGHT),
        "title": ParagraphStyle("title", text, fontName=BOLD, fontSize=15, leading=20),
        "heading": ParagraphStyle(
            "heading", text, fontName=BOLD, fontSize=9, leading=14, keepWithNext=1
        ),
        "faint": ParagraphStyle("faint", text, textColor=FAINT),
        "note": ParagraphStyle("note", text, fontSize=7.5, leading=10, spaceAfter=1.5),
        "caption": caption,
        "caption_right": ParagraphStyle("caption_right", caption, alignment=TA_RIGHT),
        "whole": ParagraphStyle("whole", text, fontName=BOLD),
        "whole_right": ParagraphStyle("whole_right", text, fontName=BOLD, alignment=TA_RIGHT),
    }


def said(words: str, style: Any) -> "Flowable":
    """A paragraph."""
    from reportlab.platypus import Paragraph

    return Paragraph(marked(words), style)


def meaning(name: str, words: str, style: Any) -> "Flowable":
    """A paragraph of what a name means."""
    from reportlab.platypus import Paragraph

    return Paragraph(f'<font name="{BOLD}">{marked(name)}</font>  {marked(words)}', style)
