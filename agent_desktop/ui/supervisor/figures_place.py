"""Figures in the window: their place in the rail, when they are brought, and where tables go.

Promises that figures are asked for when the page comes to the front, and while it stays there anew each minute where
the days go on; that whoever may not see them has no place for them. Refuses to count: it asks the desk.
"""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QDir, QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.files import clean_name
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.looking import LookAtFigures, SaveText
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import MEASURES
from agent_desktop.ui.figures.page import FiguresPage
from agent_desktop.ui.figures.rows import Sheet, clipboard_text, csv_text
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.behind import attach
from agent_desktop.ui.words import tr

PAGE = "figures"
FRESH_MS: Millis = 60_000
"""So old figures of days that go on may be while one looks at them."""


class FiguresPlace(QObject):
    """Follows one desk. Nothing is made before somebody may see figures. `queue_opened` shows who waits in a queue."""

    def __init__(
        self, desk: DeskView, shell: ShellWindow, queue_opened: Callable[[str], object]
    ) -> None:
        super().__init__(shell)
        self.desk = desk
        self._shell = shell
        self._queue_opened = queue_opened
        self._seated = False
        self._looking = False
        self.dialog: QFileDialog | None = None

    @cached_property
    def page(self) -> FiguresPage:
        """The workspace."""
        made = FiguresPage(self.desk, self._shell.theme)
        made.asked.connect(self._ask)
        made.again.connect(lambda: self.desk.post(LookAtFigures()))
        made.kept.connect(self._keep)
        made.copied.connect(self._copy)
        made.saved.connect(self._save)
        made.queue_opened.connect(self._queue_opened)
        attach(made.behind, self.desk, self._shell)
        return made

    @property
    def may(self) -> bool:
        """Whether this account sees figures."""
        return self.desk.manifest.can(Capability.FIGURES)

    def workspaces(self) -> list[Workspace]:
        """The place in the rail."""
        if not self.may:
            return []
        return [Workspace(PAGE, tr("Figures"), "chart-no-axes-column")]

    def refresh(self) -> bool:
        """Figures or the link changed. True when the workspace came or went."""
        if not self.may:
            if self._seated and self._shell.workspace == PAGE:
                self._shell.show_workspace("inbox")
            return PAGE in self._shell.rail.buttons
        if not self._seated:
            self._seated = True
            self._shell.add_workspace_page(PAGE, self.page)
            self._shell.add_commands([self._command()])
            self._shell.ticked.connect(self._tick)
            self._shell.workspace_shown.connect(self._shown)
        if self._shell.workspace == PAGE:
            self.page.refresh()
        return PAGE not in self._shell.rail.buttons

    def _command(self) -> Command:
        return Command(
            "supervise.figures",
            tr("Figures"),
            tr("Supervision"),
            "chart-no-axes-column",
            lambda: self._shell.show_workspace(PAGE),
            available=lambda: self.may,
        )

    def _shown(self, name: str) -> None:
        there = name == PAGE
        if there is not self._looking:
            self._looking = there
            self.desk.post(LookAtFigures(on=there))
        if there:
            self.page.refresh()

    def _tick(self, now: Millis) -> None:
        """A second has passed: days that go on are asked for anew each minute."""
        figures = self.desk.figures
        if not self._looking or figures.reading or figures.problem is not None:
            return
        table = figures.answer.table if figures.answer is not None else None
        if table is not None and table.made_at < table.until_at and now - table.made_at >= FRESH_MS:
            self.desk.post(LookAtFigures())

    def _ask(self, question: FigureQuestion) -> None:
        self.desk.post(LookAtFigures(question=question))

    def _keep(self, measures: str) -> None:
        self.desk.post(ChangeSetting(name=MEASURES, value=measures))

    def _copy(self, sheet: Sheet) -> None:
        QGuiApplication.clipboard().setText(clipboard_text(sheet))
        self._shell.toast(tr("Table copied"))

    def _save(self, sheet: Sheet) -> None:
        """Let the agent say where to."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = self.dialog = QFileDialog(self._shell, tr("Save as CSV"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(clean_name(f"{tr('Figures')} {self.page.days}.csv"))
        text = csv_text(sheet)
        dialog.fileSelected.connect(
            lambda path: self.desk.post(SaveText(path=QDir.toNativeSeparators(path), text=text))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
