"""What the desk holds in mind of figures: the question, and what came of it.

Promises values that are replaced and never changed in place. What came last is still shown while other figures are on
their way, and when they cannot be had, with the question that it answers.
"""

from agent_desktop.desk.pages_state import Paged
from agent_desktop.model.base import Record
from agent_desktop.model.behind import Behind, BehindLine, BehindQuestion
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import FigureNames, FigureQuestion
from agent_desktop.model.figures import Figures


class Answer(Record, frozen=True):
    """Figures as they came: `table` told apart as asked, `curve` by intervals, `before` of the days to compare with."""

    question: FigureQuestion
    table: Figures
    curve: Figures
    before: Figures


class BehindState(Paged, frozen=True):
    """Whom a figure counts: `first` is the first page with the figure, `lines` those of all pages that came."""

    question: BehindQuestion | None = None
    first: Behind | None = None
    lines: tuple[BehindLine, ...] = ()
    after: str = ""

    @property
    def more(self) -> bool:
        """See `Paged`."""
        return self.question is not None and (self.first is None or bool(self.after))


class FiguresState(Record, frozen=True):
    """`question` is what is asked for now, `answer` what came last; `problem` says why nothing newer came.

    `looking`: somebody looks at them, so they are asked for again with every link. `asks` counts the questions.
    `behind` is whom one of them counts.
    """

    question: FigureQuestion | None = None
    answer: Answer | None = None
    names: FigureNames | None = None
    reading: bool = False
    problem: Problem | None = None
    looking: bool = False
    asks: int = 0
    behind: BehindState = BehindState()
