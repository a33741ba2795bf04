"""The marks over a row's text: found words and the selection.

Promises that the selection lies over what was found. Refuses to keep formats of a theme that is no longer in use.
"""

from typing import Protocol

from PySide6.QtGui import QTextCharFormat

from agent_desktop.ui.conversation.timeline.finder import Finder
from agent_desktop.ui.conversation.timeline.laid import Laid
from agent_desktop.ui.conversation.timeline.selection import span_in
from agent_desktop.ui.conversation.timeline.textblock import Span
from agent_desktop.ui.theme.theme import Theme

Bounds = tuple[tuple[int, int], tuple[int, int]]


class Marked(Protocol):
    """What marks depend on."""

    theme: Theme
    finder: Finder


def marks_for(
    view: Marked, row: int, laid: Laid, bounds: Bounds | None
) -> list[tuple[Span, QTextCharFormat]]:
    """The marks of one row, in the order of drawing."""
    if laid.block is None or (bounds is None and not view.finder.places):
        return []
    made: list[tuple[Span, QTextCharFormat]] = []
    for start, size, current in view.finder.in_item(laid.look.key):
        if current:
            made.append(((start, size), _format(view.theme, "accent.fill", "text.onAccent")))
        else:
            made.append(((start, size), _format(view.theme, "sla.atRiskBg", "text.primary")))
    span = span_in(bounds, row, len(laid.block.text))
    if span is not None:
        made.append((span, _format(view.theme, "accent.fill", "text.onAccent")))
    return made


def _format(theme: Theme, back: str, front: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(theme.color(back))
    made.setForeground(theme.color(front))
    return made
