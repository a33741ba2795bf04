"""Figures in the window: when they are brought, and where tables go.

Promises that figures are asked for when the page comes to the front, and while it stays there anew each minute where
the days go on; that whoever may not see them has no place for them. Refuses to count: it asks the desk.
"""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtGui import QGuiApplication

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.looking import LookAtFigures, SaveText
from agent_desktop.model.settings import MEASURES
from agent_desktop.ui.figures.page import FiguresPage
from agent_desktop.ui.figures.rows import Sheet, clipboard_text, csv_text
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.behind import attach
from agent_desktop.ui.supervisor.place import COUNTED_MS, Place
from agent_desktop.ui.words import tr

PAGE = "figures"
FRESH_MS: Millis = 60_000
"""So old figures of days that go on may be while one looks at them."""


class FiguresPlace(Place):
    """See `Place`. `queue_opened` shows who waits in a queue."""

    name, icon = PAGE, "chart-no-axes-column"

    def __init__(
        self, desk: DeskView, shell: ShellWindow, queue_opened: Callable[[str], object]
    ) -> None:
        super().__init__(desk, shell)
        self._queue_opened = queue_opened

    @property
    def title(self) -> str:
        """See `Place`."""
        return tr("Figures")

    @cached_property
    def page(self) -> FiguresPage:
        """The workspace."""
        made = FiguresPage(self.desk, self.shell.theme)
        made.asked.connect(self._ask)
        made.again.connect(lambda: self.desk.post(LookAtFigures()))
        made.kept.connect(self._keep)
        made.copied.connect(self._copy)
        made.saved.connect(self._save)
        made.queue_opened.connect(self._queue_opened)
        attach(made.behind, self.desk, self.shell)
        return made

    def look(self, *, on: bool) -> None:
        """See `Place`."""
        self.desk.post(LookAtFigures(on=on))

    def old(self, now: Millis) -> bool:
        """See `Place`: days that go on are asked for anew each minute."""
        figures = self.desk.figures
        if figures.answer is None or figures.reading or figures.problem is not None:
            return False
        table = figures.answer.table
        most = FRESH_MS if table.made_at < table.until_at else None
        most = COUNTED_MS if table.counted_again is not None else most
        return most is not None and now - table.made_at >= most

    def _ask(self, question: FigureQuestion) -> None:
        self.desk.post(LookAtFigures(question=question))

    def _keep(self, measures: str) -> None:
        self.desk.post(ChangeSetting(name=MEASURES, value=measures))

    def _copy(self, sheet: Sheet) -> None:
        QGuiApplication.clipboard().setText(clipboard_text(sheet))
        self.shell.toast(tr("Table copied"))

    def _save(self, sheet: Sheet) -> None:
        text = csv_text(sheet)
        name = f"{tr('Figures')} {self.page.days}"
        self.ask_path(
            tr("Save as CSV"),
            name,
            "csv",
            lambda path: self.desk.post(SaveText(path=path, text=text)),
        )
