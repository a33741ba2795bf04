"""A workspace of what was counted: its place in the rail, when it is looked at, and where its files go.

Promises that nothing is made before somebody may see figures, and that whoever may not any more is led back to the
inbox; that what is still being counted again becomes what it is while one looks. Refuses to count: subclasses ask the
desk.
"""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QDir, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.files import clean_name
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.figures.page import FiguresPage
from agent_desktop.ui.reports.page import ReportsPage
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr

COUNTED_MS: Millis = 10_000
"""So old may be what is still being counted again, while one looks at it."""


class Place(QObject):
    """Follows one desk. `name` is the workspace's, `icon` stands in the rail and the palette."""

    name: ClassVar[str]
    icon: ClassVar[str]

    def __init__(self, desk: DeskView, shell: ShellWindow) -> None:
        super().__init__(shell)
        self.desk = desk
        self.shell = shell
        self.looking = False
        self.dialog: QFileDialog | None = None
        self._seated = False

    @property
    def title(self) -> str:
        """What it is called on the screen."""
        raise NotImplementedError

    @property
    def page(self) -> FiguresPage | ReportsPage:
        """The workspace."""
        raise NotImplementedError

    def look(self, *, on: bool) -> None:
        """Tell the desk that somebody looks at the page, or no longer."""
        raise NotImplementedError

    def old(self, now: Millis) -> bool:
        """Whether what is shown may be something else by now, and is not on its way."""
        raise NotImplementedError

    @property
    def may(self) -> bool:
        """Whether this account sees what was counted."""
        return self.desk.manifest.can(Capability.FIGURES)

    def workspaces(self) -> list[Workspace]:
        """The place in the rail."""
        return [Workspace(self.name, self.title, self.icon)] if self.may else []

    def refresh(self) -> bool:
        """What was counted or the link changed. True when the workspace came or went."""
        if not self.may:
            if self._seated and self.shell.workspace == self.name:
                self.shell.show_workspace("inbox")
            return self.name in self.shell.rail.buttons
        if not self._seated:
            self._seated = True
            self.shell.add_workspace_page(self.name, self.page)
            self.shell.add_commands([self._command()])
            self.shell.workspace_shown.connect(self._shown)
            self.shell.ticked.connect(self._tick)
        if self.shell.workspace == self.name:
            self.page.refresh()
        return self.name not in self.shell.rail.buttons

    def _command(self) -> Command:
        return Command(
            f"supervise.{self.name}",
            self.title,
            tr("Supervision"),
            self.icon,
            lambda: self.shell.show_workspace(self.name),
            available=lambda: self.may,
        )

    def _tick(self, now: Millis) -> None:
        """A second has passed."""
        if self.looking and self.old(now):
            self.look(on=True)

    def _shown(self, name: str) -> None:
        there = name == self.name
        if there is not self.looking:
            self.looking = there
            self.look(on=there)
        if there:
            self.page.refresh()

    def ask_path(self, title: str, name: str, ending: str, then: Callable[[str], object]) -> None:
        """Let the agent say where a file goes; `then` gets the path. Its kind is its `ending`."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = self.dialog = QFileDialog(self.shell, title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(clean_name(f"{name}.{ending}"))
        dialog.fileSelected.connect(lambda path: then(QDir.toNativeSeparators(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
