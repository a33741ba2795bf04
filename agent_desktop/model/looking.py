"""What a lead looks at and takes along: the live board, figures, and a table of them as a file."""

from typing import TypeAlias

from agent_desktop.model.base import Record
from agent_desktop.model.board import AskOfBoard
from agent_desktop.model.figure_questions import FigureQuestion


class LookAtFigures(Record, frozen=True):
    """Bring figures: those of another question, or (None) those of the last one anew. `on` false: no longer."""

    question: FigureQuestion | None = None
    on: bool = True


class SaveText(Record, frozen=True):
    """Write a text to a file, whole or not at all."""

    path: str
    text: str


Looking: TypeAlias = AskOfBoard | LookAtFigures | SaveText
