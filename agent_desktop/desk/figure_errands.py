"""The errands of figures, and what comes back. Promises what `desk.errands` promises."""

from typing import TypeAlias

from agent_desktop.model.base import Record
from agent_desktop.model.behind import Behind, BehindQuestion
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import FigureNames, FigureQuestion
from agent_desktop.model.figures import Figures


class ReadFigures(Record, frozen=True):
    """Bring the figures of a question: as a table, by intervals, and by intervals of the days to compare with."""

    ask_id: int
    question: FigureQuestion


class FiguresRead(Record, frozen=True):
    """The answer to a `ReadFigures`: all three and the names, or why not."""

    ask_id: int
    table: Figures | None = None
    curve: Figures | None = None
    before: Figures | None = None
    names: FigureNames | None = None
    problem: Problem | None = None


class ReadBehind(Record, frozen=True):
    """Bring whom a figure counts: the page that begins `after` a place, empty for the first."""

    ask_id: int
    question: BehindQuestion
    after: str = ""


class BehindRead(Record, frozen=True):
    """The answer to a `ReadBehind`: a page, or why not."""

    ask_id: int
    page: Behind | None = None
    problem: Problem | None = None


class KeepFile(Record, frozen=True):
    """Write a text to a file."""

    path: str
    text: str


class FileKept(Record, frozen=True):
    """The answer to a `KeepFile`: it is there whole, or why not."""

    path: str
    problem: Problem | None = None


FigureErrand: TypeAlias = ReadFigures | ReadBehind | KeepFile
FigureItem: TypeAlias = FiguresRead | BehindRead | FileKept
