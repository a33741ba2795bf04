"""Reports in the window: their place in the rail, when they are brought, and where files go.

Promises that a report is asked for when the page comes to the front, in the language of the window; that whoever may
not see figures has no place for them. Refuses to count or draw files: it asks the desk.
"""

from collections.abc import Callable
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import QDir, QLocale, QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from agent_desktop.desk.api import DeskView
from agent_desktop.model.files import clean_name
from agent_desktop.model.looking import FindCustomers, LookAtReports, SaveReport
from agent_desktop.model.manifest import Capability
from agent_desktop.model.report_questions import Format, ReportQuestion
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.kit.slices import Slices
from agent_desktop.ui.reports.page import ReportsPage
from agent_desktop.ui.reports.sheet import Sheet, clipboard_lines
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.behind import attach
from agent_desktop.ui.words import tr

PAGE = "reports"


class ReportsPlace(QObject):
    """Follows one desk. Nothing is made before somebody may see reports. `mail_asked` is called when the lead wants the
    report sent by e-mail."""

    def __init__(
        self, desk: DeskView, shell: ShellWindow, mail_asked: Callable[[], object]
    ) -> None:
        super().__init__(shell)
        self.desk = desk
        self._shell = shell
        self._mail_asked = mail_asked
        self._seated = False
        self._looking = False
        self.dialog: QFileDialog | None = None

    @cached_property
    def page(self) -> ReportsPage:
        """The workspace."""
        made = ReportsPage(self.desk, self._shell.theme)
        made.asked.connect(self._ask)
        made.again.connect(lambda: self._ask(None))
        made.copied.connect(self._copy)
        made.sought.connect(lambda words: self.desk.post(FindCustomers(words=words)))
        made.saved.connect(self._save)
        made.mailed.connect(lambda: self._mail_asked())
        attach(made.behind, self.desk, self._shell)
        return made

    @property
    def may(self) -> bool:
        """Whether this account sees reports."""
        return self.desk.manifest.can(Capability.FIGURES)

    def workspaces(self) -> list[Workspace]:
        """The place in the rail."""
        if not self.may:
            return []
        return [Workspace(PAGE, tr("Reports"), "file-text")]

    def refresh(self) -> bool:
        """Reports or the link changed. True when the workspace came or went."""
        if not self.may:
            if self._seated and self._shell.workspace == PAGE:
                self._shell.show_workspace("inbox")
            return PAGE in self._shell.rail.buttons
        if not self._seated:
            self._seated = True
            self._shell.add_workspace_page(PAGE, self.page)
            self._shell.add_commands([self._command()])
            self._shell.workspace_shown.connect(self._shown)
        if self._shell.workspace == PAGE:
            self.page.refresh()
        return PAGE not in self._shell.rail.buttons

    def _command(self) -> Command:
        return Command(
            "supervise.reports",
            tr("Reports"),
            tr("Supervision"),
            "file-text",
            lambda: self._shell.show_workspace(PAGE),
            available=lambda: self.may,
        )

    def _shown(self, name: str) -> None:
        there = name == PAGE
        if there is not self._looking:
            self._looking = there
            self.desk.post(LookAtReports(language=language(), on=there))
        if there:
            self.page.refresh()

    def _ask(self, question: ReportQuestion | None) -> None:
        self.desk.post(LookAtReports(question=question, language=language()))

    def _copy(self, sheet: Sheet) -> None:
        def done(lines: list[str]) -> None:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._shell.toast(tr("Table copied"))

        Slices(self, clipboard_lines(sheet), done)

    def _save(self, made_as: Format) -> None:
        """Let the agent say where to."""
        answer = self.desk.reports.answer
        if answer is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kind = made_as.value.upper()
        dialog = self.dialog = QFileDialog(self._shell, tr("Save as {kind}", kind=kind), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind} (*.{made_as.value})")
        dialog.setDefaultSuffix(made_as.value)
        report = answer.report
        first = local(report.from_at, ZoneInfo(report.zone)).date()
        dialog.selectFile(clean_name(f"{report.title} {first.isoformat()}.{made_as.value}"))
        order = SaveReport(path="", format=made_as, question=answer.question, language=language())
        dialog.fileSelected.connect(
            lambda path: self.desk.post(replace(order, path=QDir.toNativeSeparators(path)))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def language() -> str:
    """The language of the window, as the web writes languages."""
    return QLocale().name().replace("_", "-")
