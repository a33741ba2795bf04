"""Reports in the window: when they are brought, and where files go.

Promises that a report is asked for when the page comes to the front, in the language of the window; that whoever may
not see figures has no place for them. Refuses to count or draw files: it asks the desk.
"""

from collections.abc import Callable
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.looking import FindCustomers, LookAtReports, SaveReport
from agent_desktop.model.report_questions import Format, ReportQuestion
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.kit.slices import Slices
from agent_desktop.ui.reports.page import ReportsPage
from agent_desktop.ui.reports.sheet import Sheet, clipboard_lines
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.behind import attach
from agent_desktop.ui.supervisor.place import COUNTED_MS, Place
from agent_desktop.ui.words import tr

PAGE = "reports"


class ReportsPlace(Place):
    """See `Place`. `mail_asked` is called when the lead wants the report sent by e-mail."""

    name, icon = PAGE, "file-text"

    def __init__(
        self, desk: DeskView, shell: ShellWindow, mail_asked: Callable[[], object]
    ) -> None:
        super().__init__(desk, shell)
        self._mail_asked = mail_asked

    @property
    def title(self) -> str:
        """See `Place`."""
        return tr("Reports")

    @cached_property
    def page(self) -> ReportsPage:
        """The workspace."""
        made = ReportsPage(self.desk, self.shell.theme)
        made.asked.connect(self._ask)
        made.again.connect(lambda: self._ask(None))
        made.copied.connect(self._copy)
        made.sought.connect(lambda words: self.desk.post(FindCustomers(words=words)))
        made.saved.connect(self._save)
        made.mailed.connect(lambda: self._mail_asked())
        attach(made.behind, self.desk, self.shell)
        return made

    def look(self, *, on: bool) -> None:
        """See `Place`."""
        self.desk.post(LookAtReports(language=language(), on=on))

    def old(self, now: Millis) -> bool:
        """See `Place`."""
        reports = self.desk.reports
        if reports.answer is None or reports.reading or reports.problem is not None:
            return False
        report = reports.answer.report
        return report.counted_again is not None and now - report.made_at >= COUNTED_MS

    def _ask(self, question: ReportQuestion | None) -> None:
        self.desk.post(LookAtReports(question=question, language=language()))

    def _copy(self, sheet: Sheet) -> None:
        def done(lines: list[str]) -> None:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.shell.toast(tr("Table copied"))

        Slices(self, clipboard_lines(sheet), done)

    def _save(self, made_as: Format) -> None:
        answer = self.desk.reports.answer
        if answer is None:
            return
        report = answer.report
        first = local(report.from_at, ZoneInfo(report.zone)).date()
        order = SaveReport(path="", format=made_as, question=answer.question, language=language())
        self.ask_path(
            tr("Save as {kind}", kind=made_as.value.upper()),
            f"{report.title} {first.isoformat()}",
            made_as.value,
            lambda path: self.desk.post(replace(order, path=path)),
        )


def language() -> str:
    """The language of the window, as the web writes languages."""
    return QLocale().name().replace("_", "-")
